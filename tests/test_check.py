"""``ctct check``: the rules chosen, weighed and waived; findings written; drafts fixed."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ctct.cli import main
from ctct.lint.engine import Selection
from ctct.pipeline import check, lint
from ctct.project.files import Source
from systems import on_posix
from test_commands import ROOT, ctct

DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: "5-CTr/TU"  # chưa đủ
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
muc: [{ten: Một, khoan: [Lời văn.]}]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


@pytest.fixture
def draft(in_tmp: Path) -> Path:
    path = in_tmp / "d.yaml"
    path.write_text(DRAFT)
    return path


def codes(more: str = "", settings: str = "", selection: Selection | None = None) -> list[str]:
    """Return the codes found in the draft with ``more`` keys, by rules on numbers and signs alone."""
    Path("ctct.toml").write_text(settings)
    outcome = check(Source("d.yaml", f"{DRAFT}{more}".encode(), Path.cwd()))
    outcome = lint(outcome, selection or Selection(("SKH",)), date(2026, 1, 31))
    return [f"{one.severity[0]} {one.code}" for one in outcome.findings]


def waiver(**keys: str) -> str:
    return "bo_qua: [{" + ", ".join(f"{key}: {value}" for key, value in {"ly_do": "x", **keys}.items()) + "}]\n"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["e SKH02"]),
        (waiver(ma="SKH02"), []),
        (waiver(ma="SKH02", den="31/01/2026"), []),
        (waiver(ma="SKH02", den="30/01/2026"), ["e SKH02", "w BQ02"]),
        (waiver(ma="SKH02", tai="so_ky_hieu"), []),
        (waiver(ma="SKH02", tai="trich_yeu"), ["e SKH02", "w BQ03"]),
        (waiver(ma="SKH01"), ["e SKH02", "w BQ03"]),
        (waiver(ma="SKH2"), ["e SKH02", "e BQ01"]),
        (waiver(ma="MH01"), ["e SKH02", "e BQ01"]),
    ],
)
def test_waivers_in_the_draft(in_tmp: Path, more: str, expected: list[str]) -> None:
    assert codes(more) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('[[bo_qua]]\nma = "SKH02"\nly_do = "x"\n', []),
        ('[[bo_qua]]\nma = "SKH02"\nly_do = "x"\nden = "30/01/2026"\n', ["e SKH02", "w BQ02"]),
        ('[[bo_qua]]\nma = "SKH01"\nly_do = "x"\n', ["e SKH02"]),
        ('[[bo_qua]]\nma = "SKH"\nly_do = "x"\n', ["e SKH02", "e BQ01"]),
        ('[[bo_qua]]\nma = "SKH02"\n', ["e MH01", "e SKH02"]),
        ('muc_do = {SKH02 = "canh_bao"}\n', ["w SKH02"]),
        ('muc_do = {SKH02 = "gop_y"}\n', ["a SKH02"]),
        ('muc_do = {SKH02 = "tat"}\n', []),
        ('muc_do = {SKH99 = "tat"}\n', ["e BQ04", "e SKH02"]),
        ('muc_do = {VD01 = "tat"}\n', ["e BQ04", "e SKH02"]),
    ],
)
def test_waivers_and_weights_in_the_settings(in_tmp: Path, settings: str, expected: list[str]) -> None:
    assert codes(settings=settings) == expected


def test_waiver_of_a_rule_that_is_not_asked_for_is_no_surplus(in_tmp: Path) -> None:
    assert codes(waiver(ma="SKH01"), selection=Selection(("SKH02",))) == ["e SKH02"]
    assert codes(waiver(ma="SKH02"), selection=Selection((), ("SKH",))) == codes(selection=Selection((), ("SKH",)))


@pytest.mark.parametrize("code", ["VD01", "MH02"])
def test_own_faults_of_a_draft_cannot_be_waived(in_tmp: Path, code: str) -> None:
    fault = "phu_luc_la: 1\n" if code == "MH02" else "noi_dung: Theo @khong-co.\n"
    told = codes(f"{fault}{waiver(ma=code)}", f'[[bo_qua]]\nma = "{code}"\nly_do = "x"\n')
    assert f"e {code}" in told


WAIVERS = """[[bo_qua]]
ma = "SKH02"
ly_do = "x"
[[bo_qua]]
ma = "SKH01"
ly_do = "x"
"""
UNNEEDED = "ctct.toml:5:6: cảnh báo BQ03: bỏ qua «SKH01» không còn dự thảo nào cần"


@pytest.fixture
def project(draft: Path) -> Path:
    """A project of several drafts, enough to be shared by several processes; the first needs the first waiver."""
    Path("ctct.toml").write_text(WAIVERS)
    Path("con").mkdir()
    for number in range(5):
        Path(f"con/{number}.yaml").write_text(DRAFT.replace("5-CTr", "05-CTr"))
    return draft


def told(*arguments: str) -> str:
    return ctct("check", "--select", "SKH", *arguments).stdout.decode()


def test_waiver_of_the_settings_that_no_draft_needs(project: Path) -> None:
    """It is told once, where it stands, and the same from the cache."""
    for _ in range(2):
        assert told(".").count("BQ03") == 1
        assert UNNEEDED in told(".")
    assert ctct("check", "--select", "SKH", ".").returncode == 0
    assert ctct("check", "--select", "SKH", "--strict", ".").returncode == 1
    assert UNNEEDED in told("--fix", ".")


def test_waiver_of_the_settings_may_be_needed_by_a_draft_that_was_not_judged(project: Path) -> None:
    assert "BQ03" not in told("d.yaml")
    assert "BQ03" not in told("con")
    Path("con/4.yaml").write_text("loai: [")
    assert "BQ03" not in told(".")


def test_waiver_of_the_settings_that_the_rules_asked_for_cannot_need(project: Path) -> None:
    assert "BQ03" not in ctct("check", "--select", "SKH02", ".").stdout.decode()


def test_need_is_known_from_the_cache(project: Path) -> None:
    """The draft that needs it is answered from the cache, the one that is looked at anew does not need it."""
    Path("con/0.yaml").write_text(DRAFT.replace("5-CTr", "Số: 05-CTr"))
    assert "BQ03" not in told(".")
    Path("con/1.yaml").write_text(f"{Path('con/1.yaml').read_text()}# thêm\n")
    assert "BQ03" not in told(".")
    Path("con/0.yaml").write_text(Path("con/1.yaml").read_text())
    assert UNNEEDED in told(".")


def test_every_draft_of_the_project_named_is_the_whole_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert UNNEEDED in told("d.yaml", *(f"con/{number}.yaml" for number in range(5)))
    monkeypatch.chdir("con")
    assert UNNEEDED in told("..")


def test_a_project_inside_has_waivers_of_its_own(project: Path) -> None:
    """Its drafts do not count for the outer one, nor does the outer one's need count for it."""
    Path("con/ctct.toml").write_text(WAIVERS)
    assert UNNEEDED in told("d.yaml")
    inner = told("con")
    assert inner.count("BQ03") == 2
    assert "con/ctct.toml:2:6" in inner
    assert told(".").count("BQ03") == 3


