"""What the readers of a Markdown body share: the page, the words of a draft, and what has been read so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ctct.diagnostics import Diagnostic, Path, error, nearest, warning
from ctct.language import N_, _
from ctct.source.markdown.listings import Listing
from ctct.source.markdown.marks import Attribute
from ctct.source.markdown.places import BodyPlaces, Page, Passage
from ctct.source.spans import Region
from ctct.source.unaccented import unaccented

WORKS = "thuong_ky"
"""The key of the works that recur, and the word that marks the heading over them."""

ITEM = 99
"""The depth of an item, below that of any heading."""

INDENT = N_("nếu thuộc mục ở trên thì thụt vào cho thẳng với lời văn của mục ấy (3 dấu cách dưới «1.», 4 dưới «10.»)")
"""The hint for what stands between items and belongs to none."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a body is read with.

    ``levels`` from the highest, ``level_names`` as they are said; ``roles`` the fields that charge somebody, with the words
    for each, ``like`` the words that charge the same people as elsewhere; ``attributes`` the keys of a node that are
    written as attributes, ``attached`` those of the texts that follow the document, by the key of each, ``table_attributes``
    ``column_attributes``, ``picture_attributes`` and those of a recurring work, ``work_attributes``, likewise; ``switches``
    the keys that are true or false, ``lists`` those that hold several values; ``type_names`` by type.
    """

    levels: tuple[str, ...]
    level_names: Mapping[str, str]
    roles: Mapping[str, str]
    like: str
    attributes: tuple[str, ...]
    attached: Mapping[str, tuple[str, ...]]
    table_attributes: tuple[str, ...]
    column_attributes: tuple[str, ...]
    picture_attributes: tuple[str, ...]
    work_attributes: tuple[str, ...]
    switches: frozenset[str]
    lists: Mapping[str, Listing]
    type_names: Mapping[str, str]

    def read_value(self, key: str, written: str) -> str | bool:
        """Return the value of an attribute."""
        return written == "true" if key in self.switches and written in ("true", "false") else written


@dataclass(slots=True)
class Owner:
    """A node that is being read, or the document itself.

    ``depth`` is that of its heading: 0 for the document and what is attached to it, :data:`ITEM` for an item. ``last`` is the
    kind of its latest block, ``items`` how many items it has and ``item_level`` their level, ``astray`` a block that stands
    where only the end may follow.
    """

    path: Path
    value: dict[str, Any]
    level: str | None
    depth: int
    last: str = ""
    items: int = 0
    item_level: str | None = None
    astray: tuple[str, Region] | None = None


@dataclass(slots=True)
class Use:
    """An item that says ``@id`` and nothing else: the use of a work that recurs, if there is one of that id."""

    owner: Owner
    id: str
    region: Region


@dataclass(slots=True)
class Reading:
    """A body that is being read into ``value``.

    ``levels`` are those of ``#``, ``##`` …; ``loai`` is the draft's type; ``works`` and ``notes`` hold the ids of both, to
    begin with those of the front matter; ``ended`` says that the numbered body is over; ``table_attributes`` wait for the
    table that must follow, ``below_heading`` is the line under the latest heading.
    """

    page: Page
    words: Vocabulary
    levels: tuple[str, ...]
    loai: str | None
    works: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    value: dict[str, Any] = field(default_factory=dict)
    marked: BodyPlaces = field(default_factory=BodyPlaces)
    comments: list[tuple[Path, str]] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    nearly_named: dict[str, str | None] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    ended: bool = False
    below_heading: int = -1
    table_attributes: tuple[Attribute, ...] = ()
    fences: dict[Path, str] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)

    def fault(self, code: str, region: Region, message: str, hint: str | None = None) -> None:
        """Add an error at ``region``."""
        self.faults.append(error(code, (), message, hint, region=region))

    def warn(self, code: str, region: Region, message: str, hint: str, fix: str | None = None) -> None:
        """Add a warning at ``region``; what is read stays the same if ``fix`` stands there."""
        self.faults.append(warning(code, (), message, hint, region=region, fix=fix))

    def known_key(self, one: Attribute, known: tuple[str, ...]) -> str | None:
        """Return the key among ``known`` that an attribute gives, be it with accents; tell of one that it does not."""
        if one.key in known:
            return one.key
        plain, start = unaccented(one.key), one.at[0]
        if plain in known:
            message = _("khóa «{key}» viết không dấu", key=one.key)
            self.warn("MD08", (start, start + len(one.key)), message, _("ghi «{right}»", right=plain), plain)
            return plain
        hint = nearest(one.key, known) or _("các khóa dùng được: {known}", known=", ".join(known) or _("không có"))
        self.fault("MD08", one.at, _("không có khóa «{key}» ở đây", key=one.key), hint)
        return None

    def place(self, path: Path, region: Region) -> None:
        """Note where the node, or the key, at ``path`` stands; the comments read before it belong to it."""
        self.marked.keys.setdefault(path, region)
        self.comments.extend((path, comment) for comment in self.pending)
        self.pending.clear()

    def text(self, path: Path, passage: Passage) -> str:
        """Note where the text at ``path`` stands; return it."""
        self.place(path, passage.region)
        self.marked.texts[path] = passage
        return passage.value

    def add_paragraph(self, owner: Owner, key: str, passage: Passage) -> None:
        """Add a paragraph to ``key`` of ``owner``."""
        lines = owner.value.setdefault(key, [])
        lines.append(self.text((*owner.path, key, len(lines)), passage))
