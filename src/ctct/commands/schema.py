"""``ctct schema``."""

from __future__ import annotations

import click


@click.command("schema")
@click.option("--danh-ba", is_flag=True, help="Lược đồ của danh bạ thay vì của dự thảo.")
def command(danh_ba: bool) -> None:
    """In lược đồ JSON cho trình soạn thảo."""
    from ctct.model.jsonschema import schema_text

    click.echo(schema_text("danh-ba.schema.json" if danh_ba else "ctct.schema.json"), nl=False)
