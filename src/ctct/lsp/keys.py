"""What a draft and a danh bạ may say at each place, from the schema that the model gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from ctct.diagnostics import Path
from ctct.lsp.kinds import Kind
from ctct.model.cited_documents import DanhMucVanBan
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.jsonschema import schema
from ctct.model.messages import in_one_line
from ctct.model.opinions import SoYKien
from ctct.model.progress import TienDo
from ctct.model.types import TYPE_NAMES


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping: what it is called in the regulations, what it is for, an example in YAML's flow style."""

    name: str
    title: str
    description: str
    example: str
    needed: bool
    holds: frozenset[str]
    """The kinds of values that may stand there: ``string``, ``array``, ``object`` …"""


def keys_at(kind: Kind, path: Path) -> list[Key]:
    """Return the keys that a mapping at ``path`` may have."""
    found: dict[str, Key] = {}
    for form in _forms_at(kind, path):
        needed = form.get("required", ())
        for name, said in form.get("properties", {}).items():
            found.setdefault(name, _key(kind, name, said, name in needed))
    return list(found.values())


def key_at(kind: Kind, path: Path) -> Key | None:
    """Return what is known of the key that ends ``path``."""
    return next((key for key in keys_at(kind, path[:-1]) if key.name == path[-1]), None)


def values_at(kind: Kind, path: Path) -> list[str]:
    """Return the values among which one must be chosen at ``path``, if there are any."""
    found: dict[str, None] = {}
    for form in _forms_at(kind, path):
        words = form.get("enum") or ([form["const"]] if "const" in form else [])
        found.update((str(word), None) for word in words)
        if form.get("type") == "boolean":
            found.update({"true": None, "false": None})
    return list(found)


def _key(kind: Kind, name: str, said: Any, needed: bool) -> Key:
    examples = said.get("examples", ())
    if name == "loai":
        examples = [f"{value} ({TYPE_NAMES[value]})" for value in examples]
    holds = frozenset(form.get("type", "") for form in _forms(kind, said))
    example = ", ".join(map(in_one_line, examples))
    return Key(name, said.get("title", ""), said.get("description", ""), example, needed, holds)


@cache
def _schema(kind: Kind) -> Any:
    models: dict[Kind, type[BaseModel]] = {
        Kind.REGISTER: DanhBa,
        Kind.DOCUMENTS: DanhMucVanBan,
        Kind.PROGRESS: TienDo,
        Kind.OPINIONS: SoYKien,
    }
    return schema(models.get(kind, VanBan))


def _forms_at(kind: Kind, path: Path) -> list[Any]:
    """Return the forms that a value at ``path`` may take. A list may be written as its only element."""
    forms = list(_forms(kind, _schema(kind)))
    for step in path:
        forms = [inner for form in forms for inner in _under(kind, form, step)]
    return forms


def _forms(kind: Kind, said: Any) -> Iterator[Any]:
    if "$ref" in said:
        yield from _forms(kind, _schema(kind)["$defs"][said["$ref"].rpartition("/")[2]])
    elif "anyOf" in said:
        for form in said["anyOf"]:
            yield from _forms(kind, form)
    else:
        yield said


def _under(kind: Kind, form: Any, step: str | int) -> Iterator[Any]:
    if "items" in form:
        items = list(_forms(kind, form["items"]))
        yield from items if isinstance(step, int) else (inner for item in items for inner in _under(kind, item, step))
    elif isinstance(step, str):
        said = form.get("properties", {}).get(step) or form.get("additionalProperties")
        yield from _forms(kind, said) if said else ()
