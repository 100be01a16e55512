"""Every example, judged by programs that know nothing of ctct."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import judges
from ctct.emit.formats import Form
from ctct.emit.plain import write_plain
from ctct.layout.blocks import PageBottom
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.drafts import drafts_in
from ctct.project.files import Source

ROOT = Path(__file__).parents[1]
DRAFTS = [Path(name) for name in drafts_in(str(ROOT / "examples")) if name.endswith(".yaml")]


@pytest.fixture(scope="module", params=DRAFTS, ids=lambda path: path.stem)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    outcome = check(Source.from_file(request.param))
    assert outcome.findings == ()
    path = tmp_path_factory.mktemp("vi-du") / f"{request.param.stem}.docx"
    path.write_bytes(compile_to(outcome, Form())[0])
    # LibreOffice exports neither headers nor footers nor frames as text.
    sheet = sheet_of(outcome)
    flow = tuple(block for block in sheet.blocks if not isinstance(block, PageBottom))
    return path, write_plain(sheet._replace(blocks=flow, first_header=(), first_footer=()))


def test_open_xml_sdk(built: tuple[Path, str]) -> None:
    assert judges.sdk_errors(built[0]) == []


def test_openxml_audit_and_structure(built: tuple[Path, str]) -> None:
    data = built[0].read_bytes()
    assert judges.audit_errors(data) == []
    assert judges.structural_faults(data) == []


def test_libreoffice_counts_as_we_do(built: tuple[Path, str]) -> None:
    """LibreOffice computes numbers and references anew: its text must have ours, line by line."""
    path, ours = built
    theirs = letters(judges.libreoffice_text(path))
    for line in ours.partition("\n---\n")[0].splitlines():
        assert letters(line) in theirs


def test_pandoc_sees_headings_and_notes(built: tuple[Path, str]) -> None:
    path, ours = built
    read = judges.pandoc_markdown(path)
    notes = ours.partition("\n---\n")[2].splitlines()
    assert len(re.findall(r"^\[\^\d+\]: ", read, re.MULTILINE)) == len(notes)
    headed = re.search(rb'w:pStyle w:val="(Dieu|Muc|Phan|Chuong)"', judges.parts_of(path.read_bytes())["word/document.xml"])
    assert "#" in read or not headed  # a điều that has no name of its own is no heading


def test_mammoth_reads_the_words_and_the_notes(built: tuple[Path, str]) -> None:
    """Without numbers, which it does not count: each paragraph of ours ends with one of its."""
    path, ours = built
    data = path.read_bytes()
    read = {letters(line) for line in judges.mammoth_lines(data)}
    body, _, notes = ours.partition("\n---\n")
    said = [letters(cell) for line in body.splitlines() for cell in line.split(" | ")]
    missing = [line for line in said if line and not any(line.endswith(one) for one in read)]
    assert missing == []
    assert judges.mammoth_html(data).count('<li id="footnote-') == len(notes.splitlines())


def letters(text: str) -> str:
    """Return ``text`` in small letters without blanks and frames: programs fold lines, print capitals, raise digits and say
    which hyphens part no line as they like.
    """
    return "".join(text.casefold().translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹\u2011", "0123456789-", "[]|")).split())
