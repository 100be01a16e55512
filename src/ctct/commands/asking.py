"""Questions to the person at a terminal: a wrong answer is asked again, Ctrl-C ends it all before anything is written."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

import click

from ctct.language import _

_MOST_IN_A_COLUMN = 12
_IN_NO_NAME = re.compile(r"[^\w ,.()/&+'’“”«»–-]")


def can_ask() -> bool:
    """Return whether a person is there to answer."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def stop() -> NoReturn:
    """End the command as the person asked: nothing has been written yet."""
    click.echo(_("\nđã dừng; chưa ghi gì"), err=True)
    sys.exit(1)


def ask(what: str, *, default: str | None = None, read: Callable[[str], str] | None = None) -> str:
    """Ask for words. ``read`` makes of them what is meant, or raises ``ValueError`` that says what is wrong: then it is asked
    again.
    """
    while True:
        try:  # with a default of its own, click would ask again in silence
            said = click.prompt(what[0].upper() + what[1:], default=default or "", show_default=bool(default), err=True).strip()
        except click.Abort:
            stop()
        try:
            if said:
                return read(said) if read else said
            click.echo("  " + _("câu này phải có trả lời: gõ rồi bấm Enter, hoặc bấm Ctrl-C để dừng"), err=True)
        except ValueError as fault:
            click.echo(f"  {fault}", err=True)


def named(what: str, option: str, given: str | None) -> str:
    """Return a name that was given, or ask for it; end the command where nobody can answer, and for what is no plain name."""
    if given is not None:
        try:
            return plain_name(given)
        except ValueError as fault:
            raise click.BadParameter(str(fault), param_hint=option) from None
    if not can_ask():
        raise click.UsageError(_("thiếu {option} ({what})", option=option, what=what))
    return ask(what, read=plain_name)


def plain_name(said: str) -> str:
    """Return a name that drafts, settings and registers hold as it is said, alone and within a sentence. Raises ``ValueError``
    for one with signs that no name has: each means something else in one of them.
    """
    from ctct.source.yaml import plain_value

    name = unicodedata.normalize("NFC", " ".join(said.split()))
    if not name:
        raise ValueError(_("tên còn trống"))
    if odd := _IN_NO_NAME.search(name):
        hint = _("ghi ngoặc kép “…”") if odd[0] == '"' else _("bỏ dấu ấy")
        raise ValueError(_("«{name}» không làm tên được vì có dấu «{sign}»; {hint}", name=name, sign=odd[0], hint=hint))
    if not name[0].isalnum():
        raise ValueError(_("«{name}» không làm tên được: tên bắt đầu bằng chữ", name=name))
    if not isinstance(plain_value(name), str):
        raise ValueError(_("«{name}» không làm tên được: trong dự thảo đó là số, đúng sai, hoặc chỗ trống", name=name))
    return name


def agree(question: str, *, default: bool) -> bool:
    """Ask for yes or no, in Vietnamese too."""
    usual = "C/k" if default else "c/K"

    def read(said: str) -> str:
        from ctct.source.unaccented import unaccented

        word = unaccented(said)
        if word in ("c", "co", "y", "yes", "u"):
            return "c"
        if word in ("k", "khong", "n", "no"):
            return "k"
        raise ValueError(_("trả lời «c» (có) hoặc «k» (không)"))

    answer = "c" if default else "k"
    return ask(f"{question} [{usual}]", default=answer, read=read) == "c"


def choose(what: str, names: Mapping[str, str], *, default: str | None = None) -> str:
    """Show a menu of ``names`` by their keys and return the key chosen: by its number, its key or its name, or as much of
    either as tells it from the others.
    """
    keys = list(names)
    click.echo(f"{what[0].upper()}{what[1:]}:", err=True)
    for line in _menu(list(names.values())):
        click.echo(line, err=True)
    number = str(keys.index(default) + 1) if default else None
    return ask(_("số hoặc tên"), default=number, read=lambda said: _chosen(said, names))


def _menu(names: Sequence[str]) -> list[str]:
    """Return names with their numbers, in columns where they are many."""
    cells = [f"{number:>4}  {name}" for number, name in enumerate(names, 1)]
    columns = -(-len(cells) // _MOST_IN_A_COLUMN)
    height, width = -(-len(cells) // columns), max(map(len, cells)) + 2
    return ["".join(f"{cell:<{width}}" for cell in cells[row::height]).rstrip() for row in range(height)]


def _chosen(said: str, names: Mapping[str, str]) -> str:
    """Return the key that an answer chooses. Raises ``ValueError``."""
    from ctct.diagnostics import nearest
    from ctct.source.unaccented import unaccented

    keys = list(names)
    if said.isdecimal():
        if 1 <= int(said) <= len(keys):
            return keys[int(said) - 1]
        raise ValueError(_("chỉ có từ 1 đến {count}", count=len(keys)))
    word = unaccented(said)
    plain = {key: {unaccented(key), unaccented(name)} for key, name in names.items()}
    exact = [key for key, known in plain.items() if word in known]
    begun = exact or [key for key, known in plain.items() if word and any(one.startswith(word) for one in known)]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise ValueError(
            _("«{said}» có thể là {begun}; gõ thêm", said=said, begun=", ".join(f"«{names[key]}»" for key in begun))
        )
    hint = nearest(said.lower(), names.values()) or _("gõ số từ 1 đến {count}", count=len(keys))
    raise ValueError(_("không có «{said}»; {hint}", said=said, hint=hint))


def free_name(target: str) -> str:
    """Return a name for a new file: ``target``, or what a person says instead where something has it already."""
    if target == "-" or not os.path.lexists(target) or not can_ask():
        return target

    def read(said: str) -> str:
        if os.path.lexists(said):
            raise ValueError(_("«{said}» cũng đã có", said=said))
        return said

    click.echo(_("«{target}» đã có", target=target), err=True)
    return ask(_("tên khác cho tệp mới"), read=read)
