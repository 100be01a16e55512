"""Looks that a copy gives words: told with their place, never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import Office, built, merged
from ctct.drafting.merge.report import lines
from ctct.project.files import Source
from test_merge import MARKDOWN, QUESTIONS, YAML

BOTH = pytest.mark.parametrize("file", [YAML, MARKDOWN], ids=["yaml", "markdown"])


def told(file: Path, office: Office) -> list[tuple[str, str, str]]:
    source = Source.from_file(file)
    done = merged(source, office.saved())
    assert done.data == source.data
    return [(edit.sort, edit.old, edit.why) for edit in done.edits]


@BOTH
@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ({"b": "1"}, "đậm"),
        ({"i": "1"}, "nghiêng"),
        ({"u": "single"}, "gạch chân"),
        ({"b": "1", "i": "1"}, "đậm, nghiêng"),
    ],
    ids=str,
)
def test_words_given_a_look(file: Path, looks: dict[str, str], said: str) -> None:
    office = Office(built(Source.from_file(file)))
    office.dress("trả lời chất vấn", **looks)
    assert told(file, office) == [("look", "trả lời chất vấn", f"đổi kiểu chữ ({said}), không nhận")]


def test_looks_that_mean_nothing() -> None:
    office = Office(built(Source.from_file(YAML)))
    office.dress("trả lời chất vấn", b="0", i="false", u="none")
    assert told(YAML, office) == []


def test_a_look_that_is_taken_away() -> None:
    office = Office(built(Source.from_file(YAML)))
    office.dress("Các hội nghị Ban Thường vụ", b="0")
    assert told(YAML, office) == [("look", "Các hội nghị Ban Thường vụ", "đổi kiểu chữ (thôi đậm), không nhận")]


def test_a_look_beside_other_words_and_in_new_ones() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.dress("trả lời chất vấn", i="1")
    office.replace("(nếu có)", "(khi cần)")
    office.add_after(office.find(QUESTIONS[:9]), "Rà soát quy chế làm việc.")
    office.dress("quy chế", b="1")
    done = merged(source, office.saved())
    looks = [(edit.old, edit.fate, edit.line > 0) for edit in done.edits if edit.sort == "look"]
    assert looks == [("trả lời chất vấn", "unmapped", True), ("quy chế", "unmapped", False)]
    assert [edit.fate for edit in done.edits if edit.sort != "look"] == ["taken", "taken"]
    assert any("kiểu chữ: «quy chế»" in line for line in lines(done, YAML.name))
