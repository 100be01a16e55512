"""Where the paragraphs of a copy stand in the draft: by its map and bookmarks, else by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple

from ctct.compare.alignment import Line as Aligned
from ctct.compare.alignment import align
from ctct.compare.likeness import Text, likeness
from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.lines import MARK, Line, base_lines
from ctct.drafting.merge.places import item_of
from ctct.facts import facts_of
from ctct.layout.block_map import BOOKMARK, BlockMap, Facts, is_id
from ctct.resolve.places import NamedPlaces
from ctct.word.block_map import read_map


class Base(NamedTuple):
    """What was printed: its paragraphs, how the draft calls the place of each now (``""``: it has none any more), which has a
    key, which says a thing that no other says; ``current`` tells that it is the draft as it is now, ``left`` what part of its
    words the draft still has.
    """

    lines: Sequence[Line]
    names: Sequence[str]
    by_key: dict[str, int]
    by_words: dict[str, int]
    current: bool
    left: float = 1.0


@dataclass
class Ground:
    """The draft that opinions are about. What many copies share is worked out once."""

    draft: Draft
    places: NamedPlaces
    names: list[str]
    _bases: dict[str, Base] = field(default_factory=dict)

    @classmethod
    def of(cls, draft: Draft) -> Ground:
        """Begin with a draft as it is now."""
        outcome = draft.outcome
        if outcome.draft is None or outcome.layout is None:
            raise ValueError("a draft that cannot be built prints nothing")
        places = NamedPlaces(outcome.draft, outcome.layout.stylesheet.conventions)
        return cls(draft, places, [places.name(at) if at else "" for at in _places_of(draft.lines, places)])

    def base(self, facts: Facts | None, data: bytes) -> Base:
        """Return what the copy ``data``, whose map says ``facts``, was printed from: without a map the draft as it is now is
        the best to go by.
        """
        current = facts is None or facts.du_thao == self._facts.du_thao
        edition = "" if current or facts is None else facts.du_thao
        if edition not in self._bases:
            block_map = None if current else read_map(data)
            self._bases[edition] = (
                self._printed(block_map) if block_map else _indexed(self.draft.lines, self.names, current=True)
            )
        return self._bases[edition]

    @cached_property
    def _facts(self) -> Facts:
        """What a map would say of the draft now."""
        return facts_of(self.draft.outcome)

    @cached_property
    def sorted_words(self) -> list[tuple[str, str]]:
        """What each paragraph says now, as it is compared, with its place; in the order of the words."""
        return sorted((words_compared(line.text), name) for line, name in zip(self.draft.lines, self.names, strict=True))

    def _printed(self, block_map: BlockMap) -> Base:
        lines = base_lines(block_map)
        names = [key_as_id(line.key) for line in lines]  # of what has gone only an id is known
        left: set[int] = set()
        for match in align(_aligned(lines), _aligned(self.draft.lines)):
            for old in match.old if match.new else ():
                names[old] = self.names[match.new[0]]
                left.add(old)
        return _indexed(lines, names, current=False)._replace(left=part_of_words(lines, left))


def part_of_words(lines: Sequence[Line], found: Collection[int]) -> float:
    """Return what part of the paragraphs that the draft itself says has been ``found``."""
    words = {at for at, line in enumerate(lines) if line.kind == "nguyen_van"}
    return len(words.intersection(found)) / len(words) if words else 1.0


def key_as_id(key: str) -> str:
    """Return the id that the key of a paragraph is made of; ``""`` for a key of another kind."""
    return key.replace("_", "-") if key and is_id(BOOKMARK + key) else ""


def _aligned(lines: Sequence[Line]) -> list[Aligned]:
    return [Aligned(line.text, line.key) for line in lines]


def _indexed(lines: Sequence[Line], names: Sequence[str], *, current: bool) -> Base:
    by_words: dict[str, int] = {}
    for at, line in enumerate(lines):
        said = words_compared(line.text)
        by_words[said] = -1 if said in by_words else at
    found = {said: at for said, at in by_words.items() if said and at >= 0}
    return Base(lines, names, {line.key: at for at, line in enumerate(lines) if line.key}, found, current)


@lru_cache(maxsize=20_000)
def words_compared(text: str) -> str:
    """Return a paragraph as it is compared: marks of notes say nothing."""
    return folded(text.replace(MARK, ""))


def resembles(one: str, other: str, least: float) -> bool:
    """Return whether two paragraphs have at least that part of their words in common."""
    return words_compared(one) == words_compared(other) or likeness(Text(one), Text(other)) >= least


def digest_of(data: bytes) -> str:
    """Return what tells a file from others, whatever it is called."""
    return sha256(data).hexdigest()[:16]


def _places_of(lines: Sequence[Line], places: NamedPlaces) -> Iterator[Path]:
    """Yield the place that each paragraph belongs to: a node, a row of a table, a note, a field of the document. What a
    recurring work prints has its words elsewhere: the times that it is printed are told apart by their order.
    """
    repeats: defaultdict[object, list[Path]] = defaultdict(list)
    for at, entry in places.entries.items():
        if entry.node.thuong_ky:
            repeats[entry.node.thuong_ky].append(at)
    before: Path = ()
    for line in lines:
        if line.at[:1] == ("thuong_ky",):
            if (line.number or before[:2] != line.at[:2]) and repeats[line.at[1]]:
                here = repeats[line.at[1]].pop(0)
            yield here
        else:
            yield place_in(line.at)
        before = line.at


def place_in(at: Path) -> Path:
    """Return the place that opinions on a text are filed under: its node or row, else its field."""
    item = item_of(at)
    if not item:
        return at[:2] if at[:1] == ("chu_thich",) or (len(at) > 1 and isinstance(at[1], int)) else at[:1]
    row = len(item) + 4
    return at[:row] if at[len(item) : len(item) + 1] == ("bang",) and len(at) >= row else item
