"""Paragraphs that were split, or seen from the other side, joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctct.compare.likeness import Text, likeness_of_parts

PARTED = 0.9
"""What the parts of a paragraph have in common with it, together."""
_BETTER = 0.01
"""How much better the parts must be than one of them."""
_MOST_PARTS = 5


def find_parts(
    wholes: Sequence[Text], texts: Sequence[Text], in_texts: Mapping[int, int], in_wholes: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Return for each whole of which one text is a part, and free ones beside that are others, all of these in order."""
    found: dict[int, tuple[int, ...]] = {}
    taken: set[int] = set()
    for whole, text in in_texts.items():
        if wholes[whole].text == texts[text].text:
            continue
        first, last = _free_around(text, len(texts), in_wholes, taken)
        if first < last - 1 and (parts := _best(wholes[whole], texts, text, (first, last))):
            found[whole] = parts
            taken.update(parts)
    return found


def _free_around(text: int, count: int, in_wholes: Mapping[int, int], taken: set[int]) -> tuple[int, int]:
    """Return the stretch of texts round one that are no part of anything yet."""
    first, last = text, text + 1
    while first and text - first < _MOST_PARTS - 1 and first - 1 not in in_wholes and first - 1 not in taken:
        first -= 1
    while last < count and last - text < _MOST_PARTS and last not in in_wholes and last not in taken:
        last += 1
    return first, last


def _best(whole: Text, texts: Sequence[Text], text: int, bounds: tuple[int, int]) -> tuple[int, ...]:
    """Return the stretch round a text that is most like the whole; ``()`` if that is the text alone, or not like enough."""
    alone = likeness_of_parts(whole, [texts[text]])
    stretches = ((start, end) for start in range(bounds[0], text + 1) for end in range(text + 1, bounds[1] + 1))
    scored = ((likeness_of_parts(whole, list(texts[start:end])), start - end, start, end) for start, end in stretches)
    score, _, start, end = max(scored)
    if end - start == 1 or score < PARTED or score < alone + _BETTER:
        return ()
    return tuple(range(start, end))
