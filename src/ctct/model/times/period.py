"""The period of a programme, as its own ``thoi_gian`` gives it."""

from __future__ import annotations

from ctct.diagnostics import excerpt
from ctct.language import N_, _
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import NotUnderstood
from ctct.model.values import Span

_FORMS = N_(
    "ghi tháng «4/2021», quý «quý II/2021», năm «2021», nhiệm kỳ «nhiệm kỳ 2025 - 2030», ngày «6/4/2021» "
    "hoặc một khoảng «6/4/2021 - 9/4/2021»"
)


def read_period(text: str) -> Span:
    """Read a time that leaves nothing open: no year, no end, no event. Raises ValueError, in Vietnamese."""
    try:
        span = read_timing(text, None).exact
    except NotUnderstood:
        span = None
    if span is None:
        raise ValueError(
            _(
                "không hiểu kỳ «{text}»; {hint}",
                text=excerpt(text),
                hint=_(_FORMS),
            )
        )
    return span
