"""Viện dẫn gõ tay đến chính văn bản."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity, excerpt
from ctct.language import _
from ctct.lint.items import Placed
from ctct.lint.ordinals import read_ordinal
from ctct.lint.pointers import Pointer
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.types import LEVEL_NAMES, TYPE_NAMES

_APPENDIX = re.compile(
    r"(?P<named>[Pp]hụ lục (?:số )?(?P<number>[IVXL]+|\d{1,2}|[A-Z]))(?!\w),?"
    r"(?: (?:ban hành )?kèm theo)?(?: của)? (?P<owner>\w+(?: \w+){0,3}?) này(?!\w)"
)


@rule("VD03", ("Quy ước soạn thảo văn bản", "viện dẫn đến chỗ có thật"))
def vien_dan_den_cho_co_that(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn gõ tay («mục …, phần … của Chương trình này») dẫn đến một chỗ có trong văn bản, và gọi văn bản đúng tên loại.

    Sai:
        ket: Thực hiện các việc tại mục IV của Chương trình này.
    Sai:
        muc: [{noi_dung: Cho ý kiến về công tác cán bộ., phan_cong_chi_dao: Như mục II của Chương trình này}]
    Sai:
        ket: Thực hiện các việc tại khoản 4, mục I chương trình này.
    Sai:
        ket: Thực hiện các việc tại mục I Kế hoạch này.
    Sai:
        ket: Thực hiện các việc tại các mục I, V và VII của Chương trình này.
    Sai:
        ket: Thực hiện các việc tại mục I, phần C của Chương trình này.
    Sai:
        muc: [Công tác cán bộ., Thực hiện khoản 3 mục I Chương trình này.]
    Sai:
        muc: [Công tác cán bộ., "Thực hiện điểm b khoản 2 mục I, Chương III của Chương trình này."]
    Sai:
        ket: Thực hiện các việc tại Điều 2 của Quy chế này.
    Đúng:
        muc:
          - noi_dung: [Công tác cán bộ, 1. Quy hoạch., 2. Điều động.]
          - noi_dung: Công tác dân vận, gồm a) tuyên truyền; b) vận động.
          - noi_dung: Thực hiện mục I, mục II, khoản 1, 2 mục I và điểm a mục II Chương trình này.
    Đúng:
        ket:
          - Thực hiện Kế hoạch số 05-KH/TU, trọng tâm là mục I Kế hoạch này.
          - Thực hiện các việc tại mục I của Chương trình này và mục IV của Chương trình hành động số 01-CTr/TU.
          - Thực hiện các việc tại @can-bo của Chương trình này, tại điểm 5 của Chương trình này.
          - Sửa đổi khoản 1 như sau “1. Thực hiện khoản 9 Điều này.”; bỏ điểm b khoản 9 Luật này.
    """
    yield from filter(None, (_misdirected(subject, pointer) for pointer in subject.pointers))


def _misdirected(subject: Subject, pointer: Pointer) -> Finding | None:
    if pointer.other_type:
        message = _(
            "«{passage} {named} này», mà văn bản là {ten_loai}",
            passage=pointer.passage.written,
            named=pointer.other_type,
            ten_loai=subject.resolved.ten_loai,
        )
        hint = _("ghi «{ten_loai} này», hoặc nêu số, ký hiệu của văn bản khác", ten_loai=subject.resolved.ten_loai)
    elif pointer.target is None:
        message = _("trong văn bản không có «{named}»", named=pointer.passage.named)
        hint = _("đặt «id» cho mục cần viện dẫn, rồi ghi «@mã»")
    else:
        return None
    return Finding(pointer.passage.text.at, message, hint, part=pointer.passage.part)


