"""Opens the package of a Word document that somebody else may have made."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Rejected, error
from ctct.word.limits import LIMIT_FILE, LIMIT_PARTS, TooMuch, packed_as_documents_are

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, LookupError, ExpatError)


@contextmanager
def opened(data: bytes) -> Iterator[ZipFile]:
    """Open a package; raises :class:`Rejected` for a file that is none, and for whatever turns out to be broken, or too much,
    while it is read.
    """
    if data.startswith(_OLE):
        message = "đây là tệp Word kiểu cũ (.doc), hoặc tệp có đặt mật khẩu"
        raise Rejected([error("TP04", (), message, "mở bằng Word, bỏ mật khẩu nếu có, rồi lưu lại thành .docx")])
    try:
        # Each part takes a record with this signature; ZipFile would hold millions of them before they could be counted.
        if len(data) > LIMIT_FILE or data.count(b"PK\x01\x02") > LIMIT_PARTS:
            raise TooMuch
        with ZipFile(io.BytesIO(data)) as package:
            if not packed_as_documents_are(package):
                raise BadZipFile
            yield package
    except TooMuch:
        raise Rejected([error("TP04", (), "tệp Word chứa nhiều hơn mức đọc được")]) from None
    except _BROKEN:
        raise Rejected([error("TP04", (), "đây không phải tệp Word (.docx), hoặc tệp đã hỏng")]) from None
