"""Địa danh ở dòng ngày tháng."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule
from ctct.source.shipped import word_list

_COMMUNES = ("xã ", "phường ", "đặc khu ")


@rule("DD01", ("05-HD/VPTW", "II.I.4.1.1.c"), layouts=("dang",), severity=Severity.WARNING, dates=("2026-05-27", "9999-99-99"))
def dia_danh_kem_cap_hanh_chinh(subject: Subject) -> Iterator[Finding]:
    """Địa danh một âm tiết, địa danh mang tên người, tên xã, phường, đặc khu trùng tên tỉnh, thành phố thì ghi kèm cấp hành
    chính phía trước; cấp hành chính có thể viết tắt («TP», «ĐK»).

    Sai:
        ngay: 22/6/2026
        dia_danh: Huế
    Sai:
        ngay: 22/6/2026
        dia_danh: Ngô Quyền
    Sai:
        ngay: 22/6/2026
        co_quan: {cap_tren: Đảng bộ tỉnh Phú Thọ, ten: Đảng ủy phường Phú Thọ}
        so_ky_hieu: 05-CTr/ĐU
        dia_danh: Phú Thọ
    Đúng:
        ngay: 22/6/2026
        dia_danh: TP Huế
    Đúng:
        ngay: 22/6/2026
        dia_danh: Phường Ngô Quyền
    Đúng:
        ngay: 22/6/2026
        co_quan: Tỉnh ủy Phú Thọ
        dia_danh: Phú Thọ
    """
    place = subject.draft.dia_danh or ""
    if place and (why := _why_not_alone(folded(place), subject)):
        hint = _("ghi cấp hành chính phía trước, ví dụ «Phường {place}», «Thành phố {place}»", place=place)
        yield Finding(("dia_danh",), _("địa danh «{place}» {why} mà chưa có cấp hành chính", place=place, why=why), hint)


def _why_not_alone(place: str, subject: Subject) -> str:
    """Return why ``place`` may not stand without its unit word, ``""`` if it may."""
    if " " not in place:
        return _("có một âm tiết")
    if place in _names("ten_nguoi"):
        return _("mang tên người")
    body = folded(subject.draft.co_quan.ten) if subject.draft.co_quan else ""
    if place in _names("tinh") and any(f"{commune}{place}" in body for commune in _COMMUNES):
        return _("trùng tên tỉnh, thành phố")
    return ""


@cache
def _names(heading: str) -> frozenset[str]:
    return frozenset(map(folded, word_list("dia-danh.txt", heading)))
