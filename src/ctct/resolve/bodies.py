"""Whose opinions a file holds: told by its name, else by the people who wrote in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ctct.model.directory import DanhBa, Nhom, TenCoQuan
from ctct.model.values import Span, read_day
from ctct.source.unaccented import as_id


class Bodies:
    """The bodies of a danh bạ as files and people name them, on the days when the draft may be signed."""

    def __init__(self, directory: DanhBa, on: Span) -> None:
        self._directory, self._on = directory, on
        self._by_name: dict[str, str] = {}
        listed: list[tuple[str, TenCoQuan | Nhom]] = [*directory.co_quan.items(), *directory.nhom.items()]
        for name, body in listed:
            for known in (name, body.ten, body.ten_gon or ""):
                self._by_name.setdefault(as_id(known), name)
        self._by_name.pop("", None)

    def __contains__(self, name: str) -> bool:
        return name in self._directory.co_quan or name in self._directory.nhom

    def known(self, name: str) -> str:
        """Return the id of a body that is called ``name``, or ``name`` where there is none."""
        return name if name in self else self._by_name.get(as_id(name), name)

    def words(self, name: str) -> str:
        """Return the name of a body in words; what is no id is words already."""
        body = self._directory.co_quan.get(name) or self._directory.nhom.get(name)
        return body.ten if body else name

    def file_name(self, name: str) -> str:
        """Return a body as a part of the name of a file, from which :meth:`of_file` knows it again."""
        return name if name in self else as_id(name)

    def of_file(self, stem: str, asked: Iterable[str]) -> str | None:
        """Return the body that the name of a file says, one of those ``asked`` before others; ``None`` if it says none, or
        several.
        """
        said = f"-{_plain(stem)}-"
        found = {name: known for known, name in self._by_name.items() if f"-{known}-" in said}
        first = {name: known for name, known in found.items() if name in set(asked)} or found
        longest = max(map(len, first.values()), default=0)
        named = [name for name, known in first.items() if len(known) == longest]
        return named[0] if len(named) == 1 else None

    def of_people(self, authors: Iterable[str]) -> str | None:
        """Return the body that all of those who wrote and are known belong to; ``None`` for none, or several."""
        people = _by_name(self._directory)
        found = {body for author in authors for body in self._of_person(as_id(author), people)}
        return found.pop() if len(found) == 1 else None

    def _of_person(self, author: str, people: Mapping[str, str]) -> Iterator[str]:
        if author in self._by_name:
            yield self._by_name[author]
        elif author in people:
            for post in self._directory.nguoi[people[author]].chuc_vu:
                begun = post.tu is None or read_day(post.tu).first <= self._on.last
                if post.co_quan and begun and (post.den is None or read_day(post.den).first >= self._on.first):
                    yield post.co_quan


def _by_name(directory: DanhBa) -> dict[str, str]:
    """Return people by their names; one that two of them have says nothing."""
    found: dict[str, str] = {}
    for name, person in directory.nguoi.items():
        known = as_id(person.ho_ten)
        found[known] = "" if known in found else name
    return {known: name for known, name in found.items() if known and name}


def _plain(stem: str) -> str:
    return as_id(f"x-{unicodedata.normalize('NFC', stem)}").removeprefix("x-")
