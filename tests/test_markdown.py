"""Drafts in Markdown: the same document as in YAML, findings at their places, the commands alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.drafting.format import formatted
from ctct.drafting.forms.meaning import meaning_of
from ctct.emit.formats import Form
from ctct.pipeline import check, compile_to
from ctct.project.drafts import drafts_in
from ctct.project.files import Source
from ctct.project.reading import is_markdown, read_draft
from ctct.source.markdown.assignees import read_phrase, write_phrase
from ctct.source.markdown.marks import refusals, written
from ctct.source.markdown.places import MarkdownPlaces, plain
from drafts import built, texts
from test_commands import ctct

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "quy-II-2021.md"
HEAD = "---\nloai: chuong_trinh\n---\n\n"


def test_the_sample_builds_to_the_same_bytes_as_in_yaml() -> None:
    one, other = (
        compile_to(check(Source.from_file(path)), Form(copy="final"))[0]  # the map of another copy names the draft
        for path in (SAMPLE, SAMPLE.with_suffix(".yaml"))
    )
    assert one == other


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_ends_of_lines_do_not_matter(ends: str) -> None:
    source = Source.from_file(SAMPLE)
    other = source._replace(data=source.data.replace(b"\n", ends.encode()))
    mixed = source._replace(data=source.data.replace(b"\n", b"\r\n", 150))
    assert built(other) == built(mixed) == built(source)


def test_every_text_is_found_where_it_stands() -> None:
    text = SAMPLE.read_text("utf-8")
    value, places = read_draft(SAMPLE.name, text)
    assert isinstance(places, MarkdownPlaces)
    seen = 0
    for path, said in leaves(places.said, ()):
        if isinstance(said, str):
            region = places.locate(path)
            marks = text[slice(*region)]
            seen += said in " ".join(marks.split()) or said.removeprefix("~") in marks
            first = places.locate_part(path, 0, 1)
            assert first[0] >= region[0]
    assert seen == sum(isinstance(said, str) for _, said in leaves(places.said, ()))
    assert isinstance(value, dict)
    assert text[slice(*places.locate(("trich_yeu", 1)))] == "quý II/2021"


def leaves(value: object, at: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, (*at, key))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in leaves(item, (*at, index))]
    return [(at, value)]


def test_a_part_is_found_over_the_end_of_a_line_and_after_escapes() -> None:
    text = HEAD + "1. Một \\_hai\\_ ba\n   bốn \\*năm.\n"
    _, places = read_draft("x.md", text)
    at = ("khoan", 0, "noi_dung", 0)
    said = "Một _hai_ ba bốn \\*năm."
    for word in ("hai", "ba", "bốn", "năm", "ba bốn"):
        start = said.index(word)
        assert text[slice(*places.locate_part(at, start, start + len(word)))].split() == word.split()


def test_form_is_told_by_name_or_by_how_it_begins() -> None:
    assert is_markdown("a.md", "")
    assert not is_markdown("a.yaml", "---\na: 1\n---\n")
    assert is_markdown("<stdin>", "---\nloai: x\n---\n\n# A\n")
    assert not is_markdown("<stdin>", "---\nloai: x\n")
    assert not is_markdown("<stdin>", "loai: x\n")


def test_drafts_in_markdown_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HEAD, "utf-8")
    (tmp_path / "doc.md").write_text("# Hướng dẫn\n\n```yaml\nloai: x\n```\n", "utf-8")
    (tmp_path / "b.md").write_text("---\ntitle: x\n---\nloai: x\n", "utf-8")
    assert [Path(path).name for path in drafts_in(str(tmp_path))] == ["a.md"]


@given(texts())
def test_any_text_can_be_written(text: str) -> None:
    assert not list(refusals(written(text)))
    assert meaning_of(plain(written(text))) == meaning_of(text)


@given(st.lists(st.lists(st.one_of(texts(4), st.sampled_from(["a-b", "~c"])), min_size=1, max_size=3), min_size=1, max_size=3))
@example([["a-b", "và \\"]])
def test_any_assignees_can_be_written(groups: list[list[str]]) -> None:
    read, unclear = read_phrase(write_phrase(groups))
    assert not unclear
    assert [[meaning_of(name.value) for name in group] for group in read] == [[*map(meaning_of, group)] for group in groups]


@given(st.text(st.sampled_from("ab#-*1.) \n\t@[^]:{}|`<>\\_~&=\u00a0"), max_size=60))
def test_any_body_gives_values_or_faults_at_places(body: str) -> None:
    text = f"{HEAD}{body}"
    try:
        value, places = read_draft("x.md", text)
    except Rejected as rejected:
        for fault in rejected.diagnostics:
            assert fault.region is not None
            assert 0 <= fault.region[0] <= fault.region[1] <= len(text)
    else:
        for path, _ in leaves(value, ()):
            start, end = places.locate(path)
            assert 0 <= start <= end <= len(text)


def test_nothing_of_a_body_is_dropped_in_silence() -> None:
    """Every word that a draft in Markdown holds is in the document, or there is an error."""
    words = re.findall(r"w\d+", BODY)
    outcome = check(Source("x.md", BODY.encode(), ROOT))
    printed = str(outcome.gathered.value)
    assert [word for word in words if not re.search(rf"{word}\b", printed)] == []


BODY = """---
loai: chuong_trinh
co_quan: w1
---

w2

{ten=w3}

| w4 | w5 {rong=20} |
|----|----|
| w6 | w7 |
| w8 {.nhom} | |

# w9 {#w10}

w11
w12

1. w13 {.ten}

   w14

   1. w15[^w16]

   - *Phân công chỉ đạo*: @w17; w18

## w19

***

w20

# w21 {.phu_luc}

w22

# Việc thường kỳ {.thuong_ky}

1. w23 {#w24}

[^w16]: w25
"""


def test_the_page_on_markdown_shows_a_draft_that_builds() -> None:
    page = (ROOT / "docs" / "markdown.md").read_text("utf-8")
    (draft,) = re.findall(r"^```markdown\n(---\n.*?)^```$", page, re.MULTILINE | re.DOTALL)
    source = Source("x.md", draft.encode(), ROOT / "examples")
    assert check(source).findings == ()
    assert built(source)
    assert formatted("x.md", draft) == draft


def test_fixes_are_made_in_the_markdown_itself(in_tmp: Path) -> None:
    text = (
        "---\nloai: bao_cao\nco_quan: Tỉnh ủy\nso_ky_hieu: 5-BC/TU\nngay: 06/4/2021\ntrich_yeu: kết quả\n"
        "noi_nhan: Lưu Văn phòng Tỉnh ủy\nnguoi_ky: {chuc_vu: Bí thư, ho_ten: Đặng Ngọc Huy}\n---\n\n"
        "1. Giai đoạn 2021 - 2025 và 2025 - 2030.\n   - *Phân công chỉ đạo*: Văn phòng\n\n2. Giai đoạn\n   2016-2020 \\*.\n"
    )
    Path("a.md").write_text(text, "utf-8")
    done = ctct("check", "--fix", "--no-cache", "a.md")
    assert Path("a.md").read_text("utf-8") == text.replace("5-BC", "05-BC").replace("2016-2020", "2016 - 2020"), (
        done.stdout.decode()
    )
