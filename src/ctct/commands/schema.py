"""``ctct schema``."""

from __future__ import annotations

import click


@click.command("schema")
@click.option("--danh-ba", "name", flag_value="danh-ba.schema.json", help="Của danh bạ thay vì của dự thảo.")
@click.option("--van-ban", "name", flag_value="van-ban.schema.json", help="Của danh mục văn bản viện dẫn.")
@click.option("--thiet-lap", "name", flag_value="ctct-toml.schema.json", help="Của ctct.toml.")
@click.option("--lich-nghi", "name", flag_value="lich-nghi.schema.json", help="Của tệp lịch nghỉ mà ctct.toml nêu.")
@click.option("--the-thuc", "name", flag_value="the-thuc.schema.json", help="Của the-thuc.yaml.")
@click.option("--tien-do", "name", flag_value="tien-do.schema.json", help="Của tệp tiến độ.")
@click.option("--y-kien", "name", flag_value="y-kien.schema.json", help="Của tệp ý kiến.")
def command(name: str | None) -> None:
    """In lược đồ JSON cho trình soạn thảo."""
    from ctct.model.jsonschema import schema_text

    click.echo(schema_text(name or "ctct.schema.json"), nl=False)
