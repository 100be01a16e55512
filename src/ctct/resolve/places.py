"""What stands where in a draft, in words: what people call a place, what a file beside the draft calls it, where it comes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ctct.diagnostics import Path
from ctct.model.document import VanBan
from ctct.resolve.conventions import Conventions
from ctct.resolve.entries import Entry
from ctct.resolve.numbering import count
from ctct.resolve.references import lineage, reference_phrase
from ctct.resolve.tree import text_of
from ctct.source.inline import Words, read_inline
from ctct.source.lookup import normalised
from ctct.source.unaccented import unaccented

LONGEST = 100
"""Characters of what stands for a node where there is no room for all of it."""

_ONE = r"(tieu_muc|phu_luc|phan|chuong|muc|dieu|khoan|diem)_([a-z0-9]{1,9}(?:_\d{1,3}){0,3})"
_STEP = re.compile(rf"(?<![a-z0-9]){_ONE}(?![a-z0-9])")
_STEPS = re.compile(rf"{_ONE}(?:_(?:(?:cua|thuoc|tai)_)?{_ONE}){{0,8}}")
_ORDER = {name: place for place, name in enumerate(VanBan.model_fields)}


class NamedPlaces:
    """The places of one draft."""

    def __init__(self, draft: VanBan, conventions: Conventions) -> None:
        self._draft = draft
        self._counted = count(draft, conventions)
        self.entries: Mapping[Path, Entry] = {entry.at: entry for entry in self._counted.walk()}

    def find(self, written: str) -> Path | None:
        """Return the place that ``written`` means: an id, the key of a recurring work, a path or words («khoản 2, mục I»);
        ``None`` where there is none, or more than one.
        """
        if entry := self._counted.by_id.get(written):
            return entry.at
        if written in self._recurring:
            return self._recurring[written]
        at = path_of(written)
        return at if self._stands(at) else self._said_so(written)

    def name(self, at: Path) -> str:
        """Return what a file beside the draft calls a place: its id, the key of a recurring work, else its path."""
        entry = self.entries.get(at)
        if entry and entry.node.id:
            return entry.node.id
        return self._keys.get(at) or "/".join(map(str, at))

    def words(self, at: Path) -> str:
        """Return what people call a place: «khoản 2, mục I, phần B», «trích yếu»."""
        inner = next((at[:end] for end in range(len(at), 0, -1) if at[:end] in self.entries), ())
        if inner:
            said, rest = text_of(reference_phrase([self.entries[inner]], None, short=False)), at[len(inner) :]
            return f"{said}, bảng, dòng {int(rest[3]) + 1}" if _is_row(rest) else said
        field = VanBan.model_fields.get(str(at[0])) if at else None
        return (field.title or "").lower() if field else ""

    def says(self, at: Path) -> str:
        """Return the name and the words of a node, without the marks in them; ``""`` for a place of another kind."""
        entry = self.entries.get(at)
        said = (entry.value("ten")[0], *(entry.value("noi_dung")[0] or ())) if entry else ()
        return " ".join(bare(one) for one in said if one)

    @cached_property
    def compared(self) -> Mapping[Path, str]:
        """What each node says, as two texts are compared."""
        return {at: normalised(self.says(at)) for at in self.entries}

    def order(self, at: Path) -> tuple[int, ...]:
        """Return what places are sorted by, in the order of printing."""
        return tuple(step if isinstance(step, int) else _ORDER.get(step, len(_ORDER)) for step in at)

    def _stands(self, at: Path) -> bool:
        value: Any = self._draft
        for step in at:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(step, int):
                value = value[step] if isinstance(value, tuple) and step < len(value) else None
            else:
                value = getattr(value, step, None) if step in getattr(type(value), "model_fields", {}) else None
            if value is None:
                return False
        return bool(at)

    @cached_property
    def _recurring(self) -> dict[str, Path]:
        """The nodes that repeat a work, by its key and the id of what they stand in."""
        return {
            f"{entry.node.thuong_ky}@{entry.parent.node.id}": entry.at
            for entry in self.entries.values()
            if entry.node.thuong_ky and entry.parent and entry.parent.node.id
        }

    @cached_property
    def _keys(self) -> dict[Path, str]:
        return {at: key for key, at in self._recurring.items()}

    def _said_so(self, written: str) -> Path | None:
        asked = _steps(written)
        around = ((at, {_called(step) for step in lineage(self.entries[at])}) for own in asked for at in self._called[own])
        found = [at for at, steps in around if asked <= steps]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _called(self) -> defaultdict[str, list[Path]]:
        found: defaultdict[str, list[Path]] = defaultdict(list)
        for at, entry in self.entries.items():
            found[_called(entry)].append(at)
        return found


def path_of(written: str) -> Path:
    """Return a path as it is written in one text, ``phan/1/muc/0``."""
    return tuple(int(step) if step.isdecimal() and len(step) < 10 else step for step in written.split("/")) if written else ()


def title_of(entry: Entry) -> str:
    """Return the name of a node, or the beginning of its text."""
    return first_words(entry.value("ten")[0], entry.value("noi_dung")[0])


def first_words(title: str | None, lines: tuple[str, ...] | None) -> str:
    """Return a title, else the beginning of a text, without the marks in it."""
    said = bare(title or next(iter(lines or ()), ""))
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"


def bare(text: str) -> str:
    """Return the words of a text without the marks in it."""
    return "".join(piece.text for piece in read_inline(text) if isinstance(piece, Words)).strip()


def _is_row(rest: Path) -> bool:
    return len(rest) >= 4 and rest[0] == "bang" and rest[2] == "dong" and isinstance(rest[3], int)


def _called(entry: Entry) -> str:
    """Return the step of a reference that names a node, in plain letters: ``khoan_2``."""
    return unaccented(f"{entry.convention.word} {entry.number}")


def _steps(written: str) -> set[str]:
    """Return the steps that words are made of; none where they say anything else."""
    said = unaccented(written)
    return {f"{level}_{number}" for level, number in _STEP.findall(said)} if _STEPS.fullmatch(said) else set()
