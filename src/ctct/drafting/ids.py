"""Ids for the works of a draft that have none: their progress is kept under them, others refer to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import NamedTuple

from ctct.diagnostics import Path, Rejected
from ctct.drafting.editing import value_or_none
from ctct.drafting.importing.cleaning import slug
from ctct.drafting.merge.operations import SetField, made
from ctct.drafting.merge.rewriting import rewritten
from ctct.model.body import Node
from ctct.model.document import VanBan
from ctct.model.paths import as_written
from ctct.model.structure import bodies_of, children_of, nodes_below, owners_in, pictures_at
from ctct.model.works import Work, words_of, works_of
from ctct.project.reading import is_markdown, read_draft

_FALLBACK = "viec"
"""What an id begins with where a work's words make none."""
_SYLLABLES = 6
_OPENING = re.compile(
    r"(?:(?:cho ý kiến|nghe|báo cáo|thông qua|tổng kết|sơ kết|đánh giá|lãnh đạo|chỉ đạo|triển khai|thực hiện|tiếp tục|chuẩn bị"
    r"|tập trung|tăng cường|việc|về|các|một số|những|nội dung|và|kết quả|công tác|triệu tập),? ){1,8}",
    re.IGNORECASE,
)
"""What so many works begin with that it tells none from others."""
_CONTINUED = re.compile(r"(?<=\n)(?=[^\n\r])")
_YEAR = re.compile(r"-\d{4}$")


class Given(NamedTuple):
    """An id that a node is given."""

    at: Path
    id: str
    words: str


def missing_ids(draft: VanBan) -> list[Given]:
    """Return the ids that the works of ``draft`` lack: their own, for one that recurs that of what it stands in; two that
    recur in one place get ids of their own. An id that is there stays.
    """
    names = _Names(draft)
    return list(names.given())


class _Names:
    """Makes ids that none of the draft's has, nor the works that recur, whose ids are theirs alone."""

    def __init__(self, draft: VanBan) -> None:
        self._draft = draft
        self._nodes = dict(nodes_below(draft))
        self._used = {*_ids_of(draft), *draft.thuong_ky}
        self._last: defaultdict[str, int] = defaultdict(lambda: 1)  # of names that begin alike, so that none is tried twice

    def given(self) -> Iterator[Given]:
        keys: set[str] = set()
        named: dict[Path, str] = {}
        for work in works_of(self._draft):
            at, node = self._place(work, keys, named)
            if at is None or node is None:
                continue
            named[at] = self._new(node, work)
            keys.add(f"{work.recurring}@{named[at]}" if at != work.at else named[at])
            yield Given(at, named[at], words_of(node) or work.words)

    def _place(self, work: Work, keys: set[str], named: dict[Path, str]) -> tuple[Path | None, Node | None]:
        """Return the node that needs an id for ``work`` to have a key, ``None`` if it has one."""
        if work.name:
            return None, None
        owner_at = work.at[:-2]
        owner = self._nodes.get(owner_at)
        if not work.recurring or owner is None:
            return work.at, work.node
        name = owner.id or named.get(owner_at)
        if name is None:
            return owner_at, owner
        if f"{work.recurring}@{name}" in keys:
            return work.at, work.node
        keys.add(f"{work.recurring}@{name}")
        return None, None

    def _new(self, node: Node, work: Work) -> str:
        name = self._begun(node, words_of(node) or work.words) or _FALLBACK
        made_name = name
        while made_name in self._used:
            self._last[name] += 1
            made_name = f"{name}-{self._last[name]}"
        self._used.add(made_name)
        return made_name

    def _begun(self, node: Node, words: str) -> str:
        """Return what an id begins with: of what works stand in its time, «thang-4», of a work the first words of its own."""
        if node.thoi_gian and any(children_of(node)) and (time := slug(node.thoi_gian, _SYLLABLES)):
            frame = self._draft.time_frame
            return _YEAR.sub("", time) if frame.first.year == frame.last.year else time
        opening = _OPENING.match(words)
        return slug(words[opening.end() :] if opening else words, _SYLLABLES) or slug(words, _SYLLABLES)


def _ids_of(draft: VanBan) -> Iterator[str]:
    for at, body in bodies_of(draft):
        for place, owner in owners_in(body, at):
            if isinstance(owner, Node) and owner.id:
                yield owner.id
            yield from (picture.id for _, picture in pictures_at(owner, place) if picture.id)


def with_ids(name: str, text: str, ids: Sequence[Given]) -> str | None:
    """Return the text of the draft ``name`` with ``ids`` in it; no other line is touched where that can be. ``None`` where it
    is written so that they cannot be put in.
    """
    put_in = None if is_markdown(name, text) else _put_in(name, text, ids)
    return put_in or rewritten(name, text, made([SetField(one.at, "id", one.id) for one in ids]))


def _put_in(name: str, text: str, ids: Sequence[Given]) -> str | None:
    """Return the text of a draft in YAML with each id before what its node says, if it then says just what it should."""
    value, places = read_draft(name, text)
    meant, edits = deepcopy(value), []
    line_end = "\r\n" if "\r\n" in text else "\n"
    for one in ids:
        at = as_written(value, one.at)
        said, (start, end) = value_or_none(value, at), places.locate(at)
        margin = " " * (start - text.rfind("\n", 0, start) - 1)
        if not isinstance(said, dict):
            value_or_none(meant, at[:-1])[at[-1]] = {"id": one.id, "noi_dung": said}
            edits.append(
                (start, end, f"id: {one.id}{line_end}{margin}noi_dung:{_under_key(text[start:end], line_end + margin)}")
            )
            continue
        value_or_none(meant, at)["id"] = one.id
        is_flow = text[start] == "{"
        edits.append((start, start + is_flow, f"{{id: {one.id}, " if is_flow else f"id: {one.id}{line_end}{margin}"))
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    try:
        return text if read_draft(name, text)[0] == meant else None
    except Rejected:
        return None


def _under_key(written: str, line: str) -> str:
    """Return what was a whole item of a list as the value of a key: a list on the lines below, else words a step further in."""
    return line + written if written.startswith("- ") else f" {_CONTINUED.sub('  ', written)}"
