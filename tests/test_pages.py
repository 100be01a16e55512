"""The sample on paper, as LibreOffice draws it: faces, sizes and positions against the regulation's table.

Lengths are points from the top left corner of the page; 1 mm is 2.83 points.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

import judges
from ctct.project.files import Source
from drafts import built

ROOT = Path(__file__).parents[1]
MM = 72 / 25.4
LEFT, RIGHT = 30 * MM, 595.3 - 15 * MM


@dataclass(frozen=True)
class Line:
    page: int
    top: int
    left: int
    width: int
    size: int
    bold: bool
    italic: bool
    text: str

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("trang") / "quy-II-2021.docx"
    made.write_bytes(built(Source.from_file(ROOT / "examples" / "quy-II-2021.yaml")))
    return judges.libreoffice_pdf(made)


@pytest.fixture(scope="module")
def lines(pdf: Path) -> list[Line]:
    return lines_in(pdf)


def lines_in(pdf: Path) -> list[Line]:
    command = [judges.program("pdftohtml"), "-xml", "-zoom", "1", "-i", "-stdout", str(pdf)]
    raw = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    tree = ElementTree.fromstring(raw[raw.index("<pdf2xml") :])
    sizes = {font.get("id"): int(font.get("size", "0")) for font in tree.iter("fontspec")}
    return [
        read_line(int(page.get("number", "0")), text, sizes[text.get("font")])
        for page in tree.iter("page")
        for text in page.iter("text")
    ]


def read_line(page: int, text: ElementTree.Element, size: int) -> Line:
    top, left, width = (int(text.get(key, "0")) for key in ("top", "left", "width"))
    bold, italic = text.find(".//b") is not None, text.find(".//i") is not None
    return Line(page, top, left, width, size, bold, italic, "".join(text.itertext()))


def one(lines: list[Line], start: str) -> Line:
    return next(line for line in lines if line.text.startswith(start))


# 36-HD/VPTW, Phụ lục 3: component, size, bold, italic.
TABLE = [
    ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True, False),
    ("TỈNH ỦY QUẢNG NGÃI", 14, True, False),
    ("Số      -CTr/TU", 14, False, False),
    ("Quảng Ngãi, ngày", 14, False, True),
    ("CHƯƠNG TRÌNH", 16, True, False),
    ("CÔNG TÁC CỦA BAN THƯỜNG VỤ TỈNH ỦY", 14, True, False),
    ("-----", 14, False, False),
    ("Ban Thường vụ Tỉnh ủy đã tập trung", 14, False, False),
    ("Phân công chỉ đạo", 14, False, True),
    ("T/M BAN THƯỜNG VỤ", 14, True, False),
    ("PHÓ BÍ THƯ", 14, False, False),
    ("Đặng Ngọc Huy", 14, True, False),
    ("Nơi nhận:", 14, False, False),
    ("- Ban Bí thư (b/c),", 12, False, False),
]


@pytest.mark.parametrize(("start", "size", "bold", "italic"), TABLE, ids=[row[0] for row in TABLE])
def test_face_of_each_component(lines: list[Line], start: str, size: int, bold: bool, italic: bool) -> None:
    line = one(lines, start)
    assert (line.size, line.bold, line.italic) == (size, bold, italic)


def test_only_the_face_asked_for(pdf: Path) -> None:
    told = subprocess.run([judges.program("pdffonts"), str(pdf)], capture_output=True, check=True).stdout.decode()
    faces = {re.sub(r"^\w+\+", "", row.split()[0]) for row in told.splitlines()[2:]}
    assert all(face.startswith(("Tinos", "TimesNewRoman", "LiberationSerif")) for face in faces), faces


def test_margins_and_first_line(lines: list[Line]) -> None:
    first, second = one(lines, "Ban Thường vụ Tỉnh ủy đã tập trung"), one(lines, "nhiệm vụ đề ra trong")
    assert first.left == pytest.approx(LEFT + 10 * MM, abs=1)
    assert second.left == pytest.approx(LEFT, abs=1)
    assert second.left + second.width == pytest.approx(RIGHT, abs=1.5)
    assert second.top - first.top == pytest.approx(18, abs=0.6)


def test_letterhead_stands_as_in_the_grid(lines: list[Line]) -> None:
    title, place = one(lines, "ĐẢNG CỘNG SẢN"), one(lines, "Quảng Ngãi, ngày")
    body, number = one(lines, "TỈNH ỦY"), one(lines, "Số  ")
    assert abs(title.top - body.top) <= 1
    assert abs(place.top - number.top) <= 1
    assert title.middle == pytest.approx(place.middle, abs=1.5)
    assert body.middle == pytest.approx(number.middle, abs=1.5)
    assert title.top == pytest.approx(20 * MM, abs=3), "it begins where the margin ends"
    for start in ("CHƯƠNG TRÌNH", "CÔNG TÁC CỦA", "quý II/2021", "-----"):
        assert one(lines, start).middle == pytest.approx((LEFT + RIGHT) / 2, abs=1.5)


def test_page_numbers(lines: list[Line]) -> None:
    pages = max(line.page for line in lines)
    heads = {line.page: line for line in lines if line.text == str(line.page) and line.top < 20 * MM}
    assert set(heads) == set(range(2, pages + 1)), "none on page 1"
    for line in heads.values():
        assert line.size == 14
        assert line.top == pytest.approx(10 * MM, abs=4)
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=1.5)


def test_closing_is_together_and_in_company(lines: list[Line]) -> None:
    label, name = one(lines, "Nơi nhận:"), one(lines, "Đặng Ngọc Huy")
    authority, last = one(lines, "T/M BAN THƯỜNG VỤ"), one(lines, "- Lưu Văn phòng")
    assert {label.page, name.page, authority.page, last.page} == {label.page}
    assert abs(label.top - authority.top) <= 1
    assert [line for line in lines if line.page == label.page and 20 * MM < line.top < label.top]
    assert authority.middle == pytest.approx(name.middle, abs=1.5)


def test_notes_stand_at_the_foot_of_their_page(lines: list[Line]) -> None:
    note = next(line for line in lines if "Tại Điểm 3.5" in line.text)
    assert note.page == one(lines, "xã hội, giảm nghèo bền vững ở các huyện miền núi").page
    assert note.size == 10
    assert note.top > 740
