"""``ctct build``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from ctct.commands.common import drafts_argument, find_drafts, progress_unless, say
from ctct.commands.executors import Machines, machine_options
from ctct.emit.formats import ENGINES, SUFFIXES, Form
from ctct.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctct.runs.build import Build, Built


@click.command("build")
@drafts_argument
@click.option("-o", "--output", metavar="TỆP|THƯ_MỤC", help="Tệp hoặc thư mục để ghi, chưa có thì tạo; «-» là đầu ra chuẩn.")
@click.option("--to", type=click.Choice(list(SUFFIXES)), help="Dạng văn bản; mặc định theo đuôi tệp ở «-o», không có thì docx.")
@click.option("--engine", type=click.Choice(ENGINES), help="Bộ dựng PDF; mặc định typst.")
@click.option("--du-lieu", metavar="TỆP", help="Tệp .csv hoặc .xlsx: mỗi dòng một văn bản, điền vào các chỗ «{{cột}}».")
@click.option("--literal-numbers", is_flag=True, help="Ghi số mục thành chữ thay vì để Word tự đánh số.")
@click.option("--review", "copy", flag_value="review", help="Bản lấy ý kiến: mang bản đồ để «ctct merge» nhận lại chỗ sửa.")
@click.option("--final", "copy", flag_value="final", help="Bản ban hành: không mang bản đồ, dù chưa có số.")
@click.option("--force", is_flag=True, help="Dựng lại cả khi không đổi, ghi đè cả tệp đã bị sửa tay.")
@click.option("--open", "opens", is_flag=True, help="Dựng xong thì mở văn bản bằng chương trình của máy.")
@click.option("--watch", "watches", is_flag=True, help="Dựng lại mỗi khi dự thảo, danh bạ… đổi, đến khi bấm Ctrl-C.")
@machine_options
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in những chỗ sai: không tên tệp đã ghi, không dòng tổng kết.")
def command(output: str | None, to: str | None, engine: str | None, **given: Any) -> None:
    """Dựng tệp Word, PDF, HTML hoặc văn bản thuần từ dự thảo (tệp, thư mục, hoặc «-» là đầu vào chuẩn).

    Văn bản nào mà dự thảo, danh bạ và mọi tệp liên quan không đổi thì để nguyên.
    """
    from ctct.diagnostics import Misuse
    from ctct.runs.build import Build, build_all, kept_builds

    machines = Machines.asked(given)
    machines.refuse(
        {"--watch": given["watches"], "--du-lieu": given["du_lieu"], "«-»": "-" in given["drafts"], "«-o -»": output == "-"}
    )
    to = _kind_of(output, to)
    if engine and to != "pdf":
        raise click.UsageError(_("--engine chỉ dùng với --to pdf"))
    form = Form(to, engine or ENGINES[0], given["literal_numbers"], given["copy"] or "")
    build, names = Build(output, form, given["force"]), find_drafts(given["drafts"])
    _refuse_unfit(given, names, output)
    try:
        if given["du_lieu"]:
            sys.exit(_merge(build, names, given))
        build.prepare(names)
        if given["watches"]:
            sys.exit(_watch(build, given))
        with machines.work() as work:
            # What other machines have built is not known by files of this one.
            kept = kept_builds(build, names, _telling(given)) if machines.executor is None else None
            built = build_all(build, names, kept, progress_unless(given["quiet"]), work)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    sys.exit(_tell(built, given))


def _kind_of(output: str | None, to: str | None) -> str:
    """Return the form asked for, or said by the end of the output's name; ends the command where the two do not agree, or that
    end alone says nothing that can be written: nobody who names ``a.odt`` looks for a Word document in it.
    """
    from ctct.runs.output import is_folder

    ending = os.path.splitext(output)[1] if output and output != "-" and not is_folder(output) else ""
    said = next((kind for kind, suffix in SUFFIXES.items() if suffix == ending.lower()), None)
    if to and said and said != to:
        raise click.UsageError(_("«{output}» không phải tên của tệp «--to {to}»: bỏ một trong hai", output=output, to=to))
    if ending and not said and not to:
        message = _(
            "không ghi được tệp «{ending}»; «-o» là tên tệp {suffixes}, hoặc một thư mục (thêm «/» ở cuối)",
            ending=ending,
            suffixes=", ".join(SUFFIXES.values()),
        )
        raise click.UsageError(message)
    return to or said or "docx"


def _telling(given: dict[str, Any]) -> Callable[[str], None]:
    """Return what tells a person something beside the work, if that was not declined."""
    return lambda words: None if given["quiet"] else say(words, err=True)


def _merge(build: Build, names: list[str], given: dict[str, Any]) -> int:
    """Build a document for each row. Returns the exit code; raises :class:`Misuse`."""
    from ctct.runs.mail_merge import MailMerge
    from ctct.runs.verdicts import run

    job = MailMerge(build, given["du_lieu"])
    job.prepare(names)
    return run(job, names, progress_unless(given["quiet"]), quiet=given["quiet"])


def _refuse_unfit(given: dict[str, Any], names: list[str], output: str | None) -> None:
    """End the command where something is to be opened or watched that cannot be."""
    piped = "-" in names or output == "-"
    if given["watches"] and (piped or given["du_lieu"]):
        raise click.UsageError(_("--watch không dùng được với «-» hay --du-lieu"))
    if given["opens"] and (piped or given["du_lieu"] or len(names) > 1):
        raise click.UsageError(_("--open mở một văn bản; chỉ nêu một dự thảo, ghi ra tệp"))


def _tell(built: list[Built], given: dict[str, Any]) -> int:
    """Tell of all that was built. Returns the exit code."""
    from ctct.runs.verdicts import tell

    code = tell([one.verdict for one in built], quiet=given["quiet"])
    missing = sum(one.verdict.fails() for one in built)
    if missing and len(built) > 1 and not given["quiet"]:
        say(
            _(
                "{made} trong {count} dự thảo có văn bản; {missing} dự thảo còn lỗi",
                made=len(built) - missing,
                count=len(built),
                missing=missing,
            ),
            err=True,
        )
    if given["opens"]:
        _open(built)
    return code


def _watch(build: Build, given: dict[str, Any]) -> int:
    """Build whatever changes until a person has had enough. Returns the exit code."""
    from ctct.diagnostics import Misuse
    from ctct.project.drafts import find_drafts as search
    from ctct.runs.build import kept_builds
    from ctct.runs.verdicts import tell
    from ctct.watch.rebuilding import Rebuilding
    from ctct.watch.stopping import stop_event

    opened: list[Built] = []

    def told(built: list[Built]) -> None:
        tell([one.verdict for one in built], quiet=given["quiet"])
        sys.stdout.flush()
        if given["opens"] and not opened:
            opened.extend(one for one in built if one.target)
            _open(opened)

    def found() -> list[str]:
        try:
            names = search(given["drafts"])
            build.prepare(names)
        except Misuse:  # what was begun with goes on
            return []
        return names

    stop = stop_event()
    say(_("đang theo dõi; dừng: Ctrl-C"), err=True)
    Rebuilding(build, found, told).follow(kept_builds(build, (), _telling(given)), stop)
    say(_("đã dừng"), err=True)
    return 0


def _open(built: list[Built]) -> None:
    """Show documents in the program that the system has for them."""
    for target in [one.target for one in built if one.target]:
        try:
            failed = click.launch(os.path.abspath(target))
        except OSError:
            failed = 1
        if failed:
            say(_("không mở được «{target}»: máy không có chương trình cho tệp này", target=target), err=True)
