"""What is told of a YAML text while it is read: what a draft may not hold, and what it does not mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from ctct.diagnostics import Diagnostic, Rejected, error, excerpt, warning
from ctct.language import _
from ctct.source.bullets import glued_items, told_of_glued
from ctct.source.quoting import QUOTE, quoted
from ctct.source.spans import Region, Spans
from ctct.source.text import unfit

LIMIT_DEPTH = 100
LONGEST_KEY = 1_000
"""Characters beyond which YAML itself knows no key by its colon."""
MOST_FAULTS = 1_000
"""How many faults are looked for: what has more of them is no draft, or has one fault a thousand times."""

_LINE = re.compile(r"[ \t]*(?P<words>[^\r\n]*)(?:\r\n|[\r\n]|$)")


def too_deep(region: Region) -> Diagnostic:
    """Return the error for what stands deeper than anybody writes."""
    message = _("các mục lồng nhau quá «{limit}» cấp", limit=LIMIT_DEPTH)
    return error("NG18", (), message, _("bớt số cấp thụt vào, hoặc bớt dấu ngoặc mở"), region=region)


class YamlFindings:
    """The faults and warnings of one text; messages count its lines as if there were ``lines_above`` it."""

    def __init__(self, text: str, lines_above: int) -> None:
        self.text, self.lines_above = text, lines_above
        self.faults: list[Diagnostic] = []
        self.warnings: list[Diagnostic] = []
        self.exploded = False

    def accept_key(self, name: str, style: str | None, region: Region) -> bool:
        """Tell whether a key is fit for use, and say so if it is not."""
        faults = len(self.faults)
        if name == "<<" and not style:
            self.fault("NG13", region, _("khóa gộp «<<» không được dùng trong dự thảo"), _("chép lại các khóa cần dùng"))
        elif not name.strip():
            self.fault("NG12", region, _("khóa trống trước dấu hai chấm"), _("ghi tên khóa, ví dụ «ten: …»"))
        elif len(name) > LONGEST_KEY:
            self.fault("NG12", region, _("khóa dài quá {count} ký tự", count=LONGEST_KEY), _("ghi tên khóa, ví dụ «ten: …»"))
        elif name != name.strip() and not style:
            hint = _("xóa các ký tự đứng trước khóa rồi thụt dòng bằng phím cách")
            self.fault("NG20", region, _("khóa «{name}» có dấu cách lạ (không phải phím cách) ở đầu", name=name.strip()), hint)
        elif style == '"':
            self.refuse_unfit(name, region)
        return len(self.faults) == faults

    def duplicate(self, name: str, region: Region, first: int) -> None:
        """Refuse a key that was written before, at ``first``."""
        line = self.lines_above + self.lines.line_column(first)[0]
        hint = _("gộp hai chỗ làm một; nếu là hai mục khác nhau thì mỗi mục phải mở đầu bằng «- »")
        self.fault(
            "NG11",
            region,
            _("khóa «{name}» viết hai lần trong cùng một mục, lần đầu ở dòng {line}", name=name, line=line),
            hint,
        )

    def warn_of_lost_words(self, end: int) -> None:
        """Tell of a comment that stands so near a sentence that it may be the rest of it."""
        start = end + 1
        line_end = self.text.find("\n", start)
        lost = self.text[start : line_end if line_end >= 0 else None].rstrip()
        message = _("từ «{lost}» trở đi không in ra: «#» mở đầu một ghi chú", lost=excerpt(lost))
        hint = _("nếu là lời văn thì đặt cả câu trong dấu nháy; nếu là ghi chú thì để hai dấu cách trước «#»")
        self.warnings.append(warning("NG33", (), message, hint, region=(start, start + len(lost))))

    def warn_of_glued_bullets(self, value: str, start: int, end: int) -> None:
        """Tell of lines that look like items of a list and are printed as one paragraph with the lines above them."""
        regions = [found.span("words") for found in _LINE.finditer(self.text, start, end)]
        lines = [self.text[slice(*region)].rstrip() for region in regions]
        for number in glued_items(lines):
            above = lines[number - 1].split()[-1:]
            if above and f"{above[0]} {lines[number]}".rstrip("\"'") in value:
                first = regions[number][0]
                region = first, first + len(lines[number])
                self.warnings.append(warning("NG34", (), *told_of_glued(lines[number]), region=region))
                return

    def warn_of_split_number(self, parts: Sequence[Region]) -> None:
        """Tell of the first two ``parts`` of a list in brackets that may be one number, parted at its comma."""
        for (start, end), (after, last) in pairwise(parts):
            if after == end + 1 and self.text[end] == "," and self.text[end - 1].isdigit() and self.text[after].isdigit():
                one, other = self.text[start:end], self.text[after:last]
                whole = f"{one},{other}"
                message = _(
                    "«{whole}» là hai phần của danh sách: «{one}» và «{other}»",
                    whole=excerpt(whole),
                    one=excerpt(one),
                    other=excerpt(other),
                )
                hint = _(
                    "nếu là một thì để trong dấu nháy: {whole}; nếu là hai thì thêm dấu cách sau dấu phẩy", whole=quoted(whole)
                )
                self.warnings.append(warning("NG35", (), message, hint, region=(start, last)))
                return

    def refuse_alias(self, name: str, region: Region, *, around: bool) -> None:
        """Refuse an alias of what stands ``around`` it, or of nothing."""
        if around:
            self.fault("NG16", region, _("«*{name}» nhắc lại chính mục chứa nó", name=name), _("chép lại nội dung cần dùng"))
        else:
            self.fault("NG15", region, _("«*{name}» nhắc lại một mục không có: chưa có «&{name}» ở trên", name=name), _(QUOTE))

    def refuse_depth(self, region: Region) -> None:
        """Refuse what stands deeper than anybody writes."""
        self.faults.append(too_deep(region))

    def refuse_expansion(self, region: Region) -> None:
        """Refuse, once, aliases that repeat too much."""
        if not self.exploded:
            message = _("các chỗ nhắc lại bằng «*» làm dự thảo phình ra quá mức")
            self.fault("NG17", region, message, _("chép lại nội dung cần dùng thay cho «*»"))
        self.exploded = True

    def refuse_unfit(self, value: str, region: Region) -> None:
        """Refuse a character that only an escape could bring in."""
        if found := unfit(value):
            hint = _("xóa mã bắt đầu bằng «\\» này trong dấu nháy kép")
            self.faults.extend(fault._replace(code="NG19", region=region, hint=hint) for fault in found[:1])

    def empty(self) -> None:
        """Refuse a text that says nothing."""
        self.fault("NG09", (0, 0), _("tệp trống"), _("viết dự thảo vào tệp, hoặc bắt đầu từ một tệp mẫu"))

    def fault(self, code: str, region: Region, message: str, hint: str) -> None:
        """Add an error. Raises :class:`Rejected` when there have been enough."""
        self.faults.append(error(code, (), message, hint, region=region))
        if len(self.faults) == MOST_FAULTS:
            message = _("đã đủ «{count}» lỗi, từ đây trở đi chưa đọc", count=MOST_FAULTS)
            hint = _("xem lại có đúng tệp dự thảo không; nếu đúng thì sửa các lỗi trên trước")
            raise Rejected([*self.faults, error(code, (), message, hint, region=region)])

    @cached_property
    def lines(self) -> Spans:
        """The lines of the text."""
        return Spans.for_text(self.text)
