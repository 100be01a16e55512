"""Keystroke to diagnostics in the language server, against a real server over pipes with the settings that it has for everyone.

Usage: python benchmarks/lsp.py [--keys 60] [--items 2000] [--pace 0.15]

A drafter types a sentence, and every few letters a fault and its cure. Each keystroke is timed from the moment that didChange
is sent to the moment that the diagnostics of that very version have arrived and been read as JSON; the next keystroke follows
only then. Keystrokes go to the middle of the draft. With ``--pace`` they come at that rhythm instead, whether or not the last
verdict is there, and what is timed is the wait after the last one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

from build import DIRECTORY, as_yaml  # noqa: E402

from editor import Editor  # noqa: E402

SENTENCE = " và báo cáo kết quả thực hiện với Ban Thường vụ Tỉnh ủy @khong-co trước ngày 30/6/2021 theo quy định chung"
BURST = 8


def keystrokes(count: int) -> Iterator[str]:
    for index in range(count):
        yield SENTENCE[index % len(SENTENCE)]


def place_in(text: str) -> tuple[int, int]:
    """Return the end of a sentence near the middle, as line and character."""
    lines = text.split("\n")
    middle = len(lines) // 2
    number = next(n for n in range(middle, len(lines)) if lines[n].rstrip().endswith(".") and "noi_dung: " in lines[n])
    return number, len(lines[number].rstrip()) - 1


def timed(editor: Editor, name: str, text: str, keys: int) -> list[float]:
    """Return the seconds that each keystroke waited for its diagnostics."""
    line, column = place_in(text)
    waits = []
    for index, key in enumerate(keystrokes(keys)):
        started = time.perf_counter()
        version = editor.change(name, ((line, column + index), (line, column + index), key))
        editor.findings(name, version, timeout=60)
        waits.append(time.perf_counter() - started)
    return waits


def paced(editor: Editor, name: str, text: str, pace: float) -> list[float]:
    """Return the seconds from the last keystroke of each burst to its diagnostics."""
    line, column = place_in(text)
    waits = []
    for burst in range(8):
        for index, key in enumerate(keystrokes(BURST)):
            started = time.perf_counter()
            at = column + burst * BURST + index
            version = editor.change(name, ((line, at), (line, at), key))
            if index < BURST - 1:
                time.sleep(pace)
        editor.findings(name, version, timeout=60)
        waits.append(time.perf_counter() - started)
    return waits


def processor_seconds(process: int) -> float:
    """Return how long the server has had a processor: what else the machine does shows in the waits, not in this."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tell(what: str, editor: Editor, waits: list[float], before: float) -> None:
    p95 = quantiles(waits, n=20)[-1]
    used = (processor_seconds(editor.process.pid) - before) / len(waits)
    times = f"{median(waits) * 1000:8.1f} {p95 * 1000:8.1f} {max(waits) * 1000:8.1f} {used * 1000:8.1f}"
    print(f"{what:<34} {times}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--items", type=int, default=2000)
    parser.add_argument("--pace", type=float, default=0.15)
    asked = parser.parse_args()
    print(f"{'milliseconds':<34} {'median':>8} {'p95':>8} {'worst':>8} {'CPU/key':>8}")
    sample = (ROOT / "examples" / "quy-II-2021.yaml").read_text("utf-8")
    with Editor(ROOT / "examples") as editor:
        measure("the sample", editor, "quy-II-2021.yaml", sample, asked)
    with tempfile.TemporaryDirectory() as name, Editor(Path(name)) as editor:
        (Path(name) / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
        measure(f"{asked.items} items", editor, "d.yaml", as_yaml(asked.items), asked)
        peak = next(line for line in Path(f"/proc/{editor.process.pid}/status").read_text().splitlines() if "VmHWM" in line)
        print(f"memory of the server at its peak: {int(peak.split()[1]) // 1024} MB")


def measure(what: str, editor: Editor, name: str, text: str, asked: argparse.Namespace) -> None:
    editor.open(name, text)
    editor.findings(name, 1, timeout=60)
    before = processor_seconds(editor.process.pid)
    tell(f"{what}, key by key", editor, timed(editor, name, text, asked.keys), before)
    editor.change(name, text)
    waits = paced(editor, name, text, asked.pace)
    print(
        f"{f'{what}, bursts at {asked.pace:g} s':<34} {median(waits) * 1000:8.1f} {'':>8} {max(waits) * 1000:8.1f}", flush=True
    )
    editor.close(name)


if __name__ == "__main__":
    main()
