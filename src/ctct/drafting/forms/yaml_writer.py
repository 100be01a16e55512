"""The tree with comments → YAML in its one form: two spaces a level, lists one level in, long texts folded at 100 columns.

Quotes stand only where they must, block or brackets as they were written (brackets that no longer fit become a block), one
blank line at most, comments where they stood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from yaml.emitter import Emitter

from ctct.drafting.forms.tree import Alias, Collection, Entry, Scalar, comments_in
from ctct.source.inline import is_id
from ctct.source.yaml import plain_value

WIDTH = 100
STEP = 2

_FOLD = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_yaml(tree: Collection) -> str:
    """Return the text of a tree, with a line end after its last line."""
    if not tree.entries:
        return "\n".join([*_remarks(tree.after, 0), "{}"]) + "\n"
    return "\n".join(_block(tree, 0)) + "\n"


def _block(node: Collection, indent: int) -> list[str]:
    """Return the lines of a collection, each entry on lines of its own."""
    lines: list[str] = []
    for index, entry in enumerate(node.entries):
        head = " " * indent + ("- " if entry.key is None else _key(entry.key) + ": ")
        # Comments above a dash are read as comments above its first key: written there at once, the form is found in one step.
        inline = _in_brackets(entry.node, len(head)) if isinstance(entry.node, Collection) else None
        if not inline and (hoisted := _hoisted(entry)):
            entry.before += hoisted
            inline = _in_brackets(entry.node, len(head)) if isinstance(entry.node, Collection) else None
        if entry.before:
            lines += _remarks(entry.before if index else _without_gap(entry.before), indent)
        lines += [_with_remark(head + inline, entry)] if inline else _entry(entry, head, indent)
    lines += _remarks(node.after, indent)
    return lines


def _hoisted(entry: Entry) -> list[str]:
    """Take the comments that would stand between the dash of an item and the first entry in it: above the dash they are."""
    node = entry.node
    if entry.key is not None or not isinstance(node, Collection) or not node.entries:
        return []
    first = node.entries[0]
    taken = [*filter(None, [entry.beside, *first.before]), *_hoisted(first)]
    entry.beside, first.before = "", []
    return taken


def _remarks(lines: list[str], indent: int) -> Iterator[str]:
    """Yield comments and blank lines, of blank ones never two together."""
    blank = False
    for line in lines:
        if line or not blank:
            yield " " * indent + line if line else ""
        blank = not line


def _without_gap(lines: list[str]) -> list[str]:
    return lines[next((place for place, line in enumerate(lines) if line), len(lines)) :]


def _entry(entry: Entry, head: str, indent: int) -> Iterable[str]:
    """Return an entry that is no collection in brackets."""
    node = entry.node
    if isinstance(node, Collection):
        return _nested(entry, node, head, indent)
    if isinstance(node, Alias):
        return [_with_remark(f"{head}*{node.name}", entry)]
    return _scalar(entry, node, head, indent)


def _nested(entry: Entry, node: Collection, head: str, indent: int) -> list[str]:
    """Return a collection on the lines below its key, or beside its dash."""
    anchor = f"&{node.anchor}" if node.anchor else ""
    lines = _block(node, indent + STEP)
    if entry.key is not None or anchor:
        return [_with_remark((head + anchor).rstrip(), entry), *lines]
    lines[0] = head + lines[0][len(head) :]
    return lines


def _with_remark(line: str, entry: Entry) -> str:
    return f"{line}  {entry.beside}" if entry.beside else line


def _in_brackets(node: Collection, used: int) -> str | None:
    """Return a collection on one line, if it was written so, fits, and has no comments."""
    anchor = f"&{node.anchor} " if node.anchor else ""
    if not node.entries:
        return anchor + ("{}" if node.mapping else "[]")
    if not node.flow or any(comments_in(node)):
        return None
    parts = [_flow(entry) for entry in node.entries]
    if None in parts:
        return None
    written = anchor + ("{%s}" if node.mapping else "[%s]") % ", ".join(filter(None, parts))
    return written if used + len(written) <= WIDTH else None


def _flow(entry: Entry) -> str | None:
    node = entry.node
    key = "" if entry.key is None else _key(entry.key, flow=True) + ": "
    if isinstance(node, Alias):
        return f"{key}*{node.name}"
    if isinstance(node, Collection):
        inner = _in_brackets(node, 0)
        return None if inner is None else key + inner
    return None if isinstance(node.value, str) and "\n" in node.value else key + in_one_line(node, flow=True)


def _key(key: str, *, flow: bool = False) -> str:
    return key if is_id(key.replace("_", "-")) else _quoted(key) if not _may_be_plain(key, flow=flow) else key


def in_one_line(node: Scalar, *, flow: bool) -> str:
    """Return a scalar that is no block, in quotes where it needs them; ``flow`` says that it stands in brackets."""
    anchor = f"&{node.anchor} " if node.anchor else ""
    if not isinstance(node.value, str):
        return anchor + (node.written or ("null" if flow else ""))
    return anchor + (node.value if _may_be_plain(node.value, flow=flow) else _quoted(node.value))


def _may_be_plain(text: str, *, flow: bool) -> bool:
    # Most values are ids: none that long is a word of YAML, and the analysis is slow.
    if is_id(text) and len(text) > 5:
        return True
    analysis = _EMITTER.analyze_scalar(text)
    allowed = analysis.allow_flow_plain if flow else analysis.allow_block_plain
    return allowed and not analysis.multiline and isinstance(plain_value(text), str)


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'


def _scalar(entry: Entry, node: Scalar, head: str, indent: int) -> Iterator[str]:
    """Yield a scalar on one line, or as a block where it does not fit."""
    anchor = f"&{node.anchor} " if node.anchor else ""
    text = node.value if isinstance(node.value, str) else ""
    too_long = len(head) + len(anchor) + len(text) + 2 > WIDTH or "\n" in text
    block = _as_block(text, indent + STEP) if too_long else None
    if block:
        yield _with_remark(head + anchor + block[0], entry)
        yield from block[1:]
    else:
        yield _with_remark((head + in_one_line(node, flow=False)).rstrip(" "), entry)  # other blanks belong to the text


def _as_block(text: str, indent: int) -> list[str] | None:
    """Return a text as a block, its header first; ``None`` for one that a block would change."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not _fits_block(body, lines):
        return None
    chomping, margin = "" if text != body else "-", " " * indent
    # In a folded block a blank line is the end of a line, and one that begins with a blank is not folded.
    foldable = all(line == line.strip() != "" for line in lines)
    too_wide = any(indent + len(line) > WIDTH for line in lines)
    if len(lines) > 1 and not (foldable and too_wide):
        return [f"|{chomping}", *(margin + line if line else "" for line in lines)]
    if not foldable:
        return None
    folded = [[margin + row for row in fill(line, WIDTH - indent)] for line in lines]
    return [f">{chomping}", *(row for place, rows in enumerate(folded) for row in ([""] if place else []) + rows)]


