"""Hints say what to write in YAML; a draft in Markdown is told what to write there."""

from __future__ import annotations

import re

from ctct.diagnostics import Diagnostic

_INSTEAD = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (r"vào «chu_thich»", "ở cuối tệp: «[^mã]: …»"),
        (r"đặt «id» cho", "đặt «{#mã}» ở cuối dòng cho"),
        (r"ghi «thuong_ky: ([\w-]+)»", r"viết «1. @\1»"),
        (r"ở «thuong_ky» của dự thảo", "dưới «# Việc thường kỳ {.thuong_ky}»"),
        (r"thêm «ly_do: …»", 'thêm «{ly_do="…"}» ở cuối dòng'),
        (r"thêm «ten» hoặc «noi_dung»", "ghi lời văn"),
        (r"thêm «phan_cong_chi_dao» hoặc .*", "thêm «- *Phân công chỉ đạo*: …» dưới việc ấy"),
        (r"thêm «noi_dung», «phan», .*", "viết nội dung dưới phần đầu"),
    )
)


def for_markdown(found: Diagnostic) -> Diagnostic:
    """Return a finding with its hint in the words of Markdown."""
    hint = found.hint
    for pattern, said in _INSTEAD if hint else ():
        hint = pattern.sub(said, hint or "")
    return found._replace(hint=hint)
