"""The report on a programme as a draft and as a document, and what the period after it is called."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from ctct.drafting.forms.moving import rebase
from ctct.drafting.forms.tree import Collection, Node, tree_of
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.period_names import name_of, period_named_in
from ctct.drafting.periods import NoPeriod, is_term, step_from
from ctct.emit.formats import Form
from ctct.lint.engine import Selection
from ctct.model.types import TYPES_OF
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to, lint
from ctct.project.files import Source, folder_of
from ctct.tracking.follow_up import FollowUp
from ctct.tracking.report import report_of

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
