"""Half-typed drafts: whatever has been typed so far of the sample, every question gets an answer, and most get a good one."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

pytest.importorskip("pygls")

from lsp_views import desk_in, proposed, view_of
from lsprotocol import types

from ctct.lsp.actions import actions
from ctct.lsp.definition import definition
from ctct.lsp.desk import Desk
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.folding import folds
from ctct.lsp.formatting import formatting
from ctct.lsp.hover import hover
from ctct.lsp.rename import renamable
from ctct.lsp.symbols import symbols
from ctct.lsp.views import View

EXAMPLES = Path(__file__).parents[1] / "examples"
STEP = int(os.environ.get("CTCT_PREFIX_STEP", "23"))
"""Every so many characters a prefix is tried; 1 tries all of them."""


def ask_everything(desk: Desk, view: View, position: types.Position) -> list[types.DocumentSymbol]:
    """Ask whatever an editor asks at ``position``; return the outline."""
    told = diagnostics_of(view, desk)
    assert all(one.range.start.line <= len(view.text.lines) for found in told.values() for one in found)
    proposed(desk, view, position)
    hover(view, position)
    definition(view, desk, position)
    renamable(view, position)
    folds(view.text.lines, markdown=False)
    formatting(view)
    actions(view, types.CodeActionContext([]), types.Range(types.Position(0, 0), position))
    return symbols(view)


def end_of(view: View) -> types.Position:
    return view.text.span(len(view.text.whole), len(view.text.whole)).end


@pytest.mark.parametrize("name", ["quy-II-2021.yaml", "quy-II-2021.md"])
def test_every_prefix_is_answered(name: str) -> None:
    text = (EXAMPLES / name).read_text("utf-8")
    started = text.index("\nthe_thuc")
    understood = silent = 0
    earlier = None
    for length in range(0, len(text) + 1, STEP):
        desk = desk_in(EXAMPLES, **{name.replace(".", "__").replace("-", "_"): text[:length]})
        view = view_of(desk, earlier=earlier)
        ask_everything(desk, view, end_of(view))
        if length > started + 20:
            understood += view.whole is not None
            silent += view.whole is None
        earlier = view if view.is_whole else earlier
    assert understood > 0
    assert silent == 0
