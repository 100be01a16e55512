"""The styles of a layout as Word's: ids, looks of words, ``styles.xml``.

Every style is written out flat, based on nothing but the ``heading`` of its depth: pandoc and Word's tables of contents
know headings by that name, and a text of its own (``… (lời văn)``) must not be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ctct.emit.style_names import BODY, BOLD, ITALIC, NOTE, PAGE_NUMBER, new_id
from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES, quote, twips, val
from ctct.layout.stylesheet import Stylesheet

NOTE_MARK = "FootnoteReference"
SPACER = "DongDem"
"""Ids of the writer's own styles: the mark of a note, the paragraph of one point that Word wants round tables."""

_BUILT_IN = {NOTE: ("FootnoteText", "footnote text"), PAGE_NUMBER: ("Header", "header")}
_KNOWN_TO_WORD = {name for _, name in _BUILT_IN.values()} | {f"heading {depth}" for depth in range(1, 10)}
_TOGGLES = {"bold": "b", "italic": "i", "caps": "caps"}

Properties = Mapping[str, Any]


def word_name(name: str) -> str:
    """Return the name that style ``name`` has in Word, by which a document that comes back is read.

    [MS-OE376], Part 4 Section 2.7.3.9: «Word does not allow commas», which part a name from its aliases.
    """
    return _BUILT_IN[name][1] if name in _BUILT_IN else name.replace(",", "")


def style_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id in ASCII for each style name: unaccented, its words run together, unique whatever the case."""
    ids = {name: built_in for name, (built_in, _) in _BUILT_IN.items()}
    fixed = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList", NOTE_MARK, SPACER)
    taken = {known.casefold() for known in (*ids.values(), *fixed, *(f"Heading{depth}" for depth in range(1, 10)))}
    for name in names:
        if name not in ids:
            ids[name] = new_id(name, taken)
    return ids


class Wardrobe:
    """The styles of one document: their ids, their properties, and the looks that runs put on."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self.page = stylesheet.page
        self.ids = style_ids(stylesheet.styles)
        self._properties: dict[str, Properties] = {name: stylesheet.effective(name) for name in stylesheet.styles}
        self._combined: dict[tuple[str, ...], str] = {}
        self._looks: dict[tuple[str, str, bool, bool], str] = {}
        self._worn: set[str] = set()

    def wear(self, name: str) -> str:
        """Return the id of a style that the document uses."""
        self._worn.add(name)
        return self.ids[name]

    def properties(self, name: str) -> Properties:
        """Return what style ``name`` says with all that it takes from its bases; nothing for a built-in left unsaid."""
        return self._properties.get(name, {}) if name in _BUILT_IN else self._properties[name]

    def look(self, paragraph: str, style: str, italic: bool, bold: bool) -> str:
        """Return the ``w:rPr`` of a run in a paragraph of style ``paragraph``; empty where it looks like its paragraph."""
        key = (paragraph, style, italic, bold)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._make_look(*key)
        return look

    def _make_look(self, paragraph: str, style: str, italic: bool, bold: bool) -> str:
        around = self.properties(paragraph)
        worn: Properties = {**around, **_words(self._properties[style])} if style else around
        names = [style] if style else []
        names += [BOLD] if bold and not worn.get("bold") else []
        names += [ITALIC] if italic and not worn.get("italic") else []
        if not names:
            return ""
        # ECMA-376 17.7.3: bold, italic and caps of a character style turn those of the paragraph style over, or leave
        # them if they are off; only what the run itself says is absolute.
        wanted = self._merged(tuple(names))
        pins = {key: value for key, value in wanted.items() if key in _TOGGLES and around.get(key)}
        return f"<w:rPr>{val('rStyle', self._id(tuple(names)))}{run_properties(pins)}</w:rPr>"

    def _id(self, names: tuple[str, ...]) -> str:
        """Return the id of the style that is all of ``names`` at once, making it at need."""
        if len(names) == 1:
            return self.wear(names[0])
        if names not in self._combined:
            first, *others = names
            name = " ".join([first, *(other.removeprefix("Chữ ") for other in others)])
            taken = {known.casefold() for known in self.ids.values()}
            self._combined[names] = name
            self.ids[name] = new_id(name, taken)
        return self.ids[self._combined[names]]

    def _merged(self, names: tuple[str, ...]) -> Properties:
        merged: dict[str, Any] = {}
        for name in names:
            merged.update(_words(self._properties[name]))
        return merged

    def write(self, links: Mapping[str, str]) -> Iterator[str]:
        """Yield ``styles.xml``; ``links`` holds the ``w:numPr`` of each style that Word numbers."""
        yield f"{DECLARATION}<w:styles {WORD_NAMESPACES}>"
        yield self._defaults()
        depths = {properties["outline"] for properties in self._properties.values() if properties.get("outline")}
        for depth in sorted(depths):
            yield _style("paragraph", f"Heading{depth}", f"heading {depth}", "Normal", f"<w:pPr>{_outline(depth)}</w:pPr>")
        for name, properties in self._properties.items():
            if properties["optional"] and name not in self._worn and name not in links:
                continue
            yield self._write_style(name, properties, links.get(name, ""))
        for names, name in self._combined.items():
            body = f"<w:rPr>{run_properties(self._merged(names))}</w:rPr>"
            yield _style("character", self.ids[name], word_name(name), "DefaultParagraphFont", body)
        yield _OWN_STYLES
        yield "</w:styles>"

    def _defaults(self) -> str:
        font, language = quote(self.page.font), quote(self.page.language)
        fonts = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
        size = run_properties({"size": self._properties.get(BODY, {}).get("size")})
        return (
            f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>{size}"
            f'<w:lang w:val="{language}" w:eastAsia="{language}"/></w:rPr></w:rPrDefault>'
            f"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>{_FIXED_STYLES}"
        )

    def _write_style(self, name: str, properties: Properties, link: str) -> str:
        if properties["character"]:
            body = f"<w:rPr>{run_properties(properties)}</w:rPr>"
            return _style("character", self.ids[name], word_name(name), "DefaultParagraphFont", body)
        words = run_properties({key: value for key, value in properties.items() if value is not False})
        body = f"<w:pPr>{_paragraph_properties(properties, link)}</w:pPr><w:rPr>{words}</w:rPr>"
        base = f"Heading{properties['outline']}" if properties.get("outline") else "Normal"
        return _style("paragraph", self.ids[name], word_name(name), base, body)


