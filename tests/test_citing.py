"""Which documents drafts cite, and the entries that a register lacks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ctct.diagnostics import Severity
from ctct.lint.engine import Selection
from ctct.model.cited_documents import DanhMucVanBan
from ctct.model.validation import validate
from ctct.model.validity import End, ends_of, in_its_place
from ctct.pipeline import check, lint
from ctct.project.files import Source
from ctct.source.yaml import load
from ctct.tracking.citing import CitedDocument, documents_cited, uses_of
from ctct.tracking.register_entries import proposed_entries
from test_commands import ctct
from test_rules import BASES, DIRECTORY, DOCUMENTS

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples/quy-II-2021.yaml"


def cited(text: str, folder: Path) -> list[CitedDocument]:
    return documents_cited(uses_of(check(Source("d.yaml", (BASES["dang"] + text).encode(), folder))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "van-ban.yaml").write_text(DOCUMENTS, "utf-8")
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    return tmp_path


def test_the_sample_cites_five_documents() -> None:
    """Ten times in its words; a waiver's reason quotes one of them once more, and is no text of the document."""
    found = documents_cited(uses_of(check(Source.from_file(SAMPLE))))
    assert {one.name: (len(one.uses), sum(use.dated for use in one.uses)) for one in found} == {
        "Kết luận số 31-KL/TU": (1, 1),
        "Nghị quyết số 02-NQ/TU": (1, 1),
        "Kết luận số 25-KL/TU": (1, 1),
        "Quy chế làm việc số 01-QC/TU": (2, 2),
        "Chương trình hành động số 01-CTr/TU": (5, 1),
    }
    assert SAMPLE.read_text("utf-8").count("01-QC/TU") == 3


def test_entries_proposed_for_the_sample_are_a_sound_register_that_misses_nothing(in_tmp: Path) -> None:
    done = ctct("van-ban", str(SAMPLE), "--thieu")
    assert done.returncode == 0
    register = validate(DanhMucVanBan, load(done.stdout.decode())[0]).root
    assert list(register) == ["kl-31-tu", "nq-02-tu", "kl-25-tu", "qc-01-tu", "ctr-01-tu"]
    assert register["qc-01-tu"].type_name == "Quy chế làm việc"
    assert register["ctr-01-tu"].ngay == "27/11/2020"
    assert (register["nq-02-tu"].co_quan, register["nq-02-tu"].khoa) == ("Tỉnh ủy", "XIX")
    (in_tmp / "danh-ba").mkdir()
    for name in ("quy-II-2021.yaml", *(f"danh-ba/{one.name}" for one in (ROOT / "examples/danh-ba").glob("*.yaml"))):
        (in_tmp / name).write_bytes((ROOT / "examples" / name).read_bytes())
    (in_tmp / "van-ban.yaml").write_bytes(done.stdout)
    (in_tmp / "ctct.toml").write_text('van_ban = ["van-ban.yaml"]\n', "utf-8")
    outcome = lint(check(Source.from_file("quy-II-2021.yaml")), Selection(("VBD", "BPH")), date(2026, 1, 1))
    assert outcome.findings == ()
    again = ctct("van-ban", "--thieu")
    assert again.stdout.decode() == "# mọi văn bản được viện dẫn đều có trong danh mục\n"


def test_documents_of_two_terms_and_two_years_are_two(folder: Path) -> None:
    found = cited(
        """ket: >-
  Nghị quyết số 05-NQ/TU ngày 01/7/2016 của Tỉnh ủy khóa XIX về một; Nghị quyết số 05-NQ/TU ngày 15/4/2021 của Tỉnh ủy
  khóa XX về hai; Quyết định số 15/QĐ-UBND ngày 10/01/2020; Quyết định số 15/QĐ-UBND ngày 10/01/2021; Luật số 64/2025/QH15.
""",
        folder,
    )
    entries = proposed_entries(found, ["qd-15-ubnd"])
    assert list(entries) == ["nq-05-tu", "nq-05-tu-xx", "qd-15-ubnd-2", "qd-15-ubnd-3", "qh15-64-2025"]
    assert entries["nq-05-tu-xx"] == {
        "so_ky_hieu": "05-NQ/TU",
        "ngay": "15/4/2021",
        "co_quan": "Tỉnh ủy",
        "khoa": "XX",
        "trich_yeu": "về hai",
    }
    assert entries["qh15-64-2025"] == {"loai": "luat", "so_ky_hieu": "64/2025/QH15"}


