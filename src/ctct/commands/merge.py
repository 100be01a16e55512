"""``ctct merge``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ctct.commands.common import told_in_a_line
from ctct.language import _

if TYPE_CHECKING:
    from ctct.diagnostics import Rejected
    from ctct.drafting.merge.merge import Copy, Merged

NOT_OURS = 2
"""The exit code for what is no copy of the draft, or no document."""


@click.command("merge")
@click.argument("copies", metavar="BẢN_SỬA.docx…", nargs=-1, required=True)
@click.option("--into", metavar="DỰ_THẢO", help="Dự thảo để nhận; mặc định tìm theo tên ghi trong bản sửa.")
@click.option("--show", is_flag=True, help="Chỉ xem, không ghi gì.")
def command(copies: tuple[str, ...], into: str | None, show: bool) -> None:
    """Nhận chỗ sửa trong bản Word gửi về vào dự thảo."""
    from ctct.drafting.fix import diff
    from ctct.drafting.merge.report import fails, lines
    from ctct.project.writing import OutputRefused

    read = [_read(name) for name in copies]
    draft = into or _draft_of(read)
    merged = _merged(draft, read)
    click.echo("\n".join(lines(merged, draft)))
    try:
        if show:
            click.echo(diff(draft, merged.source.data, merged.data), nl=False)
        else:
            _write(draft, merged)
    except OutputRefused as refused:
        click.echo(told_in_a_line(refused), err=True)
        sys.exit(1)
    sys.exit(1 if fails(merged.edits) else 0)


def _merged(draft: str, copies: list[Copy]) -> Merged:
    from ctct.diagnostics import Rejected
    from ctct.drafting.merge.merge import Foreign, merge
    from ctct.project.files import Source

    try:
        return merge(Source.from_file(draft), copies)
    except Rejected as rejected:
        _refuse(rejected, draft)
    except Foreign as foreign:
        click.echo(
            _(
                "«{foreign}» không phải bản in từ «{draft}»; chưa có dự thảo thì dùng «ctct import»",
                foreign=foreign,
                draft=draft,
            ),
            err=True,
        )
    sys.exit(NOT_OURS)


def _read(name: str) -> Copy:
    from ctct.diagnostics import Rejected
    from ctct.drafting.merge.merge import Copy

    try:
        return Copy.from_file(name)
    except Rejected as rejected:
        _refuse(rejected, name)


def _refuse(rejected: Rejected, name: str) -> NoReturn:
    from ctct.report import as_text

    click.echo(as_text(rejected.diagnostics, {}, name), err=True)
    sys.exit(NOT_OURS)


def _draft_of(copies: list[Copy]) -> str:
    """Return the draft that the copies name, beside them or here."""
    for copy in copies:
        name = copy.draft_name
        for folder in (os.path.dirname(copy.path), ""):
            if name and os.path.isfile(os.path.join(folder, name)):
                return os.path.join(folder, name)
    click.echo(_("không tìm thấy dự thảo của bản sửa; chỉ rõ bằng «--into DỰ_THẢO»"), err=True)
    sys.exit(NOT_OURS)


def _write(draft: str, merged: Merged) -> None:
    """Write the draft and its remarks. A draft that was changed since it was read is left alone."""
    from ctct.drafting.merge.report import remarks_file
    from ctct.drafting.merge.saving import save
    from ctct.project.files import read_or_none
    from ctct.project.writing import write_whole

    if merged.data != merged.source.data:
        save(draft, merged.source.data, merged.data)
        click.echo(_("đã ghi {draft}", draft=draft))
    if merged.remarks:
        target = f"{os.path.splitext(draft)[0]}.nhan-xet.md"
        before = (read_or_none(target) or b"").decode(errors="replace")
        text = remarks_file(merged.remarks, os.path.basename(draft), before)
        if text != before:
            write_whole(Path(target), text.encode(), force=True)
            click.echo(_("đã ghi {target}", target=target))
