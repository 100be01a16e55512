"""What the rules of the Party's layout, of citations and of programmes say of real drafts: of the scan typed word for word,
every slip on its line; of the examples, nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctct.diagnostics import Diagnostic
from ctct.lint.engine import Selection
from ctct.outcome import Outcome
from ctct.pipeline import check, lint
from ctct.project.drafts import find_drafts
from ctct.project.files import Source

ROOT = Path(__file__).resolve().parent.parent
VERBATIM = ROOT / "tests" / "data" / "quy-II-2021-nguyen-van.yaml"
OURS = (
    "SKH", "TY", "CC", "KT", "NN", "KG", "CK", "CQ", "TQ", "NT", "VB", "DK", "VT", "KY", "LT", "VD", "CTR", "PC", "NGU", "BQ",
)  # fmt: skip
SLIPS = {
    ("KY01", 17),  # quý I/2020 under a heading that says quý I/2021
    ("LT01", 23),  # lần thứ tư, elsewhere lần thứ 04
    ("VT01", 40),  # UBND, elsewhere Ủy ban nhân dân
    ("VB01", 66),  # Quy chế làm việc 01-QC/TU without số
    ("VT01", 68),  # BTV, elsewhere Ban Thường vụ
    ("VD04", 75),  # mục I, phần B for the conference of mục II
    ("VD04", 76),
    ("VB01", 86),
    ("VD04", 95),
    ("VD04", 96),
    ("VB01", 109),
    ("VT01", 131),  # HĐND, elsewhere Hội đồng nhân dân
    ("DK02", 151),  # Mục, Phần in the notes, mục, phần in the text
    ("DK01", 154),  # Điều 1.1, Khoản 3 for Điểm 1.1, Khoản 3
}


def linted(path: Path) -> Outcome:
    outcome = check(Source.from_file(path))
    assert not outcome.findings
    return lint(outcome, Selection(select=OURS), date(2026, 11, 24))


def line_of(finding: Diagnostic, outcome: Outcome) -> int:
    places = outcome.gathered.files[outcome.gathered.name]
    start, _ = places.locate_part(finding.at, *finding.part) if finding.part else places.locate(finding.at)
    return places.line_column(start)[0]


def test_every_slip_of_the_scan_is_found_on_its_line() -> None:
    outcome = linted(VERBATIM)
    assert {(finding.code, line_of(finding, outcome)) for finding in outcome.findings} == SLIPS
    assert len(outcome.findings) == len(SLIPS)


def test_a_reference_typed_by_hand_is_told_where_it_leads_and_where_it_should() -> None:
    found = [finding for finding in linted(VERBATIM).findings if finding.code == "VD04"]
    lines = VERBATIM.read_text("utf-8").splitlines()
    for finding in found:
        assert "«mục I, phần B» nay là «Chuẩn bị nội dung và triệu tập Hội nghị Tỉnh ủy về công tác" in finding.message
        assert "Hội nghị Tỉnh ủy lần thứ tư" in finding.message
        assert "(mục II, phần B)" in finding.message
    assert sum(line.count("mục I, phần B") for line in lines) == len(found)


@pytest.mark.parametrize("draft", [pytest.param(draft, id=Path(draft).stem) for draft in find_drafts([str(ROOT / "examples")])])
def test_an_example_is_clean(draft: str) -> None:
    assert [(finding.code, finding.message) for finding in linted(Path(draft)).findings] == []
