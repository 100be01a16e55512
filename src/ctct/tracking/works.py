"""The works of a programme as they are followed once it is signed: number, words, time, state and who is charged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.lint.items import Placed, place_items
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.structure import nodes_below
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Timing
from ctct.model.types import NOT_BEGUN
from ctct.model.works import Work, works_of
from ctct.outcome import Outcome
from ctct.resolve.document import read_items
from ctct.resolve.tree import Item, text_of
from ctct.tracking.charges import Charge, Counting, Roles, Route, charges_of, counted


class AssignedWork(NamedTuple):
    """A work of a programme. ``key`` is its id, of a recurring one «<thuong_ky>@<id of what it stands in>», ``""`` without;
    ``number`` its number with those above it, ``words`` its paragraphs as printed, ``chapter`` the names of what it stands in.

    ``time`` is when it takes place in the words of the draft (``""``: nothing says so), ``when`` what is understood of them,
    ``roles`` who is charged with it.
    """

    key: str
    at: Path
    number: str
    words: tuple[str, ...]
    chapter: tuple[str, ...]
    time: str
    when: Timing | None
    state: str
    recurring: str | None
    roles: Roles

    def assigned(self, role: str, counting: Counting) -> tuple[str, ...]:
        """Return the ids that ``counting`` counts as charged in ``role``."""
        return counted(self.roles.get(role, ()), counting)

    @property
    def text(self) -> str:
        """What it says in one line."""
        return " ".join(self.words)


class Programme(NamedTuple):
    """A programme that is followed: its draft, the danh bạ, its works in reading order, and what cannot be counted of them."""

    draft: VanBan
    directory: DanhBa
    works: tuple[AssignedWork, ...]
    findings: tuple[Diagnostic, ...]


def programme_of(outcome: Outcome) -> Programme:
    """Return the works of a draft in which there is no error. Raises ValueError for one with errors."""
    draft, resolved, directory = outcome.draft, outcome.resolved, outcome.gathered.directory
    if outcome.failed or draft is None or resolved is None or outcome.layout is None:
        raise ValueError("a draft with errors has no works that can be followed")
    items = resolved.items or read_items(draft, directory, outcome.layout.stylesheet.conventions)
    kept = outcome.gathered.progress
    listed = works_of(draft, kept.said if kept else None)
    charged = charges_of(draft, listed, directory)
    times = _times(draft)
    placed = place_items(items)
    works = tuple(_assigned(work, placed[work.at], times[work.at], charged[work.at]) for work in listed)
    return Programme(draft, directory, works, tuple(_uncounted(works, directory)))


class _Said(NamedTuple):
    """A time in words, and what is understood of it."""

    words: str
    when: Timing | None


def _assigned(work: Work, placed: Placed, time: _Said, roles: Roles) -> AssignedWork:
    return AssignedWork(
        key=work.key or "",
        at=work.at,
        number=_number(placed),
        words=_words(placed.item),
        chapter=tuple(up.title for up in reversed([*placed.lineage()][1:])),
        time=time.words,
        when=time.when,
        state=work.state or NOT_BEGUN,
        recurring=work.recurring,
        roles=roles,
    )


def _words(item: Item) -> tuple[str, ...]:
    said = (text_of(one).removesuffix("./.").strip() for one in (item.ten, *item.noi_dung))
    return tuple(filter(None, said))


def _number(placed: Placed) -> str:
    """Return ``B.II.(1)``; a number that has those above in it, as «2.1.», is not told twice."""
    parts: list[str] = []
    below = ""
    for up in placed.lineage():
        own = up.item.label.rstrip(".-")
        if own and not below.startswith(f"{own}."):
            parts.append(own)
            below = own
    return ".".join(reversed(parts))


def _times(draft: VanBan) -> dict[Path, _Said]:
    """Return when what stands at each place of ``draft`` takes place: as it says itself, else as what it stands in says."""
    times: dict[Path, _Said] = {(): _Said("", None)}
    for at, node in nodes_below(draft):
        around = times[at[:-2]]
        times[at] = around
        if node.thoi_gian:
            frame = (around.when.exact if around.when else None) or draft.time_frame
            try:
                times[at] = _Said(node.thoi_gian, read_timing(node.thoi_gian, frame))
            except ValueError:  # what is not understood is told by a rule
                times[at] = _Said(node.thoi_gian, None)
    return times


def _uncounted(works: Iterable[AssignedWork], directory: DanhBa) -> Iterator[Diagnostic]:
    """Tell once of each assignee whose works nobody can count: free words, and groups of which no members are known."""
    told: set[str] = set()
    for charge in _named(works):
        if charge.name in told:
            continue
        if charge.is_free:
            message, hint = f"«{charge.name}» là lời văn, không đếm được việc", "thêm vào danh bạ rồi ghi bằng mã"
        elif charge.name in directory.nhom and not charge.opens:
            message = f"nhóm «{charge.name}» chưa có thành viên, không mở ra được"
            hint = "thêm «thanh_vien» cho nhóm ấy trong danh bạ"
        else:
            continue
        told.add(charge.name)
        yield Diagnostic("VIE01", Severity.ADVICE, charge.at, message, hint)


def _named(works: Iterable[AssignedWork]) -> Iterator[Charge]:
    for work in works:
        for charges in work.roles.values():
            yield from (charge for charge in charges if charge.route is not Route.LIKE)
