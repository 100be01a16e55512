"""A document that is not final carries the map of its paragraphs, and a hidden bookmark round each."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from ctct.cli import main
from ctct.emit.formats import Form
from ctct.layout.block_map import BOOKMARK
from ctct.pipeline import compile_to, examine
from ctct.project.files import Source
from ctct.project.gather import gather
from ctct.word.block_map import carried_by
from ctct.word.fingerprint import fingerprint_state
from ctct.word.read import read_docx
from judges import audit_errors, libreoffice, sdk_errors, structural_faults

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SAMPLE = EXAMPLES / "quy-II-2021.yaml"
DRAFTS = [
    SAMPLE,
    EXAMPLES / "quy-II-2021.md",
    EXAMPLES / "bien-ban-hop-chi-bo-2026.yaml",
    EXAMPLES / "nha-nuoc/bao-cao.yaml",
    EXAMPLES / "nha-nuoc/chuong-trinh-bang.yaml",
    EXAMPLES / "nha-nuoc/quyet-dinh-ban-hanh-quy-che.yaml",
    EXAMPLES / "nha-nuoc/cong-dien.yaml",
]
HEAD = "loai: chuong_trinh\nco_quan: Tỉnh ủy\ndia_danh: Quảng Ngãi\nngay: 06/4/2021\ntrich_yeu: x\n"
REST = "noi_dung: Lời văn.\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"


def build(file: Path, copy: str = "review") -> bytes:
    return compile_to(examine(gather(Source.from_file(file))), Form("docx", copy=copy))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.stem)
def test_valid_and_the_same_every_time(file: Path, tmp_path: Path) -> None:
    data = build(file)
    assert data == build(file)
    assert fingerprint_state(data) == "ours"
    (tmp_path / "a.docx").write_bytes(data)
    assert sdk_errors(tmp_path / "a.docx") == []
    assert audit_errors(data) == []
    assert structural_faults(data) == []


@pytest.mark.parametrize("file", DRAFTS, ids=lambda file: file.stem)
def test_every_paragraph_that_says_something_is_in_the_map(file: Path) -> None:
    data = build(file)
    carried = carried_by(data)
    assert carried.map
    keys = [entry.khoa for entry in carried.map.entries]
    assert len(set(keys)) == len(keys)
    assert set(carried.keys) <= set(keys)
    assert all(len(BOOKMARK + key) <= 40 and re.fullmatch(r"\w+", key) for key in keys)
    said = " ".join(" ".join([entry.so, entry.chu]) for entry in carried.map.entries)
    for line in read_docx(data).replace("\t", "\n").split("\n"):
        words = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", line).strip().removeprefix("---")
        assert words.split()[-2:] == [] or " ".join(words.split()[-2:]) in " ".join(said.split()), line


def test_ids_are_keys() -> None:
    carried = carried_by(build(SAMPLE))
    assert "hoi_nghi_lan_4" in carried.keys


def test_nothing_but_what_is_printed(tmp_path: Path) -> None:
    draft = tmp_path / "mat.yaml"
    draft.write_text(
        "# bí mật một\n" + HEAD + "so_ky_hieu: {so: null, ky_hieu: CTr/TU}\ndo_mat: mat\nthoi_gian: quý II/2021 # bí mật hai\n"
        "bo_qua: [{ma: VB01, ly_do: bí mật ba}]\n" + REST,
        "utf-8",
    )
    with zipfile.ZipFile(io.BytesIO(build(draft, ""))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    assert "customXml/item1.xml" in parts
    assert not any("bí mật" in part or str(tmp_path) in part or "thoi_gian" in part for part in parts.values())


@pytest.mark.parametrize(
    ("said", "copy", "carries"),
    [
        ("so_ky_hieu: 05-CTr/TU\n", "", False),
        ("so_ky_hieu: {so: null, ky_hieu: CTr/TU}\n", "", True),
        ("so_ky_hieu: 05-CTr/TU\ndu_thao: 2\n", "", True),
        ("so_ky_hieu: 05-CTr/TU\n", "review", True),
        ("so_ky_hieu: {so: null, ky_hieu: CTr/TU}\ndu_thao: 2\n", "final", False),
    ],
)
def test_what_is_final_carries_nothing(tmp_path: Path, said: str, copy: str, carries: bool) -> None:
    draft = tmp_path / "a.yaml"
    draft.write_text(HEAD + said + REST, "utf-8")
    data = build(draft, copy)
    carried = carried_by(data)
    assert (carried.map is not None, bool(carried.digest), bool(carried.keys)) == (carries,) * 3
    assert (b"ctct-ban-do" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/custom.xml")) == carries


def test_show_says_what_a_file_carries(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(build(SAMPLE))
    (tmp_path / "b.docx").write_bytes(build(SAMPLE, "final"))
    shown = [
        json.loads(CliRunner().invoke(main, ["show", str(tmp_path / name), "--stage", "map"]).output)
        for name in ("a.docx", "b.docx")
    ]
    assert shown[0]["ban_do"]["ten_tep"] == "quy-II-2021.yaml"
    assert shown[0]["the_an"] > 100
    assert shown[1] == {"ban_do": None, "ma_ban_do": "", "doan": [], "the_an": 0, "the_khong_co_trong_ban_do": []}
    told = CliRunner().invoke(main, ["show", str(SAMPLE), "--stage", "map"])
    assert told.exit_code == 2


def test_survives_other_programs(tmp_path: Path) -> None:
    data = build(SAMPLE)
    before = carried_by(data)
    (tmp_path / "a.docx").write_bytes(data)
    (office,) = libreoffice([tmp_path / "a.docx"], "docx", tmp_path / "lo")
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(buffer)
    for after in (carried_by(office.read_bytes()), carried_by(buffer.getvalue())):
        assert after.map == before.map
        assert set(after.keys) == set(before.keys)
        assert after.digest == before.digest


def test_the_words_are_those_of_the_final_copy() -> None:
    assert read_docx(build(SAMPLE)) == read_docx(build(SAMPLE, "final"))


@pytest.mark.parametrize(
    ("part", "fails"),
    [
        ('<ban_do xmlns="urn:ctct:ban-do:1"><doan khoa="a" cho="phan/%s" tu="9:9=x">Chữ</doan></ban_do>' % ("9" * 5000), False),
        ('<ban_do xmlns="urn:ctct:ban-do:1" ten_tep="../../etc/passwd"/>', False),
        ('<!DOCTYPE a [<!ENTITY b "c">]><ban_do xmlns="urn:ctct:ban-do:1">&b;</ban_do>', True),
        ('<ban_do xmlns="urn:ctct:ban-do:1">', True),
        ("<other/>", False),
    ],
)  # fmt: skip
def test_a_map_that_somebody_else_made(part: str, fails: bool, tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build(SAMPLE))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, part if name == "customXml/item1.xml" else old.read(name))
    (tmp_path / "a.docx").write_bytes(made.getvalue())
    (tmp_path / "a.yaml").write_bytes(SAMPLE.read_bytes())
    shown = CliRunner().invoke(main, ["show", str(tmp_path / "a.docx"), "--stage", "map"])
    assert (shown.exit_code == 1) == fails
    told = CliRunner().invoke(main, ["merge", str(tmp_path / "a.docx"), "--into", str(tmp_path / "a.yaml"), "--show"])
    assert told.exception is None or isinstance(told.exception, SystemExit)
