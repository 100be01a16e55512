"""Hints say what to write in YAML; a draft in Markdown is told what to write there, in the language that is spoken."""

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
        (r"add its text to «chu_thich»", "add its text at the end of the file: «[^id]: …»"),
        (r"give the item that is meant an «id»", "put «{#id}» at the end of the line of the item that is meant"),
        (r"\Agive (.*) an «id», then", r"put «{#id}» at the end of the line of \1, then"),
        (r"write «thuong_ky: ([\w-]+)» where", r"write «1. @\1» where"),
        (r"at «thuong_ky» of the draft", "below «# Việc thường kỳ {.thuong_ky}»"),
        (r"add «ly_do: …»", 'add «{ly_do="…"}» at the end of the line'),
        (r"add «ten» or «noi_dung»", "write the words"),
        (r"add «phan_cong_chi_dao» or .*", "add «- *Phân công chỉ đạo*: …» below that work"),
        (r"add «noi_dung», «phan», .*", "write the content below the front matter"),
    )
)


def for_markdown(found: Diagnostic) -> Diagnostic:
    """Return a finding with its hint in the words of Markdown."""
    hint = found.hint
    for pattern, said in _INSTEAD if hint else ():
        hint = pattern.sub(said, hint or "")
    return found._replace(hint=hint)
