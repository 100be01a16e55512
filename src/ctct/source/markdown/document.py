"""Markdown → the same plain values as YAML, and the place of each: front matter in YAML, then the body in CommonMark."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from ctct.diagnostics import Diagnostic, Rejected, Severity, error, nearest
from ctct.language import _
from ctct.source.markdown.body import Body
from ctct.source.markdown.nodes import DEFAULT_LEVELS
from ctct.source.markdown.places import MarkdownPlaces, Page
from ctct.source.markdown.reading import Reading, Vocabulary
from ctct.source.spans import Spans
from ctct.source.yaml import load as load_yaml

LEVELS_KEY = "cap"
"""The key of the front matter that says what ``#``, ``##`` … are; a draft in YAML has no need of it."""

MOST_NESTED = 100
"""How deep blocks may nest: deeper ones would be dropped by the parser, long after they were refused as too deep."""

_EDGE = re.compile(r"---[ \t]*$")
_body_line_at = re.compile(r"#{2,6} |\d+[.)] |[-*] \*|<!--").match
_TAB = re.compile("^ *\t++(?=.*[^ \t\r\n])", re.MULTILINE)
_ODD_SPACE = re.compile("^[ \t]*(?P<odd>[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+)", re.MULTILINE)


def load(text: str, words: Vocabulary) -> tuple[object, MarkdownPlaces]:
    """Return the value of a Markdown draft and the places in it. Raises :class:`Rejected` with every fault of the front
    matter, or else with every fault of the body.
    """
    page = Page(text)
    end = _front_end(page)
    value, spans = _load_front(page, end)
    faults: list[Diagnostic] = []
    levels = _levels(value.pop(LEVELS_KEY, None), words, spans, faults)
    reading = Reading(page, words, levels, _text_or_none(value.get("loai")), faults=faults)
    # The front matter may hold works and notes, too; the body must not give their ids a second time.
    for key, ids in (("thuong_ky", reading.works), ("chu_thich", reading.notes)):
        ids.update(value[key] if isinstance(value.get(key), dict) else ())
    _check_blanks(reading, page.starts[end + 1] if end + 1 < len(page.starts) else len(text))
    Body(reading).read(_blocks(page, end))
    _merge(value, reading)
    # Warnings are no reason to refuse: they go along with the places.
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise Rejected(faults)
    places = MarkdownPlaces(text, spans, reading.marked, tuple(faults))
    places.said, places.comments, places.fences = reading.value, tuple(reading.comments), reading.fences
    return value, places


def has_front_matter(text: str) -> bool:
    """Return whether a text of unknown form begins as a Markdown draft does: a YAML draft has no second ``---``."""
    lines = text.splitlines()
    return bool(lines) and bool(_EDGE.match(lines[0])) and any(map(_EDGE.match, lines[1:]))


def front_text(text: str) -> str:
    """Return the front matter of a draft that :func:`load` accepts, as YAML, its characters where they stand in ``text``."""
    page = Page(text)
    return _as_yaml(page, _front_end(page))


def _front_end(page: Page) -> int:
    """Return the line that closes the front matter."""
    lines = list(page.lines())
    if not _EDGE.match(lines[0]):
        hint = _("mở đầu tệp bằng dòng «---», các khóa «loai: …», «co_quan: …», rồi một dòng «---»")
        raise Rejected(
            [error("MD01", (), _("dự thảo Markdown thiếu phần đầu giữa hai dòng «---»"), hint, region=(0, page.ends[0]))]
        )
    end = next((number for number, line in enumerate(lines) if number and _EDGE.match(line)), None)
    if end is None:
        raise Rejected([_unclosed(page, next((n for n, line in enumerate(lines) if _body_line_at(line)), None))])
    return end


def _unclosed(page: Page, body: int | None) -> Diagnostic:
    hint = _("thêm dòng «---» trước dòng {body}", body=body + 1) if body else _("thêm dòng «---» sau khóa cuối cùng")
    return error("MD01", (), _("phần đầu mở bằng «---» mà chưa đóng"), hint, region=(0, page.ends[0]))


