"""``ctct docs``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from ctct.language import ENGLISH, SOURCE, _, spoken

_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK = re.compile(r'href="([\w.-]+)\.md')
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title><style>
body {{ font: 17px/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
pre {{ overflow-x: auto; background: #8882; padding: .7rem }} img {{ max-width: 100% }} :root {{ color-scheme: light dark }}
table {{ border-collapse: collapse }} td, th {{ border: 1px solid #8888; padding: .2rem .5rem; vertical-align: top }}
</style></head><body>{body}</body></html>
"""


@click.command("docs")
@click.argument("page", required=False, metavar="[TRANG]")
@click.option("--open", "opens", is_flag=True, help="Mở trong trình duyệt (trang đầu là huong-dan).")
def command(page: str | None, opens: bool) -> None:
    """Hướng dẫn đi kèm ctct: liệt kê các trang, in một trang, hoặc mở trong trình duyệt; không cần mạng."""
    from ctct.source.shipped import shipped

    pages = _pages(shipped("docs"))
    if page is not None and (page := page.removesuffix(".md")) not in pages:
        from ctct.diagnostics import nearest

        raise click.BadParameter(
            _("không có trang «{page}»; {hint}", page=page, hint=nearest(page, pages) or _("xem «ctct docs»")),
            param_hint=_("TRANG"),
        )
    if opens:
        click.launch(_rendered(pages[page or "huong-dan"]).as_uri())
    elif page is None:
        for name, path in pages.items():
            click.echo(f"{name:<22} {_title_of(path.read_text('utf-8'))}")
    else:
        click.echo(pages[page].read_text("utf-8"), nl=False)


def _pages(folder: Path) -> dict[str, Path]:
    """Return the pages by name, each in the language that is spoken."""
    pages = {path.stem: path for path in sorted(folder.glob("*.md"))}
    english = {name: pages.pop(name) for name in [*pages] if name.endswith(f".{ENGLISH}")}
    return {name: english.get(f"{name}.{spoken()}", path) for name, path in pages.items()}


def _title_of(text: str) -> str:
    found = _TITLE.search(text)
    return found[1] if found else ""


def _rendered(asked: Path) -> Path:
    """Write all pages of both languages, which lead to each other, as HTML where this user's programs keep what can be made
    again; return the page that was asked for.
    """
    from markdown_it import MarkdownIt

    from ctct.project.folders import cache_folder
    from ctct.project.writing import make_folder, write_whole

    folder, html = cache_folder() / "docs", MarkdownIt("commonmark").enable("table")
    make_folder(folder)
    for path in asked.parent.glob("*.md"):
        text = path.read_text("utf-8").removeprefix("\ufeff")
        body = _LINK.sub(r'href="\1.html', html.render(text)).replace('src="anh/', f'src="{path.parent.as_uri()}/anh/')
        language = path.stem.partition(".")[2] or SOURCE
        page = _PAGE.format(language=language, title=_title_of(text), body=body)
        write_whole(folder / f"{path.stem}.html", page.encode(), force=True)
    return folder / f"{asked.stem}.html"
