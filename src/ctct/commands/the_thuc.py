"""``ctct the-thuc``."""

from __future__ import annotations

import click

from ctct.language import _


@click.command("the-thuc")
@click.argument("layout", required=False, metavar="[THỂ_THỨC]")
def command(layout: str | None) -> None:
    """In bảng của một thể thức (hoặc mọi thể thức): thành phần, giá trị, căn cứ, độ tin cậy."""
    from ctct.layout.describe import CERTAINTY, describe
    from ctct.project.layouts import layout_data
    from ctct.source.shipped import layouts

    if layout is not None and layout not in layouts():
        raise click.BadParameter(
            _("không có thể thức «{layout}»; có: {layouts}", layout=layout, layouts=", ".join(layouts())),
            param_hint=_("THỂ_THỨC"),
        )
    click.echo("# " + _("Thể thức") + "\n")
    click.echo(_("Tin cậy: {degrees}.", degrees="; ".join(f"{mark} — {_(said)}" for mark, said in CERTAINTY.items())) + "\n")
    click.echo("\n".join(describe(layout_data(name)) for name in ([layout] if layout else layouts())), nl=False)
