"""``ctct eject``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ctct.commands.common import say, told_in_a_line
from ctct.language import _


@click.command("eject")
@click.argument("layout", metavar="THỂ_THỨC")
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, readable=False), help="Thư mục đích; mặc định là the-thuc/THỂ_THỨC."
)
def command(layout: str, folder: Path | None) -> None:
    """Chép một thể thức (ví dụ «dang») ra cạnh dự thảo để cơ quan chỉnh riêng."""
    from ctct.project.writing import OutputRefused, copy_whole
    from ctct.source.shipped import layouts, shipped

    if layout not in layouts():
        raise click.BadParameter(
            _("không có thể thức «{layout}»; có: {layouts}", layout=layout, layouts=", ".join(layouts())),
            param_hint=_("THỂ_THỨC"),
        )
    target = folder or Path("the-thuc") / layout
    if os.path.lexists(target):
        raise click.ClickException(_("«{target}» đã có; xóa đi hoặc chọn thư mục khác bằng --to", target=target))
    try:
        copy_whole(shipped("templates") / layout, target)
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    say(
        _(
            "đã chép vào {target}; ghi trong dự thảo cùng thư mục: the_thuc: ./{layout}",
            target=target,
            layout=target.as_posix(),
        )
    )
