"""The names that may be typed: those of the draft, of its danh bạ, of files, layouts and rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from lsprotocol import types

from ctct.language import _
from ctct.lint.codes import RULES
from ctct.lsp.analysis import Analysis
from ctct.lsp.folders import LIMIT_FILES, texts_in
from ctct.lsp.kinds import Kind, kind_of
from ctct.lsp.names import REGISTER_KINDS, NameKind, names_of_draft
from ctct.lsp.progress import works_told_of
from ctct.lsp.proposals import Proposal
from ctct.lsp.wording import entry_wording, reference_to, title_of_work
from ctct.project.drafts import walk_files
from ctct.project.files import read_or_none
from ctct.project.folders import root_of
from ctct.project.sheets import SHEETS
from ctct.resolve.citations import cited_in_full, cited_in_short
from ctct.resolve.places import title_of
from ctct.source.pictures import KINDS
from ctct.source.shipped import layouts

_ICONS = {
    "nguoi": types.CompletionItemKind.Variable,
    "co_quan": types.CompletionItemKind.Module,
    "nhom": types.CompletionItemKind.Class,
}


def nodes(analysis: Analysis, *, short: bool) -> Iterator[Proposal]:
    """Yield the nodes that have an id, each with the phrase that a reference to it prints."""
    for name, entry in analysis.counted.by_id.items() if analysis.counted else ():
        yield Proposal(name, types.CompletionItemKind.Reference, reference_to(entry, short=short), title_of(entry))


def places(analysis: Analysis) -> Iterator[Proposal]:
    """Yield all nodes by what a file beside the draft calls them, those that have an id first."""
    known = analysis.named_places
    listed = sorted(known.entries.items(), key=lambda found: found[1].node.id is None) if known else ()
    for at, entry in listed:
        yield Proposal(
            known.name(at) if known else "", types.CompletionItemKind.Reference, reference_to(entry), title_of(entry)
        )


def works(analysis: Analysis) -> Iterator[Proposal]:
    """Yield the works that repeat."""
    draft = analysis.whole.draft if analysis.whole else None
    for name, work in draft.thuong_ky.items() if draft else ():
        yield Proposal(name, types.CompletionItemKind.Reference, title_of_work(work))


def works_followed(analysis: Analysis) -> Iterator[Proposal]:
    """Yield the works of the programme that a progress file tells of, in reading order."""
    for key, work in works_told_of(analysis.source, analysis.value).items():
        yield Proposal(key, types.CompletionItemKind.Reference, work.excerpt, work.words, f"{key}: ")


def notes(analysis: Analysis, closing: str) -> Iterator[Proposal]:
    """Yield the notes; ``closing`` follows the name."""
    draft = analysis.whole.draft if analysis.whole else None
    for name, text in draft.chu_thich.items() if draft else ():
        yield Proposal(name, types.CompletionItemKind.Reference, _("chú thích"), text, name + closing)


def entries(analysis: Analysis, *, short: bool, kinds: Iterable[str] = REGISTER_KINDS) -> Iterator[Proposal]:
    """Yield the people, bodies and groups of the danh bạ as they will be printed; who is out of post comes last."""
    late: list[Proposal] = []
    for kind in kinds:
        for name in getattr(analysis.directory, kind):
            words, wrong = entry_wording(analysis, name, short=short)
            proposal = Proposal(name, _ICONS[kind], words, wrong or "")
            if wrong:
                late.append(proposal)
            else:
                yield proposal
    yield from late


def documents(analysis: Analysis, prefix: str = "") -> Iterator[Proposal]:
    """Yield the documents of the register, each as it is cited; ``prefix`` stands before the id."""
    words = analysis.conventions.words if analysis.conventions else {}
    for name, document in analysis.documents.items():
        detail, whole = cited_in_short(document), cited_in_full(document, words)
        yield Proposal(f"{prefix}{name}", types.CompletionItemKind.Reference, detail, whole)


def unwritten(analysis: Analysis, section: str) -> Iterator[Proposal]:
    """Yield the names that the draft uses and ``section`` (``chu_thich``, ``thuong_ky``) does not have yet."""
    kind = NameKind.NOTE if section == "chu_thich" else NameKind.WORK
    names = [one for one in names_of_draft(analysis.value) if one.kind is kind]
    given = {one.name for one in names if one.given}
    for name in dict.fromkeys(one.name for one in names if one.name not in given):
        yield Proposal(name, types.CompletionItemKind.Reference, _("đã dùng, chưa viết"), "", f"{name}: ")


def layouts_known() -> Iterator[Proposal]:
    """Yield the layouts that ship with ctct."""
    return (Proposal(name, types.CompletionItemKind.EnumMember) for name in layouts())


def rules() -> Iterator[Proposal]:
    """Yield the rules that can be waived."""
    for rule in RULES.values():
        headline = _(rule.demands).partition("\n\n")[0]
        yield Proposal(rule.code, types.CompletionItemKind.EnumMember, headline, _("Căn cứ: {basis}", basis=rule.basis))


def registers_known(analysis: Analysis, kind: Kind = Kind.REGISTER) -> Iterator[Proposal]:
    """Yield the files of a ``kind`` in the project, as paths from the folder of the text."""
    folder = analysis.source.folder
    for path in texts_in(folder):
        if path.name != Path(analysis.name).name and _kind_at(path) is kind:
            yield Proposal(Path(os.path.relpath(path, folder)).as_posix(), types.CompletionItemKind.File)


def files_known(analysis: Analysis) -> Iterator[Proposal]:
    """Yield the pictures and the files of rows of the project, as paths from the folder of the text."""
    folder = analysis.source.folder
    for path in islice(walk_files(str(root_of(folder)), (*KINDS, *SHEETS), []), LIMIT_FILES):
        yield Proposal(Path(os.path.relpath(path, folder)).as_posix(), types.CompletionItemKind.File)


def _kind_at(path: Path) -> Kind:
    return kind_of(path, "", (read_or_none(path) or b"").decode("utf-8", "replace"))
