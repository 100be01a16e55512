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
_PUBLIC = ("ctct.check", "ctct.compile", "ctct.document", "ctct.report.located.Located", "ctct.diagnostics.Citation")
_FUNCTIONS = {
    language: f"# {title}\n\n{about}\n" + "".join(f"\n::: {name}\n" for name in _PUBLIC)
    for language, title, about in (
        ("vi", "Hàm và lớp", "Phần công khai của `ctct`, chép từ mã nguồn; cách dùng ở [Thư viện Python](../thu-vien.md)."),
        (
            "en",
            "Functions and classes",
            "What `ctct` offers, as its code says; its use: [The Python library](../thu-vien.md).",
        ),
    )
}


def lay_out(folder: Path) -> None:
    """Write all that the site is built from to ``folder``; what was there is taken away."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "docs", folder)
    shutil.copytree(ROOT / "website/static", folder, dirs_exist_ok=True)
    for page in folder.glob("*.md"):
        # An example stands in the gallery, its source beside it; the site itself leads from one English page to another.
        text = _OUT_OF_GUIDE.sub("](trung-bay/vi-du.md)", page.read_text("utf-8")).replace(".en.md", ".md")
        page.write_text(text, "utf-8")
    write_gallery(folder / "trung-bay")
    reference = folder / "tra-cuu"
    reference.mkdir()
    for language, suffix in (("vi", ".md"), ("en", ".en.md")):
        (reference / f"khoa{suffix}").write_text(key_page(language), "utf-8")
        (reference / f"ham{suffix}").write_text(_FUNCTIONS[language], "utf-8")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]))
