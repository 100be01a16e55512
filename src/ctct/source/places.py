"""What any reader of a text tells of where things stand in it."""

from __future__ import annotations

from typing import Protocol

from ctct.diagnostics import Path


class Places(Protocol):
    """Where the values of a text stand, in characters from its start. A path that leads nowhere is answered with the
    nearest thing above it.
    """

    @property
    def text(self) -> str:
        """The whole text."""

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return where the value at ``path`` stands, or its key."""

    def locate_part(self, path: Path, start: int, end: int) -> tuple[int, int]:
        """Return where the characters ``start:end`` of the text at ``path`` stand."""

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""

    def line(self, number: int) -> str:
        """Return the text of a line, from 1, without its end."""
