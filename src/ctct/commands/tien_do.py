"""``ctct tien-do``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import draft_argument, refusal, say, told_in_a_line
from ctct.commands.tables import form_of, put, tell_faults, write_file
from ctct.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctct.outcome import Outcome
    from ctct.tracking.follow_up import FollowUp, Tracked

_MOST_NAMED = 10
"""How many works a line names."""
FORMS = ("bang", "json", "xlsx", "html", "docx")


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    draft: str
    ngay: str | None
    dang: str | None
    co_quan: str | None
    tu: tuple[str, ...]
    thu: bool
    bao_cao: bool
    phan_a: bool
    output: str | None
    ca_mat: bool
    force: bool

    @property
    def form(self) -> str:
        """The form: as asked for, or as the name of the output ends."""
        return form_of(self.dang, self.output, FORMS)


@click.command("tien-do")
@draft_argument
@click.option("--ngay", metavar="NGÀY", help="Chốt số liệu ngày này; mặc định theo tệp tiến độ, không có thì ngày cuối kỳ.")
@click.option("--dang", type=click.Choice(FORMS), help="Dạng; mặc định theo đuôi tệp ở «-o», không có thì bảng.")
@click.option("--co-quan", metavar="MÃ", help="Với xlsx: chỉ bảng của cơ quan này; -o là thư mục thì mỗi cơ quan một bảng.")
@click.option("--tu", multiple=True, metavar="BẢNG.XLSX", help="Nhận bảng các cơ quan gửi về; ghi nhiều lần được.")
@click.option("--thu", is_flag=True, help="Với --tu: chỉ cho xem sẽ sửa gì, không ghi.")
@click.option("--bao-cao", is_flag=True, help="Viết dự thảo báo cáo kết quả thực hiện chương trình.")
@click.option("--phan-a", is_flag=True, help="In phần kết quả để mở đầu chương trình kỳ sau.")
@click.option("-o", "--output", metavar="TỆP|THƯ_MỤC", help="Tệp để ghi.")
@click.option("--ca-mat", is_flag=True, help="Cả dự thảo mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def command(**asked: Any) -> None:
    """Chương trình làm đến đâu: số liệu, việc quá hạn; gửi bảng theo dõi, nhận bảng về."""
    from ctct.diagnostics import Misuse, Rejected
    from ctct.project.writing import OutputRefused

    options = Options(**asked)
    try:
        sys.exit(_run(options))
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    except Rejected as rejected:
        raise click.ClickException(refusal(rejected)) from None
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None


def _run(options: Options) -> int:
    """Read the programme and do what is asked. Returns the exit code."""
    from ctct.diagnostics import Misuse
    from ctct.runs.following import follow

    if options.draft == "-" and (options.tu or (options.bao_cao and options.output is None)):
        raise Misuse(_("dự thảo ở đầu vào chuẩn thì không có tệp tiến độ bên cạnh để ghi; nêu tên tệp, hoặc thêm «-o»"))
    asked = _day(options.ngay)
    followed, outcome = follow(options.draft, asked)
    if followed is None:
        _tell(outcome)
        return 1
    if followed.programme.draft.do_mat and not options.ca_mat:
        say(
            _("«{draft}» là dự thảo mật: không lập bảng, không ghi tệp; thật cần thì thêm --ca-mat", draft=options.draft),
            err=True,
        )
        return 1
    if options.tu:
        return _take(options, followed, outcome, asked)
    _tell_done_later(followed)
    if options.bao_cao:
        return _report(options, followed, outcome)
    if not options.phan_a and options.form == "xlsx":
        _send(options, followed)
    else:
        put(
            lambda: _made(followed, outcome, options),
            "bang" if options.phan_a else options.form,
            options.output,
            force=options.force,
        )
    _tell_untracked(options.draft, len(followed.without_key))
    return 0


def _tell_done_later(followed: FollowUp) -> None:
    """Tell how many works are done by now and were not yet so on the day of the figures."""
    from ctct.tracking.wording import day

    if after := followed.done_after:
        told = _(
            "{count} việc xong sau ngày chốt số liệu {day} nên ở đây kể là đang làm; chốt ngày khác bằng «--ngay»",
            count=after,
            day=day(followed.cut_off.day),
        )
        say(told, err=True)


def _tell_untracked(draft: str, count: int) -> None:
    told = _("{count} việc chưa có mã nên chưa theo dõi được; gán bằng «ctct viec --gan-ma {draft}»", count=count, draft=draft)
    if count:
        say(told, err=True)


def _day(written: str | None) -> date | None:
    """Return the day that ``--ngay`` names. Raises :class:`Misuse`."""
    from ctct.diagnostics import Misuse
    from ctct.model.progress import recent_day

    try:
        return recent_day(written) if written else None
    except ValueError as fault:
        raise Misuse(f"--ngay: {fault}") from None


def _tell(outcome: Outcome) -> None:
    """Tell on standard error what is wrong with a programme or its progress."""
    from ctct.report.text import as_text

    click.echo(as_text(outcome.findings, outcome.gathered.files, outcome.gathered.name), err=True)


def _report(options: Options, followed: FollowUp, outcome: Outcome) -> int:
    """Write the draft of the report beside its programme, or where it is asked for. Returns the exit code."""
    from ctct.commands.common import write_text
    from ctct.diagnostics import Misuse
    from ctct.runs.reporting import report_text

    if not followed.tracked and not followed.unplanned:
        raise Misuse(_("«{draft}» không có việc nào được giao cho ai, nên chưa có gì để báo cáo", draft=options.draft))
    target = options.output or f"{Path(options.draft).with_suffix('')}.bao-cao.yaml"
    write_text(target, report_text(followed, outcome, target), force=options.force, chosen=options.output is not None)
    if target != "-":
        say(_("xem lại bằng: ctct check {target}", target=target))
    return 0


def _send(options: Options, followed: FollowUp) -> None:
    """Write the sheet of one body or of all works, or into a folder that of each body. Raises :class:`Misuse`."""
    from ctct.diagnostics import Misuse, nearest
    from ctct.project.writing import make_folder
    from ctct.runs.output import is_folder
    from ctct.tracking.answer_sheets import answer_sheet, bodies_reporting

    bodies, body = bodies_reporting(followed), options.co_quan
    if body is not None and body not in bodies:
        raise Misuse(
            _(
                "--co-quan: không có việc nào của «{body}»; {hint}",
                body=body,
                hint=nearest(body, bodies) or _("xem các mã ở danh bạ"),
            )
        )
    target = options.output
    if target is None or target == "-":
        raise Misuse(_("bảng xlsx không in ra màn hình được; thêm «-o TỆP» hoặc «-o THƯ-MỤC»"))
    if not is_folder(target):
        put(
            lambda: answer_sheet(followed, bodies[body] if body else followed.tracked, body),
            "xlsx",
            target,
            force=options.force,
        )
        return
    if not body:
        _tell_unsent(followed, bodies)
    sheets = {name: answer_sheet(followed, bodies[name], name) for name in ([body] if body else bodies)}
    make_folder(Path(target))
    for name, data in sheets.items():
        write_file(Path(target) / f"{name}.xlsx", data, force=options.force)


def _tell_unsent(followed: FollowUp, bodies: Mapping[str, Sequence[Tracked]]) -> None:
    """Tell which works stand in no sheet, since no body of the danh bạ is to report on them."""
    sent = {one.work.at for works in bodies.values() for one in works}
    if left := [one.work for one in followed.tracked if one.work.at not in sent]:
        named = ", ".join(work.key or work.number for work in left[:_MOST_NAMED]) + (", …" if len(left) > _MOST_NAMED else "")
        say(
            _("{count} việc không ở bảng nào, vì chưa giao cơ quan nào trong danh bạ: {named}", count=len(left), named=named),
            err=True,
        )


def _made(followed: FollowUp, outcome: Outcome, options: Options) -> bytes:
    from ctct.report.text import width_of_screen
    from ctct.tracking import progress_text

    if options.phan_a or options.form in ("docx", "html"):
        return _reported(followed, outcome, options)
    if options.form == "json":
        return progress_text.as_json(followed).encode()
    return progress_text.as_text(followed, width_of_screen()).encode()


def _reported(followed: FollowUp, outcome: Outcome, options: Options) -> bytes:
    """Return the words of part A, or the report as a document."""
    from ctct.emit.formats import Form
    from ctct.runs.reporting import built_report, next_period
    from ctct.tracking.results import results_of

    if options.phan_a:
        return "".join(f"{paragraph}\n" for paragraph in results_of(followed, next_period(followed))).encode()
    return built_report(followed, outcome, Form(options.form))


def _take(options: Options, followed: FollowUp, outcome: Outcome, asked: date | None) -> int:
    """Write what sheets that came back say, or show it; nothing where anything is wrong with one. Returns the exit code."""
    from ctct.drafting.fix import diff
    from ctct.project.writing import write_whole
    from ctct.runs.following import read_sheets, written_progress
    from ctct.tracking.answers import changes_told

    taken = read_sheets(options.tu, followed)
    if taken.faults:
        tell_faults(taken.faults)
        say(_("{count} lỗi: chưa ghi gì", count=len(taken.faults)), err=True)
        return 1
    tell_faults(taken.left)
    if not taken.answers:
        say(_("các bảng không có gì mới"))
        return 0
    path, before, after = written_progress(options.draft, taken.answers, asked)
    if options.thu:
        for line in diff(path.name, before or b"", after).splitlines():
            say(line)
        return 0
    for line in changes_told(taken.answers, followed):
        say(line)
    write_whole(path, after, force=True, within=outcome.gathered.root)
    say(_("đã ghi {file}: {count} việc", file=path.name, count=len(taken.answers)))
    return 0
