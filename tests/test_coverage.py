"""What a superior document asks for, and which works of programmes carry it out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ctct.lint.passages import steps_named
from ctct.lint.sources import carried_out, has_place
from ctct.word.read import read_docx
from test_commands import ctct

ROOT = Path(__file__).parents[1]
LISTED = ["Điểm 1.1", "Điểm 1.3", "Điểm 2.2", "Điểm 3.4", "Điểm 3.5", "Điểm 4.1"]
PLACE = "{}, Khoản 3, Mục III, Phần B"
ENTRY = "ctr-01-tu: {ten_loai: Chương trình hành động, so_ky_hieu: 01-CTr/TU, ngay: 27/11/2020, muc_luc: %s}\n"
HEAD = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác {0}
thoi_gian: {0}
danh_ba: danh-ba.yaml
nguoi_ky: {{ho_ten: Đặng Ngọc Huy}}
"""
SUPERIOR = (
    HEAD.format("năm 2021").replace("05-CTr", "01-CTr")
    + """phan:
  - ten: Quan điểm
    noi_dung: Bám sát thực tiễn.
  - ten: Nhiệm vụ
    muc:
      - ten: Kinh tế
        khoan: [{noi_dung: Nghị quyết về hạ tầng., thoi_gian: tháng 4/2021}, Nghị quyết về đô thị.]
      - ten: Xây dựng Đảng
        khoan: [Chỉ thị về đạo đức.]
"""
)


@pytest.fixture
def folder(in_tmp: Path) -> Path:
    (in_tmp / "ctct.toml").write_text('van_ban = ["so/van-ban.yaml"]\n', "utf-8")
    (in_tmp / "so").mkdir()
    (in_tmp / "danh-ba.yaml").write_text("nguoi: {minh: {ho_ten: Đặng Văn Minh}}\n", "utf-8")
    return in_tmp


@pytest.fixture
def sample(folder: Path) -> Path:
    listed = ", ".join(f'"{PLACE.format(point)}"' for point in LISTED)
    (folder / "so" / "van-ban.yaml").write_text(ENTRY % f"[{listed}]", "utf-8")
    (folder / "danh-ba").mkdir()
    for name in ("quy-II-2021.yaml", *(f"danh-ba/{one.name}" for one in (ROOT / "examples/danh-ba").glob("*.yaml"))):
        (folder / name).write_bytes((ROOT / "examples" / name).read_bytes())
    return folder


def said(*asked: str) -> dict[str, Any]:
    done = ctct("nguon", *asked, "--dang", "json")
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_the_sample_carries_out_four_of_six(sample: Path) -> None:
    told = said("quy-II-2021.yaml", "--cua", "ctr-01-tu")
    assert (told["da_co_viec"], told["so_noi_dung"], told["ti_le"]) == (4, 6, 66.7)
    works = {str(item["tai"]): item["viec"] for item in told["noi_dung"]}
    assert [place for place, listed in works.items() if not listed] == [PLACE.format("Điểm 2.2"), PLACE.format("Điểm 4.1")]
    assert [one["so"] for one in told["ca_van_ban"]] == ["B.III.2.3"]
    assert told["khong_ro_cho"] == []
    assert len(told["chua_ghi_nguon"]) == 23  # of 37 works 9 recur and 5 name their source
    done = ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu")
    assert "Đã có việc thực hiện 4 trong 6 nội dung (66,7%), còn 2 nội dung chưa có việc." in done.stdout.decode()


def test_the_worked_example_covers_more_with_each_quarter(in_tmp: Path) -> None:
    shutil.copytree(ROOT / "examples" / "theo-doi", in_tmp, dirs_exist_ok=True)
    second, both = (
        said("quy-II-2021.yaml", "--cua", "ctr-01-tu"),
        said("quy-II-2021.yaml", "quy-III-2021.yaml", "--cua", "ctr-01-tu"),
    )
    assert [(one["da_co_viec"], one["so_noi_dung"]) for one in (second, both)] == [(4, 6), (5, 6)]


def test_too_low_a_share_fails(sample: Path) -> None:
    done = ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu", "--it-nhat", "80")
    assert (done.returncode, done.stderr.decode()) == (1, "mới được 66,7%, chưa đến 80,0%\n")
    assert ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu", "--it-nhat", "66.7").returncode == 0


def test_a_level_that_the_list_does_not_have_is_told(sample: Path) -> None:
    text = (sample / "quy-II-2021.yaml").read_text("utf-8")
    (sample / "quy-II-2021.yaml").write_text(text.replace("Tại Điểm 1.1,", "Tại Điều 1.1,"), "utf-8")
    done = ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu", "--dang", "json")
    told = json.loads(done.stdout)
    assert (told["da_co_viec"], [one["tai"] for one in told["khong_ro_cho"]]) == (3, [PLACE.format("Điều 1.1")])
    assert "quy-II-2021.yaml:315:9: cảnh báo BPH02: «Điều 1.1, Khoản 3, Mục III, Phần B»" in done.stderr.decode()


