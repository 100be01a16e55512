"""Finds what ships with ctct beside its code: layouts, rules' word lists, schemas."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LAYOUT_DATA = "the-thuc.yaml"
"""The file that makes a folder a layout."""

_HEADING = re.compile(r"^\[(\w+)\]\n", re.MULTILINE)


@cache
def shipped(name: str) -> Path:
    """Return a folder that ships with ctct (``templates``, ``schema``): inside the wheel, or at the top of the checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def kept_below(package: Path) -> Path:
    """Return the folder in a wheel's package where the layouts that ship are kept as plain values."""
    return package / "kept_layouts"


def kept_layout(name: str) -> bytes | None:
    """Return what was kept of a layout that ships; ``None`` outside an installed wheel, whatever lies about there."""
    package = Path(__file__).parents[1]
    file = kept_below(package) / f"{name}.json"
    return file.read_bytes() if shipped("templates").parent == package and file.is_file() else None


@cache
def letter_widths() -> Mapping[str, Mapping[str, int]]:
    """Return how wide the letters of each face are, in 1/2048 em."""
    widths: dict[str, dict[str, int]] = json.loads((shipped("templates") / "be-rong-chu.json").read_bytes())
    return widths


@cache
def layouts() -> tuple[str, ...]:
    """Return the names of the layouts that ship with ctct."""
    return tuple(sorted(data.parent.name for data in shipped("templates").glob(f"*/{LAYOUT_DATA}")))


@cache
def word_list(file: str, heading: str) -> tuple[str, ...]:
    """Return the entries of a list in ``templates/quy-tac``: one a line below ``[heading]``, ``#`` begins a remark."""
    return _lists(file)[heading]


@cache
def _lists(file: str) -> dict[str, tuple[str, ...]]:
    _, *parts = _HEADING.split((shipped("templates") / "quy-tac" / file).read_text("utf-8"))
    bodies = (tuple(filter(None, (line.partition("#")[0].strip() for line in body.splitlines()))) for body in parts[1::2])
    return dict(zip(parts[::2], bodies, strict=True))
