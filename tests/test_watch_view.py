"""How the page of ``ctct watch`` is looked at, in a real browser: a folder's drafts, size, light and dark, keyboard, a phone, fixes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from axe import violations
from browser import Browser, chromium
from ctct.language import speak
from ctct.watch.folder import DraftFolder
from test_watch_folder import BROKEN, DRAFT, WRONG, serving_folder
from test_watch_server import ROOT

SAMPLE = "quy-II-2021.yaml"
PAGES = 9


class Folder:
    """A folder of drafts and the browser that shows one of them."""

    def __init__(self, browser: Browser, folder: DraftFolder, address: str) -> None:
        self.browser, self.folder, self.address = browser, folder, address
        self.ask, self.wait = browser.ask, browser.wait

    def look(self) -> None:
        for _ in range(4):
            self.folder.look()

    def show(self, name: str) -> None:
        """Show a draft as after a click on it, all of it drawn."""
        self.look()
        number = next(one["number"] for one in self.folder.state()["drafts"] if one["name"] == name)
        self.browser.open(f"{self.address}du-thao/{number}/")
        self.wait("document.body?.dataset.number")
        self.look()
        self.wait("document.querySelectorAll('.page').length && document.querySelectorAll('#drafts-list a').length")

    def press(self, key: str) -> None:
        text = {"text": key} if len(key) == 1 else {}
        self.browser.send("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self.browser.send("Input.dispatchKeyEvent", type="keyUp", key=key)

    def ask_help(self) -> None:
        """Open the help by its key: again where one is lost, as happens while a browser gives focus back from a dialog."""
        while not self.ask("document.getElementById('help').open"):
            self.press("?")

    def width(self) -> float:
        return float(str(self.ask("document.querySelector('.page').clientWidth")))

    def background(self) -> object:
        return self.ask("getComputedStyle(document.querySelector('aside')).backgroundColor")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    at = tmp_path_factory.mktemp("thu-muc")
    shutil.copytree(ROOT / "examples", at / "van-ban")
    for name in [one for one in (at / "van-ban").iterdir() if one.name not in (SAMPLE, "danh-ba")]:
        shutil.rmtree(name) if name.is_dir() else name.unlink()
    with serving_folder(at, a=DRAFT, b__sai=BROKEN) as (folder, server), chromium(at / "profile") as browser:
        yield Folder(browser, folder, server.address)


@pytest.fixture
def sample(opened: Folder) -> Folder:
    opened.show(SAMPLE)
    opened.wait(f"document.querySelectorAll('.page').length === {PAGES}")
    opened.press("0")
    opened.ask("document.getElementById('pages').scrollTo(0, 0)")
    return opened


def test_list_of_drafts_is_there_and_leads_to_each(opened: Folder) -> None:
    opened.look()
    opened.browser.open(opened.address)
    opened.wait("document.querySelectorAll('#drafts-list a').length === 3")
    assert opened.ask("document.querySelector('#drafts-list [aria-current] .name').textContent") == "a.yaml"
    assert opened.ask("[...document.querySelectorAll('#drafts-list .unseen')].map((one) => one.textContent)") == [
        "không có lỗi",
        "1 lỗi",
        opened.ask("document.querySelectorAll('#drafts-list .unseen')[2].textContent"),
    ]
    opened.browser.click("#drafts-find")
    opened.browser.send("Input.insertText", text="Sải ")
    found = "[...document.querySelectorAll('#drafts-list a')].map((one) => one.title)"
    assert opened.ask(found) == ["b/sai.yaml"]
    opened.press("Enter")
    opened.wait("document.body?.dataset.number && !!document.querySelector('#drafts-list [aria-current]')")
    opened.look()
    opened.wait("document.querySelector('#findings')?.textContent.includes('có phải')")
    assert opened.ask("document.querySelector('#drafts-list [aria-current] .name').textContent") == "b/sai.yaml"
    assert opened.ask(found) == ["b/sai.yaml"], "what was sought is still there"
    opened.ask("(at('drafts-find').value = '', at('drafts-find').dispatchEvent(new Event('input')))")


def list_thousands(opened: Folder) -> None:
    """Show a draft in a list of three thousand."""
    opened.show("a.yaml")
    opened.ask("""(() => {
      const more = Array.from({ length: 3000 }, (_, index) => [index + 100, { ...drafts.get(1), number: index + 100, name: `Báo cáo ${index}.yaml` }]);
      drafts = new Map([...drafts, ...more]);
      showDrafts();
    })()""")


def test_a_list_of_thousands_is_laid_out_where_it_is_seen_and_gone_through_by_keyboard(opened: Folder) -> None:
    list_thousands(opened)
    laid_out = "[...document.querySelectorAll('#drafts-list a')].filter((one) => one.checkVisibility({ contentVisibilityAuto: true })).length"
    assert opened.wait(f"(count => count && count < 300)({laid_out})")
    assert opened.ask("window.find('Báo cáo 1500')"), "the browser's own search finds what is not laid out"
    focused = "document.activeElement.title || document.activeElement.id"
    opened.browser.click("#drafts-find")
    opened.press("ArrowDown")
    assert opened.ask(focused) == "a.yaml"
    opened.press("End")
    assert opened.ask(focused) == "Báo cáo 2999.yaml"
    item = "document.activeElement.parentNode"
    assert opened.ask(f"{item}.ariaPosInSet === {item}.ariaSetSize && {item}.ariaSetSize === String(drafts.size)")
    in_sight = "(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
    assert opened.wait(in_sight)
    opened.press("ArrowUp")
    assert opened.ask(focused) == "Báo cáo 2998.yaml"
    assert opened.ask("document.querySelectorAll('#drafts-list a[tabindex=\"0\"]').length") == 1, "Tab passes by the others"
    opened.ask("drafts.set(3098, { ...drafts.get(3098), error: 3 }), drafts.delete(3097), showDrafts()")
    assert opened.ask(f"({focused}) + document.activeElement.querySelector('.unseen').textContent") == "Báo cáo 2998.yaml3 lỗi"


def test_what_is_sought_among_thousands_takes_no_more_room_than_it_needs(opened: Folder) -> None:
    list_thousands(opened)
    opened.browser.click("#drafts-find")
    opened.press("ArrowDown")
    opened.press("ArrowUp")
    assert opened.ask("document.activeElement.id") == "drafts-find"
    opened.browser.send("Input.insertText", text="bao cao 77")
    told = "document.getElementById('drafts-found').textContent"
    assert opened.ask(told) == f"thấy {sum('77' in str(number) for number in range(3000))} dự thảo"
    assert opened.ask("[...document.querySelectorAll('#drafts-list a')].map((one) => one.title)") == [
        f"Báo cáo {number}.yaml" for number in range(3000) if "77" in str(number)
    ]
    opened.browser.send("Input.insertText", text="x")
    assert opened.ask(told) == "không thấy dự thảo nào"
    opened.ask("(at('drafts-find').value = 'bao cao 77', seek())")
    assert opened.ask("at('drafts-list').clientHeight < sought.length * 80"), "what is not sought takes no room"
    opened.ask("(at('drafts-find').value = '', at('drafts-find').dispatchEvent(new Event('input')))")


def test_new_drafts_appear_and_removed_ones_go(sample: Folder) -> None:
    fresh = Path("van-ban/moi.yaml")
    fresh.write_text(WRONG, "utf-8")
    sample.look()
    sample.wait("document.querySelector('#drafts-list')?.textContent.includes('moi.yaml')")
    fresh.unlink()
    sample.look()
    sample.wait("!document.querySelector('#drafts-list').textContent.includes('moi.yaml')")


def test_pages_grow_shrink_and_fit(sample: Folder) -> None:
    usual = sample.width()
    for key, fits in (
        ("r", "document.querySelector('.page').clientWidth === document.getElementById('pages').clientWidth - 32"),
        ("c", "document.querySelector('.page').clientHeight <= document.getElementById('pages').clientHeight - 32"),
    ):
        sample.press(key)
        assert sample.wait(fits)
        assert sample.ask("document.querySelectorAll('#tools [aria-pressed=true]').length") == 1
    sample.press("0")
    assert sample.width() == usual
    sample.ask("document.getElementById('pages').scrollTop = 3000")
    before = sample.ask("pageHere()")
    for _ in range(3):
        sample.press("+")
    assert sample.width() > usual
    assert sample.ask("pageHere()") == before, "what was looked at stays in the middle"
    sample.press("-")
    sample.browser.click("#size")
    assert sample.width() == usual


def test_from_page_to_page_and_finding_to_finding_by_keyboard(sample: Folder) -> None:
    sample.press("j")
    sample.press("ArrowRight")
    assert sample.wait(f"document.getElementById('where').textContent === '3/{PAGES}'")
    sample.press("k")
    assert sample.wait(f"document.getElementById('where').textContent === '2/{PAGES}'")
    path = Path("van-ban", SAMPLE)
    text = path.read_text("utf-8")
    path.write_text(text.replace("Chất vấn và trả lời", "Chất vấn và  trả lời"), "utf-8")
    sample.look()
    sample.wait("document.querySelectorAll('#findings [data-mend]').length === 1")
    sample.press("L")
    sample.press("l")
    assert sample.ask("document.activeElement.className") == "place"
    assert sample.wait("document.querySelectorAll('#findings .chosen').length === 1")
    sample.browser.click("#findings [data-mend]")
    sample.wait("document.getElementById('mended').textContent.startsWith('đã ghi vào')")
    assert path.read_text("utf-8") == text
    sample.look()
    sample.wait("!document.querySelector('#findings [data-mend]')")
    sample.press("d")
    sample.wait("document.querySelector('#drafts-list [aria-current] .name')?.textContent === 'a.yaml'")


def test_help_tells_the_keys_and_turns_them_off(sample: Folder) -> None:
    sample.ask_help()
    sample.ask("document.getElementById('keys').click()")
    sample.ask("document.getElementById('help').close()")
    before = sample.width()
    sample.press("c")
    assert sample.width() == before
    sample.ask_help()
    sample.ask("document.getElementById('keys').click()")
    sample.ask("document.getElementById('help').close()")


def test_light_and_dark(sample: Folder) -> None:
    light = sample.background()
    sample.browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    dark = sample.background()
    assert dark != light
    assert sample.ask("getComputedStyle(document.querySelector('.page')).backgroundColor") == "rgb(255, 255, 255)"
    sample.press("s")
    assert (sample.ask("document.getElementById('theme').textContent"), sample.background()) == ("Sáng", light)
    sample.browser.send("Emulation.setEmulatedMedia", features=[])
    sample.press("s")
    assert (sample.ask("document.getElementById('theme').textContent"), sample.background()) == ("Tối", dark)
    assert violations(sample.browser) == []
    sample.press("s")
    assert sample.background() == light


def test_all_that_the_page_itself_says_is_english_where_that_is_spoken(opened: Folder) -> None:
    speak("en")
    fresh = Path("van-ban/english.yaml")
    fresh.write_text(DRAFT, "utf-8")
    try:
        opened.look()
        opened.show(fresh.name)
        told = str(
            opened.ask("""[...document.querySelectorAll("header, #views, #help, aside, #pages")].flatMap((one) => [
          one.innerText, ...[...one.querySelectorAll("[title], [aria-label], img")].flatMap((part) => [part.title, part.ariaLabel, part.alt]),
        ]).join("\\n").replaceAll(state.title, "")""")
        )
        document = str(
            opened.ask("[...document.querySelectorAll('.spot')].map((one) => one.innerText).join('\\n')")
        ).splitlines()
    finally:
        fresh.unlink()
        speak("vi")
    assert (opened.ask("document.documentElement.lang"), opened.ask("NAMES.error")) == ("en", "error")
    assert document
    assert [line for line in told.splitlines() if re.search("[à-ỹđÀ-ỸĐ]", line) and line not in document] == []


def test_accessible_and_nothing_is_asked_of_anybody_else(sample: Folder) -> None:
    assert violations(sample.browser) == []
    assert all(url.startswith(sample.address) for url in sample.browser.asked)
    assert sample.browser.errors == []


def test_on_a_phone_one_thing_at_a_time(sample: Folder) -> None:
    metrics = {"deviceScaleFactor": 1, "mobile": False}
    sample.browser.send("Emulation.setDeviceMetricsOverride", width=390, height=844, **metrics)
    try:
        for view, found in (("drafts", "#drafts"), ("faults", "aside"), ("pages", "#pages")):
            sample.browser.click(f"#views [data-view={view}]")
            seen = "[...document.querySelectorAll('#drafts, aside, #pages')].filter((one) => one.offsetWidth)"
            assert sample.ask(f"{seen}.length === 1 && {seen}[0].matches({json.dumps(found)})")
            assert sample.ask("document.documentElement.scrollWidth <= 390")
            assert sample.ask(f"{seen}[0].scrollWidth <= {seen}[0].clientWidth")
            assert violations(sample.browser) == []
        sample.browser.click(".spot")
        assert sample.wait("document.getElementById('lines').offsetWidth && document.getElementById('pages').offsetWidth")
    finally:
        sample.browser.send("Emulation.setDeviceMetricsOverride", width=1300, height=900, **metrics)
