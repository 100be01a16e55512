"""Serves the page to browsers on this machine that know its secret, and to nobody else."""

from __future__ import annotations

import errno
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedReader
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from ctct.diagnostics import reason
from ctct.report.located import Located
from ctct.watch.connections import PATIENCE, PATIENCE_BETWEEN, PATIENCE_WRITING, ConnectionsServer, TimedInput
from ctct.watch.editor import open_at
from ctct.watch.preview import Preview

LOOPBACK = "127.0.0.1"
HEARTBEAT = 10.0
"""Seconds after which a silent browser is written to, so that one that has gone away is noticed."""
AROUND = 150
"""How many lines of a text are shown on either side of the one asked for."""

_NUMBER = re.compile("[0-9]{1,9}")

_ASSETS = Path(__file__).parent / "page"
_FILES = {
    "": ("index.html", "text/html; charset=utf-8"),
    "page.js": ("page.js", "text/javascript; charset=utf-8"),
    "page.css": ("page.css", "text/css; charset=utf-8"),
    "viec.js": ("viec.js", "text/javascript; charset=utf-8"),
    "icon.svg": ("icon.svg", "image/svg+xml"),
}
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_JSON = "application/json; charset=utf-8"
_FLEETING = {"Cache-Control": "no-store"}
_GUARDS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class PortTaken(Exception):
    """The port asked for cannot be had; the text says why."""


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the page is about, the drafter's editor, and the secret in the page's address."""

    preview: Preview
    editor: list[str]
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))


class PageServer(ConnectionsServer):
    """Answers on loopback. Raises :class:`PortTaken`; port 0 is any that is free."""

    def __init__(self, context: PageContext, port: int) -> None:
        self.context = context
        try:
            super().__init__((LOOPBACK, port), _Answer)
        except OSError as fault:
            taken = fault.errno == errno.EADDRINUSE
            raise PortTaken("đang có chương trình khác dùng" if taken else reason(fault)) from None

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.context.token}/"

    def hosts(self) -> set[str]:
        """Return the names that a browser may know this server by; under any other name it was led here."""
        return {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}


class _Answer(BaseHTTPRequestHandler):
    server: PageServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "ctct", ""
    default_request_version = "HTTP/1.1"  # else what cannot be read as a request would be answered without a head
    is_known = False
    disable_nagle_algorithm = True  # head and body go out one after the other: the second must not wait for an answer
    timeout = PATIENCE_WRITING

    def setup(self) -> None:
        super().setup()
        self._timed = TimedInput(self.connection)
        self.rfile = BufferedReader(self._timed)

    def handle_one_request(self) -> None:
        super().handle_one_request()
        self._timed.until = monotonic() + (PATIENCE_BETWEEN if self.is_known else PATIENCE)

    def do_GET(self) -> None:
        what = self._asked()
        if what is None:
            return
        head, _, rest = what.partition("/")
        answer = _ANSWERS.get(head)
        if what in _FILES:
            name, kind = _FILES[what]
            self._send((_ASSETS / name).read_bytes(), kind)
        elif answer is not None:
            answer(self, rest)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        what = self._asked()
        if what is None:
            return
        asked = self._line_asked()
        # A browser sends Origin with each POST: without it this is a program, and none has business here.
        if what != "open" or not self.headers.get("Origin") or asked is None:
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        names = list(self.server.context.preview.files)
        file, line = asked
        if not self.server.context.editor or not 0 <= file < len(names):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        wrong = open_at(self.server.context.editor, Path(names[file]).absolute(), line)
        self._send(json.dumps({"wrong": wrong}).encode(), _JSON)

    def _asked(self) -> str | None:
        """Return what is asked for below the secret; refuses, and returns ``None``, whoever should not ask."""
        hosts = self.server.hosts()
        origin = self.headers.get("Origin")
        ours = origin is None or origin in {f"http://{host}" for host in hosts}
        # Browsers say which page a request comes from: another site's may not use the drafter's browser to get in here.
        led_here = self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        if self.headers.get("Host") not in hosts or not ours or led_here:
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        _, _, below = self.path.partition("?")[0].partition("/")
        token, slash, what = below.partition("/")
        # In the same time however much of the secret was guessed.
        if not slash or not secrets.compare_digest(token.encode("utf-8", "replace"), self.server.context.token.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        self.is_known = True
        self.server.welcome(self.connection)
        return what

    def _line_asked(self) -> tuple[int, int] | None:
        try:
            length = int(self.headers.get("Content-Length", "0"))
            said: Any = json.loads(self.rfile.read(length)) if 0 < length <= 1024 else None
            return int(said["file"]), max(1, int(said["line"]))
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
            return None

    def _state(self, rest: str) -> None:
        context = self.server.context
        state = {**_page_state(context.preview), "editor": bool(context.editor)}
        self._send(json.dumps(state, ensure_ascii=False).encode(), _JSON)

    def _picture(self, mark: str) -> None:
        picture = self.server.context.preview.picture(mark.removesuffix(".svg"))
        if picture is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(picture, "image/svg+xml", {"Cache-Control": "private, max-age=3600, immutable"})

    def _text(self, rest: str) -> None:
        """Send the lines round one line of a text: ``text/FILE/LINE``, the file as its place in the state's list."""
        texts = list(self.server.context.preview.files.values())
        file, _, line = rest.partition("/")
        if not (_NUMBER.fullmatch(file) and _NUMBER.fullmatch(line) and int(file) < len(texts)):
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        text = texts[int(file)]
        first, last = max(1, int(line) - AROUND), min(int(line) + AROUND, text.line_column(len(text.text))[0])
        lines = [text.line(number) for number in range(first, last + 1)]
        self._send(json.dumps({"first": first, "lines": lines}, ensure_ascii=False).encode(), _JSON)

    def _document(self, kind: str) -> None:
        made = self.server.context.preview.document(kind) if kind in _KINDS else None
        if made is None:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        name = quote(f"{self.server.context.preview.path.stem}.{kind}")
        self._send(made, _KINDS[kind], {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"})

    def _works(self, asked: str) -> None:
        from ctct.watch.works import works_page  # most who watch a draft never ask for its works

        page = works_page(self.server.context.preview.outcome, asked)
        if page is None:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._send(page.encode(), "text/html; charset=utf-8")

    def _style_of_works(self, rest: str) -> None:
        from ctct.tracking.views.page import style

        self._send(style().encode(), "text/css; charset=utf-8")

    def _news(self, rest: str) -> None:
        """Send the number of each new edition, until the browser goes away."""
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        self.close_connection = True
        known = -1
        while True:
            number = self.server.context.preview.wait_for_news(known, HEARTBEAT)
            self.wfile.write(f"data: {number}\n\n".encode() if number != known else b": still here\n\n")
            known = number

    def _send(self, body: bytes, kind: str, more: Mapping[str, str] = _FLEETING) -> None:
        self._head(HTTPStatus.OK, {"Content-Type": kind, "Content-Length": str(len(body)), **more})
        self.wfile.write(body)

    def _refuse(self, status: HTTPStatus) -> None:
        self._head(status, {"Content-Length": "0", "Connection": "close"})
        self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, as all else: without a word that could tell a stranger anything."""
        self._refuse(HTTPStatus(code))

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**_GUARDS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for what the drafter should know."""


_ANSWERS: Mapping[str, Callable[[_Answer, str], None]] = {
    "state": _Answer._state,
    "page": _Answer._picture,
    "text": _Answer._text,
    "document": _Answer._document,
    "news": _Answer._news,
    "viec": _Answer._works,
    "viec.css": _Answer._style_of_works,
}


def _page_state(preview: Preview) -> dict[str, Any]:
    """Return all that the page shows, as JSON has it."""
    edition, files = preview.edition, list(preview.files)
    return {
        "number": edition.number,
        "title": edition.title,
        "name": preview.name,
        "stem": preview.path.stem,
        "fresh": edition.fresh,
        "missing": edition.missing,
        "files": files,
        "pages": [asdict(page) for page in edition.pages],
        "findings": [_finding_state(one, files) for one in edition.findings],
    }


def _finding_state(one: Located, files: list[str]) -> dict[str, Any]:
    return {
        "file": files.index(one.file) if one.file in files else -1,
        "name": one.file,
        "line": one.line,
        "column": one.column,
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
        "cites": str(one.cites) if one.cites else None,
    }
