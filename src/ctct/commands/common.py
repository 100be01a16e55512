"""What several commands share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ctct.batch import Told

MANY = 4
"""From this many drafts on, a progress bar is worth showing."""

drafts_argument = click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…", type=click.Path(allow_dash=True))
draft_argument = click.argument("draft", type=click.Path(allow_dash=True))


def find_drafts(names: Iterable[str]) -> list[str]:
    """Return the drafts named or found in the folders named; ends the command where there are none."""
    from ctct.batch import Misuse
    from ctct.batch import find_drafts as find

    try:
        return find(names)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None


def with_progress(results: Iterator[Told], length: int) -> Iterator[Told]:
    """Pass results on, with a progress bar where a person watches and there is something to wait for."""
    if length < MANY or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length, file=sys.stderr) as bar:
        yield from bar
