"""Keeps everybody out who should not ask: other machines, other sites, other programs, and whoever sends too much."""

from __future__ import annotations

import errno
import json
import re
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from io import BufferedReader
from time import monotonic
from typing import Any

from ctct.diagnostics import reason
from ctct.language import _
from ctct.watch.connections import PATIENCE, PATIENCE_BETWEEN, PATIENCE_WRITING, ConnectionsServer, TimedInput

LOOPBACK = "127.0.0.1"
LIMIT_ORDER = 64 * 1024
"""Bytes of an order."""

NUMBER = re.compile("[0-9]{1,9}")
_FLEETING = {"Cache-Control": "no-store"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_GUARDS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def as_json(what: object) -> bytes:
    """Return what is said as JSON has it, in one line."""
    return json.dumps(what, ensure_ascii=False).encode("utf-8", "replace")


class PortTaken(Exception):
    """The port asked for cannot be had; the text says why."""


class GuardedServer(ConnectionsServer):
    """Answers on loopback whoever knows ``token``. Raises :class:`PortTaken`; port 0 is any that is free."""

    def __init__(self, handler: type[GuardedHandler], port: int, token: str) -> None:
        self.token = token
        try:
            super().__init__((LOOPBACK, port), handler)
        except OSError as fault:
            taken = fault.errno == errno.EADDRINUSE
            raise PortTaken(_("đang có chương trình khác dùng") if taken else reason(fault)) from None

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def hosts(self) -> set[str]:
        """Return the names that a browser may know this server by; under any other name it was led here."""
        return {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}


class GuardedHandler(BaseHTTPRequestHandler):
    """Reads requests within their bounds, and answers with the headers that keep a page to itself."""

    server: GuardedServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "ctct", ""
    default_request_version = "HTTP/1.1"  # else what cannot be read as a request would be answered without a head
    is_known = False
    disable_nagle_algorithm = True  # head and body go out one after the other: the second must not wait for an answer
    timeout = PATIENCE_WRITING

    def answer(self, what: str) -> None:
        """Send what is asked for below the secret."""
        raise NotImplementedError

    def obey(self, what: str) -> None:
        """Do what an order of the page's own says."""
        raise NotImplementedError

    def do_GET(self) -> None:
        """Answer whoever may ask."""
        what = self.asked()
        if what is not None:
            self.answer(what)

    def do_POST(self) -> None:
        """Obey whoever may order."""
        what = self.asked()
        # A browser sends Origin with each POST: without it this is a program, and none has business here.
        if what is not None and not self.headers.get("Origin"):
            self.refuse(HTTPStatus.FORBIDDEN)
        elif what is not None:
            self.obey(what)

    def setup(self) -> None:
        """Read from the connection within its time."""
        super().setup()
        self._timed = TimedInput(self.connection)
        self.rfile = BufferedReader(self._timed)

    def handle_one_request(self) -> None:
        """Answer a request, and give the next one its time."""
        super().handle_one_request()
        self._timed.until = monotonic() + (PATIENCE_BETWEEN if self.is_known else PATIENCE)

    def asked(self) -> str | None:
        """Return what is asked for below the secret; refuses, and returns ``None``, whoever should not ask."""
        hosts = self.server.hosts()
        origin = self.headers.get("Origin")
        ours = origin is None or origin in {f"http://{host}" for host in hosts}
        # Browsers say which page a request comes from: another site's may not use the drafter's browser to get in here.
        led_here = self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        if self.headers.get("Host") not in hosts or not ours or led_here:
            self.refuse(HTTPStatus.FORBIDDEN)
            return None
        _rest, _rest, below = self.path.partition("?")[0].partition("/")
        token, slash, what = below.partition("/")
        # In the same time however much of the secret was guessed.
        if not slash or not secrets.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()):
            self.refuse(HTTPStatus.NOT_FOUND)
            return None
        self.is_known = True
        self.server.welcome(self.connection)
        return what

    def json_asked(self, limit: int = LIMIT_ORDER) -> Any:
        """Return what an order says, ``None`` for none that can be read."""
        body = self.body(limit)
        try:
            return json.loads(body) if body else None
        except (ValueError, RecursionError):
            return None

    def body(self, limit: int) -> bytes | None:
        """Return what was sent, ``None`` for nothing, and for more than ``limit`` bytes: that is not read."""
        told = self.headers.get("Content-Length", "0")
        length = int(told) if NUMBER.fullmatch(told) else 0
        if not 0 < length <= limit:
            return None
        body = self.rfile.read(length)
        return body if len(body) == length else None

    def send(self, body: bytes, kind: str, more: Mapping[str, str] = _FLEETING) -> None:
        """Answer with a body."""
        self.head(HTTPStatus.OK, {"Content-Type": kind, "Content-Length": str(len(body)), **more})
        self.wfile.write(body)

    def tell(self, what: object) -> None:
        """Answer with what is said, as JSON has it."""
        self.send(as_json(what), "application/json; charset=utf-8")

    def lead_on(self, where: str) -> None:
        """Answer with another address, from that which was asked for."""
        self.head(HTTPStatus.SEE_OTHER, {"Location": where, "Content-Length": "0", **_FLEETING})

    def refuse(self, status: HTTPStatus) -> None:
        """Answer with a status alone."""
        self.head(status, {"Content-Length": "0", "Connection": "close"})
        self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, as all else: without a word that could tell a stranger anything."""
        self.refuse(HTTPStatus(code))

    def head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        """Begin an answer."""
        self.send_response(status)
        for name, value in {**_GUARDS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Keep the terminal for what the drafter should know."""
