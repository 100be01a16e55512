"""The edits of copies on the page of ``ctct watch``, in a real browser."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from axe import violations
from browser import chromium
from copies import Office, built
from ctct.project.files import Source
from test_watch_page import PAGES, Shown
from test_watch_server import serving

DRAFT = "quy-II-2021.yaml"
ITEMS = "document.querySelectorAll('.copy li').length"
DROP = """(() => {
  const bytes = Uint8Array.from(atob(%s), (one) => one.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], %s));
  for (const kind of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
})()"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("xem")
    with serving(folder, DRAFT) as server, chromium(folder / "profile") as browser:
        browser.open(server.address)
        browser.wait(f"document.querySelectorAll('.page').length === {PAGES}")
        yield Shown(browser, server)


@pytest.fixture
def shown(opened: Shown) -> Shown:
    """A draft as it was, with a copy of it dropped on the page in which three places were edited."""
    opened.save(opened.first)
    office = Office(built(Source.from_file(DRAFT)), recorded=True)
    office.replace("trả lời chất vấn", "giải trình <b>")
    office.replace("giảm nghèo bền vững ở 06", "giảm nghèo nhanh ở 06")
    office.add_after(office.find("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo"), "Các cấp ủy đã rà soát nhiệm vụ.")
    number = "document.querySelector('.copy [data-copy]')?.dataset.copy"
    before = opened.ask(number)
    drop(opened, "gop-y.docx", office.saved())
    opened.browser.wait(f"{number} && {number} !== {json.dumps(before)} && {ITEMS} === 3")
    return opened


def drop(shown: Shown, name: str, data: bytes) -> None:
    shown.ask(DROP % (json.dumps(base64.b64encode(data).decode()), json.dumps(name)))


def press(shown: Shown, key: str) -> None:
    for kind in ("keyDown", "keyUp"):
        text = {"text": "\r"} if key == "Enter" and kind == "keyDown" else {}
        shown.browser.send(
            "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=13 if key == "Enter" else 9, **text
        )


def followed(shown: Shown) -> None:
    """Let the page follow the file, as the look at the files does."""
    shown.server.context.preview.rebuild()
    shown.browser.wait(f"document.body.dataset.number == {shown.server.context.preview.edition.number}")


def test_old_and_new_words_stand_there_as_text(shown: Shown) -> None:
    last = "[...document.querySelectorAll('.copy li')].at(-1)"
    assert shown.ask(f"{last}.querySelector('del').textContent") == "trả lời chất vấn"
    assert shown.ask(f"{last}.querySelector('ins').textContent") == "giải trình <b>"
    assert "Đ/c Huy, 12/5/2021" in str(shown.ask(f"{last}.textContent"))
    assert shown.browser.errors == []


def test_a_click_shows_the_place_on_the_page(shown: Shown) -> None:
    shown.browser.click(".copy li:last-child .place")
    here = shown.browser.wait("document.querySelector('.spot.here')?.dataset.line")
    assert here == shown.ask("document.querySelector('.copy li:last-child .place').dataset.place")
    visible = """(() => {
      const here = document.querySelector('.spot.here').getBoundingClientRect();
      const around = document.getElementById('pages').getBoundingClientRect();
      return here.top >= around.top && here.bottom <= around.bottom;
    })()"""
    assert shown.browser.wait(visible)


def test_taken_and_left_by_a_click(shown: Shown) -> None:
    shown.browser.click(".copy li:last-child [data-act=take]")
    shown.browser.wait(f"{ITEMS} === 2")
    assert "Chất vấn và giải trình <b> (nếu có)." in shown.path.read_text("utf-8")
    assert shown.ask("document.getElementById('copies-told').textContent") == f"đã ghi vào «{DRAFT}»"
    followed(shown)
    shown.browser.click(".copy li:first-child [data-act=leave]")
    shown.browser.wait(f"{ITEMS} === 1")
    shown.browser.click(".copy > p [data-act=take]")
    shown.browser.wait(f"{ITEMS} === 0")
    now = shown.path.read_text("utf-8")
    assert "nghèo nhanh ở 06" in now
    assert "đã rà soát nhiệm vụ" not in now
    followed(shown)
    assert shown.ask(ITEMS) == 0, "what was left is not offered again"


def test_a_click_counts_when_the_list_is_told_anew_under_it(shown: Shown) -> None:
    place = shown.browser.place(".copy li:first-child [data-act=leave]")
    shown.browser.mouse("mousePressed", place)
    shown.ask("refreshCopies()")
    shown.browser.mouse("mouseReleased", place)
    shown.browser.wait(f"{ITEMS} === 2")


def test_by_keyboard(shown: Shown) -> None:
    shown.ask("document.querySelector('.copy li:first-child [data-act=take]').focus()")
    press(shown, "Enter")
    shown.browser.wait(f"{ITEMS} === 2")
    assert "Các cấp ủy đã rà soát nhiệm vụ." in shown.path.read_text("utf-8")
    assert shown.ask("document.activeElement.dataset.act"), "who goes by keyboard stays in the list"
    shown.ask("document.getElementById('choose').focus()")
    press(shown, "Tab")
    assert shown.ask("document.activeElement.dataset.act") == "take"


def test_a_draft_saved_meanwhile_is_not_written_over(shown: Shown) -> None:
    now = shown.first.replace("Chất vấn và", "Hỏi và")
    shown.path.write_text(now, "utf-8")
    shown.browser.click(".copy li:last-child [data-act=take]")
    shown.browser.wait("document.getElementById('copies-told').textContent.startsWith('dự thảo vừa được sửa ở nơi khác')")
    assert shown.path.read_text("utf-8") == now
    shown.browser.click(".copy li:last-child [data-act=take]")
    shown.browser.wait(f"{ITEMS} === 2")
    assert "Hỏi và giải trình <b>" in shown.path.read_text("utf-8")


def test_what_is_no_word_file_is_told(shown: Shown) -> None:
    drop(shown, "anh.docx", b"GIF89a")
    shown.browser.wait("document.getElementById('copies-told').textContent.includes('không phải tệp Word')")
    assert shown.ask("document.getElementById('copies-told').classList.contains('wrong')")
    assert shown.ask(ITEMS) == 3


def test_on_a_phone_nothing_is_cut_off(shown: Shown) -> None:
    shown.browser.send("Emulation.setDeviceMetricsOverride", width=390, height=844, deviceScaleFactor=1, mobile=False)
    try:
        assert shown.browser.wait("document.documentElement.scrollWidth <= 390 && document.body.scrollWidth <= 390")
        shown.browser.click("#views [data-view=faults]")
        assert shown.ask("document.querySelector('aside').scrollWidth <= document.querySelector('aside').clientWidth")
        shown.browser.click(".copy li:last-child [data-act=take]")
        shown.browser.wait(f"{ITEMS} === 2")
    finally:
        shown.ask("showView('pages')")
        shown.browser.send("Emulation.setDeviceMetricsOverride", width=1300, height=900, deviceScaleFactor=1, mobile=False)


def test_axe_finds_the_list_accessible(shown: Shown) -> None:
    assert violations(shown.browser) == []


def test_closed(shown: Shown, tmp_path: Path) -> None:
    shown.browser.click(".copy [data-act=close]")
    shown.browser.wait("document.querySelectorAll('.copy').length === 0")
    assert shown.ask("document.getElementById('copies').classList.contains('open')") is False
