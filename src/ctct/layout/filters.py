"""The filters of templates: resolved text (``chu``) and numbers (``so``) as markup; whatever they hold is escaped.

Words that come from the draft stand in ``v`` elements, whose ``at`` says where from: ``phan/0/ten:0:35`` for characters as
they are written there, ``phan/0/nhu`` or ``phan/0/noi_dung/0~12:20`` for words that are made of what stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from ctct.resolve.inlines import Inlines, Link, NoteMark, Origin, Origins, Phrase, Run
from ctct.resolve.tree import Attached, Item, Picture, Row


def write_inlines(pieces: Inlines) -> Markup:
    """Return resolved text as markup."""
    return Markup("".join([_WRITE[type(piece)](piece) for piece in pieces]))


def write_unplaced(pieces: Inlines) -> Markup:
    """Return resolved text as markup that does not say where it comes from."""
    return write_inlines(tuple(piece._replace(at=()) for piece in pieces))


def write_placed(value: Any) -> Any:
    """Return a phrase that a template prints as markup, anything else as it is."""
    return Markup(_placed(value, value.at)) if type(value) is Phrase else value


def _placed(text: str, at: Origins) -> str:
    """Return ``text`` with what comes from the draft marked as such."""
    if len(at) == 1 and at[0].end - at[0].begin == len(text):
        return f'<v at="{_place(at[0])}">{escape(text)}</v>'
    said, done = "", 0
    for one in at:
        said += f'{escape(text[done : one.begin])}<v at="{_place(one)}">{escape(text[one.begin : one.end])}</v>'
        done = one.end
    return f"{said}{escape(text[done:])}"


def _place(one: Origin) -> str:
    path = "/".join(map(str, one.path))
    return path if one.stop < 0 else f"{path}{':' if one.as_written else '~'}{one.start}:{one.stop}"


def _write_run(piece: Run) -> str:
    text = _placed(piece.text, piece.at)
    said = f"<b>{text}</b>" if piece.bold else text
    return f"<i>{said}</i>" if piece.italic else said


def _write_link(piece: Link) -> str:
    link = f'<ref to="{escape(piece.bookmark)}" label="{"1" if piece.label else ""}">{_placed(piece.text, piece.at)}</ref>'
    return f"<i>{link}</i>" if piece.italic else link


def _write_note(piece: NoteMark) -> str:
    at = f' at="{_place(piece.at[0])}"' if piece.at else ""
    return f'<note number="{piece.number}" again="{"1" if piece.again else ""}"{at}/>'


_WRITE: dict[type, Callable[[Any], str]] = {Run: _write_run, Link: _write_link, NoteMark: _write_note}

_TYPED_IN = {Row: "bảng", Attached: "phụ lục", Picture: "hình"}
"""What the numbers of rows, appendices and pictures count in: no list of Word's, so they are typed."""


def write_number(one: Item | Row | Attached | Picture) -> Markup:
    """Return the attributes that give a paragraph the number of an item, a row, an appendix or a picture, if it has one."""
    if not one.label:
        return Markup()
    lead, series, depth = (one.lead, one.series, one.depth) if isinstance(one, Item) else ("", _TYPED_IN[type(one)], 0)
    place = "" if isinstance(one, Row) else f' id="{one.id or ""}" at="{"/".join(map(str, one.at))}"'
    return Markup(
        f' label="{escape(one.label)}" reference="{escape(one.number or one.label)}" lead="{escape(lead)}"'
        f' series="{escape(series)}" depth="{depth}" bookmark="{escape(one.bookmark or "")}"{place}'
    )
