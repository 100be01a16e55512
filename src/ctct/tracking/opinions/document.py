"""Drafts that are made of opinions, compiled by the pipeline of all drafts."""

from __future__ import annotations

import re
from typing import Any

from ctct.emit.formats import Form
from ctct.model.types import REPORT, TYPES_OF
from ctct.outcome import Outcome
from ctct.pipeline import compile_to, examine
from ctct.project.files import Source, folder_of
from ctct.project.gather import gather_round

_TYPE = re.compile(r"[^-/]+")


def report_on(outcome: Outcome) -> dict[str, Any]:
    """Return the head of a report on a draft: of its body, as secret as it is, not yet numbered, dated or signed."""
    draft = outcome.draft
    assert draft is not None
    whole = draft.model_dump(mode="json", exclude_unset=True)
    kept: dict[str, Any] = {key: whole[key] for key in ("dia_danh", "do_mat", "nguoi_ky") if key in whole}
    sign = draft.so_ky_hieu.ky_hieu
    return {
        "the_thuc": layout_for(outcome),
        "loai": REPORT,
        "co_quan": draft.co_quan.model_dump(mode="json", exclude_unset=True) if draft.co_quan else None,
        **kept,
        "so_ky_hieu": {"so": None, "ky_hieu": _TYPE.sub("BC", sign, count=1) if sign else None},
        "ngay": {"nam": draft.ngay.nam},
    }


def layout_for(outcome: Outcome) -> str:
    """Return the layout of a report on a draft: its own, if that has reports."""
    assert outcome.draft is not None
    assert outcome.layout is not None
    listed = TYPES_OF.get(outcome.layout.stylesheet.family)
    return "nha-nuoc" if listed and REPORT not in listed.types else outcome.draft.the_thuc


def compiled(value: dict[str, Any], outcome: Outcome, to: str) -> bytes:
    """Return a draft that says ``value``, which lies where that of ``outcome`` does and names the people that it names, in the
    form ``to``. Raises :class:`Rejected`.
    """
    name, directory = outcome.gathered.name, outcome.gathered.directory
    source = Source("<bảng ý kiến>", b"", folder_of(name), danh_ba=directory)
    return compile_to(examine(gather_round(source, value)), Form(to, copy="final"))[0]
