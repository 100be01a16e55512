"""Every form of the State layout on paper, as LibreOffice draws it: sizes, weights and places against 30/2020/NĐ-CP, Phụ lục I.

``python tests/test_state_pages.py`` prints what was measured as a table: component by form.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

import judges
from ctct.emit.formats import Form
from ctct.layout.templates import plain_text
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to
from ctct.project.files import Source
from ctct.resolve.tree import Resolved
from test_pages import MM, Line, read_line

ROOT = Path(__file__).parents[1]
FORMS = sorted(path for path in (ROOT / "examples" / "nha-nuoc").glob("*.yaml"))
WITHOUT_SUMMARY = ("giay_gioi_thieu", "giay_nghi_phep")


@dataclass(frozen=True)
class Look:
    """How a component must look: points in the sets of sizes 14 and 13, weight, slope; ``middle`` or ``left`` in millimetres
    from the left edge of the page.
    """

    sizes: tuple[int, int]
    bold: bool = False
    italic: bool = False
    middle: float | None = None
    left: float | None = None


LOOKS = {
    "Quốc hiệu": Look((13, 12), bold=True, middle=146.5),
    "Tiêu ngữ": Look((14, 13), bold=True, middle=146.5),
    "Cơ quan cấp trên": Look((13, 12), middle=61.5),
    "Cơ quan ban hành": Look((13, 12), bold=True, middle=61.5),
    "Số, ký hiệu": Look((13, 13), middle=61.5),
    "Địa danh, thời gian": Look((14, 13), italic=True, middle=146.5),
    "Tên loại": Look((14, 13), bold=True, middle=110),
    "Trích yếu": Look((14, 13), bold=True, middle=110),
    "Trích yếu công văn": Look((13, 12), middle=61.5),
    "Căn cứ": Look((14, 13), italic=True, left=40),
    "Nội dung": Look((14, 13), left=40),
    "Nơi nhận": Look((12, 12), bold=True, italic=True, left=30),
    "Danh sách nơi nhận": Look((11, 11), left=30),
    "Quyền hạn, chức vụ": Look((14, 13), bold=True, middle=150),
    "Họ tên": Look((14, 13), bold=True, middle=150),
    "Phụ lục": Look((14, 14), bold=True),
    "Tên phụ lục": Look((14, 13), bold=True),
    "Kèm theo": Look((14, 13), italic=True),
    "Độ khẩn": Look((13, 13), bold=True, middle=61.5),
    "Người soạn thảo": Look((11, 11), left=30),
    "Thông tin liên hệ": Look((11, 11), middle=110),
}


def components(document: Resolved) -> Iterator[tuple[str, str]]:
    """Yield each component that a form has with the words that it begins with on paper."""
    head, end = document.dau_trang, document.ket_thuc
    yield from (("Quốc hiệu", "CỘNG HÒA XÃ HỘI"), ("Tiêu ngữ", "Độc lập - Tự do"))
    yield from (("Cơ quan ban hành", head.co_quan.upper()), ("Số, ký hiệu", head.so_ky_hieu))
    yield from _title(document)
    yield from (
        ("Nơi nhận", "Nơi nhận:"),
        ("Danh sách nơi nhận", plain_text(end.noi_nhan[:1])),
        ("Họ tên", end.nguoi_ky.ho_ten),
    )
    yield from (("Quyền hạn, chức vụ", line.upper()) for line in (*end.nguoi_ky.quyen_han, *end.nguoi_ky.chuc_vu))
    optional = (
        ("Cơ quan cấp trên", head.cap_tren.upper()),
        ("Địa danh, thời gian", "" if document.loai == "bien_ban" else head.dia_danh_ngay),
        ("Căn cứ", "" if document.loai == "giay_nghi_phep" else plain_text(document.can_cu[:1])),
        ("Nội dung", plain_text(document.noi_dung[-1:])),
        ("Độ khẩn", head.do_khan.upper()),
        ("Người soạn thảo", end.nguoi_danh_may),
        ("Thông tin liên hệ", head.lien_he),
    )
    yield from ((name, words) for name, words in optional if words)
    for appendix in document.phu_luc:
        yield from (("Phụ lục", appendix.label), ("Tên phụ lục", plain_text(appendix.ten).upper()), ("Kèm theo", "(Kèm theo"))


def _title(document: Resolved) -> Iterator[tuple[str, str]]:
    if document.loai == "cong_van":
        yield "Trích yếu công văn", "V/v"
        return
    yield "Tên loại", document.ten_loai.upper()
    if document.loai not in WITHOUT_SUMMARY:
        yield "Trích yếu", plain_text(document.trich_yeu[:1])


def start_of(words: str) -> str:
    """Return the first words of a text, for the rest may stand on another line."""
    return " ".join(words.split(" ")[:3]).rstrip()


def pages(folder: Path) -> dict[str, tuple[Outcome, list[Line]]]:
    """Build every form and measure its pages."""
    outcomes = {path.stem: check(Source.from_file(path)) for path in FORMS}
    for name, outcome in outcomes.items():
        (folder / f"{name}.docx").write_bytes(compile_to(outcome, Form())[0])
    made = judges.libreoffice([folder / f"{name}.docx" for name in outcomes], "pdf", folder)
    return {name: (outcome, _lines(path)) for (name, outcome), path in zip(outcomes.items(), made, strict=True)}


def _lines(path: Path) -> list[Line]:
    order = [judges.program("pdftohtml"), "-xml", "-zoom", "1", "-i", "-stdout", str(path)]
    raw = subprocess.run(order, capture_output=True, check=True).stdout.decode()
    tree = ElementTree.fromstring(raw[raw.index("<pdf2xml") :])
    sizes = {font.get("id"): int(font.get("size", "0")) for font in tree.iter("fontspec")}
    numbered = [(int(page.get("number", "0")), text) for page in tree.iter("page") for text in page.iter("text")]
    return [read_line(page, text, sizes[text.get("font")]) for page, text in numbered]


def faults(outcome: Outcome, lines: list[Line]) -> dict[str, str]:
    """Return what is wrong with each component, ``""`` where nothing is."""
    assert outcome.resolved is not None
    assert outcome.draft is not None
    preset = 1 if outcome.draft.trinh_bay.bo_co_chu == 13 else 0
    found: dict[str, str] = {}
    for name, words in components(outcome.resolved):
        there = [line for line in lines if line.text.strip().startswith(start_of(words))]
        # The same words may stand elsewhere too: «GIÁM ĐỐC …» begins a decision of his as well as his signature.
        wrong = min((_wrong(line, LOOKS[name], preset) for line in there), key=len, default=f"không thấy «{start_of(words)}»")
        found[name] = found.get(name) or wrong
    return found


def _wrong(line: Line, look: Look, preset: int) -> str:
    wrong = []
    if (line.size, line.bold, line.italic) != (look.sizes[preset], look.bold, look.italic):
        wrong.append(f"cỡ {line.size}, đậm {line.bold}, nghiêng {line.italic}")
    if look.middle is not None and abs(line.middle / MM - look.middle) > 1:
        wrong.append(f"giữa ở {line.middle / MM:.1f} mm")
    if look.left is not None and abs(line.left / MM - look.left) > 0.7:
        wrong.append(f"trái ở {line.left / MM:.1f} mm")
    return "; ".join(wrong)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Outcome, list[Line]]]:
    return pages(tmp_path_factory.mktemp("nha-nuoc"))


@pytest.mark.parametrize("form", [path.stem for path in FORMS])
def test_every_component_of_every_form(measured: dict[str, tuple[Outcome, list[Line]]], form: str) -> None:
    found = faults(*measured[form])
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) >= 10


def test_pages_are_counted_anew_in_each_appendix(measured: dict[str, tuple[Outcome, list[Line]]]) -> None:
    _, lines = measured["bao-cao"]
    heads = {line.page: line.text for line in lines if line.top < 20 * MM}
    assert heads == {2: "2"}, "page 1 of the body and of each appendix shows no number"


def test_minutes_have_two_signatures_on_one_line(measured: dict[str, tuple[Outcome, list[Line]]]) -> None:
    _, lines = measured["bien-ban"]
    clerk, chair = (next(line for line in lines if line.text == words) for words in ("THƯ KÝ", "CHỦ TỌA"))
    assert clerk.top == chair.top
    assert (round(clerk.middle / MM), round(chair.middle / MM)) == (70, 150)
    assert not any("Lâm Đồng, ngày" in line.text for line in lines)


def test_a_wide_appendix_lies_on_its_side(measured: dict[str, tuple[Outcome, list[Line]]]) -> None:
    _, lines = measured["bao-cao"]
    last = [line for line in lines if line.page == 4]
    assert max(line.left + line.width for line in last) > 240 * MM
    title = next(line for line in last if line.text.startswith("Phụ lục II"))
    assert title.middle / MM == pytest.approx((30 + 277) / 2, abs=1)


def show() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        for form, (outcome, lines) in pages(Path(folder)).items():
            for name, wrong in faults(outcome, lines).items():
                sys.stdout.write(f"| {form} | {name} | {wrong or 'đúng'} |\n")


if __name__ == "__main__":
    show()
