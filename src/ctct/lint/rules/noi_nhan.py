"""Kính gửi và nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.endings import DASHES, misplaced_ends, typed_dashes
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.resolve.tree import Item, text_of

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


_as_article = re.compile(
    r"[-–+ ]*[Nn]hư (?:(?:điểm [a-zđ]\d? )?khoản (?P<clause>\d{1,3}),? )?Điều (?P<article>\d{1,3}[a-zđ]?)(?!\w)"
).match
_CARRY_OUT = ("thi hành", "thực hiện")


@rule(
    "NN09",
    ("36-HD/VPTW", "II.1.9"),
    ("05-HD/VPTW", "II.I.9.1.1"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.9"),
    layouts=WITH_PROGRAMMES,
    severity=Severity.WARNING,
)
def nhu_dieu_den_dieu_giao_thi_hanh(subject: Subject) -> Iterator[Finding]:
    """«Như Điều …» ở nơi nhận dẫn đến điều, khoản có trong văn bản, và là điều giao trách nhiệm thi hành.

    Sai:
        noi_nhan: [Như Điều 3, "Lưu: VT"]
        muc: [{ten: Thi hành, dieu: [Kết nạp quần chúng Trần Thị Lan vào Đảng., Văn phòng chịu trách nhiệm thi hành.]}]
    Sai:
        noi_nhan: [Như Điều 1, "Lưu: VT"]
        muc: [{ten: Thi hành, dieu: [Kết nạp quần chúng Trần Thị Lan vào Đảng., Văn phòng chịu trách nhiệm thi hành.]}]
    Đúng:
        noi_nhan: [Như Điều 2, "Lưu: VT"]
        muc: [{ten: Thi hành, dieu: [Kết nạp quần chúng Trần Thị Lan vào Đảng., Văn phòng chịu trách nhiệm thi hành.]}]
    """
    articles = {
        item.number.removeprefix("Điều "): item
        for at, (item, _above) in subject.items.items()
        if item.level == "dieu" and at[0] != "kem_theo"
    }
    for index, line in enumerate(subject.draft.noi_nhan or ()):
        if articles and (named := _as_article(line)):
            yield from _misdirected_recipients(articles, named, ("noi_nhan", index))


def _misdirected_recipients(articles: Mapping[str, Item], named: re.Match[str], at: Path) -> Iterator[Finding]:
    article, clause = articles.get(named["article"]), named["clause"]
    charging = [number for number, one in articles.items() if _charges(one)]
    if article is None or (clause and clause not in [child.number for child in article.children]):
        hint = _("giao thi hành là Điều {number}", number=charging[-1]) if charging else _("xem lại số của điều, khoản")
        yield Finding(at, _("trong văn bản không có «{named}»", named=named[0].lstrip(DASHES)[4:]), hint, part=named.span())
    elif charging and not any(word in _says(article) for word in _CARRY_OUT):
        message = _("Điều {number} không giao trách nhiệm thi hành", number=named["article"])
        yield Finding(at, message, _("có phải «Như Điều {number}»?", number=charging[-1]), part=named.span())


def _charges(item: Item) -> bool:
    """Return whether an article says who carries the document out."""
    says = _says(item)
    return "trách nhiệm" in says and any(word in says for word in _CARRY_OUT)


def _says(item: Item) -> str:
    """Return the words of an item and of those below it."""
    return " ".join((text_of(item.ten), *map(text_of, item.noi_dung), *map(_says, item.children)))
