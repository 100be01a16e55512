"""What click itself says, in the language that is spoken: the usage line, its own options, what is wrong with arguments."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable

import click

from ctct.language import SOURCE, _, spoken

PHRASES = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Positional arguments": "Đối số",
    "Commands": "Lệnh",
    "Aborted!": "Đã dừng.",
    "deprecated": "sắp bỏ",
    "required": "bắt buộc",
    "(dynamic)": "(tùy lúc)",
    "default: {default}": "mặc định: {default}",
    "env var: {var}": "biến môi trường: {var}",
    "Show this message and exit.": "In lời giúp này.",
    "Show the version and exit.": "In phiên bản.",
    "%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "Try '{command} {option}' for help.": "Xem «{command} {option}».",
    "Error: {message}": "lỗi: {message}",
    "Error: invalid input": "lỗi: câu trả lời không hợp lệ",
    "Error: The two entered values do not match.": "lỗi: hai lần gõ không giống nhau",
    "Repeat for confirmation": "Gõ lại lần nữa",
    "Do you want to continue?": "Làm tiếp?",
    "Confirm the action without prompting.": "Làm ngay, không hỏi.",
    "Press any key to continue...": "Bấm một phím bất kỳ để tiếp tục…",
    "Missing command.": "thiếu lệnh",
    "Missing argument": "thiếu đối số",
    "Missing option": "thiếu tùy chọn",
    "Missing parameter": "thiếu tham số",
    "Missing {param_type}": "thiếu {param_type}",
    "Missing parameter: {param_name}": "thiếu tham số: {param_name}",
    "Invalid value: {message}": "giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "giá trị không hợp lệ cho {param_hint}: {message}",
    "No such option {name!r}.": "không có tùy chọn «{name}».",
    "No such command {name!r}.": "không có lệnh «{name}».",
    "Did you mean {possibility}?": "Có phải {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Có phải một trong: {possibilities}?)",
    "Got unexpected extra argument ({args})": "thừa đối số «{args}»",
    "Got unexpected extra arguments ({args})": "thừa các đối số «{args}»",
    "Option {name!r} does not take a value.": "tùy chọn «{name}» không kèm giá trị",
    "Option {name!r} requires an argument.": "tùy chọn «{name}» cần một giá trị đi kèm",
    "Option {name!r} requires {nargs} arguments.": "tùy chọn «{name}» cần {nargs} giá trị đi kèm",
    "Argument {name!r} takes {nargs} values.": "đối số «{name}» cần {nargs} giá trị",
    "Takes {nargs} values but 1 was given.": "cần {nargs} giá trị mà chỉ có 1",
    "Takes {nargs} values but {len} were given.": "cần {nargs} giá trị mà có {len}",
    "{len_type} values are required, but {len_value} was given.": "cần {len_type} giá trị mà chỉ có {len_value}",
    "{len_type} values are required, but {len_value} were given.": "cần {len_type} giá trị mà có {len_value}",
    "Value must be an iterable.": "phải là một danh sách",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "Choice({choices})": "một trong {choices}",
    "{value!r} is not {choice}.": "«{value}» không phải {choice}",
    "{value!r} is not one of {choices}.": "«{value}» không phải một trong {choices}",
    "{value!r} does not match the format {format}.": "«{value}» không viết theo dạng {format}",
    "{value!r} does not match the formats {formats}.": "«{value}» không viết theo dạng nào trong {formats}",
    "{value!r} is not a valid {number_type}.": "«{value}» không phải số ({number_type})",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}",
    "{value!r} is not a valid boolean. Recognized values: {states}": "«{value}» không rõ có hay không; ghi: {states}",
    "{value!r} is not a valid UUID.": "«{value}» không phải UUID",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "{name} {filename!r} does not exist.": "không có {name} «{filename}»",
    "{name} {filename!r} is a file.": "«{filename}» là tệp",
    "{name} {filename!r} is a directory.": "«{filename}» là thư mục",
    "{name} {filename!r} is not readable.": "không đọc được {name} «{filename}»",
    "{name} {filename!r} is not writable.": "không ghi được {name} «{filename}»",
    "{name} {filename!r} is not executable.": "không chạy được {name} «{filename}»",
    "Could not open file {filename!r}: {message}": "không mở được tệp «{filename}»: {message}",
    "unknown error": "lỗi không rõ",
    "Windows error: {error}": "lỗi của Windows: {error}",
    "Couldn't detect Bash version, shell completion is not supported.": "không rõ bản Bash nào, nên không gợi ý lệnh được.",
    "Shell completion is not supported for Bash versions older than 4.4.": "cần Bash từ bản 4.4 để gợi ý lệnh.",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "lệnh «{name}» sắp bỏ.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "«{name}» sắp bỏ.{extra_message}",
}
"""By click's own words: all of them that a person can be shown."""

