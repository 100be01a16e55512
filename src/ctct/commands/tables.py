"""What the commands that make a table share: its form, where it goes, what is told beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctct.commands.common import in_a_line, refusal, say, told_in_a_line
from ctct.language import _

if TYPE_CHECKING:
    from ctct.diagnostics import Diagnostic
    from ctct.report.located import Verdict

_BINARY = ("xlsx", "docx")
"""Forms that no screen shows."""
_MADE_ANEW = (".csv", ".html", ".ics", ".json", ".txt")
"""How files end that are made anew each time: nobody keeps words of his own in them."""


def form_of(asked: str | None, output: str | None, forms: Iterable[str]) -> str:
    """Return the form: as asked for, else as the name of the output ends, else a table for the screen. Ends the command where
    files that end so are of no form: a table must not lie under the name of a draft.
    """
    from ctct.runs.output import is_folder

    ending = Path(output or "").suffix.lower().removeprefix(".")
    if asked or ending in forms:
        return asked or ending
    if output and ending not in ("", "txt") and not is_folder(output):
        raise click.UsageError(
            _(
                "không có dạng nào ghi ra tệp «.{ending}»; thêm --dang, một trong: {forms}",
                ending=ending,
                forms=", ".join(forms),
            )
        )
    return "bang"


def put(made: Callable[[], bytes], form: str, output: str | None, *, force: bool = False, quiet: bool = False) -> None:
    """Write what is ``made`` to a file and unless ``quiet`` say so, or to standard output; ends the command where that cannot
    be.
    """
    from ctct.diagnostics import Rejected

    to_screen = output in (None, "-")
    if to_screen and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(_("tệp .{form} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra", form=form))
    try:
        data = made()
    except Rejected as rejected:
        raise click.ClickException(refusal(rejected)) from None
    if to_screen:
        sys.stdout.buffer.write(data)
    else:
        write_file(Path(str(output)), data, force=force, quiet=quiet)


def write_file(target: Path, data: bytes, *, force: bool = False, quiet: bool = False) -> None:
    """Write a file and unless ``quiet`` say so; ends the command where one is there that is not made anew each time, as a draft
    or a workbook that somebody has changed, and is not to be written over by ``force``.
    """
    from ctct.project.writing import OutputRefused, write_whole

    made_anew = target.suffix.lower() in _MADE_ANEW and not data.startswith(b"PK")
    try:
        write_whole(target, data, force=force or made_anew)
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    if not quiet:
        say(_("đã ghi {target}", target=target))


def tell_faults(faults: Iterable[Diagnostic]) -> None:
    """Tell on standard error what is wrong with files of rows, which name their own places."""
    from ctct.report.text import severity_name

    for one in faults:
        say(f"{one.file}: {severity_name(one.severity)} {one.code}: {in_a_line(one)}", err=True)


def tell_findings(verdicts: Iterable[Verdict], *codes: str) -> bool:
    """Tell on standard error what keeps drafts from being read, and what else is found of codes that begin with one of
    ``codes``, advice in a line each. Returns whether there is an error.
    """
    from ctct.diagnostics import Severity
    from ctct.report.located import Report
    from ctct.report.text import coloured, in_lines, in_one_line

    colour = coloured(sys.stderr)
    found = list(Report(tuple(verdicts)).findings())
    for one in found:
        if one.severity is Severity.ERROR or one.code.startswith(codes):
            shown = in_one_line(one, colour=colour) if one.severity is Severity.ADVICE else in_lines(one, colour=colour) + "\n"
            click.echo(shown, err=True)
    return any(one.severity is Severity.ERROR for one in found)
