"""The account of an import: what was recognised, the proof, what should be looked at, what was not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ctct.drafting.importing.conversion import Imported
from ctct.drafting.importing.lines import shown
from ctct.drafting.importing.matching import Original
from ctct.drafting.importing.remarks import Remark
from ctct.language import N_, _, decimal
from ctct.model.types import LEVEL_NAMES, LEVELS, ROLES, TYPE_NAMES

_KINDS = {
    "line": N_("{found}/{asked} dòng chữ khớp"),
    "cell": N_("{found}/{asked} đoạn trong bảng khớp"),
    "note": N_("{found}/{asked} chú thích khớp"),
    "box": N_("{found}/{asked} khung chữ khớp"),
    "edge": N_("{found}/{asked} đầu, chân trang khớp"),
}
"""What is compared: how much of each kind was found again."""
_MORE = {
    "bảng": N_("{count} bảng"),
    "chú thích": N_("{count} chú thích"),
    "dòng phân công": N_("{count} dòng phân công"),
    "nơi nhận": N_("{count} nơi nhận"),
    "phụ lục": N_("{count} phụ lục"),
}
"""What is counted beside the levels, by the names that data have for it in any language."""


def account_of(made: Imported) -> dict[str, Any]:
    """Return the account as plain values, for programs."""
    proof = made.proof
    return {
        "source": made.name,
        "built": proof is not None,
        "proved": is_proved(made),
        "type": made.assembled.value["loai"],
        "layout": made.assembled.value["the_thuc"],
        "recognised": _counted(made),
        "proof": {} if proof is None else {kind: [*proof.share(kind)] for kind in _KINDS} | {"number": [*proof.numbers()]},
        "look_at": [_remark(one, made) for one in _sorted(made.remarks)],
        "not_found": [_original(one) for one in _missing(made)],
        "objects": [*made.document.objects],
        "added": [] if proof is None else [one.whole for one in proof.extra],
    }


def is_proved(made: Imported) -> bool:
    """Return whether the draft says all that the document does, number by number."""
    proof = made.proof
    return (
        proof is not None
        and not proof.missing
        and not proof.renumbered
        and not made.document.objects
        and not any(one.confidence < 0.5 for one in made.remarks)
    )


def account_lines(made: Imported) -> Iterator[str]:
    """Yield the account as lines for people."""
    yield f"  {_summary(made)}"
    proof = made.proof
    if proof is None:
        yield _("  kiểm chứng: bản thảo chưa dựng được, phải sửa trước:")
        yield from (f"    {line}" for line in _faults(made))
    else:
        shares = [(words, *proof.share(kind)) for kind, words in _KINDS.items()]
        shares.insert(1, (N_("{found}/{asked} số khớp"), *proof.numbers()))
        said = ", ".join(_(words, found=found, asked=asked) for words, found, asked in shares if asked)
        yield _("  kiểm chứng: dựng lại và so với bản gốc: {shares}", shares=said)
    yield from _list(_("cần xem lại"), [_told(one, made) for one in _sorted(made.remarks)])
    yield from _list(_("không thấy trong bản dựng lại"), [f"{one.line.at}: «{shown(one.line, 300)}»" for one in _missing(made)])
    yield from _list(_("hình, đối tượng không đưa vào được"), made.document.objects)


def _list(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"  {title} ({len(lines)}):"
        yield from (f"    {line}" for line in lines)


def _summary(made: Imported) -> str:
    value = made.assembled.value
    named = made.outcome.layout.stylesheet.name if made.outcome.layout else value["the_thuc"]
    said = ", ".join(_(_MORE.get(name, f"{{count}} {name}"), count=count) for name, count in _counted(made).items() if count)
    return f"{named[0].lower()}{named[1:]}, {TYPE_NAMES[value['loai']].lower()}: {said}"


def _counted(made: Imported) -> dict[str, int]:
    """Return how much there is of each kind of thing in the draft."""
    value, counts = made.assembled.value, dict.fromkeys(LEVELS, 0)
    tables = charges = 0
    todo: list[Mapping[str, Any]] = [
        value,
        *(value.get("phu_luc") or ()),
        *([value["kem_theo"]] if "kem_theo" in value else []),
    ]
    while todo:
        owner = todo.pop()
        tables += len(owner.get("bang") or ())
        charges += sum(role in owner for role in (*ROLES, "nhu"))
        for level in LEVELS:
            nodes = owner.get(level) or ()
            counts[level] += len(nodes)
            todo += nodes
    notes, recipients, appendices = (len(value.get(key) or ()) for key in ("chu_thich", "noi_nhan", "phu_luc"))
    more = dict(zip(_MORE, (tables, notes, charges, recipients, appendices), strict=True))
    return {LEVEL_NAMES[level]: count for level, count in counts.items()} | more


def _missing(made: Imported) -> list[Original]:
    return made.proof.missing if made.proof else []


def _sorted(remarks: list[Remark]) -> list[Remark]:
    return sorted(remarks, key=lambda one: one.confidence)


def _place(one: Remark, made: Imported) -> tuple[int, int] | None:
    places = made.outcome.gathered.files.get(made.outcome.gathered.name)
    if not one.at or places is None:
        return None
    return places.line_column(places.locate(one.at)[0])


def _told(one: Remark, made: Imported) -> str:
    place = _place(one, made)
    where = f"{made.outcome.gathered.name}:{place[0]}:{place[1]}: " if place else f"{one.where}: " if one.where else ""
    confidence = decimal(one.confidence, 2)
    return where + _("độ tin {confidence}: {message}", confidence=confidence, message=one.message)


def _faults(made: Imported) -> list[str]:
    from ctct.report.text import as_text

    return as_text(made.outcome.findings, made.outcome.gathered.files, made.outcome.gathered.name).splitlines()


def _remark(one: Remark, made: Imported) -> dict[str, Any]:
    place = _place(one, made)
    return {
        "confidence": one.confidence,
        "message": one.message,
        "line": place[0] if place else None,
        "column": place[1] if place else None,
        "where": one.where or None,
    }


def _original(one: Original) -> dict[str, Any]:
    return {"kind": one.kind, "where": one.line.at, "text": one.whole}
