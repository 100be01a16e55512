"""Findings in each form, judged by what reads that form: schemas, parsers of CI systems, the documented grammar."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import jsonschema
import junitparser
import pytest

from ctct.diagnostics import Citation, Severity, error, warning
from ctct.report import FORMATS, Report, Verdict, concise, github, gitlab, junit, locate, sarif, statistics, text
from ctct.report import json as as_json
from ctct.report.located import Located
from ctct.source.yaml import load
from test_commands import DRAFT as WHOLE_DRAFT
from test_commands import ctct

ROOT = Path(__file__).parents[1]
SARIF_SCHEMA = ROOT / "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
DRAFT = "loai: chuong_trinh\nso_ky_hieu: 5-CTr/TU\ntrich_yeu: công tác  quý, 50% «x»\n"


def findings(draft: str, name: str = "du-thao/chương trình.yaml") -> tuple[Located, ...]:
    _, places = load(draft)
    found = [
        error("SKH02", ("so_ky_hieu",), "số «5» thiếu số 0", "ghi «05»", cites=Citation("36-HD/VPTW", "II.1.3"), fix="05"),
        warning("KT01", ("trich_yeu",), "hai dấu cách: 100%\nở đây", part=(8, 10)),
        error("TP01", (), "không đọc được", file="danh-ba.yaml"),
    ]
    return locate(found, {name: places}, name)


def report(*verdicts: Verdict, strict: bool = False) -> Report:
    name = "du-thao/chương trình.yaml"
    return Report(verdicts or (Verdict(name, findings(DRAFT)), Verdict("sạch.yaml")), strict)


def test_every_format_has_its_writer() -> None:
    writers = (text, concise, as_json, sarif, github, junit, gitlab)
    assert tuple(writer.__name__.rpartition(".")[2] for writer in writers) == FORMATS
    assert all(callable(writer.write) for writer in writers)


def test_one_finding_a_line() -> None:
    lines = concise.write(report()).splitlines()
    assert lines == [
        "du-thao/chương trình.yaml:2:13: lỗi SKH02: số «5» thiếu số 0",
        "du-thao/chương trình.yaml:3:20: cảnh báo KT01: hai dấu cách: 100%□ở đây",
        "danh-ba.yaml: lỗi TP01: không đọc được",
        "2 lỗi, 1 cảnh báo (1/2 dự thảo); 1 chỗ sửa được bằng «ctct check --fix»",
    ]


def test_statistics_count_by_code_the_most_frequent_first() -> None:
    twice = Verdict("b.yaml", findings("trich_yeu: công tác  quý, 50%\nso_ky_hieu: 5-CTr/TU\n", "b.yaml")[1:2])
    head, *rows, closing = statistics.write(report(Verdict("a", findings(DRAFT)), twice)).splitlines()
    assert head.split() == ["số", "chỗ", "tự", "sửa", "mã", "nội", "dung"]
    assert [row.split()[:3] for row in rows] == [["2", "2", "SKH02"], ["1", "-", "KT01"], ["1", "-", "TP01"]]
    assert closing.startswith("3 lỗi, 1 cảnh báo (2/2 dự thảo)")


@pytest.mark.parametrize("writer", [text, concise, statistics])
def test_quiet_leaves_out_what_is_no_finding(writer: ModuleType) -> None:
    loud, quiet = report(), report()._replace(quiet=True)
    assert writer.write(loud).startswith(writer.write(quiet).rstrip("\n"))
    assert "dự thảo)" not in writer.write(quiet)
    assert writer.write(Report((Verdict("sạch.yaml"),), quiet=True)) == ""


def test_text() -> None:
    assert text.write(report()) == (
        "du-thao/chương trình.yaml:2:13: lỗi SKH02: số «5» thiếu số 0\n"
        "  2 | so_ky_hieu: 5-CTr/TU\n"
        "    |             ^^^^^^^^\n"
        "    = gợi ý: ghi «05»\n"
        "    = căn cứ: 36-HD/VPTW, II.1.3\n\n"
        "du-thao/chương trình.yaml:3:20: cảnh báo KT01: hai dấu cách: 100%□ở đây\n"
        "  3 | trich_yeu: công tác  quý, 50% «x»\n"
        "    |                    ^^\n\n"
        "danh-ba.yaml: lỗi TP01: không đọc được\n\n"
        "2 lỗi, 1 cảnh báo (1/2 dự thảo); 1 chỗ sửa được bằng «ctct check --fix»\n"
    )
    assert text.write(Report((Verdict("a.yaml"),))) == "không có lỗi (1 dự thảo)\n"


def test_colour_is_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert text.coloured(Terminal())
    assert not text.coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not text.coloured(Terminal())
    assert "\033[1;31mlỗi SKH02\033[0m" in text.write(report()._replace(colour=True))


def test_text_does_not_steer_the_terminal() -> None:
    (one,) = locate([error("X1", (), "a\x1b[2J\u202e", region=(0, 1))], {}, "\x1b[31mx.yaml")
    assert not re.search("[\x1b\u202e]", text.in_lines(one))


def test_json_says_all_and_where() -> None:
    told = json.loads(as_json.write(report()))
    assert {key: told[key] for key in ("version", "drafts", "fails", "counts")} == {
        "version": 1,
        "drafts": ["du-thao/chương trình.yaml", "sạch.yaml"],
        "fails": True,
        "counts": {"error": 2, "warning": 1, "advice": 0},
    }
    first = told["findings"][0]
    assert (first["line"], first["column"], first["end_line"], first["end_column"]) == (2, 13, 2, 21)
    assert first["cites"] == {"document": "36-HD/VPTW", "clause": "II.1.3"}
    assert first["fixable"]


def test_guide_tells_every_key_of_json() -> None:
    guide = (ROOT / "docs" / "kiem-tra-tu-dong.md").read_text("utf-8")
    told = json.loads(as_json.write(report()))
    for key in [*told, *told["findings"][0]]:
        assert f"`{key}`" in guide, key


def test_sarif_is_valid() -> None:
    if not SARIF_SCHEMA.is_file():
        pytest.skip("the schema is not installed: npm install @microsoft/jest-sarif")
    log = json.loads(sarif.write(report()))
    jsonschema.Draft7Validator(json.loads(SARIF_SCHEMA.read_text())).validate(log)
    (run,) = log["runs"]
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (
        "du-thao/ch%C6%B0%C6%A1ng%20tr%C3%ACnh.yaml"
    )


def test_sarif_rules_have_their_help() -> None:
    rules = json.loads(sarif.write(report()))["runs"][0]["tool"]["driver"]["rules"]
    told = {rule["id"]: rule for rule in rules}
    assert "so_ky_hieu: 05-CTr/TU" in told["SKH02"]["help"]["text"]
    assert "Phải làm" in told["TP01"]["help"]["text"]
    assert all(rule["help"]["text"] and rule["fullDescription"]["text"] for rule in rules if rule["id"] != "KT01")


def prints(draft: str) -> list[str]:
    return [one.fingerprint for one in findings(draft)]


def test_fingerprints_survive_a_shift_of_lines_and_a_rename() -> None:
    shifted = f"# một dòng mới\n\n{DRAFT}"
    assert prints(shifted) == prints(DRAFT)
    assert [one.fingerprint for one in findings(DRAFT, "khac.yaml")] == prints(DRAFT)
    assert prints(DRAFT.replace("5-CTr", "6-CTr"))[0] != prints(DRAFT)[0]


def test_fingerprints_tell_twins_apart() -> None:
    _, places = load("a: [x, x]\nb: [x, x]\n")
    twins = [error("X1", at, "sai") for at in (("a", 0), ("a", 1), ("b", 0))]
    assert len({one.fingerprint for one in locate(twins, {"d": places}, "d")}) == 3


COMMAND = re.compile(r"::(?P<kind>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def commands(written: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the workflow commands as GitHub's runner reads them: properties and message unescaped."""
    read = []
    for line in written.splitlines():
        if match := COMMAND.fullmatch(line):
            pairs = (pair.split("=", 1) for pair in match["properties"].split(","))
            read.append((match["kind"], {key: unescaped(value) for key, value in pairs}, unescaped(match["message"])))
    return read


