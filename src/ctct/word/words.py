"""The words of a part as they are read: runs, fields, signs and marks, and what was recorded of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ctct.word.limits import Allowance, short
from ctct.word.opened import OpenField, OpenParagraph, OpenPlace, OpenTable, RunLooks
from ctct.word.styles import LOOKS, Styles
from ctct.word.tree import UNCHANGED, Change, Mark, MarkKind, Paragraph, Place, PlaceKind, Revision, Setting, bookmark_name

Attributes = Mapping[str, str]

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_MATH = ("http://schemas.openxmlformats.org/officeDocument/2006/math ", "http://purl.oclc.org/ooxml/officeDocument/math ")
_TEXTS = frozenset({"t", "delText", *(f"{one}t" for one in _MATH)})
_CODES = frozenset({"instrText", "delInstrText"})
_CHANGES = {"ins": (True, False), "del": (False, False), "moveTo": (True, True), "moveFrom": (False, True)}
"""Which elements insert, and which are halves of a move."""
_NOTES: Mapping[str, tuple[MarkKind, str]] = {
    "footnoteReference": ("note", ""),
    "endnoteReference": ("note", "e"),
    "footnoteRef": ("note_number", ""),
    "endnoteRef": ("note_number", "e"),
    "commentReference": ("comment", ""),
}
_RANGES: Mapping[str, MarkKind] = {
    "commentRangeStart": "comment_start",
    "commentRangeEnd": "comment_end",
    "bookmarkStart": "bookmark_start",
    "bookmarkEnd": "bookmark_end",
}
_DRAWING = ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
_PICTURES = (
    "object",
    "sym",
    *(f"{one}{name}" for one in _DRAWING for name in ("diagram relIds", "main blip", "chart chart")),
    "http://schemas.microsoft.com/office/drawing/2014/chartex chart",
    "urn:schemas-microsoft-com:vml imagedata",
    "urn:schemas-microsoft-com:vml textpath",
)
_DOCUMENTS = ("altChunk", "subDoc")


class Words:
    """Reads what stands in paragraphs. ``into`` has the paragraphs of the story that is being read; ``revised`` says that
    changes were recorded in what has been read; ``drawn`` has what diagrams and charts say, by the ids that name them.
    """

    def __init__(self, styles: Styles, allowance: Allowance) -> None:
        self.styles = styles
        self._allowance = allowance
        self.revised = False
        self.drawn: Mapping[str, str] = {}
        self._looks = RunLooks(styles)
        self.begin("body")

    def begin(self, kind: PlaceKind) -> None:
        """Begin a part."""
        self.into: list[Paragraph] = []
        self._open: list[OpenParagraph] = []
        self._places = [OpenPlace(Place(kind))]
        self._tables: list[OpenTable] = []
        self._revisions: list[Revision] = [UNCHANGED]
        self._fields: list[OpenField] = []
        self._waiting: list[Mark] = []
        self._properties = ""
        self._setting: dict[str, object] = {}
        self._kept: dict[str, object] = {}
        self._in_run = self._in_former = False
        self._codes = 0
        self._says = self._note = ""

    # --- words ---

    def _start_text(self, name: str, attributes: Attributes) -> None:
        self._says = name

    def _end_text(self, name: str) -> None:
        self._says = ""

    def _take_text(self, text: str) -> None:
        if self._says:
            self._say(text)

    def _say(self, text: str) -> None:
        self._allowance.take_words(len(text))
        if self._says in _CODES:
            if self._fields:
                self._fields[-1].codes.append(text)
        elif self._open and not self._codes:
            opened, looks, field = self._open[-1], self._looks, None
            style = opened.paragraph.setting.style
            if self._fields:
                self._fields[-1].shown = True
                field = self._fields[-1].field
            former = looks.before(style) if looks.has_former else None
            opened.say(text, (looks.now(style), self._revisions[-1], field, former))

    def _start_sign(self, name: str, attributes: Attributes) -> None:
        if self._in_run and self._open and not self._codes:
            self._says = ""
            self._say(_SIGNS[name])

    def _start_look(self, name: str, attributes: Attributes) -> None:
        if self._in_run:
            self._looks.take(name, attributes)

    # --- fields ---

    def _turn_field(self, name: str, attributes: Attributes) -> None:
        kind = attributes.get("fldCharType", "")
        if kind == "begin":
            self._fields.append(OpenField())
            self._codes += 1
        elif kind == "separate" and self._fields and not self._fields[-1].shows:
            self._fields[-1].show()
            self._codes -= 1
        elif kind == "end":
            self._end_field("")

    def _start_simple_field(self, name: str, attributes: Attributes) -> None:
        self._fields.append(OpenField())
        self._fields[-1].codes.append(attributes.get("instr", ""))
        self._fields[-1].show()

    def _end_field(self, name: str) -> None:
        if not self._fields:
            return
        ended = self._fields.pop()
        if not ended.shows:
            ended.show()
            self._codes -= 1
        if self._open and not self._codes and not ended.shown:
            style = self._open[-1].paragraph.setting.style
            self._open[-1].say("", (self._looks.now(style), self._revisions[-1], ended.field, None))

    # --- runs and what was recorded of them ---

    def _start_run(self, name: str, attributes: Attributes) -> None:
        self._in_run = True
        self._looks.begin()

    def _end_run(self, name: str) -> None:
        self._in_run = False

    def _start_change(self, name: str, attributes: Attributes) -> None:
        self.revised = True
        is_insertion, moved = _CHANGES[name]
        change = Change(short(attributes.get("author", "")), short(attributes.get("date", "")), moved)
        if self._properties == "mark" and self._open:
            paragraph = self._open[-1].paragraph
            paragraph.mark = _with(paragraph.mark, change, is_insertion)
        elif self._properties == "trPr" and self._tables:
            self._tables[-1].revision = _with(self._tables[-1].revision, change, is_insertion)
        if not self._properties:
            self._revisions.append(_with(self._revisions[-1], change, is_insertion))

    def _end_change(self, name: str) -> None:
        if not self._properties and len(self._revisions) > 1:
            self._revisions.pop()

    def _start_cell_change(self, name: str, attributes: Attributes) -> None:
        self.revised = True
        change = Change(short(attributes.get("author", "")), short(attributes.get("date", "")))
        place = self._places[-1].place
        place.revision = _with(place.revision, change, name == "cellIns")

    def _start_former(self, name: str, attributes: Attributes) -> None:
        self.revised = True
        if name == "rPrChange":
            if self._in_run:
                self._looks.begin_former()
        elif self._open and self._properties:
            self._in_former, self._kept = True, self._setting
            self._setting = {}
            self._open[-1].paragraph.former = Setting(self.styles.default)

    def _end_former(self, name: str) -> None:
        if name == "pPrChange" and self._in_former:
            self._properties, self._setting = "pPr", self._kept
        self._in_former = False

    # --- marks ---

    def _start_mark(self, name: str, attributes: Attributes) -> None:
        kind, before = _NOTES[name]
        if self._open:
            found = attributes.get("id") or self._note
            self._open[-1].mark(Mark(kind, before + short(found), "", self._revisions[-1]))

    def _start_range(self, name: str, attributes: Attributes) -> None:
        written = attributes.get("name", "")
        if written:
            written = bookmark_name(short(written))
        mark = Mark(_RANGES[name], short(attributes.get("id", "")), written, self._revisions[-1])
        opened = self._open[-1] if self._open else None
        if opened is not None and opened.paragraph.place is self._places[-1].place:
            opened.mark(mark)
        else:
            self._waiting.append(mark)

    def _start_picture(self, name: str, attributes: Attributes) -> None:
        if self._in_run and self._open:
            drawn = self.drawn.get(attributes.get("dm") or attributes.get("id", ""), "")
            said = short(attributes.get("string", "")) or drawn  # the words of WordArt are an attribute
            self._open[-1].mark(Mark("object", said, name.rpartition(" ")[2], self._revisions[-1]))

    def _start_document(self, name: str, attributes: Attributes) -> None:
        mark = Mark("object", "", name, self._revisions[-1])
        if self._open:
            self._open[-1].mark(mark)
        else:
            self._waiting.append(mark)


def _with(revision: Revision, change: Change, is_insertion: bool) -> Revision:
    return revision._replace(inserted=change) if is_insertion else revision._replace(deleted=change)


WORD_STARTS: dict[str, Callable[[Words, str, Attributes], None]] = {
    "r": Words._start_run,
    "fldChar": Words._turn_field,
    "fldSimple": Words._start_simple_field,
    "cellIns": Words._start_cell_change,
    "cellDel": Words._start_cell_change,
    "pPrChange": Words._start_former,
    "rPrChange": Words._start_former,
    "rStyle": Words._start_look,
    **dict.fromkeys(_TEXTS | _CODES, Words._start_text),
    **dict.fromkeys(LOOKS, Words._start_look),
    **dict.fromkeys(_SIGNS, Words._start_sign),
    **dict.fromkeys(_CHANGES, Words._start_change),
    **dict.fromkeys(_NOTES, Words._start_mark),
    **dict.fromkeys(_RANGES, Words._start_range),
    **dict.fromkeys(_PICTURES, Words._start_picture),
    **dict.fromkeys(_DOCUMENTS, Words._start_document),
}
"""What begins when an element does."""

WORD_ENDS: dict[str, Callable[[Words, str], None]] = {
    "r": Words._end_run,
    "fldSimple": Words._end_field,
    "pPrChange": Words._end_former,
    "rPrChange": Words._end_former,
    **dict.fromkeys(_TEXTS | _CODES, Words._end_text),
    **dict.fromkeys(_CHANGES, Words._end_change),
}
"""What ends with one."""
