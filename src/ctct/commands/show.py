"""``ctct show``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import draft_argument

STAGES = ("source", "model", "resolved", "blocks", "text")


@click.command("show")
@draft_argument
@click.option("--stage", type=click.Choice(STAGES), default="text", show_default=True, help="Xem dự thảo ở bước nào.")
def command(draft: str, stage: str) -> None:
    """In dự thảo ở một bước của quá trình biên dịch."""
    from ctct.batch import checked, told
    from ctct.diagnostics import Rejected
    from ctct.stages import show_stage

    outcome = checked(draft)
    try:
        click.echo(show_stage(outcome, stage), nl=False)
    except Rejected as rejected:
        outcome.findings = list(rejected.diagnostics)
    if wrong := told(outcome).wrong:
        click.echo(wrong, err=True)
    sys.exit(1 if outcome.failed else 0)
