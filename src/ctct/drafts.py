"""Which drafts a command works on, and working on several at once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

_IS_DRAFT = re.compile(rb"^(?:\xef\xbb\xbf)?loai[ \t]*:", re.MULTILINE)
_WORTH_A_POOL = 4

Result = TypeVar("Result")


class Misuse(Exception):
    """The command was given arguments that cannot be followed."""


def find_drafts(names: Iterable[str]) -> list[str]:
    """Return the drafts named, with those found in folders; each once. In a folder a YAML file with a top-level ``loai``,
    or a Markdown file with one in its front matter, is a draft. Raises :class:`Misuse` for a folder without any.
    """
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = drafts_in(name)
        if not inside:
            raise Misuse(f"trong thư mục «{name}» không có dự thảo nào (tệp .yaml hoặc .md có khóa «loai»)")
        found.update(dict.fromkeys(inside))
    return list(found)


def drafts_in(folder: str) -> list[str]:
    """Return the drafts in a folder and all below it, hidden folders left out."""
    return sorted(walk_drafts(folder))


def walk_drafts(folder: str) -> Iterator[str]:
    """Yield the drafts of :func:`drafts_in` as they are found, in no order."""
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = os.path.normpath(os.path.join(parent, name))
            if name.endswith((".yaml", ".yml", ".md")) and is_draft(path):
                yield path


def is_draft(path: str) -> bool:
    """Return whether a file says that it is a draft; one that cannot be read is taken for one, so that it is told of."""
    try:
        data = Path(path).read_bytes()
    except OSError:
        return True
    if path.endswith(".md"):  # the keys of a draft in Markdown stand between the first two lines of «---»
        data = data.split(b"\n---", 1)[0] if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else b""
    return _IS_DRAFT.search(data) is not None


def work(job: Callable[[str], Result], names: Sequence[str]) -> Iterator[Result]:
    """Yield what ``job`` makes of each name, in order; several processes share long work."""
    workers = min(_processors(), len(names))
    if len(names) < _WORTH_A_POOL or workers < 2:
        yield from map(job, names)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(job, names, chunksize=max(1, len(names) // (workers * 8)))


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
