"""Differences as a page, whose table may also stand in a pull request: GitHub and GitLab show ``del`` and ``ins``."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ctct.changes.kinds import Differences
from ctct.changes.rows import HEADS, NUMBERS, Line, Row, numbers, rows
from ctct.changes.text import counted
from ctct.language import in_a_document

_STYLE = (
    "body{font-family:'Times New Roman',serif;margin:2em}table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid;padding:.3em .5em;vertical-align:top;text-align:left}td p{margin:0 0 .4em}"
    "del{color:#a00}ins{color:#060}"
)


def as_html(found: Differences, old: str, new: str) -> str:
    """Return a page that needs nothing but itself; ``old`` and ``new`` name the documents."""
    title = escape(f"So sánh {old} và {new}")
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{as_table(found)}</body>\n</html>\n"
    )


def as_table(found: Differences) -> str:
    """Return the table alone."""
    with in_a_document():
        return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Differences) -> Iterator[str]:
    yield f"<p>{escape(counted(found)) or 'không có gì khác'}</p>"
    if found.changes:
        heads = "".join(f"<th>{head}</th>" for head in (HEADS[0], "Loại", *HEADS[1:3]))
        yield f"<table>\n<tr>{heads}</tr>"
        for number, row in enumerate(rows(found), 1):
            yield f"<tr><td>{number}</td><td>{escape(row.kind)}</td>{_cells(row)}</tr>"
        yield "</table>"
    if found.numbers:
        yield f"<p>{NUMBERS}: {escape(numbers(found))}</p>"


def _cells(row: Row) -> str:
    return f"<td>{_paragraphs(row.old, 'del')}</td><td>{_paragraphs(row.new, 'ins')}</td>"


def _paragraphs(lines: tuple[Line, ...], mark: str) -> str:
    return "".join(f"<p>{_words(line, mark)}</p>" for line in lines)


def _words(line: Line, mark: str) -> str:
    return "".join(f"<{mark}>{escape(one.text)}</{mark}>" if one.changed else escape(one.text) for one in line)
