"""What stands in a PDF: every word, nothing of it read as markup; tags, bookmarks, links; page numbers; the same bytes."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import judges
from ctct.emit.appearance import words
from ctct.layout.blocks import (
    Block,
    Box,
    Contents,
    Image,
    Link,
    Note,
    NoteMark,
    PageBottom,
    Paragraph,
    Picture,
    Properties,
    Rule,
    Run,
    Section,
    Sheet,
    Table,
)
from ctct.layout.blocks import TableCell as Cell
from ctct.layout.blocks import TableRow as Row
from test_emit_sheets import closing, grid, letterhead, para, party, programme, sheet

typst = pytest.importorskip("typst")

from ctct.emit.pages.engine import write_pdf  # noqa: E402
from ctct.emit.pages.styles import literal  # noqa: E402

ROOT = Path(__file__).parents[1]
TITLED = Properties("Chương trình công tác", "05-CTr/TU", "Tỉnh ủy Quảng Ngãi", None)
MM = 72 / 25.4


def pdf_of(*blocks: Block, notes: tuple[Note, ...] = ()) -> bytes:
    return write_pdf(sheet(*blocks, notes=notes)._replace(properties=TITLED), party()).data


def read(data: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "doc.pdf"
    path.write_bytes(data)
    order = [judges.program("pdftotext"), *options, str(path), "-"]
    return subprocess.run(order, capture_output=True, check=True).stdout.decode()


def squeezed(text: str) -> str:
    return "".join(text.split())


# --- words ------------------------------------------------------------------------------------------------------------

MARKUP = (
    '"; panic() #panic() $x$ *đậm* _nghiêng_ `mã` <nhãn> @mã // không /* hết */ \\u{41} \\" [a] {b} = Đề - gạch ~ https://a.b'
)


def test_nothing_that_a_draft_says_is_markup(tmp_path: Path) -> None:
    shown = pdf_of(
        para("Nội dung", MARKUP, NoteMark(1)),
        para("Phần", MARKUP),
        Table((80, 80), (Row((Cell((para("Nội dung", MARKUP),), 2),)),)),
        notes=(Note(1, (Run(MARKUP),)),),
    )
    assert squeezed(read(shown, tmp_path)).count(squeezed(MARKUP)) == 4


LETTERS = st.characters(codec="utf-8", min_codepoint=0x20, max_codepoint=0x17F) | st.sampled_from(
    "ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ–—“”…\u2011"
)
TEXTS = st.text(LETTERS.filter(lambda letter: letter.isprintable() and letter != "\u00ad"), min_size=1, max_size=60)


@given(st.lists(TEXTS, min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_every_word_of_a_draft_is_in_the_pdf(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    shown = read(pdf_of(*(para("Danh sách nơi nhận", text) for text in texts)), tmp_path_factory.getbasetemp(), "-layout")
    said = squeezed("".join(texts)).replace("\u2011", "-")
    assert squeezed(shown).replace("\u2060", "") == said


@given(TEXTS)
def test_a_literal_ends_where_its_text_does(text: str) -> None:
    assert re.fullmatch(r'"(?:[^"\\]|\\["\\])*"', literal(text), re.DOTALL)


def test_line_breaks_and_runs_of_blanks(tmp_path: Path) -> None:
    def places(text: str) -> dict[str, tuple[float, float]]:
        return {word: (across, top) for across, top, word in words_on(pdf_of(para("Nơi nhận", text)), tmp_path)[0]}

    wide, narrow = places("Số      -CTr\nmột\thai"), places("Số -CTr")
    assert wide["-CTr"][0] - narrow["-CTr"][0] == pytest.approx(5 * 14 / 4, abs=0.1), "a blank is a quarter of an em"
    assert wide["một"][1] > wide["Số"][1]
    assert wide["hai"][0] > wide["một"][0] + 12 * MM


def test_letters_without_a_font_are_told(tmp_path: Path) -> None:
    printed = write_pdf(sheet(para("Nội dung", "chữ \u0378 lạ"))._replace(properties=TITLED), party())
    assert printed.unshown
    assert "lạ" in read(printed.data, tmp_path)


# --- blocks -----------------------------------------------------------------------------------------------------------

EVERY_BLOCK: dict[type, Block] = {
    Paragraph: para("Nội dung", "một đoạn"),
    Rule: Rule("Đường kẻ", 40),
    type(letterhead()): letterhead(),
    Box: Box("Độ khẩn", 30, 8, "center", (Run("HỎA TỐC"),)),
    Table: Table((60, 60), (Row((Cell((para("Nội dung", "đầu"),), 2),), header=True), Row((Cell(()), Cell(()))))),
    Section: Section(landscape=True, restart=True),
    PageBottom: PageBottom((Rule("Đường kẻ", 165), para("Thông tin liên hệ", "cuối trang")), (280, 281.5)),
    Contents: Contents(1),
    Picture: Picture(
        "Hình", Image("svg", 40, 20, b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>'), "Sơ đồ", 40, 20
    ),
}


def test_every_kind_of_block_is_drawn() -> None:
    assert set(EVERY_BLOCK) == set(get_args(Block))
    assert pdf_of(*EVERY_BLOCK.values(), *EVERY_BLOCK.values(), para("Nội dung", "hết")).startswith(b"%PDF")


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(TypeError, match="no way to draw Properties"):
        pdf_of(TITLED)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no way to draw Section"):
        pdf_of(grid((80,), ((Section(),),)))


def test_a_box_and_a_grid_keep_their_words(tmp_path: Path) -> None:
    shown = read(pdf_of(*EVERY_BLOCK.values(), closing()), tmp_path)
    for said in ("HỎA TỐC", "TỈNH ỦY QUẢNG NGÃI", "Nơi nhận:", "T/M BAN THƯỜNG VỤ"):
        assert said in shown


# --- what a reader of screens is told ---------------------------------------------------------------------------------


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    def walk(items: Any, depth: int) -> list[tuple[int, str]]:
        return [found for item in items for found in ((depth, item.title), *walk(item.children, depth + 1))]

    with pdf.open_outline() as tree:
        return walk(tree.root, 1)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    found = []
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        here = waiting.pop()
        if isinstance(here, pikepdf.Array):
            waiting += reversed(list(here))
        elif isinstance(here, pikepdf.Dictionary) and "/S" in here:
            found.append(str(here.S))
            waiting += [here.K] if "/K" in here else []
    return found


@pytest.fixture(scope="module")
def drawn() -> tuple[Sheet, pikepdf.Pdf]:
    made = programme()
    return made, pikepdf.open(io.BytesIO(write_pdf(made, party()).data))


def test_it_says_what_it_is(drawn: tuple[Sheet, pikepdf.Pdf]) -> None:
    _, pdf = drawn
    with pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "Chương trình công tác"
        assert said["dc:creator"] == ["Tỉnh ủy Quảng Ngãi"]
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert said["xmp:CreateDate"] == "2021-04-03T00:00:00Z"  # the document's own day
    assert str(pdf.Root.Lang) == "vi-VN"
    assert pdf.Root.MarkInfo.Marked


def test_without_a_date_it_is_not_for_archives() -> None:
    made = write_pdf(programme()._replace(properties=TITLED), party())
    assert made.standards == ("ua-1",)
    assert "/CreationDate" not in pikepdf.open(io.BytesIO(made.data)).docinfo


def test_letters_of_one_font_alone_are_not_for_archives() -> None:
    odd = sheet(para("Nội dung", "Lời \ue000 văn"))._replace(properties=Properties("Thử", "", "", "2021-04-06T00:00:00Z"))
    made = write_pdf(odd, party())
    assert made.standards in (("ua-1",), ())  # some machines have a font with something for that number, others have none
    assert made.private == "E000"


def test_headings_are_bookmarks_without_gaps(drawn: tuple[Sheet, pikepdf.Pdf]) -> None:
    made, pdf = drawn
    found = outline(pdf)
    headed = [block for block in made.blocks if isinstance(block, Paragraph) and party().effective(block.style).get("outline")]
    assert [title.split(" ", 1)[-1] for _, title in found] == [words(block.content) for block in headed]
    assert found[0] == (1, "A. Nhiệm vụ chung")
    assert (3, "2. Tháng 6/2021") in found
    assert found[0][0] == 1
    assert all(after - before <= 1 for (before, _), (after, _) in pairwise(found))
    assert {"/H1", "/H2", "/H3", "/P", "/Note", "/Link"} <= set(tags(pdf))


def test_tables_have_headers() -> None:
    head, row = (tuple(Cell((para("Nội dung", text),)) for text in texts) for texts in (("Việc", "Hạn"), ("Họp", "06/4")))
    found = tags(pikepdf.open(io.BytesIO(pdf_of(Table((80, 80), (Row(head, header=True), Row(row)))))))
    assert found.count("/TH") == 2
    assert found.count("/TD") == 2


def test_references_lead_to_their_places(drawn: tuple[Sheet, pikepdf.Pdf]) -> None:
    made, pdf = drawn
    links = [
        piece for block in made.blocks if isinstance(block, Paragraph) for piece in block.content if isinstance(piece, Link)
    ]
    found = [one for page in pdf.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
    assert len(found) >= len(links)
    assert all("/Dest" in one or "/A" in one for one in found)


# --- pages ------------------------------------------------------------------------------------------------------------


def words_on(data: bytes, tmp_path: Path) -> list[list[tuple[float, float, str]]]:
    """The words of each page with where they stand: the middle across, the top, in points."""
    told = read(data, tmp_path, "-bbox")
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>')
    return [
        [((float(left) + float(right)) / 2, float(top), text) for left, top, right, text in word.findall(page)]
        for page in told.split("</page>")[:-1]
    ]


def test_page_numbers(tmp_path: Path) -> None:
    filler = [para("Nội dung", "Một đoạn văn bản.")] * 60
    pages = words_on(pdf_of(*filler, Section(landscape=True, restart=True), *filler, Section(), *filler), tmp_path)
    heads = [[word for word in page if word[1] < 17 * MM] for page in pages]
    told = ["".join(text for _, _, text in head) for head in heads]
    runs = " ".join(text or "-" for text in told)
    assert re.fullmatch("- 2( 3)? - 2 3( [4-9])*", runs), "none on the first page of a run"
    middle, top, _ = heads[1][0]
    assert middle == pytest.approx((30 + 165 / 2) * MM, abs=1)
    assert top == pytest.approx(10 * MM + 3.5, abs=1)


def test_a_signature_is_never_alone(tmp_path: Path) -> None:
    for fillers in range(20, 28):
        last = Paragraph("Nội dung", (Run("Trân trọng."),), keep_next=True)
        pages = words_on(pdf_of(*[para("Nội dung", "Một đoạn.")] * fillers, last, closing()), tmp_path)
        end = [text for _, top, text in pages[-1] if top > 20 * MM - 1]
        assert end[:2] == ["Trân", "trọng."] or len(pages) == 1 or "đoạn." in end
        assert {"nhận:", "Huy", "trọng."} <= set(end)


def test_notes_stand_at_the_foot_of_their_page(tmp_path: Path) -> None:
    filler = [para("Nội dung", "Một đoạn văn bản.")] * 40
    marked = para("Nội dung", "Có chú thích", NoteMark(1), " và lại", NoteMark(1, again=True))
    pages = words_on(pdf_of(*filler, marked, *filler, notes=(Note(1, (Run("Lờichúthích"),)),)), tmp_path)
    (page,) = [page for page in pages if any(text == "Lờichúthích" for *_, text in page)]
    assert any(text.startswith("thích") for *_, text in page)
    assert next(top for _, top, text in page if text == "Lờichúthích") > 770


def test_what_is_higher_than_its_margin_pushes_the_text(tmp_path: Path) -> None:
    plain = sheet(para("Nội dung", "Đầu"), *[para("Nội dung", "đoạn")] * 28)._replace(properties=TITLED)
    crowded = plain._replace(first_header=tuple(para("Số trang", f"dòng{n}") for n in range(4)))
    tops = [
        next(top for _, top, text in words_on(write_pdf(one, party()).data, tmp_path)[0] if text == "Đầu")
        for one in (plain, crowded)
    ]
    assert tops[1] - tops[0] == pytest.approx(10 * MM + 4 * 16.1 - 20 * MM, abs=0.5)
    footed = plain._replace(first_footer=crowded.first_header)
    counts = [len(words_on(write_pdf(one, party()).data, tmp_path)[0]) for one in (plain, footed)]
    assert counts[1] - 4 < counts[0]
