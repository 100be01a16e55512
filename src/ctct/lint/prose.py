"""What the texts of a draft say, without the marks and addresses that no rule of spelling should look at.

Every string here is as long as :attr:`Texts.joined`, character by character, so that a match in it has its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from ctct.lint.letters import LETTER, NEW_STYLE, has_usual_capitals, old_style
from ctct.lint.texts import Hit, Text, Texts
from ctct.source.inline import CITATION, ID

THIN = "\u2060"
"""Stands for each character of a mark that prints as nothing or as a raised number: ``*``, ``[^note]``."""

SOLID = "\ufffc"
"""Stands for each character of what prints as words that are not known here (``@id``), and of addresses."""

_MARK = re.compile(rf"\\(?=[\\@*\[])|\*+|\[\^[^\]\s\[]+\]|@(?<![\w.@/\\]@)(?:{CITATION}|~?{ID}(?:\+{ID})*)")
_ADDRESS = re.compile(r"://|www\.|@\w(?<=\w@\w)|\.(?:vn|com|org|net|gov|edu|info)\b")
_ROUND_ADDRESS = '.,;:!?()“”"'
_BLANK = re.compile(r"\s")
_WORD = re.compile(r"[^\W_]+")
_STANDING_WORD = re.compile(r"(?<![\w'’.-])[^\W_]++(?![\w'’-])")
_FEW = 20
"""How many words are sought one by one."""

_WORD_BEFORE = re.compile(rf"(?<!{LETTER})({LETTER}+) $")
_BEFORE_SENTENCE = f" \t“‘\"'(«[-–—+•{THIN}"


class Prose:
    """The prose of a draft's texts."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    @cached_property
    def joined(self) -> str:
        """All texts, marks and addresses blotted out."""
        return _without_addresses(_MARK.sub(_blot, self._texts.joined))

    @cached_property
    def lowered(self) -> str:
        """:attr:`joined` in lower case."""
        lowered = self.joined.lower()
        if len(lowered) == len(self.joined):
            return lowered
        # «İ» becomes two characters in lower case, and every place behind it would be wrong by one.
        return "".join(letter.lower()[0] for letter in self.joined)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that occur, in lower case, each once."""
        # Of the texts only the runs that differ are looked at more closely: there are a tenth as many of these.
        runs = set(self.lowered.split())
        return frozenset(word for run in runs for word in ((run,) if run.isalnum() else _WORD.findall(run)))

    @cached_property
    def words_with_capital_inside(self) -> frozenset[str]:
        """The words, in lower case, that have a capital behind a small letter; «CTr», «kW» and their like left out."""
        odd = (run for run in set(self.joined.split()) if not run.isascii() and not has_usual_capitals(run))
        words = {word for run in odd for word in _WORD.findall(run) if len(word) > 2 and not word.isascii()}
        return frozenset(word.lower() for word in words if not has_usual_capitals(word))

    @cached_property
    def words_by_line(self) -> str:
        """The same words, one a line: a pattern is sought here first, it is a fraction of the texts."""
        return "\n".join(self.words)

    @cached_property
    def _mixed(self) -> bool:
        """Whether a tone is written in the new style at all; where none is, nothing need be turned into the old one."""
        return NEW_STYLE.search(self.words_by_line) is not None

    @cached_property
    def in_old_style(self) -> str:
        """:attr:`joined` with every tone in the old style."""
        return old_style(self.joined) if self._mixed else self.joined

    @cached_property
    def folded(self) -> str:
        """:attr:`lowered` with every tone in the old style."""
        return old_style(self.lowered) if self._mixed else self.lowered

    @cached_property
    def folded_words(self) -> frozenset[str]:
        """The words of :attr:`folded`."""
        return frozenset(map(old_style, self.words)) if self._mixed else self.words

    def search(self, pattern: re.Pattern[str], group: int = 0) -> Iterator[Hit]:
        """Yield every match of ``pattern`` in :attr:`joined`; ``group`` is the part of it that is told of."""
        return (self.hit(match, group) for match in pattern.finditer(self.joined))

    def hit(self, match: re.Match[str], group: int = 0) -> Hit:
        """Return where a group of a match in one of the strings stands."""
        return self._texts.hit(match, group)

    def place(self, start: int, end: int) -> tuple[Text, tuple[int, int]]:
        """Return the text in which the characters ``start:end`` stand, and where in it."""
        return self._texts.place(start, end)

    def opens_sentence(self, start: int) -> bool:
        """Return whether the word at ``start`` begins a text or a sentence, or follows a colon or an ellipsis."""
        before = self.joined[max(0, start - 16) : start].rstrip(_BEFORE_SENTENCE)
        return not before or before[-1] in ".?!:…\n\x1f"

    def word_before(self, start: int) -> str:
        """Return the word that stands before ``start``, one blank between, or ``""``."""
        found = _WORD_BEFORE.search(self.joined, max(0, start - 12), start)
        return found[1] if found else ""

    def places(self, *words: str) -> Iterator[re.Match[str]]:
        """Yield where lower-case ``words`` of :attr:`words` stand, in any case, each on its own."""
        if len(words) > _FEW:
            wanted = frozenset(words)
            yield from (match for match in _STANDING_WORD.finditer(self.lowered) if match[0] in wanted)
            return
        for word in words:  # a literal is found many times faster than every word is looked at
            yield from _standing_alone(word).finditer(self.lowered)


@lru_cache(maxsize=200)
def _standing_alone(word: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(word)}(?<![\w'’.-]{'.' * len(word)})(?![\w'’-])")


def _blot(match: re.Match[str]) -> str:
    return (SOLID if match[0][0] == "@" else THIN) * len(match[0])


def _without_addresses(text: str) -> str:
    """Blot out every run of characters without a blank in which something is found that only addresses have."""
    pieces, done = [], 0
    for found in _ADDRESS.finditer(text):
        if found.start() >= done:
            # Nothing found is -1, and -1 + 1 leaves it to ``done``: an address may begin where the last one ended.
            start = max(text.rfind(blank, done, found.start()) for blank in " \n\t") + 1 or done
            blank = _BLANK.search(text, found.end())
            end = blank.start() if blank else len(text)
            run = text[start:end]
            address = run.strip(_ROUND_ADDRESS)
            pieces += [text[done:start], run.replace(address, SOLID * len(address))]
            done = end
    return "".join((*pieces, text[done:]))
