"""YAML becomes values: what reads how, and what is refused where."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.source.spans import Spans
from ctct.source.yaml import load


def places(text: str) -> list[tuple[str, int, int, str]]:
    """Return code, line, column and the marked text of each fault of ``text``."""
    with pytest.raises(Rejected) as caught:
        load(text)
    found = []
    for fault in caught.value.diagnostics:
        assert fault.region is not None
        assert fault.at == ()
        assert not fault.message.endswith(".")
        assert fault.message[0].islower() or fault.message[0] in "«"
        line, column = Spans.for_text(text).line_column(fault.region[0])
        found.append((fault.code, line, column, text[slice(*fault.region)]))
    return found


def told(text: str) -> str:
    """Return message and hint of the only fault of ``text``."""
    with pytest.raises(Rejected) as caught:
        load(text)
    (fault,) = caught.value.diagnostics
    return f"{fault.message} | {fault.hint}"


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("null", None),
        ("~", None),
        ("", None),
        ("true", True),
        ("FALSE", False),
        ("04", 4),
        ("-7", -7),
        ("1.5", 1.5),
        ("'04'", "04"),
        ('"null"', "null"),
        *((text, text) for text in ("no", "yes", "on", "2021-04-06", "1:30", "0x1F", "0o17", "1_000", "1.", ".5", "1e3")),
        *((text, text) for text in ("+5", "--", ".inf", "1" * 19, "tRue", "05-CTr/TU", "=", "Ủy ban")),
    ],
)
def test_scalars_read_as_in_yaml_1_2(scalar: str, value: object) -> None:
    read, _ = load(f"a: {scalar}\n")
    assert read == {"a": value}
    assert isinstance(read, dict)
    assert isinstance(read["a"], type(value))


@pytest.mark.parametrize("scalar", ["4", "04", "007", "-0", "1.50", "9.200", "0.0", "-1.000", "123456789012345678"])
def test_numbers_know_how_they_were_written(scalar: str) -> None:
    read, _ = load(f"a: {scalar}\n")
    assert isinstance(read, dict)
    assert f"{read['a']}" == scalar
    assert read["a"] == (float(scalar) if "." in scalar else int(scalar))


def test_keys_are_text_as_written() -> None:
    assert load("1: a\n04: b\ntrue: c\n? d\n: e\n")[0] == {"1": "a", "04": "b", "true": "c", "d": "e"}


FAULTS = [
    ("", [("NG09", 1, 1, "")]),
    ("# chỉ có chú thích\n", [("NG09", 1, 1, "")]),
    ("---\n", [("NG09", 1, 1, "")]),
    ("a: 1\n---\nb: 2\n", [("NG10", 2, 1, "---")]),
    ("a: 1\nb:\n  c: 1\n  'c': 2\na: 3", [("NG11", 4, 3, "'c'"), ("NG11", 5, 1, "a")]),
    ("[a]: 1\nb: 2", [("NG12", 1, 1, "[a]")]),
    ("? {a: 1}\n: 2", [("NG12", 1, 3, "{a: 1}")]),
    ("a: &x 1\n*x : 2", [("NG12", 2, 1, "*x")]),
    ("a: 1\n: 2", [("NG12", 2, 1, ":")]),
    ("'': 2", [("NG12", 1, 1, "''")]),
    ("a: &x {b: 1}\nc:\n  <<: *x", [("NG13", 3, 3, "<<")]),
    ("a: !!python/object:os.system [x]\nb: !c d", [("NG14", 1, 4, "!!python/object:os.system"), ("NG14", 2, 4, "!c")]),
    ("a: !x!y z", [("NG14", 1, 4, "!")]),
    ("a: *x\n", [("NG15", 1, 4, "*x")]),
    ("a: &x [1, *x]\n", [("NG16", 1, 11, "*x")]),
    ("a: {b: " + "[" * 99 + "\n", [("NG18", 1, 106, "[")]),
    ('a: 1\nb: "x\\0y"\n"\\u0001": 1', [("NG19", 2, 4, '"x\\0y"'), ("NG19", 3, 1, '"\\u0001"')]),
    ("a:\n\tb: 1", [("NG20", 2, 1, "\t")]),
    ("a:\n  - b\n  \t- c", [("NG20", 3, 3, "\t")]),
    ("a:\n  b: 1\n\u00a0\u00a0c: 1", [("NG20", 3, 1, "\u00a0\u00a0c")]),
    ("a: b\n\u00a0\u00a0c\nd: 1", [("NG20", 2, 1, "\u00a0\u00a0")]),
    ("ten: Nội dung: abc", [("NG21", 1, 14, ":")]),
    ("ten: “Nội dung: abc”", [("NG21", 1, 15, ":")]),
    ("noi_dung: Cho ý kiến\n  về các việc: một", [("NG21", 2, 14, ":")]),
    ("a: 1\nten:abc\nb: 2", [("NG22", 2, 4, ":")]),
    ("a:\n  ten:abc\n  b: 2", [("NG22", 2, 6, ":")]),
    ("ten：abc\nb: 2", [("NG22", 1, 4, "：")]),
    ("a: 1\nten abc\nb: 2", [("NG22", 2, 1, "ten abc")]),
    ("# đầu\nten\nb: 2", [("NG22", 2, 1, "ten")]),
    ("ten\n# sau\nb: 2", [("NG22", 1, 1, "ten")]),
    ("- a\n-b\n- c", [("NG22", 2, 1, "-")]),
    ("a: @b", [("NG23", 1, 4, "@")]),
    ("- `b`", [("NG23", 1, 3, "`")]),
    ("a: %5", [("NG23", 1, 4, "%")]),
    ("%abc\n", [("NG23", 1, 1, "%")]),
    ("a: , b", [("NG23", 1, 4, ",")]),
    ("a: > 5 ngày", [("NG23", 1, 4, ">")]),
    ("a: ** b", [("NG23", 1, 4, "*")]),
    ("a: & b", [("NG23", 1, 4, "&")]),
    ("a: [b, c\nd: 1", [("NG24", 1, 4, "[")]),
    ("a: {b: 1\nd: 1", [("NG24", 1, 4, "{")]),
    ("a: 1\nb: [c", [("NG24", 2, 4, "[")]),
    ("a: 'b\nc: 1\n", [("NG25", 1, 4, "'")]),
    ('a: "b\n---\nc"\n', [("NG25", 1, 4, '"')]),
    ("a: - b", [("NG26", 1, 4, "-")]),
    ("a:\n   b: 1\n  c: 2", [("NG27", 3, 3, "c: 2")]),
    ("a:\n  - b\n  c: 1  ", [("NG27", 3, 3, "c: 1")]),
    ("a: 1\n  b: 2", [("NG27", 2, 3, "b: 2")]),
    ("  a: 1\nb: 2", [("NG27", 2, 1, "b: 2")]),
    ('a: "C:\\Thư mục"', [("NG28", 1, 7, "\\T")]),
    ('a: "\\ud800"', [("NG28", 1, 5, "\\u")]),
    ('ten: "Về việc" abc', [("NG29", 1, 16, "abc")]),
    ("ten: {ban} và đồng chí", [("NG29", 1, 12, "và đồng chí")]),
    ("- [Mật] Báo cáo", [("NG29", 1, 9, "Báo cáo")]),
    ('a: "b\nc: "d"\n', [("NG29", 2, 5, 'd"')]),
    ("%YAML 9.1\n---\na: 1", [("NG30", 1, 1, "%YAML 9.1")]),
    ("a: b\x01", [("NG04", 1, 5, "\x01")]),
    ("a: \ud800", [("NG04", 1, 4, "\ud800")]),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_faults_at_their_places(text: str, expected: list[tuple[str, int, int, str]]) -> None:
    assert places(text) == expected
    windows = text.replace("\n", "\r\n")
    assert [fault[:3] for fault in places(windows)] == [fault[:3] for fault in expected]


def test_what_stands_before_a_syntax_error_is_told_with_it() -> None:
    assert [code for code, *_ in places('a: 1\na: !x 2\nb: *c\nd: "\\0"\ne: [')] == ["NG14", "NG11", "NG15", "NG19", "NG24"]


def test_messages_say_what_to_write() -> None:
    assert "lần đầu ở dòng 2" in told("x: 0\na: 1\nb: 2\na: 3")
    assert '"Nội dung: abc"' in told("- ten: Nội dung: abc")
    assert "'\"Về\" việc'" in told('ten: "Về" việc')
    assert "«ten: abc»" in told("a: 1\nten:abc")
    assert "dùng phím Tab để thụt dòng; hãy dùng dấu cách" in told("a:\n\tb: 1")


def test_aliases_repeat_values_at_the_place_of_the_anchor() -> None:
    text = "a: &x # chung\n  b: Đ\nc: *x\nd: &y e\nf: [*y, &z {g: h}, *z]\n# hết\n"
    value, spans = load(text)
    assert value == {"a": {"b": "Đ"}, "c": {"b": "Đ"}, "d": "e", "f": ["e", {"g": "h"}, {"g": "h"}]}
    assert text[slice(*spans.locate(("c", "b")))] == "Đ"
    assert text[slice(*spans.locate(("c",), key=True))] == "c"
    assert text[slice(*spans.locate(("a",)))] == "b: Đ"
    assert text[slice(*spans.locate(("f", 2, "g")))] == "h"
    assert text[slice(*spans.locate(()))] == text[: text.index("\n# hết")]


@pytest.mark.parametrize("unit", ["[x, x, x, x, x, x, x, x, x]", "'" + "x" * 1000 + "'"])
def test_aliases_that_explode(unit: str) -> None:
    lines = [f"a0: &a0 {unit}", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))]
    ((code, line, column, alias),) = places("\n".join(lines))
    assert (code, alias) == ("NG17", f"*a{line - 2}")
    assert 3 <= line <= 7
    assert column > 1


def test_aliases_cannot_go_deeper_than_the_limit() -> None:
    lines = ["a0: &a0 x", *(f"a{n}: &a{n} {'[' * 30}*a{n - 1}{']' * 30}" for n in range(1, 5))]
    assert places("\n".join(lines)) == [("NG18", 5, 39, "*a3")]


def test_a_long_list_of_aliases_is_fine() -> None:
    value, _ = load("a: &x [1]\nb: [" + "*x, " * 20_000 + "]")
    assert isinstance(value, dict)
    assert len(value["b"]) == 20_000


@given(st.text(st.sampled_from("ab:-#'\"[]{},&*!|>%@ \n\t\r\u00a0ạ\\?0"), max_size=40))
@example("\r:")
def test_any_text_gives_values_or_faults_at_places(text: str) -> None:
    try:
        _, spans = load(text)
    except Rejected as rejected:
        for fault in rejected.diagnostics:
            assert fault.region is not None
            assert 0 <= fault.region[0] <= fault.region[1] <= len(text)
    else:
        assert 0 <= spans.locate(())[0] <= spans.locate(())[1] <= len(text)
