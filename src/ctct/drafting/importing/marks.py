"""Words with their looks → a text as a draft writes it: what would be read as a mark is escaped, notes get their marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ctct.drafting.importing.lines import Line, Stretch
from ctct.source.inline import SIGNS, Mark, Words, escaped, read_inline

_WORD = re.compile(r"[\w*]")
_FIELDS = re.compile(r"\{\{|\}\}")


def said(line: Line, start: int, notes: Mapping[str, str], *, end: int | None = None) -> str:
    """Return the words of a line from its character ``start`` on, with emphasis and the marks of notes; one blank for a soft
    break. ``notes`` are the ids of the draft's notes by those of the file.
    """
    spans = list(_cut(line.stretches, start, len(line.text) if end is None else end))
    text = "".join(span.text for span in spans).replace("\n", " ")
    rich = "".join(_written(spans, notes)).replace("\n", " ").strip()
    if _plain(rich) == text.strip():
        return rich
    return _without_looks(spans, notes).replace("\n", " ").strip()


def is_bold(line: Line, start: int, end: int | None = None) -> bool:
    """Return whether all words of a line from ``start`` on are bold."""
    spans = [span for span in _cut(line.stretches, start, len(line.text) if end is None else end) if span.text.strip()]
    return bool(spans) and all(span.bold for span in spans)


def _cut(stretches: Iterable[Stretch], start: int, end: int) -> Iterator[Stretch]:
    at = 0
    for span in stretches:
        if span.note:
            if start <= at <= end:
                yield span
            continue
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            yield span._replace(text=text)


def _plain(text: str) -> str:
    return "".join(
        piece.text if isinstance(piece, Words) else "" if isinstance(piece, Mark) else "@" for piece in read_inline(text)
    )


def _without_looks(spans: Iterable[Stretch], notes: Mapping[str, str]) -> str:
    return "".join(f"[^{notes[span.note]}]" if span.note else SIGNS.sub(_refused, span.text) for span in spans)


def _refused(sign: re.Match[str]) -> str:
    return "\\" + sign.group()


def _written(spans: list[Stretch], notes: Mapping[str, str]) -> Iterator[str]:
    """Yield the words of one look after the other, in stars where they differ from what the whole looks like."""
    words = [span for span in spans if span.text.strip()]
    bold = bool(words) and all(span.bold for span in words)
    italic = bool(words) and all(span.italic for span in words)
    runs = _joined(spans, bold, italic)
    for place, run in enumerate(runs):
        if run.note:
            yield f"[^{notes[run.note]}]" if run.note in notes else ""
            continue
        before = runs[place - 1].text[-1:] if place else ""
        after = runs[place + 1].text[:1] if place + 1 < len(runs) else ""
        yield _in_stars(run, before, after)


def _joined(spans: list[Stretch], bold: bool, italic: bool) -> list[Stretch]:
    """Join stretches of one look; blanks and signs between two take the look that stands round them."""
    runs: list[Stretch] = []
    for span in spans:
        look = (span.bold and not bold, span.italic and not italic)
        last = runs[-1] if runs else None
        if span.note or last is None or last.note:
            runs.append(span if span.note else Stretch(span.text, *look))
        elif look == (last.bold, last.italic) or not span.text.strip():
            runs[-1] = last._replace(text=last.text + span.text)
        else:
            runs.append(Stretch(span.text, *look))
    return runs


def _in_stars(run: Stretch, before: str, after: str) -> str:
    core = run.text.strip()
    text = escaped(core) if not (run.bold or run.italic) else SIGNS.sub(_refused, core)
    head, tail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    stands_apart = (head or not _WORD.match(before)) and (tail or not _WORD.match(after))
    if not core or not (run.bold or run.italic) or not stands_apart or not any(map(str.isalnum, core)):
        return head + text + tail
    stars = "*" * (run.italic + 2 * run.bold)
    return f"{head}{stars}{text}{stars}{tail}"


def stretches_from(line: Line, start: int) -> tuple[Stretch, ...]:
    """Return the stretches of a line from a character on."""
    return tuple(_cut(line.stretches, start, len(line.text)))