def test_selection_on_the_command_line(draft: Path) -> None:
    assert "SKH02" in ctct("check", "--select", "SKH", "d.yaml").stdout.decode()
    assert ctct("check", "--select", "skh01,SKH99", "d.yaml").returncode == 2
    assert "không có lỗi" in ctct("check", "--select", "SKH01", "d.yaml").stdout.decode()
    assert "không có lỗi" in ctct("check", "--select", "SKH", "--ignore", "SKH01,SKH02", "d.yaml").stdout.decode()


def test_strict_counts_warnings(draft: Path) -> None:
    Path("ctct.toml").write_text('muc_do = {SKH02 = "canh_bao"}')
    assert ctct("check", "--select", "SKH", "d.yaml").returncode == 0
    assert ctct("check", "--select", "SKH", "--strict", "d.yaml").returncode == 1


def test_build_does_not_ask_the_rules(draft: Path) -> None:
    done = ctct("build", "d.yaml")
    assert (done.returncode, done.stderr) == (0, b"")


def test_output_file(draft: Path) -> None:
    done = ctct("check", "--format", "json", "-o", "ra.json", "d.yaml")
    assert (done.returncode, done.stdout) == (1, b"")
    assert json.loads(Path("ra.json").read_text())["fails"]
    assert ctct("check", "-o", "moi/a.txt", "d.yaml").returncode == 1
    assert Path("moi/a.txt").is_file()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_other_encodings_of_the_system(draft: Path, encoding: str) -> None:
    for form in ("text", "json"):
        done = ctct("check", "--format", form, "--select", "SKH", "d.yaml", PYTHONIOENCODING=encoding)
        assert "số «5» thiếu số 0" in done.stdout.decode("utf-8")


def test_quiet_says_nothing_of_a_clean_draft_and_fixes_in_silence(draft: Path) -> None:
    assert ctct("check", "--quiet", "--select", "SKH01", "d.yaml").stdout == b""
    done = ctct("check", "-q", "--fix", "--select", "SKH", "d.yaml")
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_statistics_are_a_table_for_people(draft: Path) -> None:
    done = ctct("check", "--statistics", "--select", "SKH", "d.yaml")
    assert "SKH02" in done.stdout.decode()
    refused = ctct("check", "--statistics", "--format", "sarif", "d.yaml")
    assert refused.returncode == 2
    assert "--statistics" in refused.stderr.decode()


