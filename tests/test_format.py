"""Formatting keeps what is said, comments and order; what is formatted stays as it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.drafting.convert import to_markdown
from ctct.drafting.format import formatted
from ctct.drafting.forms.tree import Collection, comments_in, tree_of
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.project.beside import ENDINGS
from ctct.project.reading import read_draft
from ctct.source.markdown.places import MarkdownPlaces
from drafts import drafts
from test_commands import ctct

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(
    path for path in (ROOT / "examples").rglob("*") if path.suffix in (".yaml", ".md") and not path.name.endswith(ENDINGS)
)


def keeps_all(name: str, text: str) -> str:
    made = formatted(name, text)
    assert read_draft(name, made)[0] == read_draft(name, text)[0]
    assert formatted(name, made) == made
    return made


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        (
            "d.yaml",
            "loai: thong_bao\nTrích yếu: x  # y\nmuc:\n  - Tên: A\n",
            "loai: thong_bao\ntrich_yeu: x  # y\nmuc:\n  - ten: A\n",
        ),
        ("d.yaml", "người:\n  a: {Họ tên: A}\n", "nguoi:\n  a: {ho_ten: A}\n"),
        ("d.md", '---\nloại: thong_bao\n---\n\n# A {thời_gian="x"}\n', "---\nloai: thong_bao\n---\n\n# A {thoi_gian=x}\n"),
    ],
)
def test_keys_typed_with_accents_are_mended(name: str, text: str, made: str) -> None:
    assert formatted(name, text) == made


@st.composite
def odd_yaml(draw: st.DrawFn) -> tuple[str, Counter[str]]:
    """A draft as another program might write it, with comments thrown in; and those comments."""
    value = draw(drafts())
    text = yaml.dump(
        value,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=draw(st.sampled_from([None, False, True])),
        default_style=draw(st.sampled_from([None, None, '"', "'", "|", ">"])),
        width=draw(st.integers(20, 120)),
        indent=draw(st.integers(2, 6)),
        explicit_start=draw(st.booleans()),
    )
    comments: Counter[str] = Counter()
    for number in range(draw(st.integers(0, 8))):
        lines = text.split("\n")
        place = draw(st.integers(0, len(lines) - 1))
        comment = f"# ghi chú {number}"
        beside = draw(st.booleans()) and "# ghi chú" not in lines[place]
        margin = " " * draw(st.integers(0, 8))
        changed = [*lines[:place], f"{lines[place]} {comment}" if beside else f"{margin}{comment}", *lines[place + beside :]]
        try:
            same = read_draft("x.yaml", "\n".join(changed))[0] == value
        except Rejected:
            same = False
        if same:
            text = "\n".join(changed)
            comments[comment] += 1
    return text, comments


def formats_oddities(given_: tuple[str, Counter[str]]) -> None:
    text, comments = given_
    try:
        value = read_draft("x.yaml", text)[0]
    except Rejected:
        assume(False)
    made = keeps_all("x.yaml", text)
    assert Counter(comments_in(read_yaml(made))) == comments
    assert read_draft("x.yaml", made)[0] == value


@given(odd_yaml())
@settings(max_examples=40, deadline=None)
def test_odd_yaml_keeps_its_comments(given_: tuple[str, Counter[str]]) -> None:
    formats_oddities(given_)


@st.composite
def odd_markdown(draw: st.DrawFn) -> str:
    """A draft in Markdown with comments thrown in, blank lines doubled and ends of lines mixed."""
    text = to_markdown(write_yaml(tree_from(draw(drafts())))).text
    value = read_draft("x.md", text)[0]
    for number in range(draw(st.integers(0, 6))):
        lines = text.split("\n")
        blank = [place for place, line in enumerate(lines) if not line and place > lines.index("---", 1)]
        if not blank:
            break
        place = draw(st.sampled_from(blank))
        comment = draw(
            st.sampled_from([f"<!-- ghi chú {number} -->", f"<!--ghi chú\n\n{number}-->", f"<!-- a --><!-- {number} -->"])
        )
        lines[place : place + 1] = ["", " " * draw(st.sampled_from([0, 0, 3])) + comment, "", ""]
        if read_or_none("\n".join(lines)) == value:
            text = "\n".join(lines)
    ends, most = draw(st.sampled_from([("\n", -1), ("\r\n", -1), ("\r", -1), ("\r\n", 30)]))
    return text.replace("\n", ends, most)


def read_or_none(text: str) -> object:
    try:
        return read_draft("x.md", text)[0]
    except Rejected:
        return None


def tree_from(value: dict[str, Any]) -> Collection:
    tree = tree_of(value)
    assert isinstance(tree, Collection)
    return tree


def lines_of_comments(text: str) -> Counter[str]:
    places = read_draft("x.md", text)[1]
    assert isinstance(places, MarkdownPlaces)
    return Counter(line.strip() for _, comment in places.comments for line in comment.splitlines() if line.strip())


def formats_markdown(text: str) -> None:
    assert lines_of_comments(keeps_all("x.md", text)) == lines_of_comments(text)


@given(odd_markdown())
@settings(max_examples=30, deadline=None)
def test_odd_markdown_keeps_its_comments(text: str) -> None:
    formats_markdown(text)


def test_odd_but_legal_yaml() -> None:
    odd = """# đầu tệp

