"""What no single value shows: levels in order, ids used once, every node with something to say."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Diagnostic, Path, error, nearest
from ctct.model.body import Node
from ctct.model.document import Draft
from ctct.model.types import LEVEL_NAMES, LEVELS, PARTY_TYPES

ADDRESSED = frozenset({"cong_van", "to_trinh"})
"""The types that say to whom they go at their head."""


def children_of(owner: Draft | Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield the levels under ``owner`` that have nodes, with those nodes."""
    for level in LEVELS:
        if nodes := getattr(owner, level, None):
            yield level, nodes


def structure_faults(draft: Draft) -> list[Diagnostic]:
    """Return every fault of the draft's structure, in reading order."""
    return [*_document_faults(draft), *_node_faults(draft, (), None, {}, draft)]


def _document_faults(draft: Draft) -> Iterator[Diagnostic]:
    name = PARTY_TYPES[draft.loai].name.lower()
    if draft.loai in ADDRESSED and not draft.kinh_gui:
        yield error("KC00", ("loai",), f"{name} phải có «kinh_gui»", "thêm «kinh_gui: …»")
    if draft.kinh_gui and draft.loai not in ADDRESSED:
        yield error("KC01", ("kinh_gui",), f"{name} không có phần kính gửi", "ghi ở «noi_nhan»", on_key=True)
    if draft.nguoi_ghi and draft.loai != "bien_ban":
        yield error("KC01", ("nguoi_ghi",), f"{name} không có người ghi biên bản", "bỏ «nguoi_ghi»", on_key=True)
    if not (draft.noi_dung or draft.ket or any(children_of(draft))):
        yield error(
            "KC02", ("loai",), "dự thảo chưa có nội dung", "thêm «noi_dung», «phan», «muc», «dieu», «khoan» hoặc «diem»"
        )


def _node_faults(owner: Draft | Node, at: Path, level: str | None, seen: dict[str, Path], draft: Draft) -> Iterator[Diagnostic]:
    groups = list(children_of(owner))
    if len(groups) > 1:
        names = " và ".join(f"«{name}»" for name, _ in groups)
        hint = "gom về một cấp, hoặc đặt cấp thấp vào trong cấp cao"
        yield error("KC03", (*at, groups[1][0]), f"cùng một chỗ có cả {names}", hint, on_key=True)
    for name, nodes in groups:
        if level is not None and LEVELS.index(name) <= LEVELS.index(level):
            message = f"{LEVEL_NAMES[name]} không nằm trong {LEVEL_NAMES[level]} được"
            below = ", ".join(LEVELS[LEVELS.index(level) + 1 :])
            yield error("KC04", (*at, name), message, f"dùng cấp thấp hơn: {below}" if below else None, on_key=True)
        for index, node in enumerate(nodes):
            path = (*at, name, index)
            yield from _own_faults(node, path, seen, draft)
            yield from _node_faults(node, path, name, seen, draft)


def _own_faults(node: Node, at: Path, seen: dict[str, Path], draft: Draft) -> Iterator[Diagnostic]:
    if node.id:
        if node.id in seen:
            first = "/".join(str(step) if isinstance(step, str) else str(step + 1) for step in seen[node.id])
            yield error("KC05", (*at, "id"), f"mã «{node.id}» đã dùng ở {first}", "mỗi mã chỉ đặt cho một chỗ")
        seen.setdefault(node.id, at)
    work = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
    if node.thuong_ky and work is None:
        hint = nearest(node.thuong_ky, draft.thuong_ky) or "viết việc đó ở «thuong_ky» của dự thảo"
        yield error("KC06", (*at, "thuong_ky"), f"không có việc thường kỳ «{node.thuong_ky}»", hint)
    elif not (node.ten or node.noi_dung or (work and (work.ten or work.noi_dung))):
        yield error("KC07", at, "chỗ này chưa có tên và chưa có lời văn", "thêm «ten» hoặc «noi_dung»")
    if node.trang_thai in ("chuyen_ky_sau", "thoi") and not node.ly_do:
        yield error("KC08", (*at, "trang_thai"), f"việc ghi «{node.trang_thai}» mà chưa có lý do", "thêm «ly_do: …»")
