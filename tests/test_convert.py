"""A draft keeps its content from YAML to Markdown and back."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from ctct.forms.convert import to_markdown, to_yaml
from ctct.forms.meaning import same_draft
from ctct.forms.read import read_draft
from ctct.forms.tree import Collection, tree_of
from ctct.forms.yaml_writer import write_yaml
from ctct.model.document import Draft
from ctct.model.messages import validate
from drafts import drafts


def as_yaml(value: dict[str, Any]) -> str:
    tree = tree_of(value)
    assert isinstance(tree, Collection)
    return write_yaml(tree)


def meant(name: str, text: str) -> Draft:
    return validate(Draft, read_draft(name, text)[0])


def survives_markdown(value: dict[str, Any]) -> None:
    written = as_yaml(value)
    assert read_draft("x.yaml", written)[0] == value
    markdown, _, lost = to_markdown(written)
    assert lost == ()
    assert same_draft(meant("x.md", markdown), meant("x.yaml", written))
    back = to_yaml(markdown)
    assert same_draft(meant("x.yaml", back), meant("x.yaml", written))
    again, *_ = to_markdown(back)
    assert to_markdown(to_yaml(again))[0] == again


@given(drafts())
@settings(max_examples=200, deadline=None)
def test_any_draft_survives_markdown(value: dict[str, Any]) -> None:
    survives_markdown(value)
