"""Paragraphs that were reworded, split or joined → paragraphs with the words that differ struck out and put in."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from ctct.compare.hunks import hunks
from ctct.word.redline.markup import Author, Element, Fate, properties_of, run_of
from ctct.word.redline.names import FIRST_NOTE, FIRST_OBJECT, PARAGRAPH, W
from ctct.word.redline.notes import NoteUse
from ctct.word.redline.paragraphs import Paragraph, Signs, Stretch

_notes = re.compile(f"[{chr(FIRST_NOTE)}-{chr(FIRST_OBJECT - 1)}]").findall
_sign_from = re.compile(f"[{chr(FIRST_NOTE)}-{chr(sys.maxunicode)}]").search
_NO_SETTING: Element = etree.Element(W + "pPr")


class Text:
    """Paragraphs one after another as one text, each with its end."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.text = "".join(f"{one.text}{PARAGRAPH}" for one in paragraphs)
        self.plain = "".join(f"{one.plain}{PARAGRAPH}" for one in paragraphs)
        self.stretches: list[Stretch] = []
        self.between: list[tuple[int, Element]] = []
        at = 0
        for one in paragraphs:
            self.stretches += [stretch._replace(start=at + stretch.start, end=at + stretch.end) for stretch in one.stretches]
            self.between += [(at + place, element) for place, element in one.between]
            at += len(one.text) + 1
        self._starts = [one.start for one in self.stretches]

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int, Stretch]]:
        """Yield the stretches, or parts of them, between two places."""
        for at in range(max(bisect_right(self._starts, start) - 1, 0), len(self.stretches)):
            one = self.stretches[at]
            if one.start >= end:
                return
            if one.end > start:
                yield max(one.start, start), min(one.end, end), one


