"""What blocks become in WordprocessingML. Elements are told without the prefix ``w:`` and without ``xml:space``."""

from __future__ import annotations

import re

import pytest

from ctct.emit.word.document import write_docx
from ctct.layout.blocks import (
    Block,
    Inline,
    Link,
    Note,
    NoteMark,
    Number,
    Paragraph,
    Rule,
    Run,
    Series,
    Sheet,
    Table,
    TableCell,
    TableRow,
)
from judges import audit_errors, parts_of
from test_emit_sheets import (
    ARTICLES,
    CLAUSE,
    LETTERED,
    MARKED,
    POINT,
    PROGRAMME,
    SECTION,
    grid,
    number,
    para,
    party,
    programme,
    sheet,
)

END = '<p><pPr><pStyle val="DongDem"/></pPr></p>'


def told(xml: str) -> str:
    return xml.replace("w:", "").replace(' xml:space="preserve"', "")


def part(drawn: Sheet, name: str, literal: bool = False) -> str:
    return told(parts_of(write_docx(drawn, party(), literal_numbers=literal))[name].decode())


def body(*blocks: Block, series: tuple[Series, ...] = (), literal: bool = False, notes: tuple[Note, ...] = ()) -> str:
    written = part(sheet(*blocks, series=series, notes=notes), "word/document.xml", literal)
    return written[written.index("<body>") + 6 : written.index("<sectPr>")]


def inside(*content: Inline | str, style: str = "Nội dung") -> str:
    """The runs of a paragraph."""
    return re.sub("^<p><pPr>.*?</pPr>|</p>$", "", body(para(style, *content)))


def head(paragraph: Paragraph, *series: Series, literal: bool = False) -> str:
    """The properties of a paragraph but for its style."""
    found = re.search('<pPr><pStyle val="[^"]*"/>(.*?)</pPr>', body(paragraph, series=series, literal=literal))
    assert found
    return found[1]


def style(name: str, drawn: Sheet | None = None) -> str:
    written = part(drawn or sheet(), "word/styles.xml")
    found = re.search(f'<style [^>]*><name val="{re.escape(name)}"/>.*?</style>', written)
    assert found, name
    return found[0]


# --- words ------------------------------------------------------------------------------------------------------------


def test_paragraph_wears_a_style_and_nothing_else() -> None:
    assert body(para("Nội dung", "A & <B>")) == '<p><pPr><pStyle val="NoiDung"/></pPr><r><t>A &amp; &lt;B&gt;</t></r></p>'


@pytest.mark.parametrize(
    ("run", "look"),
    [
        (Run("x", italic=True), "ChuNghieng"),
        (Run("x", bold=True), "ChuDam"),
        (Run("x", italic=True, bold=True), "ChuDamNghieng"),
        (Run("x", style="Tên phần chương mục"), "TenPhanChuongMuc"),
        (Run("x", style="Tên phần chương mục", italic=True), "TenPhanChuongMucNghieng"),
    ],
)
def test_words_wear_character_styles(run: Run, look: str) -> None:
    assert inside(run) == f'<r><rPr><rStyle val="{look}"/></rPr><t>x</t></r>'


def test_look_of_two_styles_is_a_style_of_its_own() -> None:
    drawn = sheet(para("Nội dung", Run("x", italic=True, bold=True)))
    assert style("Chữ đậm nghiêng", drawn) == (
        '<style type="character" customStyle="1" styleId="ChuDamNghieng"><name val="Chữ đậm nghiêng"/>'
        '<basedOn val="DefaultParagraphFont"/><qFormat/><rPr><b/><i/></rPr></style>'
    )


def test_words_that_look_like_their_paragraph_wear_nothing() -> None:
    assert inside(Run("x", bold=True), style="Trích yếu") == "<r><t>x</t></r>"
    assert inside(Run("x", italic=True), style="Kính gửi") == "<r><t>x</t></r>"


