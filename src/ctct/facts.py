"""What the block map of a document says of its draft."""

from __future__ import annotations

from hashlib import sha256
from os.path import basename

from ctct import __version__
from ctct.emit.formats import Form
from ctct.layout.block_map import Facts
from ctct.outcome import Outcome
from ctct.project.beside import ENDINGS


def is_for_review(outcome: Outcome, form: Form) -> bool:
    """Return whether a document is to carry its map: it is asked for, or the draft has no number yet or is one of several."""
    draft = outcome.draft
    if form.copy or draft is None:
        return form.copy == "review"
    return draft.so_ky_hieu.so is None or draft.du_thao is not None


def facts_of(outcome: Outcome) -> Facts:
    """Return what a map says of a draft. Its folder is not named, nor are the files round it: they say where it was written."""
    gathered, layout = outcome.gathered, outcome.layout
    assert layout is not None
    # How far the works have come, what others say of them and when the office is closed is no part of the document: it may
    # change every day.
    data = {name: held for name, held in gathered.files.data.items() if not name.endswith(ENDINGS)}
    data = {name: held for name, held in data.items() if name not in gathered.days_off}
    own = data.pop(gathered.name, b"")
    others = sorted(map(digest_of_text, data.values()))
    return Facts(
        ten_tep=basename(gathered.name),
        du_thao=digest_of_text(own),
        danh_ba=sha256("".join(others).encode()).hexdigest(),
        phien_ban=__version__,
        the_thuc=layout.folder.name,
        an_ban=layout.stylesheet.edition,
        ngay=(outcome.resolved.ngay or "") if outcome.resolved else "",
    )


def digest_of_text(data: bytes) -> str:
    """Return the hash of a file whose lines may end otherwise on another machine: git sees to that."""
    return sha256(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()
