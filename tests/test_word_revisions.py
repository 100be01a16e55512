"""What is read of a Word document: revisions and what is left once they are accepted or rejected, notes, remarks, places."""

from __future__ import annotations

import io
import zipfile

import pytest

from ctct.word.read import read_docx, read_word
from ctct.word.tree import Piece, WordDocument
from ctct.word.views import accepted, rejected, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14, W15 = "http://schemas.microsoft.com/office/word/2010/wordml", "http://schemas.microsoft.com/office/word/2012/wordml"
BY = 'w:id="1" w:author="An" w:date="2026-01-02T03:04:05Z"'
INS, DEL = f"<w:ins {BY}>", f"<w:del {BY}>"


def document(body: str, **parts: str) -> WordDocument:
    return read_word(package(body, **parts))


def package(body: str, **parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, part in parts.items():
            file.writestr(f"word/{name}.xml", part)
    return buffer.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def gone(text: str) -> str:
    return f"{DEL}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


def new(text: str) -> str:
    return f"{INS}{run(text)}</w:ins>"


def p(inner: str, mark: str = "", properties: str = "") -> str:
    changed = f"<w:rPr><w:{mark} {BY}/></w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}{changed}</w:pPr>{inner}</w:p>"


def lines(view: WordDocument) -> list[str]:
    return [(one.number or "") + one.text for one in view.paragraphs]


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(inner: str, mark: str = "") -> str:
    return f"<w:tr><w:trPr>{f'<w:{mark} {BY}/>' if mark else ''}</w:trPr>{inner}</w:tr>"


CASES = {
    "words": (p(run("a ") + gone("cũ") + new("mới") + run(" z")), ["a mới z"], ["a cũ z"]),
    "words put in by one and struck out by another": (
        p(run("a") + f"{INS}{DEL}<w:r><w:delText>x</w:delText></w:r></w:del></w:ins>"), ["a"], ["a"],
    ),
    "words in a link": (p(f"<w:hyperlink>{new('b')}</w:hyperlink>{run('c')}"), ["bc"], ["c"]),
    "a new paragraph": (p(run("a")) + p(new("b"), "ins") + p(run("c")), ["a", "b", "c"], ["a", "c"]),
    "a paragraph gone": (p(run("a")) + p(gone("b"), "del") + p(run("c")), ["a", "c"], ["a", "b", "c"]),
    "a paragraph parted": (p(run("a"), "ins") + p(run("b")), ["a", "b"], ["ab"]),
    "three paragraphs joined": (p(run("a"), "del") + p(run("b"), "del") + p(run("c")), ["abc"], ["a", "b", "c"]),
    "the last of a cell has an end": (
        f"<w:tbl>{row(cell(p(run('a')) + p(gone('b'), 'del')))}</w:tbl>" + p(run("c")), ["a", "", "c"], ["a", "b", "c"],
    ),
    "nothing joins what stands behind a table": (
        p(gone("a"), "del") + f"<w:tbl>{row(cell(p(run('b'))))}</w:tbl>" + p(run("c")), ["", "b", "c"], ["a", "b", "c"],
    ),
    "rows": (
        f"<w:tbl>{row(cell(p(run('a'))), 'del')}{row(cell(p(run('b'))), 'ins')}</w:tbl>", ["b"], ["a"],
    ),
    "a table in a row that is gone": (
        f"<w:tbl>{row(cell('<w:tbl>' + row(cell(p(run('a')))) + '</w:tbl>' + p(run('b'))), 'del')}</w:tbl>", [], ["a", "b"],
    ),
    "a cell": (f"<w:tbl>{row(cell(p(run('a')), f'<w:cellIns {BY}/>') + cell(p(run('b'))))}</w:tbl>", ["a", "b"], ["b"]),
    "a move": (
        p(f"<w:moveFrom {BY}>{run('a')}</w:moveFrom>", "moveFrom") + p(run("b")) +
        p(f"<w:moveTo {BY}>{run('a')}</w:moveTo>", "moveTo") + p(run("c")), ["b", "a", "c"], ["a", "b", "c"],
    ),
    "a text box": (
        p(f"{INS}<w:r><w:pict><w:txbxContent>{p(run('hộp'))}</w:txbxContent></w:pict></w:r></w:ins>{run('a')}"),
        ["hộp", "a"], ["a"],
    ),
    "what older programs show": (
        p('<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
          f"<w:txbxContent>{p(run('hộp'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>{p(run('hộp'))}"
          "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"), ["hộp", ""], ["hộp", ""],
    ),
    "the field's code with its words": (
        p(f'{DEL}<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>REF a</w:delInstrText></w:r>'
          '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>mục I</w:delText></w:r>'
          f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>{run("x")}'), ["x"], ["mục Ix"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "after", "before"), CASES.values(), ids=CASES)
def test_views(body: str, after: list[str], before: list[str]) -> None:
    read = document(body)
    assert lines(accepted(read)) == after
    assert lines(rejected(read)) == before
    assert read.is_revised == (after != before or "words put in" in body or "</w:del></w:ins>" in body)


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_numbers_are_those_of_the_view() -> None:
    body = p(new("a"), "ins", LISTED) + p(run("b"), "", LISTED) + p(gone("c"), "del", LISTED) + p(run("d"), "", LISTED)
    read = document(body, numbering=NUMBERING)
    assert lines(accepted(read)) == ["1. a", "2. b", "3. d"]
    assert lines(rejected(read)) == ["1. b", "2. c", "3. d"]
    assert lines(written(read)) == ["1. a", "2. b", "3. c", "4. d"]
    assert [one.label for one in accepted(read).paragraphs] == ["1.", "2.", "3."]


def test_what_joins_the_next_takes_its_properties() -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="x"><w:name w:val="Khoản"/></w:style></w:styles>'
    read = document(p(run("a"), "del") + p(run("b"), "", '<w:pStyle w:val="x"/>'), styles=styles)
    assert [one.style for one in accepted(read).paragraphs] == ["Khoản"]
    assert [one.style for one in rejected(read).paragraphs] == ["", "Khoản"]


def test_settings_and_looks_of_before() -> None:
    changed = f'<w:pStyle w:val="x"/>{LISTED}<w:jc w:val="center"/><w:pPrChange {BY}><w:pPr><w:pStyle w:val="y"/></w:pPr></w:pPrChange>'
    words = f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>"
    read = document(p(words, "", changed), numbering=NUMBERING)
    after, before = accepted(read).paragraphs[0], rejected(read).paragraphs[0]
    assert (after.style, after.label, after.setting.align) == ("x", "1.", "center")
    assert (before.style, before.label, before.setting.align) == ("y", None, "")
    assert [(one.look.bold, one.look.italic) for one in (*after.pieces, *before.pieces)] == [(True, False), (False, True)]


def test_looks_of_styles() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:rPr><w:b/><w:caps/></w:rPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/><w:tblStylePr><w:rPr><w:i/></w:rPr></w:tblStylePr></w:style></w:styles>'
    )
    runs = '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>x</w:t></w:r>' + run("y")
    first, second = document(p(runs, "", '<w:pStyle w:val="b"/>'), styles=styles).paragraphs[0].pieces
    assert [tuple(one.look)[:3] for one in (first, second)] == [(False, False, True), (True, False, True)]


def test_pieces_tell_who_and_when_and_what_a_field_asks() -> None:
    field = f'<w:fldSimple w:instr=" REF a \\h ">{run("mục I")}</w:fldSimple>'
    kept, inserted, shown = document(p(run("a") + run("b") + new("c") + field)).paragraphs[0].content
    assert isinstance(kept, Piece)
    assert isinstance(inserted, Piece)
    assert isinstance(shown, Piece)
    assert kept.text == "ab", "runs of one look are one piece"
    assert inserted.revision.inserted == ("An", "2026-01-02T03:04:05Z", False)
    assert shown.field is not None
    assert (shown.field.code, shown.text) == ("REF a \\h", "mục I")


def test_signs() -> None:
    assert (
        document(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:noBreakHyphen/></w:r>")).paragraphs[0].text == "a\tb\n\u2011"
    )


def bookmark(name: str, inner: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def test_bookmarks_go_with_their_words() -> None:
    moved = f"<w:moveFrom {BY}>{run('a')}</w:moveFrom>"
    body = (
        p(bookmark("k1", moved), "moveFrom") + p(bookmark("k2", run("b") + gone("c"), 2)) +
        p(bookmark("k1_Copy_1_Copy_1", f"<w:moveTo {BY}>{run('a')}</w:moveTo>", 3), "moveTo") + p(bookmark("k4", "", 4))
    )  # fmt: skip
    read = document(body)
    assert [one.bookmarks for one in accepted(read).paragraphs] == [("k2",), ("k1",), ("k4",)]
    assert [one.bookmarks for one in rejected(read).paragraphs] == [("k1",), ("k2",), ("k4",)]


def test_bookmarks_between_paragraphs_belong_to_the_next() -> None:
    read = document(p(run("a")) + '<w:bookmarkStart w:id="1" w:name="k"/>' + p(run("b")) + '<w:bookmarkEnd w:id="1"/>')
    assert [one.bookmarks for one in accepted(read).paragraphs] == [(), ("k",)]


def test_notes_stand_and_fall_with_their_marks() -> None:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:footnoteRef/></w:r>{1}</w:p></w:footnote>'
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note.format(1, run("một")) + note.format(2, run("hai")) + note.format(3, run("ba ") + gone("cũ")) + "</w:footnotes>"
    )  # fmt: skip
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(run("a") + f"{DEL}{mark.format(2)}</w:del>{mark.format(3)}{INS}{mark.format(1)}</w:ins>")
    read = document(body, footnotes=notes)
    assert {note: [one.text for one in story] for note, story in accepted(read).notes.items()} == {"3": ["ba "], "1": ["một"]}
    assert {note: [one.text for one in story] for note, story in rejected(read).notes.items()} == {"2": ["hai"], "3": ["ba cũ"]}
    assert read_docx(package(body, footnotes=notes)).splitlines() == ["a¹²", "---", "¹ba", "²một"]


def test_remarks_with_their_threads() -> None:
    comment = '<w:comment w:id="{0}" w:author="Bình" w:date="d"><w:p w14:paraId="0{0}">{1}</w:p></w:comment>'
    comments = f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{comment.format(1, run("sao?"))}{comment.format(2, run("vì"))}</w:comments>'
    threads = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="01" w15:done="1"/>'
        '<w15:commentEx w15:paraId="02" w15:paraIdParent="01" w15:done="0"/></w15:commentsEx>'
    )
    body = p(
        f'<w:commentRangeStart w:id="1"/>{gone("chữ")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    read = document(body, comments=comments, commentsExtended=threads)
    asked, answer = read.comments.values()
    assert (asked.author, asked.date, asked.text, asked.parent, asked.resolved) == ("Bình", "d", "sao?", None, True)
    assert (answer.text, answer.parent, answer.resolved) == ("vì", "1", False)
    kinds = [mark.kind for mark in accepted(read).paragraphs[0].marks("comment_start", "comment_end", "comment")]
    assert kinds == ["comment_start", "comment_end", "comment"], "a remark on words that are gone keeps its place"


def test_places() -> None:
    inner = f"<w:tbl>{row(cell(p(run('trong'))))}</w:tbl>"
    wide = cell(p(run("a")), '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>') + cell(p(run("b")))
    turned = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'
    body = f"<w:tbl>{row(wide)}{row(cell(inner + p(''), '<w:vMerge/>'))}</w:tbl>" + p(run("c"), "", turned) + p(run("d"))
    read = document(body + "<w:sectPr/>", header1=f'<w:hdr xmlns:w="{W}">{p(run("đầu trang"))}</w:hdr>')
    cells = [
        (one.text, one.place.table, one.place.row, one.place.column, one.place.span, one.place.merge) for one in read.paragraphs
    ]
    assert cells[:4] == [
        ("a", 0, 0, 0, 2, "restart"),
        ("b", 0, 0, 2, 1, ""),
        ("trong", 1, 0, 0, 1, ""),
        ("", 0, 1, 0, 1, "continue"),
    ]
    assert read.paragraphs[2].place.outer is read.paragraphs[3].place
    assert [(one.text, one.place.kind, read.sections[one.section].landscape) for one in read.paragraphs[4:]] == [
        ("c", "body", True), ("d", "body", False),
    ]  # fmt: skip
    assert [one.text for one in read.edges["word/header1.xml"]] == ["đầu trang"]
