"""The waivers of ``ctct.toml`` that no draft of its project needs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import cache
from pathlib import Path

from ctct.diagnostics import Diagnostic, warning
from ctct.language import _
from ctct.project.drafts import walk_drafts
from ctct.project.files import Files, folder_of
from ctct.project.folders import real, root_of
from ctct.project.settings import read_config
from ctct.report.located import Located, Verdict, locate
from ctct.runs.cache import config_of


def with_unneeded_waivers(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts, the first of each project with the waivers of its ``ctct.toml`` that no draft needs. Of a project
    of which not every draft was judged by the rules nothing is told: the others may need them.
    """
    if not any(one.unneeded for one in verdicts):
        return tuple(verdicts)
    project_of = cache(root_of)
    projects: dict[Path, list[Verdict]] = {}
    for one in verdicts:
        projects.setdefault(project_of(folder_of(one.draft)), []).append(one)
    added: dict[str, tuple[Located, ...]] = {}
    for project, judged in projects.items():
        unneeded = set.intersection(*(set(one.unneeded or ()) for one in judged))
        if unneeded and _are_all_drafts_of(project, judged):
            added[judged[0].draft] = _unneeded_waivers(unneeded, judged[0].draft)
    return tuple(one._replace(findings=(*one.findings, *added.get(one.draft, ()))) for one in verdicts)


def _are_all_drafts_of(project: Path, judged: Iterable[Verdict]) -> bool:
    """Return whether no draft of ``project`` is missing; a project inside of it is another."""
    names = {real(one.draft) for one in judged}
    project_of = cache(root_of)
    return all(real(one) in names for one in walk_drafts(str(project)) if project_of(folder_of(one)) == project)


def _unneeded_waivers(indexes: Container[int], draft: str) -> tuple[Located, ...]:
    """Return what there is to tell of some of the waivers of the ``ctct.toml`` of ``draft``."""
    root, files = root_of(folder_of(draft)), Files()
    config = read_config(root, files)[0]
    codes = [waiver.ma for waiver in config.bo_qua] if config else []
    found = [_unneeded(index, code, config_of(str(root))) for index, code in enumerate(codes) if index in indexes]
    return locate(found, files, draft)


def _unneeded(index: int, code: str, file: str) -> Diagnostic:
    message = _("bỏ qua «{code}» không còn dự thảo nào cần", code=code)
    return warning("BQ03", ("bo_qua", index, "ma"), message, _("bỏ mục này đi"), file=file)
