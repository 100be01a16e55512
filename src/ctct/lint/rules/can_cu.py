"""Căn cứ ban hành."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.endings import misplaced_ends, typed_dashes
from ctct.lint.registry import Finding, Subject, rule

_OPENINGS = (
    "căn cứ ", "xét ", "theo ", "thực hiện ", "trên cơ sở ", "sau khi ", "thi hành ", "để ", "tiếp theo ", "tiếp thu ", "qua ",
    "@",  # a reference brings the name of a document or of its part
)  # fmt: skip


@rule("CC01", ("36-HD/VPTW", "II.1.6"), ("05-HD/VPTW", "II.I.6.2.3"), layouts=("dang",), severity=Severity.WARNING)
def can_cu_co_tu_mo_dau(subject: Subject) -> Iterator[Finding]:
    """Mỗi căn cứ mở đầu bằng «Căn cứ», «Xét», «Theo», «Thực hiện», «Trên cơ sở» hoặc «Sau khi».

    Sai:
        can_cu: [Điều lệ Đảng Cộng sản Việt Nam]
    Đúng:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam, Xét đề nghị của Văn phòng Tỉnh ủy]
    """
    for index, line in enumerate(subject.draft.can_cu or ()):
        if not line.lstrip("-–+* ").lower().startswith(_OPENINGS):
            hint = _("ghi «Căn cứ …» hoặc «Xét …», «Theo đề nghị …»")
            yield Finding(("can_cu", index), _("căn cứ chưa có từ mở đầu"), hint)


@rule("CC02", ("36-HD/VPTW", "II.1.6; Phụ lục 3, dòng 6"), ("05-HD/VPTW", "II.I.6.2.3; Phụ lục 2, dòng 6"), layouts=("dang",))
def can_cu_in_dung(subject: Subject) -> Iterator[Finding]:
    """Căn cứ trong văn bản của Đảng in chữ đứng; in nghiêng là lối của văn bản nhà nước.

    Sai:
        can_cu: ["*Căn cứ Điều lệ Đảng Cộng sản Việt Nam*"]
    Đúng:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam]
    """
    for index, line in enumerate(subject.draft.can_cu or ()):
        bare = line.rstrip(" ,;.")
        whole_in_italics = bare.count("*") == 2 and bare.startswith("*") and bare.endswith("*")
        if whole_in_italics and len(bare) > 2:
            yield Finding(("can_cu", index), _("căn cứ in nghiêng"), _("bỏ hai dấu «*»"), fix=bare[1:-1])


@rule("CC03", ("36-HD/VPTW", "II.1.6"), ("05-HD/VPTW", "II.I.6.2.3"), layouts=("dang",))
def can_cu_khong_go_gach_dau_dong(subject: Subject) -> Iterator[Finding]:
    """Gạch đầu dòng của các căn cứ do ctct in, gõ thêm thì thành hai gạch.

    Sai:
        can_cu: ["- Căn cứ Điều lệ Đảng Cộng sản Việt Nam"]
    Đúng:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam]
    """
    return typed_dashes("can_cu", subject.draft.can_cu)


@rule("CC04", ("36-HD/VPTW", "II.1.6"), ("05-HD/VPTW", "II.I.6.2.3"), layouts=("dang",), severity=Severity.ADVICE)
def can_cu_khong_go_dau_khac(subject: Subject) -> Iterator[Finding]:
    """Dấu cuối các căn cứ do ctct in: dấu «;», căn cứ cuối dấu «,» theo 36-HD/VPTW, dấu «.» theo 05-HD/VPTW; dấu gõ khác đi thì
    không in ra.

    Sai:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam., Xét đề nghị của Văn phòng Tỉnh ủy]
    Đúng:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam;, Xét đề nghị của Văn phòng Tỉnh ủy]
    Đúng:
        can_cu: [Căn cứ Điều lệ Đảng Cộng sản Việt Nam, Xét đề nghị của Văn phòng Tỉnh ủy]
    """
    return misplaced_ends("can_cu", subject.draft.can_cu, subject.resolved.can_cu)
