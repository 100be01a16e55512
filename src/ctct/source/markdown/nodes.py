"""The nodes of a Markdown body: where they hang, their first words and the attributes after those."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Path, nearest
from ctct.language import _
from ctct.source.markdown.marks import Attribute, letters_of
from ctct.source.markdown.reading import ITEM, WORKS, Owner, Reading
from ctct.source.markdown.texts import AttributedText, check, check_joined
from ctct.source.spans import Region

DEFAULT_LEVELS = ("phan", "muc", "khoan", "diem")
"""What ``#``, ``##``, ``###``, ``####`` are where the front matter does not say."""

LIST_LEVEL = "khoan"
"""The level of a list that no heading stands over."""

NAME = "ten"
"""The word that makes the first words of an item its name: ``{.ten}``."""


def chosen_level(reading: Reading, worded: AttributedText) -> str | None:
    """Return the level that a text asks for, as in ``{.khoan}``."""
    return next((word for word in worded.words if word in reading.words.levels), None)


def level_below(reading: Reading, owner: Owner) -> str | None:
    """Return the level of the items under ``owner``: the next one that the draft uses; ``None`` at the bottom."""
    levels, known = reading.levels, reading.words.levels
    if owner.level == WORKS:
        return WORKS if owner.depth != ITEM else None
    if owner.level is None:
        return LIST_LEVEL if LIST_LEVEL in levels else levels[-1]
    rank = known.index(owner.level)
    return next((level for level in levels if known.index(level) > rank), None)


def add_node(reading: Reading, owner: Owner, level: str | None, region: Region) -> Owner:
    """Add a node under ``owner``; one without a level is read for its faults alone."""
    value: dict[str, Any] = {}
    # It hangs nowhere, so that what is in it is looked through and changes nothing.
    if level is None:
        return Owner(owner.path, value, owner.level, ITEM)
    group = owner.value.setdefault(level, [])
    group.append(value)
    at = (*owner.path, level)
    reading.marked.keys.setdefault(at, region)
    reading.place((*at, len(group) - 1), region)
    return Owner((*at, len(group) - 1), value, level, ITEM)


def add_work(reading: Reading, worded: AttributedText, region: Region) -> Owner:
    """Add a work that recurs, called by its id."""
    name = next((one for one in worded.attributes if one.key == "id"), None)
    value: dict[str, Any] = {}
    if name is None:
        reading.fault("MD08", region, _("việc thường kỳ chưa có mã"), _("thêm «{#mã}» ở cuối dòng"))
    elif name.value in reading.works:
        reading.fault(
            "MD09", name.at, _("việc thường kỳ «{name}» viết hai lần", name=name.value), _("mỗi mã chỉ dùng cho một việc")
        )
    else:
        reading.works.add(name.value)
        reading.value.setdefault(WORKS, {})[name.value] = value
    path = (WORKS, name.value if name else "")
    reading.place(path, name.value_at if name else region)
    return Owner(path, value, WORKS, ITEM)


def set_words(reading: Reading, node: Owner, worded: AttributedText, *, named: bool) -> None:
    """Give a node its first words and its attributes."""
    if worded.passage:
        check(reading, worded.passage, name=NAME not in worded.words)  # who says that it is a name means what is written
        check_joined(reading, worded.passage)
        if named:
            node.value["ten"] = reading.text((*node.path, "ten"), worded.passage)
        else:
            reading.add_paragraph(node, "noi_dung", worded.passage)
    for one in worded.attributes:
        if one.key == "word":
            _check_word(reading, one)
        elif not (node.level == WORKS and one.key == "id"):
            _set_attribute(reading, node, one)


def _check_word(reading: Reading, one: Attribute) -> None:
    known = (NAME, *reading.words.levels)
    if one.value not in (*known, *reading.words.attached):
        hint = nearest(one.value, known) or _("các chữ dùng được: {known}", known=", ".join(known))
        reading.fault("MD08", one.at, _("không hiểu «.{value}»", value=one.value), hint)


def _set_attribute(reading: Reading, node: Owner, one: Attribute) -> None:
    known = reading.words.attributes if node.level != WORKS else reading.words.work_attributes
    known += reading.words.attached.get(str(node.path[0]), ()) if node.depth == 0 else ()
    key = one.key if one.key == "id" else reading.known_key(one, known)
    if key in node.value:
        reading.fault("MD08", one.at, _("«{key}» viết hai lần cho cùng một mục", key=one.key), _("chỉ giữ một"))
    elif key:
        path = (*node.path, key)
        reading.marked.spots[path], reading.marked.keys[path] = one.value_at, one.at
        node.value[key] = _value(reading, path, one)
        if key == "id":
            reading.ids.add(one.value)


def _value(reading: Reading, path: Path, one: Attribute) -> Any:
    """Return what an attribute says, and note where the parts of a list stand."""
    listing = reading.words.lists.get(str(path[-1]))
    if listing is None:
        return reading.words.read_value(str(path[-1]), one.value)
    values, parts, unclear = listing.read(one.value)
    places = letters_of(reading.page.text, one)
    for step, first, last in parts:
        reading.marked.spots[(*path, *step)] = (places[first], places[last])
    for fault in unclear:
        reading.fault("MD08", (places[fault.start], places[fault.end]), fault.message, fault.hint)
    return values
