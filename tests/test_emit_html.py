"""The HTML page: judged by a parser that forgives nothing, read as a reader of screens would, printed by a browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import judges
from browser import chromium
from ctct.emit.appearance import words
from ctct.emit.html.lists import ListItem, nested
from ctct.emit.html.page import write_html
from ctct.emit.plain import write_plain
from ctct.emit.seal import sealed_state
from ctct.layout.blocks import Block, Link, Note, NoteMark, Paragraph, Properties, Run, Section, Table
from ctct.layout.blocks import TableCell as Cell
from ctct.layout.blocks import TableRow as Row
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source
from test_emit_sheets import CLAUSE, POINT, grid, number, para, party, programme, regulation, sheet
from test_examples import DRAFTS

XHTML = "{http://www.w3.org/1999/xhtml}"
JUDGES = Path(__file__).parents[1] / "node_modules"
STATE_REPORT = Path(__file__).parents[1] / "examples" / "nha-nuoc" / "bao-cao.yaml"
NU, AXE = JUDGES / "vnu-jar/build/dist/vnu.jar", JUDGES / "axe-core/axe.min.js"


def parsed(page: bytes) -> Any:
    """The tree of a page; any fault of its markup is an error."""
    return html5lib.HTMLParser(strict=True).parse(page)


def page_of(*blocks: Block, notes: tuple[Note, ...] = ()) -> Any:
    return parsed(write_html(sheet(*blocks, notes=notes), party()))


def found(tree: Any, *tags: str) -> list[Any]:
    return [element for element in tree.iter() if element.tag in {XHTML + tag for tag in tags}]


def text(element: Any) -> str:
    return "".join(element.itertext())


HEADINGS = tuple(f"h{depth}" for depth in range(1, 7))


# --- words ------------------------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_what_a_draft_says_is_text(said: str) -> None:
    tree = page_of(para("Nội dung", said), Table((80,), (Row((Cell((para("Nội dung", said),)),)),)))
    assert [text(one) for one in found(tree, "p")] == [said, said]


def test_what_a_draft_says_is_never_markup() -> None:
    said = "</p><script>x()</script> &lt; ]]> <!-- \"'><img src=x onerror=y>"
    made = sheet(para("Phần", said, NoteMark(1)), notes=(Note(1, (Run(said),)),))
    tree = parsed(write_html(made._replace(properties=Properties(said, said, said, None)), party()))
    assert not found(tree, "script", "img")
    assert text(found(tree, "title")[0]) == said
    assert text(found(tree, "h1")[0]).startswith(said)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.stem)
def test_every_example(draft: Path) -> None:
    outcome = check(Source.from_file(draft))
    assert outcome.layout is not None
    made, style = sheet_of(outcome), outcome.layout.stylesheet
    page = write_html(made, style)
    tree = parsed(page)
    assert sealed_state(page) == "ours"
    assert tree.get("lang") == "vi-VN"
    assert_no_gaps(tree)
    assert_nothing_from_elsewhere(page.decode(), tree)
    said = re.sub(r"[¹²³⁴⁵⁶⁷⁸⁹⁰0-9\W]", "", write_plain(made))
    shown = re.sub(r"[¹²³⁴⁵⁶⁷⁸⁹⁰0-9\W]", "", text(found(tree, "main")[0]))
    assert sorted(shown) == sorted(said)


def assert_no_gaps(tree: Any) -> None:
    depths = [int(one.tag[-1]) for one in found(tree, *HEADINGS)]
    assert not depths or depths[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))


def assert_nothing_from_elsewhere(page: str, tree: Any) -> None:
    assert not found(tree, "script", "link", "img", "iframe", "object", "base")
    assert all(one.get("href", "").startswith("#") for one in found(tree, "a"))
    assert not re.search(r"url\(|@import|https?:", page)


def pages_of_examples(folder: Path) -> Iterator[Path]:
    for draft in DRAFTS:
        outcome = check(Source.from_file(draft))
        assert outcome.layout is not None
        page = folder / f"{draft.stem}.html"
        page.write_bytes(write_html(sheet_of(outcome), outcome.layout.stylesheet))
        yield page


def test_the_nu_checker_finds_nothing(tmp_path: Path) -> None:
    if not NU.is_file() or shutil.which("java") is None:
        pytest.skip("no Nu Html Checker (npm i vnu-jar, and java)")
    run = subprocess.run(["java", "-jar", NU, *pages_of_examples(tmp_path)], capture_output=True, text=True, check=False)
    assert run.stderr == ""


def test_axe_finds_the_pages_accessible(tmp_path: Path) -> None:
    """All but the marks of urgency and secrecy, which 30/2020/NĐ-CP, Phụ lục I, wants in bright red."""
    if not AXE.is_file():
        pytest.skip("no axe (npm i axe-core)")
    asked = """(async () => {
      const found = await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]});
      return found.violations.flatMap(one => one.nodes.map(node => one.id + " " + node.html)).join("\\n");
    })()"""
    with chromium(tmp_path / "profile") as browser:
        for page in pages_of_examples(tmp_path):
            browser.open(page.as_uri())
            browser.ask(AXE.read_text("utf-8") + "; 0")
            found = [line for line in browser.ask(asked).split("\n") if line]
            assert all(re.match(r'color-contrast <p class="Do(Khan|Mat)"', line) for line in found), found


# --- structure --------------------------------------------------------------------------------------------------------


def test_headings_go_by_the_outline() -> None:
    made = programme()
    tree = parsed(write_html(made, party()))
    headed = [block for block in made.blocks if isinstance(block, Paragraph) and party().effective(block.style).get("outline")]
    assert [text(one).split(" ", 1)[-1] for one in found(tree, *HEADINGS)][1:] == [words(block.content) for block in headed]
    assert [one.tag.removeprefix(XHTML) for one in found(tree, *HEADINGS)][:4] == ["h1", "h2", "h2", "h3"]
    assert_no_gaps(tree)


def test_headings_deeper_than_html_has() -> None:
    styles = ("Phần", "Mục", "Khoản", "Điểm", "Khoản của điều", "Điểm của khoản")
    deep = page_of(para("Tên loại", "Báo cáo"), *(para(style, "x") for style in styles))
    assert [one.get("aria-level") for one in found(deep, "div") if one.get("role") == "heading"] == ["7"]


def test_references_and_notes_lead_there_and_back() -> None:
    made = programme()
    tree = parsed(write_html(made, party()))
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = [one.get("href") for one in found(tree, "a")]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    asked = [
        piece.bookmark
        for block in made.blocks
        if isinstance(block, Paragraph)
        for piece in block.content
        if isinstance(piece, Link)
    ]
    assert [link for link in links if "_ct" in link] == [f"#{bookmark}" for bookmark in asked]
    marks = [one for one in found(tree, "a") if one.get("role") == "doc-noteref"]
    backs = [one for one in found(tree, "a") if one.get("role") == "doc-backlink"]
    assert [one.get("href") for one in marks] == ["#chu-thich-1", "#chu-thich-2", "#chu-thich-1", "#chu-thich-3"]
    assert [one.get("href") for one in backs] == ["#dan-1", "#dan-2", "#dan-3"]


def test_tables_have_headers() -> None:
    rows = (Row((Cell((para("Nội dung", "Việc"),), 2),), header=True), Row((Cell((para("Nội dung", "Họp"),)), Cell(()))))
    tree = page_of(Table((40, 120), rows))
    (head,) = found(tree, "th")
    assert (head.get("scope"), head.get("colspan")) == ("col", "2")
    assert len(found(tree, "td")) == 2
    assert [one.get("style") for one in found(tree, "col")] == ["width: 25%", "width: 75%"]


def test_tables_say_what_they_are() -> None:
    head = Row((Cell((para("Nội dung", "Việc"),)), Cell((para("Nội dung", 'Hạn "cuối"'),))), header=True)
    for title, said in (("Chỉ tiêu", "Chỉ tiêu"), ("", 'Việc; Hạn "cuối"')):
        (table,) = found(page_of(Table((40, 120), (head,), title)), "table")
        assert table.get("aria-label") == said
    (table,) = found(page_of(Table((40,), (Row((Cell(()),)),))), "table")
    assert table.get("aria-label") is None


def shape(*blocks: Paragraph) -> str:
    """Lists as brackets round the labels of their items, ``.`` for a paragraph without a number."""
    signs = {"<ol>": "(", "</ol>": ")", "<li>": "", "</li>": ""}

    def sign(piece: Block | ListItem) -> str:
        if isinstance(piece, ListItem):
            return signs[piece.markup]
        assert isinstance(piece, Paragraph)
        return piece.number.label if piece.number else "#" if piece.style == "Phần" else "."

    return "".join(map(sign, nested(blocks, lambda block: block.style == "Phần")))


def clause(label: str, series: str = "") -> Paragraph:
    return para("Khoản (lời văn)", "x", number=number(label, CLAUSE, series))


def point(label: str, series: str = "") -> Paragraph:
    return para("Điểm (lời văn)", "x", number=number(label, POINT, series))


BODY, CHARGE, PART_HEAD = para("Nội dung", "x"), para("Phân công", "x"), para("Phần", "x")


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([BODY], "."),
        ([BODY, clause("1"), clause("2"), BODY], ".(12)."),
        ([clause("1"), CHARGE, clause("2"), CHARGE], "(1.2.)"),
        ([clause("1"), BODY, clause("2"), BODY], "(1.2)."),
        ([clause("1"), point("a"), point("b"), clause("2"), point("a")], "(1(ab)2(a))"),
        ([clause("1"), point("a", "x"), point("b", "x"), clause("2"), point("a", "y")], "(1(ab)2(a))"),
        ([point("a"), point("b"), clause("1")], "(ab)(1)"),
        ([clause("1"), PART_HEAD, clause("1"), PART_HEAD, BODY], "(1)#(1)#."),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_lists(blocks: list[Paragraph], expected: str) -> None:
    assert shape(*blocks) == expected


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                BODY,
                CHARGE,
                PART_HEAD,
                *(make(label, series) for make in (clause, point) for label in "12" for series in ("", "x")),
            ]
        )
    )
)
def test_lists_are_always_whole(blocks: list[Paragraph]) -> None:
    pieces = list(nested(blocks, lambda block: block.style == "Phần"))
    assert [piece for piece in pieces if isinstance(piece, Paragraph)] == blocks
    depth = 0
    for piece in pieces:
        if isinstance(piece, ListItem):
            depth += -1 if piece.markup.startswith("</") else 1
            assert depth >= 0
    assert depth == 0
    assert len(found(page_of(*blocks), "p", *HEADINGS)) == len(blocks)


def test_every_kind_of_block_is_drawn_and_no_other() -> None:
    from test_emit_typst import EVERY_BLOCK

    assert set(EVERY_BLOCK) == set(get_args(Block))
    assert "HỎA TỐC" in text(page_of(*EVERY_BLOCK.values(), para("Nội dung", "hết")))
    with pytest.raises(TypeError, match="no way to draw Properties"):
        page_of(Properties("", "", "", None))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no way to draw Section"):
        page_of(grid((80,), ((Section(),),)))


# --- in a browser -----------------------------------------------------------------------------------------------------


def test_it_prints_on_a4_with_numbers(tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    filler = [para("Nội dung", "Một đoạn văn bản.")] * 60
    page.write_bytes(write_html(sheet(*filler, Section(landscape=True), *filler), party()))
    with chromium(tmp_path / "profile") as browser:
        browser.open(page.as_uri())
        browser.wait("!!document.querySelector('main')")
        browser.pdf(tmp_path / "trang.pdf")
        assert browser.errors == []
        assert browser.asked == [page.as_uri()]
    told = subprocess.run(
        [judges.program("pdfinfo"), "-l", "9", tmp_path / "trang.pdf"], capture_output=True, text=True, check=True
    ).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    assert {(round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4)) for wide, high in sizes} == {
        (210, 297),
        (297, 210),
    }
    pages = judges.pdf_pages(tmp_path / "trang.pdf")
    assert [lines[0] for lines in pages] == ["Một đoạn văn bản.", *map(str, range(2, len(pages) + 1))]


def test_it_fits_a_narrow_screen(tmp_path: Path) -> None:
    page = tmp_path / "trang.html"
    page.write_bytes(write_html(regulation(), party()))
    with chromium(tmp_path / "profile", width=400) as browser:
        browser.open(page.as_uri())
        browser.wait("!!document.querySelector('main')")
        assert browser.ask("document.documentElement.scrollWidth") <= 400


MIDDLES = """Array.from(document.querySelectorAll(".ke")).map(rule => {
  const line = rule.getBoundingClientRect(), words = rule.previousElementSibling.getBoundingClientRect();
  return Math.abs(line.x + line.width / 2 - words.x - words.width / 2);
})"""


def report_in(folder: Path) -> Path:
    outcome = check(Source.from_file(STATE_REPORT))
    assert outcome.layout is not None
    page = folder / "bao-cao.html"
    page.write_bytes(write_html(sheet_of(outcome), outcome.layout.stylesheet))
    return page


@pytest.mark.parametrize("width", [1300, 360])
def test_rules_stand_under_their_words(tmp_path: Path, width: int) -> None:
    page = report_in(tmp_path)
    with chromium(tmp_path / "profile", width=width) as browser:
        browser.open(page.as_uri())
        browser.wait("!!document.querySelector('main')")
        middles = browser.ask(MIDDLES)
        assert len(middles) >= 3
        assert max(middles) < 1
        assert browser.ask("document.documentElement.scrollWidth") <= width


def test_the_letterhead_of_a_phone_is_one_column(tmp_path: Path) -> None:
    """What stands side by side on paper would be two columns of three words each."""
    page = report_in(tmp_path)
    with chromium(tmp_path / "profile", width=360) as browser:
        browser.open(page.as_uri())
        browser.wait("!!document.querySelector('main')")
        lefts = browser.ask("Array.from(document.querySelector('.luoi').children).map(cell => cell.getBoundingClientRect().x)")
        assert len(set(lefts)) == 1
        assert browser.ask("getComputedStyle(document.querySelector('.cum br')).display") == "none"
