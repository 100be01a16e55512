"""Chooses the rules that hold for a document, applies them, and honours waivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import ctct.lint.rules  # noqa: F401 - importing declares the rules
from ctct.diagnostics import Diagnostic, Path, Severity, error, nearest, warning
from ctct.language import _
from ctct.lint.registry import RULES, Subject, apply
from ctct.model.config import Config
from ctct.model.parts import BoQua
from ctct.model.types import TYPES_OF
from ctct.model.values import read_day

__all__ = ["LintResult", "Selection", "Subject", "Waivers", "apply_rules", "lint_subject", "unknown_weights"]

SEVERITIES = {"loi": Severity.ERROR, "canh_bao": Severity.WARNING, "gop_y": Severity.ADVICE}
"""How much a finding weighs, by the words of ``muc_do``; ``tat`` is off."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules to apply and how heavily they weigh. ``select`` and ``ignore`` hold codes or their beginnings; ``weights``
    maps a code to ``loi``, ``canh_bao``, ``gop_y`` or ``tat`` (off).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    weights: Mapping[str, str] | None = None

    def __contains__(self, code: str) -> bool:
        if self.select and not code.startswith(self.select):
            return False
        if self.ignore and code.startswith(self.ignore):
            return False
        return self.weight(code) != "tat"

    def weight(self, code: str) -> str | None:
        """Return the weight that is set for ``code``, if any."""
        return (self.weights or {}).get(code)


class Waivers(NamedTuple):
    """The waivers of one file: ``file`` is ``None`` for the draft."""

    written: tuple[BoQua, ...]
    file: str | None = None


class LintResult(NamedTuple):
    """What is found in a draft; ``unneeded`` are the waivers of files that other drafts share, which may need them."""

    findings: list[Diagnostic]
    unneeded: tuple[int, ...] | None


def lint_subject(subject: Subject, config: Config | None, config_file: str, selection: Selection, today: date) -> LintResult:
    """Return what the rules find in ``subject`` under the settings of its project, if it is of a type that its layout knows."""
    listed = TYPES_OF.get(subject.layout)
    if listed and subject.draft.loai not in listed.types:
        return LintResult([], None)  # KC10 has said so: what the layout asks of its own types does not hold for another
    waivers = [Waivers(subject.draft.bo_qua), Waivers(config.bo_qua if config else (), config_file)]
    if config is None or not config.muc_do:
        return apply_rules(subject, selection, waivers, today)
    result = apply_rules(subject, replace(selection, weights=config.muc_do), waivers, today)
    return result._replace(findings=[*unknown_weights(config.muc_do, config_file), *result.findings])


def apply_rules(subject: Subject, selection: Selection, waivers: Iterable[Waivers], today: date) -> LintResult:
    """Return what the rules find in ``subject``, without what is waived; and every waiver that is of no use."""
    # A draft without a day may yet be signed on the last one of its month or year: the rules of that day are asked.
    signed = subject.draft.ngay.span.last.isoformat()
    rules = [one for one in RULES.values() if one.holds(subject.layout, signed) and one.code in selection]
    left = [_with_weight(one, selection) for one in apply(rules, subject)]
    faults: list[Diagnostic] = []
    shared: list[int] = []
    for group in waivers:
        waived = _waive(left, group, selection, today)
        left = waived.left
        faults += waived.faults
        if group.file is None:
            faults += [_unneeded(group, index) for index in waived.unneeded]
        else:
            shared += waived.unneeded  # another draft of the project may need it: who checks them all says so (runs.waivers)
    return LintResult(left + faults, tuple(shared))


def unknown_weights(weights: Mapping[str, str], file: str) -> list[Diagnostic]:
    """Return an error for each code that ``muc_do`` of ``file`` sets and no rule has."""
    unknown = [code for code in weights if code not in RULES]
    return [error("BQ04", ("muc_do", code), *_no_rule(code), on_key=True, file=file) for code in unknown]


def _no_rule(code: str) -> tuple[str, str]:
    """Return message and hint for a code that no rule has: only what rules find can be waived or weighed otherwise."""
    from ctct.lint.codes import faults

    if code in faults():
        return _("«{code}» không phải mã của một quy tắc, không bỏ qua và không đổi mức độ được", code=code), _(
            "sửa chỗ mắc lỗi ấy"
        )
    return _("không có quy tắc «{code}»", code=code), nearest(code, RULES) or _("xem các mã bằng lệnh «ctct rules»")


def _with_weight(found: Diagnostic, selection: Selection) -> Diagnostic:
    weight = selection.weight(found.code)
    return found._replace(severity=SEVERITIES[weight]) if weight in SEVERITIES else found


class _Waived(NamedTuple):
    """What is ``left`` of findings, what is wrong with the waivers, and the places of those that waive nothing."""

    left: list[Diagnostic]
    faults: list[Diagnostic]
    unneeded: list[int]


def _waive(found: list[Diagnostic], group: Waivers, selection: Selection, today: date) -> _Waived:
    faults: list[Diagnostic] = []
    unneeded: list[int] = []
    for index, waiver in enumerate(group.written):
        if fault := _fault_of(waiver, ("bo_qua", index), today):
            faults.append(fault._replace(file=group.file))
            continue
        left = [one for one in found if not _covers(waiver, one)]
        # Of a rule that was not asked for nobody knows whether it would find anything.
        if len(left) == len(found) and waiver.ma in selection:
            unneeded.append(index)
        found = left
    return _Waived(found, faults, unneeded)


def _fault_of(waiver: BoQua, at: Path, today: date) -> Diagnostic | None:
    """Return what keeps a waiver from holding, if anything does."""
    if waiver.ma not in RULES:
        return error("BQ01", (*at, "ma"), *_no_rule(waiver.ma))
    if waiver.den and read_day(waiver.den).last < today:
        message = _("bỏ qua «{ma}» đã hết hạn ngày {den}", ma=waiver.ma, den=waiver.den)
        return warning("BQ02", (*at, "den"), message, _("sửa chỗ sai, hoặc gia hạn"))
    return None


def _unneeded(group: Waivers, index: int) -> Diagnostic:
    message = _("bỏ qua «{ma}» không còn chỗ nào cần", ma=group.written[index].ma)
    return warning("BQ03", ("bo_qua", index), message, _("bỏ dòng này đi"))


def _covers(waiver: BoQua, found: Diagnostic) -> bool:
    return found.code == waiver.ma and (waiver.tai is None or waiver.tai in found.at)
