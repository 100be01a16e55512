"""Building documents: where each is written, and what is told of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Misuse, Rejected
from ctct.emit.formats import Form
from ctct.pipeline import compile_to
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible, locate
from ctct.runs.output import is_folder, target_of
from ctct.runs.verdicts import checked, verdict_on

if TYPE_CHECKING:
    from ctct.model.config import Config


class Made(NamedTuple):
    """The document of a draft that is made and not yet written, ``data`` being ``None`` where there is none for its faults; and
    what settles where it is written.
    """

    draft: str
    verdict: Verdict
    data: bytes | None = None
    config: Config | None = None
    root: Path = Path()


@dataclass(frozen=True, slots=True)
class Build:
    """Makes the document of a draft. ``output`` is a file, a folder, ``-`` or ``None`` for beside the draft."""

    output: str | None
    form: Form
    force: bool

    def prepare(self, drafts: Sequence[str]) -> None:
        """Raise :class:`Misuse` if two drafts would be written to one file, or to standard output on a terminal."""
        if len(drafts) > 1 and self.output is not None and not is_folder(self.output):
            raise Misuse(f"nhiều dự thảo thì «-o» phải là một thư mục, mà «{self.output}» thì không phải")
        self._refuse_same_target(drafts)
        shown = self.output == "-" or (self.output is None and "-" in drafts)
        is_binary = self.form.to in ("docx", "pdf")
        if shown and is_binary and sys.stdout.isatty():
            raise Misuse(f"tệp {self.form.suffix} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra")

    def _refuse_same_target(self, drafts: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for draft in drafts:
            # Beside each draft names may be alike in different folders; in one folder for all they may not.
            key = os.path.splitext(os.path.basename(draft) if self.output else draft)[0]
            if key in seen:
                raise Misuse(f"«{seen[key]}» và «{draft}» cùng ghi vào một tệp; đổi tên một trong hai")
            seen[key] = draft

    def __call__(self, draft: str) -> Verdict:
        """Build one draft."""
        return self.put(self.make(draft))

    def make(self, draft: str) -> Made:
        """Make the document of one draft, and write nothing."""
        outcome = checked(draft)
        try:
            data, outcome = compile_to(outcome, self.form)
        except Rejected as rejected:
            return Made(draft, verdict_on(replace(outcome, findings=rejected.diagnostics)))
        gathered = outcome.gathered
        return Made(draft, verdict_on(outcome), data, gathered.config, gathered.root)

    def put(self, made: Made) -> Verdict:
        """Write a document that was made where it belongs."""
        if made.data is None:
            return made.verdict
        try:
            target = target_of(made.draft, self.output, made.config, made.root, self.form.suffix)
            # Bytes, past the text layer: a Word document is no text.
            if target is None:
                sys.stdout.buffer.write(made.data)
                return made.verdict
            write_whole(target, made.data, force=self.force, within=made.root if self.output is None else None)
        except OutputRefused as refused:
            told = locate([refused.finding], {}, made.verdict.draft)
            return made.verdict._replace(findings=(*told, *made.verdict.findings))
        return made.verdict._replace(done=legible(f"đã ghi {target}"))
