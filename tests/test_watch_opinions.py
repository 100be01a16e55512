"""The page of opinions beside the document that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from ctct.watch.opinions import opinions_page
from test_watch_server import Asker, serving

DRAFT = "quy-II-2021.yaml"
OPINIONS = """du_thao: quy-II-2021.yaml
y_kien:
  - {co_quan: ban-dan-van-tinh-uy, tai: hoi-nghi-lan-4, noi_dung: "Bỏ <b>câu</b> này.", xu_ly: chua_xu_ly}
  - {co_quan: ubnd-tinh, tai: hoi-nghi-lan-4, noi_dung: Nêu rõ ngày., xu_ly: tiep_thu}
"""


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Asker]:
    with serving(tmp_path, DRAFT) as server:
        yield Asker(server)


def page(ask: Asker, what: str = "muc/tat-ca") -> str:
    ask.server.context.preview.rebuild()
    answer = ask.get(f"y-kien/{what}")
    assert answer.status == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    return ask.body.decode()


def test_opinions_are_grouped_and_chosen_as_the_address_says(ask: Asker) -> None:
    beside = ask.server.context.preview.path.with_suffix(".y-kien.yaml")
    assert "Chưa có ý kiến nào" in page(ask)
    beside.write_text(OPINIONS, "utf-8")
    assert '<h2 id="n0">Mục II, phần B: 2 ý kiến</h2>' in page(ask)
    assert "<td>Bỏ &lt;b&gt;câu&lt;/b&gt; này.</td><td>(chưa xử lý)</td>" in page(ask)
    assert "Tổng số 02 ý kiến: tiếp thu 01, chưa xử lý 01." in page(ask)
    assert ">Ban Dân vận Tỉnh ủy: 1 ý kiến</h2>" in page(ask, "co-quan/tat-ca")
    assert "Nêu rõ ngày." not in page(ask, "muc/chua-xu-ly")
    for unknown in ("y-kien", "y-kien/muc", "y-kien/muc/tat-ca/x", "y-kien/khac/tat-ca"):
        assert ask.get(unknown).status == 404
    assert b'href="y-kien/muc/tat-ca"' in (ask.get("") and ask.body)
    beside.write_text("y_kien: [", "utf-8")
    assert "Tệp ý kiến đang có lỗi" in page(ask)


def test_a_draft_with_errors_and_a_secret_one_say_so(ask: Asker) -> None:
    draft = ask.server.context.preview.path
    draft.with_suffix(".y-kien.yaml").write_text(OPINIONS, "utf-8")
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("loai: chuong_trinh", "loai: x"), "utf-8")
    assert "Dự thảo đang có lỗi" in page(ask)
    draft.write_text(text.replace("loai: chuong_trinh", "loai: chuong_trinh\ndo_mat: mat"), "utf-8")
    assert "Dự thảo mật" in page(ask)
    assert "Nêu rõ" not in page(ask)
    assert opinions_page(None, "muc/tat-ca") is not None
