"""Findings counted by their codes, the most frequent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.lint.codes import Rule, meaning_of
from ctct.report.located import Located, Report
from ctct.report.rules import headline
from ctct.report.text import closing

WIDEST_TITLE = 80
"""How many characters of what a code means are shown."""


def write(report: Report) -> str:
    """Return a table of code, count, how many can be fixed and what the code means, and a last line that counts all."""
    found = list(report.findings())
    return "".join(f"{line}\n" for line in (*_table(found), *closing(report, found)))


def _table(found: list[Located]) -> Iterator[str]:
    if not found:
        return
    counts = Counter(one.code for one in found)
    fixable = Counter(one.code for one in found if one.fixable)
    yield f"{_('số chỗ'):>7}  {_('tự sửa'):>7}  {_('mã'):<6}  {_('nội dung')}"
    for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield f"{count:>7}  {fixable[code] or '-':>7}  {code:<6}  {excerpt(_title(code), WIDEST_TITLE)}"


def _title(code: str) -> str:
    meaning = meaning_of(code)
    if meaning is None:
        return ""
    return headline(meaning) if isinstance(meaning, Rule) else _(meaning.means)
