"""Names of elements and of signs that stand for what is no text."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Characters for private use stand for what is no text, each for one thing: they are compared as words are.
PARAGRAPH = "\ue000"
"""The end of a paragraph."""
FIRST_NOTE = 0xF0000
FIRST_OBJECT = 0x100000
MOST = 0xFFFD
"""How many notes, and how many different objects, have signs."""
