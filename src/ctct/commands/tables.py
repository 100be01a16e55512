"""What the commands that make a table share: its form, where it goes, what is told beside it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctct.commands.common import say, told_in_a_line

if TYPE_CHECKING:
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
        raise click.UsageError(f"không có dạng nào ghi ra tệp «.{ending}»; thêm --dang, một trong: {', '.join(forms)}")
    return "bang"


def write_view(target: Path, data: bytes, *, force: bool = False) -> None:
    """Write a view to a file. Raises :class:`OutputRefused` where one is there that is not made anew each time, as a draft or
    a workbook that somebody has changed, unless ``force``.
    """
    from ctct.project.writing import write_whole

    made_anew = target.suffix.lower() in _MADE_ANEW and not data.startswith(b"PK")
    write_whole(target, data, force=force or made_anew)


def width_of_screen() -> int:
    """Return how many characters a line may have."""
    return shutil.get_terminal_size((120, 24)).columns


def put(made: Callable[[], bytes], form: str, output: str | None, *, force: bool = False) -> None:
    """Write what is ``made`` to a file and say so, or to standard output; ends the command where that cannot be."""
    from ctct.diagnostics import Rejected
    from ctct.project.writing import OutputRefused

    to_screen = output in (None, "-")
    if to_screen and form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"tệp .{form} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra")
    try:
        data = made()
        if to_screen:
            sys.stdout.buffer.write(data)
            return
        write_view(Path(str(output)), data, force=force)
    except Rejected as rejected:
        raise click.ClickException("; ".join(f"{one.message}; {one.hint}" for one in rejected.diagnostics)) from None
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    say(f"đã ghi {output}")


def tell_findings(verdicts: Iterable[Verdict], *codes: str) -> bool:
    """Tell on standard error what keeps drafts from being read, and what else is found of codes that begin with one of
    ``codes``. Returns whether there is an error.
    """
    from ctct.diagnostics import Severity
    from ctct.report.located import Report
    from ctct.report.text import coloured, in_lines

    found = list(Report(tuple(verdicts)).findings())
    for one in found:
        if one.severity is Severity.ERROR or one.code.startswith(codes):
            click.echo(in_lines(one, colour=coloured(sys.stderr)) + "\n", err=True)
    return any(one.severity is Severity.ERROR for one in found)
