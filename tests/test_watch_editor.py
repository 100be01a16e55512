"""The editor in the page of ``ctct watch --edit``, used as a person uses it: by keystrokes and clicks, in a real browser."""

from __future__ import annotations

import json
import shutil
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("typst")
pytest.importorskip("pygls")

import ctct
from axe import violations
from browser import Browser, chromium
from ctct.watch.copies import CopyDesk
from ctct.watch.edit_page import BUNDLE, EditPage
from ctct.watch.following import Follower
from ctct.watch.preview import Preview
from ctct.watch.server import PageContext, PageServer
from ctct.watch.session import follow
from vscode import CONTROL, press, write

if not BUNDLE.is_file():
    pytest.skip("the editor is not bundled (scripts/page-editor)", allow_module_level=True)

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
"""Seconds in which a language server begins on a busy machine."""
CHECKED = "document.body?.dataset.checked && document.body.dataset.number"
DRAFT = """loai: thong_bao
the_thuc: dang
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: {so: null, ky_hieu: TB/TU}
dia_danh: Quảng Ngãi
ngay: 2021
trich_yeu: về phân công nhiệm vụ
danh_ba: danh-ba/quang-ngai-khoa-xx.yaml
noi_dung: Ban Thường vụ Tỉnh ủy thông báo như sau.
muc:
  - ten: Nhiệm vụ
    phan_cong_chi_dao: vo-van-quynh
  - ten: Tổ chức thực hiện
    noi_dung: Các cấp ủy thực hiện Thông báo này.
noi_nhan: [Lưu Văn phòng Tỉnh ủy]
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
"""


