"""A lead in bold that runs into the text: the number before it is bold too, whoever counts it."""

from __future__ import annotations

import re
from pathlib import Path

from ctct.emit.formats import Form
from ctct.pipeline import check, compile_to
from ctct.project.files import Source
from judges import parts_of, structural_faults

DRAFT = """\
loai: ke_hoach
co_quan: Tỉnh ủy
so_ky_hieu: 05-KH/TU
ngay: 06/4/2021
trich_yeu: công tác
khoan: ["**Về chuẩn bị:** nhất trí.", "Về *kinh phí*: nhất trí.", "**Về nhân sự:** nhất trí."]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


def compiled(form: Form) -> bytes:
    return compile_to(check(Source("x.yaml", DRAFT.encode(), Path.cwd())), form)[0]


def test_numbers_that_word_counts_are_as_bold_as_the_mark_of_their_paragraph() -> None:
    data = compiled(Form())
    body = parts_of(data)["word/document.xml"].decode()
    items = re.findall(r'<w:pPr><w:pStyle w:val="KhoanLoiVan"/>.*?</w:pPr>', body)
    assert ["<w:rPr><w:b/></w:rPr></w:pPr>" in one for one in items] == [True, False, True]
    assert structural_faults(data) == []


def test_typed_numbers_are_bold() -> None:
    body = parts_of(compiled(Form(literal_numbers=True)))["word/document.xml"].decode()
    bold = r'<w:rPr><w:rStyle w:val="ChuDam"/></w:rPr><w:t xml:space="preserve">{} </w:t>'
    assert [bool(re.search(bold.format(rf"{number}\."), body)) for number in (1, 2, 3)] == [True, False, True]


def test_numbers_of_pages_in_a_browser_are_bold() -> None:
    page = compiled(Form("html")).decode()
    assert re.findall(r'(<b>)?<span class="so">(\d)\. </span>', page) == [("<b>", "1"), ("", "2"), ("<b>", "3")]
