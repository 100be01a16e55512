"""Serves the page to browsers on this machine that know its secret, and to nobody else."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote, unquote

from ctct.watch.copies import LIMIT_COPY, CopyDesk
from ctct.watch.edit_page import EditPage
from ctct.watch.editor import open_at
from ctct.watch.guarded import NUMBER, GuardedHandler, GuardedServer
from ctct.watch.preview import Preview
from ctct.watch.state import page_state

HEARTBEAT = 10.0
"""Seconds after which a silent browser is written to, so that one that has gone away is noticed."""
AROUND = 150
"""How many lines of a text are shown on either side of the one asked for."""

LIMIT_NAME = 200
"""Letters of a copy's name."""

_ASSETS = Path(__file__).parent / "page"
_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "door.js": ("door.js", "text/javascript; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
    "copies.js": ("copies.js", "text/javascript; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "viec.js": ("viec.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the page is about, the drafter's editor, the copies sent back, the editor in the page or none, and the secret in
    the page's address.
    """

    preview: Preview
    editor: list[str]
    copies: CopyDesk
    editing: EditPage | None = None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class PageServer(GuardedServer):
    """Serves the page. Raises :class:`PortTaken`; port 0 is any that is free."""

    def __init__(self, context: PageContext, port: int) -> None:
        self.context = context
        super().__init__(_Answer, port, context.token)

    def server_close(self) -> None:
        """End what runs beside it, too."""
        super().server_close()
        if self.context.editing is not None:
            self.context.editing.close()


class _Answer(GuardedHandler):
    server: PageServer

    def answer(self, what: str) -> None:
        """Send what is asked for."""
        editing = self.server.context.editing
        if editing is not None and editing.answer(self, what):
            return
        head, _, rest = what.partition("/")
        answer = _ANSWERS.get(head)
        if what in _FILES:
            name, kind = _FILES[what]
            self.send((_ASSETS / name).read_bytes(), kind)
        elif answer is not None:
            answer(self, rest)
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def obey(self, what: str) -> None:
        """Do what an order says."""
        editing = self.server.context.editing
        if editing is not None and editing.obey(self, what):
            return
        head, _, rest = what.partition("/")
        if head in _ORDERS:
            _ORDERS[head](self, rest)
        else:
            self.refuse(HTTPStatus.FORBIDDEN)

    def _open(self, rest: str) -> None:
        asked = self.json_asked()
        names = list(self.server.context.preview.files)
        try:
            file, line = int(asked["file"]), max(1, int(asked["line"]))
        except (ValueError, TypeError, KeyError, ArithmeticError):
            self.refuse(HTTPStatus.FORBIDDEN)
            return
        if rest or not self.server.context.editor or not 0 <= file < len(names):
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        wrong = open_at(self.server.context.editor, Path(names[file]).absolute(), line)
        self.send(json.dumps({"wrong": wrong}).encode(), _JSON)

    def _hand_over(self, name: str) -> None:
        """Open the copy that is the body, under the name that stands behind ``copy/``."""
        name = PurePath(unquote(name)).name[:LIMIT_NAME]
        data = self.body(LIMIT_COPY)
        if not name or data is None:
            self.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if name else HTTPStatus.FORBIDDEN)
            return
        self._tell_copies(self.server.context.copies.add(name, data))

    def _take(self, rest: str) -> None:
        asked, copies = self.json_asked(), self.server.context.copies
        number, key = _edit_asked(asked)
        draft = asked.get("draft") if isinstance(asked, dict) else None
        if number is None or not isinstance(draft, str) or rest:
            self.refuse(HTTPStatus.FORBIDDEN)
            return
        self._tell_copies(copies.take(number, key, draft))

    def _leave(self, rest: str) -> None:
        self._change_copies(rest, self.server.context.copies.leave)

    def _close(self, rest: str) -> None:
        self._change_copies(rest, lambda number, _: self.server.context.copies.close(number))

    def _change_copies(self, rest: str, change: Callable[[int, str | None], None]) -> None:
        number, key = _edit_asked(self.json_asked())
        if number is None or rest:
            self.refuse(HTTPStatus.FORBIDDEN)
            return
        change(number, key)
        self._tell_copies()

    def _tell_copies(self, told: str = "") -> None:
        self.send(json.dumps(self.server.context.copies.state(told), ensure_ascii=False).encode(), _JSON)

    def _copies(self, rest: str) -> None:
        self._tell_copies()

    def _state(self, rest: str) -> None:
        context = self.server.context
        state = {**page_state(context.preview), "editor": bool(context.editor), "copies": len(context.copies)}
        self.send(json.dumps(state, ensure_ascii=False).encode(), _JSON)

    def _picture(self, mark: str) -> None:
        picture = self.server.context.preview.picture(mark.removesuffix(".svg"))
        if picture is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(picture, "image/svg+xml", {"Cache-Control": "private, max-age=3600, immutable"})

    def _text(self, rest: str) -> None:
        """Send the lines round one line of a text: ``text/FILE/LINE``, the file as its place in the state's list."""
        texts = list(self.server.context.preview.files.values())
        file, _, line = rest.partition("/")
        if not (NUMBER.fullmatch(file) and NUMBER.fullmatch(line) and int(file) < len(texts)):
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        text = texts[int(file)]
        first, last = max(1, int(line) - AROUND), min(int(line) + AROUND, text.line_column(len(text.text))[0])
        lines = [text.line(number) for number in range(first, last + 1)]
        self.send(json.dumps({"first": first, "lines": lines}, ensure_ascii=False).encode(), _JSON)

    def _document(self, kind: str) -> None:
        made = self.server.context.preview.document(kind) if kind in _KINDS else None
        if made is None:
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        name = quote(f"{self.server.context.preview.path.stem}.{kind}")
        self.send(made, _KINDS[kind], {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

    def _works(self, asked: str) -> None:
        from ctct.watch.works import works_page  # most who watch a draft never ask for its works

        page = works_page(self.server.context.preview.outcome, asked)
        if page is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(page.encode(), "text/html; charset=utf-8")

    def _opinions(self, asked: str) -> None:
        from ctct.watch.opinions import opinions_page

        page = opinions_page(self.server.context.preview.outcome, asked)
        if page is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(page.encode(), "text/html; charset=utf-8")

    def _style_of_works(self, rest: str) -> None:
        from ctct.tracking.views.frame import style

        self.send(style().encode(), "text/css; charset=utf-8")

    def _news(self, rest: str) -> None:
        """Send the number of each new edition, until the browser goes away."""
        self.head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        self.close_connection = True
        known = -1
        while True:
            number = self.server.context.preview.wait_for_news(known, HEARTBEAT)
            self.wfile.write(f"data: {number}\n\n".encode() if number != known else b": still here\n\n")
            known = number


_ANSWERS: Mapping[str, Callable[[_Answer, str], None]] = {
    "state": _Answer._state,
    "page": _Answer._picture,
    "text": _Answer._text,
    "document": _Answer._document,
    "news": _Answer._news,
    "viec": _Answer._works,
    "y-kien": _Answer._opinions,
    "viec.css": _Answer._style_of_works,
    "copies": _Answer._copies,
}

_ORDERS: Mapping[str, Callable[[_Answer, str], None]] = {
    "open": _Answer._open,
    "copy": _Answer._hand_over,
    "take": _Answer._take,
    "leave": _Answer._leave,
    "close": _Answer._close,
}


def _edit_asked(said: Any) -> tuple[int | None, str | None]:
    """Return the copy, and the edit or none, that an order is about."""
    number, key = (said.get("copy"), said.get("key")) if isinstance(said, dict) else (None, None)
    known = type(number) is int and (key is None or isinstance(key, str))
    return (number, key) if known else (None, None)
