"""A terminal of tmux's in which a program runs: keys go in, what stands on the screen comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

PATIENCE = 60.0
NAMED = ("Enter", "Escape", "Tab")


class Screen:
    """A program's screen; ``tmux`` is the command that reaches it."""

    def __init__(self, tmux: list[str]) -> None:
        self._tmux = tmux

    def press(self, *keys: str) -> None:
        """Type letters, and press keys named in ``NAMED``."""
        for one in keys:
            subprocess.run([*self._tmux, "send-keys", *([] if one in NAMED else ["-l"]), one], check=True)

    def shown(self) -> str:
        """Return what stands on the screen."""
        return subprocess.run([*self._tmux, "capture-pane", "-p"], capture_output=True, check=True).stdout.decode()

    def wait(self, words: str) -> None:
        """Wait until the screen says ``words``."""
        end = time.monotonic() + PATIENCE
        while words not in (shown := self.shown()):
            assert time.monotonic() < end, f"never said {words!r}:\n{shown}"
            time.sleep(0.05)


@contextmanager
def screen(folder: Path, around: Mapping[str, str], *command: str) -> Iterator[Screen]:
    """Run a command in ``folder`` on a screen of its own; the test is skipped where there is no tmux."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    tmux = ["tmux", "-S", str(folder / "tmux"), "-f", os.devnull]
    size = ["-x", "160", "-y", "45"]
    subprocess.run([*tmux, "-u", "new-session", "-d", *size, "-c", str(folder), *command], env=around, check=True)
    try:
        yield Screen(tmux)
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
