"""Findings as GitHub's workflow commands, which it shows on the lines of a pull request.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.report.located import Located, Report, legible
from ctct.report.repository import from_repository
from ctct.report.text import in_lines, severity_name, summary

LIMIT = 10
"""GitHub shows no more annotations of one kind from one step."""

LIMIT_SUMMARY = 1_000_000
"""Bytes of a step summary, a little less than GitHub takes."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def write(report: Report) -> str:
    """Return up to ten commands of each kind; in place of the last of more than ten, one that counts those left, which
    follow as plain text for the log.
    """
    # GitHub drops what is beyond its limit without a word: so the last of the ten says how many there are.
    report = from_repository(report)
    lines: list[str] = []
    for severity in Severity:
        lines += _of_kind([one for one in report.findings() if one.severity is severity], severity)
    counted = summary(report.findings()) or _("không có lỗi")
    return "".join(
        f"{line}\n" for line in [*lines, _("{counted} ({count} dự thảo)", counted=counted, count=len(report.verdicts))]
    )


def _of_kind(found: list[Located], severity: Severity) -> Iterator[str]:
    shown = found if len(found) <= LIMIT else found[: LIMIT - 1]
    yield from map(_command, shown)
    if rest := found[len(shown) :]:
        message = _(
            "còn {count} {severity} nữa: xem nhật ký và phần tóm tắt của bước này",
            count=len(rest),
            severity=severity_name(severity),
        )
        yield f"::{_KINDS[severity]} title=ctct::{_data(message)}"
        # What a draft or the name of a file says must not be taken for a command.
        token = f"ctct-{rest[0].fingerprint}"
        yield "::group::" + _("{count} {severity} còn lại", count=len(rest), severity=severity_name(severity))
        yield f"::stop-commands::{token}"
        yield from (line for one in rest for line in in_lines(one).splitlines())
        yield f"::{token}::"
        yield "::endgroup::"


def _command(one: Located) -> str:
    where = {"file": legible(PurePath(one.file).as_posix())}
    if one.line:
        where |= {"line": str(one.line), "endLine": str(one.end_line), "col": str(one.column)}
        if one.end_line == one.line:
            where["endColumn"] = str(one.end_column)
    properties = ",".join(f"{key}={_property(value)}" for key, value in {**where, "title": f"ctct {one.code}"}.items())
    hint = "\n" + _("Gợi ý: {hint}", hint=one.hint) if one.hint else ""
    clause = "\n" + _("Căn cứ: {cites}", cites=one.cites) if one.cites else ""
    return f"::{_KINDS[one.severity]} {properties}::{_data(one.message + hint + clause)}"


def _data(text: str) -> str:
    text = "\n".join(map(legible, text.split("\n")))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(report: Report) -> str:
    """Return every finding as a table in Markdown, for the page of the run."""
    found = list(from_repository(report).findings())
    counted = summary(found) or _("không có lỗi")
    head = "### ctct: " + _("{counted} ({count} dự thảo)", counted=counted, count=len(report.verdicts)) + "\n\n"
    if not found:
        return head
    return head + "".join(_within([_("| Nơi | Mã | Điều thấy |\n"), "|---|---|---|\n", *map(_row, found)]))


def _row(one: Located) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    message = " – ".join(filter(None, [one.message, one.hint, str(one.cites or "")]))
    return "| " + " | ".join(map(_cell, (place, f"{severity_name(one.severity)} {one.code}", message))) + " |\n"


def _cell(text: str) -> str:
    for sign in "\\`*_[]<>|&~":
        text = text.replace(sign, f"\\{sign}")
    return legible(" ".join(text.split()))


def _within(rows: list[str]) -> Iterator[str]:
    room = LIMIT_SUMMARY
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            yield "\n…\n"
            return
        yield row
