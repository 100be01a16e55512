"""Nguồn của các việc: chỗ trong văn bản cấp trên mà việc thực hiện."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.passages import steps_named
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.sources import Source, carried_out, has_place
from ctct.lint.work_times import deadlines_of
from ctct.model.times.phrases import read_timing
from ctct.model.works import works_of
from ctct.resolve.citations import cited_in_short
from ctct.resolve.marks import day_in_figures

if TYPE_CHECKING:
    from ctct.model.cited_documents import VanBanVienDan
    from ctct.model.values import Span

_COVERED = ("Quy ước soạn thảo văn bản", "chương trình thực hiện hết và không trùng việc của văn bản cấp trên")


@rule("BPH01", _COVERED, layouts=WITH_PROGRAMMES, severity=Severity.ADVICE)
def viec_co_nguon(subject: Subject) -> Iterator[Finding]:
    """Khi dự thảo có việc ghi nguồn ở «nguon», mọi việc đều ghi nguồn; việc thường kỳ không kể.

    Sai:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 3.5, Khoản 3, Mục III, Phần B"
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: [dang-van-minh]
    Đúng:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 3.5, Khoản 3, Mục III, Phần B"
          - thuong_ky: can-bo
        thuong_ky: {can-bo: {noi_dung: Cho ý kiến về công tác cán bộ., phan_cong_chi_dao: dang-van-minh}}
    Đúng:
        muc:
          - noi_dung: Cho ý kiến về công tác cán bộ.
            phan_cong_chi_dao: [dang-van-minh]
    """
    if all(source.in_note for source in subject.sources):
        return
    with_source = {source.work.at for source in subject.sources}
    for work in works_of(subject.draft):
        if work.at not in with_source and not work.recurring:
            yield Finding(
                work.at,
                _("việc «{excerpt}» chưa ghi nguồn", excerpt=work.excerpt),
                _("ghi «nguon: mã văn bản: chỗ»"),
                decision="BPH01",
            )


@rule("BPH02", _COVERED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def nguon_dung_cho(subject: Subject) -> Iterator[Finding]:
    """Nguồn của một việc là văn bản có trong danh mục, chỗ có trong mục lục của văn bản ấy; nguồn ghi ở «nguon» và ở chú thích
    là một.

    Sai:
        van_ban: van-ban.yaml
        muc: [{noi_dung: Cho ý kiến., phan_cong_chi_dao: dang-van-minh, nguon: "ctr-01-tu: Điểm 9.9, Khoản 3"}]
    Sai:
        van_ban: van-ban.yaml
        muc: [{noi_dung: Cho ý kiến., phan_cong_chi_dao: dang-van-minh, nguon: "ctr-02-tu: Điểm 3.5"}]
    Sai:
        van_ban: van-ban.yaml
        muc: [{noi_dung: "Cho ý kiến[^a].", phan_cong_chi_dao: dang-van-minh, nguon: "ctr-01-tu: Điểm 3.5, Khoản 3"}]
        chu_thich: {a: "Tại Điểm 1.1, Khoản 3, Mục III, Phần B của @vb:ctr-01-tu."}
    Sai:
        van_ban: van-ban.yaml
        muc: [{noi_dung: "Cho ý kiến[^a].", phan_cong_chi_dao: dang-van-minh}]
        chu_thich: {a: "Tại Điều 1.1, Khoản 3, Mục III, Phần B của Chương trình hành động số 01-CTr/TU của Tỉnh ủy."}
    Đúng:
        van_ban: van-ban.yaml
        muc: [{noi_dung: "Cho ý kiến[^a].", phan_cong_chi_dao: dang-van-minh, nguon: "ctr-01-tu: Điểm 3.5, Khoản 3"}]
        chu_thich: {a: "Tại Điểm 3.5, Khoản 3 của Chương trình hành động số 01-CTr/TU của Tỉnh ủy."}
    """
    if subject.documents is None:
        return
    given: defaultdict[tuple[Path, str], list[Source]] = defaultdict(list)
    told: set[tuple[Path, tuple[int, int] | None]] = set()
    for source in subject.sources:
        same = given[source.work.at, source.document]
        same.append(source)
        if (source.at, source.part) in told:
            continue  # a note or a recurring work that stands at several works
        fault = _misplaced(source, subject.documents.get(source.document)) or _unlike(source, same)
        if fault:
            told.add((source.at, source.part))
            yield Finding(source.at, *fault, part=source.part)


def _misplaced(source: Source, document: VanBanVienDan | None) -> tuple[str, str] | None:
    """Return what is wrong with a source and what to do, if it is no item of its document."""
    if document is None:
        return _("danh mục văn bản không có «{document}»", document=source.document), _(
            "sửa mã, hoặc thêm văn bản ấy vào danh mục"
        )
    if not (source.place and document.muc_luc):
        return None
    if has_place(source.place, [steps_named(item.tai) for item in document.muc_luc]):
        return None
    return (
        _(
            "«{place}» không có trong mục lục của «{document}»",
            place=source.place,
            document=cited_in_short(document),
        ),
        _("xem lại chỗ, hoặc «muc_luc» trong danh mục"),
    )


def _unlike(source: Source, same: list[Source]) -> tuple[str, str] | None:
    """Return what is wrong if a note says another place of a document than «nguon» does."""
    keyed = [other for other in same if not other.in_note and other.place]
    if not (source.in_note and source.place and keyed):
        return None
    if any(steps_named(other.place) == steps_named(source.place) for other in keyed):
        return None
    return _("chú thích ghi nguồn là «{noted}», mà «nguon» ghi «{keyed}»", noted=source.place, keyed=keyed[0].place), _(
        "sửa một trong hai chỗ"
    )


@rule("BPH03", _COVERED, layouts=WITH_PROGRAMMES, severity=Severity.ADVICE)
def mot_noi_dung_mot_viec(subject: Subject) -> Iterator[Finding]:
    """Một nội dung của văn bản cấp trên chỉ có một việc thực hiện trong một kỳ; việc thường kỳ không kể.

    Sai:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 3.5, Khoản 3, Mục III, Phần B"
          - noi_dung: Thông qua Nghị quyết về miền núi.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 3.5, Khoản 3, Mục III, Phần B"
    Đúng:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 3.5, Khoản 3, Mục III, Phần B"
          - noi_dung: Thông qua Nghị quyết về hạ tầng.
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 1.1, Khoản 3, Mục III, Phần B"
    """
    first: dict[tuple[str, frozenset[tuple[str, str]]], Source] = {}
    for source in subject.sources:
        steps = frozenset(steps_named(source.place).items())
        if not steps or source.work.recurring:
            continue
        before = first.setdefault((source.document, steps), source)
        if before.work.at != source.work.at:
            message = _("«{place}» đã có việc thực hiện: «{excerpt}»", place=source.place, excerpt=before.work.excerpt)
            yield Finding(source.at, message, _("gộp hai việc, hoặc xem lại nguồn"), part=source.part)


@rule("BPH04", _COVERED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def viec_kip_han_cap_tren(subject: Subject) -> Iterator[Finding]:
    """Việc xong không muộn hơn hạn mà văn bản cấp trên đặt cho nội dung ấy («han» trong «muc_luc»).

    Sai:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            thoi_gian: tháng 6/2021
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 1.1, Khoản 3, Mục III, Phần B"
    Đúng:
        van_ban: van-ban.yaml
        muc:
          - noi_dung: Cho ý kiến Nghị quyết về miền núi.
            thoi_gian: tháng 4/2021
            phan_cong_chi_dao: [dang-van-minh]
            nguon: "ctr-01-tu: Điểm 1.1, Khoản 3, Mục III, Phần B"
    """
    documents = subject.documents or {}
    due = _dues(documents, subject.draft.time_frame)
    ends = deadlines_of(subject) if due else {}
    for source in subject.sources:
        listed = documents[source.document].muc_luc if source.document in documents else ()
        end = ends.get(source.work.at)
        for index in carried_out(source.place, [steps_named(item.tai) for item in listed]) if end else ():
            last = due.get((source.document, index))
            if end and last and end > last:
                message = _(
                    "việc xong ngày {day}, sau hạn «{han}» của «{place}»",
                    day=day_in_figures(end),
                    han=listed[index].han,
                    place=source.place,
                )
                yield Finding(source.at, message, _("làm sớm hơn, hoặc xem lại nguồn"), part=source.part)


def _dues(documents: Mapping[str, VanBanVienDan], frame: Span) -> dict[tuple[str, int], date]:
    """Return the last days that registers set, by the document and the index of its item."""
    due = {}
    for name, document in documents.items():
        for index, item in enumerate(document.muc_luc):
            if not item.han:
                continue
            try:
                last = read_timing(item.han, frame).last
            except ValueError:
                continue
            if last:
                due[name, index] = last
    return due
