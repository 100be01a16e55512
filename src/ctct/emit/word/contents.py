"""The contents list as Word's own: a TOC field over the lines, each with a link and the field of its page."""

from __future__ import annotations

from ctct.emit.word.elements import Element, add
from ctct.emit.word.styles import Styles
from ctct.layout.blocks import Contents

UNKNOWN_PAGE = "…"


def write_contents(contents: Contents, into: Element, styles: Styles, width: int) -> None:
    """Append the lines of ``contents``, in a column ``width`` twips wide."""
    first, last = contents.outlines
    for at, line in enumerate(contents.lines):
        made = add(into, "p")
        properties = add(made, "pPr")
        add(properties, "pStyle", val=styles.use(line.style))
        add(add(properties, "tabs"), "tab", val="right", leader="dot", pos=width)
        look = styles.look(line.style)
        if at == 0:
            look.begin_field(f'TOC \\o "{first}-{last}" \\h \\z \\u', made)
        link = add(made, "hyperlink", anchor=line.bookmark, history=1)
        look.write(f"{line.text}\t", link)
        look.write_field(f"PAGEREF {line.bookmark} \\h", line.page or UNKNOWN_PAGE, link)
        if at == len(contents.lines) - 1:
            look.write_sign(made, "fldChar", fldCharType="end")
