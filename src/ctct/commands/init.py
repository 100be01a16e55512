"""``ctct init``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.asking import can_ask, choose, named, stop
from ctct.commands.common import say, told_in_a_line
from ctct.commands.completion import complete_layouts, complete_types

if TYPE_CHECKING:
    from ctct.drafting.scaffold import Wanted

SERVICES = {"khong": "không", "github": "GitHub Actions", "gitlab": "GitLab CI"}
LAYOUTS = {
    "dang": "văn bản của Đảng",
    "nha-nuoc": "văn bản hành chính của Nhà nước",
    "van-ban-quy-pham": "văn bản quy phạm pháp luật",
}


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
@click.argument("folder", default=".", metavar="[FOLDER]", type=click.Path())
@click.option("--co-quan", metavar="TÊN", help="Cơ quan ban hành văn bản.")
@click.option(
    "--the-thuc",
    metavar="LAYOUT",
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
    """Lập kho dự thảo trong FOLDER (mặc định là thư mục này): thiết lập, danh bạ, dự thảo đầu tiên, mọi thứ cho git và VS Code.

    Có người ngồi máy thì hỏi những gì chưa nêu; tệp đã có không bị ghi đè nếu chưa hỏi. Ghi đủ cả, hoặc không ghi gì.
    """
    from ctct.drafting.repository import first_draft, repository_files
    from ctct.project.writing import OutputRefused
    from ctct.project.writing_many import write_all

    options = Options(**asked)
    folder = Path(options.folder)
    wanted = _wanted(options)
    ci = options.ci or (choose("tự kiểm tra mỗi lần đẩy lên", SERVICES, default="khong") if can_ask() else "khong")
    files = _not_in_the_way(folder, repository_files(wanted, None if ci == "khong" else ci), options.force)
    try:
        write_all(folder, files)
    except OutputRefused as refused:
        raise click.ClickException(f"{told_in_a_line(refused)}; chưa ghi gì") from None
    say(f"đã lập kho dự thảo trong «{folder}»: {len(files)} tệp")
    for name in files:
        say(f"  {name}")
    _tell_git(folder)
    if ci != "khong":
        say(f"sửa dòng «CTCT» trong {_service_file(ci)}: nơi máy chủ lấy ctct")
    say("làm tiếp:")
    if options.folder != ".":
        say(f"  cd {options.folder}")
    say("  ctct check .")
    say(f"  ctct build {first_draft(wanted)} --open")


def _service_file(ci: str) -> str:
    from ctct.drafting.repository import CI

    return CI[ci][0]


def _wanted(options: Options) -> Wanted:
    """Return what the first draft is, with what the settings say; ask for what was not given."""
    from datetime import date

    from ctct.commands.new import layout_named, place_of, type_of
    from ctct.drafting.repository import layout_for
    from ctct.drafting.scaffold import Wanted, family_of

    co_quan = named("cơ quan ban hành", "--co-quan", options.co_quan)
    layout = options.the_thuc or layout_for(co_quan)
    if not options.the_thuc and can_ask():
        layout = choose("thể thức", LAYOUTS, default=layout)
    family = family_of(layout_named(layout))
    place = place_of(options.dia_danh, co_quan)
    loai = type_of(options.loai or (None if can_ask() else _usual_type(family)), family)
    given = frozenset({"the_thuc", "co_quan", "dia_danh"})
    return Wanted(layout, family, loai, co_quan, place, date.today(), given)


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
    listed = ", ".join(there)
    if not can_ask():
        raise click.ClickException(
            f"trong «{folder}» đã có {listed}; chưa ghi gì; thêm --force để ghi đè, hoặc chọn thư mục khác"
        )
    say(f"trong «{folder}» đã có: {listed}", err=True)
    answers = {"giu": "giữ nguyên các tệp ấy, chỉ ghi tệp còn thiếu", "ghi": "ghi đè các tệp ấy", "dung": "dừng lại"}
    chosen = choose("làm gì với các tệp ấy", answers, default="giu")
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
        if repository_of(real(folder)) is None:
            git("init", "--quiet", what="không lập được kho git", folder=place)
            say("đã chạy: git init")
        git("config", "diff.ctct.textconv", "ctct show", what="không đặt được cách so tệp Word", folder=place)
        say('đã chạy: git config diff.ctct.textconv "ctct show"')
    except Misuse as misuse:
        say(f"git: {misuse}", err=True)
