"""Words a reference: ``mục II, phần B``, or ``mục II`` from inside the same phần, with each number live."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Path
from ctct.model.types import APPENDIX, ARTICLE_LEVELS, ATTACHED
from ctct.resolve.entries import Entry
from ctct.resolve.own_numbers import Given
from ctct.resolve.tree import Inline, Inlines, Link, Run

LONGEST_BOOKMARK = 40
"""Word cuts a longer name in silence, and a field that asks for the whole of it then finds nothing."""


def reference_phrase(targets: list[Entry], source: Entry | None, short: bool) -> Inlines:
    """Return the words for ``targets``, sorted; siblings share what stands above them.

    ``short`` leaves out what ``source`` stands in too («mục II» inside the same phần), or where articles are cited says so
    («khoản 2 Điều này»).
    """
    groups = _siblings(targets)
    pieces: list[Inline] = []
    for index, group in enumerate(groups):
        if index:
            pieces.append(Run(" và " if index == len(groups) - 1 else "; "))
        pieces.extend(_group_phrase(group, source, short))
    return tuple(pieces)


def bookmark_of(node_id: str | None, at: Path) -> str:
    """Return the name of the bookmark at the node ``node_id``, which stands at ``at``: the same however it is asked for.

    Word's names: letters, digits and underscores, at most 40, the same whatever the case; a leading underscore hides them.
    """
    # An id has small letters only (source.inline.ID), so two ids never give names that differ in case alone. The digit
    # behind «_ct» keeps the names made of places apart from those made of ids, which begin with a letter.
    name = "_ct_" + node_id.replace("-", "_") if node_id else "_ct0_" + "_".join(map(str, at))
    if len(name) <= LONGEST_BOOKMARK:
        return name
    return "_ct1_" + "_".join(str(step) for step in at if isinstance(step, int))


def lineage(entry: Entry) -> list[Entry]:
    """Return ``entry`` and what it stands in, from the inside out."""
    line = []
    step: Entry | None = entry
    while step is not None:
        line.append(step)
        step = step.parent
    return line


def _siblings(targets: list[Entry]) -> list[list[Entry]]:
    """Return ``targets``, each once, in reading order; those of one parent and one level together."""
    groups: list[list[Entry]] = []
    for entry in sorted({entry.at: entry for entry in targets}.values(), key=_position):
        beside = groups[-1][0] if groups else None
        if beside and beside.parent is entry.parent and beside.level == entry.level:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    return groups


def _position(entry: Entry) -> tuple[tuple[int, list[int]], ...]:
    return tuple(Given(step.ordinal, step.inserted).rank for step in reversed(lineage(entry)))


def _group_phrase(group: list[Entry], source: Entry | None, short: bool) -> Iterator[Inline]:
    """Yield the words for siblings: their numbers, then what they stand in."""
    first = group[0]
    around = {step.at for step in lineage(source)} if source else set()
    if short and len(group) == 1 and first.at in around:
        yield Run(f"{first.convention.word} này")
        return
    yield from _numbers(group)
    # 30/2020/NĐ-CP writes «khoản 2 Điều 5» without commas, the Party «khoản 2, mục I»: it follows from the scheme.
    by_articles = any(step.level in ARTICLE_LEVELS for step in lineage(first))
    for step in _steps_named(first, source)[1:]:
        if short and step.at in around:
            if by_articles:
                yield Run(f" {step.convention.word} này")
            return
        yield Run(" " if by_articles else step.convention.joint)
        yield from _numbers([step])


def _steps_named(entry: Entry, source: Entry | None) -> list[Entry]:
    """Return the steps of a full reference, from the inside out.

    Điều are numbered through a text, so nothing above one is named but the attached text that it stands in, for who reads
    from outside that.
    """
    line = lineage(entry)
    levels = [step.level for step in line]
    outermost, reads_inside = line[-1], _lies_in(line[-1], source)
    if "dieu" not in levels:
        # A quy chế that a decision brings along is another text: inside it, nobody says «của quy chế» at each reference.
        return line[:-1] if outermost.level == ATTACHED and len(line) > 1 and reads_inside else line
    steps = line[: levels.index("dieu") + 1]
    is_attached = outermost.level in (APPENDIX, ATTACHED)
    return [*steps, outermost] if is_attached and not reads_inside else steps


def _lies_in(around: Entry, entry: Entry | None) -> bool:
    return entry is not None and any(step is around for step in lineage(entry))


def _numbers(group: list[Entry]) -> Iterator[Inline]:
    """Yield the numbers of siblings behind the word for their level, said once: «mục I, II và III»."""
    word = group[0].convention.word
    for index, entry in enumerate(group):
        number = entry.number
        if index:
            yield Run(" và " if index == len(group) - 1 else ", ")
        if not number:
            yield Run(word)  # the only appendix, or a text that is attached: it has no number to point at
            continue
        # Word repeats all of «Điều 5», «Chương II» in its field: the word must not be typed before it again.
        if not index and not number.casefold().startswith(word.casefold() + " "):
            yield Run(f"{word} ")
        yield Link(number, bookmark_of(entry.node.id, entry.at), label=entry.mark.word_format is not None)


def italicised(pieces: Inlines) -> Inlines:
    """Return ``pieces`` in italics."""
    return tuple(piece._replace(italic=True) if isinstance(piece, Run | Link) else piece for piece in pieces)


def capitalised(pieces: Inlines) -> Inlines:
    """Return ``pieces`` with a capital first letter, where that is a letter of ours to raise: a number keeps its form."""
    first = pieces[0] if pieces else None
    if not isinstance(first, Run) or not first.text:
        return pieces
    return (first._replace(text=first.text[0].upper() + first.text[1:]), *pieces[1:])
