"""What follows the signatures → appendices, and the text that a decision puts into force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ctct.drafting.importing.capitals import is_capitals
from ctct.drafting.importing.letterhead import is_letterhead, is_rule, type_of
from ctct.drafting.importing.lines import Block, Grid, Line

_APPENDIX = re.compile(
    r"phụ\s+lục(?:\s+(?:số\s+)?(?P<number>[IVXLC]{1,6}|\d{1,2}|[A-Z]))?(?:\s*[.:]\s*|\s*\n\s*|\s+[-–]\s+|\s*$)", re.IGNORECASE
)
_WITH = re.compile(r"\(?\s*(?:(?:ban hành|phê duyệt|được công nhận|công nhận)\s+)?(?:kèm|đính kèm)(?: theo)?\b", re.IGNORECASE)
_LONGEST_NAME = 6


@dataclass(slots=True)
class Attachment:
    """An attached text: its ``loai`` where it is one of its own (``""`` for an appendix), the lines of its name, what says to
    what it belongs, its blocks; ``at`` is where its letterhead stands, if it has one of its own.
    """

    loai: str = ""
    numbered: bool = False
    names: list[Line] = field(default_factory=list)
    name: str = ""
    blocks: list[Block] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    landscape: bool = False
    own_head: bool = False
    at: str = ""


def attachments_in(blocks: Sequence[Block]) -> Iterator[Attachment]:
    """Yield the texts that blocks behind the closing hold."""
    if not blocks:
        return
    starts = [place for place in range(len(blocks)) if _begins(blocks, place)]
    if not starts or starts[0] > 0:
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield _read(blocks[start:end])


def begins_appendix(block: Block) -> bool:
    """Return whether a block is «Phụ lục I» standing alone."""
    if not isinstance(block, Line) or len(block.plain) > 160:
        return False
    text = block.whole if block.label.casefold().startswith("phụ lục") else block.text
    found = _APPENDIX.match(text)
    return bool(found) and (block.centred or block.bold or block.plain.isupper())


def _begins(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    if isinstance(block, Grid):
        return is_letterhead(block) and not (place and begins_appendix(blocks[place - 1]))
    if begins_appendix(block):
        return True
    # A quy chế of its own, without a letterhead: its name in capitals, below it «(Ban hành kèm theo …)».
    if (
        not block.centred
        or type_of(block.text, bold=block.bold) is None
        or (place and isinstance(blocks[place - 1], Grid) and is_letterhead(blocks[place - 1]))
    ):
        return False
    return any(isinstance(one, Line) and _WITH.match(one.text) for one in blocks[place + 1 : place + 5])


def _read(blocks: Sequence[Block]) -> Attachment:
    made, at = Attachment(), 0
    if isinstance(blocks[0], Grid) and is_letterhead(blocks[0]):
        made.own_head, at = True, 1
        made.at = next((line.at for line in blocks[0].lines()), "")
    elif isinstance(blocks[0], Line) and begins_appendix(blocks[0]):
        at = _read_number(made, blocks[0])
    if (
        at < len(blocks)
        and isinstance(line := blocks[at], Line)
        and (made.own_head or not at)
        and (kind := type_of(line.text, bold=line.bold or line.centred))
    ):
        made.loai = kind[0]
        at += 1
        rest = line.text.partition("\n")[2]
        if rest:
            made.name = rest
    at = _read_name(made, blocks, at)
    made.blocks = list(blocks[at:])
    return made


def _read_number(made: Attachment, line: Line) -> int:
    text = line.whole if line.label.casefold().startswith("phụ lục") else line.text
    found = _APPENDIX.match(text)
    assert found is not None
    made.numbered = bool(found["number"])
    made.name = text[found.end() :].strip()
    return 1


def _skip_owner(made: Attachment, blocks: Sequence[Block], at: int) -> int:
    """Take «(Kèm theo …)», which may go over several lines."""
    opened = 0
    for place in range(at, min(len(blocks), at + 4)):
        line = blocks[place]
        if not isinstance(line, Line) or (place > at and not opened):
            return place
        made.left.append(line)
        opened += line.text.count("(") - line.text.count(")")
    return min(len(blocks), at + 4) if opened <= 0 else at + 1


def _is_in_the_middle(line: Line) -> bool:
    """Return whether a line stands in the middle, be it by tabs or blanks before a name in capitals."""
    return line.centred or (line.raw[:1].isspace() and is_capitals(line.plain))


def _read_name(made: Attachment, blocks: Sequence[Block], at: int) -> int:
    """Take the lines of the name down to «(Kèm theo …)» and the rule below that."""
    limit = min(len(blocks), at + _LONGEST_NAME + 3)
    while at < limit and isinstance(line := blocks[at], Line):
        if is_rule(line):
            at += 1
            continue
        if _WITH.match(line.text):
            at = _skip_owner(made, blocks, at)
            while at < len(blocks) and isinstance(one := blocks[at], Line) and is_rule(one):
                at += 1
            return at
        if not _is_in_the_middle(line) or line.label or len(made.names) >= _LONGEST_NAME:
            return at
        made.names.append(line)
        at += 1
    return at
