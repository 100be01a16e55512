"""The parts of a State document: what 30/2020/NĐ-CP, Phụ lục I asks of them and a draft can get wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.registry import ONLY_WARN_LEGAL, STATE_LAYOUTS, Finding, Subject, rule
from ctct.model.body import Node
from ctct.model.document import VanBan
from ctct.model.parts import SoKyHieu
from ctct.model.structure import bodies_of, children_of, owners_in
from ctct.model.types import LEVEL_NAMES, STATE_TYPES
from ctct.resolve.marks import roman

if TYPE_CHECKING:
    from ctct.model.body import Node
    from ctct.model.parts import SoKyHieu


STATE = ("nha-nuoc",)
DECREE = "30/2020/NĐ-CP"
MARKS = {
    "phan": ("Phần I", "Phần thứ nhất"),
    "chuong": ("Chương I",),
    "muc": ("I.", "Mục 1"),
    "tieu_muc": ("Tiểu mục 1",),
    "dieu": ("Điều 1.",),
    "khoan": ("1.",),
    "diem": ("a)",),
}
"""The marks that the decree lays down for each level, the usual one first."""

_JOINTS = re.compile("[/-]")
_SHORT_CITY = re.compile(r"^(?:TP|Tp)\b\.?\s*")
_typed_at = re.compile(r"V/v[\s:]+").match
# What «V/v» says already; «về hưu», «về nước» are words of their own.
_typed_in_letter_at = re.compile(r"(?:V/v|[Vv]ề(?: việc)?)[\s:]+(?!(?:hưu|nước|quê|nhà|đích|trước)\b)").match
_meeting_at = re.compile(r"(?:đại hội|hội nghị|kỳ họp|cuộc họp)\b(?!\s+đồng)", re.IGNORECASE).match


@rule("L06", (DECREE, "Phụ lục I, II.3; Phụ lục III"), layouts=STATE, severity=Severity.WARNING)
def so_ky_hieu_dung_mau(subject: Subject) -> Iterator[Finding]:
    """Số và ký hiệu viết liền «05/QĐ-UBND»: số dưới 10 có số 0, sau số là «/», giữa các nhóm chữ là «-», không có khoảng trống.
    Chữ viết tắt tên loại theo Phụ lục III; công văn không có tên loại trong ký hiệu.

    Sai:
        so_ky_hieu: 5/CTr-UBND
    Sai:
        so_ky_hieu: 05-CTr/UBND
    Sai:
        so_ky_hieu: 05 / CTr - UBND
    Sai:
        so_ky_hieu: 05/TB-UBND
    Sai:
        so_ky_hieu: "---"
    Đúng:
        so_ky_hieu: 05/CTr-UBND
    Đúng:
        so_ky_hieu: {ky_hieu: CTr-UBND}
    """
    number = subject.draft.so_ky_hieu
    written, better = number.viet or number.ky_hieu, _well_formed(number)
    kind = STATE_TYPES.get(subject.draft.loai)
    if not any(letter.isalpha() for letter in better):
        letters = "-".join(filter(None, [kind.abbreviation if kind else None, "UBND"]))
        yield Finding(
            ("so_ky_hieu",),
            _("«{written}» không có chữ viết tắt nào", written=written),
            _("ghi như «05/{letters}»", letters=letters),
        )
        return
    if written != better:
        yield Finding(
            ("so_ky_hieu",),
            _("số, ký hiệu «{written}» chưa đúng mẫu", written=written),
            _("ghi «{right}»", right=better),
            fix=better,
        )
    first = better.rpartition("/")[2].partition("-")[0]
    if kind and kind.abbreviation and first != kind.abbreviation:  # a công văn has none: the body comes first
        message = _("ký hiệu «{first}» không phải chữ viết tắt của {type}", first=first, type=kind.name.lower())
        yield Finding(("so_ky_hieu",), message, _("ghi «{right}»", right=kind.abbreviation))


def _well_formed(written: SoKyHieu) -> str:
    """Return a number and sign as they should be written: «05/QĐ-UBND», whatever stands between its parts now."""
    groups = [group.strip() for group in _JOINTS.split(written.ky_hieu.removeprefix("Số").lstrip(": "))]
    number = f"{written.so:02}/" if written.so is not None and written.viet else ""
    return number + "-".join(group for group in groups if group)


@rule("L07", (DECREE, "Phụ lục I, II.4"), layouts=STATE)
def dia_danh_viet_du(subject: Subject) -> Iterator[Finding]:
    """Địa danh viết đủ, không viết tắt, không có dấu phẩy ở cuối; trừ biên bản, văn bản nào cũng có địa danh.

    Sai:
        dia_danh: TP. Hồ Chí Minh
    Đúng:
        dia_danh: Thành phố Hồ Chí Minh
    """
    place = subject.draft.dia_danh
    if place is None:
        if subject.draft.loai != "bien_ban":
            yield Finding(("loai",), _("chưa có địa danh"), _("thêm «dia_danh: …»"))
        return
    better = _SHORT_CITY.sub("Thành phố ", place.rstrip(" ,"))
    if better != place:
        yield Finding(
            ("dia_danh",), _("địa danh «{place}» chưa viết đủ", place=place), _("ghi «{right}»", right=better), fix=better
        )


@rule("L08", (DECREE, "Phụ lục I, II.5"), layouts=STATE)
def trich_yeu_dung_cho(subject: Subject) -> Iterator[Finding]:
    """«V/v» chỉ có ở công văn và do ctct in ra; văn bản có tên loại thì trích yếu không có «V/v».

    Sai:
        trich_yeu: V/v thành lập Tổ công tác
    Sai:
        loai: cong_van
        so_ky_hieu: 05/UBND-VX
        kinh_gui: Sở Nội vụ
        trich_yeu: về nội dung cuộc họp
    Đúng:
        trich_yeu: Về việc thành lập Tổ công tác
    Đúng:
        loai: cong_van
        so_ky_hieu: 05/UBND-VX
        kinh_gui: Sở Nội vụ
        trich_yeu: thành lập Tổ công tác
    """
    first = subject.draft.trich_yeu[0]
    is_letter = subject.draft.loai == "cong_van"
    found = (_typed_in_letter_at if is_letter else _typed_at)(first)
    if found:
        rest = first[found.end() :]
        if is_letter:
            message, right = _("«V/v» tự in, trích yếu có thêm «{found}»", found=found[0].strip()), rest
        else:
            message, right = _("«V/v» chỉ dùng cho công văn"), f"Về việc {rest}"
        yield Finding(("trich_yeu", 0), message, _("ghi «{right}»", right=right), part=(0, len(first)), fix=right)


@rule("L09", (DECREE, "Phụ lục I, II.6.a"), layouts=STATE_LAYOUTS, severity=Severity.WARNING)
def can_cu_ghi_o_can_cu(subject: Subject) -> Iterator[Finding]:
    """Căn cứ ban hành ghi ở «can_cu» để in nghiêng, mỗi căn cứ một dòng, cuối dòng «;», dòng cuối «.».

    Sai:
        noi_dung: [Căn cứ Luật Tổ chức chính quyền địa phương;, Ủy ban nhân dân xã quyết định như sau.]
    Đúng:
        can_cu: [Căn cứ Luật Tổ chức chính quyền địa phương]
    """
    for index, line in enumerate(subject.draft.noi_dung or ()):
        if line.startswith("Căn cứ ") and line.rstrip().endswith(";"):
            yield Finding(("noi_dung", index), _("căn cứ ban hành nằm trong nội dung"), _("chuyển lên «can_cu»"))


@rule("L11", (DECREE, "Phụ lục I, II.6.đ"), layouts=STATE_LAYOUTS, severity=ONLY_WARN_LEGAL)
def dau_danh_so_dung(subject: Subject) -> Iterator[Finding]:
    """Phần, chương đánh số La Mã; mục, tiểu mục, điều, khoản đánh số Ả Rập (mục của báo cáo, kế hoạch: «I.»); điểm đánh chữ
    «a)». Không có «1.1.», «A.», «I-».

    Sai:
        danh_so: {diem: 1.1.}
    Sai:
        muc:
          - ten: Phạm vi
            danh_so: (1)
            khoan: [Xã, Thôn]
    Đúng:
        danh_so: {diem: a)}
    """
    for level, allowed in MARKS.items():
        asked = getattr(subject.draft.danh_so, level)
        if asked is not None and asked not in allowed:
            yield _wrong_mark(("danh_so", level), asked, level)
    for at, node in _nodes_that_ask(subject.draft):
        for level, _rest in children_of(node):
            if node.danh_so not in MARKS[level]:
                yield _wrong_mark((*at, "danh_so"), node.danh_so or "", level)


def _nodes_that_ask(draft: VanBan) -> Iterator[tuple[Path, Node]]:
    """Yield the nodes that ask for a mark of their own for what is below them."""
    for at, body in bodies_of(draft):
        for place, owner in owners_in(body, at):
            if isinstance(owner, Node) and owner.danh_so is not None:
                yield place, owner


def _wrong_mark(at: Path, asked: str, level: str) -> Finding:
    right = MARKS[level][0]
    return Finding(
        at,
        _("{level} không đánh số «{asked}»", level=LEVEL_NAMES[level], asked=asked),
        _("ghi «{right}», hoặc bỏ dòng này", right=right),
        fix=right,
    )


_APPENDIX = re.compile(r"[Pp]hụ lục(?:\s+([IVXLCDM]+)\b)?")
_MARKED = re.compile(r"@~?([\w-]+(?:\+[\w-]+)*)")


@rule("L16", (DECREE, "Phụ lục I, III.1.a"), layouts=STATE_LAYOUTS, severity=Severity.WARNING)
def phu_luc_duoc_nhac_den(subject: Subject) -> Iterator[Finding]:
    """Nội dung văn bản phải nhắc đến từng phụ lục: bằng «@mã» của phụ lục, hoặc bằng chữ «Phụ lục», «Phụ lục II».

    Sai:
        phu_luc:
          - ten: Danh sách thành viên
            khoan: [Ông Ma Văn Tiệp]
    Đúng:
        noi_dung: Thành lập Tổ công tác gồm các thành viên nêu tại @danh-sach.
        phu_luc:
          - id: danh-sach
            ten: Danh sách thành viên
            khoan: [Ông Ma Văn Tiệp]
    """
    appendices = subject.draft.phu_luc or ()
    outside = "\n".join(text.text for text in subject.texts if text.at[0] != "phu_luc")
    numbers = {found[1] for found in _APPENDIX.finditer(outside)}
    ids = {name for found in _MARKED.finditer(outside) for name in found[1].split("+")}
    for index, appendix in enumerate(appendices):
        # «Phụ lục» alone names the only one; of several each must be named by its number or its id.
        by_number = roman(index + 1) in numbers if len(appendices) > 1 else bool(numbers)
        if not by_number and appendix.id not in ids:
            hint = _("nhắc đến trong nội dung bằng «@mã» của phụ lục, hoặc bỏ phụ lục này")
            yield Finding(
                ("phu_luc", index),
                _("nội dung chưa nhắc đến phụ lục «{appendix}»", appendix=appendix.ten or roman(index + 1)),
                hint,
            )


@rule("L17", (DECREE, "Phụ lục III, các mẫu"), layouts=STATE_LAYOUTS, severity=Severity.ADVICE)
def dau_het_tu_in(subject: Subject) -> Iterator[Finding]:
    """Dấu «./.» sau chữ cuối cùng do ctct in ra, không gõ tay.

    Sai:
        ket: Các đơn vị nghiêm túc thực hiện./.
    Đúng:
        ket: Các đơn vị nghiêm túc thực hiện.
    """
    for text in subject.texts:
        if text.text.rstrip().endswith("./."):
            start = len(text.text.rstrip()) - 3
            yield Finding(text.at, _("dấu «./.» gõ tay"), _("bỏ đi, ctct tự in"), part=(start, start + 3), fix=".")


@rule("L19", (DECREE, "Phụ lục I, II.2"), layouts=STATE_LAYOUTS, severity=Severity.WARNING)
def ten_co_quan_khong_la_ten_cuoc_hop(subject: Subject) -> Iterator[Finding]:
    """Tên cơ quan ban hành là tên cơ quan, tổ chức hoặc chức danh nhà nước, không phải tên đại hội, hội nghị, kỳ họp.

    Sai:
        co_quan: Đại hội Công đoàn xã Suối Thông lần thứ II
    Đúng:
        co_quan: Ủy ban nhân dân xã Suối Thông
    """
    body = subject.draft.co_quan
    if body and _meeting_at(body.one_line):
        message = _("«{body}» là tên một cuộc họp, không phải tên cơ quan", body=body.one_line)
        yield Finding(("co_quan",), message, _("ghi tên cơ quan ban hành"))
