"""Lists of paragraphs edited at random, with the truth about which is which: how people edit drafts, as far as that is known.

Per unit of ``rate`` 5 of 100 paragraphs are reworded, 2 deleted, 1 moved (half of those reworded too), 0.5 split, 0.5 joined with
the next, 2 inserted. A quarter of the paragraphs are lines of assignment, made from six names.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from ctct.compare.alignment import Line

_ONSETS = [
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "s",
    "t",
    "v",
    "x",
    "ch",
    "gi",
    "kh",
    "ng",
    "nh",
    "ph",
    "qu",
    "th",
    "tr",
]
_RHYMES = [
    "a",
    "an",
    "anh",
    "ang",
    "âu",
    "ây",
    "ăn",
    "e",
    "em",
    "ên",
    "i",
    "iên",
    "iêu",
    "inh",
    "o",
    "oa",
    "ôn",
    "ông",
    "ơi",
    "u",
    "uyên",
    "ưa",
    "ươi",
    "ương",
    "y",
]
_NAMES = ["Đặng Văn Minh", "Đặng Ngọc Huy", "Nguyễn An", "Trần Bình", "Lê Chi", "Phạm Dung"]


class Edited(NamedTuple):
    """Two lists, and for each old paragraph its place in the new list (``None``: deleted)."""

    old: list[Line]
    new: list[Line]
    truth: dict[int, int | None]


def words(chance: random.Random, count: int) -> list[str]:
    return [chance.choice(_ONSETS) + chance.choice(_RHYMES) for _ in range(count)]


def paragraph(chance: random.Random) -> str:
    if chance.random() < 0.25:
        return (
            "Phân công chỉ đạo: "
            + "; ".join(f"đồng chí {name}" for name in chance.sample(_NAMES, chance.randrange(1, 4)))
            + "."
        )
    return " ".join(words(chance, chance.randrange(4, 45))).capitalize() + "."


def reworded(text: str, chance: random.Random) -> str:
    said = text.split()
    for _ in range(max(1, len(said) // 10)):
        at = chance.randrange(len(said))
        said[at : at + chance.randrange(1, 3)] = words(chance, chance.randrange(1, 3))
    return " ".join(said)


class _Editing:
    """A list that is being edited: what was made so far, what is to be put in elsewhere, what is to be joined with the next."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.made: list[tuple[str, int | None]] = []
        self.moved: list[tuple[str, int | None]] = []
        self.other_half: dict[int, int] = {}
        self._joins: tuple[str, int] | None = None

    def take(self, at: int, text: str, fate: float) -> None:
        if self._joins is not None:
            self.made.append((f"{self._joins[0]} {text}", self._joins[1]))
            self.other_half[at], self._joins = self._joins[1], None
        elif fate < 5:
            self.made.append((reworded(text, self.chance), at))
        elif 7 <= fate < 8:
            self.moved.append((reworded(text, self.chance) if self.chance.random() < 0.5 else text, at))
        elif 8 <= fate < 8.5 and len(text.split()) > 3:
            self._split(at, text.split())
        elif 8.5 <= fate < 9:
            self._joins = text, at
        elif fate >= 8:
            self.made.append((text, at))

    def _split(self, at: int, said: list[str]) -> None:
        cut = self.chance.randrange(1, len(said))
        self.made += [(" ".join(said[:cut]), at), (" ".join(said[cut:]), None)]


def edited(count: int, rate: float, seed: int, *, keyed: float = 0) -> Edited:
    """Return a list of ``count`` paragraphs and that which became of it; ``keyed`` of them have kept a key."""
    editing, chance = _Editing(seed), random.Random(seed + 1)
    texts = [paragraph(chance) for _ in range(count)]
    for at, text in enumerate(texts):
        editing.take(at, text, chance.random() * 100 / rate)
        if chance.random() < 0.02 * rate:
            editing.made.append((paragraph(chance), None))
    for one in editing.moved:
        editing.made.insert(chance.randrange(len(editing.made) + 1), one)
    truth = {old: new for new, (_, old) in enumerate(editing.made) if old is not None}
    keys = [f"k{at}" if chance.random() < keyed else "" for at in range(count)]
    old = [Line(text, key) for text, key in zip(texts, keys, strict=True)]
    new = [Line(text, "" if at is None else keys[at]) for text, at in editing.made]
    return Edited(old, new, {at: truth.get(editing.other_half.get(at, at)) for at in range(count)})
