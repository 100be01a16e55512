"""What the editor has been told: of one file several texts may tell, a draft of its danh bạ and the danh bạ of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from lsprotocol import types

BESIDE = "bản sửa"
"""Stands for the edited copies of a text among those that tell of it."""

Publish = Callable[[types.PublishDiagnosticsParams], None]


@dataclass(slots=True)
class DiagnosticsPublisher:
    """The findings of each file by the text that tells them."""

    publish: Publish
    _published: dict[str, dict[str, Sequence[types.Diagnostic]]] = field(default_factory=lambda: defaultdict(dict))

    def show_beside(self, uri: str, version: int | None, found: Sequence[types.Diagnostic]) -> None:
        """Show what the edited copies tell of the text at ``uri``, beside its own findings."""
        known = self._merged(uri)
        self._published[uri][BESIDE] = found
        if self._merged(uri) != known:
            self.publish(types.PublishDiagnosticsParams(uri, self._merged(uri), version))

    def update(self, uri: str, version: int | None, found: Mapping[str, Sequence[types.Diagnostic]]) -> None:
        """Show what the text at ``uri`` tells of itself and of other files, in the place of what it told before."""
        before = [file for file, sources in self._published.items() if uri in sources]
        for file in dict.fromkeys([uri, *before, *found]):
            known = self._merged(file)
            self._published[file].pop(uri, None)
            if found.get(file):
                self._published[file][uri] = found[file]
            # Sent for the text itself even if nothing changed: the editor waits for the verdict on its version.
            if file == uri or self._merged(file) != known:
                self.publish(types.PublishDiagnosticsParams(file, self._merged(file), version if file == uri else None))

    def clear(self, uri: str) -> None:
        """Take down what a text told, and its copies, when it is closed."""
        self._published[uri].pop(BESIDE, None)
        self.update(uri, None, {})

    def _merged(self, file: str) -> list[types.Diagnostic]:
        merged: dict[tuple[object, ...], types.Diagnostic] = {}
        for found in self._published[file].values():
            for one in found:
                place = (one.range.start.line, one.range.start.character, one.code, one.message)
                # Two drafts tell the same of a danh bạ that they share.
                merged.setdefault(place, one)
        return list(merged.values())
