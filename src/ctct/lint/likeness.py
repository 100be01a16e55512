"""Compares names whatever their case and wherever their tone mark stands (ủy, uỷ)."""

from __future__ import annotations

from ctct.lint.letters import old_style


def folded(text: str) -> str:
    """Return ``text`` in lower case, every tone in the old style."""
    return old_style(text.lower())


def nearly_same(first: str, second: str) -> bool:
    """Return whether two names of as many words differ in one letter of one word, or in the place of a tone mark alone."""
    ones, others = first.split(), second.split()
    if len(ones) != len(others) or ones == others:
        return False
    unlike = [pair for pair in zip(ones, others, strict=True) if folded(pair[0]) != folded(pair[1])]
    return not unlike or (len(unlike) == 1 and _one_letter_apart(*unlike[0]))


def _one_letter_apart(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
