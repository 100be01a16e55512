"""Looks that a copy gives words: told with their place, never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import Office, built, merged
from ctct.drafting.merge.report import lines
from ctct.project.files import Source
from test_merge import MARKDOWN, QUESTIONS, YAML, checked

BOTH = pytest.mark.parametrize("file", [YAML, MARKDOWN], ids=["yaml", "markdown"])


def told(file: Path, office: Office) -> list[tuple[str, str, str]]:
    source = Source.from_file(file)
    done = merged(source, office.saved())
    assert done.data == source.data
    return [(edit.sort, edit.old, edit.why) for edit in done.edits]


@BOTH
@pytest.mark.parametrize(("looks", "said"), [({"u": "single"}, "gạch chân"), ({"b": "1", "i": "1"}, "đậm, nghiêng")], ids=str)
def test_looks_that_a_draft_has_no_marks_for(file: Path, looks: dict[str, str], said: str) -> None:
    office = Office(built(Source.from_file(file)))
    office.dress("trả lời chất vấn", **looks)
    assert told(file, office) == [("look", "trả lời chất vấn", f"đổi kiểu chữ ({said}), không nhận")]


@BOTH
@pytest.mark.parametrize(("looks", "stars"), [({"b": "1"}, "**"), ({"i": "1"}, "*")], ids=str)
def test_words_given_a_look_are_marked(file: Path, looks: dict[str, str], stars: str) -> None:
    office = Office(built(Source.from_file(file)))
    office.dress("trả lời chất vấn", **looks)
    _, new = checked(Source.from_file(file), office.saved())
    assert len(new) == 1
    assert f"và {stars}trả lời chất vấn{stars} (nếu có)." in new[0]
    taken = merged(Source.from_file(file), office.saved())
    assert merged(Source.from_file(file)._replace(data=taken.data), office.saved()).edits == []


@BOTH
def test_a_mark_that_is_taken_away(file: Path) -> None:
    source = Source.from_file(file)
    marked = source._replace(data=source.data.replace("trả lời chất vấn".encode(), "*trả lời chất vấn*".encode()))
    office = Office(built(marked))
    office.dress("trả lời chất vấn", i="0")
    done = merged(marked, office.saved())
    assert [edit.fate for edit in done.edits] == ["taken"]
    assert done.data == source.data


def test_a_look_of_part_of_a_word_is_told() -> None:
    office = Office(built(Source.from_file(YAML)))
    office.dress("trả lời chấ", i="1")
    assert told(YAML, office) == [("look", "trả lời chất", "đổi kiểu chữ (nghiêng), không nhận")]


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
    assert looks == [("trả lời chất vấn", "taken", True), ("quy chế", "unmapped", False)]
    assert [edit.fate for edit in done.edits if edit.sort != "look"] == ["taken", "taken"]
    assert any("kiểu chữ: «quy chế»" in line for line in lines(done, YAML.name))
