"""What no single value shows: levels in order, ids used once, every node with something to say."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Diagnostic, Path, error, nearest
from ctct.model.body import OF_WORKS_ONLY, KemTheo, Node, PhuLuc
from ctct.model.document import VanBan
from ctct.model.tables import Bang
from ctct.model.types import LEVEL_NAMES, LEVELS, TYPE_NAMES


def children_of(owner: VanBan | Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield the levels under ``owner`` that have nodes, with those nodes."""
    said = owner.__dict__  # asking a model for a level that it does not have is slow
    for level in LEVELS:
        if nodes := said.get(level):
            yield level, nodes


def structure_faults(draft: VanBan) -> list[Diagnostic]:
    """Return every fault of the draft's structure, in reading order."""
    seen: dict[str, Path] = {}
    faults = [*_document_faults(draft), *_node_faults(draft, (), None, seen, draft), *_table_faults(draft.bang, ("bang",))]
    faults.extend(_programme_faults(draft))
    for at, owner in attached_to(draft):
        faults.extend(_attached_faults(owner, at))
        if owner.id:
            faults.extend(_id_faults(owner.id, at, seen))
        faults.extend(_table_faults(owner.bang, (*at, "bang")))
        faults.extend(_node_faults(owner, at, None, seen, draft))
    return faults


def attached_to(draft: VanBan) -> Iterator[tuple[Path, KemTheo | PhuLuc]]:
    """Yield the texts that follow the closing, in the order of printing, each with its place."""
    if draft.kem_theo:
        yield ("kem_theo",), draft.kem_theo
    for index, appendix in enumerate(draft.phu_luc or ()):
        yield ("phu_luc", index), appendix


def tables_of(draft: VanBan) -> Iterator[tuple[Path, Bang, bool]]:
    """Yield every table with its place, and whether the page around it already lies on its side."""
    for index, table in enumerate(draft.bang or ()):
        yield ("bang", index), table, False
    yield from _tables_below(draft, (), False)
    for at, owner in attached_to(draft):
        wide = isinstance(owner, PhuLuc) and owner.kho_ngang
        for index, table in enumerate(owner.bang or ()):
            yield (*at, "bang", index), table, wide
        yield from _tables_below(owner, at, wide)


def _tables_below(owner: VanBan | Node, at: Path, wide: bool) -> Iterator[tuple[Path, Bang, bool]]:
    for level, nodes in children_of(owner):
        for index, node in enumerate(nodes):
            for place, table in enumerate(node.bang or ()):
                yield (*at, level, index, "bang", place), table, wide
            yield from _tables_below(node, (*at, level, index), wide)


def _document_faults(draft: VanBan) -> Iterator[Diagnostic]:
    name = TYPE_NAMES[draft.loai].lower()
    if draft.nguoi_ghi and draft.loai != "bien_ban":
        yield error("KC01", ("nguoi_ghi",), f"{name} không có người ghi biên bản", "bỏ «nguoi_ghi»", on_key=True)
    if not (draft.noi_dung or draft.ket or draft.bang or any(children_of(draft))):
        yield error(
            "KC02", ("loai",), "dự thảo chưa có nội dung", "thêm «noi_dung», «phan», «muc», «dieu», «khoan» hoặc «diem»"
        )


def _node_faults(
    owner: VanBan | Node, at: Path, level: str | None, seen: dict[str, Path], draft: VanBan
) -> Iterator[Diagnostic]:
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


def _own_faults(node: Node, at: Path, seen: dict[str, Path], draft: VanBan) -> Iterator[Diagnostic]:
    if node.id:
        yield from _id_faults(node.id, at, seen)
    yield from _table_faults(node.bang, (*at, "bang"))
    work = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
    if node.thuong_ky and work is None:
        hint = nearest(node.thuong_ky, draft.thuong_ky) or "viết việc đó ở «thuong_ky» của dự thảo"
        yield error("KC06", (*at, "thuong_ky"), f"không có việc thường kỳ «{node.thuong_ky}»", hint)
    elif not (node.ten or node.noi_dung or node.bang or (work and (work.ten or work.noi_dung))):
        yield error("KC07", at, "chỗ này chưa có tên và chưa có lời văn", "thêm «ten» hoặc «noi_dung»")
    if node.trang_thai in ("chuyen_ky_sau", "thoi") and not node.ly_do:
        yield error("KC08", (*at, "trang_thai"), f"việc ghi «{node.trang_thai}» mà chưa có lý do", "thêm «ly_do: …»")


def _id_faults(name: str, at: Path, seen: dict[str, Path]) -> Iterator[Diagnostic]:
    if name in seen:
        first = "/".join(str(step) if isinstance(step, str) else str(step + 1) for step in seen[name])
        yield error("KC05", (*at, "id"), f"mã «{name}» đã dùng ở {first}", "mỗi mã chỉ đặt cho một chỗ")
    seen.setdefault(name, at)


def _attached_faults(owner: KemTheo | PhuLuc, at: Path) -> Iterator[Diagnostic]:
    for key in (*OF_WORKS_ONLY, *(("ten",) if isinstance(owner, KemTheo) else ())):
        if getattr(owner, key):
            hint = "tên ghi ở «loai» và «trich_yeu»" if key == "ten" else "ghi ở từng mục, khoản bên trong"
            yield error("MH02", (*at, key), f"không có mục «{key}» ở đây", hint, on_key=True)
    says_something = owner.noi_dung or owner.bang or any(children_of(owner))
    if isinstance(owner, PhuLuc):
        if not owner.ten:
            yield error("KC07", at, "phụ lục chưa có tên", "thêm «ten: …»")
        if not (says_something or owner.chuong_trinh):
            yield error("KC07", at, "phụ lục chưa có nội dung", "thêm «noi_dung», «bang», «muc», «khoan»…")
    elif not says_something:
        yield error("KC07", at, "văn bản kèm theo chưa có nội dung", "thêm «noi_dung», «chuong», «dieu»…")


def _table_faults(tables: tuple[Bang, ...] | None, at: Path) -> Iterator[Diagnostic]:
    for place, table in enumerate(tables or ()):
        for index, row in enumerate(table.dong):
            if len(row.o or ()) > len(table.cot):
                message = f"dòng này có {len(row.o or ())} ô, mà bảng chỉ có {len(table.cot)} cột"
                hint = "bớt ô, hoặc thêm cột; ô có dấu phẩy thì để trong dấu nháy"
                yield error("BG01", (*at, place, "dong", index), message, hint)


def _programme_faults(draft: VanBan) -> Iterator[Diagnostic]:
    """Find works that would be printed nowhere, or twice."""
    asked: list[Path] = [
        ("phu_luc", index, "chuong_trinh") for index, one in enumerate(draft.phu_luc or ()) if one.chuong_trinh
    ]
    if draft.trinh_bay.chuong_trinh:
        asked.insert(0, ("trinh_bay", "chuong_trinh"))
    if asked and not any(children_of(draft)):
        yield error("KC13", asked[0], "dự thảo không có việc nào để in thành bảng", "thêm «muc», «khoan»… ở ngoài phụ lục")
    if draft.trinh_bay.kho_ngang and not draft.trinh_bay.chuong_trinh:
        message, hint = "«kho_ngang» ở đây chỉ dùng khi in các việc thành bảng", "ghi ở bảng hoặc phụ lục cần in ngang"
        yield error("KC13", ("trinh_bay", "kho_ngang"), message, hint, on_key=True)
    for again in asked[1:]:
        yield error("KC13", again, "các việc của dự thảo đã in thành bảng ở chỗ khác", "bỏ một trong hai chỗ")
