"""Lays out what the documentation site is built from: the guide, a gallery of every type, a reference of every key.

``python website/pages.py FOLDER`` writes the pages to ``FOLDER``; ``mkdocs build`` makes the site of them.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from gallery import write_gallery
from keys import key_page

ROOT = Path(__file__).parents[1]
_OUT_OF_GUIDE = re.compile(r"\]\(\.\./examples/(?P<name>[\w./-]+)\)")
_FUNCTIONS = """# Hàm và lớp

Phần công khai của `ctct`, chép từ mã nguồn; cách dùng ở [Thư viện Python](../thu-vien.md).

::: ctct.check

::: ctct.compile

::: ctct.document

::: ctct.report.located.Located

::: ctct.diagnostics.Citation
"""


def lay_out(folder: Path) -> None:
    """Write all that the site is built from to ``folder``; what was there is taken away."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder)
    shutil.copytree(ROOT / "website/static", folder, dirs_exist_ok=True)
    for page in folder.glob("*.md"):
        # An example stands in the gallery, its source beside it.
        page.write_text(_OUT_OF_GUIDE.sub("](trung-bay/vi-du.md)", page.read_text("utf-8")), "utf-8")
    write_gallery(folder / "trung-bay")
    reference = folder / "tra-cuu"
    reference.mkdir()
    (reference / "khoa.md").write_text(key_page(), "utf-8")
    (reference / "ham.md").write_text(_FUNCTIONS, "utf-8")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
