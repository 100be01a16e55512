"""The world in which templates run: the one for which those that ship are compiled when a wheel is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined
from jinja2.bccache import bc_version
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ctct.layout.filters import write_inlines, write_number, write_placed, write_unplaced
from ctct.resolve.tree import text_of

COMMON = "chung"
"""The folder of templates that every layout may use: those for what looks alike in all of them."""


def compiled_below(package: Path) -> Path:
    """Return the folder in a wheel's package where the templates that ship lie compiled, a folder for each layout.

    Its name says what Jinja's compiler makes: another release that makes something else finds nothing there.
    """
    return package / "compiled_templates" / str(bc_version)


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox with the filters of templates, in which all that is printed is escaped and nothing unknown prints as blank."""

    def __init__(self, loader: BaseLoader, *, placed: bool = True) -> None:
        """Take where templates are found; ``placed`` has what they print say where in the draft it comes from."""
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=write_placed if placed else _as_it_is,
        )
        self.filters.update(chu=write_inlines if placed else write_unplaced, so=write_number, tron=text_of)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of ``obj``, if the sandbox allows it."""
        # The fields of named tuples are data: asking the sandbox about each of them costs a third of all rendering.
        if attribute in getattr(type(obj), "_fields", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def watched(self, pieces: Iterator[str]) -> Iterator[str]:
        """Return what a template writes, as it writes it."""
        return pieces


def _as_it_is(value: Any) -> Any:
    return value


def compile_templates(templates: Path, target: Path) -> None:
    """Compile the templates of each layout in ``templates`` into a folder of ``target`` named as it is."""
    for layout in sorted({template.parent for template in templates.glob("*/*.j2")}):
        environment = TemplateEnvironment(FileSystemLoader(layout))
        environment.compile_templates(target / layout.name, extensions=["j2"], zip=None, ignore_errors=False)
