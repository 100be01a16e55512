"""Checks drafts by the rules: several at once, and none twice that has not changed."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctct.cache import Cache, Checked, config_of, digest_of_data
from ctct.diagnostics import Diagnostic, warning
from ctct.drafts import Misuse, walk_drafts, work
from ctct.folders import root_of

if TYPE_CHECKING:
    from ctct.pipeline import Outcome
    from ctct.project import Source
    from ctct.report.located import Located, Verdict

RESTS_ON_TEXTS = ("BG", "BQ", "CT", "DB", "DS", "KC", "MD", "MH", "NG", "TB", "TK", "VD")
"""Kinds of faults that follow from what was read. Others may tell of a file that is not there, or of what lies beside it."""

Watch = Callable[[Iterator[Checked], int], Iterable[Checked]]
"""Passes results on as they come, showing a person how far the work is."""


class Check(NamedTuple):
    """Finds what is wrong with a draft. ``select`` and ``ignore`` hold codes of rules or their beginnings; ``today``
    (``YYYY-MM-DD``) decides which waivers have run out.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: str = ""

    @property
    def asked(self) -> str:
        """What tells this check from one that asks for other rules."""
        return f"{','.join(sorted(self.select))}/{','.join(sorted(self.ignore))}"

    def prepare(self) -> None:
        """Import what the work needs, so that processes share it. Raises :class:`Misuse` for a code that no rule has."""
        import ctct.pipeline  # noqa: F401
        from ctct.lint.codes import RULES

        for code in (*self.select, *self.ignore):
            if not any(rule.startswith(code) for rule in RULES):
                raise Misuse(f"không có quy tắc nào mang mã bắt đầu bằng «{code}»; xem «ctct rules»")

    def judge(self, source: Source) -> Outcome:
        """Return what is known of a draft once it has been checked and the rules applied."""
        from ctct.pipeline import check

        return self._ruled(check(source))

    def _ruled(self, outcome: Outcome) -> Outcome:
        from ctct.lint.engine import Selection
        from ctct.pipeline import lint

        lint(outcome, Selection(self.select, self.ignore), date.fromisoformat(self.today))
        return outcome

    def look_at(self, draft: str) -> Checked:
        """Check one draft."""
        from ctct.batch import checked, verdict_on

        outcome = self._ruled(checked(draft))
        root = str(Path(outcome.config_file).absolute().parent)
        reads = {name: digest_of_data(name, data) for name, data in outcome.files.data.items()}
        day = self.today if _has_last_days(outcome) else ""
        return Checked(verdict_on(outcome), root, {config_of(root): None, **reads}, day, draft != "-" and _lasts(outcome))


def check_all(check: Check, names: Sequence[str], cache: Cache | None, watch: Watch) -> list[Checked]:
    """Return the verdict on each draft, from ``cache`` where one still holds. Raises :class:`Misuse`."""
    found = {name: checked for name in names if cache and (checked := cache.find(name))}
    rest = [name for name in names if name not in found]
    if rest:
        check.prepare()
        gc.freeze()  # what has been imported stays: no use in looking through it for each draft
        for name, checked in zip(rest, watch(work(check.look_at, rest), len(rest)), strict=True):
            found[name] = checked
            if cache:
                cache.keep(checked)
    if cache:
        cache.save()
    return [found[name] for name in names]


def with_unneeded_waivers(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts, the first of each project with the waivers of its ``ctct.toml`` that no draft needs. Of a project
    of which not every draft was judged by the rules nothing is told: the others may need them.
    """
    if not any(one.unneeded for one in verdicts):
        return tuple(verdicts)
    project_of = cache(lambda folder: os.path.realpath(root_of(folder)))
    projects: dict[str, list[Verdict]] = {}
    for one in verdicts:
        projects.setdefault(project_of(_folder_of(one.draft)), []).append(one)
    told: dict[str, tuple[Located, ...]] = {}
    for project, judged in projects.items():
        unneeded = set.intersection(*(set(one.unneeded or ()) for one in judged))
        names = {os.path.realpath(one.draft) for one in judged}
        of_project = (one for one in walk_drafts(project) if project_of(_folder_of(one)) == project)
        if unneeded and all(os.path.realpath(one) in names for one in of_project):
            told[judged[0].draft] = _unneeded_waivers(unneeded, judged[0].draft)
    return tuple(one._replace(findings=(*one.findings, *told.get(one.draft, ()))) for one in verdicts)


def _folder_of(draft: str) -> Path:
    return Path(draft).absolute().parent


def _unneeded_waivers(indexes: Container[int], draft: str) -> tuple[Located, ...]:
    """Return what there is to tell of some of the waivers of the ``ctct.toml`` of ``draft``."""
    from ctct.project import Files, read_config
    from ctct.report.located import locate

    root, files = root_of(_folder_of(draft)), Files()
    config = read_config(root, files, [])
    codes = [waiver.ma for waiver in config.bo_qua] if config else []
    found = [_unneeded(index, code, config_of(str(root))) for index, code in enumerate(codes) if index in indexes]
    return locate(found, files, draft)


def _unneeded(index: int, code: str, file: str) -> Diagnostic:
    message = f"bỏ qua «{code}» không còn dự thảo nào cần"
    return warning("BQ03", ("bo_qua", index, "ma"), message, "bỏ mục này đi", file=file)


def _has_last_days(outcome: Outcome) -> bool:
    waivers = [*(outcome.draft.bo_qua if outcome.draft else ()), *(outcome.config.bo_qua if outcome.config else ())]
    return any(waiver.den for waiver in waivers)


def _lasts(outcome: Outcome) -> bool:
    """Return whether the verdict on a draft rests on nothing but the bytes that were read, and may be kept."""
    from ctct.lint.codes import RULES

    if not isinstance(outcome.value, dict) or outcome.value.get("do_mat"):
        return False
    return all(one.code in RULES or one.code.startswith(RESTS_ON_TEXTS) for one in outcome.findings)
