"""The filters of templates: resolved text (``chu``) and numbers (``so``) as markup; whatever they hold is escaped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from ctct.resolve.tree import Attached, Inlines, Item, Link, NoteMark, Picture, Row, Run


def write_inlines(pieces: Inlines) -> Markup:
    """Return resolved text as markup."""
    return Markup("".join([_WRITE[type(piece)](piece) for piece in pieces]))


def _write_run(piece: Run) -> str:
    text = escape(piece.text)
    said = f"<b>{text}</b>" if piece.bold else text
    return f"<i>{said}</i>" if piece.italic else said


def _write_link(piece: Link) -> str:
    link = f'<ref to="{escape(piece.bookmark)}" label="{"1" if piece.label else ""}">{escape(piece.text)}</ref>'
    return f"<i>{link}</i>" if piece.italic else link


def _write_note(piece: NoteMark) -> str:
    return f'<note number="{piece.number}" again="{"1" if piece.again else ""}"/>'


_WRITE: dict[type, Callable[[Any], str]] = {Run: _write_run, Link: _write_link, NoteMark: _write_note}

_TYPED_IN = {Row: "bảng", Attached: "phụ lục", Picture: "hình"}
"""What the numbers of rows, appendices and pictures count in: no list of Word's, so they are typed."""


def write_number(one: Item | Row | Attached | Picture) -> Markup:
    """Return the attributes that give a paragraph the number of an item, a row, an appendix or a picture, if it has one."""
    if not one.label:
        return Markup()
    lead, series, depth = (one.lead, one.series, one.depth) if isinstance(one, Item) else ("", _TYPED_IN[type(one)], 0)
    return Markup(
        f' label="{escape(one.label)}" reference="{escape(one.number or one.label)}" lead="{escape(lead)}"'
        f' series="{escape(series)}" depth="{depth}" bookmark="{escape(one.bookmark or "")}"'
    )
