"""``ctct convert``."""

from __future__ import annotations

import os
import sys

import click

from ctct.commands.common import draft_argument, say, write_text


@click.command("convert")
@draft_argument
@click.option("-o", "--output", metavar="FILE", help="Tệp để ghi; mặc định cạnh dự thảo; «-» là đầu ra chuẩn.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def command(draft: str, output: str | None, force: bool) -> None:
    """Đổi dự thảo từ YAML sang Markdown hoặc ngược lại, giữ nguyên nội dung."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.convert import convert
    from ctct.project.files import Files, Source, read_text
    from ctct.report.text import as_text

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
    target = output or ("-" if draft == "-" else os.path.splitext(draft)[0] + made.suffix)
    write_text(target, made.text, force=force, chosen=output is not None)
    for lost in made.lost:
        say(f"không giữ được: {lost}", err=True)
