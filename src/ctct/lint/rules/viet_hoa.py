"""Viết hoa vì phép đặt câu; và những gì các quy tắc viết hoa khác dùng chung.

The Party has no rule of its own on capitals; its bodies apply the decree «cho phù hợp» (Điều 2, khoản 2). Legal texts are not
the decree's (Điều 4) and are written by the same usage. So nothing here is more than a warning outside of its own documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.letters import LETTER
from ctct.lint.phrases import IsMeant, Misspelt, Phrases
from ctct.lint.registry import EVERY_LAYOUT, Check, Finding, Subject, rule
from ctct.lint.texts import SEPARATOR
from ctct.source.bullets import word_bullet
from ctct.source.syllable import is_syllable


def capital_rule(
    code: str,
    clause: str,
    *,
    severity: Severity | Mapping[str, Severity] = Severity.WARNING,
    layouts: tuple[str, ...] = EVERY_LAYOUT,
) -> Callable[[Check], Check]:
    """Declare a rule that rests on ``clause`` of the decree's appendix on capitals, for documents since it is in force."""
    cites = ("30/2020/NĐ-CP", f"Phụ lục II, {clause}")
    return rule(code, cites, severity=severity, layouts=layouts, dates=("2020-03-05", "9999-99-99"))


def miswritten_names(
    subject: Subject,
    known: Phrases,
    meant: IsMeant,
    *,
    accept: Callable[[Misspelt], bool] = lambda found: True,
    safe: bool = False,
) -> Iterator[Finding]:
    """Yield a finding for each of the ``known`` names in other capitals that ``accept`` holds for; ``safe`` adds the fix."""
    for found in known.misspelt(subject.prose, meant):
        if accept(found):
            yield should_read(subject, found.start, found.end, found.right, safe=safe)


def should_read(subject: Subject, start: int, end: int, right: str, *, safe: bool = False) -> Finding:
    """Return the finding that the characters ``start:end`` of the prose should be ``right``; ``safe`` adds the fix."""
    text, part = subject.prose.place(start, end)
    written = text.text[slice(*part)]
    return Finding(
        text.at,
        _("«{written}» viết hoa chưa đúng", written=written),
        _("ghi «{right}»", right=right),
        part,
        right if safe else None,
    )


_AFTER_SENTENCE = re.compile(rf"[.?!] +(?=({LETTER}+)(?![).:]))")
_LAST_CHUNK = re.compile(r"(?<![^\s(“‘«\[])[^\s(“‘«\[]+$")


@capital_rule("VH01", "Mục I")
def hoa_sau_dau_cham(subject: Subject) -> Iterator[Finding]:
    """Viết hoa chữ đầu câu: sau dấu chấm, dấu chấm hỏi, dấu chấm than. Sau «;», «:», «…» thì không buộc.

    Sai:
        ket: Hội nghị kết thúc. các đại biểu ra về.
    Đúng:
        ket: Hội nghị kết thúc. Các đại biểu ra về; gồm lãnh đạo sở, ban, ngành, v.v. và TP. hoặc P. trưởng... cùng dự.
    """
    prose = subject.prose
    for match in _AFTER_SENTENCE.finditer(prose.joined):
        if match[1].islower() and is_syllable(match[1]) and _ends_sentence(prose.joined, match.start()):
            hit = prose.hit(match, 1)
            message = _("chữ «{hit}» đứng đầu câu mà không viết hoa", hit=hit.written)
            yield Finding(
                hit.text.at, message, _("ghi «{hit}», hoặc đổi dấu câu đứng trước", hit=hit.written.capitalize()), hit.part
            )


_LONGEST_CHUNK = 40
"""How far back one looks for what stands before a full stop without a blank in it."""


def _ends_sentence(text: str, stop: int) -> bool:
    """Return whether what stands before the mark at ``stop`` is a word or a closing bracket, and no abbreviation or number."""
    before = _LAST_CHUNK.search(text, max(0, stop - _LONGEST_CHUNK), stop)
    if not before:
        return False
    return before[0][-1] in ")”" or (len(before[0]) > 1 and before[0].islower() and is_syllable(before[0]))


_NEW_LINES = ("noi_dung", "ten", "can_cu", "ket", "chu_thich", "noi_nhan")
_first_word = re.compile(rf"[-+–•“ ]*({LETTER}++)(?![).](?: |$))").match


@capital_rule("VH02", "Mục I")
def hoa_dau_dong(subject: Subject) -> Iterator[Finding]:
    """Viết hoa chữ đầu mỗi dòng, mỗi đoạn. Trích yếu của văn bản có tên loại không phải một câu nên không tính.

    Sai:
        ket: các đồng chí Ủy viên thực hiện.
    Đúng:
        ket: ["a) Các đồng chí Ủy viên thực hiện.", "@can-bo thực hiện trước.", "100% đơn vị báo cáo.", "(tiếp theo)"]
    Đúng:
        ket: ["ii) Sau đó họp."]
    """
    for text, prose in zip(subject.texts, subject.prose.joined.split(SEPARATOR), strict=True):
        first = _first_word(prose) if text.field in _NEW_LINES else None
        if first and first[1].islower() and is_syllable(first[1]) and not word_bullet(text.text):
            better = first[1].capitalize()
            message = _("chữ «{first}» đứng đầu dòng mà không viết hoa", first=first[1])
            yield Finding(text.at, message, _("ghi «{right}»", right=better), first.span(1), better)
