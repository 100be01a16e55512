"""PDF cold against other ways to one.

Usage: python benchmarks/pdf.py [--sizes 60,2000] [--runs 10]

Needs hyperfine, pandoc 3 (PyPI: pypandoc_binary) and the ``pdf`` extra; LibreOffice for its
column. All programs get the content of ``benchmarks/build.py``; «typst» is the engine alone on a document with the
same words and notes, written by hand as a person would. Times are hyperfine's means of whole commands, in seconds.
"""

from __future__ import annotations

import argparse
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pypandoc
from build import DIRECTORY, NOTE, SENTENCE, as_markdown, as_yaml, sections

ROOT = Path(__file__).parents[1]

ENGINE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)"


def as_typst(items: int, face: str) -> str:
    lines = [
        '#set page(paper: "a4", margin: (x: 20mm, y: 20mm), numbering: "1")',
        f'#set text(font: "{face}", size: 14pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: 10mm)",
    ]
    for section in sections(items):
        lines += [f"= Nhóm việc {section.start} <m{section.start}>", ""]
        for count, item in enumerate(section, 1):
            note = f"#footnote[{NOTE}]" if item % 5 == 0 else ""
            reference = f" (thuộc #link(<m{section.start}>)[mục])" if item % 10 == 0 else ""
            lines += [
                f"{count}\\. {SENTENCE} {item}{reference}{note}.",
                "",
                "- _Phân công chỉ đạo_: Đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh.",
                "- _Cơ quan tham mưu, thực hiện_: Văn phòng Tỉnh ủy.",
                "",
            ]
    return "\n".join(lines)


def seconds(command: str, runs: int, folder: Path) -> float:
    report = folder / "hyperfine.json"
    order = ["hyperfine", "--style=none", "--warmup", "1", "--runs", str(max(2, runs)), "--export-json", str(report), command]
    subprocess.run(order, check=True, stdout=subprocess.DEVNULL)
    return float(json.loads(report.read_text())["results"][0]["mean"])


def cold(size: int, runs: int, folder: Path) -> dict[str, float]:
    from ctct.emit.pages.faces import find_face

    face = find_face("Times New Roman")
    (folder / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    draft, page, typed = (folder / f"d{size}.{suffix}" for suffix in ("yaml", "md", "typ"))
    draft.write_text(as_yaml(size), "utf-8")
    page.write_text(as_markdown(size), "utf-8")
    typed.write_text(as_typst(size, face.family), "utf-8")
    ctct = shlex.join([str(Path(sys.executable).with_name("ctct")), "build", "--force", str(draft)])
    pandoc = shlex.join([pypandoc.get_pandoc_path(), str(page), "-o", str(folder / "p.docx")])
    profile = (folder / "profile").as_uri()
    office = f"soffice -env:UserInstallation={profile} --headless --convert-to pdf --outdir {folder} {folder / 'p.docx'} >&2"
    commands = {
        "ctct pdf": f"{ctct} --to pdf -o {folder / 'a.pdf'}",
        "ctct docx": f"{ctct} -o {folder / 'a.docx'}",
        "typst": shlex.join([sys.executable, "-c", ENGINE, str(typed), str(folder / "t.pdf"), face.folder]),
        "pandoc docx": pandoc,
    }
    if shutil.which("soffice"):
        commands["pandoc+office"] = f"{pandoc} && {office}"
    return {name: seconds(command, runs if "office" not in name else 3, folder) for name, command in commands.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="60,2000")
    parser.add_argument("--runs", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows: list[tuple[int, dict[str, Any]]] = []
        for size in map(int, filter(None, asked.sizes.split(","))):
            times = cold(size, asked.runs if size <= 100 else 3, Path(name))
            if not rows:
                print(f"{'items':>7} " + " ".join(f"{key:>13}" for key in times) + f" {'pdf/pandoc':>11}")
            rows.append((size, times))
            ratio = times["ctct pdf"] / times["pandoc docx"]
            print(f"{size:7} " + " ".join(f"{value:13.3f}" for value in times.values()) + f" {ratio:11.2f}", flush=True)


if __name__ == "__main__":
    main()
