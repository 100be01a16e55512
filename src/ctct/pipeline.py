"""The order of things: text, values, draft, resolved document, blocks, bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Diagnostic, Rejected, Severity, error, nearest
from ctct.folders import CONFIG, root_of, shown
from ctct.forms.read import is_markdown, read_draft
from ctct.layout.choices import choice_faults
from ctct.layout.fitness import fit_faults
from ctct.layout.stylesheet import Choices, Layout, build_stylesheet, inherit, pick_edition
from ctct.model.directory import Directory
from ctct.model.document import Draft
from ctct.model.fields import validate
from ctct.model.structure import structure_faults
from ctct.model.types import TYPES_OF
from ctct.model.written import place_as_written
from ctct.project import DirectoryReader, Files, Source, check_inside, read_config, read_templates, read_text
from ctct.resolve.document import resolve
from ctct.resolve.tree import Resolved
from ctct.shipped import LAYOUT_DATA, layouts, shipped
from ctct.source.yaml import load

if TYPE_CHECKING:
    from ctct.emit.formats import Form
    from ctct.layout.blocks import Sheet
    from ctct.lint.engine import Selection
    from ctct.model.config import Config
    from ctct.source.places import Places


@dataclass(slots=True)
class Outcome:
    """What is known of a draft once it has been checked; ``None`` for the stages that it did not reach.

    ``files`` holds where everything stands, by the names that findings give their files. ``unneeded`` are the waivers of
    ``ctct.toml``, by their index, that waive nothing here; ``None`` until the rules are applied.
    """

    name: str
    files: Files = field(default_factory=Files)
    markdown: bool = False
    findings: list[Diagnostic] = field(default_factory=list)
    value: Any = None
    config: Config | None = None
    config_file: str = CONFIG
    directory: Directory | None = None
    draft: Draft | None = None
    resolved: Resolved | None = None
    layout: Layout | None = None
    unneeded: tuple[int, ...] | None = None

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def sheet(self) -> Sheet:
        """Return the document in blocks. Raises :class:`Rejected` with all findings if there is an error among them."""
        if self.failed or self.resolved is None or self.layout is None:
            raise Rejected(self.findings)
        from ctct.layout.templates import lay_out

        try:
            return lay_out(self.resolved, self.layout)
        except Rejected as rejected:
            raise Rejected([*self.findings, *map(self._in_template, rejected.diagnostics)]) from rejected

    def _in_template(self, fault: Diagnostic) -> Diagnostic:
        """Return a template's fault under the name that messages give its file, whose lines are then known too."""
        if fault.file is None or not Path(fault.file).is_file():
            return fault
        label = shown(Path(fault.file))
        if label not in self.files:  # one that ships with ctct
            read_text(Path(fault.file).read_bytes(), label, self.files)
        return fault._replace(file=label)


def compile(source: Source, *, literal_numbers: bool = False) -> bytes:
    """Return the Word document of ``source``. Raises :class:`Rejected` with everything that is wrong with it."""
    return compile_outcome(check(source), literal_numbers=literal_numbers)


def compile_outcome(outcome: Outcome, *, literal_numbers: bool = False) -> bytes:
    """Return the Word document of a draft that has been checked. Raises :class:`Rejected`."""
    from ctct.emit.formats import Form

    return compile_to(outcome, Form(literal_numbers=literal_numbers))


def compile_to(outcome: Outcome, form: Form) -> bytes:
    """Return a draft that has been checked in ``form``; what there is to tell of it is added to the findings.

    Raises :class:`Rejected`.
    """
    from ctct.emit.formats import write

    sheet = outcome.sheet()
    assert outcome.layout is not None
    try:
        data, told = write(sheet, outcome.layout.stylesheet, form)
    except Rejected as rejected:
        raise Rejected([*outcome.findings, *rejected.diagnostics]) from None
    outcome.findings.extend(told)
    return data


def check(source: Source) -> Outcome:
    """Find everything that is wrong with ``source``; never raises."""
    outcome = Outcome(source.name)
    try:
        _check(source, outcome)
    except Rejected as rejected:
        outcome.findings.extend(rejected.diagnostics)
    return outcome


