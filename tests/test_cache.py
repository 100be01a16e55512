"""A verdict that is kept is used again when nothing has changed, and never when anything has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ctct.runs import cache as cache_module
from ctct.runs import installed
from ctct.runs.cache import Cache, Checked
from ctct.runs.check import Check, check_all
from systems import on_posix

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
def project(in_tmp: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("dem")))
    folder = in_tmp / "kho"
    (folder / "danh-ba").mkdir(parents=True)
    (folder / "ctct.toml").write_text("")
    (folder / "danh-ba" / "a.yaml").write_text("bao_gom: b.yaml\nnguoi: {minh: {ho_ten: Đặng Văn Minh}}\n")
    (folder / "danh-ba" / "b.yaml").write_text("co_quan: {vp: Văn phòng}\n")
    (folder / "d.yaml").write_text(DRAFT)
    monkeypatch.chdir(folder)
    return folder


def run(select: str = "SKH", today: str = TODAY, drafts: Sequence[str] = ("d.yaml",)) -> tuple[list[Checked], list[str]]:
    """Return the verdicts and which drafts had to be looked at."""
    looked: list[str] = []

    def watch(results: object, length: int) -> object:
        for one in results:  # type: ignore[attr-defined]
            looked.append(one.verdict.draft)
            yield one

    check = Check((select,), (), today)
    return check_all(check, list(drafts), Cache.of_this_user(check.asked, today), watch), looked  # type: ignore[arg-type]


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


@pytest.mark.parametrize(("secrecy", "looked"), [("", []), ("do_mat: mat\n", ["d.yaml", "truoc.tien-do.yaml"])])
def test_what_quotes_a_secret_draft_is_not_kept(project: Path, secrecy: str, looked: list[str]) -> None:
    Path("truoc.yaml").write_text(f"{DRAFT}{secrecy}")
    Path("truoc.tien-do.yaml").write_text("chuong_trinh: truoc.yaml\n")
    Path("d.yaml").write_text(f"{DRAFT}ke_thua: {{tu: truoc.yaml}}\n")
    asked = ["d.yaml", "truoc.tien-do.yaml"]
    run(drafts=asked)
    assert run(drafts=asked)[1] == looked


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
    monkeypatch.setattr(installed, "shipped", lambda name: tmp_path / name)
    monkeypatch.setattr(cache_module, "code_digest", installed.code_digest.__wrapped__)
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
    check_all(check, ["e.yaml"], Cache.of_this_user(check.asked, TODAY), lambda results, _: results)
    assert list(json.loads(kept().read_bytes().partition(b"\n")[2])) == [f"e.yaml\0{check.asked}\0vi"]


def test_old_verdicts_are_thrown_away(project: Path) -> None:
    run()
    old = kept().with_name("cu.json")
    old.write_text("{}")
    os.utime(old, (0, 0))
    append("d.yaml")()
    run()
    assert not old.exists()


@on_posix
def test_what_is_kept_is_for_its_owner_alone(project: Path) -> None:
    run()
    assert kept().stat().st_mode & 0o777 == 0o600
    assert kept().parent.stat().st_mode & 0o777 == 0o700


def test_nobody_waits_until_the_disk_has_what_is_kept(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    monkeypatch.setattr(os, "fsync", waited.append)
    run()
    assert waited == []


def test_a_place_that_cannot_be_written_is_no_hindrance(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc")
    assert run()[1] == ["d.yaml"]
    assert run()[1] == ["d.yaml"]


def test_first_run_imports_nothing_for_faults_and_second_neither_yaml_nor_jinja(project: Path) -> None:
    program = (
        "import sys; from ctct.cli import main\n"
        "try: main(['check', 'd.yaml'])\n"
        "except SystemExit: print(sorted({'ctct.model.messages', 'ctct.source.syntax', 'jinja2', 'yaml', 'multiprocessing'}"
        " & set(sys.modules)))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for expected in ("['yaml']", "[]"):
        done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == expected


def answers(folder: Path, **environment: str) -> list[str]:
    """What a check says of the project, told twice over in a process of its own."""
    settings = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    settings = {key: value for key, value in settings.items() if value}
    command = [sys.executable, "-m", "ctct", "check", "--select", "SKH", "d.yaml"]
    done = [subprocess.run(command, env=settings, capture_output=True, text=True, check=False) for _ in range(2)]
    assert {one.returncode for one in done} == {1}
    assert [one.stderr for one in done] == ["", ""]
    return [one.stdout for one in done]


def places_of_verdicts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.json") if path.is_file()]


def not_private(folder: Path, how: str) -> None:
    """Make the folder of verdicts one that somebody else has a hand in."""
    shutil.rmtree(folder, ignore_errors=True)
    if how == "link":
        (folder.parent / "noi-khac").mkdir(mode=0o700, parents=True)
        folder.symlink_to("noi-khac")
    elif how == "file":
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.write_text("x")
    else:
        folder.mkdir(parents=True)
        folder.chmod(0o755 if how == "open" else 0o700)
        if how == "foreign":
            os.chown(folder, 12345, 12345)


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
@pytest.mark.parametrize("how", ["link", "file", "open", "foreign"])
def test_folder_that_is_not_ones_own_is_not_used(project: Path, how: str) -> None:
    if how == "foreign" and os.geteuid() != 0:
        pytest.skip("only root gives files away")
    folder = Path(os.environ["XDG_CACHE_HOME"]) / "ctct"
    not_private(folder, how)
    first, second = answers(project)
    assert first == second
    assert places_of_verdicts(folder.parent) == []


def test_verdicts_that_a_commit_could_bring_are_not_used(project: Path) -> None:
    for place in (project / ".cache", project / "sau" / "hon"):
        answers(project, XDG_CACHE_HOME=str(place))
        assert places_of_verdicts(project) == []
        assert not place.exists()


def test_link_into_the_project_is_seen_through(project: Path) -> None:
    (project / "dem").mkdir()
    link = project.parent / "lien-ket"
    link.symlink_to(project / "dem")
    answers(project, XDG_CACHE_HOME=str(link))
    assert list((project / "dem").iterdir()) == []


def test_verdicts_in_the_project_of_another_draft_are_not_used(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "dem"))
    elsewhere = project.parent / "cho-khac"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    check = Check(("SKH",), (), TODAY)
    name = "../kho/d.yaml"
    for _ in range(2):
        cache = Cache.of_this_user(check.asked, TODAY)
        assert cache is not None
        assert cache.find(name) is None
        check_all(check, [name], cache, lambda results, _: results)


@pytest.mark.parametrize("home", ["", "nha"])
def test_no_name_no_verdicts(project: Path, home: str) -> None:
    """Without a home the usual name is relative, as one that is given may be: it would lie in whatever folder we work in."""
    before = sorted(project.rglob("*"))
    answers(project, XDG_CACHE_HOME="dem", HOME=home)
    assert sorted(path for path in project.rglob("*") if "__pycache__" not in path.parts) == before


def test_full_or_read_only_place_changes_nothing(project: Path) -> None:
    first, second = answers(project, XDG_CACHE_HOME="/dev/null")
    assert first == second
    first, second = answers(project, XDG_CACHE_HOME="/proc/self")
    assert first == second