def test_style_that_would_be_turned_over_by_its_paragraph_is_pinned() -> None:
    """ECMA-376 17.7.3: of itself, a character style cannot make words of an italic paragraph upright."""
    assert (
        inside(Run("x", style="Chữ đứng"), style="Kính gửi") == '<r><rPr><rStyle val="ChuDung"/><i val="0"/></rPr><t>x</t></r>'
    )
    assert inside(Run("x", style="Chữ đứng"), style="Nội dung") == '<r><rPr><rStyle val="ChuDung"/></rPr><t>x</t></r>'
    pinned = '<r><rPr><rStyle val="TenPhanChuongMuc"/><caps/></rPr><t>x</t></r>'
    assert inside(Run("x", style="Tên phần chương mục"), style="Tên loại") == pinned


def test_signs_become_elements() -> None:
    assert inside("a\nb\tc\u00add\u2011e\r\n") == (
        "<r><t>a</t><br/><t>b</t><tab/><t>c</t><softHyphen/><t>d</t><noBreakHyphen/><t>e</t><br/></r>"
    )


# --- numbers ----------------------------------------------------------------------------------------------------------


def test_style_of_its_level_numbers_a_paragraph() -> None:
    assert head(para("Mục", "x", number=number("I.", SECTION)), PROGRAMME) == ""


def test_other_paragraphs_say_where_they_stand() -> None:
    assert head(para("Mục (lời văn)", "x", number=number("I.", SECTION)), PROGRAMME) == (
        '<numPr><ilvl val="1"/><numId val="1"/></numPr>'
    )
    assert head(para("Khoản", "x", number=number("(1)", CLAUSE, "1")), PROGRAMME, MARKED) == (
        '<numPr><ilvl val="2"/><numId val="2"/></numPr>'
    )


def test_paragraph_without_a_number_leaves_the_list_of_its_style() -> None:
    assert head(para("Mục", "x"), PROGRAMME) == '<numPr><ilvl val="0"/><numId val="0"/></numPr>'
    typed = number("a", POINT, "4", lead=")")
    assert head(para("Điểm", "x", number=typed), PROGRAMME, LETTERED) == '<numPr><ilvl val="0"/><numId val="0"/></numPr>'
    assert head(para("Điểm (lời văn)", "x", number=typed), PROGRAMME, LETTERED) == ""


def test_native_number_is_not_typed_and_its_bookmark_is_round_the_text() -> None:
    drawn = body(para("Mục", "x", number=number("I.", SECTION), bookmark="_ct_a"), series=(PROGRAMME,))
    assert drawn == (
        '<p><pPr><pStyle val="Muc"/></pPr><bookmarkStart id="1" name="_ct_a"/><r><t>x</t></r><bookmarkEnd id="1"/></p>'
    )


def test_sign_after_a_native_number_is_typed() -> None:
    clause = para("Khoản", "x", number=number("1", CLAUSE, lead="-"))
    assert "<r><t>- </t></r><r><t>x</t></r>" in body(clause, series=(PROGRAMME,))


def test_bookmark_of_a_typed_number_is_round_what_is_repeated() -> None:
    typed = Number("(đ)", POINT, "4", "đ")
    drawn = body(para("Điểm (lời văn)", "x", number=typed, bookmark="_ct_a"), series=(PROGRAMME, LETTERED))
    assert drawn.endswith(
        '</pPr><r><t>(</t></r><bookmarkStart id="1" name="_ct_a"/><r><t>đ</t></r><bookmarkEnd id="1"/><r><t>) </t></r>'
        "<r><t>x</t></r></p>"
    )


def test_typed_number_without_a_bookmark_is_one_run() -> None:
    typed = number("a", POINT, "4", lead=")")
    assert "</pPr><r><t>a) </t></r><r><t>x</t></r></p>" in body(para("Điểm", "x", number=typed), series=(PROGRAMME, LETTERED))


@pytest.mark.parametrize("reference", ["", "a", "không có"])
def test_bookmark_of_a_typed_number_is_round_it_all_where_no_part_is_repeated(reference: str) -> None:
    typed = para("Điểm (lời văn)", "x", number=Number("a", POINT, "4", reference, ")"), bookmark="_ct_a")
    marked = '<bookmarkStart id="1" name="_ct_a"/><r><t>a</t></r><bookmarkEnd id="1"/><r><t>) </t></r>'
    assert marked in body(typed, series=(PROGRAMME, LETTERED))


