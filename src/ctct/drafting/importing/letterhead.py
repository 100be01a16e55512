"""The lines above the text → the keys of a draft: who issues it, number and sign, place and date, what kind it is, on what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ctct.compare.normal import folded
from ctct.drafting.importing.capitals import Writing, is_capitals
from ctct.drafting.importing.cleaning import in_one_line
from ctct.drafting.importing.lines import Block, Grid, Line
from ctct.model.types import TYPE_NAMES

NATION, MOTTO, PARTY = map(
    folded, ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc", "Đảng Cộng sản Việt Nam")
)
_RULE = re.compile(r"[-_–—=*.·~\s]+")
_SIGN = re.compile(r"số\s*:?(?P<number>[\s.…_]{0,60}\d{0,9}[\s.…_]{0,60})(?P<joint>[-/–])\s*(?P<sign>[^\s].*)", re.IGNORECASE)
_SIGN_ALONE = re.compile(r"số\s*:\s*(?P<sign>[\d.…\s]*[\wĐđ./-]*)$", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?P<place>[^\d]{0,60}?)\s*,\s*)?ngày(?P<day>[\s.…_]{0,40}\d{0,2}[\s.…_]{0,40})tháng(?P<month>[\s.…_]{0,40}\d{0,2}[\s.…_]{0,40})năm\s*"
    r"(?P<year>\d{0,4})[\s.…_]{0,40}",
    re.IGNORECASE,
)
_DRAFT = re.compile(r"\(?dự thảo(?:\s+lần\s*(?:thứ)?\s*(?P<number>\d{1,2}))?\)?", re.IGNORECASE)
_ABOUT = re.compile(r"v/v\s*:?\s*", re.IGNORECASE)
_MOST_LINES = 20
_GAPS = re.compile(r"\t+|[ \xa0]{4,}")
_TO = re.compile(r"kính\s+(?:gửi|trình)\s*:?", re.IGNORECASE)
_SECRECY = {"mat": folded("Mật"), "toi_mat": folded("Tối mật"), "tuyet_mat": folded("Tuyệt mật")}
_URGENCY = {"khan": folded("Khẩn"), "thuong_khan": folded("Thượng khẩn"), "hoa_toc": folded("Hỏa tốc")}
_TYPES = sorted(((folded(name), key) for key, name in TYPE_NAMES.items()), key=lambda one: -len(one[0]))
_SPREAD = re.compile(r"(?<=\b\w) (?=\w\b)")


@dataclass(slots=True)
class Head:
    """What the top of a document says; ``value`` are keys of the draft, ``left`` lines of which nothing was understood."""

    value: dict[str, Any] = field(default_factory=dict)
    left: list[Line] = field(default_factory=list)
    bodies: list[Line] = field(default_factory=list)
    about: list[Line] = field(default_factory=list)
    last: Line | None = None
    says_about: bool = False
    party: bool = False
    state: bool = False
    dated: bool = False
    signed: bool = False
    titled: bool = False

    @property
    def found(self) -> bool:
        """Whether this is the top of an official document."""
        return self.party or self.state or self.dated or self.signed or self.titled


def read_head(blocks: Sequence[Block], writing: Writing) -> tuple[Head, int]:
    """Return what the top of a document says, and the place of the first block below it."""
    head, end = Head(), 0
    for place, block in enumerate(blocks[:14]):
        if isinstance(block, Grid):
            if not _belongs(head, block, blocks[place + 1 : place + 2]):
                break
            _take_grid(head, block)
            head.titled, end = True, place + 1
        elif _TO.match(block.text) or _type_of(block):
            break
        elif _take_paragraph(head, block):
            end = place + 1
        elif head.found:
            break
    if not head.found:
        return Head(), 0
    _name_bodies(head, writing)
    return head, end


def _belongs(head: Head, grid: Grid, below: Sequence[Block]) -> bool:
    """Return whether a table is part of a letterhead: by what it says, as a stamp below one, or above the name of a type."""
    if _is_letterhead(grid):
        return not head.found or _goes_on(grid)
    lines = list(grid.lines())
    if head.found:
        return 0 < len(lines) <= 2 and all(_is_stamp(line.plain) for line in lines)
    named = any(isinstance(one, Line) and _type_of(one) for one in below)
    return named and grid.columns > 1 and 1 < len(lines) <= _MOST_LINES


def _is_stamp(text: str) -> bool:
    return bool(_DRAFT.fullmatch(text)) or folded(text).strip(" .:") in (*_SECRECY.values(), *_URGENCY.values())


def read_boxes(boxes: Sequence[Line], writing: Writing) -> Head:
    """Return what a letterhead says that stands in text boxes; nothing is found where they hold none."""
    if not any(_is_known(line) for line in boxes):
        return Head()
    head = Head()
    for line in boxes[:_MOST_LINES]:
        for part in line.parts():
            _take(head, line, part, is_left=is_capitals(part) or (head.signed and bool(head.about)))
    _name_bodies(head, writing)
    return head


def is_letterhead(block: Block) -> bool:
    """Return whether a table is the top of a document, of another one than that which it stands in perhaps."""
    return isinstance(block, Grid) and _is_letterhead(block)


def _is_letterhead(grid: Grid) -> bool:
    lines = list(grid.lines())
    if len(grid.rows) > 6 or len(lines) > _MOST_LINES or any(folded(line.plain).startswith("nơi nhận") for line in lines):
        return False
    return any(_is_known(line) for line in lines)


def _goes_on(grid: Grid) -> bool:
    return not any(folded(part) in (NATION, PARTY) for one in grid.lines() for part in one.parts())


def _take_grid(head: Head, grid: Grid) -> None:
    middle = grid.columns / 2
    for row in grid.rows:
        for cell in row:
            is_left = cell.column + cell.span / 2 <= middle
            for line in cell.lines:
                for part in _parts(line):
                    if not _take(head, line, part, is_left=is_left):
                        head.left.append(line)


def _take_paragraph(head: Head, line: Line) -> bool:
    """Take a paragraph, or the two halves of one that blanks or a tab hold apart."""
    halves = _halves(line)
    if len(halves) == 2:
        taken = [_take(head, line, in_one_line(half), is_left=not place) for place, half in enumerate(halves)]
        return any(taken)
    if head.state and head.bodies and line.centred and not _is_known(line) and not _RULE.fullmatch(line.plain):
        return False  # the title of a type that is not known
    is_left = not head.signed and not (head.state and not head.bodies and line.centred)
    taken = [_take(head, line, part, is_left=is_left and is_capitals(part)) for part in _parts(line)]
    return all(taken)


def _parts(line: Line) -> list[str]:
    """Return what soft breaks part in a line; a date that they break stays whole: «Phường Bến Nghé, / ngày 30 tháng 9»."""
    whole = in_one_line(line.text)
    return [whole] if _DATE.fullmatch(whole) else list(line.parts())


def _is_known(line: Line) -> bool:
    """Return whether a paragraph is plainly part of a letterhead, whatever stands round it."""
    parts = _parts(line)
    words = [folded(part).strip(" .:") in (NATION, MOTTO, PARTY) for part in parts]
    return any(words) or any(_SIGN.match(part) or _DATE.fullmatch(part) for part in parts)


def _halves(line: Line) -> list[str]:
    """Return what stands at the left and at the right of a line; the gaps of «ngày     tháng     năm» part nothing."""
    text = line.raw.strip()
    if not _DATE.search(line.text):
        return [half for half in _GAPS.split(text) if half.strip()] if not _SIGN.match(line.text) else [text]
    for gap in _GAPS.finditer(text):
        if _DATE.fullmatch(in_one_line(text[gap.end() :])) and text[: gap.start()].strip():
            return [text[: gap.start()], text[gap.end() :]]
    return [text]


def _take(head: Head, line: Line, part: str, *, is_left: bool) -> bool:
    """Take one line of a letterhead; returns whether it is understood."""
    words = folded(part).strip(" .:")
    if _RULE.fullmatch(part):
        return True
    if words in (NATION, MOTTO, PARTY):
        head.state |= words != PARTY
        head.party |= words == PARTY
        return True
    for take in (_take_sign, _take_date, _take_stamp):
        if take(head, line, part, words):
            return True
    if not is_left:
        return False
    found = head.about if head.signed else head.bodies
    if found and found[-1].at == line.at and head.last is line:  # a soft break goes on
        found[-1].text = found[-1].raw = f"{found[-1].text} {part}"
    else:
        found.append(Line(line.at, part, part, line.stretches, bold=line.bold, caps=line.caps))
    head.last = line
    return True


def _take_sign(head: Head, line: Line, part: str, words: str) -> bool:
    if head.signed:
        return False
    found = _SIGN.fullmatch(part)
    if found:
        number = re.sub(r"\D", "", found["number"])
        sign = re.sub(r"\s*([/-])\s*", r"\1", found["sign"].strip())
        head.value["so_ky_hieu"] = {"so": int(number) if number else None, "ky_hieu": sign, "noi": found["joint"]}
        head.signed = True
        return True
    alone = _SIGN_ALONE.fullmatch(part)
    if alone:
        head.value["so_ky_hieu"] = {"so": None, "ky_hieu": alone["sign"].strip() or "…", "noi": ""}
        head.signed = True
    return alone is not None


def _take_date(head: Head, line: Line, part: str, words: str) -> bool:
    found = None if head.dated else _DATE.fullmatch(part)
    if found is None:
        return False
    day, month = (re.sub(r"\D", "", found[key]) for key in ("day", "month"))
    if found["place"]:
        head.value["dia_danh"] = found["place"].strip()
    year = found["year"]
    if len(year) == 4:
        date = {"nam": int(year)}
        if month and 1 <= int(month) <= 12:
            date["thang"] = int(month)
            if day and 1 <= int(day) <= 31:
                date["ngay"] = int(day)
        head.value["ngay"] = date
    head.dated = True
    return True


def _take_stamp(head: Head, line: Line, part: str, words: str) -> bool:
    """Take «Mật», «Hỏa tốc», «Dự thảo lần 2», «V/v …»."""
    for key, marks in (("do_mat", _SECRECY), ("do_khan", _URGENCY)):
        for name, said in marks.items():
            if words == said:
                head.value[key] = name
                return True
    if found := _DRAFT.fullmatch(part):
        if found["number"] and int(found["number"]):
            head.value["du_thao"] = int(found["number"])
        else:
            head.left.append(line)
        return True
    if about := _ABOUT.match(part):
        head.about.append(Line(line.at, part, part[about.end() :], line.stretches))
        head.last, head.says_about = line, True
        head.value["loai"] = "cong_van"
        head.signed = True
        return True
    return False


def _name_bodies(head: Head, writing: Writing) -> None:
    """Tell who issues the document from who stands above: by what is bold, else the last that begins like a name."""
    lines = head.bodies
    if not lines:
        return
    bold = [place for place, line in enumerate(lines) if line.bold]
    first = 0 if len(lines) == 1 else 1
    if bold and len(bold) < len(lines):
        first = bold[0]
    elif len(lines) == 2 and _goes_on_name(lines[1].plain):
        first = 0
    above = " ".join(writing.in_a_sentence(line.plain) for line in lines[:first])
    name = writing.in_a_sentence(" ".join(line.plain for line in lines[first:]))
    head.value["co_quan"] = {"cap_tren": above, "ten": name} if above else name


def _goes_on_name(text: str) -> bool:
    """Return whether a line is but the second half of a name: «TỈNH LÂM ĐỒNG» under «ỦY BAN NHÂN DÂN»."""
    return folded(text).startswith(("tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận ", "thị xã ", "và ", "đặc khu "))


def _type_of(line: Line) -> tuple[str, str] | None:
    return type_of(next(line.parts(), ""), bold=line.bold or line.centred)


def type_of(text: str, *, bold: bool = False) -> tuple[str, str] | None:
    """Return the type that a title names, and the name with more words where it has those («Báo cáo nhanh»)."""
    if not (is_capitals(text) or bold) or len(text) > 120:
        return None
    words = folded(_SPREAD.sub("", text) if re.fullmatch(r"(?:\w ?)+", text) and len(text.split()) > 6 else text).strip(" :.-")
    for name, key in _TYPES:
        if words == name:
            return key, ""
    if is_capitals(text) and len(words.split()) <= 7:
        for name, key in _TYPES:
            if words.startswith(name + " ") and not words.startswith(("quyết định này",)):
                return key, text
    return None


def is_rule(line: Line) -> bool:
    """Return whether a line is nothing but dashes, stars or dots."""
    return bool(_RULE.fullmatch(line.plain))


def is_addressed(text: str) -> re.Match[str] | None:
    """Return the words «Kính gửi:» at the beginning of a text."""
    return _TO.match(text)
