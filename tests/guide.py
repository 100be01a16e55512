"""The guide, read for what it promises: the settings that it prints for an editor, and the tables of a part."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
EDITORS = ROOT / "docs" / "trinh-soan-thao.md"


def part_of(page: Path, heading: str) -> str:
    """Return what a page says under a heading of the second level."""
    _, said = page.read_text("utf-8").split(f"\n## {heading}\n", 1)
    return said.split("\n## ", 1)[0]


def settings_for(editor: str, language: str) -> list[str]:
    """Return the settings that the guide prints for an editor, each as it is to be put into a file of ``language``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", part_of(EDITORS, editor), re.MULTILINE | re.DOTALL)


def rows_of(page: Path, heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, without its head."""
    lines = (line.strip() for line in part_of(page, heading).splitlines())
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("|")]
    return rows[2:]


def put_command(folder: Path) -> Path:
    """Write the command ``ctct`` of this checkout into a folder, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    command = folder / "ctct"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "src"}" exec "{sys.executable}" -m ctct "$@"\n')
    command.chmod(0o755)
    return command


def sample_in(folder: Path) -> None:
    """Put the sample and its danh bạ into a folder."""
    (folder / "danh-ba").mkdir()
    for name in ("quy-II-2021.yaml", "danh-ba/quang-ngai-khoa-xx.yaml", "danh-ba/quang-ngai-co-quan.yaml"):
        shutil.copy(ROOT / "examples" / name, folder / name)


def surroundings(folder: Path) -> dict[str, str]:
    """Return the environment of an editor that knows nothing of the person at the machine, with ``ctct`` on its path."""
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config"), "XDG_STATE_HOME": str(folder / "state")}
    path = f"{put_command(folder / 'bin').parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, **own, "PATH": path, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
