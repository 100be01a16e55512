"""A text in its one form."""

from __future__ import annotations

from lsprotocol import types

from ctct.diagnostics import Rejected
from ctct.drafting.format import formatted
from ctct.lsp.views import View
from ctct.source.text import decode


def formatting(view: View) -> list[types.TextEdit]:
    """Return the edits that put a text into its one form; none for one that cannot be read yet."""
    try:
        new = formatted(view.name, decode(view.source.data))
    except Rejected:
        return []
    edit = view.text.edit_to(new)
    return [edit] if edit else []
