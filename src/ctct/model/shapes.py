"""What a value may look like. The model is declared in these shapes; each reads a value and describes itself to an editor.

Pydantic would do this too, but to import it and to build its validators takes longer than all else that building a small
draft needs, and what it says would have to be told again in Vietnamese, one mistake in one message.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from ctct.diagnostics import Diagnostic, Path
from ctct.model import messages as tell

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Faults = list[Diagnostic]
Schema = dict[str, Any]


class Shape(Protocol[T_co]):
    """What a value may look like."""

    def read(self, value: Any, at: Path, faults: Faults) -> T_co:
        """Return what ``value``, which stands at ``at``, says. Where it adds to ``faults``, what it returns is of no use."""

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema of the values that :meth:`read` accepts; what it refers to is added to ``definitions``."""


class Text(NamedTuple):
    """A text. What ``check`` raises ValueError for is a fault, in its words."""

    filled: bool = False
    check: Callable[[str], object] | None = None
    spell_out: Callable[[Any], Any] | None = None

    def read(self, value: Any, at: Path, faults: Faults) -> str:
        written = value if self.spell_out is None else self.spell_out(value)
        if not isinstance(written, str):
            faults.append(tell.wrong_type(at, tell.TEXT, written))
            return ""
        text: str = written.strip() if self.filled else written
        if self.filled and not text:
            faults.append(tell.empty(at))
        if self.check is not None:
            try:
                self.check(text)
            except ValueError as fault:
                faults.append(tell.invalid(at, fault))
        return text

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "string", "minLength": 1} if self.filled else {"type": "string"}


class Id(NamedTuple):
    """An id: lower-case letters without accents, digits, hyphens between."""

    pattern: re.Pattern[str] = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")

    def read(self, value: Any, at: Path, faults: Faults, *, on_key: bool = False) -> str:
        if not isinstance(value, str):
            faults.append(tell.wrong_type(at, tell.TEXT, value))
        elif not self.pattern.fullmatch(value):
            faults.append(tell.bad_id(at, value, on_key=on_key))
        return str(value)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "string", "pattern": self.pattern.pattern}


class Number(NamedTuple):
    """A whole number, not below ``least``."""

    least: int | None = None

    def read(self, value: Any, at: Path, faults: Faults) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            faults.append(tell.wrong_type(at, tell.WHOLE_NUMBER, value))
        elif self.least is not None and value < self.least:
            faults.append(tell.too_small(at, value, f"ít nhất là {self.least}"))
        return value  # type: ignore[no-any-return]

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "integer"} if self.least is None else {"type": "integer", "minimum": self.least}


class Measure(NamedTuple):
    """A number, whole or not, above zero."""

    def read(self, value: Any, at: Path, faults: Faults) -> int | float:
        if not isinstance(value, int | float) or isinstance(value, bool):
            faults.append(tell.wrong_type(at, tell.NUMBER, value))
        elif not value > 0:
            faults.append(tell.too_small(at, value, "phải lớn hơn 0"))
        return value  # type: ignore[no-any-return]

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "number", "exclusiveMinimum": 0}


class Switch(NamedTuple):
    """True or false."""

    def read(self, value: Any, at: Path, faults: Faults) -> bool:
        if not isinstance(value, bool):
            faults.append(tell.wrong_type(at, tell.SWITCH, value))
        return value  # type: ignore[no-any-return]

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "boolean"}


class OneOf(NamedTuple):
    """One of some words or numbers."""

    choices: tuple[str | int, ...]

    def read(self, value: Any, at: Path, faults: Faults) -> Any:
        if value is None:
            faults.append(tell.empty(at))
        elif value not in self.choices or isinstance(value, bool | float):
            faults.append(tell.not_among(at, value, list(map(str, self.choices))))
        return value

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return {"type": "string" if isinstance(self.choices[0], str) else "integer", "enum": list(self.choices)}


def one_or_many(value: Any) -> Any:
    """Let a list be written as its only element."""
    return value if value is None or isinstance(value, list) else [value]


def text_lines(value: Any) -> Any:
    """Let paragraphs be written as one text; each new line in it begins another paragraph."""
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()] or [""]
    return one_or_many(value)


class Many(Shape[tuple[T, ...]]):
    """A list; ``spell_out`` turns other ways to write it into one, and may raise ValueError."""

    def __init__(self, item: Shape[T], *, least: int = 0, spell_out: Callable[[Any], Any] | None = None) -> None:
        self.item, self.least, self.spell_out = item, least, spell_out

    def read(self, value: Any, at: Path, faults: Faults) -> tuple[T, ...]:
        try:
            value = value if self.spell_out is None else self.spell_out(value)
        except ValueError as fault:
            faults.append(tell.invalid(at, fault))
            return ()
        if not isinstance(value, list):
            faults.append(tell.wrong_type(at, tell.LIST, value))
            return ()
        if len(value) < self.least:
            faults.append(tell.empty(at))
        read = self.item.read
        return tuple([read(one, (*at, index), faults) for index, one in enumerate(value)])

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        item = self.item.schema(definitions)
        whole: Schema = {"type": "array", "items": item}
        if self.least:
            whole["minItems"] = self.least
        if self.spell_out is None:
            return whole
        return {"anyOf": [*(form for form in item.get("anyOf", [item]) if form.get("type") != "array"), whole]}


class Keyed(Shape[dict[str, T]]):
    """A mapping; its keys are ids, or with ``any_key`` any text."""

    def __init__(self, item: Shape[T], *, any_key: bool = False) -> None:
        self.item, self.any_key = item, any_key

    def read(self, value: Any, at: Path, faults: Faults) -> dict[str, T]:
        if not isinstance(value, dict):
            faults.append(tell.wrong_type(at, tell.MAPPING, value))
            return {}
        if not self.any_key:
            for key in value:
                ID.read(key, (*at, key), faults, on_key=True)
        return {key: self.item.read(one, (*at, key), faults) for key, one in value.items()}

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        whole: Schema = {"type": "object", "additionalProperties": self.item.schema(definitions)}
        return whole if self.any_key else {**whole, "propertyNames": {"pattern": ID.pattern.pattern}}


class Later(Shape[T]):
    """A shape that is named before it is defined."""

    def __init__(self, named: Callable[[], Shape[T]]) -> None:
        self.named = named

    def read(self, value: Any, at: Path, faults: Faults) -> T:
        return self.named().read(value, at, faults)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        return self.named().schema(definitions)


TEXT = Text(filled=True)
"""A text that is not empty; white space around it is left out."""

ID = Id()

LINES = Many(TEXT, least=1, spell_out=text_lines)
"""Paragraphs."""

ITEMS = Many(TEXT, least=1, spell_out=one_or_many)
"""One text or several."""
