"""What every code means: a rule's own words, or those of ``ma-loi.yaml`` for faults that are no rule's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import ctct.lint.rules  # noqa: F401 - importing declares the rules
from ctct.lint.registry import RULES, Rule
from ctct.source.shipped import shipped
from ctct.source.yaml import load

__all__ = ["RULES", "Fault", "Rule", "faults", "meaning_of"]


class Fault(NamedTuple):
    """A fault of a draft that is no rule's: what it ``means`` and what its ``cure`` is."""

    code: str
    means: str
    cure: str


@cache
def faults() -> Mapping[str, Fault]:
    """Return the faults by their codes."""
    written, _ = load((shipped("templates") / "quy-tac" / "ma-loi.yaml").read_text("utf-8"))
    assert isinstance(written, dict)
    return {code: Fault(code, entry["nghia"], entry["lam"]) for code, entry in written.items()}


def meaning_of(code: str) -> Rule | Fault | None:
    """Return the rule or the fault that bears ``code``."""
    return RULES.get(code) or faults().get(code)