def unescaped(text: str) -> str:
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_commands() -> None:
    kind, properties, message = commands(github.write(report()))[0]
    assert kind == "error"
    assert properties == {
        "file": "du-thao/chương trình.yaml", "line": "2", "endLine": "2", "col": "13", "endColumn": "21", "title": "ctct SKH02"
    }  # fmt: skip
    assert message == "số «5» thiếu số 0\nGợi ý: ghi «05»\nCăn cứ: 36-HD/VPTW, II.1.3"
    odd = Located("a,b:c%.yaml", 1, 1, 2, 3, "X1", Severity.WARNING, "100%\n::x", None, None, "", (0, 0), False, "f")
    written = github.write(report(Verdict("a", (odd,))))
    assert commands(written) == [
        ("warning", {"file": "a,b:c%.yaml", "line": "1", "endLine": "2", "col": "1", "title": "ctct X1"}, "100%\n::x")
    ]


@pytest.mark.parametrize(("count", "shown"), [(10, 10), (11, 10), (300, 10)])
def test_github_shows_ten_of_a_kind_and_counts_the_rest(count: int, shown: int) -> None:
    lines = "".join(f"k{number}: ::error::x\n" for number in range(count))
    _, places = load(lines)
    found = locate([error("X1", (f"k{number}",), f"sai {number}") for number in range(count)], {"d": places}, "d")
    written = github.write(Report((Verdict("d", found),)))
    errors = commands(written)
    assert len(errors) == shown
    if count > shown:
        assert errors[-1][2].startswith(f"còn {count - shown + 1} lỗi nữa")
        assert all(f"sai {number}" in written for number in range(count)), "the log has them all"
        stop, resume = re.search("^::stop-commands::(.+)$", written, re.MULTILINE), written.rindex("::endgroup::")
        assert stop
        assert written.index(f"\n::{stop[1]}::\n") < resume
    page = github.step_summary(Report((Verdict("d", found),)))
    assert page.count("| d:") == count


