"""One visit gathers all that lies round a draft: settings, danh bạ, the programme before, the layout. What follows is pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os.path import basename
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.diagnostics import Path as Place
from ctct.language import _
from ctct.layout.chosen import LayoutFiles
from ctct.model.directory import DanhBa
from ctct.model.written import at_its_sheet, place_as_written
from ctct.project.beside import OPINIONS, PROGRESS, Beside, Kept, Said, parse_beside, read_beside, read_draft_of
from ctct.project.days_off import read_days_off
from ctct.project.files import STDIN, Files, Source, read_file, read_text
from ctct.project.folders import CONFIG, is_file, root_of, shown
from ctct.project.layouts import own_layout, shipped_layout
from ctct.project.pictures import named_pictures, read_pictures
from ctct.project.reading import is_markdown, read_draft
from ctct.project.registers import DirectoryReader, is_document_register, is_register, register_faults
from ctct.project.settings import read_config
from ctct.project.sheets import named_sheets, read_sheets
from ctct.source.shipped import layouts

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments
    from ctct.model.config import Config
    from ctct.model.days_off import LichNghi
    from ctct.model.document import VanBan
    from ctct.model.opinions import SoYKien
    from ctct.model.progress import TienDo
    from ctct.model.sheets import Sheets
    from ctct.model.work_calendar import WorkCalendar
    from ctct.project.pictures import Images
    from ctct.project.previous import Previous
    from ctct.source.places import Places

DEFAULT_LAYOUT = "dang"
_NONE: Mapping[Any, Any] = {}
"""Nothing by any name; nobody changes a Mapping, and one that is read-only could not go to another process."""


class Gathered(NamedTuple):
    """A draft as it was loaded, with all that it rests on; ``faults`` tell what could not be read.

    ``value`` is what the text says, where ``is_read``; ``files`` holds where everything stands, by the names that findings give
    their files. ``is_register`` says that it is no draft but a danh bạ or a register of documents, ``beside`` which kind of
    file beside a draft it is, ``is_sound`` that nothing is wrong with the registers of a draft, without which names cannot be
    settled. ``documents`` are those that it may cite by id, ``None`` where no register is named; ``sheets`` are the rows that
    tables take from files, ``images`` the pictures. ``progress`` tells how far the works of a programme have come, ``opinions``
    what others have said of the draft, ``days_off`` by file which days the office has off: nothing that is printed rests on
    them.
    """

    name: str
    files: Files
    faults: tuple[Diagnostic, ...] = ()
    value: Any = None
    is_read: bool = False
    markdown: bool = False
    root: Path = Path()
    config: Config | None = None
    directory: DanhBa = DanhBa.model_construct()
    is_sound: bool = True
    is_register: bool = False
    beside: Beside[Any] | None = None
    documents: CitedDocuments | None = None
    layout: LayoutFiles | None = None
    previous: Previous | None = None
    progress: Kept[TienDo] | None = None
    opinions: Kept[SoYKien] | None = None
    days_off: Mapping[str, LichNghi] = _NONE
    sheets: Sheets = _NONE
    images: Images = _NONE

    @property
    def config_file(self) -> str:
        """The name that findings give the project's settings."""
        return shown(self.root / CONFIG)

    @property
    def calendar(self) -> WorkCalendar:
        """The working days of the office."""
        from ctct.model.work_calendar import WorkCalendar

        return WorkCalendar(tuple(self.days_off.values()))

    def placed(self, draft: VanBan, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return findings, whose places are those of ``draft``, at the places of what was written, in the words of its form."""
        placed = tuple(one if one.file else place_as_written(at_its_sheet(one, draft), self.value, draft) for one in found)
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
    if label not in files:  # one that ships with ctct
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
        root = Path() if source.alone else root_of(source.folder)
        return Gathered(source.name, files, rejected.diagnostics, markdown=markdown, root=root)
    return gather_round(source, value, places, files)._replace(markdown=markdown)


def gather_beside(source: Source, kind: Beside[Said]) -> tuple[Gathered, Source | None]:
    """Read a file beside a draft that is looked at itself; return it and its draft, ``None`` where either cannot be read. Never
    raises.
    """
    files, root = Files(), root_of(source.folder)
    path = source.folder / basename(source.name)
    try:
        value, said = parse_beside(kind, source.data, source.name, files)
        draft = read_draft_of(kind, path, said, source, root)
    except Rejected as rejected:
        return Gathered(source.name, files, rejected.diagnostics, root=root, beside=kind), None
    return Gathered(source.name, files, value=value, is_read=True, root=root, beside=kind), draft


def with_draft(gathered: Gathered, draft: Gathered) -> Gathered:
    """Return a file beside a draft as it was gathered, with all that the ``draft`` rests on."""
    draft.files[gathered.name] = gathered.files[gathered.name]
    draft.files.data[gathered.name] = gathered.files.data[gathered.name]
    return draft._replace(name=gathered.name, value=gathered.value, faults=(), beside=gathered.beside, markdown=False)


def gather_round(source: Source, value: Any, places: Places | None = None, files: Files | None = None) -> Gathered:
    """Read all that a draft which says ``value`` rests on; never raises. Without ``places`` it was never a text."""
    files = Files() if files is None else files
    if places is not None:
        files[source.name] = places
    said = value if isinstance(value, dict) else {}
    own = tuple(getattr(places, "warnings", ()))
    if source.alone:
        layout = shipped_layout(name) if (name := _layout_name(said, None)) in layouts() else None
        directory, faults = source.danh_ba or DanhBa.model_construct(), (*own, *_out_of_reach(said, source.danh_ba, layout))
        return Gathered(source.name, files, faults, value, is_read=True, directory=directory, layout=layout)
    if register := _register_itself(source, value, files):
        return register
    return _all_round(_Visit(source, root_of(source.folder), files, said), value, own)


def _all_round(visit: _Visit, value: Any, own: Faults) -> Gathered:
    """Read all that the draft of a visit, which says ``value``, rests on; ``own`` are the faults of its text."""
    source, files, root, said = visit.source, visit.files, visit.root, visit.said
    config, faults_of_config = read_config(root, files, source.unsaved)
    days_off, faults_of_days = read_days_off(config, root, files, source.unsaved) if config and config.lich else ({}, ())
    directory, faults_of_register = visit.read_directory(config)
    documents, faults_of_documents = visit.read_documents(config)
    layout, faults_of_layout = visit.read_layout(config)
    previous, faults_of_previous = visit.read_previous()
    sheets, faults_of_sheets = read_sheets(said, source, root, files)
    images, faults_of_pictures = read_pictures(said, source, root, files)
    path = source.folder / basename(source.name)
    progress = None if source.name == STDIN else read_beside(PROGRESS, path, files, source.unsaved)
    opinions = None if source.name == STDIN else read_beside(OPINIONS, path, files, source.unsaved)
    named = (*faults_of_config, *faults_of_days, *faults_of_register, *faults_of_documents)
    faults = (*own, *named, *faults_of_layout, *faults_of_previous, *faults_of_sheets, *faults_of_pictures)
    sound = not (faults_of_register or faults_of_documents)
    found = Gathered(source.name, files, faults, value, is_read=True, root=root, config=config, directory=directory)
    found = found._replace(is_sound=sound, documents=documents, layout=layout, previous=previous, sheets=sheets, images=images)
    return found._replace(progress=progress, opinions=opinions, days_off=days_off)


def _register_itself(source: Source, value: Any, files: Files) -> Gathered | None:
    """Return what is wrong with a danh bạ or a register of documents that is looked at itself; ``None`` if it is neither."""
    root, faults = root_of(source.folder), tuple(getattr(files.get(source.name), "warnings", ()))
    if is_document_register(value):
        from ctct.project.documents import document_register_faults

        faults += document_register_faults(value)
        return Gathered(source.name, files, faults, value, is_read=True, root=root, is_register=True, documents={})
    if is_register(value):
        reader = DirectoryReader(root, files, unsaved=source.unsaved)
        faults += register_faults(value, source.folder, reader)
        return Gathered(source.name, files, faults, value, is_read=True, root=root, is_register=True)
    return None


Faults = tuple[Diagnostic, ...]

Named = tuple[str, Path, Place, str | None]
"""A file as it is named, the folder that the name starts from, where it is named and in which file (``None``: the draft)."""


class _Visit(NamedTuple):
    """Reads what one draft names; ``said`` is what the draft says, not yet known to be sound."""

    source: Source
    root: Path
    files: Files
    said: Mapping[str, Any]

    def read_directory(self, config: Config | None) -> tuple[DanhBa, Faults]:
        """Read the danh bạ that the draft names, or else those of ``ctct.toml``."""
        if self.source.danh_ba is not None:
            return self.source.danh_ba, ()
        reader = DirectoryReader(self.root, self.files, unsaved=self.source.unsaved)
        for named in self._named("danh_ba", config.danh_ba if config else None):
            reader.read(*named)
        return reader.directory(), tuple(reader.faults)

    def read_documents(self, config: Config | None) -> tuple[CitedDocuments | None, Faults]:
        """Read the registers that the draft names, or else those of ``ctct.toml``; ``None`` where none is named."""
        named = [*self._named("van_ban", config.van_ban if config else None)]
        if not named:
            return None, ()
        from ctct.project.documents import read_documents

        return read_documents(named, self.root, self.files, self.source.unsaved)

    def _named(self, key: str, by_config: tuple[str, ...] | None) -> Iterator[Named]:
        """Yield the files that the draft names under ``key``, or else those that its project does."""
        asked = self.said.get(key)
        if asked is None:
            for index, name in enumerate(by_config or ()):
                yield name, self.root, (key, index), shown(self.root / CONFIG)
        for index, name in enumerate([asked] if isinstance(asked, str) else asked if isinstance(asked, list | tuple) else ()):
            if isinstance(name, str):
                yield name, self.source.folder, (key, index), None

    def read_layout(self, config: Config | None) -> tuple[LayoutFiles | None, Faults]:
        """Read the layout that the draft names, or else that of ``ctct.toml``; ``None`` for what can be no name."""
        name = _layout_name(self.said, config)
        if not name or name in layouts():
            return (shipped_layout(name) if name else None), ()
        of_draft = "the_thuc" in self.said
        try:
            folder = self.source.folder if of_draft else self.root
            return own_layout(name, folder, self.root, self.files, self.source.unsaved), ()
        except Rejected as rejected:
            file = None if of_draft else shown(self.root / CONFIG)
            return None, tuple(one if one.file else one._replace(file=file) for one in rejected.diagnostics)

    def read_previous(self) -> tuple[Previous | None, Faults]:
        """Read the programme that the draft continues, if it names one."""
        kept = self.said.get("ke_thua")
        name = kept.get("tu") if isinstance(kept, dict) else None
        if not isinstance(name, str) or not name.strip():
            return None, ()
        from ctct.project.previous import read_previous

        try:
            return read_previous(name.strip(), self.source, self.root, self.files), ()
        except Rejected as rejected:
            return None, rejected.diagnostics


def _layout_name(said: Mapping[str, Any], config: Config | None) -> str:
    """Return the name of the draft's layout, ``""`` for what can be none."""
    name = said.get("the_thuc", (config.the_thuc if config else None) or DEFAULT_LAYOUT)
    return name.strip() if isinstance(name, str) else ""


def _out_of_reach(said: Mapping[str, Any], given: DanhBa | None, layout: LayoutFiles | None) -> Iterable[Diagnostic]:
    """Find the files that a draft names which lies in no folder."""
    named = {"danh_ba": said.get("danh_ba") if given is None else None, "van_ban": said.get("van_ban")}
    named["ke_thua"] = said.get("ke_thua")
    hint = _("cho biết thư mục của dự thảo (folder=…)")
    named["the_thuc"] = said.get("the_thuc") if layout is None else None
    for key, code in (("danh_ba", "TP02"), ("van_ban", "DM01"), ("the_thuc", "TP03"), ("ke_thua", "KS01")):
        if named[key]:
            message = _("«{key}» nêu một tệp, mà dự thảo này không nằm trong thư mục nào", key=key)
            yield error(code, (key,), message, hint)
    for at, name in named_sheets(said):
        yield error(
            "BG06", at, _("bảng lấy các dòng từ tệp «{name}», mà dự thảo này không nằm trong thư mục nào", name=name), hint
        )
    for at, name in named_pictures(said):
        yield error("HA01", at, _("hình «{name}» là một tệp, mà dự thảo này không nằm trong thư mục nào", name=name), hint)
