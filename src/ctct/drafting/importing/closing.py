"""What stands below the text → who receives the document and who signs it, whether in one table or in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ctct.compare.normal import folded
from ctct.drafting.importing.capitals import Writing, is_capitals
from ctct.drafting.importing.cleaning import in_one_line
from ctct.drafting.importing.labels import is_bullet
from ctct.drafting.importing.lines import Block, Grid, Line
from ctct.model.types import OF_TWO_PARTIES

_RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?\s*", re.IGNORECASE)
_POWER = re.compile(r"(?:T/?M|K/?T|T/?L|T/?U/?Q|Q)\s*[./ ]\s*\S")
_POST = re.compile(
    r"(?:phó |quyền )?(?:chủ tịch|bí thư|giám đốc|tổng giám đốc|chánh |trưởng |thủ trưởng|bộ trưởng|thứ trưởng|viện trưởng|"
    r"hiệu trưởng|cục trưởng|chi cục trưởng|chỉ huy|tổng cục trưởng|vụ trưởng|thủ tướng|chủ nhiệm|thư ký|người |kế toán|"
    r"đại diện|trung tá|đại tá|chuyên viên|chức vụ|văn thư|cán bộ|ban |tổ trưởng)"
)
_ROLES_SAID = "Thư ký|Chủ tọa|Chủ trì|Người ghi biên bản|Chủ trì hội nghị|Chủ trì cuộc họp|Đại diện bên A|Đại diện bên B"
_ROLES = frozenset(map(folded, _ROLES_SAID.split("|")))
"""What layouts print above a signature."""
_SIGNED = re.compile(r"[(\[]?(?:đã ký|ký tên|daky|chữ ký|ký, ?(?:ghi|đóng)|ký và).*", re.IGNORECASE)
_TYPIST = re.compile(r"(?P<who>[A-ZĐ][\w.]{0,24}?)(?:-(?P<copies>\d{1,4})b?|\.\((?P<more>\d{1,4})\))|(?P<alone>[A-ZĐ]{1,6}\.?)")
_DASH = re.compile(r"\s*(?:[-–+*•]\s*)")
_CONFIRMED = folded("Xác nhận chữ ký của đồng chí")
_FORM_OF_LEAVE = folded("Xác nhận của cơ quan")
_NAME = re.compile(r"[A-ZĐÀ-Ỹ][\w'’]*(?: [A-ZĐÀ-Ỹ][\w'’]*){1,5}")
_GAPS = re.compile(r"\t+|[ \xa0]{5,}")
_MOST_LINES, _LONGEST = 40, 110


@dataclass(slots=True)
class Ending:
    """What the end of a document says; ``value`` are keys of the draft, ``left`` lines of which nothing was understood."""

    value: dict[str, Any] = field(default_factory=dict)
    left: list[Line] = field(default_factory=list)


def find_closing(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return where the closing begins and ends among the blocks of a document; both its length where there is none."""
    for place, block in enumerate(blocks):
        if isinstance(block, Grid):
            if is_closing(block):
                end = place + 1
                while end < len(blocks) and isinstance(one := blocks[end], Grid) and (is_closing(one) or _is_confirmation(one)):
                    end += 1
                return place, end
        elif _RECIPIENTS.match(block.text) and len(block.plain) < _LONGEST:
            start = place
            while start and place - start < 8 and _may_sign(blocks[start - 1]):
                start -= 1
            return start, _end_of_paragraphs(blocks, place)
        elif _begins_signature(blocks, place):
            return place, _end_of_paragraphs(blocks, place)
    return len(blocks), len(blocks)


def is_closing(grid: Grid) -> bool:
    """Return whether a table holds recipients or signatures."""
    lines = list(grid.lines())
    if not lines or len(grid.rows) > 12 or len(lines) > _MOST_LINES + 20:
        return False
    if any(_RECIPIENTS.match(line.text) for line in lines):
        return True
    few = len(lines) <= _MOST_LINES and len(grid.rows) <= 4 and all(len(line.plain) < _LONGEST for line in lines)
    return few and any(_is_post(line.plain) for line in lines) and not any(folded(line.plain) == "stt" for line in lines)


