"""The works of a programme as they are followed once it is signed: number, words, time, state and who is charged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.language import _
from ctct.lint.items import Placed, place_items
from ctct.lint.progress_keys import unknown_key_faults
from ctct.lint.work_times import last_day_said
from ctct.model.body import Viec
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.structure import nodes_below
from ctct.model.times.timing import Kind, Timing
from ctct.model.types import NOT_BEGUN, TYPE_NAMES
from ctct.model.work_calendar import WorkCalendar
from ctct.model.work_times import NodeTimes, times_of_nodes
from ctct.model.works import Work, works_of
from ctct.outcome import Outcome
from ctct.resolve.document import read_items
from ctct.resolve.tree import Item, text_of
from ctct.tracking.charges import Charge, Counting, Roles, Route, charges_of, counted
from ctct.tracking.meetings import Meeting, meeting_around, meetings_of, number_of

if TYPE_CHECKING:
    from ctct.model.progress import GiaHan


class AssignedWork(NamedTuple):
    """A work of a programme. ``key`` is its id, of a recurring one «<thuong_ky>@<id of what it stands in>», ``""`` without;
    ``number`` its number with those above it, ``words`` its paragraphs as printed, ``chapter`` the names of what it stands in.

    ``time`` is when it takes place in the words of the draft, ``when`` what is understood of them; where nothing says so
    (``""``) that is any day of the period. ``deadline`` are the words of a deadline that is another time; ``due`` is the time
    that it must be done in, whichever holds, ``timed_at`` the place of the node that says that, ``()`` of none; ``extended`` is
    the day that was agreed to since, as its progress tells. ``product`` is
    what it delivers, ``meeting`` the place of the meeting that it is brought before, ``roles`` who is charged with it.
    """

    key: str
    at: Path
    number: str
    words: tuple[str, ...]
    chapter: tuple[str, ...]
    time: str
    when: Timing | None
    deadline: str
    due: Timing | None
    timed_at: Path
    extended: date | None
    state: str
    recurring: str | None
    product: str
    meeting: Path | None
    roles: Roles

    def assigned(self, role: str, counting: Counting) -> tuple[str, ...]:
        """Return the ids that ``counting`` counts as charged in ``role``."""
        charges = self.roles.get(role)
        return counted(charges, counting) if charges else ()

    @property
    def last_day(self) -> date | None:
        """The last day on which it is done in time, as the programme was signed."""
        return self.due.last if self.due else None

    @property
    def holds_until(self) -> date | None:
        """The same with the extension that was agreed to."""
        return self.extended or self.last_day

    @property
    def text(self) -> str:
        """What it says in one line."""
        return " ".join(self.words)


class Programme(NamedTuple):
    """A programme that is followed: its draft, the danh bạ, the office's working days, its works and its meetings in reading
    order, and what cannot be counted of them.
    """

    draft: VanBan
    directory: DanhBa
    calendar: WorkCalendar
    works: tuple[AssignedWork, ...]
    meetings: tuple[Meeting, ...]
    findings: tuple[Diagnostic, ...]


def with_progress_faults(outcome: Outcome) -> Outcome:
    """Return what is known of a programme with what keeps its progress from being counted: a state that cannot be read, or that
    is told of no work, is not the one that the programme was signed with.
    """
    kept = outcome.gathered.progress
    outcome = outcome.told(kept.faults if kept else ())
    if not kept or kept.said is None or outcome.draft is None:
        return outcome
    return outcome.told(unknown_key_faults(outcome.draft, kept.said, kept.file))


def programme_of(outcome: Outcome) -> Programme:
    """Return the works of a draft in which there is no error. Raises ValueError for one with errors."""
    draft, resolved, directory = outcome.draft, outcome.resolved, outcome.gathered.directory
    if outcome.failed or draft is None or resolved is None or outcome.layout is None:
        raise ValueError("a draft with errors has no works that can be followed")
    conventions, documents = outcome.layout.stylesheet.conventions, outcome.gathered.documents
    items = resolved.items or read_items(draft, directory, conventions, documents)
    kept = outcome.gathered.progress
    listed = works_of(draft, kept.said if kept else None)
    nodes, placed = dict(nodes_below(draft)), place_items(items)
    times, period = times_of_nodes(draft), draft.period
    whole = Timing(Kind.SPAN, *period) if period else None
    told = kept.said.viec if kept and kept.said else {}
    extended = {key: day for key, one in told.items() if (day := extended_to(one.gia_han, draft))}
    meetings = meetings_of(nodes, placed, times, draft.thuong_ky)
    body = _Body(placed, times, charges_of(draft, nodes, listed, directory), draft.thuong_ky, extended, whole)
    works = tuple(_assigned(work, body, meeting_around(work.at, meetings)) for work in listed)
    return Programme(
        draft, directory, outcome.gathered.calendar, works, tuple(meetings.values()), tuple(_uncounted(works, directory))
    )


def extended_to(extensions: tuple[GiaHan, ...], draft: VanBan) -> date | None:
    """Return the deadline that the last extension sets, of those that somebody agreed to."""
    agreed = [one for one in extensions if one.theo]
    return last_day_said(agreed[-1].den, draft) if agreed else None


class _Body(NamedTuple):
    """What is known at each place of a draft, and when all of it takes place."""

    placed: Mapping[Path, Placed]
    times: Mapping[Path, NodeTimes]
    charged: Mapping[Path, Roles]
    recurring: Mapping[str, Viec]
    extended: Mapping[str, date]
    period: Timing | None


def _assigned(work: Work, body: _Body, meeting: Path | None) -> AssignedWork:
    placed, times = body.placed[work.at], body.times[work.at]
    place, due = times.taking_place, times.due
    return AssignedWork(
        key=work.key or "",
        at=work.at,
        number=number_of(placed),
        words=_words(placed.item),
        chapter=tuple(up.title for up in reversed([*placed.lineage()][1:])),
        time=place.words.said if place else "",
        when=place.when if place else body.period,
        deadline=times.deadline.words.said if times.deadline and due is times.deadline else "",
        due=due.when if due else body.period,
        timed_at=due.owner if due else (),
        extended=body.extended.get(work.key or ""),
        state=work.state or NOT_BEGUN,
        recurring=work.recurring,
        product=_product(work.node.san_pham or (body.recurring[work.recurring].san_pham if work.recurring else None)),
        meeting=meeting,
        roles=body.charged[work.at],
    )


def _product(said: str | None) -> str:
    """Return what a work delivers: words, or the name of a type of document."""
    return TYPE_NAMES.get(said, said) if said else ""


def _words(item: Item) -> tuple[str, ...]:
    said = (text_of(one).removesuffix("./.").strip() for one in (item.ten, *item.noi_dung))
    return tuple(filter(None, said))


def _uncounted(works: Iterable[AssignedWork], directory: DanhBa) -> Iterator[Diagnostic]:
    """Tell once of each assignee whose works nobody can count: free words, and groups of which no members are known."""
    told: set[str] = set()
    for charge in _named(works):
        if charge.name in told:
            continue
        if charge.is_free:
            message, hint = (
                _("«{name}» là lời văn, không đếm được việc", name=charge.name),
                _("thêm vào danh bạ rồi ghi bằng mã"),
            )
        elif charge.name in directory.nhom and not charge.opens:
            message = _("nhóm «{name}» chưa có thành viên, không mở ra được", name=charge.name)
            hint = _("thêm «thanh_vien» cho nhóm ấy trong danh bạ")
        else:
            continue
        told.add(charge.name)
        yield Diagnostic("VIE01", Severity.ADVICE, charge.at, message, hint)


def _named(works: Iterable[AssignedWork]) -> Iterator[Charge]:
    for work in works:
        for charges in work.roles.values():
            yield from (charge for charge in charges if charge.route is not Route.LIKE)
