"""Breaks the product where it keeps a promise about Word documents, and sees that a test turns red.

``python tests/mutations.py [WORD …]``: each mutation is made in a copy of the sources, the named tests are run there and must
pass without it and fail with it; ``WORD`` picks mutations whose promise has it. Takes some seconds each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
_LEFT = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
"""What tests of Word documents do without."""


class Mutation(NamedTuple):
    """In ``file`` below ``src/ctct`` the text ``old`` becomes ``new``; ``test`` (file and words for ``-k``) must fail then."""

    promise: str
    file: str
    old: str
    new: str
    test: tuple[str, str]


MUTATIONS = (
    Mutation(
        "1 import of what was built",
        "compare/normal.py",
        "return even(text).casefold()",
        "return even(text)",
        ("test_import.py", "example_comes_back or every_type"),
    ),
    Mutation(
        "2 import of what was retyped",
        "drafting/importing/labels.py",
        "return [*_named(text), *_short(text)]",
        "return [*_named(text)]",
        ("test_import.py", "as_people_type or retyped"),
    ),
    Mutation(
        "3 no word vanishes in an import",
        "drafting/importing/proof.py",
        'else "missing"',
        'else "explained"',
        ("test_import.py", "no_word_vanishes or told_and_kept"),
    ),
    Mutation(
        "4 an untouched copy changes nothing",
        "drafting/merge/plan.py",
        "said = said[: one.new_start] + old + said[one.new_end :]",
        "pass",
        ("test_merge.py", "through_libreoffice"),
    ),
    Mutation(
        "5 each edited word is in the draft or told",
        "drafting/merge/plan.py",
        "return self.added(self.theirs[match.new[0]], match.new[0], anchor)",
        "return anchor",
        ("test_merge.py", "edited_word or new_paragraph"),
    ),
    Mutation(
        "6 a second merge changes nothing",
        "drafting/merge/insertions.py",
        ">= self._printed[said] + self._seen[said]",
        "> 10_000",
        ("test_merge.py", "new_item or new_paragraph"),
    ),
    Mutation(
        "7 both changed one place",
        "drafting/merge/threeway.py",
        "mine, apart = (changes_in(base, ours), changes_in(theirs, ours)) if base != ours else ([], [])",
        "mine, apart = [], []",
        ("test_merge.py", "both_changed or edited_meanwhile"),
    ),
    Mutation(
        "8 comments",
        "drafting/merge/merge.py",
        "for comment in comments.values():",
        "for comment in list(comments.values())[1:]:",
        ("test_merge.py", "remarks"),
    ),
    Mutation(
        "9 redline, references frozen",
        "word/redline/build.py",
        "        freeze_fields(root)\n",
        "        pass\n",
        ("test_redline.py", "frozen or any_two"),
    ),
    Mutation(
        "9 redline, moves",
        "word/redline/steps.py",
        "moved_to = {one.new[0]: number for number, one in enumerate(matches) if one.moved}",
        "moved_to: dict[int, int] = {}",
        ("test_redline.py", "moves"),
    ),
    Mutation(
        "10 a draft differs in nothing from itself",
        "changes/kinds.py",
        "return None if ours[0].notes == theirs[0].notes else",
        "return",
        ("test_diff_properties.py", "itself"),
    ),
    Mutation(
        "10 renumbering is no change",
        "changes/kinds.py",
        "same = len(ours) == len(theirs) == 1 and ours[0].text == theirs[0].text",
        "same = len(ours) == len(theirs) == 1 and ours[0] == theirs[0]",
        ("test_diff_properties.py", "renumbering"),
    ),
    Mutation(
        "11 marks of paragraphs",
        "word/views.py",
        "if paragraph.mark is not UNCHANGED and paragraph.followed and self._gone(paragraph.mark):",
        "if False:",
        ("test_word_revisions.py", ""),
    ),
    Mutation(
        "11 last marks are shifted",
        "word/redline/steps.py",
        "    _save_last_marks(found)\n    found = found",
        "    found = found",
        ("test_redline.py", "item"),
    ),
    Mutation(
        "11 tones are folded",
        "compare/normal.py",
        'old_style(unicodedata.normalize("NFC", without_unseen(apart(text))))',
        'unicodedata.normalize("NFC", without_unseen(apart(text)))',
        ("test_compare.py", "normal_form"),
    ),
)


def is_red(mutation: Mutation, folder: Path) -> bool:
    """Make a mutation in a copy of the sources, run its tests, take it back. Tests that fail without it prove nothing."""
    path = folder / "src/ctct" / mutation.file
    text = path.read_text("utf-8")
    if mutation.old not in text:
        raise LookupError(f"{mutation.file}: «{mutation.old}»")
    if not passes(mutation.test, folder):
        raise RuntimeError(f"{mutation.promise}: the tests fail as they are")
    path.write_text(text.replace(mutation.old, mutation.new, 1), "utf-8")
    red = not passes(mutation.test, folder)
    path.write_text(text, "utf-8")
    return red


def passes(test: tuple[str, str], folder: Path) -> bool:
    """Run the tests of a mutation."""
    file, words = test
    order = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-p",
        "no:cacheprovider",
        f"tests/{file}",
        *(["-k", words] if words else []),
    ]
    run = subprocess.run(
        order, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder / "src")}, capture_output=True, check=False
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(f"{run.returncode}: {(run.stdout + run.stderr).decode()[-2_000:]}")
    return run.returncode == 0


def main(wanted: list[str]) -> int:
    green = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "ctct")
        shutil.copytree(ROOT, folder, ignore=_LEFT)
        for mutation in MUTATIONS:
            if all(word in mutation.promise for word in wanted):
                red = is_red(mutation, folder)
                green += not red
                print(f"{'red' if red else 'GREEN':6}{mutation.promise}: {mutation.file}", flush=True)
    return green


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
