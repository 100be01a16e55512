"""When an opinion says that there is nothing to say."""

from __future__ import annotations

import re

from ctct.compare.normal import folded

_LONGEST = 200
"""Characters of an answer that agrees and says nothing more; a longer one is for a person to read."""

_WHO = (
    r"(?:chúng )?tôi|cơ quan|đơn vị|văn phòng|ban|sở|ủy ban|đảng ủy|huyện ủy|thành ủy|thị ủy|tỉnh ủy|công an|bộ chỉ huy|hội|"
    r"liên đoàn|tỉnh đoàn|mặt trận|phòng|cục|chi cục|trung tâm|trường|viện|báo|đài"
)
_AGREES = re.compile(
    rf"\W{{0,9}}(?:(?:{_WHO})\b[^.;:]{{0,80}}? )?(?:cơ bản |hoàn toàn |xin |cũng ){{0,2}}"
    r"(?:nhất trí|thống nhất|đồng ý|không có ý kiến|không tham gia ý kiến)\b"
)
_BUT = re.compile(
    r"\b(?:nhưng|tuy nhiên|song|đề nghị|kiến nghị|bổ sung|sửa|điều chỉnh|xem xét|trừ|ngoài ra|bỏ|thay|nên|cần|chưa|đã"
    r"|không (?:nhất trí|thống nhất|đồng ý))\b"
)


def agrees(text: str) -> bool:
    """Return whether a text says no more than that all is well: «Nhất trí», «Không có ý kiến gì thêm.»."""
    said = folded(text)
    return len(said) <= _LONGEST and bool(_AGREES.match(said)) and not _BUT.search(said)
