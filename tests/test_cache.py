"""A verdict that is kept is used again when nothing has changed, and never when anything has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ctct.runs import cache as cache_module
from ctct.runs.cache import Cache, Checked
from ctct.runs.check import Check, check_all

ROOT = Path(__file__).parents[1]
DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 5-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
danh_ba: danh-ba/a.yaml
muc: [{ten: Một, khoan: [{noi_dung: Lời văn., phan_cong_chi_dao: [minh]}]}]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""
TODAY = "2026-01-01"


@pytest.fixture
def project(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_tmp / "cache"))
    folder = in_tmp / "kho"
    (folder / "danh-ba").mkdir(parents=True)
    (folder / "ctct.toml").write_text("")
    (folder / "danh-ba" / "a.yaml").write_text("bao_gom: b.yaml\nnguoi: {minh: {ho_ten: Đặng Văn Minh}}\n")
    (folder / "danh-ba" / "b.yaml").write_text("co_quan: {vp: Văn phòng}\n")
    (folder / "d.yaml").write_text(DRAFT)
    monkeypatch.chdir(folder)
    return folder


def run(select: str = "SKH", today: str = TODAY) -> tuple[list[Checked], list[str]]:
    """Return the verdicts and which drafts had to be looked at."""
    looked: list[str] = []

    def watch(results: object, length: int) -> object:
        for one in results:  # type: ignore[attr-defined]
            looked.append(one.verdict.draft)
            yield one

    check = Check((select,), (), today)
    return check_all(check, ["d.yaml"], Cache(check.asked, today), watch), looked  # type: ignore[arg-type]


def test_second_run_looks_at_nothing_and_says_the_same(project: Path) -> None:
    first, looked = run()
    assert looked == ["d.yaml"]
    again, looked = run()
    assert looked == []
    assert [one.verdict for one in again] == [one.verdict for one in first]
    assert [one.code for one in first[0].verdict.findings] == ["SKH02"]


def append(name: str) -> Callable[[], object]:
    return lambda: Path(name).write_text(f"{Path(name).read_text()}# thêm\n")


def add_own_layout() -> None:
    shutil.copytree(ROOT / "templates" / "dang", "the-thuc")
    Path("d.yaml").write_text(f"the_thuc: ./the-thuc\n{DRAFT}")


def link_away() -> None:
    Path("danh-ba/b.yaml").rename("../b.yaml")
    Path("danh-ba/b.yaml").symlink_to("../../b.yaml")


@pytest.mark.parametrize(
    "change",
    [
        append("d.yaml"),
        append("danh-ba/a.yaml"),
        append("danh-ba/b.yaml"),
        append("ctct.toml"),
        lambda: Path("ctct.toml").unlink(),
        lambda: Path("danh-ba/b.yaml").unlink(),
        lambda: Path("danh-ba/b.yaml").write_text("co_quan: [\n"),
        link_away,
    ],
)
def test_any_change_is_seen(project: Path, change: Callable[[], object]) -> None:
    run()
    change()
    again, looked = run()
    assert looked == ["d.yaml"]
    fresh = check_all(Check(("SKH",), (), TODAY), ["d.yaml"], None, lambda results, _: results)
    assert [one.verdict for one in again] == [one.verdict for one in fresh]


def test_settings_that_come_are_seen(project: Path) -> None:
    Path("ctct.toml").unlink()
    Path("../.git").mkdir()
    run()
    assert run()[1] == []
    Path("ctct.toml").write_text('[muc_do]\nSKH02 = "tat"\n')
    again, _ = run()
    assert again[0].verdict.findings == ()


def test_own_layout_is_one_of_the_files(project: Path) -> None:
    add_own_layout()
    run()
    assert run()[1] == []
    append("the-thuc/the-thuc.yaml")()
    assert run()[1] == ["d.yaml"]


def test_programme_of_the_period_before_is_one_of_the_files(project: Path) -> None:
    Path("truoc.yaml").write_text(DRAFT)
    Path("d.yaml").write_text(f"{DRAFT}ke_thua: {{tu: truoc.yaml}}\n")
    run()
    assert run()[1] == []
    append("truoc.yaml")()
    assert run()[1] == ["d.yaml"]


def test_a_fault_in_what_lies_beside_is_kept_until_that_changes(project: Path) -> None:
    Path("truoc.yaml").write_text(DRAFT.replace("Lời văn.", "Việc khác."))
    Path("d.yaml").write_text(f"{DRAFT}ke_thua: {{tu: truoc.yaml}}\n")
    first, _ = run()
    assert "KS04" in [one.code for one in first[0].verdict.findings]
    assert run()[1] == []
    Path("truoc.yaml").write_text(DRAFT)
    second, looked = run()
    assert looked == ["d.yaml"]
    assert "KS04" not in [one.code for one in second[0].verdict.findings]


def test_other_questions_have_other_answers(project: Path) -> None:
    run()
    assert run("DC")[1] == ["d.yaml"]
    assert run()[1] == []
    assert run("DC")[1] == []


def test_day_matters_only_where_a_waiver_ends(project: Path) -> None:
    run()
    assert run(today="2026-01-02")[1] == []
    Path("d.yaml").write_text(f"{DRAFT}bo_qua: [{{ma: SKH02, ly_do: x, den: 01/01/2026}}]\n")
    first, _ = run()
    assert first[0].verdict.findings == ()
    assert run()[1] == []
    later, looked = run(today="2026-01-02")
    assert looked == ["d.yaml"]
    assert [one.code for one in later[0].verdict.findings] == ["SKH02", "BQ02"]


@pytest.mark.parametrize(
    "draft",
    [
        f"{DRAFT}do_mat: mat\n",
        DRAFT.replace("danh-ba/a.yaml", "danh-ba/khong-co.yaml"),
        f"the_thuc: ./khong-co\n{DRAFT}",
        f"{DRAFT}ke_thua: {{tu: khong-co.yaml}}\n",
        "loai: [\n",
    ],
)
def test_what_is_secret_or_rests_on_more_is_not_kept(project: Path, draft: str) -> None:
    Path("d.yaml").write_text(draft)
    run()
    assert run()[1] == ["d.yaml"]


def kept() -> Path:
    (file,) = (Path(os.environ["XDG_CACHE_HOME"]) / "ctct").glob("*.json")
    return file


def test_damage_is_a_miss(project: Path) -> None:
    run()
    whole = kept().read_bytes()
    for damaged in (whole[:-20], whole.replace(b"SKH02", b"SKH03"), b"", b"\xff\n{}", whole.replace(b"\n", b"", 1)):
        kept().write_bytes(damaged)
        assert run()[1] == ["d.yaml"]
        assert run()[1] == []


def test_another_ctct_starts_anew(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(cache_module, "_state_of_ctct", lambda: "khác")
    assert run()[1] == ["d.yaml"]


def test_state_of_ctct_counts_rules_layouts_and_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "lib" / "pyyaml-9.dist-info").mkdir(parents=True)
    monkeypatch.setattr(cache_module, "shipped", lambda name: tmp_path / name)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "lib")])
    states = {cache_module._state_of_ctct()}
    with (tmp_path / "templates" / "dang" / "the-thuc.yaml").open("a") as file:
        file.write("#")
    states.add(cache_module._state_of_ctct())
    (tmp_path / "lib" / "pyyaml-9.dist-info").rename(tmp_path / "lib" / "pyyaml-10.dist-info")
    states.add(cache_module._state_of_ctct())
    assert len(states) == 3


def test_verdicts_of_drafts_that_are_gone_are_forgotten(project: Path) -> None:
    run()
    Path("d.yaml").rename("e.yaml")
    check = Check(("SKH",), (), TODAY)
    check_all(check, ["e.yaml"], Cache(check.asked, TODAY), lambda results, _: results)
    assert list(json.loads(kept().read_bytes().partition(b"\n")[2])) == [f"e.yaml\0{check.asked}"]


def test_old_verdicts_are_thrown_away(project: Path) -> None:
    run()
    old = kept().with_name("cu.json")
    old.write_text("{}")
    os.utime(old, (0, 0))
    append("d.yaml")()
    run()
    assert not old.exists()


def test_what_is_kept_is_for_its_owner_alone(project: Path) -> None:
    run()
    assert kept().stat().st_mode & 0o777 == 0o600
    assert kept().parent.stat().st_mode & 0o777 == 0o700


def test_a_place_that_cannot_be_written_is_no_hindrance(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc")
    assert run()[1] == ["d.yaml"]
    assert run()[1] == ["d.yaml"]


def test_second_run_imports_neither_yaml_nor_jinja(project: Path) -> None:
    program = (
        "import sys; from ctct.cli import main\n"
        "try: main(['check', 'd.yaml'])\n"
        "except SystemExit: print({'jinja2', 'yaml', 'multiprocessing'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for expected in ("yaml", "set()"):
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        assert expected in done.stdout.splitlines()[-1]
