"""What is made when ctct is packed, so that no program has to make it, and none keeps code of its own making: the templates
that ship and the catalogue of messages are compiled, the layouts kept as plain values, and the editor of the page bundled, so
that nobody needs Node.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EDITOR = "src/ctct/watch/page/editor.js"
PATIENCE = 300.0
"""Seconds that bundling the editor may take."""


class MakeWhatShips(BuildHookInterface[Any]):
    """Puts the compiled templates and the kept layouts into the wheel beside their sources, which ``ctct eject`` copies, the
    catalogue of messages, and the editor beside the page.
    """

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what a wheel needs outside the source tree; an editable install runs from the sources, and finds the catalogue
        there.
        """
        self._made: Path | None = None
        sys.path[:0] = [str(Path(self.root) / folder) for folder in ("src", "translation")]
        if version == "editable":
            from catalogue import CATALOGUE, compile_to

            compile_to(CATALOGUE.with_suffix(".mo"))
            return
        if not self._is_bundled():
            self._bundle_editor()
        if self.target_name == "wheel":
            self._made = Path(tempfile.mkdtemp(prefix="ctct-"))
            self._compile_messages(self._made, build_data)
            self._compile_templates(self._made, build_data)
            self._keep_layouts(self._made, build_data)

    def _is_bundled(self) -> bool:
        """Return whether the editor is there, and no older than what it is made of."""
        root = Path(self.root)
        bundle, sources = root / EDITOR, [*(root / "editors/page").glob("*.*"), *(root / "editors/page/src").glob("*.js")]
        return bundle.is_file() and all(one.stat().st_mtime <= bundle.stat().st_mtime for one in sources)

    def _bundle_editor(self) -> None:
        """Bundle the editor; where that cannot be done ``ctct watch --edit`` says what is missing, and all else works."""
        npm, folder = shutil.which("npm"), Path(self.root) / "editors" / "page"
        if npm is None or not folder.is_dir():
            return self._warn("no npm")
        try:
            for words in (["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "--silent", "build"]):
                subprocess.run([npm, *words], cwd=folder, check=True, timeout=PATIENCE, stdout=sys.stderr)
        except (OSError, subprocess.SubprocessError) as fault:
            self._warn(str(fault))
        return None

    def _warn(self, why: str) -> None:
        self.app.display_warning(f"the editor of the page is left out ({why}): ctct watch --edit will say so")

    def _compile_messages(self, made: Path, build_data: dict[str, Any]) -> None:
        from catalogue import CATALOGUE, compile_to

        compile_to(made / "messages.mo")
        inside = CATALOGUE.with_suffix(".mo").relative_to(Path(self.root) / "src").as_posix()
        build_data["force_include"][str(made / "messages.mo")] = inside

    def _compile_templates(self, made: Path, build_data: dict[str, Any]) -> None:
        from ctct.layout.environment import compile_templates, compiled_below

        target = compiled_below(made)
        compile_templates(Path(self.root) / "templates", target)
        for file in sorted(target.rglob("*.py")):
            build_data["force_include"][str(file)] = f"ctct/{file.relative_to(made).as_posix()}"

    def _keep_layouts(self, made: Path, build_data: dict[str, Any]) -> None:
        from ctct.layout.editions import kept
        from ctct.project.layouts import shipped_editions
        from ctct.source.shipped import kept_below, layouts

        target = kept_below(made)
        target.mkdir()
        for name in layouts():
            file = target / f"{name}.json"
            file.write_bytes(kept(shipped_editions(name)))
            build_data["force_include"][str(file)] = f"ctct/{file.relative_to(made).as_posix()}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw away what has been packed."""
        if self._made:
            shutil.rmtree(self._made)
