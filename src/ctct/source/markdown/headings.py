"""Headings: each opens a node with a name; the depth tells the level."""

from __future__ import annotations

from typing import Any

from markdown_it.tree import SyntaxTreeNode as Block

from ctct.diagnostics import Path
from ctct.language import _
from ctct.source.markdown.nodes import add_node, chosen_level, set_words
from ctct.source.markdown.reading import INDENT, ITEM, WORKS, Owner, Reading
from ctct.source.markdown.texts import AttributedText, heading, region_of, span_of, with_attributes
from ctct.source.spans import Region

WORKS_TITLE = "Việc thường kỳ"
ISSUED = "kem_theo"
"""The key of the text that a decision issues; its heading is its trích yếu."""

END = "***"
"""The rule after which the paragraphs that close the body stand."""


def read_heading(reading: Reading, block: Block, owners: list[Owner]) -> None:
    """Read a heading under the last of ``owners``: those of its depth and below are closed, its own is added."""
    region = region_of(reading.page, block)
    if fault := _unfit(block, owners[-1]):
        reading.fault("MD04", region, *fault)
        return
    reading.below_heading = span_of(block)[1]
    worded = with_attributes(reading, heading(reading.page, block))
    depth = len(block.markup)
    if WORKS in worded.words:
        owners[1:] = [_works(reading, worded, depth, region)]
        return
    if attached := next((word for word in worded.words if word in reading.words.attached), None):
        owners[:] = [_attached(reading, worded, attached, region)]
        return
    while owners[-1].depth >= depth:
        owners.pop()
    parent = owners[-1]
    if reading.ended:
        reading.fault(
            "MD06", region, _("sau «{end}» chỉ còn các đoạn kết", end=END), _("chuyển «{end}» xuống sau mục cuối cùng", end=END)
        )
    elif parent.astray and parent.astray[0] == "ket":
        reading.fault("MD06", parent.astray[1], _("đoạn này nằm giữa các mục mà không thuộc mục nào"), _(INDENT))
    node = add_node(reading, parent, _level(reading, worded, depth, parent, region), region)
    node.depth = depth
    set_words(reading, node, worded, named=True)
    owners.append(node)


def _unfit(block: Block, owner: Owner) -> tuple[str, str] | None:
    """Say why a heading cannot be one of a draft."""
    if block.markup[0] != "#":
        sign = block.markup[0]
        hint = _(
            "ghi «{value} tên»; dòng «{sign}» bỏ đi, hoặc để trống một dòng phía trên nó",
            value="#" if sign == "=" else "##",
            sign=sign * 3,
        )
        return _("tiêu đề kiểu gạch chân không dùng được"), hint
    if not block.children[0].content:
        return _("tiêu đề chưa có tên"), _("ghi tên sau dấu «#», hoặc bỏ dòng này")
    if owner.depth == ITEM:
        return _("tiêu đề nằm trong một mục của danh sách"), _("bỏ thụt vào; mục con viết «1. …»")
    return None


def _works(reading: Reading, worded: AttributedText, depth: int, region: Region) -> Owner:
    """Open the section of the works that recur. Its heading is not printed, so it has but one wording."""
    title = worded.passage.value if worded.passage else ""
    reading.place((WORKS,), region)
    if " ".join(title.split()).casefold() != WORKS_TITLE.casefold() or len(worded.attributes) > 1:
        hint = _("ghi «{marks} {title} {{.{works}}}»", marks="#" * depth, title=WORKS_TITLE, works=WORKS)
        reading.fault("MD04", region, _("tiêu đề trên các việc thường kỳ không in ra nên không ghi gì khác"), hint)
    return Owner((WORKS,), {}, WORKS, depth)


def _attached(reading: Reading, worded: AttributedText, key: str, region: Region) -> Owner:
    """Open an appendix, or the text that the document issues: from here on its own body is read."""
    reading.ended = False
    value: dict[str, Any] = {}
    path: Path = (key,)
    if key == ISSUED:
        if key in reading.value:
            reading.fault("MD09", region, _("văn bản kèm theo viết hai lần"), _("mỗi văn bản chỉ kèm một văn bản"))
        reading.value[key] = value
    else:
        appendices = reading.value.setdefault(key, [])
        path = (key, len(appendices))
        appendices.append(value)
    reading.place(path, region)
    owner = Owner(path, value, None, 0)
    set_words(reading, owner, worded, named=True)
    if key == ISSUED and "ten" in value:
        value["trich_yeu"] = value.pop("ten")
        reading.marked.texts[(key, "trich_yeu")] = reading.marked.texts.pop((key, "ten"))
    return owner


def _level(reading: Reading, worded: AttributedText, depth: int, parent: Owner, region: Region) -> str | None:
    levels, names = reading.levels, reading.words.level_names
    if chosen := chosen_level(reading, worded):
        return chosen
    if parent.depth and depth > parent.depth + 1:
        hint = _(
            "ghi «{value} …»; nếu bỏ qua một cấp thật thì ghi rõ cấp ở cuối tiêu đề, ví dụ {{.khoan}}",
            value="#" * (parent.depth + 1),
        )
        reading.fault(
            "MD04", region, _("tiêu đề nhảy từ «{above}» sang «{marks}»", above="#" * parent.depth, marks="#" * depth), hint
        )
        return None
    if depth > len(levels):
        used = ", ".join(f"«{'#' * place}» {names[level]}" for place, level in enumerate(levels, 1))
        reading.fault(
            "MD04", region, _("không có cấp nào ứng với «{value}»", value="#" * depth), _("các cấp: {used}", used=used)
        )
        return None
    return levels[depth - 1]