def _as_yaml(page: Page, end: int) -> str:
    # The first «-» becomes «#»: the edge is a comment then, and every character keeps its place in the file.
    return "#" + page.text[1 : page.starts[end]]


def _load_front(page: Page, end: int) -> tuple[dict[str, Any], Spans]:
    written = _as_yaml(page, end)
    if all(not line.strip() or line.lstrip().startswith("#") for line in written.splitlines()):
        return {}, Spans.for_text(written)
    try:
        value, spans = load_yaml(written)
    except Rejected:
        # A rule in the body was taken for the edge that is missing: what YAML says of the body would only confuse.
        body = next((number for number in range(1, end) if _body_line_at(page.line(number))), None)
        if body is None:
            raise
        raise Rejected([_unclosed(page, body)]) from None
    if not isinstance(value, dict):
        raise Rejected([error("MD01", (), _("phần đầu phải là các dòng «khóa: giá trị»"), region=spans.locate(()))])
    return value, spans


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _levels(value: object, words: Vocabulary, spans: Spans, faults: list[Diagnostic]) -> tuple[str, ...]:
    """Return the levels that the front matter sets, from the highest."""
    if value is None:
        return DEFAULT_LEVELS
    known = words.levels
    ranks = [known.index(level) if level in known else -1 for level in value] if isinstance(value, list) and value else [-1]
    if -1 not in ranks and ranks == sorted(set(ranks)):
        return tuple(known[rank] for rank in ranks)
    wrong = next((str(level) for level in value if level not in known), "") if isinstance(value, list) else ""
    hint = nearest(wrong, known) or _(
        "ghi như «cap: [dieu, khoan, diem]», từ cấp cao xuống thấp, trong các cấp: {known}", known=", ".join(known)
    )
    region = spans.locate((LEVELS_KEY,))
    faults.append(error("MD01", (), _("không hiểu các cấp của «#», «##»… ở «{key}»", key=LEVELS_KEY), hint, region=region))
    return DEFAULT_LEVELS


def _check_blanks(reading: Reading, start: int) -> None:
    """Find tabs and odd spaces at the start of lines: how deep a line stands must be plain to see."""
    for found in _TAB.finditer(reading.page.text, start):
        hint = _("thay phím Tab bằng dấu cách: mục con thụt vào 3 dấu cách")
        reading.fault("NG20", found.span(), _("dùng phím Tab để thụt dòng; hãy dùng dấu cách"), hint)
    for found in _ODD_SPACE.finditer(reading.page.text, start):
        message = _("đầu dòng có dấu cách lạ (không phải phím cách), thường do chép từ Word hay trang mạng")
        reading.fault("NG20", found.span("odd"), message, _("xóa khoảng trống đầu dòng rồi thụt dòng bằng phím cách"))


def _blocks(page: Page, end: int) -> SyntaxTreeNode:
    """Return the blocks below the front matter, their lines counted from the top of the page."""
    # Blank lines stand in for the front matter, so that the parser counts lines as the file does.
    body = [page.line(number) for number in range(end + 1, len(page.starts))]
    return SyntaxTreeNode(_parser().parse("\n" * (end + 1) + "\n".join(body)))


@cache
def _parser() -> MarkdownIt:
    """Return the parser of blocks. What stands inside a text is read by ctct itself, so that it means the same in YAML."""
    # Of CommonMark only the blocks are wanted; link definitions, for one, would be taken out of the text without a word.
    parser = MarkdownIt("commonmark", {"maxNesting": MOST_NESTED}).enable("table")
    return parser.use(footnote_plugin).disable(["reference", "inline", "footnote_tail", "text_join"])


def _merge(value: dict[str, Any], reading: Reading) -> None:
    """Add the body's keys to those of the front matter; one key cannot be in both, but for works and notes."""
    for key, said in reading.value.items():
        if key in ("thuong_ky", "chu_thich") and isinstance(value.get(key), dict):
            value[key] = {**value[key], **said}
        elif key in value:
            region = reading.marked.find((key,), key=True) or reading.marked.find((key, 0), key=True) or (0, 0)
            reading.fault("MD09", region, _("«{key}» viết cả ở phần đầu và ở đây", key=key), _("chỉ viết ở một nơi"))
        else:
            value[key] = said
