"""Every text of a draft with its place, and one long string of them all, so that a pattern is sought once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Path
from ctct.model.body import KemTheo, Node, Viec
from ctct.model.document import VanBan
from ctct.model.structure import Body, bodies_of, owners_in, pictures_at, tables_at
from ctct.model.tables import Bang, Cot
from ctct.model.types import ROLES
from ctct.source.inline import is_id

if TYPE_CHECKING:
    from ctct.model.body import Node, Viec
    from ctct.model.document import VanBan
    from ctct.model.tables import Bang, Cot


SEPARATOR = "\n\x1f\n"
"""Stands between texts: line breaks, for patterns that end at one, round a character that no text may hold (NG04)."""

ASSIGNEE = "id"
"""The field of an assignee given by its id in the danh bạ, ``~id`` for the short name."""


class Text(NamedTuple):
    """A text of the draft: where it stands, what it says and the field that holds it (``noi_dung``, ``trich_yeu`` …)."""

    at: Path
    text: str
    field: str


class Hit(NamedTuple):
    """A match in one text; ``part`` is where it stands in it."""

    text: Text
    part: tuple[int, int]
    match: re.Match[str]

    @property
    def written(self) -> str:
        """The matched characters as the draft has them."""
        return self.text.text[slice(*self.part)]


class Texts:
    """The texts of a draft in reading order: ``all`` that is written out, and the ``assignees`` given by id."""

    def __init__(self, draft: VanBan) -> None:
        found = tuple(_of_draft(draft))
        self.all: tuple[Text, ...] = tuple(text for text in found if text.field != ASSIGNEE)
        self.assignees: tuple[Text, ...] = tuple(text for text in found if text.field == ASSIGNEE)

    def __iter__(self) -> Iterator[Text]:
        return iter(self.all)

    @cached_property
    def by_place(self) -> dict[Path, str]:
        """What each place says."""
        return {text.at: text.text for text in self.all}

    @cached_property
    def joined(self) -> str:
        """All texts, :data:`SEPARATOR` between: no pattern of a rule matches across it."""
        return SEPARATOR.join(text.text for text in self.all)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for text in self.all:
            starts.append(at)
            at += len(text.text) + len(SEPARATOR)
        return starts

    def search(self, pattern: re.Pattern[str], where: Callable[[Text], bool] | None = None) -> Iterator[Hit]:
        """Yield every match of ``pattern`` in a text for which ``where`` holds. ``pattern`` should not match a new line."""
        for match in pattern.finditer(self.joined):
            hit = self.hit(match)
            if where is None or where(hit.text):
                yield hit

    def hit(self, match: re.Match[str], group: int = 0) -> Hit:
        """Return where a group of a match in :attr:`joined`, or in a string of the same length, stands."""
        return Hit(*self.place(*match.span(group)), match)

    def place(self, start: int, end: int) -> tuple[Text, tuple[int, int]]:
        """Return the text in which the characters ``start:end`` of :attr:`joined` stand, and where in it."""
        index = bisect_right(self._starts, start) - 1
        return self.all[index], (start - self._starts[index], end - self._starts[index])


def _of_draft(draft: VanBan) -> Iterator[Text]:
    if draft.ten_loai:
        yield Text(("ten_loai",), draft.ten_loai, "ten_loai")
    for field in ("trich_yeu", "kinh_gui", "can_cu", "chu_the", "noi_dung"):
        yield from _lines(getattr(draft, field), (field,), field)
    for name, work in draft.thuong_ky.items():
        yield from _of_work(work, ("thuong_ky", name))
    for at, body in bodies_of(draft):
        for place, owner in owners_in(body, at):
            yield from _of_owner(owner, place)
    yield from _lines(draft.ket, ("ket",), "ket")
    for name, note in draft.chu_thich.items():
        yield Text(("chu_thich", name), note, "chu_thich")
    yield from _lines(draft.noi_nhan, ("noi_nhan",), "noi_nhan")


def _of_owner(owner: Body, at: Path) -> Iterator[Text]:
    """Yield what a node or an attached text says itself; of the document only its tables, for its lines stand elsewhere."""
    if isinstance(owner, KemTheo):
        yield from _lines(owner.trich_yeu, (*at, "trich_yeu"), "trich_yeu")
    if isinstance(owner, Node):
        yield from _of_work(owner, at)
    for place, table in tables_at(owner, at):
        yield from _of_table(table, place)
    for place, picture in pictures_at(owner, at):
        yield Text((*place, "mo_ta"), picture.mo_ta, "mo_ta")
        if picture.ten:
            yield Text((*place, "ten"), picture.ten, "o")


def _of_table(table: Bang, at: Path) -> Iterator[Text]:
    for key, text in (("ten", table.ten), ("don_vi", table.don_vi)):
        if text:
            yield Text((*at, key), text, "o")
    yield from _of_columns(table.cot, (*at, "cot"))
    for index, row in enumerate(table.dong):
        path = (*at, "dong", index)
        if row.nhom:
            yield Text((*path, "nhom"), row.nhom, "nhom")
        for column, cell in enumerate(row.cells):
            yield from _lines(cell, (*path, row.key, column), "o")


def _of_columns(columns: tuple[Cot, ...], at: Path) -> Iterator[Text]:
    for index, column in enumerate(columns):
        yield Text((*at, index, "ten"), column.ten, "o")
        yield from _of_columns(column.cot or (), (*at, index, "cot"))


def _of_work(work: Viec, at: Path) -> Iterator[Text]:
    if work.ten:
        yield Text((*at, "ten"), work.ten, "ten")
    yield from _lines(work.noi_dung, (*at, "noi_dung"), "noi_dung")
    for role in ROLES:
        yield from _of_assignees(getattr(work, role), (*at, role), role)


def _of_assignees(groups: tuple[tuple[str, ...], ...] | None, at: Path, role: str) -> Iterator[Text]:
    for index, group in enumerate(groups or ()):
        for place, word in enumerate(group):
            yield Text((*at, index) if len(group) == 1 else (*at, index, place), word, ASSIGNEE if is_id(word) else role)


def _lines(lines: Any, at: Path, field: str) -> Iterator[Text]:
    for index, line in enumerate(lines or ()):
        yield Text((*at, index), line, field)
