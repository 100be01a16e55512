"""When two texts say the same, though programs write it otherwise: composed letters, blanks, where a tone stands."""

from __future__ import annotations

import re
import unicodedata

from ctct.layout.together import apart
from ctct.lint.letters import old_style

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("“”„«»‟″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‒–—―−", "-"),
        "…": "...", "½": "1/2", "¼": "1/4", "¾": "3/4", "©": "(c)", "®": "(r)", "™": "(tm)", "\u00ad": None, "\u200b": None,
    }
)  # fmt: skip
"""What Word puts in the place of what was typed."""

_foldable = re.compile(f"[{''.join(map(chr, _FOLDS))}]").search
_words = re.compile(r"\w+").findall


def normal(text: str) -> str:
    """Return ``text`` as two texts that say the same are both written: letters composed, tones in the old places, every run of
    blanks, breaks and tabs one blank, none at the ends.
    """
    if not text.isascii():
        text = old_style(unicodedata.normalize("NFC", apart(text)))
    return " ".join(text.replace("\u00ad", "").split())


def folded(text: str) -> str:
    """Return ``text`` as it is looked for: normal, without case, quotes and dashes of one kind."""
    said = normal(text)
    if _foldable(said) is not None:  # to translate a text takes long, and few have anything to translate
        said = said.translate(_FOLDS)
    return said.casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a folded text."""
    return _words(text)
