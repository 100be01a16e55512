"""Files of every kind that offices keep documents in → Word documents; by what they hold, whatever they are called."""

from __future__ import annotations

import io
import os
import zlib
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.emit.pages.office import OfficeFailed, docx_by_libreoffice
from ctct.word.limits import LIMIT_PARTS

ENDINGS = (".docx", ".doc", ".rtf", ".odt")
_OLE, _RTF, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_lock(name: str) -> bool:
    """Return whether a file is what Word or LibreOffice leaves beside a document while it is open."""
    base = os.path.basename(name)
    return base.startswith(("~$", ".~lock."))


def word_document(data: bytes, name: str) -> bytes:
    """Return the document that a file holds in the form of Word. Raises :class:`Rejected` for what holds none."""
    if is_lock(name):
        raise Rejected(
            [
                _fault(
                    "đây là tệp khóa mà Word để lại khi đang mở văn bản, không phải văn bản", "chọn tệp không có «~$» ở đầu tên"
                )
            ]
        )
    if not data:
        raise Rejected([_fault("tệp trống", None)])
    kind = _kind(data)
    if not kind:
        return data  # what is no Word document is told by who reads it
    if kind == "encrypted":
        raise Rejected([_fault("tệp đặt mật khẩu", "mở bằng Word, bỏ mật khẩu rồi lưu lại")])
    try:
        return docx_by_libreoffice(data, kind)
    except OfficeFailed as failed:
        hint = (
            "cài LibreOffice, hoặc mở bằng Word rồi lưu thành .docx" if failed.missing else "mở bằng Word rồi lưu thành .docx"
        )
        raise Rejected([_fault(f"tệp dạng {kind} phải đổi sang .docx bằng LibreOffice: {failed}", hint)]) from None


def _fault(message: str, hint: str | None) -> Diagnostic:
    return error("TP04", (), message, hint)


def _kind(data: bytes) -> str:
    """Return the ending of the form that a file must be turned from, ``""`` for none."""
    if data.startswith(_OLE):
        return "encrypted" if _ENCRYPTED in data[: 1 << 20] or _ENCRYPTED in data[-(1 << 20) :] else ".doc"
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
