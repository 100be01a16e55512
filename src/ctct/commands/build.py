"""``ctct build``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ctct.commands.common import drafts_argument, find_drafts, progress_unless
from ctct.commands.executors import Machines, machine_options
from ctct.emit.formats import ENGINES, SUFFIXES, Form

if TYPE_CHECKING:
    from ctct.runs.build import Build
    from ctct.runs.mail_merge import MailMerge


@click.command("build")
@drafts_argument
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Tệp hoặc thư mục để ghi; «-» là đầu ra chuẩn.")
@click.option("--to", type=click.Choice(list(SUFFIXES)), help="Dạng văn bản; mặc định theo đuôi tệp ở «-o», không có thì docx.")
@click.option("--engine", type=click.Choice(ENGINES), help="Bộ dựng PDF; mặc định typst.")
@click.option("--du-lieu", metavar="FILE", help="Tệp .csv hoặc .xlsx: mỗi dòng một văn bản, điền vào các chỗ «{{cột}}».")
@click.option("--literal-numbers", is_flag=True, help="Ghi số mục thành chữ thay vì để Word tự đánh số.")
@click.option("--review", "copy", flag_value="review", help="Bản lấy ý kiến: mang bản đồ để «ctct merge» nhận lại chỗ sửa.")
@click.option("--final", "copy", flag_value="final", help="Bản ban hành: không mang bản đồ, dù chưa có số.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
@machine_options
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in những chỗ sai: không tên tệp đã ghi, không dòng tổng kết.")
def command(output: str | None, to: str | None, engine: str | None, **given: Any) -> None:
    """Dựng tệp Word, PDF, HTML hoặc văn bản thuần từ dự thảo (tệp, thư mục, hoặc «-» là đầu vào chuẩn)."""
    from ctct.diagnostics import Misuse
    from ctct.runs.build import Build
    from ctct.runs.verdicts import run

    machines = Machines.asked(given)
    machines.refuse({"--du-lieu": given["du_lieu"], "«-»": "-" in given["drafts"], "«-o -»": output == "-"})
    to = to or next((kind for kind, suffix in SUFFIXES.items() if output and output.endswith(suffix)), "docx")
    if engine and to != "pdf":
        raise click.UsageError("--engine chỉ dùng với --to pdf")
    form = Form(to, engine or ENGINES[0], given["literal_numbers"], given["copy"] or "")
    build, names = Build(output, form, given["force"]), find_drafts(given["drafts"])
    job = _job(build, given["du_lieu"])
    try:
        job.prepare(names)
        with machines.work() as work:
            code = run(job, names, progress_unless(given["quiet"]), quiet=given["quiet"], work=work)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    sys.exit(code)


def _job(build: Build, data: str | None) -> Build | MailMerge:
    """Return what is done for each draft: its document, or one for each row of ``data``."""
    if not data:
        return build
    from ctct.runs.mail_merge import MailMerge

    return MailMerge(build, data)
