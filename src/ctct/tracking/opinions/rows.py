"""The rows of the table of opinions («bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý»)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ctct.diagnostics import Path, excerpt
from ctct.language import N_, _
from ctct.lint.opinions import OPEN, place_of
from ctct.model.opinions import HANDLINGS, SoYKien, YKien
from ctct.resolve.bodies import Bodies
from ctct.resolve.places import NamedPlaces

COLUMNS = (
    N_("TT"),
    N_("Nội dung dự thảo (mục, khoản)"),
    N_("Cơ quan góp ý"),
    N_("Nội dung góp ý"),
    N_("Tiếp thu, giải trình"),
)
GENERAL, UNKNOWN, TO_TYPE = N_("Ý kiến chung"), N_("Không rõ chỗ"), N_("Chưa gõ")
_LONGEST = 160


class OpinionRow(NamedTuple):
    """An opinion: where, in words and as the draft calls it (``""`` for no place), on what, whose, what it says, what was done
    with it. ``position`` is its place in the file.
    """

    position: int
    tai: str
    place: str
    words: str
    body: str
    co_quan: str
    noi_dung: str
    xu_ly: str
    giai_trinh: str

    @property
    def answer(self) -> str:
        """What the last column says."""
        if self.xu_ly == OPEN:
            return _("(chưa xử lý)")
        said = _(HANDLINGS[self.xu_ly])
        if self.xu_ly == "giai_trinh" and self.giai_trinh:
            return self.giai_trinh
        return f"{said}: {self.giai_trinh}" if self.giai_trinh else f"{said}."


def rows_of(said: SoYKien, places: NamedPlaces, bodies: Bodies) -> list[OpinionRow]:
    """Return a row an opinion, in the order of the draft; what is on the whole of it comes first, what has no place last."""
    order = {body: place for place, body in enumerate(dict.fromkeys(bodies.known(one.co_quan) for one in said.y_kien))}
    placed = [(place_of(one, places), index, one) for index, one in enumerate(said.y_kien)]

    def key(found: tuple[Path | None, int, YKien]) -> Any:
        at, index, one = found
        group = 1 if at is not None else 2 if one.tai or one.doan or not one.noi_dung else 0
        return group, places.order(at or ()), order[bodies.known(one.co_quan)], index

    return [_row(at, index, one, places, bodies) for at, index, one in sorted(placed, key=key)]


def _row(at: Path | None, index: int, one: YKien, places: NamedPlaces, bodies: Bodies) -> OpinionRow:
    body = bodies.known(one.co_quan)
    return OpinionRow(
        position=index,
        tai=places.name(at) if at is not None else "",
        place=_place(at, one, places),
        words=_words(at, one, places),
        body=bodies.words(body),
        co_quan=body,
        noi_dung="\n".join(_said(one)),
        xu_ly=one.xu_ly,
        giai_trinh=one.giai_trinh or "",
    )


def _place(at: Path | None, one: YKien, places: NamedPlaces) -> str:
    if at is None:
        if one.tai:
            return _("Mục không còn trong dự thảo: {place}", place=one.tai)
        return _(TO_TYPE if not one.noi_dung else UNKNOWN if one.doan else GENERAL)
    last = places.find(one.den) if one.den else None
    words = places.words(at)
    said = _("{first} đến {last}", first=words, last=places.words(last)) if last is not None else words
    return said[:1].upper() + said[1:]


def _words(at: Path | None, one: YKien, places: NamedPlaces) -> str:
    """Return what an opinion is on: the words that it marks, else the beginning of its node."""
    return excerpt(one.doan or (places.says(at) if at is not None else ""), _LONGEST)


def _said(one: YKien) -> Iterator[str]:
    yield from (one.noi_dung or _("(chưa gõ từ «{file}»)", file=one.tep)).split("\n")
    yield from (f"– {reply}" for reply in one.trao_doi or ())
