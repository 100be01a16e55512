"""What a layout refuses of a draft is taken back: words for a reference, lines for a table, nothing for what has no place."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Path
from ctct.drafting.importing.assembly import Assembled
from ctct.drafting.importing.front import UNKNOWN

_NEEDED = frozenset({"the_thuc", "loai", "co_quan", "so_ky_hieu", "ngay", "trich_yeu", "nguoi_ky", "noi_dung"})


def take_back(assembled: Assembled, at: Path) -> bool:
    """Take back what a fault is found at; returns whether that changed anything."""
    value = assembled.value
    for linked, text in assembled.linked:
        if linked[: len(at)] == at and at and value_at(value, linked) != text:
            put_at(value, linked, text)
            return True
    if "bang" in at:
        return _say_table(value, at[: at.index("bang")], at[at.index("bang") + 1 :])
    if at and at[-1] == "chuc_vu_co_quan" and at[-1] in (signer := value_at(value, at[:-1])):
        signer.setdefault("chuc_vu", []).extend(signer.pop("chuc_vu_co_quan"))
        return True
    owner, inner = (value.get("trinh_bay", {}), at[1:]) if at[:1] == ("trinh_bay",) and len(at) > 1 else (value, at)
    if len(inner) == 1 and inner[0] in owner and inner[0] not in _NEEDED:
        del owner[str(inner[0])]
        return True
    return False


def _say_table(value: dict[str, Any], owner: Path, inner: Path) -> bool:
    """Put the rows of a table into words: no word of it is lost, and somebody will look at it."""
    node = value_at(value, owner)
    tables = node.get("bang")
    if not tables:
        return False
    place = inner[0] if inner and isinstance(inner[0], int) and inner[0] < len(tables) else 0
    table = tables.pop(place)
    if not tables:
        del node["bang"]
    node.setdefault("noi_dung", []).extend(_lines(table) or [UNKNOWN])
    return True


def _lines(table: Any) -> list[str]:
    """Return every text in a table, a line each."""
    if isinstance(table, str):
        return [table] if table.strip() and table not in ("<", "^", UNKNOWN) else []
    inner = table.values() if isinstance(table, dict) else table if isinstance(table, list) else ()
    return [line for one in inner for line in _lines(one)]


def value_at(value: Any, at: Path) -> Any:
    """Return what stands at a place of a draft's plain values."""
    for step in at:
        value = value[step]
    return value


def put_at(value: Any, at: Path, said: Any) -> None:
    """Put something else at a place."""
    value_at(value, at[:-1])[at[-1]] = said
