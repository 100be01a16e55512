"""What the old document's paragraphs lean on, taken over into the new one: styles by their names, lists by what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree

from ctct.word.redline.markup import Element
from ctct.word.redline.names import W

_VAL = W + "val"
_USES = ("pStyle", "rStyle", "tblStyle")
_OWN = ("nsid", "tmpl")
_IN_PARAGRAPH = [W + "numPr", W + "pPr", W + "p"]


def adapt_styles(old_root: Element, old_styles: Element | None, new_styles: Element | None) -> None:
    """Let the elements of the old document name the styles of the new one; a style that it lacks is taken over."""
    if old_styles is None or new_styles is None:
        return
    ids = {_name(style): style.get(W + "styleId") for style in new_styles.iter(W + "style")}
    taken = set(ids.values())
    olds = {style.get(W + "styleId"): style for style in old_styles.iter(W + "style")}
    known: dict[str, str] = {}

    def new_id(old: str) -> str:
        if old not in known:
            style = olds.get(old)
            found = ids.get(_name(style)) if style is not None else None
            known[old] = found or old
            if style is not None and found is None:
                known[old] = _take_over(style, new_styles, taken)
                base = new_styles[-1].find(W + "basedOn")
                if base is not None:
                    base.set(_VAL, new_id(base.get(_VAL)))
        return known[old]

    for element in old_root.iter(*(W + name for name in _USES)):
        old = element.get(_VAL, "")
        if (new := new_id(old)) != old:
            element.set(_VAL, new)


def _take_over(style: Element, styles: Element, taken: set[str]) -> str:
    made = deepcopy(style)
    wanted = found = made.get(W + "styleId")
    count = 1
    while found in taken:
        count += 1
        found = f"{wanted}{count}"
    taken.add(found)
    made.set(W + "styleId", found)
    made.attrib.pop(W + "default", None)
    for tag in ("next", "link"):
        for one in made.findall(W + tag):
            made.remove(one)
    for one in made.iter(W + "numPr"):
        one.getparent().remove(one)
        break
    styles.append(made)
    return str(found)


def _name(style: Element) -> str:
    name = style.find(W + "name")
    return str("" if name is None else name.get(_VAL, ""))


Number = tuple[str, str]
"""A list and the level in it."""


def write_numbers_of_styles(old_root: Element, styles: tuple[Element, Element], lists: tuple[Element, Element]) -> None:
    """Give the old document's paragraphs the numbers of their styles, where the style of that name in the new one does not
    count alike. ``styles`` and ``lists`` are the old document's and the new one's.
    """
    ours, theirs = (_numbers_of(*both) for both in zip(styles, lists, strict=True))
    olds, news = map(_defined, lists)
    names = {style.get(W + "styleId"): _name(style) for style in styles[0].iter(W + "style")}
    for used in list(old_root.iter(W + "pStyle")):
        setting = used.getparent()
        if setting.tag != W + "pPr" or setting.find(W + "numPr") is not None:
            continue
        name = names.get(used.get(_VAL, ""), "")
        own, other = ours.get(name), theirs.get(name)
        if _counted(own, olds) != _counted(other, news):
            _number(setting, own or ("0", "0"))


def _counted(number: Number | None, defined: dict[str, bytes]) -> tuple[bytes, str] | None:
    return None if number is None else (defined.get(number[0], b""), number[1])


def _number(setting: Element, number: Number) -> None:
    before = [W + name for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")]
    made = etree.Element(W + "numPr")
    etree.SubElement(made, W + "ilvl").set(_VAL, number[1])
    etree.SubElement(made, W + "numId").set(_VAL, number[0])
    setting.insert(sum(1 for one in setting if one.tag in before), made)


def _numbers_of(styles: Element, lists: Element) -> dict[str, Number]:
    """Return by the names of styles what numbers their paragraphs."""
    levels = {one.get(_VAL): one.getparent().get(W + "ilvl", "0") for one in lists.iter(W + "pStyle")}
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    found: dict[str, Number] = {}
    for style in by_id.values():
        at, seen = style, 0
        while at is not None and at.find(f"{W}pPr/{W}numPr/{W}numId") is None and seen < len(by_id):
            base = at.find(W + "basedOn")
            at, seen = None if base is None else by_id.get(base.get(_VAL)), seen + 1
        number = None if at is None else at.find(f"{W}pPr/{W}numPr")
        if number is not None and number.find(W + "numId") is not None:
            level = number.find(W + "ilvl")
            own = levels.get(style.get(W + "styleId"), "0") if level is None else level.get(_VAL)
            found[_name(style)] = number.find(W + "numId").get(_VAL), own
    return {name: number for name, number in found.items() if number[0] != "0"}


def adapt_lists(old_root: Element, old_lists: Element | None, new_root: Element, new_lists: Element | None) -> None:
    """Let the elements of the old document stand in the lists of the new one that count alike; others are taken over."""
    if old_lists is None or new_lists is None:
        return
    found = _equal_lists(old_root, old_lists, new_root, new_lists)
    definitions: dict[str, str] = {}
    for element in old_root.iter(W + "numId"):
        old = element.get(_VAL, "")
        if old not in found:
            found[old] = _take_list(old, old_lists, new_lists, definitions)
        element.set(_VAL, found[old])


def _equal_lists(old_root: Element, old_lists: Element, new_root: Element, new_lists: Element) -> dict[str, str]:
    """Return for lists of the old document the one of the new that is defined alike and holds most of the same words."""
    ours, theirs = _defined(old_lists), _defined(new_lists)
    doubtful = {said for lists in (ours, theirs) for said, times in Counter(lists.values()).items() if times > 1}
    votes = _votes(old_root, new_root) if doubtful else Counter[tuple[str, str]]()
    found = {"0": "0"}
    likely = [pair for pair, _ in votes.most_common()]
    # A list whose paragraphs have all gone, or that only styles stand in, is the first that counts alike and is free.
    for old, new in (*likely, *((old, new) for old in ours for new in theirs)):
        if new and old not in found and new not in found.values() and ours.get(old) == theirs.get(new):
            found[old] = new
    return found


def _votes(old_root: Element, new_root: Element) -> Counter[tuple[str, str]]:
    """Return of which lists of both documents paragraphs say the same, and how many."""
    places: dict[str, str] = {}
    for number, words in _numbered(new_root):
        places.setdefault(words, number)
    return Counter((number, places.get(words, "")) for number, words in _numbered(old_root))


def _numbered(root: Element) -> Iterator[tuple[str, str]]:
    """Yield the lists that paragraphs stand in, each with the words of the paragraph."""
    for number in root.iter(W + "numId"):
        around = list(islice(number.iterancestors(), 3))
        if [one.tag for one in around] == _IN_PARAGRAPH:
            yield number.get(_VAL, ""), "".join(around[-1].itertext(W + "t"))


def _defined(lists: Element) -> dict[str, bytes]:
    """Return what each list counts, as text to compare."""
    definitions = {one.get(W + "abstractNumId"): one for one in lists.iter(W + "abstractNum")}
    found = {}
    for one in lists.iter(W + "num"):
        said = [child for child in one if child.tag != W + "abstractNumId"]
        definition = definitions.get(_definition_of(one))
        if definition is not None:
            said += [child for child in definition if child.tag not in {W + name for name in _OWN}]
        found[one.get(W + "numId")] = b"".join(etree.tostring(child, with_tail=False) for child in said)
    return found


def _definition_of(number: Element) -> str | None:
    """Return the id of what a list counts by; in a damaged file it may have none."""
    link = number.find(W + "abstractNumId")
    return None if link is None else link.get(_VAL)


def _take_list(old: str, old_lists: Element, new_lists: Element, definitions: dict[str, str]) -> str:
    number = next((one for one in old_lists.iter(W + "num") if one.get(W + "numId") == old), None)
    defined = {one.get(W + "abstractNumId") for one in old_lists.iter(W + "abstractNum")}
    if number is None or _definition_of(number) not in defined:
        return "0"
    made = deepcopy(number)
    link = made.find(W + "abstractNumId")
    link.set(_VAL, _take_definition(link.get(_VAL), old_lists, new_lists, definitions))
    made.set(W + "numId", _free(new_lists, "num", "numId"))
    new_lists.append(made)
    return str(made.get(W + "numId"))


def _take_definition(old: str, old_lists: Element, new_lists: Element, definitions: dict[str, str]) -> str:
    if old not in definitions:
        made = deepcopy(next(one for one in old_lists.iter(W + "abstractNum") if one.get(W + "abstractNumId") == old))
        made.set(W + "abstractNumId", _free(new_lists, "abstractNum", "abstractNumId"))
        for tag in (*_OWN, "styleLink", "numStyleLink"):
            for one in made.findall(W + tag):
                made.remove(one)
        for one in list(made.iter(W + "pStyle")):
            one.getparent().remove(one)
        new_lists.insert(len(new_lists.findall(W + "abstractNum")), made)
        definitions[old] = made.get(W + "abstractNumId")
    return definitions[old]


def _free(lists: Element, tag: str, name: str) -> str:
    taken = [int(one.get(W + name)) for one in lists.iter(W + tag) if one.get(W + name, "").isdecimal()]
    return str(max(taken, default=0) + 1)
