"""What may stand under a key: texts, ids, numbers, times, and lists of them that may be written as their only element."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function
from typing_extensions import TypeAliasType

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.types import MARKS, STATES, TYPE_NAMES
from ctct.model.values import plain_span, read_day, read_hours

Text = Annotated[str, StringConstraints(strict=True, strip_whitespace=True, min_length=1)]
"""A text that is not empty; white space around it is left out."""

Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""An id: lower-case letters without accents, digits, hyphens between."""

Ordinal = Annotated[int, Field(strict=True, ge=1)]
"""A whole number from 1."""


def _as_it_is(value: Any, check: ValidatorFunctionWrapHandler) -> Any:
    """Check a number and leave a whole one whole: 18 must not be printed as «18.0»."""
    check(value)
    return value


Number = Annotated[float, Field(strict=True, allow_inf_nan=False), WrapValidator(_as_it_is)]
"""A number, whole or not."""

Measure = Annotated[float, Field(strict=True, gt=0), WrapValidator(_as_it_is)]
"""A number, whole or not, above zero."""


class Short(NamedTuple):
    """Marks a list that may be written otherwise; ``spell_out`` makes a list of what is written, and may raise ValueError."""

    spell_out: Callable[[Any], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read what is written by ``spell_out`` first."""
        return no_info_before_validator_function(self.spell_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the only element beside the list."""
        whole = handler(schema)
        item = whole["items"]
        return {"anyOf": [*(form for form in item.get("anyOf", [item]) if form.get("type") != "array"), whole]}


def one_or_many(value: Any) -> Any:
    """Let a list be written as its only element."""
    return value if value is None or isinstance(value, list | tuple) else [value]


def text_lines(value: Any) -> Any:
    """Let paragraphs be written as one text; each new line in it begins another paragraph."""
    if isinstance(value, str):
        return [line for line in value.split("\n") if line.strip()] or [""]
    return one_or_many(value)


ONE_OR_MANY = Short(one_or_many)

Lines = Annotated[tuple[Text, ...], Field(min_length=1), Short(text_lines)]
"""Paragraphs."""

Items = Annotated[tuple[Text, ...], Field(min_length=1), ONE_OR_MANY]
"""One text or several."""

# Pydantic works out an alias once, whatever has it: these stand under many keys of every node.
Assignees = TypeAliasType("Assignees", Annotated[tuple[Items, ...], Field(min_length=1), ONE_OR_MANY])
"""Assignees, separated by «;» when printed; an inner list is one group, «A, B và C»."""


def _written_day(value: Any) -> Any:
    """Return a date, which Python and TOML have and YAML has not, as a draft has it."""
    return f"{value.day}/{value.month}/{value.year}" if type(value) is date else value


def _written_number(value: Any) -> Any:
    """Return a whole number as it is printed."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _written_time(value: Any) -> Any:
    """Return a date or a year as a draft has it."""
    return _written_number(_written_day(value))


# The reading of times is a dozen milliseconds to import: most documents have none, or plain ones.


def _period(value: str) -> str:
    if not plain_span(value):
        from ctct.model.times.period import read_period

        read_period(value)
    return value


def _time(value: str) -> str:
    if plain_span(value):
        return value
    from ctct.model.times.phrases import read_timing
    from ctct.model.times.timing import NotUnderstood

    # What is not understood is told by a rule and printed as it is; only a day that cannot be is refused.
    with suppress(NotUnderstood):
        read_timing(value, None)
    return value


def _hours(value: str) -> str:
    read_hours(value)
    return value


def _day(value: str) -> str:
    read_day(value)
    return value


_TEXT_OR_NUMBER: JsonSchemaValue = {"anyOf": [{"type": "string"}, {"type": "integer"}]}

Period = Annotated[
    str, Field(strict=True), AfterValidator(_period), BeforeValidator(_written_time), WithJsonSchema(_TEXT_OR_NUMBER)
]
"""The period of a document as it is written; :func:`ctct.model.times.period.read_period` gives its days."""

Time = TypeAliasType(
    "Time", Annotated[Text, AfterValidator(_time), BeforeValidator(_written_time), WithJsonSchema(_TEXT_OR_NUMBER)]
)
"""A time as people write it; :func:`ctct.model.times.phrases.read_timing` gives what is understood of it."""


def _email(value: str) -> str:
    name, sign, domain = value.partition("@")
    if not (name and sign and "." in domain.strip(".")) or any(one.isspace() or one in "@<>,;" for one in name + domain):
        raise ValueError(
            _("«{value}» không phải một địa chỉ thư điện tử; ghi như «minhdv@quangngai.gov.vn»", value=excerpt(value))
        )
    return value


Email = Annotated[Text, AfterValidator(_email)]
"""An address for electronic mail."""

Hours = Annotated[Text, AfterValidator(_hours)]
"""When on a day something begins, and maybe ends: ``08:00``, ``08:00-11:30``; :func:`ctct.model.values.read_hours` reads it."""

OwnNumber = Annotated[Text, BeforeValidator(_written_number), WithJsonSchema(_TEXT_OR_NUMBER)]
"""A number as it is printed, without the signs round it; :func:`ctct.resolve.marks.read_given` reads it."""

Day = Annotated[str, Field(strict=True), AfterValidator(_day), BeforeValidator(_written_day)]
"""A whole date, ``06/4/2021``."""

if TYPE_CHECKING:
    TypeKey = str
    Mark = str
    State = str
else:
    TypeKey = Literal[tuple(TYPE_NAMES)]
    Mark = Literal[MARKS]
    State = Literal[tuple(STATES)]
