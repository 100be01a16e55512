"""Lines that the layout punctuates: what a draft has typed at either end of them."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.language import _
from ctct.lint.registry import Finding
from ctct.resolve.tree import Inlines, Run

DASHES = "-–+ "
"""What may stand before a line that the layout sets a dash before."""


def typed_dashes(field: str, lines: tuple[str, ...] | None) -> Iterator[Finding]:
    """Find the lines of ``field`` that begin with a dash, which the layout prints too."""
    for index, line in enumerate(lines or ()):
        bare = line.lstrip(DASHES)
        if bare and bare != line:
            end = len(line) - len(bare)
            message = _("dòng có gạch đầu dòng gõ tay «{line}»", line=line[:end].strip())
            yield Finding((field, index), message, _("bỏ gạch"), part=(0, end), fix="")


def misplaced_ends(field: str, lines: tuple[str, ...] | None, printed: tuple[Inlines, ...]) -> Iterator[Finding]:
    """Find the lines of ``field`` that end with another mark than the one printed there."""
    for index, (line, pieces) in enumerate(zip(lines or (), printed, strict=False)):
        bare = line.rstrip(" ,;.")
        typed = line[len(bare) :].strip()
        last = pieces[-1] if pieces else None
        right = last.text if isinstance(last, Run) else ""
        if typed and typed != right and not line.endswith("..."):  # an ellipsis is said, and stays
            message = _("cuối dòng gõ «{typed}», mà thể thức in «{right}»", typed=typed, right=right)
            yield Finding((field, index), message, _("bỏ dấu cuối dòng"), part=(len(bare), len(line)), fix="")
