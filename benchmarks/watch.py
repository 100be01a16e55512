"""From a save to the page in ``ctct watch``: of the sample, and of a long programme with a change in its middle.

Usage: python benchmarks/watch.py [--items 2000] [--saves 20] [--stages]

What passes, in milliseconds, between the replacing of the draft's file and: the page being told of it; the changed page being
there to fetch, as HTTP; its picture being on the screen of the browser (Debian: chromium). The last column is the processor
time that the server takes for a save. With ``--stages`` the same in one process, by what the processor is busy with.
"""

from __future__ import annotations

import argparse
import cProfile
import http.client
import json
import os
import pstats
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from build import DIRECTORY, SAMPLE, as_yaml  # noqa: E402

from browser import chromium  # noqa: E402


class Draft(NamedTuple):
    """A draft in a folder, and the words in it that change with each save."""

    path: Path
    text: str
    old: str

    def save(self, number: int) -> float:
        """Save it as an editor does; return when, in seconds."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(self.text.replace(self.old, f"{self.old} ({number})", 1), "utf-8")
        start = time.time()
        os.replace(fresh, self.path)
        return start


def sample_in(folder: Path) -> Draft:
    shutil.copytree(SAMPLE.parent, folder, dirs_exist_ok=True)
    return Draft(folder / SAMPLE.name, SAMPLE.read_text("utf-8"), "Chất vấn và trả lời")


def long_in(folder: Path, items: int) -> Draft:
    folder.mkdir(exist_ok=True)
    (folder / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    draft = Draft(folder / "d.yaml", as_yaml(items), f"công tác dân vận {items // 2 + 1}")
    draft.path.write_text(draft.text, "utf-8")
    return draft


@contextmanager
def watching(draft: Draft) -> Iterator[tuple[str, int]]:
    """Watch a draft; yields the page's address and the server's process."""
    command = [sys.executable, "-m", "ctct", "watch", draft.path.name, "--no-open"]
    with subprocess.Popen(command, cwd=draft.path.parent, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = re.search(r"http://\S+", running.stdout.readline())
        assert address is not None
        yield address[0], running.pid
        running.terminate()


def processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Page:
    """The page as a program sees it that asks as a browser does."""

    def __init__(self, address: str) -> None:
        found = re.search(r":(\d+)(/.*)", address)
        assert found is not None
        port, self._path = found.groups()
        news, self._asker = (http.client.HTTPConnection("127.0.0.1", int(port), timeout=120) for _ in range(2))
        news.request("GET", f"{self._path}news")
        self._stream = news.getresponse()
        self.number, self.marks = -1, list[str]()

    def get(self, what: str) -> bytes:
        self._asker.request("GET", self._path + what)
        return self._asker.getresponse().read()

    def changed(self) -> tuple[float, list[str]]:
        """Wait for news; return when they came, and the pages that are others."""
        while not self._stream.readline().startswith(b"data: "):
            pass
        heard = time.time()
        state = json.loads(self.get(f"state/{self.number}"))
        self.number = state["number"]
        before = self.marks
        self.marks = [before[at] if page is None else page["mark"] for at, page in enumerate(state["pages"])]
        return heard, [mark for mark in self.marks if mark not in before]


def over_http(draft: Draft, saves: int) -> tuple[dict[str, list[float]], float]:
    told, there = [], []
    with watching(draft) as (address, process):
        page = Page(address)
        while not page.marks:
            page.changed()
        used = 0.0
        for number in range(saves + 1):
            time.sleep(0.5)
            before = processor_seconds(process)
            start = draft.save(number)
            heard, changed = page.changed()
            while not changed:
                heard, changed = page.changed()
            page.get(f"page/{changed[0]}.svg")
            done = time.time()
            time.sleep(0.5)
            if number:  # the first is dearer than all that follow
                told.append(heard - start)
                there.append(done - start)
                used += processor_seconds(process) - before
    return {"told": told, "fetched": there}, used / saves


LISTEN = """(() => {
  window.seen = [];
  for (const image of document.querySelectorAll(".page img")) image.setAttribute("elementtiming", "page");
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.seen.push([performance.timeOrigin + one.renderTime, one.url]);
    window.tell?.();
  }).observe({ type: "element" });
})()"""
"""Asks the browser to tell when a picture has come to the screen, and not when it was asked for or decoded."""

BEGIN = """(() => {
  window.before = new Set([...document.querySelectorAll(".page img")].map((image) => image.src));
  window.seen = [];
})()"""

DRAWN = """new Promise((resolve) => {
  window.tell = () => {
    const found = window.seen.find(([, url]) => !window.before.has(url));
    if (found) { window.tell = null; resolve(found[0]); }
  };
  window.tell();
})"""

IN_SIGHT = """(() => {
  const at = [...document.querySelectorAll(".page img")].findIndex((image) => !window.before.has(image.src));
  if (at >= 0) document.querySelectorAll(".page")[at].scrollIntoView();
  return at;
})()"""


def in_browser(draft: Draft, saves: int) -> list[float]:
    """Return the seconds from each save to the changed page on the screen, which it is on before that, too."""
    drawn = []
    with watching(draft) as (address, _), chromium(draft.path.parent / "profile") as browser:
        browser.open(address)
        browser.wait("document.querySelectorAll('.page').length > 1 && document.body.dataset.number")
        browser.ask(LISTEN)
        for number in range(saves + 1):
            time.sleep(0.7)
            browser.ask(BEGIN)
            start = draft.save(number)
            if number:
                drawn.append(float(browser.ask(DRAWN)) / 1000 - start)
            else:
                browser.wait(f"{IN_SIGHT} >= 0", 60)
    return drawn


def stages(draft: Draft, saves: int) -> None:
    """Print where the time goes from one save to the state that a browser gets."""
    from ctct.watch.preview import Preview
    from ctct.watch.state import page_state

    os.chdir(draft.path.parent)
    preview = Preview(draft.path.name, draft.path)
    profile = cProfile.Profile()
    for number in range(saves + 1):
        draft.save(number)
        if number:
            profile.enable()
        preview.rebuild()
        json.dumps(page_state(preview, preview.edition.number - 1), ensure_ascii=False)
        profile.disable()
    pstats.Stats(profile).sort_stats("cumulative").print_stats("ctct|compile", 45)


def tell(name: str, times: list[float], used: float | None = None) -> None:
    ordered = sorted(1000 * one for one in times)
    last = "" if used is None else f" {1000 * used:9.0f}"
    print(f"{name:>40} {statistics.median(ordered):7.0f} {ordered[round(0.95 * (len(ordered) - 1))]:7.0f}{last}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--saves", type=int, default=20)
    parser.add_argument("--stages", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        drafts = {"sample": sample_in(Path(name, "sample")), f"{asked.items} items": long_in(Path(name, "long"), asked.items)}
        if not asked.stages:
            print(f"{'milliseconds from a save to':>40} {'median':>7} {'p95':>7} {'CPU':>9}")
        for what, draft in drafts.items():
            if asked.stages:
                print(f"--- {what}")
                stages(draft, asked.saves)
                continue
            times, used = over_http(draft, asked.saves)
            tell(f"{what}: the page is told", times["told"])
            tell(f"{what}: its bytes are there", times["fetched"], used)
            if shutil.which("chromium"):
                tell(f"{what}: it is drawn (Chromium)", in_browser(draft, asked.saves))


if __name__ == "__main__":
    main()
