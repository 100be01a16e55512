"""Reading programmes for the views, several at once; drafts that are secret stay out unless they are asked for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ctct.language import _
from ctct.report.located import Verdict, legible
from ctct.runs.cache import Checked
from ctct.runs.check import is_lasting, reads_of
from ctct.runs.kept_works import KeptWorks
from ctct.runs.pool import run_jobs
from ctct.runs.verdicts import checked_draft, lost, verdict_on
from ctct.tracking.kept_listings import kept, restored
from ctct.tracking.listing import Listing, listing_of
from ctct.tracking.works import programme_of, with_progress_faults

Progress = Callable[[Iterator["Read"], int], Iterator["Read"]]
"""Passes results on as they come, showing a person how far the work is."""


class Read(NamedTuple):
    """What is read of a draft: its programme, ``None`` where it has errors or is secret, what there is to tell of it, what
    that rests on where it may be kept; ``body`` is the programme as it is kept.
    """

    listing: Listing | None
    verdict: Verdict
    is_secret: bool = False
    checked: Checked | None = None
    body: bytes = b""

    def __reduce__(self) -> tuple[Callable[..., Read], tuple[object, ...]]:
        """Go from one process to another as what is kept: that is read far sooner than as many objects."""
        return _arrived, self[1:]


def _arrived(verdict: Verdict, is_secret: bool, checked: Checked | None, body: bytes) -> Read:
    return Read(restored(body) if body else None, verdict, is_secret, checked, body)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the programme of a draft; ``secret`` says that secret ones are wanted too."""

    secret: bool = False

    def __call__(self, draft: str) -> Read:
        """Read one draft."""
        outcome = checked_draft(draft)
        if outcome.draft is not None and outcome.draft.do_mat and not self.secret:
            return Read(None, verdict_on(outcome), is_secret=True)
        outcome = with_progress_faults(outcome)
        if outcome.failed or outcome.draft is None:
            return Read(None, verdict_on(outcome))
        programme = programme_of(outcome)
        verdict = verdict_on(outcome.found(programme.findings))
        lasts = draft != "-" and is_lasting(outcome)
        checked = Checked(verdict, str(outcome.gathered.root), reads_of(outcome), is_lasting=True) if lasts else None
        listing = listing_of(outcome.gathered.name, programme)
        return Read(listing, verdict, checked=checked, body=kept(listing))

    def read_all(self, drafts: Sequence[str], watch: Progress) -> list[Read]:
        """Read several, in their order; of those that have not changed since they were read last what was kept of them."""
        known = KeptWorks.of_this_user()
        lasting = {draft: one for draft in drafts if known and (one := known.find(draft))}
        found = {draft: Read(listing, checked.verdict) for draft, (checked, listing) in lasting.items()}
        rest = [draft for draft in drafts if draft not in found]
        if rest:
            gc.freeze()  # what has been imported stays: no use in looking through it for each draft
        for draft, read in zip(rest, watch(run_jobs(self, rest, _lost), len(rest)), strict=True):
            found[draft] = read._replace(checked=None, body=b"")
            if known and read.checked and read.body:
                known.keep(read.checked, read.body)
        if known:
            known.save()
        return [found[draft] for draft in drafts]


def _lost(draft: str) -> Read:
    return Read(None, lost(draft))


def left_out(read: Sequence[Read]) -> Iterator[str]:
    """Say which drafts are left out because they are secret, and which have no works."""
    for one in read:
        if one.is_secret:
            told = _("là dự thảo mật: việc của nó không đưa vào bảng, lịch hay tệp; thật cần thì thêm --ca-mat")
            yield legible(f"«{one.verdict.draft}» {told}")
        elif one.listing and not one.listing.works:
            yield legible(_("«{draft}» không có việc nào được giao cho ai", draft=one.verdict.draft))
