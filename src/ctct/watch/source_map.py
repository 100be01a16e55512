"""Finds the lines of a draft that the paragraphs of its document come from."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from zlib import crc32

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.layout.blocks import Note, NoteMark, Paragraph
from ctct.layout.provenance import origins_in, place_of
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.report.located import region_of

SCHEME = "dong:"
"""What the target of a link begins with that bears the mark of a paragraph."""
_UNREAD = dict.fromkeys(map(ord, "\ufeff\u00ad"))
"""What tells where a line may or must not break, and is nothing to read."""
_BITS = 20
"""Bits of a mark that tell paragraphs of the same words apart; with those of the words fewer than a browser's numbers have."""


class SourceMap:
    """Marks each paragraph of one document that the draft says, and tells the line that it comes from.

    A mark is a number that rests on the words alone: when lines are added above, pages stay to the letter what they were.
    """

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self.words: dict[int, str] = {}
        """What the paragraph of each mark says, as it is printed."""

        self._marked: dict[int, tuple[Path, int]] = {}
        self._count: Counter[int] = Counter()

    def __call__(self, what: Paragraph | Note) -> str:
        """Return the target of a link that bears the mark, ``""`` where the draft says nothing of the kind."""
        at = place_of(what)
        value = self._outcome.gathered.value
        # The body that issues it may stand in ctct.toml alone.
        if not at or not isinstance(value, dict) or at[0] not in value:
            return ""
        first = next(origins_in(what.content), None)
        words = "".join([piece.text for piece in what.content if not isinstance(piece, NoteMark)])
        sum_of_words = crc32(words.encode())
        mark = (sum_of_words << _BITS) + self._count[sum_of_words]
        self._count[sum_of_words] += 1
        number = f"{what.number.printed} " if isinstance(what, Paragraph) and what.number else ""
        self.words[mark] = number + words.translate(_UNREAD)
        self._marked[mark] = (at, first.start if first else 0)
        return f"{SCHEME}{mark}"

    @cached_property
    def lines(self) -> dict[int, int]:
        """The line of each mark that was given."""
        return {mark: self._line(*place) for mark, place in self._marked.items()}

    def _line(self, at: Path, letter: int) -> int:
        # A letter is asked for: of a text over several lines that is the line to show.
        outcome, start = self._outcome, Diagnostic("", Severity.ADVICE, at, "", part=(letter, letter + 1))
        placed = place_as_written(start, outcome.gathered.value, outcome.draft) if outcome.draft else start
        places = outcome.gathered.files[outcome.gathered.name]
        return places.line_column(region_of(placed if placed.part else start, places)[0])[0]
