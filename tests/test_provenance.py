"""Every block knows the place in the draft that it comes from, and what it is of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ctct.diagnostics import Diagnostic, Severity
from ctct.emit.appearance import paragraphs, words
from ctct.layout.blocks import Inline, Note, NoteMark, Paragraph, Run
from ctct.layout.provenance import kind_of, place_of
from ctct.layout.together import apart
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.pipeline import check, sheet_of
from ctct.project.drafts import drafts_in
from ctct.project.files import Source
from ctct.resolve.inlines import Origin
from ctct.source.inline import letters
from ctct.source.lookup import value_at

ROOT = Path(__file__).parents[1]
DRAFTS = [Path(name) for name in drafts_in(str(ROOT / "examples"))]
SAMPLE = ROOT / "examples/quy-II-2021.yaml"


def outcome_of(file: Path) -> Outcome:
    return check(Source.from_file(file))


def said_in(outcome: Outcome) -> Iterator[Paragraph | Note]:
    sheet = sheet_of(outcome)
    for blocks in (sheet.first_header, sheet.blocks, sheet.first_footer):
        yield from paragraphs(blocks)
    yield from sheet.notes


def written_at(outcome: Outcome, origin: Origin) -> str | None:
    """Return the printed characters that stand in the draft where ``origin`` says, ``None`` for a number or a file of rows."""
    assert outcome.draft
    place = Diagnostic("", Severity.ADVICE, origin.path, "", part=(origin.start, origin.stop))
    placed = place_as_written(place, outcome.gathered.value, outcome.draft)
    try:
        text = value_at(outcome.gathered.value, placed.at)
    except (LookupError, TypeError):
        assert "dong" in origin.path, origin
        return None
    assert placed.part, origin
    return "".join(text[start:stop][-1:] for start, stop in letters(text, *placed.part))


def printed(piece: Inline, origin: Origin) -> str:
    return "" if isinstance(piece, NoteMark) else apart(piece.text[origin.begin : origin.end])


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.stem)
def test_words_as_written_stand_where_they_say(file: Path) -> None:
    outcome = outcome_of(file)
    told = 0
    for said in said_in(outcome):
        for piece in said.content:
            for origin in piece.at:
                if origin.as_written and origin.path[0] in outcome.gathered.value and not isinstance(piece, NoteMark):
                    text = written_at(outcome, origin)
                    alike = " ".join(printed(piece, origin).split()).casefold()
                    assert text is None or " ".join(apart(text).split()).casefold() == alike
                    told += 1
    assert told > 3


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.stem)
def test_what_comes_from_nowhere_is_the_layouts_own(file: Path) -> None:
    outcome = outcome_of(file)
    text = file.read_text("utf-8").casefold()
    for said in said_in(outcome):
        if not place_of(said) and len(words(said.content)) > 25:
            assert words(said.content).casefold() not in text, said


def test_kinds_of_the_sample() -> None:
    kinds = {words(said.content): (kind_of(said), place_of(said)) for said in said_in(outcome_of(SAMPLE))}
    for text, kind, path in (
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "khung", ()),
        ("TỈNH ỦY QUẢNG NGÃI", "dau", ("co_quan", "ten")),
        ("Số      -CTr/TU", "dau", ("so_ky_hieu", "so")),
        ("Đặng Ngọc Huy", "ket", ("nguoi_ky", "ho_ten")),
    ):
        assert kinds[text] == (kind, path)
    assert {"nguyen_van", "phan_cong", "nhu"} <= {kind for kind, _ in kinds.values()}
    like = next(value for text, value in kinds.items() if "Như mục II, phần B" in text)
    assert like[0] == "nhu"
    assert like[1][-1] == "nhu"
    charged = next(value for text, value in kinds.items() if text.startswith("- Phân công chỉ đạo:"))
    assert charged == ("phan_cong", (*charged[1][:-1], "phan_cong_chi_dao"))


def test_a_name_in_an_assignment_knows_its_place() -> None:
    outcome = outcome_of(SAMPLE)
    line = next(said for said in said_in(outcome) if kind_of(said) == "phan_cong" and ";" in words(said.content))
    names = [
        (apart(piece.text[at.begin : at.end]), at.path) for piece in line.content if isinstance(piece, Run) for at in piece.at
    ]
    assert len(names) >= 2
    assert all(isinstance(path[-1], int) for _, path in names)
    assert not any(";" in name for name, _ in names)


def test_an_own_layout_that_prints_words_in_an_attribute_still_builds(tmp_path: Path) -> None:
    (tmp_path / "rieng").mkdir()
    for file in (ROOT / "templates/dang").iterdir():
        (tmp_path / "rieng" / file.name).write_bytes(file.read_bytes())
    title = tmp_path / "rieng/ten-loai.xml.j2"
    title.write_text(
        '<table widths="60" title="{{ vb.ten_loai }}"><tr><td><p style="Tên loại">{{ vb.ten_loai }}</p></td></tr></table>'
    )
    draft = tmp_path / "a.yaml"
    draft.write_text(
        "the_thuc: ./rieng\nloai: chuong_trinh\nco_quan: Tỉnh ủy\nso_ky_hieu: 05-CTr/TU\ndia_danh: Quảng Ngãi\n"
        "ngay: 06/4/2021\ntrich_yeu: x\nnoi_dung: Lời văn.\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n",
        "utf-8",
    )
    outcome = outcome_of(draft)
    assert not outcome.failed, outcome.findings
    assert "CHƯƠNG TRÌNH" in {words(said.content) for said in said_in(outcome)}
