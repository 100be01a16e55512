"""Assignees as they stand on paper: ``@minh; @~bcsd, @vp và @lien-quan; Trưởng các đoàn kiểm tra``.

«;» parts groups. Inside a group «,» and «và» part names if one of them is an id; free text alone stays whole. A name in
double quotes is one name, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ctct.language import _
from ctct.source.inline import ID
from ctct.source.markdown.marks import without_refusals, written
from ctct.source.markdown.places import plain

_SIGN = re.compile(r'\\[!-/:-@\[-`{-~]|"(?:[^"\\]|\\.)*"|(?P<part>[;,]|(?<=\s)và(?=\s))')
_ID = re.compile(rf"@(~?{ID})")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Name:
    """One assignee, at the characters ``start:end`` of the raw phrase."""

    value: str
    start: int
    end: int
    marked: bool
    """Whether it is an id or in quotes, so that what stands beside it must be names too."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """The characters ``start:end`` of a phrase cannot be told apart into names."""

    start: int
    end: int
    message: str
    hint: str


Group = list[Name]


def read_phrase(raw: str) -> tuple[list[Group], list[Unclear]]:
    """Return the groups of a phrase and what in it is unclear. The full stop at its end is not part of it."""
    end = len(raw.rstrip())
    if raw[:end].endswith(".") and not raw[:end].endswith(("..", "\\.")):
        end -= 1
    signs = [(found.start(), found.end(), found["part"]) for found in _SIGN.finditer(raw, 0, end) if found["part"]]
    groups: list[Group] = []
    unclear: list[Unclear] = []
    start, inner = 0, []  # type: int, list[tuple[int, int]]
    for sign_start, sign_end, sign in [*signs, (end, end, ";")]:
        if sign != ";":
            inner.append((sign_start, sign_end))
            continue
        group = _group(raw, start, sign_start, inner)
        (groups if isinstance(group, list) else unclear).append(group)  # type: ignore[arg-type]
        start, inner = sign_end, []
    return groups, unclear


def _group(raw: str, start: int, end: int, inner: list[tuple[int, int]]) -> Group | Unclear:
    edges = [start, *(edge for sign in inner for edge in sign), end]
    names = [_name(raw, *pair) for pair in zip(edges[::2], edges[1::2], strict=True)]
    whole = _name(raw, start, end)
    # Free text stays whole: «Ban Tổ chức, Văn phòng» may be one body or two, and nobody can tell.
    if not any(name.marked for name in names) or len(names) == 1:
        if whole.start == whole.end:
            return Unclear(
                max(0, start - 1), max(end, 1), _("thiếu người hoặc cơ quan ở đây"), _("ghi «@mã», hoặc bỏ dấu «;» thừa")
            )
        return [whole]
    said = [raw[name.start : name.end] for name in names]
    # Only a list joined as it will be printed is surely a list.
    joined = f"{', '.join(said[:-1])} và {said[-1]}"
    if all(said) and " ".join(raw[whole.start : whole.end].split()) == " ".join(joined.split()):
        return names
    hint = _('ghi như khi in: «A, B và C»; tên có sẵn «,» hoặc «và» thì đặt trong dấu nháy kép: "A và B"')
    return Unclear(whole.start, whole.end, _("không tách được tên trong nhóm này"), hint)


def _name(raw: str, start: int, end: int) -> Name:
    text = raw[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    end = start + len(text)
    if found := _ID.fullmatch(text):
        return Name(found[1], start, end, True)
    if found := _QUOTED.fullmatch(text):
        return Name(plain(found[1]), start, end, True)
    return Name(plain(text), start, end, False)


def write_phrase(groups: list[list[str]]) -> str:
    """Return the phrase that reads as ``groups``: quotes only if it would not without."""
    # Quotes are for names with «,» or «và» in them; whether one needs them shows when it is read back.
    for quoted in (False, True):
        phrase = without_refusals("; ".join(_joined([_raw(name, quoted) for name in group]) for group in groups))
        if _values(phrase) == groups:
            return phrase
    return phrase


def _values(phrase: str) -> list[list[str]] | None:
    groups, unclear = read_phrase(phrase)
    return None if unclear else [[name.value for name in group] for group in groups]


def _joined(names: list[str]) -> str:
    return " và ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def _raw(name: str, quoted: bool) -> str:
    if _ID.fullmatch(f"@{name}"):
        return f"@{name}"
    raw = written(name)
    if not quoted:
        return raw
    backslashes = len(raw) - len(raw.rstrip("\\"))
    end = "\\" * (backslashes % 2)  # one alone stands for itself at the end of a text, but would take the quote's force away
    return '"' + raw.replace('"', '\\"') + end + '"'


def groups_of(value: object) -> Iterator[list[str]]:
    """Yield the groups of an assignment as a draft in YAML writes it: a name, a list of names, lists of lists."""
    for group in value if isinstance(value, list) else [value]:
        yield [str(name) for name in group] if isinstance(group, list) else [str(group)]
