"""Findings as a person reads them: the place, the sentence, the line with a caret, what to write instead, the clause."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from ctct.diagnostics import Diagnostic, Severity
from ctct.language import N_, _
from ctct.report.located import Located, Report, legible, locate

if TYPE_CHECKING:
    from ctct.source.places import Places

_SEVERITY_NAMES = {Severity.ERROR: N_("lỗi"), Severity.WARNING: N_("cảnh báo"), Severity.ADVICE: N_("góp ý")}
_COUNTED = {Severity.ERROR: N_("{count} lỗi"), Severity.WARNING: N_("{count} cảnh báo"), Severity.ADVICE: N_("{count} góp ý")}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}


def severity_name(severity: Severity) -> str:
    """Return what a severity is called."""
    return _(_SEVERITY_NAMES[severity])


def width_of_screen() -> int:
    """Return how many characters a line may have: 120 where nobody looks at a screen."""
    return shutil.get_terminal_size((120, 24)).columns


def coloured(stream: TextIO) -> bool:
    """Return whether a person reads ``stream`` on a terminal and has not asked for no colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def as_text(findings: Iterable[Diagnostic], files: Mapping[str, Places], draft: str) -> str:
    """Return findings as text, one after another with a blank line between; ``draft`` names the file that was checked."""
    return "\n\n".join(in_lines(one) for one in locate(findings, files, draft))


def write(report: Report) -> str:
    """Return every finding and a last line that counts them."""
    found = list(report.findings())
    findings = [in_lines(one, colour=report.colour) for one in found]
    return "\n\n".join([*findings, *closing(report, found)]) + "\n" if found or not report.quiet else ""


def in_lines(finding: Located, *, colour: bool = False) -> str:
    """Return a finding as several lines."""
    return "\n".join(_lines(finding, colour))


def in_one_line(finding: Located, *, colour: bool = False) -> str:
    """Return the place, the weight, the code and the message of a finding."""
    label = f"{severity_name(finding.severity)} {finding.code}"
    if colour:
        label = f"\033[1;{_COLOURS[finding.severity]}m{label}\033[0m"
    place = f"{finding.file}:{finding.line}:{finding.column}" if finding.line else finding.file
    return f"{legible(place)}: {label}: {legible(finding.message)}"


def _lines(finding: Located, colour: bool) -> Iterator[str]:
    yield in_one_line(finding, colour=colour)
    margin = ""
    if finding.excerpt:
        indent, length = finding.carets
        margin = " " * len(str(finding.line))
        yield f"  {finding.line} | {finding.excerpt}"
        yield f"  {margin} | {' ' * indent}{'^' * length}"
    if finding.hint:
        yield f"  {margin} = " + _("gợi ý: {hint}", hint=legible(finding.hint))
    if finding.cites:
        yield f"  {margin} = " + _("căn cứ: {cites}", cites=finding.cites)


def summary(findings: Iterable[Located]) -> str:
    """Return findings counted: ``2 lỗi, 1 cảnh báo``; ``""`` where there are none."""
    found = [finding.severity for finding in findings]
    counts = [(found.count(severity), words) for severity, words in _COUNTED.items()]
    return ", ".join(_(words, count=number) for number, words in counts if number)


def closing(report: Report, found: list[Located]) -> Iterator[str]:
    """Yield the last line of a report, which counts what was ``found``; none where only that is wanted."""
    if report.quiet:
        return
    total = len(report.verdicts)
    if not found:
        yield _("không có lỗi ({count} dự thảo)", count=total)
        return
    touched = sum(bool(verdict.findings) for verdict in report.verdicts)
    fixable = sum(finding.fixable for finding in found)
    cure = _("; {count} chỗ sửa được bằng «ctct check --fix»", count=fixable) if fixable else ""
    yield _("{summary} ({touched}/{total} dự thảo){cure}", summary=summary(found), touched=touched, total=total, cure=cure)
