"""Build synthetic programmes with ctct, pandoc and docxtpl, cold, side by side in one run; and the sample with ctct.

Usage: python benchmarks/build.py [--sizes 60,2000,20000] [--ctct COMMAND]

Needs hyperfine (Debian: hyperfine), pandoc 3 (PyPI: pypandoc_binary) and docxtpl (PyPI). All get the same content: an assignee
line on every item, a note on every fifth, a reference on every tenth. Times are hyperfine's medians of whole commands; memory
is the peak resident size of one further run. ``--ctct`` measures an installed program (from a wheel, whose layouts are
compiled) rather than this checkout's. The last lines are the growth from one size to the next, per item.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypandoc

SENTENCE = "Cho ý kiến Chỉ thị về tăng cường xây dựng Đảng về đạo đức và nâng cao hiệu quả công tác dân vận"
NOTE = "Tại Điểm 1.1, Khoản 3, Mục III, Phần B của Chương trình hành động số 01-CTr/TU của Tỉnh ủy."
PER_SECTION = 20
SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "quy-II-2021.yaml"
HEAD = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
danh_ba: danh-ba.yaml
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
noi_nhan: [Ban Bí thư (b/c), Lưu Văn phòng Tỉnh ủy]
"""
DIRECTORY = """nguoi:
  minh: {ho_ten: Đặng Văn Minh, chuc_vu: [Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh]}
co_quan:
  vp: Văn phòng Tỉnh ủy
"""


def sections(items: int) -> Iterator[range]:
    for start in range(0, items, PER_SECTION):
        yield range(start, min(start + PER_SECTION, items))


def as_yaml(items: int) -> str:
    lines, notes = [HEAD + "muc:"], ["chu_thich:"]
    for section in sections(items):
        lines += [f"  - id: m{section.start}", f"    ten: Nhóm việc {section.start}", "    khoan:"]
        for item in section:
            note = f"[^n{item}]" if item % 5 == 0 else ""
            reference = f" (thuộc @m{section.start})" if item % 10 == 0 else ""
            lines += [
                f"      - noi_dung: {SENTENCE} {item}{reference}{note}.",
                "        phan_cong_chi_dao: [minh]",
                "        co_quan_tham_muu: [vp]",
            ]
            if note:
                notes.append(f"  n{item}: {NOTE}")
    return "\n".join([*lines, *notes, ""])


def as_markdown(items: int) -> str:
    lines = ["# Chương trình công tác quý II/2021", ""]
    for section in sections(items):
        lines += [f"## Nhóm việc {section.start} {{#m{section.start}}}", ""]
        for item in section:
            note = f"[^n{item}]" if item % 5 == 0 else ""
            reference = f" (thuộc [mục](#m{section.start}))" if item % 10 == 0 else ""
            lines += [
                f"1. {SENTENCE} {item}{reference}{note}.",
                "",
                "    - *Phân công chỉ đạo*: Đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh.",
                "    - *Cơ quan tham mưu, thực hiện*: Văn phòng Tỉnh ủy.",
                "",
            ]
            if note:
                lines += [f"{note}: {NOTE}", ""]
    return "\n".join(lines)


@dataclass(frozen=True)
class Measure:
    seconds: float
    megabytes: float


def measure(command: list[str], runs: int, folder: Path) -> Measure:
    report = folder / "hyperfine.json"
    warmups = ["--warmup", "1"] if runs > 1 else []
    hyperfine = ["hyperfine", "--shell=none", "--style=none", *warmups, "--runs", str(max(runs, 2))]
    subprocess.run([*hyperfine, "--export-json", str(report), shlex.join(command)], check=True, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {shlex.join(command)}")
    return Measure(json.loads(report.read_text())["results"][0]["median"], usage.ru_maxrss / 1024)


def peers(size: int, folder: Path, ctct: str) -> dict[str, list[str]]:
    """Write the programme for each of the programs; return the command with which each makes its document."""
    draft, page = folder / f"d{size}.yaml", folder / f"d{size}.md"
    draft.write_text(as_yaml(size), "utf-8")
    page.write_text(as_markdown(size), "utf-8")
    filling = [sys.executable, str(Path(__file__).with_name("by_docxtpl.py")), str(size), str(folder / "t.docx")]
    return {
        "ctct": [ctct, "build", "--force", str(draft), "-o", str(folder / "a.docx")],
        "pandoc": [pypandoc.get_pandoc_path(), str(page), "-o", str(folder / "b.docx")],
        "docxtpl": [*filling, str(folder / "c.docx")],
    }


def measure_sizes(sizes: list[int], ctct: str, folder: Path) -> None:
    measured: list[dict[str, Measure]] = []
    for size in sizes:
        runs = 30 if size <= 100 else 5 if size <= 2000 else 2
        found = {name: measure(command, runs, folder) for name, command in peers(size, folder, ctct).items()}
        measured.append(found)
        ours, theirs = found["ctct"], found["pandoc"]
        told = "  ".join(f"{name} {one.seconds:.3f} s {one.megabytes:.0f} MB" for name, one in found.items())
        ratios = f"{ours.seconds / theirs.seconds:.2f} x its time, {ours.megabytes / theirs.megabytes:.2f} x its memory"
        print(f"{size:>6} items: {told}; beside pandoc {ratios}", flush=True)
    for (small, before), (large, after) in pairwise(zip(sizes, measured, strict=True)):
        growth = {name: after[name].seconds / before[name].seconds / (large / small) for name in after}
        told = ", ".join(f"{name} x{times:.2f}" for name, times in growth.items())
        print(f"growth {small} -> {large}, time per item: {told}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="60,2000,20000")
    parser.add_argument("--ctct", default=str(Path(sys.executable).with_name("ctct")))
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    print(f"pandoc {pypandoc.get_pandoc_version()}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
        sample = [asked.ctct, "build", "--force", str(SAMPLE), "-o", str(folder / "a.docx")]
        print(f"the sample by ctct: {measure(sample, 30, folder).seconds:.3f} s", flush=True)
        measure_sizes([int(size) for size in asked.sizes.split(",")], asked.ctct, folder)


if __name__ == "__main__":
    main()
