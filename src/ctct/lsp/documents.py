"""What the editor has open: each text as it stands now, whether or not it has been saved."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path, uri_scheme

from ctct.lsp.kinds import Kind, kind_of
from ctct.lsp.positions import Text
from ctct.project.files import Source
from ctct.project.folders import shown


@dataclass(slots=True)
class Document:
    """An open text. ``path`` is where it is or would be saved; ``edition`` changes with all that may change the verdict."""

    uri: str
    path: Path
    language: str
    version: int
    text: Text
    edition: int = 0

    @property
    def kind(self) -> Kind:
        """What the text is."""
        return kind_of(self.path, self.language, self.text.whole)


@dataclass(slots=True)
class OpenDocuments:
    """The open texts by their addresses. ``root`` is the folder that the editor works in."""

    root: Path = field(default_factory=Path)
    encoding: str = types.PositionEncodingKind.Utf16
    by_uri: dict[str, Document] = field(default_factory=dict)

    def open(self, item: types.TextDocumentItem) -> Document:
        """Take a text that was opened; one that is open already is replaced."""
        text = Text.of(item.text, self.encoding)
        document = Document(item.uri, self.path_of(item.uri), item.language_id, item.version, text)
        self.by_uri[item.uri] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams) -> Document | None:
        """Apply the changes to a text that is open."""
        document = self.by_uri.get(params.text_document.uri)
        if document is None:
            return None
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                document.text = document.text.changed(change.range, change.text)
            else:
                document.text = Text.of(change.text, self.encoding)
        document.version = params.text_document.version
        return document

    def path_of(self, uri: str) -> Path:
        """Return where a text is saved; one that is in no file counts as lying in the root."""
        path = to_fs_path(uri) if uri_scheme(uri) == "file" else None
        return Path(os.path.normpath(path)) if path else self.root / unquote(uri.rpartition(":")[2]).replace("/", "_")

    def uri_of(self, path: Path) -> str:
        """Return the address of a file: the editor's own where it is open."""
        found = self.find(path)
        return found.uri if found else from_fs_path(str(path)) or path.as_uri()

    def find(self, path: Path) -> Document | None:
        """Return the open text that is saved at ``path``."""
        return next((document for document in self.all() if document.path == path), None)

    def all(self) -> list[Document]:
        """Return the open texts; any thread may ask."""
        return list(self.by_uri.values())

    def unsaved(self) -> dict[Path, bytes]:
        """Return what the editor has of each file."""
        return {document.path: document.text.data for document in self.all()}

    def source(self, document: Document) -> Source:
        """Return an open text as the pipeline takes it, with all that the editor has of other files."""
        _leave_deleted_folder()
        return Source(shown(document.path), document.text.data, document.path.parent, self.unsaved())


def path_of_label(label: str) -> Path:
    """Return the file that findings name ``label``."""
    return Path(os.path.normpath(Path.cwd() / label))


def _leave_deleted_folder() -> None:
    """Leave a working folder that has been deleted: no name could be told from it."""
    try:
        os.getcwd()
    except OSError:
        os.chdir(Path(os.path.abspath(os.sep)))
