"""What LibreOffice and pandoc, which count and lay out on their own, make of the documents that ctct writes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from ctct.emit.plain import write_plain
from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Block, Cell, Grid, Link, Paragraph, Run, Sheet
from judges import (
    libreoffice,
    libreoffice_text,
    mammoth_html,
    mammoth_lines,
    pandoc_json,
    pandoc_markdown,
    pandoc_plain,
    pdf_pages,
)
from test_emit_sheets import closing, grid, heading, para, party, programme, regulation, sheet

FILLERS = range(18, 28)


def stale(drawn: Sheet) -> Sheet:
    """The sheet with links that show something wrong, as after an edit in Word: who counts anew shows them right."""

    def spoilt(block: Block) -> Block:
        if not isinstance(block, Paragraph):
            return block
        return block._replace(
            content=tuple(one._replace(text="SAI") if isinstance(one, Link) else one for one in block.content)
        )

    return drawn._replace(blocks=tuple(map(spoilt, drawn.blocks)))


def filled(fillers: int) -> Sheet:
    """A programme of short paragraphs; its closing is one row where their number is even, else several."""
    end = closing()
    if fillers % 2:
        left, right = (cell.blocks for cell in end.rows[0])
        end = Grid(end.widths, tuple((Cell((one,)), Cell((other,))) for one, other in zip(left, right, strict=True)))
    last = Paragraph("Nội dung", (Run("Trân trọng."),), keep_next=True)
    return sheet(*heading(), *(para("Nội dung", f"Đoạn {count}.") for count in range(fillers)), last, end)


def documents() -> Iterator[tuple[str, bytes]]:
    for name, drawn in (("programme", programme()), ("regulation", regulation())):
        yield name, write_docx(drawn, party())
        yield f"{name} typed", write_docx(drawn, party(), literal_numbers=True)
        yield f"{name} stale", write_docx(stale(drawn), party())
        yield f"{name} stale typed", write_docx(stale(drawn), party(), literal_numbers=True)
    yield from ((f"filled {fillers}", write_docx(filled(fillers), party())) for fillers in FILLERS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every document as .docx and, laid out by LibreOffice, as .pdf."""
    made = tmp_path_factory.mktemp("office")
    paths = [made / f"{name}.docx" for name, _ in documents()]
    for path, (_, data) in zip(paths, documents(), strict=True):
        path.write_bytes(data)
    libreoffice(paths, "pdf", made)
    return made


def lines(folder: Path, name: str) -> list[str]:
    return [line for page in pdf_pages(folder / f"{name}.pdf") for line in page]


def numbered(blocks: tuple[Block, ...]) -> list[str]:
    """The first line of each numbered paragraph, as plain text has it."""
    return [write_plain(sheet(one)).strip() for one in blocks if isinstance(one, Paragraph) and one.number]


def test_numbers_are_counted_as_they_are_labelled(folder: Path) -> None:
    labelled = [line.replace("²", "2").replace("¹", "1") for line in numbered(programme().blocks)]
    assert [line for line in lines(folder, "programme") if line in labelled] == labelled
    assert {"A. Nhiệm vụ chung", "(1) Đếm lại từ một.", "1.2. Xem xét1.", "đ) điểm 5.", "II- Kiểm tra."} <= set(labelled)


@pytest.mark.parametrize("name", ["programme", "regulation"])
@pytest.mark.parametrize("kind", ["typed", "stale", "stale typed"])
def test_counted_and_typed_numbers_and_references_read_the_same(folder: Path, name: str, kind: str) -> None:
    assert lines(folder, f"{name} {kind}") == lines(folder, name)


