"""What CI and git run: the hooks of pre-commit in a repository of drafts, the action for GitHub, the template for GitLab."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from systems import on_posix
from test_check import DRAFT, append, git
from test_commands import ROOT

pytestmark = on_posix  # hooks and actions run in shells

PROGRAMS = Path(sys.executable).parent


def program(name: str) -> str:
    found = shutil.which(name, path=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


@pytest.mark.parametrize(("file", "schema"), [("action.yml", "github-actions"), ("docs/ci-gitlab.yml", "gitlab-ci")])
def test_files_of_ci_systems_fit_their_schemas(file: str, schema: str) -> None:
    command = [program("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(ROOT / file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_action_runs_what_it_was_asked_to(in_tmp: Path) -> None:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    script = action["runs"]["steps"][-1]["run"]
    (in_tmp / "python").write_text('#!/bin/sh\nprintf "<%s>" "$@"\n')
    (in_tmp / "python").chmod(0o755)
    asked = {"CTCT_ARGUMENTS": "--strict\n--select=SKH\n", "CTCT_DRAFTS": "du thao\n$(touch hong)\n"}
    environment = {**os.environ, **asked, "PATH": f"{in_tmp}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-e", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "<-I><-m><ctct><check><--format><github><--strict><--select=SKH><--><du thao><$(touch hong)>"
    assert not Path("hong").exists()


RAN = "import os; open(os.path.join({folder!r}, {name!r}), 'w').close()\n"
HOSTILE = (
    "pip/__init__.py", "pip/__main__.py", "pip.py", "site.py", "sitecustomize.py", "usercustomize.py", "ctct/__init__.py",
    "ctct/__main__.py", "ctct.py", "click.py", "yaml.py", "yaml/__init__.py", "jinja2.py", "encodings.py", "os.py", "re.py",
    "json.py", "hatchling.py", "hatchling/build.py", "setup.py", "conftest.py", "x.pth", "python", "ctct-run", "git", "sed",
)  # fmt: skip
"""What Python or the shell would take for something else, were it looked for in the folder worked on."""


def hostile_checkout(folder: Path) -> None:
    for name in HOSTILE:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        ran = RAN.format(folder=str(folder.parent / "ran"), name=name.replace("/", "."))
        path.write_text(ran if path.suffix else f"#!/bin/sh\ntouch {folder.parent / 'ran' / name}\n")
        path.chmod(0o755)
    (folder.parent / "ran").mkdir()
    (folder / "pyvenv.cfg").write_text("include-system-site-packages = true\n")
    (folder / "pip.conf").write_text("[global]\nindex-url = http://127.0.0.1:9/\n")
    (folder / "pyproject.toml").write_text("[tool.pip]\n")
    (folder / "d.yaml").write_text(DRAFT)


def shell_steps(action: dict[str, Any], folder: Path, temporary: Path) -> list[tuple[str, Path, dict[str, str]]]:
    """The steps that run commands: each command, the folder that it runs in, and what is set for it."""
    steps = [step for step in action["runs"]["steps"] if "run" in step]
    told = {"${{ runner.temp }}": str(temporary), "${{ inputs.arguments }}": "", "${{ inputs.drafts }}": "."}
    return [
        (
            step["run"],
            Path(told.get(step.get("working-directory", ""), folder)),
            {key: told[value] for key, value in step.get("env", {}).items()},
        )
        for step in steps
    ]


def test_nothing_in_a_checkout_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The action installs ctct and checks a repository that anybody may have written to."""
    checkout, temporary, python = tmp_path / "kho", tmp_path / "tam", tmp_path / "python"
    for folder in (checkout, temporary):
        folder.mkdir()
    hostile_checkout(checkout)
    subprocess.run([sys.executable, "-m", "venv", str(python)], check=True)
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    environment = {**os.environ, "PATH": f"{python / 'bin'}{os.pathsep}{os.environ['PATH']}", "GITHUB_ACTION_PATH": str(ROOT)}
    environment.pop("PYTHONPATH", None)
    for command, folder, given in shell_steps(action, checkout, temporary):
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        done = subprocess.run(shell, cwd=folder, env={**environment, **given}, capture_output=True, text=True, check=False)
    assert "::error file=d.yaml,line=3" in done.stdout, done.stderr
    assert done.returncode == 1
    assert [path.name for path in (tmp_path / "ran").iterdir()] == []