def _words(properties: Properties) -> Properties:
    return {key: properties[key] for key in ("bold", "italic", "caps", "size", "underline", "colour") if key in properties}


def run_properties(properties: Properties) -> str:
    """Return the children of a ``w:rPr``; a property that is false is turned off, one that is absent is left alone."""
    written = [
        f"<w:{tag}/>" if properties[key] else val(tag, 0) for key, tag in _TOGGLES.items() if properties.get(key) is not None
    ]
    if properties.get("colour"):
        written.append(val("color", quote(properties["colour"])))
    if properties.get("size"):
        halves = round(properties["size"] * 2)
        written += [val("sz", halves), val("szCs", halves)]
    if properties.get("underline") is not None:
        written.append(val("u", "single" if properties["underline"] else "none"))
    return "".join(written)


def _paragraph_properties(properties: Properties, link: str) -> str:
    depth = properties.get("outline")
    return "".join(
        [
            "<w:keepNext/>" if properties.get("keep_next") else "",
            "<w:keepLines/>" if depth else "",
            link,
            _border(properties),
            _spacing(properties),
            indents(properties),
            val("jc", properties["align"]) if properties.get("align") else "",
            _outline(depth) if depth else "",
        ]
    )


def _border(properties: Properties) -> str:
    if not properties.get("rule"):
        return ""
    eighths = max(2, round(properties["rule"] * 8))
    return f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:pBdr>'


def _spacing(properties: Properties) -> str:
    # A rule is as high as its type is: without that, its paragraph would be as high as a line of text.
    line = properties.get("line") or (properties.get("size") if properties.get("rule") else None)
    lengths = (("before", properties.get("before")), ("after", properties.get("after")), ("line", line))
    written = "".join(f' w:{key}="{round(points * 20)}"' for key, points in lengths if points is not None)
    if line:
        written += ' w:lineRule="exact"'
    elif properties.get("spacing"):
        written += f' w:line="{round(properties["spacing"] * 240)}" w:lineRule="auto"'
    return f"<w:spacing{written}/>" if written else ""


def indents(properties: Properties) -> str:
    """Return the ``w:ind`` of a style, empty where it has none."""
    left, first = twips(properties.get("indent") or 0), twips(properties.get("first_line") or 0)
    if not left and not first:
        return ""
    return f'<w:ind w:left="{left}" w:{"firstLine" if first >= 0 else "hanging"}="{abs(first)}"/>'


def _outline(depth: int) -> str:
    return val("outlineLvl", depth - 1)


def _style(kind: str, style_id: str, name: str, base: str, body: str) -> str:
    custom = "" if name in _KNOWN_TO_WORD else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{style_id}"><w:name w:val="{quote(name)}"/>'
        f"{val('basedOn', base)}<w:qFormat/>{body.replace('<w:pPr></w:pPr>', '').replace('<w:rPr></w:rPr>', '')}</w:style>"
    )


_FIXED_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
_OWN_STYLES = (
    f'<w:style w:type="character" w:styleId="{NOTE_MARK}"><w:name w:val="footnote reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{SPACER}"><w:name w:val="Dòng đệm"/>'
    '<w:basedOn w:val="Normal"/><w:semiHidden/><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
)
