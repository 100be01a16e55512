"""Following a programme: it is read with its progress, and sheets that come back are written into that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, reason
from ctct.drafting.progress_edits import NotEdited, new_progress, with_answers
from ctct.language import _
from ctct.model.config import Han
from ctct.model.figures import CutOff, cut_off_day
from ctct.outcome import Outcome
from ctct.project.beside import PROGRESS
from ctct.project.files import Source, read_file
from ctct.runs.verdicts import checked_draft
from ctct.source.answer_sheet import CODE, read_answer_sheets
from ctct.tracking.answers import COLUMNS, SENT, Answers, Returned, answers_in, sent_twice
from ctct.tracking.answers_beside import left_of
from ctct.tracking.follow_up import FollowUp, follow_up_of
from ctct.tracking.wording import day
from ctct.tracking.works import with_progress_faults

LIMIT = 8 * 1024 * 1024
"""Bytes beyond which a sheet is refused."""


def follow(name: str, asked: date | None) -> tuple[FollowUp | None, Outcome]:
    """Read the programme ``name`` with its progress as known on the day ``asked``, or as the progress file says; ``None`` where
    there are errors in either.
    """
    outcome = checked_draft(name)
    kept = outcome.gathered.progress
    outcome = with_progress_faults(outcome)
    if outcome.failed or outcome.draft is None:
        return None, outcome
    config = outcome.gathered.config
    notice = (config.han if config else Han()).bao_truoc
    closes = asked or cut_off_day(outcome.draft, kept.said if kept else None)
    return follow_up_of(outcome, CutOff(closes, notice, outcome.gathered.calendar.count)), outcome


class Taken(NamedTuple):
    """What sheets that came back tell anew, everything that keeps it from being written, and what of them is not taken."""

    answers: Answers
    faults: list[Diagnostic]
    left: list[Diagnostic]


def read_sheets(names: Iterable[str], followed: FollowUp) -> Taken:
    """Read sheets that came back; never raises."""
    files: list[tuple[str, bytes]] = []
    faults: list[Diagnostic] = []
    for name in names:
        try:
            files.append((name, read_file(name, LIMIT)))
        except OSError as fault:
            faults.append(error(CODE, (), _("không đọc được: {fault}", fault=reason(fault)), file=name, file_missing=True))
    faults += sent_twice(files)
    returned = []
    for name, data in files:
        try:
            returned.append(_returned(name, data))
        except Rejected as rejected:
            faults += [one._replace(code=CODE, file=name) for one in rejected.diagnostics]
    answers, unread = answers_in(returned, followed)
    return Taken(answers, [*faults, *unread], [fault for one in returned for fault in left_of(one)])


def _returned(name: str, data: bytes) -> Returned:
    return Returned(name, *read_answer_sheets(data, COLUMNS, SENT))


def written_progress(name: str, answers: Answers, cut_off: date | None) -> tuple[Path, bytes | None, bytes]:
    """Return the progress file of the programme ``name``, its bytes (``None``: there is none yet) and those with ``answers``.
    Raises :class:`Rejected`.
    """
    source = Source.from_file(name)
    path = PROGRESS.path(source.folder / Path(name).name)
    said = {key: {of: one.said for of, one in told.items()} for key, told in answers.items()}
    closes = day(cut_off) if cut_off else None
    try:
        before = read_file(path)
    except FileNotFoundError:
        return path, None, new_progress(Path(name).name, said, closes).encode()
    text = before.decode("utf-8-sig")
    mark = before[: len(before) - len(text.encode())]
    try:
        return path, before, mark + with_answers(text, said, closes).encode()
    except NotEdited:
        message = _("tệp tiến độ viết theo cách mà ctct không sửa vào đúng chỗ được")
        raise Rejected([error(CODE, (), message, _("chạy «ctct fmt» với tệp ấy, hoặc ghi tay"), file=str(path))]) from None
