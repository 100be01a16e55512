"""The page of ``ctct watch`` in a real browser: pages, findings beside their lines, a click, a save, a fault, an end."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from browser import Browser, chromium
from ctct.watch.server import PageServer
from systems import on_posix
from test_watch_server import serving

DRAFT = "quy-II-2021.yaml"
PAGES = 9


class Shown:
    """A draft, its server and the browser that shows it."""

    def __init__(self, browser: Browser, server: PageServer) -> None:
        self.browser, self.server = browser, server
        self.path = server.context.preview.path
        self.first = self.path.read_text("utf-8")

    def save(self, text: str) -> None:
        """Save the draft and wait until the page tells of it."""
        self.path.write_text(text, "utf-8")
        self.server.context.preview.rebuild()
        self.browser.wait(f"document.body.dataset.number == {self.server.context.preview.edition.number}")

    def ask(self, expression: str) -> object:
        return self.browser.ask(expression)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    folder = tmp_path_factory.mktemp("xem")
    with serving(folder, DRAFT) as server, chromium(folder / "profile") as browser:
        browser.open(server.address)
        browser.wait(f"document.querySelectorAll('.page').length === {PAGES}")
        yield Shown(browser, server)


@pytest.fixture
def shown(opened: Shown) -> Shown:
    opened.save(opened.first)
    opened.browser.ask("(hideSource(), document.getElementById('pages').scrollTo(0, 0))")
    opened.server.context.editor.clear()
    return opened


def test_pages_are_drawn_as_they_will_print(shown: Shown) -> None:
    assert shown.ask("document.title") == "Chương trình CÔNG TÁC CỦA BAN THƯỜNG VỤ TỈNH ỦY quý II/2021"
    assert shown.ask("document.getElementById('count').textContent") == f"{PAGES} trang"
    assert shown.browser.wait("document.images[0].complete && document.images[0].naturalWidth > 0")
    ratio = shown.ask("(box => box.height / box.width)(document.querySelector('.page').getBoundingClientRect())")
    assert ratio == pytest.approx(297 / 210, abs=0.01)
    assert shown.ask("[...document.images].map(image => image.alt).join()") == ",".join(
        f"Trang {n}" for n in range(1, PAGES + 1)
    )


def test_nothing_is_asked_of_anybody_else(shown: Shown) -> None:
    assert shown.browser.asked
    assert all(url.startswith(shown.server.address) for url in shown.browser.asked)
    assert shown.browser.errors == []


def test_what_is_printed_is_found_marked_and_copied(shown: Shown) -> None:
    lines = "[...document.querySelectorAll('.page')[0].querySelectorAll('.spot')]"
    beginning = "Ban Thường vụ Tỉnh ủy đã tập trung"
    first = shown.browser.wait(f"{lines}.findIndex(one => one.textContent.startsWith('{beginning}'))")
    said = str(shown.ask(f"{lines}.slice({first}, {first + 3}).map(one => one.textContent).join('')"))
    assert said.replace("\u00a0", " ") == (
        "Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo thực hiện cơ bản hoàn thành các nhiệm vụ đề ra trong Chương trình công tác "
        "quý I/2021; các nhiệm vụ phát sinh và các nhiệm vụ theo chỉ đạo của Trung ương."
    )
    assert shown.ask(f"{lines}.slice({first}, {first + 3}).every(one => one.scrollWidth <= one.clientWidth + 1)"), (
        "each in its line"
    )
    assert shown.ask(
        f"{lines}[{first - 1}].textContent.startsWith('A. Kết quả') || {lines}[{first - 2}].textContent.startsWith('A. Kết quả')"
    )
    places = shown.ask(
        f"{lines}.slice({first}, {first + 2}).map(one => one.getBoundingClientRect()).map(box => [box.x + 30, box.y + 9])"
    )
    assert isinstance(places, list)
    shown.browser.mouse("mousePressed", places[0])
    shown.browser.send("Input.dispatchMouseEvent", type="mouseMoved", x=places[1][0], y=places[1][1], button="left", buttons=1)
    shown.browser.mouse("mouseReleased", places[1])
    copied = str(
        shown.ask("""(() => {
          const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), cancelable: true, bubbles: true });
          document.dispatchEvent(event);
          return event.clipboardData.getData("text/plain");
        })()""")
    )
    assert "chỉ đạo thực hiện cơ bản" in copied
    assert copied in said, "a paragraph, not lines"
    assert shown.ask("document.getElementById('source').hidden"), "who marks words does not ask for their line"
    shown.ask("getSelection().removeAllRanges()")
    assert shown.ask("window.find('lần thứ tư') && getSelection().anchorNode.parentNode.className === 'spot'")
    shown.ask("getSelection().removeAllRanges()")


def test_a_save_shows_without_losing_the_place(shown: Shown) -> None:
    shown.ask("document.getElementById('pages').scrollTo(0, 1234)")
    before = shown.ask("[...document.querySelectorAll('.page')].map(page => page.dataset.mark)")
    shown.ask("(window.kept = document.querySelectorAll('.page')[1], 0)")
    shown.save(shown.first.replace("Chất vấn và trả lời", "Hỏi và đáp, chất vấn và trả lời"))
    after = shown.ask("[...document.querySelectorAll('.page')].map(page => page.dataset.mark)")
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert [at for at, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [1]
    assert shown.ask("document.getElementById('pages').scrollTop") == 1234
    assert shown.ask("document.querySelectorAll('.page')[1] === window.kept"), "the page stays, its picture is changed"


def test_a_click_leads_to_the_line(shown: Shown) -> None:
    line = 1 + next(at for at, text in enumerate(shown.first.splitlines()) if "ten: Tổ chức thực hiện" in text)
    shown.browser.click(f".spot[data-line='{line}']")
    shown.browser.wait("!document.getElementById('source').hidden")
    assert shown.ask("document.getElementById('source-title').textContent") == f"{DRAFT}, dòng {line}"
    assert shown.ask("document.querySelector('#lines .here code').textContent.trim()") == "- ten: Tổ chức thực hiện"
    visible = """(() => {
      const here = document.querySelector('#lines .here').getBoundingClientRect();
      const around = document.getElementById('lines').getBoundingClientRect();
      return here.top >= around.top && here.bottom <= around.bottom;
    })()"""
    assert shown.browser.wait(visible)
    shown.browser.click("#close")
    assert shown.browser.wait("document.getElementById('source').hidden")


@on_posix
def test_a_click_opens_the_editor(shown: Shown, tmp_path: Path) -> None:
    told, program = tmp_path / "told", tmp_path / "editor"
    program.write_text(f'#!/bin/sh\necho "$@" > {told}.part && mv {told}.part {told}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    shown.server.context.editor.append(str(program))
    shown.save(shown.first + "# thêm\n")
    shown.browser.click(".spot[data-line='8']")
    shown.browser.wait("!document.getElementById('source').hidden")
    deadline = threading.Event()
    for _ in range(200):
        if told.exists() or deadline.wait(0.02):
            break
    assert told.read_text().strip() == f"{shown.path}:8"


def test_findings_stand_beside_their_lines(shown: Shown) -> None:
    shown.save(shown.first.replace("Chất vấn và trả lời", "Chất vấn và  trả lời"))
    line = 1 + next(at for at, text in enumerate(shown.path.read_text("utf-8").splitlines()) if "Chất vấn và  trả lời" in text)
    where = shown.browser.wait(f"document.querySelector('#findings button[data-line=\"{line}\"]')?.textContent")
    assert where.startswith(f"{line}:")
    item = f"document.querySelector('#findings button[data-line=\"{line}\"]').parentNode"
    assert "khoảng trắng liền nhau" in str(shown.ask(f"{item}.textContent"))
    flag = f".flag[data-line='{line}']"
    assert shown.ask(f"document.querySelector(\"{flag}\").closest('.page') === document.querySelectorAll('.page')[1]")
    beside = f"""(() => {{
      const flag = document.querySelector("{flag}").getBoundingClientRect();
      const spot = document.querySelector(".spot[data-line='{line}']").getBoundingClientRect();
      return flag.right < spot.left && flag.top >= spot.top - 2 && flag.bottom <= spot.bottom + 2;
    }})()"""
    assert shown.ask(beside)
    shown.browser.click(flag)
    note = shown.browser.wait("document.querySelector('#lines .note')?.textContent")
    assert "khoảng trắng liền nhau" in note


def test_a_fault_keeps_the_last_pages_and_says_so(shown: Shown) -> None:
    shown.save(shown.first.replace("loai: chuong_trinh", "# thêm một dòng\nloai: chuong_trinhh"))
    assert shown.browser.wait("!document.getElementById('banner').hidden")
    assert (
        shown.ask("document.getElementById('banner').textContent")
        == "Dự thảo đang có lỗi: các trang dưới đây là của lần lưu trước."
    )
    assert shown.ask("document.querySelectorAll('.page').length") == PAGES
    assert "MH04" in str(shown.ask("document.getElementById('findings').textContent"))
    line = 2 + next(at for at, text in enumerate(shown.first.splitlines()) if "ten: Tổ chức thực hiện" in text)
    shown.browser.click(f".spot[data-line='{line}']")
    shown.browser.wait("!document.getElementById('source').hidden")
    assert shown.ask("document.querySelector('#lines .here code').textContent.trim()") == "- ten: Tổ chức thực hiện"
    shown.save(shown.first)
    assert shown.browser.wait("document.getElementById('banner').hidden")


def test_a_draft_that_is_gone(shown: Shown) -> None:
    shown.path.unlink()
    shown.server.context.preview.rebuild()
    shown.browser.wait("document.getElementById('banner').textContent.startsWith('Không thấy tệp «quy-II-2021.yaml»')")
    assert shown.ask("document.querySelectorAll('.page').length") == PAGES
    shown.save(shown.first)
    assert shown.ask("document.getElementById('banner').hidden")


def test_fewer_pages_and_more(shown: Shown) -> None:
    head, _, tail = shown.first.partition("      - ten: Các hội nghị Ban Thường vụ Tỉnh ủy")
    middle = tail.index("  - ten: Tổ chức thực hiện")
    shown.save(head + tail[middle:])
    fewer = shown.ask("document.querySelectorAll('.page').length")
    assert isinstance(fewer, int)
    assert fewer == len(shown.server.context.preview.edition.pages)
    shown.save(shown.first)
    assert shown.ask("document.querySelectorAll('.page').length") == PAGES


def test_what_a_draft_says_is_text_on_the_page_too(shown: Shown) -> None:
    shown.save(shown.first.replace("trich_yeu:\n", "trich_yeu:\n  - \"<img src=x onerror='document.title=1'>\"\n"))
    assert str(shown.ask("document.title")).startswith("Chương trình <img src=x")
    shown.browser.click(".spot[data-line='8']")
    shown.browser.wait("!!document.querySelector('#lines .here')")
    assert shown.ask("document.querySelectorAll('img').length") == PAGES
    assert shown.browser.errors == []


def test_a_connection_that_is_lost_and_comes_back(shown: Shown) -> None:
    speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    shown.browser.send("Network.emulateNetworkConditions", offline=True, **speed)
    shown.path.write_text(shown.first.replace("Chất vấn và trả lời", "Hỏi, đáp"), "utf-8")
    shown.server.context.preview.rebuild()
    shown.browser.wait("document.getElementById('banner').textContent.startsWith('Mất kết nối')")
    shown.browser.send("Network.emulateNetworkConditions", offline=False, **speed)
    shown.browser.wait("[...document.querySelectorAll('.spot')].some(one => one.textContent.includes('Hỏi, đáp'))")
    assert shown.ask("document.getElementById('banner').hidden")
    assert {one for one in shown.browser.errors if "ERR_INTERNET_DISCONNECTED" not in one} == set()
    shown.browser.errors.clear()


def test_who_comes_back_is_where_he_was(shown: Shown) -> None:
    shown.ask("document.getElementById('pages').scrollTo(0, 1234)")
    shown.browser.open("about:blank")
    shown.ask("history.back()")
    shown.browser.wait(f"document.querySelectorAll('.page').length === {PAGES} && document.body.dataset.number")
    assert abs(float(str(shown.ask("document.getElementById('pages').scrollTop"))) - 1234) < 20


def test_the_end_of_the_watch_is_told(shown: Shown) -> None:
    shown.ask("news.onerror()")
    assert str(shown.ask("document.getElementById('banner').textContent")).startswith("Mất kết nối với «ctct watch»")
