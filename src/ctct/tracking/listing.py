"""What the views show of a programme: plain values, which go from one process to another and rest on no draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.model.directory import DanhBa, members_of
from ctct.model.values import Span
from ctct.model.work_calendar import WorkCalendar
from ctct.tracking.meetings import Meeting
from ctct.tracking.works import AssignedWork, Programme


class Kind(Enum):
    """What an id of the danh bạ names."""

    PERSON = "nguoi"
    BODY = "co_quan"


class Assignee(NamedTuple):
    """Somebody of the danh bạ: a person, a body, or (``is_group``) a group of either, with its ``members``; ``addressed`` is
    the name as it stands in a sentence, ``email`` where a person, or the head of a body, is invited.
    """

    id: str
    name: str
    kind: Kind
    is_group: bool = False
    members: tuple[str, ...] = ()
    addressed: str = ""
    email: str = ""


class Listing(NamedTuple):
    """A programme as views show it. ``name`` is its file, ``title`` what it calls itself, ``period`` the days that it covers
    and ``period_said`` the same in its own words; ``secrecy`` the key of its degree, ``issuer`` who issues it,
    ``calendar`` the working days of that; ``assignees`` are all of its danh bạ, in the order of that.
    """

    name: str
    title: str
    period: Span | None
    period_said: str
    signed: date
    secrecy: str | None
    issuer: str
    calendar: WorkCalendar
    assignees: Mapping[str, Assignee]
    works: tuple[AssignedWork, ...]
    meetings: Mapping[Path, Meeting]
    letterhead: Mapping[str, Any]

    @property
    def closes(self) -> date:
        """The day on which its figures are taken where no other is named: the last of its period, or else of its date."""
        return self.period.last if self.period else self.signed

    def opened(self, names: Iterable[str]) -> set[str]:
        """Return ``names`` with the members of the groups among them."""
        return {*names, *(member for name in names if name in self.assignees for member in self.assignees[name].members)}

    def name_of(self, assignee: str) -> str:
        """Return the name of one who is charged: of the danh bạ, or free words as they are."""
        listed = self.assignees.get(assignee)
        return listed.name if listed else assignee


_TAKEN_OVER = {"the_thuc", "loai", "ten_loai", "co_quan", "so_ky_hieu", "dia_danh", "ngay", "do_mat", "noi_nhan", "nguoi_ky"}


class Row(NamedTuple):
    """A work in the programme that it belongs to."""

    listing: Listing
    work: AssignedWork

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that the work is brought before."""
        return self.listing.meetings[self.work.meeting] if self.work.meeting else None


def listings_of(rows: Iterable[Row]) -> list[Listing]:
    """Return the programmes that ``rows`` belong to, each once."""
    return [*{row.listing.name: row.listing for row in rows}.values()]


def listing_of(name: str, programme: Programme) -> Listing:
    """Return what views show of a programme whose file is called ``name``."""
    draft = programme.draft
    return Listing(
        name=name,
        title=" ".join((draft.full_type_name, *draft.trich_yeu)),
        period=draft.period,
        period_said=draft.thoi_gian or "",
        signed=draft.ngay.span.last,
        secrecy=draft.do_mat,
        issuer=draft.co_quan.one_line if draft.co_quan else "",
        calendar=programme.calendar,
        assignees=_listed(programme),
        works=programme.works,
        meetings={one.at: one for one in programme.meetings},
        letterhead=draft.model_dump(mode="json", include=_TAKEN_OVER, exclude_none=True, exclude_defaults=True),
    )


def _listed(programme: Programme) -> dict[str, Assignee]:
    directory = programme.directory
    leading = {charge.name for work in programme.works for charge in work.roles.get("phan_cong_chi_dao", ())}
    listed = [_group(name, directory, name in leading) for name in directory.nhom]
    for name, person in directory.nguoi.items():
        addressed = f"{person.danh_xung} {person.ho_ten}"
        listed.append(Assignee(name, person.ho_ten, Kind.PERSON, addressed=addressed, email=person.thu_dien_tu or ""))
    for name, body in directory.co_quan.items():
        head = directory.nguoi.get(body.thu_truong or "")
        email = (head and head.thu_dien_tu) or ""
        listed.append(Assignee(name, body.ten_gon or body.ten, Kind.BODY, email=email))
    used = Counter(one.name for one in listed)  # two of one name, be they one person written twice, are told apart
    return {one.id: one._replace(name=f"{one.name} ({one.id})") if used[one.name] > 1 else one for one in listed}


def _group(name: str, directory: DanhBa, leads: bool) -> Assignee:
    members = tuple(members_of(name, directory))
    # A group of which no members are known is one of people where it is to lead.
    of_people = any(member in directory.nguoi for member in members) if members else leads
    group = directory.nhom[name]
    kind = Kind.PERSON if of_people else Kind.BODY
    said = group.ten_gon or group.ten
    return Assignee(name, said[:1].upper() + said[1:], kind, is_group=True, members=members, addressed=said)
