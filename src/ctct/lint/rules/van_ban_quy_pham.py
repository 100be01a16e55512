"""Legal normative documents: what is firm of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import LEGAL_LAYOUTS, Finding, Subject, rule

_year_at = re.compile(r"(\d{4})/").match


@rule("QP01", ("30/2020/NĐ-CP", "Điều 15, khoản 1, điểm a"), layouts=LEGAL_LAYOUTS, severity=Severity.WARNING)
def so_co_nam_ban_hanh(subject: Subject) -> Iterator[Finding]:
    """Số của văn bản quy phạm pháp luật có năm ban hành: «12/2026/QĐ-UBND».

    Đây là chỗ chắc chắn. Lề trang và một số chi tiết khác của thể thức này chưa đối chiếu được với bản gốc của Nghị định
    78/2025/NĐ-CP và Nghị định 187/2025/NĐ-CP: xem độ tin cậy C trong bảng của lệnh «ctct the-thuc van-ban-quy-pham» và kiểm
    tra lại trước khi ban hành.

    Sai:
        so_ky_hieu: 12/QĐ-UBND
    Sai:
        so_ky_hieu: 12/2025/QĐ-UBND
    Đúng:
        so_ky_hieu: 12/2026/QĐ-UBND
    """
    written, year = subject.draft.so_ky_hieu, subject.draft.ngay.nam
    # «12/2026/QĐ-UBND» is read as number 12 and sign «2026/QĐ-UBND»: to the State the year belongs to the number.
    found = _year_at(written.ky_hieu)
    if found is None or int(found[1]) != year:
        bare = written.ky_hieu[found.end() :] if found else written.ky_hieu
        number = f"{written.so:02}" if written.so is not None else "…"
        yield Finding(
            ("so_ky_hieu",),
            _("số «{viet}» không có năm {year}", viet=written.viet or written.ky_hieu, year=year),
            _("ghi «{number}/{year}/{bare}»", number=number, year=year, bare=bare),
        )


@rule("QP02", ("78/2025/NĐ-CP", "mẫu văn bản quy phạm pháp luật"), layouts=LEGAL_LAYOUTS, severity=Severity.WARNING)
def loi_ban_hanh_la_mot_cau(subject: Subject) -> Iterator[Finding]:
    """Sau các căn cứ là một câu «… ban hành …», ghi ở «chu_the»; không có «QUYẾT ĐỊNH:», «QUYẾT NGHỊ:».

    Sai:
        chu_the: Ủy ban nhân dân tỉnh Lâm Đồng
    Đúng:
        chu_the: Ủy ban nhân dân ban hành Quyết định quy định mức hỗ trợ.
    """
    lines = subject.draft.chu_the
    if lines and " ban hành " not in lines[-1]:
        yield Finding(
            ("chu_the", len(lines) - 1), _("«{lines}» chưa phải lời ban hành", lines=lines[-1]), _("ghi cả câu «… ban hành …»")
        )
