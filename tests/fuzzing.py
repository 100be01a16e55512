"""Damages drafts, danh bạ, settings, layouts and Word files at random, and sees that ctct stands: ``scripts/fuzz --help``.

Each input is made of a sound one by a few changes to its text. Whatever comes of it, ctct must say what is wrong or make the
document: no traceback, no more than two seconds of the processor, a document that can be read, the same bytes each time, nothing lost.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any, get_args

from lxml import etree

from bounds import Hung, ended_if_waiting
from ctct.diagnostics import Rejected
from ctct.drafting.convert import convert
from ctct.drafting.format import formatted
from ctct.drafting.mend_keys import with_mended_keys
from ctct.emit.formats import Form
from ctct.emit.seal import State
from ctct.lint.engine import Selection
from ctct.pipeline import check, compile_to, lint
from ctct.project.files import Files, Source, read_text
from ctct.project.reading import read_draft
from ctct.word.fingerprint import fingerprint_state
from ctct.word.limits import LIMIT_WORDS
from ctct.word.read import read_docx
from fuzzing_word import harmed_package, other_sound_file

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SAMPLE = EXAMPLES / "quy-II-2021.yaml"
PATIENCE = 2.0
"""Seconds of the processor that an input may take where nobody says otherwise."""

PIECES = (
    *":-#&*!|>'\"%@`{}[],?~=\\/<>()$^+.;_",
    *("\n", "\n\n", "  ", "\t", "\r", "\x00", "\x07", "\ufeff", "\u200b", "\u00a0", "\u3000", "\u202e", "\ud83d\ude00"),
    *("null", "true", "0", "-1", "1e999", ".nan", "0x10", "99999999999999999999", "2026-02-30", "31/6/2021", "ể", "đ", "Ấ"),
    *("@a", "@~a+b", "[^a]", "**", "*", "{{", "}}", "{%", "%}", "{{ vb }}", "&x", "*x", "<<: *x", "!!python/object:a", "---"),
    *(
        "muc:",
        "khoan:",
        "diem:",
        "noi_dung:",
        "phu_luc:",
        "bang:",
        "- ",
        "# ",
        "## ",
        "1. ",
        "```bang",
        "|a|b|",
        "{#a}",
        "{.b}",
    ),
    *("</w:t>", "<w:p>", "&amp;", "<!--", "-->", "]]>", "gia_tri", "loai: chuong_trinh", "the_thuc: ./x", "danh_ba: ../x"),
)


def damaged(text: str, chance: random.Random) -> str:
    """Return ``text`` with one to eight changes: pieces put in, cut out, doubled, moved, letters changed."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        lines = text.splitlines(keepends=True) or [""]
        at, line = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        kind = chance.randrange(8)
        if kind <= 2:
            text = text[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 40)) + text[at:]
        elif kind == 3:
            text = text[:at] + text[at + chance.choice((1, 1, 5, 60)) :]
        elif kind == 4:
            lines.insert(chance.randrange(len(lines)), lines[line])
            text = "".join(lines)
        elif kind == 5:
            del lines[line]
            text = "".join(lines)
        elif kind == 6:
            lines[line] = " " * chance.randrange(8) + lines[line].lstrip()
            text = "".join(lines)
        else:
            key, colon, rest = lines[line].partition(":")
            lines[line] = f"{key}{colon} {chance.choice(PIECES)}\n" if colon else rest
            text = "".join(lines)
    return text


def judge_draft(source: Source) -> str:
    """Check a draft by all rules, build it if it is sound; return what came of it."""
    outcome = lint(check(source), Selection(), date(2026, 1, 31))
    if outcome.failed:
        return "refused"
    try:
        made, _ = compile_to(outcome, Form())
    except Rejected:
        return "refused"
    again, _ = compile_to(check(source), Form())
    assert made == again, "differing bytes"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
    return "built"


def judge_forms(source: Source) -> None:
    """Put a draft that loads into its one form and, if it is sound, into the other: it must say the same."""
    text = read_text(source.data, source.name, Files())
    value, _ = read_draft(source.name, with_mended_keys(source.name, text))
    assert read_draft(source.name, formatted(source.name, text))[0] == value, "lost in fmt"
    if not check(source).failed:
        convert(source.name, text)


def of_drafts(chance: random.Random, folder: Path) -> str:
    path = chance.choice(DRAFTS)
    data = damaged(path.read_text("utf-8"), chance).encode("utf-8", "surrogatepass")
    source = Source(path.name, data, path.parent)
    told = judge_draft(source)
    if chance.random() < 0.2:
        try:
            judge_forms(source)
        except Rejected:
            told += ", not formatted"
    return told


def of_registers(chance: random.Random, folder: Path) -> str:
    path = chance.choice(REGISTERS)
    return _round_sample(folder, {f"danh-ba/{path.name}": damaged(path.read_text("utf-8"), chance)})


