"""The rules themselves, told: one in full, or all of them in a list."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from ctct.language import _
from ctct.lint.codes import RULES, Fault, Rule
from ctct.report.located import as_json
from ctct.report.text import severity_name


def explain(meaning: Rule | Fault) -> str:
    """Return all that is known of a rule, or of a fault that is no rule's."""
    if isinstance(meaning, Fault):
        cure = _("Phải làm: {cure}.", cure=_(meaning.cure))
        return f"{meaning.code}\n\n{_sentence(_(meaning.means))}\n\n{cure}\n"
    shown = "".join(f"{word}:\n{textwrap.indent(fragment, '    ')}\n\n" for word, fragment in fragments(meaning))
    facts = {_("Căn cứ"): meaning.basis, _("Thể thức"): _layouts(meaning), _("Áp dụng"): _dates(meaning)}
    facts[_("Mức độ")] = severity_name(meaning.severity)
    cells = "".join(f"{f'{name}:':<10}{fact}\n" for name, fact in facts.items())
    return f"{meaning.code} {meaning.name}\n\n{_(meaning.demands)}\n\n{shown}{cells}"


def fragments(rule: Rule) -> list[tuple[str, str]]:
    """Return the fragments of drafts that show a rule, each after «Sai» or «Đúng»."""
    return [(_("Sai"), wrong) for wrong in rule.wrong] + [(_("Đúng"), right) for right in rule.right]


def list_rules(form: str) -> str:
    """Return all rules as ``text``, ``json`` or ``markdown``."""
    return {"text": _text, "json": _json, "markdown": _markdown}[form]()


def _text() -> str:
    return "".join(
        f"{rule.code:<7}{severity_name(rule.severity):<9} {headline(rule)}\n{'':17}{rule.basis}\n" for rule in RULES.values()
    )


def _json() -> str:
    return as_json([_facts(rule) for rule in RULES.values()])


def _facts(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "cites": [{"document": one.document, "clause": one.clause} for one in rule.cites],
        "layouts": rule.layouts,
        "severities": rule.severities,
        "since": rule.since if rule.since > "0001" else None,
        "until": rule.until if rule.until < "9999" else None,
        "demands": _(rule.demands),
        "wrong": rule.wrong,
        "right": rule.right,
    }


def _markdown() -> str:
    return "".join(
        f"{line}\n" for line in [_("| Mã | Quy tắc | Mức độ | Thể thức | Căn cứ |"), "|---|---|---|---|---|", *_rows()]
    )


def _rows() -> Iterator[str]:
    for rule in RULES.values():
        cells = (rule.code, headline(rule), severity_name(rule.severity), _layouts(rule), rule.basis)
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("*", "\\*") for cell in cells) + " |"


def headline(rule: Rule) -> str:
    """Return the first paragraph of what a rule demands, on one line."""
    return " ".join(_(rule.demands).partition("\n\n")[0].split())


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _layouts(rule: Rule) -> str:
    """Return the layouts that a rule holds for, with how much it weighs where that is less than elsewhere."""
    lesser = {layout: f" ({severity_name(one)})" for layout, one in rule.severities.items() if one is not rule.severity}
    return ", ".join(layout + lesser.get(layout, "") for layout in rule.layouts)


def _dates(rule: Rule) -> str:
    bounds = [(_("từ"), rule.since), (_("đến"), rule.until)]
    cells = [f"{word} {'/'.join(reversed(day.split('-')))}" for word, day in bounds if "0001" < day < "9999"]
    return " ".join(cells) or _("văn bản mọi ngày")
