"""Keeps an office's own templates, which are somebody else's data, from running on without end or making very much of little.

Whatever turns in circles, loops and macros, looks at the clock on the way, and what may grow is measured. A sandbox within one
process cannot bound everything: whoever builds the layouts of strangers sets limits to the process too.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextvars import ContextVar
from time import monotonic
from typing import Any

from jinja2 import BaseLoader, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, markup_join
from jinja2.visitor import NodeTransformer

from ctct.language import _
from ctct.layout.environment import TemplateEnvironment

MOST_SECONDS = 60
"""By the clock on the wall: a programme of 20,000 items takes two."""

MOST_CHARACTERS = 64_000_000
"""Of markup: a programme of 20,000 items is five million."""

_MOST_BITS = 4096
_STEPS_BETWEEN_LOOKS = 64

# Not those that make much of little (``center``, ``batch``) or say something else each time (``random``).
_FILTERS = frozenset(
    {"abs", "capitalize", "chu", "count", "d", "default", "e", "escape", "first", "float", "int", "last", "length", "list"}
    | {"lower", "map", "max", "min", "reject", "rejectattr", "reverse", "safe", "select", "selectattr", "so", "sort"}
    | {"string", "title", "trim", "tron", "unique", "upper"}
)
_GROWING = frozenset(
    {"center", "encode", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust", "translate", "zfill"}
)
"""The methods of texts that make much of little."""


class Overrun(Exception):
    """A template goes beyond what it may use."""


class Budget:
    """What one rendering may still use."""

    def __init__(self) -> None:
        self._until = monotonic() + MOST_SECONDS
        self._steps = 0
        self._written = 0

    def step(self) -> None:
        """Count a step. Raises :class:`Overrun` when the time is up."""
        self._steps += 1
        if self._steps % _STEPS_BETWEEN_LOOKS == 0 and monotonic() > self._until:
            raise Overrun(_("chạy quá {limit} giây mà chưa xong", limit=MOST_SECONDS))

    def write(self, length: int) -> None:
        """Count what is written."""
        self._written += length
        hold(self._written)
        self.step()


def hold(length: int) -> None:
    """Raise :class:`Overrun` for a text that is too long."""
    if length > MOST_CHARACTERS:
        raise Overrun(_("viết ra quá {limit} triệu ký tự", limit=MOST_CHARACTERS // 1_000_000))


_BUDGET: ContextVar[Budget] = ContextVar("_BUDGET")
"""That of the rendering under way: templates are compiled once for all renderings."""


class GuardedEnvironment(TemplateEnvironment):
    """The world of templates, in which a step of a loop or a macro is counted and what grows is measured."""

    intercepted_binops = frozenset(["+", "*", "**", "%"])

    def __init__(self, loader: BaseLoader, *, placed: bool = True) -> None:
        super().__init__(loader, placed=placed)
        self.filters = {name: given for name, given in self.filters.items() if name in _FILTERS}
        del self.globals["lipsum"]

    def watched(self, pieces: Iterator[str]) -> Iterator[str]:
        """Yield what a template writes as long as it keeps within bounds. Raises :class:`Overrun`."""
        assert isinstance(pieces, Generator)
        budget = Budget()
        _BUDGET.set(budget)
        for piece in pieces:
            try:
                budget.write(len(piece))
            except Overrun as overrun:
                pieces.throw(overrun)  # it is the template's fault: raised there, it tells where
            yield piece

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Counting().visit(tree)
        return tree.set_environment(self)  # type: ignore[return-value]

    def step(self) -> None:
        """Count a step of the template that is being rendered."""
        _BUDGET.get().step()

    def joined(self, *pieces: Any) -> str:
        """Return what ``~`` makes of its operands."""
        text = markup_join(pieces)
        hold(len(text))
        return text

    def concat(self, pieces: Iterable[str]) -> str:
        """Return what a macro or a block has written."""
        text = "".join(pieces)
        hold(len(text))
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the outcome of an operator that may make much of little."""
        if operator == "%" and isinstance(left, str):
            raise SecurityError(_("không định dạng chữ bằng «%»"))
        if isinstance(left, int) and isinstance(right, int):
            _hold_bits(operator, left, right)
        elif operator == "*":
            hold(_size(left) * _size(right))
        elif operator == "+":
            hold(_size(left) + _size(right))
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may ask for an attribute."""
        growing = isinstance(obj, int | float) or (isinstance(obj, str) and attr in _GROWING)
        return not growing and super().is_safe_attribute(obj, attr, value)


def _size(value: Any) -> int:
    """Return how long a value is, or how many times it repeats another."""
    return abs(value) if isinstance(value, int) else len(value) if hasattr(value, "__len__") else 1


def _hold_bits(operator: str, left: int, right: int) -> None:
    bits = left.bit_length() * (max(right, 1) if operator == "**" else 1) + right.bit_length()
    if bits > _MOST_BITS:
        raise Overrun(_("tính ra số quá lớn"))


class _Counting(NodeTransformer):
    """Has templates count their steps, and measure what ``~`` puts together."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's visitors are named after its nodes
        """Count each turn of a loop."""
        return self._counted(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        """Count each call of a macro."""
        return self._counted(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        """Count each call of what a macro is given to call."""
        return self._counted(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """Measure what is put together."""
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)

    def _counted(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(_call("step", [], node.lineno), lineno=node.lineno))
        return node


def _call(name: str, operands: list[nodes.Expr], line: int) -> nodes.Call:
    """Return the call of a method of the environment."""
    return nodes.Call(nodes.EnvironmentAttribute(name), operands, [], None, None, lineno=line)
