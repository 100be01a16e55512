"""Git is asked about a checkout without running what a folder in it would have git run."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_check import DRAFT, git
from test_commands import ctct


@pytest.mark.parametrize("arguments", [("--changed",), ("--changed", "."), ("--changed=HEAD", ".")])
def test_repository_inside_of_a_checkout_runs_nothing(
    in_tmp: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    ran = in_tmp / "ran"
    inner = in_tmp / "kho" / "sub"
    (inner / "objects").mkdir(parents=True)
    (inner / "refs" / "heads").mkdir(parents=True)
    (inner / "HEAD").write_text("ref: refs/heads/master\n")
    settings = f'[core]\n repositoryformatversion = 0\n bare = false\n worktree = "."\n fsmonitor = "touch {ran}; false"\n'
    (inner / "config").write_text(settings)
    (inner / "y.yaml").write_text(DRAFT)
    monkeypatch.chdir(in_tmp / "kho")
    git("init", "-q")
    monkeypatch.chdir(inner)
    ctct("check", *arguments)
    assert not ran.exists()
