"""Who is charged with each work of a programme, and how that comes: there, from above, as elsewhere, as one of a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.language import N_
from ctct.model.body import Node, Viec
from ctct.model.directory import DanhBa, members_of
from ctct.model.document import VanBan
from ctct.model.types import ROLES
from ctct.model.works import Work
from ctct.source.inline import is_id


class Route(IntEnum):
    """How a charge comes to a work, the most direct way first."""

    DIRECT = 0
    """The work names the assignee itself, or the recurring work does that it repeats."""
    ABOVE = 1
    """What the work stands in names the assignee."""
    LIKE = 2
    """``nhu`` takes the assignee over from other works."""
    GROUP = 3
    """The assignee is a member of a group that is named in one of those ways."""


class Counting(Enum):
    """Which charges are counted as somebody's works; its value says so in a heading."""

    NAMED = N_("được nêu tên, ở chính việc hoặc ở mục chứa nó")
    LIKE = N_("được nêu tên, kể cả qua «nhu»")
    OPENED = N_("được nêu tên, kể cả qua «nhu» và qua nhóm được giao")


class Charge(NamedTuple):
    """One who is charged: the id in the danh bạ, or free words if ``is_free``. ``at`` is where that is written; ``group`` the
    group that a member stands in, ``opens`` says that the charge is one of a group whose members follow.
    """

    name: str
    route: Route
    at: Path
    group: str | None = None
    is_free: bool = False
    opens: bool = False


Charges = tuple[Charge, ...]
Roles = Mapping[str, Charges]
"""The charges of a work by role, in the order of :data:`ctct.model.types.ROLES`."""


def counted(charges: Charges, counting: Counting) -> tuple[str, ...]:
    """Return the ids that count as charged; a group whose members count does not count itself. Free words never count."""
    if counting is Counting.OPENED:
        return tuple([one.name for one in charges if not (one.is_free or one.opens)])
    last = Route.LIKE if counting is Counting.LIKE else Route.ABOVE
    return tuple([one.name for one in charges if one.route <= last and not one.is_free])


def charges_of(draft: VanBan, nodes: Mapping[Path, Node], works: Iterable[Work], directory: DanhBa) -> dict[Path, Roles]:
    """Return who is charged with each of ``works``, those of ``draft``, by its place; ``nodes`` are all of it in reading order.

    A role that a work does not fill is filled by the recurring work that it repeats, else by the nearest that it stands in.
    """
    reader = _Reader(draft, directory)
    for at, node in nodes.items():
        reader.read(at, node)
    found = {work.at: reader.held[work.at] for work in works}
    if any(reader.likes[at] for at in found):
        _take_over(found, reader)
    return found


@dataclass(slots=True)
class _Reader:
    """Reads who is named at each place; ``held`` also has what holds there from above, ``likes`` the targets of ``nhu``,
    ``handed_down`` what holds at a place as what stands lower has it.
    """

    draft: VanBan
    directory: DanhBa
    held: dict[Path, Roles] = field(default_factory=dict)
    likes: dict[Path, tuple[str, ...]] = field(default_factory=lambda: {(): ()})
    handed_down: dict[Path, Roles] = field(default_factory=lambda: {(): {}})
    places: dict[str, Path] = field(default_factory=dict)
    _recurring: dict[str, dict[str, Charges]] = field(default_factory=dict)
    _members: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, at: Path, node: Node) -> None:
        """Read what ``node`` says, after what it stands in."""
        above = self._above(at[:-2])
        repeated = self.draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
        own = self._named(node, at)
        if repeated is not None and node.thuong_ky:
            own = {**self._of_recurring(node.thuong_ky, repeated), **own}
        self.held[at] = _in_order({**above, **own}) if own else above
        self.likes[at] = node.nhu or (repeated.nhu if repeated else None) or self.likes[at[:-2]]
        if node.id:
            self.places.setdefault(node.id, at)

    def _above(self, owner: Path) -> Roles:
        """Return what holds at ``owner`` as those have it that stand there: most works have nothing below them to ask."""
        if owner not in self.handed_down:
            self.handed_down[owner] = {role: tuple(map(_from_above, held)) for role, held in self.held[owner].items()}
        return self.handed_down[owner]

    def _of_recurring(self, name: str, work: Viec) -> dict[str, Charges]:
        if name not in self._recurring:
            self._recurring[name] = self._named(work, ("thuong_ky", name))
        return self._recurring[name]

    def _named(self, work: Viec, at: Path) -> dict[str, Charges]:
        said = work.__dict__  # which is far quicker to ask than the model
        return {role: _once(self._charges(said[role], (*at, role))) for role in ROLES if said[role]}

    def _charges(self, groups: tuple[tuple[str, ...], ...], at: Path) -> Iterator[Charge]:
        for index, group in enumerate(groups):
            for place, word in enumerate(group):
                where = (*at, index) if len(group) == 1 else (*at, index, place)
                if not is_id(word):
                    yield Charge(word, Route.DIRECT, where, is_free=True)
                    continue
                name = word.removeprefix("~")
                members = self._members_of(name)
                yield Charge(name, Route.DIRECT, where, opens=bool(members))
                yield from (Charge(member, Route.GROUP, where, name) for member in members)

    def _members_of(self, name: str) -> tuple[str, ...]:
        """Return who stands in a group, groups inside of it opened; nobody in what is no group."""
        if name not in self._members:
            self._members[name] = tuple(members_of(name, self.directory))
        return self._members[name]


