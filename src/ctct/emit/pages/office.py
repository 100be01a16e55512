"""Has LibreOffice make the PDF of a Word document."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ctct.diagnostics import reason
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
        said = _run([*order, "--outdir", name, str(source)])
        if not made.is_file():
            raise OfficeFailed(f"LibreOffice không dựng được PDF{f': {said}' if said else ''}")
        return seal_pdf(made.read_bytes())


def _run(order: list[str]) -> str:
    """Run LibreOffice and return the last line that it says."""
    try:
        running = subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    except OSError as fault:
        raise OfficeFailed(f"không chạy được LibreOffice: {reason(fault)}") from None
    with running:
        try:
            said, _ = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise OfficeFailed(f"LibreOffice không trả lời trong {PATIENCE} giây") from None
        finally:
            _end(running)
    return (said.decode(errors="replace").strip().splitlines() or [""])[-1]


def _end(running: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the processes that it has started, if it has not ended by itself."""
    if running.poll() is not None:
        return
    if sys.platform == "win32":
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGKILL)
