"""What browsers are told as it happens: that there is a new edition of a draft, or a new list of its folder's drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ctct.watch.folder import DraftFolder
from ctct.watch.preview import Preview


def news(
    preview: Preview, folder: DraftFolder | None, patience: Callable[[], float], state_since: Callable[[int], bytes] | None
) -> Iterator[bytes]:
    """Yield what an event stream says of each, without end; something at the latest after each ``patience``, in seconds. With a
    new edition goes what ``state_since`` says is new in it since the one told before: whoever hears it need not ask for it.
    """
    known = listed = -1

    def is_new() -> bool:
        return preview.edition.number != known or (folder is not None and folder.edition != listed)

    while True:
        with preview.changed:
            preview.changed.wait_for(is_new, patience())
            number, edition = preview.edition.number, folder.edition if folder else listed
        told = b"event: state\ndata: %s\n\n" % state_since(known) if state_since and number > known > 0 else b""
        told += b"data: %d\n\n" % number if number != known else b""
        told += b"event: drafts\ndata: %d\n\n" % edition if edition != listed else b""
        known, listed = number, edition
        yield told or b": still here\n\n"
