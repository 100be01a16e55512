"""What a value may look like. The model is declared in these shapes; each reads a value and describes itself to an editor.

Pydantic would do this too, but to import it and to build its validators takes longer than all else that building a small
draft needs, and what it says would have to be told again in Vietnamese, one mistake in one message.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, Protocol, Self, TypeVar

from ctct.diagnostics import Diagnostic, Path, Rejected
from ctct.model import messages as tell
from ctct.model.paths import as_written

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


def listed(value: Any) -> Any:
    """Leave a list a list."""
    return value


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

    def __init__(self, item: Shape[T], *, least: int = 0, spell_out: Callable[[Any], Any] = listed) -> None:
        self.item, self.least, self.spell_out = item, least, spell_out

    def read(self, value: Any, at: Path, faults: Faults) -> tuple[T, ...]:
        try:
            value = self.spell_out(value)
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
        if self.spell_out is listed:
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


class Field(NamedTuple):
    """One key of a part: what may stand there, what it is called in the regulations, what it is for."""

    shape: Shape[Any]
    title: str
    description: str
    examples: tuple[Any, ...]
    needed: bool = False
    default: Any = None

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema of what may stand there: what is not needed may be left empty where it has no default."""
        said = self.shape.schema(definitions)
        if not self.needed and self.default is None:
            said = {"anyOf": [*(said["anyOf"] if said.keys() == {"anyOf"} else [said]), {"type": "null"}]}
        return {**said, "title": self.title, "description": self.description, "examples": list(self.examples)}


def needed(shape: Shape[T], title: str, description: str, *examples: Any) -> T:
    """Declare a key that must be there."""
    return Field(shape, title, description, examples, needed=True)  # type: ignore[return-value]


def optional(shape: Shape[T], title: str, description: str, *examples: Any) -> T | None:
    """Declare a key that may be left out or empty."""
    return Field(shape, title, description, examples)  # type: ignore[return-value]


def default(value: T, shape: Shape[T], title: str, description: str, *examples: Any) -> T:
    """Declare a key that may be left out and then means ``value``."""
    return Field(shape, title, description, examples, default=value)  # type: ignore[return-value]


class Part:  # noqa: PLW1641 - holds mappings
    """A mapping with known keys. Unknown ones are faults, nothing is converted in silence, nothing changes once read.

    What is written of a part is held by the instance; what it leaves out is the class's: the default, or ``None``.
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    needed: ClassVar[tuple[str, ...]] = ()
    """The keys that must be there."""
    bare_key: ClassVar[str | None] = None
    """The key that a value stands under which is no mapping."""
    bare_types: ClassVar[tuple[str, ...]] = ()
    """The types, in JSON Schema's words, of other values that :meth:`spell_out` makes a mapping of."""

    def __init_subclass__(cls) -> None:
        declared = {key: field for key, field in vars(cls).items() if isinstance(field, Field)}
        cls.fields = {**cls.fields, **declared}
        cls.needed = tuple(key for key, field in cls.fields.items() if field.needed)
        for key, field in declared.items():
            if field.needed:
                delattr(cls, key)
            else:
                setattr(cls, key, field.default)

    def __init__(self, **said: Any) -> None:
        self.__dict__.update(said)

    def __setattr__(self, key: str, value: Any) -> None:
        raise AttributeError(f"«{type(self).__name__}» does not change once read")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.data() == other.data()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

    def but(self, **changes: Any) -> Self:
        """Return a part that says the same but for ``changes``."""
        return type(self)(**{**self.__dict__, **changes})

    def says(self, key: str) -> bool:
        """Return whether ``key`` was written."""
        return key in self.__dict__

    def data(self) -> dict[str, Any]:
        """Return what the part says, defaults among it, without what it does not say."""
        said = {key: getattr(self, key) for key in self.fields}
        return {key: _data(value) for key, value in said.items() if value is not None}

    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Return the mapping that is meant by ``value``, or ``value`` as it is. Raises ValueError, in Vietnamese."""
        if cls.bare_key is None or value is None or isinstance(value, dict):
            return value
        return {cls.bare_key: value}

    def check(self) -> None:
        """Look at the keys together. Raises ValueError, in Vietnamese, if they do not go together."""

    @classmethod
    def read(cls, value: Any, at: Path, faults: Faults) -> Self:
        known = len(faults)
        try:
            value = cls.spell_out(value)
            if not isinstance(value, dict):
                faults.append(tell.wrong_type(at, tell.PART, value))
                return cls()
            part = cls(**cls._read_keys(value, at, faults))
            if len(faults) == known:
                part.check()
        except ValueError as fault:
            faults.append(tell.invalid(at, fault))
            return cls()
        return part

    @classmethod
    def _read_keys(cls, value: dict[str, Any], at: Path, faults: Faults) -> dict[str, Any]:
        fields, said = cls.fields, {}
        for key, one in value.items():
            field = fields.get(key)
            if field is None:
                faults.append(tell.unknown_key((*at, key), fields))
            elif one is not None or field.needed or field.default is not None:
                said[key] = field.shape.read(one, (*at, key), faults)
        for key in cls.needed:
            if key not in value:
                faults.append(tell.missing((*at, key), fields[key]))
        return said

    @classmethod
    def schema(cls, definitions: dict[str, Schema]) -> Schema:
        name = cls.__name__
        if name not in definitions:
            definitions[name] = {}  # a part may hold itself
            definitions[name] = cls.definition(definitions)
        return {"$ref": f"#/$defs/{name}"}

    @classmethod
    def definition(cls, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema of the part itself; what it refers to is added to ``definitions``."""
        whole: Schema = {
            "type": "object",
            "title": cls.__name__,
            "description": (cls.__doc__ or "").strip(),
            "properties": {key: field.schema(definitions) for key, field in cls.fields.items()},
            "additionalProperties": False,
        }
        if cls.needed:
            whole["required"] = list(cls.needed)
        bare = [{"type": kind} for kind in cls.bare_types]
        if cls.bare_key is not None and set(cls.needed) <= {cls.bare_key}:
            said = cls.fields[cls.bare_key].shape.schema(definitions)
            bare = said.get("anyOf", [said])
        return {"anyOf": [*bare, whole]} if bare else whole


P = TypeVar("P", bound=Part)


def validate(model: type[P], value: Any) -> P:
    """Return ``value`` as a ``model``. Raises :class:`Rejected` with every fault, each at its path."""
    faults: Faults = []
    part = model.read(value, (), faults)
    if faults:
        raise Rejected(one._replace(at=as_written(value, one.at)) for one in faults)
    return part


def _data(value: Any) -> Any:
    if isinstance(value, Part):
        return value.data()
    if isinstance(value, dict):
        return {key: _data(item) for key, item in value.items()}
    return tuple(map(_data, value)) if isinstance(value, tuple) else value


TEXT = Text(filled=True)
"""A text that is not empty; white space around it is left out."""

ID = Id()

LINES = Many(TEXT, least=1, spell_out=text_lines)
"""Paragraphs."""

ITEMS = Many(TEXT, least=1, spell_out=one_or_many)
"""One text or several."""
