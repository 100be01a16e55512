"""Findings one a line, as compilers print them: for grep, quickfix lists of editors and short logs."""

from __future__ import annotations

from ctct.report.located import Report
from ctct.report.text import closing, in_one_line


def write(report: Report) -> str:
    """Return a line for each finding and a last line that counts them."""
    found = list(report.findings())
    lines = [in_one_line(one, colour=report.colour) for one in found]
    return "".join(f"{line}\n" for line in (*lines, *closing(report, found)))
