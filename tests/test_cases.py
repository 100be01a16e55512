"""Runs the literate cases of ``tests/cases/*.md``.

A case is a heading, a sentence of why, blocks named ``yaml`` (the draft; keys that it lacks come from HEAD unless the block
is named ``yaml whole``), ``markdown`` (the draft in that form; «…» stands for those keys) or ``yaml FILE`` (a file beside it),
and blocks named by a stage (``diagnostics``, ``text``,
``resolved``, ``blocks``; ``y-kien`` is the table of the opinions that a file beside the draft keeps) with what is expected there;
``console`` holds commands, each with what it says, and in brackets the code that it ends with if that is not 0. ``pytest
--accept`` rewrites the expected blocks.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ctct.cli import main
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.report import as_text
from ctct.report.stages import show_stage
from ctct.tracking.opinions.table import table_of
from ctct.tracking.opinions.text import as_text as table_as_text

FOLDER = Path(__file__).parent / "cases"
BLOCK = re.compile(r"^```(?P<name>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
HEAD = {
    "loai": "chuong_trinh",
    "co_quan": "Tỉnh ủy Quảng Ngãi",
    "so_ky_hieu": "05-CTr/TU",
    "dia_danh": "Quảng Ngãi",
    "ngay": "06/4/2021",
    "trich_yeu": "công tác quý II/2021",
    "nguoi_ky": "{ho_ten: Đặng Ngọc Huy}",
}


@dataclass(frozen=True)
class Case:
    file: Path
    title: str
    start: int
    body: str


def cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.md")):
        text = file.read_text("utf-8")
        outside = BLOCK.sub(lambda block: " " * len(block[0]), text)  # a draft in Markdown has headings of its own
        heads = [*re.finditer(r"^## (.+)$", outside, re.MULTILINE)]
        for head, following in zip(heads, [*heads[1:], None], strict=True):
            end = following.start() if following else len(text)
            yield Case(file, head[1], head.end(), text[head.end() : end])


def run(case: Case, folder: Path) -> dict[str, str]:
    """Return what each stage that the case names gives."""
    draft, ending = b"", "yaml"
    for block in BLOCK.finditer(case.body):
        name, _, rest = block["name"].partition(" ")
        if name == "yaml" and rest in ("", "whole"):
            given = {line.partition(":")[0] for line in block["body"].splitlines()}
            head = "" if rest else "".join(f"{key}: {value}\n" for key, value in HEAD.items() if key not in given)
            draft = (block["body"] + head).encode()
        elif name == "markdown":
            head = ", ".join(f"{key}: {value}" for key, value in HEAD.items() if f"{key}:" not in block["body"])
            draft, ending = block["body"].replace("…", head, 1).encode(), "md"
        elif name == "yaml":
            (folder / rest).parent.mkdir(parents=True, exist_ok=True)
            (folder / rest).write_text(block["body"], "utf-8")
    if commands := re.search(r"^```console\n(.*?)^```$", case.body, re.MULTILINE | re.DOTALL):
        (folder / f"du-thao.{ending}").write_bytes(draft)
        return {"console": typed(commands[1])}
    outcome = check(Source(f"du-thao.{ending}", draft, folder))
    told = as_text(outcome.findings, outcome.gathered.files, outcome.gathered.name)
    stages = {block["name"] for block in BLOCK.finditer(case.body)} & {"text", "resolved", "blocks", "source", "model"}
    shown = {stage: show_stage(outcome, stage) for stage in stages}
    if "```y-kien\n" in case.body:
        assert outcome.gathered.opinions is not None
        assert outcome.gathered.opinions.said is not None
        shown["y-kien"] = table_as_text(table_of(outcome, outcome.gathered.opinions.said), 100)
    return {"diagnostics": told.replace(f"{folder}/", "") + ("\n" if told else ""), **shown}


def typed(console: str) -> str:
    """Return what the commands of a console say, each below itself."""
    shown = []
    for line in re.findall(r"^\$ ctct .*", console, re.MULTILINE):
        done = CliRunner(env={"COLUMNS": "100"}).invoke(main, shlex.split(line)[2:], prog_name="ctct")
        assert done.exception is None or isinstance(done.exception, SystemExit), line
        shown.append(f"{line}\n{done.output}" + (f"[{done.exit_code}]\n" if done.exit_code else ""))
    return "\n".join(shown)


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.file.stem}: {case.title}") for case in cases()])
def test_case(case: Case, in_tmp: Path, request: pytest.FixtureRequest) -> None:
    given = run(case, in_tmp)
    expected = {block["name"]: block["body"] for block in BLOCK.finditer(case.body) if block["name"] in given}
    assert expected, "a case must expect something"
    if request.config.getoption("--accept"):
        accept(case, given)
        return
    assert {name: given[name] for name in expected} == expected


def accept(case: Case, given: dict[str, str]) -> None:
    body = BLOCK.sub(lambda m: f"```{m['name']}\n{given[m['name']]}```" if m["name"] in given else m[0], case.body)
    text = case.file.read_text("utf-8")
    case.file.write_text(text.replace(f"## {case.title}{case.body}", f"## {case.title}{body}"), "utf-8")
