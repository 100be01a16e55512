"""What a layout lays down and resolution needs: marks, wording, punctuation."""

from collections.abc import Mapping
from typing import NamedTuple


class LevelConvention(NamedTuple):
    """How a level counts (``mark``, written as its first number), is named in a reference and styled.

    ``own_line``: the name stands on a line of its own, under the number. ``joint`` stands before it in a reference to what it
    holds («khoản 1, mục II»).
    """

    mark: str
    word: str
    style: str
    own_line: bool = False
    joint: str = ", "


class Conventions(NamedTuple):
    """``levels`` for bodies without articles, ``article_levels`` for those with; ``words`` are fixed wording by key."""

    levels: Mapping[str, LevelConvention]
    article_levels: Mapping[str, LevelConvention]
    words: Mapping[str, str]
