"""Views of texts for the tests: what the server would know of them, without a server."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from ctct.lsp.completion import Asked, complete
from ctct.lsp.desk import Desk
from ctct.lsp.kinds import Kind, is_markdown
from ctct.lsp.views import View

CURSOR = "¦"


def desk_in(folder: Path, **texts: str) -> Desk:
    """Return a desk with ``texts`` open; a name like ``du_thao__yaml`` is the file du-thao.yaml."""
    desk = Desk(folder)
    for name, text in texts.items():
        uri = (folder / name.replace("__", ".").replace("_", "-")).as_uri()
        language = "markdown" if uri.endswith(".md") else "yaml"
        desk.open(types.TextDocumentItem(uri, language, 1, text))
    return desk


def view_of(desk: Desk, uri: str | None = None, earlier: View | None = None) -> View:
    """Return the finished view of an open text, the first if ``uri`` is ``None``."""
    buffer = desk.buffers[uri] if uri else next(iter(desk.buffers.values()))
    view = View.of(buffer, desk.source(buffer))
    view.judge()
    view.complete(earlier)
    return view


def cursor_in(text: str) -> tuple[str, types.Position]:
    """Return ``text`` without the mark of the cursor, and where that was, in UTF-16."""
    before, _, after = text.partition(CURSOR)
    line = before.count("\n")
    return before + after, types.Position(line, len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


def proposed(desk: Desk, view: View, position: types.Position) -> list[types.CompletionItem]:
    """Return what may be typed at ``position``."""
    buffer = desk.buffers[view.uri]
    kind = Kind.DRAFT if buffer.kind is Kind.EMPTY else buffer.kind
    return complete(Asked(view, kind, buffer.text, position, is_markdown(buffer.path, buffer.language)))
