"""``ctct van-ban``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import find_drafts, say, with_progress, write_text
from ctct.commands.tables import form_of, put, tell_faults, tell_findings
from ctct.language import _, in_a_document

if TYPE_CHECKING:
    from ctct.runs.citing import Citing
    from ctct.tracking.citing import CitedDocument

FORMS = ("bang", "json", "csv", "xlsx")


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    thieu: bool
    tu: str | None
    ngay: str | None
    dang: str | None
    output: str | None
    ca_mat: bool
    force: bool


@click.command("van-ban")
@click.argument("drafts", nargs=-1, metavar="DỰ_THẢO…", type=click.Path(allow_dash=True, readable=False))
@click.option("--thieu", is_flag=True, help="Soạn sẵn những dòng mà danh mục văn bản còn thiếu, từ lời văn của dự thảo.")
@click.option("--tu", metavar="TỆP", help="Soạn sẵn những dòng ấy từ bảng xuất ở cơ sở dữ liệu văn bản (.csv, .xlsx).")
@click.option("--ngay", metavar="NGÀY", help="Với --tu: ngày tra cứu, khi bảng không có cột «Ngày tra cứu».")
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi.")
@click.option("--ca-mat", is_flag=True, help="Kể cả dự thảo mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def command(drafts: tuple[str, ...], **asked: Any) -> None:
    """Các văn bản được viện dẫn: ở đâu, mấy lần, còn hiệu lực không. Không nêu DỰ_THẢO thì là mọi dự thảo của thư mục này."""
    options = Options(**asked)
    sys.exit(_import(drafts, options) if options.tu else _list(drafts, options))


def _list(drafts: tuple[str, ...], options: Options) -> int:
    """List what drafts cite, or propose what the register lacks of it. Returns the exit code."""
    from ctct.runs.citing import CitingReader, proposed_text
    from ctct.tracking.citing import documents_cited

    read = CitingReader(options.ca_mat).read_all(find_drafts(drafts or (".",)), with_progress)
    failed = tell_findings(one.verdict for one in read)
    for one in read:
        if one.is_secret:
            say(_("«{draft}» là dự thảo mật: không kể ở đây; thật cần thì thêm --ca-mat", draft=one.verdict.draft), err=True)
    if all(one.is_secret for one in read):
        return 1  # as «viec»: there is nothing to show
    documents = documents_cited(use for one in read for use in one.uses)
    if options.thieu:
        proposed = proposed_text(documents, {name for one in read for name in one.known})
        _put_entries(proposed or "# mọi văn bản được viện dẫn đều có trong danh mục\n", options)
    else:
        form = form_of(options.dang, options.output, FORMS)
        put(lambda: _made(read, documents, form), form, options.output, force=options.force)
    return 1 if failed else 0


def _import(drafts: tuple[str, ...], options: Options) -> int:
    """Propose entries for the documents of a list; nothing where a row of it is wrong. Returns the exit code."""
    from ctct.runs.citing import imported

    if drafts or options.thieu or options.dang:
        raise click.UsageError(_("--tu chỉ soạn những dòng của danh mục từ một bảng: bỏ DỰ_THẢO, --thieu, --dang"))
    taken = imported(str(options.tu), _day(options.ngay))
    tell_faults(taken.faults)
    if taken.faults:
        say(_("{count} lỗi: chưa soạn gì", count=len(taken.faults)), err=True)
        return 1
    for note in taken.notes:
        say(note, err=True)
    _put_entries(taken.text or "# mọi văn bản của bảng đều có trong danh mục\n", options)
    return 0


def _day(written: str | None) -> str | None:
    """Return the day that ``--ngay`` names, as a register has it."""
    from ctct.model.values import read_day

    try:
        if written:
            read_day(written)
    except ValueError as fault:
        raise click.UsageError(f"--ngay: {fault}") from None
    return written


def _put_entries(text: str, options: Options) -> None:
    """Write entries to a new file, or show them: a register is never written over."""
    write_text(options.output or "-", text, force=options.force)


def _made(read: Sequence[Citing], documents: list[CitedDocument], form: str) -> bytes:
    from ctct.tracking.views.citations import as_json, table_of
    from ctct.tracking.views.table import as_csv, as_text, as_workbook

    if form == "json":
        return as_json(documents).encode()
    if form == "bang":
        from ctct.report.text import width_of_screen

        return as_text(table_of(documents), width_of_screen()).encode()
    with in_a_document():
        table = table_of(documents)
    return as_csv(table) if form == "csv" else as_workbook([table], max(one.signed for one in read))
