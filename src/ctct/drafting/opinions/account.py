"""What there is to tell of opinions that came in: a line a file, and the opinions whose place nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ctct.diagnostics import excerpt
from ctct.drafting.opinions.gathering import Gathered, Received
from ctct.report.located import legible
from ctct.resolve.places import NamedPlaces

_BUILDS = {
    "khac": "bản của lần dựng khác với dự thảo hiện nay",
    "khong_ro": "bản không còn bản đồ, tìm chỗ theo dự thảo hiện nay",
}


class Told(NamedTuple):
    """A file that came in: what it says, the words for its body, whether that is known."""

    received: Received
    body: str
    known: bool


def lines(files: Sequence[Told], gathered: Gathered, places: NamedPlaces) -> Iterator[str]:
    """Yield the account."""
    for told in files:
        yield legible(f"{told.received.name}: {'; '.join(_said(told, gathered))}")
        yield from map(legible, _details(told, places))
    answers = sum(1 for one in gathered.answers if one.index is None)
    yield f"{len(files)} tệp: {answers} bản trả lời mới, {gathered.new} ý kiến mới"


def _said(told: Told, gathered: Gathered) -> Iterator[str]:
    returned = told.received.returned
    yield (
        told.body
        if told.known
        else f"không rõ cơ quan nào, ghi tạm «{told.body}»: dùng --co-quan, hoặc sửa «co_quan» trong tệp"
    )
    if returned.agrees:
        yield "nhất trí"
    elif returned.to_type:
        yield "bản chụp hoặc công văn: đọc rồi gõ ý kiến vào «noi_dung»"
    elif returned.remarks:
        yield f"{len(returned.remarks)} ý kiến"
    else:
        yield "không có ý kiến nào, cũng không ghi nhất trí" if not returned.edits else "không có ý kiến nào bên lề"
    if count := sum(returned.edits.values()):
        yield f"sửa thẳng {count} chỗ (xem «ctct merge --show»)"
    if returned.reformatted:
        yield f"{returned.reformatted} đoạn chỉ đổi định dạng, không ghi lại"
    if returned.build:
        yield _BUILDS[returned.build]
    yield from (words for name, words in gathered.told if name == told.received.name)


def _details(told: Told, places: NamedPlaces) -> Iterable[str]:
    returned = told.received.returned
    for name, count in returned.edits.items():
        yield f"  sửa {count} chỗ tại {words_of(name, places) or 'nơi không rõ'}"
    for name in returned.left:
        yield f"  không đọc trang «{name}»: trang ẩn, hoặc không phải bảng góp ý"
    for remark in returned.remarks:
        if not remark.tai and remark.doan:
            yield f"  không rõ chỗ: «{excerpt(remark.noi_dung)}» (tại đoạn «{excerpt(remark.doan)}»)"


def words_of(name: str, places: NamedPlaces) -> str:
    """Return what people call a place that a file names; the name itself where there is no such place any more."""
    at = places.find(name) if name else None
    return places.words(at) if at is not None else name