def _fits_block(body: str, lines: list[str]) -> bool:
    """Return whether a block keeps every letter: it would lose blanks at the ends and on blank lines, and turn CR into LF."""
    if body != body.strip() or "\r" in body:
        return False
    return not any(line and not line.strip() for line in lines)


def fill(text: str, width: int, may_part: Callable[[str, int], bool] = lambda text, space: True) -> list[str]:
    """Break a text at single spaces into lines of at most ``width`` characters, as far as its words allow. ``may_part``
    says of the space at a place in the text whether a line may end there.
    """
    rows, start = [], 0
    while len(text) - start > width:
        end = _end_of_row(text, start, width, may_part)
        if end < 0:
            break
        rows.append(text[start:end])
        start = end + 1
    return [*rows, text[start:]]


def _end_of_row(text: str, start: int, width: int, may_part: Callable[[str, int], bool]) -> int:
    """Return the space that ends a row: the last one within ``width``, else the first behind it, -1 for none."""
    end = text.rfind(" ", start, start + width + 1)
    while end >= 0 and not (_FOLD.match(text, end) and may_part(text, end)):
        end = text.rfind(" ", start, end)
    if end < 0:
        end = next((one.start() for one in _FOLD.finditer(text, start + width + 1) if may_part(text, one.start())), -1)
    return end


_EMITTER = Emitter(StringIO(), allow_unicode=True)
