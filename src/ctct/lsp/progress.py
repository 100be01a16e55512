"""Progress files while they are edited: what is wrong with one, and the works that it may tell of."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from ctct.diagnostics import Rejected
from ctct.lint.engine import Selection
from ctct.lsp.recovery import load_legible
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.model.works import Work, works_of
from ctct.outcome import Outcome
from ctct.pipeline import check, lint
from ctct.project.beside import PROGRESS
from ctct.project.files import MARKDOWN, YAML, Files, Source, read_bytes, read_text
from ctct.project.folders import joined
from ctct.project.reading import read_draft
from ctct.source.yaml import load


def judged_progress(source: Source) -> tuple[Outcome, Outcome]:
    """Return everything that is wrong with a progress file; and the same as what the text itself says, without its programme,
    whose places are none of this text's.
    """
    outcome = lint(check(source), Selection(), date.today())
    return outcome, outcome._replace(draft=None, layout=None, resolved=None)


def recovered_progress(source: Source) -> Outcome | None:
    """Return what is known of a progress file without what cannot be read in it."""
    read = load_legible(source.data, load)
    if read is None or not isinstance(read[0], dict):
        return None
    value, places = read
    _, whole = judged_progress(source._replace(data=places.text.encode()))
    whole.gathered.files[source.name] = places
    return whole._replace(gathered=whole.gathered._replace(value=value, is_read=True))


def works_told_of(source: Source, value: object) -> dict[str, Work]:
    """Return the works of the programme of a progress file by their keys; none where it cannot be read. A file that does not
    name its programme yet has the one of its name.
    """
    named = value.get(PROGRESS.key) if isinstance(value, dict) else None
    path = source.folder / Path(source.name).name
    stem = path.name.removesuffix(PROGRESS.ending)
    names = [named] if isinstance(named, str) else [stem + ending for ending in YAML + MARKDOWN]
    for name in names:
        with suppress(OSError, Rejected):
            draft = _read(joined(path.parent, name), source)
            return {work.key: work for work in works_of(draft) if work.key}
    return {}


def _read(path: Path, source: Source) -> VanBan:
    text = read_text(read_bytes(path, source.unsaved), path.name, Files())
    return validate(VanBan, read_draft(path.name, text)[0])
