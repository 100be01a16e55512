"""What several commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

from ctct.language import _

if TYPE_CHECKING:
    from ctct.diagnostics import Diagnostic, Rejected
    from ctct.project.writing import OutputRefused

Result = TypeVar("Result")

MANY = 4
"""From this many drafts on, a progress bar is worth showing."""

drafts_argument = click.argument(
    "drafts", nargs=-1, required=True, metavar="DỰ_THẢO…", type=click.Path(allow_dash=True, readable=False)
)
draft_argument = click.argument("draft", metavar="DỰ_THẢO", type=click.Path(allow_dash=True, readable=False))


def find_drafts(names: Iterable[str]) -> list[str]:
    """Return the drafts named or found in the folders named; ends the command where there are none."""
    from ctct.diagnostics import Misuse
    from ctct.project.drafts import find_drafts as find

    try:
        return find(names)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None


def with_progress(results: Iterator[Result], length: int) -> Iterator[Result]:
    """Pass results on, with a progress bar where a person watches and there is something to wait for."""
    if length < MANY or not sys.stderr.isatty():
        yield from results
        return
    begun, done = monotonic(), 0

    def rate(_latest: Result | None) -> str:
        seconds = monotonic() - begun
        return _("{done:.0f} bản/giây", done=done / seconds) if done and seconds else ""

    # «12/2000», so many a second, how long it will take
    with click.progressbar(results, length, file=sys.stderr, show_pos=True, show_percent=False, item_show_func=rate) as bar:
        for result in bar:
            done += 1
            yield result


def progress_unless(quiet: bool) -> Callable[[Iterator[Result], int], Iterator[Result]]:
    """Return what shows a person how far the work is, if that was not declined."""
    return (lambda results, length: results) if quiet else with_progress


def write_text(target: str, text: str, *, force: bool = False, chosen: bool = True) -> None:
    """Write a draft to a file and say so, or to standard output for ``-``; ends the command where a file is in the way.
    ``chosen`` says that a person named the file: only then may a link there lead out of the project.
    """
    if target == "-":
        click.echo(text, nl=False)
        return
    from pathlib import Path

    from ctct.project.files import folder_of
    from ctct.project.folders import root_of
    from ctct.project.writing import OutputRefused, write_whole

    if os.path.exists(target) and not force:
        raise click.ClickException(_("«{target}» đã có; chọn tên khác bằng -o, hoặc ghi đè bằng --force", target=target))
    try:
        write_whole(Path(target), text.encode(), force=True, within=None if chosen else root_of(folder_of(target)))
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    say(_("đã ghi {target}", target=target))


def told_in_a_line(refused: OutputRefused) -> str:
    """Return what kept a file from being written, and what to do about it."""
    return in_a_line(refused.finding)


def refusal(rejected: Rejected) -> str:
    """Return what keeps something from being made, in one line."""
    return "; ".join(map(in_a_line, rejected.diagnostics))


def in_a_line(one: Diagnostic) -> str:
    """Return what is wrong and what to do about it, without the place."""
    return "; ".join(filter(None, (one.message, one.hint)))


def say(line: str, *, err: bool = False) -> None:
    """Print a line in which the names of files may stand: whatever is in those, it steers no terminal."""
    from ctct.report.located import legible

    click.echo(legible(line), err=err)
