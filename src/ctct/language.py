"""The language that ctct speaks with people: Vietnamese as it stands in the code, English by gettext's catalogue.

Only messages are spoken. Documents, and what is written into drafts, are Vietnamese on every machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

VARIABLE = "CTCT_LANG"
LANGUAGES = ("vi", "en")
SOURCE, ENGLISH = LANGUAGES

_of_document = ContextVar("_of_document", default=False)
_spoken = {"language": ""}
"""The language chosen; ``""`` until the command line, or whoever hands work to this process, has chosen."""


def speak(language: str) -> None:
    """Speak ``language`` from now on, in the whole process."""
    _spoken["language"] = language


def spoken() -> str:
    """Return the language that is spoken: as chosen, else as ``CTCT_LANG`` says."""
    if _of_document.get():
        return SOURCE
    return _spoken["language"] or asked_for(os.environ) or SOURCE


@contextmanager
def in_a_document() -> Iterator[None]:
    """Speak Vietnamese meanwhile, whatever is spoken: words that become part of a document, a sheet or a draft."""
    before = _of_document.set(True)
    try:
        yield
    finally:
        _of_document.reset(before)


def asked_for(environment: Mapping[str, str]) -> str | None:
    """Return the language that ``CTCT_LANG`` names, ``None`` where it names none that there is."""
    asked = environment.get(VARIABLE, "").lower()
    return asked if asked in LANGUAGES else None


def of_locale(environment: Mapping[str, str]) -> str:
    """Return the language of the machine: English where its locale is English; ``C`` is no language, and asks for none."""
    names = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((environment[name] for name in names if environment.get(name)), "")
    return ENGLISH if locale.lower().startswith(("en_", "en-", "en:")) or locale == "en" else SOURCE


def _(message: str, /, **values: object) -> str:
    """Return ``message`` in the language that is spoken, its placeholders ``{name}`` filled by ``values``. ``{count}`` is how
    many there are of what the message speaks of: a language may say one and many in two ways.
    """
    said = message if not message or spoken() == SOURCE else _in_english(message, values.get("count"))
    return said.format(**values) if values else said


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with ``digits`` decimals as the language that is spoken writes it: «1,5», in English «1.5»."""
    written = f"{value:.{digits}f}"
    return written.replace(".", ",") if spoken() == SOURCE else written


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message that stands in a table: it is translated where it is spoken, by :func:`_`."""
    return message


def _in_english(message: str, count: object) -> str:
    catalogue = _english()
    if isinstance(count, int) and (said := catalogue.ngettext(message, message, count)) != message:
        return said
    return catalogue.gettext(message)  # "" would be the head of the catalogue


@cache
def _english() -> NullTranslations:
    from gettext import translation

    return translation("ctct", Path(__file__).with_name("locale"), [ENGLISH], fallback=True)
