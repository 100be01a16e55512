"""A whole draft in Markdown ↔ its trees: the front matter, and the body that the paper says."""

from __future__ import annotations

from dataclasses import replace

from ctct.drafting.forms.markdown_writer import write_body
from ctct.drafting.forms.tree import Collection, Entry, Scalar, comments_in, entry_at, plain, tree_of
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.model.vocabulary import WORDS
from ctct.source.markdown.document import LEVELS_KEY, front_text, load
from ctct.source.markdown.nodes import DEFAULT_LEVELS
from ctct.source.markdown.places import MarkdownPlaces

BODY_KEYS = ("noi_dung", "bang", *WORDS.levels, "ket", *WORDS.attached, "thuong_ky", "chu_thich")
"""The keys of a draft that its body says."""


def in_body(entry: Entry) -> bool:
    """Return whether a draft's body can say ``entry``; it cannot say that there is nothing."""
    if isinstance(entry.node, Scalar) and entry.node.value is None:
        return False
    if entry.key == "kem_theo":
        return _has_heading(entry, "trich_yeu") and not _has_heading(entry, "ten")
    if entry.key == "phu_luc":
        items = entry.node.entries if isinstance(entry.node, Collection) else []
        return all(_has_heading(item, "ten") for item in items)
    return entry.key in BODY_KEYS


def _has_heading(entry: Entry, key: str) -> bool:
    """Return whether ``entry`` says ``key`` in one line."""
    found = entry.node.find(key) if isinstance(entry.node, Collection) and entry.node.mapping else None
    said = plain(found.node) if found else None
    return isinstance(said, str) and len(said.splitlines()) == 1


def read_markdown(text: str) -> tuple[Collection, Collection]:
    """Return the front matter and the body of a text that :func:`ctct.source.markdown.load` accepts."""
    _, places = load(text, WORDS)
    front = front_text(text)
    lines = [line.strip() for line in front.splitlines()]
    tree = read_yaml(front) if any(line and not line.startswith("#") for line in lines) else Collection(after=lines)
    above = tree.entries[0].before if tree.entries else tree.after
    del above[0]  # the line that opens the front matter
    return tree, _body(places)


def _body(places: MarkdownPlaces) -> Collection:
    body = tree_of(places.said)
    assert isinstance(body, Collection)
    for path, written in places.fences.items():
        if table := entry_at(body, path):
            table.node = replace(read_yaml(written), fenced=True)
    for path, comment in places.comments:
        entry = entry_at(body, path)
        lines = body.after if entry is None else entry.before
        lines += [f"# {line.strip()}".rstrip() for line in comment.strip().split("\n")]
    return body


def write_markdown(front: Collection, body: Collection) -> str:
    """Return the Markdown of a draft. The front matter says what its headings are unless they are the usual ones."""
    levels = _levels(front, body)
    front.dissolve(LEVELS_KEY) if levels == DEFAULT_LEVELS else _set_levels(front, levels)
    loai = front.find("loai")
    written = write_yaml(front) if front.entries or front.after else ""
    said = write_body(body, WORDS, levels, str(plain(loai.node)) if loai else "")
    return "---\n" + written.removesuffix("{}\n") + "---\n" + (f"\n{said}" if said else "")


def _levels(front: Collection, body: Collection) -> tuple[str, ...]:
    used = set(_levels_in(body))
    asked = front.find(LEVELS_KEY)
    said = plain(asked.node) if asked else None
    known = tuple(said) if isinstance(said, list) else DEFAULT_LEVELS
    if used <= set(known):
        return known
    return tuple(level for level in WORDS.levels if level in used | set(known if asked else ()))


def _levels_in(tree: Collection) -> set[str]:
    found: set[str] = set()
    for entry in tree.entries:
        if isinstance(entry.node, Collection):
            found |= _levels_in(entry.node)
            if entry.key in WORDS.levels:
                found.add(str(entry.key))
    return found


def _set_levels(front: Collection, levels: tuple[str, ...]) -> None:
    node = Collection([Entry(None, Scalar(level)) for level in levels], mapping=False, flow=True)
    entry = front.find(LEVELS_KEY)
    if entry is None:
        front.entries.append(Entry(LEVELS_KEY, node))
    elif plain(entry.node) != [*levels]:
        entry.before += comments_in(entry.node)
        entry.node = node
