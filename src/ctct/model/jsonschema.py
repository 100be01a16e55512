"""The JSON Schema of drafts and danh bạ, for editors: generated from the model, never written by hand."""

from __future__ import annotations

import json
from typing import Any

from ctct.model.body import OF_WORKS_ONLY
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.fields import Part
from ctct.model.shapes import Schema
from ctct.model.types import LEVELS

SCHEMAS: dict[str, type[Part]] = {"ctct.schema.json": VanBan, "danh-ba.schema.json": DanhBa}
"""The files under ``schema/`` and the model that each describes."""


def schema_text(name: str) -> str:
    """Return the schema named ``name`` as it stands in ``schema/``."""
    return json.dumps(schema(SCHEMAS[name]), ensure_ascii=False, indent=1) + "\n"


def schema(model: type[Part]) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of ``model``: optional keys may be left empty, each level has its own node."""
    definitions: dict[str, Schema] = {}
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.definition(definitions)}
    if "Node" in definitions:
        _split_levels(made, definitions)
    return {**made, "$defs": definitions}


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
