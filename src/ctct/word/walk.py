"""Reads the parts of a Word document, a piece at a time: whatever a file holds, nothing is expanded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from ctct.word.events import Feed, Reader
from ctct.word.limits import Allowance, short
from ctct.word.opened import OpenParagraph, OpenPlace, OpenTable
from ctct.word.styles import LOOKS, Styles, whole
from ctct.word.tree import UNCHANGED, Comment, Paragraph, Place, PlaceKind, Revision, Section, Setting
from ctct.word.words import WORD_ENDS, WORD_STARTS, Attributes, Words

_UNSEEN = frozenset(
    {"sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "tblPrExChange", "numberingChange"}
) | {"http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"}
"""What is not read: how pages and tables looked before, what older programs show."""
_BETWEEN_NOTES = ("separator", "continuationSeparator", "continuationNotice")
_SETTINGS = {"pStyle": "style", "jc": "align"}
_THREAD = "http://schemas.microsoft.com/office/word/2012/wordml commentEx"


UNNAMED = frozenset({"rStyle", *LOOKS, "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"})
"""What says how words look and what they are called."""


class Walk(Words):
    """Reads the parts of one document into lists of paragraphs; counts its tables and sections. Nothing is known of what is
    ``unasked``.
    """

    def __init__(self, styles: Styles, allowance: Allowance, unasked: frozenset[str] = frozenset()) -> None:
        super().__init__(styles, allowance)
        self.sections: list[Section] = []
        self.notes: dict[str, list[Paragraph]] = {}
        self.comments: dict[str, Comment] = {}
        self._tables_begun = 0
        self._comment_of: dict[str, str] = {}
        self._comment = Comment("")
        self._unset = Setting(styles.default)
        self._settings: dict[tuple[object, ...], Setting] = {}
        starts = {name: partial(take, self) for name, take in _STARTS.items() if name not in unasked}
        self._reader = Reader(starts, {name: partial(take, self) for name, take in _ENDS.items()}, self._take_text, _UNSEEN)

    def read(self, feed: Feed, part: str, kind: PlaceKind) -> list[Paragraph]:
        """Return the paragraphs of a part that are no notes or comments of their own."""
        self.begin(kind)
        found = self.into
        feed(part, self._reader)
        if self._waiting and found:
            found[-1].content += self._waiting
        return found

    # --- paragraphs ---

    def _start_paragraph(self, name: str, attributes: Attributes) -> None:
        place = self._places[-1]
        paragraph = Paragraph(place.place, len(self.sections), setting=self._unset)
        if place.last is not None:
            place.last.followed = True
        place.last = paragraph
        if self._waiting:
            paragraph.content += self._waiting
            self._waiting = []
        self._open.append(OpenParagraph(paragraph, self._in_run))
        self._in_run, self._properties = False, ""
        if "paraId" in attributes and place.place.kind == "comment":
            self._comment_of[short(attributes["paraId"])] = self._comment.id

    def _end_paragraph(self, name: str) -> None:
        if not self._open:
            return
        ended = self._open.pop()
        ended.flush()
        style = ended.paragraph.setting.style
        ended.paragraph.style = self.styles.names.get(style, style)
        self._in_run, self._properties = ended.in_run, ""
        self.into.append(ended.paragraph)

    def _start_properties(self, name: str, attributes: Attributes) -> None:
        if name != "rPr":
            self._properties = name
            if name == "pPr":
                self._setting = {}
        elif self._properties == "pPr":
            self._properties = "mark"

    def _end_properties(self, name: str) -> None:
        if name == "pPr" and self._open:
            key = tuple(self._setting.items())
            setting = self._settings.get(key)
            if setting is None:
                said: Any = {"style": self.styles.default, **self._setting}
                setting = self._settings[key] = Setting(**said)
            if self._in_former:
                self._open[-1].paragraph.former = setting
            else:
                self._open[-1].paragraph.setting = setting
        inner = (name == "rPr" and self._properties == "mark") or name == "numPr"
        if inner or name != "rPr":
            self._properties = "pPr" if inner else ""

    def _start_setting(self, name: str, attributes: Attributes) -> None:
        if self._properties == "pPr":
            self._setting[_SETTINGS[name]] = short(attributes.get("val", ""))

    def _start_list(self, name: str, attributes: Attributes) -> None:
        value = attributes.get("val", "")
        if self._properties == "numPr" and name == "numId":
            self._setting["list_id"] = short(value)
        elif self._properties == "numPr":
            self._setting["level"] = whole(value, 0)

    def _start_section(self, name: str, attributes: Attributes) -> None:
        self.sections.append(Section())

    def _start_page(self, name: str, attributes: Attributes) -> None:
        if self.sections:
            self.sections[-1] = Section(attributes.get("orient") == "landscape")

    # --- tables and boxes ---

    def _start_table(self, name: str, attributes: Attributes) -> None:
        self._places[-1].last = None
        self._tables.append(OpenTable(self._tables_begun))
        self._tables_begun += 1

    def _end_table(self, name: str) -> None:
        if self._tables:
            self._tables.pop()

    def _start_row(self, name: str, attributes: Attributes) -> None:
        if self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column, self._tables[-1].revision = 0, UNCHANGED

    def _start_cell(self, name: str, attributes: Attributes) -> None:
        table = self._tables[-1] if self._tables else OpenTable(-1)
        outer = self._places[-1].place
        revision = _within(outer.revision, table.revision)
        place = Place("cell", outer, revision, table.number, table.row, table.column)
        place.outermost = table.number if outer.outermost < 0 else outer.outermost
        self._places.append(OpenPlace(place))

    def _end_place(self, name: str) -> None:
        if len(self._places) == 1:
            return
        place = self._places.pop().place
        if name == "tc" and self._tables:
            self._tables[-1].column += place.span

    def _start_cell_setting(self, name: str, attributes: Attributes) -> None:
        value, place = attributes.get("val", ""), self._places[-1].place
        if name == "gridBefore" and self._tables:
            self._tables[-1].column = whole(value, 0)
        elif name == "gridSpan":
            place.span = whole(value, 1)
        elif name == "vMerge":
            place.merge = "restart" if value == "restart" else "continue"

    def _start_box(self, name: str, attributes: Attributes) -> None:
        outer = self._places[-1].place
        place = Place("box", outer, _within(outer.revision, self._revisions[-1]), outermost=outer.outermost)
        self._places.append(OpenPlace(place))

    # --- notes and comments ---

    def _start_note(self, name: str, attributes: Attributes) -> None:
        self._note = short(attributes.get("id", ""))
        self._places = [OpenPlace(Place("note"))]
        self.into = []
        if attributes.get("type") not in _BETWEEN_NOTES:
            self.into = self.notes.setdefault(self._note if name == "footnote" else f"e{self._note}", self.into)

    def _start_comment(self, name: str, attributes: Attributes) -> None:
        written, author, date = (short(attributes.get(key, "")) for key in ("id", "author", "date"))
        self._comment = Comment(written, author, date)
        self._places = [OpenPlace(Place("comment"))]
        self.comments[self._comment.id] = self._comment
        self.into = self._comment.paragraphs

    def _start_thread(self, name: str, attributes: Attributes) -> None:
        found = self.comments.get(self._comment_of.get(attributes.get("paraId", ""), ""))
        if found is not None:
            found.parent = self._comment_of.get(attributes.get("paraIdParent", ""))
            found.resolved = attributes.get("done") in ("1", "true")


def _within(outer: Revision, own: Revision) -> Revision:
    """Return what happened to a place in another: gone with either, new with either."""
    return Revision(own.inserted or outer.inserted, own.deleted or outer.deleted) if outer != UNCHANGED else own


_STARTS: dict[str, Callable[[Any, str, Attributes], None]] = {
    **WORD_STARTS,
    "p": Walk._start_paragraph,
    **dict.fromkeys(("pPr", "rPr", "numPr", "trPr", "tcPr"), Walk._start_properties),
    **dict.fromkeys(_SETTINGS, Walk._start_setting),
    **dict.fromkeys(("numId", "ilvl"), Walk._start_list),
    "sectPr": Walk._start_section,
    "pgSz": Walk._start_page,
    "tbl": Walk._start_table,
    "tr": Walk._start_row,
    "tc": Walk._start_cell,
    **dict.fromkeys(("gridBefore", "gridSpan", "vMerge"), Walk._start_cell_setting),
    "txbxContent": Walk._start_box,
    **dict.fromkeys(("footnote", "endnote"), Walk._start_note),
    "comment": Walk._start_comment,
    _THREAD: Walk._start_thread,
}

_ENDS: dict[str, Callable[[Any, str], None]] = {
    **WORD_ENDS,
    "p": Walk._end_paragraph,
    **dict.fromkeys(("pPr", "rPr", "numPr", "trPr", "tcPr"), Walk._end_properties),
    "tbl": Walk._end_table,
    **dict.fromkeys(("tc", "txbxContent"), Walk._end_place),
}
