"""Opens the line that was clicked in the drafter's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from threading import Thread

from ctct.diagnostics import reason

IN_TERMINAL = frozenset(["ed", "emacs", "helix", "hx", "joe", "kak", "micro", "nano", "nvim", "pico", "vi", "view", "vim"])
"""Editors that need the terminal that ``ctct watch`` itself writes to."""


def command_of(asked: str | None) -> list[str]:
    """Return the words of the editor's command, ``[]`` for none: the one asked for, else ``$VISUAL``.

    Raises ``ValueError`` for a command that cannot be read.
    """
    words = shlex.split(asked if asked is not None else os.environ.get("VISUAL", ""))
    return [] if asked is None and needs_terminal(words) else words


def needs_terminal(words: list[str]) -> bool:
    """Return whether an editor shows itself in the terminal."""
    return bool(words) and Path(words[0]).stem in IN_TERMINAL


def open_at(words: list[str], file: Path, line: int) -> str:
    """Run the editor on ``file:line``. Returns what went wrong, ``""`` if nothing did."""
    try:
        running = subprocess.Popen(
            [*words, f"{file}:{line}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C in the terminal stops the page, and must not close the drafter's editor.
            start_new_session=True,
        )
    except OSError as fault:
        return f"không chạy được «{words[0]}»: {reason(fault)}"
    Thread(target=running.wait, name="ctct-editor", daemon=True).start()  # some one must take note when it ends
    return ""
