"""What may be typed at the cursor: keys, values, and the names of nodes, works, notes, people and bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lsprotocol import types

from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.completion_names import (
    documents,
    entries,
    files_known,
    layouts_known,
    nodes,
    notes,
    places,
    registers_known,
    rules,
    unwritten,
    works,
    works_followed,
)
from ctct.lsp.cursor import Cursor, cursor_in, front_matter
from ctct.lsp.keys import Key, keys_at, values_at
from ctct.lsp.kinds import Kind
from ctct.lsp.names import NAMING, NAMING_DOCUMENTS
from ctct.lsp.positions import Text
from ctct.lsp.proposals import Proposal
from ctct.model.opinions import HANDLINGS
from ctct.model.types import TYPE_NAMES, TYPES_OF
from ctct.source.inline import ID
from ctct.source.unaccented import unaccented

TRIGGERS = ("@", "^", "~", "+")
"""The signs after which an editor should ask without being told to."""

_REFERENCE = re.compile(rf"(?<![\w.@/\\])@(?P<short>~?)(?P<first>(?:{ID}\+)*)(?P<typed>[\w-]*)$")
_CITATION = re.compile(r"(?<![\w.@/\\])@vb:(?P<typed>[\w-]*)$")
_NOTE = re.compile(r"\[\^(?P<typed>[^\]\s\[]*)$")
_CLOSED = re.compile(r"[^\]\s\[]*\]")
_KEY_TYPED = re.compile(r"\w*$")
_TITLE_TYPED = re.compile(r"\w+(?: \w+)* ?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """Where something is to be typed. ``analysis`` is what is known of the draft, be it of an earlier edition."""

    analysis: Analysis
    kind: Kind
    text: Text
    position: types.Position
    markdown: bool

    @property
    def before(self) -> str:
        """The line up to the cursor."""
        return self.text.before(self.position)


def complete(asked: Asked) -> types.CompletionList:
    """Return all that may be typed at the cursor.

    Of what is typed with accents it is what that means: editors compare letters, so they must ask again after the next one.
    """
    typed, proposals = _proposals(asked)
    region = types.Range(asked.text.back(asked.position, typed), asked.position)
    accented = not typed.isascii()
    meant = (one for one in proposals if not accented or _is_meant(one, unaccented(typed)))
    items = [_item(one, region, index, typed if accented else one.label) for index, one in enumerate(meant)]
    return types.CompletionList(accented, items)


def _is_meant(proposal: Proposal, typed: str) -> bool:
    """Return whether a word of the name, or of what it stands for, begins with what is typed."""
    words = f"_{unaccented(proposal.label)}_{unaccented(proposal.meaning or proposal.detail)}"
    return f"_{typed}" in words


def _proposals(asked: Asked) -> tuple[str, Iterable[Proposal]]:
    """Return what is typed already of the word at the cursor, and what it may become."""
    if asked.before.lstrip().startswith("#") and not asked.markdown:
        return "", ()
    if asked.kind is Kind.DRAFT and (marked := _mark(asked)):
        return marked
    cursor = _cursor(asked)
    return _at(asked, cursor) if cursor else ("", ())


def _mark(asked: Asked) -> tuple[str, Iterable[Proposal]] | None:
    """Return what is typed already of a mark inside a text, and what it may become; ``None`` if the cursor is in none."""
    if found := _CITATION.search(asked.before):
        return found["typed"], documents(asked.analysis)
    if found := _REFERENCE.search(asked.before):
        short = bool(found["short"])
        cited = () if short or found["first"] else documents(asked.analysis, "vb:")
        others = () if found["first"] else entries(asked.analysis, short=short)
        return found["typed"], [*nodes(asked.analysis, short=short), *others, *cited]
    if found := _NOTE.search(asked.before):
        closed = _CLOSED.match(asked.text.after(asked.position))
        return found["typed"], notes(asked.analysis, "" if closed else "]")
    return None


def _cursor(asked: Asked) -> Cursor | None:
    lines, number = asked.text.lines, asked.position.line
    if asked.markdown:
        front = front_matter(lines, number)
        return cursor_in(*front, asked.before) if front else None
    return cursor_in(lines, number, asked.before)


def _at(asked: Asked, cursor: Cursor) -> tuple[str, Iterable[Proposal]]:
    if cursor.on_key and cursor.path and isinstance(cursor.path[-1], int):
        typed, values = _values(asked, cursor)
        return (typed, values) if values else _keys(asked, cursor)
    return (_keys if cursor.on_key else _values)(asked, cursor)


def _keys(asked: Asked, cursor: Cursor) -> tuple[str, list[Proposal]]:
    if not _KEY_TYPED.match(cursor.typed) and not _is_title(cursor):
        return "", []
    if cursor.path in (("chu_thich",), ("thuong_ky",)) and asked.kind is Kind.DRAFT:
        return cursor.typed, list(unwritten(asked.analysis, str(cursor.path[0])))
    if asked.kind is Kind.PROGRESS and cursor.path == ("viec",):
        return cursor.typed, [one for one in works_followed(asked.analysis) if one.label not in cursor.beside]
    keys = [key for key in keys_at(asked.kind, cursor.path) if key.name not in cursor.beside]
    return cursor.typed, [_key(key) for key in sorted(keys, key=lambda key: not key.needed)]


def _is_title(cursor: Cursor) -> bool:
    """Return whether it is a key as it is called, «thể thức»; words that begin an item of a list are rather a sentence."""
    in_item = bool(cursor.path) and isinstance(cursor.path[-1], int)
    return not in_item and not cursor.typed.isascii() and bool(_TITLE_TYPED.match(cursor.typed))


def _key(key: Key) -> Proposal:
    documentation = _(key.description)
    if key.example:
        documentation += "\n\n" + _("Ví dụ: `{example}`", example=key.example)
    written = f"{key.name}: " if key.holds & {"string", "integer", "number", "boolean"} else f"{key.name}:"
    return Proposal(key.name, types.CompletionItemKind.Field, _(key.title), documentation, written, key.title)


def _values(asked: Asked, cursor: Cursor) -> tuple[str, list[Proposal]]:
    typed = cursor.typed.lstrip("\"'")
    field = next((step for step in reversed(cursor.path) if isinstance(step, str)), "")
    if asked.kind is Kind.DOCUMENTS and field in NAMING_DOCUMENTS:
        return typed, list(documents(asked.analysis))
    if asked.kind is Kind.REGISTER:
        return typed, list(_REGISTER_FIELDS[field](asked)) if field in _REGISTER_FIELDS else []
    if asked.kind is Kind.OPINIONS:
        return typed, list(_OPINION_FIELDS[field](asked)) if field in _OPINION_FIELDS else _choices(asked, cursor)
    if field in NAMING:
        short = typed.startswith("~")
        return typed.removeprefix("~"), list(entries(asked.analysis, short=short)) if " " not in typed else []
    if field in _FIELDS and len(cursor.path) >= _FIELDS[field][0]:
        return typed, list(_FIELDS[field][1](asked))
    return typed, _choices(asked, cursor)


def _choices(asked: Asked, cursor: Cursor) -> list[Proposal]:
    values = values_at(asked.kind, cursor.path)
    return [
        Proposal(value, types.CompletionItemKind.EnumMember, _(HANDLINGS[value]) if value in HANDLINGS else "")
        for value in values
    ]


def _types(asked: Asked) -> Iterator[Proposal]:
    whole = asked.analysis.whole
    family = whole.layout.stylesheet.family if whole and whole.layout else ""
    for name in TYPES_OF[family].types if family in TYPES_OF else TYPE_NAMES:
        yield Proposal(name, types.CompletionItemKind.EnumMember, TYPE_NAMES[name])


_FIELDS: dict[str, tuple[int, Callable[[Asked], Iterable[Proposal]]]] = {
    "loai": (1, _types),
    "the_thuc": (1, lambda asked: layouts_known()),
    "danh_ba": (1, lambda asked: registers_known(asked.analysis)),
    "van_ban": (1, lambda asked: registers_known(asked.analysis, Kind.DOCUMENTS)),
    "nhu": (2, lambda asked: nodes(asked.analysis, short=False)),
    "phuc_vu": (2, lambda asked: nodes(asked.analysis, short=False)),
    "san_pham": (2, _types),
    "thuong_ky": (2, lambda asked: works(asked.analysis)),
    "nguoi": (2, lambda asked: entries(asked.analysis, short=False, kinds=("nguoi",))),
    "thay_mat": (2, lambda asked: entries(asked.analysis, short=False, kinds=("co_quan", "nhom"))),
    "tep": (2, lambda asked: files_known(asked.analysis)),
    "ma": (2, lambda asked: rules()),
}
"""What stands under a key of a draft, at least that deep."""

_REGISTER_FIELDS: dict[str, Callable[[Asked], Iterable[Proposal]]] = {
    "co_quan": lambda asked: entries(asked.analysis, short=False, kinds=("co_quan",)),
    "thu_truong": lambda asked: entries(asked.analysis, short=False, kinds=("nguoi",)),
    "thanh_vien": lambda asked: entries(asked.analysis, short=False, kinds=("nguoi", "co_quan")),
    "bao_gom": lambda asked: registers_known(asked.analysis),
}


_OPINION_FIELDS: dict[str, Callable[[Asked], Iterable[Proposal]]] = {
    "co_quan": lambda asked: entries(asked.analysis, short=False, kinds=("co_quan", "nhom")),
    "tai": lambda asked: places(asked.analysis),
    "den": lambda asked: places(asked.analysis),
}


def _item(proposal: Proposal, region: types.Range, index: int, sought: str) -> types.CompletionItem:
    documentation = types.MarkupContent(types.MarkupKind.Markdown, proposal.documentation) if proposal.documentation else None
    return types.CompletionItem(
        label=proposal.label,
        kind=proposal.kind,
        detail=proposal.detail or None,
        documentation=documentation,
        sort_text=f"{index:05}",
        filter_text=sought,
        text_edit=types.TextEdit(region, proposal.written or proposal.label),
    )
