"""Fixes are applied in the bytes of the draft: it then loads as meant, and nothing else in the file has changed."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from ctct.diagnostics import Diagnostic, Severity, error
from ctct.drafting.fix import FixResult, apply_fixes, diff
from ctct.outcome import Outcome
from ctct.pipeline import check
from ctct.project.files import Files, Source, read_text
from ctct.project.gather import gather
from ctct.project.reading import read_draft

Place = tuple[str | int, ...]


def judge_of(*fixes: Diagnostic) -> Callable[[Source], Outcome]:
    """Return a judge that finds ``fixes`` in the first draft it sees and nothing in later ones."""
    waiting = [list(fixes)]

    def judge(source: Source) -> Outcome:
        gathered = gather(source)
        return Outcome(gathered, tuple(waiting.pop()) if waiting else ())

    return judge


def fixed(text: str | bytes, *fixes: tuple[Place, tuple[int, int] | None, str], name: str = "d.yaml") -> FixResult:
    data = text.encode() if isinstance(text, str) else text
    found = [error("X1", at, "sai", part=part, fix=new) for at, part, new in fixes]
    return apply_fixes(Source(name, data, Path()), judge_of(*found))


@pytest.mark.parametrize(
    ("text", "at", "part", "new", "expected"),
    [
        ("a: Số 5 # x\nb: 1\n", ("a",), (0, 2), "số", "a: số 5 # x\nb: 1\n"),
        ("a:   5-CTr/TU\n", ("a",), None, "05-CTr/TU", "a:   05-CTr/TU\n"),
        ("a: 'ông ''A'' và B'\n", ("a",), (4, 7), "“A'”", "a: 'ông “A''” và B'\n"),
        ('a: "x\\ty"\n', ("a",), (1, 2), 'q"\\', 'a: "xq\\"\\\\y"\n'),
        ("a: |\n  một  hai\n  ba\n", ("a",), (3, 5), " ", "a: |\n  một hai\n  ba\n"),
        ("a: >-\n  một\n  hai  ba\n", ("a",), (7, 9), " ", "a: >-\n  một\n  hai ba\n"),
        ("a: [x, {b: y}]\n", ("a", 1, "b"), None, "z", "a: [x, {b: z}]\n"),
        ("a: &x một\nb: hai\n", ("a",), None, "ba", "a: &x ba\nb: hai\n"),
        ("a: một\r\n   hai\r\nb: x\r\n", ("a",), (4, 7), "ba", "a: một\r\n   ba\r\nb: x\r\n"),
        ("\ufeffa: một\nb: x\n", ("a",), None, "hai", "\ufeffa: hai\nb: x\n"),
        ("a: một  \n   hai\n", ("a",), (3, 4), ", ", "a: một, hai\n"),
    ],
)
def test_fix_in_the_style_of_its_scalar(text: str, at: Place, part: tuple[int, int] | None, new: str, expected: str) -> None:
    result = fixed(text, (at, part, new))
    assert (result.data.decode(), result.applied, result.left) == (expected, 1, ())


HEAD = "loai: thong_bao\nco_quan: Tỉnh ủy\nso_ky_hieu: 05-TB/TU\nngay: 06/4/2021\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Trích yếu: x\nnoi_dung: A.\n", "trich_yeu: x\nnoi_dung: A.\n"),
        ('trich_yeu: x\nmuc:\n  - "Nội dung": A.\n    Tên: B\n', "trich_yeu: x\nmuc:\n  - noi_dung: A.\n    ten: B\n"),
        ("trich_yeu: x\nmuc:\n  - Sơ kết: quý I # x\n", 'trich_yeu: x\nmuc:\n  - "Sơ kết: quý I" # x\n'),
        ("trich_yeu: x\nnoi_dung: [A, Sơ kết: quý I]\n", 'trich_yeu: x\nnoi_dung: [A, "Sơ kết: quý I"]\n'),
        (
            "trich_yeu: x\nmuc:\n  - {id: hội-nghị, ten: A}\n  - Theo @hội-nghị và @~Hội_nghị; [^ghi-chú].\nchu_thich: {ghi-chu: x}\n",
            "trich_yeu: x\nmuc:\n  - {id: hoi-nghi, ten: A}\n  - Theo @hoi-nghi và @~Hội_nghị; [^ghi-chu].\nchu_thich: {ghi-chu: x}\n",
        ),
        (
            "the_thuc: dang\nđộ khẩn: Hỏa tốc\ntrich_yeu: x\nnoi_dung: A.\n",
            "the_thuc: dang\ndo_khan: hoa_toc\ntrich_yeu: x\nnoi_dung: A.\n",
        ),
        (
            "trich_yeu: x\nmuc:\n  - {id: a-b, ten: A, phan_cong_chi_dao: B}\n  - {ten: C, nhu: á-b}\n",
            "trich_yeu: x\nmuc:\n  - {id: a-b, ten: A, phan_cong_chi_dao: B}\n  - {ten: C, nhu: a-b}\n",
        ),
        # Beside the key that is meant, or where the words may be those of a sentence, nothing is done.
        ("trich_yeu: x\nTrích yếu: y\nnoi_dung: A.\n", None),
        ("trich_yeu: x\nmuc:\n  - Nội dung: A.\n", None),
        ("trich_yeu: x\nmuc:\n  - Sơ kết: [quý I]\n", None),
    ],
)
def test_keys_ids_and_sentences_are_mended_where_one_thing_is_meant(wrong: str, right: str | None) -> None:
    result = apply_fixes(Source("d.yaml", (HEAD + wrong).encode(), Path(), alone=True), check)
    assert result.data.decode() == HEAD + (right or wrong)
    assert bool(result.applied) == bool(right)


@pytest.mark.parametrize(
    ("text", "at", "part", "new"),
    [
        ("a: một\n", ("a",), None, "b: c"),  # a key in a plain scalar
        ("a: một # x\n", ("a",), None, "b # c"),  # a comment
        ("a: [một, hai]\n", ("a", 0), None, "b, c"),  # two items
        ("a: một\n", ("a",), None, "12"),  # a number
        ("a: một\n", ("a",), None, "b\nc"),
        ("a: 'một'\n", ("a",), None, "b\nc"),
        ("a: |\n  một\n", ("a",), (0, 3), " một"),  # the indentation
        ("a: &x một\nb: *x\n", ("a",), None, "hai"),  # changes b as well
        ("a: 5\n", ("a",), None, "05"),  # not a text
        ("a: {b: 1}\n", ("a",), None, "05"),
        ("a: một\n", ("a",), None, "một"),  # changes nothing
    ],
)
def test_unsafe_fix_is_left_to_the_drafter(text: str, at: Place, part: tuple[int, int] | None, new: str) -> None:
    result = fixed(text, (at, part, new))
    assert result.data.decode() == text
    assert [one.at for one in result.left] == [at]


def test_one_unsafe_fix_does_not_hold_up_the_others() -> None:
    result = fixed("a: một\nb: hai\nc: ba\n", (("a",), None, "1"), (("b",), None, "x"), (("c",), None, "y: z"))
    assert result.data.decode() == "a: một\nb: x\nc: ba\n"
    assert [one.at for one in result.left] == [("a",), ("c",)]


def test_what_an_alias_repeats_changes_with_it() -> None:
    text = "a: &x {b: một}\nc: *x\n"
    result = fixed(text, (("a", "b"), None, "hai"), (("c", "b"), None, "hai"))
    assert result.data.decode() == "a: &x {b: hai}\nc: *x\n"


def test_overlapping_fixes_wait_for_the_next_round() -> None:
    def judge(source: Source) -> Outcome:
        outcome = judge_of()(source)
        text = outcome.gathered.value["a"]
        for wrong, right in (("aa", "b"), ("ab", "c")):
            if wrong in text:
                start = text.index(wrong)
                outcome = outcome.told([error("X1", ("a",), "sai", part=(start, start + 2), fix=right)])
        return outcome

    result = apply_fixes(Source("d.yaml", b"a: aab\n", Path()), judge)
    assert (result.data, result.applied) == (b"a: bb\n", 1)


def test_fixes_that_never_end_are_stopped() -> None:
    def judge(source: Source) -> Outcome:
        outcome = judge_of()(source)
        return outcome.told([error("X1", ("a",), "sai", fix=outcome.gathered.value["a"] + "x")])

    assert len(apply_fixes(Source("d.yaml", b"a: a\n", Path()), judge).data) < 30


def test_file_that_is_not_in_nfc_keeps_its_letters() -> None:
    text = unicodedata.normalize("NFD", "# Đề án\na: Ủy ban  tỉnh\nb: Quảng Ngãi\n")
    result = fixed(text, (("a",), (6, 8), " "), (("b",), (0, 5), "Lâm"))
    assert result.data.decode() == text.replace("  ", " ").replace(unicodedata.normalize("NFD", "Quảng"), "Lâm")


def test_markdown_draft() -> None:
    text = "---\nloai: chuong_trinh\n---\n\n## Nhóm  việc\n\nLời văn.\n"
    value, _ = read_draft("d.md", text)
    assert isinstance(value, dict)
    level = next(key for key in value if isinstance(value[key], list))
    result = fixed(text, ((level, 0, "ten"), (4, 6), " "), name="d.md")
    assert result.data.decode() == text.replace("  ", " ")


def test_diff_can_be_applied(in_tmp: Path) -> None:
    for before, after in (("a: 1\nb: 2\n", "a: 1\nb: 3\n"), ("a: 1\r\nb: 2", "a: 1\r\nb: 3")):
        Path("d.yaml").write_bytes(before.encode())
        patch = diff("d.yaml", before.encode(), after.encode())
        subprocess.run(["git", "apply", "-p0", "-"], input=patch.encode(), check=True)
        assert Path("d.yaml").read_bytes().decode() == after


TEXTS = st.text(st.sampled_from("aĐệ \n\t:#-'\"\\[]{},&*!|>%@`“”1"), min_size=1, max_size=25)
STYLES = st.sampled_from([None, '"', "'", "|", ">"])


@st.composite
def drafts(draw: st.DrawFn) -> tuple[bytes, dict[str, Any], Place]:
    """A draft with scalars in every style, its value and the place of one of them; comments, line ends and BOM vary."""
    style, width = draw(STYLES), draw(st.sampled_from([10, 80]))
    value = {"x": "# x", "a": [draw(TEXTS), {"b": draw(TEXTS)}], "y": draw(TEXTS)}
    text = yaml.safe_dump(value, allow_unicode=True, default_style=style, width=width, sort_keys=False)
    text = draw(st.sampled_from(["", "\ufeff"])) + "# Chú thích: «đầu»\n" + text + "# cuối\n"
    data = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"]))).encode()
    return data, value, draw(st.sampled_from([("a", 0), ("a", 1, "b"), ("y",)]))


def at(value: Any, place: Place) -> Any:
    for step in place:
        value = value[step]
    return value


@given(drafts(), TEXTS, st.data())
def test_fix_gives_what_was_meant_or_nothing(draft: tuple[bytes, dict[str, Any], Place], new: str, data: st.DataObject) -> None:
    written, _, place = draft
    files = Files()
    value, _ = read_draft("d.yaml", read_text(written, "d.yaml", files))
    text = at(value, place)
    assume(isinstance(text, str))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    result = fixed(written, (place, (start, end), new))
    after, places = read_draft("d.yaml", read_text(result.data, "d.yaml", files))
    if result.data == written:
        assert result.left or new == text[start:end]
        return
    assert at(after, place) == text[:start] + new + text[end:]
    at(value, place[:-1])[place[-1]] = at(after, place)
    assert value == after
    assert_same_around(written, result.data, places.locate(place))


def assert_same_around(before: bytes, after: bytes, region: tuple[int, int]) -> None:
    """All that lies before and behind the scalar is as it was, byte for byte."""
    text = after.decode().removeprefix("\ufeff")
    head, tail = text[: region[0]].encode(), text[region[1] :].encode()
    assert before.removeprefix(b"\xef\xbb\xbf").startswith(head)
    assert before.endswith(tail)


def test_severities_do_not_matter() -> None:
    found = Diagnostic("X1", Severity.ADVICE, ("a",), "sai", fix="b")
    assert apply_fixes(Source("d.yaml", b"a: a\n", Path()), judge_of(found)).data == b"a: b\n"
