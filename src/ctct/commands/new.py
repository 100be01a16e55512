"""``ctct new``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ctct.commands.common import say, told_in_a_line, write_text

if TYPE_CHECKING:
    from ctct.drafting.next_period import Decision, Old
    from ctct.model.works import Work

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
@click.option("--loai", metavar="LOẠI", help="Tên loại, ví dụ chuong_trinh hoặc «chương trình».")
@click.option(
    "--the-thuc", metavar="LAYOUT", help="Thể thức, ví dụ dang hoặc nha-nuoc; mặc định theo ctct.toml, không có thì dang."
)
@click.option("--co-quan", metavar="TÊN", help="Cơ quan ban hành; mặc định theo ctct.toml.")
@click.option("--dia-danh", metavar="TÊN", help="Nơi ban hành; mặc định đoán theo tên cơ quan.")
@click.option("--md/--yaml", "markdown", default=None, help="Viết bằng Markdown hay YAML; mặc định YAML.")
@click.option("-o", "--output", metavar="FILE", help="Tệp để ghi; «-» là đầu ra chuẩn.")
@click.option(
    "--from", "source", metavar="DRAFT", type=click.Path(readable=False), help="Làm chương trình của kỳ sau từ dự thảo này."
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
        raise click.UsageError("--from lấy tên loại, thể thức, cơ quan, địa danh từ dự thảo cũ")
    else:
        _continue(options, options.source)


def _asks() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


# --- a scaffold -------------------------------------------------------------------------------------------------------


def _begin(options: Options) -> None:
    from datetime import date

    from ctct.drafting.convert import to_markdown
    from ctct.drafting.scaffold import Wanted, family_of, scaffold
    from ctct.project.folders import root_of

    settings = _settings(root_of(_folder_of(options.output)))
    layout = _layout(options.the_thuc or settings.get("the_thuc") or "dang")
    family = family_of(layout)
    loai = _type(options.loai, family)
    ky = _period(options.ky, loai)
    co_quan = options.co_quan or settings.get("co_quan") or _prompted("cơ quan ban hành", "--co-quan")
    place = options.dia_danh or settings.get("dia_danh") or _place_of(co_quan)
    given = frozenset(key for key, said in (("co_quan", co_quan), ("dia_danh", place)) if settings.get(key) == said)
    markdown = _wants_markdown(options)
    target = options.output or loai.replace("_", "-") + (".md" if markdown else ".yaml")
    wanted = Wanted(layout, family, loai, co_quan, place, date.today(), given, ky)
    text = scaffold(wanted, None if target == "-" else _schema_beside(target))
    write_text(target, to_markdown(text).text if markdown else text, chosen=options.output is not None)
    if target != "-":
        say(f"dựng thử bằng: ctct build {target}")


def _folder_of(output: str | None) -> Path:
    """Return the folder that the new draft will lie in."""
    return Path.cwd() if output in (None, "-") else Path(str(output)).absolute().parent


def _settings(root: Path) -> dict[str, str]:
    """Return what the project's settings say of every draft."""
    from ctct.project.files import Files
    from ctct.project.settings import read_config

    config, _ = read_config(root, Files())
    if config is None:
        return {}
    named = {"the_thuc": config.the_thuc, "co_quan": config.co_quan and config.co_quan.ten, "dia_danh": config.dia_danh}
    return {key: said for key, said in named.items() if said}


def _layout(name: str) -> str:
    from ctct.source.shipped import layouts

    if name not in layouts():
        raise click.BadParameter(f"không có thể thức «{name}»; có: {', '.join(layouts())}", param_hint="--the-thuc")
    return name


def _type(name: str | None, family: str) -> str:
    """Return the key of a type given by its key or its name; ask where a person is there to answer."""
    from ctct.diagnostics import nearest
    from ctct.model.types import TYPES_OF
    from ctct.source.unaccented import unaccented

    types = TYPES_OF[family].types
    if name is None and _asks():
        click.echo("Tên loại: " + ", ".join(kind.name.lower() for kind in types.values()), err=True)
    asked = name or _prompted("tên loại", "--loai")
    key = unaccented(asked)
    if key not in types:
        known = nearest(key, types) or f"có: {', '.join(types)}"
        raise click.BadParameter(f"thể thức này không có tên loại «{asked}»; {known}", param_hint="--loai")
    return key


def _period(asked: str | None, loai: str) -> str | None:
    """Return the period asked for in the usual words; ends the command for one that no programme has."""
    from ctct.drafting.period_names import name_of
    from ctct.drafting.periods import NoPeriod, is_term, whole_months

    if asked is None:
        return None
    if loai != "chuong_trinh":
        raise click.UsageError("--ky chỉ dùng cho chương trình, hoặc đi cùng --from")
    try:
        return name_of(whole_months(asked), term=is_term(asked))
    except NoPeriod as fault:
        raise click.BadParameter(str(fault), param_hint="--ky") from None


def _prompted(what: str, option: str) -> str:
    if not _asks():
        raise click.UsageError(f"thiếu {option} ({what})")
    answer: str = click.prompt(what[0].upper() + what[1:], err=True)
    return answer.strip()