_MODULES = [
    "core",
    "decorators",
    "exceptions",
    "formatting",
    "parser",
    "shell_completion",
    "termui",
    "types",
    "utils",
    "_winconsole",
]


def have_click_ask() -> None:
    """Have click ask us for its words. It asks :mod:`gettext`, whose catalogues go by the machine's locale and have no
    Vietnamese.
    """
    for name in _MODULES:
        if module := sys.modules.get(f"click.{name}"):
            said: dict[str, Callable[..., str]] = {"_": phrase, "ngettext": phrases}
            vars(module).update({key: speak for key, speak in said.items() if key in vars(module)})


def phrase(words: str) -> str:
    """Return click's own ``words``, which are English, in the language that is spoken."""
    return PHRASES.get(words, words) if spoken() == SOURCE else words


def phrases(one: str, many: str, count: int) -> str:
    """Return click's own words for ``count`` things."""
    return phrase(one if count == 1 else many)


def with_usage(command: click.Command) -> click.Command:
    """Return a command, and those below it, whose usage line and help are in the language that is spoken."""
    command.options_metavar = _("[TÙY CHỌN]")
    command._help_option = None  # kept by click in the language in which it was first asked for
    _translate(command, "help")
    for parameter in command.params:
        _translate(parameter, "help")
        _translate(parameter, "metavar")
    if isinstance(command, click.Group):
        command.subcommand_metavar = _("LỆNH [ĐỐI SỐ]…")
        for inner in command.commands.values():
            with_usage(inner)
    return command


def _translate(told: click.Command | click.Parameter, name: str) -> None:
    """Translate what stands as ``name``; how it was written is kept, since the language may be another next time."""
    if written := vars(told).setdefault(f"{name}_as_written", getattr(told, name, None)):
        setattr(told, name, _(written))


_FORMS = {"--pdf": "pdf", "--docx": "docx", "--word": "docx", "--html": "html", "--txt": "text", "--text": "text"}
"""What a person may take for options of their own, with the form that they name."""


def what_is_wrong(told: click.UsageError) -> str:
    """Return what click complains of, in words that say what to do: names in «», what to put for what is missing."""
    message = re.sub(r"'([\w.…-]+)'", r"«\1»", told.format_message())
    takes = {option for one in told.ctx.command.params for option in one.opts} if told.ctx else set()
    if isinstance(told, click.NoSuchOption) and told.option_name in _FORMS and "--to" in takes:
        return _("{message}; ghi «--to {form}»", message=message.rstrip("."), form=_FORMS[told.option_name])
    if isinstance(told, click.MissingParameter) and told.ctx and told.param and told.param.name in ("draft", "drafts"):
        said = {"message": message.rstrip("."), "command": told.ctx.command_path}
        if told.param.nargs == -1:
            return _("{message}: nêu tệp dự thảo, ví dụ «{command} du-thao.yaml», hoặc «.» cho mọi dự thảo ở đây", **said)
        return _("{message}: nêu tệp dự thảo, ví dụ «{command} du-thao.yaml»", **said)
    return message


ALSO_CALLED = {
    "tao": "new",
    "moi": "new",
    "tao-moi": "new",
    "khoi-tao": "init",
    "bat-dau": "init",
    "dung": "build",
    "bien-dich": "build",
    "xuat": "build",
    "in": "build",
    "xem": "watch",
    "xem-truoc": "watch",
    "kiem-tra": "check",
    "soat": "check",
    "so-sanh": "diff",
    "dinh-dang": "fmt",
    "format": "fmt",
    "nhap": "import",
    "nhan": "merge",
    "gop-y": "merge",
    "nhan-gop-y": "merge",
    "doi": "convert",
    "chuyen": "convert",
    "giai-thich": "explain",
    "quy-tac": "rules",
    "luoc-do": "schema",
    "chep-the-thuc": "eject",
    "help": "--help",
    "giup": "--help",
    "tro-giup": "--help",
}
"""What a person may call a command that has another name."""


def unknown_command(asked: str, commands: dict[str, str]) -> str:
    """Return what is said of a command that there is not: with what it may have been meant for."""
    from ctct.diagnostics import nearest
    from ctct.source.unaccented import unaccented

    if os.path.exists(asked):
        return _(
            "«{name}» là tệp hay thư mục, chưa nêu lệnh: «ctct build {name}» dựng tệp Word, «ctct check {name}» tìm lỗi",
            name=asked,
        )
    name = unaccented(asked).replace("_", "-").replace(" ", "-")
    if called := ALSO_CALLED.get(name):
        what = _(commands[called]) if called in commands else ""
        meant = _("không có lệnh «{name}»; có phải «{meant}»?", name=asked, meant=called)
        return meant + (f" ({what[0].lower()}{what.rstrip('.')[1:]})" if what else "")
    hint = nearest(name, commands) or _("xem «ctct --help»")
    return _("không có lệnh «{name}»; {hint}", name=asked, hint=hint)
