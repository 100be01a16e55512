"""The edited copies that the page shows beside the draft: their edits are taken into its file, or left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from ctct.diagnostics import Rejected
from ctct.drafting.merge.beside import CopyFile, HandedCopy
from ctct.drafting.merge.merge import Copy, Foreign, Merged, Remark
from ctct.drafting.merge.offers import Offer, looked_at, offers, take
from ctct.drafting.merge.report import by_whom
from ctct.language import _
from ctct.project.files import Source
from ctct.project.writing import OutputRefused
from ctct.watch.saving import CHANGED, mark_of, save_from_page

LIMIT_COPY = 16 * 1024 * 1024
LIMIT_COPIES = 12
"""Bytes of a copy that is handed over, and how many copies are open at once."""


@dataclass(eq=False)
class _OpenCopy:
    """A copy, and what it comes to in the draft ``draft`` without what was left."""

    number: int
    name: str
    file: CopyFile | HandedCopy
    copy: Copy | None = None
    draft: bytes = b""
    left: frozenset[str] = frozenset()
    merged: Merged | None = None
    wrong: str = ""

    def look(self, source: Source) -> None:
        """Find out what it comes to in a draft as it stands."""
        try:
            copy = self.file.read()
        except Rejected as rejected:
            self.copy, self.merged, self.wrong = None, None, rejected.diagnostics[0].message
            return
        known, left = (self.copy, self.draft, self.left), frozenset(self.file.left)
        if known == (copy, source.data, left):
            return
        self.copy, self.draft, self.left, self.merged, self.wrong = copy, source.data, left, None, ""
        try:
            self.merged = looked_at(source, copy, left)
        except Foreign:
            self.wrong = _("«{name}» không phải bản in từ dự thảo này", name=self.name)
        except Rejected:
            self.wrong = _("dự thảo đang có lỗi: sửa xong thì các chỗ sửa của bản này hiện lại")


class CopyDesk:
    """The copies that are open beside the draft ``name``. Browsers ask at the same time: one is answered after the other."""

    def __init__(self, name: str, paths: Sequence[str] = ()) -> None:
        self._name = name
        self._lock = Lock()
        self._copies = [_OpenCopy(number, Path(path).name, CopyFile(Path(path))) for number, path in enumerate(paths)]
        self._count = len(self._copies)

    def __len__(self) -> int:
        return len(self._copies)

    def state(self, told: str = "") -> dict[str, Any]:
        """Return all that the page shows of the copies, as JSON has it; ``told`` is what there is to say of the last order."""
        with self._lock:
            return self._state(told)

    def add(self, name: str, data: bytes) -> str:
        """Open a copy that was handed over, in the place of one of the same name; return what is wrong with it."""
        copy = Copy(name, data)
        try:
            assert copy.read
        except Rejected as rejected:
            return f"«{name}»: {rejected.diagnostics[0].message}"
        with self._lock:
            kept = [one for one in self._copies if one.name != name]
            if len(kept) >= LIMIT_COPIES:
                return _("đang mở {count} bản sửa: đóng bớt rồi mở thêm", count=LIMIT_COPIES)
            self._copies = [*kept, _OpenCopy(self._count, name, HandedCopy(copy))]
            self._count += 1
        return ""

    def take(self, number: int, key: str | None, draft: str) -> str:
        """Write the draft with an edit of a copy, or with all; return what is wrong. ``draft`` is the mark of the draft that
        the page showed them for: nothing is written into another.
        """
        with self._lock:
            one, source = self._find(number), self._source()
            if one is None or source is None or mark_of(source.data) != draft:
                return _(CHANGED)
            one.look(source)
            if one.merged is None or one.copy is None:
                return one.wrong
            done = one.merged if key is None else take(source, one.copy, key)
            if done.data == source.data:
                return next((edit.why for edit in done.edits if edit.key == key and edit.why), _(CHANGED))
            try:
                save_from_page(source, done.data)
            except OutputRefused as refused:
                return str(refused)
        return ""

    def leave(self, number: int, key: str | None) -> None:
        """Show an edit of a copy no more, or none of it."""
        with self._lock:
            if one := self._find(number):
                known = {offer.edit.key for offer in offers(one.merged)} if one.merged else set()
                one.file.left |= known if key is None else {key}

    def close(self, number: int) -> None:
        """Show nothing more of a copy."""
        with self._lock:
            self._copies = [one for one in self._copies if one.number != number]

    def _find(self, number: int) -> _OpenCopy | None:
        return next((one for one in self._copies if one.number == number), None)

    def _source(self) -> Source | None:
        try:
            return Source.from_file(self._name)
        except Rejected:
            return None

    def _state(self, told: str) -> dict[str, Any]:
        source = self._source()
        for one in self._copies:
            if source is not None:
                one.look(source)
        copies = [_copy_state(one) for one in self._copies]
        return {"draft": mark_of(source.data) if source else "", "told": told, "copies": copies}


def _copy_state(one: _OpenCopy) -> dict[str, Any]:
    found = offers(one.merged) if one.merged else []
    return {
        "number": one.number,
        "name": one.name,
        "told": [one.wrong] if one.wrong else one.merged.told if one.merged else [],
        "edits": sorted(map(_edit_state, found), key=lambda edit: edit["line"] or 10**9),
        "remarks": [_remark_state(remark) for remark in one.merged.remarks] if one.merged else [],
    }


def _edit_state(offer: Offer) -> dict[str, Any]:
    edit = offer.edit
    moved = edit.sort == "moved"
    return {
        "key": edit.key,
        "kind": edit.sort,
        "old": offer.old,
        "new": "" if moved else offer.new,
        "line": edit.line,
        "label": edit.label,
        "who": by_whom([name for part in (edit, *offer.parts) for name in part.authors], edit.date, ""),
        "takeable": offer.takeable,
        "conflict": edit.fate == "conflict",
        "why": edit.why,
    }


def _remark_state(remark: Remark) -> dict[str, Any]:
    comment = remark.comment
    return {
        "text": comment.text,
        "who": by_whom([comment.author or _("không rõ ai")], comment.date, ""),
        "line": remark.line,
        "label": remark.label,
        "quoted": remark.quoted,
        "resolved": comment.resolved,
        "answers": bool(comment.parent),
    }
