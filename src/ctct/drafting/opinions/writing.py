"""The file of opinions as it is to be, with no other line of it touched."""

from __future__ import annotations

from collections.abc import Sequence

from ctct.drafting.forms.tree import Collection, Entry, tree_of
from ctct.drafting.merge.rewriting import DraftTree, remove, rewritten, set_field
from ctct.drafting.opinions.gathering import Gathered, Kept

_BOM = "\ufeff"
_HEAD = """\
# Ý kiến góp vào {name}, do «ctct y-kien nhan» ghi. Với mỗi ý kiến:
# - xu_ly: tiep_thu, tiep_thu_mot_phan, giai_trinh, hoặc chua_xu_ly;
# - giai_trinh: lời in ở cột «Tiếp thu, giải trình».
du_thao: {name}
"""


def with_opinions(name: str, text: str | None, draft: str, gathered: Gathered) -> str | None:
    """Return the text of the file ``name`` with what has been gathered on ``draft``; it had ``text``, ``None`` if it is new.
    Returns ``None`` where its form does not let it be changed.
    """
    before = _HEAD.format(name=draft) if text is None else text
    plain = before.removeprefix(_BOM)
    by_windows = "\r\n" in plain and plain.count("\n") == plain.count("\r\n")
    made = rewritten(name, plain.replace("\r\n", "\n") if by_windows else plain, lambda tree: _change(tree, gathered))
    if made is None:
        return None
    return before[: len(before) - len(plain)] + (made.replace("\n", "\r\n") if by_windows else made)


def _change(tree: DraftTree, gathered: Gathered) -> None:
    for key, listed in (("tra_loi", gathered.answers), ("y_kien", gathered.opinions)):
        _change_list(tree, key, listed)
    tree.close()


def _change_list(tree: DraftTree, key: str, wanted: Sequence[Kept]) -> None:
    root = tree.roots[0]
    if not wanted and root.find(key) is None:
        return
    listed = tree.listing(root, key)
    there = list(listed.entries)
    kept = {one.index: one for one in wanted if one.index is not None}
    for index, entry in enumerate(there):
        if index in kept:
            _change_entry(entry, kept[index])
        else:
            remove(listed, entry)
    apart = [""] if any(one.before[:1] == [""] for one in listed.entries[1:]) else []
    fresh = [Entry(None, tree_of(one.said)) for one in wanted if one.index is None]
    for number, entry in enumerate(fresh, len(listed.entries)):
        entry.before = list(apart) if number else []
    listed.entries += fresh
    listed.flow = listed.flow and not fresh


def _change_entry(entry: Entry, kept: Kept) -> None:
    node = entry.node
    assert isinstance(node, Collection)
    for key in {**kept.before, **kept.said}:
        if kept.before.get(key) != kept.said.get(key):
            set_field(node, key, kept.said.get(key))
