"""Which paragraphs of one text are which of another: kept, reworded, moved, split, joined, added or removed.

What is the same by its key, or by words that stand once in each text, is paired first. The longest run of pairs that keep their
order is the spine; in its gaps the rest is paired in order, and what is still left is looked for anywhere by its rarest words.
All of that takes O(n log n): a gap is looked at cell by cell only if it is small.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ctct.compare.likeness import Text, likeness
from ctct.compare.order import best_in_order, equal_in_order, longest_rising, single
from ctct.compare.parts import find_parts

REWORDED = 0.5
"""How much two paragraphs at the same place have in common if one is the other, reworded."""
ALONE = 0.35
"""The same where nothing else stands there."""
MOVED = 0.6
"""The same for two at different places."""
OVERWRITTEN = 0.2
"""With less than this in common a key is doubted, somebody may have typed over the paragraph; so it is with less than
:data:`REWORDED` if the words stand elsewhere."""

_MOST_CELLS = 40_000
_RAREST, _FEW, _MANY, _MOST_CANDIDATES = 6, 3, 12, 6


class Line(NamedTuple):
    """A paragraph as it is aligned: its words without its number, and a key that stays with it (``""`` where it has none). One
    that is ``formulaic`` says much the same as others of its kind: that it is like one elsewhere tells nothing.
    """

    text: str
    key: str = ""
    formulaic: bool = False


class Match(NamedTuple):
    """Paragraphs of the old text, by their indexes, that are those of the new one. One side empty: added or removed; several on
    one side: split or joined. ``moved`` says that others have changed places with it.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def align(old: Sequence[Line], new: Sequence[Line]) -> list[Match]:
    """Return all paragraphs of both texts, each in one match, in the order of the new text; what is removed stands where it
    stood. The other way round it is the same, turned.
    """
    turned = [line.text for line in old] > [line.text for line in new]
    work = _Work(new, old) if turned else _Work(old, new)
    doubted = work.pair_by_key()
    work.pair_by_words(lambda text: text.text)
    work.pair_by_words(lambda text: text.folded)
    work.fill_gaps()
    work.find_elsewhere()
    work.go_on()
    work.uncross()
    work.pair_free(doubted)
    still = dict(work.spine())
    if turned:
        work.turn()
        still = {new: old for old, new in still.items()}
    return _in_order(work, still)


