"""The extension in a real VS Code: findings, completion of a person, printed pages beside the text, a click back to the line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("pygls")
pytest.importorskip("typst")

from browser import Browser, chromium
from ctct.model.types import TYPE_NAMES
from ctct.project.files import Source
from ctct.runs.check import Check
from vscode import CONTROL, EXTENSION, ROOT, choose, open_file, packed, press, require_vscode, vscode, write

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
        patch.setattr("browser.PATIENCE", 30.0)
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
      const spot = {PAGES}.querySelector('.spot[data-line="{number}"]').getBoundingClientRect();
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
    assert "quý II năm 2021" in opened.browser.ask(f"{PAGES}.title")


def test_a_word_file_is_built(opened: Opened) -> None:
    opened.browser.click(".editor-instance .view-lines")
    choose(opened.browser, "ctct: Dựng tệp Word")
    made = opened.draft.with_suffix(".docx")
    assert opened.browser.wait(
        "document.querySelector('.notifications-toasts')?.textContent.includes('đã dựng «quy-II-2021.docx»')"
    )
    assert zipfile.is_zipfile(made)


# --- without VS Code ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tools() -> None:
    if shutil.which("node") is None or not (EXTENSION / "node_modules").is_dir():
        pytest.skip("the extension's tools are not installed (scripts/setup-editors)")


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("script", ["check", "test"])
def test_the_extension_by_its_own_tools(script: str) -> None:
    done = subprocess.run(["npm", "run", "--silent", script], cwd=EXTENSION, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("tools")
def test_what_is_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(tmp_path)) as pack:
        names = {name.removeprefix("extension/") for name in pack.namelist() if name.startswith("extension/")}
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    named = set(re.findall(r"(?:\./)?((?:media|walkthrough|snippets|dist)/[\w-]+\.\w+)", json.dumps(manifest)))
    assert named <= names, "all that the manifest names is there"
    assert names - named == {"package.json", "readme.md", "LICENSE.txt"}, "and nothing else"


def snippets(language: str) -> dict[str, Any]:
    return dict(json.loads((EXTENSION / "snippets" / f"{language}.json").read_text("utf-8")))


@pytest.mark.parametrize(("language", "suffix"), [("yaml", "yaml"), ("markdown", "md")])
def test_the_snippet_of_a_whole_draft_has_no_faults(tmp_path: Path, language: str, suffix: str) -> None:
    text = "\n".join(snippets(language)["Chương trình công tác"]["body"])
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "")
    assert [
        str(one) for one in Check(today="2026-11-29").judge(Source(f"d.{suffix}", text.encode(), tmp_path, alone=True)).findings
    ] == []


def test_names_of_types_are_those_of_the_model() -> None:
    assert json.loads((EXTENSION / "src" / "types.json").read_text("utf-8")) == TYPE_NAMES
