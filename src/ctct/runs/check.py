"""Checks drafts by the rules: several at once, and none twice that has not changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Misuse
from ctct.language import _
from ctct.runs.cache import Cache, Checked, config_of, digest_of_data
from ctct.runs.pool import Work, run_jobs
from ctct.runs.staying import is_secret

if TYPE_CHECKING:
    from ctct.outcome import Outcome
    from ctct.project.files import Source

Progress = Callable[[Iterator[Checked], int], Iterable[Checked]]
"""Passes results on as they come, showing a person how far the work is."""


class Check(NamedTuple):
    """Finds what is wrong with a draft. ``select`` and ``ignore`` hold codes of rules or their beginnings; ``today``
    (``YYYY-MM-DD``) decides which waivers have run out. The file ``data``, if there is one, is to fill the draft.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: str = ""
    data: str = ""

    @classmethod
    def of_today(cls) -> Check:
        """Return the check by every rule, as of today."""
        return cls(today=date.today().isoformat())

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
                raise Misuse(_("không có quy tắc nào mang mã bắt đầu bằng «{code}»; xem «ctct rules»", code=code))

    def judge(self, source: Source) -> Outcome:
        """Return what is known of a draft once it has been checked and the rules applied."""
        from ctct.pipeline import check

        return self.ruled(check(source))

    def ruled(self, outcome: Outcome) -> Outcome:
        """Return what is known of a draft once the rules are applied, too."""
        from ctct.lint.engine import Selection
        from ctct.pipeline import lint

        fields: frozenset[str] = frozenset()
        if self.data:
            from ctct.model.records import fields_in
            from ctct.runs.mail_merge import with_data
            from ctct.source.fields import field_name

            outcome, records = with_data(outcome, self.data)
            if records.columns:  # a field that has no column has been told of
                asked = (field_name(field[1]) for _rest, field in fields_in(outcome.gathered.value))
                fields = frozenset([*records.columns, *asked])
        return lint(outcome, Selection(self.select, self.ignore), date.fromisoformat(self.today), fields)

    def make(self, draft: str) -> Checked:
        """Check a draft that was shipped with all that it rests on."""
        return self(draft)

    def put(self, checked: Checked) -> Checked:
        """Return the verdict on a draft that was checked elsewhere. It is not kept: whether the files are still those that were
        shipped is not known.
        """
        return checked._replace(is_lasting=False)

    def __call__(self, draft: str) -> Checked:
        """Check one draft."""
        from ctct.runs.verdicts import checked, verdict_on

        outcome = self.ruled(checked(draft))
        day = self.today if _has_last_days(outcome) else ""
        lasts = draft != "-" and is_lasting(outcome)
        return Checked(verdict_on(outcome), str(outcome.gathered.root), reads_of(outcome), day, lasts)


def check_all(
    check: Check, names: Sequence[str], cache: Cache | None, watch: Progress, work: Work[Checked] = run_jobs
) -> list[Checked]:
    """Return the verdict on each draft, from ``cache`` where one still holds, the others by ``work``. Raises
    :class:`Misuse`.
    """
    found = {name: checked for name in names if cache and (checked := cache.find(name))}
    rest = [name for name in names if name not in found]
    if rest:
        check.prepare()
        gc.freeze()  # what has been imported stays: no use in looking through it for each draft
        for name, checked in zip(rest, watch(work(check, rest, lost_check), len(rest)), strict=True):
            found[name] = checked
            if cache:
                cache.keep(checked)
    if cache:
        cache.save()
    return [found[name] for name in names]


def lost_check(draft: str) -> Checked:
    """Return what there is to tell of a draft whose process died over it."""
    from ctct.runs.verdicts import lost

    return Checked(lost(draft), "", {})


def _has_last_days(outcome: Outcome) -> bool:
    config = outcome.gathered.config
    waivers = [*(outcome.draft.bo_qua if outcome.draft else ()), *(config.bo_qua if config else ())]
    return any(waiver.den for waiver in waivers)


def _quotes_what_may_be_secret(outcome: Outcome) -> bool:
    """Return whether findings may have words of a secret draft: it leaves no trace in a folder that it does not lie in, nor
    does what is kept beside it or names it as the programme before.
    """
    gathered, draft = outcome.gathered, outcome.draft
    if gathered.beside and (draft is None or draft.do_mat):
        return True
    return is_secret(gathered)


def reads_of(outcome: Outcome) -> dict[str, str | None]:
    """Return the digest of every file that what is known of a draft rests on, ``None`` for those that are not there."""
    gathered = outcome.gathered
    reads = {name: digest_of_data(name, data) for name, data in gathered.files.data.items()}
    return {config_of(str(gathered.root)): None, **dict.fromkeys(gathered.files.absent), **reads}


def is_lasting(outcome: Outcome) -> bool:
    """Return whether the verdict on a draft rests on nothing but the bytes that were read, and may be kept."""
    if _quotes_what_may_be_secret(outcome):
        return False
    return not any(one.file_missing for one in outcome.findings)
