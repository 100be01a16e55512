"""What a change of a draft prints otherwise, laid out from the items that changed, is what all of both drafts shows."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
import yaml

from ctct.diagnostics import Rejected
from ctct.drafting.merge import reprinting
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.places import bare
from ctct.drafting.merge.reprinting import Reprinted
from ctct.layout import templates
from ctct.layout.stylesheet import Layout
from ctct.layout.templates import lay_out
from ctct.project.files import Source
from ctct.resolve.tree import Resolved
from edited_drafts import edited

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))

DRAFT = """
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
noi_nhan: [Lưu Văn phòng Tỉnh ủy]
muc:
  - {ten: Việc tháng 4, khoan: [Nghe báo cáo., Xem xét tờ trình., Họp giao ban.]}
  - {ten: Việc tháng 5, khoan: [Thăm cơ sở., Tiếp công dân., Chuẩn bị kỳ họp.]}
"""


def draft_of(said: object, folder: Path) -> Draft:
    return Draft.of(Source("d.yaml", yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode(), folder))


def printed(draft: Draft) -> Counter[str]:
    return reprinting._words([line for _rest, line in draft.said])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_differs_is_what_the_whole_drafts_show(path: Path) -> None:
    said = yaml.safe_load(path.read_text("utf-8"))
    if not isinstance(said, dict) or "loai" not in said:
        pytest.skip("no draft")
    before = draft_of(said, path.parent)
    for seed in range(4):
        try:
            after = draft_of(edited(said, random.Random(seed), 1 + seed), path.parent)
        except Rejected:
            continue
        found, (was, now) = Reprinted(before, after), (printed(before), printed(after))
        assert (found.gone, found.come) == (was - now, now - was)
        assert all(found.prints(line.text) for _rest, line in after.said if bare(line.text))


def test_only_what_has_changed_is_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = yaml.safe_load(DRAFT)
    before = draft_of(said, tmp_path)
    said["muc"][1]["khoan"].append("Việc mới của quý.")
    after = draft_of(said, tmp_path)
    sizes = []

    def counted(document: Resolved, layout: Layout) -> object:
        sizes.append(len(document.items))
        return lay_out(document, layout)

    monkeypatch.setattr(templates, "lay_out", counted)
    found = Reprinted(before, after)
    assert found.come == Counter(["Việc mới của quý"])
    assert sizes == [0, 1]
