"""How much two paragraphs have in common."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from ctct.compare.normal import folded, words_of


class Text:
    """A paragraph's words, made ready for comparing once they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text as it is looked for."""
        return folded(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its different words; where it has none, its signs."""
        return frozenset(words_of(self.folded) or self.folded)

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, each as often as it stands there."""
        return Counter(words_of(self.folded))


def likeness(one: Text, other: Text) -> float:
    """Return what part of their different words two texts share, from 0 to 1 (Dice)."""
    count = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / count if count else 1.0


def likeness_of_parts(whole: Text, parts: list[Text]) -> float:
    """Return what part of the words of a text and of its parts together is the same, from 0 to 1."""
    bag = sum((part.bag for part in parts), Counter[str]())
    count = whole.bag.total() + bag.total()
    return 2 * (whole.bag & bag).total() / count if count else 0.0
