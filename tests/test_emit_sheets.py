"""Sheets made by hand for the tests of the writer, in the styles of the Party layout; and how they read as plain text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ctct.emit.plain import write_plain
from ctct.layout.blocks import (
    Block,
    Cell,
    Grid,
    Inline,
    Level,
    Link,
    Note,
    NoteMark,
    Number,
    Paragraph,
    Properties,
    Rule,
    Run,
    Series,
    Sheet,
)
from ctct.layout.data import read_layout
from ctct.layout.editions import Choices, build_stylesheet
from ctct.layout.stylesheet import Stylesheet

ROOT = Path(__file__).parents[1]

PROGRAMME = Series(
    "",
    (
        Level("Phần", "upperLetter", "%1.", bold=True),
        Level("Mục", "upperRoman", "%2.", bold=True),
        Level("Khoản", "decimal", "%3."),
        Level("Điểm", "decimal", "%3.%4."),
    ),
)
PART, SECTION, CLAUSE, POINT = range(4)
"""Depths of phần, mục, khoản, điểm."""

CHAPTERS = Series(
    "",
    (
        Level("Phần có tên riêng dòng", "", "Phần %1", bold=True),
        Level("Chương", "upperRoman", "Chương %2", bold=True),
        Level("Mục của chương", "decimal", "Mục %3", bold=True),
        Level("Tiểu mục", "decimal", "Tiểu mục %4", bold=True),
    ),
)
ARTICLES = Series(
    "dieu",
    (
        Level("Điều", "decimal", "Điều %1.", bold=True),
        Level("Khoản của điều", "decimal", "%2."),
        Level("Điểm của khoản", "", "%3"),
    ),
)
NOTHING = Properties("", "", "", None)


class _Loader(yaml.SafeLoader):
    """Leaves dates text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _data() -> Any:
    return yaml.load((ROOT / "templates/dang/the-thuc.yaml").read_text("utf-8"), _Loader)


@cache
def party(mirrored: bool = False) -> Stylesheet:
    return build_stylesheet(read_layout(_data()), Choices("2021-04-03", mirrored=mirrored))


def para(style: str, *content: Inline | str, number: Number | None = None, bookmark: str | None = None) -> Paragraph:
    return Paragraph(style, tuple(Run(one) if isinstance(one, str) else one for one in content), number, bookmark)


def sheet(*blocks: Block, series: tuple[Series, ...] = (), notes: tuple[Note, ...] = ()) -> Sheet:
    return Sheet(blocks, notes, series, NOTHING)


def number(label: str, level: int, series: str = "", reference: str = "", lead: str = "") -> Number:
    return Number(label, level, series, reference or label.rstrip("."), lead)


def grid(widths: tuple[float, ...], *rows: tuple[tuple[Block, ...], ...]) -> Grid:
    return Grid(widths, tuple(tuple(Cell(blocks) for blocks in row) for row in rows))


def letterhead() -> Grid:
    body = (para("Cơ quan ban hành", "Tỉnh ủy Quảng Ngãi"), para("Dấu sao", "*"))
    title = (para("Tiêu đề Đảng", "Đảng Cộng sản Việt Nam"), Rule("Đường kẻ", 75.0))
    sign = (para("Số và ký hiệu", "Số      -CTr/TU"),)
    day = (para("Địa danh và ngày tháng", "Quảng Ngãi, ngày 03 tháng 4 năm 2021"),)
    return grid((72, 93), (body, title), (sign, day))


def closing() -> Grid:
    names = ("Ban Bí thư (b/c),", "Các ban đảng,", "Lưu Văn phòng Tỉnh ủy.")
    left = (para("Nơi nhận", "Nơi nhận:"), *(para("Danh sách nơi nhận", f"- {name}") for name in names))
    signed = (("Quyền hạn", "T/M Ban Thường vụ"), ("Chức vụ", "Phó Bí thư"), ("Khoảng ký", ""), ("Họ tên", "Đặng Ngọc Huy"))
    return grid((82, 83), (left, tuple(para(style, text) for style, text in signed)))


def heading() -> list[Block]:
    name = para("Tên loại", "Chương trình")
    return [letterhead(), name, para("Trích yếu", "công tác quý II năm 2021"), para("Gạch dưới trích yếu", "-----")]