def test_states_are_those_of_the_drafts_day(folder: Path) -> None:
    found = cited(
        "van_ban: van-ban.yaml\nket: '@vb:nd-110-2004, Nghị định số 110/2004/NĐ-CP; @vb:nq-99; Nghị quyết số 77-NQ/TU.'\n",
        folder,
    )
    assert [(one.id, len(one.uses), one.states) for one in found] == [
        ("nd-110-2004", 2, "hết hiệu lực từ 05/3/2020, thay bằng Nghị định số 30/2020/NĐ-CP"),
        ("nq-99", 1, "có hiệu lực từ 15/4/2026"),
        ("", 1, "chưa có trong danh mục"),
    ]


def test_forms(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "d.yaml").write_text(BASES["dang"] + "ket: Theo Nghị quyết số 77-NQ/TU.\n", "utf-8")
    (folder / "mat.yaml").write_text(BASES["dang"] + "do_mat: mat\nket: Theo Nghị quyết số 78-NQ/TU.\n", "utf-8")
    done = ctct("van-ban", "--dang", "json")
    assert [(one["ten"], one["noi"]) for one in json.loads(done.stdout)] == [
        ("Nghị quyết số 77-NQ/TU", [{"du_thao": "d.yaml", "dong": 20, "viet": "77-NQ/TU", "co_ngay": False}])
    ]
    assert "«mat.yaml» là dự thảo mật" in done.stderr.decode()
    assert "78-NQ/TU" in ctct("van-ban", "--ca-mat").stdout.decode()
    nothing = ctct("van-ban", "mat.yaml")
    assert (nothing.returncode, nothing.stdout) == (1, b"")
    assert "«mat.yaml» là dự thảo mật" in nothing.stderr.decode()
    assert ctct("van-ban", "-o", "x.csv").returncode == 0
    assert (folder / "x.csv").read_bytes().startswith("\ufeffMã,Văn bản".encode())
    assert ctct("van-ban", "-o", "x.xlsx").returncode == 0
    first = (folder / "x.xlsx").read_bytes()
    assert ctct("van-ban", "-o", "x.xlsx").returncode == 0
    assert (folder / "x.xlsx").read_bytes() == first
    (folder / "e.yaml").write_text("loai: chuong_trinh\n", "utf-8")
    done = ctct("van-ban", "e.yaml")
    assert done.returncode == 1
    assert "lỗi MH01" in done.stderr.decode()


def test_chains_of_documents_that_end() -> None:
    said = """
a: {so_ky_hieu: 01/2001/NĐ-CP, ngay: 01/01/2001}
b: {so_ky_hieu: 01/2002/NĐ-CP, ngay: 01/01/2002, thay_the: a}
c: {so_ky_hieu: 01/2003/NĐ-CP, ngay: 01/01/2003, hieu_luc: 01/3/2003, thay_the: [b], het_hieu_luc: 01/01/2010}
d: {so_ky_hieu: 01/2004/NĐ-CP, thay_the: c}
"""
    ends = ends_of(validate(DanhMucVanBan, load(said)[0]).root)
    assert ends == {"a": End(date(2002, 1, 1), "b"), "b": End(date(2003, 3, 1), "c"), "c": End(date(2010, 1, 1))}
    assert in_its_place("a", ends, date(2002, 6, 1)) == "b"
    assert in_its_place("a", ends, date(2003, 6, 1)) == "c"
    assert in_its_place("a", ends, date(2011, 6, 1)) == ""


def test_a_wrong_day_is_mended_and_an_ended_ground_is_an_error(folder: Path) -> None:
    base = BASES["dang"].replace("06/4/2021", "06/4/2026")
    text = base + (
        "van_ban: van-ban.yaml\ncan_cu: [Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ]\n"
        "ket: Theo Nghị quyết số 02-NQ/TU, ngày 07/01/2016; Quyết định số 399-QĐ/TW; @vb:nd-110-2004.\n"
    )
    (folder / "d.yaml").write_text(text, "utf-8")
    outcome = lint(check(Source("d.yaml", text.encode(), folder)), Selection(("VBD",)), date(2026, 1, 1))
    told = [(one.code, one.severity, one.fix) for one in outcome.findings]
    assert told == [
        ("VBD02", Severity.WARNING, ", ngày 01/7/2016"),
        ("VBD02", Severity.WARNING, "Quy định"),
        ("VBD03", Severity.WARNING, None),
        ("VBD03", Severity.ERROR, None),
    ]
    assert outcome.findings[2].hint == "viện dẫn «@vb:nd-30-2020»"
    ctct("check", "--fix", "--select", "VBD", str(folder / "d.yaml"))
    assert "số 02-NQ/TU, ngày 01/7/2016; Quy định số 399-QĐ/TW" in (folder / "d.yaml").read_text("utf-8")
