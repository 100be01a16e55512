"""``ctct fmt``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ctct.commands.common import with_progress

if TYPE_CHECKING:
    from ctct.report.located import Verdict


@click.command("fmt")
@click.argument("files", nargs=-1, required=True, metavar="TỆP…", type=click.Path(allow_dash=True, readable=False))
@click.option("--check", "checks", is_flag=True, help="Chỉ nêu tệp chưa đúng dạng chuẩn; thất bại nếu có.")
@click.option("--diff", "shows", is_flag=True, help="Chỉ in những chỗ sẽ đổi; thất bại nếu có.")
def command(files: tuple[str, ...], checks: bool, shows: bool) -> None:
    """Đưa dự thảo và danh bạ (tệp, thư mục, hoặc «-») về một dạng chuẩn; nội dung và ghi chú giữ nguyên."""
    from ctct.diagnostics import Misuse
    from ctct.runs.formatting import Format, find_files
    from ctct.runs.verdicts import run

    changed = []

    def watched(results: Iterator[Verdict], length: int) -> Iterator[Verdict]:
        for verdict in with_progress(results, length):
            changed.append(bool(verdict.done))
            yield verdict

    try:
        names = find_files(files)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    code = run(Format(checks, shows), names, watched)
    sys.exit(code or ((checks or shows) and any(changed)))
