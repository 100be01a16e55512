"""PDF cold against other ways to one, and from a save to the page in ``ctct watch``.

Usage: python benchmarks/pdf.py [--sizes 60,2000] [--runs 10]

Needs hyperfine, pandoc 3 (PyPI: pypandoc_binary) and the ``pdf`` extra; LibreOffice and Chromium (Debian: chromium) for
their columns. All programs get the content of ``benchmarks/build.py``; «typst» is the engine alone on a document with the
same words and notes, written by hand as a person would. Times are hyperfine's means of whole commands, in seconds.

The second table is what passes, in milliseconds, between the replacing of the sample's file and: the page being told of it;
the changed page being there to fetch, as HTTP; its picture being drawn in the browser.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypandoc
from build import DIRECTORY, NOTE, SENTENCE, as_markdown, as_yaml, sections

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"
OLD, NEW = "Chất vấn và trả lời", "Chất vấn ({}) và trả lời"

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


# --- from a save to the page ------------------------------------------------------------------------------------------


@contextmanager
def watching(folder: Path) -> Iterator[str]:
    """Watch a copy of the sample; yields the page's address."""
    shutil.copytree(SAMPLE.parent, folder, dirs_exist_ok=True)
    command = [sys.executable, "-m", "ctct", "watch", SAMPLE.name, "--no-open"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = re.search(r"http://\S+", running.stdout.readline())
        assert address is not None
        yield address[0]
        running.terminate()


def saves(folder: Path, count: int) -> Iterator[float]:
    """Save the draft again and again, as an editor does; yields when, in seconds."""
    draft, text = folder / SAMPLE.name, SAMPLE.read_text("utf-8")
    for number in range(count):
        fresh = draft.with_suffix(".new")
        fresh.write_text(text.replace(OLD, NEW.format(number)), "utf-8")
        start = time.time()
        os.replace(fresh, draft)
        yield start
        time.sleep(0.3)


def over_http(folder: Path, count: int) -> dict[str, list[float]]:
    with watching(folder) as address:
        port, path = re.search(r":(\d+)(/.*)", address).groups()  # type: ignore[union-attr]
        news = http.client.HTTPConnection("127.0.0.1", int(port))
        news.request("GET", f"{path}news")
        stream = news.getresponse()
        asker = http.client.HTTPConnection("127.0.0.1", int(port))

        def get(what: str) -> bytes:
            asker.request("GET", path + what)
            return asker.getresponse().read()

        while not (known := {page["mark"] for page in json.loads(get("state"))["pages"]}):
            time.sleep(0.05)
        told, there = [], []
        for start in saves(folder, count):
            changed: list[str] = []
            while not changed:
                while not stream.readline().startswith(b"data: "):
                    pass
                heard = time.time()
                marks = [page["mark"] for page in json.loads(get("state"))["pages"]]
                changed = [mark for mark in marks if mark not in known]
                known |= set(marks)
            get(f"page/{changed[0]}.svg")
            told.append(heard - start)
            there.append(time.time() - start)
        news.close()
    return {"told": told, "fetched": there}


DRAWN = """(async () => {
  const page = document.querySelectorAll('.page')[1];
  while (page.dataset.mark === window.mark) await new Promise(next => setTimeout(next, 1));
  window.mark = page.dataset.mark;
  await page.firstChild.decode();
  await new Promise(requestAnimationFrame);
  return Date.now();
})()"""


def in_browser(folder: Path, count: int) -> list[float]:
    sys.path.append(str(ROOT / "tests"))
    from browser import chromium

    drawn = []
    with watching(folder) as address, chromium(folder / "profile") as browser:
        browser.open(address)
        browser.wait("document.querySelectorAll('.page').length > 1")
        browser.ask("document.querySelectorAll('.page')[1].scrollIntoView()")
        browser.wait("document.images[1].complete")
        browser.ask("(window.mark = document.querySelectorAll('.page')[1].dataset.mark, 0)")
        for start in saves(folder, count):
            drawn.append(float(browser.ask(DRAWN)) / 1000 - start)
    return drawn


def told(name: str, times: list[float]) -> None:
    ordered = sorted(1000 * one for one in times)
    print(f"{name:>22} {statistics.median(ordered):7.0f} {ordered[round(0.95 * (len(ordered) - 1))]:7.0f}")


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
        print(f"\n{'from a save to':>22} {'median':>7} {'p95':>7}")
        for key, times_of in over_http(Path(name, "http"), 3 * asked.runs).items():
            told({"told": "the page is told", "fetched": "its bytes are there"}[key], times_of)
        if shutil.which("chromium"):
            told("it is drawn (Chromium)", in_browser(Path(name, "browser"), 3 * asked.runs))


if __name__ == "__main__":
    main()