def test_names_of_files_that_are_no_text(draft: Path) -> None:
    name = b"\xff\x1b[2J.yaml"
    draft.rename(os.fsdecode(name))
    done = ctct("check", ".")
    assert done.returncode == 1
    assert b"\x1b" not in done.stdout
    for form in ("json", "sarif", "github", "junit", "gitlab"):
        assert ctct("check", "--format", form, "-o", "ra", ".").returncode == 1
        told = Path("ra").read_text("utf-8")
        assert form in ("github", "junit") or json.loads(told)


def test_github_page_of_the_run(draft: Path) -> None:
    ctct("check", "--format", "github", "d.yaml", GITHUB_STEP_SUMMARY="trang.md")
    assert "| d.yaml:3 | lỗi SKH02 |" in Path("trang.md").read_text()


def test_standard_input(in_tmp: Path) -> None:
    assert "<stdin>:3:13: lỗi SKH02" in ctct("check", "-", stdin=DRAFT.encode()).stdout.decode()
    assert '+so_ky_hieu: "05-CTr/TU"  # chưa đủ' in ctct("check", "--diff", "-", stdin=DRAFT.encode()).stdout.decode()
    assert ctct("check", "--fix", "-", stdin=DRAFT.encode()).returncode == 2


@on_posix
def test_fix_writes_and_tells(draft: Path) -> None:
    draft.write_bytes(DRAFT.replace("\n", "\r\n").encode())
    link = draft.with_name("lien-ket.yaml")
    link.symlink_to("d.yaml")
    draft.chmod(0o640)
    done = ctct("check", "--fix", "--select", "SKH", "lien-ket.yaml")
    assert done.returncode == 0
    assert done.stdout.decode() == "đã sửa 1 chỗ trong lien-ket.yaml\nkhông có lỗi (1 dự thảo)\n"
    assert draft.read_bytes() == DRAFT.replace("5-CTr", "05-CTr").replace("\n", "\r\n").encode()
    assert link.is_symlink()
    assert draft.stat().st_mode & 0o777 == 0o640


def test_diff_writes_nothing(draft: Path) -> None:
    done = ctct("check", "--diff", "--select", "SKH", "d.yaml")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("--- d.yaml\n+++ d.yaml\n")
    assert draft.read_text() == DRAFT
    assert ctct("check", "--diff", "--select", "SKH01", "d.yaml").returncode == 0


def test_fixes_of_other_forms_keep_standard_output_clean(draft: Path) -> None:
    done = ctct("check", "--fix", "--format", "json", "--select", "SKH", "d.yaml")
    assert json.loads(done.stdout)["findings"] == []
    assert "đã sửa 1 chỗ" in done.stderr.decode()


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=Người soạn", "-c", "user.email=a@b.vn", "-c", "init.defaultBranch=chinh"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(in_tmp: Path) -> Path:
    """A repository of three drafts, of which two share a danh bạ, all committed."""
    git("init", "-q")
    Path("db.yaml").write_text("co_quan: {vp: Văn phòng}\n")
    Path("con").mkdir()
    for name, more in (("a.yaml", "danh_ba: db.yaml\n"), ("con/b.yaml", "danh_ba: ../db.yaml\n"), ("c d.yaml", "")):
        Path(name).write_text(DRAFT + more)
    git("add", "-A")
    git("commit", "-qm", "đầu")
    return in_tmp


