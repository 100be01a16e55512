"""What there is to tell of opinions that came in: a line a file, and the opinions whose place nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ctct.diagnostics import excerpt
from ctct.drafting.opinions.gathering import Gathered, Received
from ctct.language import N_, _
from ctct.report.located import legible
from ctct.resolve.places import NamedPlaces

_BUILDS = {
    "khac": N_("bản của lần dựng khác với dự thảo hiện nay"),
    "khong_ro": N_("bản không còn bản đồ, tìm chỗ theo dự thảo hiện nay"),
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
    yield _(
        "{files} tệp: {answers} bản trả lời mới, {opinions} ý kiến mới",
        files=len(files),
        answers=answers,
        opinions=gathered.new,
    )


def _said(told: Told, gathered: Gathered) -> Iterator[str]:
    returned = told.received.returned
    guess = N_("không rõ cơ quan nào, ghi tạm «{body}»: dùng --co-quan, hoặc sửa «co_quan» trong tệp")
    yield told.body if told.known else _(guess, body=told.body)
    if returned.agrees:
        yield _("nhất trí")
    elif returned.to_type:
        yield _("bản chụp hoặc công văn: đọc rồi gõ ý kiến vào «noi_dung»")
    elif returned.remarks:
        yield _("{count} ý kiến", count=len(returned.remarks))
    else:
        yield _("không có ý kiến nào bên lề") if returned.edits else _("không có ý kiến nào, cũng không ghi nhất trí")
    if count := sum(returned.edits.values()):
        yield _("sửa thẳng {count} chỗ (xem «ctct merge --show»)", count=count)
    if returned.reformatted:
        yield _("{count} đoạn chỉ đổi định dạng, không ghi lại", count=returned.reformatted)
    if returned.build:
        yield _(_BUILDS[returned.build])
    yield from (words for name, words in gathered.told if name == told.received.name)


def _details(told: Told, places: NamedPlaces) -> Iterable[str]:
    returned = told.received.returned
    for name, count in returned.edits.items():
        where = words_of(name, places) or _("nơi không rõ")
        yield _("  sửa {count} chỗ tại {where}", count=count, where=where)
    for name in returned.left:
        yield _("  không đọc trang «{name}»: trang ẩn, hoặc không phải bảng góp ý", name=name)
    for remark in returned.remarks:
        if not remark.tai and remark.doan:
            words, quoted = excerpt(remark.noi_dung), excerpt(remark.doan)
            yield _("  không rõ chỗ: «{words}» (tại đoạn «{quoted}»)", words=words, quoted=quoted)


def words_of(name: str, places: NamedPlaces) -> str:
    """Return what people call a place that a file names; the name itself where there is no such place any more."""
    at = places.find(name) if name else None
    return places.words(at) if at is not None else name
