"""``ctct check``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import find_drafts, progress_unless, told_in_a_line
from ctct.commands.completion import complete_codes
from ctct.commands.executors import Machines, machine_options
from ctct.language import _
from ctct.report import FORMATS

if TYPE_CHECKING:
    from ctct.report import Verdict
    from ctct.runs.cache import Checked
    from ctct.runs.changed import Changed
    from ctct.runs.check import Check


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    drafts: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    strict: bool
    form: str
    output: str | None
    changed: str | None
    affected: bool
    fix: bool
    diff: bool
    cache: bool
    du_lieu: str | None
    quiet: bool
    statistics: bool
    machines: Machines


@click.command("check")
@click.argument("drafts", nargs=-1, metavar="DỰ_THẢO…", type=click.Path(allow_dash=True, readable=False))
@click.option(
    "--select",
    multiple=True,
    metavar="MÃ,…",
    help="Chỉ áp dụng quy tắc có mã, hoặc phần đầu của mã, được nêu.",
    shell_complete=complete_codes,
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="MÃ,…",
    help="Không áp dụng quy tắc có mã, hoặc phần đầu của mã, được nêu.",
    shell_complete=complete_codes,
)
@click.option("--strict", is_flag=True, help="Cảnh báo cũng làm lệnh thất bại.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Dạng kết quả.")
@click.option("--statistics", is_flag=True, help="Thay cho từng chỗ, in số chỗ của mỗi mã.")
@click.option("-q", "--quiet", is_flag=True, help="Chỉ in những chỗ tìm thấy: không dòng tổng kết, không có gì thì im lặng.")
@click.option("-o", "--output", metavar="TỆP", help="Ghi kết quả vào tệp.")
@click.option(
    "--changed", is_flag=False, flag_value="", metavar="[BASE]", help="Chỉ dự thảo mà git nói là khác với BASE; mặc định HEAD."
)
@click.option("--affected", is_flag=True, help="Các tệp nêu là tệp đã thay đổi: chỉ dự thảo trong đó hoặc dựa vào đó.")
@click.option("--fix", is_flag=True, help="Sửa trong dự thảo những chỗ sửa được chắc chắn.")
@click.option("--diff", is_flag=True, help="Chỉ in ra những chỗ sẽ sửa, không ghi gì.")
@click.option("--cache/--no-cache", default=True, help="Dùng lại kết quả của dự thảo không đổi.")
@click.option("--du-lieu", metavar="TỆP", help="Tệp .csv hoặc .xlsx sẽ điền vào các chỗ «{{cột}}» của dự thảo.")
@machine_options
def command(**asked: Any) -> None:
    """Tìm mọi lỗi trong dự thảo (tệp, thư mục, hoặc «-» là đầu vào chuẩn); không ghi gì nếu không có --fix."""
    from ctct.diagnostics import Misuse
    from ctct.project.writing import OutputRefused

    machines = Machines.asked(asked)
    try:
        code = _run(Options(**asked, machines=machines))
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    sys.exit(code)


def _run(options: Options) -> int:
    from datetime import date

    from ctct.diagnostics import Misuse
    from ctct.runs.check import Check

    if options.statistics and options.form not in ("text", "concise"):
        raise Misuse(_("--statistics in một bảng cho người đọc, không có dạng «{form}»", form=options.form))

    standing = {"--fix": options.fix, "--diff": options.diff, "--du-lieu": options.du_lieu, "«-»": "-" in options.drafts}
    options.machines.refuse(standing)
    check = Check(_codes(options.select), _codes(options.ignore), date.today().isoformat(), options.du_lieu or "")
    names, changed = _asked_for(options)
    if options.fix or options.diff:
        return _fix(options, check, names, changed)
    from ctct.runs.cache import Cache
    from ctct.runs.check import check_all

    cache = Cache.of_this_user(check.asked, check.today) if options.cache and not options.du_lieu else None
    with options.machines.work() as work:
        drafts = changed.first_look(names) if changed else names
        checked = check_all(check, drafts, cache, progress_unless(options.quiet), work)
    return _report(options, [one for one in checked if changed is None or changed.touches(one)])


def _codes(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for several in written for code in several.split(",") if code.strip())


def _asked_for(options: Options) -> tuple[list[str], Changed | None]:
    """Return the drafts to look at, and what changed if only drafts that a change touches are wanted."""
    if options.affected:
        from ctct.project.drafts import drafts_in
        from ctct.runs.changed import Changed

        return drafts_in("."), Changed.of(options.drafts)
    if options.changed is None:
        if not options.drafts:
            raise click.UsageError(_("thiếu DỰ_THẢO: nêu dự thảo, thư mục, hoặc «-»; cả thư mục này thì ghi «.»"))
        return find_drafts(options.drafts), None
    from ctct.runs.changed import since
    from ctct.runs.git import is_commit

    base, drafts = options.changed, options.drafts
    if base and os.path.exists(base) and not is_commit(base):  # «--changed du-thao/»: no commit, a folder
        base, drafts = "", (base, *drafts)
    # All of the folder is looked through: which of it has changed is asked afterwards.
    return find_drafts(drafts or (".",)), since(base or None)


def _report(options: Options, checked: list[Checked]) -> int:
    from ctct.runs.waivers import with_unneeded_waivers

    return _write(options, with_unneeded_waivers([one.verdict for one in checked]))


def _write(options: Options, verdicts: tuple[Verdict, ...]) -> int:
    """Write the verdicts in the form asked for. Returns the exit code."""
    from importlib import import_module

    from ctct.report import Report
    from ctct.report.text import coloured

    report = Report(verdicts, options.strict, options.output is None and coloured(sys.stdout), options.quiet)
    written: str = import_module(f"ctct.report.{'statistics' if options.statistics else options.form}").write(report)
    if options.output is None:
        print(written, end="")
    else:
        from ctct.project.writing import write_whole

        write_whole(Path(options.output), written.encode("utf-8", "backslashreplace"), force=True)
    if options.form == "github" and (page := os.environ.get("GITHUB_STEP_SUMMARY")):
        from ctct.project.writing import append
        from ctct.report.github import step_summary

        append(page, step_summary(report))
    return 1 if report.fails else 0


def _fix(options: Options, check: Check, names: list[str], changed: Changed | None) -> int:
    """Fix the drafts, or show how they would be. Returns the exit code."""
    from ctct.diagnostics import Misuse
    from ctct.runs.fixing import Fix
    from ctct.runs.pool import run_jobs
    from ctct.runs.verdicts import lost
    from ctct.runs.waivers import with_unneeded_waivers

    check.prepare()
    if "-" in names and not options.diff:
        raise Misuse(_("--fix sửa ngay trong tệp, nên không dùng được với «-»; dùng --diff"))
    names = names if changed is None else changed.among(names)
    verdicts = list(progress_unless(options.quiet)(run_jobs(Fix(check, writes=not options.diff), names, lost), len(names)))
    if options.diff:
        return _show_changes(verdicts)
    for line in [verdict.done for verdict in verdicts if verdict.done and not options.quiet]:
        print(line, file=sys.stdout if options.form == "text" and options.output is None else sys.stderr)
    return _write(options, with_unneeded_waivers(verdicts))


def _show_changes(verdicts: list[Verdict]) -> int:
    """Print what would be fixed, on standard error what could not be looked at. Returns the exit code."""
    from ctct.report import Report
    from ctct.report.text import coloured, write

    changes = [verdict.done for verdict in verdicts if verdict.done]
    unread = tuple(verdict for verdict in verdicts if verdict.findings)
    print("".join(changes), end="")
    if unread:
        print(write(Report(unread, colour=coloured(sys.stderr))), end="", file=sys.stderr)
    return 1 if changes or unread else 0
