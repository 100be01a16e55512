"""The period of a programme, as its own ``thoi_gian`` gives it."""

from __future__ import annotations

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import NotUnderstood
from ctct.model.values import Span

HOW_TO_WRITE_A_PERIOD = (
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
                "không hiểu kỳ «{text}»; {how_to_write_a_period}",
                text=excerpt(text),
                how_to_write_a_period=HOW_TO_WRITE_A_PERIOD,
            )
        )
    return span
