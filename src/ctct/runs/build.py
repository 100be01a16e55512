"""Building documents: where each is written, what is told of it, and which need not be built again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Misuse, Rejected, error
from ctct.emit.formats import Form
from ctct.language import _
from ctct.project.folders import real, shown
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible, locate
from ctct.runs.cache import Cache, Checked, Purpose, digest_of_data, quick_state_of_ctct, why_nothing_is_kept
from ctct.runs.check import is_lasting, reads_of
from ctct.runs.output import is_folder, target_of
from ctct.runs.pool import Work, run_jobs
from ctct.runs.verdicts import checked, lost, verdict_on
from ctct.source.shipped import shipped

if TYPE_CHECKING:
    from ctct.model.config import Config
    from ctct.outcome import Outcome


class Built(NamedTuple):
    """What became of a draft: the file that was written or was found to be up to date, ``None`` where there is none, and the
    digests of all that it rests on by their shown names. ``is_lasting`` is false where it rests on more than that,
    ``lacks_something`` true where a file is missing that may come.
    """

    verdict: Verdict
    target: str | None = None
    root: str = ""
    reads: Mapping[str, str | None] = {}  # a Mapping: nobody changes it; a read-only one could not go to another process
    is_lasting: bool = False
    lacks_something: bool = False


class Made(NamedTuple):
    """The document of a draft that is made and not yet written, ``data`` being ``None`` where there is none for its faults;
    what settles where it is written, and the rest of :class:`Built`.
    """

    draft: str
    verdict: Verdict
    root: str
    reads: dict[str, str | None]
    data: bytes | None = None
    config: Config | None = None
    is_lasting: bool = False
    lacks_something: bool = False


class Build(NamedTuple):
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
            raise Misuse(_("nhiều dự thảo thì «-o» phải là một thư mục, mà «{output}» thì không phải", output=self.output))
        self._refuse_same_target(drafts)
        piped = self.output == "-" or (self.output is None and "-" in drafts)
        is_binary = self.form.to in ("docx", "pdf")
        if piped and is_binary and sys.stdout.isatty():
            raise Misuse(
                _("tệp {suffix} không in ra màn hình được; thêm «-o TỆP» hoặc chuyển hướng đầu ra", suffix=self.form.suffix)
            )

    def _refuse_same_target(self, drafts: Sequence[str]) -> None:
        seen: dict[str, str] = {}
        for draft in drafts:
            # Beside each draft names may be alike in different folders; in one folder for all they may not.
            key = os.path.splitext(os.path.basename(draft) if self.output else draft)[0]
            if key in seen:
                raise Misuse(
                    _("«{seen}» và «{draft}» cùng ghi vào một tệp; đổi tên một trong hai", seen=seen[key], draft=draft)
                )
            seen[key] = draft

    def __call__(self, draft: str) -> Built:
        """Build one draft."""
        return self.put(self.make(draft))

    def make(self, draft: str) -> Made:
        """Make the document of one draft, and write nothing."""
        from ctct.pipeline import compile_to

        outcome = checked(draft)
        root, reads = str(outcome.gathered.root), {draft: None, **reads_of(outcome)}
        try:
            data, outcome = compile_to(outcome, self.form)
            gathered = outcome.gathered
            lasts = draft != "-" and _rests_on_files_alone(outcome, self.form)
            return Made(draft, verdict_on(outcome), root, reads, data, gathered.config, lasts, _lacks_something(outcome))
        except Rejected as rejected:
            outcome = outcome._replace(findings=rejected.diagnostics)
            return Made(draft, verdict_on(outcome), root, reads, lacks_something=_lacks_something(outcome))

    def put(self, made: Made) -> Built:
        """Write a document that was made where it belongs."""
        nothing = Built(made.verdict, None, made.root, made.reads, lacks_something=made.lacks_something)
        if made.data is None:
            return nothing
        root = Path(made.root)
        try:
            target = target_of(made.draft, self.output, made.config, root, self.form.suffix)
            self._spare_sources(target, made.reads)
            if target is None:
                sys.stdout.buffer.write(made.data)  # bytes, past the text layer: a Word document is no text
                return nothing
            write_whole(target, made.data, force=self.force, within=root if self.output is None else None)
        except OutputRefused as refused:
            told = locate([refused.finding], {}, made.verdict.draft)
            return nothing._replace(verdict=made.verdict._replace(findings=(*told, *made.verdict.findings)))
        reads = {**made.reads, str(target): digest_of_data(str(target), made.data)}
        verdict = made.verdict._replace(done=legible(_("đã ghi {target}", target=shown(target))))
        return Built(verdict, str(target), made.root, reads, made.is_lasting, made.lacks_something)

    def _spare_sources(self, target: Path | None, reads: Iterable[str]) -> None:
        """Raise :class:`OutputRefused` where the document would be written over what it is made of; no «--force» means that."""
        if target and self.output and os.path.exists(target) and any(real(Path(name)) == real(target) for name in reads):
            message = _("«{target}» là tệp mà văn bản này dựa vào, không ghi đè lên nó", target=shown(target))
            hint = _("chọn tên khác bằng -o, ví dụ «-o van-ban{suffix}»", suffix=self.form.suffix)
            raise OutputRefused(error("GH02", (), message, hint))


BUILDING = Purpose(".build.json", quick_state_of_ctct)


def kept_builds(build: Build, drafts: Sequence[str], tell: Callable[[str], None] = lambda words: None) -> Cache | None:
    """Return what is known of documents built before; ``None`` where nothing can be. ``tell`` is told what a person can do
    about that.
    """
    if build.output in ("-", "/dev/stdout") or "-" in drafts:
        return None
    kept = Cache.of_this_user(build.asked, "", BUILDING)
    if kept is None and (why := why_nothing_is_kept()):
        tell(_("lần nào cũng dựng lại từ đầu, vì {why}", why=why))
    return kept


Progress = Callable[[Iterator[Built], int], Iterable[Built]]
"""Passes results on as they come, showing a person how far the work is."""


def build_all(
    build: Build, names: Sequence[str], cache: Cache | None, watch: Progress, work: Work[Built] = run_jobs
) -> list[Built]:
    """Build by ``work`` every draft whose document is not up to date: one that is there as it was written, from files that are
    all as they were. Whatever is wrong with one, the others are built.
    """
    found = {} if build.force or cache is None else {name: built for name in names if (built := _up_to_date(cache, name))}
    rest = [name for name in names if name not in found]
    if rest:
        import ctct.pipeline  # noqa: F401 - processes share it; what is up to date needs none of it
    for name, built in zip(rest, watch(work(build, rest, lost_build), len(rest)), strict=True):
        found[name] = built
        if cache:
            cache.keep(Checked(built.verdict, built.root, built.reads, is_lasting=built.is_lasting))
    if cache and rest:
        cache.save()
    return [found[name] for name in names]


def lost_build(draft: str) -> Built:
    """Return what there is to tell of a draft whose process died over it."""
    return Built(lost(draft))


def _up_to_date(cache: Cache, draft: str) -> Built | None:
    """Return what was built of a draft, if that still holds; its document is the last of the files that it rests on."""
    kept = cache.find(draft)
    if kept is None or not kept.reads:
        return None
    *_rest, target = kept.reads
    done = legible(_("không đổi: {target}", target=shown(Path(target))))
    return Built(kept.verdict._replace(done=done), target, kept.root, kept.reads, is_lasting=True)


def _lacks_something(outcome: Outcome) -> bool:
    return any(one.file_missing for one in outcome.findings)


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
