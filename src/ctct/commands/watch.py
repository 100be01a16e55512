"""``ctct watch``."""

from __future__ import annotations

from pathlib import Path

import click

from ctct.commands.common import say
from ctct.project.folders import is_file


@click.command("watch")
@click.argument("draft", type=click.Path(readable=False))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Cổng trên máy này; mặc định là một cổng còn trống.")
@click.option("--no-open", is_flag=True, help="Không tự mở trình duyệt.")
@click.option(
    "--gop-y", metavar="BẢN-SỬA.docx", multiple=True, help="Bản Word đã sửa gửi về: xem, nhận từng chỗ sửa ngay trên trang."
)
@click.option("--editor", metavar="LỆNH", help="Lệnh mở trình soạn thảo, được thêm TỆP:DÒNG; mặc định là $VISUAL.")
def command(draft: str, port: int, no_open: bool, gop_y: tuple[str, ...], editor: str | None) -> None:
    """Xem dự thảo thành trang in trong trình duyệt, tự dựng lại mỗi khi lưu."""
    if not is_file(draft):
        raise click.UsageError(f"không có tệp dự thảo «{draft}»")
    if missing_copy := next((path for path in gop_y if not is_file(path)), None):
        raise click.UsageError(f"không có bản sửa «{missing_copy}»")
    try:
        from ctct.watch.session import watch
    except ModuleNotFoundError as missing:
        if missing.name != "typst":
            raise
        raise click.ClickException('chưa cài bộ dựng trang (typst); cài bằng: pip install "ctct[pdf]"') from None
    from ctct.watch.copies import CopyDesk
    from ctct.watch.guarded import PortTaken
    from ctct.watch.preview import Preview
    from ctct.watch.server import PageContext

    preview = Preview(draft, Path(draft).absolute(), beside=tuple(map(Path, gop_y)))
    try:
        watch(PageContext(preview, _words(editor), CopyDesk(draft, gop_y)), port, not no_open, say)
    except PortTaken as taken:
        raise click.ClickException(f"không mở được cổng {port}: {taken}; bỏ --port để dùng một cổng còn trống") from None


def _words(editor: str | None) -> list[str]:
    from ctct.watch.editor import command_of, needs_terminal

    try:
        words = command_of(editor)
    except ValueError:
        raise click.BadParameter(f"không đọc được lệnh «{editor}»: thiếu dấu nháy đóng", param_hint="--editor") from None
    if needs_terminal(words):
        raise click.BadParameter(
            f"«{words[0]}» hiện trong cửa sổ lệnh nên không mở từ trang được; dùng trình soạn thảo có cửa sổ riêng,"
            " ví dụ «code --goto»",
            param_hint="--editor",
        )
    return words
