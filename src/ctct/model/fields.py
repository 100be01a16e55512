"""Parts: mappings whose keys are declared once, with what may stand there and what a drafter should know of it."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple, Self, TypeVar

from ctct.diagnostics import Path, Rejected
from ctct.model import messages as tell
from ctct.model.paths import as_written
from ctct.model.shapes import Faults, Schema, Shape

T = TypeVar("T")


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
