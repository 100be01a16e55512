"""What no single value shows: levels in order, ids used once, every node with something to say."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Diagnostic, Guesses, Path, error
from ctct.language import _
from ctct.model.body import KemTheo, Node, PhuLuc, Viec
from ctct.model.document import VanBan
from ctct.model.pictures import Hinh
from ctct.model.table_faults import row_faults
from ctct.model.tables import Bang
from ctct.model.types import LEVEL_NAMES, LEVELS, OF_TWO_PARTIES, OF_WORKS_ONLY, TYPE_NAMES
from ctct.source.inline import Words, read_inline

Body = VanBan | Node
"""What nodes stand under: the document itself, a text attached to it, another node."""


def children_of(owner: Body) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Yield the levels under ``owner`` that have nodes, with those nodes."""
    said = owner.__dict__  # asking a model for a level that it does not have is slow
    for level in LEVELS:
        if nodes := said.get(level):
            yield level, nodes


def is_without_nodes(owner: Body) -> bool:
    """Return whether no node stands under ``owner``."""
    return not any(map(owner.__dict__.get, LEVELS))


def nodes_below(owner: Body, at: Path = ()) -> Iterator[tuple[Path, Node]]:
    """Yield every node below ``owner``, which stands at ``at``, with its place, in reading order."""
    # A stack and no recursion: a programme is walked many times, and each node would pass through all that it stands in.
    todo = _placed_children(owner, at)
    while todo:
        place, node = placed = todo.pop()
        yield placed
        todo += _placed_children(node, place)


def _placed_children(owner: Body, at: Path) -> list[tuple[Path, Node]]:
    """Return the nodes right under ``owner``, the last first."""
    placed = [((*at, level, index), node) for level, nodes in children_of(owner) for index, node in enumerate(nodes)]
    placed.reverse()
    return placed


def owners_in(body: Body, at: Path = ()) -> Iterator[tuple[Path, Body]]:
    """Yield ``body``, which stands at ``at``, and every node below it: all that may own nodes, tables and marks."""
    yield at, body
    yield from nodes_below(body, at)


def attached_to(draft: VanBan) -> Iterator[tuple[Path, KemTheo | PhuLuc]]:
    """Yield the texts that follow the closing, in the order of printing, each with its place."""
    if draft.kem_theo:
        yield ("kem_theo",), draft.kem_theo
    for index, appendix in enumerate(draft.phu_luc or ()):
        yield ("phu_luc", index), appendix


def bodies_of(draft: VanBan) -> Iterator[tuple[Path, Body]]:
    """Yield the document itself and the texts attached to it: what each numbers its nodes anew."""
    yield (), draft
    yield from attached_to(draft)


def tables_at(owner: Body, at: Path) -> Iterator[tuple[Path, Bang]]:
    """Yield the tables of ``owner`` itself, which stands at ``at``, with their places."""
    for index, table in enumerate(owner.bang or ()):
        yield (*at, "bang", index), table


def pictures_at(owner: Body, at: Path) -> Iterator[tuple[Path, Hinh]]:
    """Yield the pictures of ``owner`` itself, which stands at ``at``, with their places."""
    for index, picture in enumerate((owner.hinh if isinstance(owner, Node) else None) or ()):
        yield (*at, "hinh", index), picture


def structure_faults(draft: VanBan) -> list[Diagnostic]:
    """Return every fault of the draft's structure, in reading order."""
    faults = [*_document_faults(draft), *_programme_faults(draft)]
    first_use: dict[str, Path] = {}
    works = Guesses(lambda: draft.thuong_ky)
    for at, body in bodies_of(draft):
        if isinstance(body, KemTheo | PhuLuc):
            faults += _attached_faults(body, at)
        for place, owner in owners_in(body, at):
            faults += _level_faults(owner, place, above=str(place[-2]) if place != at else None)
            if isinstance(owner, Node):
                faults += _id_faults(owner, place, first_use)
            if isinstance(owner, Node) and owner is not body:
                faults += _node_faults(owner, place, draft, works)
            for where, table in tables_at(owner, place):
                faults += row_faults(table, where)
            for where, picture in pictures_at(owner, place):
                faults += [*_id_faults(picture, where, first_use), *_picture_faults(picture, where)]
    return faults


