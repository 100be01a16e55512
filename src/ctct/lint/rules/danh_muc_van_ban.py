"""Văn bản được viện dẫn, so với danh mục văn bản."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity
from ctct.language import N_, _
from ctct.lint.abbreviations import written_out
from ctct.lint.citations import Cited, is_named, names_of_sign, term_of
from ctct.lint.likeness import folded
from ctct.lint.mentions import Mention
from ctct.lint.passages import steps_named
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.sources import has_place, is_of
from ctct.model.signs import folded_sign
from ctct.model.types import CITED_TYPES
from ctct.model.validity import ends_of, in_its_place
from ctct.resolve.citations import cited_in_short
from ctct.resolve.marks import day_in_figures, day_in_words

if TYPE_CHECKING:
    from ctct.model.cited_documents import VanBanVienDan

_REGISTERED = ("Quy ước soạn thảo văn bản", "văn bản viện dẫn có trong danh mục")
_IN_FORCE = ("Quy ước soạn thảo văn bản", "viện dẫn văn bản đang có hiệu lực")
_AS_ISSUED = (("36-HD/VPTW", "II.1.6"), ("05-HD/VPTW", "II.I.6.1.4"), ("30/2020/NĐ-CP", "Phụ lục I, II.6.a"))

_LOOKS_BACK = re.compile(r"thay thế|bãi bỏ|hủy bỏ|huỷ bỏ|hết hiệu lực|tổng kết|sơ kết|kết quả|đánh giá|giám sát", re.IGNORECASE)
"""Words before a document that says what has become of it: it may well have ended."""
_body_at = re.compile(r",? của (?P<body>[^.;(\n]{1,120})").match
_end_of_body = re.compile(r" kh[oó][aá] | về |,|$").search
_subject_at = re.compile(r"(?:,? của [^.;()\n]{1,120}?)?(?: \(?kh[oó][aá] [IVXL]{1,8}\)?)?,? (?=về )").match
_end_of_subject = re.compile(r"[.;)\n]|$").search
_BETWEEN_CLAUSES = re.compile(r"[.;]\s")
_DASHES = str.maketrans("–—", "--")


@rule("VBD01", _REGISTERED, severity=Severity.ADVICE)
def van_ban_co_trong_danh_muc(subject: Subject) -> Iterator[Finding]:
    """Khi dự thảo có danh mục văn bản («van_ban»), mỗi văn bản được viện dẫn có một dòng trong danh mục, để kiểm tra được ngày,
    trích yếu, hiệu lực của nó.

    Sai:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 77-NQ/TU ngày 01/7/2016 của Tỉnh ủy.
    Đúng:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy, @vb:kl-31-tu.
    Đúng:
        noi_dung: Thực hiện Nghị quyết số 77-NQ/TU ngày 01/7/2016 của Tỉnh ủy.
    """
    for mention in subject.mentions:
        if mention.cited and not mention.id:
            message = _("«{mention}» chưa có trong danh mục văn bản", mention=mention.written)
            hint = _("«ctct van-ban --thieu» soạn sẵn dòng cần thêm")
            decision = f"VBD01 {folded_sign(mention.cited.well_formed)}"
            yield Finding(mention.text.at, message, hint, part=mention.part, decision=decision)


@rule("VBD02", *_AS_ISSUED, severity=Severity.WARNING)
def vien_dan_khop_danh_muc(subject: Subject) -> Iterator[Finding]:
    """Ngày, tên loại, cơ quan ban hành, khóa, trích yếu của văn bản được viện dẫn ghi như trong danh mục văn bản.

    Sai:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 02-NQ/TU ngày 07/01/2016 của Tỉnh ủy.
    Sai:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 02-NQ/TU của Tỉnh ủy về phát triển đô thị.
    Sai:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Đảng ủy Quân sự tỉnh.
    Sai:
        van_ban: van-ban.yaml
        noi_dung: Theo Quyết định số 399-QĐ/TW.
    Sai:
        van_ban: van-ban.yaml
        noi_dung: Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy khóa XX.
    Đúng:
        van_ban: van-ban.yaml
        noi_dung:
          - Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Ban Thường vụ Tỉnh ủy khóa XIX về kết cấu hạ tầng giao thông.
          - Theo Quy định số 399-QĐ/TW và Nghị quyết số 02-NQ/TU, ngày 01 tháng 7 năm 2016.
    """
    documents = subject.documents or {}
    for mention in subject.mentions:
        cited = mention.cited
        if cited is None or mention.id is None:
            continue
        document = documents[mention.id]
        told = partial(Finding, mention.text.at)
        for differs in (_other_day, _other_type, _other_body, _other_term, _other_subject):
            yield from differs(cited, document, told)


def _other_day(cited: Cited, document: VanBanVienDan, told: partial[Finding]) -> Iterator[Finding]:
    if not cited.date or document.issued is None or cited.day == document.issued:
        return
    written = cited.hit.text.text[slice(*cited.date_part)]
    right = day_in_words(document.issued) if "tháng" in written else day_in_figures(document.issued)
    message = _("«{cited}» ở đây ghi ngày khác với danh mục ({ngay})", cited=cited.written, ngay=document.ngay)
    better = f"{written.partition('ngày')[0]}ngày {right}"
    # A document of another year may be another one after all.
    is_safe = cited.day is not None and cited.day.year == document.issued.year
    yield told(message, _("ghi «ngày {right}»", right=right), part=cited.date_part, fix=better if is_safe else None)


def _other_type(cited: Cited, document: VanBanVienDan, told: partial[Finding]) -> Iterator[Finding]:
    right = CITED_TYPES[document.kind] if document.kind else document.type_name
    if right in cited.before or document.type_name in cited.before:
        return
    wrong = next((name for name in CITED_TYPES.values() if is_named(cited, name)), None)
    if wrong is None or (cited.kind and wrong not in names_of_sign(cited)):
        return  # what does not even fit its own sign is told by VB05
    message = _(
        "«{cited}» ở đây là {wrong}, theo danh mục là {right}", cited=cited.written, wrong=wrong.lower(), right=right.lower()
    )
    start = cited.hit.part[0] - len(cited.before) + cited.before.rfind(wrong)
    is_safe = cited.before.endswith(f"{wrong} số ")
    yield told(message, _("ghi «{right}»", right=right), part=(start, start + len(wrong)), fix=right if is_safe else None)


def _other_body(cited: Cited, document: VanBanVienDan, told: partial[Finding]) -> Iterator[Finding]:
    found = _body_at(cited.hit.text.text, cited.date_part[1])
    if not found or not document.co_quan or not found["body"][0].isupper():
        return
    if _plain(document.co_quan) not in _plain(found["body"]):
        end = _end_of_body(found["body"])
        said = found["body"][: end.start() if end else None]
        message = _(
            "«{cited}» theo danh mục là của {co_quan}, ở đây ghi «{said}»",
            cited=cited.written,
            co_quan=document.co_quan,
            said=said,
        )
        start = found.start("body")
        yield told(message, _("ghi «của {co_quan}»", co_quan=document.co_quan), part=(start, start + len(said)))


def _other_term(cited: Cited, document: VanBanVienDan, told: partial[Finding]) -> Iterator[Finding]:
    term = term_of(cited)
    if term and document.khoa and term != document.khoa:
        message = _(
            "«{cited}» theo danh mục là của khóa {khoa}, ở đây ghi khóa {term}",
            cited=cited.written,
            khoa=document.khoa,
            term=term,
        )
        yield told(message, _("ghi «khóa {khoa}»", khoa=document.khoa), part=cited.hit.part)


def _other_subject(cited: Cited, document: VanBanVienDan, told: partial[Finding]) -> Iterator[Finding]:
    text = cited.hit.text.text
    found = _subject_at(text, cited.date_part[1])
    if not found or not (document.trich_yeu or "").startswith("về "):
        return
    if not _plain(text[found.end() :]).startswith(_plain(document.trich_yeu or "")):
        end = _end_of_subject(text, found.end())
        message = _("trích yếu của «{cited}» khác với danh mục", cited=cited.written)
        yield told(message, _("ghi «{right}»", right=document.trich_yeu), part=(found.end(), end.start() if end else len(text)))


def _plain(text: str) -> str:
    return folded(written_out(" ".join(text.translate(_DASHES).split())))


@rule("VBD03", _IN_FORCE, severity=Severity.WARNING)
def van_ban_con_hieu_luc(subject: Subject) -> Iterator[Finding]:
    """Văn bản được viện dẫn còn hiệu lực vào ngày của văn bản này, tính từ «het_hieu_luc», «thay_the» trong danh mục; căn cứ đã
    hết hiệu lực là lỗi. Nơi nói chính việc thay thế, bãi bỏ, tổng kết văn bản ấy thì không kể.

    Sai:
        ngay: 06/4/2026
        van_ban: van-ban.yaml
        can_cu: [Căn cứ Nghị định số 110/2004/NĐ-CP]
    Sai:
        ngay: 06/4/2026
        van_ban: van-ban.yaml
        ket: Thực hiện @vb:nd-110-2004.
    Đúng:
        ngay: 06/4/2026
        van_ban: van-ban.yaml
        can_cu: ["Căn cứ @vb:nd-30-2020"]
        ket: Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP.
    """
    documents = subject.documents or {}
    ends, on = ends_of(documents) if subject.mentions else {}, subject.draft.ngay.span.first
    for mention in subject.mentions:
        end = ends.get(mention.id or "")
        if end is None or end.day > on:
            continue
        is_ground = mention.text.at[0] == "can_cu"
        if not is_ground and _LOOKS_BACK.search(_clause_before(mention)):
            continue
        cited, day = cited_in_short(documents[mention.id or ""]), day_in_figures(end.day)
        if end.by:
            told = N_("«{document}» hết hiệu lực từ ngày {day}, thay bằng «{successor}»")
            message = _(told, document=cited, day=day, successor=cited_in_short(documents[end.by]))
        else:
            message = _("«{document}» hết hiệu lực từ ngày {day}", document=cited, day=day)
        weight = Severity.ERROR if is_ground else None
        holds = in_its_place(mention.id or "", ends, on)
        hint = (
            _("viện dẫn {as_written}", as_written=_as_written(mention, holds, documents[holds]))
            if holds
            else _("bỏ, hoặc viện dẫn văn bản khác")
        )
        yield Finding(mention.text.at, message, hint, part=mention.part, severity=weight)


def _as_written(mention: Mention, name: str, document: VanBanVienDan) -> str:
    return f"«{cited_in_short(document)}»" if mention.cited else _("«@vb:{name}»", name=name)


def _clause_before(mention: Mention) -> str:
    return _BETWEEN_CLAUSES.split(mention.before)[-1]


@rule("VBD04", _IN_FORCE, severity=Severity.WARNING)
def van_ban_da_co_hieu_luc(subject: Subject) -> Iterator[Finding]:
    """Văn bản được viện dẫn đã ban hành và đã có hiệu lực vào ngày của văn bản này, tính từ «ngay», «hieu_luc» trong danh mục.

    Sai:
        ngay: 06/4/2019
        van_ban: van-ban.yaml
        ket: Thực hiện Nghị định số 30/2020/NĐ-CP.
    Sai:
        ngay: 06/4/2026
        van_ban: van-ban.yaml
        ket: Thực hiện @vb:nq-99.
    Đúng:
        ngay: 05/3/2020
        van_ban: van-ban.yaml
        ket: Thực hiện @vb:nd-30-2020.
    """
    documents, on = subject.documents or {}, subject.draft.ngay.span.last
    for mention in subject.mentions:
        document = documents.get(mention.id or "")
        if document is None or document.begins is None or document.begins <= on:
            continue
        later = document.issued and document.issued > on
        what = (
            _("ban hành ngày {ngay}, sau ngày văn bản này", ngay=document.ngay)
            if later
            else _("đến ngày {hieu_luc} mới có hiệu lực", hieu_luc=document.hieu_luc)
        )
        message = f"«{cited_in_short(document)}» {what}"
        yield Finding(mention.text.at, message, _("xem lại văn bản được viện dẫn, hoặc ngày trong danh mục"), part=mention.part)


@rule("VBD05", _REGISTERED, severity=Severity.WARNING)
def cho_vien_dan_co_trong_muc_luc(subject: Subject) -> Iterator[Finding]:
    """Điểm, khoản, mục được viện dẫn của một văn bản có trong «muc_luc» của văn bản ấy, khi danh mục ghi mục lục.

    Sai:
        van_ban: van-ban.yaml
        ket: Thực hiện Điểm 9.9, Khoản 3, Mục III, Phần B của Chương trình hành động số 01-CTr/TU.
    Sai:
        van_ban: van-ban.yaml
        ket: Thực hiện Điểm 9.9, Khoản 3 của @vb:ctr-01-tu.
    Đúng:
        van_ban: van-ban.yaml
        ket: Thực hiện Điểm 3.5, Khoản 3, Mục III, Phần B và Mục III, Phần B của Chương trình hành động số 01-CTr/TU.
    """
    documents = subject.documents or {}
    by_place: defaultdict[Path, list[Mention]] = defaultdict(list)
    for mention in sorted(subject.mentions, key=lambda one: one.part):
        if mention.id and documents[mention.id].muc_luc:
            by_place[mention.text.at].append(mention)
    of_sources = {(source.at, source.part) for source in subject.sources if source.in_note} if by_place else set()
    for passage in subject.passages if by_place else ():
        behind = by_place[passage.text.at]
        following = behind[bisect_left(behind, passage.part[1], key=lambda one: one.part[0]) :][:1]
        if not following or not is_of(passage, following[0]) or (passage.text.at, passage.part) in of_sources:
            continue  # a work's source is BPH02's to judge
        mention = following[0]
        document = documents[mention.id or ""]
        if not has_place(passage.written, [steps_named(item.tai) for item in document.muc_luc]):
            message = _(
                "«{passage}» không có trong mục lục của «{document}»",
                passage=passage.written,
                document=cited_in_short(document),
            )
            yield Finding(passage.text.at, message, _("xem lại chỗ viện dẫn, hoặc «muc_luc» trong danh mục"), part=passage.part)
