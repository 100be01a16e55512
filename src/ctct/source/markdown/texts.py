"""The texts of a Markdown body: where their lines stand, and what may not stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode as Block

from ctct.language import _
from ctct.source.bullets import is_bulleted, lines_with_bullets
from ctct.source.markdown.marks import (
    SIGNS,
    Attribute,
    attributes,
    definition,
    glued_mark,
    may_begin_line,
    refusals,
    sign_of,
    typed_number,
)
from ctct.source.markdown.places import Page, Passage
from ctct.source.markdown.reading import Reading
from ctct.source.spans import Region

_end_of_line_at = re.compile(r"(?P<spaces> {2,})(?=[\r\n])").match
_SENTENCE_END = re.compile(r"[.:;!?…][”»\")*]*$")
_LONGEST = 120
"""No line that somebody fills by hand is longer."""

_SPACE_BEFORE_WORD = re.compile(" (?=.)")
_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\$")


def span_of(block: Block) -> tuple[int, int]:
    """Return the first line of a block and the line after its last."""
    if block.map:
        return block.map
    return span_of(block.children[0]) if block.children else (0, 1)


def region_of(page: Page, block: Block) -> Region:
    """Return the characters of a block."""
    return page.region(span_of(block))


def paragraph(page: Page, block: Block) -> Passage:
    """Return the text of a paragraph: what stands before it on its lines is never part of it."""
    first = span_of(block)[0]
    stretches = []
    for number, content in enumerate(block.children[0].content.split("\n"), first):
        end = page.starts[number] + len(page.line(number).rstrip())
        # Counted from the end of the line: before the text there may stand a margin, a dash, a number, or all of them.
        stretches.append((end - len(content.strip()), end))
    return Passage(page.text, tuple(stretches))


def apart_at_bullets(passage: Passage) -> list[Passage]:
    """Part a paragraph before each line that begins with a bullet of which Markdown knows nothing: «• …», «– …»."""
    lines = [passage.page[start:end] for start, end in passage.stretches]
    starts = lines_with_bullets(lines, listed=is_bulleted(passage.raw) is not None)
    ends = zip([0, *starts], [*starts, len(lines)], strict=True)
    return [Passage(passage.page, passage.stretches[first:last]) for first, last in ends]


def bulleted(passage: Passage, bullet: str) -> Passage:
    """Return the text of an item of a list without numbers with the sign that stands before it."""
    first = passage.stretches[0][0]
    at = passage.page.rindex(bullet, 0, first)
    return Passage(passage.page, ((at, at + 1), *passage.stretches))


def heading(page: Page, block: Block) -> Passage:
    """Return the text of a heading, without its marks."""
    line, content = page.line(span_of(block)[0]), block.children[0].content
    start = page.starts[span_of(block)[0]] + line.index(content, line.index("#") + len(block.markup))
    return Passage(page.text, ((start, start + len(content)),))


@dataclass(frozen=True, slots=True)
class AttributedText:
    """A text without the attributes at its end, and those attributes, their regions counted in the file."""

    passage: Passage | None
    attributes: tuple[Attribute, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words among the attributes, as ``ten`` in ``{.ten}``."""
        return tuple(one.value for one in self.attributes if one.key == "word")


def with_attributes(reading: Reading, passage: Passage) -> AttributedText:
    """Part a text from the attributes at its end, or at the end of its first line."""
    found, whole = attributes(passage.raw), passage
    # An item may have its attributes at the end of its first line although its words go on below.
    if found is None and len(passage.stretches) > 1:
        whole = Passage(passage.page, passage.stretches[:1])
        found = attributes(whole.raw)
    if found is None:
        return AttributedText(passage, ())
    start, read, unread = found
    for part in unread:
        hint = _('ghi như {#mã thoi_gian="tháng 6/2021"}')
        reading.fault("MD08", whole.part(*part).region, _("không hiểu phần này trong «{…}»"), hint)
    kept = [*(whole.part(0, start).stretches if start else ()), *passage.stretches[len(whole.stretches) :]]
    placed = (Attribute(one.key, one.value, whole.part(*one.at).region, whole.part(*one.value_at).region) for one in read)
    return AttributedText(Passage(passage.page, tuple(kept)) if kept else None, tuple(placed))


