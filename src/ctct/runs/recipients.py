"""Recipients that a draft lacks, put into its text."""

from __future__ import annotations

from collections.abc import Sequence

from ctct.drafting.forms.tree import Collection, Entry, Scalar
from ctct.drafting.merge.rewriting import DraftTree, insert, rewritten
from ctct.lint.endings import DASHES
from ctct.tracking.recipients import Proposed

KEY = "noi_nhan"


def with_recipients(name: str, text: str, proposed: Sequence[Proposed]) -> str | None:
    """Return the text of a draft with lines added to its recipients, the superior body at their head, the others before the
    line of the archive; ``None`` where they are written in a way in which nothing can be added.
    """
    return rewritten(name, text, lambda tree: _add(tree, proposed))


def _add(tree: DraftTree, proposed: Sequence[Proposed]) -> None:
    root = tree.roots[0]  # of a draft in Markdown its front matter
    if root.find(KEY) is None:
        place = next((at for at, entry in enumerate(root.entries) if entry.key == "nguoi_ky"), len(root.entries))
        root.entries.insert(place, Entry(KEY, Collection(mapping=False)))
    listed = tree.listing(root, KEY)
    archive = next((at for at, entry in enumerate(listed.entries) if _is_archive(entry)), len(listed.entries))
    _insert_all(listed, listed.entries[archive - 1] if archive else None, [one.line for one in proposed if not one.first])
    _insert_all(listed, None, [one.line for one in proposed if one.first])
    tree.close()


def _insert_all(listed: Collection, after: Entry | None, lines: Sequence[str]) -> None:
    for line in lines:
        entry = Entry(None, Scalar(line))
        insert(listed, after, entry)
        after = entry


def _is_archive(entry: Entry) -> bool:
    said = str(entry.node.value) if isinstance(entry.node, Scalar) else ""
    return said.lstrip(DASHES).startswith(("Lưu ", "Lưu:")) and not said.startswith("Lưu trữ ")
