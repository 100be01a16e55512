"""What becomes of the works of the period before: each one that was not finished is carried over or accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctct.diagnostics import Diagnostic, error, nearest
from ctct.model.document import VanBan
from ctct.model.structure import nodes_below
from ctct.model.works import Work, words_of, works_of
from ctct.source.lookup import normalised


def carry_over_faults(draft: VanBan, before: VanBan) -> list[Diagnostic]:
    """Return what is wrong with how ``draft`` takes over the programme ``before``, which its ``ke_thua`` names."""
    works = works_of(before)
    return [*_entry_faults(draft, works), *_unexplained(draft, works)]


def _entry_faults(draft: VanBan, works: list[Work]) -> Iterator[Diagnostic]:
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


def _unexplained(draft: VanBan, works: list[Work]) -> Iterator[Diagnostic]:
    """Find the unfinished works that are neither here nor accounted for."""
    assert draft.ke_thua
    entries = [entry.viec for entry in draft.ke_thua.viec]
    told: set[str] = set()
    for work in _left_out(draft, [work for work in works if not work.finished]):
        name = work.recurring or work.name or normalised(work.words)
        if name in told or any(work.is_called(entry) for entry in entries):
            continue
        told.add(name)
        call = work.recurring or work.name or work.excerpt
        hint = (
            f"chép việc ấy sang đây, hoặc thêm vào «ke_thua»: viec: - {{viec: {call}, trang_thai: xong}} (hoặc thoi, kèm ly_do)"
        )
        yield error("KS04", ("ke_thua", "tu"), f"việc của kỳ trước chưa rõ đi đâu: «{work.excerpt}»", hint)


def _left_out(draft: VanBan, works: Iterable[Work]) -> list[Work]:
    """Return those of ``works`` that ``draft`` does not hold, by id, by words or as a work that recurs."""
    nodes = [node for _, node in nodes_below(draft)]
    names = {node.id for node in nodes if node.id} | {node.thuong_ky for node in nodes if node.thuong_ky}
    said = {normalised(words_of(node)) for node in nodes}
    return [
        work for work in works if not ({work.name, work.recurring} & names or (work.words and normalised(work.words) in said))
    ]
