"""One visit gathers all that lies round a draft: settings, danh bạ, the programme before, the layout. What follows is pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Diagnostic, Rejected
from ctct.layout.chosen import LayoutFiles
from ctct.model.directory import DanhBa
from ctct.model.written import place_as_written
from ctct.project.files import Files, Source, read_file, read_text
from ctct.project.folders import CONFIG, is_file, root_of, shown
from ctct.project.layouts import own_layout, shipped_layout
from ctct.project.reading import is_markdown, read_draft
from ctct.project.registers import DirectoryReader
from ctct.project.settings import read_config
from ctct.source.shipped import layouts

if TYPE_CHECKING:
    from ctct.model.config import Config
    from ctct.model.document import VanBan
    from ctct.source.places import Places


@dataclass(frozen=True, slots=True)
class Gathered:
    """A draft as it was loaded, with all that it rests on; ``faults`` tell what could not be read.

    ``value`` is what the text says, where ``is_read``; ``files`` holds where everything stands, by the names that findings give
    their files. ``is_sound`` says that nothing is wrong with the danh bạ, without which names cannot be settled.
    """

    name: str
    files: Files = field(default_factory=Files)
    faults: tuple[Diagnostic, ...] = ()
    value: Any = None
    is_read: bool = False
    markdown: bool = False
    root: Path = Path()
    config: Config | None = None
    directory: DanhBa | None = None
    is_sound: bool = True
    layout: LayoutFiles | None = None
    previous: VanBan | None = None

    @property
    def config_file(self) -> str:
        """The name that findings give the project's settings."""
        return shown(self.root / CONFIG)

    def placed(self, draft: VanBan, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return findings, whose places are those of ``draft``, at the places of what was written, in the words of its form."""
        placed = tuple(one if one.file else place_as_written(one, self.value, draft) for one in found)
        if self.markdown and placed:
            from ctct.source.markdown.hints import for_markdown

            return tuple(map(for_markdown, placed))
        return placed

    def in_templates(self, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return a layout's faults under the names that messages give its files, whose lines are then known too."""
        return [_in_template(fault, self.files) for fault in faults]


def _in_template(fault: Diagnostic, files: Files) -> Diagnostic:
    if fault.file is None or not is_file(Path(fault.file)):
        return fault
    label = shown(Path(fault.file))
    read_text(read_file(fault.file), label, files)
    return fault._replace(file=label)


def gather(source: Source) -> Gathered:
    """Read the draft ``source`` and all that it rests on; never raises."""
    files, markdown = Files(), False
    try:
        text = read_text(source.data, source.name, files)
        markdown = is_markdown(source.name, text)
        value, places = read_draft(source.name, text)
    except Rejected as rejected:
        return Gathered(source.name, files, rejected.diagnostics, markdown=markdown, root=root_of(source.folder))
    return gather_round(source, value, places, files, markdown=markdown)


def gather_round(source: Source, value: Any, places: Places, files: Files | None = None, *, markdown: bool = False) -> Gathered:
    """Read all that a draft which says ``value`` rests on; never raises."""
    files = files or Files()
    files[source.name] = places
    root = root_of(source.folder)
    config, faults = read_config(root, files, source.unsaved)
    said = value if isinstance(value, dict) else {}
    register = _read_registers(said.get("danh_ba"), config, source, root, files)
    directory = register.directory()
    told = [*getattr(places, "warnings", ()), *faults, *register.faults]
    around: dict[str, Any] = {}
    for key, read in (("layout", _read_layout), ("previous", _read_previous)):
        try:
            around[key] = read(said, config, source, root, files)
        except Rejected as rejected:
            told.extend(rejected.diagnostics)
    return Gathered(
        source.name, files, tuple(told), value, True, markdown, root, config, directory, not register.faults, **around
    )


def _read_registers(asked: Any, config: Config | None, source: Source, root: Path, files: Files) -> DirectoryReader:
    """Read the danh bạ that the draft names, or else those of ``ctct.toml``."""
    reader = DirectoryReader(root, files, unsaved=source.unsaved)
    if asked is None and config:
        for index, name in enumerate(config.danh_ba or ()):
            reader.read(name, root, ("danh_ba", index), shown(root / CONFIG))
        return reader
    for index, name in enumerate([asked] if isinstance(asked, str) else asked if isinstance(asked, list) else ()):
        if isinstance(name, str):
            reader.read(name, source.folder, ("danh_ba", index), None)
    return reader


def _read_layout(said: Any, config: Config | None, source: Source, root: Path, files: Files) -> LayoutFiles | None:
    """Read the layout that the draft names, or else that of ``ctct.toml``; ``None`` for what can be no name."""
    name = said.get("the_thuc", config.the_thuc if config else None) or "dang"
    if not isinstance(name, str) or not (name := name.strip()):
        return None
    if name in layouts():
        return shipped_layout(name)
    if "the_thuc" in said:
        return own_layout(name, source.folder, root, files, source.unsaved)
    try:
        return own_layout(name, root, root, files, source.unsaved)
    except Rejected as rejected:
        raise Rejected(one if one.file else one._replace(file=shown(root / CONFIG)) for one in rejected.diagnostics) from None


def _read_previous(said: Any, config: Config | None, source: Source, root: Path, files: Files) -> VanBan | None:
    """Read the programme that the draft continues, if it names one."""
    kept = said.get("ke_thua")
    name = kept.get("tu") if isinstance(kept, dict) else None
    if not isinstance(name, str) or not name.strip():
        return None
    from ctct.project.previous import read_previous

    return read_previous(name.strip(), source, root, files)
