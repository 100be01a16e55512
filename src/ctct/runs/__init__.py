"""Many drafts: building, checking, fixing and formatting them, several at once and none twice that has not changed.

:func:`check_many` and :func:`build_many` do so for other programs, by processes of their own or by whatever has the interface
of ``concurrent.futures.Executor``.
"""

from __future__ import annotations

import datetime
import os
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ctct.report.located import Verdict
    from ctct.runs.pool import Work

    Paths = Iterable[str | os.PathLike[str]]


def check_many(
    drafts: Paths, *, executor: Executor | None = None, ship: bool = False, today: datetime.date | None = None
) -> Iterator[Verdict]:
    """Yield what is wrong with each draft, in order; never raises for what a draft may say.

    The work is done by ``executor``, without one by processes of this machine. Its machines have the same ctct, and see the
    drafts under the same names unless ``ship`` sends each out with all that it rests on. Secret drafts stay here. ``today``
    decides which waivers have run out. Raises :class:`ctct.diagnostics.Misuse` where the machines are not fit.
    """
    from ctct.runs.check import Check, lost_check

    check = Check(today=(today or datetime.date.today()).isoformat())
    check.prepare()
    for checked in _work(executor, ship)(check, _names(drafts), lost_check):
        yield checked.verdict


def build_many(  # noqa: PLR0913 - what is asked of many documents, by name
    drafts: Paths,
    folder: str | os.PathLike[str] | None = None,
    *,
    to: Literal["docx", "pdf", "html", "text"] = "docx",
    force: bool = False,
    executor: Executor | None = None,
    ship: bool = False,
) -> Iterator[Verdict]:
    """Build each draft into ``folder``, without one beside the draft, and yield what was done and what is wrong, in order.

    Files that a person has changed are left alone unless ``force``. The other arguments, and what is raised, are those of
    :func:`check_many`; :class:`ctct.diagnostics.Misuse` also where two drafts would be written to one file.
    """
    from ctct.emit.formats import Form
    from ctct.runs.build import Build, lost_build

    output = None if folder is None else os.path.join(os.fspath(folder), "")
    build, names = Build(output, Form(to), force), _names(drafts)
    build.prepare(names)
    for built in _work(executor, ship)(build, names, lost_build):
        yield built.verdict


def _names(drafts: Paths) -> list[str]:
    return [os.fspath(draft) for draft in drafts]


def _work(executor: Executor | None, ship: bool) -> Work[Any]:
    from ctct.runs.pool import run_jobs

    if executor is None:
        return run_jobs
    from ctct.runs.executors import Elsewhere

    return Elsewhere(executor, warnings.warn, ship).run
