"""Runs: words of one look, and the fields and signs that stand among words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ctct.emit.word.elements import Element, add, make

_ANY_SIGN = re.compile("[\r\n\t\u00ad\u2011]")
_SIGNS = re.compile("(\r\n|[\r\n\t\u00ad\u2011])")
_SIGN_ELEMENTS: Mapping[str, str] = {
    "\r\n": "br",
    "\r": "br",
    "\n": "br",
    "\t": "tab",
    "\u00ad": "softHyphen",
    "\u2011": "noBreakHyphen",
}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Look:
    """One look of words: what is written in it are copies of a first run, one call of lxml each instead of four."""

    def __init__(self, properties: Element | None = None) -> None:
        """Take the ``w:rPr`` that makes the look, ``None`` for that of the paragraph itself."""
        self.plain = properties is None
        self._bare = make("r")
        if properties is not None:
            self._bare.append(properties)
        self._run = self._bare.__copy__()
        add(self._run, "t")

    def write(self, text: str, into: Element) -> None:
        """Append ``text`` to a paragraph."""
        if _ANY_SIGN.search(text) is None:
            run = self._run.__copy__()
            _say(run[-1], text)
        else:
            run = self._bare.__copy__()
            for piece in filter(None, _SIGNS.split(text)):
                if sign := _SIGN_ELEMENTS.get(piece):
                    add(run, sign)
                else:
                    _say(add(run, "t"), piece)
        into.append(run)

    def write_sign(self, into: Element, name: str, **attributes: str | int) -> None:
        """Append a run that holds the element ``w:name`` alone to a paragraph."""
        run = self._bare.__copy__()
        add(run, name, **attributes)
        into.append(run)

    def write_field(self, instruction: str, shown: str, into: Element) -> None:
        """Append a field of Word's, with the text that it shows until it is asked to count anew, to a paragraph."""
        self.begin_field(instruction, into)
        self.write(shown, into)
        self.write_sign(into, "fldChar", fldCharType="end")

    def begin_field(self, instruction: str, into: Element) -> None:
        """Append the start of a field to a paragraph: what it shows comes next."""
        self.write_sign(into, "fldChar", fldCharType="begin")
        code = self._bare.__copy__()
        _say(add(code, "instrText"), f" {instruction} ")
        into.append(code)
        self.write_sign(into, "fldChar", fldCharType="separate")


def _say(element: Element, text: str) -> None:
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")  # only where it is needed: an attribute takes as much memory as the words
