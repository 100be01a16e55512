"""``ctct convert``."""

from __future__ import annotations

import os
import sys

import click

from ctct.commands.common import draft_argument, say, told_in_a_line, write_text
from ctct.language import _


@click.command("convert")
@draft_argument
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi; mặc định cạnh dự thảo; «-» là đầu ra chuẩn.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
@click.option("--replace", "replaces", is_flag=True, help="Ghi xong thì xóa dự thảo cũ: chỉ còn dạng mới.")
def command(draft: str, output: str | None, force: bool, replaces: bool) -> None:
    """Đổi dự thảo từ YAML sang Markdown hoặc ngược lại, giữ nguyên nội dung."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.convert import convert
    from ctct.project.files import Files, Source, read_text
    from ctct.report.text import as_text

    if output and output != "-" and os.path.realpath(output) == os.path.realpath(draft):
        raise click.UsageError(_("«-o» phải là tệp khác: dạng mới không ghi được lên chính dự thảo cũ"))
    if replaces and "-" in (draft, output):
        raise click.UsageError(_("--replace xóa tệp cũ khi đã ghi tệp mới, nên không dùng được với «-»"))
    files = Files()
    name = "<stdin>" if draft == "-" else draft
    try:
        source = Source.from_file(draft)
        moves = output is not None and output != "-"
        move = (str(source.folder), os.path.dirname(os.path.abspath(output))) if moves and output else None
        made = convert(name, read_text(source.data, name, files), move)
    except Rejected as rejected:
        click.echo(as_text(rejected.diagnostics, files, name), err=True)
        sys.exit(1)
    _refuse_ending(output, made.suffix)
    target = output or ("-" if draft == "-" else os.path.splitext(draft)[0] + made.suffix)
    write_text(target, made.text, force=force, chosen=output is not None)
    for lost in made.lost:
        say(_("không giữ được: {lost}", lost=lost), err=True)
    if replaces:
        _remove(draft, target)


def _refuse_ending(output: str | None, suffix: str) -> None:
    """End the command where a file would be named as what it is not: ctct itself would then read it as the other form."""
    from ctct.project.files import MARKDOWN, YAML

    ending = os.path.splitext(output)[1].lower() if output and output != "-" else ""
    if ending and ending not in (MARKDOWN if suffix in MARKDOWN else YAML):
        raise click.UsageError(_("bản mới là tệp «{suffix}», mà «-o» là «{output}»", suffix=suffix, output=output))


def _remove(draft: str, target: str) -> None:
    """Remove a draft whose other form is written, and tell which files still name it."""
    from pathlib import Path

    from ctct.project.files import folder_of
    from ctct.project.folders import root_of
    from ctct.project.writing import OutputRefused, remove
    from ctct.runs.naming_files import files_naming

    root = root_of(folder_of(draft))
    try:
        remove(Path(draft), root)
    except OutputRefused as refused:
        raise click.ClickException(
            _("đã ghi {target}, nhưng {refused}", target=target, refused=told_in_a_line(refused))
        ) from None
    say(_("đã xóa {draft}", draft=draft))
    for file in files_naming(os.path.basename(draft), root):
        say(
            _(
                "còn nêu tên cũ «{draft}»: {file}; sửa thành «{target}»",
                draft=os.path.basename(draft),
                file=file,
                target=os.path.basename(target),
            ),
            err=True,
        )
