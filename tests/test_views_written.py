"""Where the tables of works, progress, documents and opinions are written: never over what somebody keeps his words in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from test_commands import ctct

ROOT = Path(__file__).parents[1]
DRAFT = "quy-II-2021.yaml"
PROGRESS = "quy-II-2021.tien-do.yaml"
COMMANDS = (["viec", DRAFT, "-q"], ["tien-do", DRAFT], ["van-ban", DRAFT], ["y-kien", "bang", DRAFT])


@pytest.fixture
def quarter(in_tmp: Path) -> Path:
    """The worked example, copied alone."""
    shutil.copytree(ROOT / "examples" / "theo-doi", ".", dirs_exist_ok=True)
    return in_tmp


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("file", [DRAFT, PROGRESS])
def test_no_table_replaces_a_draft_or_its_progress(quarter: Path, command: list[str], file: str) -> None:
    before = Path(file).read_bytes()
    done = ctct(*command, "-o", file)
    assert done.returncode in (1, 2)
    told = done.stderr.decode()
    assert "không phải do ctct ghi" in told or "không có dạng nào ghi ra tệp «.yaml»" in told
    done = ctct(*command, "--dang", "json", "-o", file)
    assert (done.returncode, Path(file).read_bytes()) == (1, before)


def test_a_draft_made_of_a_view_is_kept_once_somebody_works_on_it(quarter: Path) -> None:
    command = ["viec", DRAFT, "-q", "--theo", "hoi-nghi", "-o", "lich.yaml"]
    assert ctct(*command).returncode == 0
    assert ctct(*command).returncode == 0, "written the same again"
    with open("lich.yaml", "a", encoding="utf-8") as file:
        file.write("# đã sửa\n")
    done = ctct(*command)
    assert (done.returncode, Path("lich.yaml").read_text("utf-8")[-9:]) == (1, "# đã sửa\n")
    assert ctct(*command, "--force").returncode == 0


def test_lines_for_the_register_do_not_replace_it(quarter: Path) -> None:
    kept = "nq-01: {so_ky_hieu: 01-NQ/TU, ngay: 01/7/2016, co_quan: Tỉnh ủy, khoa: XIX}\n"
    Path("van-ban.yaml").write_text(kept, "utf-8")
    done = ctct("van-ban", DRAFT, "--thieu", "-o", "van-ban.yaml")
    assert (done.returncode, Path("van-ban.yaml").read_text("utf-8")) == (1, kept)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("ending", ["pdf", "ods"])
def test_a_form_that_is_not_made_is_told(quarter: Path, command: list[str], ending: str) -> None:
    done = ctct(*command, "-o", f"bang.{ending}")
    assert done.returncode == 2
    assert f"không có dạng nào ghi ra tệp «.{ending}»; thêm --dang, một trong: bang, " in done.stderr.decode()
    assert not Path(f"bang.{ending}").exists()


def test_what_is_made_anew_each_time_is_made_anew(quarter: Path) -> None:
    for name in ("viec.csv", "viec.json", "viec.ics", "viec.html", "viec.txt"):
        Path(name).write_text("cũ", "utf-8")
        assert ctct("viec", DRAFT, "-q", "-o", name).returncode == 0
        assert Path(name).read_text("utf-8") != "cũ"


def test_the_report_is_written_again_when_forced(quarter: Path) -> None:
    assert ctct("tien-do", DRAFT, "--bao-cao").returncode == 0
    done = ctct("tien-do", DRAFT, "--bao-cao")
    assert (done.returncode, "--force" in done.stderr.decode()) == (1, True)
    assert ctct("tien-do", DRAFT, "--bao-cao", "--force").returncode == 0
