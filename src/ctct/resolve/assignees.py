"""Writes out who is charged with what, from the danh bạ, as on the document's date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Path, error, nearest
from ctct.model.values import Span, read_day
from ctct.source.inline import is_id

if TYPE_CHECKING:
    from ctct.model.directory import DanhBa, Nguoi


@dataclass(slots=True)
class Register:
    """The danh bạ as it stands on the days ``on``; collects what is wrong with the names asked of it."""

    directory: DanhBa
    on: Span
    faults: list[Diagnostic]
    _written: dict[tuple[str, bool], tuple[str, str | None]] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        listed = self.directory
        return name in listed.nguoi or name in listed.co_quan or name in listed.nhom

    def __iter__(self) -> Iterator[str]:
        return chain(self.directory.nguoi, self.directory.co_quan, self.directory.nhom)

    def name(self, name: str, short: bool) -> tuple[str, str | None]:
        """Return the words for an id that is in the register, and what is wrong with it, if anything."""
        found = self._written.get((name, short))
        if found is None:
            found = self._written[name, short] = self._write(name, short)
        return found

    def _write(self, name: str, short: bool) -> tuple[str, str | None]:
        if person := self.directory.nguoi.get(name):
            posts = posts_on(person, self.on)
            wrong = None if posts or not person.chuc_vu else _out_of_post(person, self.on)
            return ", ".join([f"{person.danh_xung} {person.ho_ten}", *(() if short else posts)]), wrong
        body = self.directory.co_quan.get(name) or self.directory.nhom[name]
        return (body.ten_gon if short and body.ten_gon else body.ten), None

    def words(self, word: str, at: Path) -> str:
        """Return the words for one assignee: an id, ``~id`` for the short name, or free text as it is."""
        if not is_id(word):
            return word if word.endswith(("...", "…")) else word.rstrip(" ,;.")
        short, name = word.startswith("~"), word.removeprefix("~")
        if name not in self:
            hint = nearest(name, self) or "nếu là lời văn thì viết hoa chữ đầu hoặc viết cả cụm; nếu là mã thì thêm vào danh bạ"
            self.faults.append(error("DB01", at, f"không có «{name}» trong danh bạ", hint))
            return f"[?{name}]"
        text, wrong = self.name(name, short)
        if wrong:
            self.faults.append(error("DB02", at, wrong, "chọn người đang giữ chức vụ, hoặc sửa thời gian trong danh bạ"))
        return text


def posts_on(person: Nguoi, on: Span) -> list[str]:
    """Return the posts that ``person`` holds on some day of ``on``, in the order of the danh bạ."""
    return [
        post.ten
        for post in person.chuc_vu
        if (post.tu is None or read_day(post.tu).first <= on.last)
        and (post.den is None or read_day(post.den).first >= on.first)
    ]


def _out_of_post(person: Nguoi, on: Span) -> str:
    day = f"{on.last.day}/{on.last.month}/{on.last.year}" if on.first == on.last else f"năm {on.first.year}"
    posts = "; ".join(f"{p.ten} ({p.tu or '…'} - {p.den or '…'})" for p in person.chuc_vu)
    return f"{person.danh_xung} «{person.ho_ten}» không giữ chức vụ nào vào {day}: {posts}"


def phrase(groups: tuple[tuple[str, ...], ...], at: Path, register: Register) -> str:
    """Return ``A; B, C và D.``: groups apart by «;», a capital at the start, a full stop at the end."""
    written = []
    for index, group in enumerate(groups):
        alone = len(group) == 1
        names = [register.words(word, (*at, index) if alone else (*at, index, i)) for i, word in enumerate(group)]
        written.append(" và ".join(filter(None, [", ".join(names[:-1]), names[-1]])))
    text = "; ".join(written)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")
