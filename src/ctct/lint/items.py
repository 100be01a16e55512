"""The items of a resolved body, each with what it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.resolve.tree import Item, text_of


class Placed(NamedTuple):
    """An item and what it stands in; ``above`` is ``None`` for the items of the highest level."""

    item: Item
    above: Placed | None

    @property
    def title(self) -> str:
        """The item's name, or its first paragraph if it has none, without the mark that ends a document."""
        return text_of(self.item.ten or (self.item.noi_dung[0] if self.item.noi_dung else ())).removesuffix("./.")

    def lineage(self) -> Iterator[Placed]:
        """Yield the item and what it stands in, from the inside out."""
        step: Placed | None = self
        while step is not None:
            yield step
            step = step.above


def place_items(items: Iterable[Item]) -> dict[Path, Placed]:
    """Return every item under ``items`` by its place in the draft, in reading order."""
    found: dict[Path, Placed] = {}
    # A stack instead of recursion: each item keeps its way up, which a generator's frames would have to carry.
    todo: list[tuple[Item, Placed | None]] = [(item, None) for item in reversed(tuple(items))]
    while todo:
        item, above = todo.pop()
        here = found[item.at] = Placed(item, above)
        todo += [(child, here) for child in reversed(item.children)]
    return found


def item_around(at: Path, items: Mapping[Path, Placed]) -> Placed | None:
    """Return the innermost of ``items`` that the place ``at`` lies in: an item lies at a beginning of the path of its texts."""
    return next((items[at[:end]] for end in range(len(at), 0, -1) if at[:end] in items), None)
