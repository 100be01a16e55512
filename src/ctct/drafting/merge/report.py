"""What a merge says of itself: each edit with its place, and the remarks of the copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ctct.drafting.merge.edits import NOTE, Edit, Fate
from ctct.drafting.merge.lines import MARK
from ctct.drafting.merge.merge import Merged, Remark
from ctct.language import N_, _
from ctct.report.located import legible

_SIGNS = {"word": "M", "added": "+", "removed": "−", "moved": "↕", "charged": "P", "note": "C", "row": "+"}
_SIGNS |= {"cells": "G", "look": "K"}
_NAMES = {"moved": N_("chuyển chỗ"), "cells": N_("gộp, tách ô"), "look": N_("kiểu chữ")}
_FATES: dict[Fate, str] = {
    "taken": N_("{count} nhận"),
    "known": N_("{count} đã có trong dự thảo"),
    "conflict": N_("{count} xung đột"),
    "unmapped": N_("{count} không đưa vào được"),
}
"""What became of edits, in the order in which they are counted."""
LONGEST = 160
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def lines(merged: Merged, name: str) -> Iterator[str]:
    """Yield the account of a merge, a line each thing."""
    yield from map(legible, merged.told)
    count = Counter(edit.fate for edit in merged.edits)
    counts = ", ".join(_(words, count=count[fate]) for fate, words in _FATES.items() if count[fate]) or _("không có gì khác")
    yield legible(_("{name}: {count} chỗ sửa: {counts}", name=name, count=len(merged.edits), counts=counts))
    for fate, sign in (("taken", ""), ("conflict", "✗"), ("unmapped", "?")):
        for edit in merged.edits:
            if edit.fate == fate:
                yield legible(
                    f"  {sign or _SIGNS[edit.sort]}  {_place(edit.line, edit.label, name)}{in_words(edit)}{_by(edit)}"
                )
                if edit.why:
                    yield legible(f"       {edit.why}")
    if merged.remarks:
        yield _("  nhận xét ({count}):", count=len(merged.remarks))
        yield from (f"     {legible(remark_line(one, name))}" for one in merged.remarks)


def _place(line: int, label: str, name: str) -> str:
    where = f"{name}:{line} " if line else ""
    return f"{where}{label} ".lstrip() if label else where


def in_words(edit: Edit, longest: int = LONGEST) -> str:
    """Return the words of an edit in a line, each side cut at ``longest``."""
    old, new = _short(edit.old, longest), _short(edit.new, longest)
    if edit.sort in _NAMES:
        return f"{_(_NAMES[edit.sort])}: «{old}»"
    if not old:
        return _("thêm «{words}»", words=new)
    return f"«{old}» → «{new}»" if new else _("bỏ «{words}»", words=old)


def legible_words(text: str) -> str:
    """Return words of an edit with what stands for the mark of a note as words."""
    return text.replace(MARK, NOTE).replace(NOTE, _(NOTE))


def _short(text: str, longest: int = LONGEST) -> str:
    text = " ".join(legible_words(text).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def day_of(date: str) -> str:
    """Return the day of a date as Word writes it (``2021-05-12T08:00:00Z``) in Vietnamese; one that is not so as it is."""
    found = _DATE.match(date)
    return f"{int(found[3])}/{int(found[2])}/{found[1]}" if found else date


def by_whom(names: Iterable[str], date: str, copy: str) -> str:
    """Return who edited a copy, or remarked on it, and when."""
    return ", ".join(filter(None, [*dict.fromkeys(names), day_of(date), copy]))


def _by(edit: Edit) -> str:
    who = ", ".join(dict.fromkeys(edit.authors))
    return f" [{who}; {edit.copy}]" if who else f" [{edit.copy}]"


def remark_line(one: Remark, name: str) -> str:
    """Return a remark in a line."""
    said, who = one.comment, one.comment.author or _("không rõ ai")
    where = _place(one.line, one.label, name).strip() or _("cuối văn bản")
    form = N_("{who} trả lời tại {where}: «{words}»") if said.parent else N_("{who} tại {where}: «{words}»")
    done = _(" (đã giải quyết)") if said.resolved else ""
    return _(form, who=who, where=where, words=_short(said.text)) + done


def remarks_file(remarks: Iterable[Remark], name: str, before: str) -> str:
    """Return the text of the file that keeps remarks, with those that it does not have yet behind those that it has."""
    made = before
    for one in remarks:
        block = "".join(f"{line}\n" for line in _block(one, name))
        key = block.partition("\n\n")[2]
        if key not in made:
            made = (made or f"# Nhận xét về {legible(name)}\n") + "\n" + block
    return made


def _block(one: Remark, name: str) -> Iterator[str]:
    said = one.comment
    where = _place(one.line, one.label, name).strip() or "không rõ chỗ"
    yield legible(f"## {said.author or 'Không rõ ai'}, {said.date or 'không rõ ngày'}, {where}")
    yield ""
    yield f"- Bản: {legible(one.copy)}; mã {legible(said.id)}" + (f"; trả lời {legible(said.parent)}" if said.parent else "")
    yield f"- Tình trạng: {'đã giải quyết' if said.resolved else 'chưa giải quyết'}"
    if one.quoted:
        yield f"- Tại đoạn: {legible(_short(one.quoted))}"
    yield ""
    yield from (f"> {legible(line)}" for line in said.text.split("\n"))


def fails(edits: Iterable[Edit]) -> bool:
    """Return whether something was left out of the draft."""
    return any(edit.fate in ("conflict", "unmapped") for edit in edits)
