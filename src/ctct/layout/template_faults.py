"""Tells what is wrong with a template, at its file and line."""

from __future__ import annotations

import re
from collections import Counter

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from ctct.diagnostics import Diagnostic, error
from ctct.language import N_, _
from ctct.layout.attributes import MarkupFault
from ctct.layout.environment import TemplateEnvironment
from ctct.layout.guard import Overrun
from ctct.layout.loading import TemplateLoader
from ctct.layout.marking import MarkingEnvironment, place_of
from ctct.layout.rendering import TemplateFailed, images_of, read, write
from ctct.layout.stylesheet import Layout
from ctct.resolve.tree import Resolved

_LINE_END = re.compile("\r\n|\r|\n")
_REASONS: dict[type[BaseException], str] = {
    RecursionError: N_("các mẫu lồng nhau, gọi nhau quá sâu"),
    MemoryError: N_("không đủ bộ nhớ"),
    ZeroDivisionError: "chia cho 0",
}
_SENTENCES = (
    (re.compile(r".*has no attribute '(\w+)'|'(\w+)' is undefined"), N_("không có «{}»")),
    (re.compile(r"access to attribute '(\w+)' of .*"), N_("mẫu không được dùng «{}»")),
    (re.compile(r"No filter named '(\w+)'\."), N_("không có bộ lọc «{}»")),
    (re.compile(r"Range too big.*"), N_("dãy số quá dài")),
    (re.compile(r"Opening and ending tag mismatch: (\S+) .*and (\S+)"), N_("mở bằng «{}» mà đóng bằng «{}»")),
    (re.compile(r"Premature end of data in tag (\S+).*"), N_("«{}» không được đóng")),
    (re.compile(r"Entity '(.+)' not defined"), N_("không có «&{};»")),
)
"""What Jinja and libxml2 say most often; the rest is told as they say it."""

Place = tuple[str, int]
"""The name of a template and a line in it, from 1."""


def told(fault: TemplateFailed | MarkupFault, document: Resolved, layout: Layout) -> Diagnostic:
    """Return what to say of a template that cannot be rendered, or that writes what cannot be read."""
    if isinstance(fault, MarkupFault):
        why = (
            _("không phải XML đúng: {fault}", fault=_in_vietnamese(str(fault)))
            if fault.place
            else _("không dựng được: {fault}", fault=fault)
        )
        return _told(why, _place_written(document, layout), layout)
    raised = fault.__cause__ or fault
    return _told(_("không dựng được: {reason}", reason=_reason(raised)), _place_raised(raised), layout)


def _told(message: str, place: Place | None, layout: Layout) -> Diagnostic:
    file, region = str(layout.folder), None
    if place is not None:
        loader = TemplateLoader(layout.folder, layout.base, layout.templates)
        source, file = loader.find(TemplateEnvironment(loader), place[0])
        region = _line_region(source, place[1])
    return error("TT10", (), _("mẫu trình bày {message}", message=message), region=region, file=file)


def _reason(fault: BaseException) -> str:
    if isinstance(fault, TemplateNotFound):
        return _("không có mẫu «{template}»", template=fault.name)
    if isinstance(fault, TemplateSyntaxError) and fault.__cause__:
        return _reason(fault.__cause__)
    said = str(getattr(fault, "message", None) or fault)
    if (sentence := _in_vietnamese(said)) != said or isinstance(fault, TemplateError | Overrun):
        return sentence
    return _(_REASONS[type(fault)]) if type(fault) in _REASONS else f"{type(fault).__name__}: {said}"


def _in_vietnamese(said: str) -> str:
    for pattern, sentence in _SENTENCES:
        if match := pattern.fullmatch(said):
            return _(sentence).format(*filter(None, match.groups()))
    return said


def _place_raised(fault: BaseException) -> Place | None:
    """Return where in the templates ``fault`` was raised (Jinja rewrites tracebacks to say so)."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.name or "", fault.lineno
    places: list[Place] = []
    trace = fault.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".j2"):
            places.append((name, trace.tb_lineno))
        trace = trace.tb_next
    if isinstance(fault, RecursionError):  # where the last straw lay is chance; the call that turns in circles stands all along
        return max(Counter(places).items(), key=lambda one: one[1], default=(None, 0))[0]
    return places[-1] if places else None


def _place_written(document: Resolved, layout: Layout) -> Place | None:
    """Return where in the templates is written what cannot be read, as far as that can be found out."""
    loader = TemplateLoader(layout.folder, layout.base, layout.templates, compiled=False)
    environment = MarkingEnvironment(loader, placed=False)
    try:
        markup = "".join(write(document, layout, environment))
        read([markup], layout, images_of(document))
    except TemplateFailed:
        return None
    except MarkupFault as fault:
        return place_of(fault, markup)
    return None


def _line_region(source: str, line: int) -> tuple[int, int]:
    """Return where a line stands, without the blanks round it."""
    starts = [0, *(end.end() for end in _LINE_END.finditer(source)), len(source)]
    start = starts[min(line, len(starts)) - 1]
    text = _LINE_END.split(source[start:], maxsplit=1)[0]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())
