"""Every key and value of ``ctct.toml`` has its place, however it is written; the standard reader says what the values are."""

from __future__ import annotations

import tomllib
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bounds import ended_if_hung
from ctct.diagnostics import Rejected
from ctct.project.files import Files
from ctct.project.settings import read_config
from ctct.source.toml import load_toml

Path = tuple[str | int, ...]


def at(text: str, path: Path, *, key: bool = False) -> str:
    start, end = load_toml(text)[1].locate(path, key=key)
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "path", "value", "key"),
    [
        ('a = """\nb = 1\n[c]\n"""\nb = 2\n', ("b",), "2", "b"),
        ("a = '''\nb = 1\n'''\nb = 2\n", ("b",), "2", "b"),
        ('a = """x"""""\nb = 2\n', ("b",), "2", "b"),
        ('a = "b = 1 # x" # b = 3\nb = 2\n', ("b",), "2", "b"),
        ("a = {b = 1, c.d = [2, {e = 'x'}]}\n", ("a", "c", "d", 1, "e"), "'x'", "e"),
        ("[[bo_qua]]\nma = 'A'\n[[bo_qua]]\nly_do = 'x'\nma = 'B'\n", ("bo_qua", 1, "ma"), "'B'", "ma"),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[a.b.c]\nd = 1\n", ("a", 1, "b", 0, "c", "d"), "1", "d"),
        ("bo_qua = [ # x ]\n  {ma = 'A'}, # }\n  {ma = 'B'},\n]\n", ("bo_qua", 1, "ma"), "'B'", "ma"),
        ("'a.b'.\"c\\u0064\" = 1\n", ("a.b", "cd"), "1", '"c\\u0064"'),
        ("[a.b]\n[a]\nc = 1979-05-27 07:32:00Z\n", ("a", "c"), "1979-05-27 07:32:00Z", "c"),
        ("[a.b]\n[a]\n", ("a",), "a", "a"),
        ("[muc_do]\nSKH02 = 'tat'\n", ("muc_do", "SKH99"), "muc_do", "muc_do"),
        ("a = {b = 1}\n", ("a", "x"), "a", "a"),
        ("a = [1]\n", ("a", 7), "a", "a"),
    ],
)
def test_places(text: str, path: Path, value: str, key: str) -> None:
    assert at(text, path) == value
    assert at(text, path, key=True) == key


def test_explicit_header_is_the_place_of_its_table() -> None:
    assert load_toml("[a.b]\n[a]\n")[1].locate(("a",)) == (7, 8)


def test_part_of_a_text() -> None:
    for text, shown in (('a = "một hai"\n', "hai"), ("a = 'một hai'\n", "hai"), ('a = "m\\u1ed9t hai"\n', '"m\\u1ed9t hai"')):
        start, end = load_toml(text)[1].locate_part(("a",), 4, 7)
        assert text[start:end] == shown


def test_faults_are_told_at_their_places(in_tmp: FilePath) -> None:
    text = 'dia_danh = """\nĐà Lạt"""\nbo_qua = [{ma = "SKH02", ly_do = "x"}, {ma = 5, ly_do = "x"}]\nla = 1\n'
    (in_tmp / "ctct.toml").write_text(text, "utf-8")
    config, faults = read_config(in_tmp, files := Files())
    assert config is None
    told = {(one.code, files["ctct.toml"].line_column(files["ctct.toml"].locate(one.at, key=one.on_key)[0])) for one in faults}
    assert told == {("MH03", (3, 46)), ("MH02", (4, 1))}


VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-(10**12), 10**12),
        st.floats(allow_nan=False, allow_infinity=False),
        st.datetimes().map(lambda day: day.replace(microsecond=0)),
        st.text(st.sampled_from("aĐ \"'\\\n#=[]{},.b"), max_size=12),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "b c", 'đ"', "x.y"]), inner, max_size=3)
    ),
    max_leaves=6,
)
BLANKS = st.sampled_from(["", " ", "\t"])
GAPS = st.sampled_from(["", " ", "\n", ' # ghi chú ] } "\n  '])


def quoted(text: str, draw: st.DrawFn) -> str:
    """A text in one of the four kinds of quotes, as far as it can be."""
    kinds = ["basic", "basic lines"]
    if "'" not in text and "\n" not in text:
        kinds.append("literal")
    if "'''" not in text and not text.endswith("'"):
        kinds.append("literal lines")
    kind = draw(st.sampled_from(kinds))
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if kind == "basic":
        return '"' + escaped.replace("\n", "\\n") + '"'
    if kind == "basic lines":
        return '"""' + draw(st.sampled_from(["\n", "\\\n   "])) + escaped.replace(" ", "\\u0020", 1) + '"""'
    return f"'{text}'" if kind == "literal" else f"'''\n{text}'''"


