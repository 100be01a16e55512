"""A terminal for commands that ask a person."""

from __future__ import annotations

import os
import select
import subprocess
import sys

import pytest

from test_commands import ROOT

_ON_A_TERMINAL = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may have it ignored
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


def _read_unless_deaf(terminal: int, answers: str) -> bytes:
    """Read what is shown. Ctrl-C is typed again where nothing comes: Python's readline misses one between prompt and wait."""
    while "\x03" in answers and not select.select([terminal], [], [], 2)[0]:
        os.write(terminal, b"\x03")
    return os.read(terminal, 4096)


def typed(answers: str, *arguments: str, code: int = 0) -> str:
    """Run the command on a terminal where ``answers`` are typed; return what it shows there."""
    pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    # The terminal is its own, so that Ctrl-C typed there reaches it.
    command = [sys.executable, "-c", _ON_A_TERMINAL, sys.executable, "-m", "ctct", *arguments]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    ) as running:
        os.close(theirs)
        shown = b""
        while "\x03" in answers and not shown.endswith(b": "):
            shown += os.read(ours, 4096)  # before there is a question, Ctrl-C ends any program
        os.write(ours, answers.encode())
        try:
            while piece := _read_unless_deaf(ours, answers):
                shown += piece
        except OSError:  # the other side is closed
            pass
        assert running.wait() == code, shown.decode()
    os.close(ours)
    return shown.decode()
