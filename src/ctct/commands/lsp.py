"""``ctct lsp``."""

from __future__ import annotations

import click

from ctct.language import _


@click.command("lsp")
@click.option("--stdio", is_flag=True, hidden=True, expose_value=False)  # some editors add it unasked
def command() -> None:
    """Phục vụ trình soạn thảo qua giao thức LSP (đầu vào và đầu ra chuẩn)."""
    try:
        from ctct.lsp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.ClickException(_('lệnh này cần gói pygls; cài bằng: pip install "ctct[lsp]"')) from None
    serve()
