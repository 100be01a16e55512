"""Where the lines of letterheads and titles break, by the names that offices usually have."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.emit.appearance import paragraphs, words
from ctct.layout.line_breaks import in_lines
from ctct.layout.metrics import advances, text_width
from ctct.layout.phrases import break_costs
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source

STATE_COLUMN, PARTY_COLUMN, PAGE = 63, 71, 160

STATE = """
ỦY BAN NHÂN DÂN / XÃ TÂY SƠN
ỦY BAN NHÂN DÂN / XÃ SUỐI THÔNG
ỦY BAN NHÂN DÂN / PHƯỜNG XUÂN HƯƠNG - / ĐÀ LẠT
ỦY BAN NHÂN DÂN / ĐẶC KHU PHÚ QUÝ
ỦY BAN NHÂN DÂN / TỈNH LÂM ĐỒNG
ỦY BAN NHÂN DÂN / THÀNH PHỐ HÀ NỘI
ỦY BAN NHÂN DÂN / THÀNH PHỐ HỒ CHÍ MINH
HỘI ĐỒNG NHÂN DÂN / XÃ TÂY SƠN
HỘI ĐỒNG NHÂN DÂN / TỈNH LÂM ĐỒNG
TRƯỜNG TRUNG HỌC / PHỔ THÔNG CHUYÊN / HÀ NỘI - AMSTERDAM
SỞ NỘI VỤ
SỞ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG
SỞ VĂN HÓA, THỂ THAO / VÀ DU LỊCH
SỞ GIÁO DỤC VÀ ĐÀO TẠO
SỞ KHOA HỌC / VÀ CÔNG NGHỆ
BỘ VĂN HÓA, THỂ THAO / VÀ DU LỊCH
BỘ NÔNG NGHIỆP / VÀ MÔI TRƯỜNG
CỤC VĂN THƯ / VÀ LƯU TRỮ NHÀ NƯỚC
VĂN PHÒNG / ĐOÀN ĐẠI BIỂU QUỐC HỘI / VÀ HỘI ĐỒNG NHÂN DÂN / TỈNH LÂM ĐỒNG
VĂN PHÒNG / HỘI ĐỒNG NHÂN DÂN / VÀ ỦY BAN NHÂN DÂN
TRUNG TÂM PHỤC VỤ / HÀNH CHÍNH CÔNG
TRUNG TÂM / DỊCH VỤ TỔNG HỢP
TRUNG TÂM / KIỂM SOÁT BỆNH TẬT
TRUNG TÂM / PHÁT TRIỂN QUỸ ĐẤT
BAN QUẢN LÝ DỰ ÁN / ĐẦU TƯ XÂY DỰNG / CÁC CÔNG TRÌNH / GIAO THÔNG
BAN QUẢN LÝ / CÁC KHU CÔNG NGHIỆP
BAN CHỈ HUY / PHÒNG THỦ DÂN SỰ
PHÒNG KINH TẾ, / HẠ TẦNG VÀ ĐÔ THỊ
PHÒNG VĂN HÓA - XÃ HỘI
BỆNH VIỆN ĐA KHOA / TỈNH LÂM ĐỒNG
THANH TRA TỈNH
""".strip().splitlines()

PARTY = """
ĐẢNG ỦY XÃ CÔNG HẢI
BAN TUYÊN GIÁO / VÀ DÂN VẬN
ĐẢNG ỦY CÁC CƠ QUAN / ĐẢNG TỈNH
ĐẢNG ỦY / ỦY BAN NHÂN DÂN TỈNH
THÀNH ỦY / THÀNH PHỐ HỒ CHÍ MINH
CHI BỘ / TRƯỜNG TRUNG HỌC / CƠ SỞ NGUYỄN TRÃI
""".strip().splitlines()

SUBJECTS = """
Họp triển khai công tác phòng cháy, chữa cháy rừng mùa khô 2026 - 2027
làm việc của Ban Chấp hành Đảng bộ / xã Công Hải khóa I, nhiệm kỳ 2025 - 2030
về lãnh đạo chuyển đổi số, nâng cao chất lượng / phục vụ Nhân dân giai đoạn 2026 - 2030
về việc bổ sung nội dung Chương trình công tác / quý IV/2026 của Ban Thường vụ Tỉnh ủy
Quy định mức chi hỗ trợ tổ công nghệ số cộng đồng / trên địa bàn tỉnh Lâm Đồng
Thành lập Đoàn giám sát việc thực hiện / công tác bảo vệ môi trường trên địa bàn xã
""".strip().splitlines()

# What opens a subject in capitals stands alone, though all of it would fit on a line.
SUBJECTS += ["KẾT LUẬN CỦA THƯỜNG TRỰC ĐẢNG ỦY / về nội dung cuộc họp", "UBND tỉnh Lâm Đồng phê duyệt"]

OF_LETTERS = """
V/v rà soát thủ tục hành chính
V/v chủ động ứng phó mưa lớn, / sạt lở đất trong tháng 9 năm 2026
V/v tăng cường công tác / phòng, chống dịch bệnh / trên đàn vật nuôi
""".strip().splitlines()


def width_of(text: str, size: float, face: str) -> float:
    return text_width(text, size, advances(face))


def broken(written: str, limit: float, size: float, face: str) -> str:
    """Return how the lines of a title break, whose lines ``written`` has; it is measured in capitals where it has them."""
    return in_lines(written.replace(" / ", " "), partial(width_of, size=size, face=face), limit).replace("\n", " / ")


@pytest.mark.parametrize("name", STATE)
def test_names_of_state_bodies(name: str) -> None:
    assert broken(name, STATE_COLUMN, 13, "dam") == name


@pytest.mark.parametrize("name", PARTY)
def test_names_of_party_bodies(name: str) -> None:
    assert broken(name, PARTY_COLUMN, 14, "dam") == name


@pytest.mark.parametrize("subject", SUBJECTS)
def test_subjects(subject: str) -> None:
    assert broken(subject, PAGE, 14, "dam") == subject


@pytest.mark.parametrize("subject", OF_LETTERS)
def test_subjects_of_letters(subject: str) -> None:
    assert broken(subject, STATE_COLUMN, 13, "dung") == subject


def test_dates_break_before_their_day() -> None:
    date = "Phường Bến Nghé, ngày\u00a030 tháng 9 năm 2025"
    assert broken(date, PARTY_COLUMN, 14, "nghieng") == date.replace(", ", ", / ")


def test_names_break_alike_whatever_their_capitals() -> None:
    """A draft may have them as in a sentence; a name behind its unit is one word either way."""
    for name in ("Ủy ban nhân dân xã Tây Sơn", "Sở Nông nghiệp và Môi trường", "Ban Chỉ huy phòng thủ dân sự"):
        small = in_lines(name, lambda text: width_of(text.upper(), 13, "dam"), STATE_COLUMN)
        assert small.upper() == in_lines(name.upper(), partial(width_of, size=13, face="dam"), STATE_COLUMN)


def test_a_break_set_by_hand_stands() -> None:
    assert broken("SỞ\nNỘI VỤ", STATE_COLUMN, 13, "dam") == "SỞ / NỘI VỤ"
    assert broken("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG\nVĂN PHÒNG", STATE_COLUMN, 13, "dam") == (
        "ỦY BAN NHÂN DÂN / TỈNH LÂM ĐỒNG / VĂN PHÒNG"
    )


@pytest.mark.parametrize(
    ("layout", "body", "printed"),
    [
        ("nha-nuoc", "Ủy ban nhân dân xã Tây Sơn", "ỦY BAN NHÂN DÂN\nXÃ TÂY SƠN"),
        ("dang", "Đảng ủy Ủy ban nhân dân tỉnh", "ĐẢNG ỦY\nỦY BAN NHÂN DÂN TỈNH"),
    ],
)
def test_breaks_are_settled_before_any_writer(layout: str, body: str, printed: str) -> None:
    draft = {"the_thuc": layout, "loai": "thong_bao", "co_quan": body, "so_ky_hieu": "05", "dia_danh": "Tây Sơn", "ngay": 2026}
    rest = {"trich_yeu": "Lịch", "noi_dung": "Lời văn.", "nguoi_ky": {"ho_ten": "Lê Thị Trà"}}
    said = [
        words(one.content)
        for one in paragraphs(sheet_of(check(Source("d.yaml", json.dumps(draft | rest).encode(), Path()))).blocks)
    ]
    assert printed in said


def test_signs_that_keep_words_together_are_as_wide_as_plain_ones() -> None:
    kept = "V/v sạt lở đất trong tháng\u00a09 năm\u00a02026, số 92/TTr\u2011UBND"
    assert width_of(kept, 13, "dung") == width_of(kept.replace("\u00a0", " ").replace("\u2011", "-"), 13, "dung")


def test_what_cannot_break_stays() -> None:
    assert in_lines("x" * 99, len, 9) == "x" * 99


@given(st.lists(st.text("aăâÂbđ,- ", max_size=9), max_size=14).map(" ".join), st.integers(2, 60))
def test_only_blanks_become_new_lines(text: str, limit: int) -> None:
    """No letter goes or comes, whatever the text and however narrow the column."""
    assert in_lines(text, len, limit).replace("\n", " ") == text


@given(
    st.lists(
        st.sampled_from(["Ủy", "ban", "nhân", "dân", "xã", "Tây", "Sơn,", "và", "11", "2026", "của", "phòng"]),
        min_size=1,
        max_size=20,
    )
)
def test_every_break_has_a_cost(words: list[str]) -> None:
    costs = break_costs(words)
    assert len(costs) == len(words)
    assert min(costs) >= 0
