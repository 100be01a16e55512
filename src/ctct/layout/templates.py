"""Finds a layout, renders its templates over a resolved document and reads the result into a sheet of blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from jinja2 import FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ctct import __version__
from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.layout.blocks import Block, Grid, Level, Note, Paragraph, Properties, Section, Series, Sheet
from ctct.layout.markup import BlockReader, write_inlines, write_number
from ctct.layout.metrics import text_width
from ctct.layout.stylesheet import Layout, Stylesheet
from ctct.layout.tables import column_widths
from ctct.project.folders import cache_folder
from ctct.resolve import marks
from ctct.resolve.tree import Inlines, Resolved, Table, text_of
from ctct.source.shipped import LAYOUT_DATA, shipped

COMMON = "chung"
"""The folder of templates that every layout may use: those for what looks alike in all of them."""


def lay_out(document: Resolved, layout: Layout) -> Sheet:
    """Return ``document`` in blocks. Raises :class:`Rejected`, pointing into a template, for a template's fault."""
    style = layout.stylesheet
    reader = BlockReader(partial(_measure, style), style.page.text_width)
    name = document.loai.replace("_", "-") + ".xml.j2"
    widths = partial(_table_widths, style)
    try:
        template = _environment(layout.folder, layout.base).select_template([name, "van-ban.xml.j2"])
        reader.read(template.generate(vb=document, lv=style.words, cot=_columns(style), cach=style.gaps, rong=widths))
    except (TemplateError, ExpatError, KeyError, ValueError) as fault:
        raise _rejected(fault, layout.folder) from fault
    if missing := sorted(reader.worn - style.styles.keys()):
        raise Rejected(_without_style(name, layout) for name in missing)
    return Sheet(
        blocks=tuple(_keep_grids_in_company(_without_empty_sections(reader.blocks))),
        notes=tuple(Note(note.number, note.content) for note in document.chu_thich),
        series=tuple(_series(series, style) for series in document.series),
        properties=_properties(document),
        first_footer=tuple(reader.footer),
        first_header=tuple(reader.header),
    )


def _without_style(name: str, layout: Layout) -> Diagnostic:
    message = f"mẫu trình bày dùng kiểu «{name}» mà {LAYOUT_DATA} không có"
    hint = nearest(name, layout.stylesheet.styles) or f"thêm vào «kieu», như trong {LAYOUT_DATA} của ctct"
    return error("TT11", (), message, hint, file=str(layout.folder / LAYOUT_DATA))


def _rejected(fault: Exception, folder: Path) -> Rejected:
    if isinstance(fault, TemplateSyntaxError):
        file, line = fault.filename or "", fault.lineno
    else:
        file, line = _place_in_template(fault, folder)
    kind = "không phải XML đúng" if isinstance(fault, ExpatError) else "không dựng được"
    unknown = re.search(r"has no attribute '(\w+)'|'(\w+)' is undefined", str(fault))
    why = f"không có «{unknown[1] or unknown[2]}»" if unknown else str(fault)
    message = f"mẫu trình bày {kind}: {why}"
    return Rejected([error("TT10", (), message, region=_line_region(file, line), file=file or None)])


def _place_in_template(fault: Exception, folder: Path) -> tuple[str, int]:
    """Return the file and line in the templates at which ``fault`` was raised (Jinja rewrites tracebacks to say so)."""
    place = (str(folder), 1)
    trace = fault.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            place = (name, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _line_region(file: str, line: int) -> tuple[int, int] | None:
    if not Path(file).is_file():
        return None
    lines = Path(file).read_text("utf-8").splitlines(keepends=True)
    start = sum(map(len, lines[: line - 1]))
    return start, start + len(lines[line - 1].rstrip()) if line <= len(lines) else start


@cache
def _environment(folder: Path, base: Path | None) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, *([base] if base else []), shipped("templates") / COMMON]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled_templates(),
    )
    environment.filters.update(chu=write_inlines, so=write_number)
    return environment


def _compiled_templates() -> FileSystemBytecodeCache | None:
    """Return where compiled templates are kept between runs (compiling them costs a tenth of a small build), or ``None``
    where nothing can be kept. Jinja checks each against its source.
    """
    folder = cache_folder() / f"mau-{__version__}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def _columns(stylesheet: Stylesheet) -> dict[str, str]:
    return {name: " ".join(f"{width:g}" for width in widths) for name, widths in stylesheet.columns.items()}


def _table_widths(stylesheet: Stylesheet, table: Table, wide: bool = False) -> str:
    """Return the widths of a table's columns on a page that is, or is not, on its side."""
    page = stylesheet.page.turned() if wide or table.kho_ngang else stylesheet.page
    return " ".join(f"{width:g}" for width in column_widths(table.cot, table.tt, table.chuong_trinh, page, stylesheet.columns))


@cache
def _letter_widths() -> Mapping[str, Mapping[str, int]]:
    widths: dict[str, dict[str, int]] = json.loads((shipped("templates") / "be-rong-chu.json").read_bytes())
    return widths


def _measure(stylesheet: Stylesheet, text: str, style: str) -> float:
    """Return how wide ``text`` is in ``style``, in millimetres."""
    look: dict[str, Any] = stylesheet.effective(style)
    face = "_".join(filter(None, ["dam" if look.get("bold") else "", "nghieng" if look.get("italic") else ""])) or "dung"
    return text_width(text.upper() if look.get("caps") else text, look["size"], _letter_widths()[face])


def _without_empty_sections(blocks: list[Block]) -> list[Block]:
    """Drop a new page that nothing stands on: two wide tables that touch, a wide table at the end."""
    following = [*blocks[1:], Section()]
    return [
        block
        for block, after in zip(blocks, following, strict=True)
        if not (isinstance(block, Section) and isinstance(after, Section))
    ]


def _keep_grids_in_company(blocks: list[Block]) -> Iterator[Block]:
    """Keep the paragraph before the closing with it: a signature does not stand alone on a page."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph) and isinstance(following, Grid):
            yield block._replace(keep_next=True)
        else:
            yield block


def _series(series: marks.Series, stylesheet: Stylesheet) -> Series:
    return Series(
        series.name,
        tuple(_level(depth, *level, stylesheet) for depth, level in enumerate(series.levels)),
    )


def _level(depth: int, style: str, written: str, stylesheet: Stylesheet) -> Level:
    mark = marks.read_mark(written)
    counted = f"%{depth}.%{depth + 1}" if mark.under_parent else f"%{depth + 1}"
    text = mark.before + counted + mark.after
    look = stylesheet.effective(style)
    return Level(style, mark.word_format or "", text, bool(look.get("number_bold", look.get("bold"))))


def plain_text(lines: tuple[Inlines, ...]) -> str:
    """Return resolved lines as one line of text without note marks."""
    return " ".join(map(text_of, lines))


def _properties(document: Resolved) -> Properties:
    return Properties(
        title=f"{document.ten_loai} {plain_text(document.trich_yeu)}",
        subject=document.dau_trang.so_ky_hieu,
        creator=document.dau_trang.co_quan,
        created=f"{document.ngay}T00:00:00Z" if document.ngay else None,
    )
