"""``ctct nguon``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import drafts_argument, find_drafts, say, with_progress
from ctct.commands.tables import form_of, put, tell_findings
from ctct.language import _, decimal, in_a_document

if TYPE_CHECKING:
    from datetime import date

    from ctct.tracking.coverage import Coverage

FORMS = ("bang", "json", "csv", "xlsx", "docx")


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    cua: str
    it_nhat: float | None
    dang: str | None
    output: str | None
    ca_mat: bool
    force: bool


@click.command("nguon")
@drafts_argument
@click.option("--cua", required=True, metavar="MÃ", help="Văn bản cấp trên, bằng mã trong danh mục văn bản.")
@click.option("--it-nhat", type=click.FloatRange(0, 100), metavar="N", help="Thất bại khi chưa được N phần trăm.")
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi.")
@click.option("--ca-mat", is_flag=True, help="Kể cả dự thảo mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def command(drafts: tuple[str, ...], **asked: Any) -> None:
    """Văn bản cấp trên đòi hỏi gì, việc nào của các chương trình thực hiện, nội dung nào chưa có việc."""
    from ctct.diagnostics import Misuse

    try:
        sys.exit(_run(find_drafts(drafts), Options(**asked)))
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None


def _run(names: list[str], options: Options) -> int:
    """Read the programmes and show what they carry out. Returns the exit code."""
    from ctct.runs.coverage import CoverageReader, superior
    from ctct.tracking.coverage import coverage_of
    from ctct.tracking.views.coverage import share
    from ctct.tracking.wording import highest_secrecy

    above = superior(options.cua, names, secret=options.ca_mat)
    read = CoverageReader(above, options.ca_mat).read_all(names, with_progress)
    if tell_findings([*([above.verdict] if above.verdict else []), *(one.verdict for one in read)], "BPH"):
        say(_("còn lỗi nên chưa đối chiếu: thiếu dự thảo nào thì nội dung của nó thành chưa có việc"), err=True)
        return 1
    for one in read:
        if one.is_secret:
            say(_("«{draft}» là dự thảo mật: không kể ở đây; thật cần thì thêm --ca-mat", draft=one.verdict.draft), err=True)
    coverage = coverage_of(above.name, above.items, (serving for one in read for serving in one.servings))
    secrecy = highest_secrecy([above.secrecy, *(one.secrecy for one in read)])
    form = form_of(options.dang, options.output, FORMS)
    head = _Head(names[0], max(one.signed for one in read), secrecy)
    put(lambda: _made(coverage, form, head), form, options.output, force=options.force)
    if options.it_nhat is not None and round(coverage.share, 1) < options.it_nhat:  # as it is told
        say(
            _("mới được {share}, chưa đến {it_nhat}%", share=share(coverage), it_nhat=decimal(options.it_nhat)),
            err=True,
        )
        return 1
    return 0


class _Head(NamedTuple):
    """What a file says of itself: whose letterhead it has, the day that it is of, the key of its secrecy or ``""``."""

    draft: str
    day: date
    secrecy: str


def _made(coverage: Coverage, form: str, head: _Head) -> bytes:
    from ctct.tracking.views import coverage as views
    from ctct.tracking.views.table import as_csv, as_text, as_workbook

    if form == "json":
        return views.as_json(coverage).encode()
    if form == "docx":
        from ctct.runs.coverage_document import as_document

        return as_document(coverage, head.draft, head.secrecy)
    if form == "bang":
        from ctct.report.text import width_of_screen

        tables = [views.table_of(coverage), *([views.table_without(coverage)] if coverage.without else [])]
        return "\n".join(as_text(table, width_of_screen()) for table in tables).encode()
    with in_a_document():
        table, without = views.table_of(coverage), views.table_without(coverage)
    if form == "csv":
        return as_csv(table._replace(rows=[*table.rows, *(["(chưa ghi nguồn)", "", "", *row] for row in without.rows)]))
    return as_workbook([table, without], head.day)
