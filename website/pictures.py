"""Pictures of pages, small enough for a guide.

``python website/pictures.py`` draws those that lie in ``docs/anh`` anew.
"""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

from PIL import Image

import ctct

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs/anh"
_DOTS_AN_INCH = 80
_SHADES = 16


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


if __name__ == "__main__":
    draw_pictures()
