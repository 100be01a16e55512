"""The blocks of a Markdown body → the value that YAML would have given.

A heading is a node with a name, and its depth tells its level; a numbered item is a node of the next level down, with its
paragraphs, items and assignments indented under it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from markdown_it.tree import SyntaxTreeNode as Block

from ctct.diagnostics import MOST_GUESSES
from ctct.language import N_, _
from ctct.source.bullets import is_bulleted
from ctct.source.markdown.assignments import read_assignment, role_in
from ctct.source.markdown.headings import END, read_heading
from ctct.source.markdown.lists import read_bullets, read_numbered
from ctct.source.markdown.marks import written_attribute
from ctct.source.markdown.pictures import PICTURES, WrittenPicture, picture_in, read_picture
from ctct.source.markdown.places import Passage
from ctct.source.markdown.reading import INDENT, ITEM, WORKS, Owner, Reading, Use
from ctct.source.markdown.tables import TABLES, read_table, read_table_in_yaml
from ctct.source.markdown.texts import apart_at_bullets, check, check_joined, paragraph, region_of, span_of, with_attributes

_comment_at = re.compile(r"<!--(?P<said>.*?)-->\s*", re.DOTALL).match
_time_in = re.compile(r"(?:[-+–•] )?\*{0,2}Thời gian[^:*]{0,40}\*{0,2}:\*{0,2} *([^.]{1,80}?)\.?", re.IGNORECASE).fullmatch
_NOT_HELD = {
    "code_block": (
        N_("dòng thụt vào từ 4 dấu cách trở lên bị hiểu là đoạn mã"),
        N_("bớt thụt: thẳng với lời văn của mục chứa nó"),
    ),
    "fence": (N_("văn bản không có đoạn mã"), N_("bỏ hai dòng «```»; bảng viết bằng YAML thì mở bằng «```bang»")),
    "blockquote": (N_("văn bản không có khối trích dẫn «>»"), N_("bỏ dấu «>»; nếu là chữ thường thì viết «\\>»")),
}
_NO_TABLE = (N_("bảng đứng sau các mục mà không thuộc mục nào"), INDENT)

_AFTER = {
    TABLES: (
        N_("đoạn này đứng sau bảng"),
        N_("bảng in sau lời văn của mục: chuyển đoạn này lên trước bảng, hoặc đưa vào mục khác"),
    ),
    PICTURES: (
        N_("đoạn này đứng sau hình"),
        N_("hình in sau lời văn của mục: chuyển đoạn này lên trước hình, hoặc đưa vào mục khác"),
    ),
}
_TABLE_AFTER_PICTURE = (
    N_("bảng đứng sau hình"),
    N_("hình in sau bảng của mục: chuyển bảng lên trước hình, hoặc đưa vào mục khác"),
)
_NO_PICTURE = (
    N_("hình đứng ngoài các mục, phụ lục"),
    N_("đặt hình trong một phụ lục («# Tên {.phu_luc}»), hoặc trong một mục"),
)


class Body:
    """Reads the blocks of one body."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.owners = [Owner((), reading.value, None, 0)]
        self._readers: dict[str, Callable[[Block, Owner], None]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "ordered_list": lambda block, owner: read_numbered(reading, block, owner, self.block),
            "bullet_list": lambda block, owner: read_bullets(reading, block, owner, self._words),
            "footnote_reference": self._note,
            "html_block": self._comment,
            "table": self._table,
            "hr": self._rule,
        }

    def read(self, root: Block) -> None:
        """Read every block; what is read stands in the reading."""
        for block in root.children:
            self.block(block, self.owners[-1])
        self.reading.comments.extend(((), comment) for comment in self.reading.pending)
        for use in self.reading.uses:
            _settle(self.reading, use)

    def block(self, block: Block, owner: Owner) -> None:
        """Read one block of ``owner``."""
        reader = self._readers.get(block.type)
        # Attributes on a line of their own wait for the table below them; anything else there was meant otherwise.
        if self.reading.table_attributes and block.type != "table":
            at = self.reading.table_attributes[0].at
            self.reading.fault(
                "MD08", at, _("«{…}» đứng một mình chỉ đặt ngay trước bảng"), _("chuyển lên cuối dòng nó nói về")
            )
            self.reading.table_attributes = ()
        if block.type == "fence" and block.info.strip() == TABLES:
            reader = self._table
        if reader:
            reader(block, owner)
        else:
            owner.last = ""
            self.reading.fault("MD03", region_of(self.reading.page, block), *_said(_NOT_HELD[block.type]))

    def _heading(self, block: Block, owner: Owner) -> None:
        read_heading(self.reading, block, [owner] if owner.depth == ITEM else self.owners)

    def _paragraph(self, block: Block, owner: Owner) -> None:
        """Read a paragraph: words of ``owner``, or the line that charges whoever is charged elsewhere."""
        reading = self.reading
        passage = paragraph(reading.page, block)
        self._check_below_heading(block, passage)
        if picture := picture_in(reading, passage):
            self._picture(picture, owner)
            return
        role = role_in(reading.words, passage.raw)
        # A paragraph of nothing but attributes is said of the table that follows.
        worded = with_attributes(reading, passage) if passage.raw.startswith("{") else None
        if worded and worded.passage is None:
            reading.table_attributes, owner.last = worded.attributes, ""
        elif role == "nhu" and owner.path:
            read_assignment(reading, passage, owner)
            owner.last = "phan_cong"
        elif role:
            hint = _("thêm «- » ở đầu dòng, dưới mục được giao, phía trên để trống một dòng")
            reading.fault("MD07", passage.region, _("dòng phân công phải mở đầu bằng «- »"), hint)
        else:
            self._words(passage, owner)

    def _words(self, passage: Passage, owner: Owner) -> None:
        """Add the words of ``owner`` that ``passage`` holds: a paragraph, or several that begin with bullets."""
        reading = self.reading
        closing = not owner.path and (reading.ended or owner.items > 0)
        after = None if closing or owner.last not in _AFTER else _said(_AFTER[owner.last])
        if fault := after or _time_apart(owner, passage.raw) or _misplaced(owner):
            owner.last = ""
            reading.fault("MD06", passage.region, *fault)
            return
        for part in apart_at_bullets(passage):
            check(reading, part, inside=is_bulleted(part.raw) is not None)
            check_joined(reading, part)
            reading.add_paragraph(owner, "ket" if closing else "noi_dung", part)
        if closing and not reading.ended:
            owner.astray, owner.last = ("ket", passage.region), "ket"

    def _check_below_heading(self, block: Block, passage: Passage) -> None:
        """Find the rest of a heading that was broken over two lines."""
        if span_of(block)[0] == self.reading.below_heading and passage.raw[:1].islower():
            hint = _("tiêu đề dài mấy cũng viết trên một dòng; nếu là đoạn văn thì để trống một dòng ở trên")
            self.reading.fault("MD04", passage.region, _("dòng này dính vào tiêu đề ở trên"), hint)

    def _table(self, block: Block, owner: Owner) -> None:
        """Read a table: it stands after the words of its owner."""
        closing = not owner.path and (self.reading.ended or owner.items > 0)
        astray = _NO_TABLE if closing else _TABLE_AFTER_PICTURE if owner.last == PICTURES else None
        if fault := _said(astray) if astray else _misplaced(owner):
            self.reading.fault("MD06", region_of(self.reading.page, block), *fault)
        (read_table if block.type == "table" else read_table_in_yaml)(self.reading, block, owner)
        owner.last = TABLES

    def _picture(self, picture: WrittenPicture, owner: Owner) -> None:
        """Read a picture: it stands after the words and the tables of its owner."""
        if fault := _misplaced(owner) if owner.path else _said(_NO_PICTURE):
            self.reading.fault("MD06", picture.words.region, *fault)
        read_picture(self.reading, picture, owner)
        owner.last = PICTURES

    def _rule(self, block: Block, owner: Owner) -> None:
        """Read the rule that ends the numbered body."""
        ends_body = block.markup[0] == END[0] and not self.reading.ended
        # What is attached to the document has no closing paragraphs, and an item has no end of its own.
        if not ends_body or owner.depth == ITEM or self.owners[0].path:
            hint = _("bỏ dòng này; muốn ngăn các đoạn kết với mục cuối cùng thì ghi «{end}» một lần", end=END)
            self.reading.fault("MD03", region_of(self.reading.page, block), _("văn bản không có đường kẻ ngang"), hint)
            return
        del self.owners[1:]
        self.reading.ended = True

    def _note(self, block: Block, owner: Owner) -> None:
        """Read a note's words."""
        reading, name = self.reading, str(block.meta["label"])
        region = region_of(reading.page, block)
        # «[^», the name and «]».
        mark = (region[0], region[0] + len(name) + 3)
        if name in reading.notes:
            reading.fault("MD09", mark, _("chú thích «{name}» viết hai lần", name=name), _("mỗi mã chỉ dùng cho một chú thích"))
        elif len(block.children) != 1 or block.children[0].type != "paragraph":
            reading.fault(
                "MD09",
                mark,
                _("chú thích «{name}» phải là một đoạn", name=name),
                _("viết liền sau dấu hai chấm, không cách dòng"),
            )
        else:
            reading.notes.add(name)
            passage = paragraph(reading.page, block.children[0])
            check(reading, passage, inside=True)
            path = ("chu_thich", name)
            reading.place(path, (mark[0] + 2, mark[1] - 1))
            reading.value.setdefault("chu_thich", {})[name] = reading.text(path, passage)

    def _comment(self, block: Block, owner: Owner) -> None:
        """Keep comments; no other HTML may stand in a draft."""
        said, at = block.content.strip(), 0
        while found := _comment_at(said, at):
            self.reading.pending.append(found["said"])
            at = found.end()
        # A comment between two lists parts them for CommonMark; for a draft they are one list still.
        owner.last = "" if owner.last == "items" else owner.last
        if at < len(said):
            unclosed = said.startswith("<!--", at)
            message = _("ghi chú «<!--» không đóng trên một khối riêng") if unclosed else _("dự thảo không chứa được thẻ HTML")
            hint = _("đóng bằng «-->», sau đó xuống dòng") if unclosed else _("bỏ thẻ; nếu là chữ thường thì viết «\\<»")
            self.reading.fault("MD03", region_of(self.reading.page, block), message, hint)


