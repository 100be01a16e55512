"""What the page orders of the copies that are open beside the draft: to open, take, leave and close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote

from ctct.watch.copies import LIMIT_COPY, CopyDesk
from ctct.watch.guarded import GuardedHandler

LIMIT_NAME = 200
"""Letters of a copy's name."""


def _hand_over(handler: GuardedHandler, copies: CopyDesk, name: str) -> None:
    """Open the copy that is the body, under the name that stands behind ``copy/``."""
    name = PurePath(unquote(name)).name[:LIMIT_NAME]
    data = handler.body(LIMIT_COPY)
    if not name or data is None:
        handler.refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if name else HTTPStatus.FORBIDDEN)
        return
    handler.tell(copies.state(copies.add(name, data)))


def _take(handler: GuardedHandler, copies: CopyDesk, rest: str) -> None:
    asked = handler.json_asked()
    number, key = _edit_asked(asked)
    draft = asked.get("draft") if isinstance(asked, dict) else None
    if number is None or not isinstance(draft, str) or rest:
        handler.refuse(HTTPStatus.FORBIDDEN)
        return
    handler.tell(copies.state(copies.take(number, key, draft)))


def _leave(handler: GuardedHandler, copies: CopyDesk, rest: str) -> None:
    _change(handler, copies, rest, copies.leave)


def _close(handler: GuardedHandler, copies: CopyDesk, rest: str) -> None:
    _change(handler, copies, rest, lambda number, _: copies.close(number))


def _change(handler: GuardedHandler, copies: CopyDesk, rest: str, change: Callable[[int, str | None], None]) -> None:
    number, key = _edit_asked(handler.json_asked())
    if number is None or rest:
        handler.refuse(HTTPStatus.FORBIDDEN)
        return
    change(number, key)
    handler.tell(copies.state())


def _edit_asked(said: Any) -> tuple[int | None, str | None]:
    """Return the copy, and the edit or none, that an order is about."""
    number, key = (said.get("copy"), said.get("key")) if isinstance(said, dict) else (None, None)
    known = type(number) is int and (key is None or isinstance(key, str))
    return (number, key) if known else (None, None)


COPY_ORDERS: Mapping[str, Callable[[GuardedHandler, CopyDesk, str], None]] = {
    "copy": _hand_over,
    "take": _take,
    "leave": _leave,
    "close": _close,
}
