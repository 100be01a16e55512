"""The other texts of a project: its drafts and danh bạ, as the editor has them where they are open."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ctct.lsp.analysis import judged_register
from ctct.lsp.documents import OpenDocuments, path_of_label
from ctct.lsp.kinds import Kind, kind_of
from ctct.pipeline import check
from ctct.project.drafts import walk_files
from ctct.project.files import MARKDOWN, YAML, Source, read_bytes
from ctct.project.folders import root_of, shown

LIMIT_FILES = 5000
"""How many files of a project are looked at."""


def texts_in(folder: Path) -> Iterator[Path]:
    """Yield the files of the project that ``folder`` lies in which may be drafts or danh bạ, hidden folders left out."""
    return islice(map(Path, walk_files(str(root_of(folder)), YAML + MARKDOWN, [])), LIMIT_FILES)


def source_at(path: Path, documents: OpenDocuments) -> Source | None:
    """Return the file at ``path`` as the pipeline takes it, ``None`` if it cannot be read."""
    unsaved = documents.unsaved()
    try:
        return Source(shown(path), read_bytes(path, unsaved), path.parent, unsaved)
    except OSError:
        return None


def kind_at(path: Path, source: Source) -> Kind:
    """Return what a file is, told by its name and its content."""
    return kind_of(path, "", source.data.decode("utf-8", "replace"))


def rests_on(source: Source, kind: Kind) -> set[Path]:
    """Return the files that a draft or a danh bạ rests on, itself among them."""
    outcome = judged_register(source) if kind is Kind.REGISTER else check(source)
    return {path_of_label(name) for name in outcome.gathered.files}