def test_github_summary_is_no_markup_of_the_drafts() -> None:
    odd = Located("a|b", 1, 1, 1, 1, "X1", Severity.ERROR, "<script> `x` [y](z)|", None, None, "", (0, 0), False, "f")
    row = github.step_summary(Report((Verdict("a|b", (odd,)),))).splitlines()[-1]
    assert row == r"| a\|b:1 | lỗi X1 | \<script\> \`x\` \[y\](z)\| |"
    many = Report((Verdict("d", (odd._replace(message="x" * 1000),) * 2000),))
    assert len(github.step_summary(many).encode()) <= 1_048_576


@pytest.mark.parametrize(("strict", "failures"), [(False, 2), (True, 3)])
def test_junit_is_read_by_a_parser_of_ci_systems(strict: bool, failures: int) -> None:
    suites = junitparser.JUnitXml.fromstring(junit.write(report(strict=strict)).encode())
    assert [suite.name for suite in suites] == ["du-thao/chương trình.yaml", "sạch.yaml"]
    assert (suites.tests, suites.failures) == (4, failures)
    cases = [case for suite in suites for case in suite]
    assert sum(isinstance(result, junitparser.Failure) for case in cases for result in case.result) == failures
    assert "^^^^^^^^" in cases[0].result[0].text
    assert cases[-1].is_passed


def test_junit_of_any_text_is_xml() -> None:
    odd = Located("a\x00<.yaml", 1, 1, 1, 1, "X1", Severity.ERROR, "\x01]]> & \ud800", None, None, "", (0, 0), False, "f")
    written = junit.write(Report((Verdict("a\x00<.yaml", (odd,)),)))
    assert len(list(junitparser.JUnitXml.fromstring(written.encode()))) == 1


ISSUE = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string", "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": "^[^/.]"},
                "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
            },
        },
    },
}
"""What GitLab's documentation requires of an issue: https://docs.gitlab.com/ci/testing/code_quality/"""


def test_gitlab_issues() -> None:
    issues: list[dict[str, Any]] = json.loads(gitlab.write(report()))
    jsonschema.validate(issues, {"type": "array", "items": ISSUE})
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert json.loads(gitlab.write(Report((Verdict("a"),)))) == []


