"""Building documents: where each is written, what is told of it, and which need not be built again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctct.diagnostics import Misuse, Rejected
from ctct.emit.formats import Form
from ctct.project.folders import shown
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible
from ctct.runs.cache import Cache, Checked, Purpose, config_of, digest_of_data, quick_state_of_ctct
from ctct.runs.check import is_lasting
from ctct.runs.output import is_folder, target_of
from ctct.runs.pool import run_jobs
from ctct.runs.verdicts import checked, lost, verdict_on
from ctct.source.shipped import shipped

if TYPE_CHECKING:
    from ctct.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a draft: the file that was written or was found to be up to date, ``None`` where there is none, and the
    digests of all that it rests on by their shown names. ``is_lasting`` is false where it rests on more than that,
    ``lacks_something`` true where a file is missing that may come.
    """

    verdict: Verdict
    target: str | None = None
    root: str = ""
    reads: Mapping[str, str | None] = field(default_factory=dict)
    is_lasting: bool = False
    lacks_something: bool = False


@dataclass(frozen=True, slots=True)
class Build:
    """Makes the document of a draft. ``output`` is a file, a folder, ``-`` or ``None`` for beside the draft."""

    output: str | None
    form: Form
    force: bool

    @property
    def asked(self) -> str:
        """What tells this run from one that asks for other documents."""
        return "/".join([self.output or "", self.form.to, self.form.engine, self.form.copy, str(self.form.literal_numbers)])

    def prepare(self, drafts: Sequence[str]) -> None:
        """Raise :class:`Misuse` if two drafts would be written to one file, or to standard output on a terminal."""
        if len(drafts) > 1 and self.output is not None and not is_folder(self.output):
            raise Misuse(f"nhiều dự thảo thì «-o» phải là một thư mục, mà «{self.output}» thì không phải")
        self._refuse_same_target(drafts)
        piped = self.output == "-" or (self.output is None and "-" in drafts)
        is_binary = self.form.to in ("docx", "pdf")
        if piped and is_binary and sys.stdout.isatty():
            raise Misuse(f"tệp {self.form.suffix} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra")

    def _refuse_same_target(self, drafts: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for draft in drafts:
            # Beside each draft names may be alike in different folders; in one folder for all they may not.
            key = os.path.splitext(os.path.basename(draft) if self.output else draft)[0]
            if key in seen:
                raise Misuse(f"«{seen[key]}» và «{draft}» cùng ghi vào một tệp; đổi tên một trong hai")
            seen[key] = draft

    def __call__(self, draft: str) -> Built:
        """Build one draft."""
        from ctct.pipeline import compile_to

        outcome = checked(draft)
        root, reads = str(outcome.gathered.root), _reads_of(outcome, draft)
        target: Path | None = None
        lasts = False
        try:
            data, outcome = compile_to(outcome, self.form)
            target = self._write(draft, outcome, data)
            lasts = target is not None and draft != "-" and _rests_on_files_alone(outcome, self.form)
        except OutputRefused as refused:
            outcome = outcome.told([refused.finding])
        except Rejected as rejected:
            outcome = replace(outcome, findings=rejected.diagnostics)
        lacking = any(one.file_missing for one in outcome.findings)
        if target is None:
            return Built(verdict_on(outcome), None, root, reads, lacks_something=lacking)
        reads[str(target)] = digest_of_data(str(target), data)
        return Built(verdict_on(outcome, legible(f"đã ghi {shown(target)}")), str(target), root, reads, lasts, lacking)

    def _write(self, draft: str, outcome: Outcome, data: bytes) -> Path | None:
        """Write a document; return where, ``None`` for standard output. Raises :class:`OutputRefused`."""
        gathered = outcome.gathered
        target = target_of(draft, self.output, gathered.config, gathered.root, self.form.suffix)
        if target is None:
            sys.stdout.buffer.write(data)  # bytes, past the text layer: a Word document is no text
        else:
            write_whole(target, data, force=self.force, within=gathered.root if self.output is None else None)
        return target


BUILDING = Purpose(".build.json", quick_state_of_ctct)


def kept_builds(build: Build, drafts: Sequence[str]) -> Cache | None:
    """Return what is known of documents built before; ``None`` where nothing can be."""
    named = build.output not in ("-", "/dev/stdout") and "-" not in drafts
    return Cache.of_this_user(build.asked, "", BUILDING) if named else None


Progress = Callable[[Iterator[Built], int], Iterable[Built]]
"""Passes results on as they come, showing a person how far the work is."""


def build_all(build: Build, names: Sequence[str], cache: Cache | None, watch: Progress) -> list[Built]:
    """Build every draft whose document is not up to date: one that is there as it was written, from files that are all as they
    were. Whatever is wrong with one, the others are built.
    """
    found = {} if build.force or cache is None else {name: built for name in names if (built := _up_to_date(cache, name))}
    rest = [name for name in names if name not in found]
    if rest:
        import ctct.pipeline  # noqa: F401 - processes share it; what is up to date needs none of it
    for name, built in zip(rest, watch(run_jobs(build, rest, _lost), len(rest)), strict=True):
        found[name] = built
        if cache:
            cache.keep(Checked(built.verdict, built.root, built.reads, is_lasting=built.is_lasting))
    if cache and rest:
        cache.save()
    return [found[name] for name in names]


def _lost(draft: str) -> Built:
    return Built(lost(draft))


def _up_to_date(cache: Cache, draft: str) -> Built | None:
    """Return what was built of a draft, if that still holds; its document is the last of the files that it rests on."""
    kept = cache.find(draft)
    if kept is None or not kept.reads:
        return None
    *_, target = kept.reads
    done = legible(f"không đổi: {shown(Path(target))}")
    return Built(kept.verdict._replace(done=done), target, kept.root, kept.reads, is_lasting=True)


def _reads_of(outcome: Outcome, draft: str) -> dict[str, str | None]:
    gathered = outcome.gathered
    reads = {name: digest_of_data(name, data) for name, data in gathered.files.data.items()}
    absent = dict.fromkeys([draft, config_of(str(gathered.root)), *gathered.files.absent])
    return {**absent, **reads}


def _rests_on_files_alone(outcome: Outcome, form: Form) -> bool:
    """Return whether a document is the same wherever all files that were read are the same. What the engine that sets pages
    makes of it (a PDF, the pages of a contents list, a drawing in pixels) rests on the machine's fonts; an office's own layout
    on files that may yet come.
    """
    assert outcome.draft is not None
    assert outcome.layout is not None
    drawn = any(image.kind == "svg" for image in outcome.gathered.images.values())
    draws = form.to == "pdf" or outcome.draft.trinh_bay.muc_luc or drawn
    own = outcome.layout.folder.parent != shipped("templates")
    return is_lasting(outcome) and not draws and not own
