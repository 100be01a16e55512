"""A layout in the editions of its regulation, as plain values. Those of layouts that ship are kept when a wheel is made, so
that no program has to read ``the-thuc.yaml`` each time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from ctct.diagnostics import Citation
from ctct.layout.stylesheet import Form, Page, Style, Stylesheet
from ctct.resolve.conventions import LevelConvention

IN_LINES = "dòng"
"""The unit of a line height that is told in lines."""


class Choices(NamedTuple):
    """What a draft chooses where the regulation leaves a choice; ``date`` (``YYYY-MM-DD``) and ``edition`` decide which edition
    holds.
    """

    date: str
    edition: str | None = None
    size: int | None = None
    line: float | None = None
    mirrored: bool = False
    preset: int | None = None


class Limit(NamedTuple):
    """What a draft may choose from ``low`` to ``high``, the clause that says so, and the unit."""

    low: float
    high: float
    clause: str
    unit: str


class Limits(NamedTuple):
    """What the regulation leaves free: the size and line height of the body, and which sets of sizes there are, ``None`` where
    it knows of none.
    """

    size: Limit
    line: Limit
    presets: tuple[float, ...] | None


class Look(NamedTuple):
    """A style whose size is not chosen yet: a number, one for each set of sizes, or words for that of the
    body.
    """

    style: Style
    size: float | tuple[float, ...] | str | None


class Edition(NamedTuple):
    """A layout as one edition of its regulation has it; the edition holds from the day ``since`` (``YYYY-MM-DD``). ``base`` is
    the layout that it stems from, ``sheet`` all of it but for the styles.
    """

    since: str
    base: str | None
    limits: Limits
    looks: Mapping[str, Look]
    sheet: Stylesheet

    @property
    def name(self) -> str:
        """What the edition is called."""
        return self.sheet.edition


def pick_edition(editions: tuple[Edition, ...], choices: Choices) -> Edition:
    """Return the edition asked for, else the last one in force on the document's date (before all of them, the first)."""
    asked = [edition for edition in editions if edition.name == choices.edition]
    in_force = [edition for edition in editions if edition.since <= choices.date]
    return (asked or in_force[-1:] or list(editions))[0]


def build_stylesheet(editions: tuple[Edition, ...], choices: Choices) -> Stylesheet:
    """Make the stylesheet of the edition that holds on ``choices.date``. What a draft may not choose is told
    by :func:`ctct.layout.choices.choice_faults`.
    """
    _since, _base, limits, looks, sheet = pick_edition(editions, choices)
    sizes = _sizes(limits, choices)
    page = sheet.page._replace(mirrored=choices.mirrored)
    return sheet._replace(page=page, styles={name: sizes.sized(look) for name, look in looks.items()})


class _Sizes(NamedTuple):
    """The size and line height of the body, and which of a layout's sets of sizes the others are taken from."""

    body: float
    line: float | None
    spacing: float | None
    preset: int

    def sized(self, look: Look) -> Style:
        """Return a style in the size that was chosen."""
        style, size = look
        if isinstance(size, str):
            return style._replace(size=self.body, line=self.line, spacing=self.spacing)
        return style._replace(size=size[self.preset] if isinstance(size, tuple) else size)


def _sizes(limits: Limits, choices: Choices) -> _Sizes:
    presets = limits.presets or ()
    chosen = choices.preset if choices.preset in presets else None
    size = choices.size or chosen or limits.size.low
    line = choices.line or limits.line.low
    in_lines = limits.line.unit == IN_LINES
    preset = presets.index(chosen) if chosen else 0
    return _Sizes(size, None if in_lines else line, line if in_lines else None, preset)


def kept(editions: tuple[Edition, ...]) -> bytes:
    """Return editions as JSON."""
    return json.dumps(editions, ensure_ascii=False, separators=(",", ":"), default=sorted).encode()


def restored(data: bytes) -> tuple[Edition, ...]:
    """Return the editions that :func:`kept` has made JSON of."""
    return tuple(_edition(*row) for row in json.loads(data))


def _edition(since: str, base: str | None, limits: list[Any], looks: dict[str, Any], sheet: list[Any]) -> Edition:
    size, line, presets = limits
    free = Limits(Limit(*size), Limit(*line), None if presets is None else tuple(presets))
    dressed = {name: Look(Style(*style), _tuples(size)) for name, (style, size) in looks.items()}
    return Edition(since, base, free, dressed, _sheet(Stylesheet(*sheet)))


def _tuples(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _sheet(plain: Any) -> Stylesheet:
    sheet: Stylesheet = plain._replace(
        page=Page(*plain.page),
        columns={key: tuple(widths) for key, widths in plain.columns.items()},
        levels={name: LevelConvention(*level) for name, level in plain.levels.items()},
        article_levels={name: LevelConvention(*level) for name, level in plain.article_levels.items()},
        forms={key: Form(frozenset(types), cites and Citation(*cites)) for key, (types, cites) in plain.forms.items()},
        margins=Citation(*plain.margins),
    )
    return sheet
