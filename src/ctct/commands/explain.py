"""``ctct explain``."""

from __future__ import annotations

from typing import NoReturn

import click

from ctct.commands.completion import complete_all_codes
from ctct.language import _


@click.command("explain")
@click.argument("codes", nargs=-1, required=True, metavar="MÃ…", shell_complete=complete_all_codes)
def command(codes: tuple[str, ...]) -> None:
    """Giải thích mã lỗi: quy tắc đòi hỏi gì, thế nào là sai, là đúng, căn cứ nào."""
    from ctct.lint.codes import meaning_of
    from ctct.report.rules import explain

    click.echo("\n".join(explain(meaning_of(code.upper()) or _refuse(code)) for code in codes), nl=False)


def _refuse(code: str) -> NoReturn:
    from ctct.diagnostics import nearest
    from ctct.lint.codes import RULES, faults

    hint = nearest(code.upper(), [*RULES, *faults()]) or _("xem các mã bằng lệnh «ctct rules»")
    raise click.UsageError(_("không có mã «{code}»; {hint}", code=code, hint=hint))
