"""Quý, nhiệm kỳ: một kỳ, một khóa chỉ có một năm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.texts import Hit
from ctct.model.values import QUARTERS, Span, quarter

_QUARTER = re.compile(r"[Qq]uý (IV|I{1,3})(?:/| năm )(\d{4})(?!\d)")
_COMPARED = re.compile(r"so với|cùng kỳ|tăng|giảm|từ quý|đến quý", re.IGNORECASE)
_TERM = re.compile(r"nhiệm kỳ (\d{4}) ?[-–] ?(\d{4})(?!\d)")
_CONGRESS = re.compile(r"(?<!\w)((?:\w+ ){2})\(?[Kk]h(?:óa|oá) ([IVXL]+)\)?,? ?\(?$")


@rule("KY01", ("Quy ước soạn thảo văn bản", "một quý chỉ thuộc một năm"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def quy_dung_nam(subject: Subject) -> Iterator[Finding]:
    """Cùng một quý được nhắc với hai năm thì năm cách kỳ của văn bản trên một năm là gõ nhầm (trừ khi so sánh với kỳ trước).

    Sai:
        noi_dung:
          - Kết quả thực hiện Chương trình công tác quý I/2021.
          - Đã hoàn thành các nhiệm vụ đề ra trong Chương trình công tác quý I/2020.
    Đúng:
        noi_dung:
          - Kết quả thực hiện Chương trình công tác quý I/2021, tăng 5% so với quý I/2020.
          - Đã hoàn thành các nhiệm vụ đề ra trong Chương trình công tác quý I/2021.
    Đúng:
        noi_dung: Quý II/2021 hoàn thành sớm hơn quý II/2020; chuẩn bị cho quý II/2022.
    Đúng:
        noi_dung: Chuẩn bị từ quý IV/2020, trình trong quý II/2021, xong trong quý IV/2021.
    """
    period = subject.period or _period_of(subject)
    if period is None:
        return
    # Grounds cite documents of any year, and who compares names two years on purpose.
    named = subject.texts.search(_QUARTER, lambda text: text.field != "can_cu")
    mentions = [hit for hit in named if not _is_compared(hit)]
    near = {hit.match[1]: hit.match[2] for hit in mentions if _quarters_away(hit, period) <= 1}
    for hit in mentions:
        right = near.get(hit.match[1], hit.match[2])
        is_far = _quarters_away(hit, period) > 4
        if is_far and right != hit.match[2]:
            message = _(
                "«{hit}», mà chỗ khác trong văn bản là quý {match}/{right}", hit=hit.written, match=hit.match[1], right=right
            )
            better = hit.written.replace(hit.match[2], right)
            yield Finding(hit.text.at, message, _("có phải «{meant}»?", meant=better), part=hit.part)


@rule("KY02", ("Quy ước soạn thảo văn bản", "một khóa chỉ có một nhiệm kỳ"), severity=Severity.WARNING)
def khoa_dung_nhiem_ky(subject: Subject) -> Iterator[Finding]:
    """Một khóa của một cơ quan chỉ có một nhiệm kỳ.

    Sai:
        noi_dung:
          - Quy chế của Đảng bộ tỉnh khóa XX, nhiệm kỳ 2020 - 2025.
          - Kế hoạch của Đảng bộ tỉnh khóa XX, nhiệm kỳ 2021 - 2026.
    Đúng:
        noi_dung:
          - Quy chế của Đảng bộ tỉnh khóa XX, nhiệm kỳ 2020 - 2025.
          - Bầu cử Hội đồng nhân dân tỉnh khóa XIII, nhiệm kỳ 2021 - 2026; Đảng bộ tỉnh khoá XX (nhiệm kỳ 2020-2025).
    """
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for hit in subject.texts.search(_TERM):
        term = _CONGRESS.search(hit.text.text[max(0, hit.part[0] - 40) : hit.part[0]])
        if term is None:
            continue
        years = (hit.match[1], hit.match[2])
        first = seen.setdefault((term[1].lower(), term[2]), years)
        if years != first:
            message = _(
                "khóa {term} ở đây có nhiệm kỳ {years}, ở chỗ trước là {first}",
                term=term[2],
                years=" - ".join(years),
                first=" - ".join(first),
            )
            yield Finding(hit.text.at, message, _("xem lại nhiệm kỳ"), part=hit.part)


def _is_compared(hit: Hit) -> bool:
    # Four more characters: «từ quý», «đến quý» reach into the mention itself.
    before = hit.text.text[max(0, hit.part[0] - 60) : hit.part[0] + 4]
    return bool(_COMPARED.search(before[before.rfind(". ") + 1 :]))


def _period_of(subject: Subject) -> Span | None:
    """Return the quarter that the document's subject names, if it is one."""
    found = _QUARTER.search(" ".join(subject.draft.trich_yeu))
    try:
        return quarter(int(found[2]), QUARTERS[found[1]]) if found else None
    except ValueError:
        return None


def _quarters_away(hit: Hit, period: Span) -> int:
    """Return how many quarters lie between the one mentioned and the period, 0 inside it."""
    # Quarters are counted through, so that the last of a year and the first of the next are one apart.
    mentioned = 4 * int(hit.match[2]) + QUARTERS[hit.match[1]] - 1
    first, last = (4 * day.year + (day.month - 1) // 3 for day in (period.first, period.last))
    return max(first - mentioned, mentioned - last, 0)
