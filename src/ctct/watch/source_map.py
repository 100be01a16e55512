"""Finds the lines of a draft that the paragraphs of its document come from."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.layout.blocks import Note, Paragraph
from ctct.layout.provenance import origins_in, place_of
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.report.located import region_of

SCHEME = "dong:"
"""What the target of a link begins with that leads to a line of the draft."""


class SourceMap:
    """Tells of each paragraph of one document the line that it comes from."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    def __call__(self, what: Paragraph | Note) -> str:
        """Return the target of a link to the line, ``""`` where the draft says nothing of the kind."""
        at = place_of(what)
        value = self._outcome.gathered.value
        # The body that issues it may stand in ctct.toml alone.
        if not at or not isinstance(value, dict) or at[0] not in value:
            return ""
        first = next(origins_in(what.content), None)
        return f"{SCHEME}{self._line(at, first.start if first else 0)}"

    def _line(self, at: Path, letter: int) -> int:
        # A letter is asked for: of a text over several lines that is the line to show.
        outcome, start = self._outcome, Diagnostic("", Severity.ADVICE, at, "", part=(letter, letter + 1))
        placed = place_as_written(start, outcome.gathered.value, outcome.draft) if outcome.draft else start
        places = outcome.gathered.files[outcome.gathered.name]
        return places.line_column(region_of(placed if placed.part else start, places)[0])[0]
