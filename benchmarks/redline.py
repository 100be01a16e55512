"""Redlines beside Docxodus's: seconds, and how many changes each records, for examples edited at random, and for long drafts.

Usage: python benchmarks/redline.py [--pairs 20] [--sizes 2000 20000]

Docxodus (MIT) comes with ``pip install 'python-redlines[docxodus]'``; without it only ctct is measured. Both are given the
same two Word files; what Docxodus takes to start is part of it.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import resource
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import ctct.cli  # noqa: F401 - garbage is collected as in the command
from ctct.diagnostics import Rejected
from ctct.project.files import Source
from ctct.word.redline.build import redline
from drafts import built
from edited_drafts import edited
from edited_lists import paragraph

ROOT = Path(__file__).parents[1]
CHANGE = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|pPrChange|rPrChange)[ >]")
Pair = tuple[bytes, bytes]


def by_ctct(pair: Pair) -> bytes:
    return redline(*pair, "An", "2026-01-01T00:00:00Z").data


def docxodus() -> Callable[[Pair], bytes] | None:
    try:
        from python_redlines.engines import DocxodusEngine  # type: ignore[import-not-found]
    except ImportError:
        return None
    os.environ.setdefault("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
    engine = DocxodusEngine()
    return lambda pair: bytes(engine.run_redline("An", *pair)[0])


def changes(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {"word/document.xml", "word/footnotes.xml"} & set(package.namelist())
        return sum(len(CHANGE.findall(package.read(name))) for name in parts)


def edited_examples(count: int) -> Iterator[tuple[str, Pair]]:
    """Yield examples with what random edits made of them."""
    paths = sorted((ROOT / "examples").glob("*.yaml"))
    for seed in range(count):
        chance = random.Random(seed)
        path = chance.choice(paths)
        said = edited(yaml.safe_load(path.read_text()), chance, 8)
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode()
        try:
            yield path.stem, (built(Source.from_file(path)), built(Source("d.yaml", text, path.parent)))
        except Rejected:
            continue


def programme(size: int) -> Pair:
    """Return a programme of about ``size`` paragraphs, and what 8 of 100 edits made of it."""
    chance = random.Random(size)
    items = [{"noi_dung": paragraph(chance), "phan_cong_chi_dao": "Thường trực Tỉnh ủy"} for _ in range(size // 2)]
    sections = [{"ten": f"Mục số {at}", "khoan": items[at : at + 20]} for at in range(0, len(items), 20)]
    draft = {**yaml.safe_load((ROOT / "examples/quy-II-2021.yaml").read_text()), "muc": sections}
    for key in ("phan", "chu_thich", "danh_ba"):
        draft.pop(key, None)
    sides = (draft, edited(draft, chance, size * 8 // 100))
    old, new = (built(Source("d.yaml", yaml.safe_dump(side, allow_unicode=True).encode(), ROOT)) for side in sides)
    return old, new


def row(name: str, pair: Pair, others: dict[str, Callable[[Pair], bytes]]) -> str:
    told = []
    for make in others.values():
        begun = time.perf_counter()
        data = make(pair)
        told.append(f"{time.perf_counter() - begun:.2f} s | {changes(data)}")
    return f"| {name} | {' | '.join(told)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="*", default=[2_000, 20_000])
    asked = parser.parse_args()
    makers: dict[str, Callable[[Pair], bytes]] = {"ctct": by_ctct}
    if other := docxodus():
        makers["Docxodus"] = other
    print("| pair |", " | ".join(f"{name} | changes" for name in makers), "|")
    print("|---|" + "---:|---:|" * len(makers))
    for name, pair in edited_examples(asked.pairs):
        print(row(name, pair, makers), flush=True)
    for size in asked.sizes:
        print(row(f"{size:,} paragraphs", programme(size), {"ctct": by_ctct}), flush=True)
    kilobytes: Any = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"most memory: {kilobytes >> 10} MB")


if __name__ == "__main__":
    main()
