"""``ctct new --from``: the programme of the next period from this one's."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctct.commands.asking import ask, can_ask, free_name
from ctct.commands.common import write_text
from ctct.language import N_, _

if TYPE_CHECKING:
    from ctct.drafting.next_period import Decision, Old
    from ctct.drafting.periods import Step
    from ctct.model.works import Work


def begin_next(name: str, ky: str | None, output: str | None, markdown: bool | None) -> None:
    """Write the programme that follows the one called ``name``; ask what becomes of each work where a person is there."""
    from ctct.drafting.forms.moving import rebase
    from ctct.drafting.next_period import decide, next_tree, write_tree
    from ctct.drafting.period_names import moved_name, name_of

    folder, old = _old(name)
    step = _step(old, ky)
    if old.progress:
        old = old._replace(results=tuple(_results(name, name_of(step.new))))
    markdown = name.lower().endswith((".md", ".markdown")) if markdown is None else markdown
    suffix = ".md" if markdown else ".yaml"
    target = free_name(output or moved_name(os.path.splitext(name)[0], step) + suffix)
    decisions = decide(old, _Asker(old) if can_ask() else None)
    tree = next_tree(old, step, decisions)
    if target != "-":
        rebase(tree, str(folder), os.path.dirname(os.path.abspath(target)))
    write_text(target, write_tree(tree, markdown=markdown), chosen=output is not None)
    _account(old, decisions)
    if target != "-":
        _tell_findings(target)


def _step(old: Old, ky: str | None) -> Step:
    """Return the step from the old period, as the draft or its title says, to the one asked for, else to the one after it."""
    from ctct.drafting.period_names import period_named_in
    from ctct.drafting.periods import NoPeriod, step_from, whole_months

    def read(said: str) -> str:
        try:
            whole_months(said)
        except NoPeriod as fault:
            raise ValueError(str(fault)) from None
        return said

    before = old.draft.thoi_gian or period_named_in(old.draft.trich_yeu)
    if before is None and can_ask():
        before = ask(_("kỳ của chương trình cũ, ví dụ «quý II/2026»"), read=read)
    try:
        return step_from(before, ky)
    except NoPeriod as fault:
        raise click.ClickException(str(fault)) from None


def _results(name: str, following: str) -> list[str]:
    """Return in words what came of the old programme, as its progress tells; nothing where there are errors in it."""
    from ctct.runs.following import follow
    from ctct.tracking.results import results_of

    followed, _rest = follow(name, None)
    return results_of(followed, following) if followed else []


def _old(name: str) -> tuple[Path, Old]:
    """Read the old programme, and its folder; ends the command with what is wrong with it or its progress."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.next_period import Old
    from ctct.lint.progress_keys import unknown_key_faults
    from ctct.model.document import VanBan
    from ctct.model.validation import validate
    from ctct.project.beside import PROGRESS, read_beside
    from ctct.project.files import Files, Source, read_text
    from ctct.project.not_drafts import refuse_others
    from ctct.project.reading import read_draft
    from ctct.report.text import as_text

    files = Files()
    try:
        source = Source.from_file(name)
        text = read_text(source.data, name, files)
        value, files[name] = read_draft(name, text)
        refuse_others(name, value)
        draft = validate(VanBan, value)
        kept = read_beside(PROGRESS, source.folder / os.path.basename(name), files)
        unknown = unknown_key_faults(draft, kept.said, kept.file) if kept and kept.said else ()
        if kept and (kept.faults or unknown):
            raise Rejected((*kept.faults, *unknown))
        return source.folder, Old(name, text, draft, kept.said if kept else None)
    except Rejected as rejected:
        click.echo(as_text(rejected.diagnostics, files, name), err=True)
        sys.exit(1)


class _Asker:
    """Asks what becomes of each open work, until one answer is given for all that are left."""

    def __init__(self, old: Old) -> None:
        self._total = sum(1 for work in old.works if not work.finished and not work.recurring)
        self._asked = 0
        self._for_all: Decision | None = None

    def __call__(self, work: Work) -> Decision:
        """Return what becomes of one work."""
        from ctct.drafting.next_period import Decision

        self._asked += 1
        if self._for_all:
            return self._for_all
        if self._asked == 1:
            click.echo(_(_ANSWERS), err=True)
        click.echo(_("\nViệc {asked}/{total}: {excerpt}", asked=self._asked, total=self._total, excerpt=work.excerpt), err=True)
        chosen = ask(_("c, x, t (thêm * cho tất cả việc còn lại)"), default="t" if work.state == "thoi" else "c", read=_answer)
        decision = Decision(_FATES[chosen[0]], ask(_("vì sao thôi")) if chosen[0] == "t" else None)
        if chosen.endswith("*"):
            self._for_all = decision
            click.echo(_("{count} việc còn lại cũng vậy", count=self._total - self._asked), err=True)
        return decision


_FATES = {"c": "chuyen_ky_sau", "x": "xong", "t": "thoi"}
_ANSWERS = N_("""\
Với mỗi việc chưa xong của kỳ trước, gõ:
  c   chuyển sang kỳ này      c*  tất cả việc còn lại đều chuyển sang
  x   đã xong                 x*  tất cả việc còn lại đều đã xong
  t   thôi, có lý do          t*  tất cả việc còn lại đều thôi, cùng một lý do""")


def _answer(said: str) -> str:
    """Return one of the answers. Raises ``ValueError`` for any other."""
    from ctct.source.unaccented import unaccented

    of_all = "*" if said.endswith("*") else ""
    words = {"c": "c", "chuyen": "c", "chuyen_sang": "c", "x": "x", "xong": "x", "da_xong": "x", "t": "t", "thoi": "t"}
    if (word := unaccented(said)) not in words:
        raise ValueError(_("không có «{said}»; gõ c, x hoặc t", said=said))
    return words[word] + of_all


def _account(old: Old, decisions: dict[Any, Decision]) -> None:
    """Say how many works went where."""
    works = old.works
    recurring = sum(1 for work in works if work.recurring)
    finished = [work.state for work in works if work.finished and not work.recurring]
    ends = [*(one.trang_thai for one in decisions.values()), *finished]
    ways = {
        "chuyen_ky_sau": N_("{count} việc chuyển sang"),
        "xong": N_("{count} việc đã xong"),
        "thoi": N_("{count} việc thôi"),
    }
    counted = [_("{count} việc thường kỳ giữ nguyên", count=recurring)]
    counted += [_(words, count=ends.count(kind)) for kind, words in ways.items()]
    click.echo(", ".join(counted), err=True)


def _tell_findings(target: str) -> None:
    from ctct.report.text import as_text
    from ctct.runs.verdicts import checked

    outcome = checked(target)
    if outcome.findings:
        click.echo(as_text(outcome.findings, outcome.gathered.files, outcome.gathered.name), err=True)
