"""Half-typed drafts: whatever has been typed so far of the sample, every question gets an answer, and most get a good one."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from ctct.lsp.actions import actions
from ctct.lsp.analysis import Analysis
from ctct.lsp.definition import definition
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.documents import OpenDocuments
from ctct.lsp.folding import folds
from ctct.lsp.formatting import formatting
from ctct.lsp.hover import hover
from ctct.lsp.rename import renamable
from ctct.lsp.symbols import symbols
from lsp_analysis import desk_in, proposed, view_of

EXAMPLES = Path(__file__).parents[1] / "examples"
STEP = int(os.environ.get("CTCT_PREFIX_STEP", "0"))
"""Every so many characters a prefix is tried: 1 tries all of them, 0 as many as are worth waiting for."""


def ask_everything(documents: OpenDocuments, analysis: Analysis, position: types.Position) -> list[types.DocumentSymbol]:
    """Ask whatever an editor asks at ``position``; return the outline."""
    told = diagnostics_of(analysis, documents)
    assert all(one.range.start.line <= len(analysis.text.lines) for found in told.values() for one in found)
    proposed(documents, analysis, position)
    hover(analysis, position)
    definition(analysis, documents, position)
    renamable(analysis, position)
    folds(analysis.text.lines, markdown=False)
    formatting(analysis)
    actions(analysis, types.CodeActionContext([]), types.Range(types.Position(0, 0), position))
    return symbols(analysis)


def end_of(analysis: Analysis) -> types.Position:
    return analysis.text.span(len(analysis.text.whole), len(analysis.text.whole)).end


@pytest.mark.parametrize(("name", "step"), [("quy-II-2021.yaml", 60), ("quy-II-2021.md", 180)])
def test_every_prefix_is_answered(name: str, step: int) -> None:
    text = (EXAMPLES / name).read_text("utf-8")
    started = text.index("\nthe_thuc")
    not_understood = []
    for length in range(0, len(text) + 1, STEP or step):
        documents = desk_in(EXAMPLES, **{name.replace(".", "__").replace("-", "_"): text[:length]})
        analysis = view_of(documents)
        ask_everything(documents, analysis, end_of(analysis))
        if length > started + 20 and analysis.whole is None:
            not_understood.append(text[:length][-40:])
    assert not_understood == []


FRAGMENTS = (
    "[",
    "{",
    '"',
    "'",
    ": ",
    "- ",
    "\t",
    "\n",
    "@",
    "~",
    "  ",
    "#",
    "&a",
    "*b",
    "|",
    ">",
    "}",
    "]",
    "\nten: a: b",
    "---\n",
)


def test_what_was_known_helps_where_nothing_can_be_made_of_the_text() -> None:
    """Something odd is typed, or a piece is cut out, somewhere in the sample: the outline stays."""
    text = (EXAMPLES / "quy-II-2021.yaml").read_text("utf-8")
    chance = Random(7)
    good = view_of(desk_in(EXAMPLES, quy_II_2021__yaml=text))
    known = len(symbols(good))
    for _ in range(60):
        at = chance.randrange(len(text))
        changed = text[:at] + chance.choice(FRAGMENTS) + text[at + chance.choice((0, 0, 1, 30)) :]
        documents = desk_in(EXAMPLES, quy_II_2021__yaml=changed)
        analysis = view_of(documents, earlier=good)
        assert len(ask_everything(documents, analysis, end_of(analysis))) >= known - 3
        ask_everything(documents, analysis, analysis.text.span(at, at).start)
