"""From a resolved document to blocks: what templates may do, what is told of those that do it wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[1]
SHIPPED = sorted((ROOT / "templates").glob("*/*.j2"))


@pytest.mark.parametrize("template", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_templates_hold_order_and_fixed_wording_only(template: Path) -> None:
    """They do not count, sort or join: that is for resolution."""
    tree = Environment().parse(template.read_text("utf-8"))
    counting = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Mod, nodes.Concat, nodes.Neg, nodes.Compare)
    asked = {one.attr for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == "loop"}
    assert {one.name for one in tree.find_all(nodes.Filter)} <= {"chu", "so"}
    assert [(one.lineno, type(one)) for one in tree.find_all(counting)] == []
    assert asked <= {"first", "last"}