def test_number_before_a_new_line_has_no_blank_after_it() -> None:
    typed = para("Chương", "\n", "x", number=Number("Chương I", 1, "", "Chương I"))
    assert "<r><t>Chương I</t></r><r><br/></r><r><t>x</t></r>" in body(typed, literal=True)
    assert "<r><t>Chương I</t></r></p>" in body(para("Chương", number=typed.number), literal=True)


def test_bold_number_of_a_plain_paragraph_stays_bold_when_typed() -> None:
    drawn = body(para("Điều (lời văn)", "x", number=number("Điều 1.", 0, "dieu")), series=(ARTICLES,), literal=True)
    assert '<r><rPr><rStyle val="ChuDam"/></rPr><t>Điều 1. </t></r><r><t>x</t></r>' in drawn


def test_literal_numbers_leave_no_list_behind() -> None:
    parts = parts_of(write_docx(programme(), party(), literal_numbers=True))
    assert "word/numbering.xml" not in parts
    assert not any(b"numPr" in part for part in parts.values())


# --- references and notes ---------------------------------------------------------------------------------------------


def test_link_asks_for_the_number_of_a_paragraph() -> None:
    look = '<rPr><rStyle val="ChuNghieng"/></rPr>'
    assert inside(Link("II", "_ct_a", italic=True)) == (
        f'<r>{look}<fldChar fldCharType="begin"/></r><r>{look}<instrText> REF _ct_a \\n \\h \\* MERGEFORMAT </instrText></r>'
        f'<r>{look}<fldChar fldCharType="separate"/></r><r>{look}<t>II</t></r><r>{look}<fldChar fldCharType="end"/></r>'
    )


def test_link_that_looks_like_its_paragraph_is_short() -> None:
    assert "<instrText> REF _ct_a \\n \\h </instrText>" in inside(Link("II", "_ct_a"))


def test_link_to_a_typed_number_asks_for_its_text() -> None:
    assert "<instrText> REF _ct_a \\h \\* MERGEFORMAT </instrText>" in inside(Link("đ", "_ct_a", label=False))
    assert "<instrText> REF _ct_a \\h \\* MERGEFORMAT </instrText>" in body(para("Nội dung", Link("II", "_ct_a")), literal=True)


def test_note_is_marked_once_and_referred_to_after() -> None:
    drawn = body(para("Nội dung", NoteMark(1), NoteMark(1, again=True)), notes=(Note(1, (Run("x"),)),))
    look = '<rPr><rStyle val="FootnoteReference"/></rPr>'
    first = f'<bookmarkStart id="1" name="_ctn1"/><r>{look}<footnoteReference id="1"/></r><bookmarkEnd id="1"/>'
    assert drawn.startswith(f'<p><pPr><pStyle val="NoiDung"/></pPr>{first}')
    assert f"<r>{look}<instrText> NOTEREF _ctn1 \\f \\h </instrText></r>" in drawn
    assert f"<r>{look}<t>1</t></r>" in drawn


def test_notes_stand_in_a_part_of_their_own() -> None:
    written = part(programme(), "word/footnotes.xml")
    look = '<r><rPr><rStyle val="FootnoteReference"/></rPr>'
    assert '<footnote type="separator" id="-1"><p>' in written
    assert f'<footnote id="1"><p><pPr><pStyle val="FootnoteText"/></pPr>{look}<footnoteRef/></r><r><t> </t></r>' in written


def test_note_of_a_note_stands_below_it() -> None:
    written = part(programme(), "word/footnotes.xml")
    look = '<r><rPr><rStyle val="FootnoteReference"/></rPr>'
    assert '<footnote id="3">' not in written
    assert f"<r><t>Kết luận số 31-KL/TU</t></r>{look}<t>3</t></r><r><t>.</t></r></p>" in written
    assert f"{look}<t>3</t></r><r><t> </t></r><r><t>Đã sửa đổi.</t></r></p></footnote>" in written


