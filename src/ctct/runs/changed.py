"""Which drafts a change touches: those that changed, and those that rest on a file that did (a danh bạ, a picture …)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from ctct.language import _
from ctct.project.drafts import is_draft
from ctct.project.files import MARKDOWN, YAML
from ctct.project.folders import CONFIG, real
from ctct.project.sheets import SHEETS
from ctct.runs.cache import Checked
from ctct.runs.git import git_succeeds, git_text
from ctct.source.pictures import KINDS
from ctct.source.shipped import LAYOUT_DATA

_TELL_OF_MORE = (".yaml", ".yml", ".toml", ".j2", *SHEETS, *KINDS)
"""Endings of the files that a draft may rest on, in small letters."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Files that changed and files that are gone, by their real paths."""

    files: frozenset[str]
    gone: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str]) -> Changed:
        """Return the files named, where they lie."""
        return cls(frozenset(map(_real, names)))

    def first_look(self, drafts: list[str]) -> list[str]:
        """Return the drafts that may be touched: only those that changed, unless something else did that one may rest on."""
        # Which drafts rest on a danh bạ shows only when they are read: then all have to be looked at.
        others = [name for name in self.files if _tells_of_more(name) and not _is_draft(name)]
        if others or any(map(_tells_of_more, self.gone)):
            return drafts
        return self.among(drafts)

    def among(self, drafts: list[str]) -> list[str]:
        """Return the drafts that changed themselves."""
        return [draft for draft in drafts if _real(draft) in self.files]

    def touches(self, checked: Checked) -> bool:
        """Return whether a draft that was checked, or what it rests on, has changed."""
        reads = set(map(_real, checked.reads))
        if reads & (self.files | self.gone):
            return True
        layouts = {os.path.dirname(name) for name in reads if os.path.basename(name) == LAYOUT_DATA}
        if any(os.path.dirname(name) in layouts for name in self.files | self.gone):
            return True
        return any(self._was_missed(name, checked) for name in self.gone)

    def _was_missed(self, gone: str, checked: Checked) -> bool:
        """Return whether a draft may have rested on a file that is gone: settings above it, or one that it cannot find."""
        if os.path.basename(gone) == CONFIG:
            return real(checked.verdict.draft).is_relative_to(os.path.dirname(gone))
        return not checked.is_lasting


def since(base: str | None) -> Changed:
    """Return what git says has changed: since the last commit, or since ``base`` and this branch parted.

    Raises :class:`Misuse` outside of a repository, without git or for an unknown ``base``.
    """
    top = git_text("rev-parse", "--show-toplevel", what=_("thư mục này không nằm trong kho git nào")).removesuffix("\n")
    start = _parting(base)
    listed = ["ls-files", "-z", "--cached"] if start is None else ["diff", "--name-only", "-z", "--no-renames", start, "--"]
    # A draft that git does not know yet is new, not unchanged.
    names = {*_names(top, *listed), *_names(top, "ls-files", "-z", "--others", "--exclude-standard")}
    paths = {_real(os.path.join(top, name)) for name in names}
    gone = frozenset(path for path in paths if not os.path.lexists(path))
    return Changed(frozenset(paths - gone), gone)


def _parting(base: str | None) -> str | None:
    """Return the commit to compare with; ``None`` in a repository without any."""
    if base is None:
        return "HEAD" if git_succeeds("rev-parse", "--verify", "--quiet", "HEAD") else None
    unknown = _("git không biết «{base}»; ghi tên nhánh hoặc mã commit, ví dụ --changed=origin/main", base=base)
    commit = git_text("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", what=unknown).strip()
    apart = _("«{base}» và nhánh hiện tại không có commit chung; trong CI cần lấy đủ lịch sử (fetch-depth: 0)", base=base)
    return git_text("merge-base", commit, "HEAD", what=apart).strip()


def _names(top: str, *arguments: str) -> list[str]:
    return [name for name in git_text("-C", top, *arguments, what=_("git không liệt kê được các tệp")).split("\0") if name]


def _real(name: str) -> str:
    return str(real(name))


def _tells_of_more(name: str) -> bool:
    return name.lower().endswith(_TELL_OF_MORE)


def _is_draft(name: str) -> bool:
    return name.lower().endswith(YAML + MARKDOWN) and is_draft(name)
