"""Fixing drafts in their files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ctct.diagnostics import Rejected
from ctct.drafting.fix import FixResult, apply_fixes, diff
from ctct.language import _
from ctct.project.files import Source
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible, locate
from ctct.runs.check import Check
from ctct.runs.verdicts import unread, verdict_on


@dataclass(frozen=True, slots=True)
class Fix:
    """Fixes a draft in its file, or with ``writes`` false only tells the change as a diff."""

    check: Check
    writes: bool

    def __call__(self, draft: str) -> Verdict:
        """Fix one draft; what is left is found in it anew."""
        try:
            source = Source.from_file(draft)
        except Rejected as rejected:
            return verdict_on(unread(draft, rejected))
        result = apply_fixes(source, self.check.judge)
        if not self.writes:
            return Verdict(draft, done=diff(source.name, source.data, result.data))
        try:
            if result.applied:
                write_whole(Path(draft), result.data, force=True, within=result.outcome.gathered.root)
        except OutputRefused as refused:
            return verdict_on(result.outcome.told([refused.finding]))
        return verdict_on(result.outcome, _summary(draft, result))


def _summary(draft: str, result: FixResult) -> str:
    done = [_("đã sửa {count} chỗ trong {draft}", count=result.applied, draft=draft)] if result.applied else []
    places = locate(result.left, result.outcome.gathered.files, result.outcome.gathered.name)
    by_hand = [
        _("{file}:{line}: {code} phải sửa tay: sửa tự động sẽ làm đổi chỗ khác", file=one.file, line=one.line, code=one.code)
        for one in places
    ]
    return "\n".join(map(legible, [*done, *by_hand]))