def of_settings(chance: random.Random, folder: Path) -> str:
    return _round_sample(folder, {"ctct.toml": damaged(SETTINGS, chance)})


def of_layouts(chance: random.Random, folder: Path) -> str:
    data = ROOT / "templates" / "dang" / "the-thuc.yaml"
    return _round_sample(folder, {"x/the-thuc.yaml": damaged(data.read_text("utf-8"), chance)}, the_thuc="./x")


def of_templates(chance: random.Random, folder: Path) -> str:
    path = chance.choice(TEMPLATES)
    return _round_sample(folder, {f"x/{path.name}": damaged(path.read_text("utf-8"), chance)}, the_thuc="./x")


def _round_sample(folder: Path, written: dict[str, str], the_thuc: str = "dang") -> str:
    """Judge the sample with other files round it, and put back what was there."""
    before = {name: (folder / name).read_bytes() for name in written if (folder / name).exists()}
    for name, text in written.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        sample = (folder / "d.yaml").read_bytes().replace(b"the_thuc: dang", f"the_thuc: {the_thuc}".encode(), 1)
        return judge_draft(Source("d.yaml", sample, folder))
    finally:
        for name in written:
            (folder / name).unlink()
        for name, data in before.items():
            (folder / name).write_bytes(data)


def of_word_files(chance: random.Random, folder: Path) -> str:
    made = folder / chance.choice(("own.docx", "other.docx"))
    if not made.exists():
        own = made.name == "own.docx"
        made.write_bytes(compile_to(check(Source.from_file(SAMPLE)), Form())[0] if own else other_sound_file())
    data = harmed_package(made.read_bytes(), chance, damaged)
    assert fingerprint_state(data) in get_args(State)
    try:
        words = read_docx(data)
    except Rejected:
        return "refused"
    assert len(words) <= 2 * LIMIT_WORDS, "words without end"
    return "read"


KINDS: dict[str, Callable[[random.Random, Path], str]] = {
    "drafts": of_drafts,
    "registers": of_registers,
    "settings": of_settings,
    "layouts": of_layouts,
    "templates": of_templates,
    "word": of_word_files,
}
DRAFTS = sorted([*EXAMPLES.glob("*.yaml"), *EXAMPLES.glob("*.md"), *EXAMPLES.glob("nha-nuoc/*.yaml")])
REGISTERS = sorted(path for path in (EXAMPLES / "danh-ba").glob("quang-ngai*.yaml"))
TEMPLATES = sorted((ROOT / "templates" / "dang").glob("*.j2"))
SETTINGS = """co_quan = "Tỉnh ủy Quảng Ngãi"
dia_danh = 'Quảng Ngãi'
danh_ba = ["danh-ba/quang-ngai-khoa-xx.yaml"]
muc_do = {SKH02 = "canh_bao"}
[[bo_qua]]
ma = "SKH02"
ly_do = \"\"\"Bản gốc
đã ký.\"\"\"
"""


def fuzz(kind: str, count: int, seed: int, patience: float = PATIENCE) -> tuple[Counter[str], list[str]]:
    """Try ``count`` inputs; return how many came to what, and what went wrong. Faulty seeds are told for another run."""
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(EXAMPLES / "danh-ba", folder / "danh-ba")
        shutil.copytree(ROOT / "templates" / "dang", folder / "x")
        shutil.copy(SAMPLE, folder / "d.yaml")
        (folder / "ctct.toml").write_text(SETTINGS, "utf-8")
        for number in range(seed, seed + count):
            told, fault = _one(partial(KINDS[kind], random.Random(number), folder), patience)
            ended[told] += 1
            if fault:
                wrong.append(f"{kind} {number}: {fault}")
    return ended, wrong


def _one(work: Callable[[], str], patience: float) -> tuple[str, str]:
    started = process_time()
    try:
        with ended_if_waiting(10 * patience):
            told = work()
    except Hung:
        return "hung", f"longer than {10 * patience:g} s"
    except Exception:
        return "fault", traceback.format_exc(limit=-3)
    seconds = process_time() - started
    return (told, "") if seconds < patience else ("slow", f"{seconds:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=0, help="the number of the first input; input N is always the same")
    for kind in KINDS:
        parser.add_argument(f"--{kind}", type=int, default=0, metavar="N")
    asked: dict[str, Any] = vars(parser.parse_args())
    seed = asked.pop("seed")
    faults = 0
    for kind, count in asked.items() if any(asked.values()) else dict.fromkeys(KINDS, 200).items():
        ended, wrong = fuzz(kind, count, seed)
        faults += len(wrong)
        print(f"{kind}: " + ", ".join(f"{number} {told}" for told, number in sorted(ended.items())), flush=True)
        print("".join(f"  {one}\n" for one in wrong), end="", flush=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
