"""Makes the next period's programme from this one's: times moved on, what recurs kept, every other work as decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from os.path import basename
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.convert import insert_before_closing, joined
from ctct.drafting.forms.markdown_form import in_body, read_markdown, write_markdown
from ctct.drafting.forms.tree import Collection, Entry, Scalar, expand, plain, scalars_in, tree_of
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.period_names import moved_period
from ctct.drafting.periods import Step, moved_text
from ctct.drafting.work_times import moved_time
from ctct.model.document import VanBan
from ctct.model.types import LEVELS
from ctct.model.works import Work, works_of
from ctct.project.reading import is_markdown

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

OF_ONE_PERIOD = ("du_thao", "bo_qua", "ky_so", "ban_sao", "ke_thua")
"""The keys that say something of the old document alone."""

_TELLS_RESULTS = re.compile("(?:đánh giá |tình hình,? )?kết quả (?:thực hiện|công tác)", re.IGNORECASE).match
_NOTE = re.compile(r"\[\^([^\]\s\[]+)\]")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a work: ``trang_thai`` is ``chuyen_ky_sau``, ``xong`` or ``thoi``."""

    trang_thai: str
    ly_do: str | None = None


Decisions = Mapping[Path, Decision]


class Old(NamedTuple):
    """A programme that comes to its end: its name, its text and what that reads as, and how far its works have come.
    ``results`` are the paragraphs that tell what came of them, for the beginning of the next one.
    """

    name: str
    text: str
    draft: VanBan
    progress: TienDo | None = None
    results: tuple[str, ...] = ()

    @property
    def works(self) -> list[Work]:
        """Its works, each in the state that its progress tells."""
        return works_of(self.draft, self.progress)


def decide(old: Old, ask: Callable[[Work], Decision] | None) -> dict[Path, Decision]:
    """Return what becomes of each work that the old programme leaves open and that does not recur: as its progress says, or
    ``ask``; one that neither says anything of is carried over.
    """
    return {
        work.at: ask(work) if ask and not _is_decided(work, old.progress) else Decision("chuyen_ky_sau")
        for work in old.works
        if not work.finished and not work.recurring
    }


def _is_decided(work: Work, progress: TienDo | None) -> bool:
    return progress is not None and work.state == "chuyen_ky_sau"


def next_tree(old: Old, step: Step, decisions: Decisions) -> Collection:
    """Return the tree of the next period's programme."""
    tree = _read(old.name, old.text)
    works = {work.at: work for work in old.works}
    dropped = {at for at, work in works.items() if (work.finished and not work.recurring) or _ends(decisions.get(at))}
    _Renewal(step, works, dropped).renew(tree)
    if old.results:
        _tell_results(tree, old.results)
    ended = [(work, decisions[at]) for at, work in works.items() if _ends(decisions.get(at))]
    _record(tree, basename(old.name), ended, list(works.values()))
    return tree


def _tell_results(tree: Collection, results: Sequence[str]) -> None:
    """Put what came of the old programme under the heading that is for it, which is the first one."""
    entry = next((entry for level in LEVELS if (entry := tree.find(level))), None)
    first = entry.node.entries[0].node if entry and isinstance(entry.node, Collection) else None
    if not isinstance(first, Collection) or not (name := first.find("ten")) or not _TELLS_RESULTS(str(plain(name.node))):
        return
    for key in ("noi_dung", *LEVELS):
        first.drop(key)
    remark = "# Lời và số liệu lấy từ tệp tiến độ của kỳ trước: đọc lại, sửa cho trọn ý."
    first.entries.append(Entry("noi_dung", tree_of(list(results)), [remark]))


def write_tree(tree: Collection, *, markdown: bool) -> str:
    """Return a whole draft as text."""
    if not markdown:
        return write_yaml(tree)
    body = Collection([entry for entry in tree.entries if in_body(entry)], after=tree.after)
    return write_markdown(Collection([entry for entry in tree.entries if not in_body(entry)]), body)


def _read(name: str, text: str) -> Collection:
    if is_markdown(name, text):
        return joined(*read_markdown(text))
    tree = read_yaml(text)
    expand(tree)
    return tree


def _ends(decision: Decision | None) -> bool:
    return decision is not None and decision.trang_thai != "chuyen_ky_sau"


