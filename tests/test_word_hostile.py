"""Word files that were made to fill the memory, the disk or the day of whoever looks into them: each is told at once, or read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

import pytest

from bounds import ended_if_hung
from ctct.changes.kinds import differences
from ctct.changes.passages import passages
from ctct.diagnostics import Rejected
from ctct.emit.seal import SEAL, SEALED_PART
from ctct.word.fingerprint import fingerprint_state
from ctct.word.limits import (
    LIMIT_BASES,
    LIMIT_DEPTH,
    LIMIT_EVENTS,
    LIMIT_NAMES,
    LIMIT_NAMESPACE,
    LIMIT_TAG,
    LIMIT_VALUE,
    LIMIT_WORDS,
    LIMIT_XML,
)
from ctct.word.read import read_docx, read_word
from ctct.word.redline.build import redline
from ctct.word.views import accepted, rejected, written

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

TOO_MUCH, NO_WORD_FILE, OLD = "chứa nhiều hơn", "không phải tệp Word", "tệp Word kiểu cũ (.doc)"
Parts = dict[str, str | bytes]


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def document(body: str, numbering: str = "", styles: str = "") -> Parts:
    parts: Parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return parts


SAID = "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
STYLED = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    '<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def numbered(times: int = 1, depth: str = "0", **level: object) -> Parts:
    listed = LIST.format(**{"ilvl": depth, "start": 1, "form": "decimal", "text": "%1.", **level})
    return document(NUMBERED.format(depth) * times, listed)


def based(count: int, last: str) -> Parts:
    chain = "".join(f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(count - 1))
    return document(STYLED * 1000, "", f'{chain}<w:style w:styleId="s{count - 1}"><w:basedOn w:val="{last}"/></w:style>')


def nested(name: str, depth: int) -> Parts:
    opened = "".join(f"<w:{one}>" for one in name.split())
    closed = "".join(f"</w:{one}>" for one in reversed(name.split()))
    return document(f"{opened * depth}{SAID}{closed * depth}")


def attributes(form: str) -> Parts:
    return document(f"<w:p {' '.join(form.format(number) for number in range(100_000))}/>")


def in_letters_of(encoding: str) -> Kind:
    parts: Parts = {"word/document.xml": f'<?xml version="1.0" encoding="{encoding}"?><x/>'}
    return Kind(f"letters of {encoding}", lambda: parts, NO_WORD_FILE)


class Kind(NamedTuple):
    """A kind of file; ``end`` is what is told of it, or the text that is read."""

    name: str
    parts: Callable[[], Parts]
    end: str


KINDS = [
    Kind("a number of a million pieces", lambda: numbered(text="%1" * 500_000), TOO_MUCH),
    Kind("a number of a million pieces that are empty", lambda: numbered(text="%9" * 500_000), TOO_MUCH),
    Kind("a long number, again and again", lambda: numbered(50_000, text="%1" * (LIMIT_VALUE // 2)), TOO_MUCH),
    Kind("a list that starts at 10⁹", lambda: numbered(start=10**9), "1. a\n"),
    Kind("letters of a high count", lambda: numbered(start=10**9 - 1, form="lowerLetter"), "999999999. a\n"),
    Kind("a level that no list has", lambda: numbered(depth="999999999"), "a\n"),
    Kind("levels without number", lambda: numbered(depth="1e999") | {"word/x": ""}, "1. a\n"),
    Kind("digits of other scripts", lambda: numbered(depth="²", start="٣"), "1. a\n"),
    Kind("styles based on each other, far", lambda: based(LIMIT_BASES + 1, ""), TOO_MUCH),
    Kind("styles based on each other, very far", lambda: based(100_000, ""), TOO_MUCH),
    Kind("styles based on each other in a ring", lambda: based(LIMIT_BASES, "s0"), "a\n" * 1000),
    Kind("an id of megabytes", lambda: document(SAID, "", f'<w:style w:styleId="{"s" * (LIMIT_VALUE + 1)}"/>'), TOO_MUCH),
    Kind("a list that is its own style's", lambda: document(
        NUMBERED.format(0) + STYLED,
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s0"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:style w:styleId="s0"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    ), "a\na\n"),
    Kind("tables in tables", lambda: nested("tbl tr tc", 30_000), "a\n"),
    Kind("paragraphs in paragraphs", lambda: nested("p", 50_000), "a\n"),
    Kind("insertions in insertions", lambda: nested("ins", 50_000), "a\n"),
    Kind("what was struck out, in what was struck out", lambda: nested("del", 50_000), ""),
    Kind("deeper than that", lambda: nested("sdt", LIMIT_DEPTH), TOO_MUCH),
    Kind("elements that never end", lambda: {"word/document.xml": "<a>" * 10_000_000}, TOO_MUCH),
    Kind("paragraphs without end", lambda: document("<w:p/>" * LIMIT_EVENTS), TOO_MUCH),
    Kind("fields in fields", lambda: document(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>' + "</w:r><w:r>" * 100 +
        '<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>' * 50_000 + "<w:t>a</w:t>" * 50_000 +
        "</w:r></w:p>"
    ), "a" * 50_000 + "\n"),
    Kind("an attribute of megabytes", lambda: document(f'<w:p w:x="{"a" * 30_000_000}"/>'), TOO_MUCH),
    Kind("a long attribute, again and again", lambda: document(f'<w:p w:x="{"a" * (LIMIT_TAG // 2)}"/>' * 20), ""),
    Kind("a comment of megabytes", lambda: document(f"<!--{'a' * 30_000_000}-->"), TOO_MUCH),
    Kind("a hundred thousand attributes", lambda: attributes('a{}=""'), TOO_MUCH),
    Kind("names without end", lambda: document("".join(f"<a{n}/>" for n in range(LIMIT_NAMES * 10))), TOO_MUCH),
    Kind("a long namespace", lambda: document(f'<w:p xmlns:a="{"u" * (LIMIT_NAMESPACE + 1)}"/>'), TOO_MUCH),
    Kind("a great many namespaces", lambda: attributes('xmlns:a{0}="u{0}"'), TOO_MUCH),
    Kind("words without end", lambda: document(f"<w:p><w:r><w:t>{'a' * (LIMIT_WORDS + 1)}</w:t></w:r></w:p>"), TOO_MUCH),
    Kind("a part without end", lambda: document(" " * LIMIT_XML), TOO_MUCH),
    Kind("many parts that have no end together", lambda: document(SAID) | {
        f"word/footer{n}.xml": f"<x>{' ' * (LIMIT_XML // 8)}</x>" for n in range(9)
    }, TOO_MUCH),
    Kind("a span of 10⁹ columns", lambda: document(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{10**9}"/></w:tcPr>{SAID}</w:tc></w:tr></w:tbl>'
    ), "a\n"),
    Kind("a note that refers to itself", lambda: document('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>') | {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/>'
        '<w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>'
    }, "¹\n---\n¹¹\n"),
    Kind("entities of entities", lambda: {
        "word/document.xml": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    }, NO_WORD_FILE),
    Kind("an entity that is another file", lambda: {
        "word/document.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    }, NO_WORD_FILE),
    Kind("parts and templates from elsewhere", lambda: document(SAID) | {
        "../../ngoai": "x", "/etc/ngoai": "x", "[Content_Types].xml": "<x/>",
        "word/_rels/document.xml.rels": '<Relationships><Relationship Target="http://127.0.0.1:1/x" TargetMode="External"/>',
    }, "a\n"),
    Kind("no document", lambda: {"word/styles.xml": f'<w:styles xmlns:w="{W}"/>'}, NO_WORD_FILE),
    Kind("UTF-16", lambda: {"word/document.xml": str(document(SAID)["word/document.xml"]).encode("utf-16")}, "a\n"),
    *map(in_letters_of, ("utf-7", "idna", "base64", "khong-co", "x" * 30)),
]  # fmt: skip


def end_of(data: bytes) -> str:
    """Return what comes of a file: its text, or what is told of it."""
    try:
        with ended_if_hung():
            return read_docx(data)
    except Rejected as refused:
        return "".join(one.message for one in refused.diagnostics if one.code == "TP04")


def is_as_told(found: str, expected: str) -> bool:
    return expected in found if expected in (TOO_MUCH, NO_WORD_FILE, OLD) else found == expected


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_hostile_document(kind: Kind) -> None:
    assert is_as_told(end_of(packed(kind.parts())), kind.end)


def falsified(field: int, form: str, value: int) -> bytes:
    """Return a package whose directory (PKWARE APPNOTE 4.3.12) says ``value`` at ``field`` of its one record."""
    data = bytearray(packed(document(SAID * 1000)))
    struct.pack_into(form, data, data.index(b"PK\x01\x02") + field, value)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (falsified(8, "<H", 1), NO_WORD_FILE),  # a password
        (falsified(8, "<H", 0x41), NO_WORD_FILE),
        (falsified(8, "<H", 0x20), NO_WORD_FILE),
        (falsified(6, "<H", 255), NO_WORD_FILE),
        (falsified(10, "<H", 99), NO_WORD_FILE),
        (falsified(16, "<I", 1), NO_WORD_FILE),
        (falsified(20, "<I", 3), NO_WORD_FILE),
        (falsified(24, "<I", 10), NO_WORD_FILE),
        (falsified(42, "<I", 0xFFFFFFF0), NO_WORD_FILE),
        (falsified(24, "<I", 0xFFFFFFF0), "a\n" * 1000),
        (packed(document(SAID), zipfile.ZIP_BZIP2), NO_WORD_FILE),
        (packed(document(SAID), zipfile.ZIP_LZMA), NO_WORD_FILE),
        (packed(document(SAID) | {f"{number}": "" for number in range(65_000)}), TOO_MUCH),
        (packed(document(SAID))[:-40], NO_WORD_FILE),
        (b"PK\x05\x06" * 1_000_000, NO_WORD_FILE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), OLD),
    ],
)
def test_hostile_package(data: bytes, end: str) -> None:
    assert is_as_told(end_of(data), end)


def test_one_part_under_many_records() -> None:
    footer: Parts = {"word/footer.xml": f"<x>{' ' * (LIMIT_XML // 8)}</x>"}
    data = packed(footer | document(SAID))
    directory, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    records = data[directory:end]
    records = records[: records.index(b"PK\x01\x02", 4)] * 9 + records
    data = data[:directory] + records + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 11, 11, len(records), directory, 0)
    assert is_as_told(end_of(data), TOO_MUCH)


@pytest.mark.parametrize("inside", [f'name="{SEAL}"' * 20_000, f'name="{SEAL}">' + " " * 500_000, "x" * 500_000])
def test_whose_a_file_is_is_told_at_once(inside: str) -> None:
    with ended_if_hung():
        assert fingerprint_state(packed({SEALED_PART: f"<property {inside}"})) == "foreign"


MARKED = '<w:p><w:bookmarkStart w:id="{0}" w:name="b{0}"/><w:commentRangeStart w:id="{0}"/><w:r><w:t>a</w:t></w:r></w:p>'
CHANGED = '<w:rPr><w:{0} w:id="1" w:author="A"/></w:rPr>'
OLD_AND_NEW = [
    ("bookmarks and remarks without end", "".join(MARKED.format(at) for at in range(30_000))),
    ("one bookmark, again and again", MARKED.format(1) * 30_000),
    ("paragraphs that all join the next", f"<w:p><w:pPr>{CHANGED.format('del')}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * 30_000),
    ("tables in tables, with words in each", f"<w:tbl><w:tr><w:tc>{SAID}" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    ("changes of changes", f"<w:p><w:pPr>{'<w:pPrChange><w:pPr>' * 20_000}{'</w:pPr></w:pPrChange>' * 20_000}</w:pPr></w:p>"),
    ("rows of rows", f"<w:tbl>{'<w:tr><w:trPr><w:ins/>' * 20_000}{'</w:trPr></w:tr>' * 20_000}</w:tbl>"),
    ("runs of one letter", f"<w:p>{'<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>' * 40_000}</w:p>"),
    ("ends of what never began", "</w:p>".join(["<w:p><w:bookmarkEnd/><w:commentRangeEnd/>"] * 1000) + "</w:p>"),
]


@pytest.mark.parametrize(("name", "body"), OLD_AND_NEW, ids=[name for name, _ in OLD_AND_NEW])
def test_hostile_revisions(name: str, body: str) -> None:
    with ended_if_hung():
        read = read_word(packed(document(body)))
        for view in (accepted, rejected, written):
            found = passages(view(read))
        assert not differences(found, found)


@pytest.mark.parametrize(("name", "body"), OLD_AND_NEW[3:], ids=[name for name, _ in OLD_AND_NEW[3:]])
def test_hostile_redline(name: str, body: str) -> None:
    with ended_if_hung(), suppress(Rejected):
        redline(packed(document(body)), packed(document(SAID)), "A", "")


def test_lists_without_end() -> None:
    """The part that defines lists has a bound of its own: a small file may hold a million of them."""
    lists = '<w:abstractNum w:abstractNumId="1"/>' * 250_000
    with pytest.raises(Rejected):
        read_docx(packed(document("<w:p/>", numbering=lists)))
