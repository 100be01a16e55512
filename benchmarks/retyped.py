"""How much of retyped documents comes back: lines against the document itself, numbers, notes and assignees against its truth.

``python benchmarks/retyped.py FOLDER``: documents ``NAME.SEED.docx``, their truth the example ``NAME``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ctct.compare.normal import folded
from ctct.drafting.importing.conversion import Target, import_word
from ctct.drafting.importing.matching import Printed
from ctct.drafting.importing.proof import printed_lines
from ctct.model.types import ROLES
from ctct.outcome import Outcome
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source

ROOT = Path(__file__).resolve().parents[1]


class Shares(NamedTuple):
    """How many of each were recovered, and of how many."""

    lines: tuple[int, int]
    numbers: tuple[int, int]
    notes: tuple[int, int]
    assignees: tuple[int, int]


def example(name: str) -> Path:
    """Return the draft that a document was made of."""
    return next(path for path in sorted((ROOT / "examples").rglob("*.yaml")) if path.stem == name)


def measure(document: Path) -> Shares:
    """Import a document with the danh bạ of its truth, and compare."""
    truth = example(document.name.split(".")[0])
    outcome = check(Source.from_file(truth))
    target = Target(str(truth), truth.parent, outcome.gathered.value.get("danh_ba"))
    made = import_word(document.read_bytes(), document.name, target)
    wanted, found = printed_lines(sheet_of(outcome)), printed_lines(sheet_of(made.outcome))
    notes = (len(outcome.draft.chu_thich) if outcome.draft else 0, len(made.assembled.value.get("chu_thich", {})))
    return Shares(
        made.proof.share("line", "cell", "note") if made.proof else (0, len(wanted)),
        _shared(_numbered(wanted), _numbered(found)),
        (min(notes), notes[0]),
        _shared(assignees(outcome), assignees(made.outcome)),
    )


def assignees(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """Yield who is charged, by role and id (or the words themselves), wherever it is said."""
    yield from _charged(outcome.draft.model_dump(exclude_unset=True) if outcome.draft else {}, {})


def _charged(said: Any, works: Any) -> Iterator[tuple[str, str]]:
    if isinstance(said, dict):
        works = said.get("thuong_ky") if isinstance(said.get("thuong_ky"), dict) else works
        again = works.get(said["thuong_ky"]) if isinstance(said.get("thuong_ky"), str) and works else None
        yield from _charged(again, {})
        for key, value in said.items():
            if key in ROLES and value:
                yield from ((key, str(name)) for group in value for name in group)
            elif key != "thuong_ky":
                yield from _charged(value, works)
    elif isinstance(said, list | tuple):
        for one in said:
            yield from _charged(one, works)


def _numbered(lines: list[Printed]) -> Iterator[tuple[str, str]]:
    return ((folded(line.label), folded(line.text)) for line in lines if line.label and not line.label.isalnum())


def _shared(wanted: Iterator[Any], found: Iterator[Any]) -> tuple[int, int]:
    truth = Counter(wanted)
    return sum((truth & Counter(found)).values()), sum(truth.values())


def main() -> None:
    """Print the table."""
    print(f"{'document':46} {'lines':>9} {'numbers':>9} {'notes':>7} {'assignees':>9}")
    for document in sorted(Path(sys.argv[1]).glob("*.docx")):
        print(f"{document.name:46}", *(f"{found}/{asked}".rjust(9) for found, asked in measure(document)))


if __name__ == "__main__":
    main()
