"""An SVG → its size, once it is known to be a drawing and nothing else: no scripts, nothing from elsewhere, no drawing that
grows without end as it is drawn.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING
from xml.parsers import expat

from ctct.diagnostics import Rejected
from ctct.language import _
from ctct.source.pictures import refused

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

LIMIT = 2 * 1024 * 1024
"""Bytes beyond which a drawing is refused."""
LIMIT_ELEMENTS = 200_000
"""How many elements a drawing may come to, what it repeats counted each time."""
_DEEPEST = 60
_MOST_UNEVEN = 1_000

_NAMESPACE = "http://www.w3.org/2000/svg"
_ACTS = frozenset({"script", "foreignObject", "animate", "animateMotion", "animateTransform", "set", "handler", "iframe"})
_PICTURES = frozenset({"image", "feImage"})
_length = re.compile(r"\s*(?P<number>\d{1,9}(?:\.\d{1,9})?)(?P<unit>px|pt|pc|mm|cm|in)?\s*").fullmatch
_PER_UNIT = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96}
_URL = re.compile(r"url\(\s*[\"']?(?P<inside>#)?(?P<id>[^\"')\s]{0,200})", re.IGNORECASE)
_BOX = re.compile(r"[\s,]+")


def size_of_svg(data: bytes) -> tuple[float, float]:
    """Return the width and height of a drawing in 96ths of an inch. Raises :class:`Rejected`."""
    if len(data) > LIMIT:
        raise refused(_("hình SVG lớn hơn {limit} MB", limit=LIMIT >> 20), _("đơn giản hóa hình, hoặc lưu lại thành PNG"))
    drawing = _Drawing()
    try:
        drawing.parser().Parse(data, True)
    except expat.ExpatError as fault:
        raise refused(
            _("không phải SVG đọc được (dòng {lineno})", lineno=fault.lineno), _("lưu lại từ chương trình vẽ")
        ) from None
    drawing.refuse_growing()
    return drawing.size


@dataclass(slots=True)
class _Drawing:
    """Looks at the elements of a drawing as they come.

    ``open`` are those that are not closed yet, by their ids; ``weights`` how many elements are in what bears an id (``""``: the
    whole), ``uses`` what else is drawn in it.
    """

    size: tuple[float, float] = (0, 0)
    open: list[str] = field(default_factory=list)
    weights: Counter[str] = field(default_factory=Counter)
    uses: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    in_style: bool = False

    def parser(self) -> XMLParserType:
        """Return a parser that tells this of what it reads."""
        made = expat.ParserCreate(namespace_separator=" ")
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.CharacterDataHandler = self._words
        made.StartDoctypeDeclHandler, made.EntityDeclHandler = _refuse_entities, _refuse_entity
        made.ProcessingInstructionHandler = _refuse_instruction
        made.buffer_text = True
        return made

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _rest, tag = name.rpartition(" ")
        if not self.open and (namespace, tag) != (_NAMESPACE, "svg"):
            raise refused(_("không phải SVG"), _("lưu lại từ chương trình vẽ thành SVG hoặc PNG"))
        _refuse_element(tag)
        self.size = self.size if self.open else _size(attributes)
        self.open.append(attributes.get("id", ""))
        self.in_style = tag == "style"
        self._weigh(attributes)

    def _weigh(self, attributes: dict[str, str]) -> None:
        """Count an element, and what it draws, for all that it stands in."""
        owners = {"", *self.open}
        if len(self.open) > _DEEPEST or self.weights[""] >= LIMIT_ELEMENTS:
            raise _too_much()
        self.weights.update(owners)
        for key, value in attributes.items():
            for used in _used(key.rpartition(" ")[2], value):
                for owner in owners:
                    self.uses[owner].append(used)

    def _end(self, name: str) -> None:
        self.open.pop()
        self.in_style = False

    def _words(self, text: str) -> None:
        if self.in_style and ("@" in text or "\\" in text or any(not one["inside"] for one in _URL.finditer(text))):
            raise _leads_away()

    def refuse_growing(self) -> None:
        """Raise for a drawing that repeats what repeats: it may come to any number of elements."""
        try:
            order = [*TopologicalSorter(self.uses).static_order()]
        except CycleError:
            raise refused(_("hình SVG vẽ lại chính nó"), _("lưu lại thành PNG")) from None
        drawn: dict[str, int] = {}
        for name in order:
            drawn[name] = self.weights[name] + sum(drawn[used] for used in self.uses.get(name, ()))
            if drawn[name] > LIMIT_ELEMENTS:
                raise _too_much()


def _refuse_element(tag: str) -> None:
    if tag in _ACTS:
        raise refused(
            _("hình SVG có «{tag}», mà hình trong văn bản không chạy được gì", tag=tag), _("bỏ phần ấy, hoặc lưu lại thành PNG")
        )
    if tag in _PICTURES:
        raise refused(_("hình SVG chứa ảnh khác"), _("lưu lại thành PNG"))


def _used(key: str, value: str) -> list[str]:
    """Return the ids that an attribute draws. Raises for one that acts or leads out of the file."""
    if "\\" in value:
        raise refused(_("hình SVG có dấu «\\» trong «{key}»", key=key), _("lưu lại từ chương trình vẽ"))
    if key.startswith("on"):
        raise refused(_("hình SVG có thuộc tính «{key}» chạy mã", key=key), _("lưu lại không kèm phần ấy, hoặc thành PNG"))
    if key == "href":
        if not value.startswith("#"):
            raise _leads_away()
        return [value[1:]]
    found = [*_URL.finditer(value)] if "url" in value.lower() else []
    if any(not one["inside"] for one in found):
        raise _leads_away()
    return [one["id"] for one in found]


def _size(attributes: dict[str, str]) -> tuple[float, float]:
    width, height = (_pixels(attributes.get(key, "")) for key in ("width", "height"))
    box = [_pixels(one) for one in _BOX.split(attributes.get("viewBox", "").strip())[2:]]
    across, down = box if len(box) == 2 and all(box) else (0.0, 0.0)
    if across and not (width and height):
        # As browsers have it: the one that is said, the other by the shape; neither, the numbers of the box.
        width, height = (width or height * across / down or across), (height or width * down / across or down)
    if not (width and height) or not 1 / _MOST_UNEVEN < width / height < _MOST_UNEVEN:
        raise refused(_("hình SVG không ghi kích thước dùng được"), _("lưu lại kèm «width», «height» hoặc «viewBox»"))
    return width, height


def _pixels(written: str) -> float:
    found = _length(written)
    return float(found["number"]) * _PER_UNIT[found["unit"] or "px"] if found else 0.0


def _leads_away() -> Rejected:
    return refused(_("hình SVG dẫn tới tệp hoặc trang khác"), _("nhúng phần ấy vào hình, hoặc lưu lại thành PNG"))


def _too_much() -> Rejected:
    told = _("hình SVG có hơn {limit} nét, kể cả nét lặp", limit=LIMIT_ELEMENTS)
    return refused(told, _("đơn giản hóa hình, hoặc lưu lại thành PNG"))


def _refuse_entities(name: str, system: str | None, public: str | None, has_subset: int) -> None:
    if has_subset:
        raise refused(_("hình SVG khai báo thực thể («<!DOCTYPE … [»)"), _("lưu lại từ chương trình vẽ"))


def _refuse_entity(*_declared: object) -> None:
    raise refused(_("hình SVG khai báo thực thể («<!ENTITY»)"), _("lưu lại từ chương trình vẽ"))


def _refuse_instruction(target: str, _rest: str) -> None:
    raise refused(_("hình SVG có lệnh «<?{target}»", target=target), _("lưu lại từ chương trình vẽ"))
