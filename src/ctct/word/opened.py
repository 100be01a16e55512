"""What is being read: paragraphs, runs and fields that have begun and not ended, text boxes one inside another."""

from __future__ import annotations

from collections.abc import Mapping

from ctct.word.styles import Styles, is_on
from ctct.word.tree import PLAIN, UNCHANGED, Field, Look, Mark, Paragraph, Piece, Place, Revision

_Key = tuple[Look, Revision, Field | None, Look | None]


class OpenPlace:
    """A place that paragraphs are being read into, with the one that stands last in it so far."""

    __slots__ = ("last", "place")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.last: Paragraph | None = None


class OpenTable:
    """A table that is being read, by its number in the document, and the row and the column reached."""

    __slots__ = ("column", "number", "revision", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row, self.column = -1, 0
        self.revision = UNCHANGED


class OpenField:
    """A field that is being read: after its code comes what it shows."""

    __slots__ = ("codes", "field", "shown", "shows")

    def __init__(self) -> None:
        self.field = Field()
        self.codes: list[str] = []
        self.shows = self.shown = False

    def show(self) -> None:
        """Take note that the code is complete."""
        self.field.code = "".join(self.codes).strip()
        self.shows = True


class OpenParagraph:
    """A paragraph that is being read; runs of one look become one piece."""

    __slots__ = ("_key", "_texts", "in_run", "paragraph")

    def __init__(self, paragraph: Paragraph, in_run: bool) -> None:
        self.paragraph = paragraph
        self.in_run = in_run
        """Whether it stands in a run of another paragraph."""
        self._key: _Key | None = None
        self._texts: list[str] = []

    def say(self, text: str, key: _Key) -> None:
        """Append words."""
        if self._key != key:
            self.flush()
            self._key = key
        self._texts.append(text)

    def mark(self, mark: Mark) -> None:
        """Append a mark."""
        if self._key is not None:
            self.flush()
        self.paragraph.content.append(mark)

    def flush(self) -> None:
        """Put what was said into the paragraph."""
        if self._key is not None:
            self.paragraph.content.append(Piece("".join(self._texts), *self._key))
            self._key, self._texts = None, []


class RunLooks:
    """How the run that is being read looks; ``styles`` have what it does not say itself."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[tuple[object, ...], Look] = {}
        self._of_styles: dict[str, dict[str, bool]] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a run, of no look of its own."""
        self._own: dict[str, bool] = {}
        self._former: dict[str, bool] | None = None
        self._style = self._former_style = ""

    def begin_former(self) -> None:
        """Begin what the run looked like before."""
        self._former = {}

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in a property of the run."""
        if name == "rStyle" and self._former is None:
            self._style = attributes.get("val", "")
        elif name == "rStyle":
            self._former_style = attributes.get("val", "")
        else:
            (self._own if self._former is None else self._former)[name] = is_on(name, attributes)

    @property
    def has_former(self) -> bool:
        """Whether it was recorded how it looked before."""
        return self._former is not None

    def now(self, paragraph_style: str) -> Look:
        """Return how the run looks in a paragraph."""
        return self._look(paragraph_style, self._style, self._own)

    def before(self, paragraph_style: str) -> Look | None:
        """Return how it looked before, if that was recorded."""
        return None if self._former is None else self._look(paragraph_style, self._former_style, self._former)

    def _look(self, paragraph_style: str, style: str, own: dict[str, bool]) -> Look:
        key = (paragraph_style, style, *own.items()) if own else (paragraph_style, style)
        look = self._known.get(key)
        if look is None:
            on = {**self._of_style(paragraph_style), **self._of_style(style), **own}
            raised = on.get("vertAlign", False) or style in self._styles.note_marks
            bold, italic, caps, hidden, underline = (on.get(name, False) for name in ("b", "i", "caps", "vanish", "u"))
            look = Look(bold, italic, caps, raised, hidden, underline)
            look = self._known[key] = PLAIN if look == PLAIN else look
        return look

    def _of_style(self, style: str) -> dict[str, bool]:
        if style not in self._of_styles:
            found: dict[str, bool] = {}
            for one in self._styles.chain(style):
                found = {**self._styles.looks.get(one, {}), **found}
            self._of_styles[style] = found
        return self._of_styles[style]
