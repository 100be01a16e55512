"""Has LibreOffice make the PDF of a Word document, and Word documents of those of other forms."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import reason
from ctct.emit.seal import seal_pdf
from ctct.language import _
from ctct.windows import found_program

PROGRAMS = ("soffice", "libreoffice")
PATIENCE = 180
"""Seconds after which LibreOffice is taken to hang."""

_KIND = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
_CAUTION = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item></oor:items>
"""
"""Settings of a new profile: links are not followed, macros not run."""


class OfficeFailed(Exception):
    """There is no LibreOffice, or it did not make the document; ``missing`` tells which."""

    def __init__(self, reason: str, *, missing: bool = False) -> None:
        self.missing = missing
        super().__init__(reason)


class Given(NamedTuple):
    """A document that LibreOffice is to read; ``suffix`` is that of files of its form, as ``.doc``."""

    data: bytes
    suffix: str


def pdf_by_libreoffice(document: bytes) -> bytes:
    """Return the PDF of a Word document. Raises :class:`OfficeFailed`."""
    (made,), said = _converted([Given(document, ".docx")], _KIND)
    if made is None:
        raise OfficeFailed(_("LibreOffice không dựng được PDF{said}", said=f": {said}" if said else ""))
    return seal_pdf(made)


def docx_by_libreoffice(documents: Sequence[Given]) -> list[bytes | None]:
    """Return documents of other forms as Word documents, ``None`` for one that cannot be opened, by one start of LibreOffice.

    Nothing that they link to is fetched, none of their macros run. Raises :class:`OfficeFailed`, for a single one also if it
    cannot be opened.
    """
    made, said = _converted(documents, "docx:MS Word 2007 XML")
    if made == [None]:
        raise OfficeFailed(_("LibreOffice không mở được tệp{said}", said=f": {said}" if said else ""))
    return made


def _converted(documents: Sequence[Given], kind: str) -> tuple[list[bytes | None], str]:
    """Have LibreOffice make documents of ``kind``; returns them, ``None`` for each that it did not make, and the last line that
    it said.
    """
    program = next(filter(None, map(found_program, PROGRAMS)), None) or next(filter(os.path.isfile, usual_places()), None)
    if program is None:
        raise OfficeFailed(_("không thấy LibreOffice trên máy (lệnh «soffice»)"), missing=True)
    with tempfile.TemporaryDirectory(prefix="ctct-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sources = [folder / f"van-ban-{number}{one.suffix}" for number, one in enumerate(documents)]
        for source, one in zip(sources, documents, strict=True):
            source.write_bytes(one.data)
        # A profile of its own: LibreOffice refuses to start twice on one, and a person may have it open.
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_CAUTION, "utf-8")
        order = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        said = _run([*order, "--outdir", str(folder / "ra"), *map(str, sources)])
        made = [folder / "ra" / f"{source.stem}.{kind.partition(':')[0]}" for source in sources]
        return [one.read_bytes() if one.is_file() else None for one in made], said


def usual_places() -> Iterator[str]:
    """Yield where the installers of Windows and macOS put LibreOffice, which is in no ``PATH``."""
    for variable in ("ProgramFiles", "ProgramFiles(x86)"):
        if folder := os.environ.get(variable):
            yield os.path.join(folder, "LibreOffice", "program", "soffice.com")
    yield "/Applications/LibreOffice.app/Contents/MacOS/soffice"


def _run(order: list[str]) -> str:
    """Run LibreOffice and return the last line that it says."""
    try:
        running = subprocess.Popen(order, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    except OSError as fault:
        raise OfficeFailed(_("không chạy được LibreOffice: {fault}", fault=reason(fault))) from None
    with running:
        try:
            said, _rest = running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            raise OfficeFailed(_("LibreOffice không trả lời trong {patience} giây", patience=PATIENCE)) from None
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
