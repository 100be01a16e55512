"""The JSON Schema of what ctct reads, for editors: generated from the model, never written by hand."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DictSchema, WithDefaultSchema

from ctct.language import _
from ctct.model.cited_documents import DanhMucVanBan
from ctct.model.config import Config
from ctct.model.days_off import LichNghi
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.layout import TheThuc
from ctct.model.messages import in_one_line
from ctct.model.opinions import SoYKien
from ctct.model.progress import TienDo
from ctct.model.types import LEVELS, OF_WORKS_ONLY

SCHEMAS: dict[str, type[BaseModel]] = {
    "ctct.schema.json": VanBan,
    "danh-ba.schema.json": DanhBa,
    "ctct-toml.schema.json": Config,
    "lich-nghi.schema.json": LichNghi,
    "van-ban.schema.json": DanhMucVanBan,
    "the-thuc.schema.json": TheThuc,
    "tien-do.schema.json": TienDo,
    "y-kien.schema.json": SoYKien,
}
"""The files under ``schema/`` and the model that each describes."""


class _ForEditors(GenerateJsonSchema):
    """Describes what an editor can make use of."""

    def dict_schema(self, schema: DictSchema) -> JsonSchemaValue:
        """Tell values apart from the pattern of their keys: editors complete nothing below ``patternProperties``."""
        made = super().dict_schema(schema)
        if "patternProperties" in made:
            ((pattern, held),) = made.pop("patternProperties").items()
            made |= {"additionalProperties": held, "propertyNames": {"pattern": pattern}}
        return made

    def default_schema(self, schema: WithDefaultSchema) -> JsonSchemaValue:
        """Tell defaults that are worth writing: an editor offers them as values."""
        made = super().default_schema(schema)
        if not isinstance(made.get("default"), str | int | float):
            made.pop("default", None)
        return made


def schema_text(name: str) -> str:
    """Return the schema named ``name``, told in the language that is spoken; in Vietnamese it stands so in ``schema/``.

    Examples are told in words: an editor would offer them as values, and nobody has meant to write those.
    """
    return json.dumps(_in_words(schema(SCHEMAS[name])), ensure_ascii=False, indent=1) + "\n"


def _in_words(said: Any) -> Any:
    if isinstance(said, list):
        return [_in_words(one) for one in said]
    if not isinstance(said, dict):
        return said
    told = {key: _in_words(one) for key, one in said.items() if key != "examples"}
    told |= {key: _(told[key]) for key in ("title", "description") if isinstance(told.get(key), str)}
    if "examples" in said:
        told["description"] += " " + _("Ví dụ: {examples}", examples="; ".join(map(in_one_line, said["examples"])))
    return told


def schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``model``: optional keys may be left empty, each level has its own node."""
    made = {"$schema": GenerateJsonSchema.schema_dialect, **model.model_json_schema(schema_generator=_ForEditors)}
    definitions = made.get("$defs", {})
    if "Node" in definitions:
        _split_levels(made, definitions)
    return made


def _split_levels(made: dict[str, Any], definitions: dict[str, Any]) -> None:
    """Give each level a definition that offers only lower levels: an editor then proposes what may stand there."""
    general = definitions.pop("Node")
    for rank, level in enumerate(LEVELS):
        node = json.loads(json.dumps(general))
        properties = _object_of(node)["properties"]
        for other in LEVELS[: rank + 1]:
            properties.pop(other, None)
        _point_to_levels(properties)
        definitions[level] = node
    for name in ("PhuLuc", "KemTheo"):
        properties = _object_of(definitions[name])["properties"]
        for key in OF_WORKS_ONLY:
            del properties[key]
        _point_to_levels(properties)
    _point_to_levels(made["properties"])


def _object_of(node: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a definition that describes it as a mapping."""
    whole: dict[str, Any] = next(form for form in node.get("anyOf", [node]) if "properties" in form)
    return whole


def _point_to_levels(properties: dict[str, Any]) -> None:
    for level in LEVELS:
        if level in properties:
            properties[level] = json.loads(json.dumps(properties[level]).replace("#/$defs/Node", f"#/$defs/{level}"))
