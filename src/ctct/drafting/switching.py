"""Tells what would change if a draft moved to another layout, or to the edition of another date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from ctct.diagnostics import Diagnostic, Rejected
from ctct.emit.plain import write_plain
from ctct.language import N_, _
from ctct.layout.blocks import Block, Contents, Grid, PageBottom, Section, Sheet, Table
from ctct.layout.stylesheet import Stylesheet
from ctct.layout.templates import lay_out
from ctct.lint.engine import Selection
from ctct.outcome import Outcome
from ctct.pipeline import examine, lint
from ctct.project.files import Source
from ctct.project.gather import gather_round
from ctct.report import as_text

_OF_A_LAYOUT = ("an_ban", "co_chu", "gian_dong", "bo_co_chu")
_LOOKS = {
    "size": N_("cỡ {size}"),
    "bold": N_("đậm"),
    "italic": N_("nghiêng"),
    "caps": N_("IN HOA"),
    "underline": N_("gạch chân"),
    "line": N_("giãn dòng đúng {size} pt"),
    "spacing": N_("giãn dòng {size}"),
    "first_line": N_("đầu dòng {size} mm"),
}


def moved(source: Source, before: Outcome, the_thuc: str | None, ngay: str | None) -> Outcome:
    """Check a draft as it would be in the layout ``the_thuc``, or signed on ``ngay``; ``before`` is it as it stands."""
    value = {**before.gathered.value, **({"the_thuc": the_thuc} if the_thuc else {}), **({"ngay": ngay} if ngay else {})}
    chosen = value.get("trinh_bay")
    if isinstance(chosen, dict):  # what the other layout leaves free is another matter
        value["trinh_bay"] = {key: kept for key, kept in chosen.items() if key not in _OF_A_LAYOUT}
    return examine(gather_round(source, value, before.gathered.files[source.name]))


def report(before: Outcome, after: Outcome, today: date) -> str:
    """Return what would change between two, of which the first could be laid out, as text for who must decide it."""
    # The rules of both layouts are asked: what one demands the other may forbid.
    before, after = (lint(outcome, Selection(), today) for outcome in (before, after))
    assert before.layout is not None
    lines = [f"«{before.gathered.name}»: {_named(before.layout.stylesheet)}"]
    if after.layout is not None and after.resolved is not None:
        lines[0] += f" → {_named(after.layout.stylesheet)}"
        lines += _printed(before, after)
    found = _new(before.findings, after.findings)
    review = as_text(found, after.gathered.files, after.gathered.name) if found else _("không có chỗ nào")
    lines += _section(_("Phải xem lại trong dự thảo"), [review])
    return "\n".join(lines) + "\n"


def _printed(before: Outcome, after: Outcome) -> Iterator[str]:
    """Yield what would be printed otherwise; nothing where the other layout has no form for a part, which is found there."""
    assert before.layout is not None
    assert after.layout is not None
    old = _laid_out(before)
    try:
        new = _laid_out(after)
    except Rejected:
        return
    yield from _section(_("Chữ in ra sẽ khác (- bây giờ, + sau khi đổi)"), _different_lines(old, new))
    looks = _looks(before.layout.stylesheet, _used_styles(old)), _looks(after.layout.stylesheet, _used_styles(new))
    yield from _section(_("Trình bày sẽ khác"), [*_different_looks(*looks)])
    yield from _section(_("Kiểu không còn dùng"), [f"- {name}" for name in looks[0] if name not in looks[1]])
    yield from _section(_("Kiểu mới"), [f"- {name}: {look}" for name, look in looks[1].items() if name not in looks[0]])


def _named(style: Stylesheet) -> str:
    return f"{_(style.name)} ({style.edition})"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", f"{title}:", *lines] if lines else []


def _new(before: tuple[Diagnostic, ...], after: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    known = {(one.code, one.at, one.part) for one in before}
    return [one for one in after if (one.code, one.at, one.part) not in known]


def _laid_out(outcome: Outcome) -> Sheet:
    """Return the blocks of what could be resolved, whatever was found wrong with it."""
    assert outcome.resolved is not None
    assert outcome.layout is not None
    return lay_out(outcome.resolved, outcome.layout)


def _different_lines(old: Sheet, new: Sheet) -> list[str]:
    """Return the lines that come and go; that a style prints one in capitals is told of its looks."""
    before, after = write_plain(old).splitlines(), write_plain(new).splitlines()
    alike = SequenceMatcher(None, [*map(str.casefold, before)], [*map(str.casefold, after)], autojunk=False)
    changes = []
    for what, start, end, other_start, other_end in alike.get_opcodes():
        if what != "equal":
            changes += [f"- {line}" for line in before[start:end] if line.strip()]
            changes += [f"+ {line}" for line in after[other_start:other_end] if line.strip()]
    return changes


def _different_looks(old: dict[str, str], new: dict[str, str]) -> Iterator[str]:
    for name, look in old.items():
        if new.get(name, look) != look:
            yield f"- {name}: {look} → {new[name]}"


def _used_styles(sheet: Sheet) -> set[str]:
    """Return the names of the styles of all paragraphs."""
    found: set[str] = set()
    todo: list[Block] = [*sheet.first_header, *sheet.blocks, *sheet.first_footer]
    while todo:
        block = todo.pop()
        if isinstance(block, PageBottom):
            todo += block.blocks
        elif isinstance(block, Grid):
            todo.extend(inner for row in block.rows for cell in row for inner in cell.blocks)
        elif isinstance(block, Table):
            todo.extend(inner for line in block.rows for cell in line.cells for inner in cell.blocks)
        elif isinstance(block, Contents):
            found.update(line.style for line in block.lines)
        elif not isinstance(block, Section):
            found.add(block.style)
    return found


def _looks(style: Stylesheet, used: set[str]) -> dict[str, str]:
    """Return how the page and each style that is worn look, in words."""
    page = style.page
    looks = {_("Lề trên, dưới, trái, phải"): f"{page.top:g}, {page.bottom:g}, {page.left:g}, {page.right:g} mm"}
    for name in style.styles:
        if name in used:
            look = style.effective(name)
            looks[name] = ", ".join(_(said, size=look[key]) for key, said in _LOOKS.items() if look.get(key)) or _("chữ thường")
    return looks
