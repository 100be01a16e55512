"""Viện dẫn văn bản khác: số, ký hiệu, ngày, tên loại."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator

from ctct.diagnostics import Severity
from ctct.lint.citations import KINDS, Cited
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.types import PARTY_TYPES

_TERM = re.compile(r"[^.;(]{0,60}?\(?kh[oó][aá] ([IVXL]+)")
_TERM_YEARS = 3
"""Documents of one number that are further apart are of two terms: numbers begin anew with each term of five years."""

_APART = ("trich_yeu", "chu_thich", "phu_luc", "kem_theo")
"""Texts that are read apart from the body: a document is cited there anew."""

_LIST_WORDS = ("và", "hoặc", "hay", "mẫu", "biểu", "mã", "các")
_NAMES_OF = {
    kind: tuple(of.name for of in PARTY_TYPES.values() if of.abbreviation == kind)
    for kind in {of.abbreviation for of in PARTY_TYPES.values() if of.abbreviation}
}
_BETWEEN = re.compile(r"(?: \w+){0,3}(?:,? số)? ?")


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
        last = cited.before[-12:].split(" ")[-2:]
        if cited.before.endswith(" ") and last[0].isalpha() and last[0].casefold() not in ("số", *_LIST_WORDS):
            message = f"trước «{cited.written}» thiếu chữ «số»"
            better = f"số {cited.well_formed}"
            yield Finding(cited.hit.text.at, message, f"ghi «{better}»", part=cited.hit.part, fix=better)


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
            message = f"số và ký hiệu «{cited.written}» viết chưa đúng"
            better = cited.well_formed
            yield Finding(cited.hit.text.at, message, f"ghi «{better}»", part=cited.hit.part, fix=better)


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
            message = f"«{cited.written}» ở đây ghi ngày khác với chỗ trước ({was})"
            yield Finding(cited.hit.text.at, message, "xem lại ngày của văn bản", part=cited.date_part)


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
    named = [(cited, _type_of(cited)) for cited in subject.citations if cited.kind]
    names = {id(cited): name for cited, name in named if name}
    known = [cited for cited, name in named if name]
    by_day = (cited for cited in known if cited.date)
    for first, cited in _unlike(by_day, lambda one: (names[id(one)], int(one.number), one.date), lambda one: one.body):
        message = f"«{cited.written}» ở đây, «{first.written}» ở chỗ trước, mà cùng tên loại, số và ngày"
        yield Finding(cited.hit.text.at, message, "xem lại ký hiệu", part=cited.hit.part)
    for first, cited in _unlike(known, lambda one: (int(one.number), one.kind, one.body), lambda one: names[id(one)]):
        if first.date and cited.date and first.date != cited.date:
            continue
        message = f"«{cited.written}» ở đây là {names[id(cited)].lower()}, ở chỗ trước là {names[id(first)].lower()}"
        yield Finding(cited.hit.text.at, message, "xem lại tên loại", part=cited.hit.part)


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
    for cited in subject.citations:
        if cited.kind.casefold() in KINDS and KINDS[cited.kind.casefold()] in _NAMES_OF and not _type_of(cited):
            wrong = next((name for names in _NAMES_OF.values() for name in names if _is_named(cited, name)), None)
            if wrong:
                message = f"«{wrong}» mà ký hiệu lại là «{cited.written}»"
                yield Finding(cited.hit.text.at, message, "xem lại tên loại hoặc ký hiệu", part=cited.hit.part)


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
        if cited.kind and cited.hit.text.at[0] not in _APART:
            before = first.setdefault((int(cited.number), cited.kind, cited.body), cited)
            if cited is not before and cited.date and _is_one_document(before, cited):
                said = "đã viện dẫn đủ ở trên" if before.date else "đã viện dẫn ở trên mà chưa ghi đủ"
                hint = "chỉ ghi tên loại, số, ký hiệu" if before.date else "ghi đủ ở lần viện dẫn đầu"
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
    apart = abs(first.date[2] - other.date[2]) if first.date and other.date else 0
    if not first.kind:
        return first.body[:4].isdecimal() or apart == 0
    return apart < _TERM_YEARS and not ((_term(first) or _term(other)) and _term(first) != _term(other))


def _term(cited: Cited) -> str | None:
    found = _TERM.match(cited.hit.text.text, cited.date_part[1])
    return found[1] if found else None


def _type_of(cited: Cited) -> str | None:
    """Return the name before the number that fits its sign, the nearest if there are several."""
    fitting = _NAMES_OF.get(KINDS.get(cited.kind.casefold(), ""), ())
    named = [(cited.before.rfind(name), name) for name in fitting if name in cited.before]
    return max(named)[1] if named else None


def _is_named(cited: Cited, name: str) -> bool:
    """Return whether ``name`` is what the cited document is called: no other noun stands between it and the number."""
    before, _, after = cited.before.rpartition(name)
    return (bool(before) or cited.before.startswith(name)) and bool(_BETWEEN.fullmatch(after)) and "văn bản" not in after
