"""How a person stops what runs until it is stopped."""

from __future__ import annotations

import signal
from threading import Event


def stop_event() -> Event:
    """Return an event that Ctrl-C sets: an exception in the middle of the work may be taken for a fault of that work. A
    second Ctrl-C ends the process at once.
    """
    stop = Event()

    def tell(number: int, _: object) -> None:
        # The next one takes us by force.
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, tell)
    return stop