def _document_faults(draft: VanBan) -> Iterator[Diagnostic]:
    name = TYPE_NAMES[draft.loai].lower()
    if draft.ten_loai and not f"{draft.ten_loai} ".startswith(f"{TYPE_NAMES[draft.loai]} "):
        message = _("tên loại «{ten_loai}» không mở đầu bằng «{type}»", ten_loai=draft.ten_loai, type=TYPE_NAMES[draft.loai])
        hint, plain = (
            _("ghi như «{type} …», hoặc sửa «loai»", type=TYPE_NAMES[draft.loai]),
            draft.ten_loai.capitalize(),
        )
        if f"{plain} ".startswith(f"{TYPE_NAMES[draft.loai]} "):
            hint = _("ghi «{plain}»: ctct tự in hoa", plain=plain)
        yield error("KC14", ("ten_loai",), message, hint)
    if draft.nguoi_ghi and draft.loai != "bien_ban":
        yield error(
            "KC01", ("nguoi_ghi",), _("{name} không có người ghi biên bản", name=name), _("bỏ «nguoi_ghi»"), on_key=True
        )
    if draft.nguoi_ky_ben_b and draft.loai not in OF_TWO_PARTIES:
        yield error("KC01", ("nguoi_ky_ben_b",), _("{name} không có bên B", name=name), _("bỏ «nguoi_ky_ben_b»"), on_key=True)
    if draft.trinh_bay.chu_chim and draft.so_ky_hieu.so and not draft.du_thao:
        message, hint = (
            _("văn bản đã có số, không còn là dự thảo"),
            _("bỏ «chu_chim»; nếu vẫn là dự thảo thì ghi «du_thao: lần»"),
        )
        yield error("KC16", ("trinh_bay", "chu_chim"), message, hint, on_key=True)
    if not (draft.noi_dung or draft.ket or draft.bang or any(children_of(draft))):
        yield error(
            "KC02", ("loai",), _("dự thảo chưa có nội dung"), _("thêm «noi_dung», «phan», «muc», «dieu», «khoan» hoặc «diem»")
        )


def _level_faults(owner: Body, at: Path, above: str | None) -> Iterator[Diagnostic]:
    """Find levels side by side, and levels inside of ``above``, that of ``owner``, which is no higher than they."""
    if is_without_nodes(owner):
        return
    levels = [level for level, _rest in children_of(owner)]
    if len(levels) > 1:
        names = _(" và ").join(f"«{name}»" for name in levels)
        hint = _("gom về một cấp, hoặc đặt cấp thấp vào trong cấp cao")
        yield error("KC03", (*at, levels[1]), _("cùng một chỗ có cả {names}", names=names), hint, on_key=True)
    for level in levels:
        if above is not None and LEVELS.index(level) <= LEVELS.index(above):
            message = _(
                "{level} không nằm trong {above} được",
                level=LEVEL_NAMES[level],
                above=LEVEL_NAMES[above],
            )
            below = ", ".join(LEVELS[LEVELS.index(above) + 1 :])
            yield error(
                "KC04", (*at, level), message, _("dùng cấp thấp hơn: {below}", below=below) if below else None, on_key=True
            )


def _node_faults(node: Node, at: Path, draft: VanBan, works: Guesses) -> Iterator[Diagnostic]:
    work = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
    if node.thuong_ky and work is None:
        hint = works.nearest(node.thuong_ky) or _("viết việc đó ở «thuong_ky» của dự thảo")
        yield error("KC06", (*at, "thuong_ky"), _("không có việc thường kỳ «{thuong_ky}»", thuong_ky=node.thuong_ky), hint)
    elif not (_says_something(node) or (work and _says_something(work))):
        yield error("KC07", at, _("chỗ này chưa có tên và chưa có lời văn"), _("thêm «ten» hoặc «noi_dung»"))
    if node.trang_thai in ("chuyen_ky_sau", "thoi") and not node.ly_do:
        yield error(
            "KC08",
            (*at, "trang_thai"),
            _("việc ghi «{trang_thai}» mà chưa có lý do", trang_thai=node.trang_thai),
            _("thêm «ly_do: …»"),
        )


def _says_something(work: Viec) -> bool:
    return bool(work.ten or work.noi_dung or (isinstance(work, Node) and (work.bang or work.hinh)))


def _id_faults(node: Node | Hinh, at: Path, first_use: dict[str, Path]) -> Iterator[Diagnostic]:
    if not node.id:
        return
    if node.id in first_use:
        where = "/".join(str(step) if isinstance(step, str) else str(step + 1) for step in first_use[node.id])
        yield error(
            "KC05", (*at, "id"), _("mã «{id}» đã dùng ở {where}", id=node.id, where=where), _("mỗi mã chỉ đặt cho một chỗ")
        )
    first_use.setdefault(node.id, at)


