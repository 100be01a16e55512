"""Every code is explained, every rule listed, and the lists in the documents are those of the program."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ctct.diagnostics import Severity
from ctct.language import speak
from ctct.lint.codes import RULES, faults
from ctct.report.rules import explain, list_rules
from test_commands import ctct

ROOT = Path(__file__).parents[1]
CODE = re.compile(r'"([A-Z]{2,3}[0-9]{2})"')
RULES_BEGIN, RULES_END = "<!-- rules -->\n", "<!-- /rules -->"


def codes_in_source() -> set[str]:
    files = [file for file in (ROOT / "src").rglob("*.py") if "rules" not in file.relative_to(ROOT).parts]
    return {code for file in files for code in CODE.findall(file.read_text("utf-8"))}


def test_every_code_of_the_program_is_explained_and_no_other() -> None:
    used = codes_in_source()
    assert used - RULES.keys() == faults().keys()
    assert not faults().keys() & RULES.keys()


@pytest.mark.parametrize("code", faults())
def test_faults_are_told_in_a_clerks_words(code: str) -> None:
    fault = faults()[code]
    for told in (fault.means, fault.cure):
        assert told[0].islower() or not told[0].isalpha() or told.split()[0] in ("YAML", "LibreOffice")
        assert not told.endswith(".")
        assert len(told) <= 120


@pytest.mark.parametrize("code", RULES)
def test_rule_is_told_in_full(code: str) -> None:
    rule = RULES[code]
    told = explain(rule)
    assert told.startswith(f"{code} {rule.name}\n\n{rule.demands}\n")
    assert f"Căn cứ:   {rule.basis}\n" in told
    assert told.count("Sai:\n    ") == len(rule.wrong) > 0
    assert told.count("Đúng:\n    ") == len(rule.right) > 0


def test_dates_of_a_rule() -> None:
    rule = replace(next(iter(RULES.values())), since="0000-00-00", until="9999-99-99")
    assert "Áp dụng:  văn bản mọi ngày\n" in explain(rule)
    assert "Áp dụng:  từ 26/01/2026\n" in explain(replace(rule, since="2026-01-26"))
    assert "Áp dụng:  từ 26/01/2026 đến 31/12/2026\n" in explain(replace(rule, since="2026-01-26", until="2026-12-31"))


def test_explain_command() -> None:
    told = ctct("explain", "skh02", "NG03").stdout.decode()
    assert "so_ky_hieu: 05-CTr/TU" in told
    assert "Phải làm: chuyển mã sang Unicode" in told
    done = ctct("explain", "SKH2")
    assert done.returncode == 2
    assert "không có mã «SKH2»; có phải «SKH02»" in done.stderr.decode()


def test_rules_command() -> None:
    assert [line.split()[0] for line in ctct("rules").stdout.decode().splitlines() if line[:1].isalpha()] == list(RULES)
    told = json.loads(ctct("rules", "--format", "json").stdout)
    assert [(rule["code"], rule["severity"]) for rule in told] == [(code, rule.severity) for code, rule in RULES.items()]
    assert {rule["severity"] for rule in told} <= set(Severity)


def test_markdown_is_one_row_a_rule() -> None:
    rows = list_rules("markdown").splitlines()[2:]
    assert [row.split(" | ")[0] for row in rows] == [f"| {code}" for code in RULES]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)


@pytest.mark.parametrize(("page", "language"), [("quy-tac.md", "vi"), ("quy-tac.en.md", "en")])
def test_table_in_the_documents_is_fresh(page: str, language: str, request: pytest.FixtureRequest) -> None:
    speak(language)
    table = list_rules("markdown")
    speak("vi")
    file = ROOT / "docs" / page
    text = file.read_text("utf-8")
    head, begin, rest = text.partition(RULES_BEGIN)
    _, end, tail = rest.partition(RULES_END)
    fresh = f"{head}{begin}{table}{end}{tail}"
    if request.config.getoption("--accept"):
        file.write_text(fresh, "utf-8")
        return
    assert text == fresh, "run: pytest --accept tests/test_explain.py"