def _time_apart(owner: Owner, raw: str) -> tuple[str, str] | None:
    """Say where the time of a work is written, if ``raw`` gives it behind those who are charged with it."""
    time = _time_in(raw) if owner.path and owner.last == "phan_cong" else None
    if time is None:
        return None
    hint = _(
        "thời gian của một việc ghi ở cuối dòng đầu của nó: {{{written_attribute}}}",
        written_attribute=written_attribute("thoi_gian", time[1]),
    )
    return _("dòng thời gian đứng sau dòng phân công"), hint


def _said(fault: tuple[str, str]) -> tuple[str, str]:
    """Return a message and its hint in the language that is spoken."""
    return _(fault[0]), _(fault[1])


def _misplaced(owner: Owner) -> tuple[str, str] | None:
    """Say why no paragraph may follow here."""
    if owner.path == (WORKS,):
        return _("dưới «Việc thường kỳ» chỉ có danh sách đánh số"), _("viết «1. … {#mã}» cho từng việc")
    if owner.path and owner.items:
        # Neither an item nor what is attached to the document has closing paragraphs.
        ends = owner.depth not in (0, ITEM)
        if ends:
            told = N_("{indent}; đoạn kết của văn bản thì ghi «{end}» ở dòng trên; nếu không thì chuyển lên trước danh sách")
            hint = _(told, indent=_(INDENT), end=END)
        else:
            hint = _("{indent}; nếu không thì chuyển lên trước danh sách", indent=_(INDENT))
        return _("chỗ này đứng sau danh sách mà không thuộc mục nào"), hint
    if owner.last == "phan_cong":
        return _("chỗ này đứng sau dòng phân công"), _("chuyển lên trước dòng phân công")
    return None


