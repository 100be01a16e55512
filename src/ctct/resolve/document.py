"""Puts a resolved document together from its draft."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Diagnostic, warning
from ctct.language import _
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.types import APPENDIX, ATTACHED
from ctct.resolve.assignees import Register
from ctct.resolve.attached import finished_attached, read_attached, with_programme
from ctct.resolve.conventions import Conventions
from ctct.resolve.ending import ends_without_words, items_with_end_mark, with_end_mark_on_last
from ctct.resolve.entries import Entry
from ctct.resolve.inlines import made_of
from ctct.resolve.items import BodyReader, with_bookmarks
from ctct.resolve.letterhead import closing, copy_part, letterhead, named_in_a_sentence, punctuated
from ctct.resolve.numbering import appendix_of_programme, count
from ctct.resolve.pictures import PictureReader
from ctct.resolve.tables import programme_table, read_tables
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Image, Inlines, Item, Resolved, Run

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments

Wording = Mapping[str, str]
"""The fixed wording of a layout, by key."""


def resolve(
    draft: VanBan,
    directory: DanhBa,
    conventions: Conventions,
    images: Mapping[str, Image] = MappingProxyType({}),
    documents: CitedDocuments | None = None,
) -> Resolved:
    """Settle every number, reference, note and name of ``draft``; what is wrong is in the result's ``faults``. ``images`` are
    what the files of its pictures hold, ``documents`` what it may cite by id.

    Where references lead is known once every text is read, for one may lead to a place before it: the bookmarks are then put
    on what has been read.
    """
    body = _reader(draft, directory, conventions, images, documents)
    counted, texts = body.counted, body.texts
    document = _read(draft, body, conventions.words)
    if draft.lay_y_kien:
        texts.register.check_all(tuple((one,) for one in draft.lay_y_kien.gui), ("lay_y_kien", "gui"))
    faults = (*counted.faults, *texts.faults, *texts.register.faults, *_unused_works(draft, counted.walk()))
    return _finished(document, draft, texts.linked, conventions.words.get("dau_het", ""))._replace(faults=faults)


def read_items(
    draft: VanBan, directory: DanhBa, conventions: Conventions, documents: CitedDocuments | None = None
) -> tuple[Item, ...]:
    """Return the works of ``draft`` as items even where it prints them as the rows of a table."""
    body = _reader(draft, directory, conventions, {}, documents)
    return body.items(body.counted.roots)


def _reader(
    draft: VanBan,
    directory: DanhBa,
    conventions: Conventions,
    images: Mapping[str, Image],
    documents: CitedDocuments | None,
) -> BodyReader:
    counted = count(draft, conventions)
    register = Register(directory, draft.ngay.span)
    texts = TextReader(counted.by_id, register, draft.chu_thich, documents, conventions.words)
    pictures = PictureReader(counted.pictures, images, texts)
    return BodyReader(counted, texts, draft.full_type_name, pictures, run_on=bool(draft.trinh_bay.phan_cong))


def _read(draft: VanBan, body: BodyReader, words: Wording) -> Resolved:
    """Read every text of ``draft``, in the order of printing: that is how notes are numbered."""
    counted, texts = body.counted, body.texts
    appendix = appendix_of_programme(draft)
    above = _read_above(draft, texts, words)
    items = () if appendix else body.items(counted.roots)
    below = _read_below(draft, texts, words)
    attached = []
    for entry in counted.attached:
        attached.append(read_attached(entry, body))
        if entry.at == appendix:
            items = body.items(counted.roots)
    ban_sao, chu_thich = copy_part(draft, texts, words), texts.notes()
    return Resolved(
        loai=draft.loai,
        ngay=draft.ngay.span.first.isoformat() if draft.ngay.ngay else None,
        ten_loai=made_of(draft.full_type_name, ("loai",)),
        dau_trang=letterhead(draft, words),
        items=items,
        chu_thich=chu_thich,
        series=counted.series,
        trong_cau=named_in_a_sentence(draft, words),
        kem_theo=next((one for one in attached if one.level == ATTACHED), None),
        phu_luc=tuple(one for one in attached if one.level == APPENDIX),
        ban_sao=ban_sao,
        muc_luc=draft.trinh_bay.muc_luc or 0,
        chu_chim=words["chu_chim"] if draft.trinh_bay.chu_chim else "",
        **above,
        **below,
    )


def _read_above(draft: VanBan, texts: TextReader, words: Wording) -> dict[str, Any]:
    """Read what is printed before the items, in that order."""
    return {
        "trich_yeu": texts.read_lines(draft.trich_yeu, ("trich_yeu",)),
        "kinh_gui": _addressees(draft, texts, words),
        "kinh_gui_cung_dong": _alone(draft),
        "can_cu": _grounds(draft, texts, words),
        "chu_the": texts.read_lines(draft.chu_the, ("chu_the",)),
        "noi_dung": texts.read_lines(draft.noi_dung, ("noi_dung",)),
        "bang": read_tables(draft.bang, ("bang",), texts),
    }


def _read_below(draft: VanBan, texts: TextReader, words: Wording) -> dict[str, Any]:
    """Read what is printed after the items, in that order."""
    return {"ket": texts.read_lines(draft.ket, ("ket",)), "ket_thuc": closing(draft, texts, words)}


def _addressees(draft: VanBan, texts: TextReader, words: Wording) -> tuple[Inlines, ...]:
    if draft.loai == "giay_moi":  # the invited are part of a sentence, or a list of their own: 05-HD/VPTW says nothing of them
        words = {key: sign for key, sign in words.items() if not key.startswith("kinh_gui_")}
    between, last = (words.get(f"kinh_gui_{sign}", words[f"noi_nhan_{sign}"]) for sign in ("ngan_cach", "ket"))
    # One alone is printed behind «Kính gửi:» itself: what ends a list does not end it, what follows each does.
    ends = ("", "", last if last == between else "") if _alone(draft) else ("", between, last)
    return punctuated(texts, draft.kinh_gui, ("kinh_gui",), ends)


def _alone(draft: VanBan) -> bool:
    return len(draft.kinh_gui or ()) == 1


def _grounds(draft: VanBan, texts: TextReader, words: Wording) -> tuple[Inlines, ...]:
    # The grounds are the beginning of a sentence that «… quyết định:» goes on with; without that they are a list of their own.
    last = words["can_cu_ket"] if draft.chu_the or draft.noi_dung else "."
    return punctuated(texts, draft.can_cu, ("can_cu",), (words["can_cu_dau_dong"], words["can_cu_ngan_cach"], last))


def _finished(document: Resolved, draft: VanBan, linked: Collection[str], mark: str) -> Resolved:
    """Return what was read with its bookmarks, with ``mark`` at the end of each text, and its works as a table where asked."""
    document = document._replace(
        items=with_bookmarks(document.items, linked),
        kem_theo=finished_attached(document.kem_theo, linked, mark) if document.kem_theo else None,
        phu_luc=tuple(finished_attached(one, linked, mark) for one in document.phu_luc),
    )
    if draft.trinh_bay.thoi_gian:
        from ctct.resolve.times import with_times

        document = document._replace(items=with_times(document.items, draft.time_frame))
    if appendix := appendix_of_programme(draft):
        works = document.items
        appendices = (with_programme(one, works) if one.at == appendix else one for one in document.phu_luc)
        return _ended(document._replace(items=(), phu_luc=tuple(appendices)), mark)
    if draft.trinh_bay.chuong_trinh and document.items:
        wide = draft.trinh_bay.kho_ngang
        table = programme_table(document.items, (), kho_ngang=wide, xoay_trang=wide)
        document = document._replace(items=(), bang=(*document.bang, table))
    return _ended(document, mark)


def _ended(document: Resolved, mark: str) -> Resolved:
    """Return the document with ``mark`` behind its last words, below a table that is the last that is printed."""
    if not mark:
        return document
    if document.ket:
        return document._replace(ket=with_end_mark_on_last(document.ket, mark))
    if ends_without_words(document.items) or (document.bang and not document.items):
        return document._replace(ket=((Run(mark),),))
    if document.items:
        return document._replace(items=items_with_end_mark(document.items, mark))
    if document.noi_dung:
        return document._replace(noi_dung=with_end_mark_on_last(document.noi_dung, mark))
    return document


def _unused_works(draft: VanBan, entries: Iterator[Entry]) -> Iterator[Diagnostic]:
    """Find works under ``thuong_ky`` that no node repeats. (A node that repeats an unknown one is the model's to reject.)"""
    used = {entry.node.thuong_ky for entry in entries}
    for name in draft.thuong_ky:
        if name not in used:
            message, hint = (
                _("việc thường kỳ «{name}» không được dùng ở đâu", name=name),
                _("ghi «thuong_ky: {name}» ở chỗ cần, hoặc bỏ đi", name=name),
            )
            yield warning("TK01", ("thuong_ky", name), message, hint, on_key=True)