def _is_confirmation(grid: Grid) -> bool:
    return any(folded(line.plain).startswith((_CONFIRMED, _FORM_OF_LEAVE)) for line in grid.lines())


def _is_post(text: str) -> bool:
    part = text.split("\n", maxsplit=1)[0].strip()
    return is_capitals(part) and bool(_POWER.match(part) or _POST.match(folded(part)))


def _may_sign(block: Block) -> bool:
    return isinstance(block, Line) and block.align in ("right", "end", "center") and len(block.plain) < 60 and not block.label


def _begins_signature(blocks: Sequence[Block], place: int) -> bool:
    """Return whether capitals with a power or a post stand there, and a name soon below."""
    line = blocks[place]
    if not isinstance(line, Line) or not _is_post(line.text) or len(line.plain) > 80 or line.label or place < 2:
        return False
    for one in blocks[place + 1 : place + 9]:
        if not isinstance(one, Line) or len(one.plain) > 80:
            return False
        if _NAME.fullmatch(one.plain.strip()) and not is_capitals(one.plain):
            return True
    return False


def _end_of_paragraphs(blocks: Sequence[Block], start: int) -> int:
    for place in range(start + 1, len(blocks)):
        block = blocks[place]
        if isinstance(block, Grid) or len(block.plain) > 200 or folded(block.plain).startswith("phụ lục"):
            return place
        before = blocks[place - 1]
        if isinstance(before, Line) and before.section != block.section:
            return place
    return len(blocks)


def read_closing(blocks: Sequence[Block], loai: str, writing: Writing) -> Ending:
    """Return what the blocks of a closing say."""
    ending = Ending()
    signers: list[tuple[int, dict[str, Any]]] = []
    for block in blocks:
        if isinstance(block, Grid):
            for row in _stacked(block):
                for column, cell in row:
                    _take_cell(cell, column, ending, signers, writing)
    loose = [*_sided(half for block in blocks if isinstance(block, Line) for half in _halves(block))]
    for side in (0, 1):
        half = [line for line, right in loose if right == bool(side)]
        if half:
            _take_cell(half, side, ending, signers, writing)
    _place_signers(ending, signers, loai)
    return ending


def _stacked(grid: Grid) -> Iterator[list[tuple[int, list[Line]]]]:
    """Yield rows of cells with their columns; rows that only part a post from the name below it are one."""
    rows = [[(cell.column, cell.lines) for cell in row] for row in grid.rows]
    starts_anew = [
        place for place, row in enumerate(rows) if any(_is_post(line.text) for _, lines in row for line in lines[:1])
    ]
    if len(rows) > 1 and (len(starts_anew) <= 1 or not any(map(_ends_with_name, rows[0]))):
        columns: dict[int, list[Line]] = {}
        for row in rows:
            for column, lines in row:
                columns.setdefault(column, []).extend(lines)
        yield sorted(columns.items())
    else:
        yield from rows


def _ends_with_name(cell: tuple[int, list[Line]]) -> bool:
    lines = cell[1]
    return len(lines) > 1 and not _is_post(lines[-1].plain) and not any(_RECIPIENTS.match(line.text) for line in lines)


def _halves(line: Line) -> Iterator[tuple[Line, bool]]:
    """Yield a paragraph, or its two halves, with whether each stands at the right."""
    halves = [half for half in _GAPS.split(line.raw.strip()) if half.strip()]
    if len(halves) == 2:
        yield replace(line, raw=halves[0], text=in_one_line(halves[0])), False
        yield replace(line, raw=halves[1], text=in_one_line(halves[1])), True
        return
    begins_right = line.raw[: len(line.raw) - len(line.raw.lstrip())]
    right = line.align in ("right", "end", "center") or len(begins_right) > 12 or begins_right.count("\t") > 3
    yield line, right or (is_capitals(line.plain) and not _RECIPIENTS.match(line.text))


def _sided(halves: Iterable[tuple[Line, bool]]) -> Iterator[tuple[Line, bool]]:
    """Yield lines with whether they stand at the right; a name that nothing aligns belongs to the post above it."""
    below_post = False
    for line, right in halves:
        names = below_post and _NAME.fullmatch(line.plain.strip()) is not None
        yield line, right or names
        below_post = right


Signers = list[tuple[int, dict[str, Any]]]


