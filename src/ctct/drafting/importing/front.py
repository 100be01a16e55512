"""What stands above the text → what a draft says of itself: layout, type, issuer, sign, date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ctct.drafting.importing.capitals import is_capitals
from ctct.drafting.importing.lines import Document
from ctct.drafting.importing.zones import Zones
from ctct.language import _
from ctct.model.types import LEGAL_TYPES, TYPE_NAMES, TYPES_OF
from ctct.model.values import days
from ctct.resolve.marks import month_figure

UNKNOWN = "…"
"""What stands where a draft must say something and the document does not."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_TYPE = "bao_cao"


def layout_for(zones: Zones) -> str:
    """Return the layout that a document has: by what stands above it, by its sign and its type."""
    said = zones.head.value.get("so_ky_hieu") or {}
    if zones.head.party or (not zones.head.state and said.get("noi") == "-"):
        return "dang"
    in_force = bool(re.match(r"(?:19|20)\d\d/", said.get("ky_hieu", "")))
    is_legal = zones.loai in ("nghi_dinh", "thong_tu") or (zones.loai in LEGAL_TYPES and in_force)
    return "van-ban-quy-pham" if is_legal else "nha-nuoc"


def front_of(zones: Zones, the_thuc: str, document: Document) -> tuple[dict[str, Any], list[str]]:
    """Return what a draft says of itself above its text, and what of that is guessed."""
    guesses: list[str] = []
    value: dict[str, Any] = {"the_thuc": the_thuc, "loai": _type(zones, the_thuc, guesses)}
    if zones.ten_loai and zones.loai == value["loai"]:
        value["ten_loai"] = _extended(zones.ten_loai, value["loai"])
    head = zones.head.value
    value["co_quan"] = head.get("co_quan") or UNKNOWN
    value["so_ky_hieu"] = sign(head.get("so_ky_hieu"), the_thuc, guesses)
    if head.get("dia_danh"):
        value["dia_danh"] = head["dia_danh"]
    value["ngay"] = date(head.get("ngay"), document, guesses)
    value.update({key: head[key] for key in ("do_mat", "do_khan", "du_thao") if key in head})
    return value, guesses


def _type(zones: Zones, the_thuc: str, guesses: list[str]) -> str:
    known = TYPES_OF[the_thuc].types
    if zones.loai in known:
        return zones.loai
    asked = zones.title.plain if zones.title else ""
    nearest = _OTHER_TYPE if _OTHER_TYPE in known else next(iter(known))
    if asked:
        guesses.append(_("thể thức này không có tên loại «{asked}»: tạm ghi «{nearest}»", asked=asked, nearest=nearest))
    else:
        guesses.append(_("văn bản không có tên loại: tạm ghi «{nearest}»", nearest=nearest))
    return nearest


def _extended(title: str, loai: str) -> str:
    name = TYPE_NAMES[loai]
    rest = title[len(name) :]
    return name + (rest.lower() if is_capitals(title) else rest)


def sign(found: Mapping[str, Any] | None, the_thuc: str, guesses: list[str]) -> Any:
    """Return a sign as a draft has it; what is not known of it goes to ``guesses``."""
    if found is None:
        guesses.append(_("không thấy số, ký hiệu"))
        return {"so": None, "ky_hieu": UNKNOWN}
    joint = "-" if the_thuc == "dang" else "/"
    so, said = found["so"], found["ky_hieu"]
    return f"{so:02}{joint}{said}" if so else {"so": None, "ky_hieu": said}


def date(found: Mapping[str, int] | None, document: Document, guesses: list[str]) -> Any:
    """Return a date as a draft has it; a year that stands nowhere is that which the text names most."""
    if found and "ngay" in found:
        try:
            days(found["nam"], found["thang"], found["ngay"])
        except ValueError:
            found = {"nam": found["nam"]}
        else:
            return f"{found['ngay']:02}/{month_figure(found['thang'])}/{found['nam']}"
    if found:
        return dict(found)
    years = Counter(year for line in document.everything() for year in _YEAR.findall(line.text))
    year = int(years.most_common(1)[0][0]) if years else 2000
    if years:
        guesses.append(_("không thấy ngày tháng; năm ghi theo lời văn"))
    else:
        guesses.append(_("không thấy ngày tháng; năm tạm ghi {year}", year=year))
    return {"nam": year}