MARKED = Series("1", (*PROGRAMME.levels[:CLAUSE], Level("Khoản", "decimal", "(%3)"), PROGRAMME.levels[POINT]))
DASHED = Series("3", (PROGRAMME.levels[PART], Level("Mục", "upperRoman", "%2", bold=True), *PROGRAMME.levels[CLAUSE:]))
LETTERED = Series("4", (*PROGRAMME.levels[:POINT], Level("Điểm", "", "%4")))


def programme() -> Sheet:
    """A programme: numbers that restart, a list ``(1)`` twice, ``I-`` with its sign, typed letters, notes, links."""
    again = NoteMark(1, again=True)
    letters = [
        para("Điểm (lời văn)", f"điểm {count}.", number=number(letter, POINT, "4", lead=")"), bookmark=f"_ct_d{count}")
        for count, letter in enumerate("abcdđ", 1)
    ]
    blocks: list[Block] = [
        *heading(),
        para("Nội dung", "Căn cứ Chương trình", NoteMark(1), ", Tỉnh ủy ban hành ", Run("chương trình", italic=True), " này."),
        para("Phần", "Nhiệm vụ chung", number=number("A.", PART)),
        para("Khoản (lời văn)", "Khoản đứng ngay dưới phần.", number=number("1.", CLAUSE)),
        para("Khoản (lời văn)", "Khoản thứ hai, bỏ qua cấp mục.", number=number("2.", CLAUSE)),
        para("Phần", "Nhiệm vụ trọng tâm", number=number("B.", PART), bookmark="_ct_phan"),
        para("Mục", "Hội nghị Tỉnh ủy", number=number("I.", SECTION)),
        para("Khoản (lời văn)", "Tổng kết", NoteMark(2), ".", number=number("(1)", CLAUSE, "1")),
        para("Khoản (lời văn)", "Thông qua nghị quyết.", number=number("(2)", CLAUSE, "1"), bookmark="_ct_hai"),
        para("Mục (lời văn)", "Các hội nghị Ban Thường vụ.", number=number("II.", SECTION), bookmark="_ct_muc"),
        para("Khoản", "Tháng 5/2021", number=number("1.", CLAUSE)),
        para("Điểm (lời văn)", "Cho ý kiến.", number=number("1.1.", POINT)),
        para("Điểm (lời văn)", "Xem xét", again, ".", number=number("1.2.", POINT), bookmark="_ct_diem"),
        para("Khoản", "Tháng 6/2021", number=number("2.", CLAUSE)),
        para("Điểm (lời văn)", "Cho ý kiến lần hai.", number=number("2.1.", POINT)),
        para("Mục", "Việc khác", number=number("III.", SECTION)),
        para("Khoản (lời văn)", "Đếm lại từ một.", number=number("(1)", CLAUSE, "2")),
        para("Khoản", "Việc thường kỳ", number=number("(2)", CLAUSE, "2")),
        *letters,
        para("Khoản", "Việc bổ sung", number=number("(3)", CLAUSE, "2")),
        para("Điểm (lời văn)", "danh sách riêng.", number=number("3.1.", POINT, "5")),
        para("Điểm (lời văn)", "đếm tiếp.", number=number("3.2.", POINT, "5"), bookmark="_ct_rieng"),
        para("Phần", "Tổ chức thực hiện", number=number("C.", PART)),
        para("Mục", "Phân công", number=number("I", SECTION, "3", lead="-"), bookmark="_ct_gach"),
        para("Mục (lời văn)", "Kiểm tra.", number=number("II", SECTION, "3", lead="-")),
        para(
            "Nội dung", "Mục ", Link("II", "_ct_muc"), ", phần ", Link("B", "_ct_phan"), "; khoản ", Link("(2)", "_ct_hai"), "."
        ),
        para("Nội dung", "Điểm ", Link("1.2", "_ct_diem", italic=True), " và ", Link("đ", "_ct_d5", label=False), "."),
        para("Nội dung", "Mục ", Link("I", "_ct_gach"), ", điểm ", Link("3.2", "_ct_rieng"), " của Chương trình này."),
        Paragraph("Nội dung", (Run("Trân trọng."),), keep_next=True),
        closing(),
    ]
    notes = (
        Note(1, (Run("Chương trình số 01-CTr/TU & các "), Run("phụ lục", italic=True), Run("."))),
        Note(2, (Run("Kết luận số 31-KL/TU"), NoteMark(3), Run("."))),
        Note(3, (Run("Đã sửa đổi."),)),
    )
    properties = Properties("Chương trình công tác", "CTr/TU", "Tỉnh ủy Quảng Ngãi", "2021-04-03T00:00:00Z")
    foot = (para("Thông tin liên hệ", "Điện thoại: 0255 382 2222"),)
    series = (PROGRAMME, MARKED, MARKED._replace(name="2"), DASHED, LETTERED, PROGRAMME._replace(name="5"))
    return Sheet(tuple(blocks), notes, series, properties, foot)


