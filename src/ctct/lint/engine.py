"""Chooses the rules that hold for a document, applies them, and honours waivers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import ctct.lint.rules  # noqa: F401 - importing declares the rules
from ctct.diagnostics import Diagnostic, Path, Severity, error, nearest, warning
from ctct.lint.registry import RULES, Subject, apply
from ctct.model.config import Config
from ctct.model.parts import BoQua
from ctct.model.types import TYPES_OF
from ctct.model.values import read_day

__all__ = ["Ruled", "Selection", "Subject", "Waivers", "apply_rules", "rule_on", "unknown_weights"]

LEVELS = {"loi": Severity.ERROR, "canh_bao": Severity.WARNING, "gop_y": Severity.ADVICE}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules to apply and how heavily they weigh. ``select`` and ``ignore`` hold codes or their beginnings; ``weights``
    maps a code to ``loi``, ``canh_bao``, ``gop_y`` or ``tat`` (off).
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    weights: Mapping[str, str] | None = None

    def __contains__(self, code: str) -> bool:
        wanted = not self.select or code.startswith(self.select)
        return wanted and not (self.ignore and code.startswith(self.ignore)) and self.weight(code) != "tat"

    def weight(self, code: str) -> str | None:
        """Return the weight that is set for ``code``, if any."""
        return (self.weights or {}).get(code)


class Waivers(NamedTuple):
    """The waivers of one file: ``file`` is ``None`` for the draft."""

    written: tuple[BoQua, ...]
    file: str | None = None


class Ruled(NamedTuple):
    """What is found in a draft; ``unneeded`` are the waivers of files that other drafts share, which may need them."""

    findings: list[Diagnostic]
    unneeded: tuple[int, ...] | None


def rule_on(subject: Subject, config: Config | None, config_file: str, selection: Selection, today: date) -> Ruled:
    """Return what the rules find in ``subject`` under the settings of its project, if it is of a type that its layout knows."""
    listed = TYPES_OF.get(subject.layout)
    if listed and subject.draft.loai not in listed.types:
        return Ruled([], None)
    waivers = [Waivers(subject.draft.bo_qua), Waivers(config.bo_qua if config else (), config_file)]
    if config is None or not config.muc_do:
        return apply_rules(subject, selection, waivers, today)
    ruled = apply_rules(subject, replace(selection, weights=config.muc_do), waivers, today)
    return ruled._replace(findings=[*unknown_weights(config.muc_do, config_file), *ruled.findings])


def apply_rules(subject: Subject, selection: Selection, waivers: Iterable[Waivers], today: date) -> Ruled:
    """Return what the rules find in ``subject``, without what is waived; and every waiver that is of no use."""
    signed = subject.draft.ngay.span.last.isoformat()
    rules = [one for one in RULES.values() if one.holds(subject.layout, signed) and one.code in selection]
    found = [_weighed(one, selection) for one in apply(rules, subject)]
    waived: list[Diagnostic] = []
    shared: list[int] = []
    for group in waivers:
        found, of_waivers, unneeded = _waive(found, group, selection, today)
        waived += of_waivers
        if group.file is None:
            waived += [_unneeded(group, index) for index in unneeded]
        else:
            shared += unneeded
    return Ruled(found + waived, tuple(shared))


def unknown_weights(weights: Mapping[str, str], file: str) -> list[Diagnostic]:
    """Return an error for each code that ``muc_do`` of ``file`` sets and no rule has."""
    unknown = [code for code in weights if code not in RULES]
    return [error("BQ04", ("muc_do", code), *_no_rule(code), on_key=True, file=file) for code in unknown]


def _no_rule(code: str) -> tuple[str, str]:
    """Return message and hint for a code that no rule has: only what rules find can be waived or weighed otherwise."""
    from ctct.lint.codes import faults

    if code in faults():
        return f"«{code}» không phải mã của một quy tắc, không bỏ qua và không đổi mức độ được", "sửa chỗ mắc lỗi ấy"
    return f"không có quy tắc «{code}»", nearest(code, RULES) or "xem các mã bằng lệnh «ctct rules»"


def _weighed(found: Diagnostic, selection: Selection) -> Diagnostic:
    weight = selection.weight(found.code)
    return found._replace(severity=LEVELS[weight]) if weight in LEVELS else found


def _waive(
    found: list[Diagnostic], group: Waivers, selection: Selection, today: date
) -> tuple[list[Diagnostic], list[Diagnostic], list[int]]:
    """Return what is left of ``found``, what is wrong with the waivers, and those that waive nothing."""
    told: list[Diagnostic] = []
    unneeded: list[int] = []
    for index, waiver in enumerate(group.written):
        at: Path = ("bo_qua", index)
        if waiver.ma not in RULES:
            told.append(error("BQ01", (*at, "ma"), *_no_rule(waiver.ma), file=group.file))
        elif waiver.den and read_day(waiver.den).last < today:
            message = f"bỏ qua «{waiver.ma}» đã hết hạn ngày {waiver.den}"
            told.append(warning("BQ02", (*at, "den"), message, "sửa chỗ sai, hoặc gia hạn", file=group.file))
        else:
            kept = [one for one in found if not _covers(waiver, one)]
            if len(kept) == len(found) and waiver.ma in selection:
                unneeded.append(index)
            found = kept
    return found, told, unneeded


def _unneeded(group: Waivers, index: int) -> Diagnostic:
    message = f"bỏ qua «{group.written[index].ma}» không còn chỗ nào cần"
    return warning("BQ03", ("bo_qua", index), message, "bỏ dòng này đi")


def _covers(waiver: BoQua, found: Diagnostic) -> bool:
    return found.code == waiver.ma and (waiver.tai is None or waiver.tai in _steps(found.at))


def _steps(at: Path) -> Iterator[str]:
    return (step for step in at if isinstance(step, str))
