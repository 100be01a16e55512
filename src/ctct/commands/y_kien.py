"""``ctct y-kien``."""

from __future__ import annotations

import click

from ctct.commands.y_kien_bang import bang
from ctct.commands.y_kien_gui import gui
from ctct.commands.y_kien_nhan import nhan
from ctct.language import _


class Steps(click.Group):
    """The steps in their order."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the steps, each with all of its line."""
        with formatter.section(_("Lệnh")):
            formatter.write_dl([(name, (one.help or "").partition("\n")[0]) for name, one in self.commands.items()])


@click.group("y-kien", cls=Steps)
def command() -> None:
    """Lấy ý kiến về dự thảo: gửi bản, nhận ý kiến, lập bảng tổng hợp, tiếp thu, giải trình."""


for _one in (gui, nhan, bang):
    command.add_command(_one)
