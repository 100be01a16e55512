"""Lines that say who is charged, read back into ids of the danh bạ by the wording that the resolver gives them."""

from __future__ import annotations

import re
from collections import defaultdict

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.resolve.assignees import Register
from ctct.source.inline import is_id

Groups = tuple[tuple[str, ...], ...]

_END = re.compile(r"[.\s]*$")


class Names:
    """The wordings of everybody in a danh bạ, as on one day. ``known`` are the names and the free texts that a draft uses: of
    two with one wording such a one is meant.
    """

    def __init__(self, register: Register, known: frozenset[str]) -> None:
        self._by_words: defaultdict[str, list[str]] = defaultdict(list)
        for name in register:
            for short in (False, True):
                words = folded(register.name(name, short)[0])
                self._by_words[words].append(f"~{name}" if short else name)
        self._known = known
        for text in known:
            if not is_id(text):
                self._by_words[folded(text)] = [text]

    def find(self, words: str) -> str | None:
        """Return the name that is worded so; ``None`` if there is none, or it could be several."""
        found = self._by_words.get(folded(words), [])
        used = [name for name in found if name in self._known]
        plain = [name for name in found if not name.startswith("~")]
        for choice in (used, plain, found):
            if len({name.removeprefix("~") for name in choice}) == 1:
                return choice[0]
        return None

    def groups(self, phrase: str) -> tuple[Groups, tuple[str, ...]]:
        """Return who a phrase names, and those of its parts that name somebody unknown: they stay free texts."""
        groups: list[tuple[str, ...]] = []
        unknown: list[str] = []
        for part in _END.sub("", phrase).split("; "):
            names = self._parts(part.strip())
            if names is None:
                unknown.append(part.strip())
            groups.append(names or (part.strip(),))
        return tuple(group for group in groups if group != ("",)), tuple(unknown)

    def _parts(self, part: str) -> tuple[str, ...] | None:
        """Return the names in a group, ``None`` if there are words in it that name nobody: «A, B và C»."""
        pieces = re.split(r"(, | và )", part)
        names: list[str] = []
        at = 0
        while at < len(pieces):
            for end in range(len(pieces), at, -2):
                if found := self.find("".join(pieces[at:end])):
                    names.append(found)
                    at = end + 1
                    break
            else:
                return None
        return tuple(names)


def written_groups(groups: Groups) -> str | list[str | list[str]]:
    """Return groups as a draft writes them: one name alone, a list of names, lists in a list."""
    if len(groups) == 1 and len(groups[0]) == 1:
        return groups[0][0]
    return [group[0] if len(group) == 1 else list(group) for group in groups]


def role_path(at: Path) -> tuple[Path, str]:
    """Return the node and the field that a line of assignment is of."""
    return at[:-1], str(at[-1])
