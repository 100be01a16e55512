"""``ctct van-ban``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import find_drafts, say, with_progress
from ctct.commands.tables import form_of, put, tell_findings, width_of_screen

if TYPE_CHECKING:
    from ctct.runs.citing import Citing
    from ctct.tracking.citing import CitedDocument

FORMS = ("bang", "json", "csv", "xlsx")


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    thieu: bool
    dang: str | None
    output: str | None
    ca_mat: bool
    force: bool


@click.command("van-ban")
@click.argument("drafts", nargs=-1, metavar="DRAFT…", type=click.Path(allow_dash=True, readable=False))
@click.option("--thieu", is_flag=True, help="Soạn sẵn những dòng mà danh mục văn bản còn thiếu, từ lời văn của dự thảo.")
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("-o", "--output", metavar="FILE", help="Tệp để ghi.")
@click.option("--ca-mat", is_flag=True, help="Kể cả dự thảo mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def command(drafts: tuple[str, ...], **asked: Any) -> None:
    """Các văn bản được viện dẫn: ở đâu, mấy lần, còn hiệu lực không. Không nêu DRAFT thì là mọi dự thảo của thư mục này."""
    from ctct.runs.citing import CitingReader
    from ctct.tracking.citing import documents_cited

    options = Options(**asked)
    read = CitingReader(options.ca_mat).read_all(find_drafts(drafts or (".",)), with_progress)
    failed = tell_findings(one.verdict for one in read)
    for one in read:
        if one.is_secret:
            say(f"«{one.verdict.draft}» là dự thảo mật: không kể ở đây; thật cần thì thêm --ca-mat", err=True)
    documents = documents_cited(use for one in read for use in one.uses)
    form = "yaml" if options.thieu else form_of(options.dang, options.output, FORMS)
    put(lambda: _made(read, documents, form), form, options.output, force=options.force)
    sys.exit(1 if failed else 0)


def _missing(read: Sequence[Citing], documents: Sequence[CitedDocument]) -> bytes:
    from ctct.runs.citing import proposed_text

    known = {name for one in read for name in one.known}
    return (proposed_text(documents, known) or "# mọi văn bản được viện dẫn đều có trong danh mục\n").encode()


def _made(read: Sequence[Citing], documents: list[CitedDocument], form: str) -> bytes:
    from ctct.tracking.views.citations import as_json, table_of
    from ctct.tracking.views.table import as_csv, as_text, as_workbook

    if form == "yaml":
        return _missing(read, documents)
    if form == "json":
        return as_json(documents).encode()
    table = table_of(documents)
    if form == "csv":
        return as_csv(table)
    if form == "xlsx":
        return as_workbook([table], max(*(one.signed for one in read), date(2000, 1, 1)))
    return as_text(table, width_of_screen()).encode()
