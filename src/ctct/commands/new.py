"""``ctct new``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, NamedTuple

import click

from ctct.commands.asking import agree, ask, can_ask, choose, free_name, named, plain_name
from ctct.commands.common import say, told_in_a_line, write_text
from ctct.commands.completion import complete_layouts, complete_types
from ctct.language import _

_PLACE = re.compile(r"(?:xã|phường|đặc khu|huyện|thị xã|thành phố|tỉnh|Tỉnh ủy|Thành ủy|Huyện ủy) (?P<name>[^\W\d_a-zà-ỹ].*)$")


class Options(NamedTuple):
    """What was asked for; the fields are the options."""

    loai: str | None
    the_thuc: str | None
    co_quan: str | None
    dia_danh: str | None
    markdown: bool | None
    output: str | None
    source: str | None
    ky: str | None


@click.command("new")
@click.option("--loai", metavar="LOẠI", shell_complete=complete_types, help="Tên loại, ví dụ chuong_trinh hoặc «chương trình».")
@click.option(
    "--the-thuc",
    metavar="THỂ_THỨC",
    is_eager=True,  # which types there are depends on it
    shell_complete=complete_layouts,
    help="Thể thức, ví dụ dang hoặc nha-nuoc; mặc định theo ctct.toml, không có thì dang.",
)
@click.option("--co-quan", metavar="TÊN", help="Cơ quan ban hành; mặc định theo ctct.toml.")
@click.option("--dia-danh", metavar="TÊN", help="Nơi ban hành; mặc định đoán theo tên cơ quan.")
@click.option("--md/--yaml", "markdown", default=None, help="Viết bằng Markdown hay YAML; mặc định YAML.")
@click.option("-o", "--output", metavar="TỆP", help="Tệp để ghi; «-» là đầu ra chuẩn.")
@click.option(
    "--from", "source", metavar="DỰ_THẢO", type=click.Path(readable=False), help="Làm chương trình của kỳ sau từ dự thảo này."
)
@click.option(
    "--ky",
    metavar="KỲ",
    help="Kỳ của chương trình, ví dụ «tháng 5/2026», «quý III/2026», «năm 2026», «nhiệm kỳ 2025 - 2030»; "
    "mặc định là quý này, với --from là kỳ liền sau.",
)
def command(**asked: Any) -> None:
    """Tạo dự thảo mới để viết tiếp; với --from thì tạo chương trình của kỳ sau từ chương trình kỳ này."""
    options = Options(**asked)
    if options.source is None:
        _begin(options)
    elif any((options.loai, options.the_thuc, options.co_quan, options.dia_danh)):
        raise click.UsageError(_("--from lấy tên loại, thể thức, cơ quan, địa danh từ dự thảo cũ"))
    else:
        from ctct.commands.next_programme import begin_next

        begin_next(options.source, options.ky, options.output, options.markdown)


def _begin(options: Options) -> None:
    from datetime import date

    from ctct.drafting.convert import to_markdown
    from ctct.drafting.scaffold import Wanted, family_of, scaffold
    from ctct.project.folders import root_of

    settings = settings_of(root_of(_folder_of(options.output)))
    layout = layout_named(options.the_thuc or settings.get("the_thuc") or "dang")
    family = family_of(layout)
    loai = type_of(options.loai, family)
    ky = _period(options.ky, loai)
    co_quan = named(_("cơ quan ban hành"), "--co-quan", options.co_quan or settings.get("co_quan"))
    place = place_of(options.dia_danh or settings.get("dia_danh"), co_quan)
    given = frozenset(key for key, said in (("co_quan", co_quan), ("dia_danh", place)) if settings.get(key) == said)
    markdown = _wants_markdown(options)
    target = free_name(options.output or loai.replace("_", "-") + (".md" if markdown else ".yaml"))
    wanted = Wanted(layout, family, loai, co_quan, place, date.today(), given, ky)
    text = scaffold(wanted, None if target == "-" else _schema_beside(target))
    write_text(target, to_markdown(text).text if markdown else text, chosen=options.output is not None)
    if target != "-":
        say(_("dựng thử bằng: ctct build {target}", target=target))


def _folder_of(output: str | None) -> Path:
    """Return the folder that the new draft will lie in."""
    return Path.cwd() if output in (None, "-") else Path(str(output)).absolute().parent


def settings_of(root: Path) -> dict[str, str]:
    """Return what the project's settings say of every draft."""
    from ctct.project.files import Files
    from ctct.project.settings import read_config

    config, _rest = read_config(root, Files())
    if config is None:
        return {}
    named = {"the_thuc": config.the_thuc, "co_quan": config.co_quan and config.co_quan.ten, "dia_danh": config.dia_danh}
    return {key: said for key, said in named.items() if said}


