"""Draws the picture of the guide in a real browser: ``.venv-dev/bin/python editors/page/picture.py``."""

from __future__ import annotations

import base64
import io
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests")]

from browser import chromium
from test_watch_editor import DRAFT, editing, lay_out
from vscode import write

PICTURE = ROOT / "docs/anh/soan-tren-trang.png"
_SIZE = 1120, 520
_COLOURS = 24


def draw(folder: Path) -> None:
    """Draw a person that is proposed by name, beside the printed page."""
    lay_out(folder)
    os.chdir(folder)
    draft = folder / "thong-bao.yaml"
    draft.write_text(DRAFT, "utf-8")
    with chromium(folder / "profile", *_SIZE) as browser, editing(browser, draft) as desk:
        browser.wait("document.images[0]?.complete && document.images[0].naturalWidth > 0")
        desk.go_to("phan_cong_chi_dao")
        desk.erase(len("vo-van-quynh"))
        write(browser, "Đặng")
        browser.wait("document.querySelectorAll('.cm-tooltip-autocomplete li').length > 1")
        shot = base64.b64decode(browser.send("Page.captureScreenshot")["data"])
    small = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS).save(small, "PNG", optimize=True)
    PICTURE.write_bytes(small.getvalue())


if __name__ == "__main__":
    with TemporaryDirectory() as work:
        draw(Path(work))
