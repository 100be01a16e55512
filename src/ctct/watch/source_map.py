"""Finds the lines of a draft that the paragraphs of its document come from.

Blocks do not know their draft; but they hold its texts, word for word and in order, as the resolved document has them or in
capitals.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.emit.appearance import words
from ctct.layout.blocks import Note, Paragraph
from ctct.model.types import ATTACHED
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.report.located import region_of
from ctct.resolve.tree import Attached, Copy, Inlines, Item, Picture, Resolved, Signature, Table, text_of
from ctct.source.lookup import scalars

Text = tuple[str, Path]
"""A text as printed, and where it stands in the draft."""

FAR = 12
"""How many texts further on a paragraph is sought that the layout puts words of its own round."""

SCHEME = "dong:"
"""What the target of a link begins with that leads to a line of the draft."""


class SourceMap:
    """Tells of each paragraph of one document, asked for in order, the line that it comes from."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        document = outcome.resolved
        texts = [(_key(text), at) for text, at in texts_of(document)] if document else []
        self._texts = [(text, at) for text, at in texts if text]
        self._by_text: dict[str, deque[int]] = defaultdict(deque)
        for index, (text, _) in enumerate(self._texts):
            self._by_text[text].append(index)
        self._notes: dict[int, Path] = {note.number: ("chu_thich", note.id) for note in document.chu_thich} if document else {}
        self._recent = deque([0], maxlen=4)

    def __call__(self, what: Paragraph | Note) -> str:
        """Return the target of a link to the line, ``""`` where the draft says nothing of the kind."""
        at = self._notes.get(what.number) if isinstance(what, Note) else self._path_of(_key(words(what.content)))
        return f"{SCHEME}{self._line(at)}" if at else ""

    def _path_of(self, said: str) -> Path | None:
        if not said:
            return None
        found = self._same(said)
        if found is None:
            found = self._inside(said)
        at = None if found is None else self._texts[found][1]
        # The next paragraph is most likely the next text.
        if found is not None:
            self._recent.appendleft(found + 1)
        if at is None or not _leads_somewhere(at, self._outcome.gathered.value):
            at = self._written.get(said, at)
        return at if at and _leads_somewhere(at[:1], self._outcome.gathered.value) else None

    def _same(self, said: str) -> int | None:
        """Return the next text that reads just so."""
        waiting = self._by_text.get(said)
        if not waiting:
            return None
        # The last is kept: a layout may print it twice, at the head and in the list of what follows.
        return waiting.popleft() if len(waiting) > 1 else waiting[0]

    def _inside(self, said: str) -> int | None:
        """Return the next text round which the layout has put words of its own; a layout may print things in another order,
        so it is sought after each of the last few that were found.
        """
        for start in self._recent:
            for index in range(start, min(start + FAR, len(self._texts))):
                if self._texts[index][0] in said:
                    return index
        return None

    @cached_property
    def _written(self) -> dict[str, Path]:
        """The texts just as the draft has them, for what the resolved document does not place: the works of a table."""
        return {_key(value): at for at, value in scalars(self._outcome.gathered.value) if isinstance(value, str)}

    def _line(self, at: Path) -> int:
        outcome, start = self._outcome, Diagnostic("", Severity.ADVICE, at, "", part=(0, 1))
        # The first letter is asked for: of a text over several lines that is the line to show.
        placed = place_as_written(start, outcome.gathered.value, outcome.draft) if outcome.draft else start
        places = outcome.gathered.files[outcome.gathered.name]
        return places.line_column(region_of(placed if placed.part else start, places)[0])[0]


def _key(text: str) -> str:
    """Return ``text`` without what printing changes in it: its capitals, and where its lines break."""
    return " ".join(text.split()).casefold()