class Edit:
    """Writes one group of paragraphs that belong together, the old ones beside the new."""

    def __init__(self, author: Author, signs: Signs, uses: NoteUse) -> None:
        self.author = author
        self._signs = signs
        self._uses = uses

    def write(self, olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> list[Element]:
        """Return the paragraphs. The end of the last is that of the last in both texts."""
        self._old, self._new = Text(olds), Text(news)
        self._made: list[Element] = []
        self._open: list[Element] = []
        self._between = 0
        old_at = new_at = 0
        for hunk in hunks(self._old.plain[:-1], self._new.plain[:-1]):
            self._keep(old_at, new_at, hunk.new_start)
            self._strike(hunk.old_start, hunk.old_end)
            self._insert(hunk.new_start, hunk.new_end)
            old_at, new_at = hunk.old_end, hunk.new_end
        self._keep(old_at, new_at, len(self._new.text))
        return self._made

    def pass_by(self, paragraph: Paragraph) -> None:
        """Take note of a paragraph that stays as it is."""
        for sign in _notes(paragraph.text):
            self._uses.use(sign, None)

    def whole(self, paragraph: Paragraph, fate: Fate, mark: Fate) -> Element:
        """Return a paragraph all of whose words, and whose mark, have one fate."""
        self._only_words(paragraph, fate)
        self._close(paragraph.setting, mark, None)
        return self._made[-1]

    def without_mark(self, paragraph: Paragraph, fate: Fate) -> Element:
        """Return a paragraph all of whose words have one fate and whose mark stays: without them it has no setting either,
        else an empty item of a list would be counted.
        """
        self._only_words(paragraph, fate)
        own, former = paragraph.setting, _NO_SETTING
        if fate == "del" and own is not None:
            own, former = None, own
        self._close(own, None, None if paragraph.setting is None else former)
        return self._made[-1]

    def _only_words(self, paragraph: Paragraph, fate: Fate) -> None:
        self._old = self._new = Text([paragraph])
        self._made, self._open, self._between = [], [], 0
        if fate in ("ins", "moveTo"):
            self._insert(0, len(paragraph.text), fate)
            self._flush_between(len(paragraph.text))
        else:
            self._strike(0, len(paragraph.text), fate)

    def _keep(self, old_at: int, new_at: int, end: int) -> None:
        """Write what stands in both texts, looks that changed recorded."""
        at = new_at
        while at < end:
            stop = self._new.text.find(PARAGRAPH, at, end)
            stop = end if stop < 0 else stop
            self._keep_words(old_at + at - new_at, at, stop - at)
            if stop < end:
                self._flush_between(stop)
                self._close_kept(self._index(self._new.text, stop))
            at = stop + 1

    def _keep_words(self, old_at: int, new_at: int, length: int) -> None:
        for start, end, new in self._new.cut(new_at, new_at + length):
            for old_start, old_end, old in self._old.cut(old_at + start - new_at, old_at + end - new_at):
                begin = new_at + old_start - old_at
                look = new.look if new.written == old.written else self._changed_look(new.look, old.look)
                self._runs(self._new.text, begin, begin + old_end - old_start, look, None)

    def _changed_look(self, new: Element | None, old: Element | None) -> Element:
        look = etree.Element(W + "rPr") if new is None else deepcopy(new)
        change = self.author.change("rPrChange")
        change.append(etree.Element(W + "rPr") if old is None else deepcopy(old))
        look.append(change)
        return look

    def _strike(self, start: int, end: int, fate: Fate = "del") -> None:
        at = start
        while at < end:
            stop = self._old.text.find(PARAGRAPH, at, end)
            stop = end if stop < 0 else stop
            for begin, finish, stretch in self._old.cut(at, stop):
                self._runs(self._old.text, begin, finish, stretch.look, fate)
            if stop < end:
                self._close(self._old.paragraphs[self._index(self._old.text, stop)].setting, fate, None)
            at = stop + 1

    def _insert(self, start: int, end: int, fate: Fate = "ins") -> None:
        at = start
        while at < end:
            stop = self._new.text.find(PARAGRAPH, at, end)
            stop = end if stop < 0 else stop
            for begin, finish, stretch in self._new.cut(at, stop):
                self._runs(self._new.text, begin, finish, stretch.look, fate)
            if stop < end:
                self._flush_between(stop)
                self._close(self._new.paragraphs[self._index(self._new.text, stop)].setting, fate, None)
            at = stop + 1

    def _index(self, text: str, place: int) -> int:
        return text.count(PARAGRAPH, 0, place)

    def _close_kept(self, index: int) -> None:
        new, old = self._new.paragraphs[index], self._old.paragraphs[-1]
        former = _NO_SETTING if old.setting is None else old.setting
        stays = new.written == old.written or (new.only_ends_section and not old.text)
        self._close(new.setting, None, None if stays else former)

    def _close(self, own: Element | None, mark: Fate | None, former: Element | None) -> None:
        paragraph = etree.Element(W + "p")
        properties = properties_of(own, self.author, mark, former)
        if properties is not None:
            paragraph.append(properties)
        paragraph.extend(self._open)
        self._open = []
        self._made.append(paragraph)

    def _flush_between(self, place: int) -> None:
        """Append the bookmarks of the new text that stand before a place."""
        between = self._new.between
        while self._between < len(between) and between[self._between][0] <= place:
            self._open.append(deepcopy(between[self._between][1]))
            self._between += 1

    def _runs(self, text: str, start: int, end: int, look: Element | None, fate: Fate | None) -> None:
        """Append the letters of one look: bookmarks, notes and objects among them stand by themselves."""
        kept = fate in (None, "ins", "moveTo")
        at = start
        while at < end:
            if kept:
                self._flush_between(at)
            stop = self._stop(text, at, end, kept)
            letter = text[at]
            if ord(letter) >= FIRST_NOTE:
                self._append(self._sign(letter, look, fate), fate)
                at += 1
            else:
                self._append(run_of(text[at:stop], look, deleted=fate == "del"), fate)
                at = stop

    def _stop(self, text: str, start: int, end: int, kept: bool) -> int:
        """Return how far letters go that are one run."""
        if kept and self._between < len(self._new.between):
            end = min(end, max(self._new.between[self._between][0], start + 1))
        found = _sign_from(text, start + 1, end)
        return found.start() if found else end

    def _sign(self, letter: str, look: Element | None, fate: Fate | None) -> Element:
        run = etree.Element(W + "r")
        if look is not None:
            run.append(deepcopy(look))
        if ord(letter) >= FIRST_OBJECT:
            run.append(deepcopy(self._signs.objects[letter]))
        else:
            etree.SubElement(run, W + "footnoteReference").set(W + "id", self._uses.use(letter, fate))
        return run

    def _append(self, run: Element, fate: Fate | None) -> None:
        if fate is None:
            self._open.append(run)
        elif self._open and self._open[-1].tag == W + fate:
            self._open[-1].append(run)
        else:
            change = self.author.change(fate)
            change.append(run)
            self._open.append(change)
