"""Following a programme: it is read with its progress, and sheets that come back are written into that."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, reason
from ctct.drafting.forms.moving import rebase
from ctct.drafting.forms.tree import Collection, Node, tree_of
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.period_names import name_of, period_named_in
from ctct.drafting.periods import NoPeriod, is_term, step_from
from ctct.drafting.progress_edits import NotEdited, new_progress, with_answers
from ctct.emit.formats import Form
from ctct.lint.engine import Selection
from ctct.model.config import Han
from ctct.model.figures import CutOff
from ctct.model.types import TYPES_OF
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to, lint
from ctct.project.beside import PROGRESS
from ctct.project.files import Source, folder_of, read_file
from ctct.runs.verdicts import checked
from ctct.source.answer_sheet import CODE, read_answer_sheet
from ctct.tracking.answers import COLUMNS, SENT, Answers, Returned, answers_in, sent_twice
from ctct.tracking.follow_up import FollowUp, cut_off_day, follow_up_of
from ctct.tracking.report import report_of
from ctct.tracking.wording import day

LIMIT = 8 * 1024 * 1024
"""Bytes beyond which a sheet is refused."""


def follow(name: str, asked: date | None) -> tuple[FollowUp | None, Outcome]:
    """Read the programme ``name`` with its progress as known on the day ``asked``, or as the progress file says; ``None`` where
    there are errors in either.
    """
    outcome = checked(name)
    kept = outcome.gathered.progress
    outcome = outcome.told(kept.faults if kept else ())
    if outcome.failed or outcome.draft is None:
        return None, outcome
    config = outcome.gathered.config
    notice = (config.han if config else Han()).bao_truoc
    closes = asked or cut_off_day(outcome.draft, kept.said if kept else None)
    return follow_up_of(outcome, CutOff(closes, notice, outcome.gathered.calendar.count)), outcome


class Taken(NamedTuple):
    """What sheets that came back tell anew, and everything that keeps it from being written."""

    answers: Answers
    faults: list[Diagnostic]


def read_sheets(names: Iterable[str], followed: FollowUp) -> Taken:
    """Read sheets that came back; never raises."""
    files: list[tuple[str, bytes]] = []
    faults: list[Diagnostic] = []
    for name in names:
        try:
            files.append((name, read_file(name, LIMIT)))
        except OSError as fault:
            faults.append(error(CODE, (), f"không đọc được: {reason(fault)}", file=name, file_missing=True))
    faults += sent_twice(files)
    returned = []
    for name, data in files:
        try:
            returned.append(_returned(name, data))
        except Rejected as rejected:
            faults += [one._replace(code=CODE, file=name) for one in rejected.diagnostics]
    answers, unread = answers_in(returned, followed)
    return Taken(answers, [*faults, *unread])


def _returned(name: str, data: bytes) -> Returned:
    sheet = read_answer_sheet(data, COLUMNS)
    try:
        return Returned(name, sheet, read_answer_sheet(data, COLUMNS, SENT))
    except Rejected:  # a sheet that somebody has copied out of its workbook
        return Returned(name, sheet, None)


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
        message = "tệp tiến độ viết theo cách mà ctct không sửa vào đúng chỗ được"
        raise Rejected([error(CODE, (), message, "chạy «ctct fmt» với tệp ấy, hoặc ghi tay", file=str(path))]) from None


_APART = ("ke_thua", "muc", "phu_luc", "noi_nhan", "bo_qua")
"""The keys of a report that have a blank line above."""


def report_text(followed: FollowUp, outcome: Outcome, target: str) -> str:
    """Return the draft of the report on a programme as YAML, to be written to ``target``. It repeats the programme's own words:
    what was waived there is waived here where it is found again.
    """
    written, layout, draft = outcome.gathered.value, outcome.layout, outcome.draft
    assert isinstance(written, dict)
    assert layout
    assert draft
    said = report_of(followed, written, TYPES_OF[layout.stylesheet.family], next_period(followed))
    found = _codes_found(_as_yaml(said, "-"), folder_of(followed.file))
    kept = [{"ma": one.ma, "ly_do": one.ly_do} for one in draft.bo_qua if one.ma in found and one.tai is None]
    return _as_yaml({**said, **({"bo_qua": kept} if kept else {})}, target, followed.file)


def built_report(followed: FollowUp, outcome: Outcome, form: Form) -> bytes:
    """Return the report on a programme as a document. Raises :class:`Rejected`."""
    text = report_text(followed, outcome, "-")
    return compile_to(check(Source("bao-cao.yaml", text.encode(), folder_of(followed.file))), form)[0]


def _codes_found(text: str, folder: Path) -> set[str]:
    outcome = lint(check(Source("bao-cao.yaml", text.encode(), folder)), Selection(), date.min)
    return {one.code for one in outcome.findings}


def _as_yaml(said: dict[str, object], target: str, source: str = "") -> str:
    tree = tree_of(said)
    assert isinstance(tree, Collection)
    if target != "-":
        rebase(tree, str(folder_of(source)), os.path.dirname(os.path.abspath(target)))
    for entry in tree.entries:
        entry.before[:] = [""] if entry.key in _APART else []
        _on_one_line(entry.node, is_small=entry.key not in ("muc", "phu_luc", "noi_nhan"))
    tree.entries[0].before[:] = [
        "# Dự thảo báo cáo: lời và số liệu lấy từ chương trình và tệp tiến độ; đọc lại, sửa cho trọn ý.",
        "# «ctct check» đối chiếu số liệu với tệp tiến độ mỗi lần soi (TDO07).",
        "",
    ]
    return write_yaml(tree)


def _on_one_line(node: Node, *, is_small: bool) -> None:
    """Let what holds no other collection be written in brackets where it fits."""
    if not isinstance(node, Collection):
        return
    inner = [entry.node for entry in node.entries if isinstance(entry.node, Collection)]
    node.flow = not inner and (is_small or not node.mapping or len(node.entries) > 1)
    for one in inner:
        _on_one_line(one, is_small=True)


def next_period(followed: FollowUp) -> str:
    """Return what the period after a programme's is called, ``kỳ sau`` where it has none of whole months."""
    draft = followed.programme.draft
    try:
        step = step_from(draft.thoi_gian or period_named_in(draft.trich_yeu), None)
    except NoPeriod:
        return "kỳ sau"
    return name_of(step.new, term=is_term(draft.thoi_gian or ""))
