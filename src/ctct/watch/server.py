"""Serves the page to browsers on this machine that know its secret, and to nobody else."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ctct.watch.connections import HEARTBEAT
from ctct.watch.copies import CopyDesk
from ctct.watch.copy_orders import COPY_ORDERS
from ctct.watch.edit_page import EditPage
from ctct.watch.editor import open_at
from ctct.watch.folder import DraftFolder
from ctct.watch.guarded import NUMBER, GuardedHandler, GuardedServer, as_json
from ctct.watch.mending import mend, mend_all
from ctct.watch.news import news
from ctct.watch.preview import Preview
from ctct.watch.state import page_state
from ctct.watch.words import PAGE, page_text, words_script

DRAFT = "du-thao"
"""What stands in an address before the number of a draft of a folder."""
AROUND = 150
"""How many lines of a text are shown on either side of the one asked for."""

_HTML, _SCRIPT, _STYLE = (f"text/{kind}; charset=utf-8" for kind in ("html", "javascript", "css"))
_PICTURE = "image/svg+xml"
_FILES = {
    **dict.fromkeys(
        ("door.js", "page.js", "printed.js", "source.js", "copies.js", "view.js", "drafts.js", "start.js", "viec.js"), _SCRIPT
    ),
    "page.css": _STYLE,
    "icon.svg": _PICTURE,
}
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the page is about, the drafter's editor, the copies sent back, the editor in the page or none, and the secret in
    the page's address.
    """

    preview: Preview
    editor: list[str]
    copies: CopyDesk
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    editing: EditPage | None = None


class PageServer(GuardedServer):
    """Serves the page of a draft, with a ``folder`` those of its drafts. Raises :class:`PortTaken`; port 0 is any that is
    free.
    """

    def __init__(self, context: PageContext, port: int, folder: DraftFolder | None = None) -> None:
        self.context, self.folder = context, folder
        super().__init__(_Answer, port, context.token)

    def server_close(self) -> None:
        """End what runs beside it, too."""
        super().server_close()
        if self.context.editing is not None:
            self.context.editing.close()


