"""Tiến độ các việc của một chương trình, ghi ở tệp «*.tien-do.yaml» cạnh dự thảo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.progress_keys import CODE, unknown_keys
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.work_times import deadlines_of, last_day_said
from ctct.model.types import TYPE_NAMES
from ctct.model.values import read_day
from ctct.model.works import works_of

if TYPE_CHECKING:
    from ctct.model.progress import GiaHan, TienDoViec

_FOLLOWED = ("Quy ước soạn thảo văn bản", "việc đã giao được theo dõi đến khi xong")


@rule("TDO01", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.ADVICE)
def viec_xong_co_ngay_va_ket_qua(subject: Subject) -> Iterator[Finding]:
    """Việc đã xong thì ghi ngày xong, để biết trong hạn hay quá hạn; việc có sản phẩm thì ghi kết quả.

    Sai:
        viec:
          y-kien-can-bo: {trang_thai: xong}
    Sai:
        viec: {}
        phat_sinh:
          - {noi_dung: Phòng chống dịch., trang_thai: xong}
    Sai:
        muc:
          - id: y-kien-can-bo
            noi_dung: Ban hành Chỉ thị về công tác dân vận.
            phan_cong_chi_dao: dang-van-minh
            san_pham: chi_thi
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam}
    """
    for at, entry in _entries(subject):
        if entry.trang_thai == "xong" and not entry.ngay_xong:
            hint = _("thêm «ngay_xong»: thiếu nó thì không biết trong hạn hay quá hạn")
            yield _told(subject, (*at, "trang_thai"), _("việc đã xong mà chưa ghi ngày xong"), hint)
    if progress := subject.followed.progress:
        for work in works_of(subject.draft, progress):
            made, said = work.node.san_pham, progress.viec.get(work.key or "")
            if made and said and said.trang_thai == "xong" and not said.ket_qua:
                message = _(
                    "việc đã xong mà chưa ghi kết quả; sản phẩm phải có: «{type_names}»", type_names=TYPE_NAMES.get(made, made)
                )
                found = _told(subject, ("viec", work.key or "", "trang_thai"), message, _("thêm «ket_qua: …»"))
                yield found._replace(severity=Severity.WARNING)


@rule("TDO02", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def tien_do_khop_trang_thai(subject: Subject) -> Iterator[Finding]:
    """«tien_do», «ngay_xong» khớp với «trang_thai»: xong là 100, 100 là xong; chưa xong thì chưa có ngày xong.

    Sai:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, tien_do: 100}
    Sai:
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021, tien_do: 80}
    Sai:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, ngay_xong: 28/6/2021}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021, tien_do: 100}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, tien_do: 80}
    """
    for at, entry in _entries(subject):
        is_done = entry.trang_thai == "xong"
        if entry.ngay_xong and not is_done:
            message = _(
                "có ngày xong mà chưa ghi «trang_thai: xong»: «{trang_thai}»", trang_thai=entry.trang_thai or _("không ghi")
            )
            yield _told(
                subject, (*at, "ngay_xong"), message, _("việc đã xong thì sửa «trang_thai», chưa xong thì bỏ «ngay_xong»")
            )
        if entry.tien_do is not None and is_done != (entry.tien_do == 100):
            said = (
                _("«trang_thai: {trang_thai}»", trang_thai=entry.trang_thai) if entry.trang_thai else _("chưa ghi «trang_thai»")
            )
            message = _("tiến độ {tien_do}% mà {said}", tien_do=entry.tien_do, said=said)
            yield _told(
                subject,
                (*at, "tien_do"),
                message,
                _("sửa một trong hai, hoặc bỏ «tien_do»") if is_done else _("xong thì ghi xong"),
            )


@rule("TDO03", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def viec_khong_xong_co_ly_do(subject: Subject) -> Iterator[Finding]:
    """Việc chuyển kỳ sau, việc thôi thì ghi lý do.

    Sai:
        viec:
          y-kien-can-bo: {trang_thai: chuyen_ky_sau}
    Sai:
        viec:
          y-kien-can-bo: {trang_thai: thoi}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: chuyen_ky_sau, ly_do: Chờ hướng dẫn của Trung ương.}
    """
    for at, entry in _entries(subject):
        if entry.trang_thai in ("chuyen_ky_sau", "thoi") and not entry.ly_do:
            message = _("việc ghi «{trang_thai}» mà chưa có lý do", trang_thai=entry.trang_thai)
            yield _told(subject, (*at, "trang_thai"), message, _("thêm «ly_do: …»"))


@rule("TDO04", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def ngay_xong_co_that(subject: Subject) -> Iterator[Finding]:
    """Ngày xong không sau ngày chốt số liệu, không trước ngày ban hành chương trình.

    Sai:
        den_ngay: 30/6/2021
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 02/7/2021}
    Sai:
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/3/2021}
    Đúng:
        den_ngay: 30/6/2021
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 30/6/2021}
    """
    progress = subject.followed.progress
    cut_off = read_day(progress.den_ngay).last if progress and progress.den_ngay else date.max
    signed = subject.draft.ngay.span.first
    for at, entry in _entries(subject):
        if entry.ngay_xong is None:
            continue
        done = read_day(entry.ngay_xong).first
        if done > cut_off and progress:
            message, hint = (
                _("ngày xong sau ngày chốt số liệu ({den_ngay})", den_ngay=progress.den_ngay),
                _("sửa một trong hai ngày"),
            )
            yield _told(subject, (*at, "ngay_xong"), message, hint)
        elif done < signed:
            message = _(
                "ngày xong trước ngày ban hành chương trình ({day}/{month}/{year})",
                day=signed.day,
                month=signed.month,
                year=signed.year,
            )
            yield _told(subject, (*at, "ngay_xong"), message, _("xem lại ngày, nhất là năm"))


@rule(CODE, _FOLLOWED, layouts=WITH_PROGRAMMES)
def viec_co_trong_chuong_trinh(subject: Subject) -> Iterator[Finding]:
    """Mỗi mã ở tệp tiến độ là mã của một việc trong chương trình: «id» của việc, hoặc «mã@mã của mục chứa nó» nếu là việc
    thường kỳ.

    Sai:
        viec:
          y-kien-can-bpo: {trang_thai: dang_lam}
    Sai:
        viec:
          can-bo: {trang_thai: dang_lam}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam}
    """
    if (progress := subject.followed.progress) is None:
        return
    for key, message, hint in unknown_keys(subject.draft, progress):
        yield Finding(("viec", key), message, hint, on_key=True, file=subject.followed.file)


@rule("TDO06", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def gia_han_dung_cach(subject: Subject) -> Iterator[Finding]:
    """Thời hạn mới sau thời hạn mà nó thay, và ghi rõ gia hạn theo văn bản hoặc ý kiến nào.

    Sai:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, gia_han: [{den: 15/7/2021}]}
    Sai:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, gia_han: [{den: tháng 5/2021, theo: 88-KL/TU}]}
    Sai:
        viec:
          y-kien-can-bo:
            gia_han: [{den: 15/8/2021, theo: 88-KL/TU}, {den: 31/7/2021, theo: 90-KL/TU}]
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: dang_lam, gia_han: [{den: quý III/2021, theo: 88-KL/TU}]}
    """
    if (progress := subject.followed.progress) is None:
        return
    due = deadlines_of(subject)
    for work in works_of(subject.draft):
        if entry := progress.viec.get(work.key or ""):
            yield from _extension_faults(subject, ("viec", work.key or "", "gia_han"), entry.gia_han, due.get(work.at))


def _extension_faults(subject: Subject, at: Path, extensions: tuple[GiaHan, ...], due: date | None) -> Iterator[Finding]:
    """Find extensions without basis, and those that are not later than ``due`` or the one before."""
    for index, extension in enumerate(extensions):
        if not extension.theo:
            message, hint = _("gia hạn mà không ghi theo văn bản hoặc ý kiến nào"), _("thêm «theo: …»")
            yield _told(subject, (*at, index), message, hint)
        last = last_day_said(extension.den, subject.draft)
        if due and last and last <= due:
            message = _(
                "gia hạn đến «{den}», không sau thời hạn cũ ({day}/{month}/{year})",
                den=extension.den,
                day=due.day,
                month=due.month,
                year=due.year,
            )
            yield _told(subject, (*at, index, "den"), message, _("thời hạn mới phải sau thời hạn cũ"))
        due = last or due


@rule("TDO08", _FOLLOWED, layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def trang_thai_ghi_mot_noi(subject: Subject) -> Iterator[Finding]:
    """Trạng thái ghi ở dự thảo không trái với tệp tiến độ; trái thì ctct theo tệp tiến độ.

    Sai:
        muc:
          - id: can-bo
            ten: Công tác cán bộ
            khoan:
              - id: y-kien-can-bo
                noi_dung: Cho ý kiến về công tác cán bộ.
                phan_cong_chi_dao: dang-van-minh
                trang_thai: dang_lam
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    Đúng:
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    """
    if (progress := subject.followed.progress) is None:
        return
    for work in works_of(subject.draft):
        entry, written = progress.viec.get(work.key or ""), work.node.trang_thai
        if entry and written and entry.trang_thai and written != entry.trang_thai:
            message = _("tệp này ghi «{trang_thai}» mà dự thảo ghi «{written}»", trang_thai=entry.trang_thai, written=written)
            at = ("viec", work.key or "", "trang_thai")
            yield _told(subject, at, message, _("bỏ «trang_thai» ở dự thảo: tiến độ ghi ở tệp này"))


def _entries(subject: Subject) -> Iterator[tuple[Path, TienDoViec]]:
    """Yield what the progress file tells of each work, with its place there."""
    if progress := subject.followed.progress:
        yield from ((("viec", key), entry) for key, entry in progress.viec.items())
        yield from ((("phat_sinh", index), entry) for index, entry in enumerate(progress.phat_sinh))


def _told(subject: Subject, at: Path, message: str, hint: str) -> Finding:
    return Finding(at, message, hint, file=subject.followed.file)
