"""What the page's server answers and obeys where the draft is edited in the page: beside all that it shows anyway."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from threading import Lock
from typing import Any

from ctct.language import _
from ctct.project.folders import is_there
from ctct.watch.connections import HEARTBEAT
from ctct.watch.editing import EditedDraft
from ctct.watch.guarded import POLICY, GuardedHandler
from ctct.watch.language import BEGUN, LanguageServerProcess
from ctct.watch.preview import Preview
from ctct.watch.saving import why_read_only
from ctct.watch.words import PAGE, page_text

LIMIT_TEXT = 8 * 1024 * 1024
"""Bytes of a draft that is saved, or of what is told to the language server."""

BUNDLE = PAGE / "editor.js"
_FILES = {"editor.js": "text/javascript; charset=utf-8", "editing.css": "text/css; charset=utf-8"}
_STYLES = "style-src 'self'"


class EditPage:
    """The draft that is edited and the language server that knows it, which is that of one page: the last that was opened."""

    def __init__(self, preview: Preview) -> None:
        self.draft = draft = EditedDraft(preview.name, preview.path)
        self._preview = preview
        self._beside: Mapping[str, bytes] = {}
        self._uri = draft.path.as_uri()
        self._root = Path.cwd()
        self._lock = Lock()
        self._language: LanguageServerProcess | None = None
        self._session = ""
        self._orders: Mapping[str, Callable[[Any], Any]] = {
            "save": lambda said: self._save(_string(said, "mark"), _string(said, "text")),
            "keep": lambda said: draft.keep(_string(said, "mark"), None if said["text"] is None else _string(said, "text")),
            "apart": lambda said: draft.save_apart(_string(said, "text")),
        }

    def answer(self, handler: GuardedHandler, what: str) -> bool:
        """Send what is asked for; return whether it is something of the editor's."""
        if what == "":
            self._send_page(handler)
        elif what in _FILES:
            handler.send((PAGE / what).read_bytes(), _FILES[what])
        elif what == "draft":
            self._tell_touched()
            handler.tell(self._state())
        elif what == "lsp":
            self._speak(handler)
        else:
            return False
        return True

    def obey(self, handler: GuardedHandler, what: str) -> bool:
        """Do what an order says; return whether it is one of the editor's."""
        head, _, session = what.partition("/")
        if what not in self._orders and head != "lsp":
            return False
        said = handler.json_asked(LIMIT_TEXT)
        try:
            told = self._orders[what](said) if head != "lsp" else self._pass_on(session, said)
        except (KeyError, TypeError):
            handler.refuse(HTTPStatus.FORBIDDEN)
        else:
            handler.tell(told)
        return True

    def close(self) -> None:
        """End the language server."""
        with self._lock:
            if self._language is not None:
                self._language.close()

    def _send_page(self, handler: GuardedHandler) -> None:
        # CodeMirror writes its own styles: those that bear this secret, and no others.
        nonce = secrets.token_urlsafe(18)
        more = f'<meta name="style-nonce" content="{nonce}"><link rel="stylesheet" href="editing.css">'
        more += '<script src="editor.js" defer></script></head>'
        page = page_text().replace("</head>", more)
        policy = POLICY.replace(_STYLES, f"{_STYLES} 'nonce-{nonce}'")
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy}
        handler.send(page.encode(), "text/html; charset=utf-8", headers)

    def _state(self) -> dict[str, Any]:
        draft = self.draft
        about = {"name": draft.name, "uri": self._uri, "markdown": draft.is_markdown, "readOnly": self._why_read_only()}
        return {**about, **draft.state()}

    def _why_read_only(self) -> str:
        """Return why the draft cannot be saved from here, ``""`` where it can; one that is not there yet can."""
        path, outcome = self.draft.path, self._preview.outcome
        root = outcome.gathered.root if outcome else Path(os.path.realpath(path)).parent  # until the draft is read
        return why_read_only(path, root) if is_there(path) else ""

    def _save(self, mark: str, text: str) -> dict[str, Any]:
        why = self._why_read_only()
        return {"wrong": _("không ghi từ trang này được: {why}", why=why)} if why else self.draft.save(mark, text)

    def _tell_touched(self) -> None:
        """Tell the language server which files beside the draft have become others since the page last asked."""
        before, now = self._beside, dict(self._preview.files.data)
        self._beside = now
        with self._lock:
            language = self._language
        if language is not None:
            for name in (name for name in now if now[name] != before.get(name)):
                language.touched(self._root / name)

    def _pass_on(self, session: str, said: Any) -> dict[str, bool]:
        with self._lock:
            language = self._language if session == self._session else None
        if language is not None:
            language.tell(said)
        return {"known": language is not None}

    def _speak(self, handler: GuardedHandler) -> None:
        """Send what the language server says, until the browser goes away or another page takes the draft over."""
        language, session = self._take_over()
        handler.head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        handler.close_connection = True
        try:
            while (message := language.hear(HEARTBEAT)) is not None:
                handler.wfile.write(_event(message, session))
            if language.replaced:
                handler.wfile.write(b"event: taken\ndata:\n\n")
        finally:
            language.close()

    def _take_over(self) -> tuple[LanguageServerProcess, str]:
        with self._lock:
            if self._language is not None:
                self._language.replaced = True
                self._language.close()
            self._language, self._session = LanguageServerProcess(self._uri, self._root), secrets.token_urlsafe(9)
            return self._language, self._session


def _event(message: bytes, session: str) -> bytes:
    if message == BEGUN:
        return f"event: session\ndata: {session}\n\n".encode()
    return b"data: " + message + b"\n\n" if message else b": still here\n\n"


def _string(said: Any, key: str) -> str:
    value = said[key]
    if not isinstance(value, str):
        raise TypeError
    return value
