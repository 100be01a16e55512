"""Where words of the markup come from: read as :mod:`ctct.layout.filters` writes it."""

from __future__ import annotations

from ctct.diagnostics import Path
from ctct.language import _
from ctct.layout.attributes import Element, MarkupFault
from ctct.resolve.inlines import Origin, Origins, shifted


def path_of(written: str) -> Path:
    """Return a path of a draft: ``phan/0/ten``."""
    return tuple([int(step) if step.isdecimal() else step for step in written.split("/")]) if written else ()


def origins_of(element: Element, size: int) -> Origins:
    """Return where the ``size`` characters of an element come from. Raises :class:`MarkupFault`."""
    written: str = element.get("at") or ""
    if not written:
        return ()
    path, sign, part = written.partition("~" if "~" in written else ":")
    if not sign:
        return (Origin(0, size, path_of(path)),)
    start, _rest, stop = part.partition(":")
    if not (start.isdecimal() and stop.isdecimal()):
        raise MarkupFault(_("«at» không nhận «{written}»", written=written), element)
    return (Origin(0, size, path_of(path), int(start), int(stop), sign == ":"),)


def one_behind_the_other(first: Origins, size: int, second: Origins) -> Origins:
    """Return where two texts come from that are put together; the first is ``size`` characters long."""
    return (*first, *shifted(second, size)) if second else first
