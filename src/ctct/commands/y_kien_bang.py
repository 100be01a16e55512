"""``ctct y-kien bang``."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctct.commands.common import draft_argument
from ctct.commands.tables import form_of, put
from ctct.commands.y_kien_nhan import draft_now, kept_opinions
from ctct.language import _, in_a_document

if TYPE_CHECKING:
    from ctct.outcome import Outcome
    from ctct.tracking.opinions.table import Table

FORMS = ("bang", "json", "docx", "xlsx", "html")


@click.command("bang")
@draft_argument
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi; mặc định là đầu ra chuẩn.")
@click.option("--ca-mat", is_flag=True, help="Cả khi dự thảo có độ mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def bang(draft: str, dang: str | None, output: str | None, ca_mat: bool, force: bool) -> None:
    """Lập bảng tổng hợp, tiếp thu, giải trình ý kiến; nói ai chưa trả lời."""
    from ctct.model.opinions import SoYKien
    from ctct.tracking.opinions.table import table_of

    form = form_of(dang, output, FORMS)
    outcome = draft_now(draft).outcome
    refuse_secret(outcome, asked=ca_mat)
    said = kept_opinions(Path(draft)).said or SoYKien(du_thao=os.path.basename(draft))
    with nullcontext() if form == "bang" else in_a_document():
        table = table_of(outcome, said)
    put(lambda: _written(table, outcome, form), form, output, force=force)


def refuse_secret(outcome: Outcome, *, asked: bool) -> None:
    """End the command for a secret draft, unless it was ``asked`` for as one."""
    if outcome.draft is not None and outcome.draft.do_mat and not asked:
        raise click.ClickException(
            _(
                "«{draft}» là dự thảo mật: không lập bản gửi đi, bảng từ nó; thật cần thì thêm --ca-mat",
                draft=outcome.gathered.name,
            )
        )


def _written(table: Table, outcome: Outcome, form: str) -> bytes:
    if form == "bang":
        from ctct.report.text import width_of_screen
        from ctct.tracking.opinions.text import as_text

        return as_text(table, width_of_screen()).encode()
    if form == "json":
        from ctct.tracking.opinions.data import as_json

        return as_json(table).encode()
    assert outcome.draft is not None
    if form == "xlsx":
        from ctct.tracking.opinions.sheet import as_workbook

        return as_workbook(table, outcome.draft.ngay.span.last, outcome.draft.do_mat)
    from ctct.tracking.opinions.document import compiled, report_on
    from ctct.tracking.opinions.table import with_table

    return compiled(with_table(report_on(outcome), table), outcome, form)