def check(reading: Reading, passage: Passage, *, name: bool = False, inside: bool = False) -> None:
    """Find what may not stand in a text; ``name`` says that it is a name or the first words of an item, ``inside`` that
    other words stand before it on its line.
    """
    for number, (start, end) in enumerate(passage.stretches):
        if number or not inside:
            _check_start(reading, passage.page[start:end], start, name=name, first=number == 0)
        if number < len(passage.stretches) - 1:
            _check_end(reading, passage.page, start, end)
    for found in refusals(passage.raw):
        reading.fault("MD03", passage.part(found.start, found.end).region, found.message, found.hint)


def check_joined(reading: Reading, passage: Passage) -> None:
    """Find a line that is likely meant to be a paragraph of its own: one after the end of a sentence, although its first word
    had room above, or no line is filled, or it is not indented as the text of its item is.
    """
    lines = [passage.page[start:end] for start, end in passage.stretches]
    widest = max(map(len, lines))
    starts = passage.stretches
    margin = _column(passage.page, starts[0][0])
    for number, line in enumerate(lines[1:], 1):
        above, first = lines[number - 1], _first_words(line)
        if not (_SENTENCE_END.search(above) and line[0].isupper()):
            continue
        start = starts[number][0]
        # A line that ends early although the next word had room was ended by hand, by somebody who saw a new paragraph.
        if widest > _LONGEST or len(above) + 1 + len(first) <= widest or _column(passage.page, start) < margin:
            hint = _("đoạn mới thì để trống một dòng ở trên; cùng một đoạn thì nối dòng lại («ctct fmt» tự nối)")
            reading.warn("MD12", (start, start + len(first)), _("dòng này in liền vào đoạn ở trên"), hint)


def _first_words(line: str) -> str:
    """Return the words that a line would have been broken before, had there been no room for them above."""
    spaces = (found.start() for found in _SPACE_BEFORE_WORD.finditer(line))
    return line[: next((space for space in spaces if may_begin_line(line[space + 1 :])), len(line))]


def _column(page: str, place: int) -> int:
    return place - max(page.rfind("\n", 0, place), page.rfind("\r", 0, place)) - 1


def _check_start(reading: Reading, line: str, start: int, *, name: bool, first: bool) -> None:
    if found := typed_number(line, name=name and first):
        region = (start, start + found.end())
        reading.fault("MD05", region, *_typed(found.group(), _plain_way(line, found), name=name, first=first))
    elif glued := glued_mark(line):
        mark, sign = glued["mark"], sign_of(glued)
        hint = _(
            "ghi «{mark} …»; nếu là lời văn thì viết «{before}\\{after}»", mark=mark, before=mark[:sign], after=mark[sign:]
        )
        reading.fault("MD10", (start, start + len(mark)), _("thiếu dấu cách sau «{mark}»", mark=mark), hint)
    elif first and (link := definition(line)):
        region = (start, start + link.end())
        reading.fault("MD03", region, _("dự thảo không chứa được liên kết"), _("bỏ dòng này; chú thích thì viết «[^mã]: …»"))


def _plain_way(line: str, number: re.Match[str]) -> str:
    """Say how a number at the start of a line is written that is meant as words."""
    sign = sign_of(number)
    if line[sign] in SIGNS:
        return _("nếu là lời văn thì viết «{before}\\{after}»", before=line[:sign], after=line[sign : number.end()])
    return _("nếu là tên thì thêm «{.ten}» ở cuối dòng")


def _typed(number: str, plain: str, *, name: bool, first: bool) -> tuple[str, str]:
    """Say what is wrong with a typed number: with a name, at the start of a paragraph, or inside of one."""
    if not first:
        message, hint = (
            _("dòng «{number} …» dính vào đoạn ở trên", number=number),
            _("mục đánh số viết «1. …», phía trên để trống một dòng"),
        )
    elif name:
        message, hint = _("số «{number}» gõ tay: số do ctct in", number=number), _("bỏ «{number}»", number=number)
    else:
        message, hint = _("đoạn mở đầu bằng số «{number}» gõ tay", number=number), _("mục đánh số viết «1. …»")
    return message, f"{hint}; {plain}"


def _check_end(reading: Reading, page: str, start: int, end: int) -> None:
    """Find what would break the line: a draft has no lines inside a paragraph."""
    message = _("lệnh xuống dòng giữa đoạn không dùng được")
    if spaces := _end_of_line_at(page, end):
        hint = _("xóa hai dấu cách ở cuối dòng; nếu là đoạn mới thì để trống một dòng")
        reading.fault("MD03", spaces.span("spaces"), message, hint)
    elif _BACKSLASH.search(page[start:end]):
        reading.fault("MD03", (end - 1, end), message, _("bỏ «\\» ở cuối dòng; nếu là đoạn mới thì để trống một dòng"))
