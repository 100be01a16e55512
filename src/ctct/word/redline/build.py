"""The redline of two documents, read back before it is handed out."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from ctct.compare.alignment import Line, align
from ctct.compare.normal import normal
from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.word.limits import TooMuch
from ctct.word.read import read_word
from ctct.word.redline.edits import Edit
from ctct.word.redline.foreign import adapt_lists, adapt_styles, write_numbers_of_styles
from ctct.word.redline.markup import Author, Element
from ctct.word.redline.names import W
from ctct.word.redline.notes import NoteUse
from ctct.word.redline.paragraphs import Signs, freeze_fields
from ctct.word.redline.parts import DOCUMENT, LISTS, NOTES, STYLES, Parts
from ctct.word.redline.places import Places
from ctct.word.redline.untracked import LINKS_LOST, links_in, of_pages
from ctct.word.tree import Paragraph, Piece, WordDocument
from ctct.word.views import accepted, rejected

_NOTE = "\ue000"
_ids = etree.XPath("//@w:id", namespaces={"w": W[1:-1]}, smart_strings=False)
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange")


class Redline(NamedTuple):
    """A redline: the file, how many changes it records, whether paragraphs are changed only as a whole, what differs and is not
    recorded.
    """

    data: bytes
    changes: int
    whole: bool
    untold: tuple[str, ...]


def redline(old: bytes, new: bytes, author: str, date: str) -> Redline:
    """Return the new document with its changes since the old one recorded, by ``author`` at ``date`` (``YYYY-MM-DDThh:mm:ssZ``,
    ``""`` for none). Raises :class:`Rejected` for a document that has recorded changes already, and where no redline
    can be made that gives both documents back.
    """
    try:
        return _proved(old, new, author, date)
    except (TooMuch, etree.XMLSyntaxError):
        for data in (old, new):
            read_word(data)  # tells of a file that is none
        raise Rejected([error("TP04", (), _("tệp Word chứa nhiều hơn mức đọc được"))]) from None


def _proved(old: bytes, new: bytes, author: str, date: str) -> Redline:
    parts = Parts(old), Parts(new)
    sides = parts[0].read(), parts[1].read()
    if any(part.tree(DOCUMENT).find(W + "body") is None for part in parts):
        raise Rejected([error("TP04", (), _("tệp Word không có phần thân"), _("mở bằng Word, lưu lại, rồi so sánh lại"))])
    for side, data in zip(sides, (old, new), strict=True):
        if not side.untouched and read_word(data).is_revised:
            message = _("văn bản đang có thay đổi theo dõi chưa chấp nhận hay từ chối")
            raise Rejected([error("TP04", (), message, _("mở bằng Word, chấp nhận hoặc từ chối hết, rồi so sánh lại"))])
    before, after = accepted(sides[0]), accepted(sides[1])
    untold = [*of_pages(before, after, *parts)]
    for whole, numbered in ((False, False), (False, True), (True, True)):
        if numbered:
            parts = Parts(old), Parts(new)
            _write_numbers(*parts)
        data, changes, more = _written(*parts, author, date, whole=whole)
        made = Parts(data).read()
        if _say_the_same(accepted(made), after) and _say_the_same(rejected(made), before):
            return Redline(data, changes, whole, (*untold, *more))
    message = _("không dựng được bản theo dõi thay đổi mà chấp nhận thì ra bản mới, từ chối thì ra bản cũ")
    raise Rejected([error("TP04", (), message, _("dùng «--to docx» để có bảng so sánh"))])


Said = tuple[str, str]


def _say_the_same(one: WordDocument, other: WordDocument) -> bool:
    """Return whether two views have the same numbers and words, paragraph by paragraph."""
    ours, theirs = _said(one), _said(other)
    return len(ours) == len(theirs) and all(map(_is_said, ours, theirs))


def _said(document: WordDocument) -> list[Said]:
    """Return what a view says: number and words of each paragraph, behind that the notes in the order of their marks."""
    marked = dict.fromkeys(mark.id for paragraph in document.paragraphs for mark in paragraph.marks("note"))
    stories = [document.paragraphs, *(document.notes[note] for note in {**marked, **document.notes} if note in document.notes)]
    said = [(one.label or "", _words(one)) for story in stories for one in story]
    return [one for one in said if one[0] or _says(one[1])]


def _words(paragraph: Paragraph) -> str:
    # A note's mark stands where it stood; which number it has is counted.
    return "".join([one.text if isinstance(one, Piece) else _NOTE * (one.kind == "note") for one in paragraph.content])


def _says(words: str) -> bool:
    return bool(words.strip()) and (words.isprintable() or bool(normal(words)))


def _is_said(one: Said, other: Said) -> bool:
    return one == other or (one[0] == other[0] and normal(one[1]) == normal(other[1]))


def _written(old: Parts, new: Parts, author: str, date: str, *, whole: bool) -> tuple[bytes, int, list[str]]:
    """Return the redline, whatever it is worth, how many changes it records, and what of its blocks it does not."""
    links = links_in(new.tree(DOCUMENT))
    _make_ready(old, new)
    old_root, new_root, old_notes = old.tree(DOCUMENT), new.tree(DOCUMENT), old.tree(NOTES)
    new_notes = new.tree(NOTES)
    if new_notes is None and old_notes is not None:
        new_notes = new.add_notes(_without_notes(old_notes))
    signs = Signs()
    note_signs = _note_signs(signs, old_notes, new_notes)
    uses = NoteUse(_by_sign(note_signs[0]), _by_sign(note_signs[1]), _first_note(new_notes))
    edit = Edit(Author(author, date, _first_id(new_root, new_notes)), signs, uses)
    places = Places(edit, signs, note_signs, whole=whole)
    body = new_root.find(W + "body")
    last = body.find(W + "sectPr")
    made = places.write(old_root.find(W + "body"), body)
    body[:] = [*made, *([] if last is None else [last])]
    if new_notes is not None:
        _write_notes(places, uses, old_notes, new_notes)
        _order_notes(new_notes, body)
    more = [*places.untracked, *([_(LINKS_LOST)] if links_in(new_root) < links else [])]
    return new.packed(), _counted(new_root, new_notes), more


def _write_numbers(old: Parts, new: Parts) -> None:
    """Write the numbers of the old document's paragraphs into them where the styles of the new one would count otherwise."""
    styles, lists = (old.tree(STYLES), new.tree(STYLES)), (old.tree(LISTS), new.tree(LISTS))
    if None not in (*styles, *lists):
        write_numbers_of_styles(old.tree(DOCUMENT), styles, lists)


