"""Reads values as parts of the model: all that is wrong is told in one reading, each fault where it was written."""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from ctct.diagnostics import Diagnostic, Path, Rejected
from ctct.model.paths import as_written, reading_order
from ctct.model.sheets import CONTEXT, Sheets

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], value: Any, sheets: Sheets | None = None) -> Model:
    """Return ``value`` as a ``model``, with the rows of ``sheets`` where tables name those. Raises :class:`Rejected` with every
    fault, each at its path, in reading order.
    """
    try:
        return model.model_validate(value, context={CONTEXT: sheets or {}})
    except ValidationError as refused:
        told = [_told(model, value, detail) for detail in refused.errors(include_url=False)]
    found = [one._replace(at=as_written(value, one.at)) for one in told if one]
    raise Rejected(sorted(found, key=lambda one: reading_order(value, one.at)))


def _told(model: type[BaseModel], value: Any, detail: ErrorDetails) -> Diagnostic | None:
    from ctct.model.messages import SENTENCES, Fault, unforeseen  # most drafts are sound

    at, kind = detail["loc"], detail["type"]
    # Pydantic puts «[key]» behind a key that is itself at fault.
    on_key = at[-1:] == ("[key]",) and kind.startswith("string") and get_origin(_type_at(model, at[:-2])) is dict
    at = at[:-1] if on_key else at
    owner = _type_at(model, at[:-1])
    fields = owner.model_fields if isinstance(owner, type) and issubclass(owner, BaseModel) else {}
    choices = [str(word) for word in get_args(_type_at(model, at))]
    sentence = SENTENCES.get(kind, unforeseen)
    return sentence(Fault(at, detail["input"], on_key, detail.get("ctx", {}), choices, fields, _keys_beside(value, at)))


def _keys_beside(value: Any, at: Path) -> tuple[str, ...]:
    """Return the keys that are written in one mapping with the last of ``at``, but for that one."""
    for step in as_written(value, at)[:-1]:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return ()
    return tuple(key for key in value if key != at[-1]) if isinstance(value, dict) else ()


def _type_at(model: type[BaseModel], at: Path) -> Any:
    """Return the type of what stands at ``at`` in a ``model``, ``None`` where nothing may stand."""
    here: Any = _unrooted(model)
    for step in at:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = field and field.annotation
        else:
            held = get_args(here)  # of a tuple (items, ...), of a mapping (keys, values)
            here = held[0] if get_origin(here) is tuple else held[1] if get_origin(here) is dict else None
        while get_origin(here) in (Annotated, Union, UnionType):
            here = get_args(here)[0]
    return here


def _unrooted(model: type[BaseModel]) -> Any:
    """Return the type that a model is by another name, else the model."""
    return model.model_fields["root"].annotation if issubclass(model, RootModel) else model
