"""The draft as it is now, with what it prints."""

from __future__ import annotations

from dataclasses import dataclass

from ctct.drafting.merge.lines import Line, our_lines
from ctct.drafting.merge.recurring import at_home
from ctct.emit.appearance import Looks
from ctct.facts import facts_of
from ctct.layout.block_map import BlockMap, with_map
from ctct.outcome import Outcome
from ctct.pipeline import examine, sheet_of
from ctct.project.files import Source
from ctct.project.gather import gather


@dataclass
class Draft:
    """A draft as it is now, with what it prints."""

    source: Source
    outcome: Outcome
    map: BlockMap
    lines: list[Line]

    @classmethod
    def of(cls, source: Source) -> Draft:
        """Build a draft. Raises :class:`Rejected`."""
        return cls.examined(source, examine(gather(source)))

    @classmethod
    def examined(cls, source: Source, outcome: Outcome) -> Draft:
        """Build a draft that has been examined. Raises :class:`Rejected`."""
        sheet = with_map(sheet_of(outcome), facts_of(outcome))
        assert outcome.layout is not None
        lines = our_lines(sheet, sheet.map, Looks(outcome.layout.stylesheet))
        return cls(source, outcome, sheet.map, at_home(lines, outcome))
