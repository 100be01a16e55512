"""Whether the bodies charged with work are among those that the document is sent to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ctct.lint.abbreviations import written_out
from ctct.lint.likeness import folded

if TYPE_CHECKING:
    from ctct.model.directory import DanhBa, Nhom, TenCoQuan


_REMARK = re.compile(r"\([^()]*\)")
_SPLIT = re.compile(r"[,;]")
_BEFORE_NAME = re.compile(r"^(?:lưu|thường trực|các đồng chí|lãnh đạo|văn thư|các|và) ")
_EVERYONE = ("được giao", "được phân công", "chủ trì", "phối hợp", "liên quan", "có tên", "nêu tại")
_SHORTEST = 8
"""A recipient of fewer characters («sở», «đảng ủy») is a kind of bodies rather than the name of one."""


class Recipients:
    """The lines of nơi nhận and kính gửi, in a form that names can be sought in."""

    def __init__(self, lines: Iterable[str], directory: DanhBa) -> None:
        self._directory = directory
        # «(b/c)», «(để biết)» say why, not who. A remark in a remark goes with the second look.
        self._lines = [_plain(_REMARK.sub("", _REMARK.sub("", line))) for line in lines]
        self._whole = "\n".join(self._lines)
        self._names = [name for line in self._lines for name in _names_in(line)]
        self._to_everyone = any(words in self._whole for words in _EVERYONE)
        groups = (group for group in directory.nhom.values() if self._is_named(group))
        self._reached = frozenset(member for group in groups for member in group.thanh_vien or ())

    def cover(self, key: str) -> bool:
        """Return whether the body or the group ``key`` of the danh bạ is among the recipients, itself or in another."""
        if self._to_everyone:
            return True
        listed, seen = self._directory, set(self._reached)
        todo = [key]
        while todo:
            name = todo.pop()
            if name in seen:
                continue  # groups may name each other as members: none is asked for twice
            seen.add(name)
            group = listed.nhom.get(name)
            if self._is_named(group or listed.co_quan[name]):
                continue
            if group is None:
                return False
            # «các cơ quan liên quan»: who they are is said nowhere, so nobody can miss them.
            todo += [one for one in group.thanh_vien or () if one in listed.co_quan or one in listed.nhom]
        return True

    def _is_named(self, body: TenCoQuan | Nhom) -> bool:
        # What goes to «Đảng ủy Công an tỉnh» reaches its standing committee, which is charged with the work.
        names = {_plain(name).removeprefix("ban thường vụ ") for name in (body.ten, body.ten_gon) if name}
        return any(name in self._whole or any(_is_among(name, part) for part in self._names) for name in names)


def _is_among(name: str, recipient: str) -> bool:
    """Return whether ``recipient`` covers ``name``: a body covers the Party organisation inside it; a short name («sở», «ban»,
    «đảng ủy») is a kind of bodies and covers those whose names begin so.
    """
    return name.startswith(f"{recipient} ") if len(recipient) < _SHORTEST else recipient in name


def _names_in(line: str) -> Iterator[str]:
    """Yield the recipients in a line, each without what stands before its name or says which of its kind are meant."""
    for part in _SPLIT.split(line):
        name, before = part.strip(" ."), ""
        while name != before:  # «các đồng chí lãnh đạo …»
            before, name = name, _BEFORE_NAME.sub("", name)
        if name := name.partition(" trực thuộc ")[0]:
            yield name


def _plain(text: str) -> str:
    """Return ``text`` in lower case, tones in the old style, common abbreviations written out."""
    return folded(written_out(text))
