"""Words a reference: ``mục II, phần B``, or ``mục II`` from inside the same phần, with each number live."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.model.types import APPENDIX, ARTICLE_LEVELS, ATTACHED
from ctct.resolve.numbering import Entry
from ctct.resolve.tree import Inline, Inlines, NumberOf, Words


def lineage(entry: Entry) -> list[Entry]:
    """Return ``entry`` and what it stands in, from the inside out."""
    line = []
    step: Entry | None = entry
    while step is not None:
        line.append(step)
        step = step.parent
    return line


def _named(entry: Entry, source: Entry | None) -> list[Entry]:
    """Return the steps of a full reference. Điều are numbered through a text, so nothing above one is named but the attached
    text that it stands in, for who reads from outside that.
    """
    line = lineage(entry)
    levels = [step.level for step in line]
    if "dieu" not in levels:
        return line[:-1] if levels[-1] == ATTACHED and levels != [ATTACHED] and _inside(line[-1], source) else line
    outer = line[-1:] if levels[-1] in (APPENDIX, ATTACHED) and not _inside(line[-1], source) else []
    return line[: levels.index("dieu") + 1] + outer


def _inside(entry: Entry, source: Entry | None) -> bool:
    return source is not None and any(step is entry for step in lineage(source))


def bookmark_of(entry: Entry) -> str:
    """Return the name of the bookmark at ``entry``, giving it one if it has none.

    Word's names: letters, digits and underscores, at most 40, the same whatever the case; a leading underscore hides them.
    """
    if entry.bookmark is None:
        own = entry.node.id
        name = "_ct_" + own.replace("-", "_") if own else "_ct0_" + "_".join(map(str, entry.at))
        entry.bookmark = name if len(name) <= 40 else f"_ct1_{'_'.join(str(s) for s in entry.at if isinstance(s, int))}"
    return entry.bookmark


def phrase(targets: list[Entry], source: Entry | None, short: bool) -> Inlines:
    """Return the words for ``targets``, sorted; siblings share what stands above them.

    ``short`` leaves out what ``source`` stands in too («mục II» inside the same phần), or where articles are cited says so
    («khoản 2 Điều này»).
    """
    ordered = sorted({id(entry): entry for entry in targets}.values(), key=_order)
    groups: list[list[Entry]] = []
    for entry in ordered:
        if groups and groups[-1][0].parent is entry.parent and groups[-1][0].level == entry.level:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    pieces: list[Inline] = []
    for index, group in enumerate(groups):
        if index:
            pieces.append(Words(" và " if index == len(groups) - 1 else "; "))
        pieces.extend(_group(group, source, short))
    return tuple(pieces)


def _order(entry: Entry) -> tuple[tuple[int, ...], ...]:
    return tuple((step.count,) for step in reversed(lineage(entry)))


def _group(group: list[Entry], source: Entry | None, short: bool) -> Iterator[Inline]:
    first = group[0]
    around = {id(step) for step in lineage(source)} if source else set()
    if short and len(group) == 1 and id(first) in around:
        yield Words(f"{first.convention.word} này")
        return
    yield from _numbered(group)
    articles = first.level in ARTICLE_LEVELS or any(step.level in ARTICLE_LEVELS for step in lineage(first))
    for step in _named(first, source)[1:]:
        if short and id(step) in around:
            if articles:
                yield Words(f" {step.convention.word} này")
            return
        yield Words(" " if articles else step.convention.joint)
        yield from _numbered([step])


def _numbered(group: list[Entry]) -> Iterator[Inline]:
    word = group[0].convention.word
    for index, entry in enumerate(group):
        says_itself = entry.number.casefold().startswith(word.casefold() + " ")
        if index:
            yield Words(" và " if index == len(group) - 1 else ", ")
        if not entry.number:
            yield Words(word)
            continue
        if not says_itself and not index:
            yield Words(f"{word} ")
        yield NumberOf(entry.number, bookmark_of(entry), entry.mark.word_format is not None)


def italicised(pieces: Inlines) -> Inlines:
    """Return ``pieces`` in italics."""
    return tuple(piece._replace(italic=True) if isinstance(piece, Words | NumberOf) else piece for piece in pieces)


def capitalised(pieces: Inlines) -> Inlines:
    """Return ``pieces`` with a capital first letter, where that is a letter of ours to raise."""
    if pieces and isinstance(pieces[0], Words) and pieces[0].text:
        first = pieces[0]
        return (first._replace(text=first.text[0].upper() + first.text[1:]), *pieces[1:])
    return pieces
