"""Tables → Markdown: a table of its own where it can hold everything, else a block «```bang» in YAML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctct.drafting.forms.markdown_lines import Lines
from ctct.drafting.forms.pieces import one_line
from ctct.drafting.forms.tree import Collection, Node, plain
from ctct.drafting.forms.yaml_writer import WIDTH, write_yaml
from ctct.source.markdown.marks import written, written_attribute
from ctct.source.markdown.reading import Vocabulary
from ctct.source.markdown.tables import GROUP, TABLES, TOTAL

_RULES = {"trai": (":", ""), "giua": (":", ":"), "phai": ("", ":")}


def table_blocks(node: Node, words: Vocabulary) -> Iterator[Lines]:
    """Yield the blocks of one table: the attributes above it, and itself."""
    table = plain(node)
    assert isinstance(node, Collection)
    rows = None if node.fenced else _rows(table, words)
    if rows is None:
        yield [f"```{TABLES}", *write_yaml(node).splitlines(), "```"]
        return
    given = [written_attribute(key, attribute_text(table[key])) for key in words.table_attributes if table.get(key) is not None]
    if given:
        yield [f"{{{' '.join(given)}}}"]
    yield list(_drawn(rows, [_rule(column) for column in table["cot"]]))


def attribute_text(value: Any) -> str:
    """Return a value as an attribute says it: in quotes, so that blanks at its ends stay."""
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).splitlines())


def _rows(table: dict[str, Any], words: Vocabulary) -> list[Lines] | None:
    """Return the cells of every row, the columns' names first; ``None`` for a table that Markdown cannot hold: a faulty one
    among them, as the formatter may be given.
    """
    heads, lines = table.get("cot"), table.get("dong")
    if not isinstance(heads, list) or not isinstance(lines, list) or not heads:
        return None
    columns = [_column(column, words) for column in heads]
    rows = [_row(row, len(columns)) for row in lines]
    if not {*table} <= {*words.table_attributes, "cot", "dong"} or None in columns or None in rows:
        return None
    return [[column for column in columns if column is not None], *(row for row in rows if row is not None)]


def _column(column: Any, words: Vocabulary) -> str | None:
    said = column if isinstance(column, dict) else {"ten": column}
    if said.get("cot"):  # a table of Markdown has one row of heads
        return None
    shown = said.get("can") in _RULES
    given = [
        written_attribute(key, str(said[key]))
        for key in words.column_attributes
        if said.get(key) is not None and not (key == "can" and shown)
    ]
    name = _cell(said.get("ten"))
    return None if name is None else " ".join([name, *([f"{{{' '.join(given)}}}"] if given else [])])


def _row(row: Any, width: int) -> Lines | None:
    if isinstance(row, dict) and GROUP in row:
        name = _cell(row[GROUP])
        return None if name is None else [f"{name} {{.{GROUP}}}", *[""] * (width - 1)]
    total = isinstance(row, dict) and TOTAL in row
    if isinstance(row, dict) and not {*row} <= {TOTAL, "o"}:
        return None
    cells = [_cell(cell) for cell in (row.get(TOTAL) or row.get("o") or () if isinstance(row, dict) else row)]
    if None in cells or len(cells) > width:
        return None
    if total:
        cells[:1] = [f"{cells[0] if cells else ''} {{.{TOTAL}}}".strip()]
    return [*(cell for cell in cells if cell is not None), *[""] * (width - len(cells))]


def _cell(value: Any) -> str | None:
    """Return a cell as it is written; ``None`` for one of several paragraphs."""
    lines = [str(line) for line in (value if isinstance(value, list) else [value]) if line is not None]
    if len(lines) > 1 or any(len(line.splitlines()) > 1 for line in lines):
        return None
    return written(one_line(lines[0])).replace("|", "\\|") if lines else ""


def _rule(column: Any) -> tuple[str, str]:
    return _RULES.get(str(column.get("can")) if isinstance(column, dict) else "", ("", ""))


def _drawn(rows: list[Lines], rules: list[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a table, its columns as wide as their widest cell where that fits the page."""
    widths = [max(3, *(len(row[place]) for row in rows)) for place in range(len(rules))]
    if sum(widths) + 3 * len(widths) + 1 > WIDTH:
        widths = [0] * len(rules)
    for number, row in enumerate(rows):
        yield f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        if not number:
            lines = [
                left + "-" * (max(3, width) - len(left) - len(right)) + right
                for (left, right), width in zip(rules, widths, strict=True)
            ]
            yield f"| {' | '.join(lines)} |"
