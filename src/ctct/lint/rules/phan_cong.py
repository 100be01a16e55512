"""Phân công: việc nào cũng có người được giao, ai được giao cũng nhận được văn bản."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ctct.diagnostics import Severity, excerpt
from ctct.language import _
from ctct.lint.endings import DASHES
from ctct.lint.recipients import Recipients
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.structure import nodes_below
from ctct.resolve.tree import Item, Link, text_of


@rule("PC01", ("Quy ước soạn thảo văn bản", "việc có người được giao"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def viec_co_nguoi_duoc_giao(subject: Subject) -> Iterator[Finding]:
    """Trong một phần của chương trình đã có phân công thì việc nào cũng được giao cho người hoặc cơ quan, ở chính việc ấy hoặc
    ở mục chứa nó. Phần chỉ có lời văn («Kết quả», «Tổ chức thực hiện») thì không kể.

    Sai:
        muc:
          - ten: Hội nghị tháng 4/2021
            khoan:
              - noi_dung: Cho ý kiến về công tác cán bộ.
                phan_cong_chi_dao: dang-van-minh
              - Cho ý kiến về công tác dân vận.
    Đúng:
        muc:
          - ten: Hội nghị tháng 4/2021
            phan_cong_chi_dao: dang-van-minh
            khoan:
              - Cho ý kiến về công tác cán bộ.
              - Cho ý kiến về công tác dân vận.
          - ten: Tổ chức thực hiện
            noi_dung: Các cơ quan theo chức năng thực hiện Chương trình này.
    Đúng:
        muc:
          - id: thang-4
            ten: Hội nghị tháng 4/2021
            khoan:
              - noi_dung: Cho ý kiến về công tác cán bộ.
                co_quan_tham_muu: van-phong-tinh-uy
              - noi_dung: Cho ý kiến về công tác dân vận.
                nhu: thang-4
    """
    if subject.draft.loai != "chuong_trinh":
        return
    for root in subject.resolved.items:
        if root.children and _is_charged_somewhere(root):
            yield from map(_uncharged, _without_charge(root))


def _uncharged(item: Item) -> Finding:
    words = excerpt(text_of(item.ten or (item.noi_dung[0] if item.noi_dung else ())))
    hint = _("thêm «phan_cong_chi_dao» hoặc «co_quan_tham_muu»; giao như mục khác thì «nhu»")
    return Finding(item.at, _("chưa giao ai: «{words}»", words=words), hint)


def _without_charge(item: Item) -> Iterator[Item]:
    """Yield the highest items under ``item`` for which nobody is charged, neither there nor below."""
    if _is_charged(item):
        return  # and with it all below
    if not _is_charged_somewhere(item):
        yield item
        return
    for child in item.children:
        yield from _without_charge(child)


def _is_charged_somewhere(item: Item) -> bool:
    return _is_charged(item) or any(map(_is_charged_somewhere, item.children))


def _is_charged(item: Item) -> bool:
    """Return whether somebody is charged with an item itself, be it in a line that was typed out."""
    return bool(item.phan_cong) or any(text_of(line).lstrip("- ").startswith("Phân công") for line in item.noi_dung)


@rule("PC02", ("36-HD/VPTW", "II.1.9"), ("05-HD/VPTW", "II.I.9.1.1"), layouts=("dang",), severity=Severity.ADVICE)
def co_quan_duoc_giao_co_trong_noi_nhan(subject: Subject) -> Iterator[Finding]:
    """Cơ quan trong danh bạ được giao việc thì có trong nơi nhận: ghi tên, ghi nhóm chứa nó («Các cơ quan chuyên trách tham
    mưu, giúp việc Tỉnh ủy»), hoặc ghi gộp («Các sở, ban, ngành», «Các cơ quan được giao nhiệm vụ»).

    Sai:
        noi_nhan: [Ban Bí thư (b/c), Lưu Phòng Tổng hợp]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Văn phòng Tỉnh uỷ, Lưu Phòng Tổng hợp]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Lưu Văn phòng Tỉnh ủy]
    Đúng:
        noi_nhan: [Ban Bí thư (b/c), Các cơ quan được giao nhiệm vụ, Lưu Phòng Tổng hợp]
    """
    if not subject.draft.noi_nhan:
        return
    lines = [text_of(line).lstrip(DASHES) for line in (*subject.resolved.ket_thuc.noi_nhan, *subject.resolved.kinh_gui)]
    recipients = Recipients(lines, subject.directory)
    left_out: dict[str, str] = {}
    for assignee in subject.texts.assignees:
        key = assignee.text.removeprefix("~")
        body = subject.directory.co_quan.get(key) or subject.directory.nhom.get(key)  # a person gets it where they work
        if body and key not in left_out and not recipients.cover(key):
            left_out[key] = body.ten
    if left_out:
        names = ", ".join(f"«{name}»" for name in left_out.values())
        yield Finding(
            ("noi_nhan",),
            _("{names} được giao việc mà không có trong nơi nhận", names=names),
            _("thêm vào «noi_nhan»"),
            on_key=True,
        )


@rule("PC03", ("Quy ước soạn thảo văn bản", "việc có người được giao"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def nhu_dan_den_noi_da_phan_cong(subject: Subject) -> Iterator[Finding]:
    """«nhu» dẫn đến mục đã giao cho ai: ở chính mục ấy, ở mục chứa nó hoặc ở các việc bên trong.

    Sai:
        muc:
          - {id: mot, ten: Hội nghị về công tác cán bộ}
          - {ten: Hội nghị về công tác dân vận, nhu: mot}
    Sai:
        muc:
          - {id: mot, ten: Hội nghị về công tác cán bộ, nhu: hai}
          - {id: hai, ten: Hội nghị về công tác dân vận, nhu: mot}
    Đúng:
        muc:
          - {id: mot, ten: Hội nghị về công tác cán bộ, co_quan_tham_muu: Văn phòng}
          - {id: hai, ten: Hội nghị về công tác dân vận, nhu: mot}
          - {ten: Hội nghị về công tác kiểm tra, nhu: hai}
    """
    roots = (*subject.resolved.items, *(item for one in subject.resolved.phu_luc for item in one.items))
    named = [item for item in _all(roots) if item.nhu]
    charged = _charged(roots, named) if named else set()
    for item in named:
        for link in item.nhu:
            if isinstance(link, Link) and link.bookmark not in charged:
                message = _("«{nhu}» chưa giao ai, mà «nhu» ở đây lấy phân công từ đó", nhu=text_of(item.nhu))
                yield Finding((*item.at, "nhu"), message, _("ghi phân công ở đó, hoặc chọn mục đã phân công"))


@rule("PC04", ("Quy ước soạn thảo văn bản", "mỗi việc một nơi chủ trì"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def mot_noi_chu_tri(subject: Subject) -> Iterator[Finding]:
    """Mỗi việc chỉ một cơ quan hoặc một người chủ trì, chịu trách nhiệm chính; nơi khác cùng làm thì ghi phối hợp: quy chế
    làm việc của nhiều nơi chỉ giao mỗi việc cho một người phụ trách, chịu trách nhiệm chính.

    Sai:
        muc:
          - noi_dung: Sơ kết công tác dân vận.
            co_quan_chu_tri: [van-phong-tinh-uy, ban-to-chuc-tinh-uy]
    Sai:
        muc:
          - noi_dung: Sơ kết công tác dân vận.
            co_quan_chu_tri: [[van-phong-tinh-uy, ban-to-chuc-tinh-uy]]
    Đúng:
        muc:
          - noi_dung: Sơ kết công tác dân vận.
            co_quan_chu_tri: van-phong-tinh-uy
            co_quan_phoi_hop: [ban-to-chuc-tinh-uy, ubnd-tinh]
    """
    named = ((("thuong_ky", name), work) for name, work in subject.draft.thuong_ky.items())
    for at, work in chain(nodes_below(subject.draft), named):
        leading = [name for group in work.co_quan_chu_tri or () for name in group]
        if len(leading) > 1:
            message = _(
                "{count} nơi cùng chủ trì một việc: {leading}",
                count=len(leading),
                leading=", ".join(f"«{name}»" for name in leading),
            )
            yield Finding(
                (*at, "co_quan_chu_tri"), message, _("giữ một nơi chủ trì, nơi khác ghi «co_quan_phoi_hop»"), on_key=True
            )


def _all(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _all(item.children)


def _charged(roots: Iterable[Item], named: Iterable[Item]) -> set[str]:
    """Return the bookmarks of the items with which somebody is charged, be it by «nhu»: of those ``named`` that say so."""
    charged: set[str] = set()
    for item in roots:
        _add_charged(item, False, charged)
    taken_by: dict[str, list[str]] = {}
    for item in named:
        for link in item.nhu:
            if isinstance(link, Link) and item.bookmark:
                taken_by.setdefault(link.bookmark, []).append(item.bookmark)
    todo = list(charged)
    while todo:
        following = [name for name in taken_by.pop(todo.pop(), ()) if name not in charged]
        charged.update(following)
        todo += following
    return charged


def _add_charged(item: Item, above: bool, charged: set[str]) -> bool:
    """Add the bookmarks at and under ``item`` with which somebody is charged there, ``above`` or below; return whether it is
    so here or below.
    """
    here = any(given.own for given in item.phan_cong)
    below = [_add_charged(child, above or here, charged) for child in item.children]
    if item.bookmark and (above or here or any(below)):
        charged.add(item.bookmark)
    return here or any(below)
