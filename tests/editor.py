"""The least of an editor: it talks with ``ctct lsp`` over pipes, as bytes, and knows nothing of the server's libraries."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

ROOT = Path(__file__).parents[1]


class Editor:
    """One editor with a server of its own. ``told`` holds the newest findings by address, as published; ``answers`` are what
    it says when the server asks, by method.
    """

    def __init__(self, folder: Path, answers: Mapping[str, Any] = MappingProxyType({}), **capabilities: Any) -> None:
        settings = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "ctct", "lsp"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process: subprocess.Popen[bytes] = subprocess.Popen(command, cwd=folder, env=settings, **pipes)  # type: ignore[call-overload]
        self.folder = folder
        self.told: dict[str, Any] = {}
        self.notices: list[Any] = []
        self.errors = b""
        self._versions: dict[str, int] = {}
        self._count = 0
        self._answers = answers
        self._inbox: queue.Queue[Any] = queue.Queue()
        self._listeners = [threading.Thread(target=one, daemon=True) for one in (self._read, self._read_errors)]
        for listener in self._listeners:
            listener.start()
        self.begun = self.ask("initialize", processId=os.getpid(), rootUri=folder.as_uri(), capabilities=capabilities)
        self.notify("initialized")

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *fault: object) -> None:
        if self.process.poll() is None:
            self.ask("shutdown")
            self.notify("exit")
        self.leave()

    def leave(self) -> int:
        """Wait for the server to end, and return its exit code."""
        assert self.process.stdin
        self.process.stdin.close()
        code = self.process.wait(timeout=20)
        for listener in self._listeners:
            listener.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            stream.close()
        return code

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str | None = None, language: str = "yaml") -> None:
        text = (self.folder / name).read_text("utf-8") if text is None else text
        uri = self.uri(name)
        self._versions[uri] = 1
        self.notify("textDocument/didOpen", textDocument={"uri": uri, "languageId": language, "version": 1, "text": text})

    def change(self, name: str, *changes: Any) -> int:
        """Send changes, each a whole text or (start, end, text) with positions (line, character); return the version."""
        uri = self.uri(name)
        self._versions[uri] += 1
        sent = [{"text": one} if isinstance(one, str) else {"range": _range(one[0], one[1]), "text": one[2]} for one in changes]
        document = {"uri": uri, "version": self._versions[uri]}
        self.notify("textDocument/didChange", textDocument=document, contentChanges=sent)
        return self._versions[uri]

    def close(self, name: str) -> None:
        self.notify("textDocument/didClose", textDocument={"uri": self.uri(name)})

    def at(self, method: str, name: str, line: int, character: int, **more: Any) -> Any:
        """Ask about a position."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri(name)}, position=position, **more)

    def about(self, method: str, name: str, **more: Any) -> Any:
        """Ask about a whole text."""
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri(name)}, **more)

    def findings(self, name: str, version: int | None = None, timeout: float = 30) -> list[Any]:
        """Wait for the findings of a version of a text, or for the next that are published of it."""
        uri = self.uri(name)
        while version is None or self.told.get(uri, {}).get("version") != version:
            message = self._inbox.get(timeout=timeout)
            self._take(message)
            if version is None and message.get("method", "").endswith("publishDiagnostics") and message["params"]["uri"] == uri:
                break
        found: list[Any] = self.told[uri]["diagnostics"]
        return found

    def about_findings(self, name: str) -> list[Any]:
        """Return the findings of a text as last published."""
        found: list[Any] = self.told[self.uri(name)]["diagnostics"]
        return found

    def works(self, name: str = "d.yaml") -> bool:
        """Return whether the server still answers."""
        return self.about("foldingRange", name) is not None

    def ask(self, method: str, **params: Any) -> Any:
        answer = self.answer(method, **params)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def answer(self, method: str, timeout: float = 30, **params: Any) -> Any:
        """Send a request and return the answer whole, be it an error."""
        self._count += 1
        self._send({"id": self._count, "method": method, **({"params": params} if params else {})})
        while True:
            message = self._inbox.get(timeout=timeout)
            if message.get("id") == self._count and "method" not in message:
                return message
            self._take(message)

    def notify(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _take(self, message: Any) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self.told[message["params"]["uri"]] = message["params"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": self._answers.get(message["method"])})
            self.notices.append(message)
        else:
            self.notices.append(message)

    def _read(self) -> None:
        assert self.process.stdout
        while header := self.process.stdout.readline():
            size = int(header.partition(b":")[2])
            while self.process.stdout.readline().strip():
                pass
            self._inbox.put(json.loads(self.process.stdout.read(size)))

    def _read_errors(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.errors += line


def _range(start: tuple[int, int], end: tuple[int, int]) -> Any:
    return {side: {"line": line, "character": character} for side, (line, character) in (("start", start), ("end", end))}
