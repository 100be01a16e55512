"""Finds templates by their names: an office's own, which were gathered with its layout, then those that ship with ctct."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, FileSystemLoader, ModuleLoader, Template, TemplateError, TemplateSyntaxError

from ctct.layout.environment import COMMON, compiled_below
from ctct.source.shipped import shipped

PACKAGE = Path(__file__).parents[1]


def compiled_templates(package: Path, templates: Path) -> Path | None:
    """Return where ``templates`` lie compiled; ``None`` outside an installed wheel, whatever lies about there."""
    made = compiled_below(package)
    return made if templates.parent == package and made.is_dir() else None


class TemplateLoader(BaseLoader):
    """Loads the templates of one layout: ``own``, else those in ``folders`` that ship, the nearest first.

    ``folder`` is where its own lie; ``compiled`` are used, where there are any, of those that ship.
    """

    def __init__(self, folder: Path, base: Path | None, own: Mapping[str, str] | None, *, compiled: bool = True) -> None:
        mine = [folder] if own is None else []
        folders = [*mine, *([base] if base else []), shipped("templates") / COMMON]
        made = compiled_templates(PACKAGE, shipped("templates")) if compiled else None
        self._folder, self._own = folder, own or {}
        self._shipped = FileSystemLoader(folders)
        self._compiled = ModuleLoader([made / folder.name for folder in folders]) if made else None

    def find(self, environment: Environment, name: str) -> tuple[str, str]:
        """Return the source of a template and the path of its file. Raises ``TemplateNotFound``."""
        if name in self._own:
            return self._own[name], str(self._folder / name)
        source, path, _ = self._shipped.get_source(environment, name)
        return source, path

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return the source of a template and its name, by which Jinja is to tell its faults."""
        return self.find(environment, template)[0], template, None

    def load(self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None) -> Template:  # noqa: A002
        """Return a template, ready to be rendered."""
        if self._compiled is None or name in self._own:
            return self._compile(environment, name, globals)
        template = self._compiled.load(environment, name, globals)
        template.filename = name
        return template

    def _compile(self, environment: Environment, name: str, given: MutableMapping[str, Any] | None) -> Template:
        try:
            return super().load(environment, name, given)
        except TemplateError:
            raise
        except Exception as fault:  # blocks within blocks without end are refused by Python, not by Jinja
            raise TemplateSyntaxError("", 1, name, name) from fault
