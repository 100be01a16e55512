"""A sentence as YAML takes it for nothing but a sentence."""

from __future__ import annotations

from ctct.diagnostics import excerpt
from ctct.language import N_

QUOTE = N_('nếu là một phần của câu thì đặt cả câu trong dấu nháy kép "…"')


def quoted(sentence: str) -> str:
    """Return a sentence for a message, in quotes that it does not itself contain."""
    if '"' in sentence or "\\" in sentence:
        return "'" + excerpt(sentence.replace("'", "''")) + "'"
    return f'"{excerpt(sentence)}"'
