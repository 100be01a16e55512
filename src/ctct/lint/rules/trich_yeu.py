"""Trích yếu."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.types import TYPE_NAMES

_OPENINGS = (
    "Về ", "Công tác ", "Việc ", "Kết quả ", "Tình hình ", "Tăng cường ", "Tiếp tục ", "Đẩy mạnh ", "Nâng cao ", "Thực hiện ",
    "Triển khai ", "Tổ chức ", "Kiểm tra ", "Giám sát ", "Phân công ", "Thành lập ", "Kiện toàn ", "Xây dựng ", "Sơ kết ",
    "Tổng kết ", "Quán triệt ", "Sửa đổi ", "Bổ sung ", "Ban hành ", "Đăng ký ",
    "Kết nạp ", "Công nhận ", "Điều động ", "Bổ nhiệm ", "Chỉ định ", "Chuẩn y ", "Phê duyệt ", "Thi hành ", "Khen thưởng ",
    "Phối hợp ", "Đề nghị ", "Góp ý ", "Tuyên truyền ", "Một số ", "Phát triển ", "Lãnh đạo ", "Quản lý ", "Kiểm phiếu ",
    "Ý kiến ", "Chủ trương ", "Chức năng", "Nhiệm vụ ", "Phương hướng ", "Kiểm điểm ", "Đánh giá ", "Chuyển ", "Họp ",
)  # fmt: skip
"""Words that no proper name begins with."""

_MORE_OF_THE_NAME = {
    "bao_cao": ("nhanh ", "tóm tắt "),
    "chuong_trinh": ("hành động ",),
    "ke_hoach": ("hành động ",),
    "nghi_quyet": ("liên tịch ",),
}
"""Words that go on the name of a type, and say by themselves nothing that a document could be about."""


@rule("TY01", ("36-HD/VPTW", "Phụ lục 3, dòng 5"), ("05-HD/VPTW", "II.I.5.1.1; Phụ lục 2, dòng 5"), layouts=("dang",))
def trich_yeu_in_thuong(subject: Subject) -> Iterator[Finding]:
    """Trích yếu in thường; chỉ tên loại in hoa, và dòng ghi tác giả («của Ban Thường vụ …») ở trên trích yếu.

    Sai:
        trich_yeu: CÔNG TÁC QUÝ II/2021 CỦA BAN THƯỜNG VỤ TỈNH ỦY
    Sai:
        trich_yeu: [CÔNG TÁC CÁN BỘ, quý II/2021]
    Đúng:
        trich_yeu: công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
    Đúng:
        trich_yeu: [CỦA BAN THƯỜNG VỤ THÀNH ỦY, về phát triển kinh tế tư nhân]
    Đúng:
        trich_yeu: [CÔNG TÁC CỦA BAN THƯỜNG VỤ TỈNH ỦY, quý II/2021]
    """
    *above, _rest = lines = subject.draft.trich_yeu
    # 05-HD/VPTW, II.I.5.1.1, example 3: the author in capitals, on a line of its own above what the document is about.
    authors = {index for index, line in enumerate(above) if "CỦA " in line}
    for index, line in enumerate(lines):
        is_long = " " in line and sum(letter.isalpha() for letter in line) > 8  # «HĐND» is a name
        if index not in authors and is_long and line.isupper():
            hint = _("viết chữ thường, chỉ viết hoa chữ đầu của tên riêng")
            yield Finding(("trich_yeu", index), _("trích yếu «{line}» viết toàn chữ hoa", line=line), hint)


@rule("TY02", ("36-HD/VPTW", "II.1.5"), ("05-HD/VPTW", "II.I.5.1.1"), layouts=("dang",), severity=Severity.WARNING)
def trich_yeu_mo_dau_chu_thuong(subject: Subject) -> Iterator[Finding]:
    """Trích yếu viết tiếp sau tên loại nên mở đầu bằng chữ thường; chữ đầu chỉ viết hoa khi là tên riêng.

    Sai:
        trich_yeu: Về công tác quý II/2021
    Sai:
        trich_yeu: Công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
    Sai:
        trich_yeu: Kết nạp đảng viên
    Đúng:
        trich_yeu: về công tác quý II/2021
    Đúng:
        trich_yeu: Đại hội đại biểu Đảng bộ tỉnh lần thứ XX
    Đúng:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        kinh_gui: Thường trực Tỉnh ủy
        trich_yeu: Công tác cán bộ
    """
    line = subject.draft.trich_yeu[0]
    if subject.draft.loai != "cong_van" and line.startswith(_OPENINGS):
        word, letter = line.split()[0], line[0].lower()
        message, hint = (
            _("trích yếu mở đầu bằng chữ hoa «{word}»", word=word),
            _("ghi «{letter}{word}»", letter=letter, word=word[1:]),
        )
        yield Finding(("trich_yeu", 0), message, hint, part=(0, 1), fix=letter)


@rule("TY03", ("36-HD/VPTW", "II.1.5"), ("05-HD/VPTW", "II.I.5.2.3"), layouts=("dang",))
def trich_yeu_khong_ghi_v_v(subject: Subject) -> Iterator[Finding]:
    """Trích yếu văn bản của Đảng không ghi tắt «V/v»; đó là lối của công văn nhà nước.

    Sai:
        trich_yeu: V/v thực hiện chương trình công tác quý II/2021
    Đúng:
        trich_yeu: về việc thực hiện chương trình công tác quý II/2021
    """
    line = subject.draft.trich_yeu[0]
    if line[:3].casefold() == "v/v":
        yield Finding(
            ("trich_yeu", 0), _("trích yếu ghi tắt «{line}»", line=line[:3]), _("ghi «về việc»"), part=(0, 3), fix="về việc"
        )


@rule("TY04", ("05-HD/VPTW", "II.I.5.2.3"), layouts=("dang",), severity=Severity.WARNING)
def trich_yeu_cong_van_bat_dau_ve_viec(subject: Subject) -> Iterator[Finding]:
    """Từ 05-HD/VPTW, trích yếu công văn bắt đầu bằng «về việc».

    Sai:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        ngay: 22/6/2026
        kinh_gui: Thường trực Tỉnh ủy
        trich_yeu: đăng ký nội dung chương trình công tác
    Đúng:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        ngay: 22/6/2026
        kinh_gui: Thường trực Tỉnh ủy
        trich_yeu: về việc đăng ký nội dung chương trình công tác
    Đúng:
        loai: cong_van
        so_ky_hieu: 05-CV/TU
        ngay: 22/6/2021
        kinh_gui: Thường trực Tỉnh ủy
        trich_yeu: chế độ hội nghị và công tác phí
    """
    if subject.draft.loai != "cong_van" or subject.edition != "05-HD/VPTW":
        return
    if not subject.draft.trich_yeu[0].casefold().startswith(("về ", "v/v")):  # «V/v» is another rule's (TY03)
        yield Finding(("trich_yeu", 0), _("trích yếu công văn chưa bắt đầu bằng «về việc»"), _("thêm «về việc» ở đầu"))


@rule("TY05", ("36-HD/VPTW", "II.1.5"), ("05-HD/VPTW", "II.I.5.1.1"), layouts=("dang",), severity=Severity.WARNING)
def trich_yeu_khong_lap_ten_loai(subject: Subject) -> Iterator[Finding]:
    """Tên loại do ctct in ở dòng trên, trích yếu không nhắc lại.

    Sai:
        trich_yeu: Chương trình công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
    Đúng:
        trich_yeu: công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
    """
    line, name = subject.draft.trich_yeu[0], TYPE_NAMES[subject.draft.loai]
    if subject.draft.loai != "cong_van" and line.startswith((f"{name} ", f"{name.upper()} ")):
        end = len(name) + 1
        message = _("trích yếu nhắc lại tên loại «{line}», khi in sẽ có hai lần", line=line[: end - 1])
        yield Finding(("trich_yeu", 0), message, _("bỏ đi"), part=(0, end), fix="")


@rule(
    "TY06",
    ("Quy ước soạn thảo văn bản", "tên loại có thêm chữ in ở dòng tên loại"),
    layouts=WITH_PROGRAMMES,
    severity=Severity.ADVICE,
)
def trich_yeu_khong_noi_ten_loai(subject: Subject) -> Iterator[Finding]:
    """Chữ nối vào tên loại («báo cáo nhanh», «chương trình hành động») ghi ở «ten_loai», không mở đầu trích yếu.

    Sai:
        loai: bao_cao
        so_ky_hieu: 05-BC/TU
        trich_yeu: nhanh công tác chuẩn bị đón Tết
    Sai:
        trich_yeu: hành động của Ban Chấp hành Đảng bộ tỉnh thực hiện Nghị quyết Đại hội
    Đúng:
        ten_loai: Chương trình hành động
        trich_yeu: thực hiện Nghị quyết Đại hội
    Đúng:
        loai: bao_cao
        so_ky_hieu: 05-BC/TU
        trich_yeu: tổng kết công tác chuẩn bị đón Tết
    """
    line, kind = subject.draft.trich_yeu[0], subject.draft.loai
    words = next((words for words in _MORE_OF_THE_NAME.get(kind, ()) if line.lower().startswith(words)), None)
    if words is None or subject.draft.ten_loai:
        return
    name = f"{TYPE_NAMES[kind]} {words.strip()}"
    message = _(
        "trích yếu mở đầu bằng «{line}», in thành một dòng dưới «{type_names}»",
        line=line[: len(words) - 1],
        type_names=TYPE_NAMES[kind].upper(),
    )
    hint = _("nếu tên loại là «{name}» thì ghi «ten_loai: {name}», bỏ «{words}» ở đây", name=name, words=words.strip())
    yield Finding(("trich_yeu", 0), message, hint, part=(0, len(words) - 1))
