"""Edits of the texts of a draft in its own bytes, which change nothing else.

An edit is a piece of a text; here it becomes a piece of YAML in the style of the scalar that it stands in. It is kept
only if the draft then loads as exactly what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from copy import deepcopy
from itertools import accumulate
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected
from ctct.diagnostics import Path as Place
from ctct.project.reading import read_draft
from ctct.source.text import decode

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f]')
_CLUSTER = re.compile(r"(?s).[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")


class TextEdit(NamedTuple):
    """A fix in place: ``source`` replaces the characters ``region`` of the file so that ``new`` replaces ``part`` of the text
    at ``at``; all that stands there, or the key itself, where ``part`` is ``None``.
    """

    finding: Diagnostic
    at: Place
    part: tuple[int, int] | None
    new: str
    region: tuple[int, int]
    source: str


def in_style(new: str, style: str) -> str:
    """Return text as it must be typed in a scalar that begins with ``style``."""
    if style == '"':
        return _TO_ESCAPE.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\x{ord(sign[0]):02x}", new)
    return new.replace("'", "''") if style == "'" else new


class DraftText(NamedTuple):
    """A draft's name, bytes, text (in NFC, without a BOM) and value."""

    name: str
    data: bytes
    text: str
    value: Any


def apply_edits(file: DraftText, edits: Sequence[TextEdit]) -> tuple[bytes, int, list[Diagnostic]]:
    """Return the bytes after as many of the edits as are safe, how many that is, and the findings of the others."""
    # Nearly always all of them are safe: one reading is enough to know.
    if whole := _attempt(file, edits):
        return whole, len(edits), []
    safe = [edit for edit in edits if _attempt(file, [edit])]
    undone = [edit.finding for edit in edits if edit not in safe]
    # Safe each for itself, they may still not be together.
    if several := _attempt(file, safe):
        return several, len(safe), undone
    one = _attempt(file, safe[:1])
    return (one, 1, undone) if one else (file.data, 0, undone)


def _attempt(file: DraftText, edits: Sequence[TextEdit]) -> bytes | None:
    """Return the bytes after the edits if they load as they should, else ``None``."""
    changed = edited(file, edits) if edits else None
    if changed is None:
        return None
    try:
        read, _ = read_draft(file.name, decode(changed))
    except Rejected:
        return None
    return changed if _same(read, _expected(file.value, edits)) else None


def edited(file: DraftText, edits: Sequence[TextEdit]) -> bytes | None:
    """Return the bytes after the edits, ``None`` where one has no place of its own in them."""
    original = file.data.decode("utf-8")
    places = _places(original.removeprefix("\ufeff"), file.text)
    bom = len(original) - len(original.removeprefix("\ufeff"))
    for edit in reversed(edits):
        start, end = (places[at] if places else at for at in edit.region)
        if start is None or end is None:
            return None
        original = original[: start + bom] + edit.source + original[end + bom :]
    return original.encode("utf-8")


def _places(original: str, text: str) -> list[int | None]:
    """Return for each character of ``text`` where it begins in ``original``, which reads the same but is not in NFC;
    ``None`` inside of what was composed. Empty where the two are one.
    """
    # NFC may be longer or shorter than what was typed; without it places are the same.
    if original == text:
        return []
    clusters = _CLUSTER.findall(original)
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    places: list[int | None] = [None] * (len(text) + 1)
    if "".join(composed) != text:
        return places
    starts = accumulate(map(len, clusters), initial=0)
    for at, start in zip(accumulate(map(len, composed), initial=0), starts, strict=True):
        places[at] = start
    return places


def _expected(value: Any, edits: Sequence[TextEdit]) -> Any:
    """Return the value with the edited texts changed; what an alias repeats stays one object, so that it changes too."""
    changed = deepcopy(value)
    for edit in reversed([one for one in edits if one.at]):
        holder, last = value_or_none(changed, edit.at[:-1]), edit.at[-1]
        if edit.part is not None:
            holder[last] = holder[last][: edit.part[0]] + edit.new + holder[last][edit.part[1] :]
        elif edit.finding.on_key:
            renamed = {edit.new if key == last else key: said for key, said in holder.items()}
            holder.clear()
            holder.update(renamed)
        else:
            holder[last] = edit.new
    return changed


def value_or_none(value: Any, at: Place) -> Any:
    """Return what stands at ``at``, ``None`` where nothing does."""
    for step in at:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _same(one: Any, other: Any) -> bool:
    """Return whether two values are alike, order of keys and kinds of scalars included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)