# --- tables and rules -------------------------------------------------------------------------------------------------


def test_grid_is_a_table_without_borders_that_stays_whole() -> None:
    cell = '<p><pPr><pStyle val="DauSao"/><keepNext/><keepLines/></pPr><r><t>*</t></r></p>'
    spacer = '<p><pPr><pStyle val="DongDem"/><keepNext/><keepLines/></pPr></p>'
    assert body(grid((10, 20.5), ((para("Dấu sao", "*"),), ()))) == END + (
        '<tbl><tblPr><tblW w="1729" type="dxa"/><tblLayout type="fixed"/><tblCellMar><left w="0" type="dxa"/>'
        '<right w="0" type="dxa"/></tblCellMar></tblPr><tblGrid><gridCol w="567"/><gridCol w="1162"/></tblGrid>'
        '<tr><trPr><cantSplit/></trPr><tc><tcPr><tcW w="567" type="dxa"/></tcPr>' + cell + "</tc>"
        '<tc><tcPr><tcW w="1162" type="dxa"/></tcPr>' + spacer + "</tc></tr></tbl>" + END
    )


def data(title: str, *heads: str) -> Table:
    rows = [TableRow((TableCell((para("Nội dung", "ô"),), span=max(1, len(heads))),))]
    if heads:
        rows.insert(0, TableRow(tuple(TableCell((para("Nội dung", head),)) for head in heads), header=True))
    return Table((20.0,) * max(1, len(heads)), tuple(rows), title)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (data("Chỉ tiêu <2026>", "TT", "Nội  dung"), ("Chỉ tiêu &lt;2026&gt;", "TT; Nội dung")),
        (data("", "TT", "Nội\ndung", ""), ("TT; Nội dung", None)),
        (data("Chỉ tiêu"), ("Chỉ tiêu", None)),
        (data(""), (None, None)),
    ],
)
def test_table_of_data_says_what_it_is_to_those_who_do_not_see_it(table: Table, told: tuple[str | None, str | None]) -> None:
    written = body(table)
    name, columns = told
    assert written.count("tblCaption") == (name is not None)
    assert written.count("tblDescription") == (columns is not None)
    said = (f'<tblCaption val="{name}"/>' if name else "") + (f'<tblDescription val="{columns}"/>' if columns else "")
    assert f"</tblCellMar>{said}</tblPr>" in written
    assert audit_errors(write_docx(sheet(table), party())) == []


def test_grid_says_nothing_of_itself() -> None:
    assert "tblCaption" not in body(grid((10,), ((para("Dấu sao", "*"),),)))


def test_tables_that_touch_are_kept_apart() -> None:
    star = grid((10,), ((para("Dấu sao", "*"),),))
    assert body(star, star).count(f"</tbl>{END}<tbl>") == 1
    assert body(para("Nội dung", "x"), star, para("Nội dung", "x")).count(END) == 0
    inner = body(grid((10,), ((star,),)))
    assert '</tbl><p><pPr><pStyle val="DongDem"/><keepNext/><keepLines/></pPr></p></tc>' in inner


def test_rule_is_indented_to_its_length() -> None:
    assert body(Rule("Đường kẻ", 100)) == '<p><pPr><pStyle val="DuongKe"/><ind left="1842" right="1842"/></pPr></p>'
    assert '<ind left="397" right="397"/>' in body(grid((82, 83), ((Rule("Đường kẻ", 68),), ())))
    assert '<ind left="0" right="0"/>' in body(Rule("Đường kẻ", 1000))
    assert (
        '<pBdr><top val="single" sz="6" space="0" color="auto"/></pBdr><spacing before="40" line="40" lineRule="exact"/>'
        in style("Đường kẻ")
    )


def test_paragraph_before_a_table_may_be_kept_with_it() -> None:
    assert head(Paragraph("Nội dung", (), keep_next=True)) == "<keepNext/>"
