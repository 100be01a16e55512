"""The bytes of a picture → what it is and how large, once it is known that every program can show it.

What is asked of a file is asked here: its own kind, whole, of a size that can be shown, with nothing in it that acts or that
leads elsewhere. Nothing is decoded but the lengths of things.
"""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from ctct.diagnostics import Rejected, error
from ctct.language import _

LIMIT_PIXELS = 40_000_000
"""Pixels beyond which a picture is refused: a small file may unpack to any number."""
LIMIT_SIDE = 20_000

_PNG = b"\x89PNG\r\n\x1a\n"
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of a pixel by the colour type of a PNG."""
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced PNG begins, across and down, and by how much it steps."""
_PIECE = 1 << 16

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""The frames of a JPEG that every program decodes: baseline, extended, progressive."""
_OTHER_FRAMES = frozenset(range(0xC3, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_END, _SCAN, _EXIF = 0xD9, 0xDA, 0xE1
_ORIENTATION = 0x0112

Kind = Literal["png", "jpeg", "svg"]
KINDS: dict[str, Kind] = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".svg": "svg"}
"""What a picture is by the end of its name."""


class Image(NamedTuple):
    """A picture: its bytes, what they are, ``width`` and ``height`` in pixels. Those of an SVG are a 96th of an inch."""

    kind: Kind
    width: float
    height: float
    data: bytes


@lru_cache(maxsize=32)
def read_picture(data: bytes, kind: Kind) -> Image:
    """Return the picture that ``data``, which must be of ``kind``, holds. Raises :class:`Rejected`.

    What was read is kept: an editor asks at each keystroke.
    """
    if kind == "svg":
        from ctct.source.svg import size_of_svg

        width, height = size_of_svg(data)
        return Image(kind, width, height, data)
    signed: Kind | None = "png" if data.startswith(_PNG) else "jpeg" if data.startswith(b"\xff\xd8\xff") else None
    if signed != kind:
        found = _("nội dung là ảnh {signed}", signed=signed.upper()) if signed else _("nội dung không phải ảnh loại ấy")
        hint = _("đổi đuôi tên tệp cho đúng") if signed else _("mở bằng chương trình xem ảnh rồi lưu lại thành PNG hoặc JPEG")
        raise refused(_("tên là ảnh {kind} mà {found}", kind=kind.upper(), found=found), hint)
    size = (_size_of_png if kind == "png" else _size_of_jpeg)(data)
    return Image(kind, *size, data)


def refused(reason: str, hint: str | None = None) -> Rejected:
    """Return what is wrong with a picture; who asked for it knows its name."""
    return Rejected([error("HA01", (), reason, hint)])


def _broken() -> Rejected:
    return refused(_("ảnh hỏng hoặc bị cắt ngắn"), _("chép lại tệp gốc, hoặc mở ra rồi lưu lại"))


def refuse_too_large(width: float, height: float) -> None:
    """Raise for more pixels than programs can be asked to show."""
    if width < 1 or height < 1:
        raise _broken()
    if width * height > LIMIT_PIXELS or max(width, height) > LIMIT_SIDE:
        hint = _(
            "thu nhỏ còn dưới {limit} triệu điểm ảnh: in kín trang A4 chỉ cần 2.000 × 3.000",
            limit=LIMIT_PIXELS // 1_000_000,
        )
        raise refused(_("ảnh {width:.0f} × {height:.0f} điểm ảnh, quá lớn", width=width, height=height), hint)


# --- PNG


def _size_of_png(data: bytes) -> tuple[int, int]:
    chunks = list(_chunks(data))
    kind, header = chunks[0] if chunks else (b"", b"")
    if kind != b"IHDR" or len(header) != 13 or chunks[-1][0] != b"IEND":
        raise _broken()
    width, height = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    depth, colour, packing, filtering, interlaced = header[8:]
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise _broken()
    if colour == 3 and all(kind != b"PLTE" for kind, _rest in chunks):
        raise _broken()
    refuse_too_large(width, height)
    bits = depth * _SAMPLES[colour]
    expected = sum(rows * (1 + (columns * bits + 7) // 8) for columns, rows in _passes(width, height, interlaced))
    if _unpacked([body for kind, body in chunks if kind == b"IDAT"], expected) != expected:
        raise _broken()
    return width, height


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Yield the chunks of a PNG, each whole, up to the one that ends it."""
    view, at = memoryview(data), len(_PNG)
    while at + 12 <= len(data):
        end = at + 8 + int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if end + 4 > len(data) or zlib.crc32(view[at + 4 : end]) != int.from_bytes(data[end : end + 4]):
            raise _broken()
        yield kind, view[at + 8 : end]
        if kind == b"IEND":
            return
        at = end + 4


def _passes(width: int, height: int, interlaced: int) -> Iterator[tuple[int, int]]:
    """Yield how many columns and rows each pass of a PNG has."""
    for left, top, across, down in _ADAM7 if interlaced else ((0, 0, 1, 1),):
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            yield columns, rows


def _unpacked(parts: list[memoryview], limit: int) -> int:
    """Return how many bytes a stream unpacks to, counted to ``limit`` and little more."""
    unpacking, total = zlib.decompressobj(), 0
    try:
        for part in parts:
            rest: bytes | memoryview = part
            while rest and not unpacking.eof and total <= limit:
                total += len(unpacking.decompress(rest, _PIECE))
                rest = unpacking.unconsumed_tail
    except zlib.error:
        raise _broken() from None
    return total


# --- JPEG


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    size: tuple[int, int] | None = None
    for marker, body in _segments(data):
        if marker in _OTHER_FRAMES:
            raise refused(_("ảnh JPEG nén theo kiểu ít chương trình đọc được"), _("mở ra rồi lưu lại thành JPEG thường"))
        if marker == _EXIF and body.startswith(b"Exif\0\0") and _is_turned(body[6:]):
            hint = _("mở ảnh, xoay cho đúng chiều rồi lưu lại")
            raise refused(_("ảnh chụp xoay, chiều chỉ ghi trong thẻ EXIF: có chương trình in ra nằm ngang"), hint)
        if marker in _FRAMES:
            size = _frame(body)
    # Cut short, it has no end: what follows that (a maker's own data) is no part of the picture.
    if size is None or data.rfind(b"\xff\xd9") < 0:
        raise _broken()
    return size


def _frame(body: bytes) -> tuple[int, int]:
    if len(body) < 6:
        raise _broken()
    if body[0] != 8 or body[5] not in (1, 3):
        raise refused(_("ảnh JPEG không ở hệ màu RGB hoặc đen trắng 8 bit"), _("lưu lại ở hệ màu RGB (không dùng CMYK)"))
    height, width = int.from_bytes(body[1:3]), int.from_bytes(body[3:5])
    refuse_too_large(width, height)
    return width, height


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the segments of a JPEG before its first scan."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            raise _broken()
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _END or end > len(data) or end < at + 4:
            raise _broken()
        if marker == _SCAN:
            return
        yield marker, data[at + 4 : end]
        at = end
    raise _broken()


def _is_turned(exif: bytes) -> bool:
    """Return whether a camera says that its picture is to be turned before it is shown."""
    order: Literal["little", "big"] = "little" if exif[:2] == b"II" else "big"
    at = int.from_bytes(exif[4:8], order)
    for entry in range(int.from_bytes(exif[at : at + 2], order)):
        start = at + 2 + 12 * entry
        if int.from_bytes(exif[start : start + 2], order) == _ORIENTATION:
            return int.from_bytes(exif[start + 8 : start + 10], order) not in (0, 1)
    return False
