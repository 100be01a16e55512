"""``ctct diff``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import click

from ctct.language import _

if TYPE_CHECKING:
    from ctct.changes.kinds import Differences
    from ctct.diagnostics import Rejected
    from ctct.runs.compare import Side

FORMS = ("text", "json", "html", "docx", "redline")
_DOCUMENTS = ("docx", "redline")
_SOMEBODYS_WORK = (".yaml", ".yml", ".md", ".docx")
"""Ends of names that drafts and documents have: no result goes over one that ctct has not written."""
TROUBLE = 2
"""The code for what cannot be compared or written: 1 says that two documents differ, as with ``diff``."""


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    to: str
    output: str | None
    force: bool
    folder: str | None
    tac_gia: str


@click.command("diff")
@click.argument("old", metavar="CŨ", type=click.Path(readable=False))
@click.argument("new", metavar="MỚI", type=click.Path(readable=False))
@click.option("--to", type=click.Choice(FORMS), default="text", show_default=True, help="Dạng kết quả.")
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi; mặc định là đầu ra chuẩn.")
@click.option("--folder", metavar="THƯ_MỤC", help="Thư mục mà đường dẫn trong dự thảo tính từ đó, nếu không phải nơi tệp nằm.")
@click.option("--tac-gia", default="ctct", show_default=True, help="Tên người thay đổi ghi trong bản theo dõi thay đổi.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def command(old: str, new: str, **asked: Any) -> None:
    """So sánh hai văn bản: dự thảo, tệp Word, hoặc «REV:tệp» trong git; thoát 0 nếu không khác, 1 nếu khác hoặc có lỗi."""
    from ctct.diagnostics import Misuse, Rejected
    from ctct.runs.compare import sides

    options = Options(**asked)
    if any(not char.isprintable() for char in options.tac_gia):
        raise click.BadParameter(_("tên có ký tự điều khiển"), param_hint="--tac-gia")
    if options.output and any(_are_one(options.output, side) for side in (old, new)):
        raise click.BadParameter(
            _("«{output}» là văn bản đang so, không ghi kết quả đè lên", output=options.output), param_hint="-o"
        )
    try:
        before, after = sides(old, new, options.folder)
        sys.exit(_compare(before, after, options))
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    except Rejected as rejected:
        _tell(rejected, new)


def _are_one(output: str, side: str) -> bool:
    try:
        return os.path.samefile(output, side)
    except (OSError, ValueError):  # one of them is not there
        return False


def _tell(rejected: Rejected, name: str) -> NoReturn:
    """Say why there is nothing to compare, and end."""
    from ctct.report import as_text
    from ctct.report.text import in_lines

    told = "\n\n".join(map(in_lines, rejected.findings)) if rejected.findings else as_text(rejected.diagnostics, {}, name)
    click.echo(told, err=True)
    sys.exit(TROUBLE)


def _compare(before: Side, after: Side, options: Options) -> int:
    """Compare two documents and write what differs. Returns the exit code."""
    if options.to == "redline":
        return _redline(before, after, options)
    from ctct.changes.kinds import differences
    from ctct.changes.passages import passages

    found = differences(passages(before.document()), passages(after.document()))
    _write(_form(found, before, after, options.to), options)
    return 1 if found else 0


def _form(found: Differences, before: Side, after: Side, to: str) -> bytes:
    if to == "docx":
        return _table(found, before, after)
    if to == "json":
        from ctct.changes.data import as_json

        return as_json(found, before.name, after.name).encode()
    if to == "html":
        from ctct.changes.html import as_html

        return as_html(found, before.name, after.name).encode()
    from ctct.changes.text import as_text

    return as_text(found).encode()


def _redline(before: Side, after: Side, options: Options) -> int:
    """Write the redline, and say on standard error what it records and what it does not. Returns the exit code."""
    from ctct.commands.common import say
    from ctct.diagnostics import Misuse
    from ctct.word.redline.build import redline

    if before.data is None or after.data is None:
        raise Misuse(_("bản theo dõi thay đổi cần cả bản cũ và bản mới"))
    made = redline(before.data, after.data, options.tac_gia, after.date)
    _write(made.data, options)
    way = _(", cả đoạn bỏ ra, cả đoạn đưa vào") if made.whole else ""
    say(
        _(
            "theo dõi {changes} thay đổi{way}; đã kiểm: chấp nhận hết ra bản mới, từ chối hết ra bản cũ",
            changes=made.changes,
            way=way,
        ),
        err=True,
    )
    for one in made.untold:
        say(_("không theo dõi được: {one}", one=one), err=True)
    return 1 if made.changes or made.untold else 0


def _table(found: Differences, before: Side, after: Side) -> bytes:
    from ctct.changes.table import as_sheet
    from ctct.emit.word.document import write_docx
    from ctct.runs.compare import usual_stylesheet

    stylesheet = after.stylesheet or before.stylesheet or usual_stylesheet()
    title = f"{Path(before.name).name} so với {Path(after.name).name}"
    return write_docx(as_sheet(found, title, after.secrecy or before.secrecy, stylesheet), stylesheet)


def _write(data: bytes, options: Options) -> None:
    """Put the result where it was asked for. Ends the command where that cannot be."""
    from ctct.commands.common import told_in_a_line
    from ctct.project.writing import OutputRefused, write_whole

    if options.output is None or options.output == "-":
        if options.to in _DOCUMENTS and sys.stdout.isatty():
            raise click.UsageError(_("tệp .docx không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra"))
        sys.stdout.buffer.write(data)
        return
    anew = options.to not in _DOCUMENTS and not options.output.lower().endswith(_SOMEBODYS_WORK)
    try:
        write_whole(Path(options.output), data, force=options.force or anew)
    except OutputRefused as refused:
        click.echo(_("lỗi: {refused}", refused=told_in_a_line(refused)), err=True)
        sys.exit(TROUBLE)
