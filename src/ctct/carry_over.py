"""What becomes of the works of the period before: each one that was not finished is carried over or accounted for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.diagnostics import Path as Place
from ctct.folders import reason, shown
from ctct.forms.read import read_draft
from ctct.model.body import ROLES, Node, Viec
from ctct.model.document import Draft
from ctct.model.fields import validate
from ctct.model.structure import children_of
from ctct.project import Files, Source, read_bytes, read_text
from ctct.source.lookup import folded

_SHOWN = 70
"""How many characters of a work a message shows."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of a programme: a node without others below it that somebody is charged with, be it from above.

    ``recurring`` is the id of the work that it repeats, ``name`` its own; ``words`` are what it says.
    """

    at: Place
    node: Node
    name: str | None
    recurring: str | None
    words: str

    @property
    def finished(self) -> bool:
        """Whether its programme itself says that it is over."""
        return self.node.trang_thai == "xong" or (self.node.trang_thai == "thoi" and bool(self.node.ly_do))

    def is_called(self, written: str) -> bool:
        """Return whether ``written`` is its id, or the beginning of its words."""
        beginning = folded(written).rstrip("….")
        return written in (self.name, self.recurring) or (bool(beginning) and folded(self.words).startswith(beginning))


def words_of(work: Viec) -> str:
    """Return the name and the words of a work as one text."""
    return " ".join([*([work.ten] if work.ten else []), *(work.noi_dung or ())])


def works_of(draft: Draft) -> list[Work]:
    """Return the works of a programme in reading order."""
    return list(_works(draft, draft, (), charged=False))


def _works(draft: Draft, owner: Draft | Node, at: Place, *, charged: bool) -> Iterator[Work]:
    for level, nodes in children_of(owner):
        for index, node in enumerate(nodes):
            place = (*at, level, index)
            repeated = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
            given = charged or _charges(node) or (repeated is not None and _charges(repeated))
            if any(children_of(node)):
                yield from _works(draft, node, place, charged=given)
            elif given or node.thuong_ky:
                yield Work(place, node, node.id, node.thuong_ky, words_of(node) or (words_of(repeated) if repeated else ""))


def _charges(work: Viec) -> bool:
    return bool(work.nhu) or any(getattr(work, role) for role in ROLES)


def carry_over_faults(draft: Draft, source: Source, root: Path, files: Files) -> list[Diagnostic]:
    """Return what is wrong with how ``draft`` takes over the programme that its ``ke_thua`` names."""
    assert draft.ke_thua
    try:
        before = _previous(draft.ke_thua.tu, source, root, files)
    except Rejected as rejected:
        return list(rejected.diagnostics)
    works = works_of(before)
    return [*_entry_faults(draft, works), *_unexplained(draft, works)]


def _previous(name: str, source: Source, root: Path, files: Files) -> Draft:
    """Read the programme of the period before. Raises :class:`Rejected` with one fault, at the name."""
    at = ("ke_thua", "tu")
    path = Path(os.path.normpath(source.folder / name))
    if not path.resolve().is_relative_to(root.resolve()):
        message = f"dự thảo kỳ trước «{name}» nằm ngoài thư mục dự án"
        raise Rejected([error("KS01", at, message, "chép tệp vào trong thư mục dự án")])
    try:
        data = read_bytes(path, source.unsaved)
    except OSError as fault:
        near = nearest(path.name, [other.name for other in path.parent.glob("*")]) if path.parent.is_dir() else None
        raise Rejected([error("KS01", at, f"không đọc được dự thảo kỳ trước «{name}»: {reason(fault)}", near)]) from None
    label = shown(path)
    try:
        value, files[label] = read_draft(label, read_text(data, label, files))
        return validate(Draft, value)
    except Rejected as rejected:
        message = f"dự thảo kỳ trước «{name}» có lỗi: {rejected.diagnostics[0].message}"
        raise Rejected([error("KS01", at, message, f"sửa các lỗi mà «ctct check {label}» nêu")]) from None


def _entry_faults(draft: Draft, works: list[Work]) -> Iterator[Diagnostic]:
    """Find entries that account for no work, or do not say why."""
    assert draft.ke_thua
    for index, entry in enumerate(draft.ke_thua.viec):
        at = ("ke_thua", "viec", index)
        called = [work for work in works if work.is_called(entry.viec)]
        if not called:
            known = [name for work in works for name in (work.name, work.recurring) if name]
            hint = nearest(entry.viec, known) or "ghi mã của việc, hoặc mấy chữ đầu của lời văn, đúng như ở kỳ trước"
            yield error("KS02", (*at, "viec"), f"kỳ trước không có việc «{entry.viec}»", hint)
        elif not entry.ly_do and (entry.trang_thai == "thoi" or (entry.trang_thai != "xong" and _left_out(draft, called))):
            message = f"việc kỳ trước ghi «{entry.trang_thai}» mà chưa có lý do"
            hint = "thêm «ly_do: …»" + ("" if entry.trang_thai == "thoi" else ": việc ấy nay là việc nào ở đây")
            yield error("KS03", (*at, "trang_thai"), message, hint)


def _unexplained(draft: Draft, works: list[Work]) -> Iterator[Diagnostic]:
    """Find the unfinished works that are neither here nor accounted for."""
    assert draft.ke_thua
    entries = [entry.viec for entry in draft.ke_thua.viec]
    told: set[str] = set()
    for work in _left_out(draft, [work for work in works if not work.finished]):
        name = work.recurring or work.name or folded(work.words)
        if name in told or any(work.is_called(entry) for entry in entries):
            continue
        told.add(name)
        call = work.recurring or work.name or excerpt(work.words)
        hint = (
            f"chép việc ấy sang đây, hoặc thêm vào «ke_thua»: viec: - {{viec: {call}, trang_thai: xong}} (hoặc thoi, kèm ly_do)"
        )
        yield error("KS04", ("ke_thua", "tu"), f"việc của kỳ trước chưa rõ đi đâu: «{excerpt(work.words)}»", hint)


def _left_out(draft: Draft, works: Iterable[Work]) -> list[Work]:
    """Return those of ``works`` that ``draft`` does not hold, by id, by words or as a work that recurs."""
    nodes = list(_nodes(draft))
    names = {node.id for node in nodes if node.id} | {node.thuong_ky for node in nodes if node.thuong_ky}
    said = {folded(words_of(node)) for node in nodes}
    return [work for work in works if not ({work.name, work.recurring} & names or (work.words and folded(work.words) in said))]


def _nodes(owner: Draft | Node) -> Iterator[Node]:
    for _, nodes in children_of(owner):
        for node in nodes:
            yield node
            yield from _nodes(node)


def excerpt(words: str) -> str:
    """Return the beginning of what a work says, cut at a word."""
    words = " ".join(words.split())
    if len(words) <= _SHOWN:
        return words
    return words[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"
