"""The common ground of the models: what a part is, and how one may be written short."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Part(BaseModel):
    """A mapping with known keys: others are faults, nothing is converted in silence, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class ShortPart(Part):
    """A part that may also be written as something shorter than a mapping."""

    bare_key: ClassVar[str] = "ten"
    """The key that a value stands under which is no mapping."""
    bare_types: ClassVar[tuple[str, ...]] = ()
    """The types, in JSON Schema's words, of other values that :meth:`spell_out` makes a mapping of."""

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Return the mapping that is meant by ``value``, or ``value`` as it is. Raises ValueError, in Vietnamese."""
        return value if value is None or isinstance(value, (dict, cls)) else {cls.bare_key: value}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the short forms beside the mapping."""
        referred = handler(schema)
        whole = handler.resolve_ref_schema(referred)
        if bare := cls._bare_forms(whole):
            mapping = {**whole}
            whole.clear()
            whole["anyOf"] = [*bare, mapping]
        return referred

    @classmethod
    def _bare_forms(cls, mapping: JsonSchemaValue) -> list[JsonSchemaValue]:
        if cls.bare_types:
            return [{"type": kind} for kind in cls.bare_types]
        if not set(mapping.get("required", ())) <= {cls.bare_key}:
            return []
        said = mapping["properties"][cls.bare_key]
        forms = said.get("anyOf", [said])
        told = {"title", "description", "examples"}
        return [{key: form[key] for key in form if key not in told} for form in forms if form.get("type") != "null"]