def checked(*arguments: str) -> list[str]:
    done = ctct("check", "--format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr.decode()
    told: list[str] = json.loads(done.stdout)["drafts"]
    return told


def append(name: str) -> None:
    Path(name).write_text(Path(name).read_text() + "# thêm\n")


def test_changed_since_the_last_commit(repository: Path) -> None:
    assert checked("--changed") == []
    append("c d.yaml")
    Path("moi.yaml").write_text(DRAFT)
    assert checked("--changed") == ["c d.yaml", "moi.yaml"]
    git("add", "-A")
    assert checked("--changed", "con", ".") == ["c d.yaml", "moi.yaml"]
    assert checked("--changed", "con") == []
    os.chdir("con")
    append("b.yaml")
    assert checked("--changed") == ["b.yaml"]


def test_what_rests_on_a_changed_danh_ba(repository: Path) -> None:
    append("db.yaml")
    assert checked("--changed") == ["a.yaml", "con/b.yaml"]
    assert checked("--affected", "db.yaml") == ["a.yaml", "con/b.yaml"]
    assert checked("--affected", "c d.yaml", "khac.toml") == ["c d.yaml"]
    Path("db.yaml").unlink()
    assert checked("--changed") == ["a.yaml", "con/b.yaml"]


def test_what_rests_on_changed_settings(repository: Path) -> None:
    Path("con/ctct.toml").write_text("")
    assert checked("--changed") == ["con/b.yaml"]
    git("add", "-A")
    git("commit", "-qm", "thiết lập")
    Path("con/ctct.toml").unlink()
    assert checked("--changed") == ["con/b.yaml"]


def test_what_rests_on_a_changed_layout(repository: Path) -> None:
    assert ctct("eject", "dang", "--to", "the-thuc").returncode == 0
    Path("a.yaml").write_text(f"the_thuc: ./the-thuc\n{DRAFT}")
    git("add", "-A")
    git("commit", "-qm", "thể thức")
    append("the-thuc/than.xml.j2")
    assert checked("--changed") == ["a.yaml"]


def test_changed_since_a_branch_parted(repository: Path) -> None:
    git("branch", "goc")
    append("a.yaml")
    git("commit", "-qam", "hai")
    append("c d.yaml")
    assert checked("--changed=goc") == ["a.yaml", "c d.yaml"]
    assert checked("--changed", "goc", "con") == []
    told = ctct("check", "--changed=khong-co").stderr.decode()
    assert "git không biết «khong-co»" in told


def test_repository_without_a_commit(in_tmp: Path) -> None:
    git("init", "-q")
    Path("a.yaml").write_text(DRAFT)
    assert checked("--changed") == ["a.yaml"]


def test_no_repository(draft: Path) -> None:
    done = ctct("check", "--changed", "d.yaml", GIT_CEILING_DIRECTORIES=str(draft.parent.parent))
    assert done.returncode == 2
    assert "không nằm trong kho git nào" in done.stderr.decode()
    assert "máy này không có" in ctct("check", "--changed", "d.yaml", PATH="/khong-co").stderr.decode()


def test_fix_only_what_changed(repository: Path) -> None:
    append("a.yaml")
    ctct("check", "--changed", "--fix")
    assert "05-CTr" in Path("a.yaml").read_text()
    assert "05-CTr" not in Path("con/b.yaml").read_text()


def test_something_must_be_named(in_tmp: Path) -> None:
    done = ctct("check")
    assert done.returncode == 2
    assert "thiếu DỰ_THẢO" in done.stderr.decode()


def test_a_register_is_checked_as_one(in_tmp: Path) -> None:
    Path("db.yaml").write_text("bao_gom: thêm.yaml\nco_quan: {vp: Văn phòng}\n")
    Path("thêm.yaml").write_text("nguoi:\n  minh: {ho_ten: Đặng Văn Minh}\n")
    assert ctct("check", "db.yaml").returncode == 0
    Path("thêm.yaml").write_text("nguoi:\n  minh: {hoten: Đặng Văn Minh}\n")
    told = ctct("check", "db.yaml").stdout.decode()
    assert "thêm.yaml:2:10: lỗi MH02: không có khóa «hoten» ở đây" in told
    assert "lỗi TP06: đây là danh bạ, không phải dự thảo" in ctct("build", "db.yaml").stderr.decode()


_TAKING_DRAFTS = [
    ["build"],
    ["convert"],
    ["show"],
    ["new", "--from"],
    ["viec"],
    ["tien-do"],
    ["noi-nhan"],
    ["van-ban"],
    ["doi-the-thuc", "--sang", "nha-nuoc"],
    ["y-kien", "gui"],
    ["diff", str(ROOT / "examples" / "quy-II-2021.yaml")],
]


@pytest.mark.parametrize("arguments", _TAKING_DRAFTS, ids=" ".join)
@pytest.mark.parametrize("name", ["quang-ngai-khoa-xx.yaml", "quang-ngai-co-quan.yaml"])
def test_a_directory_taken_for_a_draft_is_one_fault(in_tmp: Path, arguments: list[str], name: str) -> None:
    done = CliRunner().invoke(main, [*arguments, str(ROOT / "examples" / "danh-ba" / name)], env={"CTCT_LANG": "vi"})
    told = done.output
    assert done.exit_code in (1, 2)  # 2: «diff» could not compare
    assert list(Path().iterdir()) == []
    assert told.count("TP06: đây là danh bạ, không phải dự thảo") == 1
    assert "sửa nó rồi soát bằng «ctct check»" in told
    assert "lỗi MH" not in told


def test_directories_are_checked_and_formatted_themselves() -> None:
    for name in ("quang-ngai-khoa-xx.yaml", "quang-ngai-co-quan.yaml"):
        file = str(ROOT / "examples" / "danh-ba" / name)
        assert ctct("check", "--no-cache", file).returncode == 0
        assert ctct("fmt", "--check", file).returncode == 0


def test_a_register_that_gives_an_id_twice_is_told(in_tmp: Path) -> None:
    Path("db.yaml").write_text("nguoi: {a: {ho_ten: Đặng Văn Minh}}\nco_quan: {a: Văn phòng}\n")
    assert "db.yaml:2:11: lỗi DB03: mã «a» đã có ở «nguoi»" in ctct("check", "db.yaml").stdout.decode()