@rule("VD04", ("Quy ước soạn thảo văn bản", "viện dẫn đến chỗ được nhắc tên"), severity=Severity.WARNING)
def vien_dan_den_cho_duoc_nhac_ten(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn gõ tay dẫn đến đúng mục mà lời văn nhắc tên; thêm bớt một mục là mọi số gõ tay ở sau lệch đi.

    Sai:
        muc:
          - ten: Triệu tập Hội nghị Tỉnh ủy về công tác cán bộ (ngày 6/4/2021)
          - ten: Triệu tập Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)
          - Cho ý kiến các nội dung chuẩn bị cho Hội nghị Tỉnh ủy lần thứ 04 (thuộc mục I của Chương trình này).
    Đúng:
        muc:
          - ten: Triệu tập Hội nghị Tỉnh ủy về công tác cán bộ (ngày 6/4/2021)
          - ten: Triệu tập Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)
          - Cho ý kiến các nội dung chuẩn bị cho Hội nghị Tỉnh ủy lần thứ 04 (thuộc mục II của Chương trình này).
    Đúng:
        muc:
          - ten: Triệu tập Hội nghị Tỉnh ủy về công tác cán bộ (ngày 6/4/2021)
          - ten: Triệu tập Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)
          - Cho ý kiến các nội dung chuẩn bị như mục I của Chương trình này.
    """
    for pointer in subject.pointers:
        if pointer.target and pointer.meant:
            message = _(
                "«{named}» nay là «{title}», mà lời văn nhắc «{mentioned}» ({number_of})",
                named=pointer.passage.named,
                title=excerpt(pointer.target.title),
                mentioned=excerpt(pointer.meant.title),
                number_of=_number_of(pointer.meant),
            )
            yield Finding(pointer.passage.text.at, message, _how_to_point(pointer.meant), part=pointer.passage.part)


@rule("VD05", ("Quy ước soạn thảo văn bản", "viện dẫn bằng mã"), severity=Severity.ADVICE)
def vien_dan_bang_ma(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn đến chính văn bản thì ghi bằng mã «@mã»: khi thêm bớt mục, số tự đổi theo.

    Sai:
        ket: Thực hiện các việc tại mục I của Chương trình này.
    Sai:
        ket: Thực hiện các việc tại khoản 1, mục I của Chương trình này.
    Đúng:
        ket: Thực hiện các việc tại @can-bo của Chương trình này.
    Đúng:
        ket: Thực hiện các việc tại khoản 1, mục I của Nghị quyết số 02-NQ/TU.
    """
    for pointer in subject.pointers:
        if pointer.target and not pointer.meant:
            message = _(
                "viện dẫn gõ tay «{named}», nay là «{title}»", named=pointer.passage.named, title=excerpt(pointer.target.title)
            )
            passage, name = pointer.passage, pointer.target.item.id
            # «khoản 1» inside of mục I leads to the same place, but @id would print more than stands there now.
            says_all = passage.written == _number_of(pointer.target)
            fix = f"@{name}" if name and says_all else None
            yield Finding(passage.text.at, message, _how_to_point(pointer.target), passage.part, fix)


@rule("VD06", ("Quy ước soạn thảo văn bản", "phụ lục được nhắc có trong văn bản"), severity=Severity.WARNING)
def phu_luc_duoc_nhac_co_that(subject: Subject) -> Iterator[Finding]:
    """Phụ lục kèm theo chính văn bản, nhắc bằng số, có trong dự thảo.

    Sai:
        noi_dung: Theo Phụ lục V kèm theo văn bản này.
    Sai:
        noi_dung: Theo biểu mẫu tại Phụ lục III của văn bản này.
        phu_luc: [{ten: Danh mục, noi_dung: Một.}, {ten: Biểu mẫu, noi_dung: Hai.}]
    Đúng:
        noi_dung: Theo Phụ lục II ban hành kèm theo văn bản này và Phụ lục V Nghị định số 30/2020/NĐ-CP.
        phu_luc: [{ten: Danh mục, noi_dung: Một.}, {ten: Biểu mẫu, noi_dung: Hai.}]
    Đúng:
        noi_dung: Theo Phụ lục kèm theo văn bản này; sửa như sau “Theo Phụ lục IX văn bản này.”.
    """
    own = {subject.resolved.ten_loai.lower(), TYPE_NAMES[subject.resolved.loai].lower(), "văn bản"}
    there = {_value_of(one.number) for one in subject.resolved.phu_luc}
    for hit in subject.texts.search(_APPENDIX):
        before = hit.text.text[: hit.part[0]]
        quoted = before.count("“") > before.count("”")
        if hit.match["owner"].lower() not in own or _value_of(hit.match["number"]) in there or quoted:
            continue
        start, end = hit.part[0], hit.part[0] + len(hit.match["named"])
        hint = _("xem lại số; phụ lục viết ở «phu_luc», để ở tệp riêng thì bỏ qua quy tắc này (bo_qua)")
        yield Finding(hit.text.at, _("trong dự thảo không có «{match}»", match=hit.match["named"]), hint, part=(start, end))


def _value_of(number: str) -> int | str:
    """Return what a number counts to, be it «II» or «2»; a letter as it is."""
    last = number.rsplit(" ", maxsplit=1)[-1]
    return read_ordinal([last])[0] or last


def _how_to_point(placed: Placed) -> str:
    if placed.item.id:
        return _("ghi «@{id}»", id=placed.item.id)
    return _("đặt «id» cho «{title}», rồi ghi «@mã»", title=excerpt(placed.title))


def _number_of(placed: Placed) -> str:
    """Return how a reference names the item: «mục II, phần B»."""
    return ", ".join(f"{LEVEL_NAMES[up.item.level]} {up.item.number}" for up in placed.lineage())
