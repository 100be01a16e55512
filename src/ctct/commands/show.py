"""``ctct show``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import draft_argument
from ctct.language import _

STAGES = ("source", "model", "resolved", "blocks", "text", "map")


@click.command("show")
@draft_argument
@click.option("--stage", type=click.Choice(STAGES), default="text", show_default=True, help="Xem dự thảo ở bước nào.")
def command(draft: str, stage: str) -> None:
    """In dự thảo ở một bước của quá trình biên dịch, hoặc chữ của một tệp Word."""
    if _is_word(draft):
        _show_word(draft, stage)
        return

    from ctct.diagnostics import Rejected
    from ctct.report import as_text
    from ctct.report.stages import show_stage
    from ctct.runs.verdicts import checked

    if stage == "map":
        raise click.UsageError(_("--stage map xem bản đồ trong một tệp Word: đưa tệp .docx"))
    outcome = checked(draft)
    try:
        click.echo(show_stage(outcome, stage), nl=False)
    except Rejected as rejected:
        outcome = outcome._replace(findings=rejected.diagnostics)
    if wrong := as_text(outcome.findings, outcome.gathered.files, outcome.gathered.name):
        click.echo(wrong, err=True)
    sys.exit(1 if outcome.failed else 0)


def _is_word(name: str) -> bool:
    """Return whether a file is a Word document: by its name, or by how it begins (git hands over files under other names)."""
    from ctct.project.files import read_or_none

    if name.lower().endswith(".docx"):
        return True
    return name != "-" and (read_or_none(name) or b"").startswith(b"PK\x03\x04")


def _show_word(path: str, stage: str) -> None:
    """Print the words of a Word document, so that «git diff» can compare two, or what it carries of ctct's."""
    from ctct.diagnostics import Rejected
    from ctct.project.files import Source
    from ctct.report import as_text
    from ctct.report.located import legible
    from ctct.word.read import read_docx

    try:
        data = Source.from_file(path).data
        if stage == "map":
            from ctct.report.stages import show_carried

            click.echo(show_carried(data), nl=False)
            return
        words = read_docx(data)
        # Whoever wrote the file must not steer the terminal of whoever looks at it.
        click.echo("\n".join("\t".join(map(legible, line.split("\t"))) for line in words.split("\n")), nl=False)
    except Rejected as rejected:
        click.echo(as_text(rejected.diagnostics, {}, path), err=True)
        sys.exit(1)
