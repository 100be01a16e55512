"""The layout of one draft: what was read of it, in the edition and with the choices that are the draft's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Rejected
from ctct.layout.choices import choice_faults
from ctct.layout.stylesheet import Choices, Layout, build_stylesheet, pick_edition
from ctct.model.document import VanBan


@dataclass(frozen=True, slots=True, eq=False)
class LayoutFiles:
    """What was read of a layout: ``data`` says ``the-thuc.yaml``, ``base`` is where templates that ``folder`` lacks are sought.

    ``label`` is the name that findings give ``the-thuc.yaml`` of an office's own layout, ``templates`` are its sources by
    name; both are ``None`` for a layout that ships with ctct.
    """

    folder: Path
    data: Any
    base: Path | None = None
    label: str | None = None
    templates: Mapping[str, str] | None = None


def layout_of(draft: VanBan, read: LayoutFiles) -> tuple[Layout, list[Diagnostic]]:
    """Return the layout of ``draft``, and what the draft chooses that the regulation does not leave free.

    Raises :class:`Rejected`, with places in the layout's data, for what is wrong there.
    """
    choices = _choices_of(draft)
    if read.label is not None:
        try:
            return _layout(read, choices), choice_faults(read.data, choices)
        except Rejected as rejected:
            raise Rejected(fault._replace(file=read.label) for fault in rejected.diagnostics) from None
    # Drafts of one edition that choose alike share one layout.
    edition = pick_edition(read.data, choices)["tu"]
    return _shared(read, choices._replace(date=edition)), choice_faults(read.data, choices)


def _layout(read: LayoutFiles, choices: Choices) -> Layout:
    return Layout(read.folder, build_stylesheet(read.data, choices), read.base, read.templates)


_shared = lru_cache(maxsize=64)(_layout)


def _choices_of(draft: VanBan) -> Choices:
    """Return what a draft chooses, and the day by which its edition is chosen."""
    chosen = draft.trinh_bay
    date = draft.ngay.span.last.isoformat()
    return Choices(date, chosen.an_ban, chosen.co_chu, chosen.gian_dong, chosen.hai_mat, chosen.bo_co_chu)
