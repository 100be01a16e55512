"""Findings as a person reads them: the place, the sentence, the line with a caret, what to write instead, the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ctct.diagnostics import Diagnostic, Severity
from ctct.source.places import Places

SEVERITY_NAMES = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.ADVICE: "góp ý"}
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}
_WIDEST = 160


def region_of(finding: Diagnostic, places: Places) -> tuple[int, int]:
    """Return the characters of the file that ``finding`` points at."""
    if finding.region is not None:
        return finding.region
    if finding.part is not None:
        return places.locate_part(finding.at, *finding.part)
    return places.locate(finding.at, key=finding.on_key)


def in_order(findings: Iterable[Diagnostic], files: Mapping[str, Places], draft: str) -> list[Diagnostic]:
    """Return findings file by file, the draft's own first, in the order of their places."""

    def place(finding: Diagnostic) -> tuple[bool, str, tuple[int, int], str]:
        places = files.get(finding.file or draft)
        return (finding.file is not None, finding.file or "", region_of(finding, places) if places else (0, 0), finding.code)

    return sorted(findings, key=place)


def as_text(findings: Iterable[Diagnostic], files: Mapping[str, Places], draft: str, *, colour: bool = False) -> str:
    """Return findings as text, one after another with a blank line between; ``draft`` names the file that was checked."""
    told = [
        "\n".join(_tell(finding, finding.file or draft, files.get(finding.file or draft), colour))
        for finding in in_order(findings, files, draft)
    ]
    return "\n\n".join(told)


def _tell(finding: Diagnostic, name: str, places: Places | None, colour: bool) -> Iterator[str]:
    severity = SEVERITY_NAMES[finding.severity]
    label = f"\033[1;{_COLOURS[finding.severity]}m{severity} {finding.code}\033[0m" if colour else f"{severity} {finding.code}"
    margin = ""
    if places is None or (finding.at == () and finding.region is None):
        yield f"{name}: {label}: {finding.message}"
    else:
        start, end = region_of(finding, places)
        line, column = places.line_column(start)
        yield f"{name}:{line}:{column}: {label}: {finding.message}"
        excerpt = places.line(line)
        if excerpt.strip():
            margin = " " * len(str(line))
            yield from _excerpt(excerpt, line, column, end - start)
    if finding.hint:
        yield f"  {margin} = gợi ý: {finding.hint}"
    if finding.cites:
        yield f"  {margin} = căn cứ: {finding.cites}"


def _excerpt(text: str, line: int, column: int, length: int) -> Iterator[str]:
    """Show a line with carets under ``length`` characters from ``column``; of a very long line, the part round them."""
    text = text.replace("\t", " ")
    first = max(0, column - 1 - _WIDEST // 2) if len(text) > _WIDEST else 0
    cut = ("…" if first else "") + text[first : first + _WIDEST]
    indent = column - 1 - first + (1 if first else 0)
    carets = max(1, min(length, len(cut) - indent))
    yield f"  {line} | {cut}"
    yield f"  {' ' * len(str(line))} | {' ' * indent}{'^' * carets}"


def summary(findings: Iterable[Diagnostic]) -> str:
    """Return the line that counts findings: ``2 lỗi, 1 cảnh báo``; ``""`` where there are none."""
    found = [finding.severity for finding in findings]
    counts = [(found.count(severity), name) for severity, name in SEVERITY_NAMES.items()]
    return ", ".join(f"{number} {name}" for number, name in counts if number)
