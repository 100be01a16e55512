"""Files of every kind that offices keep documents in → Word documents; by what they hold, whatever they are called."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from contextlib import suppress
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.word.limits import LIMIT_PARTS
from ctct.word.package import OLE, refuse_other_files

OLD_ENDINGS = (".doc", ".rtf", ".odt")
ENDINGS = (".docx", *OLD_ENDINGS)
_RTF, _ZIP = b"{\\rtf", b"PK\x03\x04"
_OLD_WORD = "WordDocument".encode("utf-16-le")
"""The stream that holds the text of an old Word document: what lacks it LibreOffice would take for a text of signs."""


def word_document(data: bytes, name: str) -> bytes:
    """Return the document that a file holds in the form of Word. Raises :class:`Rejected` for what holds none."""
    refuse_other_files(name, data)
    kind = _kind(data)
    if not kind:
        return data  # what is no Word document is told by who reads it
    from ctct.emit.pages.office import Given, OfficeFailed, docx_by_libreoffice  # Word's own form does without

    try:
        (made,) = docx_by_libreoffice([Given(data, kind)])
    except OfficeFailed as failed:
        hint = (
            _("cài LibreOffice, hoặc mở bằng Word rồi lưu thành .docx")
            if failed.missing
            else _("mở bằng Word rồi lưu thành .docx")
        )
        message = _("tệp dạng {kind} phải đổi sang .docx bằng LibreOffice: {failed}", kind=kind, failed=failed)
        raise Rejected([error("TP04", (), message, hint)]) from None
    assert made is not None
    return made


def word_documents(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those files, by their names, that must be turned into Word documents, so turned by one start of LibreOffice. One
    that cannot be is left out: :func:`word_document` tells why.
    """
    from ctct.emit.pages.office import Given, OfficeFailed, docx_by_libreoffice

    asked = {name: Given(data, kind) for name, data in files.items() if (kind := _kind(data))}
    if len(asked) < 2:
        return {}
    with suppress(OfficeFailed):
        made = docx_by_libreoffice([*asked.values()])
        return {name: data for name, data in zip(asked, made, strict=True) if data is not None}
    return {}


def _kind(data: bytes) -> str:
    """Return the ending of the form that a file must be turned from, ``""`` for none."""
    if data.startswith(OLE) and _OLD_WORD in data:
        return ".doc"
    if data.startswith(_RTF):
        return ".rtf"
    return ".odt" if data.startswith(_ZIP) and _is_open_document(data) else ""


def _is_open_document(data: bytes) -> bool:
    if data.count(b"PK\x01\x02") > LIMIT_PARTS:
        return False
    try:
        with ZipFile(io.BytesIO(data)) as package, package.open("mimetype") as part:
            return part.read(64).startswith(b"application/vnd.oasis.opendocument.text")
    except (BadZipFile, KeyError, OSError, ValueError, RuntimeError, EOFError, NotImplementedError, zlib.error):
        return False