def _from_above(charge: Charge) -> Charge:
    return charge._replace(route=Route.ABOVE) if charge.route is Route.DIRECT else charge


def _as_elsewhere(charge: Charge) -> Charge:
    return charge._replace(route=Route.LIKE) if charge.route < Route.LIKE else charge


def _once(charges: Iterable[Charge]) -> Charges:
    """Return ``charges`` with each name once, by the way that is the most direct."""
    charges = tuple(charges)
    if len(charges) < 2 or _are_apart(charges):
        return charges
    kept: dict[str, Charge] = {}
    for charge in sorted(charges, key=lambda one: one.route):
        kept.setdefault(charge.name, charge)
    return tuple(kept.values())


def _are_apart(charges: Charges) -> bool:
    """Return whether each of ``charges`` has a name of its own and all have come the same way, as most have."""
    way = charges[0].route
    return not [one for one in charges if one.route is not way] and len({one.name for one in charges}) == len(charges)


def _in_order(roles: Mapping[str, Charges]) -> Roles:
    return {role: roles[role] for role in ROLES if role in roles}


def _take_over(found: dict[Path, Roles], reader: _Reader) -> None:
    """Add to those of ``found`` that say ``nhu`` who is charged with the works that it leads to, be it by ``nhu`` again."""
    gathered = _gathered(found, reader)
    for at, own in found.items():
        if not reader.likes[at]:
            continue
        roles: dict[str, list[Charge]] = {role: list(held) for role, held in own.items()}
        for name in reader.likes[at]:
            for (role, _), charge in gathered.get(name, {}).items():
                roles.setdefault(role, []).append(charge)
        found[at] = _in_order({role: _once(held) for role, held in roles.items()})


Gathered = dict[tuple[str, str], Charge]
"""Charges of several works, by role and name."""


def _gathered(found: Mapping[Path, Roles], reader: _Reader) -> dict[str, Gathered]:
    """Return who is charged with the works at or below each target of ``nhu``, by its id. Each charge goes once along each
    ``nhu`` only, so those that lead round come to an end.
    """
    targets = {name for at in found for name in reader.likes[at]}
    by_place = {reader.places[name]: name for name in targets if name in reader.places}
    gathered: dict[str, Gathered] = {name: {} for name in by_place.values()}
    taken_by: dict[str, dict[str, None]] = {name: {} for name in gathered}
    todo: list[tuple[str, str, Charge]] = []
    for at, roles in found.items():
        for name in _targets_around(at, by_place):
            todo += [(name, role, _as_elsewhere(charge)) for role, held in roles.items() for charge in held]
            for other in reader.likes[at]:
                if other in taken_by:
                    taken_by[other][name] = None
    for name, role, charge in todo:
        # `todo` grows while it is walked: what is new at a target goes on to those that take over from it.
        known = gathered[name].get((role, charge.name))
        if known is None or charge.route < known.route:
            gathered[name][role, charge.name] = charge
            todo += [(other, role, charge) for other in taken_by[name]]
    return gathered


def _targets_around(at: Path, by_place: Mapping[Path, str]) -> Iterator[str]:
    """Yield the targets that a work at ``at`` is or stands in."""
    return (by_place[at[:end]] for end in range(2, len(at) + 1, 2) if at[:end] in by_place)