class _Work:
    """Two texts, and the pairs found so far: ``in_new`` has for an old paragraph the new one, ``in_old`` the other way."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        texts = {line.text: Text(line.text) for side in (old, new) for line in side}
        self.old = [texts[line.text] for line in old]
        self.new = [texts[line.text] for line in new]
        self.in_new: dict[int, int] = {}
        self.in_old: dict[int, int] = {}
        self._by_key: set[int] = set()
        self._formulaic = [{at for at, line in enumerate(side) if line.formulaic} for side in (old, new)]
        self._old_keys = single((line.key, place) for place, line in enumerate(old) if line.key)
        self._new_keys = single((line.key, place) for place, line in enumerate(new) if line.key)

    def turn(self) -> None:
        """Take each text for the other."""
        self.old, self.new, self.in_new, self.in_old = self.new, self.old, self.in_old, self.in_new

    def pair(self, old: int, new: int) -> None:
        """Take two paragraphs for one."""
        self.in_new[old], self.in_old[new] = new, old

    def pair_free(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Pair those of which neither has been found elsewhere."""
        for old, new in pairs:
            if old not in self.in_new and new not in self.in_old:
                self.pair(old, new)

    def pair_by_key(self) -> list[tuple[int, int]]:
        """Pair what has one key; return the pairs that have too little in common to be believed at once."""
        doubted = []
        said = {text.text for text in self.new}
        for key, old in self._old_keys.items():
            new = self._new_keys.get(key)
            if new is None:
                continue
            ours, theirs = self.old[old], self.new[new]
            if ours is theirs or likeness(ours, theirs) >= (REWORDED if ours.text in said else OVERWRITTEN):
                self.pair(old, new)
                self._by_key.add(old)
            else:
                doubted.append((old, new))
        return doubted

    def pair_by_words(self, said: Callable[[Text], str]) -> None:
        """Pair what says the same, if nothing else in either text says it."""
        ours = single((said(self.old[at]), at) for at in range(len(self.old)) if at not in self.in_new)
        theirs = single((said(self.new[at]), at) for at in range(len(self.new)) if at not in self.in_old)
        for words, old in ours.items():
            if words and words in theirs:
                self.pair(old, theirs[words])

    def spine(self) -> list[tuple[int, int]]:
        """Return the most pairs that keep their order."""
        pairs = sorted(self.in_new.items())
        return [pairs[at] for at in longest_rising([new for _, new in pairs])]

    def fill_gaps(self) -> None:
        """Pair in order what lies between two pairs of the spine and is alike."""
        for (old, new), (next_old, next_new) in pairwise([(-1, -1), *self.spine(), (len(self.old), len(self.new))]):
            if next_old - old == 1 or next_new - new == 1:
                continue
            olds = [at for at in range(old + 1, next_old) if at not in self.in_new]
            news = [at for at in range(new + 1, next_new) if at not in self.in_old]
            if olds and news:
                self._fill(olds, news)

    def _fill(self, olds: list[int], news: list[int]) -> None:
        equal = equal_in_order([self.old[at].folded for at in olds], [self.new[at].folded for at in news])
        for at_old, at_new in equal:
            self.pair(olds[at_old], news[at_new])
        for (old, new), (next_old, next_new) in pairwise([(-1, -1), *equal, (len(olds), len(news))]):
            left, right = olds[old + 1 : next_old], news[new + 1 : next_new]
            if left and right and len(left) * len(right) <= _MOST_CELLS:
                ours, theirs = [self.old[at] for at in left], [self.new[at] for at in right]
                least = ALONE if len(left) == len(right) == 1 else REWORDED
                for at_old, at_new in best_in_order(ours, theirs, likeness, least):
                    self.pair(left[at_old], right[at_new])

    def find_elsewhere(self) -> None:
        """Pair what is left with whatever is most like it, wherever that stands."""
        left = [at for at in range(len(self.old)) if at not in self.in_new and at not in self._formulaic[0]]
        places: defaultdict[str, list[int]] = defaultdict(list)
        free = [at for at in range(len(self.new)) if at not in self.in_old and at not in self._formulaic[1]]
        if left:
            for at in free:
                for word in self.new[at].words:
                    places[word].append(at)
        found = sorted(
            (-alike, old, new)
            for old in left
            for new in self._candidates(old, places, len(free))
            if (alike := likeness(self.old[old], self.new[new])) >= MOVED
        )
        self.pair_free((old, new) for _, old, new in found)

    def go_on(self) -> None:
        """Pair what stands behind a pair in both texts and is alike: of what is formulaic, its place tells most."""
        for old in range(len(self.old) - 1):
            new = self.in_new.get(old, len(self.new)) + 1
            if new < len(self.new) and old + 1 not in self.in_new and new not in self.in_old:
                self._pair_if_alike(old + 1, new)

    def uncross(self) -> None:
        """Let what says the same and was paired crosswise keep its order: none of it has moved. Keys know better."""
        alike: defaultdict[str, list[int]] = defaultdict(list)
        for old, new in self.in_new.items():
            if self.old[old] is self.new[new] and old not in self._by_key:
                alike[self.old[old].text].append(old)
        for olds in alike.values():
            for old, new in zip(sorted(olds), sorted(self.in_new[old] for old in olds), strict=True):
                self.pair(old, new)

    def _pair_if_alike(self, old: int, new: int) -> None:
        if likeness(self.old[old], self.new[new]) >= REWORDED:
            self.pair(old, new)

    def _candidates(self, old: int, places: dict[str, list[int]], left: int) -> list[int]:
        """Return the new paragraphs that share most of the rarest words of an old one: names that stand in every other line
        tell nothing.
        """
        most = min(max(_FEW, left // 50), _MANY)
        known = sorted((len(places[word]), word) for word in self.old[old].words if word in places)
        rarest = [word for times, word in known if times <= most][:_RAREST]
        shared = Counter(at for word in rarest for at in places[word])
        least = min(2, len(rarest))
        return [at for at, times in shared.most_common(_MOST_CANDIDATES) if times >= least]


def _in_order(work: _Work, still: dict[int, int]) -> list[Match]:
    """Return the matches in the order of the new text; ``still`` are the pairs that have kept their order."""
    split = find_parts(work.old, work.new, work.in_new, work.in_old)
    joined = find_parts(work.new, work.old, work.in_old, work.in_new)
    parts_of = {new: old for old, news in split.items() for new in news}
    in_parts = {old for olds in joined.values() for old in olds}
    removed = [at for at in range(len(work.old)) if at not in work.in_new and at not in in_parts]
    matches, told = [], 0
    for new in range(len(work.new)):
        old = work.in_old.get(new, parts_of.get(new))
        if old is None:
            matches.append(Match((), (new,)))
            continue
        news = split.get(old, (new,))
        if new != news[0]:
            continue
        moved = work.in_new[old] != still.get(old)
        while not moved and told < len(removed) and removed[told] < old:
            matches.append(Match((removed[told],), ()))
            told += 1
        matches.append(Match(joined.get(work.in_new[old], (old,)), news, moved))
    return [*matches, *(Match((at,), ()) for at in removed[told:])]