def _place_of(co_quan: str) -> str:
    found = _PLACE.search(co_quan)
    guess = found["name"] if found else None
    if not _asks():
        return guess or "Địa danh"
    answer: str = click.prompt("Địa danh", default=guess, err=True)
    return answer.strip()


def _wants_markdown(options: Options) -> bool:
    if options.markdown is not None:
        return options.markdown
    if options.output:
        return options.output.endswith((".md", ".markdown"))
    return _asks() and bool(click.confirm("Viết bằng Markdown (không thì YAML)?", default=False, err=True))


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
    if path != held and read_or_none(path) != written:
        try:
            write_whole(path, written, force=True, within=root)
        except OutputRefused as refused:
            raise click.ClickException(told_in_a_line(refused)) from None
        say(f"đã ghi {os.path.relpath(path)} (lược đồ cho trình soạn thảo)", err=True)
    return os.path.relpath(path, folder).replace(os.sep, "/")


# --- the next period --------------------------------------------------------------------------------------------------


def _continue(options: Options, name: str) -> None:
    from ctct.drafting.forms.moving import rebase
    from ctct.drafting.next_period import decide, next_tree, write_tree
    from ctct.drafting.period_names import moved_name, name_of, period_named_in
    from ctct.drafting.periods import NoPeriod, step_from

    folder, old = _old(name)
    try:
        step = step_from(old.draft.thoi_gian or period_named_in(old.draft.trich_yeu), options.ky)
    except NoPeriod as fault:
        raise click.ClickException(str(fault)) from None
    if old.progress:
        old = old._replace(results=tuple(_results(name, name_of(step.new))))
    markdown = name.endswith((".md", ".markdown")) if options.markdown is None else options.markdown
    suffix = ".md" if markdown else ".yaml"
    target = options.output or moved_name(os.path.splitext(name)[0], step) + suffix
    decisions = decide(old, _ask if _asks() else None)
    tree = next_tree(old, step, decisions)
    if target != "-":
        rebase(tree, str(folder), os.path.dirname(os.path.abspath(target)))
    write_text(target, write_tree(tree, markdown=markdown), chosen=options.output is not None)
    _account(old, decisions)
    if target != "-":
        _tell_findings(target)


def _results(name: str, following: str) -> list[str]:
    """Return in words what came of the old programme, as its progress tells; nothing where there are errors in it."""
    from ctct.runs.following import follow
    from ctct.tracking.results import results_of

    followed, _ = follow(name, None)
    return results_of(followed, following) if followed else []


def _old(name: str) -> tuple[Path, Old]:
    """Read the old programme, and its folder; ends the command with what is wrong with it or its progress."""
    from ctct.diagnostics import Rejected
    from ctct.drafting.next_period import Old
    from ctct.lint.progress_keys import unknown_key_faults
    from ctct.model.document import VanBan
    from ctct.model.validation import validate
    from ctct.project.beside import PROGRESS, read_beside
    from ctct.project.files import Files, Source, read_text
    from ctct.project.reading import read_draft
    from ctct.report.text import as_text

    files = Files()
    try:
        source = Source.from_file(name)
        text = read_text(source.data, name, files)
        value, files[name] = read_draft(name, text)
        draft = validate(VanBan, value)
        kept = read_beside(PROGRESS, source.folder / os.path.basename(name), files)
        unknown = unknown_key_faults(draft, kept.said, kept.file) if kept and kept.said else ()
        if kept and (kept.faults or unknown):
            raise Rejected((*kept.faults, *unknown))
        return source.folder, Old(name, text, draft, kept.said if kept else None)
    except Rejected as rejected:
        click.echo(as_text(rejected.diagnostics, files, name), err=True)
        sys.exit(1)


def _ask(work: Work) -> Decision:
    from ctct.drafting.next_period import Decision

    click.echo(f"\n{work.excerpt}", err=True)
    usual = "t" if work.state == "thoi" else "c"
    kinds = click.Choice(["c", "x", "t"])
    chosen = click.prompt("  [c]huyển sang, đã [x]ong, [t]hôi", type=kinds, default=usual, show_choices=False, err=True)
    if chosen == "c":
        return Decision("chuyen_ky_sau")
    return Decision("xong") if chosen == "x" else Decision("thoi", click.prompt("  vì sao thôi", err=True))


def _account(old: Old, decisions: dict[Any, Decision]) -> None:
    """Say how many works went where."""
    works = old.works
    recurring = sum(1 for work in works if work.recurring)
    finished = [work.state for work in works if work.finished and not work.recurring]
    ends = [*(one.trang_thai for one in decisions.values()), *finished]
    labels = {"chuyen_ky_sau": "việc chuyển sang", "xong": "việc đã xong", "thoi": "việc thôi"}
    counted = [f"{recurring} việc thường kỳ giữ nguyên", *(f"{ends.count(kind)} {name}" for kind, name in labels.items())]
    click.echo(", ".join(counted), err=True)


def _tell_findings(target: str) -> None:
    from ctct.report.text import as_text
    from ctct.runs.verdicts import checked

    outcome = checked(target)
    if outcome.findings:
        click.echo(as_text(outcome.findings, outcome.gathered.files, outcome.gathered.name), err=True)
