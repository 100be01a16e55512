"""What can be done about a finding at once: its safe fix, and what its hint says was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from ctct.diagnostics import Diagnostic
from ctct.drafting.editing import DraftText, TextEdit, edited
from ctct.drafting.fix import apply_fixes
from ctct.language import _
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.report.located import region_of
from ctct.source.places import Places

# Hints as they are told, in either language.
_MEANT = re.compile(r"(?:có phải|did you mean|is it) («.+»)\?|^(?:ghi|write) («[^»…]+»)$")
_BETWEEN = re.compile("» (?:hay|or) «")
_IN_QUOTES = re.compile(
    r"(?:đặt cả câu trong dấu nháy|put the whole sentence in quotation marks): [\"'](?P<begins>.+?)…?[\"']$"
)
_QUOTED = re.compile("«([^»]*)»")


class Remedy(NamedTuple):
    """What a person is offered: its ``title``, and what makes the text's bytes after it; the same bytes where it cannot be."""

    title: str
    make: Callable[[], bytes]


def remedies(outcome: Outcome, source: Source, finding: Diagnostic) -> Iterator[Remedy]:
    """Yield what can be done about a finding of ``outcome`` in the text ``source`` itself."""
    places = outcome.gathered.files.get(source.name)
    if places is None or finding.file not in (None, source.name):
        return
    if finding.fix is not None:
        title = _("Sửa thành «{right}»", right=finding.fix) if finding.fix else _("Bỏ chỗ này")
        yield Remedy(title, partial(_fixed, outcome, source, finding))
        return
    file = DraftText(source.name, source.data, places.text, outcome.gathered.value)
    for title, edit in (*_guesses(finding, places), *_quoting(finding, places)):
        yield Remedy(title, partial(_replaced, file, edit))


def _fixed(outcome: Outcome, source: Source, finding: Diagnostic) -> bytes:
    # The fix is made as --fix makes it, for a judge who finds this one thing and then nothing.
    verdicts = iter([outcome._replace(findings=(finding,))])
    return apply_fixes(source, lambda _: next(verdicts, outcome._replace(findings=()))).data


def _replaced(file: DraftText, edit: TextEdit) -> bytes:
    try:
        data = edited(file, [edit])
    except UnicodeDecodeError:  # what is shown of the file is not what stands in it
        data = None
    return file.data if data is None else data


def _guesses(finding: Diagnostic, places: Places) -> Iterator[tuple[str, TextEdit]]:
    """Yield what a hint says was probably meant."""
    meant = _MEANT.search(finding.hint or "")
    if meant is None:
        return
    region = region_of(finding, places)
    written = places.text[slice(*region)]
    quoted = _QUOTED.search(finding.message)
    # What was written may hold guillemets itself.
    wrong = written if quoted is None or f"«{written}»" in finding.message else quoted[1]
    for guess in _BETWEEN.split((meant[1] or meant[2])[1:-1]):
        right = _put_right(written, wrong, guess)
        yield _("Đổi thành «{right}»", right=guess), TextEdit(finding, (), None, right, region, right)


def _put_right(written: str, wrong: str, right: str) -> str:
    """Return ``written`` with ``right`` for what is wrong in it; of a path that is the file's name."""
    # A hint names the file, the draft the way to it.
    if "/" in wrong and "/" not in right:
        wrong = wrong.rpartition("/")[2]
    return written.replace(wrong, right, 1) if wrong in written else right


def _quoting(finding: Diagnostic, places: Places) -> Iterator[tuple[str, TextEdit]]:
    """Yield the sentence of a line in quotes, where a sign in it was taken for YAML's."""
    meant = _IN_QUOTES.search(finding.hint or "")
    if meant is None:
        return
    at = region_of(finding, places)[0]
    number, column = places.line_column(at)
    line = places.line(number).rstrip()
    start = line.find(meant["begins"].replace("''", "'"))
    if start < 0:
        return
    sentence = line[start:]
    plain = '"' not in sentence and "\\" not in sentence
    quoted = f'"{sentence}"' if plain else "'" + sentence.replace("'", "''") + "'"
    first = at - column + 1
    region = (first + start, first + len(line))
    yield _("Đặt cả câu trong dấu nháy"), TextEdit(finding, (), None, quoted, region, quoted)
