"""The names that may be typed: those of the draft, of its danh bạ, of files, layouts and rules."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from lsprotocol import types

from ctct.lint.codes import RULES
from ctct.lsp.folders import texts_in
from ctct.lsp.kinds import Kind, kind_of
from ctct.lsp.names import REGISTER_KINDS, NameKind, names_of_draft
from ctct.lsp.proposals import Proposal
from ctct.lsp.views import View
from ctct.lsp.wording import entry_wording, reference_to, said_by, said_in
from ctct.project.files import read_or_none
from ctct.source.shipped import layouts

_ICONS = {
    "nguoi": types.CompletionItemKind.Variable,
    "co_quan": types.CompletionItemKind.Module,
    "nhom": types.CompletionItemKind.Class,
}


def nodes(view: View, *, short: bool) -> Iterator[Proposal]:
    """Yield the nodes that have an id, each with the phrase that a reference to it prints."""
    for name, entry in view.counted.by_id.items() if view.counted else ():
        yield Proposal(name, types.CompletionItemKind.Reference, reference_to(entry, short=short), said_by(entry))


def works(view: View) -> Iterator[Proposal]:
    """Yield the works that repeat."""
    draft = view.whole.draft if view.whole else None
    for name, work in draft.thuong_ky.items() if draft else ():
        yield Proposal(name, types.CompletionItemKind.Reference, said_in(work))


def notes(view: View, closing: str) -> Iterator[Proposal]:
    """Yield the notes; ``closing`` follows the name."""
    draft = view.whole.draft if view.whole else None
    for name, text in draft.chu_thich.items() if draft else ():
        yield Proposal(name, types.CompletionItemKind.Reference, "chú thích", text, name + closing)


def entries(view: View, *, short: bool, kinds: Iterable[str] = REGISTER_KINDS) -> Iterator[Proposal]:
    """Yield the people, bodies and groups of the danh bạ as they will be printed; who is out of post comes last."""
    late: list[Proposal] = []
    for kind in kinds:
        for name in getattr(view.directory, kind):
            words, wrong = entry_wording(view, name, short=short)
            proposal = Proposal(name, _ICONS[kind], words, wrong or "")
            if wrong:
                late.append(proposal)
            else:
                yield proposal
    yield from late


def unwritten(view: View, section: str) -> Iterator[Proposal]:
    """Yield the names that the draft uses and ``section`` (``chu_thich``, ``thuong_ky``) does not have yet."""
    kind = NameKind.NOTE if section == "chu_thich" else NameKind.WORK
    names = [one for one in names_of_draft(view.value) if one.kind is kind]
    given = {one.name for one in names if one.given}
    for name in dict.fromkeys(one.name for one in names if one.name not in given):
        yield Proposal(name, types.CompletionItemKind.Reference, "đã dùng, chưa viết", "", f"{name}: ")


def layouts_known() -> Iterator[Proposal]:
    """Yield the layouts that ship with ctct."""
    return (Proposal(name, types.CompletionItemKind.EnumMember) for name in layouts())


def rules() -> Iterator[Proposal]:
    """Yield the rules that can be waived."""
    for rule in RULES.values():
        headline = rule.demands.partition("\n\n")[0]
        yield Proposal(rule.code, types.CompletionItemKind.EnumMember, headline, f"Căn cứ: {rule.cites}")


def registers_known(view: View) -> Iterator[Proposal]:
    """Yield the danh bạ of the project, as paths from the folder of the text."""
    folder = view.source.folder
    for path in texts_in(folder):
        if path.name != Path(view.name).name and _is_register(path):
            yield Proposal(Path(os.path.relpath(path, folder)).as_posix(), types.CompletionItemKind.File)


def _is_register(path: Path) -> bool:
    return kind_of(path, "", (read_or_none(path) or b"").decode("utf-8", "replace")) is Kind.REGISTER
