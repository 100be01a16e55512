"""What a layout lays down and resolution needs: marks, wording, punctuation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LevelConvention:
    """How a level counts (``mark``, written as its first number), is named in a reference and styled.

    ``own_line``: the name stands on a line of its own, under the number.
    """

    mark: str
    word: str
    style: str
    bold_number: bool = False
    own_line: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """``levels`` for bodies without articles, ``article_levels`` for those with; ``words`` are fixed wording by key."""

    levels: Mapping[str, LevelConvention]
    article_levels: Mapping[str, LevelConvention]
    words: Mapping[str, str]
