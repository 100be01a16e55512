"""Số liệu trong bài khớp với nhau."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.amounts import number_in_figures, number_in_words
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.structure import bodies_of, owners_in, tables_at
from ctct.model.tables import MERGED_LEFT, MERGED_UP, Bang, Cell, Dong, leaves

_AMOUNT = r"(?<![\d.,])(?P<figure>\d{1,3}(?:\.\d{3}){1,5})(?![\d.,]\d)"
_IN_BRACKETS = re.compile(_AMOUNT + r" ?(?:đồng|đ)? \((?:[Bb]ằng chữ: ?)?(?P<words>[^\d()]{4,250})\)")
_SPELT = re.compile(r"[Bb]ằng chữ: ?(?P<words>[^\d().;]{4,250})")
_ANY_AMOUNT = re.compile(_AMOUNT)


@rule("SL01", ("Quy ước soạn thảo văn bản", "số tiền bằng chữ khớp với bằng số"), severity=Severity.WARNING)
def so_tien_bang_chu_khop_bang_so(subject: Subject) -> Iterator[Finding]:
    """Số tiền viết bằng chữ trong ngoặc, hay sau «Bằng chữ:», đúng là số tiền viết bằng số ở trước.

    Sai:
        noi_dung: Chi sai 356.780.000 đồng (ba trăm năm mươi lăm triệu bảy trăm tám mươi nghìn đồng).
    Sai:
        noi_dung: "Giá trị hợp đồng: 96.000.000 đồng (đã có thuế). Bằng chữ: Chín mươi lăm triệu đồng chẵn."
    Đúng:
        noi_dung: Chi 1.205.000.000 đồng (một tỷ hai trăm linh năm triệu đồng), 12.560 m² (đất công), 2.024 hộ (bốn xóm).
    Đúng:
        noi_dung: "Giá trị hợp đồng: 96.000.000 đồng. Bằng chữ: Chín mươi sáu triệu đồng chẵn./."
    """
    for hit in subject.texts.search(_IN_BRACKETS):
        yield from _compared(hit.text.at, hit.match["figure"], hit.match["words"], hit.part[0] + _offset(hit.match))
    for hit in subject.texts.search(_SPELT):
        before = [one["figure"] for one in _ANY_AMOUNT.finditer(hit.text.text[: hit.part[0]])]
        if before and not hit.text.text[: hit.part[0]].endswith("("):
            yield from _compared(hit.text.at, before[-1], hit.match["words"], hit.part[0] + _offset(hit.match))


def _offset(match: re.Match[str]) -> int:
    return match.start("words") - match.start()


def _compared(at: Path, figure: str, words: str, start: int) -> Iterator[Finding]:
    says = number_in_words(words)
    is_money = "đồng" in words or (says or 0) >= 1000
    if says is not None and is_money and says != int(figure.replace(".", "")):
        written = f"{says:,}".replace(",", ".")
        message = _("bằng số là {figure}, bằng chữ là {written}", figure=figure, written=written)
        yield Finding(at, message, _("xem lại số tiền"), part=(start, start + len(words)))


class _Column(NamedTuple):
    """A column of figures: the sum of its rows, the total that the table gives, and where that stands."""

    name: str
    summed: Decimal
    total: Decimal
    fraction: int
    at: Path


_NOT_SUMMED = ("%", "tỷ lệ", "tỉ lệ", "bình quân", "đơn giá", "hệ số", "tốc độ", "mật độ")
_PART_OF_ANOTHER = ("-", "+", "•", "–", "trong đó", "gồm")


@rule("SL02", ("Quy ước soạn thảo văn bản", "dòng tổng bằng các dòng cộng lại"), severity=Severity.WARNING)
def dong_tong_dung(subject: Subject) -> Iterator[Finding]:
    """Dòng tổng cộng của bảng bằng các dòng cộng lại. Cột tỷ lệ, đơn giá, bảng có dòng «trong đó», có nhiều dòng tổng thì không
    tính.

    Sai:
        muc:
          - ten: Kết quả
            bang: {cot: [Chi bộ, Số đảng viên], dong: [[Thôn 1, 12], [Thôn 2, 9], {tong: [Tổng cộng, 22]}]}
    Đúng:
        muc:
          - ten: Kết quả
            bang: {cot: [Chi bộ, Số đảng viên, Tỷ lệ %], dong: [[Thôn 1, 12, 50], [Thôn 2, 9, 60], {tong: [Tổng cộng, 21, 55]}]}
    Đúng:
        muc:
          - ten: Kết quả
            bang: {cot: [Nội dung, Số], dong: [[Đảng viên, 12], ["- Nữ", 9], {tong: [Tổng cộng, 12]}]}
    Đúng:
        muc:
          - ten: Kết quả
            bang: {cot: [TT, Khối, Số], dong: [[I, Đảng, 9], [1, Ban, 4], [2, Văn phòng, 5], {tong: ["", Cộng, 9]}]}
    """
    for place, body in bodies_of(subject.draft):
        for at, owner in owners_in(body, place):
            for where, table in tables_at(owner, at):
                columns = list(_columns(table, where))
                wrong = [one for one in columns if abs(one.summed - one.total) > _tolerance(one, table)]
                if wrong and (len(wrong) < len(columns) or len(columns) == 1):  # all wrong: the total is no plain sum
                    yield from map(_wrong_total, wrong)


def _wrong_total(column: _Column) -> Finding:
    summed = f"{column.summed:,f}".translate(str.maketrans(",.", ".,"))
    message = _("cột «{name}» cộng lại là {summed}", name=column.name, summed=summed)
    return Finding(column.at, message, _("xem lại dòng tổng, hoặc các dòng ở trên"))


def _tolerance(column: _Column, table: Bang) -> Decimal:
    """Return how far a sum of rounded figures may be from its own rounded value; whole numbers are counted, not rounded."""
    return Decimal(len(table.dong)).scaleb(-column.fraction) / 2 if column.fraction else Decimal(0)


def _columns(table: Bang, where: Path) -> Iterator[_Column]:
    totals = [(index, row) for index, row in enumerate(table.dong) if row.tong]
    rows = [row for row in table.dong if row.o]
    if len(totals) != 1 or len(rows) < 2 or any(row.origin for row in table.dong) or any(map(_is_part, rows)):
        return
    index, total = totals[0]
    for place, (_at, column) in enumerate(leaves(table.cot, ())):
        cells = [_figure(row.cells, place) for row in rows]
        said = _figure(total.cells, place)
        counts = sum(cell is not None and cell != 0 for cell in cells)
        if said is None or None in cells or counts < 2 or any(word in column.ten.lower() for word in _NOT_SUMMED):
            continue
        numbers = [cell for cell in cells if cell is not None]
        fraction = max(-int(number.as_tuple().exponent) for number in (*numbers, said))
        yield _Column(column.ten, sum(numbers, Decimal(0)), said, fraction, (*where, "dong", index, "tong", place))


_is_group = re.compile(r"(?:[IVX]{1,5}|[A-ZĐ])\.?(?: |$)").match
"""Matches the number of a row that sums up those below it."""


def _is_part(row: Dong) -> bool:
    first = next((cell[0] for cell in row.cells if cell), "")
    groups = first.startswith("*") or _is_group(first) is not None
    return groups or first.lower().startswith(_PART_OF_ANOTHER) or MERGED_LEFT in row.cells or MERGED_UP in row.cells


def _figure(cells: tuple[Cell, ...], place: int) -> Decimal | None:
    """Return the number of a cell, nought of an empty one; ``None`` where it says something else."""
    lines = cells[place] if place < len(cells) else ()
    text = " ".join(lines).strip("* ")
    return Decimal(0) if text in ("", "-", "–") else number_in_figures(text)


_RATIO = re.compile(
    r"(?<![\d/.,])(?P<some>\d[\d.]*(?:,\d+)?)/(?P<all>\d[\d.]*(?:,\d+)?)(?![/\d])[^\d/;%,.()]{0,60}?"
    r"(?:, ?| ?\()(?:đạt|chiếm|tỷ lệ|bằng) (?:tỷ lệ )?(?P<share>\d{1,3}(?:,\d{1,2})?) ?%"
    r"(?! (?:so|kế hoạch|chỉ tiêu|dự toán|nghị quyết|cùng kỳ))"
)
"""Where a mark parts the percentage from what is counted: «8/10 chi bộ đạt 100%» says of each of the eight what it attained."""
_DATED = ("ngày", "tháng", "đến", "trước", "sau", "từ", "quý", "hết", "số", "hạn", "vào")


@rule("SL03", ("Quy ước soạn thảo văn bản", "tỷ lệ phần trăm đúng với phân số"), severity=Severity.WARNING)
def ty_le_dung(subject: Subject) -> Iterator[Finding]:
    """Tỷ lệ phần trăm đúng với phân số đứng trước: «17/18 đồng chí, đạt 94,44%».

    Sai:
        noi_dung: Đã bàn giao 32,3/34,7 km mặt bằng (đạt 39,08%).
    Đúng:
        noi_dung: Đã bàn giao 32,3/34,7 km mặt bằng (đạt 93,08%); 17/18 đồng chí, đạt 94%; đến ngày 15/12 đạt 80% kế hoạch.
    Đúng:
        noi_dung:
          - "Cho ý kiến về công tác cán bộ (tháng 6/2021): đang làm, đạt 50%; (ngày 15/12, đạt 40%)."
          - 8/10 chi bộ đạt 100% chỉ tiêu; 10/12 chỉ tiêu, trong đó thu ngân sách đạt 102%; 5/12 cuộc, đạt 62,5% kế hoạch.
    """
    for hit in subject.texts.search(_RATIO):
        some, of, share = (number_in_figures(hit.match[name]) for name in ("some", "all", "share"))
        word = (hit.text.text[: hit.part[0]].split()[-1:] or [""])[0].lower().lstrip("(“")
        if some is None or share is None or not of or word in _DATED:
            continue
        right = 100 * some / of
        places = -int(share.as_tuple().exponent)
        if abs(right - share) >= Decimal(1).scaleb(-places):
            rounded = f"{right:.{places}f}".replace(".", ",")
            ratio = f"{hit.match['some']}/{hit.match['all']}"
            message = _("{ratio} là {rounded}%, không phải {share}%", ratio=ratio, rounded=rounded, share=hit.match["share"])
            start = hit.part[0] + hit.match.start("share") - hit.match.start()
            yield Finding(hit.text.at, message, _("xem lại số liệu"), part=(start, start + len(hit.match["share"])))


_ANNIVERSARY = re.compile(
    r"(?<!\d)(?P<years>\d{1,4}) năm [^()\d;.]{0,120}\((?P<day>\d{1,2}/\d{1,2})/(?P<then>\d{4}) ?[-–] ?(?P=day)/(?P<now>\d{4})\)"
)


@rule("SL04", ("Quy ước soạn thảo văn bản", "số năm kỷ niệm đúng với ngày"), severity=Severity.WARNING)
def so_nam_ky_niem_dung(subject: Subject) -> Iterator[Finding]:
    """Số năm kỷ niệm đúng với hai ngày ghi trong ngoặc.

    Sai:
        noi_dung: Kỷ niệm 80 năm Cách mạng tháng Tám (19/8/1945 - 19/8/2026).
    Đúng:
        noi_dung: Kỷ niệm 81 năm Cách mạng tháng Tám (19/8/1945 - 19/8/2026).
    """
    for hit in subject.texts.search(_ANNIVERSARY):
        years = int(hit.match["now"]) - int(hit.match["then"])
        if int(hit.match["years"]) != years:
            message = _("từ {then} đến {now} là {years} năm", then=hit.match["then"], now=hit.match["now"], years=years)
            part = (hit.part[0], hit.part[0] + len(hit.match["years"]))
            yield Finding(hit.text.at, message, _("xem lại số năm"), part=part)