loai: chuong_trinh   # cuối dòng
noi_dung:   # sau khóa
    # trước mục đầu
    - &a một   # neo
    - >- # đầu khối
        hai
        ba

        bốn
  # cuối danh sách
# trước khóa sau
phan:
- ten: "x"
  # trong mục
  muc:
  -   ten: 'y'
      noi_dung: *a
  - {ten: z, # trong ngoặc
     noi_dung: [a, # b
       b]}
  - |
    giữ nguyên
      lùi vào
    # không phải ghi chú
  -
    - x
so: 04
trong:
# cuối tệp
"""
    assert (
        keeps_all("x.yaml", odd)
        == """# đầu tệp

loai: chuong_trinh  # cuối dòng
noi_dung:  # sau khóa
  # trước mục đầu
  - &a một  # neo
  - |-  # đầu khối
    hai ba
    bốn
  # cuối danh sách
# trước khóa sau
phan:
  - ten: x
    # trong mục
    muc:
      - ten: y
        noi_dung: *a
      - ten: z  # trong ngoặc
        noi_dung:
          - a  # b
          - b
      - |
        giữ nguyên
          lùi vào
        # không phải ghi chú
      - - x
so: 04
trong:
# cuối tệp
"""
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_in_the_canonical_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert keeps_all(path.name, text) == text, "run: ctct fmt examples"


def test_the_command_writes_only_what_changes(in_tmp: Path) -> None:
    Path("a.yaml").write_text("loai:   chuong_trinh\r\nmuc: ['x']\r\n", "utf-8", newline="")
    Path("b.yaml").write_text("nguoi: {a: {ho_ten: A}}\n", "utf-8")
    Path("la.yaml").write_text("name: x\n", "utf-8")
    before = Path("b.yaml").stat().st_mtime_ns
    checked = ctct("fmt", "--check", ".")
    assert (checked.returncode, checked.stdout.decode()) == (1, "chưa đúng dạng chuẩn: a.yaml\n")
    assert b"-loai:   chuong_trinh" in ctct("fmt", "--diff", "a.yaml").stdout
    assert ctct("fmt", ".").stdout.decode() == "đã định dạng a.yaml\n"
    assert Path("a.yaml").read_bytes() == b"loai: chuong_trinh\r\nmuc: [x]\r\n"
    assert Path("b.yaml").stat().st_mtime_ns == before
    assert ctct("fmt", "--check", ".").returncode == 0
    assert ctct("fmt", "-", stdin=b"loai:  a\n").stdout == b"loai: a\n"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("la.yaml", "name: x\n", "DG01"),
        ("hong.yaml", "loai: [x\n", "NG24"),
        ("hong.md", "---\nloai: x\n", "MD01"),
        ("khong.yaml", None, "TP01"),
    ],
)
def test_what_cannot_be_formatted_is_left_alone(in_tmp: Path, name: str, text: str | None, told: str) -> None:
    if text is not None:
        Path(name).write_text(text, "utf-8")
    done = ctct("fmt", name)
    assert done.returncode == 1
    assert told in done.stderr.decode()
    assert text is None or Path(name).read_text("utf-8") == text
