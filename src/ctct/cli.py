"""The command line: what a drafter types. Each command is a module of :mod:`ctct.commands`, imported when it is called."""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword
from types import ModuleType
from typing import Any, NoReturn

import click

from ctct import __version__
from ctct.commands.empty_values import without_empty_values
from ctct.commands.languages import choose_language
from ctct.commands.wording import have_click_ask, unknown_command, what_is_wrong, with_usage
from ctct.diagnostics import reason
from ctct.language import LANGUAGES, N_, _

have_click_ask()

COMMANDS = {
    "init": N_("Lập kho dự thảo: thiết lập, danh bạ, dự thảo đầu tiên, mọi thứ cho git và VS Code."),
    "new": N_("Tạo dự thảo mới, hoặc chương trình của kỳ sau."),
    "build": N_("Dựng tệp Word, PDF, HTML hoặc văn bản thuần từ dự thảo."),
    "watch": N_("Xem dự thảo thành trang in trong trình duyệt, tự dựng lại mỗi khi lưu."),
    "check": N_("Tìm mọi lỗi trong dự thảo, không ghi gì."),
    "diff": N_("So sánh hai văn bản từng mục; bản Word theo dõi thay đổi."),
    "fmt": N_("Đưa dự thảo và danh bạ về một dạng chuẩn."),
    "import": N_("Đọc văn bản Word có sẵn thành dự thảo, có kiểm chứng."),
    "merge": N_("Nhận chỗ sửa trong bản Word gửi về vào dự thảo."),
    "y-kien": N_("Lấy ý kiến về dự thảo: gửi bản, nhận ý kiến, lập bảng tổng hợp."),
    "convert": N_("Đổi dự thảo từ YAML sang Markdown hoặc ngược lại."),
    "viec": N_("Ai làm việc gì, khi nào: bảng, lịch, phiếu giao việc từ chương trình."),
    "tien-do": N_("Chương trình làm đến đâu: số liệu, việc quá hạn, bảng gửi đi nhận về."),
    "explain": N_("Giải thích một mã lỗi: đòi hỏi gì, sai, đúng, căn cứ."),
    "rules": N_("Liệt kê các quy tắc."),
    "docs": N_("Hướng dẫn đi kèm ctct: liệt kê, in, hoặc mở trong trình duyệt."),
    "show": N_("In dự thảo ở một bước của quá trình biên dịch."),
    "the-thuc": N_("In bảng của một thể thức: thành phần, giá trị, căn cứ, độ tin cậy."),
    "doi-the-thuc": N_("Nói trước những gì sẽ khác nếu đổi thể thức hoặc ấn bản."),
    "van-ban": N_("Các văn bản được viện dẫn: ở đâu, mấy lần, còn hiệu lực không."),
    "nguon": N_("Văn bản cấp trên đòi hỏi gì, việc nào thực hiện, nội dung nào chưa có việc."),
    "noi-nhan": N_("Nơi nhận còn thiếu: cấp trên, cơ quan được giao việc, lưu."),
    "schema": N_("In lược đồ JSON cho trình soạn thảo."),
    "lsp": N_("Phục vụ trình soạn thảo: báo lỗi, gợi ý ngay khi gõ."),
    "eject": N_("Chép một thể thức ra cạnh dự thảo để cơ quan chỉnh riêng."),
}
"""The commands with what each does: enough for help and completion without importing any."""


class Commands(click.Group):
    """The commands by name."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Choose the language before anything is said."""
        words = choose_language(args, strict=not extra.get("resilient_parsing"))
        with_usage(self)
        return super().make_context(info_name, words, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return their names in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command asked for."""
        if cmd_name not in COMMANDS:
            return None
        module = cmd_name.replace("-", "_") + ("_" if iskeyword(cmd_name) else "")
        command: click.Command = import_module(f"ctct.commands.{module}").command
        return without_empty_values(with_usage(command))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command asked for; say what may have been meant by one that there is not."""
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(_legible(unknown_command(args[0], COMMANDS)), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it complains of is told without what a file's name could make of a terminal."""
        try:
            return super().invoke(ctx)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as told:
            raise click.UsageError(_legible(what_is_wrong(told)), told.ctx) from None
        except click.ClickException as told:
            raise click.ClickException(_legible(told.format_message())) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands."""
        with formatter.section(_("Lệnh")):
            formatter.write_dl([(name, _(what)) for name, what in COMMANDS.items()])


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ctct", help="In phiên bản.")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    help="Ngôn ngữ của lời báo, đặt trước hay sau lệnh đều được; mặc định theo biến CTCT_LANG, rồi theo máy, rồi tiếng Việt.",
)
def main() -> None:
    """Biên dịch dự thảo văn bản thành tệp Word đúng thể thức."""
    warnings.filterwarnings("ignore", module="openpyxl")  # what it leaves out of a workbook is nothing that is read


def run() -> NoReturn:
    """Run the command and end at once: to take Python apart first would cost a tenth of what a small draft takes."""
    _open_what_is_closed()
    _write_utf8()
    _skip_plugins()
    if "_CTCT_COMPLETE" in os.environ:
        from ctct.commands.powershell import offer_powershell

        offer_powershell()
    try:
        status = _run()
        if not sys.stdout.closed:  # the language server closes it when it is told to end
            sys.stdout.flush()
    except OSError as fault:
        status = 1
        _tell(fault)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(status)


def _tell(fault: OSError) -> None:
    """Say what the system has refused; files have names, standard output has none."""
    if fault.filename is not None:
        click.echo(_legible(_("lỗi: «{file}»: {reason}", file=fault.filename, reason=reason(fault))), err=True)
    elif not _stands_somewhere():
        click.echo(_("lỗi: thư mục hiện tại không còn nữa; chuyển sang thư mục khác rồi chạy lại"), err=True)
    elif not isinstance(fault, BrokenPipeError):  # whoever read has gone away and knows it
        click.echo(_("lỗi: không ghi được ra đầu ra chuẩn: {reason}", reason=reason(fault)), err=True)


def _legible(line: str) -> str:
    from ctct.report.located import legible

    return legible(line)


def _stands_somewhere() -> bool:
    """Return whether the current folder is still there; no name can be told from one that was deleted."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def _run() -> int:
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else bool(ended.code)
    except KeyboardInterrupt:  # before click has begun, or after it has ended
        return 1
    return 0


def _skip_plugins() -> None:
    """Keep Pydantic from looking for plug-ins of its own: a command has none, and the module that would look for them takes
    as long to import (all of ``importlib.metadata``) as the model takes to build. Should Pydantic call that module something
    else one day, only the time is lost.
    """
    loader = ModuleType("pydantic.plugin._loader")
    loader.__dict__["get_plugins"] = tuple
    sys.modules.setdefault(loader.__name__, loader)


def _write_utf8() -> None:
    """Have a file or a pipe get UTF-8 whatever the locale: Windows' own for Vietnamese, cp1258, lacks half of the letters that
    we write. No letter is worth a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a file or a pipe gets UTF-8 whatever the locale; no letter is worth a traceback
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _open_what_is_closed() -> None:
    """Give a process that was started without one of its streams an empty one, as the tools of the system have it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
