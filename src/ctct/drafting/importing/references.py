"""«mục II, phần B» in a text → the id of the place that is meant, where that is printed in just these words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.importing.cleaning import slug
from ctct.model.document import VanBan
from ctct.model.types import LEVELS, TYPE_NAMES
from ctct.resolve.conventions import Conventions
from ctct.resolve.entries import Entry
from ctct.resolve.numbering import Count, count
from ctct.resolve.references import lineage, reference_phrase
from ctct.resolve.tree import Inlines, Link, Run

_STEPS = "điểm|khoản|điều|tiểu mục|mục|chương|phần|phụ lục"
_BEGIN = re.compile(rf"(?<![\w@/.-])(?:{_STEPS})(?= [\w(])", re.IGNORECASE)
_SEVERAL = re.compile(rf"(?P<word>{_STEPS}) (?P<first>[\w.()]+(?:, [\w.()]+){{0,6}}) và (?P<last>[\w.()]+)", re.IGNORECASE)
_TOKEN = re.compile(r"\S+")
_GOES_ON = re.compile(rf",? (?:và |hoặc )?(?:{_STEPS}) [\w(]", re.IGNORECASE)
_GOES_BEFORE = re.compile(rf"(?:{_STEPS}) (?:\(?\d[\d.]*\)?|[ivxlc]+|[a-zđ]\)?|thứ \w+),? $", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r",? ?(?:(?:của|tại|theo|trong|ban hành kèm theo) )?(?:luật|bộ luật|hiến pháp|pháp lệnh|điều lệ|nghị định|thông tư|"
    + "|".join(sorted({name.casefold() for name in TYPE_NAMES.values()}, key=len, reverse=True))
    + r")\b(?P<rest>[^.;]{0,40})",
    re.IGNORECASE,
)
_THIS = re.compile(r" này\b")
_TEXTS = ("ten", "noi_dung", "ket", "can_cu", "noi_nhan", "kinh_gui")
_LIKE = re.compile(r"như (?P<where>.{1,200}?) của (?P<name>.{1,80}?) này\.?", re.IGNORECASE)
_SIGNS = " ,;.:!?”\"'…"
_MOST_TOKENS = 12


def names_places(text: str) -> bool:
    """Return whether a text has words that places of a document are named by."""
    return _BEGIN.search(text) is not None


def link(value: dict[str, Any], draft: VanBan, conventions: Conventions) -> list[tuple[Path, str]]:
    """Put references in the place of the words for them, in all texts of ``value``, which says what ``draft`` does. Returns the
    texts that were changed, with what they were.
    """
    return _Linking(value, count(draft, conventions)).run()


class Found(NamedTuple):
    """The characters ``start:end`` of a text are the words for ``targets``; ``short`` says that they are those of «@~»."""

    start: int
    end: int
    targets: list[Entry]
    short: bool


class Phrases:
    """The words for every place of a document, as one reads them in a text of it."""

    def __init__(self, counted: Count) -> None:
        self._entries = {entry.at: entry for entry in counted.walk()}
        self._below = counted.below
        self._known: dict[Path, dict[str, Entry]] = {}

    def target(self, phrase: str, at: Path, *, short: bool) -> Path | None:
        """Return the place that is printed in just these words in the text of the node ``at``, ``None`` for none or several."""
        source = self.source(at)
        targets = self.targets(phrase, source, short=short)
        one = targets[0] if targets and len(targets) == 1 else None
        return one.at if one and self.prints([one], source, phrase, short=short) else None

    def source(self, at: Path) -> Entry | None:
        """Return the innermost place that a text stands in."""
        while at and at not in self._entries:
            at = at[:-1]
        return self._entries.get(at)

    def prints(self, targets: list[Entry], source: Entry | None, phrase: str, *, short: bool) -> bool:
        """Return whether a reference to places is printed in just these words."""
        printed = _words(reference_phrase(targets, source, short))
        return printed == phrase or printed[:1].upper() + printed[1:] == phrase

    def found(self, text: str, source: Entry | None) -> Iterator[Found]:
        """Yield the longest words of a text, which stands in ``source``, that lead somewhere and are printed just so."""
        start = 0
        for begin in _BEGIN.finditer(text):
            if begin.start() >= start and (found := self._longest(text, begin.start(), source)):
                yield found
                start = found.end

    def _longest(self, text: str, start: int, source: Entry | None) -> Found | None:
        ends = [start + token.end() for token in _TOKEN.finditer(text[start : start + 160])][:_MOST_TOKENS]
        for token in reversed(ends):
            phrase = text[start:token].rstrip(_SIGNS)
            if phrase.count("(") < phrase.count(")"):
                phrase = phrase.removesuffix(")").rstrip(_SIGNS)
            end = start + len(phrase)
            if not _may_end(text, start, end):
                continue
            for short in (False, True) if phrase.endswith(" này") else (False,):
                targets = self.targets(phrase, source, short=short)
                if targets and self.prints(targets, source, phrase, short=short):
                    return Found(start, end, targets, short)
        return None

    def targets(self, phrase: str, source: Entry | None, *, short: bool = False) -> list[Entry] | None:
        """Return the places that words lead to, ``None`` for none."""
        known = self._short(source) if short else self._phrases(source)
        if entry := known.get(folded(phrase)):
            return [entry]
        found = _SEVERAL.match(phrase)
        if found is None:
            return None
        rest = phrase[found.end() :]
        numbers = [*found["first"].split(", "), found["last"]]
        entries = [known.get(folded(f"{found['word']} {number}{rest}")) for number in numbers]
        return [entry for entry in entries if entry] if all(entries) else None

    def _phrases(self, source: Entry | None) -> dict[str, Entry]:
        """Return every place by the words for it as one reads them in the text that ``source`` is part of."""
        root = lineage(source)[-1] if source else None
        key = root.at if root is not None and root.level not in LEVELS else ()
        if key not in self._known:
            within = root if key else None
            entries = sorted(self._entries.values(), key=lambda one: one.at[: len(key)] == key)
            self._known[key] = {folded(_words(reference_phrase([one], within, False))): one for one in entries}
        return self._known[key]

    def _short(self, source: Entry | None) -> dict[str, Entry]:
        if source is None:
            return {}
        around = lineage(source)
        near = [*around, *(one for step in around for one in self._below.get(step.at, ()))]
        return {folded(_words(reference_phrase([one], source, True))): one for one in near}


class _Linking(Phrases):
    def __init__(self, value: dict[str, Any], counted: Count) -> None:
        super().__init__(counted)
        self._value = value
        self._ids = set(_ids_in(value))
        self._changed: list[tuple[Path, str]] = []

    def run(self) -> list[tuple[Path, str]]:
        for owner, at in owners_in_value(self._value, ()):
            for key in _TEXTS:
                said = owner.get(key)
                if isinstance(said, str):
                    owner[key] = self._text(said, (*at, key), at)
                elif isinstance(said, list):
                    owner[key] = [self._text(text, (*at, key, place), at) for place, text in enumerate(said)]
        return self._changed

    def like(self, said: str, at: Path) -> list[str] | None:
        """Return the ids that «Như mục II, phần B của Chương trình này» leads to."""
        found = _LIKE.fullmatch(said.strip())
        targets = self.targets(found["where"], self._entries.get(at)) if found else None
        return [self._id(entry) for entry in targets] if targets else None

    def _text(self, text: str, at: Path, owner: Path) -> str:
        if not names_places(text):
            return text
        made, start = "", 0
        for found in self.found(text, self.source(owner)):
            mark = f"@{'~' if found.short else ''}{'+'.join(self._id(one) for one in found.targets)}"
            made += text[start : found.start] + mark
            start = found.end
        if not start:
            return text
        self._changed.append((at, text))
        return made + text[start:]

    def _id(self, entry: Entry) -> str:
        node = _at(self._value, entry.at)
        if "id" not in node:
            words = node.get("ten") or (node.get("noi_dung") or [""])[0]
            base = slug(str(words)) or slug(f"{entry.level} {entry.written}") or "muc"
            name, more = base, 2
            while name in self._ids:
                name, more = f"{base}-{more}", more + 1
            self._ids.add(name)
            _put_first(node, "id", name)
        return str(node["id"])


def _may_end(text: str, start: int, end: int) -> bool:
    behind = text[end:]
    if _GOES_ON.match(behind) or _GOES_BEFORE.search(text[max(0, start - 40) : start]) or re.match(r"[\w+-]", behind):
        return False
    other = _OF_ANOTHER.match(behind)
    return other is None or bool(_THIS.match(other["rest"]))


def link_likes(value: dict[str, Any], draft: VanBan, conventions: Conventions, likes: dict[Path, str]) -> dict[Path, str]:
    """Put ids in the place of «Như mục II, phần B …» at each place of ``likes``; returns those that lead nowhere."""
    if not likes:
        return {}
    linking = _Linking(value, count(draft, conventions))
    left = {}
    for at, said in likes.items():
        names = linking.like(said, at)
        if names:
            _at(value, at)["nhu"] = names
        else:
            left[at] = said
    return left


def _words(phrase: Inlines) -> str:
    return "".join(piece.text for piece in phrase if isinstance(piece, Run | Link))


def _put_first(node: dict[str, Any], key: str, said: Any) -> None:
    others = dict(node)
    node.clear()
    node.update({key: said, **others})


def _at(value: Any, at: Path) -> Any:
    for step in at:
        value = value[step]
    return value


def owners_in_value(value: dict[str, Any], at: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Yield the draft and every node of it."""
    yield value, at
    for key in (*LEVELS, "phu_luc"):
        for place, node in enumerate(value.get(key) or ()):
            yield from owners_in_value(node, (*at, key, place))
    if "kem_theo" in value:
        yield from owners_in_value(value["kem_theo"], (*at, "kem_theo"))


def _ids_in(value: dict[str, Any]) -> Iterator[str]:
    return (owner["id"] for owner, _ in owners_in_value(value, ()) if "id" in owner)