def named(name: str, draw: st.DrawFn) -> str:
    if name.isascii() and name.isalnum() and draw(st.booleans()):
        return name
    return f"'{name}'" if "'" not in name and draw(st.booleans()) else '"' + name.replace('"', '\\"') + '"'


def value_of(value: Any, draw: st.DrawFn) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value, draw)
    if isinstance(value, list):
        items = [f"{draw(GAPS)}{value_of(one, draw)}{draw(GAPS)}" for one in value]
        return f"[{','.join(items)}{draw(st.sampled_from(['', ','])) if items else ''}{draw(GAPS)}]"
    if isinstance(value, dict):
        pairs = [
            f"{draw(BLANKS)}{named(name, draw)}{draw(BLANKS)}={draw(BLANKS)}{value_of(one, draw)}"
            for name, one in value.items()
        ]
        return f"{{{' ,'.join(pairs)} }}"
    return value.isoformat(draw(st.sampled_from(["T", " "]))) if hasattr(value, "isoformat") else repr(value)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A text in TOML with all that its grammar has: headers, lists of tables, dotted keys, comments, both line ends."""
    names = [draw(st.sampled_from(["a", "b", "c", "đ", "x.y", 'q"'])) for _ in range(3)]
    lines = []
    for _ in range(draw(st.integers(1, 6))):
        dotted = f"{draw(BLANKS)}.{draw(BLANKS)}".join(
            named(draw(st.sampled_from(names)), draw) for _ in range(draw(st.integers(1, 3)))
        )
        kind = draw(st.sampled_from(["pair", "pair", "table", "list"]))
        comment = draw(st.sampled_from(["", " # x = [1", "\n# a = 1\n"]))
        if kind == "pair":
            lines.append(f"{dotted} = {value_of(draw(VALUES), draw)}{comment}")
        else:
            lines.append(f"[{dotted}]{comment}" if kind == "table" else f"[[{dotted}]]{comment}")
    return draw(st.sampled_from(["", "\n"])) + draw(st.sampled_from(["\n", "\r\n"])).join(lines) + "\n"


def paths(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [pair for step, one in inner for pair in paths(one, (*path, step))]
    return [(path, value), *found] if path else found


@given(documents())
@settings(max_examples=400, deadline=None)
def test_every_place_reads_back_as_its_value(text: str) -> None:
    try:
        meant = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        with pytest.raises(Rejected):
            load_toml(text)
        return
    value, places = load_toml(text)
    assert value == meant
    for path, said in paths(value):
        start, end = places.locate(path)
        written = text[start:end]
        if path in places._values:
            assert tomllib.loads(f"x = {written}") == {"x": said}
        key_start, key_end = places.locate(path, key=True)
        named = next(step for step in reversed(path) if isinstance(step, str))
        if path in places._keys:
            assert tomllib.loads(f"{text[key_start:key_end]} = 1") == {named: 1}
        else:
            assert isinstance(path[-1], int)
    assert all(path in places._values or path in places._keys for path, _ in paths(value))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 100_000, "NG18"),
        ("a = " + "{a = " * 100_000, "NG18"),
        ("a" + ".a" * 20_000 + " = 1\n", "NG18"),
        ("[a" + ".a" * 20_000 + "]\n", "NG18"),
        ("a = " + "1" * 5000, "NG31"),
        ("a = [1, 2\r\nb", "NG31"),
        ("a = 'x\n", "NG31"),
        ('a = "' + '\\"' * 100_000, "NG31"),
        ('a = """' + '""' * 100_000, "NG31"),
        ("= 1\n", "NG31"),
        ("a\n", "NG31"),
        ('"a\\q" = 1\n', "NG31"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_toml_is_refused_at_once(text: str, code: str) -> None:
    with ended_if_hung(), pytest.raises(Rejected) as refused:
        load_toml(text)
    assert [one.code for one in refused.value.diagnostics] == [code]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = 0,5\n", "số lẻ viết với dấu phẩy"),
        ("a = dang\n", "giá trị không đọc được: chữ phải nằm trong dấu nháy thẳng"),
        ("a = “dang”\n", "giá trị không đọc được: chữ phải nằm trong dấu nháy thẳng"),
        ("a: 1\n", "thiếu dấu «=» sau khóa"),
        ('a = "x\n', "dấu nháy mở ở dòng này chưa đóng"),
        ("a = 1\na = 2\n", "khóa này đã ghi ở trên"),
        ("[b]\n[b]\n", "phần này đã ghi ở trên"),
        ("a = 'x' y\n", "sau giá trị còn chữ thừa"),
    ],
)
def test_what_is_no_toml_is_told_in_vietnamese(text: str, message: str) -> None:
    with pytest.raises(Rejected) as told:
        load_toml(text)
    assert told.value.diagnostics[0].message == message
