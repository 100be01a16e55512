"""Kết thúc văn bản."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.language import _
from ctct.lint.registry import Finding, Subject, rule

_END = re.compile(r"\./\.?")


@rule("KT01", ("36-HD/VPTW", "II.1.6"), ("05-HD/VPTW", "II.I.6.2.2"), layouts=("dang",))
def ket_thuc_bang_dau_cham(subject: Subject) -> Iterator[Finding]:
    """Văn bản của Đảng kết thúc bằng dấu chấm; «./.» là lối của văn bản nhà nước.

    Sai:
        noi_dung: Chương trình này có hiệu lực từ ngày ký./.
    Sai:
        noi_dung: Thực hiện như sau.
        ket: Đề nghị các cơ quan thực hiện./.
    Đúng:
        noi_dung: Chương trình này có hiệu lực từ ngày ký.
    """
    if "./" in subject.texts.joined:
        for hit in subject.texts.search(_END, lambda text: text.field != "noi_nhan"):
            if hit.part[1] == len(hit.text.text.rstrip()):
                yield Finding(
                    hit.text.at, _("kết thúc bằng «{hit}»", hit=hit.written), _("ghi dấu chấm «.»"), part=hit.part, fix="."
                )
