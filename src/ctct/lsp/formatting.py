"""A text in its one form."""

from __future__ import annotations

from lsprotocol import types

from ctct.diagnostics import Rejected
from ctct.drafting.format import formatted
from ctct.lsp.analysis import Analysis
from ctct.source.text import decode


def formatting(analysis: Analysis) -> list[types.TextEdit]:
    """Return the edits that put a text into its one form; none for one that cannot be read yet."""
    try:
        new = formatted(analysis.name, decode(analysis.source.data))
    except Rejected:
        return []
    edit = analysis.text.edit_to(new)
    return [edit] if edit else []
