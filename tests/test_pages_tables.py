"""Tables as they are printed: Word's pages as LibreOffice lays them out, and those of the PDF, break at the same rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import judges
from browser import chromium
from test_emit_tables import written
from test_layout_tables import checked

FIGURES = ["12.345.678,5", "4.200.000", "987.654,25"]


def grouped(rows: int) -> dict[str, Any]:
    said: list[Any] = []
    for number in range(rows):
        if number % 4 == 0:
            said.append({"nhom": f"Nhóm {number}"})
        said.append([f"Đường giao thông nông thôn số {number}", FIGURES[number % 3]])
    return {"tt": True, "cot": ["Tên", {"ten": "Vốn", "can": "so", "rong": 40}], "dong": [*said, {"tong": ["Tổng cộng", "21"]}]}


def of_sums(columns: int, **more: Any) -> dict[str, Any]:
    heads = ["Tên công trình", *({"ten": f"Năm {2020 + place}", "can": "so"} for place in range(columns - 2)), "Ghi chú"]
    row = ["Đường Nghiêng", *(FIGURES[place % 3] for place in range(columns - 2)), "Chuyển tiếp"]
    return {"tt": True, "cot": heads, "dong": [row, {"tong": row}], **more}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[list[str]], list[list[str]]]]:
    """The lines of each draft's pages, as LibreOffice sets the Word document and as the PDF has them."""
    folder = tmp_path_factory.mktemp("tables")
    # The more lines stand above, the fewer rows the first page holds.
    drafts = {f"groups-{above}": checked(grouped(30), noi_dung=["Dòng."] * above) for above in (1, 3, 4, 5)}
    drafts |= {f"end-{above}": checked(grouped(20), noi_dung=["Dòng."] * above) for above in range(6, 12)}
    drafts |= {f"sums-{columns}": checked(of_sums(columns, kho_ngang=columns > 5)) for columns in range(3, 9)}
    for name, outcome in drafts.items():
        assert outcome.findings == (), name
        (folder / f"{name}.docx").write_bytes(written(outcome))
        (folder / f"{name}.pdf").write_bytes(written(outcome, "pdf"))
    printed = judges.libreoffice([folder / f"{name}.docx" for name in drafts], "pdf", folder / "office")
    return {path.stem: (judges.pdf_pages(path), judges.pdf_pages(folder / f"{path.stem}.pdf")) for path in printed}


def test_pages_break_at_the_same_rows(pages: dict[str, tuple[list[list[str]], list[list[str]]]]) -> None:
    for name, (word, pdf) in pages.items():
        assert [(page[0], page[-1]) for page in word] == [(page[0], page[-1]) for page in pdf], name


def test_no_group_is_alone_at_the_foot_and_no_signature_on_its_page(
    pages: dict[str, tuple[list[list[str]], list[list[str]]]],
) -> None:
    for name, both in pages.items():
        for paged in both:
            assert not any("Nhóm" in page[-1] for page in paged), name
            if not name.startswith("sums"):
                assert any("Tổng cộng" in line for line in paged[-1]), name


def test_no_figure_is_broken_or_covered(pages: dict[str, tuple[list[list[str]], list[list[str]]]]) -> None:
    for name, both in pages.items():
        columns = int(name.partition("-")[2]) - 2 if name.startswith("sums") else 0
        for paged in both:
            said = [word for page in paged for line in page for word in line.split()]
            for place in range(columns):
                assert said.count(FIGURES[place % 3]) == 2 * len([one for one in range(columns) if one % 3 == place % 3]), name


BROKEN = """[...document.querySelectorAll("td p")].flatMap(cell => {
  const broken = [], range = document.createRange(), texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(texts.currentNode, word.index)
    range.setEnd(texts.currentNode, word.index + word[0].length)
    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) broken.push(word[0])
  }
  return broken
})"""


def test_no_word_is_broken_in_a_browser(tmp_path: Path) -> None:
    with chromium(tmp_path / "profile") as browser:
        for columns in range(3, 9):
            page = tmp_path / f"{columns}.html"
            page.write_bytes(written(checked(of_sums(columns, kho_ngang=columns > 5)), "html"))
            browser.open(page.as_uri())
            browser.wait(f'location.href.endsWith("/{page.name}") && !!document.querySelector("table")')
            assert browser.ask(BROKEN) == [], columns


def test_notes_and_references_in_a_head_that_is_repeated(tmp_path: Path) -> None:
    table = grouped(40) | {"ten": "Bảng[^a]", "cot": ["Tên nêu tại @k1[^a]", {"ten": "Vốn[^b]", "can": "so"}]}
    outcome = checked(table, chu_thich={"a": "Lời a.", "b": "Lời b."}, khoan=[{"id": "k1", "noi_dung": "Một."}])
    path = tmp_path / "a.pdf"
    path.write_bytes(written(outcome, "pdf"))
    first, second = judges.pdf_pages(path)[:2]
    assert first[-4:] == ["1", "Lời a.", "2", "Lời b."]
    assert second[1].replace(" ", "") == "TTTênnêutạikhoản11Vốn2"
    assert "Lời a." not in second
