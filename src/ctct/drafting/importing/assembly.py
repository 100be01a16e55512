"""The zones of a document → the plain values of a draft, in the layout and of the type that it is found to have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ctct.compare.normal import folded
from ctct.drafting.importing.attached import Attachment
from ctct.drafting.importing.body import read_body
from ctct.drafting.importing.capitals import Writing
from ctct.drafting.importing.closing import read_closing
from ctct.drafting.importing.front import UNKNOWN, date, sign
from ctct.drafting.importing.labels import read_labels
from ctct.drafting.importing.letterhead import read_head
from ctct.drafting.importing.levels import settle_levels
from ctct.drafting.importing.lines import Document, Grid, Line
from ctct.drafting.importing.marks import said
from ctct.drafting.importing.opening import Opening, one_name
from ctct.drafting.importing.outline import Node, Odd
from ctct.drafting.importing.programme import is_programme, read_programme
from ctct.drafting.importing.writing import NodeWriter
from ctct.drafting.importing.zones import COPIES, Zones
from ctct.layout.stylesheet import Stylesheet
from ctct.model.types import LEVELS, ROLES
from ctct.source.inline import escaped

_NO_YEAR = re.compile(r"tháng\s+năm\s+của|ngày\s*/\s*/\s+của")
_CONTENT = frozenset({"noi_dung", "bang", *LEVELS})


@dataclass(slots=True)
class Assembled:
    """A draft in the making: its ``value``, the trees of its bodies with the keys that lead to each, odd numbers, what was
    guessed (in words), lines that are in it nowhere.
    """

    value: dict[str, Any]
    trees: dict[tuple[str | int, ...], Node] = field(default_factory=dict)
    odd: list[Odd] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    lowered: list[tuple[str, str]] = field(default_factory=list)
    linked: list[tuple[tuple[str | int, ...], str]] = field(default_factory=list)


def assemble(zones: Zones, document: Document, style: Stylesheet, front: dict[str, Any], writing: Writing) -> Assembled:
    """Return the draft of a document, references and assignees still in the words of the document."""
    return _Assembly(zones, document, style, front, writing).made()


class _Assembly:
    def __init__(self, zones: Zones, document: Document, style: Stylesheet, front: dict[str, Any], writing: Writing) -> None:
        self._zones, self._document, self._style, self._writing = zones, document, style, writing
        self._notes = _note_ids(document)
        self._value = front
        self._writer = NodeWriter(style, writing)
        self._marks: dict[str, str] = {}
        self._below: list[Line] = []
        self.result = Assembled(front, notes=self._notes, lowered=writing.lowered)

    def made(self) -> Assembled:
        value, zones = self._value, self._zones
        Opening(zones, self._document, self._style, self._notes, self._writing).read(value)
        programme = self._programme()
        tree = self._body(zones.body, (), main=True)
        if programme:
            tree.children = programme.children
            self._settle(tree, main=True)
        if self._marks:
            value["danh_so"] = self._marks
        value.update(self._writer.body(tree))
        self._ending()
        self._close()
        self._attach()
        self._copy()
        _with_content(value)
        if self._notes:
            value["chu_thich"] = {name: self._note(note) for note, name in self._notes.items()}
        return self.result

    def _note(self, note: str) -> str:
        return " ".join(said(line, 0, {}) for line in self._document.notes[note]) or UNKNOWN

    def _line(self, line: Line) -> str:
        return said(line, 0, self._notes)

    # --- the text and what follows it ---

    def _body(self, blocks: list[Any], at: tuple[str | int, ...], *, main: bool) -> Node:
        document = self._document
        lying = (section for section in range(len(document.landscape)) if main and document.lies_down(section))
        root, odd = read_body(blocks, self._notes, frozenset(lying))
        self._settle(root, main=main)
        self.result.trees[at] = root
        self.result.odd += odd
        return root

    def _settle(self, root: Node, *, main: bool) -> None:
        settle_levels(root, self._style.conventions, self._marks, main=main)

    def _programme(self) -> Node | None:
        """Take the works of a programme that is printed as a table, and nothing beside it is numbered."""
        body = self._zones.body
        grids = [block for block in body if isinstance(block, Grid)]
        numbered = any(isinstance(block, Line) and (block.label or read_labels(block.text)) for block in body)
        if len(grids) != 1 or numbered or not is_programme(grids[0]):
            return None
        found = read_programme(grids[0], self._notes)
        if found is not None:
            place = body.index(grids[0])
            self._below = [block for block in body[place + 1 :] if isinstance(block, Line)]
            del body[place:]
            lying = {"kho_ngang": True} if self._document.lies_down(grids[0].section) else {}
            self._value.setdefault("trinh_bay", {}).update({"chuong_trinh": "bang"} | lying)
        return found

    def _ending(self) -> None:
        """Part what closes the text from it: «./.» is the layout's to print."""
        tree = self.result.trees[()]
        mark = self._style.words.get("dau_het", "")
        if closing := [one.text for one in tree.tail if not isinstance(one, dict)] + [self._line(line) for line in self._below]:
            self._value["ket"] = closing
        if mark:
            _without_end_mark(self._value, mark)

    def _close(self) -> None:
        ending = read_closing(self._zones.closing, self._value["loai"], self._writing)
        for key, one in ending.value.items():
            self._value[key] = [escaped(text) for text in one] if key == "noi_nhan" else one
        for key in self._style.forms["khong_co"].types & self._value.keys():
            del self._value[key]  # the layout has no place for it: what it says is listed
        self._value.setdefault("nguoi_ky", {"ho_ten": UNKNOWN})

    def _copy(self) -> None:
        """Take what was added to a copy on paper: who made it, when, for whom."""
        zones = self._zones
        grids = [block for block in zones.copied if isinstance(block, Grid)]
        how = next(
            (COPIES[folded(line.plain)] for grid in grids for line in grid.lines() if folded(line.plain) in COPIES), None
        )
        if how is None or "ban_sao" in self._style.forms["khong_co"].types:
            return
        head, end = read_head(grids, self._writing)
        body = head.value.get("co_quan", UNKNOWN)
        made: dict[str, Any] = {"hinh_thuc": how, "co_quan": one_name(body)}
        made["so_ky_hieu"] = sign(head.value.get("so_ky_hieu"), self._value["the_thuc"], self.result.guesses)
        if "dia_danh" in head.value:
            made["dia_danh"] = head.value["dia_danh"]
        made["ngay"] = date(head.value.get("ngay"), self._document, self.result.guesses)
        ending = read_closing(grids[end:], "", self._writing).value
        self._value["ban_sao"] = made | {key: ending[key] for key in ("noi_nhan", "nguoi_ky") if key in ending}

    def _attach(self) -> None:
        if any(_is_blank(line.plain) for one in self._zones.attached for line in one.left):
            self._value.setdefault("trinh_bay", {})["dien_tu"] = True
        for attachment in self._zones.attached:
            is_own = attachment.loai and "kem_theo" not in self._style.forms["khong_co"].types and "kem_theo" not in self._value
            if is_own and "phu_luc" not in self._value:
                self._value["kem_theo"] = self._issued(attachment)
            else:
                listed = self._value.setdefault("phu_luc", [])
                listed.append(self._appendix(attachment, len(listed)))

    def _issued(self, attachment: Attachment) -> dict[str, Any]:
        made: dict[str, Any] = {"loai": attachment.loai}
        names = [*([attachment.name] if attachment.name else []), *(self._line(line) for line in attachment.names)]
        made["trich_yeu"] = names or [UNKNOWN]
        tree = self._body(attachment.blocks, ("kem_theo",), main=False)
        if tree.own_mark:
            made["danh_so"] = tree.own_mark
        made.update(self._writer.body(tree))
        _with_content(made)
        if mark := self._style.words.get("dau_het", ""):
            _without_end_mark(made, mark)
        return made

    def _appendix(self, attachment: Attachment, index: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        names = [attachment.name] if attachment.name else []
        names += [self._line(line) for line in attachment.names]
        if names:
            made["ten"] = self._writing.in_a_sentence(" ".join(names))
        sections = [block.section for block in attachment.blocks]
        if sections and self._document.lies_down(sections[0]):
            made["kho_ngang"] = True
        tree = self._body(attachment.blocks, ("phu_luc", index), main=False)
        if tree.own_mark:
            made["danh_so"] = tree.own_mark
        made.update(self._writer.body(tree))
        _with_content(made)
        return made


def _is_blank(said: str) -> bool:
    """Return whether «Kèm theo …» leaves even the year open, as electronic documents do."""
    return bool(_NO_YEAR.search(said))


def _with_content(made: dict[str, Any]) -> None:
    if not made.keys() & _CONTENT:
        made["noi_dung"] = [UNKNOWN]


def _note_ids(document: Document) -> dict[str, str]:
    return {note: f"ct{place}" for place, note in enumerate(document.notes, 1)}


def _without_end_mark(said: dict[str, Any], mark: str) -> None:
    """Take the mark that ends a text away from its last words, and give these their full stop back."""
    if said.get("ket"):
        said["ket"][-1] = _stopped(said["ket"][-1], mark)
        return
    for level in LEVELS:
        if said.get(level):
            _without_end_mark(said[level][-1], mark)
            return
    if any(role in said for role in ROLES):
        return
    if said.get("noi_dung"):
        said["noi_dung"][-1] = _stopped(said["noi_dung"][-1], mark)


def _stopped(text: str, mark: str) -> str:
    if not text.endswith(mark):
        return text
    kept = text.removesuffix(mark).rstrip()
    return kept if kept.endswith((".", ";", ":", "!", "?", "…")) else f"{kept}."
