"""The reference of every key that a draft may have, from the schema that editors are given."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ctct.language import speak
from ctct.model.jsonschema import schema_text

_WORDS = {
    "vi": {
        "title": "Các khóa của dự thảo",
        "source": "Lập từ chính lược đồ mà trình soạn thảo dùng (`ctct schema`).",
        "draft": "Văn bản",
        "head": "| khóa | kiểu | nghĩa |",
        "required": "bắt buộc",
        "one of": "một trong",
        "or": "hoặc",
        "list of": "danh sách",
        "string": "chữ",
        "integer": "số nguyên",
        "number": "số",
        "object": "các khóa",
    },
    "en": {
        "title": "The keys of a draft",
        "source": "Made from the schema that editors use (`ctct --lang en schema`).",
        "draft": "Document",
        "head": "| key | kind | meaning |",
        "required": "required",
        "one of": "one of",
        "or": "or",
        "list of": "list of",
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "object": "keys",
    },
}


def key_page(language: str) -> str:
    """Return the page of all keys, a table for the draft and one for each thing within it."""
    speak(language)
    made = json.loads(schema_text("ctct.schema.json"))
    return "\n".join(_Page(made["$defs"], _WORDS[language]).written(made)) + "\n"


class _Page:
    """Writes the tables; ``definitions`` are the schema's, by name; ``words`` are those of the page's language."""

    def __init__(self, definitions: dict[str, Any], words: dict[str, str]) -> None:
        self._words = words
        self._kinds = words | {"boolean": "true/false", "null": ""}
        self._tables = {name: list(_objects(node)) for name, node in definitions.items()}
        self._definitions = definitions

    def written(self, draft: dict[str, Any]) -> Iterator[str]:
        yield from (f"# {self._words['title']}", "", self._words["source"], "")
        yield from self._table(self._words["draft"], draft, "van-ban")
        for name, nodes in self._tables.items():
            for node in nodes:
                yield from self._table(f"`{name}`", node, name.lower())

    def _table(self, title: str, node: dict[str, Any], anchor: str) -> Iterator[str]:
        yield from (
            f"## {title} {{#{anchor}}}",
            "",
            node.get("description", ""),
            "",
            self._words["head"],
            "|---|---|---|",
        )
        for key, said in node["properties"].items():
            if key.startswith("$"):
                continue
            named = f"**{said['title']}**. " if "title" in said else ""
            needed = f" ({self._words['required']})" if key in node.get("required", ()) else ""
            yield f"| `{key}`{needed} | {_cell(self._kind(said))} | {_cell(named + said.get('description', ''))} |"
        yield ""

    def _kind(self, said: dict[str, Any]) -> str:
        if "$ref" in said:
            name = said["$ref"].rpartition("/")[2]
            return f"[{name}](#{name.lower()})" if self._tables[name] else self._kind(self._definitions[name])
        if "enum" in said:
            return f"{self._words['one of']}: " + ", ".join(f"`{value}`" for value in said["enum"])
        if "const" in said:
            return f"`{said['const']}`"
        if "anyOf" in said:
            return f" {self._words['or']} ".join(dict.fromkeys(kind for one in said["anyOf"] if (kind := self._kind(one))))
        if said.get("type") == "array":
            return f"{self._words['list of']} {self._kind(said.get('items', {}))}".rstrip()
        kinds = said.get("type", ())
        named = [self._kinds[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds)]
        return f" {self._words['or']} ".join(filter(None, named))


def _objects(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what has keys, directly or as one of several ways to write it."""
    if node.get("properties"):
        yield node
    for other in node.get("anyOf", ()):
        yield from _objects(other)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")
