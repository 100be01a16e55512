"""Texts that are made to fit a pattern: what it is made of, again and again, so that an engine which tries anew shows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple

PARSER: Any = re._parser  # type: ignore[attr-defined]
LETTERS = 'aáĐ1 -,.;:!?()"“”«»*@[]{}_/\\\n\tAIz0ưòoễéx'
"""One of each kind that a pattern may tell from others."""
MOST_KINDS = 6
"""How many kinds of letters are tried in pairs: of those that a pattern tells apart, the first."""


class Fitted(NamedTuple):
    """A text of any length: ``before`` once, ``again`` as often as there is room, ``after`` once."""

    before: str
    again: str
    after: str

    def of(self, length: int) -> str:
        return self.before + self.again * (length // len(self.again)) + self.after


def fitted(pattern: re.Pattern[str]) -> list[Fitted]:
    """Return texts that match the pattern again and again, that nearly do, and that come to each of its repetitions, stay there
    and match or fail at the end.
    """
    tree = PARSER.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    whole = sample(tree)
    kinds = kinds_of(tree)
    units = {whole, whole[1:], whole[:-1], *kinds, *map("".join, product(kinds[:MOST_KINDS], repeat=2))}
    found = [Fitted("", unit, end) for unit in units if unit for end in ("", "!")]
    for before, again in repeated(tree, ""):
        found += [Fitted(before, again, end) for end in ("", "!", whole)]
        found += [Fitted("", (before + again) * 2, ""), Fitted(before, again + kinds[0], "")]
    return list(dict.fromkeys(found))


def kinds_of(tree: Any) -> list[str]:
    """Return one letter of each kind that the classes of a parsed pattern tell apart."""
    classes = list(classes_in(tree))
    seen: dict[tuple[bool, ...], str] = {}
    for letter in LETTERS:
        seen.setdefault(tuple(is_in(one, letter) for one in classes), letter)
    return list(seen.values())


def classes_in(tree: Any) -> Iterator[Any]:
    for kind, given in tree:
        if str(kind) == "IN":
            yield given
        for inside in parts_of(str(kind), given):
            yield from classes_in(inside)


def repeated(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield what each repetition in a parsed pattern repeats, with what leads to it."""
    for kind, given in tree:
        name = str(kind)
        if name in REPEATS and (again := sample(given[2])):
            yield before, again
        for inside in parts_of(name, given):
            yield from repeated(inside, before)
        before += sample_one(name, given)


def parts_of(name: str, given: Any) -> list[Any]:
    """Return the patterns inside of one."""
    match name:
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [given[2]]
        case "BRANCH":
            return list(given[1])
        case "SUBPATTERN":
            return [given[3]]
        case "ATOMIC_GROUP":
            return [given]
        case "ASSERT" | "ASSERT_NOT":
            return [given[1]]
    return []


def sample(tree: Any) -> str:
    """Return a text that a parsed pattern matches, more or less."""
    return "".join(sample_one(str(kind), given) for kind, given in tree)


def sample_one(name: str, given: Any) -> str:
    return SAMPLES[name](given) if name in SAMPLES else ""


def letter_in(kinds: Any) -> str:
    """Return a letter that a class holds."""
    ends = [chr(given if str(kind) == "LITERAL" else given[0]) for kind, given in kinds if str(kind) in ("LITERAL", "RANGE")]
    return next((letter for letter in (*LETTERS, *ends) if is_in(kinds, letter)), "a")


def is_in(kinds: Any, letter: str) -> bool:
    inside = any(is_of(str(kind), given, letter) for kind, given in kinds)
    return inside != any(str(kind) == "NEGATE" for kind, _ in kinds)


def is_of(name: str, given: Any, letter: str) -> bool:
    match name:
        case "LITERAL":
            return chr(given) == letter
        case "RANGE":
            return bool(given[0] <= ord(letter) <= given[1])
        case "CATEGORY":
            sign = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(given).rpartition("_")[2]]
            return (re.match(sign, letter) is not None) != ("NOT" in str(given))
    return False


REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
SAMPLES: dict[str, Callable[[Any], str]] = {
    "LITERAL": chr,
    "NOT_LITERAL": lambda given: next(letter for letter in LETTERS if letter != chr(given)),
    "ANY": lambda given: "a",
    "IN": letter_in,
    "BRANCH": lambda given: sample(given[1][0]),
    "SUBPATTERN": lambda given: sample(given[3]),
    "ATOMIC_GROUP": sample,
    "ASSERT": lambda given: sample(given[1]) if given[0] > 0 else "",
} | dict.fromkeys(REPEATS, lambda given: sample(given[2]) * max(given[0], 1))
