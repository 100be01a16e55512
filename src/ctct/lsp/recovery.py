"""Makes the most of a draft that is half typed, for whoever asks about the rest of it: what cannot be read is left out.

Nothing is moved: what is left stands where it stood, so that places hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from ctct.diagnostics import Diagnostic, Path, Rejected
from ctct.outcome import Outcome
from ctct.pipeline import examine
from ctct.project.files import Source
from ctct.project.gather import gather_round
from ctct.project.reading import is_markdown, read_draft
from ctct.source.lookup import value_at
from ctct.source.places import Places
from ctct.source.spans import Spans
from ctct.source.text import legible

LIMIT_ROUNDS = 8
"""How many faults of one kind after another are worked round: libyaml tells only of the first."""

_SOMETHING = "…"
_UNWRITTEN = {
    "loai": "thong_bao",
    "co_quan": _SOMETHING,
    "so_ky_hieu": _SOMETHING,
    "ngay": 2000,
    "trich_yeu": _SOMETHING,
    "nguoi_ky": {"ho_ten": _SOMETHING},
}
"""What stands in for the keys that a draft must have, until they are typed."""

_FRONT_END = re.compile(r"^---[ \t]*$(?<!\A---)", re.MULTILINE)

Load = Callable[[str], tuple[object, Places]]


def recovered(source: Source) -> Outcome | None:
    """Return what is known of a draft without what is wrong with it, or ``None`` where nothing can be made of it."""
    read = load_legible(source.data, partial(_read_closed, source.name))
    if read is None or not isinstance(read[0], dict):
        return None
    value, places = read
    for _ in range(LIMIT_ROUNDS):
        outcome = examine(gather_round(source, value, places))
        if outcome.layout is not None:
            return outcome
        value = _without(value, outcome.findings)
    return None


def _read_closed(name: str, text: str) -> tuple[object, Places]:
    """Read a draft, in Markdown with the front matter closed that is still being typed."""
    is_open = is_markdown(name, text) and not _FRONT_END.search(text)
    return read_draft(name, f"{text}\n---\n" if is_open else text)


def load_legible(data: bytes, load: Load) -> tuple[Any, Places] | None:
    """Return what can be read of a text, lines that cannot blotted out."""
    text = legible(data).removeprefix("\ufeff")
    for _ in range(LIMIT_ROUNDS):
        try:
            return load(text)
        except Rejected as rejected:
            text, before = _blotted(text, rejected.diagnostics), text
            if text == before:
                return None
    return None


def _blotted(text: str, faults: Sequence[Diagnostic]) -> str:
    """Return ``text`` with blanks for each line in which a fault begins."""
    lines = Spans.for_text(text)
    for fault in faults:
        if fault.region is not None:
            start = fault.region[0] - lines.line_column(fault.region[0])[1] + 1
            line = lines.line(lines.line_column(start)[0])
            text = text[:start] + " " * len(line) + text[start + len(line) :]
    return text


def _without(value: Any, faults: Iterable[Diagnostic]) -> Any:
    """Return ``value`` without what ``faults`` find wrong in it."""
    for fault in faults:
        if fault.file is None:
            at = fault.at
            while at and _is_something(value, at):  # even that may not stand there
                at = at[:-1]
            value = _left_out(value, at)
    return {**{key: item for key, item in _UNWRITTEN.items() if key not in value}, **value}


def _left_out(value: Any, at: Path) -> Any:
    """Return ``value`` without what stands at ``at``. In a list something must stand there; of what lacks a key, that which
    lacks it is left out.
    """
    if not at:
        return value
    step, rest = at[0], at[1:]
    if isinstance(value, dict) and step in value:
        if _goes_on(value[step], rest):
            return {**value, step: _left_out(value[step], rest)}
        return {key: item for key, item in value.items() if key != step}
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        # The items behind it keep their places, so one that cannot be understood leaves something in its own.
        inner = _left_out(value[step], rest) if _goes_on(value[step], rest) else _SOMETHING
        return [*value[:step], inner, *value[step + 1 :]]
    return value


def _goes_on(inner: Any, rest: Path) -> bool:
    """Return whether what is to be left out lies inside of ``inner``; where a key is lacking ``inner`` itself is at fault."""
    return bool(rest) and isinstance(inner, dict | list) and not _lacks(inner, rest)


def _is_something(value: Any, at: Path) -> bool:
    try:
        return bool(value_at(value, at) == _SOMETHING)
    except (LookupError, TypeError):
        return False


def _lacks(value: Any, at: Path) -> bool:
    return len(at) == 1 and isinstance(value, dict) and at[0] not in value
