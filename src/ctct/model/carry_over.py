"""What becomes of the works of the period before: each one that was not finished is carried over or accounted for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Guesses, Path, error
from ctct.language import _
from ctct.model.document import VanBan
from ctct.model.previous import ViecKyTruoc
from ctct.model.structure import nodes_below
from ctct.model.works import Work, words_of, works_of
from ctct.source.lookup import normalised

if TYPE_CHECKING:
    from ctct.model.progress import TienDo


def carry_over_faults(draft: VanBan, before: VanBan, progress: TienDo | None = None) -> list[Diagnostic]:
    """Return what is wrong with how ``draft`` takes over the programme ``before``, which its ``ke_thua`` names and whose works
    have come as far as ``progress`` tells.
    """
    assert draft.ke_thua
    works, entries = works_of(before, progress), draft.ke_thua.viec
    named = _Named(works)
    left_out = _left_out(draft, works)
    explained = {work.at for entry in entries for work in named.called(entry.viec)}
    unexplained = [work for work in works if work.at in left_out and not work.finished and work.at not in explained]
    return [*_entry_faults(entries, named, left_out), *_unexplained_faults(unexplained)]


def carried_over(draft: VanBan, before: VanBan, progress: TienDo | None = None) -> frozenset[Path]:
    """Return the places of those works of ``draft`` that ``before`` left unfinished: they go on under their ids or their words.
    What recurs is new each time.
    """
    left = [work for work in works_of(before, progress) if not (work.finished or work.recurring)]
    names, words = {work.name for work in left if work.name}, {work.compared for work in left}
    return frozenset(work.at for work in works_of(draft) if work.name in names or work.compared in words)


class _Named:
    """Works by what an entry of ``ke_thua`` may call them: their ids, or the beginning of their words."""

    def __init__(self, works: list[Work]) -> None:
        self.names: dict[str, list[Work]] = defaultdict(list)
        for work in works:
            for name in filter(None, (work.name, work.recurring)):
                self.names[name].append(work)
        # In the order of their words those that begin alike are neighbours: no entry need be compared with all works.
        self._by_words = sorted(works, key=lambda work: work.compared)
        self._words = [work.compared for work in self._by_words]

    def called(self, written: str) -> list[Work]:
        """Return the works that ``written`` is a name or the beginning of."""
        found = list(self.names.get(written, ()))
        if beginning := Work.beginning(written):
            start = bisect_left(self._words, beginning)
            for work in self._by_words[start:]:
                if not work.compared.startswith(beginning):
                    break
                found.append(work)
        return found


def _left_out(draft: VanBan, works: list[Work]) -> set[Path]:
    """Return the places of those of ``works`` that ``draft`` does not hold, by id, by words or as a work that recurs."""
    names: set[str | None] = set()
    words: set[str] = set()
    for _rest, node in nodes_below(draft):
        names.update(filter(None, (node.id, node.thuong_ky)))
        words.add(normalised(words_of(node)))
    words.discard("")
    return {work.at for work in works if names.isdisjoint((work.name, work.recurring)) and work.compared not in words}


def _entry_faults(entries: tuple[ViecKyTruoc, ...], named: _Named, left_out: Collection[Path]) -> Iterator[Diagnostic]:
    """Find entries that account for no work, or do not say why."""
    guesses = Guesses(lambda: named.names)
    for index, entry in enumerate(entries):
        at: Path = ("ke_thua", "viec", index)
        called = named.called(entry.viec)
        if not called:
            hint = guesses.nearest(entry.viec) or _("ghi mã của việc, hoặc mấy chữ đầu của lời văn, đúng như ở kỳ trước")
            yield error("KS02", (*at, "viec"), _("kỳ trước không có việc «{viec}»", viec=entry.viec), hint)
        elif not entry.ly_do and _needs_reason(entry, any(work.at in left_out for work in called)):
            message = _("việc kỳ trước ghi «{trang_thai}» mà chưa có lý do", trang_thai=entry.trang_thai)
            given_up = entry.trang_thai == "thoi"
            hint = _("thêm «ly_do: …»") if given_up else _("thêm «ly_do: …»: việc ấy nay là việc nào ở đây")
            yield error("KS03", (*at, "trang_thai"), message, hint)


def _needs_reason(entry: ViecKyTruoc, is_left_out: bool) -> bool:
    """Return whether an entry must say why. One that is carried over in its old words is found here: it need not."""
    if entry.trang_thai == "thoi":
        return True
    return entry.trang_thai == "chuyen_ky_sau" and is_left_out


def _unexplained_faults(works: list[Work]) -> Iterator[Diagnostic]:
    """Say of each of ``works`` once that nobody knows what became of it: it may stand in several places of its programme."""
    seen: set[str] = set()
    for work in works:
        name = work.recurring or work.name or work.compared
        if name in seen:
            continue
        seen.add(name)
        call = work.recurring or work.name or work.excerpt
        entry = _("viec: - {{viec: {call}, trang_thai: xong}} (hoặc thoi, kèm ly_do)", call=call)
        hint = _("chép việc ấy sang đây, hoặc thêm vào «ke_thua»: {entry}", entry=entry)
        yield error("KS04", ("ke_thua", "tu"), _("việc của kỳ trước chưa rõ đi đâu: «{excerpt}»", excerpt=work.excerpt), hint)
