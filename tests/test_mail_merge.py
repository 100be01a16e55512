"""One draft for many recipients: what a row says is printed to the letter, and nothing is written while anything is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ctct.cli import main

DRAFT = """\
loai: giay_moi
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-GM/TU
dia_danh: Quảng Ngãi
ngay: 10/7/2026
trich_yeu: dự Hội nghị sơ kết
kinh_gui: "{{Xưng hô}} {{ ho_ten }}"
noi_dung: "*{{ho_ten}}* ngồi ghế **{{ghe}}**."
nguoi_ky: {ho_ten: Nguyễn Văn An}
"""


@pytest.fixture(autouse=True)
def _folder(in_tmp: Path) -> None:
    Path("moi.yaml").write_text(DRAFT, encoding="utf-8")


def run(command: str, rows: list[str], *options: str, head: str = "Xưng hô,ho_ten,ghe") -> Result:
    Path("ds.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, [command, "moi.yaml", "--du-lieu", "ds.csv", *options])


def written() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name not in ("moi.yaml", "ds.csv"))


def test_fifty_rows_are_fifty_documents() -> None:
    done = run("build", [f"Đồng chí,Nguyễn Văn {n},A{n}" for n in range(1, 51)], "--to", "text")
    assert done.exit_code == 0, done.output
    assert "đã ghi 50 văn bản" in done.output
    assert written() == [f"moi-{n:02}.txt" for n in range(1, 51)]
    assert "Nguyễn Văn 7 ngồi ghế A7." in Path("moi-07.txt").read_text(encoding="utf-8")
    assert run("build", [f"Đồng chí,Nguyễn Văn {n},A{n}" for n in range(1, 51)], "--to", "text").exit_code == 0


@pytest.mark.parametrize(
    "value", ["Lê *Văn* B", "@hoi-nghi", "a[^chu]", r"\*x", "<b>&amp</b>", "{{ghe}}", "{% raw %}", "__x__", "=1+1"]
)
def test_values_are_printed_to_the_letter(value: str) -> None:
    done = run("build", [f"Ông,{value},A1"], "--to", "text")
    assert done.exit_code == 0, done.output
    assert f"{value} ngồi ghế A1." in Path("moi-1.txt").read_text(encoding="utf-8")
    assert run("build", [f"Ông,{value},A1"]).exit_code == 0


def test_lines_of_a_cell_become_one() -> None:
    run("build", ['Ông,"Lê\n  Bình",A1'], "--to", "text")
    assert "Lê Bình ngồi ghế A1." in Path("moi-1.txt").read_text(encoding="utf-8")


def test_control_characters_are_refused() -> None:
    assert "NG04" in run("build", ["Ông,Lê\x1bB,A1"]).output
    assert written() == []


def test_every_fault_is_told_at_once_and_nothing_is_written() -> None:
    done = run(
        "build", ["Ông,Lê,A1,x,a", ",Lê,A1,x,A", "Bà,^,A1,x,../.."], head="Xưng ho,ho_ten,ghe,ghi_chu,ten_tep"
    )  # fmt: skip
    assert done.exit_code == 1
    for told in (
        "moi.yaml:7:12: lỗi DL01: dữ liệu không có cột «Xưng hô»",
        "có phải «Xưng ho»?",
        "góp ý DL02: cột «ghi_chu» không dùng ở đâu",
        "dòng 4, cột «ho_ten»: ô gộp với ô khác",
        "dòng 3, cột «ten_tep»: «A» trùng tên tệp của dòng 2",
        "dòng 4, cột «ten_tep»: «../..» không làm tên tệp được",
    ):
        assert told in done.output
    assert written() == []


@pytest.mark.parametrize(
    ("rows", "head", "told"),
    [
        ([], "", "không có dòng nào dưới dòng tên cột"),
        ([], "ho_ten", "không có dòng nào dưới dòng tên cột"),
        (["Ông,,A1"], "Xưng hô,ho_ten,ghe", "dòng 2, cột «ho_ten»: ô trống"),
        (["Ông,Lê,A1,thừa"], "Xưng hô,ho_ten,ghe", "dòng 2: có 4 ô, mà chỉ có 3 cột có tên"),
        (["Ông,Lê,A1,x"], "Xưng hô,ho_ten,ghe,ghe", "hai cột cùng tên «ghe»"),
        (["Ông,Lê,A1,x"], "Xưng hô,,ho_ten,ghe", "cột thứ 2 không có tên"),
    ],
)
def test_data_that_are_no_records(rows: list[str], head: str, told: str) -> None:
    done = run("build", rows, head=head)
    assert (done.exit_code, told in done.output) == (1, True)
    assert written() == []


def test_names_of_files_lead_nowhere_else() -> None:
    names = ["../../a", "/etc/b", "c:d", "e.docx", "..f"]
    done = run("build", [f"Ông,Lê,A1,{name}" for name in names], head="Xưng hô,ho_ten,ghe,ten_tep")
    assert done.exit_code == 0, done.output
    assert written() == ["a.docx", "c-d.docx", "e.docx", "etc-b.docx", "f.docx"]


def test_one_document_changed_by_hand_keeps_all_from_being_written() -> None:
    Path("moi-2.docx").write_bytes(b"PK")
    done = run("build", ["Ông,Lê,A1", "Bà,Vũ,A2"])
    assert "GH02" in done.output
    assert written() == ["moi-2.docx"]


def test_a_folder_is_needed_and_one_draft() -> None:
    assert "phải là một thư mục" in run("build", ["Ông,Lê,A1"], "-o", "a.docx").output
    assert "chỉ dùng với một dự thảo" in run("build", ["Ông,Lê,A1"], "moi.yaml", "khac.yaml").output
    assert "không đọc được" in CliRunner().invoke(main, ["build", "moi.yaml", "--du-lieu", "x.csv"]).output


def test_check_takes_filled_fields_for_no_leftover() -> None:
    assert "ST01" not in run("check", ["Ông,Lê,A1"]).output
    assert "ST01" in CliRunner().invoke(main, ["check", "moi.yaml"]).output


def test_words_too_long_for_a_column_are_told() -> None:
    table = 'bang: {cot: [{ten: A, rong: 20}, B], dong: [["{{ghe}}", b]]}\n'
    Path("moi.yaml").write_text(DRAFT + table, encoding="utf-8")
    done = run("build", ["Ông,Lê,A1", "Bà,Vũ," + "A" * 20])
    assert (done.exit_code, done.output.count("BG03")) == (0, 1)
    assert f"không đủ cho «{'A' * 20}»" in done.output


def test_a_draft_that_cannot_be_read_has_no_columns_to_spare() -> None:
    Path("moi.yaml").write_text(DRAFT + "ket: {{ghe}}\n", encoding="utf-8")
    done = run("build", ["Ông,Lê,A1"])
    assert ("NG12" in done.output, "DL02" in done.output) == (True, False)


def test_fields_in_rows_from_a_file_are_looked_at_too() -> None:
    Path("moi.yaml").write_text(DRAFT + "bang: {cot: [A], dong: so.csv}\n", encoding="utf-8")
    Path("so.csv").write_text("{{la}}\n", encoding="utf-8")
    assert "dữ liệu không có cột «la», mà bảng hoặc danh bạ" in run("build", ["Ông,Lê,A1"]).output


def test_check_tells_what_build_would_refuse_and_what_would_be_printed_to_the_letter() -> None:
    told = run("check", ["Ông,<b>Lê</b>,A1,a", "Bà,{{ghe}},**A1**,A"], head="Xưng hô,ho_ten,ghe,ten_tep").output
    assert told.count("DL05") == 3
    assert "dòng 3, cột «ho_ten»: «{{ghe}}» in ra nguyên như thế" in told
    assert "DL04" in told


def test_columns_named_with_accents_are_told_once() -> None:
    told = run("check", ["Ông,Lê,A1"], head="Xưng hô,Họ tên,Ghế").output
    assert "có phải «Họ tên»?" in told
    assert "ST01" not in told
    assert "DL02" not in told
