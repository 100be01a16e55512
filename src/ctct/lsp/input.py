"""What an editor sends, as it comes: lengths that no message has are refused before anything is read by them."""

from __future__ import annotations

import re
import sys
from typing import BinaryIO

from ctct.language import _

LIMIT_MESSAGE = 256 * 1024 * 1024
"""Bytes that a message may have: the longest text that ctct reads, its letters spelt out as JSON allows."""
LIMIT_HEADER = 1024
"""Bytes that one line before a message may have."""

_PIECE = 1024 * 1024
_LENGTH = re.compile(rb"content-length:[ \t]*(?P<said>.*?)\s*", re.IGNORECASE)


class Messages:
    """Standard input for a server that believes whatever length it is told. After one that is refused there is no telling
    where the next message begins, so there the input ends.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._length: int | None = None
        self._over = False

    def readline(self) -> bytes:
        """Return one line of those before a message; ``b""`` at the end of the input."""
        line = b"" if self._over else self._stream.readline(LIMIT_HEADER + 1)
        if not line:
            return b""
        if not line.endswith(b"\n"):
            return self._refuse(_("dòng đầu dài quá mức"))
        if not line.strip():
            return line if self._length is not None else self._refuse(_("thiếu Content-Length"))
        if found := _LENGTH.fullmatch(line):
            return self._lengthy(line, found["said"])
        return line

    def _lengthy(self, line: bytes, said: bytes) -> bytes:
        """Take note of how long the message is; spelt as the server looks for it, whatever the editor's case and blanks."""
        if not re.fullmatch(rb"[0-9]{1,12}", said) or not 0 < int(said) <= LIMIT_MESSAGE:
            return self._refuse(_("Content-Length «{length}» không dùng được", length=said[:40].decode("ascii", "replace")))
        self._length = int(said)
        return b"Content-Length: %d\r\n" % self._length

    def read(self, size: int) -> bytes:
        """Return the message of ``size`` bytes, as was told; ``b""`` if the input ends in the middle of it."""
        self._length = None
        pieces = []
        while size and (piece := self._stream.read(min(size, _PIECE))):  # to read it at once would set aside room for all
            pieces.append(piece)
            size -= len(piece)
        return b"" if size else b"".join(pieces)

    def _refuse(self, why: str) -> bytes:
        print(_("ctct lsp: không đọc được lời gửi đến: {why}; dừng", why=why), file=sys.stderr)
        self._over = True
        return b""
