"""``ctct doi-the-thuc``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import draft_argument
from ctct.language import _


@click.command("doi-the-thuc")
@draft_argument
@click.option("--sang", "the_thuc", metavar="THỂ_THỨC", help="Thể thức sẽ chuyển sang, ví dụ «nha-nuoc».")
@click.option("--ngay", metavar="NGÀY", help="Ngày ký khác, ví dụ «15/3/2026»: ấn bản quy định chọn theo ngày này.")
def command(draft: str, the_thuc: str | None, ngay: str | None) -> None:
    """Nói trước những gì sẽ khác nếu dự thảo chuyển sang thể thức khác, hoặc sang ấn bản của ngày khác; không ghi gì."""
    if the_thuc is None and ngay is None:
        raise click.UsageError(_("thiếu --sang THỂ-THỨC hoặc --ngay NGÀY"))
    from datetime import date

    from ctct.diagnostics import Rejected
    from ctct.drafting.switching import moved, report
    from ctct.pipeline import check
    from ctct.project.files import Source
    from ctct.project.not_drafts import refuse_others
    from ctct.report import as_text

    try:
        source = Source.from_file(draft)
        before = check(source)
        refuse_others(source.name, before.gathered.value)
    except Rejected as rejected:
        click.echo(as_text(rejected.diagnostics, {}, draft), err=True)
        sys.exit(1)
    if before.resolved is None:
        click.echo(as_text(before.findings, before.gathered.files, before.gathered.name), err=True)
        sys.exit(1)
    click.echo(report(before, moved(source, before, the_thuc, ngay), date.today()), nl=False)
