"""The files beside a draft from which tables take their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path as FolderPath
from types import MappingProxyType
from typing import Any, TypeVar

from ctct.diagnostics import Diagnostic, Path, Rejected, Severity, error, reason
from ctct.language import _
from ctct.model.sheets import FILE, ROWS, Sheets
from ctct.project.files import Files, Source, read_bytes, read_text
from ctct.project.folders import joined, lies_in, shown
from ctct.project.named_files import named_files
from ctct.source.csv_rows import Grid, NamedRows, SheetRow, SheetRows, read_csv, refused
from ctct.source.spans import Spans

NOTHING: Mapping[FolderPath, bytes] = MappingProxyType({})
"""What an editor holds that has no file open."""

LIMIT = 8 * 1024 * 1024
"""Bytes beyond which a file of rows is refused."""


LIMIT_TOGETHER = 20_000
"""Rows beyond which no more are printed: a file may be named many times."""


def named_sheets(said: Any) -> Iterator[tuple[Path, str]]:
    """Yield the files that tables in a draft, which need not be sound, take their rows from, each with its place."""
    return named_files(said, "bang", (ROWS, FILE))


def read_sheets(said: Any, source: Source, root: FolderPath, files: Files) -> tuple[Sheets, tuple[Diagnostic, ...]]:
    """Return the rows of all files that the draft ``source``, which says ``said``, names; and what is wrong with them."""
    sheets: dict[str, tuple[SheetRow, ...]] = {}
    faults: list[Diagnostic] = []
    together = 0
    for at, name in named_sheets(said):
        together += len(sheets.get(name, ()))  # a file that is named again prints its rows again
        if together > LIMIT_TOGETHER:
            message = _("các bảng lấy cả thảy hơn {limit} dòng từ tệp", limit=LIMIT_TOGETHER)
            faults.append(error("BG06", at, message, _("chia thành nhiều văn bản")))
            break
        if name in sheets:
            continue
        try:
            read = _read_inside(joined(source.folder, name), source, root, files)
            sheets[name] = read.rows
            faults.extend(told_of_left(read, name, at))
        except Rejected as rejected:
            faults.extend(_named(one, name, at) for one in rejected.diagnostics)
    return sheets, tuple(faults)


def _named(fault: Diagnostic, name: str, at: Path) -> Diagnostic:
    """Return a fault of a file at its place in that, or at the name of the file in the draft."""
    return (
        fault
        if fault.file
        else fault._replace(at=at, message=_("tệp số liệu «{name}»: {message}", name=name, message=fault.message))
    )


def told_of_left(read: SheetRows, name: str, at: Path = ()) -> Iterator[Diagnostic]:
    """Tell of sheets of the file ``name`` that are not read; ``at`` is where that is named."""
    if read.left:
        left = ", ".join(map("«{}»".format, read.left))
        message = _("tệp «{name}» có nhiều trang tính, chỉ đọc trang đầu; không đọc {left}", name=name, left=left)
        hint = _("trang nào cần lấy thì chép thành tệp riêng; ẩn trang đi thì thôi nhắc")
        yield Diagnostic("BG08", Severity.ADVICE, at, message, hint)


def _read_inside(path: FolderPath, source: Source, root: FolderPath, files: Files) -> SheetRows:
    if path.suffix.lower() in _READ and not lies_in(path, root):
        problem = error("BG06", (), _("nằm ngoài thư mục dự án"), _("chép tệp vào trong thư mục dự án"), file_missing=True)
        raise Rejected([problem])
    read = read_rows(path, files, source.unsaved)
    if read.rows:
        return read
    raise refused(_("không có dòng nào"))


def read_rows(path: FolderPath, files: Files, unsaved: Mapping[FolderPath, bytes] = NOTHING) -> SheetRows:
    """Return the rows of a CSV file or of a workbook's first sheet. Raises :class:`Rejected`."""
    return _read_by(_READ, path, files, unsaved)


def read_fitting_rows(
    path: FolderPath, files: Files, fits: Callable[[Grid], bool], count: int
) -> tuple[list[NamedRows], list[str]]:
    """Return the rows of a CSV file, or of those sheets of a workbook whose first ``count`` rows fit (of the first where none
    does), and the names of the other sheets. Raises :class:`Rejected`.
    """

    def from_workbook(data: bytes, label: str, files: Files) -> tuple[list[NamedRows], list[str]]:
        from ctct.source.workbook import read_fitting

        files.data[label], files[label] = data, Spans.for_text("")
        return read_fitting(data, fits, count)

    def from_csv(data: bytes, label: str, files: Files) -> tuple[list[NamedRows], list[str]]:
        return [NamedRows("", read_csv(read_text(data, label, files)))], []

    return _read_by({".csv": from_csv, ".xlsx": from_workbook}, path, files, NOTHING)


Read = TypeVar("Read")
Readers = Mapping[str, Callable[[bytes, str, Files], Read]]


def _read_by(readers: Readers[Read], path: FolderPath, files: Files, unsaved: Mapping[FolderPath, bytes]) -> Read:
    read = readers.get(path.suffix.lower())
    if read is None:
        raise refused(_("không phải tệp .csv hay .xlsx"), _("lưu lại thành .csv hoặc .xlsx"))
    label = shown(path)
    try:
        data = read_bytes(path, unsaved, LIMIT)
    except OSError as fault:
        raise Rejected([error("BG06", (), _("không đọc được: {fault}", fault=reason(fault)), file_missing=True)]) from None
    try:
        return read(data, label, files)
    except Rejected as rejected:
        raise Rejected(one._replace(file=label) if one.region else one for one in rejected.diagnostics) from None


def _from_workbook(data: bytes, label: str, files: Files) -> SheetRows:
    from ctct.source.workbook import read_workbook

    files.data[label], files[label] = data, Spans.for_text("")
    return read_workbook(data)


_READ: Readers[SheetRows] = {
    ".csv": lambda data, label, files: SheetRows(read_csv(read_text(data, label, files))),
    ".xlsx": _from_workbook,
}
"""How files of rows are read, by the ends of their names."""

SHEETS = tuple(_READ)
