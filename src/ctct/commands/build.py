"""``ctct build``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import drafts_argument, find_drafts, with_progress


@click.command("build")
@drafts_argument
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Tệp Word hoặc thư mục để ghi; «-» là đầu ra chuẩn.")
@click.option("--literal-numbers", is_flag=True, help="Ghi số mục thành chữ thay vì để Word tự đánh số.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp Word đã bị sửa tay.")
def command(drafts: tuple[str, ...], output: str | None, literal_numbers: bool, force: bool) -> None:
    """Dựng tệp Word từ dự thảo (tệp, thư mục, hoặc «-» là đầu vào chuẩn)."""
    from ctct.batch import Build, Misuse, run

    job, names = Build(output, literal_numbers, force), find_drafts(drafts)
    try:
        job.prepare(names)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    sys.exit(run(job, names, to_stdout=False, watch=with_progress))
