"""What a work says for those who follow it up changes nothing that is printed, but for the product in the table form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ctct.drafting.convert import convert
from ctct.emit.formats import Form
from ctct.pipeline import check, compile_to
from ctct.project.files import Source

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"
KEYS = """        han: 30/6/2021
        gio: 08:00-11:30
        dia_diem: Hội trường Tỉnh ủy
        chu_tri_hop: dang-ngoc-huy
        thanh_phan: [dang-van-minh, [van-phong-tinh-uy, ~bcsd-ubnd-tinh], Trưởng các đoàn kiểm tra]
        phuc_vu: hoi-nghi-lan-4
        san_pham: nghi_quyet
        nguon: {ctr-01-tu: "Điểm 3.5, Khoản 3, Mục III, Phần B", nq-02-tu: Mục I}
"""
FIRST = "        thoi_gian: 6/4/2021\n"
RECURRING = "  cong-tac-can-bo:\n    noi_dung: Cho ý kiến về công tác cán bộ.\n"


def followed(text: str) -> str:
    """The sample with all of it, at a work, at a recurring one and at the document."""
    for line in (FIRST, RECURRING):
        assert text.count(line) == 1
    text = text.replace(FIRST, FIRST + KEYS).replace(RECURRING, RECURRING + re.sub("^ {4}", "", KEYS, flags=re.MULTILINE))
    return f"{text}lay_y_kien: {{gui: [ban-to-chuc-tinh-uy, co-quan-chuyen-trach], han: 15/3/2021}}\n"


def built(text: str, name: str = "quy-II-2021.yaml") -> bytes:
    outcome = check(Source(name, text.encode(), SAMPLE.parent))
    assert not outcome.findings
    return compile_to(outcome, Form(copy="final"))[0]


def test_the_same_document_is_printed() -> None:
    text = SAMPLE.read_text("utf-8")
    assert built(followed(text)) == built(text)


@pytest.mark.parametrize("how", ["muc", "phu_luc"])
def test_the_table_has_a_column_for_products_where_there_are_some(how: str) -> None:
    """A layout of an office may lay down the widths of six columns only: the seventh has what is left."""
    asked = (
        "trinh_bay: {chuong_trinh: bang, kho_ngang: true}\n"
        if how == "muc"
        else "phu_luc: [{ten: Các việc, chuong_trinh: bang}]\n"
    )
    text = SAMPLE.read_text("utf-8") + asked
    assert built(followed(text)) != built(text)


def test_nothing_is_lost_in_markdown_and_back() -> None:
    there = convert("a.yaml", followed(SAMPLE.read_text("utf-8")))
    back = convert("a.md", there.text)
    assert convert("a.yaml", back.text).text == there.text
    for key in re.findall(r"^ +(\w+):", KEYS, re.MULTILINE):
        assert len(re.findall(rf"\b{key}=", there.text)) == len(re.findall(rf"^ +{key}:", back.text, re.MULTILINE)) == 2
