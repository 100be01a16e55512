"""Edits of a built document as somebody makes them in Word: with lxml, recorded or not."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.merge import Copy, Merged, merge
from ctct.emit.formats import Form
from ctct.pipeline import compile_to, examine
from ctct.project.files import Source
from ctct.project.gather import gather

Element = Any
AUTHOR = {qn("w:author"): "Đ/c Huy", qn("w:date"): "2021-05-12T08:00:00Z"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def built(source: Source) -> bytes:
    """Return the copy of a draft that is sent round."""
    return compile_to(examine(gather(source)), Form("docx", copy="review"))[0]


class Office:
    """A document that is open; ``recorded`` keeps track of changes."""

    def __init__(self, data: bytes, *, recorded: bool = False) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self.recorded = recorded
        self._changes = 9000

    def saved(self) -> bytes:
        """Return the file."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return buffer.getvalue()

    @property
    def paragraphs(self) -> list[Element]:
        """All paragraphs, those in cells too."""
        return list(self.document.element.body.iter(qn("w:p")))

    def find(self, words: str) -> Element:
        """Return the paragraph that says ``words``."""
        return next(one for one in self.paragraphs if words in text_of(one))

    def replace(self, words: str, new: str, within: Element = None) -> None:
        """Type ``new`` over ``words``, which stand in one run of a paragraph."""
        paragraph = self.find(words) if within is None else within
        run = next(one for one in paragraph.iter(qn("w:r")) if words in _said(one) and not _is_struck(one))
        before, _, after = _said(run).partition(words)
        made = [(before, ""), (words, "del"), (new, "ins"), (after, "")] if self.recorded else [(before + new + after, "")]
        for said, kind in made:
            if said:
                run.addprevious(self._run(run, said, kind))
        run.getparent().remove(run)

    def dress(self, words: str, **looks: str) -> None:
        """Give words of one run looks by the names of their elements: ``b="1"``, ``u="single"``."""
        run = next(one for one in self.find(words).iter(qn("w:r")) if words in _said(one))
        before, _, after = _said(run).partition(words)
        made = [self._run(run, said, "") for said in (before, words, after)]
        properties = made[1].find(qn("w:rPr"))
        if properties is None:
            properties = OxmlElement("w:rPr")
            made[1].insert(0, properties)
        for name, value in looks.items():
            properties.append(OxmlElement(f"w:{name}", attrs={qn("w:val"): value}))
        for one in made:
            run.addprevious(one)
        run.getparent().remove(run)

    def _run(self, like: Element, said: str, kind: str) -> Element:
        run = OxmlElement("w:r")
        if like.find(qn("w:rPr")) is not None:
            run.append(copy.deepcopy(like.find(qn("w:rPr"))))
        text = OxmlElement("w:delText" if kind == "del" else "w:t")
        text.text = said
        text.set(_SPACE, "preserve")
        run.append(text)
        return self._change(kind, run) if kind else run

    def _change(self, kind: str, *inside: Element) -> Element:
        change = OxmlElement(f"w:{kind}", attrs={qn("w:id"): str(self._changes), **AUTHOR})
        self._changes += 1
        for one in inside:
            change.append(one)
        return change

    def add_after(self, paragraph: Element, said: str) -> Element:
        """Type a new paragraph behind another, in its style."""
        made = OxmlElement("w:p")
        if paragraph.find(qn("w:pPr")) is not None:
            made.append(copy.deepcopy(paragraph.find(qn("w:pPr"))))
        like = next(iter(paragraph.iter(qn("w:r"))), OxmlElement("w:r"))
        made.append(self._run(like, said, "ins" if self.recorded else ""))
        paragraph.addnext(made)
        if self.recorded:
            self._mark(made, "ins")
        return made

    def _mark(self, paragraph: Element, kind: str) -> None:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            properties = OxmlElement("w:pPr")
            paragraph.insert(0, properties)
        look = properties.find(qn("w:rPr"))
        if look is None:
            look = OxmlElement("w:rPr")
            properties.append(look)
        look.insert(0, self._change(kind))

    def delete(self, *paragraphs: Element) -> None:
        """Delete paragraphs."""
        for paragraph in paragraphs:
            if not self.recorded:
                paragraph.getparent().remove(paragraph)
                continue
            for run in list(paragraph.iter(qn("w:r"))):
                for text in run.iter(qn("w:t")):
                    text.tag = qn("w:delText")
                change = self._change("del")
                run.addprevious(change)
                change.append(run)
            self._mark(paragraph, "del")

    def move(self, paragraphs: list[Element], before: Element) -> None:
        """Cut paragraphs and paste them before another."""
        for paragraph in paragraphs:
            before.addprevious(paragraph)


