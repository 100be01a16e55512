"""Puts a resolved document together from its draft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ctct.diagnostics import Diagnostic, warning
from ctct.model.body import PhuLuc
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.types import APPENDIX, ATTACHED, TYPE_NAMES
from ctct.resolve.assignees import Register
from ctct.resolve.attached import close_attached, read_attached
from ctct.resolve.conventions import Conventions
from ctct.resolve.ending import ended_items, ended_lines
from ctct.resolve.items import closed, read_entry, read_lines
from ctct.resolve.letterhead import closing, copied, letterhead, named_in_a_sentence, punctuated
from ctct.resolve.numbering import Count, Entry, count, series_of
from ctct.resolve.tables import programme_table, read_tables
from ctct.resolve.texts import Texts
from ctct.resolve.tree import Inlines, Resolved


def resolve(draft: VanBan, directory: DanhBa, conventions: Conventions) -> Resolved:
    """Settle every number, reference, note and name of ``draft``; what is wrong is in the result's ``faults``.

    Texts are read in the order of printing, for that is how notes are numbered; items are closed only when all is read,
    for a reference may mark a place that stands before it.
    """
    counted = count(draft, conventions)
    appendix = _appendix_of_the_programme(draft, counted)
    if appendix or draft.trinh_bay.chuong_trinh:
        _type_numbers(counted)
    words, register = conventions.words, Register(directory, draft.ngay.span, counted.faults)
    texts = Texts(counted.by_id, register, draft.chu_thich, counted.faults)
    above = _read_above(draft, texts, words)
    contents = [read_entry(entry, texts) for entry in counted.roots] if appendix is None else []
    below = _read_below(draft, texts, words)
    attached = [read_attached(one, texts, counted.roots if one is appendix else []) for one in counted.attached]
    ban_sao, chu_thich = copied(draft, texts, words), texts.notes()
    _check_repeated_works(draft, counted.walk(), counted.faults)
    document = Resolved(
        loai=draft.loai,
        ngay=draft.ngay.span.first.isoformat() if draft.ngay.ngay else None,
        ten_loai=TYPE_NAMES[draft.loai],
        dau_trang=letterhead(draft, words),
        items=tuple(closed(content) for content in contents),
        chu_thich=chu_thich,
        series=series_of(counted),
        faults=tuple(counted.faults),
        trong_cau=named_in_a_sentence(draft, words),
        kem_theo=next((close_attached(one, words) for one in attached if one.entry.level == ATTACHED), None),
        phu_luc=tuple(close_attached(one, words) for one in attached if one.entry.level == APPENDIX),
        ban_sao=ban_sao,
        **above,
        **below,
    )
    return _finished(document, draft, words.get("dau_het", ""))


def _read_above(draft: VanBan, texts: Texts, words: Mapping[str, str]) -> dict[str, Any]:
    """Read what is printed before the items, in that order."""
    return {
        "trich_yeu": read_lines(texts, draft.trich_yeu, ("trich_yeu",)),
        "kinh_gui": _addressees(draft, texts, words),
        "kinh_gui_cung_dong": _alone(draft),
        "can_cu": _grounds(draft, texts, words),
        "chu_the": read_lines(texts, draft.chu_the, ("chu_the",)),
        "noi_dung": read_lines(texts, draft.noi_dung, ("noi_dung",)),
        "bang": read_tables(draft.bang, ("bang",), texts),
    }


def _read_below(draft: VanBan, texts: Texts, words: Mapping[str, str]) -> dict[str, Any]:
    """Read what is printed after the items, in that order."""
    return {"ket": read_lines(texts, draft.ket, ("ket",)), "ket_thuc": closing(draft, texts, words)}


def _addressees(draft: VanBan, texts: Texts, words: Mapping[str, str]) -> tuple[Inlines, ...]:
    ends = ("", "", "") if _alone(draft) else ("", words["noi_nhan_ngan_cach"], words["noi_nhan_ket"])
    return punctuated(texts, draft.kinh_gui, ("kinh_gui",), ends)


def _alone(draft: VanBan) -> bool:
    return len(draft.kinh_gui or ()) == 1


def _grounds(draft: VanBan, texts: Texts, words: Mapping[str, str]) -> tuple[Inlines, ...]:
    last = words["can_cu_ket"] if draft.chu_the or draft.noi_dung else "."
    return punctuated(texts, draft.can_cu, ("can_cu",), (words["can_cu_dau_dong"], words["can_cu_ngan_cach"], last))


def _appendix_of_the_programme(draft: VanBan, counted: Count) -> Entry | None:
    """Return the appendix that prints the draft's works as a table, if one does."""
    return next((one for one in counted.attached if isinstance(one.node, PhuLuc) and one.node.chuong_trinh), None)


def _type_numbers(counted: Count) -> None:
    """Have the numbers of the body typed: in the cells of a table Word's lists would bring their indents along."""
    for entry in counted.walk():
        if entry.at[0] not in ("phu_luc", ATTACHED):
            entry.mark = entry.mark._replace(word_format=None)


def _finished(document: Resolved, draft: VanBan, mark: str) -> Resolved:
    """End the text with ``mark`` and print its works as a table where the draft asks for that."""
    if mark and document.ket:
        document = document._replace(ket=ended_lines(document.ket, mark))
    elif mark and document.items and not draft.trinh_bay.chuong_trinh:
        document = document._replace(items=ended_items(document.items, mark))
    elif mark and document.noi_dung and not document.bang:
        document = document._replace(noi_dung=ended_lines(document.noi_dung, mark))
    if draft.trinh_bay.chuong_trinh and document.items:
        wide = draft.trinh_bay.kho_ngang
        table = programme_table(document.items, (), kho_ngang=wide, xoay_trang=wide)
        document = document._replace(items=(), bang=(*document.bang, table))
    return document


def _check_repeated_works(draft: VanBan, entries: Iterator[Entry], faults: list[Diagnostic]) -> None:
    """Find works under ``thuong_ky`` that no node repeats. (A node that repeats an unknown one is the model's to reject.)"""
    used = {entry.node.thuong_ky for entry in entries}
    for name in draft.thuong_ky:
        if name not in used:
            message, hint = f"việc thường kỳ «{name}» không được dùng ở đâu", f"ghi «thuong_ky: {name}» ở chỗ cần, hoặc bỏ đi"
            faults.append(warning("TK01", ("thuong_ky", name), message, hint, on_key=True))
