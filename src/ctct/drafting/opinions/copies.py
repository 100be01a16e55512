"""A copy that came back → the comments and the edits in it, each at its place in the draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from ctct.compare.alignment import OVERWRITTEN, align
from ctct.compare.alignment import Line as Aligned
from ctct.drafting.merge.lines import MARK, bookmarked, words_in
from ctct.drafting.opinions.agreement import agrees
from ctct.drafting.opinions.ground import Base, Ground, part_of_words, resembles, words_compared
from ctct.drafting.opinions.returned import Build, Remark, Returned
from ctct.drafting.opinions.tables import read_tables
from ctct.layout.block_map import BOOKMARK, Facts
from ctct.word.block_map import read_facts
from ctct.word.package import opened
from ctct.word.read import read_words
from ctct.word.tree import UNCHANGED, Comment, Mark, Paragraph, Piece, WordDocument
from ctct.word.views import rejected

KNOWN = 0.3
"""A copy of which less than this part of the paragraphs is known is not one of this draft."""
LONGEST = 300
"""Characters of the words that an opinion is about."""


class Foreign(Exception):
    """A file that is none of this draft."""


def read_copy(data: bytes, ground: Ground) -> Returned:
    """Return what a copy says. Raises :class:`Rejected` for a file that is no Word document, :class:`Foreign` for a document
    that is no copy of the draft.
    """
    facts = read_facts(data)
    document = read_words(data)
    if facts is None and (table := read_tables(document, ground)):
        return table
    base, revised = ground.base(facts, data), document.is_revised
    story = _Story(_as_sent(document, data) if revised else document, base)
    if story.known() < KNOWN:
        return _letter(document, facts)
    edits = _edits(document if revised else None, story)
    remarks = _remarks(document, story)
    opposed = any(one.trao_doi or not agrees(one.noi_dung) for one in remarks)
    agreed = not opposed and (bool(remarks) or _agrees_in_words(document, story))
    reformatted = _reformatted(document) if revised else 0
    return Returned(remarks if opposed else [], agreed, _build_of(facts, base), edits, reformatted)


def _as_sent(document: WordDocument, data: bytes) -> WordDocument:
    """Return a copy as it was before the changes that are recorded in it."""
    with opened(data):  # what a view counts is within the same bounds
        return rejected(document)


def _letter(document: WordDocument, facts: Facts | None) -> Returned:
    """Return what a document says that is no copy: a letter is for a person to read, if it does not merely agree."""
    if facts is not None or document.comments or document.is_revised:
        raise Foreign
    said = " ".join(one.text for one in document.paragraphs if one.text.strip())
    return Returned(agrees=True) if agrees(said) else Returned(to_type=True)


def _build_of(facts: Facts | None, base: Base) -> Build:
    if facts is None:
        return "khong_ro"
    return "" if base.current else "khac"


class _Place(NamedTuple):
    """A place between the words of a story: the paragraph and the letter."""

    paragraph: int
    letter: int


class _Story:
    """The paragraphs of a copy as they were sent, each with its place in what was printed (-1: it is new)."""

    def __init__(self, seen: WordDocument, base: Base) -> None:
        self.base = base
        edges = (one for _, part in sorted(seen.edges.items()) for one in part)
        notes = (one for part in seen.notes.values() for one in part)
        listed = (*edges, *seen.paragraphs, *notes)
        self.paragraphs = list(listed)
        self.words = [words_in(one)[0] for one in self.paragraphs]
        self.at = [self._by_mark(one, said) for one, said in zip(self.paragraphs, self.words, strict=True)]
        self._align()

    def _by_mark(self, paragraph: Paragraph, said: str) -> int:
        """Return the printed paragraph whose bookmark a paragraph has, or whose words it alone has; -1 for none."""
        for key in _keys(paragraph):
            at = self.base.by_key.get(key, -1)
            if at >= 0 and resembles(self.base.lines[at].text, said, OVERWRITTEN):
                return at
        return self.base.by_words.get(words_compared(said), -1)

    def _align(self) -> None:
        """Find the paragraphs that neither marks nor their own words tell: by their neighbours, by the nearest words."""
        if all(at >= 0 or not said.strip() for at, said in zip(self.at, self.words, strict=True)):
            return
        keys = [self.base.lines[at].key if at >= 0 else "" for at in self.at]
        theirs = [Aligned(said, key) for said, key in zip(self.words, keys, strict=True)]
        for match in align([Aligned(one.text, one.key) for one in self.base.lines], theirs):
            for new in match.new if match.old else ():
                if self.at[new] < 0:
                    self.at[new] = match.old[0]

    def known(self) -> float:
        """Return what part of what was printed is both in the copy and in the draft."""
        return min(self.base.left, part_of_words(self.base.lines, self.at))

    def name(self, paragraph: int) -> str:
        """Return how the draft calls the place of a paragraph; a new one stands where the one before it does."""
        while paragraph > 0 and self.at[paragraph] < 0:
            paragraph -= 1
        return self.base.names[self.at[paragraph]] if paragraph >= 0 and self.at[paragraph] >= 0 else ""


def _keys(paragraph: Paragraph) -> list[str]:
    """Return the keys of the bookmarks of a paragraph, be it one of which no view was taken."""
    if paragraph.sources:
        return bookmarked(paragraph)
    return [one.name.removeprefix(BOOKMARK) for one in paragraph.marks("bookmark_start") if one.name.startswith(BOOKMARK)]


def _agrees_in_words(document: WordDocument, story: _Story) -> bool:
    """Return whether somebody has typed into a copy that all is well."""
    return any(agrees(one.text) and words_compared(one.text) not in story.base.by_words for one in document.paragraphs)


# --- comments ---


def _remarks(document: WordDocument, story: _Story) -> list[Remark]:
    """Return the opinions that comments are; replies are part of what they answer."""
    threads: dict[str, list[Comment]] = {}
    roots: dict[str, str] = {}
    for comment in document.comments.values():
        roots[comment.id] = root = _root_of(comment, document, roots)
        threads.setdefault(root, []).append(comment)
    spans = _spans(story.paragraphs)
    return [_remark(thread, spans, story) for thread in threads.values() if any(one.text.strip() for one in thread)]


def _root_of(comment: Comment, document: WordDocument, roots: dict[str, str]) -> str:
    """Return the comment that a thread begins with; ``roots`` are those known. One that answers itself begins its own."""
    seen: set[str] = set()
    while comment.parent in document.comments and comment.parent not in seen:
        if comment.parent in roots:
            return roots[comment.parent]
        seen.add(comment.id)
        comment = document.comments[comment.parent]
    return comment.id


def _remark(thread: Sequence[Comment], spans: dict[str, tuple[_Place, _Place]], story: _Story) -> Remark:
    first, *others = thread
    replies = tuple(f"{one.author or 'Không rõ ai'}: {_one_line(one.text)}" for one in others if one.text.strip())
    said = "\n".join(filter(None, (" ".join(line.split()) for line in first.text.split("\n"))))
    if not said:
        said, replies = replies[0], replies[1:]
    tai = den = doan = ""
    if first.id in spans:
        start, end = spans[first.id]
        tai, doan = story.name(start.paragraph), _quoted(story.words, start, end)
        den = story.name(end.paragraph)
    return Remark(tai, den if den != tai else "", doan, said, first.author.strip(), replies, first.resolved)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _spans(paragraphs: Sequence[Paragraph]) -> dict[str, tuple[_Place, _Place]]:
    """Return where each comment begins and ends; one without a range stands at its mark."""
    starts: dict[str, _Place] = {}
    ends: dict[str, _Place] = {}
    marks: dict[str, _Place] = {}
    kept = {"comment_start": starts, "comment_end": ends, "comment": marks}
    for number, paragraph in enumerate(paragraphs):
        letter = 0
        for one in paragraph.content:
            if isinstance(one, Piece):
                letter += len(one.text)
            elif one.kind in kept:
                kept[one.kind].setdefault(one.id, _Place(number, letter))
    return {name: _span(starts.get(name), ends.get(name), marks.get(name)) for name in {**starts, **marks}}


def _span(start: _Place | None, end: _Place | None, mark: _Place | None) -> tuple[_Place, _Place]:
    begin = start or mark
    assert begin is not None
    last = end or begin
    return (begin, last) if begin <= last else (last, begin)


def _quoted(words: Sequence[str], start: _Place, end: _Place) -> str:
    """Return the words that a comment is about; of one that stands between words the paragraph."""
    if start == end:
        return _short(words[start.paragraph])
    if start.paragraph == end.paragraph:
        return _short(words[start.paragraph][start.letter : end.letter]) or _short(words[start.paragraph])
    parts = [words[start.paragraph][start.letter :]]
    for number in range(start.paragraph + 1, end.paragraph + 1):
        parts.append(words[number][: end.letter] if number == end.paragraph else words[number])
        if sum(map(len, parts)) > LONGEST:
            break
    return _short(" ".join(parts))


def _short(text: str) -> str:
    said = _one_line(text.replace(MARK, "")).removeprefix("- ")
    return said if len(said) <= LONGEST else said[:LONGEST].rsplit(" ", 1)[0] + "…"


# --- edits ---


def _edits(document: WordDocument | None, story: _Story) -> Counter[str]:
    """Return how many edits were made at each place, not recorded or in a ``document`` with such as are."""
    made: Counter[str] = Counter()
    place = {id(source): number for number, one in enumerate(story.paragraphs) for source in one.sources or (one,)}
    for paragraph in document.everything() if document else ():
        if count := _recorded(paragraph):
            number = place.get(id(paragraph))
            made[story.name(number) if number is not None else ""] += count
    for number, said in enumerate(story.words):
        if said.strip() and not _as_printed(said, story.at[number], story.base):
            made[story.name(number)] += 1
    return made


def _as_printed(said: str, at: int, base: Base) -> bool:
    """Return whether a paragraph says what was printed; a number that is typed may stand before it."""
    if at < 0:
        return False
    line = base.lines[at]
    printed, theirs = words_compared(line.text), words_compared(said)
    return theirs == printed or (theirs.endswith(printed) and len(theirs) - len(printed) <= len(line.number) + 2)


def _recorded(paragraph: Paragraph) -> int:
    """Return how many recorded changes of words there are in a paragraph: what lies side by side is one."""
    count, changed = 0, False
    for one in paragraph.content:
        if isinstance(one, Mark) and one.kind.startswith(("bookmark", "comment")):
            continue
        count += one.revision != UNCHANGED and not changed
        changed = one.revision != UNCHANGED
    return max(count, int(paragraph.mark != UNCHANGED or paragraph.place.revision != UNCHANGED))


def _reformatted(document: WordDocument) -> int:
    """Return how many paragraphs had their looks changed with that recorded."""
    return sum(
        1
        for one in document.everything()
        if one.former is not None or any(isinstance(piece, Piece) and piece.former is not None for piece in one.content)
    )
