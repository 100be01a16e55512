"""Asks git, trusting nothing that lies in the folder asked about."""

from __future__ import annotations

import os

from ctct.diagnostics import Misuse
from ctct.language import _
from ctct.windows import found_program

_TRUSTING_NOBODY = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
"""A folder of a checkout may hold what git takes for a repository of its own, whose settings name programs to run."""


def git(*arguments: str, what: str, folder: str | None = None) -> bytes:
    """Return what git prints, run in ``folder``. Raises :class:`Misuse` that says ``what`` if it fails."""
    import subprocess  # most that is compared is no revision

    program = found_program("git")
    if program is None:
        raise Misuse(_("việc này cần có git, mà máy này không có"))
    try:
        done = subprocess.run([program, *_TRUSTING_NOBODY, *arguments], capture_output=True, check=True, cwd=folder)
    except subprocess.CalledProcessError as fault:
        said = fault.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
        raise Misuse(what + "".join(f" (git: {line})" for line in said)) from None
    return done.stdout


def git_text(*arguments: str, what: str) -> str:
    """Return the same as text."""
    return os.fsdecode(git(*arguments, what=what))


def git_succeeds(*arguments: str) -> bool:
    """Return whether git does not fail."""
    try:
        git(*arguments, what="")
    except Misuse:
        return False
    return True


def is_commit(name: str) -> bool:
    """Return whether git knows ``name``."""
    return git_succeeds("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