def _make_ready(old: Parts, new: Parts) -> None:
    """Leave in both documents what can be compared: no fields, in the old one the styles and lists of the new."""
    olds = [root for root in (old.tree(DOCUMENT), old.tree(NOTES)) if root is not None]
    news = [root for root in (new.tree(DOCUMENT), new.tree(NOTES)) if root is not None]
    for root in (*olds, *news):
        freeze_fields(root)
    for section in list(olds[0].iter(W + "sectPr")):  # where pages end is not recorded
        if section.getparent().tag == W + "pPr":
            section.getparent().remove(section)
    adapt_lists(olds[0], old.tree(LISTS), news[0], new.tree(LISTS))
    for root in olds:
        adapt_styles(root, old.tree(STYLES), new.tree(STYLES))


def _counted(*roots: Element | None) -> int:
    return sum(1 for root in roots if root is not None for _rest in root.iter(*(W + name for name in _CHANGES)))


def _notes_of(root: Element | None) -> dict[str, Element]:
    if root is None:
        return {}
    return {note.get(W + "id", ""): note for note in root.findall(W + "footnote") if note.get(W + "type") is None}


def _without_notes(root: Element) -> Element:
    made = deepcopy(root)
    for note in _notes_of(made).values():
        made.remove(note)
    return made


def _note_signs(signs: Signs, old: Element | None, new: Element | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the signs of the notes of both documents by their ids: one for what is the same note."""
    ours, theirs = _notes_of(old), _notes_of(new)
    old_ids, new_ids = list(ours), list(theirs)
    lines = ([Line("".join(note.itertext(W + "t"))) for note in side.values()] for side in (ours, theirs))
    old_signs: dict[str, str] = {}
    new_signs: dict[str, str] = {}
    for match in align(*lines):
        for at in match.new:
            new_signs[new_ids[at]] = signs.add_note()
        for place, at in enumerate(match.old):
            shared = match.new and not place
            old_signs[old_ids[at]] = new_signs[new_ids[match.new[0]]] if shared else signs.add_note()
    return old_signs, new_signs


def _by_sign(signs: dict[str, str]) -> dict[str, str]:
    return {sign: note for note, sign in signs.items()}


def _first_note(root: Element | None) -> int:
    return max((int(note) for note in _notes_of(root) if note.isdecimal()), default=0) + 1


def _first_id(*roots: Element | None) -> int:
    ids = (one for root in roots if root is not None for one in _ids(root))
    return max((int(one) for one in ids if one.isdecimal()), default=0) + 1


def _write_notes(places: Places, uses: NoteUse, old: Element | None, new: Element) -> None:
    """Write what became of the notes; what a note itself marks is text to Word."""
    ours, theirs = _notes_of(old), _notes_of(new)
    for note, element in theirs.items():
        if note in uses.inserted:
            element[:] = places.write(None, element)
        elif note in uses.kept:
            element[:] = places.write(ours[uses.kept[note]], element)
    for note, struck in uses.struck.items():
        made = etree.SubElement(new, W + "footnote")
        made.set(W + "id", note)
        made.extend(places.write(ours[struck], None))


def _order_notes(notes: Element, body: Element) -> None:
    """Give notes their ids in the order of their marks: LibreOffice takes them by that, whatever the ids say."""
    written = _notes_of(notes)
    numbers: dict[str, str] = {}
    for mark in body.iter(W + "footnoteReference"):
        if (note := mark.get(W + "id", "")) in written:
            mark.set(W + "id", numbers.setdefault(note, str(len(numbers) + 1)))
    for note, element in written.items():
        element.set(W + "id", numbers.setdefault(note, str(len(numbers) + 1)))
    notes[:] = sorted(notes, key=lambda one: int(one.get(W + "id")) if one in written.values() else 0)
