"""The extension in a real VS Code: findings, completion of a person, printed pages beside the text, a click back to the line."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

pytest.importorskip("pygls")
pytest.importorskip("typst")

from browser import Browser, chromium
from copies import Office, built
from ctct.project.files import Source
from guide import ROOT
from vscode import CONTROL, PATIENCE, VSCODE, active_tab, answer, choose, open_file, press, require_vscode, vscode, write

DRAFT = "quy-II-2021.yaml"
PAGES = "document.querySelector('iframe.webview')?.contentDocument?.querySelector('#active-frame')?.contentDocument"
CURSOR = "document.querySelector('.statusbar-item a[aria-label^=\"Ln \"]')?.textContent"


class Opened(NamedTuple):
    """A browser that shows VS Code, and the draft that is open in it."""

    browser: Browser
    draft: Path

    def line_of(self, text: str) -> tuple[int, str]:
        """Return the number of the first line that holds ``text``, and the line."""
        lines = self.draft.read_text("utf-8").splitlines()
        return next((number, line) for number, line in enumerate(lines, 1) if text in line)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    require_vscode()
    folder = tmp_path_factory.mktemp("vscode")
    shutil.copytree(ROOT / "examples", folder / "kho")
    with (
        pytest.MonkeyPatch.context() as patch,
        vscode(folder, folder / "kho") as address,
        chromium(folder / "profile", 1400, 900) as browser,
    ):
        patch.setattr("browser.PATIENCE", PATIENCE)
        browser.open(address)
        browser.wait("!!document.querySelector('.explorer-folders-view .monaco-list-row')")
        open_file(browser, DRAFT)
        browser.wait("!!document.querySelector('.codelens-decoration')")
        yield Opened(browser, folder / "kho" / DRAFT)


def go_to(browser: Browser, line: int, column: int) -> None:
    browser.click(".editor-instance .view-lines")
    press(browser, "g", CONTROL)
    browser.wait("!!document.activeElement.closest('.quick-input-box')")
    write(browser, f"{line}:{column}")
    press(browser, "Enter")
    browser.wait(f"{CURSOR} === 'Ln {line}, Col {column}'")


def text_in_sight(browser: Browser) -> str:
    """Return the text that is in sight, lines that are wrapped as one."""
    lines = browser.ask("[...document.querySelectorAll('.view-line')].map(line => line.textContent).join(' ')")
    return " ".join(str(lines).split())


def undo_all(browser: Browser) -> None:
    press(browser, "Escape")
    browser.wait("!document.querySelector('.suggest-widget.visible')")
    for _ in range(60):
        if not browser.ask("!!document.querySelector('.tab.dirty')"):
            break
        press(browser, "z", CONTROL)
    assert browser.wait("!document.querySelector('.tab.dirty')")


def test_findings_are_shown_as_one_types(opened: Opened) -> None:
    number, line = opened.line_of("dia_danh")
    go_to(opened.browser, number, len(line) + 1)
    press(opened.browser, "Home")
    write(opened.browser, "x")
    assert opened.browser.wait("document.querySelectorAll('.squiggly-error').length > 0")
    problems = "document.querySelector('.statusbar-item[id=\"status.problems\"]')?.getAttribute('aria-label')"
    assert opened.browser.wait(f"{problems} !== 'No Problems' && {problems}")
    undo_all(opened.browser)
    assert opened.browser.wait("document.querySelectorAll('.squiggly-error').length === 0")


@pytest.mark.parametrize("typed", ["minh", "Đặng"])
def test_a_person_is_proposed_with_accents_or_without(opened: Opened, typed: str) -> None:
    number, line = opened.line_of("phan_cong_chi_dao: dang-van-minh")
    go_to(opened.browser, number, len(line) + 1)
    for _ in "dang-van-minh":
        press(opened.browser, "Backspace")
    write(opened.browser, typed)
    focused = "document.querySelector('.suggest-widget.visible .monaco-list-row.focused')?.ariaLabel"
    for _ in range(20):
        if (row := opened.browser.wait(focused)).startswith("dang-van-minh"):
            break
        press(opened.browser, "ArrowDown")
    said = "document.querySelector('.suggest-widget.visible .monaco-list-row.focused')?.textContent"
    assert opened.browser.wait(f"{said}?.includes('đồng chí Đặng Văn Minh, Phó Bí thư')"), row
    undo_all(opened.browser)


def test_a_key_is_found_by_its_name_with_accents(opened: Opened) -> None:
    number, line = opened.line_of("co_quan")
    go_to(opened.browser, number, len(line) + 1)
    press(opened.browser, "Enter")
    write(opened.browser, "khẩn")
    assert opened.browser.wait(
        "[...document.querySelectorAll('.suggest-widget.visible .monaco-list-row')].some(row => row.ariaLabel?.startsWith('do_khan'))"
    )
    undo_all(opened.browser)


def test_pages_are_drawn_beside_the_text_and_lead_back_to_the_line(opened: Opened) -> None:
    choose(opened.browser, "Xem trang in bên cạnh")
    assert opened.browser.wait(f"{PAGES}?.querySelectorAll('.page').length") == 9
    assert opened.browser.wait(f"{PAGES}.images[0].complete && {PAGES}.images[0].naturalWidth > 0")
    number, _ = opened.line_of("ten: Nhiệm vụ trọng tâm quý II/2021")
    place = opened.browser.wait(f"""(() => {{
      const spot = {PAGES}.querySelector('.spot[data-line="{number}"]')?.getBoundingClientRect();
      if (!spot) return null;
      const frame = document.querySelector('iframe.webview').getBoundingClientRect();
      return [frame.x + spot.x + spot.width / 2, frame.y + spot.y + spot.height / 2];
    }})()""")
    opened.browser.mouse("mousePressed", place)
    opened.browser.mouse("mouseReleased", place)
    assert opened.browser.wait(f"{CURSOR} === 'Ln {number}, Col 1'")


def test_pages_follow_a_save(opened: Opened) -> None:
    file = opened.draft
    before = opened.browser.ask(f"{PAGES}.body.dataset.number")
    file.write_text(file.read_text("utf-8").replace("quý II/2021\nthoi_gian", "quý II năm 2021\nthoi_gian"), "utf-8")
    assert opened.browser.wait(f"{PAGES}.body.dataset.number !== '{before}'")
    assert opened.browser.wait(f"{PAGES}.title.includes('quý II năm 2021')")


def test_a_word_file_is_built(opened: Opened) -> None:
    opened.browser.click(".editor-instance .view-lines")
    choose(opened.browser, "Dựng tệp Word")
    made = opened.draft.with_suffix(".docx")
    assert opened.browser.wait(
        "document.querySelector('.notifications-toasts')?.textContent.includes('đã dựng «quy-II-2021.docx»')"
    )
    assert zipfile.is_zipfile(made)


def test_signs_of_vietnamese_typography_are_not_marked_as_mistaken(opened: Opened) -> None:
    number, line = opened.line_of("trich_yeu:")
    go_to(opened.browser, number, len(line) + 1)
    write(opened.browser, " 2016 – 2020 “a” ‘b’ × ′ с")
    marked = "document.querySelectorAll('.unicode-highlight').length"
    assert opened.browser.wait(f"{marked} === 1 && {marked}") == 1, "only the last letter, which is not the Latin one"
    undo_all(opened.browser)


def test_saving_mends_and_formats(opened: Opened) -> None:
    file, before = opened.draft, opened.draft.read_text("utf-8")
    number, line = opened.line_of("Thông qua Kế hoạch thực hiện quy hoạch")
    go_to(opened.browser, number, line.index("Thông qua") + len("Thông qua") + 1)
    write(opened.browser, " ")
    number, line = opened.line_of("dia_danh:")
    go_to(opened.browser, number, len("dia_danh:") + 1)
    write(opened.browser, "   ")
    press(opened.browser, "s", CONTROL)
    assert opened.browser.wait("!document.querySelector('.tab.dirty')")
    assert file.read_text("utf-8") == before


def test_a_new_draft_is_made(opened: Opened) -> None:
    choose(opened.browser, "Dự thảo mới…")
    answer(opened.browser, "tên loại", "báo cáo")
    answer(opened.browser, "Ghi dự thảo ở đâu")
    answer(opened.browser, "Cơ quan ban hành", "Tỉnh ủy Quảng Ngãi")
    active_tab(opened.browser, "bao-cao.yaml")
    assert "co_quan: Tỉnh ủy Quảng Ngãi\n" in (opened.draft.parent / "bao-cao.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def copy(opened: Opened) -> Path:
    """Return a Word file of the draft in which an office has typed over some words."""
    office = Office(built(Source.from_file(opened.draft)._replace(name=DRAFT)), recorded=True)
    office.replace("trả lời chất vấn", "giải trình")
    file = opened.draft.parents[1] / "gop-y.docx"
    file.write_bytes(office.saved())
    return file


def test_a_word_file_becomes_a_draft(opened: Opened, copy: Path) -> None:
    choose(opened.browser, "Đọc tệp Word có sẵn thành dự thảo…")
    answer(opened.browser, "Tệp Word để đọc", str(copy))
    answer(opened.browser, "Ghi dự thảo ở đâu", str(opened.draft.parent / "nhap.yaml"))
    active_tab(opened.browser, "nhap.yaml")
    assert "loai: chuong_trinh\n" in (opened.draft.parent / "nhap.yaml").read_text("utf-8")


def test_an_edit_of_a_copy_is_taken_by_a_quick_fix(opened: Opened, copy: Path) -> None:
    open_file(opened.browser, DRAFT)
    choose(opened.browser, "Nhận góp ý trong tệp Word gửi về…")
    answer(opened.browser, "Bản Word đã sửa", str(copy))
    number, line = opened.line_of("trả lời chất vấn (nếu có)")
    go_to(opened.browser, number, line.index("trả lời") + 1)
    assert opened.browser.wait("document.querySelectorAll('.squiggly-info').length")
    choose(opened.browser, "Quick Fix...")
    offered = "[...document.querySelectorAll('.action-widget .monaco-list-row')].map(row => row.textContent).join('\\n')"
    assert "Nhận sửa: «trả lời chất vấn» → «giải trình»" in opened.browser.wait(offered)
    press(opened.browser, "Enter")
    assert opened.browser.wait("!!document.querySelector('.tab.dirty')")
    assert "Chất vấn và giải trình (nếu có)." in text_in_sight(opened.browser)
    undo_all(opened.browser)


def test_what_has_changed_since_the_last_commit_is_shown(opened: Opened) -> None:
    folder, file = opened.draft.parent, opened.draft
    for step in (["init", "-q"], ["add", DRAFT], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", *step], cwd=folder, check=True)
    file.write_text(file.read_text("utf-8").replace("trả lời chất vấn (nếu có)", "giải trình (nếu có)", 1), "utf-8")
    choose(opened.browser, "So sánh với văn bản khác…")
    answer(opened.browser, "So với")
    texts = "[...document.querySelectorAll('iframe.webview')].map(one => one.contentDocument?.querySelector('#active-frame')?.contentDocument?.body?.textContent)"
    told = opened.browser.wait(f"{texts}.find(text => text?.includes('1 đổi lời'))")
    assert f"So sánh HEAD:{DRAFT} và {DRAFT}" in told


def test_the_whole_folder_is_checked(opened: Opened) -> None:
    if not any((VSCODE / "node_modules/node-pty/build/Release").glob("pty.node")):
        pytest.skip("this VS Code has no terminals (scripts/setup-editors)")
    (opened.draft.parent / "sai.yaml").write_text("loai: bao_cao\ndia_dan: Quảng Ngãi\n", "utf-8")
    choose(opened.browser, "Kiểm tra cả thư mục")
    problems = "document.querySelector('.statusbar-item[id=\"status.problems\"]')?.getAttribute('aria-label')"
    assert opened.browser.wait(f"{problems}?.includes('Errors: ') && {problems}"), "a file that is not open"


def test_it_speaks_english_where_it_is_asked_to(opened: Opened) -> None:
    settings = opened.draft.parent / ".vscode" / "settings.json"
    settings.parent.mkdir()
    settings.write_text('{"ctct.language": "en"}', "utf-8")
    (opened.draft.parent / "english.yaml").write_text("loai: bao_cao\ndia_dan: Quảng Ngãi\n", "utf-8")
    open_file(opened.browser, "english.yaml")
    choose(opened.browser, "Problems: Focus on Problems View")
    told = "[...document.querySelectorAll('.markers-panel .monaco-list-row')].map(one => one.textContent).join()"
    assert opened.browser.wait(f"{told}.includes('there is no key «dia_dan» here')")
