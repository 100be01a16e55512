"""How often the rules of typing, spelling, capitals, ends and figures cry wolf, over real official texts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ctct.lint.engine import Selection
from ctct.outcome import Outcome
from ctct.pipeline import check, lint
from ctct.project.files import Source
from test_rules import BASES

DATA = Path(__file__).parent / "data"
CORPUS: list[dict[str, Any]] = yaml.safe_load((DATA / "van-ban-thuc.yaml").read_text("utf-8"))
SCAN = DATA / "quy-II-2021-nguyen-van.yaml"
OURS = ("VH", "GM", "CH", "DC", "KT", "SL", "NT")
WORDS_A_PAGE = 450
HEAD = ("the_thuc", "loai", "co_quan", "so_ky_hieu", "dia_danh", "ngay", "nguoi_ky")


def linted(source: Source) -> Outcome:
    outcome = check(source)
    assert not outcome.findings
    return lint(outcome, Selection(select=OURS), date(2026, 11, 24))


@cache
def read(number: int) -> Outcome:
    entry = CORPUS[number]
    head = yaml.load(BASES[entry["the_thuc"]], yaml.BaseLoader)
    draft = {key: head[key] for key in HEAD if key in head} | {"trich_yeu": "công tác", "noi_nhan": "Lưu"}
    text = yaml.safe_dump(draft | {"noi_dung": entry["noi_dung"].splitlines()}, allow_unicode=True)
    return linted(Source("van-ban.yaml", text.encode(), Path()))


def places(outcome: Outcome) -> list[tuple[str, str]]:
    """Return the code of each finding and the words that it is about."""
    assert outcome.draft is not None
    told = []
    for finding in outcome.findings:
        field, line = finding.at
        assert finding.part is not None
        told.append((finding.code, getattr(outcome.draft, str(field))[line][slice(*finding.part)]))
    return told


@pytest.mark.parametrize("number", [pytest.param(number, id=entry["nguon"]) for number, entry in enumerate(CORPUS)])
def test_a_real_text_has_the_known_findings_only(number: int) -> None:
    known = Counter((one["ma"], one["cho"]) for one in CORPUS[number].get("phat_hien", ()))
    assert Counter(places(read(number))) == known


def test_one_false_alarm_in_ten_pages_at_most() -> None:
    pages = sum(len(entry["noi_dung"].split()) for entry in CORPUS) / WORDS_A_PAGE
    judged = Counter(one["la"] for entry in CORPUS for one in entry.get("phat_hien", ()))
    assert pages > 20
    assert judged.keys() <= {"sai", "khac", "nham"}
    assert judged["nham"] <= pages / 10
    assert judged["nham"] + judged["khac"] <= pages


def test_the_scan_yields_its_mixed_dashes_and_nothing_else() -> None:
    outcome = linted(Source.from_file(SCAN))
    shown = [finding.message.partition("»")[0].lstrip("«") for finding in outcome.findings]
    assert sorted(shown) == ["2016 – 2020", "2021-2025", "2021-2030"]
