"""Ý kiến góp vào dự thảo: tiếp thu, giải trình."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Severity, excerpt
from ctct.language import _
from ctct.lint.opinions import OPEN, is_gone
from ctct.lint.registry import Finding, Subject, rule


@rule("YK01", ("Quy ước soạn thảo văn bản", "mỗi ý kiến góp ý được tiếp thu hoặc giải trình"), severity=Severity.WARNING)
def y_kien_da_xu_ly(subject: Subject) -> Iterator[Finding]:
    """Mỗi ý kiến ở tệp .y-kien.yaml cạnh dự thảo đã được xử lý trước khi ký; ý kiến trên bản chụp đã được gõ vào.

    Sai:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tai: can-bo, noi_dung: Đề nghị bổ sung thời hạn.}
    Sai:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tep: van-phong.pdf, xu_ly: tiep_thu}
    Đúng:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tai: can-bo, noi_dung: Đề nghị bổ sung thời hạn., xu_ly: tiep_thu}
    """
    for index, one in enumerate(subject.opinions.said.y_kien if subject.opinions else ()):
        if one.noi_dung is None:
            message = (
                _("ý kiến của «{co_quan}» ở «{tep}» chưa được gõ vào", co_quan=one.co_quan, tep=one.tep)
                if one.tep
                else _("ý kiến chưa có nội dung")
            )
            yield _at(subject, index, message, _("đọc bản ấy, gõ từng ý kiến vào «noi_dung»; nhất trí thì bỏ mục này"))
        elif one.xu_ly == OPEN:
            message = _(
                "ý kiến của «{co_quan}» chưa được xử lý: «{noi_dung}»", co_quan=one.co_quan, noi_dung=excerpt(one.noi_dung)
            )
            found = _at(subject, index, message, _("ghi «xu_ly»: tiep_thu, tiep_thu_mot_phan hoặc giai_trinh"), "xu_ly")
            yield found._replace(decision=OPEN)


@rule("YK02", ("Quy ước soạn thảo văn bản", "ý kiến không tiếp thu thì giải trình"), severity=Severity.WARNING)
def khong_tiep_thu_thi_giai_trinh(subject: Subject) -> Iterator[Finding]:
    """Ý kiến không tiếp thu, hoặc chỉ tiếp thu một phần, có lời giải trình.

    Sai:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tai: can-bo, noi_dung: Đề nghị bỏ mục này., xu_ly: giai_trinh}
    Đúng:
        y_kien:
          - co_quan: van-phong-tinh-uy
            tai: can-bo
            noi_dung: Đề nghị bỏ mục này.
            xu_ly: giai_trinh
            giai_trinh: Việc này do Thường trực Tỉnh ủy giao, nên giữ.
    """
    for index, one in enumerate(subject.opinions.said.y_kien if subject.opinions else ()):
        if one.xu_ly in ("giai_trinh", "tiep_thu_mot_phan") and not one.giai_trinh:
            what = _("không tiếp thu") if one.xu_ly == "giai_trinh" else _("chỉ tiếp thu một phần")
            yield _at(
                subject,
                index,
                _("{what} ý kiến của «{co_quan}» mà chưa giải trình", what=what, co_quan=one.co_quan),
                _("thêm «giai_trinh: …»"),
                "xu_ly",
            )


@rule("YK03", ("Quy ước soạn thảo văn bản", "ý kiến góp ý ghi rõ về mục, khoản nào"), severity=Severity.WARNING)
def y_kien_con_cho(subject: Subject) -> Iterator[Finding]:
    """Mục, khoản mà ý kiến nói tới còn trong dự thảo.

    Sai:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tai: da-bo, noi_dung: Đề nghị bỏ mục này., xu_ly: tiep_thu}
    Đúng:
        y_kien:
          - {co_quan: van-phong-tinh-uy, tai: can-bo, noi_dung: Đề nghị bổ sung., xu_ly: tiep_thu}
          - {co_quan: van-phong-tinh-uy, noi_dung: Đề nghị rà soát lỗi chính tả., xu_ly: tiep_thu}
    """
    asked = subject.opinions
    for index, one in enumerate(asked.said.y_kien if asked else ()):
        for key, written in (("tai", one.tai), ("den", one.den)):
            if asked and is_gone(written, asked.places):
                message = _(
                    "dự thảo không có «{written}» mà ý kiến của «{co_quan}» nói tới", written=written, co_quan=one.co_quan
                )
                yield _at(
                    subject,
                    index,
                    message,
                    _("sửa thành mã, đường dẫn hoặc lời như «khoản 2, mục I»; mục đã bỏ thì xóa dòng"),
                    key,
                )


def _at(subject: Subject, index: int, message: str, hint: str, key: str = "") -> Finding:
    """Return a finding at an opinion: at its ``key`` where that is written."""
    assert subject.opinions is not None
    one = subject.opinions.said.y_kien[index]
    at = ("y_kien", index, key) if key in one.model_fields_set else ("y_kien", index)
    return Finding(at, message, hint, file=subject.opinions.file)