def texts_of(document: Resolved) -> Iterator[Text]:
    """Yield every text of a document that its draft gives, roughly in the order of printing."""
    head, end = document.dau_trang, document.ket_thuc
    alike = ("pham_vi", "do_mat", "do_khan", "du_thao", "lien_he", "ky_so")
    yield from ((getattr(head, name), (name,)) for name in alike)
    yield head.khong_pho_bien, ("pham_vi",)
    yield from ((head.cap_tren, ("co_quan", "cap_tren")), (head.co_quan, ("co_quan",)))
    yield from ((head.so_ky_hieu, ("so_ky_hieu",)), (head.dia_danh_ngay, ("ngay",)), (document.ten_loai, ("loai",)))
    for name in ("trich_yeu", "kinh_gui", "can_cu", "chu_the", "noi_dung"):
        yield from _lines(getattr(document, name), (name,))
    yield from _tables(document.bang)
    yield from _items(document.items)
    yield from _lines(document.ket, ("ket",))
    yield from _lines(end.noi_nhan, ("noi_nhan",))
    yield from _signature(end.nguoi_ky, ("nguoi_ky",))
    for index, other in enumerate(end.lien_co_quan):
        yield from _signature(other, ("nguoi_ky_lien_co_quan", index))
    for name in ("nguoi_ghi", "nguoi_ky_ben_b", "xac_nhan"):
        if one := getattr(end, name):
            yield from _signature(one, (name,))
    yield end.nguoi_danh_may, ("nguoi_danh_may",)
    for attached in (*filter(None, [document.kem_theo]), *document.phu_luc):
        yield from _attached(attached)
    if document.ban_sao:
        yield from _copy(document.ban_sao)


def _signature(signs: Signature, at: Path) -> Iterator[Text]:
    yield from ((line, (*at, "quyen_han", index)) for index, line in enumerate(signs.quyen_han))
    yield from ((line, (*at, "chuc_vu", index)) for index, line in enumerate(signs.chuc_vu))
    yield from ((line, (*at, "chuc_vu")) for line in signs.kiem_nhiem)
    yield signs.ho_ten, (*at, "ho_ten")


def _copy(copy: Copy) -> Iterator[Text]:
    texts = (("hinh_thuc", copy.hinh_thuc), ("co_quan", copy.co_quan), ("so_ky_hieu", copy.so_ky_hieu))
    yield from ((text, ("ban_sao", name)) for name, text in texts)
    yield from ((copy.dia_danh_ngay, ("ban_sao", "ngay")), (copy.ky_so, ("ban_sao", "dien_tu")))
    yield from _lines(copy.noi_nhan, ("ban_sao", "noi_nhan"))
    if copy.nguoi_ky:
        yield copy.nguoi_ky.ho_ten, ("ban_sao", "nguoi_ky", "ho_ten")


def _attached(attached: Attached) -> Iterator[Text]:
    yield from _lines(attached.ten, (*attached.at, "trich_yeu" if attached.level == ATTACHED else "ten"))
    yield from _lines(attached.noi_dung, (*attached.at, "noi_dung"))
    yield from _tables(attached.bang)
    yield from _names(attached.hinh)
    yield from _items(attached.items)


def _items(items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        yield text_of(item.ten), (*item.at, "ten")
        yield from _lines(item.noi_dung, (*item.at, "noi_dung"))
        yield from _tables(item.bang)
        yield from _names(item.hinh)
        yield from _items(item.children)
        yield from ((text_of(given.phrase), given.at) for given in item.phan_cong)
        yield text_of(item.nhu), (*item.at, "nhu")


def _tables(tables: Iterable[Table]) -> Iterator[Text]:
    for table in tables:
        yield from ((text_of(said), (*table.at, key)) for key, said in (("ten", table.ten), ("don_vi", table.don_vi)))
        yield from ((column.ten, column.at) for column in table.cot if column.at)
        for index, row in enumerate(table.dong):
            for cell in row.o:
                yield from ((text_of(paragraph), (*table.at, "dong", index)) for paragraph in cell.doan)


def _names(pictures: Iterable[Picture]) -> Iterator[Text]:
    return ((text_of(picture.ten), (*picture.at, "ten")) for picture in pictures)


def _lines(lines: Iterable[Inlines], at: Path) -> Iterator[Text]:
    return ((text_of(line), (*at, index)) for index, line in enumerate(lines))


def _leads_somewhere(at: Path, value: Any) -> bool:
    for step in at:
        if isinstance(value, str):
            return True  # one scalar may hold several texts
        try:
            value = value[step]
        except (LookupError, TypeError):
            return False
    return True
