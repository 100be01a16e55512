"""The files beside a draft that its pictures stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FolderPath
from typing import Any

from ctct.diagnostics import Diagnostic, Path, Rejected, error, reason
from ctct.language import _
from ctct.project.files import Files, Source, read_bytes
from ctct.project.folders import joined, lies_in, shown
from ctct.project.named_files import named_files
from ctct.source.pictures import KINDS, Image, read_picture, refused
from ctct.source.spans import Spans

LIMIT = 10 * 1024 * 1024
"""Bytes beyond which a picture is refused."""

LIMIT_TOGETHER = 64 * 1024 * 1024
"""Bytes beyond which no more are put into one document: a file may be named many times."""

PICTURE, FILE = "hinh", "tep"
"""The key of pictures, and that of the file of each."""

Images = Mapping[str, Image]
"""Pictures by the names of their files in the draft."""


def named_pictures(said: Any) -> Iterator[tuple[Path, str]]:
    """Yield the files that pictures of a draft, which need not be sound, stand in, each with its place."""
    return named_files(said, PICTURE, (FILE,))


def read_pictures(said: Any, source: Source, root: FolderPath, files: Files) -> tuple[Images, tuple[Diagnostic, ...]]:
    """Return all pictures that the draft ``source``, which says ``said``, names; and what is wrong with them."""
    images: dict[str, Image] = {}
    faults: list[Diagnostic] = []
    together = 0
    for at, name in named_pictures(said):
        try:
            image = images[name] if name in images else _read_inside(joined(source.folder, name), source, root, files)
        except Rejected as rejected:
            faults.extend(
                one._replace(at=at, message=_("hình «{name}»: {message}", name=name, message=one.message))
                for one in rejected.diagnostics
            )
            continue
        images[name] = image
        together += len(image.data)
        if together > LIMIT_TOGETHER:
            message = _("các hình nặng cả thảy hơn {limit} MB", limit=LIMIT_TOGETHER >> 20)
            faults.append(error("HA01", at, message, _("thu nhỏ hình, hoặc chia thành nhiều văn bản")))
            break
    return images, tuple(faults)


def _read_inside(path: FolderPath, source: Source, root: FolderPath, files: Files) -> Image:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise refused(_("không phải tệp .png, .jpg hay .svg"), _("lưu lại thành PNG hoặc JPEG"))
    if not lies_in(path, root):
        problem = error("HA01", (), _("nằm ngoài thư mục dự án"), _("chép tệp vào trong thư mục dự án"), file_missing=True)
        raise Rejected([problem])
    label = shown(path)
    try:
        data = read_bytes(path, source.unsaved, LIMIT)
    except OSError as fault:
        raise Rejected([error("HA01", (), _("không đọc được: {fault}", fault=reason(fault)), file_missing=True)]) from None
    files.data[label], files[label] = data, Spans.for_text("")
    return read_picture(data, kind)
