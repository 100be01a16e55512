"""What is read as one stays on one line, in Word, PDF and HTML; whoever searches or copies finds the plain words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import judges
from ctct.emit.formats import Form
from ctct.layout.together import apart, together
from ctct.pipeline import check, compile_to
from ctct.project.files import Source

LONG = " Lời văn dài hơn một dòng" * 9
"""Words enough that lines must break."""

SIGN = "Xét đề nghị của Ủy ban nhân dân tỉnh Đồng Nai tại văn bản số 92/TTr-UBND ngày 21 tháng 4 năm 2026."
DRAFT = f"""the_thuc: nha-nuoc
loai: thong_bao
co_quan: Ủy ban nhân dân xã Tây Sơn
so_ky_hieu: 05/TB-UBND
dia_danh: Tây Sơn
ngay: 10/7/2026
trich_yeu: Kết quả nhiệm kỳ 2025 - 2030
noi_dung: {SIGN}
noi_nhan: ["Lưu: VT"]
nguoi_ky: {{quyen_han: TM. Ủy ban nhân dân, chuc_vu: Chủ tịch, ho_ten: Nguyễn Thị Thủy}}
"""


def shown(text: str) -> str:
    """Return ``text`` with signs for what keeps it together."""
    return text.replace("\u00a0", "~").replace("\u2011", "=")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("theo khoản 2 Điều 5 Luật này", "theo khoản~2 Điều~5 Luật này"),
        ("tại điểm a khoản 1, mục II, phần B", "tại điểm~a khoản~1, mục~II, phần~B"),
        ("ngày 21 tháng 4 năm 2026", "ngày~21 tháng~4 năm~2026"),
        ("quý IV/2026", "quý~IV/2026"),
        ("nhiệm kỳ 2025 - 2030", "nhiệm kỳ~2025~=~2030"),
        ("giai đoạn 2025 – 2030", "giai đoạn~2025~–~2030"),
        ("văn bản số 92/TTr-UBND", "văn bản số~92/TTr=UBND"),
        ("Nghị định số 30/2020/NĐ-CP", "Nghị định số~30/2020/NĐ=CP"),
        ("Kế hoạch 11-KH/ĐU", "Kế hoạch 11=KH/ĐU"),
        ("lúc 08 giờ 30 phút", "lúc 08~giờ~30~phút"),
        ("đạt 95 % và 5 triệu đồng", "đạt 95~% và 5~triệu đồng"),
        ("kinh tế - xã hội, Mát-xcơ-va", "kinh tế - xã hội, Mát-xcơ-va"),
        ("mục đích, số lượng, điểm mới, quý vị", "mục đích, số lượng, điểm mới, quý vị"),
    ],
)
def test_what_is_kept_together(written: str, kept: str) -> None:
    assert shown(together(written + LONG, lambda text: 2.0 * len(text), 160)) == kept + LONG


def test_what_fits_on_a_line_is_left_plain() -> None:
    assert together("Số: 05/TB-UBND", lambda text: 2.0 * len(text), 63) == "Số: 05/TB-UBND"


def test_what_no_line_holds_may_part() -> None:
    assert together("số 92/TTr-UBND", lambda text: 2.0 * len(text), 9) == "số 92/TTr-UBND"
    assert shown(together("số 92/TTr-UBND, mục 2", lambda text: 2.0 * len(text), 14)) == "số 92/TTr-UBND, mục~2"


@given(
    st.lists(st.sampled_from(["khoản", "2", "-", "92/TTr-UBND,", "năm", "2026", "%", "a"])).map(" ".join), st.integers(1, 300)
)
def test_the_words_stay_the_same(text: str, limit: int) -> None:
    assert apart(together(text, len, limit)) == text


def made(to: str, folder: Path) -> Path:
    form = Form(to)
    path = folder / f"thu{form.suffix}"
    path.write_bytes(compile_to(check(Source("thu.yaml", DRAFT.encode(), folder)), form)[0])
    return path


def lines_of(pdf: Path) -> list[str]:
    told = subprocess.run([judges.program("pdftotext"), "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    return [line.strip() for line in told.splitlines()]


def test_pdf_and_word_break_before_the_sign_and_hold_plain_words(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    ours = lines_of(made("pdf", tmp_path))
    assert "số 92/TTr-UBND ngày 21 tháng 4 năm 2026./." in ours
    (theirs,) = judges.libreoffice([made("docx", tmp_path)], "pdf", tmp_path / "lo")
    assert [line for line in lines_of(theirs) if "92/" in line] == [line for line in ours if "92/" in line]


def test_html_has_a_plain_hyphen_that_no_line_parts(tmp_path: Path) -> None:
    page = made("html", tmp_path).read_text("utf-8")
    assert '<span class="lien">92/TTr-UBND</span>' in page
    assert "\u2011" not in page
