"""What check takes, fmt and convert take too, or they say at its place what stands in the way; a fix makes no new error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctct.diagnostics import Rejected, Severity
from ctct.drafting.convert import convert
from ctct.drafting.fix import apply_fixes
from ctct.drafting.format import formatted
from ctct.drafting.forms.meaning import meaning_of_draft
from ctct.model.document import VanBan
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.project.reading import read_draft
from ctct.runs.check import Check

HEAD = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
"""
END = "nguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"
BODY = "khoan: [Việc.]\n"
JUDGE = Check(today="2026-01-01").judge


def draft_of(name: str, text: str) -> VanBan:
    draft = check(Source(name, text.encode(), Path())).draft
    assert draft is not None, text
    return draft


def rewritten(name: str, text: str) -> None:
    """Format a draft, and convert it there and back: it says the same."""
    meant = meaning_of_draft(draft_of(name, text))
    made = formatted(name, text)
    assert read_draft(name, made)[0] == read_draft(name, text)[0]
    other = convert(name, text)
    assert meaning_of_draft(draft_of(f"x{other.suffix}", other.text)) == meant
    again = convert(f"x{other.suffix}", other.text)
    assert meaning_of_draft(draft_of(f"x{again.suffix}", again.text)) == meant


@pytest.mark.parametrize("key", ["phu_luc", "ket", "bang", "noi_dung", "muc", "danh_ba", "kem_theo"])
def test_key_that_says_nothing(key: str) -> None:
    rewritten("x.yaml", f"{HEAD}{BODY}{key}:  # chưa có\n{END}")
    lines = f"{HEAD}{key}:\n{END}"
    rewritten("x.md", f"---\n{lines}---\n\n1. Việc.\n")


BLANKS = ["\u3000", "\u00a0", "\u2003", "\u200b", "\ufeff"]


@pytest.mark.parametrize("blank", BLANKS)
def test_blank_that_yaml_keeps(blank: str) -> None:
    for said in (f"ket: kết thúc{blank}\n", f"can_cu:\n n{blank}\n", f"ket: [a{blank}, b]\n", f"ket: |\n  a{blank}\n  b\n"):
        text = f"{HEAD}{BODY}{said}{END}"
        made = formatted("x.yaml", text)
        assert read_draft("x.yaml", made)[0] == read_draft("x.yaml", text)[0]


@pytest.mark.parametrize("blank", [" ", *BLANKS])
def test_blank_at_the_end_of_an_attribute(blank: str) -> None:
    text = f'---\n{HEAD}{END}---\n\n1. Việc. {{#ano thoi_gian="tháng 01/2026{blank}"}}\n'
    assert read_draft("x.md", formatted("x.md", text))[0] == read_draft("x.md", text)[0]


NUMBERS = [
    "Chương I",
    "Điều 1",
    "Mục thứ hai",
    "Phần thứ nhất",
    "1.1 Việc",
    "1. Việc",
    "I",
    "I. Việc",
    "5",
    "a) Việc",
    "(1) Việc",
    "1.",
    "-",
]


@pytest.mark.parametrize("name", NUMBERS)
def test_name_that_is_a_number(name: str) -> None:
    rewritten(
        "x.yaml", f"{HEAD}muc:\n- ten: '{name}'\n  khoan: ['{name}', 'x {name}', {{ten: '{name}', noi_dung: '{name}'}}]\n{END}"
    )
    rewritten("x.yaml", f"{HEAD}{BODY}phu_luc: [{{ten: '{name}', noi_dung: Lời.}}]\n{END}")


@pytest.mark.parametrize(
    "words", ["Việc \\", "\\", "a\\b", "\\\\", "*", "a*", "**", "[^", "@", "@ a", "`", "<!-- x", "&amp;", "a  b"]
)
def test_signs_in_words(words: str) -> None:
    quoted = words.replace("'", "''")
    rewritten("x.yaml", f"{HEAD}muc: [{{ten: '{quoted}', khoan: ['{quoted}', 'x {quoted}']}}]\nket: '{quoted}'\n{END}")


def test_text_over_several_lines_in_brackets() -> None:
    rewritten("x.yaml", f"{HEAD.replace('Tỉnh ủy Quảng Ngãi', '{ten: Tỉnh ủy' + chr(10) * 2 + ' Quảng Ngãi}')}{BODY}{END}")


def test_row_that_ends_in_empty_cells() -> None:
    rewritten("x.yaml", f"{HEAD}{BODY}bang: {{cot: [A, B, C], dong: [[a, '', ''], [a], ['', '', c], ['', '', '']]}}\n{END}")


def test_comments_on_the_levels_stay() -> None:
    for levels in ("[phan, muc, # x\n khoan, diem]", "[muc, # x\n khoan]", "[muc, khoan] # x"):
        text = f"---\n{HEAD}cap: {levels}\n{END}---\n\n# A\n\n1. Việc.\n"
        assert "# x" in formatted("x.md", text)
        assert "# x" in convert("x.md", text).text