@dataclass(frozen=True, slots=True)
class _Renewal:
    step: Step
    works: Mapping[Path, Work]
    dropped: set[Path]

    def renew(self, tree: Collection) -> None:
        """Move the times of a document on and take out what was dropped."""
        for key in OF_ONE_PERIOD:
            tree.drop(key)
        for key in ("trich_yeu", "noi_dung", "ket"):
            self.move(tree.find(key))
        if period := tree.find("thoi_gian"):
            period.node = tree_of(moved_period(str(plain(period.node)), self.step))
        if tree.entries:
            tree.entries[0].before[:] = [moved_text(line, self.step) for line in tree.entries[0].before]
        _set(tree, "ngay", self.step.new.first.year)
        _take_number_out(tree)
        self.renew_children(tree, ())
        for owner in _with_deadlines(tree):
            self.move_times(owner)
        _drop_unused_notes(tree)

    def renew_children(self, owner: Collection, at: Path) -> None:
        for level in LEVELS:
            entry = owner.find(level)
            if entry is None or not isinstance(entry.node, Collection):
                continue
            kept = [item for index, item in enumerate(entry.node.entries) if self.stays(item, (*at, level, index))]
            entry.node.entries[:] = kept
            if not kept:
                owner.drop(level)

    def stays(self, item: Entry, at: Path) -> bool:
        """Renew a node; return whether anything of it is left."""
        if at in self.dropped:
            return False
        if not isinstance(item.node, Collection) or not item.node.mapping:
            if at not in self.works:
                self.move(item)
            return True
        # A heading whose works have all been dropped has nothing to head.
        had_children = any(item.node.find(level) for level in LEVELS)
        self.renew_children(item.node, at)
        if had_children and not any(item.node.find(level) for level in LEVELS):
            return False
        for key in ("trang_thai", "ly_do"):
            item.node.drop(key)
        if (work := self.works.get(at)) and work.state == "chuyen_ky_sau":
            item.before.append(f"# Chuyển tiếp: {work.reason}" if work.reason else "# Chuyển tiếp")
        self.move_times(item.node)
        for key in () if at in self.works else ("ten", "noi_dung"):
            self.move(item.node.find(key))
        return True

    def move_times(self, owner: Collection) -> None:
        for key in ("thoi_gian", "han"):
            self.move(owner.find(key), moved_time)

    def move(self, entry: Entry | None, moved: Callable[[str, Step], str] = moved_text) -> None:
        for scalar in scalars_in(entry.node) if entry else ():
            if isinstance(scalar.value, str):
                scalar.value = moved(scalar.value, self.step)


def _with_deadlines(tree: Collection) -> Iterator[Collection]:
    """Yield what has a deadline beside the nodes of the body: recurring works, and the opinions that are asked for."""
    recurring, asked = tree.find("thuong_ky"), tree.find("lay_y_kien")
    works = recurring.node.entries if recurring and isinstance(recurring.node, Collection) else []
    yield from (one.node for one in (*works, *filter(None, [asked])) if isinstance(one.node, Collection) and one.node.mapping)


def _set(tree: Collection, key: str, value: object) -> None:
    if entry := tree.find(key):
        entry.node = tree_of(value)


def _take_number_out(tree: Collection) -> None:
    """Leave the number open: it is given when the document is signed."""
    entry = tree.find("so_ky_hieu")
    written = plain(entry.node) if entry else None
    if entry and isinstance(written, str):
        sign = re.sub(r"^\d+\s*[-/]\s*", "", written)
        entry.node = tree_of({"so": None, "ky_hieu": sign}) if sign[:1].isdecimal() else Scalar(sign)
    elif entry and isinstance(entry.node, Collection):
        entry.node.drop("viet")
        _set(entry.node, "so", None)


def _drop_unused_notes(tree: Collection) -> None:
    entry = tree.find("chu_thich")
    if entry is None or not isinstance(entry.node, Collection):
        return
    notes = entry.node
    body = _notes_marked(one for one in tree.entries if one is not entry)
    # A note may mark another: one that is dropped may have been the last to mark it.
    while unused := [one for one in notes.entries if one.key not in body | _notes_marked(notes.entries)]:
        notes.entries[:] = [one for one in notes.entries if one not in unused]
    if not notes.entries:
        tree.drop("chu_thich")


def _notes_marked(entries: Iterable[Entry]) -> set[str]:
    """Return the names of the notes whose marks stand in the texts of ``entries``."""
    return {name for entry in entries for scalar in scalars_in(entry.node) for name in _NOTE.findall(str(scalar.value))}


def _record(tree: Collection, name: str, ended: list[tuple[Work, Decision]], works: list[Work]) -> None:
    """Write down which programme this one follows and what became of the works that are not carried over."""
    node = Collection([Entry("tu", Scalar(name))])
    if ended:
        listed = [Entry(None, _fate(_call(work, works), decision)) for work, decision in ended]
        node.entries.append(Entry("viec", Collection(listed, mapping=False)))
    remark = "# Việc của kỳ trước: việc chuyển sang nằm ở trên; việc đã xong hoặc thôi thì ghi ở đây."
    insert_before_closing(tree, [Entry("ke_thua", node, ["", remark])])


def _fate(called: str, decision: Decision) -> Collection:
    """Return what became of a work, on one line."""
    said = {"viec": called, "trang_thai": decision.trang_thai, "ly_do": decision.ly_do}
    return Collection([Entry(key, Scalar(value)) for key, value in said.items() if value], flow=True)


def _call(work: Work, works: list[Work]) -> str:
    """Return what a work is called: its id, or as much of its words as tells it from the others."""
    if work.name:
        return work.name
    short = work.excerpt
    others = [other for other in works if other.compared != work.compared]
    return short if not any(other.is_called(short) for other in others) else work.words
