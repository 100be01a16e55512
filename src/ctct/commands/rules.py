"""``ctct rules``."""

from __future__ import annotations

import click

FORMS = ("text", "json", "markdown")


@click.command("rules")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="Dạng kết quả.")
def command(form: str) -> None:
    """Liệt kê các quy tắc, mức độ và căn cứ của từng quy tắc."""
    from ctct.report.rules import list_rules

    click.echo(list_rules(form), nl=False)