def test_what_the_action_uses_is_pinned() -> None:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]
    assert used
    for one in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)


def test_what_the_action_installs_is_what_the_project_needs() -> None:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [Requirement(one) for one in (*project["project"]["dependencies"], *project["build-system"]["requires"])]
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE))
    assert [str(one) for one in needed if not one.specifier.contains(pinned.get(one.name, "0"))] == []


def test_what_workflows_use_is_pinned() -> None:
    used = [
        (path.name, one)
        for path in (ROOT / ".github" / "workflows").glob("*.yml")
        for one in re.findall(r"uses: (\S+)", path.read_text("utf-8"))
    ]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one[1])] == []


def test_users_get_no_development_tools() -> None:
    extras: dict[str, list[str]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    assert extras["day-du"] == ["ctct[pdf,lsp,xlsx,ics]"]
    assert extras["all"] == ["ctct[day-du,dask]"]


def test_template_for_gitlab_keeps_nothing_in_the_checkout() -> None:
    template: dict[str, Any] = yaml.safe_load((ROOT / "docs" / "ci-gitlab.yml").read_text("utf-8"))
    assert "cache" not in template["ctct"]
    assert "CI_PROJECT_DIR" not in str(template)
    commands = [*template["ctct"]["before_script"], *template["ctct"]["script"]]
    assert [one for one in commands if re.search(r"\b(?:pip|ctct)\b", one) and "python -I -m" not in one] == []


def hooks(*names: str) -> subprocess.CompletedProcess[str]:
    """Run hooks over what is staged, or over all files; ctct is the one of this checkout rather than one installed anew."""
    environment = {**os.environ, "PRE_COMMIT_HOME": str(Path.cwd().parent / "hooks"), "PYTHONPATH": str(ROOT / "src")}
    command = [program("pre-commit"), "run", "--color=never", *names]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def repository(in_tmp: Path) -> Path:
    """A repository of drafts that uses the hooks of a repository with our manifest."""
    for folder in ("ctct", "kho"):
        (in_tmp / folder).mkdir()
    os.chdir(in_tmp / "ctct")
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", ".")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    revision = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=True).stdout.strip()
    os.chdir(in_tmp / "kho")
    manifest: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    ours = [
        {"id": hook["id"], "language": "system", "entry": hook["entry"].replace("ctct", f"{sys.executable} -m ctct", 1)}
        for hook in manifest
    ]
    used = {"repos": [{"repo": str(in_tmp / "ctct"), "rev": revision, "hooks": ours}]}
    Path(".pre-commit-config.yaml").write_text(yaml.safe_dump(used))
    Path("db.yaml").write_text("co_quan: {vp: Văn phòng}\n")
    Path("a.yaml").write_text(f"{DRAFT}danh_ba: db.yaml\n".replace("5-CTr", "05-CTr"))
    Path("b.yaml").write_text(DRAFT.replace("5-CTr", "05-CTr"))
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    return in_tmp / "kho"


def test_manifest_is_valid() -> None:
    subprocess.run([program("pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], check=True)


def test_hooks_on_a_repository_of_drafts(repository: Path) -> None:
    assert hooks("--all-files").returncode == 0, "drafts pass, and files that are no drafts are no matter"
    Path("b.yaml").write_text(DRAFT)
    git("add", "-A")
    done = hooks("ctct-check")
    assert done.returncode == 1
    assert "b.yaml:3:13: lỗi SKH02" in done.stdout
    done = hooks("ctct-fix")
    assert "files were modified by this hook" in done.stdout
    assert "đã sửa 1 chỗ trong b.yaml" in done.stdout
    git("add", "-A")
    assert hooks().returncode == 0


def test_hook_looks_at_what_rests_on_a_danh_ba(repository: Path) -> None:
    text = Path("a.yaml").read_text()
    Path("a.yaml").write_text(f"{text}noi_dung: Theo @vp.\n")
    git("add", "-A")
    git("commit", "-qnm", "x")
    append("b.yaml")
    git("add", "-A")
    assert hooks("ctct-check").returncode == 0
    Path("db.yaml").write_text("co_quan: {khac: Văn phòng}\n")
    git("add", "-A")
    done = hooks("ctct-check")
    assert "a.yaml:10:16: lỗi VD01: không có mục nào mang mã «vp»" in done.stdout
