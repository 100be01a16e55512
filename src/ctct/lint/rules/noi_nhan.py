"""Kính gửi và nơi nhận."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.endings import DASHES, misplaced_ends, typed_dashes
from ctct.lint.registry import Finding, Subject, rule

_ADDRESSES = ("kính gửi", "kính trình")


def _archive_lines(lines: tuple[str, ...] | None) -> list[tuple[int, str]]:
    return [(index, line) for index, line in enumerate(lines or ()) if _is_archive(line.lstrip(DASHES))]


def _is_archive(line: str) -> bool:
    return line.startswith(("Lưu ", "Lưu:")) and not line.startswith("Lưu trữ ")  # «Lưu trữ tỉnh» is a body


@rule("KG01", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.5"), layouts=("dang",))
def kinh_gui_khong_go_lai(subject: Subject) -> Iterator[Finding]:
    """Chữ «Kính gửi:» (hoặc «Kính trình:») do ctct in, gõ thêm thì thành hai lần.

    Sai:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        kinh_gui: "Kính gửi: Thường trực Tỉnh ủy"
    Đúng:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        kinh_gui: Thường trực Tỉnh ủy
    """
    for index, line in enumerate(subject.draft.kinh_gui or ()):
        typed, colon, rest = line.partition(":")
        if colon and typed.strip().lower() in _ADDRESSES:
            end = len(line) - len(rest.lstrip())
            yield Finding(
                ("kinh_gui", index),
                _("«{line}» gõ lại lời ctct in", line=line[:end].strip()),
                _("bỏ đi"),
                part=(0, end),
                fix="",
            )


@rule("NN01", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.2"), layouts=("dang",))
def noi_nhan_khong_go_gach_dau_dong(subject: Subject) -> Iterator[Finding]:
    """Gạch đầu dòng của nơi nhận do ctct in, gõ thêm thì thành hai gạch.

    Sai:
        noi_nhan: ["- Ban Bí thư (b/c)", Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    return typed_dashes("noi_nhan", subject.draft.noi_nhan)


@rule("NN02", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.5"), layouts=("dang",), severity=Severity.ADVICE)
def noi_nhan_khong_go_dau_khac(subject: Subject) -> Iterator[Finding]:
    """Dấu cuối các dòng nơi nhận do ctct in: «,» theo 36-HD/VPTW, «;» theo 05-HD/VPTW, dòng cuối dấu «.»; dấu gõ khác đi thì
    không in ra.

    Sai:
        noi_nhan: [Ban Bí thư (b/c);, Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    Sai:
        ngay: 22/6/2026
        noi_nhan: ["Ban Bí thư (b/c),", "Văn phòng Tỉnh ủy,", Lưu Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: ["Ban Bí thư (b/c),", "Văn phòng Tỉnh ủy,", Lưu Văn phòng Tỉnh ủy.]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    return misplaced_ends("noi_nhan", subject.draft.noi_nhan, subject.resolved.ket_thuc.noi_nhan)


@rule("NN03", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.5"), layouts=("dang",))
def dong_luu_o_cuoi(subject: Subject) -> Iterator[Finding]:
    """Dòng lưu là dòng cuối của nơi nhận.

    Sai:
        noi_nhan: [Ban Bí thư (b/c), Lưu Văn phòng Tỉnh ủy, Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    lines = subject.draft.noi_nhan or ()
    for index, line in _archive_lines(lines):
        if index < len(lines) - 1:
            yield Finding(("noi_nhan", index), _("«{line}» không ở cuối nơi nhận", line=line), _("chuyển xuống dòng cuối"))


@rule("NN04", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.1.1"), layouts=("dang",), severity=Severity.WARNING)
def noi_nhan_co_dong_luu(subject: Subject) -> Iterator[Finding]:
    """Nơi nhận có dòng lưu.

    Sai:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    if subject.draft.noi_nhan and not _archive_lines(subject.draft.noi_nhan):
        hint = _("thêm dòng cuối «Lưu …», ví dụ «Lưu Văn phòng Tỉnh ủy»")
        yield Finding(("noi_nhan",), _("nơi nhận chưa có dòng lưu"), hint, on_key=True)


@rule("NN05", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "Phụ lục 2, dòng 9"), layouts=("dang",))
def dong_luu_khong_hai_cham(subject: Subject) -> Iterator[Finding]:
    """Trong văn bản của Đảng, sau chữ «Lưu» không có dấu hai chấm.

    Sai:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, "Lưu: Văn phòng Tỉnh ủy"]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    for index, line in _archive_lines(subject.draft.noi_nhan):
        before, colon, rest = line.partition(":")
        if colon and before.endswith("Lưu"):
            part = (len(before), len(line) - len(rest.lstrip()))  # the colon and the blanks behind it, for one blank
            yield Finding(("noi_nhan", index), _("sau chữ «Lưu» có dấu hai chấm"), _("bỏ dấu hai chấm"), part=part, fix=" ")


@rule("NN06", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "Phụ lục 2, dòng 9"), layouts=("dang",))
def dong_luu_khong_ghi_vt(subject: Subject) -> Iterator[Finding]:
    """Dòng lưu ghi tên cơ quan, đơn vị lưu; «VT» là lối của văn bản nhà nước.

    Sai:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu VT]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, "Lưu VP, Vụ CSĐ"]
    """
    for index, line in _archive_lines(subject.draft.noi_nhan):
        # A word of its own: «CVT» and «VTLT» abbreviate something else.
        if "VT" in line.replace(",", " ").replace(":", " ").rstrip(".;").split():
            start = line.index("VT")
            hint = _("ghi tên nơi lưu, ví dụ «Lưu Văn phòng Tỉnh ủy»")
            yield Finding(("noi_nhan", index), _("dòng lưu ghi «VT»"), hint, part=(start, start + 2))


@rule("NN07", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.3, II.I.9.2.4"), layouts=("dang",))
def nhu_tren_o_dau(subject: Subject) -> Iterator[Finding]:
    """Nơi nhận của công văn, tờ trình bắt đầu bằng dòng «Như trên».

    Sai:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        kinh_gui: Thường trực Tỉnh ủy
        noi_nhan: [Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    Sai:
        loai: to_trinh
        so_ky_hieu: 05-TTr/TU
        kinh_gui: Thường trực Tỉnh ủy
        noi_nhan: [Văn phòng Tỉnh ủy, Như trên, Lưu Văn phòng Tỉnh ủy]
    Đúng:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        kinh_gui: Thường trực Tỉnh ủy
        noi_nhan: [Như trên, Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    lines = subject.draft.noi_nhan
    if subject.draft.loai in ("cong_van", "to_trinh") and lines and not lines[0].lstrip(DASHES).startswith("Như trên"):
        at = next((index for index, line in enumerate(lines) if line.lstrip(DASHES).startswith("Như trên")), None)
        message = _("dòng đầu của nơi nhận không phải «Như trên»")
        hint = _("thêm dòng đầu «Như trên»") if at is None else _("chuyển «Như trên» lên đầu")
        yield Finding(("noi_nhan", at or 0), message, hint)


@rule("NN08", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.2.3"), layouts=("dang",), severity=Severity.WARNING)
def nhu_tren_khi_co_kinh_gui(subject: Subject) -> Iterator[Finding]:
    """«Như trên» chỉ nơi đã ghi ở «Kính gửi»; văn bản không có kính gửi thì ghi rõ tên nơi nhận.

    Sai:
        noi_nhan: [Như trên, Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    for index, line in enumerate(subject.draft.noi_nhan or ()):
        if not subject.draft.kinh_gui and line.lstrip(DASHES).startswith("Như trên"):
            yield Finding(("noi_nhan", index), _("«Như trên» mà văn bản không có kính gửi"), _("ghi tên nơi nhận"))
