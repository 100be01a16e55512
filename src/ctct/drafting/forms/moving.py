"""A draft that moves to another folder takes the paths in it along."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from ctct.drafting.forms.tree import Collection, Node, Scalar
from ctct.model.sheets import FILE, ROWS
from ctct.project.folders import real
from ctct.project.pictures import PICTURE

_SCHEMA = re.compile(r"(\$schema=)(\.[^\s]*)")


def rebase(tree: Collection, old: str, new: str) -> None:
    """Rewrite the paths of a draft, written as seen from the folder ``old``, as they are seen from ``new``."""
    if real(old) == real(new):
        return
    for scalar in _paths(tree):
        scalar.value = _seen_from(str(scalar.value), old, new)
    if tree.entries:
        above = tree.entries[0].before
        above[:] = [_SCHEMA.sub(lambda found: found[1] + _seen_from(found[2], old, new), line) for line in above]


def _seen_from(path: str, old: str, new: str) -> str:
    seen = os.path.relpath(os.path.join(real(old), path), real(new)).replace(os.sep, "/")
    return f"./{seen}" if path.startswith("./") and not seen.startswith(".") else seen


def _paths(tree: Collection) -> Iterator[Scalar]:
    for key in ("danh_ba", "van_ban", "the_thuc"):
        entry = tree.find(key)
        for scalar in _scalars(entry.node) if entry else ():
            # A layout that ships with ctct is a name, an office's own is a path.
            if key != "the_thuc" or str(scalar.value).startswith("."):
                yield scalar
    inherited = tree.find("ke_thua")
    if inherited and isinstance(inherited.node, Collection) and (source := inherited.node.find("tu")):
        yield from _scalars(source.node)
    yield from _named_below(tree, "bang", (ROWS, FILE))
    yield from _named_below(tree, PICTURE, (FILE,))


def _named_below(node: Node, owner: str, keys: tuple[str, ...], *, below: bool = False) -> Iterator[Scalar]:
    """Yield the names of the files that stand under one of ``keys`` somewhere below ``owner``."""
    for entry in node.entries if isinstance(node, Collection) else ():
        if below and entry.key in keys and isinstance(entry.node, Scalar):
            yield from _scalars(entry.node)
        else:
            yield from _named_below(entry.node, owner, keys, below=below or entry.key == owner)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar) and isinstance(node.value, str):
        yield node
    elif isinstance(node, Collection) and not node.mapping:
        for entry in node.entries:
            yield from _scalars(entry.node)
