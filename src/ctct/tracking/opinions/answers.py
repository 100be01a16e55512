"""Who was asked for an opinion, and who has answered how: the one place where the figures come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ctct.model.directory import DanhBa, members_of
from ctct.model.document import VanBan
from ctct.model.opinions import SoYKien, TraLoi, YKien
from ctct.resolve.bodies import Bodies


class Figures(NamedTuple):
    """Those asked, by what became of it (``agreed`` + ``opposed`` + ``unclear`` + ``waiting`` are all of them), those that
    answered without being asked, the opinions by what was done with them, the edits made right in copies, and how many copies
    have some. All bodies are ids where the danh bạ has them.
    """

    asked: tuple[str, ...]
    agreed: tuple[str, ...]
    opposed: tuple[str, ...]
    unclear: tuple[str, ...]
    waiting: tuple[str, ...]
    unasked: tuple[str, ...]
    opinions: int
    handled: Counter[str]
    edits: int
    edited_copies: int

    @property
    def answered(self) -> int:
        """How many of those asked have answered."""
        return len(self.asked) - len(self.waiting)


def asked_of(draft: VanBan, directory: DanhBa) -> tuple[str, ...]:
    """Return who is asked for an opinion, each once; a group whose members are known stands for them."""
    named = draft.lay_y_kien.gui if draft.lay_y_kien else ()
    opened = (member for name in named for member in (tuple(members_of(name.removeprefix("~"), directory)) or (name,)))
    return tuple(dict.fromkeys(name.removeprefix("~") for name in opened))


def figures_of(said: SoYKien, asked: Iterable[str], bodies: Bodies) -> Figures:
    """Return the figures of all that has been gathered."""
    sent = tuple(dict.fromkeys(map(bodies.known, asked)))
    opposed, agreed, heard = _heard(said.tra_loi, said.y_kien, bodies)
    listed = sent or heard
    return Figures(
        asked=sent,
        agreed=tuple(one for one in listed if one in agreed),
        opposed=tuple(one for one in listed if one in opposed),
        unclear=tuple(one for one in listed if one in heard and one not in agreed and one not in opposed),
        waiting=tuple(one for one in sent if one not in heard),
        unasked=tuple(one for one in heard if one not in listed),
        opinions=len(said.y_kien),
        handled=Counter(one.xu_ly for one in said.y_kien),
        edits=sum(sum(one.sua_doi.values()) for one in said.tra_loi),
        edited_copies=sum(1 for one in said.tra_loi if one.sua_doi),
    )


def _heard(
    answers: tuple[TraLoi, ...], opinions: tuple[YKien, ...], bodies: Bodies
) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return who has opinions, who merely agrees, and all who have answered, in the order in which they came."""
    edited = (one.co_quan for one in answers if one.sua_doi)
    opposed = frozenset(map(bodies.known, (*(one.co_quan for one in opinions), *edited)))
    agreed = frozenset(bodies.known(one.co_quan) for one in answers if one.thong_nhat) - opposed
    heard = (*(one.co_quan for one in answers), *(one.co_quan for one in opinions))
    return opposed, agreed, tuple(dict.fromkeys(map(bodies.known, heard)))
