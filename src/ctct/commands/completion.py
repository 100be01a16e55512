"""What a shell can complete: rules by their codes, types and layouts by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctct.language import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def complete_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the codes of rules; of several, parted by commas, the last is completed."""
    from click.shell_completion import CompletionItem

    from ctct.lint.codes import RULES
    from ctct.report.rules import headline

    before, comma, last = incomplete.rpartition(",")
    begun = last.upper()
    return [
        CompletionItem(before + comma + code, help=headline(rule)) for code, rule in RULES.items() if code.startswith(begun)
    ]


def complete_all_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the codes of rules and of all other faults."""
    from click.shell_completion import CompletionItem

    from ctct.lint.codes import faults

    begun = incomplete.upper()
    others = [CompletionItem(code, help=_(one.means)) for code, one in faults().items() if code.startswith(begun)]
    return [*complete_codes(ctx, param, incomplete), *others]


def complete_types(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the types of document, those of the layout asked for if one is."""
    from click.shell_completion import CompletionItem

    from ctct.model.types import TYPES_OF
    from ctct.source.unaccented import unaccented

    family = ctx.params.get("the_thuc") or ""
    known = [TYPES_OF[family]] if family in TYPES_OF else TYPES_OF.values()
    types = {key: kind for one in known for key, kind in one.types.items()}
    begun = unaccented(incomplete)
    return [CompletionItem(key, help=kind.name) for key, kind in types.items() if key.startswith(begun)]


def complete_layouts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the layouts that ship with ctct."""
    from click.shell_completion import CompletionItem

    from ctct.source.shipped import layouts

    return [CompletionItem(name) for name in layouts() if name.startswith(incomplete)]
