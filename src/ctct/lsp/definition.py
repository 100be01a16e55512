"""Where a name is given and where it is used, in the draft, its danh bạ and the project's other drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types

from ctct.lsp.analysis import Analysis
from ctct.lsp.documents import OpenDocuments, path_of_label
from ctct.lsp.folders import kind_at, rests_on, source_at, texts_in
from ctct.lsp.kinds import Kind
from ctct.lsp.names import Name, NameKind
from ctct.lsp.positions import Text
from ctct.lsp.recovery import load_legible
from ctct.lsp.targets import names_by_kind, names_of, target_at
from ctct.project.beside import KINDS as BESIDE
from ctct.project.beside import kind_beside
from ctct.project.files import YAML
from ctct.project.folders import is_file, joined
from ctct.project.reading import read_draft
from ctct.source.places import Places
from ctct.source.shipped import LAYOUT_DATA
from ctct.source.yaml import load

_NAMING = (Kind.DRAFT, Kind.REGISTER, Kind.DOCUMENTS, Kind.PROGRESS, Kind.OPINIONS)
"""The texts in which names stand."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the file at ``path``, of which ``places`` tell where everything stands and ``text`` is as the editor has it."""

    name: Name
    path: Path
    places: Places
    text: Text

    @property
    def range(self) -> types.Range:
        """The characters of the name."""
        return self.text.range(self.places, self.name.region(self.places))


def definition(analysis: Analysis, documents: OpenDocuments, position: types.Position) -> list[types.Location]:
    """Return where what stands at ``position`` is given."""
    target = target_at(analysis, position)
    if target.name is None:
        return [types.Location(documents.uri_of(path), _TOP) for path in _file_named_at(analysis, target.at)]
    return [_location(found, documents) for found in everywhere(analysis, documents, target.name) if found.name.given]


def references(analysis: Analysis, documents: OpenDocuments, position: types.Position, given: bool) -> list[types.Location]:
    """Return where the name at ``position`` is used, with ``given`` also where it is given."""
    name = target_at(analysis, position).name
    found = everywhere(analysis, documents, name, others=True) if name else []
    return [_location(one, documents) for one in found if given or not one.name.given]


def everywhere(analysis: Analysis, documents: OpenDocuments, name: Name, *, others: bool = False) -> list[Found]:
    """Return where the same is named: in the text, for a node or a work of a draft in what is kept beside that, for an entry of
    a danh bạ or a register in that, and with ``others`` in every text of the project that rests on it.
    """
    own = path_of_label(analysis.name)
    found = [Found(one, own, analysis.places, analysis.text) for one in names_of(analysis) if one.key == name.key]
    if name.kind not in (NameKind.ENTRY, NameKind.DOCUMENT):
        family = [path for path in _family(analysis, own, documents) if path != own]
        return [*found, *(one for path in family for one in _in_file(path, documents, name))]
    listed = [one for path in registers_of(analysis) if path != own for one in _in_file(path, documents, name)]
    found += listed
    givers = {one.path for one in found if one.name.given}
    if not others or not givers:
        return found
    rest = [path for path in _others(analysis, documents) if path not in {one.path for one in found} | {own}]
    return [*found, *(one for path in rest for one in _in_file(path, documents, name, givers))]


def _family(analysis: Analysis, own: Path, documents: OpenDocuments) -> Iterator[Path]:
    """Yield the draft of a text and the files that are kept beside that."""
    draft = own if analysis.kind is Kind.DRAFT else _draft_named_in(own, analysis.value)
    if draft is None:
        return
    yield draft
    for kind in BESIDE:
        path = kind.path(draft)
        source = source_at(path, documents)
        read = load_legible(source.data, load) if source else None
        if read and _draft_named_in(path, read[0]) == draft:  # a draft in YAML and one in Markdown may have one name
            yield path


def _draft_named_in(path: Path, said: Any) -> Path | None:
    """Return the draft that the file of progress or opinions at ``path`` names; ``None`` for what is none."""
    kind = kind_beside(path.name)
    named = said.get(kind.key) if kind and isinstance(said, dict) else None
    return joined(path.parent, named) if isinstance(named, str) else None


def registers_of(analysis: Analysis) -> list[Path]:
    """Return the danh bạ and the registers that a text rests on, itself among them if it is one."""
    names = (analysis.whole or analysis.outcome).gathered.files
    files = [name for name in names if Path(name).suffix in YAML and Path(name).name != LAYOUT_DATA]
    return [path_of_label(name) for name in files if name != analysis.name or analysis.kind is not Kind.DRAFT]


def _others(analysis: Analysis, documents: OpenDocuments) -> list[Path]:
    return list(dict.fromkeys([*(document.path for document in documents.all()), *texts_in(analysis.source.folder)]))


def _in_file(path: Path, documents: OpenDocuments, name: Name, givers: set[Path] | None = None) -> Iterator[Found]:
    """Yield where a file names an entry; with ``givers`` only if it rests on one of those."""
    source = source_at(path, documents)
    # To look for the letters is far cheaper than to read the file.
    if source is None or name.name.encode() not in source.data:
        return
    kind = kind_at(path, source)
    if kind not in _NAMING:
        return
    if givers is not None and givers.isdisjoint(rests_on(source, kind)):  # another danh bạ may have the same id
        return
    read = load_legible(source.data, partial(read_draft, source.name) if kind is Kind.DRAFT else load)
    if read is not None:
        document = documents.find(path)
        text = document.text if document else Text.of(source.data.decode("utf-8", "replace"), documents.encoding)
        yield from (Found(one, path, read[1], text) for one in names_by_kind(kind)(read[0]) if one.key == name.key)


def _location(found: Found, documents: OpenDocuments) -> types.Location:
    return types.Location(documents.uri_of(found.path), found.range)


_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


def _file_named_at(analysis: Analysis, at: tuple[str | int, ...]) -> Iterator[Path]:
    """Yield the file that the value at ``at`` names: a danh bạ, an office's own layout."""
    value = analysis.value
    for step in at:
        value = value[step]
    if at and isinstance(value, str):
        named = dict.fromkeys(("danh_ba", "van_ban", "bao_gom"), analysis.source.folder / value)
        named["the_thuc"] = analysis.source.folder / value / LAYOUT_DATA
        path = named.get(str(at[0]))
        if path and is_file(path):
            yield path