class Desk:
    """A draft that is edited in the page, and the browser that shows it."""

    def __init__(self, browser: Browser, path: Path, page: EditPage) -> None:
        self.browser, self.path, self.page = browser, path, page

    def ask(self, expression: str) -> object:
        return self.browser.ask(expression)

    def checked(self, count: int) -> None:
        """Wait until the text as it stands has been checked, with so many findings."""
        told = f"Lỗi ({count})" if count else "Không có lỗi"
        self.browser.wait(f"document.getElementById('problems')?.textContent === {json.dumps(told)}")

    def told(self, words: str) -> None:
        self.browser.wait(f"document.getElementById('editing-status')?.textContent.includes({json.dumps(words)})")

    def line(self) -> str:
        """Return the line of the cursor."""
        return str(self.ask("document.querySelector('.cm-activeLine').textContent"))

    def go_to(self, words: str) -> None:
        """Click behind the last letter of the first line that has ``words``."""
        place = self.browser.wait(f"""(() => {{
          const found = [...document.querySelectorAll('.cm-line')].find((one) => one.textContent.includes({json.dumps(words)}));
          found?.scrollIntoView({{block: "center"}});
          const box = found?.getBoundingClientRect();
          return box && [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")
        self.browser.mouse("mousePressed", place)
        self.browser.mouse("mouseReleased", place)
        press(self.browser, "End")

    def type(self, text: str) -> None:
        """Type lines; what the editor indents by itself is put right as a person would."""
        for number, line in enumerate(text.splitlines()):
            if number:
                press(self.browser, "Escape")
                press(self.browser, "Enter")
            wanted = len(line) - len(line.lstrip())
            while len(self.line()) > wanted:
                press(self.browser, "Backspace")
            self.browser.send("Input.insertText", text=" " * (wanted - len(self.line())) + line.lstrip())

    def accept(self, name: str) -> None:
        """Take what is proposed and called ``name``."""
        chosen = "document.querySelector('.cm-tooltip-autocomplete [aria-selected]')?.textContent"
        listed = "[...document.querySelectorAll('.cm-tooltip-autocomplete li')].map(one => one.textContent)"
        self.browser.wait(f"{listed}.some(one => one.startsWith({json.dumps(name)})) && {chosen}")
        time.sleep(0.1)  # the editor takes a key that comes at once for one that was meant for the text
        while not self.browser.wait(chosen).startswith(name):
            press(self.browser, "ArrowDown")
        press(self.browser, "Enter")

    def erase(self, count: int) -> None:
        for _ in range(count):
            press(self.browser, "Backspace")

    def save(self) -> None:
        press(self.browser, "s", CONTROL)
        # Until it is kept as well, the page would ask whether it may be left, and answer nothing meanwhile.
        self.browser.wait("document.body.dataset.saved === 'true' && document.body.dataset.kept === 'true'")


def lay_out(folder: Path) -> None:
    """Put the danh bạ of the drafts where they look for it."""
    shutil.copytree(ROOT / "examples/danh-ba", folder / "danh-ba")


@contextmanager
def editing(browser: Browser, path: Path) -> Iterator[Desk]:
    """Serve a draft to be edited in the page, in the current folder, and open it."""
    preview, stop = Preview(path.name, path), threading.Event()
    page = EditPage(preview)
    server = PageServer(PageContext(preview, [], CopyDesk(path.name), editing=page), 0)
    threads = [
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True),
        threading.Thread(target=follow, args=(Follower(preview).look, stop)),
    ]
    for thread in threads:
        thread.start()
    try:
        browser.open(server.address)
        browser.wait(CHECKED, PATIENCE)
        yield Desk(browser, path, page)
    finally:
        browser.ask("document.body.dataset.kept = 'true'")  # else the page would ask whether it may be left
        browser.open("about:blank")
        stop.set()
        server.shutdown()
        server.server_close()
        for thread in threads:
            thread.join()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("soan")
    lay_out(folder)
    with pytest.MonkeyPatch.context() as patch, chromium(folder / "profile") as one:
        patch.chdir(folder)
        yield one


@pytest.fixture(scope="module")
def opened(browser: Browser) -> Iterator[Desk]:
    path = Path.cwd() / "d.yaml"
    path.write_text(DRAFT, "utf-8")
    with editing(browser, path) as one:
        yield one
        assert browser.errors == []


@pytest.fixture
def desk(opened: Desk) -> Desk:
    """The page with the draft as it was, saved."""
    opened.browser.click(".cm-content")
    press(opened.browser, "a", CONTROL)
    press(opened.browser, "Backspace")
    opened.browser.send("Input.insertText", text=DRAFT)
    opened.save()
    opened.checked(0)
    return opened


def tells_how_to_begin(browser: Browser) -> None:
    browser.wait("document.getElementById('banner').textContent === '«moi.yaml» chưa có trên đĩa: lần lưu đầu tiên lập tệp.'")
    assert str(browser.ask("document.querySelector('.cm-placeholder').textContent")).startswith("gõ «loại»")
    assert browser.ask("document.querySelectorAll('#help .typing').length") == 7


def test_a_draft_is_written_from_nothing_and_what_is_not_saved_outlives_the_server(browser: Browser) -> None:
    with editing(browser, Path.cwd() / "moi.yaml") as desk:
        tells_how_to_begin(browser)
        write(browser, "lo")
        desk.accept("loai")
        browser.wait("document.querySelector('.cm-tooltip-autocomplete [aria-selected]')?.textContent.startsWith('cuong_linh')")
        write(browser, "thong_b")
        desk.accept("thong_bao")
        assert desk.line() == "loai: thong_bao"
        press(browser, "Enter")
        desk.type(DRAFT.partition("\n")[2])
        desk.checked(0)
        assert not desk.path.exists()
        desk.save()
        browser.wait("document.querySelectorAll('.page').length === 1 && document.getElementById('banner').hidden")
        assert desk.path.read_text("utf-8") == DRAFT.rstrip("\n")
        desk.go_to("noi_dung: Ban")
        write(browser, " Chưa lưu.")
        browser.wait("document.body.dataset.kept === 'true'")
    assert not ctct.check(desk.path)
    with editing(browser, desk.path):  # another server, at another address
        desk.told("đã lấy lại chữ chưa lưu lần trước")
        assert desk.path.read_text("utf-8") == DRAFT.rstrip("\n"), "nothing is written that was not saved"
        desk.save()
    assert "sau. Chưa lưu." in desk.path.read_text("utf-8")
    assert not list(Path.cwd().glob(".moi*"))


def test_a_person_is_found_by_name(desk: Desk) -> None:
    desk.go_to("phan_cong_chi_dao")
    desk.erase(len("vo-van-quynh"))
    write(desk.browser, "Đặng")
    shown = "[...document.querySelectorAll('.cm-tooltip-autocomplete li')].map(one => one.textContent).join('; ')"
    desk.browser.wait(f"({shown}).includes('Đặng Văn Minh')")
    assert "Võ Văn Quỳnh" not in str(desk.ask(shown))
    desk.accept("dang-van-minh")
    assert desk.line() == "    phan_cong_chi_dao: dang-van-minh"


def test_a_fix_is_taken_and_undone(desk: Desk) -> None:
    desk.go_to("dia_danh")
    desk.erase(len(desk.line()))
    write(desk.browser, "dia_dan: Quảng  Ngãi")
    desk.browser.wait("document.querySelector('.cm-lintRange-error')?.textContent === 'dia_dan'")
    press(desk.browser, ".", CONTROL)
    desk.browser.wait("document.activeElement.textContent === 'Đổi thành «dia_danh»'")
    desk.browser.click(".found .fix")
    desk.browser.wait("document.querySelector('.cm-activeLine').textContent === 'dia_danh: Quảng  Ngãi'")
    press(desk.browser, "z", CONTROL)
    assert desk.line() == "dia_dan: Quảng  Ngãi"


def test_a_click_leads_to_the_line_and_the_cursor_to_the_page(desk: Desk) -> None:
    desk.go_to("loai")
    press(desk.browser, "Enter")
    write(desk.browser, "# dòng mới, chưa lưu")
    number = 1 + DRAFT.splitlines().index("  - ten: Tổ chức thực hiện")
    desk.browser.click(f".spot[data-line='{number}']")
    desk.browser.wait("document.querySelector('.cm-activeLine').textContent === '  - ten: Tổ chức thực hiện'")
    assert desk.ask("document.activeElement.classList.contains('cm-content')")
    desk.go_to("noi_dung: Ban")
    press(desk.browser, "ArrowDown")
    press(desk.browser, "ArrowDown")
    desk.browser.wait(
        f"document.querySelector('.spot.here')?.dataset.line === '{1 + DRAFT.splitlines().index('  - ten: Nhiệm vụ')}'"
    )


def test_what_another_program_writes_is_not_written_over(desk: Desk) -> None:
    desk.go_to("noi_dung: Ban")
    write(desk.browser, " Của tôi.")
    desk.path.write_text(DRAFT.replace("về phân công", "về việc phân công"), "utf-8")
    desk.browser.wait("!document.getElementById('conflict').hidden")
    press(desk.browser, "s", CONTROL)
    assert "Của tôi" not in desk.path.read_text("utf-8")
    desk.browser.click("#conflict button")
    desk.told("đã ghép")
    desk.save()
    assert desk.path.read_text("utf-8") == DRAFT.replace("về phân công", "về việc phân công").replace("sau.", "sau. Của tôi.")


def test_both_versions_of_one_line_are_kept(desk: Desk) -> None:
    desk.go_to("noi_dung: Ban")
    write(desk.browser, " Của tôi.")
    desk.path.write_text(DRAFT.replace("như sau.", "như sau. Của người khác."), "utf-8")
    desk.browser.wait("!document.getElementById('conflict').hidden")
    desk.browser.click("#conflict button")
    desk.told("cả hai bản đứng liền nhau")
    text = str(desk.ask("[...document.querySelectorAll('.cm-line')].map(one => one.textContent).join('\\n')"))
    assert "như sau. Của tôi." in text
    assert "như sau. Của người khác." in text


def test_who_clicks_on_a_tool_goes_on_typing(desk: Desk) -> None:
    desk.go_to("noi_dung: Ban")
    write(desk.browser, " Một.")
    desk.browser.click("#editing-tools button:nth-of-type(2)")  # undoes it
    desk.browser.wait("document.body.dataset.saved === 'true'")
    assert desk.ask("document.getElementById('editing-status').textContent") == ""
    write(desk.browser, " Hai.")
    assert desk.line() == "noi_dung: Ban Thường vụ Tỉnh ủy thông báo như sau. Hai."


def test_pasted_is_what_a_draft_can_hold(desk: Desk) -> None:
    desk.go_to("noi_dung: Ban")
    pasted = unicodedata.normalize("NFD", " Nghị quyết") + "\v\x02số\u00a012"
    desk.ask(f"""(() => {{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", {json.dumps(pasted)});
      const paste = new ClipboardEvent("paste", {{ clipboardData, bubbles: true, cancelable: true }});
      document.querySelector(".cm-content").dispatchEvent(paste);
    }})()""")
    assert desk.line().endswith("như sau. Nghị quyết số\u00a012")


def test_printed_are_the_pages_alone(desk: Desk) -> None:
    desk.browser.send("Emulation.setEmulatedMedia", media="print")
    try:
        seen = "['header', '#editor', '#views', 'aside', '#pages'].map(one => document.querySelector(one).checkVisibility()).join()"
        assert desk.ask(seen) == "false,false,false,false,true"
        assert desk.ask("Math.abs(document.querySelector('.page').getBoundingClientRect().width - innerWidth) < 20")
    finally:
        desk.browser.send("Emulation.setEmulatedMedia", media="")


def test_a_phone_shows_one_thing_at_a_time(desk: Desk) -> None:
    size = {"deviceScaleFactor": 1, "mobile": False}
    desk.browser.send("Emulation.setDeviceMetricsOverride", width=390, height=844, **size)
    try:
        seen = "['editor', 'pages'].map(id => document.getElementById(id).checkVisibility()).join()"
        desk.browser.click("#views [data-view=pages]")
        desk.browser.wait(f"{seen} === 'false,true'")
        assert violations(desk.browser) == []
        desk.browser.click(".spot[data-line='9']")
        desk.browser.wait(f"{seen} === 'true,false'")
        assert desk.line().startswith("noi_dung: Ban")
        assert violations(desk.browser) == []
        assert desk.ask("document.documentElement.scrollWidth <= 390 && document.body.scrollWidth <= 390")
    finally:
        desk.browser.send("Emulation.setDeviceMetricsOverride", width=1300, height=900, **size)


def test_axe_finds_the_editor_accessible(desk: Desk) -> None:
    desk.go_to("dia_danh")
    write(desk.browser, "  .")
    press(desk.browser, "M", CONTROL | 8)
    desk.browser.wait("!!document.getElementById('found')")
    found = violations(desk.browser)
    press(desk.browser, "Escape")
    assert found == []


def test_who_types_is_told_while_nothing_can_be_proposed(desk: Desk) -> None:
    status = "document.getElementById('language-status')?.textContent"
    desk.browser.send("Page.reload")
    desk.browser.wait(f"{status} === 'đang khởi động gợi ý và kiểm tra…'")
    desk.browser.wait(f"{CHECKED} && {status} === ''", PATIENCE)
    language = desk.page._language
    assert language is not None
    language._running.kill()
    desk.browser.wait(f"{status} === 'mất gợi ý và kiểm tra, đang nối lại…'")
    desk.go_to("dia_danh")
    desk.erase(len(desk.line()))
    write(desk.browser, "dia_dan: Quảng  Ngãi")
    desk.browser.wait(f"document.querySelector('.cm-lintRange-error')?.textContent === 'dia_dan' && {status} === ''", PATIENCE)


def test_what_is_not_saved_outlives_the_page_that_another_takes_over(desk: Desk) -> None:
    desk.go_to("noi_dung: Ban")
    write(desk.browser, " Chưa lưu.")
    desk.browser.wait("document.body.dataset.kept === 'true'")
    desk.ask("(window.other = new EventSource('lsp')) && null")
    taken = "document.getElementById('conflict').textContent.includes('ở một trang khác')"
    desk.browser.wait(taken)
    press(desk.browser, "s", CONTROL)
    desk.browser.click("#save")
    theirs = DRAFT.replace("về phân công", "về việc phân công")
    desk.path.write_text(theirs, "utf-8")
    desk.browser.wait("document.getElementById('title').textContent.includes('về việc')")
    assert desk.ask(taken), "what becomes of both is up to the other page"
    assert desk.path.read_text("utf-8") == theirs
    desk.path.write_text(DRAFT, "utf-8")
    desk.ask("other.close()")
    desk.browser.send("Page.reload")
    desk.browser.wait("document.body?.dataset.checked")
    desk.told("đã lấy lại chữ chưa lưu lần trước")
    assert desk.path.read_text("utf-8") == DRAFT
    desk.save()
    assert "sau. Chưa lưu." in desk.path.read_text("utf-8")