def _take_cell(lines: list[Line], column: int, ending: Ending, signers: Signers, writing: Writing) -> None:
    if not lines:
        return
    start = next((place for place, line in enumerate(lines) if _RECIPIENTS.match(line.text)), None)
    if start is not None:
        _take_recipients(lines[start:], ending)
        lines = lines[:start]
    if not lines:
        return
    if folded(lines[0].plain).startswith(_CONFIRMED):
        body = lines[1:]
        if signer := _signature(body, ending, writing):
            ending.value["xac_nhan"] = signer
        return
    if folded(lines[0].plain).startswith(_FORM_OF_LEAVE):
        return  # the layout's own words
    if signer := _signature(lines, ending, writing):
        signers.append((column, signer))


def _take_recipients(lines: Sequence[Line], ending: Ending) -> None:
    parts = list(_recipient_parts(lines))
    with_dash = any(dashed for _, dashed in parts)
    found: list[str] = []
    for text, dashed in parts:
        typist = None if dashed or not with_dash else _TYPIST.fullmatch(text)
        if typist and "nguoi_danh_may" not in ending.value:
            copies = typist["copies"] or typist["more"]
            ending.value["nguoi_danh_may"] = {"ky_hieu": typist["who"] or typist["alone"]} | (
                {"so_ban": int(copies)} if copies else {}
            )
        elif with_dash and not dashed and found and not found[-1].endswith((";", ".")):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    ending.value.setdefault("noi_nhan", []).extend(
        text if text.endswith("...") else text.rstrip(" ;.,") for text in found if text.strip(" ;.,")
    )


def _recipient_parts(lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    for place, line in enumerate(lines):
        text = line.text[_RECIPIENTS.match(line.text).end() :] if not place and _RECIPIENTS.match(line.text) else line.text  # type: ignore[union-attr]
        for part in text.split("\n"):
            dash = _DASH.match(part)
            said = part[dash.end() :] if dash else part
            if said.strip():
                yield said.strip(), bool(dash) or is_bullet(line.label)


def _signature(lines: Sequence[Line], ending: Ending, writing: Writing) -> dict[str, Any] | None:
    """Return who signs: powers and posts in capitals, what stands above the name, the name."""
    kept: list[str] = []
    gap = 0
    for line in lines:
        if line.gap and not gap:
            gap = len(kept)
        for place, part in enumerate(line.parts()):
            if _SIGNED.fullmatch(part):
                ending.left.append(line)
            elif place and kept and is_capitals(part) and not _is_post(part):  # a soft break in the middle of a post
                kept[-1] = f"{kept[-1]} {part}"
            elif folded(part).strip(" :") not in _ROLES and any(map(str.isalnum, part)):
                kept.append(part)
    if not kept:
        return None
    name = kept.pop() if not _is_post(kept[-1]) or len(kept) > 2 else "…"
    powers = [part for part in kept if _POWER.match(part) and is_capitals(part)]
    above = [part for part in kept[: gap or len(kept)] if part not in powers]
    below = [part for part in kept[gap or len(kept) :] if part not in powers]
    said = {"quyen_han": powers, "chuc_vu": above, "chuc_vu_co_quan": below}
    signer: dict[str, Any] = {key: [writing.in_a_sentence(part) for part in parts] for key, parts in said.items() if parts}
    signer["ho_ten"] = name.title() if is_capitals(name) and len(name) > 6 else name
    return signer


def _place_signers(ending: Ending, signers: Signers, loai: str) -> None:
    people = [signer for _, signer in signers]
    if not people:
        return
    if loai in OF_TWO_PARTIES and len(people) == 2:
        ending.value["nguoi_ky"], ending.value["nguoi_ky_ben_b"] = people
    elif loai == "bien_ban" and len(people) == 2:
        ending.value["nguoi_ghi"], ending.value["nguoi_ky"] = people
    elif len(people) == 1:
        ending.value["nguoi_ky"] = people[0]
    else:
        # Of bodies that issue together the one in charge signs at the right of the first row.
        first = next((place for place, (column, _) in enumerate(signers) if column > 0), len(signers) - 1)
        ending.value["nguoi_ky"] = people[first]
        ending.value["nguoi_ky_lien_co_quan"] = [person for place, person in enumerate(people) if place != first]
