"""One run of ``ctct watch``: the server beside, the look at the files here, until the drafter stops it."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from ctct.project.files import read_or_none
from ctct.watch.file_watcher import FileWatcher, SettledFile, files_of, rests_on_absent
from ctct.watch.preview import Preview
from ctct.watch.server import PageContext, PageServer
from ctct.watch.stopping import stop_event

PAUSE = 0.015
"""Seconds between two looks at the files."""
PROMPT = 0.1
"""Seconds within which the server stops when it is told to."""
ANEW = 1.0
"""Seconds after which a draft is checked again that lacks a file."""


def watch(context: PageContext, port: int, show: bool, say: Callable[[str], None]) -> None:
    """Serve a draft's page until interrupted. Raises :class:`PortTaken`."""
    preview = context.preview
    server = PageServer(context, port)
    stop = stop_event()
    Thread(target=server.serve_forever, args=(PROMPT,), name="ctct-watch", daemon=True).start()
    say(f"xem trước «{preview.name}»: {server.address}")
    say("(dừng: Ctrl-C)")
    if show and _has_screen():
        webbrowser.open(server.address)
    follow(preview, stop)
    server.shutdown()
    server.server_close()
    say("đã dừng")


def _has_screen() -> bool:
    """Return whether a browser can show itself: elsewhere one for the terminal might come up in this one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def follow(preview: Preview, stop: Event) -> None:
    """Draw the document anew whenever anything that it rests on changes, until told to stop."""
    watched, steady, here = FileWatcher(), SettledFile(preview.path), Path.cwd()
    looked = _rebuild(preview, watched, here)
    while not stop.wait(PAUSE):
        if not steady():
            continue
        lacking = preview.outcome is not None and rests_on_absent(preview.outcome)
        overdue = lacking and monotonic() - looked > ANEW
        # Asked each time, so that what it has seen stays what there is.
        if watched.changed() or overdue:
            looked = _rebuild(preview, watched, here)


def _rebuild(preview: Preview, watched: FileWatcher, here: Path) -> float:
    preview.rebuild()
    assert preview.outcome is not None
    watched.watch(files_of(preview.outcome, preview.path, here) | {path: read_or_none(path) for path in preview.beside})
    return monotonic()
