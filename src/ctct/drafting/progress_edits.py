"""Writes what bodies have answered into a progress file, which keeps its comments, its order and every other byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.forms.tree import Scalar
from ctct.drafting.forms.yaml_writer import in_one_line
from ctct.source.spans import Spans
from ctct.source.yaml import load

Said = str | int
Answers = Mapping[str, Mapping[str, Said]]
"""What is told of works, by their keys."""

WIDTH = 120
_LINE_END = re.compile(r"[^\r\n]*")


class NotEdited(Exception):
    """The file is written in a way in which the edits have no place."""


class _Edit(NamedTuple):
    start: int
    end: int
    new: str


def with_answers(text: str, answers: Answers, cut_off: str | None = None) -> str:
    """Return the progress file ``text`` with ``answers`` in it, and its day where one is given. Raises :class:`NotEdited`."""
    value, spans = load(text)
    assert isinstance(value, dict)
    edits = _Edits(text, value, spans)
    if cut_off is not None and value.get("den_ngay") != cut_off:
        edits.set((), {"den_ngay": cut_off})
    kept = value.get("viec") or {}
    for key, said in answers.items():
        if isinstance(kept.get(key), dict):
            edits.set(("viec", key), said)
    edits.add({key: said for key, said in answers.items() if key not in kept})
    edited = edits.applied()
    if load(edited)[0] != _expected(value, answers, cut_off):
        raise NotEdited
    return edited


def new_progress(programme: str, answers: Answers, cut_off: str | None) -> str:
    """Return a progress file of the draft ``programme`` that says ``answers``."""
    head = {"chuong_trinh": programme, **({"den_ngay": cut_off} if cut_off else {})}
    lines = [f"{key}: {_scalar(said, flow=False)}" for key, said in head.items()]
    return "\n".join([*lines, "viec:", *_entries(answers, "  ")]) + "\n"


def _expected(value: dict[str, Any], answers: Answers, cut_off: str | None) -> dict[str, Any]:
    changed = deepcopy(value)
    kept = changed.get("viec") or {}
    for key, said in answers.items():
        kept[key] = {**kept.get(key, {}), **said}
    return {**changed, **({"den_ngay": cut_off} if cut_off else {}), **({"viec": kept} if kept else {})}


class _Edits:
    """Gathers edits of one text; each keeps to the style of the mapping that it is made in."""

    def __init__(self, text: str, value: dict[str, Any], spans: Spans) -> None:
        self.text, self.value, self.spans = text, value, spans
        self.edits: list[_Edit] = []
        self.line_end = "\r\n" if "\r\n" in text else "\n"

    def applied(self) -> str:
        """Return the text after all edits."""
        text = self.text
        for edit in sorted(self.edits, reverse=True):
            text = text[: edit.start] + edit.new + text[edit.end :]
        return text

    def set(self, at: Path, said: Mapping[str, Said]) -> None:
        """Let the mapping at ``at`` say each of ``said``."""
        held = self._held(at)
        in_brackets = self._in_brackets(at)
        for key in [key for key in said if key in held and held[key] != said[key]]:
            self.edits.append(_Edit(*self.spans.locate((*at, key)), _scalar(said[key], flow=in_brackets)))
        pairs = [f"{key}: {_scalar(one, flow=in_brackets)}" for key, one in said.items() if key not in held]
        self._append(at, held, pairs)

    def add(self, answers: Answers) -> None:
        """Put new works after those that the file has."""
        held = self.value.get("viec")
        if not answers:
            return
        if held:
            lines = [f"{key}: {_flow(said)}" for key, said in answers.items()]
            is_flow = self._in_brackets(("viec",))
            self._append(("viec",), held, lines if is_flow else list(_entries(answers, "")))
            return
        new = self.line_end.join(["", *_entries(answers, "  ")])
        if "viec" in self.value:
            start, end = self.spans.locate(("viec",))
            is_key = self.spans.locate(("viec",), key=True) == (start, end)
            self.edits.append(_Edit(end, end, f":{new}") if is_key else _Edit(start - 1, end, new))
        else:
            below = "" if self.text.endswith(("\n", "\r")) else self.line_end
            self.edits.append(_Edit(len(self.text), len(self.text), f"{below}viec:{new}{self.line_end}"))

    def _append(self, at: Path, held: Mapping[str, Any], pairs: list[str]) -> None:
        """Put ``pairs`` behind what the mapping at ``at`` holds."""
        if not pairs:
            return
        if self._in_brackets(at):
            end = self.spans.locate((*at, list(held)[-1]))[1] if held else self.spans.locate(at)[0] + 1
            self.edits.append(_Edit(end, end, (", " if held else "") + ", ".join(pairs)))
            return
        first, *_, last = [*held, *held]
        indent = self.spans.line_column(self.spans.locate((*at, first), key=True)[0])[1] - 1
        end = self._end_of_line(self.spans.locate((*at, last))[1])
        self.edits.append(_Edit(end, end, "".join(f"{self.line_end}{' ' * indent}{pair}" for pair in pairs)))

    def _held(self, at: Path) -> dict[str, Any]:
        held: Any = self.value
        for step in at:
            held = held[step]
        assert isinstance(held, dict)
        return held

    def _in_brackets(self, at: Path) -> bool:
        return self.text.startswith("{", self.spans.locate(at)[0])

    def _end_of_line(self, offset: int) -> int:
        """Return where the line ends that the value before ``offset`` ends in: a comment may stand behind it."""
        found = _LINE_END.match(self.text, len(self.text[:offset].rstrip("\r\n")))
        return found.end() if found else offset


def _entries(answers: Answers, indent: str) -> Iterator[str]:
    """Yield works, each in one line, or in a line a key where that grows too long."""
    for key, said in answers.items():
        line = f"{indent}{key}: {_flow(said)}"
        if len(line) <= WIDTH:
            yield line
        else:
            yield f"{indent}{key}:"
            yield from (f"{indent}  {name}: {_scalar(one, flow=False)}" for name, one in said.items())


def _flow(said: Mapping[str, Said]) -> str:
    return "{" + ", ".join(f"{name}: {_scalar(one, flow=True)}" for name, one in said.items()) + "}"


def _scalar(said: Said, *, flow: bool) -> str:
    return str(said) if isinstance(said, int) else in_one_line(Scalar(said), flow=flow)
