"""Compiles what ships when a wheel is made: no program has to, and none keeps code of its own making."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileWhatShips(BuildHookInterface[Any]):
    """Puts the compiled templates into the wheel beside their sources, which ``ctct eject`` copies, and the catalogue of
    messages.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a folder outside the source tree; an editable install runs from the sources, and finds the catalogue
        there.
        """
        self._made: Path | None = None
        root = Path(self.root)
        sys.path[:0] = [str(root / "src"), str(root / "translation")]
        from catalogue import CATALOGUE, compile_to

        messages = CATALOGUE.with_suffix(".mo")
        if version == "editable":
            compile_to(messages)
            return
        from ctct.layout.environment import compile_templates, compiled_below

        self._made = Path(tempfile.mkdtemp(prefix="ctct-"))
        target = compiled_below(self._made)
        compile_templates(root / "templates", target)
        compile_to(self._made / "messages.mo")
        build_data["force_include"][str(self._made / "messages.mo")] = messages.relative_to(root / "src").as_posix()
        for file in sorted(target.rglob("*.py")):
            build_data["force_include"][str(file)] = f"ctct/{file.relative_to(self._made).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw away what has been packed."""
        if self._made:
            shutil.rmtree(self._made)
