"""Viện dẫn văn bản khác: số, ký hiệu, ngày, tên loại."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.citations import KINDS, NAMES_OF, TERM_YEARS, Cited, is_named, names_of_sign, term_of
from ctct.lint.registry import Finding, Subject, rule
from ctct.resolve.citations import APART

_LIST_WORDS = ("và", "hoặc", "hay", "mẫu", "biểu", "mã", "các")
"""Behind one of these a number goes on with a list, or is that of a form."""


@rule(
    "VB01",
    ("36-HD/VPTW", "II.1.6"),
    ("05-HD/VPTW", "II.I.6.1.4"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.6"),
    severity=Severity.WARNING,
)
def co_chu_so_truoc_ky_hieu(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn văn bản thì trước số và ký hiệu có chữ «số».

    Sai:
        noi_dung: Thực hiện Quy chế làm việc 01-QC/TU ngày 09/12/2020 của Tỉnh ủy.
    Sai:
        noi_dung: Căn cứ Nghị định 30/2020/NĐ-CP của Chính phủ.
    Đúng:
        noi_dung: Thực hiện Quy chế làm việc số 01-QC/TU ngày 09/12/2020 của Tỉnh ủy.
    Đúng:
        noi_dung: Các nghị quyết số 02-NQ/TU, 03-NQ/TU và 04-NQ/TU (05-NQ/TU đã thay thế).
    """
    for cited in subject.citations:
        last = cited.before[-12:].split(" ")[-2:]  # the word before the blank, and nothing
        follows_word = cited.before.endswith(" ") and last[0].isalpha()
        if follows_word and last[0].casefold() not in ("số", *_LIST_WORDS):
            message = _("trước «{cited}» thiếu chữ «số»", cited=cited.written)
            better = f"số {cited.well_formed}"
            yield Finding(cited.hit.text.at, message, _("ghi «{right}»", right=better), part=cited.hit.part, fix=better)


