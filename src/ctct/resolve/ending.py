"""Puts the mark that ends a text (``./.``) after its last words."""

from __future__ import annotations

from ctct.resolve.inlines import cut
from ctct.resolve.tree import Inlines, Item, Run


def with_end_mark(pieces: Inlines, mark: str) -> Inlines:
    """Return ``pieces`` with ``mark`` for the full stop or semicolon at their end; one that is there already is not doubled."""
    last = pieces[-1] if pieces else None
    if not isinstance(last, Run):
        return (*pieces, Run(mark))
    words = last.text.removesuffix(mark).rstrip(" .;")
    return (*pieces[:-1], last._replace(text=words + mark, at=cut(last.at, len(words))))


def with_end_mark_on_last(lines: tuple[Inlines, ...], mark: str) -> tuple[Inlines, ...]:
    """Return ``lines`` with ``mark`` after the last one."""
    return (*lines[:-1], with_end_mark(lines[-1], mark))


def ends_without_words(items: tuple[Item, ...]) -> bool:
    """Return whether a table or a picture is the last that is printed of ``items``."""
    last = items[-1] if items else None
    if last is None or last.phan_cong:
        return False
    return ends_without_words(last.children) if last.children else bool(last.bang or last.hinh)


def items_with_end_mark(items: tuple[Item, ...], mark: str) -> tuple[Item, ...]:
    """Return ``items`` with ``mark`` after what is printed last of them; a table or a picture ends nothing.

    An item prints its name, its text, its tables and pictures, what is below it, its assignments: the last of
    these that it has counts.
    """
    *others, last = items
    if last.phan_cong:
        final = last.phan_cong[-1]
        last = last._replace(phan_cong=(*last.phan_cong[:-1], final._replace(phrase=with_end_mark(final.phrase, mark))))
    elif last.children:
        last = last._replace(children=items_with_end_mark(last.children, mark))
    elif last.bang or last.hinh:
        return items
    elif last.noi_dung:
        last = last._replace(noi_dung=with_end_mark_on_last(last.noi_dung, mark))
    else:
        last = last._replace(ten=with_end_mark(last.ten, mark))
    return (*others, last)
