"""Số liệu của báo cáo, chương trình kỳ sau, đối chiếu với tiến độ của kỳ trước."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.said_figures import day_said_in, figures_said_in
from ctct.model.figures import counted_states, cut_off_day, shares
from ctct.model.types import STATES


@rule(
    "TDO07",
    ("Quy ước soạn thảo văn bản", "số liệu báo cáo khớp với tiến độ"),
    layouts=WITH_PROGRAMMES,
    severity=Severity.WARNING,
)
def so_lieu_khop_tien_do(subject: Subject) -> Iterator[Finding]:
    """Trong đoạn văn nêu «chương trình đề ra … nhiệm vụ», số việc và tỷ lệ khớp với tệp tiến độ của chương trình mà «ke_thua»
    nêu, tính đến ngày ghi ở đoạn ấy («đến ngày …»), không ghi thì đến ngày chốt số liệu của tệp.

    Sai:
        noi_dung: Chương trình đề ra 2 nhiệm vụ; đã hoàn thành 1 nhiệm vụ (100%).
        ke_thua: {tu: ky-truoc.yaml}
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    Đúng:
        noi_dung: Chương trình đề ra 01 nhiệm vụ; đã hoàn thành 01 nhiệm vụ (100%).
        ke_thua: {tu: ky-truoc.yaml}
        viec:
          y-kien-can-bo: {trang_thai: xong, ngay_xong: 28/6/2021}
    """
    before = subject.followed.before
    if before is None or before[1] is None:
        return
    draft, progress = before
    for text in subject.texts:
        figures = figures_said_in(text.text)
        counts = counted_states(draft, progress, day_said_in(text.text) or cut_off_day(draft, progress)) if figures else {}
        for said in figures:
            count = counts.get(said.what)
            if count is not None and said.number != count:
                message = _("«{text}» mà theo tệp tiến độ là {count}", text=text.text[slice(*said.part)], count=count)
                yield Finding(text.at, message, _("sửa lời văn, hoặc cập nhật tệp tiến độ"), part=said.part)
            elif said.share and said.what in STATES and said.share not in (right := _shares(counts, said.what)):
                message = _("«{share}%» mà theo tệp tiến độ là {right}%", share=said.share, right=right[1])
                yield Finding(text.at, message, _("sửa tỷ lệ"), part=said.part)


def _shares(counts: Mapping[str, int], state: str) -> list[str]:
    """Return the share of the works in ``state``, without decimals, with one and with two."""
    place = list(STATES).index(state)
    return [shares([counts[one] for one in STATES], places)[place] for places in range(3)]
