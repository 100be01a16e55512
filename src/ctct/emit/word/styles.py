"""The styles of a layout as Word's: ids, looks of words, the styles part.

Every style is written out flat, based on nothing but the ``heading`` of its depth: pandoc and Word's tables of contents
know headings by that name, and a text of its own (``… (lời văn)``) must not be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ctct.emit.style_names import BODY, BOLD, CONTENTS, ITALIC, NOTE, PAGE_NUMBER, new_id
from ctct.emit.word.elements import Element, add, make, only_if_filled, read_xml, twips
from ctct.emit.word.runs import Look
from ctct.layout.stylesheet import Stylesheet

NOTE_MARK = "FootnoteReference"
SPACER = "DongDem"
"""Ids of styles of ``xml/styles.xml``: the mark of a note, the paragraph of one point that Word wants round tables."""

_BUILT_IN = {NOTE: ("FootnoteText", "footnote text"), PAGE_NUMBER: ("Header", "header")} | {
    name: (f"TOC{depth}", f"toc {depth}") for depth, name in enumerate(CONTENTS, 1)
}
_KNOWN_TO_WORD = {name for _, name in _BUILT_IN.values()} | {f"heading {depth}" for depth in range(1, 10)}
_FIXED = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList", NOTE_MARK, SPACER)
_TOGGLES = {"bold": "b", "italic": "i", "caps": "caps"}
_WORDS = ("bold", "italic", "caps", "size", "underline", "colour")

Properties = Mapping[str, Any]
Place = tuple[int, int]
"""A list, by its ``numId``, and a depth in it from 0."""


def word_name(name: str) -> str:
    """Return the name that style ``name`` has in Word, by which a document that comes back is read.

    [MS-OE376], Part 4 Section 2.7.3.9: «Word does not allow commas», which part a name from its aliases.
    """
    return _BUILT_IN[name][1] if name in _BUILT_IN else name.replace(",", "")


def style_ids(names: Iterable[str]) -> dict[str, str]:
    """Return the id of each style, unique whatever the case, as Word compares them."""
    ids = {name: built_in for name, (built_in, _) in _BUILT_IN.items()}
    taken = {known.casefold() for known in (*ids.values(), *_FIXED, *(f"Heading{depth}" for depth in range(1, 10)))}
    for name in names:
        if name not in ids:
            ids[name] = new_id(name, taken)
    return ids


class Styles:
    """The styles of one document: their ids, their properties, and the looks of runs."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self.ids = style_ids(stylesheet.styles)
        self._page = stylesheet.page
        self._properties: dict[str, Properties] = {name: stylesheet.effective(name) for name in stylesheet.styles}
        self._combined: dict[tuple[str, ...], str] = {}
        self._looks: dict[tuple[str, str, bool, bool], Look] = {}
        self._used: set[str] = set()

    def use(self, name: str) -> str:
        """Return the id of a style that the document uses."""
        self._used.add(name)
        return self.ids[name]

    def properties(self, name: str) -> Properties:
        """Return what style ``name`` says with all that it takes from its bases; nothing for a built-in left unsaid."""
        return self._properties.get(name, {}) if name in _BUILT_IN else self._properties[name]

    def look(self, paragraph: str, style: str = "", *, italic: bool = False, bold: bool = False) -> Look:
        """Return the look of a run in a paragraph of style ``paragraph``, with a character ``style`` over it."""
        key = (paragraph, style, italic, bold)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._make_look(*key)
        return look

    def _make_look(self, paragraph: str, style: str, italic: bool, bold: bool) -> Look:
        around = self.properties(paragraph)
        said: Properties = {**around, **_words(self._properties[style])} if style else around
        names = [style] if style else []
        names += [BOLD] if bold and not said.get("bold") else []
        names += [ITALIC] if italic and not said.get("italic") else []
        if not names:
            return Look()
        # ECMA-376 17.7.3: bold, italic and caps of a character style turn those of the paragraph style over, or leave
        # them if they are off; only what the run itself says is absolute.
        wanted = self._merged(tuple(names))
        look = make("rPr")
        add(look, "rStyle", val=self._id(tuple(names)))
        _add_words(look, {key: value for key, value in wanted.items() if key in _TOGGLES and around.get(key)})
        return Look(look)

    def _id(self, names: tuple[str, ...]) -> str:
        """Return the id of the style that is all of ``names`` at once, making it at need."""
        if len(names) == 1:
            return self.use(names[0])
        if names not in self._combined:
            first, *others = names
            name = " ".join([first, *(other.removeprefix("Chữ ") for other in others)])
            self._combined[names] = name
            self.ids[name] = new_id(name, {known.casefold() for known in self.ids.values()})
        return self.ids[self._combined[names]]

    def _merged(self, names: tuple[str, ...]) -> Properties:
        merged: dict[str, Any] = {}
        for name in names:
            merged.update(_words(self._properties[name]))
        return merged

    def root(self, numbered: Mapping[str, Place]) -> Element:
        """Return the root of the styles part; ``numbered`` holds the place in Word's lists of each style that is numbered."""
        root = read_xml("styles")
        self._add_defaults(root[0][0][0])
        for depth in sorted({properties["outline"] for properties in self._properties.values() if properties.get("outline")}):
            heading = _add_style(root, "paragraph", f"Heading{depth}", f"heading {depth}", "Normal")
            add(add(heading, "pPr"), "outlineLvl", val=depth - 1)
        for name, properties in self._properties.items():
            if not properties["optional"] or name in self._used or name in numbered:
                self._add(root, name, properties, numbered.get(name))
        for names, name in self._combined.items():
            _add_character_style(root, self.ids[name], name, self._merged(names))
        return root

    def _add_defaults(self, words: Element) -> None:
        font, language = self._page.font, self._page.language
        add(words, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
        _add_words(words, {"size": self._properties.get(BODY, {}).get("size")})
        add(words, "lang", val=language, eastAsia=language)

    def _add(self, root: Element, name: str, properties: Properties, place: Place | None) -> None:
        if properties["character"]:
            _add_character_style(root, self.ids[name], name, properties)
            return
        base = f"Heading{properties['outline']}" if properties.get("outline") else "Normal"
        style = _add_style(root, "paragraph", self.ids[name], name, base)
        _add_paragraph_properties(style, properties, place)
        words = add(style, "rPr")
        _add_words(words, {key: value for key, value in properties.items() if value is not False})
        only_if_filled(words)


def _words(properties: Properties) -> Properties:
    return {key: properties[key] for key in _WORDS if key in properties}


def _add_style(root: Element, kind: str, style_id: str, name: str, base: str) -> Element:
    name = word_name(name)
    custom = {} if name in _KNOWN_TO_WORD else {"customStyle": 1}
    style = add(root, "style", type=kind, **custom, styleId=style_id)
    add(style, "name", val=name)
    add(style, "basedOn", val=base)
    add(style, "qFormat")
    return style


def _add_character_style(root: Element, style_id: str, name: str, properties: Properties) -> None:
    words = add(_add_style(root, "character", style_id, name, "DefaultParagraphFont"), "rPr")
    _add_words(words, properties)
    only_if_filled(words)


def _add_words(words: Element, properties: Properties) -> None:
    """Fill a ``w:rPr``; a property that is false is turned off, one that is absent is left alone."""
    for key, tag in _TOGGLES.items():
        if properties.get(key):
            add(words, tag)
        elif properties.get(key) is not None:
            add(words, tag, val=0)
    if properties.get("colour"):
        add(words, "color", val=properties["colour"])
    if properties.get("size"):
        halves = round(properties["size"] * 2)
        add(words, "sz", val=halves)
        add(words, "szCs", val=halves)
    if properties.get("underline") is not None:
        add(words, "u", val="single" if properties["underline"] else "none")


def _add_paragraph_properties(style: Element, properties: Properties, place: Place | None) -> None:
    made = add(style, "pPr")
    depth = properties.get("outline")
    if properties.get("keep_next"):
        add(made, "keepNext")
    if depth:
        add(made, "keepLines")
    if place:
        add_place(made, place)
    if properties.get("rule"):
        weight = max(2, round(properties["rule"] * 8))
        add(add(made, "pBdr"), "top", val="single", sz=weight, space=0, color="auto")
    _add_spacing(made, properties)
    add_indents(made, properties)
    if properties.get("align"):
        add(made, "jc", val=properties["align"])
    if depth:
        add(made, "outlineLvl", val=depth - 1)
    only_if_filled(made)


def add_place(properties: Element, place: Place) -> None:
    """Append the ``w:numPr`` of a place in Word's lists to a ``w:pPr``."""
    number = add(properties, "numPr")
    add(number, "ilvl", val=place[1])
    add(number, "numId", val=place[0])


def _add_spacing(made: Element, properties: Properties) -> None:
    # A rule is as high as its type is: without that, its paragraph would be as high as a line of text.
    line = properties.get("line") or (properties.get("size") if properties.get("rule") else None)
    lengths = {"before": properties.get("before"), "after": properties.get("after"), "line": line}
    said: dict[str, str | int] = {key: round(points * 20) for key, points in lengths.items() if points is not None}
    if line:
        said["lineRule"] = "exact"
    elif properties.get("spacing"):
        said |= {"line": round(properties["spacing"] * 240), "lineRule": "auto"}
    if said:
        add(made, "spacing", **said)


def add_indents(made: Element, properties: Properties) -> None:
    """Append the ``w:ind`` of a style to a ``w:pPr``, if it has one."""
    left, first = twips(properties.get("indent") or 0), twips(properties.get("first_line") or 0)
    if left or first:
        add(made, "ind", left=left, **{"firstLine" if first >= 0 else "hanging": abs(first)})
