"""A Word document → its words, for people and for ``git diff``: one line a paragraph, numbers counted, notes at the end.

The standard library reads it, a piece at a time: whatever the file holds, nothing is expanded and little is kept.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Rejected, error
from ctct.emit.plain import SUPERSCRIPTS
from ctct.layout.together import apart
from ctct.word.counting import Counter, Numbering, Styles, read_numbering, read_styles, whole
from ctct.word.events import Event, events
from ctct.word.limits import LIMIT_FILE, LIMIT_PARTS, Allowance, TooMuch, packed_as_documents_are

_FOOTER = re.compile(r"word/footer\d*\.xml")
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "pPrChange", "rPrChange"}) | {
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
}
"""What stands in a document and is not read: what was struck out, how things looked before, what older programs show."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, LookupError, ExpatError)


def read_docx(data: bytes) -> str:
    """Return the words of a Word document. Raises :class:`Rejected` for a file that is none, or that holds too much."""
    if data.startswith(_OLE):
        message = "đây là tệp Word kiểu cũ (.doc), hoặc tệp có đặt mật khẩu"
        raise Rejected([error("TP04", (), message, "mở bằng Word, bỏ mật khẩu nếu có, rồi lưu lại thành .docx")])
    try:
        # Each part takes a record with this signature; ZipFile would hold millions of them before they could be counted.
        if len(data) > LIMIT_FILE or data.count(b"PK\x01\x02") > LIMIT_PARTS:
            raise TooMuch
        with ZipFile(io.BytesIO(data)) as package:
            if not packed_as_documents_are(package):
                raise BadZipFile
            return "".join(f"{line}\n" for line in _lines(package))
    except TooMuch:
        raise Rejected([error("TP04", (), "tệp Word chứa nhiều hơn mức đọc được")]) from None
    except _BROKEN:
        raise Rejected([error("TP04", (), "đây không phải tệp Word (.docx), hoặc tệp đã hỏng")]) from None


def _lines(package: ZipFile) -> Iterator[str]:
    names, allowance = package.namelist(), Allowance()
    said = partial(events, package, allowance=allowance)
    styles = read_styles(said("word/styles.xml")) if "word/styles.xml" in names else Styles()
    numbering = read_numbering(said("word/numbering.xml")) if "word/numbering.xml" in names else Numbering()
    walk = _Walk(styles, Counter(numbering, styles, allowance), allowance)
    for part in ["word/document.xml", *sorted(filter(_FOOTER.fullmatch, names))]:
        yield from walk.lines(said(part))
    if walk.notes and "word/footnotes.xml" in names:
        yield "---"
        yield from walk.lines(said("word/footnotes.xml"))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is being read; text boxes put one into another."""

    style: str = ""
    list_id: str | None = None
    level: int | None = None
    pieces: list[str] = field(default_factory=list)


_SIGNS = {"tab": "\t", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class _Walk:
    """Reads parts of one document; ``notes`` numbers its footnotes by the order of their marks."""

    def __init__(self, styles: Styles, counter: Counter, allowance: Allowance) -> None:
        self.notes: dict[str, int] = {}
        self._styles = styles
        self._counter = counter
        self._allowance = allowance
        self._open: list[_Paragraph] = []
        self._in_run = self._in_text = self._raised = False
        self._fields: list[bool] = []
        self._codes = 0
        self._note = ""

    def lines(self, part: Iterable[Event]) -> Iterator[str]:
        """Yield the paragraphs of a part that say something."""
        unseen = 0
        for kind, name, attributes in part:
            if unseen or (kind == "start" and name in _UNSEEN):
                unseen += {"start": 1, "end": -1, "text": 0}[kind]
            elif kind == "start":
                self._start(name, attributes.get("val", ""), attributes)
            elif kind == "text":
                if self._in_text:
                    self._say(name.translate(SUPERSCRIPTS) if self._raised else name)
            elif name == "p" and self._open:
                if line := self._line(self._open.pop()):
                    yield line
            else:
                self._end(name)

    def _start(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        if name == "p":
            self._open.append(_Paragraph())
        elif name == "r":
            self._in_run, self._raised = True, False
        elif name == "t":
            self._in_text = True
        elif name == "footnote":
            self._note = attributes.get("id", "")
        elif self._in_run:
            self._start_in_run(name, value, attributes)
        elif self._open:
            _set_property(self._open[-1], name, value)

    def _start_in_run(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        if name == "fldChar":
            self._turn_field(attributes.get("fldCharType", ""))
        elif name in ("footnoteReference", "footnoteRef"):
            self._say(self._number_of(attributes.get("id", self._note)))
        elif name == "rStyle":
            self._raised = value in self._styles.note_marks
        elif name == "vertAlign":
            self._raised = value == "superscript"
        else:
            self._say(_SIGNS.get(name, ""))

    def _end(self, name: str) -> None:
        if name == "r":
            self._in_run = False
        elif name == "t":
            self._in_text = False

    def _turn_field(self, kind: str) -> None:
        """Follow a field: its code is not read, the text that it shows is."""
        if kind == "begin":
            self._fields.append(False)
            self._codes += 1
        elif kind in ("separate", "end") and self._fields:
            self._codes -= not self._fields.pop()
            if kind == "separate":
                self._fields.append(True)

    def _say(self, text: str) -> None:
        if text and self._open and not self._codes:
            self._allowance.take_words(len(text))
            self._open[-1].pieces.append(text)

    def _number_of(self, note: str) -> str:
        return str(self.notes.setdefault(note, len(self.notes) + 1)).translate(SUPERSCRIPTS)

    def _line(self, paragraph: _Paragraph) -> str:
        number = self._counter.next(paragraph.style, paragraph.list_id, paragraph.level)
        return (number + apart("".join(paragraph.pieces)).lstrip(" " if number else "")).rstrip()


def _set_property(paragraph: _Paragraph, name: str, value: str) -> None:
    if name == "pStyle":
        paragraph.style = value
    elif name == "numId":
        paragraph.list_id = value
    elif name == "ilvl":
        paragraph.level = whole(value, 0)
