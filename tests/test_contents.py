"""The contents list: which headings, on which pages, in Word, PDF and HTML."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import judges
from ctct.emit.formats import Form
from ctct.emit.pages.engine import ACCESSIBLE, ARCHIVAL, write_pdf
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from ctct.report.stages import show_stage

WORDS = "Nội dung của khoản được trình bày dài hơn một dòng để đủ trang văn bản. " * 4
HEAD = """loai: de_an
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-ĐA/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: sắp xếp tổ chức bộ máy
trinh_bay: {muc_luc: 2}
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
chu_thich: {a: Chú thích.}
"""
PART = f"""  - ten: Phần <dài> & rộng[^a]
    muc:
      - {{ten: Mục một, khoan: [{{ten: Khoản có tên, noi_dung: {WORDS}}}, {WORDS}, {WORDS}, {WORDS}, {WORDS}, {WORDS}]}}
      - {{ten: Mục hai, khoan: [{WORDS}, {WORDS}, {WORDS}, {WORDS}, {WORDS}]}}
"""
LONG = HEAD + "phan:\n" + PART * 3 + "phu_luc: [{ten: Danh sách, noi_dung: x}]\n"
LINES = [
    "A. Phần <dài> & rộng", "I. Mục một", "II. Mục hai",
    "B. Phần <dài> & rộng", "I. Mục một", "II. Mục hai",
    "C. Phần <dài> & rộng", "I. Mục một", "II. Mục hai",
]  # fmt: skip


def checked(draft: str, folder: Path) -> Outcome:
    return check(Source("d.yaml", draft.encode(), folder))


def built(form: str, folder: Path) -> bytes:
    return compile_to(checked(LONG, folder), Form(form))[0]


def entries(document: str) -> list[tuple[str, str]]:
    """The words of each line of Word's list with the page that its field shows."""
    lines = re.findall(r'<w:hyperlink w:anchor="(?:[^"]+)" w:history="1">(.*?)</w:hyperlink>', document)
    texts = [re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", line) for line in lines]
    return [(text, page) for text, page in texts]


def test_word_has_its_own_list_with_pages_filled_in(tmp_path: Path) -> None:
    (tmp_path / "d.docx").write_bytes(written := built("docx", tmp_path))
    parts = judges.parts_of(written)
    document = parts["word/document.xml"].decode()
    assert document.count('TOC \\o "1-2" \\h \\z \\u') == 1
    told = entries(document)
    assert [text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for text, _ in told[:9]] == LINES
    pages = [int(page) for _, page in told[:9]]
    assert pages == sorted(pages)
    assert pages[0] == 1 < pages[-1]
    assert b"updateFields" not in parts["word/settings.xml"]
    assert judges.structural_faults(written) == []
    assert judges.sdk_errors(tmp_path / "d.docx") == []


def test_libreoffice_counts_the_same_pages(tmp_path: Path) -> None:
    (tmp_path / "d.docx").write_bytes(built("docx", tmp_path))
    (text,) = judges.libreoffice([tmp_path / "d.docx"], "txt:Text", tmp_path)
    counted = re.findall(r"^(?:[A-C]|I+)\. .*\t(\d+)$", text.read_text("utf-8"), re.MULTILINE)
    told = entries(judges.parts_of((tmp_path / "d.docx").read_bytes())["word/document.xml"].decode())
    assert counted[:9] == [page for _, page in told[:9]]


def test_pdf_keeps_its_standards(tmp_path: Path) -> None:
    outcome = checked(LONG, tmp_path)
    assert outcome.layout
    assert write_pdf(sheet_of(outcome), outcome.layout.stylesheet).standards == (ACCESSIBLE, ARCHIVAL)


def test_html_has_links_that_lead_somewhere(tmp_path: Path) -> None:
    page = built("html", tmp_path).decode()
    nav = page[page.index('<nav aria-label="Mục lục">') : page.index("</nav>")]
    anchors = re.findall(r'href="#([^"]+)"', nav)
    assert len(anchors) >= len(LINES)
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in anchors)
    assert "Phần &lt;dài&gt; &amp; rộng</a>" in nav


def test_text_names_each_heading_once_more(tmp_path: Path) -> None:
    said = show_stage(checked(LONG, tmp_path), "text").splitlines()
    start = said.index("MỤC LỤC") + 1
    assert said[start : start + 9] == LINES


def test_highest_levels_are_those_that_the_draft_has(tmp_path: Path) -> None:
    draft = HEAD.replace("muc_luc: 2", "muc_luc: 1") + "muc: [{ten: 'Một[^a]', khoan: [x]}, {ten: Hai, khoan: [y]}]\n"
    said = show_stage(checked(draft, tmp_path), "text").splitlines()
    start = said.index("MỤC LỤC") + 1
    assert said[start : start + 3] == ["I. Một", "II. Hai", "I. Một¹"]


@pytest.mark.parametrize(
    ("depth", "body", "codes"), [("2", "khoan: ['x[^a]']", ["KC15"]), ("4", "muc: [{ten: 'x[^a]'}]", ["MH08"])]
)
def test_what_can_have_none_is_told(depth: str, body: str, codes: list[str], tmp_path: Path) -> None:
    draft = HEAD.replace("muc_luc: 2", f"muc_luc: {depth}") + body
    assert [found.code for found in checked(draft, tmp_path).findings] == codes


def test_without_the_engine_word_counts_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctct.emit.pages.engine", None)
    data, outcome = compile_to(checked(LONG, tmp_path), Form())
    assert [found.code for found in outcome.findings] == ["IN09"]
    assert {page for _, page in entries(judges.parts_of(data)["word/document.xml"].decode())} == {"…"}
