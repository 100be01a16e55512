"""Puts a resolved document together from its draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ctct.diagnostics import Diagnostic, Path, warning
from ctct.model.body import ROLES
from ctct.model.directory import Directory
from ctct.model.document import Draft
from ctct.model.parts import Ngay, NguoiKy, SoKyHieu
from ctct.model.types import PARTY_TYPES
from ctct.resolve.assignees import Register, phrase
from ctct.resolve.conventions import Conventions
from ctct.resolve.numbering import Entry, count, series_of
from ctct.resolve.texts import Texts
from ctct.resolve.tree import Assignment, Closing, Inlines, Item, Letterhead, Resolved, Signature, Words

SECRECY = {"mat": "Mật", "toi_mat": "Tối mật", "tuyet_mat": "Tuyệt mật"}
URGENCY = {"khan": "Khẩn", "thuong_khan": "Thượng khẩn", "hoa_toc": "Hỏa tốc"}


def resolve(draft: Draft, directory: Directory, conventions: Conventions) -> Resolved:
    """Settle every number, reference, note and name of ``draft``; what is wrong is in the result's ``faults``.

    Texts are read in the order of printing, for that is how notes are numbered; items are closed only when all is read,
    for a reference may mark a place that stands before it.
    """
    counted = count(draft, conventions)
    faults: list[Diagnostic] = counted.faults
    texts = Texts(counted.by_id, Register(directory, draft.ngay.span, faults), draft.chu_thich, faults)
    words = conventions.words

    trich_yeu = _all(texts, draft.trich_yeu, ("trich_yeu",))
    alone = len(draft.kinh_gui or ()) == 1
    ends = ("", "", "") if alone else ("", words["noi_nhan_ngan_cach"], words["noi_nhan_ket"])
    kinh_gui = _list(texts, draft.kinh_gui, ("kinh_gui",), ends)
    last = words["can_cu_ket"] if draft.chu_the or draft.noi_dung else "."
    can_cu = _list(texts, draft.can_cu, ("can_cu",), (words["can_cu_dau_dong"], words["can_cu_ngan_cach"], last))
    chu_the = _all(texts, draft.chu_the, ("chu_the",))
    noi_dung = _all(texts, draft.noi_dung, ("noi_dung",))
    contents = [_read(entry, texts) for entry in counted.roots]
    ket = _all(texts, draft.ket, ("ket",))
    ket_thuc = _closing(draft, texts, words)
    chu_thich = texts.notes()
    _check_repeated_works(draft, counted.walk(), faults)
    return Resolved(
        loai=draft.loai,
        ngay=draft.ngay.span.first.isoformat() if draft.ngay.ngay else None,
        ten_loai=PARTY_TYPES[draft.loai].name,
        dau_trang=_letterhead(draft, words),
        trich_yeu=trich_yeu,
        kinh_gui=kinh_gui,
        can_cu=can_cu,
        chu_the=chu_the,
        noi_dung=noi_dung,
        items=tuple(_item(content) for content in contents),
        ket=ket,
        ket_thuc=ket_thuc,
        chu_thich=chu_thich,
        series=series_of(counted),
        faults=tuple(faults),
    )


def _letterhead(draft: Draft, words: Mapping[str, str]) -> Letterhead:
    body, gap = draft.co_quan, " " * int(words["khoang_trong"])
    return Letterhead(
        cap_tren=(body.cap_tren or "") if body else "",
        co_quan=body.ten if body else "",
        so_ky_hieu=words["so"] + sign(draft.so_ky_hieu, gap),
        dia_danh_ngay=f"{draft.dia_danh or ''}, {issue_date(draft.ngay, gap)}".removeprefix(", "),
        do_mat=SECRECY.get(draft.do_mat or "", ""),
        do_khan=URGENCY.get(draft.do_khan or "", ""),
        pham_vi=draft.pham_vi or "",
        du_thao=f"Dự thảo lần {draft.du_thao}" if draft.du_thao else "",
        lien_he=draft.lien_he or "",
    )


def sign(written: SoKyHieu, gap: str) -> str:
    """Return số và ký hiệu after the word «Số»: a number below 10 has its zero, one not yet taken leaves a gap."""
    return f"{gap if written.so is None else f' {written.so:02}'}-{written.ky_hieu}"


def issue_date(written: Ngay, gap: str) -> str:
    """Return ``ngày 03 tháng 4 năm 2018``: zeros for days 1-9 and months 1-2 only; gaps for what is still open."""
    day = gap if written.ngay is None else f" {written.ngay:02} "
    month = gap if written.thang is None else f" {written.thang:02} " if written.thang < 3 else f" {written.thang} "
    return f"ngày{day}tháng{month}năm {written.nam}"


def _closing(draft: Draft, texts: Texts, words: Mapping[str, str]) -> Closing:
    ends = ("- ", words["noi_nhan_ngan_cach"], words["noi_nhan_ket"])
    return Closing(
        noi_nhan=_list(texts, draft.noi_nhan, ("noi_nhan",), ends),
        nguoi_ky=_signature(draft.nguoi_ky),
        nguoi_ghi=_signature(draft.nguoi_ghi) if draft.nguoi_ghi else None,
        nguoi_danh_may=_typist(draft),
    )


def _typist(draft: Draft) -> str:
    typist = draft.nguoi_danh_may
    return "-".join(filter(None, [typist.ky_hieu, str(typist.so_ban or "")])) if typist else ""


def _signature(written: NguoiKy) -> Signature:
    return Signature(written.quyen_han or (), written.chuc_vu or (), written.ho_ten)


def _all(texts: Texts, lines: tuple[str, ...] | None, at: Path, source: Entry | None = None) -> tuple[Inlines, ...]:
    return tuple(texts.read(line, (*at, index), source) for index, line in enumerate(lines or ()))


def _list(texts: Texts, lines: tuple[str, ...] | None, at: Path, signs: tuple[str, str, str]) -> tuple[Inlines, ...]:
    """Read lines that the layout punctuates: ``signs`` stand before each, after each, and after the last. Punctuation that
    the draft has already typed there is not doubled.
    """
    before, between, last = signs
    read = []
    for index, line in enumerate(lines or ()):
        end = last if index == len(lines or ()) - 1 else between
        pieces = texts.read(line.rstrip(" ,;.") if not line.endswith("...") else line, (*at, index))
        read.append((*((Words(before),) if before else ()), *pieces, *((Words(end),) if end else ())))
    return tuple(read)


@dataclass(slots=True)
class _Content:
    """What an entry says, read but not yet closed."""

    entry: Entry
    title: Inlines
    paragraphs: tuple[Inlines, ...]
    children: list[_Content]
    assignments: tuple[Assignment, ...]
    like: Inlines


def _read(entry: Entry, texts: Texts) -> _Content:
    title, at = entry.said("ten")
    lines, lines_at = entry.said("noi_dung")
    named = texts.read(title, at, entry) if title else ()
    paragraphs = _all(texts, lines, lines_at, entry)
    children = [_read(child, texts) for child in entry.children]
    assignments = tuple(_assignments(entry, texts))
    like, like_at = entry.said("nhu")
    likeness = texts.targets(like, like_at, entry) if like else ()
    return _Content(entry, named, paragraphs, children, assignments, likeness)


def _assignments(entry: Entry, texts: Texts) -> list[Assignment]:
    written = []
    for role, label in ROLES.items():
        groups, at = entry.said(role)
        if groups:
            words = phrase(groups, at, texts.register)
            written.append(Assignment(role, label, texts.read(words, at, entry), at))
    return written


def _item(content: _Content) -> Item:
    entry = content.entry
    return Item(
        at=entry.at,
        level=entry.level,
        id=entry.node.id,
        style=entry.convention.style + ("" if content.title else " (lời văn)"),
        label=entry.label,
        number=entry.number,
        lead=entry.mark.lead,
        native=entry.mark.word_format is not None,
        series=entry.series,
        depth=entry.depth,
        bookmark=entry.bookmark,
        own_line=entry.convention.own_line,
        ten=content.title,
        noi_dung=content.paragraphs,
        children=tuple(_item(child) for child in content.children),
        phan_cong=content.assignments,
        nhu=content.like,
        thoi_gian=entry.node.thoi_gian,
        trang_thai=entry.node.trang_thai,
    )


def _check_repeated_works(draft: Draft, entries: Iterator[Entry], faults: list[Diagnostic]) -> None:
    """Find works under ``thuong_ky`` that no node repeats. (A node that repeats an unknown one is the model's to reject.)"""
    used = {entry.node.thuong_ky for entry in entries}
    for name in draft.thuong_ky:
        if name not in used:
            message, hint = f"việc thường kỳ «{name}» không được dùng ở đâu", f"ghi «thuong_ky: {name}» ở chỗ cần, hoặc bỏ đi"
            faults.append(warning("TK01", ("thuong_ky", name), message, hint, on_key=True))
