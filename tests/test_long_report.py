"""A report of thirty pages with a contents list, tables, and pictures in its appendices: pages that agree, nothing parted."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ctct.emit.formats import Form
from ctct.pipeline import check, compile_to
from ctct.project.files import Source
from judges import libreoffice_pdf, pdf_pages, program, sdk_errors
from test_pictures import DRAWN, png

SENTENCE = (
    "Cấp ủy, chính quyền các cấp đã tập trung lãnh đạo, chỉ đạo thực hiện đồng bộ các nhiệm vụ, giải pháp; tình hình kinh tế - xã hội "
    "tiếp tục chuyển biến tích cực, quốc phòng, an ninh được giữ vững, đời sống nhân dân từng bước được nâng lên. "
)
FIELDS = ("Kinh tế", "Văn hóa, xã hội", "Quốc phòng, an ninh", "Xây dựng Đảng", "Công tác dân vận", "Kiểm tra, giám sát")


def report() -> dict[str, Any]:
    parts = [
        {"ten": f"{name} năm 2025", "muc": [section(field, part) for field in FIELDS]}
        for part, name in enumerate(("Kết quả", "Hạn chế và nguyên nhân", "Nhiệm vụ"))
    ]
    return {
        "the_thuc": "dang",
        "loai": "bao_cao",
        "co_quan": "Tỉnh ủy Lâm Đồng",
        "so_ky_hieu": "215-BC/TU",
        "dia_danh": "Đà Lạt",
        "ngay": "18/12/2025",
        "trich_yeu": "tổng kết công tác năm 2025, phương hướng, nhiệm vụ năm 2026",
        "trinh_bay": {"muc_luc": 2},
        "phan": parts,
        "noi_nhan": ["Ban Bí thư (b/c)", "Lưu Văn phòng Tỉnh ủy"],
        "nguoi_ky": {"quyen_han": "T/M Tỉnh ủy", "chuc_vu": "Bí thư", "ho_ten": "Trần Văn An"},
        "phu_luc": [
            {
                "ten": "Ảnh công trình",
                "id": "anh",
                "muc": [{"ten": f"Công trình {n}", "noi_dung": SENTENCE, "hinh": photo(n)} for n in range(1, 6)],
            },
            {
                "ten": "Bản đồ quy hoạch",
                "kho_ngang": True,
                "hinh": {"tep": "ban-do.png", "mo_ta": "Bản đồ", "ten": "Quy hoạch", "id": "ban-do"},
            },
            {"ten": "Sơ đồ tổ chức", "noi_dung": SENTENCE, "hinh": {"tep": "so-do.svg", "mo_ta": "Sơ đồ", "ten": "Bộ máy"}},
        ],
    }


def section(field: str, part: int) -> dict[str, Any]:
    made: dict[str, Any] = {"ten": f"{field}, phần thứ {part + 1}"}
    made["khoan"] = [
        {
            "ten": f"Nội dung thứ {n} về {field.lower()}",
            "noi_dung": [SENTENCE * (1 + (n + part) % 3), f"Chi tiết tại @ban-do; {SENTENCE}"],
        }
        for n in range(1, 6)
    ]
    if part == 0:
        rows = [[f"Chỉ tiêu {n}", f"{n}.250", f"{n}.300,5"] for n in range(1, 15)]
        made["bang"] = {
            "ten": f"Chỉ tiêu {field.lower()}",
            "tt": True,
            "cot": ["Chỉ tiêu", {"ten": "Kế hoạch", "can": "so"}, {"ten": "Thực hiện", "can": "so"}],
            "dong": rows,
        }
    return made


def photo(number: int) -> dict[str, Any]:
    return {
        "tep": f"anh-{1 + number % 2}.png",
        "mo_ta": f"Công trình {number}",
        "ten": f"Công trình {number} khi nghiệm thu",
        "rong": 100 + 8 * number,
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    folder = tmp_path_factory.mktemp("bao-cao")
    for name, data in {
        "anh-1.png": png(900, 600),
        "anh-2.png": png(900, 1100),
        "ban-do.png": png(1700, 900),
        "so-do.svg": DRAWN,
    }.items():
        (folder / name).write_bytes(data)
    (folder / "ctct.toml").write_text("")
    outcome = check(Source("x.yaml", yaml.safe_dump(report(), allow_unicode=True, sort_keys=False).encode(), folder))
    assert outcome.findings == ()
    for name, to in (("word", "docx"), ("typst", "pdf")):
        (folder / f"{name}.{to}").write_bytes(compile_to(outcome, Form(to))[0])
    assert not sdk_errors(folder / "word.docx")
    office = libreoffice_pdf(folder / "word.docx")
    return {"LibreOffice": _told(office), "typst": _told(folder / "typst.pdf")}


def _told(pdf: Path) -> list[list[str]]:
    """Return the lines of each page; one «[hình]» at the end of a page for each picture on it that is no drawing."""
    lines = pdf_pages(pdf)
    listed = subprocess.run([program("pdfimages"), "-list", pdf], capture_output=True, text=True, check=True).stdout
    for row in listed.splitlines()[2:]:
        if row.split()[2] == "image":
            lines[int(row.split()[0]) - 1].append("[hình]")
    return lines


BY = pytest.mark.parametrize("program_name", ["LibreOffice", "typst"])


@BY
def test_the_contents_list_names_the_pages_that_headings_stand_on(pages: dict[str, list[list[str]]], program_name: str) -> None:
    told = pages[program_name]
    assert len(told) >= 30
    contents = [found for page in told[:3] for line in page if (found := re.fullmatch(r"(.+?)\s*\.{3,}\s*(\d+)", line))]
    assert len(contents) == 3 + 18 + 3 + 5, "phần, mục; appendices and what is in them"
    assert any(line[0].startswith("Phụ lục 2. BẢN ĐỒ QUY HOẠCH.") for line in contents)
    numbered = _numbered(told)
    for line in contents:
        name, number = line[1].replace(" ", "").casefold(), int(line[2])
        on = [
            page
            for page, lines in numbered
            if any(
                one.replace(" ", "").casefold().startswith(re.sub(r"(phụlục\d).*", r"\1", name)[:24]) and "..." not in one
                for one in lines
            )
        ]
        assert number in on, (line[0], on)


def _numbered(told: list[list[str]]) -> list[tuple[int, list[str]]]:
    """Return the lines of each page with its printed number: the first page of a run has none."""
    return [(int(lines[0]) if lines and lines[0].isdecimal() else 1, lines) for lines in told]


@BY
def test_pictures_stand_with_their_names_and_headings_with_what_they_head(
    pages: dict[str, list[list[str]]], program_name: str
) -> None:
    named = 0
    for lines in pages[program_name]:
        captions = [line for line in lines if re.match(r"Hình \d+\. ", line)]
        named += len(captions)
        if "[hình]" in lines:
            assert captions, lines
        words = [line for line in lines if line != "[hình]"]
        assert (
            not re.match(r"(?:[A-C]|[IVX]+|\d+)\. (?:Nội dung thứ|Kinh tế|Văn hóa|Quốc phòng|Kết quả|Công trình)", words[-1])
            or "..." in words[-1]
        ), words[-1]
    assert named == 7
