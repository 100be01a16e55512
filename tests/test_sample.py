"""The real programme of quý II/2021, built, says what the paper says.

Two drafts of it are kept: ``tests/data/quy-II-2021-nguyen-van.yaml``, typed as scanned with all its slips, and
``examples/quy-II-2021.yaml``, the sample. The first is compared with the scan, the second with the first and the scan:
the corrections below are all that lies between.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT.parent / "shared" / "seed"
SAMPLE = "examples/quy-II-2021.yaml"
VERBATIM = "tests/data/quy-II-2021-nguyen-van.yaml"

CORRECTIONS = (
    ("mục I, phần B", "mục II, phần B", 4),
    ("Trục báo", "Trực báo", 1),
    ("phần đầu năm 2021", "phấn đấu năm 2021", 1),
    ("Tại Điều 1.1, Khoản 3", "Tại Điểm 1.1, Khoản 3", 1),
    ("quý I/2020", "quý I/2021", 1),
)
"""As scanned, in the sample, how often: ``corrections.md``, row by row."""

PAGE_BREAK = "gắn với xây\n\ndựng nông thôn mới"
"""Where a paragraph of the scan runs over the edge of a page."""

NOTE_MARKS = tuple("⁰¹²³⁴⁵⁶⁷⁸⁹")

needs_seed = pytest.mark.skipif(not SEED.is_dir(), reason=f"the scan is not at {SEED}")


class Text(NamedTuple):
    """A document's lines from its title to its signature, and its notes."""

    lines: list[str]
    notes: list[str]


@cache
def built_text(name: str) -> str:
    """Return the plain text of the draft ``name``, a path from the repository's root."""
    command = [sys.executable, "-m", "ctct", "show", "--stage", "text", name]
    environment = {**os.environ, "PYTHONPATH": "src", "PYTHONUTF8": "1"}
    result = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return result.stdout


def built(name: str) -> Text:
    """Return the draft ``name`` as built, without what the scan does not have: the letterhead and the layout's dashes."""
    lines = [line for line in built_text(name).splitlines() if line.strip()]
    title = [line.upper() for line in lines].index("CHƯƠNG TRÌNH")
    rule = lines.index("---")
    return Text([line for line in lines[title:rule] if line != "-----"], lines[rule + 1 :])


def scanned() -> Text:
    """Return the scan without its own marks: emphasis, blank lines, page breaks (notes stand where a page ended)."""
    text = (SEED / "quy-II-2021.scan.md").read_text(encoding="utf-8").replace("*", "")
    assert text.count(PAGE_BREAK) == 1
    lines = [line for line in text.replace(PAGE_BREAK, PAGE_BREAK.replace("\n\n", " ")).splitlines() if line.strip()]
    notes = [line for line in lines if line.startswith(NOTE_MARKS)]
    return Text([line for line in lines if not line.startswith(NOTE_MARKS)], notes)


def corrected(text: Text) -> Text:
    """Return ``text`` with every correction made, each as often as it is listed."""
    joined = "\f".join("\n".join(part) for part in text)
    for wrong, right, times in CORRECTIONS:
        assert joined.count(wrong) == times, wrong
        joined = joined.replace(wrong, right)
    return Text(*(part.split("\n") for part in joined.split("\f")))


def in_capitals_of(paper: list[str], lines: list[str]) -> list[str]:
    """Return ``lines`` in capitals where the paper prints capitals: whether a style or the draft makes them is layout."""
    assert len(lines) == len(paper)
    return [line.upper() if printed.isupper() else line for line, printed in zip(lines, paper, strict=True)]


def test_sample_differs_from_the_verbatim_draft_by_the_corrections_alone() -> None:
    verbatim, sample = corrected(built(VERBATIM)), built(SAMPLE)
    assert in_capitals_of(verbatim.lines, sample.lines) == verbatim.lines
    assert sample.notes == verbatim.notes


@needs_seed
@pytest.mark.parametrize("name", [VERBATIM, SAMPLE])
def test_says_what_the_paper_says(name: str) -> None:
    paper = corrected(scanned()) if name == SAMPLE else scanned()
    text = built(name)
    assert in_capitals_of(paper.lines, text.lines) == paper.lines
    assert text.notes == paper.notes


@needs_seed
def test_corrections_are_the_listed_ones() -> None:
    table = (SEED / "corrections.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    assert len(rows) == len(CORRECTIONS)
    for (scan, sample), (wrong, right, _) in zip(rows, CORRECTIONS, strict=True):
        assert wrong in scan
        assert right in sample


def test_letterhead_leaves_gaps_for_number_and_date() -> None:
    text = built_text(SAMPLE)
    head = " ".join(text[: text.upper().index("CHƯƠNG TRÌNH")].split()).upper()
    assert "TỈNH ỦY QUẢNG NGÃI" in head
    assert "SỐ -CTR/TU" in head
    assert "QUẢNG NGÃI, NGÀY THÁNG NĂM 2021" in head
