"""The words of the page in the language that is spoken: what its texts say, and what its scripts will."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path

from ctct.language import SOURCE, _, spoken

PAGE = Path(__file__).parent / "page"
_HEAD = '<html lang="{}">'
_TEXTS = re.compile(r'(?<!<kbd>)(?<=>)[^<>]+(?=<)|(?<= title=")[^"]+|(?<= aria-label=")[^"]+|(?<= placeholder=")[^"]+')
"""Texts, titles and labels; keys are called what they are called on the keyboard."""
_WORD = re.compile(r"[^\W\d_]{2}")
_SAID = re.compile(r'\b_\("([^"\\]+)"')
"""A message of a script, also of one that was made shorter."""
_NONE = "const WORDS = {};"


def texts_of(html: str) -> list[str]:
    """Return the messages of an HTML page."""
    return [text for found in _TEXTS.findall(html) if _WORD.search(text := found.strip())]


def page_text() -> str:
    """Return the HTML of the page in the language that is spoken."""
    html = (PAGE / "index.html").read_text("utf-8")
    return _TEXTS.sub(_translated, html).replace(_HEAD.format(SOURCE), _HEAD.format(spoken()), 1)


def _translated(found: re.Match[str]) -> str:
    text = found[0].strip()
    return found[0].replace(text, escape(_(text))) if _WORD.search(text) else found[0]


def words_script() -> str:
    """Return the script that says what the other scripts say in the language that is spoken."""
    script = (PAGE / "words.js").read_text("utf-8")
    return script if spoken() == SOURCE else script.replace(_NONE, f"const WORDS = {_translations()};")


@cache
def _translations() -> str:
    said = {text for script in PAGE.glob("*.js") for text in _SAID.findall(script.read_text("utf-8"))}
    return json.dumps({text: _(text) for text in sorted(said)}, ensure_ascii=False)
