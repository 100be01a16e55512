"""Pictures of pages, small enough for a guide.

``python website/pictures.py`` draws those that lie in ``docs/anh`` anew; that of ``ctct watch`` needs Chromium.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

import ctct

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/anh"
_DOTS_AN_INCH = 80
_SHADES = 16
_WATCHED = ("quy-II-2021.yaml", "giay-moi-giao-ban-2026.yaml", "nghi-quyet-dang-uy-xa-2026.yaml", "danh-ba")


def picture(pdf: bytes) -> bytes:
    """Return the first page of a PDF as PNG, 80 dots an inch in sixteen shades of grey; needs ``pdftoppm``."""
    order = ["pdftoppm", "-png", "-gray", "-singlefile", "-r", str(_DOTS_AN_INCH), "-"]
    drawn = subprocess.run(order, input=pdf, stdout=subprocess.PIPE, check=True).stdout
    small = io.BytesIO()
    Image.open(io.BytesIO(drawn)).quantize(_SHADES).save(small, "PNG", optimize=True)
    return small.getvalue()


def draw_pictures() -> None:
    """Draw the sample and the first draft of the guide."""
    PICTURES.mkdir(exist_ok=True)
    guide = (ROOT / "docs/huong-dan.md").read_text("utf-8")
    first = re.search(r"^```yaml\n(loai: .*?)^```$", guide, re.DOTALL | re.MULTILINE)
    assert first is not None, "the guide begins with a draft"
    drafts = {"quy-II-2021": ROOT / "examples/quy-II-2021.yaml", "du-thao-dau-tien": first[1]}
    for name, draft in drafts.items():
        (PICTURES / f"{name}.png").write_bytes(picture(ctct.compile(draft, to="pdf")))


def draw_watched(folder: Path) -> None:
    """Draw the page of ``ctct watch`` for a folder in which one draft has a finding."""
    sys.path.append(str(ROOT / "tests"))
    from browser import chromium
    from test_watch_folder import serving_folder
    from test_watch_view import Folder

    for name in _WATCHED:
        copy = shutil.copytree if (ROOT / "examples" / name).is_dir() else shutil.copy
        (folder / "van-ban").mkdir(exist_ok=True)
        copy(ROOT / "examples" / name, folder / "van-ban" / name)
    draft = folder / "van-ban" / _WATCHED[0]
    draft.write_text(draft.read_text("utf-8").replace("Chất vấn và trả lời", "Chất vấn và  trả lời"), "utf-8")
    with serving_folder(folder) as (drafts, server), chromium(folder / "profile", 1180, 640) as browser:
        page = Folder(browser, drafts, server.address)
        page.show(_WATCHED[0])
        browser.wait("document.querySelectorAll('#drafts-list .good').length === 2")
        page.press("l")
        page.press("l")
        browser.wait("[...document.images].filter((one) => one.complete && one.naturalWidth).length > 1")
        browser.screenshot(folder / "page.png")
    Image.open(folder / "page.png").convert("RGB").quantize(2 * _SHADES).save(PICTURES / "xem-truoc.png", "PNG", optimize=True)


if __name__ == "__main__":
    draw_pictures()
    with TemporaryDirectory() as work:
        draw_watched(Path(work))
