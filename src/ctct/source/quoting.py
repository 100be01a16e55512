"""A sentence as YAML takes it for nothing but a sentence."""

from __future__ import annotations

from ctct.diagnostics import excerpt


def quoted(sentence: str) -> str:
    """Return a sentence for a message, in quotes that it does not itself contain."""
    if '"' in sentence or "\\" in sentence:
        return "'" + excerpt(sentence.replace("'", "''")) + "'"
    return f'"{excerpt(sentence)}"'
