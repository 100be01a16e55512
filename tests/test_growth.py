"""What a text costs grows with its length and not with the square of it: every pattern of rules and readers, and whole drafts.

The engine of patterns counts no steps, so that patterns are told by the clock: by one look at a text for which a line takes a
small part of the time that a square takes, and where that is too long by the least of many looks at it and at half of it.
Drafts are told by the number of calls, which no busy machine changes.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ctct.lint
import ctct.source
from bounds import calls
from fitted import Fitted, fitted
from growing import DRAFTS, RUNS, checked, name_of

Run = Callable[[str], object]

MOST = 2.5
"""How many times as much a text of twice the length may cost: some time goes with each run, and clocks are no scales."""
LENGTH = 4000
FLOOR = 0.004
"""Seconds that a text of :data:`LENGTH` may take: the shortest steps, 6,000 times 6,000 of them, take several times as many."""
LOOKS = 8


def modules() -> Iterator[ModuleType]:
    for package in (ctct.lint, ctct.source):
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(info.name)


def patterns_in(value: Any) -> Iterator[tuple[re.Pattern[str], Run]]:
    """Yield the patterns that a global holds, each with what is done with it: one that is kept as its ``match`` or ``fullmatch``
    is never sought.
    """
    if isinstance(value, re.Pattern):
        in_kind = str.encode if isinstance(value.pattern, bytes) else str
        yield value, lambda text: sum(1 for _ in value.finditer(in_kind(text)))
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield value.__self__, value
    elif getattr(value, "__annotations__", {}).get("return") == "re.Pattern[str]":  # made when it is first asked for
        yield from patterns_in(value(*("a-b" for name in value.__annotations__ if name != "return")))
    elif isinstance(value, tuple | list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from patterns_in(one)


def named_patterns() -> dict[str, tuple[re.Pattern[str], Run]]:
    found: dict[re.Pattern[str], tuple[str, Run]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for index, (pattern, run) in enumerate(patterns_in(value)):
                found.setdefault(pattern, (f"{module.__name__}.{name}" + f"[{index}]" * (index > 0), run))
    return {name: (pattern, run) for pattern, (name, run) in found.items()}


PATTERNS = named_patterns()


def uses_of_re(module: ModuleType) -> Iterator[str]:
    """Yield where a module asks for a pattern in a place where no test would find it: behind a function that returns no pattern,
    or without keeping it.
    """
    assert module.__file__
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    found = {id(node) for top in tree.body if isinstance(top, ast.Assign | ast.AnnAssign) for node in ast.walk(top)}
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and ast.unparse(function.returns or function) == "re.Pattern[str]":
            found |= {id(node) for node in ast.walk(function)}
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = ast.unparse(node.func)
        is_found = called == "re.compile" and id(node) in found
        if called.startswith("re.") and called != "re.escape" and not is_found:
            yield f"{module.__name__}:{node.lineno}"


def test_every_pattern_is_kept_where_it_is_found() -> None:
    assert [place for module in modules() for place in uses_of_re(module)] == []
    assert len(PATTERNS) > 100


def seconds(run: Run, text: str) -> float:
    start = time.thread_time()  # what others do on the machine is not counted
    run(text)
    return time.thread_time() - start


def grows_too_fast(run: Run, made: Fitted) -> bool:
    """Return whether a text twice as long costs far more than twice as much, however often one looks."""
    for length in (16, 24, 32, 64, 256, LENGTH):
        if seconds(run, made.of(length)) > FLOOR and all(seconds(run, made.of(length)) > FLOOR for _ in range(LOOKS)):
            return length < LENGTH or is_square(run, made)  # what takes so long for so little would never end for more
    return False


def is_square(run: Run, made: Fitted) -> bool:
    shorter = longer = float("inf")
    for _ in range(LOOKS):
        shorter = min(shorter, seconds(run, made.of(LENGTH)))
        longer = min(longer, seconds(run, made.of(2 * LENGTH)))
    return longer > MOST * shorter


@pytest.mark.parametrize(
    ("written", "letter", "square"),
    [("a+b", "a", True), (r"\s+$", " ", True), ("(a+)+b", "a", True), ("(?<!a)a+b", "a", False)],
)
def test_the_scales_tell_a_square_from_a_line(written: str, letter: str, square: bool) -> None:
    assert grows_too_fast(re.compile(written).search, Fitted("", letter, "!")) is square
    assert Fitted("", letter, "!") in fitted(re.compile(written))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_that_grows_with_the_text(name: str) -> None:
    pattern, run = PATTERNS[name]
    assert [made for made in fitted(pattern) if grows_too_fast(run, made)] == []


@pytest.mark.parametrize("kind", DRAFTS)
def test_the_work_for_a_draft_grows_with_the_draft(kind: str) -> None:
    name = name_of(kind)
    checked(name, DRAFTS[kind](3))  # what is read once only
    small, large = DRAFTS[kind](60), DRAFTS[kind](120)
    for verb, run in RUNS.items():
        assert calls(partial(run, name, large)) < MOST * calls(partial(run, name, small)), verb
