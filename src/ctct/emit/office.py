"""Has LibreOffice make the PDF of a Word document."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ctct.emit.seal import seal_pdf

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 180
"""Seconds after which LibreOffice is taken to hang."""

_KIND = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


class OfficeFailed(Exception):
    """There is no LibreOffice, or it did not make the document; ``missing`` tells which."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        self.missing = missing
        super().__init__(reason)


def pdf_by_libreoffice(document: bytes) -> bytes:
    """Return the PDF of a Word document. Raises :class:`OfficeFailed`."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise OfficeFailed("không thấy LibreOffice trên máy (lệnh «soffice»)", missing=True)
    with tempfile.TemporaryDirectory(prefix="ctct-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, made = folder / "van-ban.docx", folder / "van-ban.pdf"
        source.write_bytes(document)
        # A profile of its own: LibreOffice refuses to start twice on one, and a person may have it open.
        order = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", _KIND]
        try:
            run = subprocess.run([*order, "--outdir", folder, source], capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            raise OfficeFailed(f"LibreOffice không trả lời trong {PATIENCE} giây") from None
        except OSError as fault:
            raise OfficeFailed(f"không chạy được LibreOffice: {fault.strerror}") from None
        if not made.is_file():
            said = (run.stderr or run.stdout).decode(errors="replace").strip().splitlines()
            raise OfficeFailed(f"LibreOffice không dựng được PDF{f': {said[-1]}' if said else ''}")
        return seal_pdf(made.read_bytes())
