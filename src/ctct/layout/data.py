"""Reads the data of a layout, ``the-thuc.yaml``, in each edition of its regulation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.layout.data_faults import data_faults
from ctct.model.layout import SECTIONS, AnBan, TheThuc
from ctct.model.validation import validate


class Choices(NamedTuple):
    """What a draft chooses where the regulation leaves a choice; ``date`` (``YYYY-MM-DD``) and ``edition`` decide which edition
    holds.
    """

    date: str
    edition: str | None = None
    size: int | None = None
    line: float | None = None
    mirrored: bool = False
    preset: int | None = None


class Edition(NamedTuple):
    """A layout as one edition of its regulation has it; the edition holds from the day ``since`` (``YYYY-MM-DD``)."""

    name: str
    since: str
    layout: TheThuc


def inherit(data: Any, base: Mapping[str, Any]) -> Any:
    """Return ``data`` with the sections, and the keys in them, that it leaves to ``base``."""
    if not isinstance(data, dict):
        return data
    merged = {**base, **data}
    for section, value in base.items():
        if isinstance(value, dict) and isinstance(data.get(section), dict):
            merged[section] = {**value, **data[section]}
    return merged


def read_layout(data: Any) -> tuple[Edition, ...]:
    """Return what ``the-thuc.yaml`` says, in each edition. Raises :class:`Rejected` with the faults of all of them."""
    layout = _validated(data)
    if faults := data_faults(layout):
        raise Rejected(faults)
    editions: list[Edition] = []
    faults = []
    for index, edition in enumerate(layout.an_ban):
        try:
            editions.append(Edition(edition.ten, edition.tu, _in_edition(layout, edition)))
        except Rejected as rejected:
            faults += [fault._replace(at=("an_ban", index, "khac", *fault.at)) for fault in rejected.diagnostics]
    if faults:
        raise Rejected(faults)
    return tuple(editions)


def pick_edition(editions: tuple[Edition, ...], choices: Choices) -> Edition:
    """Return the edition asked for, else the last one in force on the document's date (before all of them, the first)."""
    asked = [edition for edition in editions if edition.name == choices.edition]
    in_force = [edition for edition in editions if edition.since <= choices.date]
    return (asked or in_force[-1:] or list(editions))[0]


def _validated(data: Any) -> TheThuc:
    """Tell faults by the part of a layout that they are in: the whole, a style, another value."""
    try:
        return validate(TheThuc, data)
    except Rejected as rejected:
        codes = ("TT01" if len(one.at) < 2 else "TT03" if one.at[0] == "kieu" else "TT02" for one in rejected.diagnostics)
        raise Rejected(one._replace(code=code) for one, code in zip(rejected.diagnostics, codes, strict=True)) from None


def _in_edition(layout: TheThuc, edition: AnBan) -> TheThuc:
    """Return ``layout`` with what ``edition`` says otherwise of each ``section.key``. Raises :class:`Rejected` with paths into
    what it says.
    """
    if not edition.khac:
        return layout
    changed = layout.model_dump(exclude_unset=True)
    for path, value in edition.khac.items():
        section, _rest, key = path.partition(".")
        if section not in SECTIONS:
            hint = _("ghi «phần.khóa», ví dụ: loi_van.so")
            raise Rejected(
                [error("TT02", (path,), _("«{path}» không phải chỗ nào của thể thức", path=path), hint, on_key=True)]
            )
        if "can_cu" not in value:  # that of the other edition is not its own
            raise Rejected([error("TT02", (path, "can_cu"), _("thiếu «can_cu» (căn cứ)"), _("ghi điều khoản của ấn bản này"))])
        said = changed.setdefault(section, {})
        said[key] = {**said.get(key, {}), **value}
    try:
        whole = _validated(changed)
        faults = data_faults(whole)
    except Rejected as rejected:
        faults = list(rejected.diagnostics)
    if faults:
        raise Rejected(fault._replace(at=(".".join(map(str, fault.at[:2])), *fault.at[2:])) for fault in faults)
    return whole
