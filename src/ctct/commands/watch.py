"""``ctct watch``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ctct.commands.common import say
from ctct.language import _
from ctct.project.files import MARKDOWN, YAML
from ctct.project.folders import is_file, is_there

if TYPE_CHECKING:
    from ctct.watch.session import Watched


@click.command("watch")
@click.argument("draft", metavar="DỰ_THẢO", type=click.Path(readable=False))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Cổng trên máy này; mặc định là một cổng còn trống.")
@click.option("--no-open", is_flag=True, help="Không tự mở trình duyệt.")
@click.option(
    "--gop-y", metavar="BẢN_SỬA.docx", multiple=True, help="Bản Word đã sửa gửi về: xem, nhận từng chỗ sửa ngay trên trang."
)
@click.option("--edit", is_flag=True, help="Soạn ngay trên trang: gợi ý, báo lỗi, sửa nhanh; tệp chưa có thì lập khi lưu.")
@click.option("--editor", metavar="LỆNH", help="Lệnh mở trình soạn thảo, được thêm TỆP:DÒNG; mặc định là $VISUAL.")
def command(draft: str, gop_y: tuple[str, ...], editor: str | None, edit: bool, **page: Any) -> None:
    """Xem dự thảo, hay mọi dự thảo của một thư mục, thành trang in trong trình duyệt, tự dựng lại mỗi khi lưu."""
    if not os.path.isdir(draft) and not is_file(draft) and not (edit and _can_begin(Path(draft))):
        raise click.UsageError(_("không có dự thảo hay thư mục «{draft}»", draft=draft))
    if missing_copy := next((path for path in gop_y if not is_file(path)), None):
        raise click.UsageError(_("không có bản sửa «{name}»", name=missing_copy))
    try:
        from ctct.watch.guarded import PortTaken
        from ctct.watch.session import watch
    except ModuleNotFoundError as missing:
        if missing.name != "typst":
            raise
        raise click.ClickException(_('chưa cài bộ dựng trang (typst); cài bằng: pip install "ctct[pdf]"')) from None
    if edit:
        _check_editable()
    try:
        watch(_watched(draft, gop_y, _words(editor), edit), page["port"], not page["no_open"], say)
    except PortTaken as taken:
        raise click.ClickException(
            _("không mở được cổng {port}: {taken}; bỏ --port để dùng một cổng còn trống", port=page["port"], taken=taken)
        ) from None


def _watched(draft: str, copies: tuple[str, ...], editor: list[str], edit: bool) -> Watched:
    """Return what is watched; raises what says that a folder holds no draft, or that a copy is of none of them."""
    from ctct.diagnostics import Misuse
    from ctct.watch.opening import draft_watched, folder_watched

    try:
        return (folder_watched if os.path.isdir(draft) else draft_watched)(draft, editor, copies, edit)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None


def _words(editor: str | None) -> list[str]:
    from ctct.watch.editor import command_of, needs_terminal

    try:
        words = command_of(editor)
    except ValueError:
        raise click.BadParameter(
            _("không đọc được lệnh «{editor}»: thiếu dấu nháy đóng", editor=editor), param_hint="--editor"
        ) from None
    if needs_terminal(words):
        raise click.BadParameter(
            _(
                "«{words}» hiện trong cửa sổ lệnh nên không mở từ trang được; dùng trình soạn thảo có cửa sổ "
                "riêng, ví dụ «code --goto»",
                words=words[0],
            ),
            param_hint="--editor",
        )
    return words


def _can_begin(draft: Path) -> bool:
    """Return whether a draft can be begun there."""
    return not is_there(draft) and os.path.isdir(draft.parent) and draft.suffix in (*YAML, *MARKDOWN)


def _check_editable() -> None:
    """Raise what says what is missing of the editor in the page."""
    from importlib.util import find_spec

    from ctct.watch.edit_page import BUNDLE

    if find_spec("pygls") is None:
        raise click.ClickException(_('soạn trên trang cần gói pygls; cài bằng: pip install "ctct[pdf,lsp]"'))
    if not is_file(BUNDLE):
        raise click.ClickException(
            _(
                "bản ctct này đóng gói lúc không có Node.js nên thiếu trình soạn thảo trên trang (editor.js); cài bản phát "
                "hành, hoặc trong kho mã chạy: sh scripts/page-editor. Các phần khác của «ctct watch» vẫn dùng được"
            )
        )
