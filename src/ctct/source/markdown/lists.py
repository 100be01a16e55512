"""Lists: numbered items are nodes of the next level down, bullets charge somebody with the node that they stand under or are
its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.tree import SyntaxTreeNode as Block

from ctct.language import _
from ctct.source.inline import ID
from ctct.source.markdown.assignments import is_assignment, read_assignment
from ctct.source.markdown.nodes import NAME, add_node, add_work, chosen_level, level_below, set_words
from ctct.source.markdown.places import Passage
from ctct.source.markdown.reading import INDENT, WORKS, Owner, Reading, Use
from ctct.source.markdown.texts import AttributedText, bulleted, paragraph, region_of, with_attributes
from ctct.source.spans import Region

ReadBlock = Callable[[Block, Owner], None]
AddWords = Callable[[Passage, Owner], None]

_REFERENCE = re.compile(rf"@({ID})").fullmatch


def read_numbered(reading: Reading, block: Block, owner: Owner, read_block: ReadBlock) -> None:
    """Read a numbered list under ``owner``; ``read_block`` reads what an item holds beyond its first words."""
    level = owner.item_level or level_below(reading, owner)
    region = region_of(reading.page, block)
    if level is None:
        below = reading.words.level_names.get(owner.level or "", "việc thường kỳ")
        hint = _("bớt thụt vào, hoặc viết thành đoạn văn")
        reading.fault("MD06", region, _("không còn cấp nào dưới {below} để đánh số ở đây", below=below), hint)
        return
    if not owner.path and reading.ended:
        reading.fault("MD06", region, _("danh sách đánh số đứng sau các đoạn kết"), _("chuyển lên trước «***»"))
    first = _first_words(reading, block.children[0])
    _check_split(reading, block, owner, next((one.value for one in first.attributes if one.key == "so"), "") if first else "")
    # The first item chooses for the list; a later one may still say another level for itself.
    owner.item_level = (chosen_level(reading, first) if first else None) or level
    for item in block.children:
        _read_item(reading, item, owner, read_block)
    owner.last = "items"


def _first_words(reading: Reading, item: Block) -> AttributedText | None:
    """Return the first paragraph of an item, parted from its attributes."""
    if not item.children or item.children[0].type != "paragraph":
        return None
    return with_attributes(reading, paragraph(reading.page, item.children[0]))


def _check_split(reading: Reading, block: Block, owner: Owner, own: str) -> None:
    """Find a list that is really the rest of the one above, or that starts with another number than 1 and its ``own``."""
    first = block.children[0].info
    mark = _mark_of(reading, block.children[0])
    if owner.astray:
        what = _("dòng phân công này") if owner.astray[0] == "phan_cong" else _("đoạn này")
        reading.fault("MD06", owner.astray[1], _("{what} cắt đôi danh sách đánh số", what=what), _(INDENT))
        owner.astray = None
    elif owner.last == "items":
        reading.fault("MD06", mark, _("danh sách đổi kiểu dấu giữa chừng"), _("dùng một kiểu «1.» cho cả danh sách"))
    # A list that was parted by something may go on with its number; any other start would not be printed.
    elif int(first) not in (1, owner.items + 1) and first != own:
        hint = _(
            "ghi «1.»; muốn in từ số {first} thì thêm «{{so={first}}}» ở cuối dòng đầu của mục này; muốn nối "
            "tiếp danh sách ở trên thì thụt phần xen giữa vào",
            first=first,
        )
        reading.fault("MD06", mark, _("danh sách mở đầu bằng số {first}, mà số do ctct đánh từ 1", first=first), hint)


def _mark_of(reading: Reading, item: Block) -> Region:
    """Return the number of an item as typed, with its sign."""
    start = region_of(reading.page, item)[0]
    return start, start + len(item.info) + len(item.markup)


def _read_item(reading: Reading, item: Block, owner: Owner, read_block: ReadBlock) -> None:
    owner.items += 1
    region = _mark_of(reading, item)
    worded = _first_words(reading, item)
    if worded is None:
        reading.fault("MD06", region, *_wordless(item))
        return
    if owner.item_level == WORKS:
        node = add_work(reading, worded, region)
    else:
        node = add_node(reading, owner, chosen_level(reading, worded) or owner.item_level, region)
    set_words(reading, node, worded, named=NAME in worded.words)
    _note_use(reading, node, worded)
    for block in item.children[1:]:
        read_block(block, node)


def _wordless(item: Block) -> tuple[str, str]:
    """Say what is wrong with an item that does not begin with words: often a second mark was typed behind its own."""
    first = item.children[0] if item.children else None
    if first is None or first.map is None or first.map[0] != (item.map or first.map)[0] or not first.children:
        return _("mục này chưa có lời văn"), _("ghi lời văn ngay sau số; mục con viết ở dòng dưới, thụt vào")
    typed = first.children[0].info + first.children[0].markup
    return _("«{typed}» thừa ngay sau số của mục", typed=typed), _(
        "bỏ «{typed}»; mục con viết ở dòng dưới, thụt vào", typed=typed
    )


def _note_use(reading: Reading, node: Owner, worded: AttributedText) -> None:
    reference = _REFERENCE(worded.passage.raw) if worded.passage and "ten" not in node.value else None
    if reference and worded.passage and node.level != WORKS:
        reading.uses.append(Use(node, reference[1], worded.passage.region))


def read_bullets(reading: Reading, block: Block, owner: Owner, add_words: AddWords) -> None:
    """Read bullets: each charges somebody with ``owner``, or is a paragraph that begins with its sign; ``add_words`` adds one.

    Lists in lists are read one after another: their signs tell them apart, as on paper.
    """
    for item in block.children:
        if not item.children:
            reading.fault(
                "MD07",
                region_of(reading.page, item),
                _("sau «{markup}» chưa có lời văn", markup=item.markup),
                _("ghi lời văn, hoặc bỏ dòng này"),
            )
        for number, child in enumerate(item.children):
            if child.type == "bullet_list":
                read_bullets(reading, child, owner, add_words)
            elif child.type != "paragraph":
                hint = _("mục đánh số và bảng đứng thẳng hàng với lời văn của mục chứa nó; số là lời văn thì viết «1\\. …»")
                reading.fault("MD07", region_of(reading.page, child), _("trong một gạch đầu dòng chỉ có lời văn"), hint)
            elif number:
                add_words(paragraph(reading.page, child), owner)
            else:
                _read_bullet(reading, item.markup, paragraph(reading.page, child), owner, add_words)


def _read_bullet(reading: Reading, bullet: str, passage: Passage, owner: Owner, add_words: AddWords) -> None:
    if is_assignment(reading.words, passage.raw):
        _read_charge(reading, passage, owner)
    elif bullet == "*":
        hint = _("ghi «- …» hoặc «+ …»: dấu đầu dòng in ra như đã gõ")
        reading.fault("MD07", passage.region, _("dấu «*» không làm gạch đầu dòng"), hint)
    else:
        add_words(bulleted(passage, bullet), owner)


def _read_charge(reading: Reading, passage: Passage, owner: Owner) -> None:
    if owner.path in ((), (WORKS,)):
        reading.fault("MD07", passage.region, _("dòng phân công này không thuộc mục nào"), _(INDENT))
        return
    read_assignment(reading, passage, owner)
    # Bullets charge what stands above them all; between two items they would cut the list in two.
    if owner.items:
        owner.astray = ("phan_cong", passage.region)
    owner.last = "phan_cong"
