"""What one file that came back says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class Remark(NamedTuple):
    """An opinion: where in the draft (``tai``, up to ``den``, as :meth:`ctct.resolve.places.Places.name` calls places, ``""``
    for no place), on which words, what it says, who says so, what was answered in the copy.
    """

    tai: str
    den: str
    doan: str
    noi_dung: str
    nguoi: str = ""
    trao_doi: tuple[str, ...] = ()
    da_giai_quyet: bool = False


Build = Literal["", "khac", "khong_ro"]
"""Whether a copy is of the draft as it is now, of another edition, or whether nobody can tell."""


@dataclass
class Returned:
    """What a file says: opinions, that its body agrees, how many edits were made at each place (``""`` for none known).

    ``reformatted`` counts changes of looks alone, ``to_type`` says that a person must read it, ``left`` are the sheets that
    say something and are no tables of opinions.
    """

    remarks: list[Remark] = field(default_factory=list)
    agrees: bool = False
    build: Build = ""
    edits: Mapping[str, int] = field(default_factory=dict)
    reformatted: int = 0
    to_type: bool = False
    left: Sequence[str] = ()
