"""Whatever a path is like, every command and option that takes one answers in a sentence, with exit code 1 or 2."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from test_commands import DRAFT, ctct, without_privileges

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and rights of POSIX")

LONG = "x" * 300
DEEP = "/".join(["y" * 200] * 25)
PATHS = {
    "too long": f"{LONG}.yaml",
    "too deep": f"{DEEP}/a.yaml",
    "loop": "vong.yaml",
    "in a loop": "vong-thu-muc/a.yaml",
    "below a file": "du-thao.yaml/a.yaml",
    "not there": "khong/co/a.yaml",
    "above nothing": "khong-co/../a.yaml",
    "no letters": "a\x1b[31m\u202eb.yaml",
    "not UTF-8": os.fsdecode(b"a\xff\xfe.yaml"),
    "closed": "kin/a.yaml",
    "empty": "",
}
ENTRANCES = {
    "build": ("build", "{}"),
    "build -o": ("build", "du-thao.yaml", "-o", "{}/"),
    "build -o file": ("build", "du-thao.yaml", "-o", "{}/a.docx"),
    "check": ("check", "{}"),
    "check -o": ("check", "du-thao.yaml", "-o", "{}/a"),
    "check --changed": ("check", "--changed", "{}"),
    "check --fix": ("check", "--fix", "{}"),
    "check --diff": ("check", "--diff", "{}"),
    "fmt": ("fmt", "{}"),
    "fmt --check": ("fmt", "--check", "{}"),
    "convert": ("convert", "{}"),
    "convert -o": ("convert", "du-thao.yaml", "-o", "{}/a.md"),
    "show": ("show", "{}"),
    "show Word": ("show", "{}.docx"),
    "doi-the-thuc": ("doi-the-thuc", "--sang", "nha-nuoc", "{}"),
    "new -o": ("new", "--loai", "bao_cao", "--co-quan", "A", "-o", "{}/a.yaml"),
    "new --from": ("new", "--from", "{}"),
    "new --from -o": ("new", "--from", "du-thao.yaml", "-o", "{}/a.yaml"),
    "eject --to": ("eject", "dang", "--to", "{}/a"),
    "watch": ("watch", "--no-open", "{}"),
}


@pytest.fixture
def project(in_tmp: Path) -> Path:
    (in_tmp / "du-thao.yaml").write_text(f"{DRAFT}thoi_gian: quý II/2021\n", "utf-8")
    (in_tmp / "vong.yaml").symlink_to("vong.yaml")
    (in_tmp / "vong-thu-muc").symlink_to("vong-thu-muc")
    (in_tmp / "kin").mkdir()
    (in_tmp / "kin" / "a.yaml").write_text(DRAFT, "utf-8")
    (in_tmp / "kin").chmod(0)
    return in_tmp


def may_work(entrance: str, kind: str) -> bool:
    """Whether the path is one that can be made, or says nothing."""
    makes_folders = entrance.endswith(("-o", "-o file", "--to")) and kind in (
        "not there",
        "above nothing",
        "no letters",
        "not UTF-8",
    )
    return makes_folders or (kind == "empty" and ("-o" in entrance or "--to" in entrance))


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_every_entrance_answers(project: Path, entrance: str) -> None:
    kinds = [kind for kind in PATHS if not may_work(entrance, kind)]
    said = without_privileges(*([word.format(PATHS[kind]) for word in ENTRANCES[entrance]] for kind in kinds))
    for kind, answer in zip(kinds, said, strict=True):
        assert answer.strip(), kind
        assert "\x1b" not in answer, kind
        assert "\u202e" not in answer, kind
        assert len(answer.splitlines()) < 12, (kind, answer)


REASONS = {
    "too long": "tên quá dài",
    "loop": "các liên kết dẫn vòng quanh",
    "below a file": "không phải thư mục",
    "closed": "không có quyền",
    "not there": "không có tệp hoặc thư mục này",
}


@pytest.mark.parametrize("command", ["check", "build", "fmt", "convert", "show"])
def test_the_reason_is_told(project: Path, command: str) -> None:
    said = without_privileges(*((command, PATHS[kind]) for kind in REASONS))
    for reason, answer in zip(REASONS.values(), said, strict=True):
        assert reason in answer


BESIDE = {
    "danh_ba": "danh_ba: {}\n",
    "ke_thua": "ke_thua: {{tu: {}}}\n",
    "the_thuc": "the_thuc: ./{}\n",
}
NAMES = [LONG, DEEP, "vong.yaml", "vong-thu-muc/a", "du-thao.yaml/a", "kin/a.yaml", "../../../../../../etc/passwd", '"a\\\\b"']


@pytest.mark.parametrize("key", BESIDE)
def test_paths_in_drafts(project: Path, key: str) -> None:
    head = DRAFT.partition("muc:")[0]
    for number, name in enumerate(NAMES):
        Path(f"{number}.yaml").write_text(DRAFT + BESIDE[key].format(name), "utf-8")
        Path(f"{number}.md").write_text(f"---\n{head}{BESIDE[key].format(name)}---\n\n1. Việc.\n", "utf-8")
    drafts = [f"{number}{ending}" for number in range(len(NAMES)) for ending in (".yaml", ".md")]
    for draft, said in zip(drafts, without_privileges(*(("check", "--no-cache", draft) for draft in drafts)), strict=True):
        assert f"{draft}:" in said


@pytest.mark.parametrize("key", ["danh_ba", "the_thuc", "thu_muc_ra"])
def test_paths_in_settings(project: Path, key: str) -> None:
    good = ("a\\u0007b", "\\uFFFF") if key == "thu_muc_ra" else ()  # what the system takes for the name of a folder
    names = [name for name in [*NAMES[:-1], "a\\u0000b", "a\\u0007b", "\\uFFFF", ""] if name not in good]
    for number, name in enumerate(names):
        Path(f"d{number}").mkdir()
        Path(f"d{number}/a.yaml").write_text(DRAFT, "utf-8")
        said = f"./{name}" if key == "the_thuc" else name
        Path(f"d{number}/ctct.toml").write_text(f'{key} = "{said}"\n', "utf-8")
        for link in ("vong.yaml", "vong-thu-muc"):
            Path(f"d{number}/{link}").symlink_to(link)
        Path(f"d{number}/kin").symlink_to("../kin")
        Path(f"d{number}/du-thao.yaml").write_text("", "utf-8")
    for said in without_privileges(*(("build", f"d{number}/a.yaml") for number in range(len(names)))):
        assert "lỗi" in said


def test_one_draft_is_one_document_from_wherever_it_is_named(project: Path) -> None:
    """What applies is the ctct.toml of the project that the draft lies in, not of one that its name passes through."""
    for name, body in (("mot", "Tỉnh ủy Quảng Ngãi"), ("hai", "Tỉnh ủy Bình Định")):
        Path(name, "sau").mkdir(parents=True)
        Path(name, "ctct.toml").write_text(f'co_quan = "{body}"\n', "utf-8")
    Path("mot/sau/d.yaml").write_text(DRAFT.replace("co_quan: Tỉnh ủy Quảng Ngãi\n", ""), "utf-8")
    Path("hai/lien-ket").symlink_to("../mot/sau")
    made = set()
    for place, name in (
        (".", "mot/sau/d.yaml"),
        ("mot/sau", "d.yaml"),
        ("hai", "lien-ket/d.yaml"),
        ("hai", "lien-ket/../sau/d.yaml"),
        ("hai/lien-ket", "d.yaml"),
        ("hai/sau", "../../mot/sau/d.yaml"),
        ("hai", str(project / "mot" / "sau" / "d.yaml")),
    ):
        os.chdir(project / place)
        made.add(ctct("build", name, "-o", "-").stdout)
    os.chdir(project)
    assert len(made) == 1
    assert "TỈNH ỦY QUẢNG NGÃI" in ctct("show", "hai/lien-ket/d.yaml").stdout.decode().upper()


def test_current_folder_that_was_deleted(in_tmp: Path) -> None:
    Path("di").mkdir()
    os.chdir("di")
    shutil.rmtree(in_tmp / "di")
    for arguments in (("check", "a.yaml"), ("build", "a.yaml"), ("check", "."), ("new", "--loai", "bao_cao", "--co-quan", "A")):
        done = ctct(*arguments)
        assert done.returncode in (1, 2), done.stdout
        assert done.stderr or done.stdout
    assert ctct("--version").returncode == 0
    os.chdir(in_tmp)
