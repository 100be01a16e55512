"""Chữ gõ lặp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.letters import LETTER
from ctct.lint.prose import Prose
from ctct.lint.registry import Finding, Subject, rule
from ctct.source.shipped import word_list

# Words that join others: none of them is ever meant twice. Words of content may be («xanh xanh», «năm năm»).
_JOINING = (
    "với|có|của|và|là|các|những|được|cho|trong|tại|theo|đã|sẽ|về|để|do|bởi|vào|trên|khi|đến|không|phải|việc|cùng|như|cũng"
)
_DOUBLED = re.compile(rf"(?<![\w-])(?:({_JOINING}) \1|((?:[^\W\d_]++ ){{1,5}}[^\W\d_]++) \2)(?![\w-])")
_WORD_AFTER = re.compile(rf" ({LETTER}++)")

# In no compound word is one of these the first or the last part: either of the two may go.
_ALWAYS_ONCE = frozenset({"với", "các", "những", "đã", "sẽ", "và", "cũng"})
_FEWEST_TO_DELETE = 3
"""Two words may be a noun and its verb («ban chỉ đạo chỉ đạo»): that many are no chance."""


@rule("CH06", ("Quy ước soạn thảo văn bản", "không lặp chữ"), severity=Severity.WARNING)
def khong_lap_chu(subject: Subject) -> Iterator[Finding]:
    """Không gõ lặp chữ: «với với», «giải bóng đá giải bóng đá». Từ láy, tên cơ quan đứng trước việc mà nó làm («Ban Chỉ đạo chỉ
    đạo») thì không tính.

    Sai:
        ket: Xã gắn với với các thôn tổ chức giải bóng đá giải bóng đá thanh niên.
    Sai:
        ket: Đề nghị đề nghị các cơ quan báo cáo; kinh phí của của xã.
    Đúng:
        ket: Từng bước, từng bước một; năm năm qua luôn luôn dần dần phát triển; xanh xanh, người người.
    Đúng:
        ket: Ban Chỉ đạo chỉ đạo các thôn; ủy ban kiểm tra kiểm tra hồ sơ; cơ quan quản lý nhà nước quản lý nhà nước về giá.
    Đúng:
        ket: Kết quả đạt được được công bố; giá trị của của cải; chế độ về về hưu; những tồn tại tại xã; việc nêu trên trên sổ.
    """
    prose = subject.prose
    for match in _DOUBLED.finditer(prose.lowered):
        hit, words = prose.hit(match), match[1] or match[2]
        if _belong_apart(prose, match, words):
            continue
        first, second = hit.written[: len(words)], hit.written[len(words) + 1 :]
        if first[0].isupper() and second[0].islower() and not prose.opens_sentence(match.start()):
            continue  # a name, and what it does
        once = first if words in _ALWAYS_ONCE or words.count(" ") + 1 >= _FEWEST_TO_DELETE else None
        hint = _("ghi «{right}»", right=once) if once else _("xem có thừa một chữ «{first}» không", first=first)
        yield Finding(hit.text.at, _("«{hit}» lặp chữ", hit=hit.written), hint, hit.part, once)


def _belong_apart(prose: Prose, match: re.Match[str], words: str) -> bool:
    """Return whether the first of two equal words ends what stands before, or the second begins what follows."""
    before = prose.word_before(match.start()).lower()
    after = _WORD_AFTER.match(prose.lowered, match.end())
    if match[1]:
        return f"{before} {words}" in _compounds() or (after is not None and f"{words} {after[1]}" in _compounds())
    return before in _agents()


@cache
def _compounds() -> frozenset[str]:
    return frozenset(word_list("chinh-ta.txt", "tu_ghep_hay_gap_chu_lap"))


@cache
def _agents() -> frozenset[str]:
    return frozenset(" ".join(word_list("chinh-ta.txt", "chu_dung_truoc_viec_lam")).split())