class _Answer(GuardedHandler):
    server: PageServer
    context: PageContext
    """What the page is about that is asked for."""

    number = -1
    """The number of its draft in the folder."""

    def asked(self) -> str | None:
        """Return what is asked for of a page, once it is clear of which draft."""
        what, folder = super().asked(), self.server.folder
        if folder is None or what is None:
            self.context = self.server.context
            return what
        if not what:
            self.lead_on(f"{DRAFT}/{folder.first_number()}/")
            return None
        head, _, rest = what.partition("/")
        number, slash, rest = rest.partition("/")
        self.number = int(number) if head == DRAFT and slash and NUMBER.fullmatch(number) else -1
        context = folder.context(self.number)
        if context is None:
            self.refuse(HTTPStatus.NOT_FOUND)
            return None
        self.context = context
        return rest

    def answer(self, what: str) -> None:
        """Send what is asked for."""
        editing = self.context.editing
        if editing is not None and editing.answer(self, what):
            return
        head, _, rest = what.partition("/")
        answer = _ANSWERS.get(head)
        if what == "":
            self.send(page_text().encode(), _HTML)
        elif what == "words.js":
            self.send(words_script().encode(), _SCRIPT)
        elif what in _FILES:
            self.send((PAGE / what).read_bytes(), _FILES[what])
        elif answer is not None:
            answer(self, rest)
        else:
            self.refuse(HTTPStatus.NOT_FOUND)

    def obey(self, what: str) -> None:
        """Do what an order says."""
        editing = self.context.editing
        if editing is not None and editing.obey(self, what):
            return
        head, _, rest = what.partition("/")
        if head in COPY_ORDERS:
            COPY_ORDERS[head](self, self.context.copies, rest)
        elif head in _ORDERS:
            _ORDERS[head](self, rest)
        else:
            self.refuse(HTTPStatus.FORBIDDEN)

    def _open(self, rest: str) -> None:
        asked = self.json_asked()
        names = list(self.context.preview.files)
        try:
            file, line = int(asked["file"]), max(1, int(asked["line"]))
        except (ValueError, TypeError, KeyError, ArithmeticError):
            self.refuse(HTTPStatus.FORBIDDEN)
            return
        if rest or not self.context.editor or not 0 <= file < len(names):
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        wrong = open_at(self.context.editor, Path(names[file]).absolute(), line)
        self.tell({"wrong": wrong})

    def _copies(self, rest: str) -> None:
        self.tell(self.context.copies.state())

    def _mend(self, rest: str) -> None:
        asked = self.json_asked()
        said = asked if isinstance(asked, dict) else {}
        draft, finding, remedy = said.get("draft"), said.get("finding"), said.get("remedy")
        if rest or not isinstance(draft, str):
            self.refuse(HTTPStatus.FORBIDDEN)
        elif finding is None:
            self.tell({"wrong": mend_all(self.context.preview, draft)})
        elif isinstance(finding, str) and type(remedy) is int and remedy >= 0:
            self.tell({"wrong": mend(self.context.preview, finding, remedy, draft)})
        else:
            self.refuse(HTTPStatus.FORBIDDEN)

    def _state(self, since: str) -> None:
        """Send all that the page shows: ``state``, or ``state/NUMBER`` for one that shows that edition."""
        self.tell(self._state_since(int(since) if NUMBER.fullmatch(since) else -1))

    def _state_since(self, known: int) -> dict[str, Any]:
        context, folder = self.context, self.server.folder
        more = {"editor": bool(context.editor), "copies": len(context.copies), "folder": folder is not None}
        return {**page_state(context.preview, known), **more}

    def _lines(self, rest: str) -> None:
        self.tell(self.context.preview.lines())

    def _drafts(self, since: str) -> None:
        """Send the list of drafts: ``drafts``, or ``drafts/NUMBER`` what is new since that list."""
        folder = self.server.folder
        if folder is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.tell(folder.state(int(since) if NUMBER.fullmatch(since) else -1))

    def _picture(self, mark: str) -> None:
        picture = self.context.preview.picture(mark.removesuffix(".svg"))
        if picture is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(picture, _PICTURE, {"Cache-Control": "private, max-age=3600, immutable"})

    def _text(self, rest: str) -> None:
        """Send the lines round one line of a text: ``text/FILE/LINE``, the file as its place in the state's list."""
        texts = list(self.context.preview.files.values())
        file, _, line = rest.partition("/")
        if not (NUMBER.fullmatch(file) and NUMBER.fullmatch(line) and int(file) < len(texts)):
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        text = texts[int(file)]
        first, last = max(1, int(line) - AROUND), min(int(line) + AROUND, text.line_column(len(text.text))[0])
        lines = [text.line(number) for number in range(first, last + 1)]
        self.tell({"first": first, "lines": lines})

    def _document(self, kind: str) -> None:
        made = self.context.preview.document(kind) if kind in _KINDS else None
        if made is None:
            self.refuse(HTTPStatus.NOT_FOUND)
            return
        name = quote(f"{self.context.preview.path.stem}.{kind}")
        self.send(made, _KINDS[kind], {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

    def _works(self, asked: str) -> None:
        from ctct.watch.works import works_page  # most who watch a draft never ask for its works

        page = works_page(self.context.preview.outcome_shown(), asked)
        if page is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(page.encode(), _HTML)

    def _opinions(self, asked: str) -> None:
        from ctct.watch.opinions import opinions_page

        page = opinions_page(self.context.preview.outcome_shown(), asked)
        if page is None:
            self.refuse(HTTPStatus.NOT_FOUND)
        else:
            self.send(page.encode(), _HTML)

    def _style_of_works(self, rest: str) -> None:
        from ctct.tracking.views.frame import style

        self.send(style().encode(), _STYLE)

    def _news(self, rest: str) -> None:
        """Send the number of each new edition, and of each new list of the folder's drafts, until the browser goes away; for
        ``news/state`` also what is new in an edition.
        """
        self.head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        self.close_connection = True
        with_state = (lambda known: as_json(self._state_since(known))) if rest == "state" else None
        for told in news(self.context.preview, self.server.folder, self._patience, with_state):
            self.wfile.write(told)

    def _patience(self) -> float:
        """Return how long a browser may be left alone; until it is written to again, its draft is one that is shown."""
        if self.server.folder:
            self.server.folder.context(self.number)
        return HEARTBEAT


_ANSWERS: Mapping[str, Callable[[_Answer, str], None]] = {
    "state": _Answer._state,
    "lines": _Answer._lines,
    "page": _Answer._picture,
    "text": _Answer._text,
    "document": _Answer._document,
    "news": _Answer._news,
    "viec": _Answer._works,
    "y-kien": _Answer._opinions,
    "viec.css": _Answer._style_of_works,
    "copies": _Answer._copies,
    "drafts": _Answer._drafts,
}

_ORDERS: Mapping[str, Callable[[_Answer, str], None]] = {
    "open": _Answer._open,
    "mend": _Answer._mend,
}
