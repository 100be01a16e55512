"""Works on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.types import STATES
from ctct.tracking.groups import Entry, Group
from ctct.tracking.views.view import View, charged
from ctct.tracking.wording import ROLE_NAMES, legend, time_of

_INDENT = "  "


def as_text(view: View, width: int) -> str:
    """Return the works as lines of at most ``width`` characters, a work in one line; under no heading by people and bodies a
    second line says who is charged.
    """
    lines = [*wrap(view.title, width), *wrap(view.subtitle, width)]
    if view.secrecy:
        lines.insert(0, _(view.secrecy))
    groups = view.groups()
    if not view.rows:
        lines += ["", _("không có việc nào như thế")]
    elif not groups:
        lines += ["", _("không có ai để xếp theo như thế")]
    elif any(entry.part for group in groups for entry in group.entries):
        lines.append(legend())
    for group in groups:
        lines += _group(group, view, width)
    return "\n".join(lines) + "\n"


def _group(group: Group, view: View, width: int) -> Iterator[str]:
    if not group.entries:
        return
    yield ""
    if group.title:
        counted = _("{title}: {count} việc", title=group.title, count=len(group.entries))
        counted += f" ({group.note})" if group.note else ""
        yield from wrap(counted, width)
    table = _table(group.entries, view)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    # An index, since a column that says nothing is left out.
    line = _INDENT + "".join(f"{{{place}:<{size}}}  " for place, size in enumerate(widths) if size)
    room = max(20, width - len(line.format(*table[0])))
    for entry, cells in zip(group.entries, table, strict=True):
        yield line.format(*cells) + excerpt(entry.row.work.text, room)
        if not entry.part:
            yield from _who(entry, view, width)


def _table(entries: Sequence[Entry], view: View) -> list[tuple[str, ...]]:
    """Return what stands before the words of each work: its programme if there are several, number, time, state and roles."""
    states = {state: _(name) for state, name in STATES.items()}
    several = view.is_of_several
    return [
        (row.listing.name if several else "", row.work.number, time_of(row), states[row.work.state], part)
        for row, part in entries
    ]


def _who(entry: Entry, view: View, width: int) -> Iterator[str]:
    said = []
    for role in view.query.asked_roles:
        if names := charged(entry.row, role, view.query):
            said.append(f"{_(ROLE_NAMES[role]).lower()}: {'; '.join(names)}")
    yield from _indented(". ".join(said), width, _INDENT * 3)


def _indented(said: str, width: int, indent: str) -> list[str]:
    """Return words in indented lines; most are one as they are, and ``wrap`` takes them apart first."""
    if said and len(indent) + len(said) <= width and said.isprintable() and not said.endswith(" "):
        return [indent + said]
    return wrap(said, width, initial_indent=indent, subsequent_indent=indent)
