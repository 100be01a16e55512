"""``ctct import``."""

from __future__ import annotations

import sys

import click

from ctct.commands.common import say, with_progress


@click.command("import")
@click.argument("documents", nargs=-1, required=True, metavar="TỆP…", type=click.Path(readable=False))
@click.option(
    "-o", "--output", metavar="TỆP", help="Dự thảo để ghi (.yaml hoặc .md); nhiều tệp thì là thư mục. Mặc định cạnh tệp Word."
)
@click.option(
    "--danh-ba", metavar="TỆP", type=click.Path(readable=False), help="Danh bạ để nhận ra người, cơ quan được phân công."
)
@click.option("--json", "as_json", is_flag=True, help="In kết quả thành JSON, cho chương trình khác.")
@click.option("--force", is_flag=True, help="Ghi đè dự thảo đã có.")
def command(documents: tuple[str, ...], output: str | None, danh_ba: str | None, as_json: bool, force: bool) -> None:
    """Đọc văn bản Word có sẵn thành dự thảo, rồi dựng lại và so từng dòng với bản gốc.

    Mã trả về: 0 khớp hết; 1 có chỗ chưa khớp hoặc chưa hiểu (dự thảo vẫn được ghi), hoặc có tệp không đọc được.
    """
    from ctct.diagnostics import Misuse
    from ctct.report.located import as_json as write_json
    from ctct.runs.importing import NOT_READ, Importer, find_documents, targets_of

    try:
        names = find_documents(documents)
        many = len(names) > 1 or any(one not in names for one in documents)
        importer = Importer(targets_of(names, output, many=many), danh_ba, force)
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    status, accounts = 0, []
    for made in with_progress(importer.all(), len(names)):
        status = max(status, made.status)
        accounts.append(made.account)
        if not as_json:
            for line in made.lines:
                say(line, err=made.status == NOT_READ)
    if as_json:
        click.echo(write_json(accounts))
    sys.exit(status)
