"""Findings as JUnit XML: a suite for each draft, in it a case for each finding. What only warns is a case that passes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.report.located import UNSEEN, UNSHOWN, Located, Report, Verdict
from ctct.report.text import in_lines

_UNSEEN = re.compile(f"[{UNSEEN}]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report) -> str:
    """Return the XML."""
    suites = [_suite(verdict, report.strict) for verdict in report.verdicts]
    cases = sum(max(1, len(verdict.findings)) for verdict in report.verdicts)
    failures = sum(_fails(one, report.strict) for verdict in report.verdicts for one in verdict.findings)
    head = f'<testsuites name="ctct" tests="{cases}" failures="{failures}" errors="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]
    written = _NOT_XML.sub(UNSHOWN, "\n".join(lines)) + "\n"
    return _UNSEEN.sub(lambda sign: f"&#{ord(sign[0])};", written)  # reads the same, and steers no terminal


def _suite(verdict: Verdict, strict: bool) -> str:
    found, name = verdict.findings, quoteattr(verdict.draft)
    failures = sum(_fails(one, strict) for one in found)
    head = f'<testsuite name={name} tests="{max(1, len(found))}" failures="{failures}" errors="0" skipped="0">'
    passed = [] if found else [f'<testcase classname={name} name="{_("không có lỗi")}"/>']
    return "\n".join([head, *passed, *_cases(found, strict), "</testsuite>"])


def _cases(found: tuple[Located, ...], strict: bool) -> Iterator[str]:
    for one in found:
        place = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
        head = f"<testcase classname={quoteattr(one.file)} name={quoteattr(f'{one.code} {place}')}>"
        if _fails(one, strict):
            content = f'<failure type="{one.code}" message={quoteattr(one.message)}>{escape(in_lines(one))}</failure>'
        else:
            content = f"<system-out>{escape(in_lines(one))}</system-out>"
        yield f"{head}{content}</testcase>"


def _fails(one: Located, strict: bool) -> bool:
    return one.severity is Severity.ERROR or (strict and one.severity is Severity.WARNING)
