"""``ctct y-kien nhan``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from ctct.commands.common import draft_argument, say, told_in_a_line
from ctct.language import _

if TYPE_CHECKING:
    from ctct.diagnostics import Rejected
    from ctct.drafting.merge.current import Draft
    from ctct.drafting.opinions.account import Told
    from ctct.drafting.opinions.ground import Ground
    from ctct.drafting.opinions.receiving import File
    from ctct.model.opinions import SoYKien
    from ctct.resolve.bodies import Bodies

NOT_OURS = 2
"""The exit code for a file that is none of the draft."""


class Kept(NamedTuple):
    """The file of opinions as it is: where, its text (``None``: there is none yet), what it says."""

    path: Path
    text: str | None
    said: SoYKien | None


@click.command("nhan")
@draft_argument
@click.argument("files", metavar="TỆP…|THƯ_MỤC", nargs=-1, required=True, type=click.Path(readable=False))
@click.option("--co-quan", metavar="MÃ", help="Cơ quan góp ý, nếu tên tệp và người góp ý không cho biết.")
def nhan(draft: str, files: tuple[str, ...], co_quan: str | None) -> None:
    """Nhận ý kiến từ các bản gửi về (Word, bảng Excel, bản chụp) vào tệp .y-kien.yaml cạnh dự thảo."""
    from ctct.drafting.opinions.ground import Ground
    from ctct.resolve.bodies import Bodies

    now = draft_now(draft)
    ground = Ground.of(now)
    assert now.outcome.draft is not None
    bodies = Bodies(now.outcome.gathered.directory, now.outcome.draft.ngay.span)
    _refuse_unknown(co_quan, bodies)
    kept = kept_opinions(Path(draft))
    told = _received(_files(files), ground, bodies, co_quan)
    _write(kept, told, ground)


def draft_now(name: str) -> Draft:
    """Return a draft with what it prints; ends the command for one that has errors."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.merge.current import Draft
    from ctct.pipeline import check
    from ctct.project.files import Source
    from ctct.report.located import locate
    from ctct.report.text import in_lines

    try:
        source = Source.from_file(name)
    except Rejected as rejected:
        refuse(rejected, name)
    outcome = check(source)
    try:
        return Draft.examined(source, outcome)
    except Rejected as rejected:
        for one in locate(rejected.diagnostics, outcome.gathered.files, name):
            click.echo(in_lines(one) + "\n", err=True)
        sys.exit(1)


def refuse(rejected: Rejected, name: str) -> NoReturn:
    """Say why a file cannot be read, and end."""
    from ctct.report import as_text

    click.echo(as_text(rejected.diagnostics, {}, name), err=True)
    sys.exit(1)


def _refuse_unknown(co_quan: str | None, bodies: Bodies) -> None:
    from ctct.source.inline import is_id

    if co_quan and is_id(co_quan) and co_quan not in bodies:
        raise click.UsageError(
            _("không có «{co_quan}» trong danh bạ của dự thảo; tên không có mã thì viết đủ, có dấu cách", co_quan=co_quan)
        )


def kept_opinions(draft: Path) -> Kept:
    """Read the file of opinions, if there is one; ends the command if something is wrong in it."""
    from ctct.diagnostics import Rejected
    from ctct.project.beside import OPINIONS, parse_beside
    from ctct.project.files import Files, read_or_none
    from ctct.report.located import locate
    from ctct.report.text import in_lines

    path, files = OPINIONS.path(draft), Files()
    data = read_or_none(path)
    if data is None:
        return Kept(path, None, None)
    try:
        _rest, said = parse_beside(OPINIONS, data, str(path), files)
    except Rejected as rejected:
        for one in locate(rejected.diagnostics, files, str(path)):
            click.echo(in_lines(one) + "\n", err=True)
        sys.exit(1)
    return Kept(path, data.decode(), said)


def _files(names: tuple[str, ...]) -> list[File]:
    """Read the files named, and those in the folders named."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.opinions.receiving import File
    from ctct.project.files import Source

    read = []
    for name in [path for one in names for path in (_inside(one) if os.path.isdir(one) else [one])]:
        try:
            read.append(File(os.path.basename(name), Source.from_file(name).data))
        except Rejected as rejected:
            refuse(rejected, name)
    return read


def _inside(folder: str) -> list[str]:
    """Return the files of a folder that can be answers; the others are told."""
    from ctct.drafting.opinions.receiving import ENDINGS

    names = sorted(name for name in os.listdir(folder) if not name.startswith((".", "~$")))
    paths = [path for name in names if os.path.isfile(path := os.path.join(folder, name))]
    found = [path for path in paths if path.lower().endswith(ENDINGS)]
    for path in paths:
        if path not in found:
            say(_("bỏ qua «{path}»: không phải bản góp ý", path=path), err=True)
    if not found:
        raise click.UsageError(
            _("trong thư mục «{folder}» không có bản góp ý nào ({endings})", folder=folder, endings=", ".join(ENDINGS))
        )
    return found


def _received(files: list[File], ground: Ground, bodies: Bodies, co_quan: str | None) -> list[Told]:
    """Read what came back; ends the command, all told, if something cannot be read or is none of the draft."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.opinions.account import Told
    from ctct.drafting.opinions.copies import Foreign
    from ctct.drafting.opinions.receiving import receive
    from ctct.report import as_text

    told, code = [], 0
    assert ground.draft.outcome.draft is not None
    asked = ground.draft.outcome.draft.lay_y_kien
    for file in files:
        try:
            received, known = receive(file, ground, bodies, asked.gui if asked else (), co_quan)
            told.append(Told(received, bodies.words(received.body), known))
        except Rejected as rejected:
            click.echo(as_text(rejected.diagnostics, {}, file.name), err=True)
            code = 1
        except Foreign:
            say(
                _(
                    "«{file}» không phải bản in từ «{draft}», cũng không phải bảng góp ý của nó",
                    file=file.name,
                    draft=ground.draft.source.name,
                ),
                err=True,
            )
            code = code or NOT_OURS
    if code:
        say(_("chưa ghi gì: bỏ các tệp ấy ra rồi chạy lại"), err=True)
        sys.exit(code)
    return told


def _write(kept: Kept, told: list[Told], ground: Ground) -> None:
    from ctct.drafting.opinions.account import lines
    from ctct.drafting.opinions.gathering import Gathered
    from ctct.drafting.opinions.writing import with_opinions
    from ctct.project.files import read_or_none
    from ctct.project.writing import OutputRefused, write_whole

    gathered = Gathered.of(kept.said)
    for one in told:
        gathered.take(one.received)
    text = with_opinions(str(kept.path), kept.text, os.path.basename(ground.draft.source.name), gathered)
    if text is None:
        raise click.ClickException(
            _("không ghi thêm được vào «{path}»: viết lại các danh sách trong đó thành «- …», bỏ «*»", path=kept.path)
        )
    click.echo("\n".join(lines(told, gathered, ground.places)))
    if text == kept.text:
        return
    now = read_or_none(kept.path)
    if (now.decode() if now is not None else None) != kept.text:
        raise click.ClickException(_("«{path}» vừa được sửa ở nơi khác; chưa ghi gì, chạy lại", path=kept.path))
    try:
        write_whole(kept.path, text.encode(), force=True)
    except OutputRefused as refused:
        raise click.ClickException(told_in_a_line(refused)) from None
    say(_("đã ghi {path}", path=kept.path))
