"""Positions: what an editor counts and what ctct reads are the same characters."""

from __future__ import annotations

import re
import unicodedata

import pytest

pytest.importorskip("pygls")

from hypothesis import example, given
from hypothesis import strategies as st
from lsprotocol.types import Position, Range

from ctct.lsp.positions import Text
from ctct.source.spans import Spans
from ctct.source.text import decode

ENCODINGS = ("utf-8", "utf-16", "utf-32")
Texts = st.text("ab\r\nđ😀ệe\u0302\u0323\u2028\x0c", max_size=14)
Positions = st.builds(Position, st.integers(0, 5), st.integers(0, 9))


CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


def units(letters: str, encoding: str) -> int:
    codec, width = CODECS[encoding]
    return len(letters.encode(codec)) // width


def index(text: str, position: Position, encoding: str) -> int:
    """Return the character at a position, by the letter of the protocol."""
    starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
    if position.line >= len(starts):
        return len(text)
    line = re.match("[^\r\n]*", text[starts[position.line] :])
    assert line
    counted = next((at for at in range(len(line[0])) if units(line[0][:at], encoding) >= position.character), len(line[0]))
    return starts[position.line] + counted


@given(Texts, Positions, Positions, Texts, st.sampled_from(ENCODINGS))
@example("a\r\nb", Position(0, 1), Position(1, 0), "", "utf-16")
@example("a\rb", Position(1, 0), Position(1, 0), "\n", "utf-16")
def test_changes_are_applied_as_the_protocol_says(text: str, one: Position, other: Position, new: str, encoding: str) -> None:
    start, end = sorted((one, other), key=lambda position: (position.line, position.character))
    first, last = (index(text, position, encoding) for position in (start, end))
    expected = text[:first] + new + text[max(first, last) :]
    changed = Text.of(text, encoding).changed(Range(start, end), new)
    assert changed.whole == expected
    assert changed.lines == Text.of(expected, encoding).lines


@given(
    st.text("ab\r\nđ😀ệ", max_size=14),
    st.sampled_from(ENCODINGS),
    st.booleans(),
    st.sampled_from(["", "\ufeff"]),
)
def test_there_and_back(text: str, encoding: str, apart: bool, bom: str) -> None:
    """However the editor holds a letter, its position leads to the letter that ctct reads, and back."""
    held = Text.of(bom + unicodedata.normalize("NFD" if apart else "NFC", text), encoding)
    read = decode(held.data)
    assert read == "".join(held.read)
    spans = Spans.for_text(read)
    for at in range(len(read) + 1):
        if not read[:at].endswith("\r") or not read[at:].startswith("\n"):
            line, column = spans.line_column(at)
            assert held.offset(held.position(line - 1, column - 1)) == at


@given(Texts, Texts, st.sampled_from(ENCODINGS))
def test_edit_to_a_text_makes_that_text(old: str, new: str, encoding: str) -> None:
    held = Text.of(old, encoding)
    edit = held.edit_to(new)
    assert (edit is None) == (old == new)
    if edit and "\r" not in old + new:
        assert held.changed(edit.range, edit.new_text).whole == new
