"""``ctct init``: a repository of drafts in one command, whole and clean, and never over what is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ctct.commands.asking import plain_name
from ctct.drafting.repository import CI, layout_for, repository_files
from ctct.drafting.scaffold import Wanted, family_of, scaffold
from ctct.model.types import TYPES_OF
from ctct.project.writing import OutputRefused
from ctct.project.writing_many import write_all
from ctct.source.shipped import layouts
from ctct.source.yaml import load
from terminal import typed
from test_commands import ROOT, ctct

BODY = "Đảng ủy xã Tân Lập"


def everything(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, but for git's."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("body", "ci"),
    [(BODY, "github"), ("Ủy ban nhân dân xã Tân Lập", "gitlab"), ("Sở Tư pháp", "khong"), ("Hội Nông dân xã Tân Lập", "khong")],
)
def test_what_is_made_is_clean_and_builds(in_tmp: Path, body: str, ci: str) -> None:
    done = ctct("init", "kho/moi", "--co-quan", body, "--ci", ci)
    assert done.returncode == 0, done.stderr.decode()
    made = everything(Path("kho/moi"))
    for name in ("ctct.toml", "danh-ba.yaml", "chuong-trinh.yaml", ".gitattributes", ".gitignore", ".pre-commit-config.yaml"):
        assert name in made
    services = {path for path, _ in CI.values()}
    assert services & set(made) == ({CI[ci][0]} if ci in CI else set())
    checked = ctct("check", "--strict", "--no-cache", "kho/moi")
    assert (checked.returncode, checked.stdout.decode()) == (0, "không có lỗi (1 dự thảo)\n")
    assert ctct("build", "kho/moi").returncode == 0
    assert Path("kho/moi/van-ban/chuong-trinh.docx").is_file()
    for name in (one for one in made if one.endswith((".yaml", ".yml"))):
        load(made[name].decode())
    for name in (one for one in made if one.endswith(".json")):
        json.loads(made[name])


@pytest.mark.parametrize("layout", layouts())
def test_every_type_and_layout_has_a_first_draft(layout: str) -> None:
    for loai in TYPES_OF[family_of(layout)].types:
        wanted = Wanted(layout, family_of(layout), loai, "Sở Tư pháp", "Tân Lập", date(2026, 8, 3), frozenset({"co_quan"}))
        assert f"{loai.replace('_', '-')}.yaml" in repository_files(wanted, None)


@pytest.mark.parametrize(
    ("body", "layout"),
    [
        ("Tỉnh ủy Quảng Ngãi", "dang"),
        ("Văn phòng Tỉnh ủy", "dang"),
        ("Đảng ủy Ủy ban nhân dân tỉnh", "dang"),
        ("Ủy ban nhân dân xã Tân Lập", "nha-nuoc"),
        ("Sở Tư pháp", "nha-nuoc"),
        ("Trường Chính trị tỉnh", "dang"),
        ("Công an xã Tân Lập", "nha-nuoc"),
        ("Văn phòng ủy ban nhân dân tỉnh", "nha-nuoc"),
        ("Trung tâm Chính trị xã Tân Lập", "dang"),
        ("Trường Trung học phổ thông Lê Lợi", "nha-nuoc"),
    ],
)
def test_the_layout_goes_by_the_name_of_the_body(body: str, layout: str) -> None:
    assert layout_for(body) == layout


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Ban: Tổ chức", "dấu «:»; bỏ dấu ấy"),
        ("#1", "dấu «#»"),
        ("a #b", "dấu «#»"),
        ('"Ban', 'dấu «"»; ghi ngoặc kép “…”'),
        ("[a]", "dấu «["),
        ("*a*", "dấu «*»"),
        ("Ban @van-phong", "dấu «@»"),
        ("- a", "tên bắt đầu bằng chữ"),
        ("115", "trong dự thảo đó là số"),
        ("null", "chỗ trống"),
        (" ", "tên còn trống"),
    ],
)
def test_a_name_that_a_draft_cannot_hold_is_refused(in_tmp: Path, name: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        plain_name(name)
    assert ctct("init", "kho", "--co-quan", name).returncode == 2
    assert ctct("new", "--loai", "bao_cao", "--co-quan", name).returncode == 2
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("layout", layouts())
@pytest.mark.parametrize("name", ["Công ty “An & Bình” (1/2), H'Leo – N’Drot", "Yes", "A, B"])
def test_any_other_name_is_written_as_it_is_said(name: str, layout: str) -> None:
    """Alone, in sentences and in quotes of YAML: no sign of it becomes anything else, and the sign of the document is letters."""
    assert plain_name(name) == name
    for loai in TYPES_OF[family_of(layout)].types:
        wanted = Wanted(layout, family_of(layout), loai, name, name, date(2026, 8, 3))
        said = load(scaffold(wanted, None))[0]
        assert isinstance(said, dict)
        assert said["co_quan"] == name
        sign = said["so_ky_hieu"]
        assert not re.search("[“&(,–]", sign["ky_hieu"] if isinstance(sign, dict) else sign)


def test_an_empty_value_is_refused(in_tmp: Path) -> None:
    """Of any command: in a script it is a variable that was never set."""
    Path("d.yaml").write_text("loai: bao_cao\n", "utf-8")
    for arguments in (["init", ""], ["check", "d.yaml", ""], ["build", "d.yaml", "-o", ""], ["viec", "--nguoi", "", "d.yaml"]):
        done = ctct(*arguments)
        assert done.returncode == 2
        assert "để trống" in done.stderr.decode()
    assert [path.name for path in Path().iterdir()] == ["d.yaml"]


def test_what_is_there_stays(in_tmp: Path) -> None:
    Path("kho").mkdir()
    Path("kho/README.md").write_text("của tôi", "utf-8")
    done = ctct("init", "kho", "--co-quan", BODY)
    assert done.returncode == 1
    assert "trong «kho» đã có, khác bản sẽ ghi: README.md; còn thiếu: ctct.toml, danh-ba.yaml," in done.stderr.decode()
    assert "chưa ghi gì; thêm --force" in done.stderr.decode()
    assert everything(Path("kho")) == {"README.md": "của tôi".encode()}
    assert ctct("init", "kho", "--co-quan", BODY, "--force").returncode == 0
    assert Path("kho/README.md").read_text("utf-8").startswith("# Kho dự thảo")


def test_a_person_says_what_becomes_of_what_is_there(in_tmp: Path) -> None:
    Path("README.md").write_text("của tôi", "utf-8")
    output = typed("Đảng ủy xã Tân Lập\n\n\nbáo cáo\nkhác\ngitlab\n1\n", "init")
    assert "không có «khác»" in output
    assert "đã có, khác bản sẽ ghi: README.md" in output
    assert Path("README.md").read_text("utf-8") == "của tôi"
    assert {".gitlab-ci.yml", "bao-cao.yaml", "ctct.toml"} <= set(everything(Path()))


def test_ctrl_c_leaves_nothing(in_tmp: Path) -> None:
    assert "đã dừng; chưa ghi gì" in typed("\x03", "init", "kho", code=1)
    assert list(Path().iterdir()) == []


def test_a_second_time_there_is_nothing_to_do(in_tmp: Path) -> None:
    """Nor anything to ask: the settings tell what was answered, the files which draft and which service."""
    ctct("init", "--co-quan", BODY, "--loai", "bao_cao", "--ci", "github")
    before = everything(Path())
    for arguments in (["--co-quan", BODY], []):
        again = ctct("init", *arguments)
        assert again.returncode == 0
        assert "kho dự thảo trong «.» đã có đủ 18 tệp: không phải ghi gì\n" in again.stdout.decode()
        assert everything(Path()) == before


def test_a_second_time_what_is_missing_is_added_and_what_differs_told(in_tmp: Path) -> None:
    ctct("init", "--co-quan", BODY)
    Path(".gitignore").unlink()
    again = ctct("init")
    assert again.stdout.decode().startswith("đã bổ sung kho dự thảo trong «.»: 1 tệp\n  .gitignore\n")
    Path("danh-ba.yaml").write_text("nguoi: {}\n", "utf-8")
    again = ctct("init")
    assert again.returncode == 1
    assert "khác bản sẽ ghi: danh-ba.yaml; không thiếu tệp nào; chưa ghi gì" in again.stderr.decode()


def test_a_question_that_must_be_answered_says_so(in_tmp: Path) -> None:
    output = typed(f"\n  \n{BODY}\n\n\nbáo cáo\n\n", "init", "kho")
    assert output.count("câu này phải có trả lời") == 2
    assert Path("kho/bao-cao.yaml").is_file()


def test_all_or_nothing(in_tmp: Path) -> None:
    Path("kho").mkdir()
    Path("kho/a").write_text("cũ", "utf-8")
    Path("kho/c").mkdir()
    with pytest.raises(OutputRefused):
        write_all(Path("kho"), {"a": b"1", "moi/b": b"2", "c": b"3"})
    assert everything(Path("kho")) == {"a": "cũ".encode()}
    assert not Path("kho/moi").exists()


@pytest.mark.skipif(not shutil.which("git"), reason="no git")
def test_what_a_person_is_to_type_and_to_move(in_tmp: Path) -> None:
    Path(".git").mkdir()
    done = ctct("init", "kho mới", "--co-quan", BODY)
    assert '  cd "kho mới"\n' in done.stdout.decode()
    assert "nằm trong kho git" in done.stderr.decode()


def test_git_compares_the_words_of_word_documents(in_tmp: Path) -> None:
    ctct("init", "--co-quan", BODY)
    asked = ["git", "check-attr", "diff", "eol", "--", "a.docx", "a.yaml"]
    said = subprocess.run(asked, capture_output=True, check=True).stdout.decode()
    assert "a.docx: diff: ctct\n" in said
    assert "a.yaml: eol: lf\n" in said
    driver = subprocess.run(["git", "config", "diff.ctct.textconv"], capture_output=True, check=True).stdout
    assert driver == b"ctct show\n"


def test_the_guide_shows_the_same_service_file() -> None:
    shown = (ROOT / "docs" / "ci-gitlab.yml").read_text("utf-8").splitlines()
    kept = (ROOT / "templates" / "kho" / "gitlab-ci.yml").read_text("utf-8").splitlines()
    assert [line for line in shown[1:] if "CTCT:" not in line] == [line for line in kept[1:] if "CTCT:" not in line]
