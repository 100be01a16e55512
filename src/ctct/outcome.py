"""What is known of a draft: the value that goes from stage to stage and on to whoever asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from ctct.layout.stylesheet import Layout
    from ctct.model.document import VanBan
    from ctct.project.gather import Gathered
    from ctct.resolve.tree import Resolved


class Outcome(NamedTuple):
    """What is known of a draft once it has been checked; ``None`` for the stages that it did not reach.

    ``unneeded`` are the waivers of ``ctct.toml``, by their index, that waive nothing here; ``None`` until the rules are
    applied.
    """

    gathered: Gathered
    findings: tuple[Diagnostic, ...] = ()
    draft: VanBan | None = None
    layout: Layout | None = None
    resolved: Resolved | None = None
    unneeded: tuple[int, ...] | None = None

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def told(self, more: Iterable[Diagnostic]) -> Outcome:
        """Return the outcome with more findings, whose places are those of what was written."""
        return self._replace(findings=(*self.findings, *more))

    def found(self, more: Iterable[Diagnostic]) -> Outcome:
        """Return the outcome with more findings, whose places are those of the model."""
        return self.told(self.gathered.placed(self.draft, more) if self.draft else more)