def check_value(source: Source, value: Any, places: Places) -> Outcome:
    """Find what is wrong with a draft that says ``value``, as :func:`check` does with one that has to be read first."""
    outcome = Outcome(source.name, value=value)
    outcome.files[source.name] = places
    try:
        _check_value(source, outcome)
    except Rejected as rejected:
        outcome.findings.extend(rejected.diagnostics)
    return outcome


def lint(outcome: Outcome, selection: Selection, today: date) -> None:
    """Add to the findings of ``outcome`` what the rules find, if the draft got as far as having all its numbers and names and
    is of a type that its layout knows.
    """
    if outcome.draft is None or outcome.resolved is None or outcome.directory is None or outcome.layout is None:
        return
    from ctct.lint.engine import Waivers, apply_rules, unknown_weights
    from ctct.lint.registry import Subject

    style = outcome.layout.stylesheet
    listed = TYPES_OF.get(style.family)
    if listed and outcome.draft.loai not in listed.types:
        return
    subject = Subject(outcome.draft, outcome.resolved, outcome.directory, style.family, style.edition)
    config = outcome.config
    waivers = [Waivers(outcome.draft.bo_qua), Waivers(config.bo_qua if config else (), outcome.config_file)]
    if config and config.muc_do:
        selection = replace(selection, weights=config.muc_do)
        outcome.findings.extend(unknown_weights(config.muc_do, outcome.config_file))
    ruled = apply_rules(subject, selection, waivers, today)
    outcome.unneeded = ruled.unneeded
    _tell(outcome, outcome.draft, ruled.findings)


def _tell(outcome: Outcome, draft: Draft, found: Iterable[Diagnostic]) -> None:
    """Add findings whose places are the model's."""
    placed = [one if one.file else place_as_written(one, outcome.value, draft) for one in found]
    if outcome.markdown and placed:
        from ctct.forms.markdown_hints import for_markdown

        placed = [for_markdown(one) for one in placed]
    outcome.findings.extend(placed)


def _check(source: Source, outcome: Outcome) -> None:
    text = read_text(source.data, source.name, outcome.files)
    outcome.markdown = is_markdown(source.name, text)
    outcome.value, places = read_draft(source.name, text)
    outcome.files[source.name] = places
    outcome.findings.extend(getattr(places, "warnings", ()))
    _check_value(source, outcome)


def _check_value(source: Source, outcome: Outcome) -> None:
    root = root_of(source.folder)
    outcome.config_file = shown(root / CONFIG)
    outcome.config = read_config(root, outcome.files, outcome.findings, source.unsaved)
    reader = _read_directory(outcome, source, root)
    outcome.directory = reader.directory()
    outcome.findings.extend(reader.faults)
    draft = validate(Draft, outcome.value)
    draft = outcome.draft = _completed(draft, outcome.config)
    _tell(outcome, draft, structure_faults(draft))
    if draft.ke_thua:
        from ctct.carry_over import carry_over_faults

        _tell(outcome, draft, carry_over_faults(draft, source, root, outcome.files))
    outcome.layout = _find_layout(draft, source.folder, root, outcome)
    _tell(outcome, draft, fit_faults(draft, outcome.layout.stylesheet))
    if not reader.faults:
        outcome.resolved = resolve(draft, outcome.directory, outcome.layout.stylesheet.conventions)
        _tell(outcome, draft, outcome.resolved.faults)


def _read_directory(outcome: Outcome, source: Source, root: Path) -> DirectoryReader:
    """Read the danh bạ that the draft names, or else the one of ``ctct.toml``; before the draft is validated, so that the
    faults of both are told in one run.
    """
    reader = DirectoryReader(root, outcome.files, unsaved=source.unsaved)
    asked = outcome.value.get("danh_ba") if isinstance(outcome.value, dict) else None
    if asked is None and outcome.config:
        for index, name in enumerate(outcome.config.danh_ba or ()):
            reader.read(name, root, ("danh_ba", index), shown(root / CONFIG))
        return reader
    for index, name in enumerate([asked] if isinstance(asked, str) else asked if isinstance(asked, list) else ()):
        if isinstance(name, str):
            reader.read(name, source.folder, ("danh_ba", index), None)
    return reader


