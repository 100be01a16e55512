"""The command line: what a drafter types. Each command is a module of :mod:`ctct.commands`, imported when it is called."""

from __future__ import annotations

import gc
from importlib import import_module

import click

from ctct import __version__

gc.set_threshold(100_000, 50, 50)  # the imports and trees of one command are worth keeping: collecting them costs a tenth

COMMANDS = {
    "build": "Dựng tệp Word từ dự thảo.",
    "check": "Tìm mọi lỗi trong dự thảo, không ghi gì.",
    "show": "In dự thảo ở một bước của quá trình biên dịch.",
    "schema": "In lược đồ JSON cho trình soạn thảo.",
    "eject": "Chép một thể thức ra cạnh dự thảo để cơ quan chỉnh riêng.",
}
"""The commands with what each does: enough for help and completion without importing any."""


class Commands(click.Group):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command asked for."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"ctct.commands.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        with formatter.section("Lệnh"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ctct")
def main() -> None:
    """Biên dịch dự thảo văn bản thành tệp Word đúng thể thức."""
