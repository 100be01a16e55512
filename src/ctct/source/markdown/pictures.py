"""Pictures: ``![what it shows](file "its name")`` in a paragraph of its own, ``{#id rong=120}`` behind it."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ctct.source.markdown.marks import Attribute, plain_backslashes, without_refusals, written_attribute
from ctct.source.markdown.places import Passage
from ctct.source.markdown.reading import Owner, Reading, Vocabulary
from ctct.source.markdown.tables import set_attribute
from ctct.source.markdown.texts import check, with_attributes

PICTURES, FILE = "hinh", "tep"
_PARTS = ("mo_ta", "tep", "named", "ten")
_FIELDS = {"named": FILE}
_picture = re.compile(
    r"!\[(?P<mo_ta>(?:[^\[\]\\]|\\.)*)\]"
    r"\([ \t]*(?:<(?P<named>[^<>]*)>|(?P<tep>[^\s()<>]+))(?:[ \t]+\"(?P<ten>(?:[^\"\\]|\\.)*)\")?[ \t]*\)"
    r"(?:[ \t]*(?P<braces>\{.*\}))?"
).fullmatch
_is_bare = re.compile(r"[^\s()<>]+").fullmatch


_SIGN_IN_WORDS = re.compile(r"\\.|[\[\]]")
_SIGN_IN_NAME = re.compile(r"\\.|\"")


class WrittenPicture(NamedTuple):
    """A paragraph that is a picture: its words, where in them each part stands, its attributes."""

    words: Passage
    parts: dict[str, tuple[int, int]]
    attributes: tuple[Attribute, ...]


def picture_in(reading: Reading, passage: Passage) -> WrittenPicture | None:
    """Return the picture that a paragraph is; ``None`` for one that is none."""
    if not passage.raw.startswith("!["):
        return None
    found = _picture(passage.raw)
    if found is None:
        return None
    braces = with_attributes(reading, passage.part(*found.span("braces"))) if found["braces"] else None
    if braces and braces.passage:  # they are no attributes
        return None
    parts = {_FIELDS.get(key, key): found.span(key) for key in _PARTS if found[key] is not None}
    return WrittenPicture(passage, parts, braces.attributes if braces else ())


def read_picture(reading: Reading, written: WrittenPicture, owner: Owner) -> None:
    """Add a picture to ``owner``."""
    pictures = owner.value.setdefault(PICTURES, [])
    path = (*owner.path, PICTURES, len(pictures))
    reading.place(path, written.words.region)
    picture: dict[str, Any] = {}
    pictures.append(picture)
    for key, span in written.parts.items():
        said = written.words.part(*span)
        picture[key] = reading.text((*path, key), said)
        if key == FILE:
            picture[key] = said.raw
        else:
            check(reading, said, inside=True)
    for one in written.attributes:
        set_attribute(reading, picture, path, one, reading.words.picture_attributes)
    if name := picture.get("id"):
        reading.ids.add(name)


def picture_line(said: dict[str, Any], words: Vocabulary) -> str:
    """Return a picture as :func:`read_picture` reads it."""
    shown = _before("]", _SIGN_IN_WORDS, str(said.get("mo_ta", "")))
    name = ' "{}"'.format(_before('"', _SIGN_IN_NAME, str(said["ten"]))) if said.get("ten") else ""
    file = str(said.get(FILE, ""))
    given = [f"#{said['id']}"] if said.get("id") else []
    keys = (key for key in words.picture_attributes if key != "id" and said.get(key) is not None)
    given += [written_attribute(key, str(said[key])) for key in keys]
    attributes = f" {{{' '.join(given)}}}" if given else ""
    return f"![{shown}]({file if _is_bare(file) else f'<{file}>'}{name}){attributes}"


def _before(end: str, signs: re.Pattern[str], value: str) -> str:
    """Return a text of a draft as it is written before the sign ``end``, with the ``signs`` in it made plain."""
    # A backslash that is the text's last sign would make plain what ends it.
    plain = plain_backslashes(value + end).removesuffix(end)
    return without_refusals(signs.sub(_escaped, plain))


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("\\") else f"\\{found[0]}"
