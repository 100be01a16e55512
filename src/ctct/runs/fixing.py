"""Fixing drafts in their files."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import Rejected
from ctct.drafting.fix import Mended, diff, mend
from ctct.project.files import Source
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible, locate
from ctct.runs.check import Check
from ctct.runs.verdicts import unread, verdict_on


class Fix(NamedTuple):
    """Fixes a draft in its file, or with ``writes`` false only tells the change as a diff."""

    check: Check
    writes: bool

    def mend(self, draft: str) -> Verdict:
        """Fix one draft; what is left is found in it anew."""
        try:
            source = Source.from_file(draft)
        except Rejected as rejected:
            return verdict_on(unread(draft, rejected))
        mended = mend(source, self.check.judge)
        if not self.writes:
            return Verdict(draft, done=diff(source.name, source.data, mended.data))
        try:
            if mended.applied:
                write_whole(Path(draft), mended.data, force=True, within=mended.outcome.gathered.root)
        except OutputRefused as refused:
            return verdict_on(mended.outcome.told([refused.finding]))
        return verdict_on(mended.outcome, _told(draft, mended))


def _told(draft: str, mended: Mended) -> str:
    done = [f"đã sửa {mended.applied} chỗ trong {draft}"] if mended.applied else []
    places = locate(mended.left, mended.outcome.gathered.files, mended.outcome.gathered.name)
    by_hand = [f"{one.file}:{one.line}: {one.code} phải sửa tay: sửa tự động sẽ làm đổi chỗ khác" for one in places]
    return "\n".join(map(legible, [*done, *by_hand]))
