"""What each rule proposes as its fix, applied to the fragments that it calls wrong, leaves nothing for it to fix."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from ctct.drafting.fix import apply_fixes
from ctct.lint.registry import Rule
from ctct.project.files import Source
from ctct.runs.check import Check
from test_rules import BASES, DIRECTORY, cases, retold

TODAY = "2026-01-01"


@pytest.mark.parametrize(("rule", "layout", "fragment"), cases("wrong"))
def test_fix_of_a_rule_holds(rule: Rule, layout: str, fragment: str, tmp_path: Path) -> None:
    fragment = retold(fragment, layout)
    base, keys = (yaml.load(text, yaml.BaseLoader) for text in (BASES[layout], fragment))
    kept = "".join(yaml.safe_dump({key: value}, allow_unicode=True) for key, value in base.items() if key not in keys)
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    check = Check((rule.code,), (), TODAY)
    source = Source("du-thao.yaml", f"{kept}{fragment}\n".encode(), tmp_path)
    before = check.judge(source).findings
    result = apply_fixes(source, check.judge)
    after = result.outcome.findings
    assert {one.code for one in after} <= {one.code for one in before}, "a fix breaks nothing"
    assert not result.left, result.left
    assert not [one for one in after if one.fix is not None]
    assert bool(result.applied) == any(one.fix is not None for one in before)
