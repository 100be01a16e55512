"""The words behind the text of a page, as Word's own «Watermark» writes them: WordArt in each header, which it then finds."""

from __future__ import annotations

from docx.oxml.ns import qn

from ctct.emit.appearance import TILT, Look
from ctct.emit.word.elements import Element, read_xml
from ctct.layout.blocks import Watermark
from ctct.layout.metrics import LINE_PER_SIZE, MM_PER_POINT

_VML, _OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
_BEHIND = (
    "position:absolute;margin-left:0;margin-top:0;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def add_watermark(header: Element, mark: Watermark, look: Look, font: str, count: int) -> None:
    """Put ``mark``, in ``look``, behind the pages that ``header`` stands on; it is the ``count``-th of its document."""
    run = read_xml("watermark")
    shape = run.find(f".//{_VML}shape")
    shape.set("id", f"PowerPlusWaterMarkObject{count}")
    shape.set(f"{_OFFICE}spid", f"_x0000_s{2048 + count}")
    size = f"width:{mark.width / MM_PER_POINT:.1f}pt;height:{look.size * LINE_PER_SIZE:.1f}pt"
    shape.set("style", f"{_BEHIND};{size};rotation:{360 - TILT}")
    shape.set("fillcolor", f"#{look.colour or '000000'}")
    words = shape.find(f"{_VML}textpath")
    words.set("style", f'font-family:"{font}";font-size:1pt')
    words.set("string", mark.text)
    header.find(qn("w:p")).append(run)