def _picture_faults(picture: Hinh, at: Path) -> Iterator[Diagnostic]:
    if picture.id and not picture.ten:
        hint = _("thêm «ten» cho hình, hoặc bỏ «id»")
        yield error("HA02", (*at, "id"), _("hình không có tên thì không có số để viện dẫn"), hint, on_key=True)
    if any(not isinstance(piece, Words) for piece in read_inline(picture.mo_ta)):
        message = _("mô tả hình không in ra, nên không có viện dẫn «@mã», chú thích «[^mã]»")
        yield error("HA02", (*at, "mo_ta"), message, _("ghi bằng lời văn"))


def _attached_faults(owner: KemTheo | PhuLuc, at: Path) -> Iterator[Diagnostic]:
    from ctct.model.body import KemTheo, PhuLuc  # whoever has a draft has these; to walk over one takes none

    for key in (*OF_WORKS_ONLY, *(("ten",) if isinstance(owner, KemTheo) else ())):
        if getattr(owner, key):
            hint = _("tên ghi ở «loai» và «trich_yeu»") if key == "ten" else _("ghi ở từng mục, khoản bên trong")
            yield error("MH02", (*at, key), _("không có khóa «{key}» ở đây", key=key), hint, on_key=True)
    has_content = bool(owner.noi_dung or owner.bang or owner.hinh or any(children_of(owner)))
    if isinstance(owner, PhuLuc):
        if not (has_content or owner.chuong_trinh):
            yield error("KC07", at, _("phụ lục chưa có nội dung"), _("thêm «noi_dung», «bang», «muc», «khoan»…"))
    elif not has_content:
        yield error("KC07", at, _("văn bản kèm theo chưa có nội dung"), _("thêm «noi_dung», «chuong», «dieu»…"))


def _programme_faults(draft: VanBan) -> Iterator[Diagnostic]:
    """Find works that would be printed nowhere, or twice."""
    asked: list[Path] = [
        ("phu_luc", index, "chuong_trinh") for index, one in enumerate(draft.phu_luc or ()) if one.chuong_trinh
    ]
    if draft.trinh_bay.chuong_trinh:
        asked.insert(0, ("trinh_bay", "chuong_trinh"))
    if asked and is_without_nodes(draft):
        yield error(
            "KC13", asked[0], _("dự thảo không có việc nào để in thành bảng"), _("thêm «muc», «khoan»… ở ngoài phụ lục")
        )
    if draft.trinh_bay.kho_ngang and not draft.trinh_bay.chuong_trinh:
        message, hint = _("«kho_ngang» ở đây chỉ dùng khi in các việc thành bảng"), _("ghi ở bảng hoặc phụ lục cần in ngang")
        yield error("KC13", ("trinh_bay", "kho_ngang"), message, hint, on_key=True)
    if draft.trinh_bay.muc_luc and (asked or not (draft.phu_luc or any(node.ten for _rest, node in nodes_below(draft)))):
        message, hint = _("không có đề mục nào để đưa vào mục lục"), _("bỏ «muc_luc», hoặc đặt «ten» cho các phần, mục")
        yield error("KC15", ("trinh_bay", "muc_luc"), message, hint, on_key=True)
    if draft.trinh_bay.thoi_gian and asked:
        message = _("các việc in thành bảng, đã có cột «Thời gian»")
        yield error("KC13", ("trinh_bay", "thoi_gian"), message, _("bỏ «thoi_gian» ở đây"), on_key=True)
    yield from _unprinted_pictures(draft) if asked else ()
    if draft.trinh_bay.phan_cong and asked:
        message = _("các việc in thành bảng, mỗi vai được giao đã có cột riêng")
        yield error("KC13", ("trinh_bay", "phan_cong"), message, _("bỏ «phan_cong» ở đây"), on_key=True)
    for again in asked[1:]:
        yield error("KC13", again, _("các việc của dự thảo đã in thành bảng ở chỗ khác"), _("bỏ một trong hai chỗ"))


def _unprinted_pictures(draft: VanBan) -> Iterator[Diagnostic]:
    """Find pictures of works that are printed as the rows of a table."""
    for at, node in nodes_below(draft):
        if node.hinh:
            message = _("các việc in thành bảng, không in hình ở từng việc")
            yield error("KC13", (*at, "hinh"), message, _("chuyển hình vào một phụ lục"), on_key=True)
