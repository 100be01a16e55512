"""A line that says who is charged → ids of the danh bạ where they are known, the words themselves where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.importing.cleaning import slug
from ctct.model.directory import DanhBa
from ctct.model.types import ROLES
from ctct.model.values import Span
from ctct.resolve.assignees import Register
from ctct.source.inline import escaped, is_id

_JOINTS = re.compile(r"(, | và )")
_PERSON = re.compile(
    r"(?P<title>đồng chí|đ/c|ông|bà)\.? (?P<name>[A-ZĐÀ-Ỹ][\w'’]*(?: [A-ZĐÀ-Ỹ][\w'’]*){1,5})(?:, (?P<posts>.+))?", re.IGNORECASE
)
_BODY = re.compile(r"(?:các )?[A-ZĐÀ-Ỹ].{3,100}")
_LONGEST_PHRASE = 12

Group = str | list[str]


@dataclass(slots=True)
class Proposals:
    """People and bodies that the danh bạ does not have, by the ids that are proposed for them."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)


class Names:
    """Who is in a danh bạ, by the words that a document of some date has for them."""

    def __init__(self, directory: DanhBa, on: Span) -> None:
        register = Register(directory, on)
        self._known: dict[str, str] = {}
        self._said: dict[str, str] = {}
        for name in register:
            for word, short in ((f"~{name}", True), (name, False)):
                words, wrong = register.name(name, short)
                if wrong is None or short:
                    self._known[folded(words)] = word
                    self._said[word] = words
        self.count = self.known = 0
        self.proposals = Proposals()
        self.unknown: list[tuple[str, Path]] = []
        self._at: Path = ()

    def groups(self, phrase: str, at: Path) -> list[Group]:
        """Return the assignees of a phrase as a draft has them: «;» parts groups, a group of several is a list."""
        self._at, said = at, phrase.strip()
        said = said if said.endswith("...") else said.rstrip(" .;")
        return [self._group(part.strip()) for part in said.split(";") if part.strip()]

    def _group(self, text: str) -> Group:
        if (word := self._known.get(folded(text))) is not None:
            self._count(known=True)
            return word
        parts = _with_last_apart(list(self._parts(_JOINTS.split(text))))
        words = [self._known.get(folded(part)) for part, _ in parts]
        joints = [joint for _, joint in parts[1:]]
        regular = joints == [", "] * (len(joints) - 1) + [" và "] if joints else False
        if regular and any(words):
            for part, word in zip((part for part, _ in parts), words, strict=True):
                self._count(known=word is not None)
                if word is None:
                    self._propose(part)
            return [word or self._free(part) for (part, _), word in zip(parts, words, strict=True)]
        self._count(known=False)
        self._propose(text)
        return self._free(text)

    def _parts(self, pieces: list[str]) -> Iterator[tuple[str, str]]:
        """Yield the longest names known, and what stands between them, each with what joins it to the one before."""
        at, joint, strange = 0, "", ""
        strange_joint = ""
        while at < len(pieces):
            size = self._longest(pieces, at)
            if size:
                if strange:
                    yield strange, strange_joint
                    strange = ""
                yield "".join(pieces[at : at + size]), joint
            else:
                size = 1
                strange_joint = strange_joint if strange else joint
                strange = f"{strange}{joint}{pieces[at]}" if strange else pieces[at]
            at += size
            joint = pieces[at] if at < len(pieces) else ""
            at += 1
        if strange:
            yield strange, strange_joint

    def _longest(self, pieces: list[str], at: int) -> int:
        for size in range(min(len(pieces) - at, 2 * _LONGEST_PHRASE - 1) | 1, 0, -2):
            if folded("".join(pieces[at : at + size])) in self._known:
                return size
        return 0

    def _free(self, text: str) -> str:
        return escaped(text[:1].upper() + text[1:] if is_id(text) else text)

    def _count(self, *, known: bool) -> None:
        self.count += 1
        self.known += known

    def _propose(self, text: str) -> None:
        self.unknown.append((text, self._at))
        if found := _PERSON.fullmatch(text):
            person: dict[str, Any] = {"ho_ten": found["name"]}
            title = found["title"].lower()
            if title not in ("đồng chí", "đ/c"):
                person["danh_xung"] = title
            if found["posts"]:
                person["chuc_vu"] = found["posts"].split(", ")
            self.proposals.people.setdefault(slug(found["name"], 6), person)
        elif _BODY.fullmatch(text) and "," not in text and (name := slug(text, 8)):
            self.proposals.bodies.setdefault(name, text)


def _with_last_apart(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Part «A và B», both unknown, at the end of a list: there «và» stands before the last."""
    last, joint = parts[-1]
    if len(parts) < 2 or joint != ", " or " và " not in last:
        return parts
    first, _, second = last.rpartition(" và ")
    return [*parts[:-1], (first, joint), (second, " và ")]


def name_assignees(said: Any, at: Path, names: Names) -> None:
    """Put ids in the place of the words that charge somebody, in all of a draft's plain values."""
    if isinstance(said, dict | list):
        for key, value in said.items() if isinstance(said, dict) else enumerate(said):
            if key in ROLES and isinstance(value, str):
                said[key] = names.groups(value, (*at, key))
            else:
                name_assignees(value, (*at, key), names)
