"""Who should receive a document and is not among its recipients: the superior body, its own members, who is charged, who was
asked for an opinion, the archive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ctct.language import _
from ctct.lint.endings import DASHES
from ctct.lint.likeness import folded
from ctct.lint.recipients import Recipients
from ctct.lint.texts import Texts
from ctct.outcome import Outcome
from ctct.resolve.tree import text_of

if TYPE_CHECKING:
    from ctct.model.directory import DanhBa
    from ctct.model.document import VanBan

_OF_PROVINCE = ("tỉnh ủy", "thành ủy")
_COMMITTEES = (*_OF_PROVINCE, "huyện ủy", "đảng ủy", "thị ủy", "quận ủy")
_REPORTED = frozenset({"chuong_trinh", "bao_cao", "nghi_quyet", "ke_hoach", "chi_thi", "ket_luan", "quy_dinh", "quy_che"})
"""Types that a committee lets its superior know of."""

_ARCHIVES = ("lưu ", "lưu:")


class Proposed(NamedTuple):
    """A line for the recipients, and in words why; ``first`` says that it stands above the others."""

    line: str
    why: str
    first: bool = False


def proposed_recipients(outcome: Outcome) -> list[Proposed]:
    """Return the lines that the recipients of a draft lack, in the order of printing; what is there is left. Raises ValueError
    for a draft with errors.
    """
    draft, resolved, directory = outcome.draft, outcome.resolved, outcome.gathered.directory
    if outcome.failed or draft is None or resolved is None or outcome.layout is None:
        raise ValueError("the recipients of a draft with errors are not known")
    lines = [text_of(line).lstrip(DASHES) for line in (*resolved.ket_thuc.noi_nhan, *resolved.kinh_gui)]
    of_party = outcome.layout.stylesheet.family == "dang"
    reached = Recipients(lines, directory)
    charged = [text.text.removeprefix("~") for text in Texts(draft).assignees]
    asked = draft.lay_y_kien.gui if draft.lay_y_kien else ()
    bodies = directory.co_quan.keys() | directory.nhom.keys()
    missing = [name for name in dict.fromkeys((*charged, *asked)) if name in bodies and not reached.cover(name)]
    return [
        *(_superior(draft, lines) if of_party else ()),
        *(_members(draft, lines) if of_party else ()),
        *_bodies(missing, frozenset((*charged, *asked)), directory, frozenset(charged)),
        *_archive(draft, lines, of_party=of_party),
    ]


def _superior(draft: VanBan, lines: Iterable[str]) -> Iterator[Proposed]:
    if draft.co_quan is None or draft.loai not in _REPORTED or any("(b/c)" in line.lower() for line in lines):
        return
    name, above = folded(draft.co_quan.one_line), " ".join((draft.co_quan.cap_tren or "").split())
    if name.startswith(_OF_PROVINCE):
        yield Proposed("Ban Bí thư (b/c)", _("cơ quan cấp trên"), first=True)
    elif above and not folded(above).startswith("đảng bộ"):
        yield Proposed(f"Thường trực {above} (b/c)", _("cơ quan cấp trên"), first=True)


def _members(draft: VanBan, lines: Iterable[str]) -> Iterator[Proposed]:
    kind = _kind(draft)
    known = folded("\n".join(lines))
    if folded(kind) in _COMMITTEES and f"{folded(kind)} viên" not in known and "ủy viên" not in known:
        yield Proposed(f"Các đồng chí {kind} viên", _("thành viên của cơ quan ban hành"))


def _kind(draft: VanBan) -> str:
    """Return of which kind the issuer is: «Tỉnh ủy», «Đảng ủy»."""
    return " ".join(draft.co_quan.one_line.split()[:2]) if draft.co_quan else ""


def _bodies(missing: Sequence[str], meant: frozenset[str], directory: DanhBa, charged: frozenset[str]) -> Iterator[Proposed]:
    """Yield the bodies that are charged or asked, those of one group by its name."""
    left = list(missing)
    for name, group in directory.nhom.items():
        members = group.thanh_vien or ()
        folds = [body for body in left if body in members]
        holds_all = len(folds) == len([body for body in left if body != name])
        if name in left or (len(folds) > 1 and (holds_all or meant.issuperset(members))):
            left = [body for body in left if body not in (name, *folds)]
            why = _("được giao việc") if name in charged else _("gồm {count} cơ quan liên quan", count=len(folds))
            yield Proposed(_opening(group.ten), why)
    for name in left:
        body = directory.co_quan.get(name) or directory.nhom[name]
        yield Proposed(_opening(body.ten), _("được giao việc") if name in charged else _("được lấy ý kiến"))


def _archive(draft: VanBan, lines: Iterable[str], *, of_party: bool) -> Iterator[Proposed]:
    if draft.co_quan is None or any(folded(line).startswith(_ARCHIVES) for line in lines):
        return
    kind = _kind(draft)
    of_committee = f"Lưu Văn phòng {kind}" if folded(kind) in _COMMITTEES else "Lưu Văn phòng"
    yield Proposed(of_committee if of_party else "Lưu: VT", _("lưu"))


def _opening(name: str) -> str:
    return name[:1].upper() + name[1:]
