"""Which language a command speaks: ``--lang``, wherever among the words it stands, ``CTCT_LANG``, or the locale."""

from __future__ import annotations

import os

import click

from ctct.language import LANGUAGES, _, asked_for, of_locale, speak

OPTION = "--lang"


def choose_language(words: list[str], *, strict: bool = True) -> list[str]:
    """Speak the language that is asked for; return ``words`` without the option that asks. Unless ``strict``, as where a shell
    completes them, words are not found fault with.
    """
    speak(asked_for(os.environ) or of_locale(os.environ))
    left, language = _parted(words)
    if language in LANGUAGES:
        speak(language)
    elif language is not None and strict:
        raise click.BadOptionUsage(OPTION, _refusal(language))
    return left


def _parted(words: list[str]) -> tuple[list[str], str | None]:
    """Return the words without the option, and what stands with it; ``""`` where nothing does."""
    left, language, at = [], None, 0
    while at < len(words) and words[at] != "--":
        name, is_joined, value = words[at].partition("=")
        if name != OPTION:
            left.append(words[at])
        elif is_joined:
            language = value
        else:
            at += 1
            language = words[at] if at < len(words) else ""
        at += 1
    return [*left, *words[at:]], language


def _refusal(language: str) -> str:
    if not language:
        return _("tùy chọn «--lang» cần một giá trị đi kèm: vi hoặc en")
    return _("không có tiếng «{language}»; chọn vi hoặc en, ở «--lang» hoặc ở biến CTCT_LANG", language=language)
