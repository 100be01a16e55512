"""The copies that the drafter has opened beside drafts: looked at again a moment after each change of those."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path, uri_scheme

from ctct.drafting.merge.beside import CopyFile, copies_beside
from ctct.language import _
from ctct.lsp.actions import of_kind
from ctct.lsp.analysis import Analysis
from ctct.lsp.checks import Checks
from ctct.lsp.copies import OpenCopy, findings_of
from ctct.lsp.copy_actions import CLOSE, KIND, LEAVE, OPEN, copy_actions, source_actions
from ctct.lsp.documents import OpenDocuments
from ctct.lsp.kinds import Kind
from ctct.lsp.publisher import DiagnosticsPublisher

PAUSE = 0.3
"""Seconds that a draft must be left alone before its copies are compared with it again: that takes longer than a check."""


class CopySession:
    """The copies by the addresses of their drafts."""

    def __init__(
        self, server: LanguageServer, documents: OpenDocuments, checks: Checks, publisher: DiagnosticsPublisher
    ) -> None:
        self._server, self._documents, self._checks, self._publisher = server, documents, checks, publisher
        self._copies: defaultdict[str, dict[Path, OpenCopy]] = defaultdict(dict)
        self._offered: defaultdict[str, set[Path]] = defaultdict(set)
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        for name, carry_out in ((OPEN, self.open), (LEAVE, self.leave), (CLOSE, self.close)):
            server.command(name)(partial(carry_out))  # a method itself cannot be marked as a command

    def follow(self, analysis: Analysis) -> None:
        """Show what is known of a draft's copies where it stands now, and look at them again; offer those that lie beside one
        that was just opened.
        """
        uri = analysis.uri
        if self._copies[uri]:
            self._show(analysis)
            if timer := self._timers.pop(uri, None):
                timer.cancel()
            loop = asyncio.get_running_loop()
            self._timers[uri] = loop.call_later(PAUSE, lambda: self._begin(self._look(analysis)))
        elif analysis.kind is Kind.DRAFT and uri not in self._offered:
            self._offered[uri] = set()
            self._begin(self._offer(analysis))

    def forget(self, uri: str) -> None:
        """Close the copies of a draft that is closed."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        self._copies.pop(uri, None)
        self._offered.pop(uri, None)

    def touched(self, path: Path) -> None:
        """Look again at a copy that has changed, offer one that has come."""
        for document in self._documents.all():
            if path in self._copies[document.uri] or (document.path.parent == path.parent and document.kind is Kind.DRAFT):
                self._begin(self._touched(document.uri, path))

    async def open(self, uri: str, *given: str) -> None:
        """Open copies, or without a path all that lie beside the draft."""
        analysis = await self._checks.analysis(uri)
        if analysis is None or analysis.kind is not Kind.DRAFT:
            self._say(_("mở dự thảo trước, rồi mới mở bản sửa của dự thảo ấy"))
            return
        draft = self._documents.path_of(uri)
        paths = [_path(str(one), draft.parent) for one in given] or await self._checks.beside(copies_beside, draft)
        if not paths:
            self._say(_("không có bản Word nào đã sửa của dự thảo này nằm cạnh dự thảo"), types.MessageType.Info)
        for one in paths:
            await self._open(analysis, one)

    async def leave(self, uri: str, path: str, *keys: str) -> None:
        """Offer edits of a copy no more, or without a key none of it."""
        copy = self._copies[uri].get(Path(path))
        if copy is None:
            return
        copy.leave({*map(str, keys)} or copy.keys)
        await self._look_at_latest(uri)

    async def close(self, uri: str, path: str) -> None:
        """Show nothing more of a copy."""
        self._copies[uri].pop(Path(path), None)
        await self._look_at_latest(uri)

    async def actions(self, analysis: Analysis, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about the copies of a draft at a place."""
        context = params.context
        wanted = tuple(map(str, context.only or ("",)))
        found: list[types.CodeAction] = []
        copies = [*self._copies[analysis.uri].values()]
        if copies and any(of_kind("quickfix", kind) for kind in wanted):
            await self._checks.beside(_look_at_all, copies, analysis)
            found += await self._checks.beside(copy_actions, analysis, copies, params.range)
        automatic = context.trigger_kind is types.CodeActionTriggerKind.Automatic
        if analysis.kind is Kind.DRAFT and not automatic and any(of_kind(KIND, kind) for kind in wanted):
            paths = await self._checks.beside(copies_beside, self._documents.path_of(analysis.uri))
            more = [path for path in paths if path not in self._copies[analysis.uri]]
            found += source_actions(analysis, copies, more)
        return found

    async def _open(self, analysis: Analysis, path: Path) -> None:
        copy = OpenCopy(CopyFile(path))
        await self._checks.beside(copy.look, analysis)
        if copy.view is None:
            self._say(f"{copy.name}: {copy.wrong}")
        elif not copy.view.offers and not copy.view.merged.remarks:
            self._say(_("{name}: không có chỗ sửa nào mà dự thảo chưa có", name=copy.name), types.MessageType.Info)
        else:
            for told in copy.view.merged.told:
                self._say(told, types.MessageType.Warning)
            self._copies[analysis.uri][path] = copy
            self._show(analysis)

    async def _offer(self, analysis: Analysis) -> None:
        paths = await self._checks.beside(copies_beside, self._documents.path_of(analysis.uri))
        new = [path for path in paths if path not in self._offered[analysis.uri]]
        self._offered[analysis.uri] |= {*paths}
        if not new:
            return
        names = ", ".join(f"«{path.name}»" for path in new)
        asked, see = _("{names}: bản Word đã sửa của dự thảo này", names=names), _("Xem chỗ sửa")
        actions = [types.MessageActionItem(see), types.MessageActionItem(_("Để sau"))]
        params = types.ShowMessageRequestParams(types.MessageType.Info, asked, actions)
        answer = await self._server.window_show_message_request_async(params)
        if answer and answer.title == see:
            for path in new:
                await self.open(analysis.uri, str(path))

    async def _touched(self, uri: str, path: Path) -> None:
        if path in self._copies[uri]:
            await self._look_at_latest(uri)
        elif analysis := await self._checks.analysis(uri):
            await self._offer(analysis)

    async def _look_at_latest(self, uri: str) -> None:
        if analysis := await self._checks.analysis(uri):
            await self._look(analysis)

    async def _look(self, analysis: Analysis) -> None:
        await self._checks.beside(_look_at_all, [*self._copies[analysis.uri].values()], analysis)
        self._show(analysis)

    def _show(self, analysis: Analysis) -> None:
        document = self._documents.by_uri.get(analysis.uri)
        if document is not None and document.edition == analysis.edition:
            found = [one for copy in self._copies[analysis.uri].values() for one in findings_of(copy, analysis.text)]
            self._publisher.show_beside(analysis.uri, analysis.version, found)

    def _say(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        self._server.window_show_message(types.ShowMessageParams(kind, message))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)  # else nobody holds it until it is done
        task.add_done_callback(self._tasks.discard)


def _look_at_all(copies: list[OpenCopy], analysis: Analysis) -> None:
    for copy in copies:
        copy.look(analysis)


def _path(given: str, folder: Path) -> Path:
    """Return what a path or an address means, told from the draft's folder."""
    return folder / ((to_fs_path(given) or given) if uri_scheme(given) == "file" else given)
