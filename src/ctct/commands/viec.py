"""``ctct viec``."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import drafts_argument, find_drafts, progress_unless, refusal, say, told_in_a_line
from ctct.commands.tables import form_of, put, tell_findings, write_file
from ctct.language import N_, _, in_a_document

if TYPE_CHECKING:
    from datetime import date

    from ctct.runs.viewing import Read
    from ctct.tracking.query import Query
    from ctct.tracking.views.view import View

FORMS = ("bang", "json", "csv", "xlsx", "html", "docx", "yaml", "ics", "ma-tran")
_ON_A_SCREEN = ("bang", "ma-tran")
"""The forms that are read on a screen; the others are documents, sheets and data."""
GROUPINGS = ("nguoi", "co-quan", "thang", "hoi-nghi", "trang-thai", "vai")
ROLES = {
    "chi-dao": "phan_cong_chi_dao",
    "chu-tri": "co_quan_chu_tri",
    "phoi-hop": "co_quan_phoi_hop",
    "tham-muu": "co_quan_tham_muu",
}


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    theo: str | None
    nguoi: tuple[str, ...]
    co_quan: tuple[str, ...]
    vai: tuple[str, ...]
    tu: str | None
    den: str | None
    qua_han: bool
    counting: str | None
    ngay: str | None
    dang: str | None
    output: str | None
    nhac: int | None
    vtodo: bool
    ca_mat: bool
    gan_ma: bool
    force: bool
    quiet: bool

    @property
    def is_shown(self) -> bool:
        """Whether the view goes to standard output."""
        return self.output in (None, "-")


@click.command("viec")
@drafts_argument
@click.option("--theo", type=click.Choice(GROUPINGS), help="Xếp việc theo người, cơ quan, tháng, hội nghị, trạng thái, vai.")
@click.option("--nguoi", multiple=True, metavar="MÃ", help="Chỉ việc của người (hoặc nhóm người) này; ghi nhiều lần được.")
@click.option("--co-quan", multiple=True, metavar="MÃ", help="Chỉ việc của cơ quan (hoặc nhóm cơ quan) này.")
@click.option("--vai", multiple=True, type=click.Choice(list(ROLES)), help="Chỉ kể vai này.")
@click.option("--tu", metavar="NGÀY", help="Chỉ việc còn làm từ ngày này, ví dụ «01/5/2021».")
@click.option("--den", metavar="NGÀY", help="Chỉ việc bắt đầu đến hết ngày này.")
@click.option("--qua-han", is_flag=True, help="Chỉ việc đã quá hạn mà chưa xong.")
@click.option("--truc-tiep", "counting", flag_value="NAMED", help="Chỉ kể ai được nêu tên, không qua «nhu».")
@click.option("--mo-nhom", "counting", flag_value="OPENED", help="Kể cả thành viên của nhóm được giao.")
@click.option("--ngay", metavar="NGÀY", help="Tính quá hạn đến ngày này; mặc định hôm nay, với tệp là ngày cuối kỳ.")
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("-o", "--output", metavar="TỆP|THƯ_MỤC", help="Tệp để ghi; thư mục thì mỗi người, cơ quan… một tệp.")
@click.option("--nhac", type=click.IntRange(0, 60), metavar="SỐ", help="Lịch: nhắc trước từng ấy ngày.")
@click.option("--vtodo", is_flag=True, help="Lịch: thời hạn thành việc cần làm (VTODO), không thành sự kiện.")
@click.option("--ca-mat", is_flag=True, help="Kể cả dự thảo mật.")
@click.option("--gan-ma", is_flag=True, help="Ghi mã vào dự thảo cho những việc chưa có, không lập bảng.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
@click.option("-q", "--quiet", is_flag=True, help="Không nêu những ai không đếm được, không nêu tệp đã ghi.")
def command(drafts: tuple[str, ...], **asked: Any) -> None:
    """Ai làm việc gì, khi nào: việc của một hay nhiều chương trình, theo người, cơ quan, tháng, hội nghị."""
    from ctct.diagnostics import Misuse, Rejected
    from ctct.project.writing import OutputRefused

    options = Options(**asked)
    try:
        names = find_drafts(drafts)
        sys.exit(_give_ids(names, options) if options.gan_ma else _run(names, options))
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    except Rejected as rejected:
        raise click.ClickException(refusal(rejected)) from None
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None


def _run(names: list[str], options: Options) -> int:
    """Read the programmes and show their works. Returns the exit code."""
    from ctct.runs.viewing import Reader, left_out
    from ctct.tracking.listing import Kind
    from ctct.tracking.query import check_names, selected
    from ctct.tracking.views.view import View

    query = _query(options)
    read = Reader(options.ca_mat).read_all(names, progress_unless(options.quiet))
    if tell_findings((one.verdict for one in read), *(() if options.quiet else ("VIE01",))):
        _refuse(read)
        return 1
    for line in left_out(read):
        say(line, err=True)
    listings = [one.listing for one in read if one.listing]
    if not listings:
        return 1
    check_names(listings, options.nguoi, Kind.PERSON)
    check_names(listings, options.co_quan, Kind.BODY)
    _write(View(listings, selected(listings, query), query, options.theo), options)
    return 0


def _give_ids(names: list[str], options: Options) -> int:
    """Give ids to the works that have none. Returns the exit code."""
    from ctct.diagnostics import Misuse
    from ctct.runs.naming import give_ids
    from ctct.runs.verdicts import run

    if options.theo or options.dang or options.output:
        raise Misuse(_("--gan-ma chỉ ghi mã vào dự thảo; lập bảng thì chạy lại lệnh, không có --gan-ma"))
    return run(give_ids, names, progress_unless(options.quiet), quiet=options.quiet)


def _query(options: Options) -> Query:
    from ctct.tracking.charges import Counting
    from ctct.tracking.query import Query

    today = _day(options.ngay, "--ngay")
    if today is None and options.is_shown:
        from datetime import date

        today = date.today()
    return Query(
        Counting[options.counting or "LIKE"],
        (*options.nguoi, *options.co_quan),
        tuple(ROLES[role] for role in options.vai),
        _day(options.tu, "--tu"),
        _day(options.den, "--den"),
        options.qua_han,
        today,
    )


def _day(written: str | None, option: str) -> date | None:
    """Return the day that an option names. Raises :class:`Misuse`."""
    from ctct.diagnostics import Misuse
    from ctct.model.values import read_day

    if written is None:
        return None
    try:
        return read_day(written).first
    except ValueError as fault:
        raise Misuse(f"{option}: {fault}") from None


def _refuse(read: list[Read]) -> None:
    """Say that drafts with errors keep all views from being made."""
    failed = [one.verdict.draft for one in read if one.verdict.fails()]
    if len(read) > 1:
        told = N_("{failed} trong {drafts} dự thảo còn lỗi: chưa lập bảng nào, vì sẽ thiếu việc của chúng; sửa rồi chạy lại")
        say(_(told, failed=len(failed), drafts=len(read)), err=True)
    else:
        say(_("dự thảo còn lỗi: chưa lập bảng nào, vì thiếu việc của dự thảo ấy; sửa rồi chạy lại"), err=True)


def _write(view: View, options: Options) -> None:
    """Show a view, or write it to a file or to one for each of its headings."""
    from ctct.project.writing import make_folder
    from ctct.runs.output import is_folder
    from ctct.runs.view_forms import FORMS as MAKERS
    from ctct.tracking.views.view import CalendarOptions

    name = form_of(options.dang, options.output, FORMS)
    form = MAKERS[name]
    calendar = CalendarOptions(options.nhac, options.vtodo)
    if name == "ics" and not options.vtodo:
        _tell_undated(view)
    if options.output is None or not is_folder(options.output):
        put(lambda: form.make(view, calendar), name, options.output, force=options.force, quiet=options.quiet)
        return
    with nullcontext() if name in _ON_A_SCREEN else in_a_document():  # each heading is the title of its document
        parts = [*view.parts()] if view.by else [("viec", view)]
    files = [(part_name, form.make(part, calendar)) for part_name, part in parts]
    target = Path(options.output)
    make_folder(target)
    for part_name, data in files:
        path = target / f"{part_name}{form.suffix}"
        write_file(path, data, force=options.force, quiet=options.quiet)


def _tell_undated(view: View) -> None:
    """Tell how many works no calendar can show."""
    from ctct.tracking.views.calendar import undated

    if count := undated(view):
        say(
            _(
                "{count} việc không có ngày nào để đưa vào lịch (thường xuyên, theo sự kiện, hoặc chưa ghi thời gian)",
                count=count,
            ),
            err=True,
        )
