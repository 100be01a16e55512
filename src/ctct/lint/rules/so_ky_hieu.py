"""Số và ký hiệu."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.lint.registry import Finding, Subject, rule


@rule("SKH01", ("36-HD/VPTW", "II.1.3; Phụ lục 3, dòng 3"), layouts=("dang",))
def so_khong_co_hai_cham(subject: Subject) -> Iterator[Finding]:
    """Trong số và ký hiệu văn bản của Đảng, sau chữ «Số» không có dấu hai chấm; chữ «Số» do ctct in ra.

    Sai:
        so_ky_hieu: "Số: 05-CTr/TU"
    Đúng:
        so_ky_hieu: 05-CTr/TU
    """
    written = subject.draft.so_ky_hieu.viet or subject.draft.so_ky_hieu.ky_hieu
    bare = written.removeprefix("Số").lstrip(": ")
    if written.startswith("Số"):
        yield Finding(("so_ky_hieu",), f"«{written}» có chữ «Số» gõ tay", f"ghi «{bare}»", fix=bare)


@rule("SKH02", ("36-HD/VPTW", "Phụ lục 3, dòng 3"), layouts=("dang",))
def so_duoi_muoi_co_so_khong(subject: Subject) -> Iterator[Finding]:
    """Số văn bản dưới 10 có số 0 phía trước.

    Sai:
        so_ky_hieu: 5-CTr/TU
    Đúng:
        so_ky_hieu: 05-CTr/TU
    Đúng:
        so_ky_hieu: {so: 5, ky_hieu: CTr/TU}
    """
    written = subject.draft.so_ky_hieu
    if written.viet and written.so is not None and written.so < 10 and not written.viet.startswith("0"):
        better = f"0{written.so}-{written.ky_hieu}"
        yield Finding(("so_ky_hieu",), f"số «{written.so}» thiếu số 0 phía trước", f"ghi «{better}»", fix=better)
