"""Words the documents that texts cite: in full at their first mention in a text, by type and number later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Guesses, Path, error
from ctct.language import _
from ctct.resolve.marks import day_in_figures, day_in_words
from ctct.source.inline import CitationMark
from ctct.source.unaccented import as_id

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments, VanBanVienDan

APART = ("trich_yeu", "chu_thich", "phu_luc", "kem_theo")
"""Texts that are read apart from the body: a document is cited there anew."""

Wording = Mapping[str, str]


def cited_in_full(document: VanBanVienDan, words: Wording, *, as_ground: bool = False) -> str:
    """Return type, number and sign, date, body and trích yếu, as the layout sets them; ``as_ground`` says that it is a căn cứ.

    Laws go by their names (30/2020/NĐ-CP, Phụ lục I, II.6.a), as a căn cứ with their date, or in legal texts their number.
    """
    if document.is_law:
        return _law(document, words, as_ground=as_ground)
    before = words.get("vien_dan_truoc_ngay", "")
    return "".join(
        (
            cited_in_short(document),
            f"{before} ngày {_day(document.issued, words)}" if document.issued else "",
            f" của {document.co_quan}" if document.co_quan else "",
            f" khóa {document.khoa}" if document.khoa else "",
            f" {document.trich_yeu}" if document.trich_yeu and document.so_ky_hieu else "",
        )
    )


def cited_in_short(document: VanBanVienDan) -> str:
    """Return type, number and sign; of what bears no number or goes by its name, type and name."""
    if document.so_ky_hieu and not (document.is_law and document.trich_yeu):
        return f"{document.type_name} số {document.so_ky_hieu}"
    return " ".join(filter(None, (document.type_name, document.trich_yeu)))


def _law(document: VanBanVienDan, words: Wording, *, as_ground: bool) -> str:
    name = cited_in_short(document)
    if not document.trich_yeu:
        return name
    if words.get("vien_dan_luat") == "số" and document.so_ky_hieu:
        return f"{name} số {document.so_ky_hieu}"
    return f"{name} ngày {_day(document.issued, words)}" if as_ground and document.issued else name


def _day(day: date, words: Wording) -> str:
    between = words.get("vien_dan_noi_ngay")
    return day_in_figures(day, between) if between else day_in_words(day)


@dataclass(slots=True)
class CitationReader:
    """Words the citations of one document, which must be given in reading order. ``documents`` are those of the register,
    ``None`` where the draft has none; what is wrong goes to ``faults``.
    """

    documents: CitedDocuments | None
    words: Wording
    faults: list[Diagnostic]
    _cited: set[tuple[Path, str]] = field(default_factory=set)
    _ids: Guesses = field(init=False)

    def __post_init__(self) -> None:
        self._ids = Guesses(lambda: self.documents or ())

    def read(self, mark: CitationMark, at: Path) -> str | None:
        """Return the words for a citation in the text at ``at``, ``None`` if its id is unknown: the fault is told."""
        document = (self.documents or {}).get(mark.id)
        if document is None:
            self.faults.append(self._unknown(mark, at))
            return None
        if mark.short:
            return cited_in_short(document)
        is_ground, mention = at[0] == "can_cu", (_text_of(at), mark.id)
        if mention in self._cited and not is_ground:
            return cited_in_short(document)
        self._cited.add(mention)
        return cited_in_full(document, self.words, as_ground=is_ground)

    def _unknown(self, mark: CitationMark, at: Path) -> Diagnostic:
        # What stands for the id is pointed at, without the «@vb:» before it.
        part = (mark.part[0] + len("@vb:"), mark.part[0] + len("@vb:") + len(mark.id))
        if self.documents is None:
            message = _("«@vb:{id}» viện dẫn theo danh mục, mà dự thảo chưa có danh mục văn bản nào", id=mark.id)
            return error("DM05", at, message, _("ghi «van_ban: [van-ban.yaml]» trong ctct.toml hoặc dự thảo"), part=mark.part)
        meant = as_id(mark.id)
        if meant != mark.id and meant in self.documents:
            return error(
                "DM05",
                at,
                _("danh mục không có mã «{id}»", id=mark.id),
                _("có phải «{meant}»?", meant=meant),
                part=part,
                fix=meant,
            )
        hint = self._ids.nearest(meant or mark.id) or _("thêm văn bản ấy vào danh mục («ctct van-ban --thieu» soạn sẵn)")
        return error("DM05", at, _("danh mục không có văn bản mã «{id}»", id=mark.id), hint, part=part)


def _text_of(at: Path) -> Path:
    """Return the text that a place is part of, for which documents are cited anew; ``()`` is the body."""
    if at[0] == "phu_luc":
        return at[:2]
    return at[:1] if at[0] in APART else ()