def test_chapters_stand_above_their_names_and_restart_after_a_typed_part(folder: Path) -> None:
    shown = lines(folder, "regulation")
    assert shown[:5] == ["Phần thứ nhất", "MỞ ĐẦU", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi"]
    assert shown[shown.index("THI HÀNH") :] == ["THI HÀNH", "Chương I", "HIỆU LỰC", "Điều 4. Thi hành", "Theo điểm b, Điều 2."]


def test_references_are_live(folder: Path) -> None:
    shown = lines(folder, "programme stale")
    assert "Mục II, phần B; khoản (2)." in shown
    assert "Điểm 1.2 và đ." in shown
    assert "Mục I, điểm 3.2 của Chương trình này." in shown


def test_notes_foot_and_page_number_stand_where_they_belong(folder: Path) -> None:
    first, second = pdf_pages(folder / "programme.pdf")
    assert first[0] == "TỈNH ỦY QUẢNG NGÃI ĐẢNG CỘNG SẢN VIỆT NAM"
    assert first[-1] == "Điện thoại: 0255 382 2222"
    assert "Chương trình số 01-CTr/TU & các phụ lục." in first
    assert second[0] == "2"
    assert "Căn cứ Chương trình1, Tỉnh ủy ban hành chương trình này." in first


@pytest.mark.parametrize("fillers", FILLERS)
def test_closing_stays_whole_and_with_the_last_paragraph(folder: Path, fillers: int) -> None:
    pages = [" ".join(page) for page in pdf_pages(folder / f"filled {fillers}.pdf")]
    assert "Trân trọng." in pages[-1]
    for words in ("Nơi nhận:", "T/M BAN THƯỜNG VỤ", "Lưu Văn phòng", "Đặng Ngọc Huy"):
        assert words in pages[-1]


def test_closing_was_put_to_the_test(folder: Path) -> None:
    assert {len(pdf_pages(folder / f"filled {fillers}.pdf")) for fillers in FILLERS} == {1, 2}


def test_rule_is_as_long_as_it_says(folder: Path) -> None:
    order = ["pdftoppm", "-r", "254", "-gray", "-singlefile", str(folder / "filled 18.pdf"), str(folder / "first")]
    subprocess.run(order, check=True)
    header, _, rest = (folder / "first.pgm").read_bytes().partition(b"\n255\n")
    width = int(header.split()[1])
    rows = (rest[start : start + width] for start in range(0, width * 500, width))
    longest = max(len(run) for row in rows for run in bytes(min(one // 160, 1) for one in row).split(b"\x01"))
    assert longest == pytest.approx(750, abs=5)  # tenths of a millimetre


def test_text_export_shows_the_same_numbers(folder: Path) -> None:
    text = libreoffice_text(folder / "programme.docx")
    assert "\nB. Nhiệm vụ trọng tâm\nI. Hội nghị Tỉnh ủy\n(1) Tổng kết2.\n(2) Thông qua nghị quyết.\n" in text


# --- pandoc -----------------------------------------------------------------------------------------------------------


def told(tree: Any) -> str:
    """The words of a part of pandoc's tree."""
    if isinstance(tree, dict):
        return tree["c"] if tree.get("t") == "Str" else " " if tree.get("t") == "Space" else told(tree.get("c", ""))
    return "".join(told(one) for one in tree) if isinstance(tree, list) else ""


def test_pandoc_sees_headings_by_their_depth(folder: Path) -> None:
    found = [
        (one["c"][0], told(one["c"][2])) for one in pandoc_json(folder / "programme.docx")["blocks"] if one["t"] == "Header"
    ]
    assert found[:4] == [(1, "Nhiệm vụ chung"), (1, "Nhiệm vụ trọng tâm"), (2, "Hội nghị Tỉnh ủy"), (3, "Tháng 5/2021")]
    assert not any("Các hội nghị" in words for _, words in found)


def test_pandoc_reads_notes_references_and_emphasis(folder: Path) -> None:
    written = pandoc_markdown(folder / "programme.docx")
    assert "Căn cứ Chương trình[^1], Tỉnh ủy ban hành *chương trình* này." in written
    assert "[^1]: Chương trình số 01-CTr/TU & các *phụ lục*." in written
    assert "Điểm [*1.2*](#_ct_diem) và [đ](#_ct_d5)." in written


def test_pandoc_reads_every_typed_number(folder: Path) -> None:
    written = pandoc_markdown(folder / "programme typed.docx").replace("\\", "")
    for line in numbered(programme().blocks):
        assert line.split()[0] + " " in written.replace("**", ""), line


# --- mammoth ----------------------------------------------------------------------------------------------------------


def test_mammoth_reads_notes_tables_and_every_typed_number() -> None:
    data = write_docx(programme(), party(), literal_numbers=True)
    written = mammoth_html(data)
    assert re.findall(r'<li id="footnote-(\d+)">', written) == ["1", "2"]
    assert "Chương trình số 01-CTr/TU &amp; các phụ lục." in written
    assert written.count("<table>") == 2
    read = [re.sub(r"[\[\]]", "", line) for line in mammoth_lines(data)]
    for line in numbered(programme().blocks):
        assert line.translate(str.maketrans("¹²³", "123")) in read


# --- capitals ---------------------------------------------------------------------------------------------------------


def test_capitals_are_capitals_to_every_reader(tmp_path: Path) -> None:
    """The style makes capitals of what is typed later; what is written is what is read."""
    said = {"Cơ quan ban hành": "TỈNH ỦY QUẢNG NGÃI", "Tên loại": "CHƯƠNG TRÌNH", "Quyền hạn": "T/M BAN THƯỜNG VỤ"}
    assert all(party().effective(style)["caps"] for style in said)
    path = tmp_path / "capitals.docx"
    path.write_bytes(write_docx(sheet(*(para(style, words) for style, words in said.items())), party()))
    opened = [one.text for one in docx.Document(str(path)).paragraphs]
    for read in (
        libreoffice_text(path).splitlines(),
        pandoc_plain(path).splitlines(),
        mammoth_lines(path.read_bytes()),
        opened,
    ):
        assert [line for line in read if line] == list(said.values())


def test_grid_without_rows_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "empty.docx"
    path.write_bytes(write_docx(sheet(grid((10,), ((),))), party()))
    assert pandoc_json(path)["blocks"]
