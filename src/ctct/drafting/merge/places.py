"""Places in a draft: the nodes that they lie in, the lists that they are of."""

from __future__ import annotations

from functools import lru_cache

from ctct.compare.normal import normal
from ctct.diagnostics import Path
from ctct.drafting.merge.lines import MARK, Line
from ctct.model.types import LEVELS

_PLACES = (*LEVELS, "phu_luc")
_LISTS = ("noi_dung", "ket", "can_cu", "kinh_gui", "noi_nhan", "trich_yeu", "chu_the", "quyen_han", "chuc_vu", "ten")


def item_of(at: Path) -> Path:
    """Return the innermost node that a place lies in; ``()`` for the document."""
    return next(iter(items_around(at)), ())


def items_around(at: Path) -> list[Path]:
    """Return the nodes that a place lies in, from the inside out."""
    return [at[: end + 2] for end in range(len(at) - 2, -1, -1) if at[end] in _PLACES and isinstance(at[end + 1], int)]


def list_of(at: Path) -> tuple[Path, str, int] | None:
    """Return the owner, the key and the index of a text that stands in a list; a name's is that of what follows it."""
    if at and at[-1] == "ten":
        return at[:-1], "ten", 0
    if len(at) >= 2 and at[-2] in _LISTS and isinstance(at[-1], int) and "bang" not in at:
        return at[:-2], str(at[-2]), at[-1]
    return None


def bare_line(text: str, beside: Line) -> str:
    """Return a new line of a list without the signs that the layout puts round those beside it."""
    written = [one for one in beside.origins if one.as_written]
    if not written:
        return text
    before, after = beside.text[: written[0].begin].strip(), beside.text[written[-1].end :].strip()
    text = text.removeprefix(before).strip() if before else text
    return text.rstrip(" ;.,") if after else text


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Return a line without the signs that a layout may put round it."""
    return normal(text.replace(MARK, "")).strip(" -–;,./")
