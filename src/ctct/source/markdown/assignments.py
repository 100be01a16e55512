"""Lines that charge somebody with a node: ``- *Phân công chỉ đạo*: @minh; @vp``, ``… Như @hoi-nghi của Chương trình này``."""

from __future__ import annotations

import re

from ctct.diagnostics import nearest
from ctct.language import _
from ctct.source.inline import ID
from ctct.source.lookup import normalised
from ctct.source.markdown.assignees import Group, read_phrase
from ctct.source.markdown.places import Passage
from ctct.source.markdown.reading import Owner, Reading, Vocabulary
from ctct.source.markdown.texts import check

_as_line = re.compile(
    r"(?P<bullet>[-–+•]\s*+)?\*{0,2}(?P<label>[^*:@]{0,80}[^*:@\s])\s*+(?:\*{1,2}\s*+)?:\*{0,2}\s*+(?P<phrase>.*)", re.DOTALL
).fullmatch
_SENTENCE = 3
"""With so many words behind those of a role, a label is a sentence."""
_LIKE = re.compile(rf"Như\s+@(?P<ids>{ID}(?:\+{ID})*)\s+của\s+(?P<type>[^@\s]++(?:\s++[^@\s]++)*?)\s++này\s*\.?", re.IGNORECASE)


def role_in(words: Vocabulary, raw: str) -> str | None:
    """Return the field that a raw text would fill, were it a line that charges somebody; ``nhu`` for the like line."""
    line = _as_line(raw)
    return _field(words, line["label"]) if line else None


def is_assignment(words: Vocabulary, raw: str) -> bool:
    """Return whether the raw text of a bullet is meant to charge somebody, if maybe with a slip in its label."""
    line = _as_line(raw)
    if line is None:
        return False
    names_somebody = raw.startswith("*") and not raw.startswith("**") and "@" in line["phrase"]
    if names_somebody or _field(words, line["label"]):
        return True
    near = nearest(" ".join(line["label"].split()), _labels(words))
    return near is not None and not any(_says_more(line["label"], label) for label in _labels(words) if f"«{label}»" in near)


def _says_more(said: str, label: str) -> bool:
    """Return whether what is said goes on behind a label as a sentence does: «Cơ quan chủ trì có trách nhiệm»."""
    rest = normalised(said).removeprefix(f"{normalised(label)} ")
    return rest != normalised(said) and len(rest.split()) >= _SENTENCE


def _labels(words: Vocabulary) -> list[str]:
    return [*words.roles.values(), words.like]


def _field(words: Vocabulary, label: str) -> str | None:
    if normalised(label) == normalised(words.like):
        return "nhu"
    return next((field for field, known in words.roles.items() if normalised(label) in _ways(known)), None)


def _words_of(words: Vocabulary, field: str) -> str:
    """Return the words that introduce ``field``."""
    return words.like if field == "nhu" else words.roles[field]


def _ways(label: str) -> tuple[str, str]:
    """Return how the words of a role may be written: whole, or, as offices do, as far as their comma («Cơ quan tham mưu»)."""
    whole = normalised(label)
    return whole, whole.partition(",")[0]


def read_assignment(reading: Reading, passage: Passage, owner: Owner) -> None:
    """Read a line that must charge somebody with ``owner``."""
    line = _as_line(passage.raw)
    if line is None:
        return
    region = passage.part(*line.span("label")).region
    role = _field(reading.words, line["label"])
    if role is None:
        labels = _labels(reading.words)
        hint = nearest(" ".join(line["label"].split()), labels) or _(
            "ghi một trong: {labels}", labels=", ".join(f"«{label}»" for label in labels)
        )
        reading.fault("MD07", region, _("không có dòng phân công «{line}»", line=line["label"]), hint)
    elif role in owner.value:
        reading.fault(
            "MD07", region, _("«{line}» viết hai lần cho cùng một mục", line=line["label"]), _("gộp hai dòng làm một")
        )
    else:
        label = _words_of(reading.words, role)
        if normalised(line["label"]) != normalised(label):
            reading.warn(
                "MD07",
                region,
                _("«{line}» in ra là «{label}»", line=line["label"], label=label),
                _("ghi «{right}»", right=label),
                label,
            )
        reading.place((*owner.path, role), region)
        phrase = passage.part(line.start("phrase"), len(passage.raw))
        (_read_like if role == "nhu" else _read_names)(reading, phrase, owner, role)


def _read_names(reading: Reading, phrase: Passage, owner: Owner, role: str) -> None:
    check(reading, phrase, inside=True)
    groups, unclear = read_phrase(phrase.raw)
    for found in unclear:
        reading.fault("MD07", phrase.part(found.start, found.end).region, found.message, found.hint)
    path = (*owner.path, role)
    owner.value[role] = [_placed(reading, group, (*path, index), phrase) for index, group in enumerate(groups)]
    reading.marked.spots[path] = phrase.region


def _placed(reading: Reading, group: Group, path: tuple[str | int, ...], phrase: Passage) -> str | list[str]:
    for index, name in enumerate(group):
        part = phrase.part(name.start, name.end)
        reading.marked.spots[(*path, index)] = part.region
        if len(group) == 1 and not name.marked:
            reading.marked.texts[path] = part
    reading.marked.spots[path] = phrase.part(group[0].start, group[-1].end).region
    return group[0].value if len(group) == 1 else [name.value for name in group]


def _read_like(reading: Reading, phrase: Passage, owner: Owner, role: str) -> None:
    kind = reading.words.type_names.get(reading.loai or "")
    found = _LIKE.fullmatch(phrase.raw)
    if found is None or (kind and normalised(found["type"]) != kind.casefold()):
        hint = _("ghi «Như @mã của {kind} này.», nhiều mục thì «@mã+mã»", kind=kind or "Chương trình")
        reading.fault("MD07", phrase.region, _("không đọc được mục mà dòng này theo"), hint)
        return
    owner.value[role] = found["ids"].split("+")
    reading.marked.spots[(*owner.path, role)] = phrase.part(*found.span("ids")).region
