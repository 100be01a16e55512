"""Tables: the columns stand in the first row, ``{rong=30}`` after a column's name and ``{ten="…" tt=true}`` on a line above
say what Markdown has no sign for; a row marked ``{.nhom}`` heads a group, one marked
``{.tong}`` is a total. What no table of Markdown can hold stands in
a block «```bang» in YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode as Block

from ctct.diagnostics import Path, Rejected
from ctct.language import _
from ctct.source.markdown.marks import Attribute
from ctct.source.markdown.places import Passage
from ctct.source.markdown.reading import Owner, Reading
from ctct.source.markdown.texts import AttributedText, check, region_of, span_of, with_attributes
from ctct.source.spans import Region
from ctct.source.yaml import load

TABLES = "bang"
GROUP = "nhom"
TOTAL = "tong"
_ALIGNED = {"left": "trai", "center": "giua", "right": "phai"}
_closed_at = re.compile(r"[ >]*(?:`{3,}|~{3,})[ \t]*$").match
_EDGE = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"\d{1,6}(?P<part>\.\d{1,6})?")


def read_table(reading: Reading, block: Block, owner: Owner) -> None:
    """Read a table of Markdown, with the attributes that stood above it."""
    heads, *rows = [row for part in block.children for row in part.children]
    path = _add(reading, owner, region_of(reading.page, block))
    table: dict[str, Any] = owner.value[TABLES][-1]
    for one in reading.table_attributes:
        set_attribute(reading, table, path, one, reading.words.table_attributes)
    reading.table_attributes = ()
    table["cot"] = [
        _column(reading, cell, head, (*path, "cot", index))
        for index, (cell, head) in enumerate(zip(_cells(reading, heads), heads.children, strict=False))
    ]
    table["dong"] = [_row(reading, row, len(heads.children), (*path, "dong", index)) for index, row in enumerate(rows)]


def read_table_in_yaml(reading: Reading, block: Block, owner: Owner) -> None:
    """Read a table written in YAML between two lines «```»."""
    page, (first, last) = reading.page, span_of(block)
    start, end = page.starts[first + 1], page.starts[max(first + 1, last - 1)]
    path = _add(reading, owner, region_of(page, block))
    if last - first < 2 or not _closed_at(page.line(last - 1)):
        reading.fault(
            "MD11",
            region_of(page, block),
            _("khối «```{tables}» chưa đóng", tables=TABLES),
            _("thêm dòng «```» sau dòng cuối của bảng"),
        )
        return
    reading.fences[path] = page.text[start:end]
    try:
        value, places = load(page.text[start:end], lines_above=first + 1)
    except Rejected as rejected:
        reading.faults += (one._replace(region=_shifted(one.region or (0, 0), start)) for one in rejected.diagnostics)
        return
    if not isinstance(value, dict):
        hint = _("ghi trong khối: «cot: [tên cột, …]», «dong:» rồi mỗi dòng «- [ô, …]»")
        reading.fault(
            "MD11", region_of(page, block), _("khối «```{tables}» phải là các dòng «khóa: giá trị»", tables=TABLES), hint
        )
        return
    owner.value[TABLES][-1] = value
    for inner in _paths(value, ()):
        reading.marked.spots[(*path, *inner)] = _shifted(places.locate(inner), start)
        reading.marked.keys[(*path, *inner)] = _shifted(places.locate(inner, key=True), start)


def _shifted(region: Region, by: int) -> Region:
    return region[0] + by, region[1] + by


def _paths(value: Any, at: Path) -> Iterator[Path]:
    if at:
        yield at
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _paths(inner, (*at, key))


def _add(reading: Reading, owner: Owner, region: Region) -> Path:
    tables = owner.value.setdefault(TABLES, [])
    path = (*owner.path, TABLES, len(tables))
    tables.append({})
    reading.place(path, region)
    return path


