"""``ctct init``: a repository of drafts in one command, whole and clean, and never over what is there."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ctct.commands.asking import plain_name
from ctct.drafting.repository import CI, layout_for, repository_files
from ctct.drafting.scaffold import Wanted, family_of
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


@pytest.mark.parametrize("name", ["Ban: Tổ chức", "#1", '"Ban', "", "[a]", "a #b", "- a"])
def test_a_name_that_a_draft_cannot_hold_is_refused(in_tmp: Path, name: str) -> None:
    with pytest.raises(ValueError, match="không làm tên được"):
        plain_name(name)
    assert ctct("init", "kho", "--co-quan", name).returncode == 2
    assert ctct("new", "--loai", "bao_cao", "--co-quan", name).returncode == 2
    assert list(Path().iterdir()) == []


def test_what_is_there_stays(in_tmp: Path) -> None:
    Path("kho").mkdir()
    Path("kho/README.md").write_text("của tôi", "utf-8")
    done = ctct("init", "kho", "--co-quan", BODY)
    assert done.returncode == 1
    assert "trong «kho» đã có README.md; chưa ghi gì" in done.stderr.decode()
    assert everything(Path("kho")) == {"README.md": "của tôi".encode()}
    assert ctct("init", "kho", "--co-quan", BODY, "--force").returncode == 0
    assert Path("kho/README.md").read_text("utf-8").startswith("# Kho dự thảo")


def test_a_person_says_what_becomes_of_what_is_there(in_tmp: Path) -> None:
    Path("README.md").write_text("của tôi", "utf-8")
    output = typed("Đảng ủy xã Tân Lập\n\n\nbáo cáo\nkhác\ngitlab\n1\n", "init")
    assert "không có «khác»" in output
    assert "đã có: README.md" in output
    assert Path("README.md").read_text("utf-8") == "của tôi"
    assert {".gitlab-ci.yml", "bao-cao.yaml", "ctct.toml"} <= set(everything(Path()))


def test_ctrl_c_leaves_nothing(in_tmp: Path) -> None:
    assert "đã dừng; chưa ghi gì" in typed("\x03", "init", "kho", code=1)
    assert list(Path().iterdir()) == []


def test_a_second_time_there_is_nothing_to_do(in_tmp: Path) -> None:
    ctct("init", "--co-quan", BODY)
    before = everything(Path())
    assert ctct("init", "--co-quan", BODY).returncode == 0
    assert everything(Path()) == before


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