# --- faulty drafts are told of, and nothing breaks ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("# g\n5. @viec-a\n### i\n1. @viec-b\n# {.thuong_ky}\n1. {#viec-b}\n2.\n   {#viec-a}\n", "MD04"),
        ("# Việc thường kỳ {.thuong_ky}\n1. {#a}\n\n# b\n#### c\n1. @a\n1. @a\n", "MD04"),
        ("```bang\ncot: [A]\n```\n", "MH01"),
        ("```bang\ndong: [[a]]\n```\n", "MH01"),
        ("```bang\ncot: x\ndong: y\n```\n", ""),
        ("```bang\ncot:\n c\n", "MD11"),
        ("```bang\ncot: [A]\ndong: [[a]]\n", "MD11"),
        ("```bang\n- a\n```\n", "MD11"),
        ("```bang\nlời\n```\n", "MD11"),
        ("```bang\n```\n", "NG09"),
        ("1. Việc.\n\n   ```bang\n   cot: [A]\n   dong: [[a]]\n   ```\n", ""),
    ],
)
def test_faulty_markdown_is_told_of(body: str, code: str) -> None:
    text = f"---\n{HEAD}{END}---\n\n{body}"
    found = {one.code for one in check(Source("x.md", text.encode(), Path())).findings if one.severity is Severity.ERROR}
    assert (code in found) if code else True
    for rewrite in (formatted, convert):
        assert refusal(rewrite, text) not in ({"DG02"}, {"DG03"}), "the fault itself is told, or it is no hindrance"


def refusal(rewrite: Callable[[str, str], object], text: str) -> set[str]:
    """The codes that a draft in Markdown is refused for."""
    try:
        rewrite("x.md", text)
    except Rejected as rejected:
        return {one.code for one in rejected.diagnostics}
    return set()


@pytest.mark.parametrize("blank", ["\u200b", "\ufeff"])
def test_what_markdown_cannot_say_is_told_at_its_place(blank: str) -> None:
    text = f"{HEAD}{BODY}ket: [Lời một., {blank}Lời hai.]\n{END}"
    with pytest.raises(Rejected) as refused:
        convert("x.yaml", text)
    (fault,) = refused.value.diagnostics
    assert fault.code == "DG03"
    assert fault.region is not None
    assert text[slice(*fault.region)] == "Lời hai"
    assert "dấu cách lạ" in fault.message


# --- fixes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["---", "--", "-/-", "/", "5-", "-CTr/TU", "05--CTr/TU", "05-CTr//TU", "- / -"])
@pytest.mark.parametrize("layout", ["dang", "nha-nuoc"])
def test_fix_makes_no_error(sign: str, layout: str) -> None:
    text = HEAD.replace("05-CTr/TU", f"'{sign}'") + f"the_thuc: {layout}\nkhoan: [Lời  văn.]\n{END}"
    source = Source("x.yaml", text.encode(), Path())
    before = errors(source)
    result = apply_fixes(source, JUDGE)
    assert errors(source._replace(data=result.data)) <= before
    assert "Lời văn." in result.data.decode(), "one that cannot be made does not hold up the others"


def errors(source: Source) -> set[tuple[str, tuple[str | int, ...]]]:
    return {(one.code, one.at) for one in JUDGE(source).findings if one.severity is Severity.ERROR}


ODD = [
    "\u3000",
    "\u00a0",
    " ",
    "\u200b",
    "\t",
    "\n",
    "1",
    "I",
    "Chương I",
    "1.",
    "- ",
    "#",
    "{",
    "]",
    "|",
    "'",
    '"',
    "\\",
    "*",
    "@a",
    "[^a]",
]
ODD += [
    "null",
    "&a ",
    "*a",
    "!x",
    ">",
    "<",
    "`",
    "---",
    "{.ten}",
    "{#a}",
    ": ",
    "ket:\n",
    "\u0301",
    "🙂",
    "1,5",
    "0x1f",
    "12:30",
]
EXAMPLES = sorted(path for path in (Path(__file__).parents[1] / "examples").iterdir() if path.suffix in (".yaml", ".md"))


@given(st.sampled_from(EXAMPLES), st.lists(st.tuples(st.floats(0, 1), st.sampled_from(ODD)), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_into_an_example(path: Path, typed: list[tuple[float, str]]) -> None:
    text = path.read_text("utf-8")
    for share, sign in typed:
        place = int(share * len(text))
        text = text[:place] + sign + text[place:]
    found = check(Source(path.name, text.encode(), path.parent))
    for rewrite in (formatted, convert):
        try:
            rewrite(path.name, text)
        except Rejected as rejected:
            told = rejected.diagnostics[0]
            assert found.draft is None or found.failed or told.region != (0, 0), (told, text)
