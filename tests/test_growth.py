"""What a text costs grows with its length and not with the square of it: every pattern of rules and readers, and whole checks.

Patterns are fed with inputs that are made to fit them: repetitions of what they are made of. One that is kept as its ``match``
or ``fullmatch`` is never sought, and is tried as it is used. Checks are told by the number of calls, which no busy machine
changes, and by the clock.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ctct.lint
import ctct.source
from ctct.lint.engine import Selection
from ctct.pipeline import check, lint
from ctct.project.files import Source
from ctct.report.located import locate
from ctct.resolve.marks import roman

Run = Callable[[str], object]

MOST = 2.5
"""How many times as much a text of twice the length may cost: some time goes with each run, and clocks are no scales."""
FLOOR = 0.005
"""Seconds below which a cost is not told from noise: a square of 8,000 takes longer, be it of the shortest steps."""
GENERIC = [
    "a",
    "á",
    " ",
    "1",
    "A",
    "Đ",
    "Uỷ ",
    "hoà",
    "NGHỊ QUYẾT ",
    "-",
    ".",
    ",",
    "(",
    "*",
    '"',
    "“",
    "@a ",
    "\n",
    "a-",
    "1.",
]
LETTERS = 'aáĐ1 -,.;:!?()"“”«»*@[]{}_/\\\n\tAIz0ưòoễéx'


def modules() -> Iterator[ModuleType]:
    for package in (ctct.lint, ctct.source):
        for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            yield importlib.import_module(info.name)


def patterns_in(value: Any, depth: int = 0) -> Iterator[tuple[re.Pattern[str], Run]]:
    """Yield the patterns that a global holds, each with what is done with it."""
    if isinstance(value, re.Pattern):
        yield value, lambda text: (value.search(text), sum(1 for _ in value.finditer(text)))
    elif isinstance(getattr(value, "__self__", None), re.Pattern):
        yield value.__self__, value
    elif getattr(getattr(value, "__wrapped__", None), "__annotations__", None) == {"return": "re.Pattern[str]"}:
        yield from patterns_in(value())  # made when it is first asked for
    elif isinstance(value, tuple | list | dict) and depth < 4:
        for one in value.values() if isinstance(value, dict) else value:
            yield from patterns_in(one, depth + 1)


def named_patterns() -> dict[str, tuple[re.Pattern[str], Run]]:
    found: dict[str, tuple[re.Pattern[str], Run]] = {}
    seen: set[re.Pattern[str]] = set()
    for module in modules():
        for name, value in vars(module).items():
            for index, (pattern, run) in enumerate(patterns_in(value)):
                if pattern not in seen:
                    seen.add(pattern)
                    found[f"{module.__name__}.{name}" + (f"[{index}]" if index else "")] = pattern, run
    return found


PATTERNS = named_patterns()


def fitting(pattern: re.Pattern[str]) -> list[str]:
    """Return short texts that the pattern is made of: one that it matches, each of its parts, the same but for an end."""
    parts: set[str] = set()
    whole = sample(re._parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), parts)  # type: ignore[attr-defined]
    parts |= {whole, whole[1:], whole[:-1]}
    return [part for part in dict.fromkeys([*sorted(parts), *GENERIC]) if part]


def sample(tree: Any, parts: set[str]) -> str:
    """Return a text that a parsed pattern matches, more or less; add those that its parts do to ``parts``."""
    return "".join(SAMPLES[str(kind)](given, parts) for kind, given in tree if str(kind) in SAMPLES)


def sample_part(tree: Any, parts: set[str]) -> str:
    text = sample(tree, parts)
    parts.add(text)
    return text


def first_way(ways: list[str]) -> str:
    return ways[0]


SAMPLES: dict[str, Callable[[Any, set[str]], str]] = {
    "LITERAL": lambda given, parts: chr(given),
    "NOT_LITERAL": lambda given, parts: next(letter for letter in LETTERS if letter != chr(given)),
    "ANY": lambda given, parts: "a",
    "IN": lambda given, parts: one_of(given),
    "BRANCH": lambda given, parts: first_way([sample_part(way, parts) for way in given[1]]),
    "SUBPATTERN": lambda given, parts: sample(given[3], parts),
    "ATOMIC_GROUP": sample,
    "MAX_REPEAT": lambda given, parts: sample_part(given[2], parts) * max(given[0], 1),
    "MIN_REPEAT": lambda given, parts: sample_part(given[2], parts) * max(given[0], 1),
    "POSSESSIVE_REPEAT": lambda given, parts: sample_part(given[2], parts) * max(given[0], 1),
    "ASSERT": lambda given, parts: sample_part(given[1], parts) * (given[0] > 0),
    "ASSERT_NOT": lambda given, parts: sample_part(given[1], parts) * 0,
}


def one_of(kinds: Any) -> str:
    """Return a letter that a class holds."""
    letters = [*LETTERS, *(chr(given) for kind, given in kinds if str(kind) == "LITERAL")]
    letters += [chr(given[0]) for kind, given in kinds if str(kind) == "RANGE"]
    return next((letter for letter in letters if in_class(kinds, letter)), "a")


def in_class(kinds: Any, letter: str) -> bool:
    inside = outside = False
    for kind, given in kinds:
        match str(kind):
            case "NEGATE":
                outside = True
            case "LITERAL":
                inside |= chr(given) == letter
            case "RANGE":
                inside |= given[0] <= ord(letter) <= given[1]
            case "CATEGORY":
                sign = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(given).rpartition("_")[2]]
                inside |= (re.match(sign, letter) is not None) != ("NOT" in str(given))
    return inside != outside


def seconds(run: Run, text: str, times: int) -> float:
    least = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        run(text)
        least = min(least, time.perf_counter() - start)
    return least


def grows_too_fast(run: Run, make: Callable[[int], str], size: int = 2000) -> bool:
    """Return whether a text twice as long costs far more than twice as much, however often one looks."""
    if seconds(run, make(4 * size), 1) < FLOOR:
        return False
    return all(seconds(run, make(4 * size), 3) > MOST * seconds(run, make(2 * size), 3) for _ in range(6))


def test_the_scales_tell_a_square_from_a_line() -> None:
    assert grows_too_fast(re.compile("a+b").search, lambda size: "a" * size)
    assert not grows_too_fast(re.compile("(?<!a)a+b").search, lambda size: "a" * size)
    assert {"aby", "by", "ab", "y", "x"} <= set(fitting(re.compile(r"(?:ab|x)y*")))


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_takes_time_that_grows_with_the_text(name: str) -> None:
    pattern, run = PATTERNS[name]
    slow = []
    for part in fitting(pattern):
        for end in ("", "!"):
            assert seconds(run, part * 24 + end, 1) < 1, f"{part!r} 24 times"  # what doubles with each would never end
            if grows_too_fast(run, lambda times, part=part, end=end: part * times + end):  # type: ignore[misc]
                slow.append(part + end)
    assert slow == []


HEAD: dict[str, Any] = {
    "loai": "chuong_trinh",
    "co_quan": "Tỉnh ủy Quảng Ngãi",
    "so_ky_hieu": "05-CTr/TU",
    "dia_danh": "Quảng Ngãi",
    "ngay": "06/4/2021",
    "trich_yeu": "công tác",
    "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
}
FAULTY = "Đã hòan thành Kết luận 5-KL/TU , theo Khoản 3, Mục II của Chương trình này ; TP.Hồ Chí Minh và thứ hai hằng tuần. "


def written(**said: Any) -> str:
    return json.dumps({**HEAD, **said}, ensure_ascii=False)


def in_a_block(line: str, times: int) -> str:
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in HEAD.items())
    return head + "\nnoi_dung: |\n" + f"  {line}\n" * times


DRAFTS: dict[str, Callable[[int], str]] = {
    "many findings in one value": lambda n: written(noi_dung=FAULTY * (n // 20)),
    "many findings in the lines of one block": lambda n: in_a_block(FAULTY, n // 20),
    "many findings in many values": lambda n: written(muc=[FAULTY] * (n // 20)),
    "words that are all misspelt otherwise": lambda n: written(noi_dung=" ".join(f"nghành{spelt(i)}" for i in range(n))),
    "emphasis that is never closed": lambda n: written(noi_dung="**a " * n),
    "stars": lambda n: written(noi_dung="**" * n),
    "emphasis": lambda n: written(noi_dung="*a* **b** " * n),
    "one long capital word": lambda n: written(noi_dung="A" * n + "Uỷ"),
    "one long word of capitals and tones": lambda n: written(noi_dung="Hoà" * n + " Hòa uỷ ủy"),
    "spaces": lambda n: written(noi_dung="a" + " " * n + "\u00a0b"),
    "references to one that is not": lambda n: written(noi_dung="@a " * n),
    "references to many that are not": lambda n: written(noi_dung=" ".join(f"@x{i}" for i in range(n))),
    "references to ids that are nearly so": lambda n: written(
        muc=[{"id": f"muc-{i}", "noi_dung": f"Theo @mucc-{i}[^n{i}]."} for i in range(n // 4)]
    ),
    "assignees that are nearly in the draft": lambda n: written(
        muc=[
            {"id": f"muc-{i}", "noi_dung": "Việc.", "nhu": f"mucc-{i}", "phan_cong_chi_dao": f"nguoi-{i}"}
            for i in range(n // 4)
        ]
    ),
    "references": lambda n: written(muc=[{"id": "a", "noi_dung": "@a, @~a; " * n}]),
    "notes": lambda n: written(noi_dung="a[^a] " * n, chu_thich={"a": "Lời."}),
    "references typed by hand": lambda n: written(
        muc=[{"ten": "Hội nghị Tỉnh ủy lần thứ tư", "noi_dung": "Theo mục I của Chương trình này về công tác cán bộ. " * n}]
    ),
    "references typed by hand in many works": lambda n: written(
        muc=[
            {
                "ten": f"Hội nghị số {i}",
                "noi_dung": f"Theo mục {roman(i % 99 + 1)} của Chương trình này về hội nghị số {i % 50}.",
            }
            for i in range(n // 4)
        ]
    ),
    "documents that are cited": lambda n: written(
        noi_dung=" ".join(f"Nghị quyết số {i}-NQ/TU ngày 01/{i % 15}/2016 của Tỉnh ủy khóa XIX;" for i in range(n // 4))
    ),
    "people": lambda n: written(
        muc=[
            {"noi_dung": "Việc.", "phan_cong_chi_dao": [f"Đồng chí Lê Văn {spelt(i).title()}o, Phó Bí thư"]}
            for i in range(n // 4)
        ]
    ),
    "abbreviations": lambda n: written(noi_dung="UBND tỉnh và Ủy ban nhân dân tỉnh; " * n),
    "quotations": lambda n: written(noi_dung="“Điều 1. Khoản 2 Điều này” " * n),
    "tables": lambda n: written(bang={"cot": ["A", "B"], "dong": [["Lời @a", "x[^a]"]] * (n // 4)}),
    "deep flow lists": lambda n: written()[:-1] + ', "noi_dung": ' + "[" * n + "]" * n + "}",
    "wide flow lists": lambda n: written(noi_dung=["Lời văn."] * n),
    "assignees in one work": lambda n: written(muc=[{"noi_dung": "Việc.", "phan_cong_chi_dao": ["Tổ *A* và @b"] * n}]),
}


def spelt(number: int) -> str:
    """Return letters for a number, none of them a vowel."""
    return "".join("bcdfghklmn"[int(digit)] for digit in str(number))


def checked(draft: str) -> object:
    outcome = lint(check(Source("a.yaml", draft.encode(), Path("/nonexistent"))), Selection(), date(2026, 1, 1))
    return locate(outcome.findings, outcome.gathered.files, outcome.gathered.name)


def calls(run: Run, text: str) -> int:
    """Return how many functions are called and generators resumed."""
    count = 0

    def tell(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tell)
    try:
        run(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("make", DRAFTS.values(), ids=DRAFTS)
def test_a_check_takes_time_that_grows_with_the_draft(make: Callable[[int], str]) -> None:
    checked(make(10))  # what is read once only
    shorter, longer = (calls(checked, make(size)) for size in (400, 800))
    assert longer < MOST * shorter
    assert not grows_too_fast(checked, make, 500)
