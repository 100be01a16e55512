"""Mends keys that were typed with accents, capitals or blanks, where only one can be meant: «Trích yếu», «nơi_nhận»."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ctct.diagnostics import Diagnostic, Rejected
from ctct.drafting.fix import apply_fixes
from ctct.model.cited_documents import DanhMucVanBan
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.outcome import Outcome
from ctct.project.files import Files, Source
from ctct.project.gather import Gathered
from ctct.project.reading import read_draft
from ctct.project.registers import is_document_register
from ctct.source.text import decode
from ctct.source.unaccented import unaccented


def with_mended_keys(name: str, text: str) -> str:
    """Return ``text`` with its keys mended; as it is where each is plain already. Raises :class:`Rejected` for what cannot be
    read.
    """
    if all(key.isascii() and key.islower() for key in _keys(read_draft(name, text)[0])):
        return text
    source = Source(name, text.encode(), Path(), alone=True)
    return apply_fixes(source, _judge).data.decode()


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(item)


def _judge(source: Source) -> Outcome:
    """Return what is known of a draft or a danh bạ of which nothing is asked but its keys."""
    value, places = read_draft(source.name, decode(source.data))
    files = Files()
    files[source.name] = places
    return Outcome(Gathered(source.name, files, value=value, is_read=True), tuple(_wrong_keys(value)))


def _wrong_keys(value: Any) -> Iterator[Diagnostic]:
    if not isinstance(value, dict):
        return
    is_register = DanhBa.model_fields.keys() >= set(map(unaccented, value))
    model: type[BaseModel] = DanhMucVanBan if is_document_register(value) else DanhBa if is_register else VanBan
    try:
        validate(model, value)
    except Rejected as rejected:
        yield from (one for one in rejected.diagnostics if one.code == "MH02" and one.on_key)
