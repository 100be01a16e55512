"""What pages of works and of opinions have in common: how they begin and look, what stands round them where they are served."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from typing import NamedTuple

from ctct.language import _, spoken
from ctct.source.shipped import shipped

_STYLE = "viec.css"
"""The file among the templates that says how the page looks, on a screen by day and by night and on paper."""


class Frame(NamedTuple):
    """What stands round a page that a program serves: the addresses of its looks, of the script that keeps it fresh and of its
    icon, and ``links`` to others like it, each its address, its words and whether it leads here.
    """

    style: str
    script: str
    icon: str
    links: tuple[tuple[str, str, bool], ...]


def notice(title: str, words: str, frame: Frame) -> str:
    """Return a page that only says something."""
    lines = (
        *head(title, frame),
        *links(frame),
        f"<main><h1>{escape(title)}</h1><p>{escape(words)}</p></main>\n</body>\n</html>",
    )
    return "".join(f"{line}\n" for line in lines)


def head(title: str, frame: Frame | None) -> Iterator[str]:
    """Yield how a page begins; without a ``frame`` it needs nothing but itself."""
    yield f'<!DOCTYPE html>\n<html lang="{spoken()}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    if frame:
        yield f'<link rel="stylesheet" href="{escape(frame.style)}">\n<link rel="icon" href="{escape(frame.icon)}">'
        yield f'<script src="{escape(frame.script)}" defer></script>'
    else:
        yield f"<style>\n{style()}</style>"
    yield "</head>\n<body>"


def links(frame: Frame) -> Iterator[str]:
    """Yield the links to pages like it."""
    listed = (
        f'<a href="{escape(address)}"{" aria-current=page" * here}>{escape(words)}</a>' for address, words, here in frame.links
    )
    yield f'<nav class="views" aria-label="{_("Các cách xem")}">{" ".join(listed)}</nav>'


def swept(what: str, heading: str) -> str:
    """Return what may be wider than the window, to be swept by keyboard, too; ``heading`` is the id of its heading."""
    return f'<div class="scroll" tabindex="0" role="region" aria-labelledby="{heading}">{what}</div>'


@cache
def style() -> str:
    """Return how the page looks."""
    return (shipped("templates") / _STYLE).read_text("utf-8")
