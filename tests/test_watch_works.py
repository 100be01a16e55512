"""The page of works beside the document that is watched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from browser import chromium
from ctct.tracking.groups import GROUPINGS
from ctct.watch.works import works_page
from test_watch_server import Asker, serving

DRAFT = "quy-II-2021.yaml"


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Asker]:
    with serving(tmp_path, DRAFT) as server:
        yield Asker(server)


def page(ask: Asker, what: str) -> str:
    answer = ask.get(f"viec/{what}")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    return ask.body.decode()


def save(ask: Asker, text: str) -> None:
    preview = ask.server.context.preview
    preview.path.write_text(text, "utf-8")
    preview.rebuild()


def test_works_are_grouped_and_counted_as_the_address_says(ask: Asker) -> None:
    assert "Đặng Văn Minh: 11 việc" in page(ask, "nguoi/nhu")
    assert "Đặng Văn Minh: 29 việc" in page(ask, "nguoi/mo-nhom")
    assert "Đặng Văn Minh: 9 việc" in page(ask, "nguoi/truc-tiep")
    for by in GROUPINGS:
        assert f'href="../../viec/{by}/nhu"' in page(ask, "tat-ca/nhu")
        assert "aria-current=page>" in page(ask, f"{by}/nhu")
    for unknown in ("viec", "viec/nguoi", "viec/nguoi/nhu/x", "viec/../state", "viec/khac/nhu"):
        assert ask.get(unknown).status == 404
    assert ask("/viec/nguoi/nhu").status == 404
    assert ask.get("viec/nguoi/nhu", Host="xau.example").status == 403
    assert ask.get("viec.css").headers["Content-Type"] == "text/css; charset=utf-8"


def test_a_draft_with_errors_and_a_secret_one_say_so(ask: Asker) -> None:
    text = ask.server.context.preview.path.read_text("utf-8")
    save(ask, text.replace("loai: chuong_trinh", "loai: x"))
    assert "Dự thảo đang có lỗi" in page(ask, "nguoi/nhu")
    save(ask, text.replace("loai: chuong_trinh", "loai: chuong_trinh\ndo_mat: mat"))
    told = page(ask, "nguoi/nhu")
    assert "Dự thảo mật" in told
    assert "Đặng Văn Minh" not in told
    save(ask, text)
    assert "Đặng Văn Minh" in page(ask, "nguoi/nhu")
    assert works_page(None, "nguoi/nhu") is not None


def test_the_page_is_fresh_after_a_save(tmp_path: Path) -> None:
    with serving(tmp_path, DRAFT) as server, chromium(tmp_path / "profile") as browser:
        ask = Asker(server)
        browser.open(f"{server.address}viec/nguoi/mo-nhom")
        browser.wait("document.querySelectorAll('h3').length === 10")
        browser.wait("getComputedStyle(document.querySelector('table.figures')).borderCollapse === 'collapse'")
        browser.wait("document.body?.dataset.number")
        text = server.context.preview.path.read_text("utf-8")
        save(ask, text.replace("phan_cong_chi_dao: bui-thi-quynh-van", "phan_cong_chi_dao: vo-van-ba"))
        browser.wait("document.body?.textContent.includes('Bùi Thị Quỳnh Vân: 20 việc')")
        browser.open(server.address)
        browser.wait("!!document.getElementById('works')")
        assert browser.ask("document.getElementById('works').href") == f"{server.address}viec/nguoi/nhu"
        assert browser.errors == []
