"""What somebody should look at after an import: how sure it is, where it stands, what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.importing.front import UNKNOWN
from ctct.drafting.importing.letterhead import is_letterhead
from ctct.drafting.importing.lines import TOP, Block, Grid, Line, shown
from ctct.drafting.importing.matching import Original
from ctct.drafting.importing.outline import Odd
from ctct.language import N_, _

if TYPE_CHECKING:
    from ctct.drafting.importing.conversion import Imported
    from ctct.word.tree import Paragraph, WordDocument

_ODD = {
    "skipped": (0.8, N_("số «{number}» không liền sau số trước; ghi riêng bằng «so»: «{words}»")),
    "recounted": (0.55, N_("số «{number}» lặp lại hoặc do Word đếm sai; ctct đếm tiếp theo thứ tự: «{words}»")),
    "kept": (0.5, N_("số «{number}» không nối tiếp số nào; để nguyên trong lời văn: «{words}»")),
}
_EMPTY = {
    "co_quan": N_("cơ quan ban hành"),
    "trich_yeu": N_("trích yếu"),
    "noi_dung": N_("nội dung"),
    "nguoi_ky": N_("họ tên người ký"),
}
# What other programs write for a letter that their encoding lacks: «Ph?n», «?i?u». Addresses and formulas have it too.
_LOST_LETTER = re.compile(r"(?:[^\W\d_]\?[^\W\d_]|\?[^\W\d_]\?)")
_NO_WORD = re.compile(r"[/=&@]")
_MOTTOS = frozenset(map(folded, ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Đảng Cộng sản Việt Nam")))
_MOST_PLACES = 3
_CODES = {"NG05": "TCVN3 (ABC)", "NG06": "VNI", "NG07": N_("UTF-8 đọc nhầm bảng mã")}


class Remark(NamedTuple):
    """One thing to look at: ``confidence`` from 0 to 1, the place in the draft (``at``) or in the document (``where``)."""

    confidence: float
    message: str
    at: Path = ()
    where: str = ""


def remarks_on(made: Imported, word: WordDocument) -> Iterator[Remark]:
    """Yield what there is to look at, apart from what was not found again."""
    yield from _empty(made)
    yield from _unread(made, word)
    yield from _taken_as_one(made)
    yield from (_odd(one) for one in made.assembled.odd)
    told = {one.line.at for one in made.assembled.odd}
    if made.proof:
        yield from (_renumbered(one) for one in made.proof.renumbered if one.line.at not in told)
        for one in made.proof.moved:
            yield Remark(0.6, _("in ở chỗ khác so với bản gốc: «{words}»", words=shown(one.line, 60)), where=one.line.at)
    yield from _unknown(made)
    if any(folded(was) != folded(now) or was != now for was, now in made.assembled.lowered):
        said = "; ".join(f"«{was}» → «{now}»" for was, now in dict(made.assembled.lowered).items())
        yield Remark(0.8, _("chữ in hoa viết lại thành chữ thường: {rewritten}", rewritten=said))
    if made.document.typed_notes:
        count = made.document.typed_notes
        yield Remark(0.6, _("{count} chú thích gõ tay (chữ số nhỏ ở trên) thành chú thích thật", count=count))
    for code in made.document.codes:
        yield Remark(0.7, _("có chữ bảng mã {encoding}, đã đọc thành Unicode", encoding=_(_CODES[code])))
    if word.is_revised:
        yield Remark(0.7, _("tệp còn vết sửa (track changes): đã lấy bản sau khi chấp nhận mọi chỗ sửa"))
    for comment in word.comments.values():
        message = _("nhận xét của «{author}» không đưa vào dự thảo: «{words}»", author=comment.author, words=comment.text)
        yield Remark(0.5, message)


def _empty(made: Imported) -> Iterator[Remark]:
    """Yield what a draft must say and the document does not."""
    for key, name in _EMPTY.items():
        said = made.assembled.value.get(key)
        if (said.get("ho_ten") if isinstance(said, dict) else said) in (UNKNOWN, [UNKNOWN]):
            yield Remark(0.3, _("không thấy {part}; tạm ghi «{unknown}»", part=_(name), unknown=UNKNOWN), (key,))


def _unread(made: Imported, word: WordDocument) -> Iterator[Remark]:
    """Yield the words that cannot be seen on the page, and those that have lost letters."""
    hidden = [_hidden(paragraph) for paragraph in word.everything()]
    yield from (Remark(0.4, _("chữ ẩn của Word không đưa vào dự thảo: «{words}»", words=text)) for text in hidden if text)
    for line in made.document.everything():
        if lost := _lost(line):
            yield Remark(0.4, _("«?» nằm giữa chữ, có lẽ là chữ đã mất trong tệp: «{words}»", words=lost), where=line.at)


def _taken_as_one(made: Imported) -> Iterator[Remark]:
    """Yield what became part of something else: a second document of the file, a table in a cell; and words behind the text."""
    zones = made.zones
    found = [one.at for one in zones.attached if one.own_head and not one.left]
    blocks = [*zones.body, *(block for one in zones.attached for block in one.blocks)]
    found += [_first_place(block) for block in blocks if _heads_a_document(block)]
    if found:
        places = ", ".join(found[:_MOST_PLACES]) + ("…" if len(found) > _MOST_PLACES else "")
        message = _(
            "tệp có lẽ chứa hơn một văn bản (ở {places} lại có đầu trang); đọc như một: tách tệp rồi nhập từng bản",
            places=places,
        )
        yield Remark(0.55, message)
    for block in blocks:
        if isinstance(block, Grid) and block.nested:
            message = _("bảng lồng trong ô: lời văn nằm cả trong ô ngoài, khung của bảng trong thì bỏ")
            yield Remark(0.55, message, where=_("bảng {table}", table=block.number))
    for text in made.document.behind:
        yield Remark(0.4, _("chữ chìm sau lời văn không đưa vào dự thảo: «{words}»", words=text), where=_(TOP))


def _heads_a_document(block: Block) -> bool:
    return is_letterhead(block) if isinstance(block, Grid) else folded(block.plain) in _MOTTOS


def _first_place(block: Block) -> str:
    return next((line.at for line in block.lines()), "") if isinstance(block, Grid) else block.at


def _hidden(paragraph: Paragraph) -> str:
    return " ".join("".join(one.text for one in paragraph.pieces if one.look.hidden).split())


def _lost(line: Line) -> str:
    words = f"{line.label} {line.text}".split() if "?" in line.label + line.text else []
    return " ".join(word for word in words if _LOST_LETTER.search(word) and not _NO_WORD.search(word))


def _unknown(made: Imported) -> Iterator[Remark]:
    """Yield who is not in the danh bạ, each once."""
    if made.names.unknown and not made.names.known:
        count = len({text for text, _at in made.names.unknown})
        message = _(
            "chưa nhận ra ai trong danh bạ: {count} tên được giao việc để nguyên văn; chạy lại với --danh-ba", count=count
        )
        yield Remark(0.62, message)
        return
    first: dict[str, Path] = {}
    for text, at in made.names.unknown:
        first.setdefault(text, at)
    yield from (Remark(0.62, _("«{name}» không có trong danh bạ, để nguyên văn", name=text), at) for text, at in first.items())


def _odd(odd: Odd) -> Remark:
    confidence, message = _ODD[odd.what]
    return Remark(confidence, _(message, number=odd.written, words=shown(odd.line, 60)), where=odd.line.at)


def _renumbered(one: Original) -> Remark:
    assert one.printed is not None
    printed = one.printed.label or one.printed.whole[:12]
    message = _(
        "số «{number}», bản dựng lại in «{printed}»: «{words}»", number=one.label, printed=printed, words=shown(one.line, 60)
    )
    return Remark(0.55, message, where=one.line.at)
