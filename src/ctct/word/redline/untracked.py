"""What differs between two documents and no change in a redline records."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ctct.compare.normal import normal
from ctct.language import N_, _
from ctct.word.redline.markup import Element
from ctct.word.redline.names import W
from ctct.word.redline.parts import DOCUMENT, RELATIONS, Parts
from ctct.word.tree import Paragraph, WordDocument

TABLES = N_("độ rộng cột, đường kẻ, định dạng ô của bảng")
LINKS_LOST = N_("liên kết trong đoạn có sửa (còn chữ, mất địa chỉ)")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def of_pages(before: WordDocument, after: WordDocument, old: Parts, new: Parts) -> Iterator[str]:
    """Yield what differs of headers, footers, pages and links."""
    if [_edge(story) for story in before.edges.values()] != [_edge(story) for story in after.edges.values()]:
        yield _("chữ ở đầu trang, chân trang")
    if before.sections != after.sections:
        yield _("khổ giấy ngang, dọc")
    sizes, margins = (_settings(old, tag) != _settings(new, tag) for tag in ("pgSz", "pgMar"))
    if margins or (sizes and before.sections == after.sections):
        yield _("cỡ giấy, lề trang")
    if len(_drawn(before)) == len(_drawn(after)) and _drawn(before) != _drawn(after):
        yield _("chữ trong sơ đồ, biểu đồ")
    if _targets(old) != _targets(new):
        yield _("địa chỉ của liên kết")


def same_frame(old: Element, new: Element, *names: str) -> bool:
    """Return whether the properties of two tables, rows or cells are the same."""
    return [_written(old, name) for name in names] == [_written(new, name) for name in names]


def links_in(root: Element) -> int:
    """Return how many links there are."""
    return sum(1 for _rest in root.iter(W + "hyperlink"))


def _written(element: Element, name: str) -> bytes:
    found = element.find(W + name)
    return b"" if found is None else bytes(etree.tostring(found, with_tail=False))


def _edge(story: list[Paragraph]) -> list[str]:
    return [normal(paragraph.text) for paragraph in story]


def _drawn(document: WordDocument) -> list[str]:
    """Return what the diagrams and charts of a document say: of those that stay a redline has the new words alone."""
    return [mark.id for paragraph in document.everything() for mark in paragraph.marks("object") if mark.id]


def _settings(parts: Parts, tag: str) -> list[dict[str, str]]:
    return [dict(one.attrib) for section in parts.tree(DOCUMENT).iter(W + "sectPr") for one in section.iterchildren(W + tag)]


def _targets(parts: Parts) -> list[tuple[str, str]]:
    """Return what each link says that both texts might have, and where it leads."""
    links = list(parts.tree(DOCUMENT).iter(W + "hyperlink"))
    relations = parts.tree(RELATIONS) if links else None
    leads = {one.get("Id"): one.get("Target", "") for one in relations} if relations is not None else {}
    return [("".join(link.itertext(W + "t")), leads.get(link.get(_ID), link.get(W + "anchor", ""))) for link in links]
