"""The draft as it is now, with what it prints."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ctct.drafting.merge.lines import Line, our_lines, said_in
from ctct.drafting.merge.recurring import at_home
from ctct.emit.appearance import Looks
from ctct.layout.blocks import Note, Paragraph, Sheet
from ctct.outcome import Outcome
from ctct.pipeline import examine, sheet_of
from ctct.project.files import Source
from ctct.project.gather import gather


@dataclass
class Draft:
    """A draft as it is now."""

    source: Source
    outcome: Outcome

    @classmethod
    def of(cls, source: Source) -> Draft:
        """Build a draft. Raises :class:`Rejected`."""
        return cls.examined(source, examine(gather(source)))

    @classmethod
    def examined(cls, source: Source, outcome: Outcome) -> Draft:
        """Build a draft that has been examined. Raises :class:`Rejected`."""
        draft = cls(source, outcome)
        assert draft.sheet  # what cannot be built is told at once
        return draft

    @cached_property
    def sheet(self) -> Sheet:
        """Its blocks. Raises :class:`Rejected`."""
        return sheet_of(self.outcome)

    @cached_property
    def said(self) -> list[tuple[Paragraph | Note, Line]]:
        """What it prints, without keys and looks: enough to know whether it is what was meant."""
        return said_in(self.sheet)

    @cached_property
    def lines(self) -> list[Line]:
        """What it prints."""
        assert self.outcome.layout is not None
        return at_home(our_lines(self.said, Looks(self.outcome.layout.stylesheet)), self.outcome)
