"""``ctct lsp``: the server itself. It takes what the editor sends, and lets the module of each feature answer."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from pathlib import Path
from typing import Any, BinaryIO, cast

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from ctct import __version__
from ctct.language import _
from ctct.lsp.actions import actions
from ctct.lsp.analysis import Analysis
from ctct.lsp.checks import Checks
from ctct.lsp.completion import TRIGGERS, Asked, complete
from ctct.lsp.copy_actions import KIND
from ctct.lsp.copy_session import CopySession
from ctct.lsp.definition import definition, references
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.documents import OpenDocuments
from ctct.lsp.folding import folds
from ctct.lsp.formatting import formatting
from ctct.lsp.hover import hover
from ctct.lsp.input import Messages
from ctct.lsp.kinds import Kind, is_markdown
from ctct.lsp.lenses import lenses
from ctct.lsp.publisher import DiagnosticsPublisher
from ctct.lsp.rename import renamable, rename
from ctct.lsp.symbols import symbols

WATCHED = ("**/*.yaml", "**/*.yml", "**/*.md", "**/ctct.toml", "**/*.docx")


class Protocol(LanguageServerProtocol):
    """Leaves the open texts to :class:`OpenDocuments`, which counts lines as the protocol does."""

    _server: Server

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a text and check it."""
        self._server.checks.changed(self._server.documents.open(params.text_document), at_once=True)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Change a text and check it again."""
        if document := self._server.documents.change(params):
            self._server.checks.changed(document)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """Forget a text and what was told of it."""
        uri = params.text_document.uri
        if document := self._server.documents.by_uri.pop(uri, None):
            self._server.checks.closed(uri, document.path)
            self._server.copies.forget(uri)
            self._server.publisher.clear(uri)


class Server(LanguageServer):
    """The server with all that it knows."""

    def __init__(self) -> None:
        super().__init__("ctct", __version__, protocol_cls=Protocol)
        self.documents = OpenDocuments()
        self.publisher = DiagnosticsPublisher(self.text_document_publish_diagnostics)
        self.checks = Checks(self.documents, self._publish, self._show_failure)
        self.copies = CopySession(self, self.documents, self.checks, self.publisher)
        self._failed = ""
        _register(self)

    def _publish(self, analysis: Analysis) -> None:
        self.publisher.update(analysis.uri, analysis.version, diagnostics_of(analysis, self.documents))
        self.copies.follow(analysis)

    def _show_failure(self, fault: Exception) -> None:
        message = _(
            "ctct không kiểm tra được lần này ({name}: {fault}); sẽ thử lại khi dự thảo thay đổi",
            name=type(fault).__name__,
            fault=fault,
        )
        if message != self._failed:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, message))
        self._failed = message


def serve() -> None:
    """Answer an editor on standard input and output until it says good-bye or goes away."""
    # A rename that is refused is an answer, and no fault to print a traceback for.
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_is_no_refusal)
    server = Server()
    gc.collect()
    gc.freeze()  # what has been imported stays: no use in looking through it again and again
    server.start_io(cast(BinaryIO, Messages(sys.stdin.buffer)))  # of a stream it uses no more than these have


def _is_no_refusal(record: logging.LogRecord) -> bool:
    """Return whether a record tells of more than a request that was refused in good order."""
    return not (record.exc_info and isinstance(record.exc_info[1], JsonRpcInvalidParams))


def _register(server: Server) -> None:
    server.feature(types.INITIALIZE)(lambda params: _begin(server, params))
    server.feature(types.INITIALIZED)(lambda params: _watch(server))
    for notice in (types.TEXT_DOCUMENT_DID_SAVE, types.WORKSPACE_DID_CHANGE_WATCHED_FILES):
        server.feature(notice)(lambda params: _files_changed(server, params))
    complete_options = types.CompletionOptions(trigger_characters=[*TRIGGERS])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, complete_options)(partial(_complete, server))
    server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)(partial(_fold, server))
    for method, (answer, options) in _ANSWERS.items():
        server.feature(method, options)(_answering(server, answer))


def _begin(server: Server, params: types.InitializeParams) -> None:
    server.documents.encoding = str(server.workspace.position_encoding)
    address = params.root_uri or next((folder.uri for folder in params.workspace_folders or ()), None)
    root = server.documents.path_of(address) if address else Path(params.root_path or os.curdir)
    # Names in messages are told from the current folder, as the commands tell them.
    if os.path.isdir(root):
        os.chdir(root)
        server.documents.root = Path.cwd()


def _watch(server: Server) -> None:
    """Ask to be told of files that change without being open."""
    asked = server.client_capabilities.workspace
    if asked and asked.did_change_watched_files and asked.did_change_watched_files.dynamic_registration:
        options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        server.client_register_capability(types.RegistrationParams([types.Registration("files", method, options)]))


def _files_changed(server: Server, params: Any) -> None:
    changed = params.changes if isinstance(params, types.DidChangeWatchedFilesParams) else [params.text_document]
    for one in changed:
        path = server.documents.path_of(one.uri)
        if path.suffix.lower() == ".docx":
            server.copies.touched(path)
        else:
            server.checks.touched(path)


Answer = Callable[[Server, Analysis, Any], Any]


def _answering(server: Server, answer: Answer) -> Callable[[Any], Any]:
    """Return a handler that lets ``answer`` look at the text as it stands."""

    async def handler(params: Any) -> Any:
        analysis = await server.checks.analysis(params.text_document.uri)
        if analysis is None or analysis.kind is Kind.OTHER:
            return None
        made = answer(server, analysis, params)
        return await made if isawaitable(made) else made

    return handler


async def _complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    """Answer from what was known before the last keystrokes: names change less often than texts, and this must be quick."""
    uri = params.text_document.uri
    document, analysis = server.documents.by_uri.get(uri), server.checks.known(uri) or await server.checks.analysis(uri)
    if document is None or analysis is None or document.kind is Kind.OTHER:
        return None
    kind = Kind.DRAFT if document.kind is Kind.EMPTY else document.kind
    asked = Asked(analysis, kind, document.text, params.position, is_markdown(document.path, document.language))
    return complete(asked)


def _fold(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    document = server.documents.by_uri.get(params.text_document.uri)
    return folds(document.text.lines, markdown=is_markdown(document.path, document.language)) if document else None


async def _actions(server: Server, analysis: Analysis, params: types.CodeActionParams) -> list[types.CodeAction]:
    return actions(analysis, params.context, params.range) + await server.copies.actions(analysis, params)


async def _rename(server: Server, analysis: Analysis, params: types.RenameParams) -> types.WorkspaceEdit | None:
    edits = await server.checks.beside(rename, analysis, server.documents, params.position, params.new_name)
    edit_support = server.client_capabilities.workspace and server.client_capabilities.workspace.workspace_edit
    if edits is None or not (edit_support and edit_support.document_changes):
        return types.WorkspaceEdit(changes=edits) if edits else None
    versions = {uri: document.version for uri, document in server.documents.by_uri.items()}
    named = {uri: types.OptionalVersionedTextDocumentIdentifier(uri, versions.get(uri)) for uri in edits}
    changes = [types.TextDocumentEdit(named[uri], [*listed]) for uri, listed in edits.items()]
    return types.WorkspaceEdit(document_changes=[*changes])


_ANSWERS: dict[str, tuple[Answer, Any]] = {
    types.TEXT_DOCUMENT_HOVER: (lambda server, analysis, params: hover(analysis, params.position), None),
    types.TEXT_DOCUMENT_DEFINITION: (
        lambda server, analysis, params: definition(analysis, server.documents, params.position),
        None,
    ),
    types.TEXT_DOCUMENT_REFERENCES: (
        lambda server, analysis, params: server.checks.beside(
            references, analysis, server.documents, params.position, params.context.include_declaration
        ),
        None,
    ),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (lambda server, analysis, params: renamable(analysis, params.position), None),
    types.TEXT_DOCUMENT_RENAME: (_rename, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (lambda server, analysis, params: symbols(analysis), None),
    types.TEXT_DOCUMENT_CODE_LENS: (lambda server, analysis, params: server.checks.beside(lenses, analysis), None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        _actions,
        types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll, KIND]),
    ),
    types.TEXT_DOCUMENT_FORMATTING: (lambda server, analysis, params: server.checks.beside(formatting, analysis), None),
}
"""What is asked about a text as it stands, with what answers and what the editor is told of it beforehand."""
