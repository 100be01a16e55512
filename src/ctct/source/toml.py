"""``ctct.toml`` with the place of every key and value: the standard reader tells values, a scan by TOML's grammar tells places.

No library that is kept up tells both. The scan need only find where things begin and end: it lets pass more than is TOML, and
the standard reader has the last word on what a text says.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from typing import Any

from ctct.diagnostics import Diagnostic, Path, Rejected, error
from ctct.language import N_, _
from ctct.source.spans import Region, Spans

LIMIT_DEPTH = 100
"""How deep tables and lists may nest: the standard reader recurses, and its time is quadratic in the parts of a key."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
# What closes a string of several lines may be preceded by one or two quotes that belong to it: «"""a"""""» is «a""».
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}' r"|'''(?:[^']|'(?!''))*'{3,5}" r'|"(?:[^"\\\n]|\\.)*"' r"|'[^'\n]*'", re.DOTALL
)
_BARE_KEY = re.compile(r"[^\s.=,\[\]{}#\"']+")
_BARE_VALUE = re.compile(r"\d{4}-\d\d-\d\d \d\d:[^\s,\]}#]+|[^\s=,\[\]{}#\"']+")  # a day and an hour may have a space between
_SYNTAX = re.compile(r"^(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$", re.DOTALL)


class TomlPlaces:
    """Where keys and values of a TOML text stand (:class:`ctct.source.places.Places`)."""

    def __init__(self, text: str, keys: dict[Path, Region], values: dict[Path, Region]) -> None:
        self.text = text
        self._lines = Spans.for_text(text)
        self._keys, self._values = keys, values

    def locate(self, path: Path, *, key: bool = False) -> Region:
        """Return the characters of the value at ``path``, or of its key; a table of several lines is shown by its key. A path
        that leads nowhere is shown by the key of what it leads into, or by the whole of that where it has none.
        """
        found = self._keys.get(path) if key else self._values.get(path)
        steps = (path[:length] for length in range(len(path), 0, -1))
        return found or next((self._keys.get(step) or self._values[step] for step in steps if self._knows(step)), (0, 0))

    def _knows(self, path: Path) -> bool:
        return path in self._keys or path in self._values

    def locate_part(self, path: Path, start: int, end: int) -> Region:
        """Return the characters ``start:end`` of the text at ``path``; the whole of it where it holds escapes or lines."""
        first, last = self._values.get(path, (0, 0))
        written = self.text[first:last]
        apart = written[:1] in ("'", '"') and written[:3] not in ("'''", '"""') and "\\" not in written
        if not apart or not 0 <= start <= end <= len(written) - 2:
            return self.locate(path)
        return first + 1 + start, first + 1 + end

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        return self._lines.line_column(offset)

    def line(self, number: int) -> str:
        """Return the text of a line without its end."""
        return self._lines.line(number)


def load_toml(text: str) -> tuple[dict[str, Any], TomlPlaces]:
    """Return the values of a TOML text and their places. Raises :class:`Rejected` for what is no TOML or nests too deep."""
    scan = _Scan(text)
    with suppress(_Unreadable):
        scan.document()
    try:
        return tomllib.loads(text), TomlPlaces(text, scan.keys, scan.values)
    except ValueError as fault:  # not only its own: Python refuses numbers of thousands of digits
        raise Rejected([_syntax_error(text, str(fault))]) from None


class _Unreadable(Exception):
    """No TOML goes on like this; the standard reader says why."""


