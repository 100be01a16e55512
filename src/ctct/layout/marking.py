"""Says in which line of which template an element of the markup was written, for those who must mend it."""

from __future__ import annotations

import re

from jinja2 import nodes
from markupsafe import Markup, escape

from ctct.layout.attributes import MarkupFault
from ctct.layout.guard import GuardedEnvironment

_MARK = "viet-o"
_TAG = re.compile(r"<[a-zA-Z][\w.-]*")
_MARKED = re.compile(f'{_MARK}="([^"]+):([0-9]+)"')


class MarkingEnvironment(GuardedEnvironment):
    """The world of templates, in which each element that they write says where it was written."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for written in tree.find_all(nodes.TemplateData):
            written.data = _marked(written.data, name or "", written.lineno)
        return tree


def _marked(data: str, name: str, line: int) -> str:
    def mark(tag: re.Match[str]) -> str:
        return f'{tag[0]} {_MARK}="{escape(name)}:{line + data.count(chr(10), 0, tag.start())}"'

    return _TAG.sub(mark, data)


def place_of(fault: MarkupFault, markup: str) -> tuple[str, int] | None:
    """Return the template and the line in which what is wrong with marked ``markup`` was written."""
    element = fault.element
    while element is not None:
        if mark := element.get(_MARK):
            name, _, line = mark.rpartition(":")
            return name, int(line)
        element = element.getparent()
    if fault.place is None:
        return None
    marks = [*_MARKED.finditer(_before(markup, *fault.place))]
    return (Markup(marks[-1][1]).unescape(), int(marks[-1][2])) if marks else None


def _before(markup: str, line: int, column: int) -> str:
    """Return what stands before a place, whose column libxml2 counts in bytes."""
    lines = markup.split("\n")
    last = lines[line - 1].encode()[:column].decode(errors="ignore") if line <= len(lines) else ""
    return "\n".join([*lines[: line - 1], last])