def _cells(reading: Reading, row: Block) -> list[Passage | None]:
    """Return the texts of a row's cells; ``None`` for an empty one."""
    page, number = reading.page, span_of(row)[0]
    line, start = page.line(number), page.starts[number]
    if "|" not in line:
        hint = _("để trống một dòng sau bảng; nếu là một dòng của bảng thì thêm «|»")
        reading.fault("MD11", region_of(page, row), _("dòng này dính vào bảng ở trên"), hint)
    # The parser has dropped where cells stand, and has read escapes that are ours to read.
    edges = [-1, *(found.start() for found in _EDGE.finditer(line)), len(line)]
    spans = [(edges[place] + 1, edges[place + 1]) for place in range(len(edges) - 1)]
    if not line[slice(*spans[0])].strip():
        del spans[0]
    if len(spans) > 1 and not line[slice(*spans[-1])].strip():
        del spans[-1]
    return [_passage(page.text, start + left, start + right) for left, right in spans]


def _passage(text: str, start: int, end: int) -> Passage | None:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    return Passage(text, ((start, start + len(raw.strip())),)) if raw.strip() else None


def _worded(reading: Reading, cell: Passage | None) -> AttributedText:
    worded = with_attributes(reading, cell) if cell else AttributedText(None, ())
    if worded.passage:
        check(reading, worded.passage, inside=True)
    return worded


def _column(reading: Reading, cell: Passage | None, head: Block, path: Path) -> Any:
    worded = _worded(reading, cell)
    column: dict[str, Any] = {"ten": worded.passage.value if worded.passage else ""}
    if worded.passage:
        reading.marked.texts[path] = reading.marked.texts[(*path, "ten")] = worded.passage
    aligned = str(head.attrs.get("style", "")).removeprefix("text-align:")
    if aligned in _ALIGNED:
        column["can"] = _ALIGNED[aligned]
    for one in worded.attributes:
        set_attribute(reading, column, path, one, reading.words.column_attributes)
    return column


def _row(reading: Reading, row: Block, width: int, path: Path) -> Any:
    cells = [_worded(reading, cell) for cell in _cells(reading, row)]
    region = region_of(reading.page, row)
    reading.marked.spots[path] = region
    if len(cells) > width:
        hint = _("bớt ô, hoặc thêm cột; dấu «|» trong lời văn viết «\\|»")
        reading.fault(
            "MD11", region, _("dòng này có {count} ô, mà bảng chỉ có {width} cột", count=len(cells), width=width), hint
        )
    kind = _kind(reading, cells)
    for index, cell in enumerate(cells):
        if cell.passage:
            reading.marked.texts[(*path, TOTAL, index) if kind == TOTAL else (*path, index)] = cell.passage
    if kind == GROUP:
        reading.marked.texts[(*path, GROUP)] = cells[0].passage or Passage(reading.page.text, (region,))
        return {GROUP: cells[0].passage.value if cells[0].passage else ""}
    values = [cell.passage.value if cell.passage else "" for cell in cells]
    # Markdown has to write every cell; a row goes on with empty ones anyway.
    while values and not values[-1]:
        values.pop()
    return {TOTAL: values} if kind == TOTAL else values


def _kind(reading: Reading, cells: list[AttributedText]) -> str:
    """Return what a row is marked as, ``""`` for one that is but a row."""
    marked = [one for cell in cells for one in cell.attributes]
    alone = not any(cell.passage for cell in cells[1:])
    for one in marked:
        if one.key != "word" or not (one.value == TOTAL or (one.value == GROUP and alone)):
            hint = _(
                "ghi «{{.{group}}}» sau tên nhóm, các ô còn lại của dòng để trống; ghi «{{.{total}}}» ở dòng tổng cộng",
                group=GROUP,
                total=TOTAL,
            )
            reading.fault("MD08", one.at, _("không hiểu phần «{…}» này trong bảng"), hint)
    return marked[0].value if marked else ""


def set_attribute(reading: Reading, value: dict[str, Any], path: Path, one: Attribute, known: tuple[str, ...]) -> None:
    """Take an attribute for the value of one of the keys that are ``known`` here."""
    key = reading.known_key(one, known)
    if key is None:
        return
    number = _NUMBER.fullmatch(one.value)
    value[key] = reading.words.read_value(key, one.value)
    if number and key == "rong":
        value[key] = float(one.value) if number["part"] else int(one.value)
    reading.marked.spots[(*path, key)], reading.marked.keys[(*path, key)] = one.value_at, one.at
