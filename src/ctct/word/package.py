"""Opens the package of a Word document that somebody else may have made."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.word.limits import LIMIT_FILE, LIMIT_PARTS, TooMuch, packed_as_documents_are

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What an old Word document begins with, and a new one that is encrypted."""

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, LookupError, ExpatError)
"""What is raised where a package, or a part of one, is damaged."""


def is_lock(name: str) -> bool:
    """Return whether a file is what Word or LibreOffice leaves beside a document while it is open."""
    return os.path.basename(name).startswith(("~$", ".~lock."))


def refuse_other_files(name: str, data: bytes) -> None:
    """Raise :class:`Rejected` for a file that holds no document of any kind, and can be told by its name or its first bytes."""
    if is_lock(name):
        message = _("đây là tệp khóa mà Word hoặc LibreOffice để lại khi đang mở văn bản, không phải văn bản")
        raise Rejected([error("TP04", (), message, _("đóng văn bản ấy lại, rồi chọn tệp không có «~$», «.~lock.» ở đầu tên"))])
    if not data:
        raise Rejected([error("TP04", (), _("tệp trống, không có văn bản nào"))])
    if data.startswith(OLE) and (_ENCRYPTED in data[: 1 << 20] or _ENCRYPTED in data[-(1 << 20) :]):
        raise Rejected([error("TP04", (), _("tệp đặt mật khẩu"), _("mở bằng Word, bỏ mật khẩu rồi lưu lại"))])


@contextmanager
def opened(data: bytes) -> Iterator[ZipFile]:
    """Open a package; raises :class:`Rejected` for a file that is none, and for whatever turns out to be broken, or too much,
    while it is read.
    """
    if data.startswith(OLE):
        refuse_other_files("", data)
        raise Rejected([error("TP04", (), _("đây là tệp Word kiểu cũ (.doc)"), _("mở bằng Word, rồi lưu lại thành .docx"))])
    try:
        # Each part takes a record with this signature; ZipFile would hold millions of them before they could be counted.
        if len(data) > LIMIT_FILE or data.count(b"PK\x01\x02") > LIMIT_PARTS:
            raise TooMuch
        with ZipFile(io.BytesIO(data)) as package:
            if not packed_as_documents_are(package):
                raise BadZipFile
            yield package
    except TooMuch:
        raise Rejected([error("TP04", (), _("tệp Word chứa nhiều hơn mức đọc được"))]) from None
    except BROKEN:
        raise Rejected([error("TP04", (), _("đây không phải tệp Word (.docx), hoặc tệp đã hỏng"))]) from None
