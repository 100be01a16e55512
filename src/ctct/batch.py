"""Works on drafts one by one for the commands that go as far as a document."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ctct.diagnostics import Rejected, Severity
from ctct.drafts import Misuse, work
from ctct.emit.formats import Form
from ctct.folders import root_of
from ctct.output import OutputRefused, target_of, write_whole
from ctct.pipeline import Outcome, check, compile_to
from ctct.project import Source
from ctct.report.located import Located, Verdict, locate
from ctct.report.text import coloured, summary, tell

Watch = Callable[[Iterator[Verdict], int], Iterable[Verdict]]
"""Passes results on as they come, showing a person how far the work is."""


def run(job: Callable[[str], Verdict], names: Sequence[str], watch: Watch) -> int:
    """Do ``job`` for every draft; tell in order what was done, and on standard error what is wrong. Returns the exit code: 1
    if any draft has an error.
    """
    verdicts = list(watch(work(job, names), len(names)))
    of_the_machine: set[str] = set()
    for verdict in verdicts:
        for one in _news(verdict.findings, of_the_machine):
            print(tell(one, colour=coloured(sys.stderr)), end="\n\n", file=sys.stderr)
        if verdict.done:
            print(verdict.done)
    if counted := summary(one for verdict in verdicts for one in verdict.findings):
        print(counted, file=sys.stderr)
    return 1 if any(verdict.fails() for verdict in verdicts) else 0


def _news(findings: Iterable[Located], of_the_machine: set[str]) -> Iterator[Located]:
    """Yield findings, what concerns the machine (a font that it lacks) only for the first draft."""
    for one in findings:
        if one.severity is Severity.ADVICE and not one.line:
            if one.message in of_the_machine:
                continue
            of_the_machine.add(one.message)
        yield one


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


def verdict_on(outcome: Outcome, done: str = "") -> Verdict:
    """Return what there is to tell of a draft."""
    return Verdict(outcome.name, locate(outcome.findings, outcome.files, outcome.name), done, outcome.unneeded)


@dataclass(frozen=True, slots=True)
class Build:
    """Makes the document of a draft. ``output`` is a file, a folder, ``-`` or ``None`` for beside the draft."""

    output: str | None
    form: Form
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
                raise Misuse(f"«{seen[key]}» và «{draft}» cùng ghi vào một tệp; đổi tên một trong hai")
            seen[key] = draft
        shown = self.output == "-" or (self.output is None and "-" in drafts)
        if shown and sys.stdout.isatty() and self.form.to in ("docx", "pdf"):
            raise Misuse(f"tệp {self.form.suffix} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra")

    def __call__(self, draft: str) -> Verdict:
        """Build one draft."""
        outcome = checked(draft)
        try:
            data = compile_to(outcome, self.form)
            root = root_of(Path(draft).absolute().parent)
            target = target_of(draft, self.output, outcome.config, root, self.form.suffix)
            if target is None:
                sys.stdout.buffer.write(data)
                return verdict_on(outcome)
            write_whole(target, data, force=self.force)
        except OutputRefused as refused:
            outcome.findings.append(refused.finding)
            return verdict_on(outcome)
        except Rejected as rejected:
            outcome.findings = list(rejected.diagnostics)
            return verdict_on(outcome)
        return verdict_on(outcome, f"đã ghi {target}")
