"""``ctct noi-nhan``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ctct.commands.common import draft_argument, say, told_in_a_line
from ctct.commands.tables import tell_findings
from ctct.language import _

if TYPE_CHECKING:
    from ctct.tracking.recipients import Proposed


@click.command("noi-nhan")
@draft_argument
@click.option("--ghi", is_flag=True, help="Ghi thêm những dòng ấy vào «noi_nhan» của dự thảo, trước dòng lưu.")
def command(draft: str, ghi: bool) -> None:
    """Nơi nhận còn thiếu: cấp trên, thành viên, cơ quan được giao việc hoặc lấy ý kiến, lưu. Không bỏ dòng nào đã có."""
    from ctct.runs.verdicts import checked_draft, verdict_on
    from ctct.tracking.recipients import proposed_recipients

    outcome = checked_draft(draft)
    if outcome.failed or outcome.resolved is None:
        tell_findings([verdict_on(outcome)])
        sys.exit(1)
    proposed = proposed_recipients(outcome)
    if not proposed:
        click.echo(_("nơi nhận đã đủ"))
        return
    for one in proposed:
        click.echo(f"- {one.line}  ({one.why})")
    if ghi:
        _write(draft, proposed)


def _write(draft: str, proposed: list[Proposed]) -> None:
    from pathlib import Path

    from ctct.project.files import Source, folder_of
    from ctct.project.folders import root_of
    from ctct.project.writing import OutputRefused, write_whole
    from ctct.runs.recipients import with_recipients
    from ctct.source.text import decode

    if draft == "-":
        raise click.UsageError(_("--ghi sửa ngay trong tệp, nên không dùng được với «-»"))
    changed = with_recipients(draft, decode(Source.from_file(draft).data), proposed)
    if changed is None:
        raise click.ClickException(_("«noi_nhan» viết theo cách không thêm dòng được; thêm bằng tay các dòng trên"))
    try:
        write_whole(Path(draft), changed.encode(), force=True, within=root_of(folder_of(draft)))
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    say(_("đã ghi {count} dòng vào {draft}", count=len(proposed), draft=draft))
