"""Puts the mark that ends a text (``./.``) after its last words."""

from __future__ import annotations

from ctct.resolve.tree import Inlines, Item, Words


def ended(pieces: Inlines, mark: str) -> Inlines:
    """Return ``pieces`` with ``mark`` for the full stop or semicolon at their end; one that is there already is not doubled."""
    last = pieces[-1] if pieces else None
    if not isinstance(last, Words):
        return (*pieces, Words(mark))
    return (*pieces[:-1], last._replace(text=last.text.removesuffix(mark).rstrip(" .;") + mark))


def ended_lines(lines: tuple[Inlines, ...], mark: str) -> tuple[Inlines, ...]:
    """Return ``lines`` with the last one ended."""
    return (*lines[:-1], ended(lines[-1], mark))


def ended_items(items: tuple[Item, ...], mark: str) -> tuple[Item, ...]:
    """Return ``items`` with what is printed last of them ended; a table, and a line that the template words, end nothing."""
    *others, last = items
    if last.nhu:
        return items
    if last.phan_cong:
        final = last.phan_cong[-1]
        last = last._replace(phan_cong=(*last.phan_cong[:-1], final._replace(phrase=ended(final.phrase, mark))))
    elif last.children:
        last = last._replace(children=ended_items(last.children, mark))
    elif last.bang:
        return items
    elif last.noi_dung:
        last = last._replace(noi_dung=ended_lines(last.noi_dung, mark))
    else:
        last = last._replace(ten=ended(last.ten, mark))
    return (*others, last)
