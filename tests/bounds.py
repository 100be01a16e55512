"""What a run may cost, in measures that no busy machine changes: how many calls it makes, and an end for what would never end."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANG = 60.0
"""Seconds of the processor after which a run hangs: many times what any takes, a small part of what one without limits takes."""


class Hung(Exception):
    """A run takes longer than it may."""


def calls(run: Callable[[], object]) -> int:
    """Return how many functions are called and generators resumed, in what ends."""
    count = 0

    def tell(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tell)
    try:
        with ended_if_hung():
            run()
    finally:
        sys.setprofile(before)
    return count


@contextmanager
def ended_if_hung(seconds: float = HANG) -> Iterator[None]:
    """Raise :class:`Hung` in what takes more seconds of the processor."""
    with _interrupted("SIGPROF", "ITIMER_PROF", seconds):
        yield


@contextmanager
def ended_if_waiting(seconds: float) -> Iterator[None]:
    """Raise :class:`Hung` in what takes longer by the clock, though it may only wait."""
    with _interrupted("SIGALRM", "ITIMER_REAL", seconds):
        yield


@contextmanager
def _interrupted(signal_name: str, timer_name: str, seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):  # Windows: whatever limits all of the run ends it
        yield
        return
    number, timer = getattr(signal, signal_name), getattr(signal, timer_name)

    def tell(*_: object) -> None:
        raise Hung

    before = signal.signal(number, tell)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(number, before)