def _settle(reading: Reading, use: Use) -> None:
    """Take ``@id`` for the use of a work that recurs; elsewhere it stays a reference."""
    value, path = use.owner.value, use.owner.path
    if use.id in reading.works and use.id not in reading.ids:
        value.pop("noi_dung", None)
        if WORKS in value:
            reading.fault("MD08", use.region, _("«{works}» viết hai lần cho cùng một mục", works=WORKS), _("chỉ giữ một"))
        value[WORKS] = use.id
        # What is read for its faults alone has the path of what it stands in: its words may have been taken already.
        reading.marked.texts.pop((*path, "noi_dung", 0), None)
        reading.marked.spots[(*path, WORKS)] = (use.region[0] + 1, use.region[1])
    elif use.id not in reading.ids and (near := _nearly_named(reading, use.id)):
        reading.fault("KC06", use.region, _("không có việc thường kỳ «{id}»", id=use.id), _("có phải «@{near}»?", near=near))


def _nearly_named(reading: Reading, name: str) -> str | None:
    """Return the work that recurs and is likely meant by ``name``; as with :class:`Guesses`, not for any number of names. One
    that is not sought stays a reference, and is told as such.
    """
    if name not in reading.nearly_named and len(reading.nearly_named) < MOST_GUESSES:
        reading.nearly_named[name] = next(iter(get_close_matches(name, reading.works, n=1, cutoff=0.8)), None)
    return reading.nearly_named.get(name)
