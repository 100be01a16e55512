"""The tree of a body → plain values of a draft, and those → its text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctct.drafting.forms.style import shorten
from ctct.drafting.forms.tree import Collection, Entry, tree_of
from ctct.drafting.forms.tree import Node as Tree
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.importing.capitals import Writing, is_capitals
from ctct.drafting.importing.outline import Node
from ctct.layout.stylesheet import Stylesheet
from ctct.model.types import ARTICLE_LEVELS, LEVELS, ROLES
from ctct.resolve.conventions import LevelConvention
from ctct.resolve.items import WITHOUT_TITLE

_LONGEST_NAME = 600
_OWN_LINE_NAMES = "Tên phần chương mục"
_FLOW = frozenset({"so_ky_hieu", "ngay", "co_quan", "danh_so", "trinh_bay", "nguoi_danh_may"})
_ABOVE = (
    *("the_thuc", "loai", "ten_loai", "co_quan", "so_ky_hieu", "dia_danh", "ngay", "trich_yeu", "danh_ba", "trinh_bay"),
    *(
        "danh_so",
        "do_mat",
        "do_khan",
        "pham_vi",
        "du_thao",
        "nguoi_danh_may",
        "lien_he",
        "ky_so",
        "kinh_gui",
        "can_cu",
        "chu_the",
    ),
)
_BODY = ("noi_dung", "bang", *LEVELS, "ket", "kem_theo", "phu_luc", "chu_thich")
_BELOW = ("noi_nhan", "nguoi_ky", "nguoi_ghi", "nguoi_ky_ben_b", "nguoi_ky_lien_co_quan", "xac_nhan", "ban_sao")


class NodeWriter:
    """Makes plain values of nodes. ``phrases`` are what is charged in the words of a draft, by role and place."""

    def __init__(self, style: Stylesheet, writing: Writing) -> None:
        self._style, self._writing = style, writing
        self._levels: Mapping[str, LevelConvention] = {}

    def body(self, root: Node) -> dict[str, Any]:
        """Return the keys that a body says of itself and below it."""
        articles = not ARTICLE_LEVELS.isdisjoint(node.level for node in root.walk())
        self._levels = self._style.article_levels if articles else self._style.levels
        said: dict[str, Any] = {}
        if texts := [one.text for one in root.paragraphs if one.text]:
            said["noi_dung"] = texts
        if root.tables:
            said["bang"] = root.tables
        self._children(root, said)
        return said

    def _children(self, node: Node, said: dict[str, Any]) -> None:
        if node.children:
            said[node.children[0].level] = [self._node(child) for child in node.children]

    def _node(self, node: Node) -> dict[str, Any]:
        said: dict[str, Any] = {}
        if node.id:
            said["id"] = node.id
        texts = node.paragraphs
        if texts and self._is_name(node):
            said["ten"] = self._name(node, texts[0].text)
            texts = texts[1:]
        marks = {"so": node.given, "danh_so": node.own_mark if node.children else ""}
        said |= {key: mark for key, mark in marks.items() if mark}
        if node.time:
            said["thoi_gian"] = node.time
        if kept := [one.text for one in texts if one.text]:
            said["noi_dung"] = kept
        if node.product:
            said["san_pham"] = node.product
        if node.tables:
            said["bang"] = node.tables
        said |= {role: node.charges[role][0] for role in (*ROLES, "nhu") if role in node.charges}
        self._children(node, said)
        return said

    def _is_name(self, node: Node) -> bool:
        first, convention = node.paragraphs[0], self._convention(node)
        if convention.own_line or len(first.text) > _LONGEST_NAME:
            return bool(convention.own_line)
        if first.line.style in (convention.style, convention.style + WITHOUT_TITLE):  # one of ours
            return bool(first.line.style == convention.style)
        if first.bold or self._style.effective(convention.style).get("bold"):
            return bool(first.bold)
        return bool(node.children) and not first.text.endswith((".", ";", ":", ",", "…"))

    def _name(self, node: Node, text: str) -> str:
        convention = self._convention(node)
        style = _OWN_LINE_NAMES if convention.own_line else convention.style
        prints_capitals = bool(self._style.effective(style).get("caps"))
        return self._writing.in_a_sentence(text) if prints_capitals and is_capitals(text) and "[^" not in text else text

    def _convention(self, node: Node) -> LevelConvention:
        return self._levels[node.level]


def write_draft(value: Mapping[str, Any], *, markdown: bool, remarks: list[str]) -> str:
    """Return a draft as a text; ``remarks`` stand above it as comments."""
    above, body, below = (_entries(value, keys) for keys in (_ABOVE, _BODY, _BELOW))
    for entry in body:
        shorten(entry)
    for part in (body, below):
        for entry in part[: len(part) if part is body else 1]:
            entry.before.insert(0, "")
    if opening := next((entry for entry in above if entry.key in ("kinh_gui", "can_cu", "chu_the")), None):
        opening.before.insert(0, "")
    tree = Collection([*above, *body, *below])
    tree.entries[0].before[:0] = [f"# {one}".rstrip() for one in remarks]
    text = write_yaml(tree)
    if not markdown:
        return text
    from ctct.drafting.convert import to_markdown  # what reads Markdown is a sixth of a second to import

    return to_markdown(text).text


def _entries(value: Mapping[str, Any], keys: tuple[str, ...]) -> list[Entry]:
    make = _listed_entry if keys is _BODY else _entry
    return [make(key, value[key]) for key in keys if value.get(key) not in (None, [], {})]


def _listed_entry(key: str, said: Any) -> Entry:
    return Entry(key, _listed(key, said))


def _listed(key: str, said: Any) -> Tree:
    if key in ("noi_dung", "ket", "bang") and not isinstance(said, list):
        said = [said]
    return tree_of(said)


def _entry(key: str, said: Any) -> Entry:
    if isinstance(said, list) and len(said) == 1:
        said = said[0]
    node = tree_of(said)
    if key in _FLOW:
        _flow(node)
    if isinstance(node, Collection) and node.mapping:
        for inner in node.entries:
            if isinstance(inner.node, Collection) and not inner.node.mapping and len(inner.node.entries) == 1:
                inner.node = inner.node.entries[0].node
    return Entry(key, node)


def _flow(node: Tree) -> None:
    if isinstance(node, Collection):
        node.flow = True
