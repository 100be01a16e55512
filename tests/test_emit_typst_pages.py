"""The pages of every example, line by line, beside those that LibreOffice makes of the Word document."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

import judges
from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Inline, Note, NoteMark, Properties, Run, Sheet
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source
from test_emit_sheets import para, party, sheet
from test_examples import DRAFTS

pytest.importorskip("typst")

from ctct.emit.pages.engine import write_pdf

Line = tuple[float, str]
"""The foot of a line, in points from the top, and its words."""

ALIKE = 3.0
"""Points by which lines that stand side by side may differ."""

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')


def lines_of(path: Path) -> list[list[Line]]:
    """Return the lines of each page; what stands side by side is one line."""
    told = subprocess.run([judges.program("pdftotext"), "-bbox", path, "-"], capture_output=True, check=True).stdout.decode()
    return [list(_lines(_WORD.findall(page))) for page in told.split("</page>")[:-1]]


def _lines(words: list[tuple[str, str, str]]) -> Iterator[Line]:
    foot = -ALIKE
    numbered = []
    for at, (left, low, text) in enumerate(sorted(words, key=lambda word: float(word[1]))):
        if float(low) - foot >= ALIKE or at == 0:
            foot = float(low)
        numbered.append((foot, float(left), text))
    for low, line in groupby(sorted(numbered), key=lambda word: word[0]):
        yield low, " ".join(text for *_, text in line)


def noted() -> Sheet:
    """Headings, and paragraphs of one line to six with notes here and there: where pages end is a matter of notes."""
    blocks, notes = [], []
    for count in range(1, 121):
        if count % 5 == 1:
            blocks.append(para("Mục", f"Nhóm việc {count}"))
        sentence = "Cho ý kiến Chỉ thị về nâng cao hiệu quả công tác dân vận. " * (1 + count * 7 % 8)
        mark: tuple[Inline, ...] = ()
        if count % 3 == 0:
            notes.append(
                Note(
                    count // 3, (Run("Tại Điểm 1.1, Khoản 3, Mục III, Phần B của Chương trình hành động. " * (1 + count % 2)),)
                )
            )
            mark = (NoteMark(count // 3),)
        blocks.append(para("Nội dung", sentence, *mark, f" {count}."))
    return sheet(*blocks, notes=tuple(notes))._replace(properties=Properties("Thử", "", "", None))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[list[Line]], list[list[Line]]]]:
    """The pages that we make of each example, and those that LibreOffice makes."""
    judges.program("soffice")
    folder = tmp_path_factory.mktemp("trang")
    ours, theirs = {}, []
    for draft in DRAFTS:
        outcome = check(Source.from_file(draft))
        assert outcome.layout is not None
        sheet, style = sheet_of(outcome), outcome.layout.stylesheet
        ours[draft.stem] = folder / f"{draft.stem}.typst.pdf"
        ours[draft.stem].write_bytes(write_pdf(sheet, style).data)
        theirs.append(folder / f"{draft.stem}.docx")
        theirs[-1].write_bytes(write_docx(sheet, style))
    ours["chu-thich"] = folder / "chu-thich.typst.pdf"
    ours["chu-thich"].write_bytes(write_pdf(noted(), party()).data)
    theirs.append(folder / "chu-thich.docx")
    theirs[-1].write_bytes(write_docx(noted(), party()))
    made = judges.libreoffice(theirs, "pdf", folder)
    return {path.stem: (lines_of(ours[path.stem]), lines_of(path)) for path in made}


@pytest.mark.parametrize("name", [*(draft.stem for draft in DRAFTS), "chu-thich"])
def test_pages_break_where_libreoffice_breaks_them(
    pages: dict[str, tuple[list[list[Line]], list[list[Line]]]], name: str
) -> None:
    ours, theirs = pages[name]
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        words = [" ".join(text for _, text in page) for page in (our, their)]
        assert sorted(words[0].split()) == sorted(words[1].split())


@pytest.mark.parametrize("name", [*(draft.stem for draft in DRAFTS), "chu-thich"])
def test_lines_stand_where_libreoffice_puts_them(
    pages: dict[str, tuple[list[list[Line]], list[list[Line]]]], name: str
) -> None:
    ours, theirs = ([line for page in side for line in page] for side in pages[name])
    same = [(our[0], their[0]) for our, their in zip(ours, theirs, strict=False) if our[1] == their[1]]
    assert len(same) >= 0.9 * len(theirs)
    # The two programs tell the same face's foot 1.4 to 2.3 points apart.
    assert all(-4.5 < our - their < 0 for our, their in same), {our - their for our, their in same}
