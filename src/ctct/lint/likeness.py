"""Compares names whatever their case and wherever their tone mark stands (ủy, uỷ)."""

from __future__ import annotations

from ctct.lint.letters import old_style

_GAP = "_"


def folded(text: str) -> str:
    """Return ``text`` in lower case, every tone in the old style."""
    return old_style(text.lower())


def gap_spellings(word: str) -> set[str]:
    """Return a word with a gap for each of its letters and with one between any two: of two words that are not the same, one
    has such a spelling in common with the other just if they differ in one letter or one of them has a letter more.
    """
    # Names can then be looked up instead of being compared pair by pair, which thousands of people would take minutes for.
    places = range(len(word) + 1)
    return {word[:at] + _GAP + word[after:] for at in places for after in (at, at + 1) if after <= len(word)}
