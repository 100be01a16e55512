"""The words that a Markdown body is read and written with, taken from the model."""

from __future__ import annotations

from ctct.model.body import LIKE, KemTheo, Node, PhuLuc, Viec
from ctct.model.part import Part
from ctct.model.pictures import Hinh
from ctct.model.tables import Bang, Cot
from ctct.model.types import LEVEL_NAMES, LEVELS, MEETING_ROLES, ROLES, TYPE_NAMES
from ctct.source.markdown.listings import IDS, NAMES, SOURCES
from ctct.source.markdown.reading import Vocabulary

_WRITTEN_OTHERWISE = {"id", "ten", "noi_dung", "nhu", "bang", "hinh", "trich_yeu", *ROLES, *LEVELS}


def _attributes(model: type[Part], *others: str) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in _WRITTEN_OTHERWISE | {*others})


WORDS = Vocabulary(
    levels=LEVELS,
    level_names=LEVEL_NAMES,
    roles=ROLES,
    like=LIKE,
    attributes=(*_attributes(Node, *Viec.model_fields), *_attributes(Viec)),
    attached={
        "kem_theo": _attributes(KemTheo, *Node.model_fields),
        "phu_luc": _attributes(PhuLuc, *Node.model_fields),
    },
    table_attributes=("ten", *_attributes(Bang, "cot", "dong")),
    column_attributes=_attributes(Cot, "cot"),
    picture_attributes=("id", *_attributes(Hinh, "tep", "mo_ta")),
    work_attributes=_attributes(Viec),
    switches=frozenset(
        name for model in (PhuLuc, Bang) for name, field in model.model_fields.items() if field.annotation is bool
    ),
    lists={**dict.fromkeys(MEETING_ROLES, NAMES), "phuc_vu": IDS, "nguon": SOURCES},
    type_names=TYPE_NAMES,
)
