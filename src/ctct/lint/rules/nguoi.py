"""Người được nhắc tên: họ tên, chức vụ viết một cách."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.people import People
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.types import ROLES
from ctct.resolve.assignees import posts_on

# From the second letter on: «đ» and «Đ» are both right there, and «ồng chí» is rarer than either.
_PERSON = re.compile(r"ồng chí (?<=[Đđ]ồng chí )((?:[^\W\d_]+ ){1,5}[^\W\d_]+)(?:, ([^;\n]+))?")
# «đồng chí Trưởng Ban …» names a post and no person.
_POSTS = frozenset({"trưởng", "phó", "chánh", "giám", "chủ", "bí", "ủy", "uỷ", "tổng", "đội", "thường", "các"})


class _Mention(NamedTuple):
    """A person named in a text; ``posts`` are those given in an assignment, else nothing."""

    at: Path
    part: tuple[int, int] | None
    name: str
    posts: tuple[str, ...]


@rule("NGU01", ("Quy ước soạn thảo văn bản", "một người chỉ có một họ tên"), severity=Severity.WARNING)
def ho_ten_viet_mot_cach(subject: Subject) -> Iterator[Finding]:
    """Họ tên một người viết một cách, như trong danh bạ; khác nhau một chữ cái hoặc chỗ đặt dấu thanh («Hòa», «Hoà») là gõ
    nhầm.

    Sai:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: Đồng chí Đặng Văn Mính, Phó Bí thư Tỉnh ủy
    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huỳ}
    Đúng:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: Đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy; đồng chí Đặng Văn Ninh, Giám đốc Công an tỉnh
    Đúng:
        noi_dung: Đồng chí Nguyễn Văn An chủ trì, đồng chí Nguyễn Văn Ân ghi biên bản.
    """
    known = People()
    for person in subject.directory.nguoi.values():
        known.add(person.ho_ten, [post.ten for post in person.chuc_vu], listed=True)
    for mention in _mentions(subject):
        if mention.name in known:
            continue
        if like := known.same(mention.name, mention.posts):
            message = _(
                "họ tên «{name}» gần giống «{known}» ({value})",
                name=mention.name,
                known=like.name,
                value=_("danh bạ") if like.listed else _("chỗ khác"),
            )
            yield Finding(mention.at, message, _("cùng một người thì ghi «{name}»", name=like.name), part=mention.part)
        known.add(mention.name, mention.posts)


@rule(
    "NGU02", ("Quy ước soạn thảo văn bản", "một người chỉ có một chức vụ"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING
)
def chuc_vu_ghi_mot_cach(subject: Subject) -> Iterator[Finding]:
    """Chức vụ ghi sau họ tên trong phân công khớp với danh bạ vào ngày văn bản, và giống nhau ở mọi chỗ.

    Sai:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: Đồng chí Đặng Văn Minh, Trưởng Ban Tổ chức Tỉnh ủy
    Sai:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: Đồng chí Lữ Ngọc Bình, Trưởng Ban Tổ chức Tỉnh ủy
          - noi_dung: Cho ý kiến về công tác dân vận.
            phan_cong_chi_dao: Đồng chí Lữ Ngọc Bình, Trưởng Ban Dân vận Tỉnh ủy
    Đúng:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: Đồng chí Đặng Văn Minh, Chủ tịch Uỷ ban nhân dân tỉnh; đồng chí Lữ Ngọc Bình, Phó Trưởng Ban
    """
    listed = {folded(person.ho_ten): person for person in subject.directory.nguoi.values()}
    seen: dict[str, Sequence[str]] = {}
    for mention in _mentions(subject):
        name = folded(mention.name)
        if person := listed.get(name):
            where, known = _("danh bạ"), posts_on(person, subject.draft.ngay.span)
            odd = _without(mention.posts, known)  # the danh bạ should know every post; a text may name some of them only
        else:
            where, known = _("chỗ trước"), [*seen.get(name, ())]
            has_changed = _without(known, mention.posts)  # more posts than before are no others
            odd = _without(mention.posts, known) if has_changed else []
        if odd and known:
            message = _(
                "chức vụ «{odd}» của «{name}» khác với {where}: {known}",
                odd=odd[0],
                name=mention.name,
                where=where,
                known=", ".join(known),
            )
            yield Finding(mention.at, message, _("xem lại chức vụ"), part=mention.part)
        if mention.posts:
            seen.setdefault(name, mention.posts)


def _without(posts: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return those of ``posts`` that are not among ``others``."""
    known = set(map(folded, others))
    return [post for post in posts if folded(post) not in known]


def _mentions(subject: Subject) -> Iterator[_Mention]:
    """Yield the people named with «đồng chí», then who signs."""
    for hit in subject.texts.search(_PERSON):
        words = hit.match[1].split(" ")
        capitals = list(takewhile(str.istitle, words))
        if len(capitals) < 2 or capitals[0].lower() in _POSTS:
            continue
        name, start = " ".join(capitals), hit.part[0] + len("ồng chí ")
        # In prose what follows a name and a comma is the sentence going on; in an assignment it is the posts.
        is_followed_by_posts = hit.text.field in ROLES and capitals == words
        posts = (hit.match[2] or "").rstrip(" .") if is_followed_by_posts else ""
        yield _Mention(hit.text.at, (start, start + len(name)), name, tuple(filter(None, posts.split(", "))))
    yield _Mention(("nguoi_ky", "ho_ten"), None, subject.draft.nguoi_ky.ho_ten, ())
