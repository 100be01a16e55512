"""What no single entry of a register of documents shows: one document twice, documents that replace each other in a ring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Guesses, error
from ctct.language import _
from ctct.model.cited_documents import VanBanVienDan


class Registered(NamedTuple):
    """An entry of a register: its id, what it says, the file that it stands in (``None``: the one that is looked at)."""

    id: str
    document: VanBanVienDan
    file: str | None


def document_faults(entries: Sequence[Registered]) -> Iterator[Diagnostic]:
    """Yield the faults of all registers that are read together."""
    by_id: dict[str, Registered] = {}
    by_identity: dict[tuple[str, str], Registered] = {}
    for one in entries:
        first = by_id.setdefault(one.id, one)
        if first is not one:
            where = _(" ở {file}", file=first.file) if first.file else ""
            message = _("mã «{id}» đã có{where}", id=one.id, where=where)
            yield error("DM03", (one.id,), message, _("mỗi mã chỉ dùng một lần"), on_key=True, file=one.file)
            continue
        identity = one.document.identity
        if identity and (same := by_identity.setdefault(identity, one)) is not one:
            yield _twice(one, same)
    yield from _unknown_ones(by_id)
    yield from _rings(by_id)


def _twice(one: Registered, same: Registered) -> Diagnostic:
    message = _("văn bản «{so_ky_hieu}» đã ghi ở mã «{id}»", so_ky_hieu=one.document.so_ky_hieu, id=same.id)
    hint = _("bỏ một trong hai; số đánh lại theo khóa, theo năm thì ghi «khoa», «ngay» để phân biệt")
    return error("DM02", (one.id, "so_ky_hieu"), message, hint, file=one.file)


def _unknown_ones(by_id: Mapping[str, Registered]) -> Iterator[Diagnostic]:
    guesses = Guesses(lambda: by_id)
    for one in by_id.values():
        for key in ("thay_the", "bai_bo_mot_phan"):
            for index, other in enumerate(getattr(one.document, key)):
                if other not in by_id:
                    hint = guesses.nearest(other) or _("thêm văn bản ấy vào danh mục, hoặc bỏ mã này")
                    yield error(
                        "DM04", (one.id, key, index), _("danh mục không có văn bản «{other}»", other=other), hint, file=one.file
                    )


def _rings(by_id: Mapping[str, Registered]) -> Iterator[Diagnostic]:
    """Yield where a document replaces one that replaces it: each ring once, at the entry that closes it."""
    done: set[str] = set()
    for start in by_id:
        walk = [(start, iter(by_id[start].document.thay_the))]
        on_way = {start}
        while walk:
            here, rest = walk[-1]
            other = next((name for name in rest if name in by_id and name not in done), None)
            if other is None:
                walk.pop()
                on_way.discard(here)
                done.add(here)
            elif other in on_way:
                at = (here, "thay_the", by_id[here].document.thay_the.index(other))
                ring = [name for name, _rest in walk]
                told = " → ".join([*ring[ring.index(other) :], other])
                yield error(
                    "DM04",
                    at,
                    _("các văn bản thay thế nhau thành vòng: {told}", told=told),
                    _("bỏ mã viết sai"),
                    file=by_id[here].file,
                )
            else:
                on_way.add(other)
                walk.append((other, iter(by_id[other].document.thay_the)))