@rule("VB02", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.2.2"), ("30/2020/NĐ-CP", "Phụ lục I, II.3"))
def so_ky_hieu_vien_dan_dung_dang(subject: Subject) -> Iterator[Finding]:
    """Số và ký hiệu được viện dẫn viết liền, số dưới 10 có số 0 phía trước, chữ viết tắt tên loại đúng chữ hoa, chữ thường.

    Sai:
        noi_dung: Thực hiện Nghị quyết số 5-NQ/TU ngày 01/7/2016 của Tỉnh ủy.
    Sai:
        noi_dung: Thực hiện Nghị quyết số 05 - NQ/TU ngày 01/7/2016 của Tỉnh ủy.
    Sai:
        noi_dung: Thực hiện Chương trình hành động số 01-Ctr/TU của Tỉnh ủy.
    Đúng:
        noi_dung: Thực hiện Nghị quyết số 05-NQ/TU ngày 01/7/2016, Chương trình hành động số 01-CTr/TU của Tỉnh ủy.
    Đúng:
        noi_dung: Giai đoạn 2016 - 2020 và năm 2021/2022, theo Nghị định số 30/2020/NĐ-CP.
    """
    for cited in subject.citations:
        if cited.written != cited.well_formed:
            message = _("số và ký hiệu «{cited}» viết chưa đúng", cited=cited.written)
            better = cited.well_formed
            yield Finding(cited.hit.text.at, message, _("ghi «{right}»", right=better), part=cited.hit.part, fix=better)


@rule("VB03", ("Quy ước soạn thảo văn bản", "một văn bản chỉ có một ngày"), severity=Severity.WARNING)
def mot_van_ban_mot_ngay(subject: Subject) -> Iterator[Finding]:
    """Một văn bản được viện dẫn nhiều lần thì ngày ghi như nhau. Số đánh lại theo khóa (văn bản của Đảng), theo năm (văn bản
    nhà nước), nên trùng số mà khác khóa, khác năm thì là hai văn bản.

    Sai:
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU ngày 09/12/2020 của Tỉnh ủy.
          - Theo Quy chế số 01-QC/TU ngày 19/12/2020 của Tỉnh ủy.
    Đúng:
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU ngày 09/12/2020 của Tỉnh ủy.
          - Theo Quy chế số 01-QC/TU, ngày 09/12/2020 và Quy chế số 01-QC/TU.
    Đúng:
        noi_dung:
          - Tổng kết Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy khóa XIX.
          - Thực hiện Nghị quyết số 02-NQ/TU ngày 15/4/2021 của Tỉnh ủy khóa XX.
    Đúng:
        noi_dung: Quyết định số 15/QĐ-UBND ngày 10/01/2020 và Quyết định số 15/QĐ-UBND ngày 12/01/2021.
    """
    dated = (cited for cited in subject.citations if cited.date)
    for first, cited in _unlike(dated, lambda one: (int(one.number), one.kind, one.body), lambda one: one.date):
        if _is_one_document(first, cited):
            was = "{}/{}/{}".format(*first.date or ())
            message = _("«{cited}» ở đây ghi ngày khác với chỗ trước ({was})", cited=cited.written, was=was)
            yield Finding(cited.hit.text.at, message, _("xem lại ngày của văn bản"), part=cited.date_part)


@rule("VB04", ("Quy ước soạn thảo văn bản", "một văn bản chỉ có một ký hiệu"), severity=Severity.WARNING)
def mot_van_ban_mot_ky_hieu(subject: Subject) -> Iterator[Finding]:
    """Cùng tên loại, cùng số, cùng ngày thì cùng một ký hiệu; cùng số và ký hiệu thì cùng một tên loại.

    Sai:
        noi_dung:
          - Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy.
          - Kết quả thực hiện Nghị quyết số 02-NQ/TW ngày 01/7/2016.
    Sai:
        noi_dung: Quy định số 399-QĐ/TW; theo Quyết định số 399-QĐ/TW.
    Đúng:
        noi_dung:
          - Thực hiện Nghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy.
          - Thực hiện Nghị quyết số 02-NQ/TW ngày 02/7/2016; Kết luận số 02-KL/TU ngày 01/7/2016.
    """
    types = {id(cited): name for cited in subject.citations if cited.kind and (name := _type_of(cited))}
    known = [cited for cited in subject.citations if id(cited) in types]
    by_day = (cited for cited in known if cited.date)
    for first, cited in _unlike(by_day, lambda one: (types[id(one)], int(one.number), one.date), lambda one: one.body):
        message = _(
            "«{cited}» ở đây, «{first}» ở chỗ trước, mà cùng tên loại, số và ngày", cited=cited.written, first=first.written
        )
        yield Finding(cited.hit.text.at, message, _("xem lại ký hiệu"), part=cited.hit.part)
    for first, cited in _unlike(known, lambda one: (int(one.number), one.kind, one.body), lambda one: types[id(one)]):
        if _are_of_two_days(first, cited):
            continue  # numbers begin anew each term: two documents of one number and sign
        message = _(
            "«{cited}» ở đây là {here}, ở chỗ trước là {before}",
            cited=cited.written,
            here=types[id(cited)].lower(),
            before=types[id(first)].lower(),
        )
        yield Finding(cited.hit.text.at, message, _("xem lại tên loại"), part=cited.hit.part)


def _are_of_two_days(first: Cited, other: Cited) -> bool:
    return bool(first.date and other.date) and first.date != other.date


@rule("VB05", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.1.2.a"), severity=Severity.WARNING)
def ten_loai_hop_ky_hieu(subject: Subject) -> Iterator[Finding]:
    """Tên loại của văn bản được viện dẫn hợp với ký hiệu của nó: «Kết luận» đi với «KL», «Nghị quyết» đi với «NQ».

    Sai:
        noi_dung: Tổng kết Kết luận số 31-NQ/TU ngày 27/4/2016 của Tỉnh ủy.
    Đúng:
        noi_dung: Tổng kết Kết luận số 31-KL/TU ngày 27/4/2016 của Tỉnh ủy; Thông báo Kết luận số 05-TB/TU.
    Đúng:
        noi_dung: Kế hoạch thực hiện Nghị quyết số 18-NQ/TW; Nghị quyết của Đảng ủy tại Công văn số 12-CV/ĐU.
    """
    every_name = [name for names in NAMES_OF.values() for name in names]
    for cited in subject.citations:
        has_type = KINDS.get(cited.kind.casefold()) in NAMES_OF
        if not has_type or _type_of(cited):
            continue
        wrong = next((name for name in every_name if is_named(cited, name)), None)
        if wrong:
            message = _("«{wrong}» mà ký hiệu lại là «{cited}»", wrong=wrong, cited=cited.written)
            yield Finding(cited.hit.text.at, message, _("xem lại tên loại hoặc ký hiệu"), part=cited.hit.part)


_CENTRAL = r"(?:Ban Bí thư|Bộ Chính trị|Ban Chấp hành Trung ương(?: Đảng)?|Trung ương(?: Đảng)?)"
_of_central_at = re.compile(
    rf" ?(?:,? ?(?:khóa|khoá) [IVXL]+)?(?:,)? của {_CENTRAL}(?![\w ]*(?:Tỉnh|Thành|tỉnh|thành) ủy)"
).match
_of_province_at = re.compile(r",? của (?:Ban Thường vụ |Thường trực |Ban Chấp hành )?(?:Tỉnh ủy|Thành ủy)\b").match


@rule("VB07", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.1.2.a"), severity=Severity.WARNING)
def ky_hieu_hop_co_quan(subject: Subject) -> Iterator[Finding]:
    """Ký hiệu của văn bản được viện dẫn hợp với cơ quan ban hành: của Ban Bí thư, Bộ Chính trị là «TW»; của Tỉnh ủy là «TU».

    Sai:
        noi_dung: Thực hiện Chỉ thị số 55-CT/TU ngày 22/12/2025 của Ban Bí thư.
    Sai:
        noi_dung: Thực hiện Nghị quyết số 05-NQ/TW ngày 22/12/2025 của Ban Thường vụ Tỉnh ủy.
    Đúng:
        noi_dung: Thực hiện Chỉ thị số 55-CT/TW ngày 22/12/2025 của Ban Bí thư, Nghị quyết số 05-NQ/TU của Tỉnh ủy.
    """
    for cited in subject.citations:
        body = cited.body.upper()
        end = cited.date_part[1] if cited.date else cited.hit.part[1]
        text = cited.hit.text.text
        right = (
            "TW"
            if body == "TU" and _of_central_at(text, end)
            else "TU"
            if body == "TW" and _of_province_at(text, end)
            else None
        )
        if cited.kind and right:
            better = cited.well_formed.rpartition("/")[0] + f"/{right}"
            message = _("«{cited}» không phải ký hiệu của cơ quan nêu ở sau", cited=cited.written)
            yield Finding(cited.hit.text.at, message, _("có phải «{meant}»?", meant=better), part=cited.hit.part)


@rule("VB06", ("05-HD/VPTW", "II.I.6.1.4"), layouts=("dang",), severity=Severity.ADVICE, dates=("2026-05-27", "9999-99-99"))
def vien_dan_lan_dau_ghi_du(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn một văn bản lần đầu thì ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu; những lần sau chỉ ghi
    tên loại, số, ký hiệu. Trích yếu, chú thích, phụ lục không kể.

    Sai:
        ngay: 22/6/2026
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy về chế độ làm việc.
          - Theo Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy.
    Sai:
        ngay: 22/6/2026
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU.
          - Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy quy định chế độ làm việc.
    Đúng:
        ngay: 22/6/2026
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy về chế độ làm việc.
          - Theo Quy chế số 01-QC/TU.
    Đúng:
        ngay: 22/5/2026
        noi_dung:
          - Thực hiện Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy về chế độ làm việc.
          - Theo Quy chế số 01-QC/TU, ngày 09/12/2025 của Tỉnh ủy.
    """
    first: dict[Hashable, Cited] = {}
    for cited in subject.citations:
        if cited.kind and cited.hit.text.at[0] not in APART:
            before = first.setdefault((int(cited.number), cited.kind, cited.body), cited)
            if cited is not before and cited.date and _is_one_document(before, cited):
                said = _("đã viện dẫn đủ ở trên") if before.date else _("đã viện dẫn ở trên mà chưa ghi đủ")
                hint = _("chỉ ghi tên loại, số, ký hiệu") if before.date else _("ghi đủ ở lần viện dẫn đầu")
                yield Finding(cited.hit.text.at, f"«{cited.written}» {said}", hint, part=cited.date_part)


def _unlike(
    citations: Iterable[Cited], key: Callable[[Cited], Hashable], value: Callable[[Cited], Hashable]
) -> Iterator[tuple[Cited, Cited]]:
    """Yield (first, other) for each citation whose ``value`` is not that of the first one with the same ``key``."""
    first: dict[Hashable, Cited] = {}
    for cited in citations:
        other = first.setdefault(key(cited), cited)
        if value(other) != value(cited):
            yield other, cited


def _is_one_document(first: Cited, other: Cited) -> bool:
    """Return whether the same number and sign must mean the same document: not in two terms or, of the State's documents whose
    sign has no year, in two years.
    """
    years_apart = abs(first.date[2] - other.date[2]) if first.date and other.date else 0
    if not first.kind:
        has_year = first.body[:4].isdecimal()
        return has_year or years_apart == 0
    # «của Tỉnh ủy khóa XIX» at one of them and nothing at the other is two terms: nobody says the term of the sitting one.
    return years_apart < TERM_YEARS and term_of(first) == term_of(other)


def _type_of(cited: Cited) -> str | None:
    """Return the name before the number that fits its sign, the nearest if there are several."""
    named = [(cited.before.rfind(name), name) for name in names_of_sign(cited) if name in cited.before]
    return max(named)[1] if named else None
