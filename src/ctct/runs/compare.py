"""The two sides of a comparison: drafts, built documents, or what either was in a revision of git's."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Misuse, Rejected
from ctct.drafting.importing.container import ENDINGS, word_document
from ctct.language import _
from ctct.project.files import MARKDOWN, YAML, Source, folder_of
from ctct.project.folders import real
from ctct.runs.git import git, is_commit
from ctct.word.package import OLE, is_lock

if TYPE_CHECKING:
    from ctct.layout.stylesheet import Stylesheet
    from ctct.outcome import Outcome
    from ctct.report.located import Located
    from ctct.word.tree import WordDocument

NOTHING = "/dev/null"
"""What git hands over in the place of a file that is not there."""


_OF_FILES = (*ENDINGS, *YAML, *MARKDOWN)

_ANY_DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy
so_ky_hieu: {so: null, ky_hieu: CTr/TU}
ngay: 2026
trich_yeu: công tác
nguoi_ky: {ho_ten: Nguyễn Văn An}
"""


class Side(NamedTuple):
    """A document to be compared: what it is called, its Word file (``None`` for nothing at all), and what is known of its draft
    if it has one.
    """

    name: str
    data: bytes | None
    outcome: Outcome | None = None

    @property
    def stylesheet(self) -> Stylesheet | None:
        """The styles of its layout, if it was built from a draft."""
        return self.outcome.layout.stylesheet if self.outcome and self.outcome.layout else None

    @property
    def secrecy(self) -> str:
        """The degree of secrecy that its draft gives it."""
        return str((self.outcome and self.outcome.resolved and self.outcome.resolved.dau_trang.do_mat) or "")

    @property
    def date(self) -> str:
        """The day of its draft as Word writes times, ``""`` where that is open."""
        day = self.outcome and self.outcome.resolved and self.outcome.resolved.ngay
        return f"{day}T00:00:00Z" if day else ""

    def document(self) -> WordDocument:
        """Return what it says, changes accepted. Raises :class:`Rejected`."""
        from ctct.word.read import read_word
        from ctct.word.tree import WordDocument
        from ctct.word.views import accepted

        with _told_of(self.name):
            return accepted(read_word(self.data)) if self.data is not None else WordDocument()


def sides(old: str, new: str, folder: str | None = None) -> tuple[Side, Side]:
    """Return both sides. ``old`` alone may be a revision: that of ``new``. ``folder`` is where paths in drafts start from,
    if not where they lie. Raises :class:`Rejected` for what cannot be read or built, :class:`Misuse` for what git does not
    know.
    """
    if not os.path.exists(old) and ":" not in old and os.path.exists(new) and not old.lower().endswith(_OF_FILES):
        old = f"{old}:{new}"
    with _told_of(old):
        before = _side(old, folder)
    with _told_of(new):
        return before, _side(new, folder)


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    """Let what is wrong with a side be told under its name."""
    try:
        yield
    except Rejected as rejected:
        if rejected.findings:
            raise
        raise Rejected([one._replace(file=one.file or name) for one in rejected.diagnostics]) from None


def usual_stylesheet() -> Stylesheet:
    """Return the styles for documents that come without a draft: the Party's."""
    from ctct.pipeline import check

    layout = check(Source("", _ANY_DRAFT.encode(), Path(), alone=True)).layout
    assert layout is not None
    return layout.stylesheet


def _side(name: str, folder: str | None) -> Side:
    if name == NOTHING:
        return Side(name, None)
    source = _source(name)
    if is_lock(name) or name.lower().endswith(ENDINGS) or source.data.startswith((b"PK\x03\x04", OLE)):
        return Side(name, word_document(source.data, name))
    return _built(name, source if folder is None else source._replace(folder=real(folder)))


def _built(name: str, source: Source) -> Side:
    from ctct.emit.formats import Form
    from ctct.pipeline import check, compile_to

    outcome = check(source)
    try:
        return Side(name, compile_to(outcome, Form())[0], outcome)
    except Rejected as rejected:
        raise Rejected(rejected.diagnostics, _located(outcome, rejected)) from None


def _located(outcome: Outcome, rejected: Rejected) -> tuple[Located, ...]:
    from ctct.report.located import locate

    return locate(rejected.diagnostics, outcome.gathered.files, outcome.gathered.name)


def _source(name: str) -> Source:
    revision, sign, path = name.partition(":")
    if os.path.exists(name) or not sign or len(revision) < 2:  # «C:…» is a path of Windows
        return Source.from_file(name)
    if not is_commit(revision):
        raise Misuse(_("không đọc được «{name}»: git ở đây không có phiên bản «{revision}»", name=name, revision=revision))
    kept = _Revision(revision)
    folder = folder_of(path)
    data = kept.of(folder / os.path.basename(path))
    if data is None:
        raise Misuse(_("trong «{revision}» không có «{path}»", revision=revision, path=path))
    return Source(name, data, folder, unsaved=kept)


class _Revision(Mapping[Path, bytes]):
    """The files of a revision, by the paths that they have in the working folder."""

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._known: dict[Path, bytes | None] = {}

    def of(self, path: Path) -> bytes | None:
        """Return what a file was, ``None`` if there was none."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: Path) -> bytes | None:
        folder = path.parent
        while not os.path.isdir(folder):
            folder = folder.parent
        try:
            return git("show", f"{self._revision}:./{path.relative_to(folder).as_posix()}", what="", folder=str(folder))
        except Misuse:
            return None

    def __contains__(self, path: object) -> bool:
        return isinstance(path, Path) and self.of(path) is not None

    def __getitem__(self, path: Path) -> bytes:
        data = self.of(path)
        if data is None:
            raise KeyError(path)
        return data

    def __iter__(self) -> Iterator[Path]:
        return iter(())

    def __len__(self) -> int:
        return 0
