"""How much longer each command takes over a draft twice as large, for drafts that are full of one thing.

Usage: python benchmarks/growth.py [--seconds 0.1] [--only WORD]

A draft grows until the command takes ``--seconds``; then it is timed at that size N and at 2N, the least of several turns. Time
that grows with the draft gives 2, time that grows with its square 4.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from growing import DRAFTS, RUNS, name_of

TURNS = 3
LARGEST = 200_000
"""How many of one thing a draft has at most."""


def seconds(run: Callable[[str], None], draft: str, turns: int = TURNS) -> float:
    return min(_once(run, draft) for _ in range(turns))


def _once(run: Callable[[str], None], draft: str) -> float:
    gc.collect()
    gc.disable()  # a collection that falls into one of two runs is no growth
    try:
        start = time.process_time()
        run(draft)
        return time.process_time() - start
    finally:
        gc.enable()


def large_enough(run: Callable[[str], None], make: Callable[[int], str], least: float) -> int:
    """Return how large a draft must be for ``run`` to take ``least`` seconds."""
    size = 125
    while size < LARGEST and seconds(run, make(size), 1) < least:
        size *= 2
    return size


def row(verb: str, kind: str, least: float) -> str:
    run, make = partial(RUNS[verb], name_of(kind)), DRAFTS[kind]
    size = large_enough(run, make, least)
    short, long = seconds(run, make(size)), seconds(run, make(2 * size))
    return f"| {verb}, {kind} | {size:,} | {short:.3f} s | {long:.3f} s | {long / short:.2f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=0.1)
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    print("| kind | N | at N | at 2N | ratio |\n|---|---:|---:|---:|---:|")
    for verb, kind in product(RUNS, DRAFTS):
        if args.only in f"{verb}, {kind}":
            print(row(verb, kind, args.seconds), flush=True)


if __name__ == "__main__":
    main()
