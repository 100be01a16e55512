"""Findings as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ctct import __version__
from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.codes import RULES, Fault, Rule, meaning_of
from ctct.report.located import Located, Report, as_json
from ctct.report.repository import from_repository
from ctct.report.rules import fragments, headline

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LIMIT = 5_000
"""GitHub shows no more results of one run, and refuses a file with 25,000."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def write(report: Report) -> str:
    """Return a log of one run: every rule with its help, and the findings, of more than ``LIMIT`` the gravest."""
    found = list(from_repository(report).findings())
    shown = sorted(found, key=lambda one: list(Severity).index(one.severity))[:LIMIT] if len(found) > LIMIT else found
    codes = list(dict.fromkeys([*RULES, *(one.code for one in found)]))
    driver = {
        "name": "ctct",
        "semanticVersion": __version__,
        "language": "vi",
        "rules": [_rule(code, meaning_of(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(len(found) - len(shown))],
        "results": [_result(one, codes.index(one.code)) for one in shown],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(left_out: int) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    told = {
        "level": "warning",
        "message": _text(
            _("Còn {left_out} chỗ nhẹ hơn không ghi ở đây: tệp chỉ ghi {limit} chỗ.", left_out=left_out, limit=LIMIT)
        ),
    }
    return {"executionSuccessful": True, "toolExecutionNotifications": [told]}


def _rule(code: str, meaning: Rule | Fault | None) -> dict[str, Any]:
    described: dict[str, Any] = {"id": code}
    if isinstance(meaning, Fault):
        described["shortDescription"] = described["fullDescription"] = _text(f"{_(meaning.means)}.")
        described["help"] = _text(_("Phải làm: {cure}.", cure=_(meaning.cure)))
    elif meaning is not None:
        described["name"] = meaning.name
        described["shortDescription"] = _text(headline(meaning))
        described["fullDescription"] = _text(_(meaning.demands))
        described["defaultConfiguration"] = {"level": _LEVELS[meaning.severity]}
        described["help"] = _help(meaning)
    return described


def _help(rule: Rule) -> dict[str, str]:
    shown = fragments(rule)
    plain = [f"{word}:\n{fragment}" for word, fragment in shown]
    marked = [f"{word}:\n\n```yaml\n{fragment}\n```" for word, fragment in shown]
    clause = _("Căn cứ: {basis}.", basis=rule.basis)
    return {"text": "\n\n".join([*plain, clause]), "markdown": "\n\n".join([_(rule.demands), *marked, clause])}


def _result(one: Located, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line:
        place["region"] = {
            "startLine": one.line,
            "startColumn": one.column,
            "endLine": one.end_line,
            "endColumn": one.end_column,
        }
    sentence = one.message[:1].upper() + one.message[1:]
    hint = " " + _("Gợi ý: {hint}.", hint=one.hint) if one.hint else ""
    clause = " " + _("Căn cứ: {basis}.", basis=one.cites) if one.cites else ""
    return {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": _LEVELS[one.severity],
        "message": _text(f"{sentence}.{hint}{clause}"),
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"ctct/v1": one.fingerprint},
    }


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))


def _text(text: str) -> dict[str, str]:
    return {"text": text}
