"""What a paragraph is of, and the place in the draft that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from ctct.diagnostics import Path
from ctct.layout.blocks import Inline, Note, Paragraph
from ctct.model.types import ROLES
from ctct.resolve.inlines import Origin

Kind = Literal["nguyen_van", "phan_cong", "nhu", "vien_dan", "dau", "ket", "khung"]
"""Words as the draft has them, who is charged, who is charged likewise, nothing but a reference, letterhead, closing, the
layout's own words.
"""

_HEAD = frozenset(
    {"co_quan", "so_ky_hieu", "dia_danh", "ngay", "do_mat", "do_khan", "pham_vi", "du_thao", "lien_he", "ky_so", "loai"}
)
_CLOSING = frozenset(
    {"noi_nhan", "nguoi_ky", "nguoi_ghi", "nguoi_ky_ben_b", "nguoi_ky_lien_co_quan", "xac_nhan", "nguoi_danh_may", "ban_sao"}
)
_FIELDS = frozenset({*ROLES, "nhu"})
"""The fields of which a whole line is made, whatever in it is the line's subject."""


def origins_in(content: Iterable[Inline]) -> Iterator[Origin]:
    """Yield where the words of a paragraph come from, in order."""
    return (origin for piece in content for origin in piece.at)


def place_of(said: Paragraph | Note) -> Path:
    """Return the place in the draft of the first words that come from it, else of what bears the number; ``()`` for words of
    the layout alone. It is that of the model: :func:`ctct.model.written.place_as_written` leads to what was written.
    """
    for piece in said.content:
        if piece.at:
            return _line_of(piece.at[0].path)
    return said.number.at if isinstance(said, Paragraph) and said.number else ()


def _line_of(path: Path) -> Path:
    if _FIELDS.isdisjoint(path):
        return path
    return path[: next(depth for depth, step in enumerate(path) if step in _FIELDS) + 1]


def kind_of(said: Paragraph | Note, at: Path | None = None) -> Kind:
    """Return what a paragraph is of; ``at`` is its place, where that is known."""
    path = place_of(said) if at is None else at
    if path and path[-1] in _FIELDS:
        return "nhu" if path[-1] == "nhu" else "phan_cong"
    origins = tuple(origins_in(said.content))
    if not origins:
        return "khung"
    if path[0] in _HEAD:
        return "dau"
    if path[0] in _CLOSING:
        return "ket"
    return "nguyen_van" if any(one.as_written for one in origins) else "vien_dan"
