"""Chữ viết tắt."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.abbreviations import abbreviations
from ctct.lint.letters import old_style
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import SEPARATOR

_NOT_COUNTED = ("noi_nhan", "kinh_gui")
_CALLED = ("gọi tắt", "viết tắt", "gọi", "được gọi tắt", "được viết tắt", "gọi chung")


@rule(
    "VT01",
    ("36-HD/VPTW", "II.1.6"),
    ("05-HD/VPTW", "II.I.6.1.3"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.6"),
    severity=Severity.ADVICE,
)
def viet_tat_nhat_quan(subject: Subject) -> Iterator[Finding]:
    """Một tên gọi trong văn bản hoặc viết đủ, hoặc viết tắt; muốn viết tắt thì viết đủ lần đầu, kèm chữ tắt trong ngoặc, rồi từ
    đó viết tắt. Nơi nhận, tên ghi bằng mã trong danh bạ thì không kể.

    Sai:
        noi_dung:
          - Ủy ban nhân dân tỉnh trình; Ủy ban nhân dân tỉnh báo cáo.
          - UBND tỉnh thực hiện.
    Sai:
        noi_dung: Ủy ban nhân dân (UBND) tỉnh trình; Ủy ban nhân dân tỉnh thực hiện.
    Đúng:
        noi_dung: Ủy ban nhân dân (UBND) tỉnh trình; UBND tỉnh thực hiện.
    Đúng:
        noi_dung: [Hội đồng nhân dân (sau đây viết tắt là HĐND) họp., HĐND quyết nghị.]
    Đúng:
        noi_dung: Ủy ban nhân dân tỉnh trình, theo Quyết định số 05/2021/QĐ-UBND.
        noi_nhan: [UBND tỉnh, Văn phòng Tỉnh ủy, Lưu Văn phòng Tỉnh ủy]
    """
    written = _Written(subject)
    for short, full in abbreviations().items():
        if short in written.whole and full in written.whole:
            yield from _check(written, short, full)


class _Written:
    """All that counts, in one string: what the drafter wrote. The names that ids stand for are written in the danh bạ."""

    def __init__(self, subject: Subject) -> None:
        self._texts = [text for text in subject.texts if text.field not in _NOT_COUNTED]
        self.whole = old_style(SEPARATOR.join(text.text for text in self._texts))
        self._starts = [0, *accumulate(len(text.text) + len(SEPARATOR) for text in self._texts)]

    def places(self, form: str) -> list[int]:
        """Return where ``form`` stands on its own, not in brackets and no part of a sign («05/QĐ-UBND»)."""
        found, at = [], self.whole.find(form)
        while at >= 0:
            before, after = self.whole[at - 1 : at], self.whole[at + len(form) : at + len(form) + 1]
            in_word = before.isalnum() or after.isalnum() or before in ("-", "/", ".", "&") or after == "/"
            if not in_word and before + after != "()":
                found.append(at)
            at = self.whole.find(form, at + 1)
        return found

    def locate(self, start: int, length: int) -> tuple[Path, tuple[int, int]]:
        """Return the place of what stands at ``start``."""
        index = bisect_right(self._starts, start) - 1
        first = start - self._starts[index]
        return self._texts[index].at, (first, first + length)


def _check(written: _Written, short: str, full: str) -> Iterator[Finding]:
    cut, spelt = written.places(short), written.places(full)
    defined = next((at for at in spelt if written.whole.startswith(_definitions(short), at + len(full))), None)
    odd, form = min((spelt, full), (cut, short), key=lambda way: len(way[0]))
    if defined is not None:
        odd, form = [at for at in spelt if at > defined], full
    if odd and (cut or defined is not None):
        other = (
            _("«{short}» ở {count} chỗ", short=short, count=len(cut))
            if form == full
            else _("«{full}» ở {count} chỗ", full=full, count=len(spelt))
        )
        other = other if defined is None else _("mà chữ tắt «{short}» đã đặt ở trên", short=short)
        at, part = written.locate(odd[0], len(form))
        yield Finding(
            at,
            _("«{form}» ở {count} chỗ, {other}", form=form, count=len(odd), other=other),
            _("viết cùng một cách trong cả văn bản"),
            part=part,
        )


def _definitions(short: str) -> tuple[str, ...]:
    said = ("", *(f"{since}{verb} là " for since in ("", "sau đây ", "dưới đây ", "từ đây ") for verb in _CALLED))
    return tuple(f" ({words}{short})" for words in said)
