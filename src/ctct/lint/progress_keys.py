"""Keys of a file of progress that are no work of its programme: what is told under them counts for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Diagnostic, Guesses, error
from ctct.language import _
from ctct.model.document import VanBan
from ctct.model.structure import nodes_below
from ctct.model.works import works_of

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

CODE = "TDO05"


class UnknownKey(NamedTuple):
    """A key, what is wrong with it, and what to write instead."""

    key: str
    message: str
    hint: str


def unknown_keys(draft: VanBan, progress: TienDo) -> Iterator[UnknownKey]:
    """Yield the keys of ``progress`` under which ``draft`` has no work."""
    keys = {work.key for work in works_of(draft) if work.key}
    if keys.issuperset(progress.viec):
        return
    nodes = {node.id for _rest, node in nodes_below(draft)}
    guesses = Guesses(lambda: keys)
    for key in progress.viec:
        if key in keys:
            continue
        hint = guesses.nearest(key) or _("ghi «id» của việc; việc chưa có thì chạy «ctct viec --gan-ma»")
        if of_recurring := [other for other in keys if other.partition("@")[0] == key]:
            hint = _("đây là việc thường kỳ: ghi «{key}», mỗi lần một dòng", key=min(of_recurring))
        elif key in nodes:
            hint = _("đây là một mục có các việc ở trong, hoặc không giao cho ai: ghi mã của từng việc")
        yield UnknownKey(key, _("chương trình không có việc nào mang mã «{key}»", key=key), hint)


def unknown_key_faults(draft: VanBan, progress: TienDo, file: str) -> tuple[Diagnostic, ...]:
    """Return the same as faults of ``file``, for those who count works without asking the rules: their figures would be off."""
    found = unknown_keys(draft, progress)
    return tuple(error(CODE, ("viec", one.key), one.message, one.hint, on_key=True, file=file) for one in found)
