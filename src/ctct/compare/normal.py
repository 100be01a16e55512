"""When two texts say the same, though programs, keyboards and fonts write it otherwise: composed letters, blanks, signs that
nobody sees, where a tone stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ctct.layout.together import apart
from ctct.lint.letters import old_style

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‒–—―−", "-"),
        "…": "...", "½": "1/2", "¼": "1/4", "¾": "3/4", "©": "(c)", "®": "(r)", "™": "(tm)",
    }
)  # fmt: skip
"""What Word puts in the place of what was typed."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Signs that say where a line or a word may part, or which way it runs."""

_foldable = re.compile(f"[{''.join(map(chr, _FOLDS))}]").search
_words = re.compile(r"\w+").findall


def without_unseen(text: str) -> str:
    """Return ``text`` without signs that nobody sees."""
    return text if text.isprintable() else _UNSEEN.sub("", text)


def normal(text: str) -> str:
    """Return ``text`` as two texts that say the same are both written: letters composed, tones in the old places, every run of
    blanks, breaks and tabs one blank, none at the ends, no sign that nobody sees.
    """
    if not text.isascii():
        text = old_style(unicodedata.normalize("NFC", without_unseen(apart(text))))
    return " ".join(text.split())


def even(text: str) -> str:
    """Return ``text`` normal, with quotes and dashes of one kind and what Word makes of typed signs as it was typed."""
    said = normal(text)
    if _foldable(said) is not None:  # to translate a text takes long, and few have anything to translate
        said = said.translate(_FOLDS)
    return said


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return ``text`` as it is looked for: even, without case."""
    return even(text).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _words(text)
