"""Parts a document into its zones: letterhead, title, what comes before the text, the text, closing, what is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ctct.compare.normal import folded
from ctct.drafting.importing.attached import Attachment, attachments_in, begins_appendix
from ctct.drafting.importing.capitals import Writing, is_capitals
from ctct.drafting.importing.closing import find_closing, is_closing
from ctct.drafting.importing.labels import is_bullet, read_labels
from ctct.drafting.importing.letterhead import Head, is_addressed, is_letterhead, is_rule, read_boxes, read_head, type_of
from ctct.drafting.importing.lines import Block, Document, Grid, Line
from ctct.model.types import COPY_TYPES

_GROUND = re.compile(r"\s*(?:[-–+]\s*)?(?:căn cứ|xét|theo đề nghị|theo quy định|trên cơ sở|thực hiện|sau khi)\b", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–+•]\s*")
_CONTENTS = re.compile(r"(?:mục lục|toc)\s*(\d)", re.IGNORECASE)
_DECIDES = frozenset(map(folded, ("Quyết định:", "Quyết nghị:", "Quyết định", "Quyết nghị")))
_PROMULGATES = re.compile(r"\bban hành (?:nghị định|nghị quyết|thông tư|quyết định)\b", re.IGNORECASE)
_CONTACT = re.compile(r"điện thoại|\bđt\b|e-?mail|\bfax\b|địa chỉ", re.IGNORECASE)
_NOT_PUBLIC = folded("Không phổ biến trên phương tiện thông tin đại chúng")
COPIES = {folded(kind.name): key for key, kind in COPY_TYPES.items()}
_MOST_TITLE_LINES, _LONGEST_TITLE = 7, 420


@dataclass(slots=True)
class Zones:
    """The zones of a document. ``loai`` is the type that its title names, ``""`` where it names none that is known; ``spare``
    are lines that belong nowhere; ``contents`` how deep its table of contents goes.
    """

    head: Head
    loai: str = ""
    ten_loai: str = ""
    title: Line | None = None
    about: list[Line] = field(default_factory=list)
    addressed: list[tuple[str, Line]] = field(default_factory=list)
    grounds: list[Line] = field(default_factory=list)
    issuers: list[Line] = field(default_factory=list)
    decides: list[Line] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    attached: list[Attachment] = field(default_factory=list)
    contents: int = 0
    generated: list[Line] = field(default_factory=list)
    copied: list[Block] = field(default_factory=list)
    contact: Line | None = None
    limit: Line | None = None


def zones_of(document: Document, writing: Writing) -> Zones:
    """Return the zones of a document."""
    head, at = read_head(document.blocks, writing)
    if not head.found and document.boxes:
        head = read_boxes(document.boxes, writing)
    zones = Zones(head)
    blocks = [block for block in document.blocks[at:] if not _is_contents(zones, block)]
    at = _read_title(zones, blocks)
    start, end = find_closing(blocks[at:])
    text, zones.closing = blocks[at : at + start], blocks[at + start : at + end]
    early = next((place for place, one in enumerate(text) if place and begins_appendix(one)), None)
    behind = blocks[at + end :]
    if early is not None and not zones.closing:
        text, behind = text[:early], text[early:] + behind
    behind = _read_below(zones, behind)
    zones.attached = list(attachments_in(behind))
    zones.body = text[_read_opening(zones, text) :]
    return zones


def _read_below(zones: Zones, blocks: list[Block]) -> list[Block]:
    """Take what stands below the signatures and is attached to nothing: whom to ask, how far the document may go, a copy's own
    part.
    """
    kept: list[Block] = []
    for block in blocks:
        if (isinstance(block, Grid) and _is_copy(block)) or (
            isinstance(block, Grid) and zones.copied and not kept and is_closing(block)
        ):
            zones.copied.append(block)
        elif isinstance(block, Line) and not kept and len(block.plain) < 300 and _CONTACT.search(block.plain):
            zones.contact = block
        elif isinstance(block, Line) and not kept and folded(block.plain).rstrip(".") == _NOT_PUBLIC:
            zones.limit = block
        else:
            kept.append(block)
    return kept


def _is_copy(grid: Grid) -> bool:
    return any(folded(line.plain) in COPIES for line in grid.lines())


def _is_contents(zones: Zones, block: Block) -> bool:
    """Take the lines of a table of contents: Word made them from the headings."""
    if not isinstance(block, Line):
        return False
    found = _CONTENTS.match(block.style)
    if found:
        zones.contents = max(zones.contents, int(found[1]))
    elif folded(block.style) != folded("Tên mục lục") and not (zones.contents and folded(block.plain) == "mục lục"):
        return False
    zones.generated.append(block)
    return True


# --- title ---


def _read_title(zones: Zones, blocks: Sequence[Block]) -> int:
    """Take the name of the type and the lines below it that say on what; returns the place of the first block behind."""
    for place, block in enumerate(blocks[:4]):
        if not isinstance(block, Line) or is_addressed(block.text):
            break
        if is_rule(block):
            continue
        found = type_of(block.text.partition("\n")[0], bold=block.bold or block.centred)
        if found or (block.centred and is_capitals(block.text.partition("\n")[0]) and not read_labels(block.text)):
            return _take_title(zones, blocks, place, found)
    if zones.head.value.get("loai") == "cong_van" or any(
        isinstance(one, Line) and is_addressed(one.text) for one in blocks[:5]
    ):
        zones.loai = "cong_van"
    return _skip_rules(blocks, 0)


def _take_title(zones: Zones, blocks: Sequence[Block], place: int, found: tuple[str, str] | None) -> int:
    line = blocks[place]
    assert isinstance(line, Line)
    zones.title = line
    if found:
        zones.loai, zones.ten_loai = found
    first, _, rest = line.text.partition("\n")
    if found is None and not zones.head.found:
        zones.title = None
        zones.about.append(line)
    elif rest:
        zones.about.append(_behind(line, len(first)))
    at = place + 1
    while at < len(blocks) and isinstance(one := blocks[at], Line) and _is_about(zones, one, line):
        zones.about.append(one)
        at += 1
    return _skip_rules(blocks, at)


def _is_about(zones: Zones, line: Line, title: Line) -> bool:
    if len(zones.about) >= _MOST_TITLE_LINES or is_rule(line) or line.label or is_addressed(line.text):
        return False
    if len(line.plain) > _LONGEST_TITLE or _is_ground(line) or folded(line.plain) in _DECIDES or read_labels(line.text):
        return False
    is_issuer = zones.about and is_capitals(line.plain) and not is_capitals(zones.about[-1].plain)
    return line.centred and (title.centred or line.bold) and not is_issuer and not line.plain.endswith((":", "./."))


def _behind(line: Line, start: int) -> Line:
    from ctct.drafting.importing.marks import stretches_from

    text = line.text[start:].lstrip("\n ")
    return Line(line.at, text, text, stretches_from(line, len(line.text) - len(text)), bold=line.bold, align=line.align)


def _skip_rules(blocks: Sequence[Block], at: int) -> int:
    while at < len(blocks) and isinstance(one := blocks[at], Line) and is_rule(one):
        at += 1
    return at


# --- what comes before the text ---


def _read_opening(zones: Zones, blocks: Sequence[Block]) -> int:
    at = _read_addressed(zones, blocks, 0)
    at = _read_issuers(zones, blocks, at)
    while at < len(blocks) and isinstance(one := blocks[at], Line) and _goes_on_ground(zones, one):
        if not one.plain.endswith((";", ".", ",")) and not _leads_on(blocks, at + 1):
            break
        zones.grounds.append(one)
        at += 1
    if zones.grounds or zones.issuers:
        at = _read_issuers(zones, blocks, at)
        if at < len(blocks) and isinstance(one := blocks[at], Line) and folded(one.plain) in _DECIDES:
            zones.decides.append(one)
            at += 1
    return at


def _read_issuers(zones: Zones, blocks: Sequence[Block], at: int) -> int:
    while at < len(blocks) and isinstance(one := blocks[at], Line) and len(zones.issuers) < 3:
        if is_rule(one):
            at += 1
            continue
        if not one.centred or not is_capitals(one.plain) or folded(one.plain) in _DECIDES or read_labels(one.text) or one.label:
            break
        zones.issuers.append(one)
        at += 1
    return at


def _leads_on(blocks: Sequence[Block], at: int) -> bool:
    """Return whether grounds go on at a place, or end there with «QUYẾT ĐỊNH:»."""
    block = blocks[at] if at < len(blocks) else None
    return isinstance(block, Line) and (_is_ground(block) or folded(block.plain) in _DECIDES)


def _goes_on_ground(zones: Zones, line: Line) -> bool:
    """Return whether a line is a ground: by how it begins, or because the one before it ends with a semicolon."""
    before = zones.grounds[-1].plain if zones.grounds else ""
    if _PROMULGATES.search(line.plain):
        return False
    return _is_ground(line) or (before.endswith(";") and not line.centred and not line.label and not read_labels(line.text))


def _is_ground(line: Line) -> bool:
    return bool(_GROUND.match(line.text)) and not line.centred


def _read_addressed(zones: Zones, blocks: Sequence[Block], at: int) -> int:
    """Take «Kính gửi:» and the lines that say to whom, in a table or not."""
    if at < len(blocks) and isinstance(grid := blocks[at], Grid) and not is_letterhead(grid):
        lines = list(grid.lines())
        if lines and is_addressed(lines[0].text) and len(lines) < 40:
            _take_addressed(zones, lines)
            return at + 1
    if at >= len(blocks) or not isinstance(line := blocks[at], Line) or not is_addressed(line.text):
        return at
    taken: list[Line] = [line]
    at += 1
    while at < len(blocks) and isinstance(one := blocks[at], Line) and _is_addressee(one, taken):
        taken.append(one)
        at += 1
    _take_addressed(zones, taken)
    return at


def _is_addressee(line: Line, taken: Sequence[Line]) -> bool:
    if len(line.plain) > 220 or len(taken) > 40 or line.plain.endswith(":") or _is_ground(line):
        return False
    if _BULLET.match(line.text) or is_bullet(line.label):
        return True
    found = is_addressed(taken[0].text)
    is_open = len(taken) == 1 and found is not None and not taken[0].text[found.end() :].strip()
    return is_open or taken[-1].plain.endswith((";", ",")) or (len(line.plain) < 90 and line.plain.endswith(";"))


def _take_addressed(zones: Zones, lines: Sequence[Line]) -> None:
    for place, line in enumerate(lines):
        found = is_addressed(line.text) if not place else None
        for part in line.text[found.end() if found else 0 :].split("\n"):
            bullet = _BULLET.match(part)
            said = part[bullet.end() if bullet else 0 :].strip()
            if said.strip(" ;.,:"):
                zones.addressed.append((said if said.endswith("...") else said.rstrip(" ;.,"), line))
