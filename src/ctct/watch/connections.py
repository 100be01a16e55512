"""Connections to the page's server: each takes a thread, so strangers get few of them, and no longer than it takes to ask."""

from __future__ import annotations

import os
from contextlib import suppress
from http.server import ThreadingHTTPServer
from io import RawIOBase
from socket import SHUT_RDWR, socket
from threading import Lock
from time import monotonic
from typing import Any

LIMIT_STRANGERS = 16
"""How many connections may be open that have not shown the secret."""
PATIENCE = 5.0
"""Seconds within which a client must have said what it wants."""
PATIENCE_BETWEEN = 60.0
"""Seconds that a browser which knows the secret may keep a connection for its next request."""
PATIENCE_WRITING = 60.0
"""Seconds that a client may take to read the next piece of an answer."""
HEARTBEAT = 10.0
"""Seconds after which a silent browser is written to, so that one that has gone away is noticed."""


class ConnectionsServer(ThreadingHTTPServer):
    """Answers in threads. Of the connections that have not shown the secret the oldest makes room for one too many, so that
    whoever fills them up keeps the drafter's own browser out for no more than the moment in which it asks.
    """

    daemon_threads = True
    allow_reuse_address = os.name == "posix"
    """A port that was served until just now is served again at once; elsewhere this would let two servers share one."""

    request_queue_size = 128
    """Connections that wait to be taken; of more than these the system lets each try again, after a second or three."""

    def __init__(self, *given: Any) -> None:
        self._strangers: dict[socket, None] = {}
        self._lock = Lock()
        super().__init__(*given)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Let a thread answer."""
        with self._lock:
            self._strangers[request] = None
            crowd = list(self._strangers)[:-LIMIT_STRANGERS]
        for one in crowd:
            with suppress(OSError):
                one.shutdown(SHUT_RDWR)  # the thread that reads from it notices, and closes it
        super().process_request(request, client_address)

    def welcome(self, request: socket) -> None:
        """Take note that a connection has shown the secret."""
        with self._lock:
            self._strangers.pop(request, None)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self.welcome(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that went away in the middle."""


class TimedInput(RawIOBase):
    """What comes over a connection until a moment that is set anew for each request: a limit on the single wait would never
    run out for a client that sends a letter a minute.
    """

    def __init__(self, connection: socket) -> None:
        self._connection = connection
        self.until = monotonic() + PATIENCE

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def readinto(self, room: Any) -> int:
        """Read what there is. Raises ``TimeoutError`` when the time is up."""
        left = self.until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(room)
        finally:
            self._connection.settimeout(PATIENCE_WRITING)
