"""The command line: what a drafter types."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctct import __version__

if TYPE_CHECKING:
    from ctct.batch import Told

MANY = 4
DRAFTS = click.argument("drafts", nargs=-1, required=True, metavar="DRAFT…", type=click.Path(allow_dash=True))
STAGES = ("source", "model", "resolved", "blocks", "text")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ctct")
def main() -> None:
    """Biên dịch dự thảo văn bản (YAML) thành tệp Word đúng thể thức."""


@main.command()
@DRAFTS
@click.option("-o", "--output", metavar="FILE|FOLDER", help="Tệp Word hoặc thư mục để ghi; «-» là đầu ra chuẩn.")
@click.option("--literal-numbers", is_flag=True, help="Ghi số mục thành chữ thay vì để Word tự đánh số.")
@click.option("--force", is_flag=True, help="Ghi đè cả tệp Word đã bị sửa tay.")
def build(drafts: tuple[str, ...], output: str | None, literal_numbers: bool, force: bool) -> None:
    """Dựng tệp Word từ dự thảo."""
    from ctct import batch

    job = batch.Build(output, literal_numbers, force)
    try:
        names = batch.find_drafts(drafts)
        job.prepare(names)
    except batch.Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    sys.exit(batch.run(job, names, to_stdout=False, watch=_with_progress))


@main.command()
@DRAFTS
def check(drafts: tuple[str, ...]) -> None:
    """Tìm mọi lỗi trong dự thảo, không ghi gì."""
    from ctct import batch

    try:
        names = batch.find_drafts(drafts)
    except batch.Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    sys.exit(batch.run(batch.Check(), names, to_stdout=True, watch=_with_progress))


@main.command()
@click.argument("draft", type=click.Path(allow_dash=True))
@click.option("--stage", type=click.Choice(STAGES), default="text", show_default=True, help="Xem dự thảo ở bước nào.")
def show(draft: str, stage: str) -> None:
    """In dự thảo ở một bước của quá trình biên dịch."""
    from ctct import batch
    from ctct.diagnostics import Rejected
    from ctct.stages import show_stage

    outcome = batch.checked(draft)
    try:
        click.echo(show_stage(outcome, stage), nl=False)
    except Rejected as rejected:
        outcome.findings = list(rejected.diagnostics)
    if wrong := batch.told(outcome).wrong:
        click.echo(wrong, err=True)
    sys.exit(1 if outcome.failed else 0)


@main.command()
@click.option("--danh-ba", is_flag=True, help="Lược đồ của danh bạ thay vì của dự thảo.")
def schema(danh_ba: bool) -> None:
    """In lược đồ JSON cho trình soạn thảo."""
    from ctct.model.jsonschema import schema_text

    click.echo(schema_text("danh-ba.schema.json" if danh_ba else "ctct.schema.json"), nl=False)


@main.command()
@click.argument("layout")
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Thư mục đích; mặc định là the-thuc/LAYOUT.")
def eject(layout: str, folder: Path | None) -> None:
    """Chép một thể thức ra cạnh dự thảo để cơ quan chỉnh riêng."""
    from ctct.layout.templates import layouts, shipped

    if layout not in layouts():
        raise click.BadParameter(f"không có thể thức «{layout}»; có: {', '.join(layouts())}", param_hint="LAYOUT")
    target = folder or Path("the-thuc") / layout
    if target.exists():
        raise click.ClickException(f"«{target}» đã có; xóa đi hoặc chọn thư mục khác bằng --to")
    copy_folder(shipped("templates") / layout, target)
    click.echo(f"đã chép vào {target}; ghi trong dự thảo: the_thuc: ./{target.as_posix().removeprefix('./')}")


def copy_folder(source: Path, target: Path) -> None:
    """Copy a layout's files; says why in one line where the system refuses."""
    from shutil import copytree

    from ctct.project import reason

    try:
        copytree(source, target, ignore=lambda _, names: [name for name in names if name.startswith(("__", "."))])
    except OSError as fault:
        raise click.ClickException(f"không ghi được «{target}»: {reason(fault)}") from None


def _with_progress(results: Iterator[Told], length: int) -> Iterator[Told]:
    """Pass results on, with a progress bar where a person watches and there is something to wait for."""
    if length < MANY or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length, file=sys.stderr) as bar:
        yield from bar
