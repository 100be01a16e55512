"""Dấu ở cuối mỗi đoạn văn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.structure import bodies_of, children_of, owners_in
from ctct.source.bullets import is_bulleted

_INTRODUCES = re.compile(
    r"(?:như sau|sau đây|dưới đây|(?<!\w)(?:các|những|một số|ba|hai) [^,.;:]{1,40} sau"
    r"|(?<!\w)(?:bao )?gồm(?: có)?|cụ thể(?: là)?)$"
)
_NOTE = re.compile(r"\[\^[^\]\s\[]+\]$")
_QUOTES = "”\"'’»* \t"
_CLOSING = f"{_QUOTES})]"
_is_heading = re.compile(r"“?(?:Điều|Chương|Mục|Phần|Phụ lục) [\dIVX]").match
"""Matches the heading of an article that is quoted."""
_MARKS = (".", ";", ":", ",", "!", "?", "…")
_FEWEST_WORDS = 16
"""A shorter line may be a label, a name or a value, and need no mark."""
_SHORTEST_SENTENCE = 4
"""Blanks in the shortest paragraph that may close a document as a sentence."""
_SLIP = 4
"""A mark is forgotten where so many paragraphs have one for each that has none."""
_OF_THE_DRAFT = 2
"""Steps of the place of a paragraph that is of no item."""
_LABEL_ENDS = 40
"""Characters: a colon so near to the start makes a form of the line («Địa điểm: Phòng họp số 2»)."""


class _End(NamedTuple):
    """How a paragraph at ``at`` ends: ``bare`` is what it says up to its last letter; ``leads`` whether something follows that
    it may introduce; ``closes`` whether the document ends with it; ``in_brackets`` whether a bracket closes it.
    """

    at: Path
    bare: str
    leads: bool
    closes: bool
    in_brackets: bool


def _open_ends(subject: Subject) -> Iterator[_End]:
    """Yield the paragraphs that end with a letter, a figure or «%»."""
    paragraphs = list(_paragraphs(subject))
    own = [at for at, _line, _leads in paragraphs if at[0] not in ("kem_theo", "phu_luc")]
    for at, line, leads in paragraphs:
        said = _NOTE.sub("", line.rstrip())
        bare = said.rstrip(_CLOSING)
        if bare and (bare[-1].isalnum() or bare[-1] == "%") and not bare.isupper():
            yield _End(at, bare, leads, at == own[-1] if own else False, said.rstrip(_QUOTES) != said.rstrip(_CLOSING))


def _paragraphs(subject: Subject) -> Iterator[tuple[Path, str, bool]]:
    draft = subject.draft
    for place, body in bodies_of(draft):
        for at, owner in owners_in(body, place):
            lines = getattr(owner, "noi_dung", None) or ()
            has_more = bool(owner.bang) or any(children_of(owner))
            for index, line in enumerate(lines):
                yield (*at, "noi_dung", index), line, has_more or index + 1 < len(lines)
    for index, line in enumerate(draft.ket or ()):
        yield ("ket", index), line, index + 1 < len(draft.ket or ())


@rule("KT02", ("Quy ước soạn thảo văn bản", "câu dẫn kết thúc bằng dấu hai chấm"), severity=Severity.WARNING)
def cau_dan_co_hai_cham(subject: Subject) -> Iterator[Finding]:
    """Câu dẫn vào một danh sách, một bảng («như sau», «gồm», «sau đây») kết thúc bằng dấu hai chấm.

    Sai:
        noi_dung: Ban Thường vụ Tỉnh ủy có ý kiến như sau
    Sai:
        noi_dung: ["Văn phòng quản lý tài sản của Đảng bộ, gồm", Trụ sở và phương tiện.]
    Đúng:
        noi_dung: "Ban Thường vụ Tỉnh ủy có ý kiến như sau:"
    Đúng:
        noi_dung: Kết quả năm trước và năm sau
    """
    for end in _open_ends(subject):
        if end.leads and (found := _INTRODUCES.search(end.bare)):
            part = (found.start(), len(end.bare))
            message = _("câu dẫn «{found}» thiếu dấu hai chấm", found=found[0])
            yield Finding(end.at, message, _("ghi «{found}:»", found=found[0]), part)  # YAML wants it in quotation marks


@rule(
    "KT03",
    ("36-HD/VPTW", "II.1.6"),
    ("05-HD/VPTW", "II.I.6.2.2"),
    ("Quy ước soạn thảo văn bản", "đoạn văn kết thúc bằng dấu câu"),
    severity=Severity.WARNING,
)
def doan_van_co_dau_ket(subject: Subject) -> Iterator[Finding]:
    """Đoạn văn kết thúc bằng dấu câu: «.», hay «;» trong một danh sách. Nhãn, dòng ngắn, tên điều được trích, lời trong
    ngoặc, chương trình in thành bảng, văn bản mà nhiều đoạn không có dấu thì không kể; ở cuối văn bản nhà nước ctct tự in
    «./.».

    Sai:
        noi_dung:
          - Thời gian qua, các chi bộ trực thuộc đã triển khai nghiêm túc kế hoạch.
          - Văn phòng theo dõi, tổng hợp kết quả của các chi bộ và báo cáo Ban Thường vụ vào cuối mỗi quý
          - Ủy ban kiểm tra giám sát các chi bộ trong quá trình thực hiện.
          - Các chi bộ sơ kết vào cuối năm, báo cáo đúng thời hạn.
          - Chương trình này được phổ biến đến các chi bộ trực thuộc để thực hiện.
    Đúng:
        noi_dung: Chương trình này được phổ biến đến các chi bộ trực thuộc để thực hiện.
    Đúng:
        noi_dung:
          - "Địa điểm: Hội trường Tỉnh ủy, số 12 đường Trần Phú, phường Cẩm Thành, tỉnh Quảng Ngãi"
          - Kính chúc sức khỏe!
          - (nếu ngày tiếp dân trùng ngày lễ thì tiếp vào ngày làm việc tiếp theo)
          - “Điều 9a. Sử dụng tạm thời một phần hè phố vào mục đích khác trong thời gian lễ hội
          - Thực hiện theo “phương châm 4 tại chỗ, 3 sẵn sàng của Ban Chỉ đạo tỉnh.”
    """
    marked = sum(line.rstrip(_CLOSING).endswith(_MARKS) for _at, line, _leads in _paragraphs(subject))
    ends = [end for end in _open_ends(subject) if _should_end(end, subject)]
    slips = [end for end in ends if not end.closes]
    if _SLIP * len(slips) > marked:  # not forgotten, but how this document is written
        ends = [end for end in ends if end.closes]
    for end in ends:
        at_end = (max(end.bare.rfind(" ") + 1, 0), len(end.bare))
        yield Finding(end.at, _("đoạn này chưa có dấu kết thúc"), _("thêm dấu chấm «.»"), at_end, f"{end.bare[at_end[0] :]}.")


def _should_end(end: _End, subject: Subject) -> bool:
    """Return whether a paragraph needs a mark: each long one that is printed as text, and the last of a Party document; ctct
    ends that of the State.
    """
    in_rows = subject.draft.trinh_bay.chuong_trinh == "bang" and len(end.at) > _OF_THE_DRAFT
    if in_rows or end.in_brackets or (end.leads and _INTRODUCES.search(end.bare)):
        return False
    if end.closes:
        return subject.layout == "dang" and end.bare.count(" ") >= _SHORTEST_SENTENCE
    return _is_long(end.bare)


def _is_long(line: str) -> bool:
    return (
        line.count(" ") + 1 >= _FEWEST_WORDS
        and not 0 <= line.find(":") < _LABEL_ENDS
        and not (is_bulleted(line) or _is_heading(line))
    )
