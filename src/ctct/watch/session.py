"""One run of ``ctct watch``: the server beside, the look at the files here, until the drafter stops it."""

from __future__ import annotations

import os
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import NamedTuple

from ctct.language import _
from ctct.watch.folder import DraftFolder
from ctct.watch.following import Follower
from ctct.watch.server import PageContext, PageServer
from ctct.watch.stopping import stop_event

PROMPT = 0.1
"""Seconds within which what runs stops when it is told to; work that takes longer is left behind."""


class Watched(NamedTuple):
    """What is watched: a draft, of a ``folder`` the one that is shown first."""

    context: PageContext
    folder: DraftFolder | None = None


def watch(watched: Watched, port: int, show: bool, say: Callable[[str], None]) -> None:
    """Serve the page of a draft, with a folder those of its drafts, until interrupted. Raises :class:`PortTaken`."""
    context, folder = watched
    server = PageServer(context, port, folder)
    stop = stop_event()
    Thread(target=server.serve_forever, args=(PROMPT,), name="ctct-watch", daemon=True).start()
    name = folder.name if folder else context.preview.name
    say(_("xem trước «{name}»: {address}", name=name, address=server.address))
    say(_("(dừng: Ctrl-C)"))
    if show and _has_screen():
        webbrowser.open(server.address)
    with _temporary_files():
        looking = _look_beside(folder.look if folder else Follower(context.preview).look, stop)
        while not stop.wait(PROMPT):  # a longer wait is deaf to Ctrl-C on Windows
            pass
        with suppress(TimeoutError):
            looking.result(PROMPT)
    server.shutdown()
    server.server_close()
    if folder:
        folder.close()
    say(_("đã dừng"))


def _has_screen() -> bool:
    """Return whether a browser can show itself: elsewhere one for the terminal might come up in this one."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Remove at the end all temporary files, those of work that was left behind, too."""
    with tempfile.TemporaryDirectory(prefix="ctct-", ignore_cleanup_errors=True) as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = None


def _look_beside(look: Callable[[], float], stop: Event) -> Future[None]:
    """Look at the files in a thread: a long document is drawn in one go, and whoever stops us must not wait for it. What it
    raises stops us, too.
    """
    looking = ThreadPoolExecutor(1, "ctct-look").submit(follow, look, stop)
    looking.add_done_callback(lambda _: stop.set())
    return looking


def follow(look: Callable[[], float], stop: Event) -> None:
    """Look at the files again and again, each time after as many seconds as ``look`` says, until told to stop."""
    while not stop.wait(look()):
        pass
