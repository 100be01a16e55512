"""``ctct y-kien``."""

from __future__ import annotations

import click

from ctct.commands.y_kien_bang import bang
from ctct.commands.y_kien_gui import gui
from ctct.commands.y_kien_nhan import nhan


@click.group("y-kien")
def command() -> None:
    """Lấy ý kiến về dự thảo: gửi bản, nhận ý kiến, lập bảng tổng hợp, tiếp thu, giải trình."""


for _one in (gui, nhan, bang):
    command.add_command(_one)
