"""The file as a whole: the same bytes every time, words that come back as they went in, a fingerprint that tells changes."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Note, Paragraph, Properties, Run, Sheet
from ctct.word import fingerprint
from ctct.word.fingerprint import fingerprint_state
from judges import parts_of
from test_emit_sheets import ROOT, party, programme, regulation, sheet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CUSTOM = "docProps/custom.xml"


def repacked(data: bytes, changes: dict[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same package packed again, with parts replaced, added or (``None``) left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, part in {**parts_of(data), **changes}.items():
            if part is not None:
                archive.writestr(name, part)
    return made.getvalue()


# --- the same bytes ---------------------------------------------------------------------------------------------------


def test_the_same_sheet_gives_the_same_bytes_wherever_it_is_built(tmp_path: Path) -> None:
    program = "import sys, hashlib; from test_emit_sheets import *; from ctct.emit.word.document import write_docx\n"
    program += "print(hashlib.sha256(write_docx(programme(), party())).hexdigest())"
    path = os.pathsep.join(map(str, (ROOT / "src", ROOT / "tests")))
    made = {hashlib.sha256(write_docx(programme(), party())).hexdigest()}
    for seed, zone in (("1", "Asia/Ho_Chi_Minh"), ("2", "America/New_York")):
        environment = {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        order = [sys.executable, "-c", program]
        run = subprocess.run(order, env=environment, cwd=tmp_path, capture_output=True, text=True, check=True)
        made.add(run.stdout.strip())
    assert len(made) == 1


def test_threads_write_side_by_side() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda drawn: write_docx(drawn, party()), [programme(), regulation()] * 8))
    assert made == {write_docx(programme(), party()), write_docx(regulation(), party())}


def test_package_tells_neither_time_nor_system() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(programme(), party()))) as archive:
        assert archive.namelist()[:3] == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
        assert archive.namelist()[-1] == CUSTOM
        told = {(one.date_time, one.create_system, one.external_attr, one.compress_type) for one in archive.infolist()}
    assert told == {((1980, 1, 1, 0, 0, 0), 0, 0, zipfile.ZIP_DEFLATED)}


# --- words come back --------------------------------------------------------------------------------------------------

SIGNS = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}softHyphen": "\u00ad", f"{W}noBreakHyphen": "\u2011"}
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n\t\r"))


def read_back(part: bytes, style: str) -> list[str]:
    """The text of each paragraph that wears ``style``."""
    paragraphs = etree.fromstring(part).iter(f"{W}p")
    worn = [one for one in paragraphs if one.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style]
    return ["".join(one.text or "" if one.tag == f"{W}t" else SIGNS.get(one.tag, "") for one in each.iter()) for each in worn]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=4), WORDS, WORDS)
def test_any_words_come_back(texts: list[str], note: str, title: str) -> None:
    drawn = Sheet(
        (Paragraph("Nội dung", tuple(Run(text, italic=index % 2 == 1) for index, text in enumerate(texts))),),
        (Note(1, (Run(note),)),),
        (),
        Properties(title, title, title, None),
    )
    parts = parts_of(write_docx(drawn, party()))
    assert read_back(parts["word/document.xml"], "NoiDung") == ["".join(map(plain, texts))]
    footnotes = etree.fromstring(parts["word/footnotes.xml"])
    assert "".join(one.text or SIGNS.get(one.tag, "") for one in footnotes[-1].iter()) == " " + plain(note)
    titles = etree.fromstring(parts["docProps/core.xml"]).iter("{http://purl.org/dc/elements/1.1/}title")
    assert [one.text or "" for one in titles] == [title]


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- the fingerprint --------------------------------------------------------------------------------------------------


def test_what_was_written_is_ours(tmp_path: Path) -> None:
    data = write_docx(programme(), party())
    assert fingerprint_state(data) == "ours"
    assert fingerprint_state(repacked(data, {}, zipfile.ZIP_STORED)) == "ours"
    path = tmp_path / "made.docx"
    path.write_bytes(data)
    assert fingerprint_state(path) == fingerprint_state(str(path)) == "ours"


@pytest.mark.parametrize(
    "changes",
    [
        {"word/document.xml": b"<w/>"},
        {"word/header1.xml": None},
        {"word/comments.xml": b"<w/>"},
        {"[Content_Types].xml": b""},
    ],
)
def test_what_was_changed_is_told(changes: dict[str, bytes | None]) -> None:
    assert fingerprint_state(repacked(write_docx(programme(), party()), changes)) == "changed"


def test_broken_file_of_ours_is_changed() -> None:
    data = bytearray(write_docx(programme(), party()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("word/document.xml").header_offset + 200
    data[place : place + 20] = bytes(20)
    assert fingerprint_state(bytes(data)) == "changed"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7", "thường".encode()])
def test_what_is_no_package_is_foreign(data: bytes) -> None:
    assert fingerprint_state(data) == "foreign"


def test_package_without_the_fingerprint_is_foreign() -> None:
    data = write_docx(sheet(), party())
    assert fingerprint_state(repacked(data, {CUSTOM: None})) == "foreign"
    assert fingerprint_state(repacked(data, {CUSTOM: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})) == "foreign"
    assert fingerprint_state(repacked(data, {}, zipfile.ZIP_LZMA)) == "foreign"


def test_file_made_to_fill_the_memory_is_foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    data = write_docx(sheet(), party())
    monkeypatch.setattr(fingerprint, "LIMIT_UNPACKED", 10_000)
    assert fingerprint_state(repacked(data, {"word/bomb.xml": bytes(20_000)})) == "foreign"
    monkeypatch.setattr(fingerprint, "LIMIT_PARTS", 5)
    assert fingerprint_state(data) == "foreign"
    monkeypatch.setattr(fingerprint, "LIMIT_FILE", 5)
    assert fingerprint_state(data) == "foreign"


def test_file_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        fingerprint_state(tmp_path / "none.docx")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_file_makes_it_fail(data: st.DataObject) -> None:
    made = bytearray(write_docx(sheet(), party()))
    for _ in range(data.draw(st.integers(1, 4))):
        place = len(made) - data.draw(st.integers(1, len(made) - 1))
        made[place : place + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    assert fingerprint_state(bytes(made)) in ("ours", "changed", "foreign")