def regulation() -> Sheet:
    """A regulation: typed parts above counted chapters, names on lines of their own, articles that run through chapters."""

    def named(style: str, label: str, level: int, name: str) -> Paragraph:
        return para(style, "\n", Run(name, style="Tên phần chương mục"), number=number(label, level))

    return sheet(
        named("Phần có tên riêng dòng", "Phần thứ nhất", 0, "Mở đầu"),
        named("Chương", "Chương I", 1, "Quy định chung"),
        para("Điều", "Phạm vi", number=number("Điều 1.", 0, "dieu")),
        para("Khoản của điều (lời văn)", "Quy định này.", number=number("1.", 1, "dieu")),
        para("Khoản của điều", "Đối tượng", number=number("2.", 1, "dieu")),
        para("Điểm của khoản (lời văn)", "cấp ủy;", number=number("a", 2, "dieu", lead=")")),
        para("Điểm của khoản (lời văn)", "chi bộ.", number=number("b", 2, "dieu", lead=")"), bookmark="_ct_b"),
        named("Chương", "Chương II", 1, "Tổ chức"),
        named("Mục của chương", "Mục 1", 2, "Cấp ủy"),
        para("Điều (lời văn)", "Điều không có tên.", number=number("Điều 2.", 0, "dieu"), bookmark="_ct_dieu"),
        named("Mục của chương", "Mục 2", 2, "Chi bộ"),
        para("Điều", "Nhiệm vụ", number=number("Điều 3.", 0, "dieu")),
        para("Khoản của điều (lời văn)", "Đếm lại.", number=number("1.", 1, "dieu")),
        named("Phần có tên riêng dòng", "Phần thứ hai", 0, "Thi hành"),
        named("Chương", "Chương I", 1, "Hiệu lực"),
        para("Điều", "Thi hành", number=number("Điều 4.", 0, "dieu")),
        para("Nội dung", "Theo điểm ", Link("b", "_ct_b", label=False), ", ", Link("Điều 2", "_ct_dieu"), "."),
        series=(CHAPTERS, ARTICLES),
    )


def test_plain_text_is_a_line_a_paragraph_and_a_line_a_note() -> None:
    lines = write_plain(programme()).splitlines()
    assert lines[:8] == [
        "Tỉnh ủy Quảng Ngãi",
        "*",
        "Đảng Cộng sản Việt Nam",
        "Số      -CTr/TU",
        "Quảng Ngãi, ngày 03 tháng 4 năm 2021",
        "Chương trình",
        "công tác quý II năm 2021",
        "-----",
    ]
    assert "Căn cứ Chương trình¹, Tỉnh ủy ban hành chương trình này." in lines
    assert "1.2. Xem xét¹." in lines
    assert "đ) điểm 5." in lines
    assert "I- Phân công" in lines
    assert lines[-4:] == ["---", "¹ Chương trình số 01-CTr/TU & các phụ lục.", "² Kết luận số 31-KL/TU³.", "³ Đã sửa đổi."]


def test_plain_text_has_a_chapter_and_its_name_on_one_line() -> None:
    assert "Chương II Tổ chức\nMục 1 Cấp ủy\nĐiều 2. Điều không có tên.\n" in write_plain(regulation())


def test_plain_text_drops_what_only_a_page_needs() -> None:
    written = write_plain(sheet(para("Nội dung", "Quảng\u00adNgãi\tA"), Rule("Đường kẻ", 10), para("Nội dung")))
    assert written == "QuảngNgãi\tA\n\n"