class _Scan:
    """One walk through a text; each method takes the characters of what it reads."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.keys: dict[Path, Region] = {}
        self.values: dict[Path, Region] = {}
        self.latest: dict[Path, int] = {}

    def document(self) -> None:
        """Read tables and pairs to the end of the text."""
        table: Path = ()
        self.blank()
        while self.at < len(self.text):
            if self.text.startswith("[", self.at):
                table = self.header()
            else:
                self.pair(table)
            self.blank()

    def header(self) -> Path:
        """Read ``[a.b]`` or ``[[a.b]]``; return the path of the table that it opens."""
        brackets = "[[" if self.text.startswith("[[", self.at) else "["
        self.take(brackets)
        path: Path = ()
        region = (self.at, self.at)
        for name, region in self.dotted():
            # Below a list of tables a header speaks of the table of the list that was opened last.
            path = (*path, self.latest[path], name) if path in self.latest else (*path, name)
            self.keys.setdefault(path, region)
        if brackets == "[[":
            self.latest[path] = self.latest.get(path, -1) + 1
            path = (*path, self.latest[path])
        self.keys[path] = region  # «[a.b]» may have named «a» before «[a]» does
        self.take("]" * len(brackets))
        return path

    def pair(self, table: Path) -> None:
        """Read ``a.b = value`` in ``table``."""
        path = table
        for name, region in self.dotted():
            path = (*path, name)
            self.keys.setdefault(path, region)
        self.take("=")
        self.value(path)

    def dotted(self) -> list[tuple[str, Region]]:
        """Read the parts of a key with the place of each."""
        parts = [self.key()]
        while self.text.startswith(".", self.at):
            self.take(".")
            parts.append(self.key())
            self.refuse_depth(len(parts))
        return parts

    def key(self) -> tuple[str, Region]:
        self.blank()
        found = _STRING.match(self.text, self.at) or _BARE_KEY.match(self.text, self.at)
        if found is None:
            raise _Unreadable
        self.at = found.end()
        self.blank()
        return _said(found.group()), found.span()

    def value(self, path: Path) -> None:
        """Read the value at ``path``."""
        self.refuse_depth(len(path))
        self.blank()
        start = self.at
        if self.text.startswith("[", start):
            self.items(path)
        elif self.text.startswith("{", start):
            self.pairs(path)
        elif found := _STRING.match(self.text, start) or _BARE_VALUE.match(self.text, start):
            self.at = found.end()
        else:
            raise _Unreadable
        self.values[path] = (start, self.at)

    def items(self, path: Path) -> None:
        """Read a list in brackets."""
        self.take("[")
        index = 0
        while not self.closes("]"):
            self.value((*path, index))
            index += 1

    def pairs(self, path: Path) -> None:
        """Read a table in braces."""
        self.take("{")
        while not self.closes("}"):
            self.pair(path)

    def closes(self, bracket: str) -> bool:
        """Take the closing bracket, if it comes next, or else the comma before what follows."""
        self.blank()
        if self.text.startswith(",", self.at):
            self.take(",")
            self.blank()
        if self.at >= len(self.text):
            raise _Unreadable
        closes = self.text.startswith(bracket, self.at)
        self.at += closes
        return closes

    def take(self, sign: str) -> None:
        if not self.text.startswith(sign, self.at):
            raise _Unreadable
        self.at += len(sign)

    def blank(self) -> None:
        """Pass over blanks, ends of lines and comments."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def refuse_depth(self, depth: int) -> None:
        if depth > LIMIT_DEPTH:
            message = _("các mục lồng nhau quá «{limit}» cấp", limit=LIMIT_DEPTH)
            raise Rejected(
                [error("NG18", (), message, _("bớt số cấp của khóa, hoặc bớt dấu ngoặc mở"), region=(self.at, self.at))]
            )


def _said(key: str) -> str:
    """Return what a key says; in double quotes escapes may stand for letters."""
    if key[0] == '"' and "\\" in key:
        try:
            return str(tomllib.loads(f"a = {key}")["a"])
        except tomllib.TOMLDecodeError:
            raise _Unreadable from None
    return key[1:-1] if key[0] in "\"'" else key


def _syntax_error(text: str, problem: str) -> Diagnostic:
    match = _SYNTAX.match(problem)
    lines = text.split("\n")
    line = int(match["line"]) if match and match["line"] else len(lines)
    column = int(match["column"]) if match and match["column"] else 1
    start = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1
    what = match["problem"] if match else problem
    if _DECIMAL_COMMA.search(text, start - column + 1, start + 1):
        return error("NG31", (), _("số lẻ viết với dấu phẩy"), _("ghi với dấu chấm, như 0.5"), region=(start, start + 1))
    told = next(
        (_(said) for begins, said in _PROBLEMS.items() if what.startswith(begins)), _("cú pháp TOML sai ({what})", what=what)
    )
    return error("NG31", (), told, _('mỗi dòng ghi như: the_thuc = "dang"'), region=(start, start + 1))


_DECIMAL_COMMA = re.compile(r"= *\d{1,9},(?=\d?)")
_PROBLEMS = {
    "Expected newline or end": N_("sau giá trị còn chữ thừa"),
    "Invalid value": N_("giá trị không đọc được: chữ phải nằm trong dấu nháy thẳng"),
    "Expected '='": N_("thiếu dấu «=» sau khóa"),
    "Illegal character '\\n'": N_("dấu nháy mở ở dòng này chưa đóng"),
    "Unclosed array": N_("ngoặc «[» chưa đóng"),
    "Unclosed inline table": N_("ngoặc «{» chưa đóng"),
    "Cannot overwrite": N_("khóa này đã ghi ở trên"),
    "Cannot declare": N_("phần này đã ghi ở trên"),
    "Expected ']'": N_("thiếu «]» sau tên của phần"),
    "Invalid statement": N_("dòng này không mở đầu bằng một khóa"),
    "Unescaped '\\'": N_("«\\» trong dấu nháy kép không có nghĩa; đường dẫn thì đặt trong dấu nháy đơn"),
}
"""What each complaint of the standard reader, by how it begins, means to who wrote the text."""
