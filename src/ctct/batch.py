"""Runs a command over many drafts: finds them, works on several at once, tells what came of each in order."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ctct.diagnostics import Diagnostic, Rejected
from ctct.output import OutputRefused, target_of, write_whole
from ctct.pipeline import Outcome, check, compile_outcome
from ctct.project import Source, root_of
from ctct.report import as_text, summary
from ctct.source.places import Places

_IS_DRAFT = re.compile(rb"^loai[ \t]*:", re.MULTILINE)
_WORTH_A_POOL = 4

Watch = Callable[[Iterator["Told"], int], Iterable["Told"]]
"""Passes results on as they come, showing a person how far the work is."""


class Misuse(Exception):
    """The command was given arguments that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one draft: ``done`` in words, ``wrong`` the findings as text, and whether it failed."""

    done: str
    wrong: str
    findings: tuple[Diagnostic, ...]
    failed: bool


class Job(Protocol):
    """Work on one draft, named by its path or ``-``."""

    def __call__(self, draft: str) -> Told:
        """Do it."""


def find_drafts(names: Iterable[str]) -> list[str]:
    """Return the drafts named, with those found in folders; each once. In a folder a YAML file with a top-level ``loai`` is
    a draft. Raises :class:`Misuse` for a folder without any.
    """
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = sorted(_drafts_in(name))
        if not inside:
            raise Misuse(f"trong thư mục «{name}» không có dự thảo nào (tệp .yaml có dòng «loai:»)")
        found.update(dict.fromkeys(inside))
    return list(found)


def _drafts_in(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            path = Path(parent, name)
            if path.suffix in (".yaml", ".yml") and _IS_DRAFT.search(path.read_bytes()):
                yield str(path)


def run(job: Job, names: Sequence[str], *, to_stdout: bool, watch: Watch) -> int:
    """Do ``job`` for every draft and tell the results in order. Returns the exit code: 1 if any failed."""
    results = list(watch(_work(job, names), len(names)))
    stream = sys.stdout if to_stdout else sys.stderr
    for told in results:
        if told.wrong:
            print(told.wrong, end="\n\n", file=stream)
        if told.done:
            print(told.done)
    if counted := summary(finding for told in results for finding in told.findings):
        print(counted, file=stream)
    elif to_stdout:
        print(f"không có lỗi ({len(names)} dự thảo)")
    return 1 if any(told.failed for told in results) else 0


def _work(job: Job, names: Sequence[str]) -> Iterator[Told]:
    workers = min(os.cpu_count() or 1, len(names))
    if len(names) < _WORTH_A_POOL or workers < 2:
        yield from map(job, names)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(job, names, chunksize=max(1, len(names) // (workers * 8)))


def read_source(name: str) -> Source:
    """Read the draft at ``name``, or from standard input for ``-``. Raises :class:`Rejected`."""
    if name == "-":
        return Source("<stdin>", sys.stdin.buffer.read(), Path.cwd())
    return Source.from_file(name)


def checked(name: str) -> Outcome:
    """Return what is known of the draft at ``name``, be it only that it cannot be read."""
    try:
        return check(read_source(name))
    except Rejected as rejected:
        return Outcome(name, findings=list(rejected.diagnostics))


def told(outcome: Outcome, done: str = "") -> Told:
    """Return what there is to tell of a draft."""
    files: Mapping[str, Places] = outcome.files
    text = as_text(outcome.findings, files, outcome.name, colour=sys.stderr.isatty() and "NO_COLOR" not in os.environ)
    return Told(done, text, tuple(outcome.findings), outcome.failed)


@dataclass(frozen=True, slots=True)
class Check:
    """Finds what is wrong with a draft."""

    def __call__(self, draft: str) -> Told:
        """Check one draft."""
        return told(checked(draft))


@dataclass(frozen=True, slots=True)
class Build:
    """Makes the Word document of a draft. ``output`` is a file, a folder, ``-`` or ``None`` for beside the draft."""

    output: str | None
    literal_numbers: bool
    force: bool

    def prepare(self, drafts: Sequence[str]) -> None:
        """Raise :class:`Misuse` if two drafts would be written to one file, or to standard output on a terminal."""
        if len(drafts) > 1 and self.output is not None and not os.path.isdir(self.output):
            raise Misuse(f"nhiều dự thảo thì «-o» phải là một thư mục đã có, mà «{self.output}» thì không phải")
        whole = "" if self.output is None else self.output
        seen: dict[str, str] = {}
        for draft in drafts:
            key = os.path.splitext(draft if not whole else os.path.basename(draft))[0]
            if key in seen:
                raise Misuse(f"«{seen[key]}» và «{draft}» cùng ghi vào một tệp Word; đổi tên một trong hai")
            seen[key] = draft
        if sys.stdout.isatty() and (self.output == "-" or (self.output is None and "-" in drafts)):
            raise Misuse("tệp Word không in ra màn hình được; thêm «-o TỆP.docx» hoặc chuyển hướng đầu ra")

    def __call__(self, draft: str) -> Told:
        """Build one draft."""
        outcome = checked(draft)
        try:
            data = compile_outcome(outcome, literal_numbers=self.literal_numbers)
            target = target_of(draft, self.output, outcome.config, root_of(Path(draft).absolute().parent))
            if target is None:
                sys.stdout.buffer.write(data)
                return told(outcome)
            write_whole(target, data, force=self.force)
        except OutputRefused as refused:
            outcome.findings.append(refused.finding)
            return told(outcome)
        except Rejected as rejected:
            outcome.findings = list(rejected.diagnostics)
            return told(outcome)
        return told(outcome, f"đã ghi {target}")
