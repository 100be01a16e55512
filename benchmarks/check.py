"""Check the sample alone, and a thousand drafts of its size, beside programs that do a part of that work, in one run.

Usage: python benchmarks/check.py [--drafts 1000]

Needs hyperfine (Debian: hyperfine). The peers are what of check-jsonschema, yamllint and proselint (all on PyPI) is installed
in this environment: the first validates against the schema, the second looks at YAML, the third at prose; none does all three.
«cold» is a first run without anything kept, «again» the same run over unchanged drafts. CPU is user and system time of all
processes together.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"
SCHEMA = ROOT / "schema" / "ctct.schema.json"
FLOOR = "import click, yaml"
"""What ctct imports of others to check a draft: no check with the two can be faster."""


@dataclass(frozen=True)
class Measure:
    wall: float
    cpu: float


def measure(command: list[str], runs: int, *, prepare: str | None = None) -> Measure:
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        settings = ["--style=none", f"--runs={runs}", "--ignore-failure", "--export-json", report.name]
        settings += ["--warmup=1"] if runs > 1 else []
        settings += ["--prepare", prepare] if prepare else ["--shell=none"]
        subprocess.run(["hyperfine", *settings, shlex.join(command)], check=True, capture_output=True)
        result = json.loads(Path(report.name).read_text())["results"][0]
    return Measure(result["mean"], result["user"] + result["system"])


def lay_out_drafts(folder: Path, count: int) -> None:
    """Write as many drafts as asked for, no two alike, with the danh bạ that they share."""
    shutil.copytree(SAMPLE.parent / "danh-ba", folder / "danh-ba")
    (folder / "ctct.toml").write_text("")
    text = SAMPLE.read_text("utf-8")
    for number in range(count):
        (folder / f"d{number:04}.yaml").write_text(f"# Dự thảo {number}\n{text}", "utf-8")


def peers(folder: Path) -> dict[str, list[str]]:
    programs = Path(sys.executable).parent
    drafts = sorted(map(str, folder.glob("d*.yaml")))
    commands = {
        "check-jsonschema": ["--quiet", "--schemafile", str(SCHEMA), *drafts],
        "yamllint": ["-d", "relaxed", *drafts],
        "proselint": ["check", *drafts],
    }
    return {name: [str(programs / name), *rest] for name, rest in commands.items() if (programs / name).exists()}


def show(name: str, one: Measure, count: int = 1) -> None:
    print(f"{name:<40} {one.wall:8.3f} s {one.cpu:9.3f} s {1000 * one.cpu / count:10.1f} ms", flush=True)


def alone(ctct: list[str], cache: str) -> None:
    floor = measure([sys.executable, "-c", FLOOR], 30)
    show("Python, PyYAML and click imported", floor)
    cold = measure([*ctct, str(SAMPLE)], 20, prepare=f"rm -rf {cache}")
    show("ctct check, the sample, cold", cold)
    again = measure([*ctct, str(SAMPLE)], 30)
    show("ctct check, the sample, again", again)
    print(f"-> cold is {cold.wall / floor.wall:.2f} x the imports\n")


def many(ctct: list[str], cache: str, count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out_drafts(folder, count)
        cold = measure([*ctct, name], 3, prepare=f"rm -rf {cache}")
        show(f"ctct check, {count} drafts, cold", cold, count)
        again = measure([*ctct, name], 10)
        show(f"ctct check, {count} drafts, again", again, count)
        for peer, command in peers(folder).items():
            show(f"{peer}, {count} drafts", measure(command, 1), count)
        print(f"-> {1000 * cold.cpu / count:.1f} ms of CPU a draft (target: 10)")
        print(f"-> again is {cold.wall / again.wall:.1f} x faster (target: 20)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    count = parser.parse_args().drafts
    ctct = [sys.executable, "-m", "ctct", "check"]
    print(f"Python {sys.version.split()[0]}, {len(os.sched_getaffinity(0))} processors")
    print(f"{'':40} {'wall':>10} {'CPU':>11} {'CPU a draft':>13}")
    with tempfile.TemporaryDirectory() as kept:
        os.environ["XDG_CACHE_HOME"] = kept
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
        alone(ctct, f"{kept}/ctct")
        many(ctct, f"{kept}/ctct", count)


if __name__ == "__main__":
    main()