def _completed(draft: Draft, config: Config | None) -> Draft:
    """Fill in from ``ctct.toml`` what the draft leaves out."""
    if config is None:
        return _with_body(draft)
    given = {key: getattr(config, key) for key in ("co_quan", "dia_danh") if getattr(draft, key) is None}
    if config.the_thuc and not draft.says("the_thuc"):
        given["the_thuc"] = config.the_thuc
    return _with_body(draft.but(**given))


def _with_body(draft: Draft) -> Draft:
    if draft.co_quan is None:
        raise Rejected([error("MH01", ("co_quan",), "thiếu «co_quan» (cơ quan ban hành)", f"thêm vào dự thảo hoặc {CONFIG}")])
    return draft


def _find_layout(draft: Draft, folder: Path, root: Path, outcome: Outcome) -> Layout:
    choices = _choices(draft)
    name = draft.the_thuc
    if name in layouts():
        data = layout_data(name)
        outcome.findings.extend(choice_faults(data, choices))
        return _shipped_layout(name, choices._replace(date=pick_edition(data, choices)["tu"]))
    of_draft = "the_thuc" in outcome.value
    own = (folder if of_draft else root) / name
    if (
        not name.startswith(("./", "../"))
        or not own.resolve().is_relative_to(root.resolve())
        or not (own / LAYOUT_DATA).is_file()
    ):
        known = ", ".join(f"«{layout}»" for layout in layouts())
        message = f"không có thể thức «{name}»"
        hint = nearest(name, layouts()) or f"có sẵn: {known}; thể thức riêng là thư mục có {LAYOUT_DATA}, ghi bắt đầu bằng «./»"
        raise Rejected([error("TP03", ("the_thuc",), message, hint, file=None if of_draft else outcome.config_file)])
    return _own_layout(own, root, choices, outcome)


def _own_layout(folder: Path, root: Path, choices: Choices, outcome: Outcome) -> Layout:
    label = shown(folder / LAYOUT_DATA)
    try:
        check_inside(folder / LAYOUT_DATA, root)
        text = read_text((folder / LAYOUT_DATA).read_bytes(), label, outcome.files)
        data, outcome.files[label] = load(text)
        data = _whole(data)
        stylesheet, base = build_stylesheet(data, choices), _base_of(data)
    except Rejected as rejected:
        raise Rejected(fault._replace(file=label) for fault in rejected.diagnostics) from None
    layout = Layout(folder, stylesheet, base, read_templates(folder, root, outcome.files))
    outcome.findings.extend(choice_faults(data, choices))
    return layout


@lru_cache(maxsize=64)
def _shipped_layout(name: str, choices: Choices) -> Layout:
    """Return a layout that ships with ctct: drafts of one edition that choose alike share it."""
    data = layout_data(name)
    return Layout(shipped("templates") / name, build_stylesheet(data, choices), _base_of(data))


@cache
def layout_data(name: str) -> Mapping[str, Any]:
    """Return the data of a layout that ships with ctct."""
    data, _ = load((shipped("templates") / name / LAYOUT_DATA).read_text("utf-8"))
    whole = _whole(data)
    assert isinstance(whole, dict)
    return whole


def _whole(data: Any) -> Any:
    """Return a layout's data with what it leaves to the layout that it stems from (``ke_thua``)."""
    base = data.get("ke_thua") if isinstance(data, dict) else None
    return inherit(data, layout_data(base)) if base in layouts() else data


def _base_of(data: Mapping[str, Any]) -> Path | None:
    base = data.get("ke_thua")
    return shipped("templates") / base if base in layouts() else None


def _choices(draft: Draft) -> Choices:
    chosen = draft.trinh_bay
    date = draft.ngay.span.last.isoformat()
    return Choices(date, chosen.an_ban, chosen.co_chu, chosen.gian_dong, chosen.hai_mat, chosen.bo_co_chu)