def text_of(paragraph: Element) -> str:
    """Return the words of a paragraph as they are searched for."""
    return "".join(_said(run) for run in paragraph.iter(qn("w:r")) if not _is_struck(run))


def _is_struck(run: Element) -> bool:
    return any(one.tag == qn("w:del") for one in run.iterancestors())


def _said(run: Element) -> str:
    signs = {qn("w:t"): None, qn("w:noBreakHyphen"): "-", qn("w:br"): " ", qn("w:tab"): " "}
    said = "".join((one.text or "") if signs[one.tag] is None else signs[one.tag] or "" for one in run if one.tag in signs)
    return said.replace("\xa0", " ").replace("\u2011", "-")


def merged(source: Source, *copies: bytes) -> Merged:
    """Return a draft after a merge."""
    return merge(source, [Copy(f"ban-{number}.docx", data) for number, data in enumerate(copies, 1)])


def printed(source: Source) -> list[str]:
    """Return what a draft prints, a line each paragraph."""
    return [line.text for line in Draft.of(source).lines]


def scrambled(office: Office, chance: random.Random, count: int) -> None:
    """Make edits at random: words typed over, added and deleted; paragraphs added, deleted, moved."""
    edits: list[Callable[[Office, random.Random], None]] = [_reword, _reword, _add_words, _add, _delete, _move]
    for _ in range(count):
        chance.choice(edits)(office, chance)


def _some_run(office: Office, chance: random.Random) -> Element | None:
    runs = [
        run
        for paragraph in office.paragraphs
        for run in paragraph.iter(qn("w:r"))
        if len(_said(run).split()) > 3 and not _is_struck(run) and not _in_field(run)
    ]
    return chance.choice(runs) if runs else None


def _in_field(run: Element) -> bool:
    return run.find(qn("w:instrText")) is not None or any(one.tag == qn("w:ins") for one in run.iterancestors())


WORDS = ("rà soát", "bổ sung", "kịp thời", "cấp ủy", "@moi", "*nghiêng*", "a: b", "# không", "[^la]", "x\\y", "1.", "- gạch")


def _reword(office: Office, chance: random.Random) -> None:
    run = _some_run(office, chance)
    if run is not None:
        words = _said(run).split()
        at = chance.randrange(len(words) - 1)
        _type(office, run, words[at] + " " + words[at + 1], chance.choice(WORDS))


def _add_words(office: Office, chance: random.Random) -> None:
    run = _some_run(office, chance)
    if run is not None:
        word = chance.choice(_said(run).split())
        _type(office, run, word, f"{word} {chance.choice(WORDS)}")


def _type(office: Office, run: Element, old: str, new: str) -> None:
    said = _said(run)
    if old not in said:
        return
    before, _, after = said.partition(old)
    made = [(before, ""), (old, "del"), (new, "ins"), (after, "")] if office.recorded else [(before + new + after, "")]
    for words, kind in made:
        if words:
            run.addprevious(office._run(run, words, kind))
    run.getparent().remove(run)


def _whole(office: Office) -> list[Element]:
    """Return the paragraphs of the body that can go."""
    body = office.document.element.body
    return [one for one in body if one.tag == qn("w:p") and text_of(one).strip() and one.find(f".//{qn('w:sectPr')}") is None]


def _add(office: Office, chance: random.Random) -> None:
    if found := _whole(office):
        office.add_after(chance.choice(found), f"Đoạn mới {chance.randrange(1000)} {chance.choice(WORDS)} của góp ý.")


def _delete(office: Office, chance: random.Random) -> None:
    if found := _whole(office):
        office.delete(chance.choice(found))


def _move(office: Office, chance: random.Random) -> None:
    found = _whole(office)
    if len(found) > 2:
        one, other = chance.sample(found, 2)
        if not office.recorded:
            office.move([one], other)


def moved_about(office: Office, chance: random.Random) -> None:
    """Edit several paragraphs in a row: two added, three deleted, or some moved together."""
    found = _whole(office)
    at = chance.randrange(len(found) - 6)
    kind = chance.choice(["add", "delete", "move"])
    if kind == "add":
        office.add_after(found[at], f"Đoạn mới thứ hai {chance.randrange(99)}.")
        office.add_after(found[at], f"Đoạn mới thứ nhất {chance.randrange(99)}.")
    elif kind == "delete":
        office.delete(*found[at : at + 3])
    elif not office.recorded:
        to = chance.randrange(len(found))
        if not at <= to <= at + 3:
            office.move(found[at : at + chance.choice([2, 3])], before=found[to])
