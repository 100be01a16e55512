"""«DỰ THẢO» behind the text of every page of a draft, for who looks; not in what is read, copied or searched."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import judges
from ctct.emit.formats import Form
from ctct.emit.pages.engine import ACCESSIBLE, ARCHIVAL, write_pdf
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from ctct.report.stages import show_stage

DRAFT = """the_thuc: nha-nuoc
loai: quyet_dinh
co_quan: Ủy ban nhân dân xã Suối Thông
so_ky_hieu: {so: null, ky_hieu: QĐ-UBND}
dia_danh: Suối Thông
ngay: 20/6/2026
trich_yeu: Ban hành Quy chế
trinh_bay: {chu_chim: true}
chu_the: Chủ tịch Ủy ban nhân dân xã
dieu: [Ban hành Quy chế., Điều khoản thi hành.]
kem_theo: {loai: quy_che, trich_yeu: làm việc, dieu: [Phạm vi.]}
noi_nhan: ["Lưu: VT"]
nguoi_ky: {quyen_han: TM. Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Văn An}
"""
"""Page 1 and that of the quy chế each begin a run; both have no number, and the pages behind them have."""


def built(form: str, folder: Path) -> bytes:
    return compile_to(check(Source("d.yaml", DRAFT.encode(), folder)), Form(form))[0]


def test_word_has_it_in_every_header_as_word_itself_writes_it(tmp_path: Path) -> None:
    (tmp_path / "d.docx").write_bytes(written := built("docx", tmp_path))
    parts = judges.parts_of(written)
    headers = [data.decode() for name, data in parts.items() if name.startswith("word/header")]
    names = [found for header in headers for found in re.findall(r'id="(PowerPlusWaterMarkObject\d)"', header)]
    assert sorted(names) == [f"PowerPlusWaterMarkObject{count}" for count in (1, 2, 3)]
    assert all('string="DỰ THẢO"' in header for header in headers)
    assert parts["word/document.xml"].count(b'<w:headerReference w:type="first"') == 2
    assert judges.structural_faults(written) == []
    assert judges.sdk_errors(tmp_path / "d.docx") == []


def test_pdf_keeps_its_standards_and_does_not_read_it_aloud(tmp_path: Path) -> None:
    outcome = check(Source("d.yaml", DRAFT.encode(), tmp_path))
    assert outcome.layout
    printed = write_pdf(sheet_of(outcome), outcome.layout.stylesheet)
    assert printed.standards == (ACCESSIBLE, ARCHIVAL)
    (tmp_path / "d.pdf").write_bytes(printed.data)
    told = subprocess.run(
        [judges.program("pdfinfo"), "-struct-text", tmp_path / "d.pdf"], capture_output=True, text=True, check=True
    )
    assert "Ban hành Quy chế" in told.stdout
    assert "DỰ THẢO" not in told.stdout


def test_html_draws_it_and_has_it_in_no_text(tmp_path: Path) -> None:
    page = built("html", tmp_path).decode()
    assert '<div class="chu-chim ChuChim" data-chu="DỰ THẢO"></div>' in page
    assert ">DỰ THẢO<" not in page


def test_text_has_none(tmp_path: Path) -> None:
    assert "DỰ THẢO" not in show_stage(check(Source("d.yaml", DRAFT.encode(), tmp_path)), "text")


@pytest.mark.parametrize(
    ("number", "more", "faults"), [("05/QĐ-UBND", "", ["KC16"]), ("05/QĐ-UBND", "du_thao: 2\n", []), ("QĐ-UBND", "", [])]
)
def test_only_drafts_have_it(number: str, more: str, faults: list[str], tmp_path: Path) -> None:
    draft = DRAFT.replace("{so: null, ky_hieu: QĐ-UBND}", number) + more
    assert [found.code for found in check(Source("d.yaml", draft.encode(), tmp_path)).findings] == faults
