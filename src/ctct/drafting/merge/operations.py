"""Edits of the tree of a draft. All are bound to what stands there before the first is made, so none moves another's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctct.diagnostics import Path
from ctct.drafting.forms.tree import Collection, Entry, Scalar, tree_of
from ctct.drafting.merge.reshaping import Reshaped
from ctct.drafting.merge.rewriting import DraftTree, Missing, insert, remove, set_field, take
from ctct.drafting.merge.table_operations import GoneCellText, NewCellText, NewRow, Step, putting_in, sibling


@dataclass(eq=False)
class NewItem:
    """A new node: what it says, who is charged with it. ``after`` is its elder sibling, by index or itself new."""

    owner: Path
    level: str
    after: int | NewItem | MovedItem | None
    head: str
    texts: list[str]
    fields: dict[str, Any] = field(default_factory=dict)
    entry: Entry | None = None

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that puts the node in."""
        owner = tree.owner(self.owner, self.level)
        listed = tree.listing(owner, self.level)
        after = sibling(listed, self.after)

        def step() -> None:
            said: dict[str, Any] = {"ten": self.head} if self.head else {}
            if self.texts:
                said["noi_dung"] = self.texts[0] if len(self.texts) == 1 else list(self.texts)
            only_words = not self.fields and list(said) == ["noi_dung"] and len(self.texts) == 1 and _bare(listed)
            self.entry = Entry(None, tree_of(self.texts[0] if only_words else said))
            for key, value in self.fields.items():
                if isinstance(self.entry.node, Collection):
                    set_field(self.entry.node, key, value)
            insert(listed, self.after.entry if isinstance(self.after, NewItem | MovedItem) else after, self.entry)

        return step


def _bare(listed: Collection) -> bool:
    """Return whether the nodes of a list are written as mere words."""
    return bool(listed.entries) and all(isinstance(one.node, Scalar) for one in listed.entries)


def _taking_out(listed: Collection, index: int) -> Step:
    """Return the step that takes one of those listed out."""
    entry = sibling(listed, index)

    def step() -> None:
        if entry is not None:
            remove(listed, entry)

    return step


@dataclass(eq=False)
class NewText:
    """A new paragraph of a node, or a new line of a list of the document (``key``), behind another."""

    owner: Path
    key: str
    after: int | NewText | None
    text: str
    entry: Entry | None = None

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that puts the text in."""
        owner = tree.owner(self.owner, self.key)
        return putting_in(self, tree.listing(owner, self.key, of_texts=True), lambda: Scalar(self.text))


@dataclass(eq=False)
class GoneText:
    """A paragraph, or a line, that is no more."""

    owner: Path
    key: str
    index: int

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that takes the text out."""
        owner = tree.owner(self.owner, self.key)
        return _taking_out(tree.listing(owner, self.key, of_texts=True), self.index)


@dataclass(eq=False)
class MovedText:
    """A paragraph that stands elsewhere now, in a node or as the first of a new one."""

    gone: GoneText
    put: NewText | NewItem

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that moves the text."""
        listed = tree.listing(tree.owner(self.gone.owner, self.gone.key), self.gone.key, of_texts=True)
        entry = sibling(listed, self.gone.index)
        if entry is None or not isinstance(entry.node, Scalar):
            raise Missing
        if isinstance(self.put, NewText):
            self.put.text = str(entry.node.value)
        else:
            self.put.texts[:1] = [str(entry.node.value)]
        steps = (self.put.bind(tree), self.gone.bind(tree))

        def step() -> None:
            for one in steps:
                one()

        return step


@dataclass(eq=False)
class GoneItem:
    """A node that is no more, or a row of a table, with all in it."""

    owner: Path
    level: str
    index: int

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that takes the node out."""
        owner = tree.owner(self.owner, self.level)
        return _taking_out(tree.listing(owner, self.level), self.index)


@dataclass(eq=False)
class JoinedItem:
    """A node without its first paragraph: all else in it goes to an elder sibling, behind what that has."""

    owner: Path
    level: str
    index: int
    elder: int

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that joins the nodes."""
        listed = tree.listing(tree.owner(self.owner, self.level), self.level)
        entry = sibling(listed, self.index)
        place = (*self.owner, self.level)
        elder, node = tree.node((*place, self.elder)), tree.node((*place, self.index))
        first = tree.first_of(node)

        def step() -> None:
            assert entry is not None
            tree.drop_text(node, first)
            tree.give(node, elder)
            remove(listed, entry)

        return step


@dataclass(eq=False)
class MovedItem:
    """A node that stands elsewhere now, with all in it and its comments."""

    gone: GoneItem
    owner: Path
    level: str
    after: int | NewItem | MovedItem | None
    entry: Entry | None = None

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that moves the node."""
        listed = tree.listing(tree.owner(self.gone.owner, self.gone.level), self.gone.level)
        self.entry = sibling(listed, self.gone.index)
        target = tree.listing(tree.owner(self.owner, self.level), self.level)
        after = sibling(target, self.after)

        def step() -> None:
            assert self.entry is not None
            take(listed, self.entry)
            insert(target, self.after.entry if isinstance(self.after, NewItem | MovedItem) else after, self.entry)

        return step


@dataclass(eq=False)
class SetField:
    """A field of a node, or of the document, that says something else now; ``None`` for nothing."""

    owner: Path
    key: str
    value: Any

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that sets the field."""
        owner = tree.owner(self.owner, self.key)
        return lambda: set_field(owner, self.key, self.value)


@dataclass(eq=False)
class SetText:
    """A text of a list that says something else now; ``owner`` ends with the key of the list."""

    owner: Path
    index: int
    text: str

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that sets the text."""
        *above, key = self.owner
        listed = tree.listing(tree.owner(tuple(above), str(key)), str(key), of_texts=True)
        entry = sibling(listed, self.index)
        if entry is None or not isinstance(entry.node, Scalar):
            raise Missing

        def step() -> None:
            entry.node = Scalar(self.text)

        return step


Operation = (
    NewItem
    | NewText
    | GoneText
    | MovedText
    | GoneItem
    | JoinedItem
    | MovedItem
    | SetField
    | SetText
    | NewRow
    | NewCellText
    | GoneCellText
    | Reshaped
)


def made(operations: Sequence[Operation]) -> Callable[[DraftTree], None]:
    """Return the change of a tree that all operations make together."""

    def change(tree: DraftTree) -> None:
        steps = [(one, one.bind(tree)) for one in operations]
        # What a node has left is joined to its elder when all else is done, from the last node on: the elder may go, too.
        joining = [step for one, step in reversed(steps) if isinstance(one, JoinedItem)]
        for step in [*(step for one, step in steps if not isinstance(one, JoinedItem)), *joining]:
            step()
        tree.close()

    return change
