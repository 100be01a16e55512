"""Viện dẫn điểm, khoản, điều, mục, phần: thứ tự và chữ hoa."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.passages import RANKS, Passage, Step
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import Text

_ALWAYS_CAPITAL = ("điều",)
"""Levels whose word is a capital by usage in Party documents too: there «điều 5» is a slip and no way of writing."""


@rule("DK01", ("30/2020/NĐ-CP", "Phụ lục II, Mục V, khoản 7"), severity=Severity.WARNING)
def vien_dan_tu_nho_den_lon(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn một chỗ trong văn bản thì kể từ cấp nhỏ đến cấp lớn: điểm, khoản, điều, mục, chương, phần.

    Sai:
        noi_dung: Theo Phần B, Mục III, Khoản 3 của Chương trình hành động số 01-CTr/TU.
    Sai:
        noi_dung: Theo Điều 1.1, Khoản 3, Mục III, Phần B của Chương trình hành động số 01-CTr/TU.
    Sai:
        noi_dung: Theo Điều 5, khoản 2 của Quy chế.
    Đúng:
        noi_dung: Theo Điểm 3.5, Khoản 3, Mục III, Phần B của Chương trình hành động số 01-CTr/TU.
    Đúng:
        noi_dung: Theo khoản 2 Điều 5, khoản 3 Điều 6 và Điều 7, khoản 2 Điều 8 của Quy chế.
    """
    for passage in subject.passages:
        if wrong := _out_of_order(passage.steps):
            large, small = (f"{step.word} {step.number}" for step in wrong)
            message = _("«{large}» đứng trước «{small}»", large=large, small=small)
            yield Finding(passage.text.at, message, _("kể từ cấp nhỏ đến cấp lớn"), part=passage.part)


@rule("DK02", ("Quy ước soạn thảo văn bản", "một lối viết hoa trong một văn bản"), layouts=("dang",), severity=Severity.ADVICE)
def mot_loi_viet_hoa_dieu_khoan(subject: Subject) -> Iterator[Finding]:
    """Trong một văn bản của Đảng, chữ «Điểm, Khoản, Mục, Phần» khi viện dẫn hoặc cùng viết hoa, hoặc cùng viết thường.

    Sai:
        noi_dung:
          - Theo Khoản 3, Mục III của Chương trình hành động số 01-CTr/TU.
          - Theo Khoản 4, Mục III của Chương trình hành động số 01-CTr/TU.
          - Theo khoản 5, mục III của Chương trình hành động số 01-CTr/TU.
    Đúng:
        noi_dung:
          - Theo Khoản 3, Mục III của Chương trình hành động số 01-CTr/TU.
          - Theo Khoản 4, Mục III của Chương trình hành động số 01-CTr/TU. Khoản 5 thì bỏ.
    Đúng:
        noi_dung: Theo điểm a khoản 2 Điều 5 của Quy chế. Khoản 3 Điều 5 hết hiệu lực.
    """
    inner = [(passage, step) for passage in subject.passages for step in _inner_steps(passage)]
    for level in RANKS:
        ways: dict[str, list[tuple[Passage, Step]]] = {}
        for passage, step in inner:
            if step.level == level:
                ways.setdefault(step.word, []).append((passage, step))
        if len(ways) > 1 and level not in _ALWAYS_CAPITAL:
            usual, rare = sorted(ways, key=lambda word: -len(ways[word]))[:2]
            passage, step = ways[rare][0]  # told once, at the first: what is to be decided is decided for the whole text
            message = _(
                "«{rare}» viết ở {rare_count} chỗ, «{usual}» ở {usual_count} chỗ",
                rare=rare,
                rare_count=len(ways[rare]),
                usual=usual,
                usual_count=len(ways[usual]),
            )
            yield Finding(passage.text.at, message, _("viết cùng một lối trong cả văn bản"), part=step.part)
            return


@rule("DK03", ("Quy ước soạn thảo văn bản", "đoạn trích in đúng như gõ"), severity=Severity.WARNING)
def doan_trich_giu_nguyen_so(subject: Subject) -> Iterator[Finding]:
    """Điều, khoản trích trong ngoặc kép để nguyên trong lời văn; viết thành mục của dự thảo thì số bị đánh lại.

    Sai:
        muc:
          - noi_dung: [Sửa đổi Điều 9 thành, “Điều 9. Họp]
            khoan: [Cuộc họp, Biên bản”.]
    Sai:
        muc:
          - 'Sửa đổi Điều 9 như sau: "Điều 9. Họp'
          - Biên bản".
    Đúng:
        muc:
          - noi_dung: [Sửa đổi Điều 9 thành, “Điều 9. Họp, 1. Cuộc họp, 2. Biên bản”.]
          - Bãi bỏ “Điều 11”.
    """
    depth, told = 0, False
    for text in subject.texts:
        if depth and not told and _begins_item(subject, text):
            told = True
            message = _("mục đánh số nằm trong đoạn trích chưa đóng ngoặc kép: số do ctct đánh lại")
            hint = _("để đoạn trích trong lời văn, mỗi dòng một đoạn, số gõ sẵn (Markdown: «1\\. …»); đã hết thì thêm «”»")
            yield Finding(text.at, message, hint)
        depth = _depth_after(text.text, depth)
        told = told and depth > 0


def _begins_item(subject: Subject, text: Text) -> bool:
    place = text.at[:-1] if text.field == "ten" else text.at[:-2] if text.at[-1] == 0 else ()
    return place in subject.items and bool(subject.items[place].item.label)


def _depth_after(text: str, depth: int) -> int:
    """Return how many quotations are open behind ``text``; a straight mark closes what is open, else it opens."""
    depth = max(0, depth + text.count("“") - text.count("”"))
    if text.count('"') % 2:
        depth += -1 if depth else 1
    return depth


def _inner_steps(passage: Passage) -> tuple[Step, ...]:
    """Return the steps of a passage of several, without one that opens a sentence."""
    if len(passage.steps) == 1:
        return ()  # «khoản 5 thì bỏ»: a step alone is spoken of, rather than cited
    return passage.steps[1:] if passage.opens else passage.steps


def _out_of_order(steps: tuple[Step, ...]) -> tuple[Step, Step] | None:
    """Return two steps of which the larger stands first, unless the second begins another item of a list: then the level of
    the first comes again («khoản 2 Điều 5, khoản 3 Điều 6»).
    """
    for index, (step, following) in enumerate(pairwise(steps)):
        again = any(later.level == step.level for later in steps[index + 1 :])
        if RANKS[step.level] > RANKS[following.level] and not again:
            return step, following
    return None