def layout_named(name: str) -> str:
    """Return the name of a layout that ships with ctct; ends the command for another."""
    from ctct.source.shipped import layouts

    if name not in layouts():
        raise click.BadParameter(
            _("không có thể thức «{name}»; có: {layouts}", name=name, layouts=", ".join(layouts())), param_hint="--the-thuc"
        )
    return name


def type_of(name: str | None, family: str) -> str:
    """Return the key of a type given by its key or its name; ask where a person is there to answer."""
    from ctct.model.types import TYPES_OF
    from ctct.source.unaccented import unaccented

    names = {key: kind.name.lower() for key, kind in TYPES_OF[family].types.items()}
    if name is None:
        if not can_ask():
            raise click.UsageError(_("thiếu --loai (tên loại)"))
        return choose(_("tên loại"), names, default="chuong_trinh" if "chuong_trinh" in names else None)
    key = unaccented(name)
    if key not in names:
        from ctct.diagnostics import nearest

        known = nearest(key, names) or _("có: {names}", names=", ".join(names))
        raise click.BadParameter(
            _("thể thức này không có tên loại «{name}»; {known}", name=name, known=known), param_hint="--loai"
        )
    return key


def _period(asked: str | None, loai: str) -> str | None:
    """Return the period asked for in the usual words; ends the command for one that no programme has."""
    from ctct.drafting.period_names import name_of
    from ctct.drafting.periods import NoPeriod, is_term, whole_months

    def read(said: str) -> str:
        try:
            return name_of(whole_months(said), term=is_term(said))
        except NoPeriod as fault:
            raise ValueError(str(fault)) from None

    if asked is None:
        return ask(_("kỳ"), default=_this_quarter(), read=read) if loai == "chuong_trinh" and can_ask() else None
    if loai != "chuong_trinh":
        raise click.UsageError(_("--ky chỉ dùng cho chương trình, hoặc đi cùng --from"))
    try:
        return read(asked)
    except ValueError as fault:
        raise click.BadParameter(str(fault), param_hint="--ky") from None


def _this_quarter() -> str:
    from datetime import date

    from ctct.drafting.period_names import name_of
    from ctct.model.values import quarter

    today = date.today()
    return name_of(quarter(today.year, (today.month + 2) // 3))


def place_of(given: str | None, co_quan: str) -> str:
    """Return the place that was given; ask for it, or guess it from the name of the body."""
    found = _PLACE.search(co_quan)
    guess = found["name"] if found else None
    if given is None and can_ask():
        return ask(_("địa danh"), default=guess, read=plain_name)
    return named(_("địa danh"), "--dia-danh", given or guess or "Địa danh")


def _wants_markdown(options: Options) -> bool:
    if options.markdown is not None:
        return options.markdown
    if options.output:
        return options.output.lower().endswith((".md", ".markdown"))
    return can_ask() and agree(_("Viết bằng Markdown (không thì YAML)?"), default=False)


def _schema_beside(target: str) -> str:
    """Return where the schema is, as seen from the draft. It stands in the project's folder, so that the draft has its help
    on every machine and without a network; a missing or older one is written.
    """
    from ctct.model.jsonschema import schema_text
    from ctct.project.files import read_or_none
    from ctct.project.folders import is_file, root_of
    from ctct.project.writing import OutputRefused, write_whole

    name = "ctct.schema.json"
    folder = Path(target).absolute().parent
    root = root_of(folder)
    held = root / "schema" / name
    path = held if is_file(held) else root / name
    written = schema_text(name).encode()
    if read_or_none(path) != written:
        try:
            write_whole(path, written, force=True, within=root)
        except OutputRefused as refused:
            raise click.ClickException(told_in_a_line(refused)) from None
        say(_("đã ghi {path} (lược đồ cho trình soạn thảo)", path=os.path.relpath(path)), err=True)
    return os.path.relpath(path, folder).replace(os.sep, "/")
