"""Số thứ tự của hội nghị, đại hội, kỳ họp."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.ordinals import read_ordinal, spelt
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import Hit

_TIMES = re.compile(r"lần thứ (\w+)(?: (\w+)(?: (\w+))?)?")
# Three words tell one series of conferences from another: «Hội nghị Tỉnh ủy» is not «Hội nghị Trung ương».
_THING = re.compile(r"(?<!\w)(\w+ \w+ \w+) \(?$")


@rule("LT01", ("Quy ước soạn thảo văn bản", "một việc chỉ viết một cách"), severity=Severity.ADVICE)
def lan_thu_viet_mot_cach(subject: Subject) -> Iterator[Finding]:
    """Số thứ tự của cùng một hội nghị, đại hội thì viết một cách: hoặc bằng chữ, hoặc bằng chữ số.

    Sai:
        noi_dung:
          - Triệu tập Hội nghị Tỉnh ủy lần thứ tư.
          - Chuẩn bị cho Hội nghị Tỉnh ủy lần thứ 04 khóa XX.
          - Kết luận Hội nghị Tỉnh ủy lần thứ 04.
    Đúng:
        noi_dung:
          - Triệu tập Hội nghị Tỉnh ủy lần thứ tư; Đại hội đại biểu Đảng bộ tỉnh lần thứ XX.
          - Chuẩn bị cho Hội nghị Tỉnh ủy lần thứ tư khóa XX, Hội nghị Tỉnh ủy lần thứ 5.
    """
    counted: dict[tuple[str, int], dict[str, list[Hit]]] = {}
    for hit in subject.texts.search(_TIMES):
        thing = _THING.search(hit.text.text[max(0, hit.part[0] - 60) : hit.part[0]])
        number, style = read_ordinal(_words(hit))
        if thing and number:
            counted.setdefault((thing[1].lower(), number), {}).setdefault(style, []).append(hit)
    for (_rest, number), styles in counted.items():
        if len(styles) > 1:
            usual, *_others, rare = sorted(styles, key=lambda style: -len(styles[style]))
            hit, other = styles[rare][0], styles[usual][0]
            written, elsewhere = (f"lần thứ {spelt(_words(one))}" for one in (hit, other))
            part = (hit.part[0], hit.part[0] + len(written))
            message = _(
                "«{written}» ở đây, «{elsewhere}» ở {count} chỗ khác, cùng là lần {number}",
                written=written,
                elsewhere=elsewhere,
                count=len(styles[usual]),
                number=number,
            )
            yield Finding(hit.text.at, message, _("viết cùng một cách"), part=part)


def _words(hit: Hit) -> list[str]:
    return [word for word in hit.match.groups() if word]
