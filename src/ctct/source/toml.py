"""``ctct.toml`` with the place of every key: the standard reader tells values, a scan of the lines tells places."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from ctct.diagnostics import Diagnostic, Path, Rejected, error
from ctct.source.spans import Spans

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-\"'.]+)\s*=\s*")
_SYNTAX = re.compile(r"^(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)


class TomlPlaces:
    """Where the keys of a TOML text stand. A path that is not found falls back to what it lies in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._lines = Spans.for_text(text)
        self._keys: dict[Path, tuple[int, int]] = {}
        self._values: dict[Path, tuple[int, int]] = {}
        self._scan()

    def _scan(self) -> None:
        offset, table, counts = 0, (), {}  # type: int, Path, dict[Path, int]
        for line in self.text.splitlines(keepends=True):
            if match := _TABLE.match(line):
                table = tuple(part.strip("\"' ") for part in match[2].split("."))
                if match[1] == "[[":
                    counts[table] = counts.get(table, -1) + 1
                    table = (*table, counts[table])
                self._keys[table] = (offset + match.start(2), offset + match.end(2))
            elif match := _KEY.match(line):
                path = (*table, *(part.strip("\"'") for part in match[1].split(".")))
                self._keys.setdefault(path, (offset + match.start(1), offset + match.end(1)))
                self._values.setdefault(path, (offset + match.end(), offset + len(line.split(" #")[0].rstrip())))
            offset += len(line)

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return the characters of the value at ``path``, or of its key."""
        for length in range(len(path), 0, -1):
            found = path[:length]
            if not key and found in self._values:
                return self._values[found]
            if found in self._keys:
                return self._keys[found]
        return 0, 0

    def locate_part(self, path: Path, start: int, end: int) -> tuple[int, int]:
        """Return the characters of the value at ``path``: a part of it cannot be told apart."""
        return self.locate(path)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        return self._lines.line_column(offset)

    def line(self, number: int) -> str:
        """Return the text of a line without its end."""
        return self._lines.line(number)


def load_toml(text: str) -> tuple[dict[str, Any], TomlPlaces]:
    """Return the values of a TOML text and their places. Raises :class:`Rejected` at a syntax error."""
    try:
        return tomllib.loads(text), TomlPlaces(text)
    except tomllib.TOMLDecodeError as fault:
        raise Rejected([_syntax_error(text, str(fault))]) from None


def _syntax_error(text: str, problem: str) -> Diagnostic:
    match = _SYNTAX.match(problem)
    lines = text.splitlines(keepends=True)
    line = int(match["line"]) if match and match["line"] else len(lines)
    column = int(match["column"]) if match and match["column"] else 1
    start = sum(map(len, lines[: line - 1])) + column - 1
    told = f"cú pháp TOML sai ({match['problem'] if match else problem})"
    return error("NG31", (), told, 'mỗi dòng ghi như: the_thuc = "dang"', region=(start, start + 1))
