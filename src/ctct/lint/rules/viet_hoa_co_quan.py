"""Viết hoa tên cơ quan, tổ chức."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ctct.diagnostics import Path
from ctct.lint.phrases import (
    Misspelt,
    Phrases,
    always,
    capitalised,
    capitalised_in_sentence,
    capitals_throughout,
    partly_capital,
    phrases,
)
from ctct.lint.registry import Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, miswritten_names, should_read
from ctct.source.shipped import word_list


@capital_rule("VH14", "Mục IV, khoản 1, điểm a")
def ten_co_quan_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên cơ quan, tổ chức viết hoa chữ đầu của từ chỉ loại hình, chức năng, lĩnh vực: «Bộ Tài nguyên và Môi trường», «Hội đồng
    nhân dân tỉnh Sơn La». Tên có trong danh bạ viết như danh bạ.

    Sai:
        ket: Bộ Giáo Dục và Đào Tạo phối hợp với Sở tài chính.
    Sai:
        ket: Hội đồng Nhân dân và ủy ban nhân dân các cấp.
    Sai:
        ket: Ban tổ chức Tỉnh ủy báo cáo; thông báo của Tỉnh Ủy.
    Sai:
        ket: Thành viên Ban chỉ đạo báo cáo.
    Sai:
        ket: Kết luận của Bộ Chính Trị, Nghị quyết của Quốc Hội.
    Sai:
        ket: Văn Phòng Đảng ủy, Ủy Ban Kiểm Tra, Ban Tổ Chức, Công An xã.
    Sai:
        ket: Ban thường vụ họp với Liên đoàn lao động.
    Đúng:
        ket: Đồng chí Nguyễn Công An, công an xã, ban tổ chức lễ hội.
    Đúng:
        ket: "Tập thể: Ban thường vụ đảng ủy xã, phường; tập thể lãnh đạo các ban."
    Đúng:
        ket: Bộ Giáo dục và Đào tạo, Uỷ ban nhân dân tỉnh, cán bộ tài chính, cơ sở y tế, đảng bộ Công an tỉnh, ban chỉ đạo xã.
    Đúng:
        ket: Đồng chí Nguyễn Quốc Hội; Nghị quyết của Quốc hội; chi bộ, đảng bộ cơ sở; trung ương và địa phương.
    """
    bodies = (name for body in subject.directory.co_quan.values() for name in (body.ten, body.ten_gon) if name)
    of_directory = Phrases(name for name in bodies if name.count(" ") > 1)
    found = [
        *miswritten_names(subject, of_directory, capitalised),
        *miswritten_names(subject, phrases("co_quan"), capitalised, accept=lambda one: not _of_any_committee(subject, one)),
        *miswritten_names(subject, phrases("chinh_quyen"), always),
        *miswritten_names(
            subject, phrases("hai_tieng_hoa"), capitals_throughout, accept=lambda one: _after_no_name(subject, one)
        ),
        *miswritten_names(
            subject, phrases("co_quan_mot_ten"), capitalised, accept=lambda one: _after_no_name(subject, one), safe=True
        ),
        *miswritten_names(
            subject,
            phrases("ban"),
            capitalised_in_sentence,
            accept=lambda one: not (_of_party(subject, one) or _of_any_committee(subject, one)),
        ),
    ]
    yield from _outermost(found)


def _outermost(found: list[Finding]) -> Iterator[Finding]:
    """Yield findings without those that lie in another: «Ban Thường Vụ» in «Ban Thường Vụ Tỉnh ủy» is one mistake."""
    by_text: dict[Path, list[tuple[int, int, Finding]]] = {}
    for one in found:
        start, end = one.part or (0, 0)
        by_text.setdefault(one.at, []).append((start, -end, one))
    for placed in by_text.values():
        reached = -1
        for _, minus_end, one in sorted(placed, key=lambda place: place[:2]):
            if -minus_end > reached:
                reached = -minus_end
                yield one


def _after_no_name(subject: Subject, found: Misspelt) -> bool:
    return not subject.prose.word_before(found.start)[:1].isupper()


def _of_party(subject: Subject, found: Misspelt) -> bool:
    return subject.prose.lowered.startswith(" trung ương", found.end)


def _of_any_committee(subject: Subject, found: Misspelt) -> bool:
    """Return whether a small letter behind shows a common noun: «ban thường vụ đảng ủy xã, phường»."""
    return subject.prose.joined.startswith((" đảng ủy", " đảng uỷ", " cấp ủy", " cấp uỷ"), found.end)


@capital_rule("VH15", "Mục IV, khoản 1, điểm b")
def ten_co_quan_trung_uong_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Viết hoa đặc biệt: «Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam», «Văn phòng Trung ương Đảng».

    Sai:
        ket: Nghị quyết của Ban chấp hành Trung ương Đảng cộng sản Việt Nam.
    Đúng:
        ket: Nghị quyết của Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam; ban chấp hành các cấp.
    """
    yield from miswritten_names(subject, phrases("co_quan_dac_biet"), capitalised, safe=True)


@capital_rule("VH16", "Mục IV, khoản 2, điểm a")
def ten_to_chuc_quoc_te(subject: Subject) -> Iterator[Finding]:
    """Tên tổ chức nước ngoài đã dịch nghĩa viết như tên tổ chức của Việt Nam: «Liên hợp quốc», «Tổ chức Y tế thế giới».

    Sai:
        ket: Chương trình của Liên Hợp Quốc.
    Đúng:
        ket: Chương trình của Liên hợp quốc, Tổ chức Y tế thế giới.
    """
    yield from miswritten_names(subject, phrases("to_chuc_quoc_te"), partly_capital)


@cache
def _acronyms() -> dict[str, str]:
    return {acronym.lower(): acronym for acronym in word_list("viet-hoa.txt", "viet_tat_nuoc_ngoai")}


@capital_rule("VH17", "Mục IV, khoản 2, điểm b")
def ten_viet_tat_nuoc_ngoai_in_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên cơ quan, tổ chức nước ngoài viết tắt thì in hoa như nguyên ngữ: «ASEAN», «UNESCO».

    Sai:
        ket: Cộng đồng Asean.
    Đúng:
        ket: Cộng đồng ASEAN; https://asean.org; vốn ODA.
    """
    for match in subject.prose.places(*(_acronyms().keys() & subject.prose.words)):
        if not subject.prose.joined[match.start() : match.end()].isupper():
            yield should_read(subject, *match.span(), _acronyms()[match[0]], safe=True)
