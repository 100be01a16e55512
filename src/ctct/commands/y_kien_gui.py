"""``ctct y-kien gui``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import draft_argument, refusal, say, told_in_a_line
from ctct.language import N_, _

if TYPE_CHECKING:
    from ctct.outcome import Outcome
    from ctct.resolve.bodies import Bodies

COPY, TABLE = ".lay-y-kien", ".bang-gop-y"
"""What follows the name of a draft in that of the copy and of the empty table that are sent."""


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    output: str | None
    moi_co_quan: bool
    bang: str | None
    ca_mat: bool
    force: bool


@click.command("gui")
@draft_argument
@click.option("-o", "--output", metavar="THƯ_MỤC", help="Thư mục để ghi; mặc định cạnh dự thảo.")
@click.option("--moi-co-quan", is_flag=True, help="Mỗi cơ quan một bản, tên tệp có mã cơ quan.")
@click.option("--bang", type=click.Choice(("docx", "xlsx")), help="Kèm bảng góp ý trống, mỗi mục một dòng.")
@click.option("--ca-mat", is_flag=True, help="Cả khi dự thảo có độ mật.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp đã bị sửa tay.")
def gui(draft: str, **given: Any) -> None:
    """Dựng bản Word gửi đi lấy ý kiến, mang bản đồ để nhận lại ý kiến đúng chỗ; nêu những nơi được gửi."""
    from ctct.commands.y_kien_bang import refuse_secret
    from ctct.commands.y_kien_nhan import draft_now
    from ctct.diagnostics import Rejected
    from ctct.resolve.bodies import Bodies
    from ctct.tracking.opinions.answers import asked_of

    options = Options(**given)
    folder = _folder(options.output, draft)
    outcome = draft_now(draft).outcome
    refuse_secret(outcome, asked=options.ca_mat)
    assert outcome.draft is not None
    bodies = Bodies(outcome.gathered.directory, outcome.draft.ngay.span)
    asked = asked_of(outcome.draft, outcome.gathered.directory)
    if options.moi_co_quan and not asked:
        raise click.UsageError(_("dự thảo chưa ghi gửi những đâu: thêm «lay_y_kien: {gui: [mã, …], han: …}»"))
    stem = Path(draft).stem
    names = [f"{stem}.{bodies.file_name(one)}.docx" for one in asked] if options.moi_co_quan else [f"{stem}{COPY}.docx"]
    files = dict.fromkeys(names, _copy(outcome))
    if options.bang:
        try:
            files[f"{stem}{TABLE}.{options.bang}"] = _table(outcome, options.bang)
        except Rejected as rejected:
            raise click.ClickException(refusal(rejected)) from None
    _write(files, folder, force=options.force)
    _tell(outcome, asked, bodies)


def _folder(output: str | None, draft: str) -> Path:
    """Return where the files go: a folder, since there are several and each has its name."""
    from ctct.runs.output import is_folder

    if output and not is_folder(output):
        told = N_("-o là thư mục, mà «{output}» có đuôi của một tệp; tên tệp thì ctct tự đặt theo dự thảo")
        raise click.UsageError(_(told, output=output))
    return Path(output) if output else Path(draft).parent


def _copy(outcome: Outcome) -> bytes:
    from ctct.emit.formats import Form
    from ctct.pipeline import compile_to

    return compile_to(outcome, Form("docx", copy="review"))[0]


def _table(outcome: Outcome, form: str) -> bytes:
    from ctct.tracking.opinions.document import compiled, report_on
    from ctct.tracking.opinions.form import as_workbook, with_form

    if form == "docx":
        return compiled(with_form(report_on(outcome), outcome), outcome, form)
    return as_workbook(outcome)


def _write(files: dict[str, bytes], folder: Path, *, force: bool) -> None:
    """Write the files, all of them or none that a person has changed."""
    from ctct.project.writing import OutputRefused, check_writable, make_folder, write_whole

    try:
        make_folder(folder)
        for name, data in files.items():
            check_writable(folder / name, data, force=force)
        for name, data in files.items():
            write_whole(folder / name, data, force=force)
            say(_("đã ghi {folder}", folder=folder / name))
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None


def _tell(outcome: Outcome, asked: tuple[str, ...], bodies: Bodies) -> None:
    """Say who is to get the copies, and until when they may answer."""
    assert outcome.draft is not None
    if not asked:
        say(_("dự thảo chưa ghi gửi những đâu: thêm «lay_y_kien: {gui: [mã, …], han: …}» để theo dõi ai chưa trả lời"))
        return
    until = outcome.draft.lay_y_kien.han if outcome.draft.lay_y_kien else None
    say(_("gửi {count} nơi{until}:", count=len(asked), until=_(", hạn trả lời {until}", until=until) if until else ""))
    for one in asked:
        words = bodies.words(one)
        say(f"  - {words}" + (f" ({one})" if words != one else ""))
