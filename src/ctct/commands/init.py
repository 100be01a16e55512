"""``ctct init``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.asking import can_ask, choose, named, stop
from ctct.commands.common import say, told_in_a_line
from ctct.commands.completion import complete_layouts, complete_types
from ctct.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctct.drafting.scaffold import Wanted

SERVICES = {"khong": N_("không"), "github": "GitHub Actions", "gitlab": "GitLab CI"}
LAYOUTS = {
    "dang": N_("văn bản của Đảng"),
    "nha-nuoc": N_("văn bản hành chính của Nhà nước"),
    "van-ban-quy-pham": N_("văn bản quy phạm pháp luật"),
}


_PLAIN_NAME = re.compile(r"[\w./\\:@%+=,-]*").fullmatch
_QUOTED_NAME = re.compile(r"[^\"$`!\n]*").fullmatch


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    folder: str
    co_quan: str | None
    the_thuc: str | None
    dia_danh: str | None
    loai: str | None
    ci: str | None
    force: bool


@click.command("init")
@click.argument("folder", default=".", metavar="[THƯ_MỤC]", type=click.Path())
@click.option("--co-quan", metavar="TÊN", help="Cơ quan ban hành văn bản.")
@click.option(
    "--the-thuc",
    metavar="THỂ_THỨC",
    is_eager=True,  # which types there are depends on it
    shell_complete=complete_layouts,
    help="Thể thức; mặc định đoán theo tên cơ quan.",
)
@click.option("--dia-danh", metavar="TÊN", help="Nơi ban hành; mặc định đoán theo tên cơ quan.")
@click.option(
    "--loai", metavar="LOẠI", shell_complete=complete_types, help="Tên loại của dự thảo đầu tiên; mặc định chương trình."
)
@click.option("--ci", type=click.Choice(list(SERVICES)), help="Nơi tự kiểm tra mỗi lần đẩy lên; mặc định không.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có mà không hỏi.")
def command(**asked: Any) -> None:
    """Lập kho dự thảo trong THƯ_MỤC (mặc định: thư mục này): thiết lập, danh bạ, dự thảo đầu tiên, mọi thứ cho git và VS Code.

    Có người ngồi máy thì hỏi những gì chưa nêu; tệp đã có không bị ghi đè nếu chưa hỏi. Ghi đủ cả, hoặc không ghi gì.
    """
    from ctct.drafting.repository import first_draft, repository_files
    from ctct.project.writing import OutputRefused
    from ctct.project.writing_many import write_all

    options = Options(**asked)
    folder = Path(options.folder)
    wanted = _wanted(options)
    ci = options.ci or _service_of(folder)
    whole = repository_files(wanted, None if ci == "khong" else ci)
    files = _not_in_the_way(folder, whole, options.force)
    try:
        write_all(folder, files)
    except OutputRefused as refused:
        raise click.ClickException(_("{refused}; chưa ghi gì", refused=told_in_a_line(refused))) from None
    _tell_written(folder, files, whole)
    _tell_git(folder)
    if ci != "khong":
        say(_("sửa dòng «CTCT» trong {file}: nơi máy chủ lấy ctct", file=_service_file(ci)))
    say(_("làm tiếp:"))
    if options.folder != ".":
        say(f"  cd {_typed(options.folder)}")
    say("  ctct check .")
    say(f"  ctct build {first_draft(wanted)} --open")


def _tell_written(folder: Path, files: Mapping[str, bytes], whole: Mapping[str, bytes]) -> None:
    """Say which of the files of a whole repository have been written."""
    if not files:
        say(_("kho dự thảo trong «{folder}» đã có đủ {count} tệp: không phải ghi gì", folder=folder, count=len(whole)))
    elif len(files) < len(whole):
        say(_("đã bổ sung kho dự thảo trong «{folder}»: {count} tệp", folder=folder, count=len(files)))
    else:
        say(_("đã lập kho dự thảo trong «{folder}»: {count} tệp", folder=folder, count=len(files)))
    for name in files:
        say(f"  {name}")


def _typed(folder: str) -> str:
    """Return a folder's name as a person types it, in PowerShell too: in quotes where a shell would read more than a name."""
    from shlex import quote

    name = f"./{folder}" if folder.startswith(("-", "~")) else folder
    return name if _PLAIN_NAME(name) else f'"{name}"' if _QUOTED_NAME(name) else quote(name)


def _spoken(names: Mapping[str, str]) -> dict[str, str]:
    return {key: _(name) for key, name in names.items()}


