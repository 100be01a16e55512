"""Opens the line that was clicked in the drafter's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path, PureWindowsPath
from threading import Thread

from ctct.diagnostics import reason
from ctct.language import _
from ctct.project.folders import is_file
from ctct.windows import NEW_GROUP, found_program

IN_TERMINAL = frozenset(["ed", "emacs", "helix", "hx", "joe", "kak", "micro", "nano", "nvim", "pico", "vi", "view", "vim"])
"""Editors that need the terminal that ``ctct watch`` itself writes to."""


def command_of(asked: str | None) -> list[str]:
    """Return the words of the editor's command, ``[]`` for none: the one asked for, else ``$VISUAL``.

    Raises ``ValueError`` for a command that cannot be read.
    """
    said = asked if asked is not None else os.environ.get("VISUAL", "")
    words = words_on_windows(said) if os.name == "nt" else shlex.split(said)
    return [] if asked is None and needs_terminal(words) else words


def words_on_windows(command: str) -> list[str]:
    """Return the words of a command as Windows has them: a backslash parts folders, and a path with blanks need not be quoted
    where it is all of the command. Raises ``ValueError``.
    """
    if is_file(command):
        return [command]
    return [word.strip('"') for word in shlex.split(command, posix=False)]


def needs_terminal(words: list[str]) -> bool:
    """Return whether an editor shows itself in the terminal."""
    return bool(words) and PureWindowsPath(words[0]).stem.lower() in IN_TERMINAL  # it knows both ways to part folders


def is_unfit_for_script(program: str, file: Path) -> bool:
    """Return whether a program is a script of Windows' shell, which would take a part of the file's name for a command."""
    return program.lower().endswith((".cmd", ".bat")) and any(sign in str(file) for sign in '&|<>^%!"\n')


def open_at(words: list[str], file: Path, line: int) -> str:
    """Run the editor on ``file:line``. Returns what went wrong, ``""`` if nothing did."""
    # On Windows many are scripts, and found under their whole names alone.
    program = found_program(words[0]) or words[0]
    if is_unfit_for_script(program, file):
        return _("tên tệp «{name}» có ký tự mà «{editor}» hiểu thành lệnh; đổi tên tệp", name=file.name, editor=words[0])
    try:
        running = subprocess.Popen(
            [program, *words[1:], f"{file}:{line}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C in the terminal stops the page, and must not close the drafter's editor.
            start_new_session=True,
            creationflags=NEW_GROUP,
        )
    except OSError as fault:
        return _("không chạy được «{editor}»: {reason}", editor=words[0], reason=reason(fault))
    Thread(target=running.wait, name="ctct-editor", daemon=True).start()  # some one must take note when it ends
    return ""
