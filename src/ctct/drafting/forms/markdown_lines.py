"""Texts as lines of Markdown: escaped where they would mean something else, filled to the width of the page."""

from __future__ import annotations

from collections.abc import Iterable

from ctct.drafting.forms.yaml_writer import fill
from ctct.source.bullets import is_bulleted
from ctct.source.markdown.assignments import is_assignment, role_in
from ctct.source.markdown.marks import may_begin_line, plain_start, written
from ctct.source.markdown.reading import Vocabulary

Lines = list[str]

_HELD = "\x00"
"""A space at which no line may end."""


def paragraph_lines(text: str, words: Vocabulary, width: int, *, name: bool = False, attributes: str = "") -> Lines:
    """Return a paragraph; ``name`` says that it is a name or the first words of an item, ``attributes`` stand at its end."""
    raw = plain_start(written(text), name=name)
    if role_in(words, raw):
        raw = raw.replace(":", "\\:", 1)
    return raw_lines(f"{raw} {attributes.replace(' ', _HELD)}".strip(), width)


def bullet_lines(text: str, words: Vocabulary, width: int) -> Lines:
    """Return a paragraph that begins with a bullet as an item of a list; nothing if it is none, or would be read otherwise."""
    if not (bullet := is_bulleted(text)):
        return []
    said = plain_start(written(text[bullet.end() :]), name=False)
    return [] if is_assignment(words, said) else indented(raw_lines(said, width - 2), bullet.group())


def raw_lines(raw: str, width: int) -> Lines:
    """Break a raw text into lines that cannot be taken for blocks."""
    return [line.replace(_HELD, " ") for line in fill(raw, width, _may_part)]


def _may_part(text: str, space: int) -> bool:
    return text[space - 1] != "\\" and may_begin_line(text[space + 1 : space + 40])


def comment_lines(comments: Iterable[str]) -> Lines:
    """Return comments of YAML, each with its ``#``, as one comment of Markdown."""
    said = [comment.lstrip("#").strip().replace("-->", "-- >") for comment in comments]
    first, *others = said
    lines = [f"<!-- {first}", *(f"     {line}".rstrip() for line in others)]
    return [*lines[:-1], f"{lines[-1]} -->"]


def indented(lines: Iterable[str], first: str) -> Lines:
    """Return lines with ``first`` before the first of them and as many spaces before the others."""
    margin = " " * len(first)
    return [(margin + line if place else first + line) if line else "" for place, line in enumerate(lines)]


def apart(blocks: Iterable[Lines]) -> Lines:
    """Return blocks with a blank line between."""
    lines: Lines = []
    for block in blocks:
        lines += [*([""] if lines else []), *block]
    return lines
