"""The layout of one draft: what was read of it, in the edition and with the choices that are the draft's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic
from ctct.layout.choices import choice_faults
from ctct.layout.editions import Choices, Edition, build_stylesheet, pick_edition
from ctct.layout.stylesheet import Layout

if TYPE_CHECKING:
    from ctct.model.document import VanBan


@dataclass(frozen=True, slots=True, eq=False)
class LayoutFiles:
    """What was read of a layout: ``editions`` are what ``the-thuc.yaml`` says, ``base`` is where templates that ``folder``
    lacks are sought. ``templates`` are the sources of an office's own by name, ``None`` for a layout that ships with ctct.
    """

    folder: Path
    editions: tuple[Edition, ...]
    base: Path | None = None
    templates: Mapping[str, str] | None = None


def layout_of(draft: VanBan, read: LayoutFiles) -> tuple[Layout, list[Diagnostic]]:
    """Return the layout of ``draft``, and what the draft chooses that the regulation does not leave free."""
    choices = _choices_of(draft)
    # Drafts of one edition that choose alike share one layout.
    alike = choices._replace(date=pick_edition(read.editions, choices).since)
    return _layout(read, alike), choice_faults(read.editions, choices)


@lru_cache(maxsize=64)
def _layout(read: LayoutFiles, choices: Choices) -> Layout:
    return Layout(read.folder, build_stylesheet(read.editions, choices), read.base, read.templates)


def _choices_of(draft: VanBan) -> Choices:
    """Return what a draft chooses, and the day by which its edition is chosen."""
    chosen = draft.trinh_bay
    date = draft.ngay.span.last.isoformat()
    return Choices(date, chosen.an_ban, chosen.co_chu, chosen.gian_dong, chosen.hai_mat, chosen.bo_co_chu)