def test_works_of_several_quarters_serve_a_superior_draft(folder: Path) -> None:
    entry = ENTRY.replace("muc_luc: %s", "du_thao: ../tren/ctr.yaml, muc_luc: [{tai: phần A, ngoai: Không phải việc.}]")
    (folder / "so" / "van-ban.yaml").write_text(entry, "utf-8")
    (folder / "tren").mkdir()
    (folder / "tren" / "ctr.yaml").write_text(SUPERIOR.replace("danh-ba.yaml", "../danh-ba.yaml"), "utf-8")
    work = "muc: [{{noi_dung: Việc {0}., phan_cong_chi_dao: minh, nguon: 'ctr-01-tu: {1}'{2}}}]\n"
    second = HEAD.format("quý II/2021") + work.format("một", "khoản 1, mục I, phần B", ", thoi_gian: tháng 6/2021")
    third = HEAD.format("quý III/2021") + work.format("hai", "mục II, phần B", ", trang_thai: xong")
    (folder / "quy-2.yaml").write_text(second, "utf-8")
    (folder / "quy-3.yaml").write_text(third, "utf-8")
    told = said("quy-2.yaml", "quy-3.yaml", "--cua", "ctr-01-tu")
    listed = [(item["tai"], item["ngoai"], [one["du_thao"] for one in item["viec"]]) for item in told["noi_dung"]]
    assert listed == [
        ("phần A", "Không phải việc.", []),
        ("khoản 1, mục I, phần B", None, ["quy-2.yaml"]),
        ("khoản 2, mục I, phần B", None, []),
        ("khoản 1, mục II, phần B", None, ["quy-3.yaml"]),
    ]
    assert (told["da_co_viec"], told["so_noi_dung"]) == (2, 3)
    done = ctct("nguon", "quy-2.yaml", "--cua", "ctr-01-tu")
    assert "BPH04: việc xong ngày 30/6/2021, sau hạn «tháng 4/2021»" in done.stderr.decode()


@pytest.mark.parametrize(
    ("register", "told"),
    [
        (ENTRY.replace(", muc_luc: %s", ""), "«ctr-01-tu» chưa có nội dung để đối chiếu"),
        (ENTRY.replace("muc_luc: %s", "du_thao: ctr.yaml"), "không có dự thảo «so/ctr.yaml» mà danh mục ghi cho «ctr-01-tu»"),
        ("ctr-02-tu: {so_ky_hieu: 02-CTr/TU}\n", "danh mục văn bản không có «ctr-01-tu»; có phải «ctr-02-tu»?"),
        ("ctr-01-tu: {so_ky_hieu: 02-CTr}\n", "không hiểu số, ký hiệu «02-CTr»"),
    ],
)
def test_a_superior_document_that_is_missing_is_told(folder: Path, register: str, told: str) -> None:
    (folder / "so" / "van-ban.yaml").write_text(register, "utf-8")
    (folder / "d.yaml").write_text(HEAD.format("quý II/2021") + "muc: [{noi_dung: Việc., phan_cong_chi_dao: minh}]\n", "utf-8")
    done = ctct("nguon", "d.yaml", "--cua", "ctr-01-tu", "-o", "x.json")
    assert done.returncode in (1, 2)
    assert told in done.stderr.decode()
    assert not (folder / "x.json").exists()


def test_no_register_and_errors_are_told(folder: Path) -> None:
    (folder / "ctct.toml").unlink()
    (folder / "d.yaml").write_text(HEAD.format("quý II/2021") + "muc: [Việc.]\n", "utf-8")
    done = ctct("nguon", "d.yaml", "--cua", "ctr-01-tu")
    assert (done.returncode, "không dự thảo nào có danh mục văn bản" in done.stderr.decode()) == (2, True)


def test_a_secret_superior_draft_stays_out(folder: Path) -> None:
    (folder / "so" / "van-ban.yaml").write_text(ENTRY.replace("muc_luc: %s", "du_thao: ctr.yaml"), "utf-8")
    (folder / "so" / "ctr.yaml").write_text("do_mat: mat\n" + SUPERIOR.replace("danh-ba.yaml", "../danh-ba.yaml"), "utf-8")
    (folder / "d.yaml").write_text(HEAD.format("quý II/2021") + "muc: [{noi_dung: Việc., phan_cong_chi_dao: minh}]\n", "utf-8")
    done = ctct("nguon", "d.yaml", "--cua", "ctr-01-tu")
    assert (done.returncode, "dự thảo mật" in done.stderr.decode()) == (2, True)
    assert (
        "Nghị quyết về hạ tầng" in ctct("nguon", "d.yaml", "--cua", "ctr-01-tu", "--ca-mat", "--dang", "json").stdout.decode()
    )
    done = ctct("nguon", "d.yaml", "--cua", "ctr-01-tu", "--ca-mat", "-o", "x.docx")
    assert done.returncode == 0, done.stderr.decode()
    assert "MẬT" in read_docx((folder / "x.docx").read_bytes()).split("\n")


def test_files(sample: Path) -> None:
    for name in ("x.docx", "x.xlsx", "x.csv"):
        assert ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu", "-o", name).returncode == 0
        first = (sample / name).read_bytes()
        assert ctct("nguon", "quy-II-2021.yaml", "--cua", "ctr-01-tu", "-o", name).returncode == 0
        assert (sample / name).read_bytes() == first
    words = read_docx((sample / "x.docx").read_bytes())
    assert "Số      -BC/TU" in words
    assert "Điểm 2.2, Khoản 3, Mục III, Phần B" in words
    assert (sample / "x.csv").read_text("utf-8-sig").count("(chưa ghi nguồn)") == 23


def test_places_fit_by_their_levels() -> None:
    listed = [steps_named(PLACE.format(point)) for point in LISTED]
    assert carried_out("điểm 3.5 khoản 3 mục III phần B", listed) == [4]
    assert carried_out("Điểm 3.5", listed) == [4]
    assert carried_out("Khoản 3, Mục III, Phần B", listed) == []
    assert has_place("Khoản 3, Mục III, Phần B", listed)
    assert not has_place("Khoản 4, Mục III, Phần B", listed)
    assert not has_place("Điều 1.1, Khoản 3, Mục III, Phần B", listed)
    assert carried_out("", listed) == []
    assert carried_out("Điểm 3.5, Khoản 3", [steps_named("Khoản 3"), *listed]) == [0]
