"""A folder of thousands of drafts in ``ctct watch``: its start, its memory, a save, what it costs at rest, its list.

Usage: python benchmarks/watch_folder.py [--drafts 3000] [--saves 10]

Times are seconds of the clock unless said otherwise. The folder is watched twice: the second run has the verdicts of the first.
The list is looked at in a browser (Debian: chromium), where a frame is due every 17 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from watch import Draft, Page, processor_seconds, watching  # noqa: E402

from browser import Browser, chromium  # noqa: E402
from test_watch_folder import DRAFT  # noqa: E402

PATIENCE = 3600.0
OLD = "đề nghị"

FRAMES = """(async () => {
  const list = document.getElementById("drafts"), find = document.getElementById("drafts-find"), times = [];
  let last = performance.now();
  for (let step = 0; step < 60; step += 1) {
    if (find && step % 10 === 0) {
      find.value = ["", "12", "xa 7", "khong co", "2", ""][step / 10];
      find.dispatchEvent(new Event("input"));
    } else list.scrollTop = (list.scrollHeight * (step % 10)) / 10;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
})()"""


def lay_out(folder: Path, count: int) -> list[Draft]:
    drafts = []
    for number in range(count):
        path = folder / f"xa-{number % 100}" / f"cong-van-{number}.yaml"
        path.parent.mkdir(exist_ok=True, parents=True)
        draft = Draft(path, f"{DRAFT}# {number}\n", OLD)
        path.write_text(draft.text, "utf-8")
        drafts.append(draft)
    return drafts


def megabytes(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


class List(Page):
    """The list of a folder as a program sees it that asks as a browser does."""

    def drafts(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(self.get("drafts"))["drafts"]
        return found


def tell(what: str, value: float, unit: str = "s") -> None:
    print(f"{what:>60} {value:9.3f} {unit}", flush=True)


def run(where: Path, drafts: list[Draft], saves: int, first: bool) -> None:
    begun = time.monotonic()
    with watching(Draft(where, "", "")) as (address, process):
        tell("the address is told after", time.monotonic() - begun)
        page = List(f"{address}du-thao/1/")
        while not page.marks:
            page.changed()
        tell("its first draft is drawn after", time.monotonic() - begun)
        while not all(one["checked"] for one in page.drafts()):
            time.sleep(1.0)
            assert time.monotonic() - begun < PATIENCE
        tell("all are checked after", time.monotonic() - begun)
        at_rest(page, process)
        if first:
            return
        save_some(page, drafts, saves)
        with chromium(where / ".profile") as browser:
            look(browser, f"{address}du-thao/2/")


def at_rest(page: List, process: int) -> None:
    tell("processor time until then", processor_seconds(process))
    tell("memory", megabytes(process), "MB")
    tell("the whole list", len(page.get("drafts")) / 1024, "kB")
    time.sleep(3)
    used = processor_seconds(process)
    time.sleep(10)
    tell("processor time in ten seconds in which nothing happens", processor_seconds(process) - used)


def save_some(page: List, drafts: list[Draft], saves: int) -> None:
    shown = [saved(page, drafts[0], number) for number in range(saves)]
    tell("a save of the draft shown: the page is told, median", statistics.median(shown))
    tell("the longest", max(shown))
    others = [counted(page, drafts[(number * 997 + 5) % len(drafts)]) for number in range(saves)]
    tell("a save of another: the list says so, median", statistics.median(others))
    tell("the longest", max(others))


def saved(page: List, draft: Draft, number: int) -> float:
    time.sleep(0.7)
    start = draft.save(number)
    changed: list[str] = []
    while not changed:
        heard, changed = page.changed()
    return heard - start


def counted(page: List, draft: Draft) -> float:
    """Save a draft with something wrong in it; return how long it takes until the list says so."""
    time.sleep(0.7)
    start = time.time()
    draft.path.write_text(draft.text.replace(OLD, f"{OLD}  ", 1), "utf-8")
    name = f"{draft.path.parent.name}/{draft.path.name}"
    while not any(one["name"] == name and one["warning"] for one in page.drafts()):
        time.sleep(0.05)
    return time.time() - start


def look(browser: Browser, address: str) -> None:
    browser.open(address)
    browser.wait("document.querySelectorAll('.page').length && document.querySelectorAll('#drafts-list a').length")
    tell("the list is there after the page is asked for", browser.ask("performance.now()") / 1000)
    frames = sorted(browser.ask(FRAMES))
    tell("frames while it is scrolled and searched: median", statistics.median(frames), "ms")
    tell("95 of 100", frames[round(0.95 * (len(frames) - 1))], "ms")
    tell("the longest", frames[-1], "ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=3000)
    parser.add_argument("--saves", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_CACHE_HOME"] = str(Path(name, "cache"))
        where = Path(name, "nha", "van-ban")
        drafts = lay_out(where, asked.drafts)
        for first in (True, False):
            print(f"--- {asked.drafts} drafts, {'nothing known of them' if first else 'after that'}")
            run(where, drafts, asked.saves, first)


if __name__ == "__main__":
    main()
