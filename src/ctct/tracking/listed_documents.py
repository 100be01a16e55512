"""A list of documents, as a database of law exports it → entries of the register, told by row where it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.language import N_, _
from ctct.model.cited_documents import LAWS, CitedDocuments, DanhMucVanBan, VanBanVienDan
from ctct.model.signs import folded_sign, is_sign
from ctct.model.types import CITED_TYPES
from ctct.model.validation import validate
from ctct.model.values import read_day
from ctct.resolve.marks import day_in_figures
from ctct.source.cell_days import day_in_cell
from ctct.source.csv_rows import Grid, NamedRows, SheetRow
from ctct.source.lookup import normalised
from ctct.source.unaccented import as_id, unaccented
from ctct.tracking.citing import Said
from ctct.tracking.register_entries import entry_of, free_id

CODE = "DM06"
COLUMNS = {
    "so_ky_hieu": ("Số, ký hiệu", "Số hiệu", "Số hiệu văn bản", "Số văn bản"),
    "loai": ("Loại văn bản", "Loại", "Tên loại", "Hình thức văn bản"),
    "ngay": ("Ngày ban hành", "Ngày văn bản", "Ngày ký"),
    "co_quan": ("Cơ quan ban hành", "Cơ quan", "Nơi ban hành"),
    "khoa": ("Khóa",),
    "trich_yeu": ("Trích yếu", "Trích yếu nội dung", "Tên văn bản"),
    "nguoi_ky": ("Người ký",),
    "hieu_luc": ("Ngày có hiệu lực", "Ngày hiệu lực", "Hiệu lực từ"),
    "het_hieu_luc": ("Ngày hết hiệu lực", "Hết hiệu lực từ"),
    "thay_the_boi": ("Bị thay thế bởi", "Thay thế bởi", "Văn bản thay thế"),
    "tinh_trang": ("Tình trạng", "Tình trạng hiệu lực"),
    "nguon_tra_cuu": ("Nguồn tra cứu", "Nguồn"),
    "ngay_tra_cuu": ("Ngày tra cứu",),
}
"""What columns are called, by the key of an entry that they go to; its state and what replaces it are told otherwise there."""

_COUNTED = {"stt", "tt", "so-thu-tu"}
"""Columns that say nothing of a document."""
_KEYS = {as_id(name): key for key, names in COLUMNS.items() for name in (key, *names)}
_DAYS = ("ngay", "hieu_luc", "het_hieu_luc", "ngay_tra_cuu")
_ONE = "van-ban"
"""The id of an entry as long as it is looked at by itself."""
HEADS_WITHIN = 10
"""In how many of the first rows the names of the columns may stand."""
_TYPES = {unaccented(name): name for name in CITED_TYPES.values()}
_LAW_NAMES = tuple(f"{CITED_TYPES[key]} " for key in LAWS)
_BEGINS_SENTENCE = re.compile(r"(?:Về|Quy định|Ban hành|Hướng dẫn|Sửa đổi|Phê duyệt|Bãi bỏ)\b")
_BETWEEN_SIGNS = re.compile(r"[;\n]|,(?= ?\d)")


class LookedUp(NamedTuple):
    """Where a list was taken from and, where that is known, on which day; rows that say it themselves go before."""

    source: str
    day: str | None = None


class Listed(NamedTuple):
    """Entries by their ids, what keeps rows from being taken, and what there is to tell of those that are."""

    entries: Mapping[str, Mapping[str, Any]]
    faults: Sequence[Diagnostic]
    notes: Sequence[str]


def is_list(first: Grid) -> bool:
    """Return whether a sheet that begins with these rows is a list of documents."""
    return any(_KEYS.get(as_id(cell)) == "so_ky_hieu" for cells in first for cell in cells if cell)


def listed_documents(sheets: Sequence[NamedRows], known: CitedDocuments, looked_up: LookedUp) -> Listed:
    """Return entries for the documents of a list, on one sheet or several, that are not ``known``; of those that are, what the
    list says otherwise. Raises :class:`Rejected` for what is no such list.
    """
    reader = _Reader(known, looked_up)
    for sheet in sheets:
        reader.sheet = sheet.sheet if len(sheets) > 1 else ""
        reader.read_all(sheet.rows)
    reader.join_successors()
    return Listed(reader.entries, reader.faults, reader.notes)


def _head(rows: Sequence[SheetRow]) -> tuple[int, dict[int, str], list[str]]:
    """Return which row names the columns, what each is, and the names of those that are not read."""
    for index, row in enumerate(rows[:HEADS_WITHIN]):
        named = {place: _KEYS.get(as_id(cell), "") for place, cell in enumerate(row.cells) if cell}
        keys = [key for key in named.values() if key]
        if "so_ky_hieu" in keys:
            twice = next((key for key in keys if keys.count(key) > 1), None)
            if twice:
                names = ", ".join(row.cells[place] for place, key in named.items() if key == twice)
                raise Rejected(
                    [
                        error(
                            CODE,
                            (),
                            _("dòng {line}: các cột «{names}» nói cùng một điều", line=row.line, names=names),
                            _("bỏ bớt một cột"),
                        )
                    ]
                )
            unread = [row.cells[place] for place, key in named.items() if not key and as_id(row.cells[place]) not in _COUNTED]
            return index, {place: key for place, key in named.items() if key}, unread
    hint = _("dòng tên cột có «Số, ký hiệu», «Loại văn bản», «Ngày ban hành», «Cơ quan ban hành», «Trích yếu»…")
    raise Rejected([error(CODE, (), _("không có cột «Số, ký hiệu»"), hint)])


class _Reader:
    """Reads rows one after the other; ``sheet`` is the name of theirs, where there are several."""

    def __init__(self, known: CitedDocuments, looked_up: LookedUp) -> None:
        self.known, self.looked_up = known, looked_up
        self.columns: Mapping[int, str] = {}
        self.sheet = ""
        self.entries: dict[str, dict[str, Any]] = {}
        self.faults: list[Diagnostic] = []
        self.notes: list[str] = []
        self._places: dict[tuple[str, str], str] = {}
        self._by_identity = {_identity(one): name for name, one in known.items()}
        self._replaced: list[tuple[str, str, str]] = []

    def read_all(self, rows: Sequence[SheetRow]) -> None:
        """Read the rows of a sheet. Raises :class:`Rejected` for what is no list of documents."""
        top, self.columns, unread = _head(rows)
        if unread:
            self.notes.append(self._of_sheet(_("không đọc các cột: {columns}", columns=", ".join(unread))))
        for row in rows[top + 1 :]:
            self.read(row)

    def read(self, row: SheetRow) -> None:
        """Read one row."""
        said = {key: cell for place, key in self.columns.items() if place < len(row.cells) and (cell := row.cells[place])}
        try:
            entry = self._entry(said, {key: read_day(day_in_cell(said[key])).first for key in _DAYS if key in said})
            document = validate(DanhMucVanBan, {_ONE: entry}).root[_ONE]
        except ValueError as fault:
            message, _rest, hint = str(fault).partition("; ")
            self._tell(self._place(row), message, hint or None)
        except Rejected as rejected:
            for one in rejected.diagnostics:
                self._tell(self._place(row), one.message, one.hint)
        else:
            self._take(self._place(row), said, entry, document)

    def _entry(self, said: Mapping[str, str], days: Mapping[str, date]) -> dict[str, str]:
        """Return an entry as the register has it."""
        sign, issued = "".join(said.get("so_ky_hieu", "").split()), days.get("ngay")
        kind = _TYPES.get(unaccented(said.get("loai", "")), said.get("loai", ""))
        entry = entry_of(Said(sign, kind, issued, said.get("co_quan", ""), said.get("khoa", ""), _subject(said)))
        told = {key: day_in_figures(day) for key, day in days.items() if key == "ngay" or day != issued}
        more = {
            "nguoi_ky": said.get("nguoi_ky"),
            "hieu_luc": told.get("hieu_luc"),
            "het_hieu_luc": told.get("het_hieu_luc"),
            "nguon_tra_cuu": said.get("nguon_tra_cuu") or self.looked_up.source,
            "ngay_tra_cuu": told.get("ngay_tra_cuu") or self.looked_up.day,
        }
        return {**entry, **{key: value for key, value in more.items() if value}}

    def _place(self, row: SheetRow) -> str:
        return self._of_sheet(_("dòng {line}", line=row.line))

    def _of_sheet(self, said: str) -> str:
        return _("trang «{sheet}», {said}", sheet=self.sheet, said=said) if self.sheet else said

    def _take(self, place: str, said: Mapping[str, str], entry: dict[str, str], document: VanBanVienDan) -> None:
        identity = _identity(document)
        if identity in self._places:
            called, first = document.so_ky_hieu or document.trich_yeu, self._places[identity]
            self._tell(
                place, _("văn bản «{document}» đã có ở {place}", document=called, place=first), _("bỏ một trong hai dòng")
            )
            return
        self._places[identity] = place
        name = self._by_identity.get(identity)
        if name:
            self.notes += _told_otherwise(name, self.known[name], document)
        else:
            named = Said(document.so_ky_hieu or "", "", document.issued, "", document.khoa or "", "")
            name = free_id(named, {*self.known, *self.entries})
            self.entries[name] = entry
        if "thay_the_boi" in said:
            self._replaced.append((place, name, said["thay_the_boi"]))
        elif "het_hieu_luc" in unaccented(said.get("tinh_trang", "")) and not document.ends:
            note = _(
                "{place}: «{state}» mà không ghi ngày hết hiệu lực, văn bản thay thế", place=place, state=said["tinh_trang"]
            )
            self.notes.append(note)

    def join_successors(self) -> None:
        """Let the documents that replace others say so, which is where the register has it."""
        signs: dict[str, list[str]] = {}
        for name, known in self.known.items():
            signs.setdefault(folded_sign(known.so_ky_hieu or ""), []).append(name)
        for name, entry in self.entries.items():
            signs.setdefault(folded_sign(entry.get("so_ky_hieu", "")), []).append(name)
        for place, name, said in self._replaced:
            for sign in _signs_in(said):
                found = signs.get(folded_sign(sign), []) if sign else []
                if len(found) != 1:
                    note = N_("{place}: văn bản thay thế «{document}» chưa có trong bảng, trong danh mục")
                    self.notes.append(_(note, place=place, document=sign or said))
                elif found[0] in self.entries:
                    self.entries[found[0]].setdefault("thay_the", []).append(name)
                elif name not in self.known[found[0]].thay_the:
                    note = _("danh mục: thêm «thay_the: [{name}]» cho «{successor}»", name=name, successor=found[0])
                    self.notes.append(note)

    def _tell(self, place: str, message: str, hint: str | None) -> None:
        self.faults.append(error(CODE, (), f"{place}: {message}", hint))


def _identity(document: VanBanVienDan) -> tuple[str, str]:
    return document.identity or ("", normalised(document.trich_yeu or document.type_name))


def _subject(said: Mapping[str, str]) -> str:
    """Return a trích yếu as it stands in a sentence; of a law its name without the type."""
    subject = said.get("trich_yeu", "").rstrip(" .")
    for name in _LAW_NAMES:
        if subject.startswith(name):
            return subject.removeprefix(name)
    return subject[:1].lower() + subject[1:] if _BEGINS_SENTENCE.match(subject) else subject


def _signs_in(said: str) -> Iterator[str]:
    """Yield the signs of the documents named, ``""`` for one without."""
    for part in filter(None, map(str.strip, _BETWEEN_SIGNS.split(said))):
        yield next(filter(is_sign, reversed(part.split())), "")


def _told_otherwise(name: str, known: VanBanVienDan, listed: VanBanVienDan) -> Iterator[str]:
    """Yield what a list says of a document otherwise than the register."""
    for key in listed.model_fields_set - {"nguon_tra_cuu", "loai", "ten_loai"}:
        there, here = getattr(known, key), getattr(listed, key)
        if _compared(key, there) != _compared(key, here):
            if there:
                told = N_("«{name}» đã có; {key}: bảng ghi «{here}», danh mục ghi «{there}»")
            else:
                told = N_("«{name}» đã có; {key}: bảng ghi «{here}», danh mục chưa ghi")
            yield _(told, name=name, key=key, here=here, there=there)


def _compared(key: str, value: str | None) -> str | date | None:
    if not value:
        return None
    return read_day(value).first if key in _DAYS else normalised(value)
