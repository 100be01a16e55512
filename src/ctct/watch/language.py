"""The language server beside the page: a process of its own, spoken with over its standard input and output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any

from ctct.language import VARIABLE, spoken
from ctct.windows import NEW_GROUP

ABOUT_DRAFT = frozenset(
    f"textDocument/{what}" for what in ("didOpen", "didChange", "completion", "hover", "codeAction", "formatting")
)
"""What the page may ask, and tell, of the draft that it edits; of other texts nothing."""
BEGUN = b"begun"
"""Heard once the server listens."""
_CAPABILITIES: Mapping[str, Any] = {
    "general": {"positionEncodings": ["utf-16"]},
    "textDocument": {"publishDiagnostics": {"versionSupport": True}},
}


def command() -> list[str]:
    """Return the words that start the server."""
    # -P: a folder of drafts may hold a file with the name of a module.
    return [sys.executable, "lsp"] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "ctct", "lsp"]


class LanguageServerProcess:
    """A language server that knows the draft at ``uri`` and the folder ``root``."""

    def __init__(self, uri: str, root: Path) -> None:
        self._uri = uri
        self._running = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=NEW_GROUP,
            env={**os.environ, VARIABLE: spoken()},
        )
        self._writing = Lock()
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self.replaced = False
        Thread(target=self._listen, name="ctct-lsp", daemon=True).start()
        asked = {"processId": None, "rootUri": root.as_uri(), "capabilities": _CAPABILITIES}
        self._send({"id": BEGUN.decode(), "method": "initialize", "params": asked})

    def tell(self, messages: Any) -> None:
        """Pass on what the page says; what it has no business to say is left out."""
        for message in messages if isinstance(messages, list) else ():
            if isinstance(message, dict) and self._may_say(message):
                self._send({key: message[key] for key in ("id", "method", "params") if key in message})

    def touched(self, path: Path) -> None:
        """Tell that another program has written a file."""
        changes = [{"uri": path.as_uri(), "type": 2}]
        self._send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})

    def hear(self, patience: float) -> bytes | None:
        """Return the next message, ``b""`` for none within ``patience`` seconds, ``None`` once the server has ended."""
        try:
            return self._answers.get(timeout=patience)
        except Empty:
            return b""

    def close(self) -> None:
        """End the server."""
        self._running.kill()
        self._running.wait()
        assert self._running.stdin is not None
        with self._writing, suppress(OSError):
            self._running.stdin.close()

    def _may_say(self, message: Mapping[str, Any]) -> bool:
        params = message.get("params")
        document = params.get("textDocument") if isinstance(params, dict) else None
        return message.get("method") in ABOUT_DRAFT and isinstance(document, dict) and document.get("uri") == self._uri

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._running.stdin
        assert stream is not None
        with self._writing, suppress(OSError, ValueError):  # it has ended: whoever hears is told
            stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
            stream.flush()

    def _listen(self) -> None:
        stream = self._running.stdout
        assert stream is not None
        with stream, suppress(OSError, ValueError):
            if _message(stream):  # the answer to what was asked first
                self._send({"method": "initialized", "params": {}})
                self._answers.put(BEGUN)
            while message := _message(stream):
                self._answers.put(message)
        self._answers.put(None)


def _message(stream: IO[bytes]) -> bytes:
    """Return the next message of the server's, ``b""`` at the end."""
    size = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            size = int(value)
    return stream.read(size) if size else b""
