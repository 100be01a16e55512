"""The words that a Markdown body is read and written with, taken from the model."""

from __future__ import annotations

from ctct.model.body import LIKE, ROLES, KemTheo, Node, PhuLuc
from ctct.model.fields import Part
from ctct.model.shapes import Switch
from ctct.model.tables import Bang, Cot
from ctct.model.types import LEVEL_NAMES, LEVELS, TYPE_NAMES
from ctct.source.markdown.reading import Vocabulary

_WRITTEN_OTHERWISE = {"id", "ten", "noi_dung", "nhu", "bang", "trich_yeu", *ROLES, *LEVELS}


def _attributes(model: type[Part], *others: str) -> tuple[str, ...]:
    return tuple(name for name in model.fields if name not in _WRITTEN_OTHERWISE | {*others})


WORDS = Vocabulary(
    levels=LEVELS,
    level_names=LEVEL_NAMES,
    roles=ROLES,
    like=LIKE,
    attributes=_attributes(Node),
    attached={
        "kem_theo": _attributes(KemTheo, *Node.fields),
        "phu_luc": _attributes(PhuLuc, *Node.fields),
    },
    table_attributes=("ten", *_attributes(Bang, "cot", "dong")),
    column_attributes=_attributes(Cot),
    switches=frozenset(
        name for model in (PhuLuc, Bang) for name, field in model.fields.items() if isinstance(field.shape, Switch)
    ),
    type_names=TYPE_NAMES,
)
