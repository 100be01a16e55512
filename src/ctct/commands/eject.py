"""``ctct eject``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("eject")
@click.argument("layout")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Thư mục đích; mặc định là the-thuc/LAYOUT.")
def command(layout: str, folder: Path | None) -> None:
    """Chép một thể thức (ví dụ «dang») ra cạnh dự thảo để cơ quan chỉnh riêng."""
    from ctct.source.shipped import layouts, shipped

    if layout not in layouts():
        raise click.BadParameter(f"không có thể thức «{layout}»; có: {', '.join(layouts())}", param_hint="LAYOUT")
    target = folder or Path("the-thuc") / layout
    if target.exists():
        raise click.ClickException(f"«{target}» đã có; xóa đi hoặc chọn thư mục khác bằng --to")
    _copy(shipped("templates") / layout, target)
    click.echo(f"đã chép vào {target}; ghi trong dự thảo cùng thư mục: the_thuc: ./{target.as_posix()}")


def _copy(source: Path, target: Path) -> None:
    from shutil import copytree

    from ctct.diagnostics import reason

    try:
        copytree(source, target)
    except OSError as fault:
        raise click.ClickException(f"không ghi được «{target}»: {reason(fault)}") from None
