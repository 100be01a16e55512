"""Who is named in a document and not in the danh bạ → a danh bạ to look through."""

from __future__ import annotations

from ctct.drafting.forms.tree import Collection, tree_of
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.importing.assignees import Proposals

_TITLE = "# Đề xuất cho danh bạ, lấy từ «{}» (văn bản {}): xem lại, rồi chép những mục đúng vào danh bạ.\n"


def write_proposals(proposals: Proposals, source: str, day: str) -> str:
    """Return the text of a danh bạ with what is proposed, ``""`` for nothing; ``day`` is when the document has them."""
    said = {"nguoi": proposals.people, "co_quan": proposals.bodies}
    tree = tree_of({key: found for key, found in said.items() if found})
    assert isinstance(tree, Collection)
    return _TITLE.format(source, day) + write_yaml(tree) if tree.entries else ""
