"""``ctct check``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import drafts_argument, find_drafts, with_progress


@click.command("check")
@drafts_argument
def command(drafts: tuple[str, ...]) -> None:
    """Tìm mọi lỗi trong dự thảo (tệp, thư mục, hoặc «-» là đầu vào chuẩn), không ghi gì."""
    from ctct.batch import Check, run

    sys.exit(run(Check(), find_drafts(drafts), to_stdout=True, watch=with_progress))
