"""What any command refuses of its arguments: a value that is empty."""

from __future__ import annotations

from typing import Any

import click

from ctct.language import _


def without_empty_values(command: click.Command) -> click.Command:
    """Return a command that refuses empty values, and so do those below it. In a script such a value is a variable that was
    never set; taken as it is, it would be the current folder, or an option that was not given.
    """
    for parameter in command.params:
        parameter.callback = _refuse_empty
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            without_empty_values(inner)
    return command


def _refuse_empty(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    stands_alone = isinstance(parameter, click.Option) and parameter.flag_value == ""  # an option that may go without a value
    if not stands_alone and "" in (value if isinstance(value, tuple) else (value,)):
        message = _('để trống (""): ghi giá trị, hoặc bỏ hẳn; trong kịch bản thì có thể một biến chưa được đặt')
        raise click.BadParameter(message, context, parameter)
    return value