def _service_of(folder: Path) -> str:
    """Return the service that a folder is set up for, or the one that a person names."""
    from ctct.drafting.repository import CI
    from ctct.project.folders import is_file

    there = (ci for ci, (path, _source) in CI.items() if is_file(folder / path))
    if (known := next(there, None)) or not can_ask():
        return known or "khong"
    return choose(_("tự kiểm tra mỗi lần đẩy lên"), _spoken(SERVICES), default="khong")


def _service_file(ci: str) -> str:
    from ctct.drafting.repository import CI

    return CI[ci][0]


def _wanted(options: Options) -> Wanted:
    """Return what the first draft is, with what the settings say; ask for what was not given and no settings there tell."""
    from datetime import date

    from ctct.commands.new import layout_named, place_of, settings_of, type_of
    from ctct.drafting.repository import layout_for
    from ctct.drafting.scaffold import Wanted, family_of

    folder = Path(options.folder)
    settings = settings_of(folder)
    co_quan = named(_("cơ quan ban hành"), "--co-quan", options.co_quan or settings.get("co_quan"))
    layout = options.the_thuc or settings.get("the_thuc")
    if layout is None:
        layout = layout_for(co_quan)
        layout = choose(_("thể thức"), _spoken(LAYOUTS), default=layout) if can_ask() else layout
    family = family_of(layout_named(layout))
    place = place_of(options.dia_danh or settings.get("dia_danh"), co_quan)
    loai = type_of(options.loai or _type_there(folder, family) or (None if can_ask() else _usual_type(family)), family)
    given = frozenset({"the_thuc", "co_quan", "dia_danh"})
    return Wanted(layout, family, loai, co_quan, place, date.today(), given)


def _type_there(folder: Path, family: str) -> str | None:
    """Return the type whose first draft lies in a folder that is set up already."""
    from ctct.drafting.repository import name_of_draft
    from ctct.model.types import TYPES_OF
    from ctct.project.folders import is_file

    is_set_up = is_file(folder / "ctct.toml")
    return next((loai for loai in TYPES_OF[family].types if is_set_up and is_file(folder / name_of_draft(loai))), None)


def _usual_type(family: str) -> str:
    from ctct.model.types import TYPES_OF

    types = TYPES_OF[family].types
    return "chuong_trinh" if "chuong_trinh" in types else next(iter(types))


def _not_in_the_way(folder: Path, files: dict[str, bytes], force: bool) -> dict[str, bytes]:
    """Return the files to write: those that are there as they are to be stay, others only as a person says."""
    from ctct.project.files import read_or_none

    files = {name: data for name, data in files.items() if read_or_none(folder / name) != data}
    there = [name for name in files if os.path.lexists(folder / name)]
    if not there or force:
        return files
    said = {"folder": folder, "listed": ", ".join(there)}
    told = _("trong «{folder}» đã có, khác bản sẽ ghi: {listed}", **said)
    missing = ", ".join(name for name in files if name not in there)
    told += "; " + (_("còn thiếu: {missing}", missing=missing) if missing else _("không thiếu tệp nào"))
    if not can_ask():
        raise click.ClickException(_("{told}; chưa ghi gì; thêm --force để ghi đè, hoặc chọn thư mục khác", told=told))
    say(told, err=True)
    answers = {"giu": _("giữ nguyên các tệp ấy, chỉ ghi tệp còn thiếu"), "ghi": _("ghi đè các tệp ấy"), "dung": _("dừng lại")}
    chosen = choose(_("làm gì với các tệp ấy"), answers, default="giu")
    if chosen == "dung":
        stop()
    return files if chosen == "ghi" else {name: data for name, data in files.items() if name not in there}


def _tell_git(folder: Path) -> None:
    """Have git know the folder, and how to read Word documents; say so where that cannot be."""
    from ctct.diagnostics import Misuse
    from ctct.project.folders import real, repository_of
    from ctct.runs.git import git

    place = str(folder)
    try:
        around = repository_of(real(folder))
        if around is not None and around != real(folder):
            say(
                _(
                    "«{folder}» nằm trong kho git «{around}»: pre-commit và máy chủ chỉ đọc tệp ở đầu kho ấy, chuyển "
                    ".pre-commit-config.yaml và tệp CI (nếu có) lên đó",
                    folder=folder,
                    around=around,
                ),
                err=True,
            )
        if around is None:
            git("init", "--quiet", what=_("không lập được kho git"), folder=place)
            say(_("đã chạy: git init"))
        git("config", "diff.ctct.textconv", "ctct show", what=_("không đặt được cách so tệp Word"), folder=place)
        say(_('đã chạy: git config diff.ctct.textconv "ctct show"'))
    except Misuse as misuse:
        say(f"git: {misuse}", err=True)