def test_what_drafts_share_is_told_once() -> None:
    shared = Located("ctct.toml", 3, 1, 3, 5, "BQ04", Severity.ERROR, "sai", None, None, "", (0, 0), False, "f")
    both = Report((Verdict("a.yaml", (shared,)), Verdict("b.yaml", (shared,))))
    assert list(both.findings()) == [shared]
    assert all(verdict.fails() for verdict in both.verdicts)


@pytest.mark.parametrize("named", ["du-thao/chương trình.yaml", "../nhánh/du-thao/chương trình.yaml", "{absolute}"])
@pytest.mark.parametrize("form", ["sarif", "github", "gitlab"])
def test_files_are_named_as_the_repository_names_them(
    in_tmp: Path, monkeypatch: pytest.MonkeyPatch, form: str, named: str
) -> None:
    (in_tmp / ".git").mkdir()
    path = in_tmp / "nhánh" / "du-thao" / "chương trình.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(DRAFT, "utf-8")
    monkeypatch.chdir(in_tmp / "nhánh")
    told = ctct("check", "--format", form, named.format(absolute=path)).stdout.decode()
    paths = re.findall(r'"(?:uri|path)": "(.*?)"|file=(.*?),', told)
    assert {unquote(one or other) for one, other in paths} == {"nhánh/du-thao/chương trình.yaml"}


def test_sarif_holds_no_more_than_github_takes() -> None:
    light = warning("KT01", (), "nhẹ")
    name = "a.yaml"
    many = Report((Verdict(name, locate([light] * sarif.LIMIT + [error("TP01", (), "nặng")], {}, name)),))
    (run,) = json.loads(sarif.write(many))["runs"]
    assert len(run["results"]) == sarif.LIMIT
    assert run["results"][0]["ruleId"] == "TP01"
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notice["message"]["text"].startswith("Còn 1 chỗ nhẹ hơn")


HOSTILE = "a\x1b]0;x\x07\x9b31m\u202eb\u200e\nc\r\ufeff.yaml"
"""The name of a file that would steer a terminal, turn letters round and make lines of its own."""
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_in_a_report_steers_a_terminal(in_tmp: Path, form: str) -> None:
    Path(HOSTILE).write_text(DRAFT.replace("loai: chuong_trinh", 'loai: "chuong\u202e\u200etrinh"'), "utf-8")
    page = Path("tom-tat.md")
    done = ctct("check", "--format", form, HOSTILE, GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 1
    said = [done.stdout.decode(), done.stderr.decode(), page.read_text("utf-8") if page.exists() else ""]
    assert [STEERS.findall(one) for one in said] == [[] for _ in said]
    if form == "json":
        assert HOSTILE in names_in(json.loads(said[0])), "a program reads the name as it is"


def names_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [name for one in value.values() for name in names_in(one)]
    return [name for one in value for name in names_in(one)] if isinstance(value, list) else [str(value)]


COMMANDS = (
    ("build", HOSTILE),
    ("fmt", HOSTILE),
    ("convert", HOSTILE),
    ("check", "--fix", HOSTILE),
    ("check", "--diff", HOSTILE),
    ("build", f"{HOSTILE}x"),
    ("eject", HOSTILE),
    ("eject", "dang", "--to", HOSTILE),
    ("check", "--select", HOSTILE, "."),
    (HOSTILE,),
    ("check", f"--{HOSTILE}"),
    ("explain", HOSTILE),
    ("check", "--changed", HOSTILE),
    ("the-thuc", HOSTILE),
    ("new", "--loai", HOSTILE, "--co-quan", "A"),
    ("new", "--loai", "bao_cao", "--co-quan", "A", "-o", HOSTILE),
)


@pytest.mark.parametrize("arguments", COMMANDS, ids=range(len(COMMANDS)))
def test_nothing_that_a_command_says_steers_a_terminal(in_tmp: Path, arguments: tuple[str, ...]) -> None:
    Path(HOSTILE).write_text(WHOLE_DRAFT.replace("loai:", "loai:  ").replace(": 05-", ": 5-"), "utf-8")
    done = ctct(*arguments)
    said = done.stdout.decode() + done.stderr.decode()
    assert said
    assert STEERS.findall(said) == []
