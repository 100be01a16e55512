"""Lays a resolved document out in blocks, by the templates of its layout. Pure: all that it needs has been gathered."""

from __future__ import annotations

from collections.abc import Sequence

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.language import _
from ctct.layout.attributes import MarkupFault
from ctct.layout.blocks import Block, Level, Note, Picture, Properties, Series, Sheet, Watermark
from ctct.layout.contents import with_contents
from ctct.layout.inlines import note_words
from ctct.layout.metrics import Lettering
from ctct.layout.paging import paged
from ctct.layout.rendering import TemplateFailed, render
from ctct.layout.stylesheet import Layout, Stylesheet
from ctct.resolve import marks
from ctct.resolve.pictures import pictures_of
from ctct.resolve.tree import Inlines, Resolved, text_of
from ctct.source.shipped import LAYOUT_DATA

_NOTES, _WATERMARK = "Chú thích", "Chữ chìm"
"""The styles of notes, and of the words behind the text."""


def lay_out(document: Resolved, layout: Layout) -> Sheet:
    """Return ``document`` in blocks. Raises :class:`Rejected`, pointing into a template, for a template's fault."""
    style = layout.stylesheet
    try:
        read = render(document, layout)
    except (TemplateFailed, MarkupFault) as fault:
        from ctct.layout.template_faults import told

        raise Rejected([told(fault, document, layout)]) from fault
    if missing := sorted(read.worn - style.styles.keys()):
        raise Rejected(_without_style(name, layout) for name in missing)
    if missed := _unprinted(document, read.blocks):
        message, hint = (
            _("mẫu trình bày không in hình «{missed}»", missed=missed),
            _("chép lại hinh.xml.j2, muc.xml.j2, phu-luc.xml.j2 của ctct"),
        )
        raise Rejected([error("TT11", (), message, hint, file=str(layout.folder / "van-ban.xml.j2"))])
    blocks = with_contents(paged(read.blocks, style), style)
    if not blocks:
        raise Rejected([error("TT11", (), _("mẫu trình bày không in ra gì"), file=str(layout.folder / "van-ban.xml.j2"))])
    lettering, width = Lettering(style), style.page.text_width
    return Sheet(
        blocks=tuple(blocks),
        notes=tuple(Note(note.number, note_words(note.content, _NOTES, lettering, width)) for note in document.chu_thich),
        series=tuple(_series(series, style) for series in document.series),
        properties=_properties(document),
        first_footer=tuple(read.footer),
        first_header=tuple(read.header),
        watermark=_watermark(document.chu_chim, lettering),
    )


def _unprinted(document: Resolved, blocks: Sequence[Block]) -> str | None:
    """Return the file of a picture that an office's own templates, older than pictures, leave out."""
    printed = {block.image.data for block in blocks if isinstance(block, Picture)}
    return next((one.tep for one in pictures_of(document) if one.anh and one.anh.data not in printed), None)


def _watermark(words: str, lettering: Lettering) -> Watermark | None:
    return Watermark(_WATERMARK, words, lettering.width(words, _WATERMARK)) if words else None


def _without_style(name: str, layout: Layout) -> Diagnostic:
    message = _("mẫu trình bày dùng kiểu «{name}» mà {layout_data} không có", name=name, layout_data=LAYOUT_DATA)
    hint = nearest(name, layout.stylesheet.styles) or _(
        "thêm vào «kieu», như trong {layout_data} của ctct", layout_data=LAYOUT_DATA
    )
    return error("TT11", (), message, hint, file=str(layout.folder / LAYOUT_DATA))


def _series(series: marks.Series, stylesheet: Stylesheet) -> Series:
    return Series(
        series.name,
        tuple(_level(series, depth, stylesheet) for depth in range(len(series.levels))),
        series.start,
    )


def _level(series: marks.Series, depth: int, stylesheet: Stylesheet) -> Level:
    style, written = series.levels[depth]
    mark = marks.read_mark(written)
    counted = f"%{depth}.%{depth + 1}" if mark.under_parent else f"%{depth + 1}"
    text = mark.before + counted + mark.after
    look = stylesheet.effective(style)
    counted_by_word = "" if depth == series.typed else mark.word_format or ""
    return Level(style, counted_by_word, text, bool(look.get("number_bold", look.get("bold"))))


def plain_text(lines: tuple[Inlines, ...]) -> str:
    """Return resolved lines as one line of text without note marks."""
    return " ".join(map(text_of, lines))


def _properties(document: Resolved) -> Properties:
    return Properties(
        title=" ".join(f"{document.ten_loai} {plain_text(document.trich_yeu)}".split()),
        subject=" ".join(document.dau_trang.so_ky_hieu.split()),  # what is not yet numbered has a gap for the pen
        creator=document.dau_trang.noi_ban_hanh,
        created=f"{document.ngay}T00:00:00Z" if document.ngay else None,
    )
