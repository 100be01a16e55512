"""YAML ↔ Markdown: one tree is parted into front matter and body, or put together from them."""

from __future__ import annotations

from dataclasses import dataclass

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.drafting.differences import place_of_difference, place_of_fault
from ctct.drafting.forms.markdown_form import BODY_KEYS, in_body, read_markdown, write_markdown
from ctct.drafting.forms.meaning import meaning_of_draft
from ctct.drafting.forms.moving import rebase
from ctct.drafting.forms.style import shorten
from ctct.drafting.forms.tree import Collection, Entry, comments_of, expand
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.language import _
from ctct.model.document import VanBan
from ctct.model.structure import structure_faults
from ctct.model.validation import validate
from ctct.project.files import MARKDOWN, YAML
from ctct.project.not_drafts import refuse_others
from ctct.project.reading import is_markdown, read_draft
from ctct.report.located import region_of
from ctct.source.markdown.document import LEVELS_KEY
from ctct.source.places import Places
from ctct.source.spans import Region

CLOSING_KEYS = frozenset({"noi_nhan", "nguoi_ky", "nguoi_ghi", "nguoi_ky_ben_b", "nguoi_ky_lien_co_quan", "xac_nhan"})
"""What a draft in YAML says below its body."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A draft in its other form: the text, the ending of its file's name, and in words what could not be kept."""

    text: str
    suffix: str
    lost: tuple[str, ...]


def convert(name: str, text: str, move: tuple[str, str] | None = None) -> Converted:
    """Return a draft in its other form, with all that it says. ``move`` is the folder that it comes from and the one that it
    goes to. Raises :class:`Rejected` for a draft that is not valid.
    """
    value, places = read_draft(name, text)
    refuse_others(name, value)
    try:
        return _converted(name, text, move, value, places)
    except Rejected as rejected:
        raise Rejected(_placed(one, places) for one in rejected.diagnostics) from None


def _converted(name: str, text: str, move: tuple[str, str] | None, value: object, places: Places) -> Converted:
    draft = validate(VanBan, value)
    made = (to_yaml if is_markdown(name, text) else to_markdown)(text, move)
    try:
        again = validate(VanBan, read_draft(made.suffix, made.text)[0])
    except Rejected as rejected:
        first = rejected.diagnostics[0]
        # A fault of what was read has its place by keys, which the two forms share.
        region = place_of_fault(rejected, made.text, text) if first.region or not first.at else region_of(first, places)
        raise _refusal(draft, region, first.message) from None
    meant, kept = meaning_of_draft(draft if move is None else draft.model_copy(update=_paths(again))), meaning_of_draft(again)
    if meant != kept:
        raise _refusal(draft, place_of_difference(meant, kept, places))
    return made


def _placed(fault: Diagnostic, places: Places) -> Diagnostic:
    """Return a fault with its place in the text, for whoever has read nothing but that."""
    return fault._replace(region=region_of(fault, places)) if fault.at and fault.region is None else fault


def _refusal(draft: VanBan, region: Region, reason: str = "") -> Rejected:
    """Return what stands in the way: that the draft's parts do not fit together, else the place that cannot be written."""
    if faults := structure_faults(draft):
        return Rejected(faults)
    message = _("chỗ này không viết được ở dạng kia mà giữ nguyên nội dung") + (f": {reason}" if reason else "")
    return Rejected([error("DG03", (), message, _("viết lại chỗ này cho đơn giản hơn rồi đổi lại"), region=region)])


def _paths(draft: VanBan) -> dict[str, object]:
    return {key: getattr(draft, key) for key in ("danh_ba", "van_ban", "the_thuc", "ke_thua")}


def to_markdown(text: str, move: tuple[str, str] | None = None) -> Converted:
    """Return a draft in YAML as Markdown."""
    tree = read_yaml(text)
    lost = []
    if expand(tree):
        lost.append(_("neo «&» và chỗ nhắc lại «*»: thay bằng chính nội dung"))
    if move:
        rebase(tree, *move)
    body = Collection([entry for entry in tree.entries if in_body(entry)])
    front = Collection([entry for entry in tree.entries if not in_body(entry)], after=tree.after)
    if any("-->" in comment for entry in body.entries for comment in comments_of(entry)):
        lost.append(_("dấu «-->» trong ghi chú: viết thành «-- >»"))
    return Converted(write_markdown(front, body), MARKDOWN[0], tuple(lost))


def to_yaml(text: str, move: tuple[str, str] | None = None) -> Converted:
    """Return a draft in Markdown as YAML."""
    front, body = read_markdown(text)
    if move:
        rebase(front, *move)
        rebase(body, *move)
    return Converted(write_yaml(joined(front, body)), YAML[0], ())


def joined(front: Collection, body: Collection) -> Collection:
    """Return one tree, the body before what closes a draft, in the style of a draft written by hand."""
    front.dissolve(LEVELS_KEY)
    entries = sorted(body.entries, key=lambda entry: BODY_KEYS.index(str(entry.key)))
    for entry in entries:
        shorten(entry)
    entries = [entry for entry in entries if not _added(front, entry)]
    insert_before_closing(front, entries)
    front.after += body.after
    return front


def insert_before_closing(tree: Collection, entries: list[Entry]) -> None:
    """Put entries before what closes a draft, each with a blank line above it and one below the last."""
    place = next((place for place, entry in enumerate(tree.entries) if entry.key in CLOSING_KEYS), len(tree.entries))
    for entry in [*entries, *tree.entries[place : place + 1]]:
        if entry.before[:1] != [""]:
            entry.before.insert(0, "")
    tree.entries[place:place] = entries


def _added(front: Collection, entry: Entry) -> bool:
    """Add works or notes of the body to those of the front matter, where that has some."""
    held = front.find(str(entry.key))
    if held is None or not isinstance(held.node, Collection) or not isinstance(entry.node, Collection):
        return False
    held.node.flow = False
    held.node.entries += entry.node.entries
    return True
