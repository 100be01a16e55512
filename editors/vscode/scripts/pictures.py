"""Draws the pictures of the walkthrough in a real VS Code: ``.venv-dev/bin/python editors/vscode/scripts/pictures.py``."""

from __future__ import annotations

import base64
import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "website")]

import ctct
from browser import Browser, chromium
from pictures import picture
from test_vscode import DRAFT, PAGES, go_to
from vscode import choose, open_file, press, vscode, write

MEDIA = ROOT / "editors/vscode/media"
_COLOURS = 32
_SUGGESTED = "document.querySelector('.suggest-widget.visible .monaco-list-row.focused')?.ariaLabel"


def draw(folder: Path) -> None:
    """Draw what is completed, the pages beside the text, and the page that is built."""
    shutil.copytree(ROOT / "examples", folder / "kho")
    draft = folder / "kho" / DRAFT
    with vscode(folder, folder / "kho") as address, chromium(folder / "profile", 1400, 800) as browser:
        browser.open(address)
        browser.wait("!!document.querySelector('.explorer-folders-view .monaco-list-row')")
        open_file(browser, DRAFT)
        browser.wait("!!document.querySelector('.codelens-decoration')")
        _complete(browser, draft)
        choose(browser, "Xem trang in bên cạnh")
        browser.wait(f"{PAGES}?.querySelectorAll('.page').length")
        browser.wait(f"{PAGES}.images[0].complete && {PAGES}.images[0].naturalWidth > 0")
        _keep(browser, "preview.png", (348, 35, 1052, 640))
    (MEDIA / "built.png").write_bytes(picture(ctct.compile(ROOT / "examples" / DRAFT, to="pdf")))


def _complete(browser: Browser, draft: Path) -> None:
    """Write the name of a person, keep what is proposed, and take the draft back to what it was."""
    before = draft.read_text("utf-8")
    lines = before.splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "phan_cong_chi_dao: dang-van-minh" in line)
    go_to(browser, number, len(lines[number - 1]) + 1)
    for _ in "dang-van-minh":
        press(browser, "Backspace")
    write(browser, "minh")
    while not browser.wait(_SUGGESTED).startswith("dang-van-minh"):
        press(browser, "ArrowDown")
    top = browser.ask("document.querySelector('.suggest-widget.visible').getBoundingClientRect().top")
    _keep(browser, "completion.png", (348, max(35, top - 160), 852, 300))
    press(browser, "Escape")
    choose(browser, "File: Revert File")
    browser.wait("!document.querySelector('.tab.dirty')")
    assert draft.read_text("utf-8") == before


def _keep(browser: Browser, name: str, clip: tuple[float, float, float, float]) -> None:
    x, y, width, height = clip
    place = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
    shot = base64.b64decode(browser.send("Page.captureScreenshot", clip=place)["data"])
    small = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    (MEDIA / name).write_bytes(small.getvalue())


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        draw(Path(work))
