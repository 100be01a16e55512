"""Numbers that remember how they were written: «0123» and «9.200» are printed and quoted so, not as 123 and 9.2."""

from __future__ import annotations


class WrittenInt(int):
    """A whole number whose text is not the one that Python would give it."""

    written: str

    def __str__(self) -> str:
        """Return the number as it was written."""
        return self.written


class WrittenFloat(float):
    """A number with a decimal point whose text is not the one that Python would give it."""

    written: str

    def __str__(self) -> str:
        """Return the number as it was written."""
        return self.written


def read_number(text: str) -> int | float:
    """Return the number that ``text``, digits with at most one point, stands for."""
    number = float(text) if "." in text else int(text)
    if str(number) == text:
        return number
    kept = WrittenFloat(number) if isinstance(number, float) else WrittenInt(number)
    kept.written = text
    return kept
