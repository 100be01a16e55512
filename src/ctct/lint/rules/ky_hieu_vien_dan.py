"""Viện dẫn văn bản khác: ký hiệu đi với tên loại và cơ quan ban hành."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import digits

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.citations import Cited
from ctct.lint.letters import old_style
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.types import LEGAL_TYPES, STATE_TYPES
from ctct.source.shipped import word_list

_YEAR = re.compile(r"^\d{4}/")
_LONGEST_NAME = 80
"""How many characters behind a citation are read for the name of the body."""


@rule(
    "VB08",
    ("36-HD/VPTW", "II.1.3"),
    ("05-HD/VPTW", "II.I.3.1.2.a"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.3"),
    severity=Severity.WARNING,
)
def ky_hieu_hop_ten_loai_va_noi_ban_hanh(subject: Subject) -> Iterator[Finding]:
    """Ký hiệu của văn bản được viện dẫn hợp với tên loại đứng trước («Nghị định» đi với «NĐ») và với cơ quan nêu ở sau («TTg»
    là của Thủ tướng Chính phủ, «HĐND» là của Hội đồng nhân dân).

    Sai:
        noi_dung: Thực hiện Nghị định số 30/NQ-CP ngày 01/01/2026 của Chính phủ.
    Sai:
        noi_dung: Thực hiện Nghị định số 30/2020/NĐ-TTg ngày 05/3/2020 của Chính phủ.
    Sai:
        noi_dung: Thực hiện Quyết định số 11/2026/QĐ-UBND ngày 01/01/2026 của Hội đồng nhân dân tỉnh.
    Sai:
        noi_dung: Thực hiện Nghị quyết số 05/NQ-HĐND ngày 01/01/2026 của Uỷ ban nhân dân tỉnh.
    Sai:
        noi_dung: Thực hiện Thông tư số 05/2025/TT-BTC ngày 06/5/2025 của Bộ trưởng Bộ Nội vụ.
    Sai:
        noi_dung: Thực hiện Chỉ thị số 05-CT/ĐU ngày 01/3/2026 của Tỉnh ủy.
    Sai:
        noi_dung: Thực hiện Nghị quyết số 09/NQ-QH15 của Chính phủ.
    Đúng:
        noi_dung: Nghị quyết số 05/NQ-CP ngày 01/3/2026 của Chính phủ; Chỉ thị số 05/CT-TTg của Thủ tướng Chính phủ.
    Đúng:
        noi_dung: Luật số 95/2025/QH15 của Quốc hội; Thông tư liên tịch số 05/2015/TTLT-BTC-BNV của Bộ Nội vụ.
    Đúng:
        noi_dung: Quyết định ban hành Quy chế số 05/QĐ-UBND của Chủ tịch UBND tỉnh; Công văn số 12/UBND-VP của UBND xã.
    """
    for cited in subject.citations:
        if wrong := _wrong_type(cited):
            message = _("«{wrong}» mà ký hiệu lại là «{cited}»", wrong=wrong, cited=cited.written)
            yield Finding(cited.hit.text.at, message, _("xem lại tên loại hoặc ký hiệu"), part=cited.hit.part)
        elif body := _wrong_body(cited):
            message = _("«{cited}» không phải ký hiệu của {body} nêu ở sau", cited=cited.written, body=body)
            yield Finding(cited.hit.text.at, message, _("xem lại ký hiệu hoặc cơ quan ban hành"), part=cited.hit.part)


_year_in = re.compile(r"(\d{4})/").match


@rule("VB09", ("30/2020/NĐ-CP", "Điều 15, khoản 1, điểm a"), severity=Severity.WARNING)
def nam_trong_so_khop_ngay(subject: Subject) -> Iterator[Finding]:
    """Năm trong số của văn bản quy phạm pháp luật được viện dẫn là năm ban hành: «181/2025/NĐ-CP» ban hành năm 2025.

    Sai:
        noi_dung: Theo Nghị định số 181/2026/NĐ-CP ngày 01/7/2025 của Chính phủ.
    Đúng:
        noi_dung: Theo Nghị định số 181/2025/NĐ-CP ngày 01/7/2025 của Chính phủ, Luật số 48/2024/QH15.
    """
    for cited in subject.citations:
        year = _year_in(cited.body)
        if year and cited.date and int(year[1]) != cited.date[2]:
            message = _("«{cited}» mà ngày ban hành lại là năm {year}", cited=cited.written, year=cited.date[2])
            yield Finding(cited.hit.text.at, message, _("xem lại số hoặc ngày"), part=cited.hit.part)


@rule("VB10", ("Quy ước soạn thảo văn bản", "văn bản được viện dẫn đã ban hành"), severity=Severity.WARNING)
def vien_dan_van_ban_da_ban_hanh(subject: Subject) -> Iterator[Finding]:
    """Văn bản được viện dẫn ban hành trước, hoặc cùng ngày với văn bản viện dẫn nó.

    Sai:
        ngay: 06/4/2021
        noi_dung: Thực hiện Kết luận số 318-KL/TU, ngày 20/5/2027 của Ban Thường vụ Tỉnh ủy.
    Đúng:
        ngay: 06/4/2021
        noi_dung: Thực hiện Kết luận số 318-KL/TU, ngày 06/4/2021 của Ban Thường vụ Tỉnh ủy.
    """
    last = subject.draft.ngay.span.last
    for cited in subject.citations:
        if cited.day and cited.day > last:
            message = _("«{cited}» đề ngày sau văn bản này", cited=cited.written)
            yield Finding(cited.hit.text.at, message, _("xem lại ngày"), part=cited.date_part)


def _wrong_type(cited: Cited) -> str | None:
    """Return the type named right before a State document's number that is not the one in its sign."""
    fitting = _types().get(_YEAR.sub("", cited.body).partition("-")[0])
    if cited.kind or not fitting or any(name in cited.before for name in fitting):
        return None
    before = cited.before.rstrip().removesuffix("số").rstrip()
    return next((name for names in _types().values() for name in names if before.endswith(name)), None)


@cache
def _types() -> Mapping[str, tuple[str, ...]]:
    """Return the names of the State's types by their abbreviations."""
    found: dict[str, tuple[str, ...]] = {}
    for one in (*STATE_TYPES.values(), *LEGAL_TYPES.values()):
        if one.abbreviation:
            found[one.abbreviation] = (*found.get(one.abbreviation, ()), one.name)
    return found


def _wrong_body(cited: Cited) -> str | None:
    """Return the body named behind a citation whose sign is another's."""
    end = cited.date_part[1]
    named = _body_at().match(old_style(cited.hit.text.text[end : end + _LONGEST_NAME]))
    if not named:
        return None
    parts = _YEAR.sub("", cited.body).split("-")
    signs = {part.rstrip(digits) for part in (parts if cited.kind else parts[1:] or parts)}
    known = {sign for of in _signs().values() for sign in of}
    return named[1] if signs <= known and signs.isdisjoint(_signs()[named[1]]) else None


@cache
def _signs() -> Mapping[str, tuple[str, ...]]:
    """Return what stands for a body in signs, by its name."""
    entries = (entry.split(" = ") for entry in word_list("ky-hieu.txt", "co_quan"))
    return {name: tuple(signs.split()) for name, signs in entries}


@cache
def _body_at() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_signs(), key=len, reverse=True)))
    return re.compile(rf",? của (?:Thường trực |Ban Thường vụ |Ban Chấp hành |Bộ trưởng )?({names})(?!\w)")
