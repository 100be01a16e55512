"""Bytes of a draft → its text: what cannot be read is said at its place, before anything else looks at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.language import N_, _, decimal
from ctct.source.spans import Region

LIMIT_BYTES = 16 * 1024 * 1024
"""Bytes beyond which no text is read: a programme of 20,000 items has 5 to 8 MB."""
LIMIT_FAULTS = 10
"""How many faults of one kind are shown; one more counts the others."""
MOST_COUNTED = 1_000
"""How many others are counted: whoever has more of them has the wrong file, or one encoding to change."""
LOOKED_AT = 50_000
"""How many characters are looked at to tell in which encoding a text was written."""

_SAMPLE = 4_000
_CONTROLS = bytes({*range(32)} - {*b"\t\n\f\r\x1b"})
_MOST_CONTROLS = _SAMPLE // 20

_BINARY = {b"PK\x03\x04": N_("Word (.docx) hay tệp nén"), b"\xd0\xcf\x11\xe0": "Word (.doc)", b"%PDF": "PDF"}
_BOMS = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WIDE_BY_ZEROS = {"_0_0": "utf-16-le", "0_0_": "utf-16-be", "_000": "utf-32-le", "__00": "utf-32-le", "000_": "utf-32-be"}

_BROKEN = re.compile("[\udc80-\udcff]")  # what errors="surrogateescape" makes of a byte that is not UTF-8
_BROKEN_RUN = re.compile("[\udc80-\udcff]+")
_BROKEN_LINE = re.compile("[\udc80-\udcff].*")
# C1 controls and U+2028/2029 are good XML, but a YAML reader refuses the former and ends lines at the latter.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udc7f\udd00-\udfff\ufffe\uffff]")
_STRANGE, _MARKED, _SIGN = "ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ", "âêùõÂÊÙÕ", "¡-ª¬-º¼-¿×"
_SUSPECT = re.compile(  # one set in front, and only then what may stand round each: five times as fast as five alternatives
    f"[{_STRANGE}{_MARKED}{_SIGN}«»](?:(?<=[{_STRANGE}])|(?<=[aeoAEO][{_MARKED}])"
    f"|(?<=[{_SIGN}])(?:(?=[A-Za-z\xadÀ-ÿ])|(?<=[A-Za-zÀ-ÿ].))"
    r"|(?<=«)(?:(?=ng\b)|(?<=[A-Za-z].))|(?<=»)(?:(?=[a-z])|(?<=á.)))"
)
"""A Latin-1 character foreign to Vietnamese where no French name, guillemet or unit would have it."""


def decode(data: bytes, name: str | None = None) -> str:
    """Return the text of a file in UTF-8 (a BOM is dropped), in NFC, its line ends as they are.

    Raises :class:`Rejected` with every fault of the file; ``name`` becomes the ``file`` of each. Their regions count
    characters of :func:`legible`.
    """
    faults = _faults_of_file(data)
    text = "" if faults else _read(data)
    faults = faults or [*_broken(text), *_conflicts(text), *unfit(text), *_legacy(text)]
    if faults:
        raise Rejected(fault._replace(file=name) for fault in faults)
    return text


def legible(data: bytes) -> str:
    """Return the text of a refused file as far as it can be read: a byte that is not UTF-8 as the character that Windows
    shows for it. Never raises.
    """
    if len(data) > LIMIT_BYTES:
        return ""
    if codec := _wide_codec(data):
        return unicodedata.normalize("NFC", data.decode(codec, "replace"))
    return "" if _is_no_text(data) else _BROKEN_RUN.sub(_as_windows_shows, _read(data))


def _as_windows_shows(broken: re.Match[str]) -> str:
    return broken[0].encode("utf-8", "surrogateescape").decode("cp1258", "replace")


def unfit(text: str) -> list[Diagnostic]:
    """Return an error for each character that no document can hold: controls, lone surrogates, U+2028 …"""

    def describe(region: Region) -> tuple[str, str]:
        return (
            _("ký tự điều khiển «U+{ord:04X}» không thể có trong văn bản", ord=ord(text[region[0]])),
            _("ký tự này không hiện trên màn hình: xóa từ chữ đứng trước đến chữ đứng sau nó rồi gõ lại"),
        )

    return _few("NG04", (found.span() for found in _UNFIT.finditer(text)), describe)


def _few(
    code: str, regions: Iterable[Region], describe: Callable[[Region], tuple[str, str]], *, are_all: bool = True
) -> list[Diagnostic]:
    """Return errors for the first few regions and one that counts the rest, at the first of them; ``are_all`` says whether
    there are no further ones.
    """
    rest = iter(regions)
    faults = [error(code, (), *describe(region), region=region) for region in islice(rest, LIMIT_FAULTS)]
    if (following := next(rest, None)) is not None:
        count = 1 + sum(1 for _rest in islice(rest, MOST_COUNTED))
        message = _("từ đây còn «{count}» chỗ nữa mắc lỗi như trên", count=count)
        if count > MOST_COUNTED or not are_all:
            message = _("từ đây còn hơn «{count}» chỗ nữa mắc lỗi như trên", count=min(count, MOST_COUNTED))
        faults.append(error(code, (), message, region=following))
    return faults


def _faults_of_file(data: bytes) -> list[Diagnostic]:
    """Return what keeps the file from being read as text at all."""
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            message = _("đây là tệp «{kind}», không phải dự thảo dạng văn bản thuần", kind=_(kind))
            hint = _("chọn tệp dự thảo .yaml hoặc .md")
            if "Word" in kind:
                hint = _("chọn tệp dự thảo .yaml hoặc .md; đọc tệp Word thành dự thảo bằng «ctct import»")
            return [error("NG08", (), message, hint, region=(0, 0))]
    if len(data) > LIMIT_BYTES:
        size = decimal(len(data) / 2**20)
        message = _("tệp lớn «{size} MB», vượt mức {limit} MB", size=size, limit=LIMIT_BYTES >> 20)
        hint = _("xem lại có đúng tệp dự thảo không; nếu đúng thì chia thành nhiều tệp nhỏ hơn")
        return [error("NG01", (), message, hint, region=(0, 0))]
    if codec := _wide_codec(data):
        message = _("tệp lưu với bảng mã «{codec}», không phải UTF-8", codec=codec[:6].upper())
        return [error("NG02", (), message, _("lưu lại tệp, chọn bảng mã (Encoding) là UTF-8"), region=(0, 0))]
    if _is_no_text(data):
        message = _("đây là tệp nhị phân (hình, chương trình, tệp hỏng …), không phải dự thảo dạng văn bản thuần")
        return [error("NG08", (), message, _("chọn tệp dự thảo .yaml hoặc .md"), region=(0, 0))]
    return []


def _is_no_text(data: bytes) -> bool:
    """Return whether a file begins with more control bytes than any text in any one-byte encoding has."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS


def _wide_codec(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 codec that a BOM or the places of NUL bytes tell, else ``None``."""
    for bom, codec in _BOMS.items():
        if data.startswith(bom):
            return codec
    sample = data[:_SAMPLE]
    zeros = "".join("0" if sample[place::4].count(0) * 20 > len(sample) else "_" for place in range(4))
    return _WIDE_BY_ZEROS.get(zeros)


def _read(data: bytes) -> str:
    """Return the text in NFC, with a lone surrogate for each byte that is not UTF-8."""
    text = data.decode("utf-8-sig", "surrogateescape")
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _byte(lone_surrogate: str) -> int:
    """Return the byte that «surrogateescape» stands for."""
    return ord(lone_surrogate) - 0xDC00


def _broken(text: str) -> list[Diagnostic]:
    """Return one error for a file in an older encoding, else one for the first byte of each line that is not UTF-8."""
    if not (first := _BROKEN.search(text)):
        return []
    from ctct.source.legacy import guess_encoding

    def convert(encoding: str) -> str:
        return _("chuyển từ {encoding} sang Unicode (chẳng hạn bằng UniKey) rồi lưu với bảng mã UTF-8", encoding=encoding)

    def describe(region: Region) -> tuple[str, str]:
        line = text[slice(*_line(text, region[0]))][:LOOKED_AT]
        message = _("byte «0x{byte:02X}» không phải UTF-8", byte=_byte(text[region[0]]))
        if encoding := guess_encoding(line.encode("utf-8", "surrogateescape")):
            return _("{message}; dòng này có vẻ viết bằng {encoding}", message=message, encoding=encoding), convert(encoding)
        return message, _("mở tệp bằng phần mềm đã soạn ra nó rồi lưu lại với bảng mã UTF-8")

    around = text[max(0, first.start() - LOOKED_AT) : first.start() + LOOKED_AT]
    if encoding := guess_encoding(around.encode("utf-8", "surrogateescape")):
        message = _("tệp lưu với bảng mã «{encoding}», không phải UTF-8", encoding=encoding)
        return [error("NG03", (), message, convert(encoding), region=first.span())]
    first_of_lines = ((found.start(), found.start() + 1) for found in _BROKEN_LINE.finditer(text))
    return _few("NG03", first_of_lines, describe)


_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_ENDS_CONFLICT = re.compile(r"^>{7}(?: |$)", re.MULTILINE)


def _conflicts(text: str) -> list[Diagnostic]:
    """Return an error for each place that git could not merge."""

    def describe(region: Region) -> tuple[str, str]:
        message = _("chỗ này git chưa hợp nhất được: từ «<<<<<<<» đến «=======» là bản này, từ đó đến «>>>>>>>» là bản kia")
        return message, _("giữ phần đúng, xóa phần kia và ba dòng dấu")

    if "<<<<<<< " not in text or not _ENDS_CONFLICT.search(text):
        return []
    return _few("NG32", (_line(text, found.start()) for found in _CONFLICT.finditer(text)), describe)


def _legacy(text: str) -> list[Diagnostic]:
    """Return an error for each stretch that was typed in TCVN3 or VNI, or converted wrongly."""
    lines = list(_suspect_lines(text))
    if not lines:
        return []
    from ctct.source.legacy import find_legacy

    are_all = not _SUSPECT.search(text, lines[-1][1])
    return [
        fault for kind in find_legacy(text, lines) for fault in _few(kind.code, kind.readings, kind.describe, are_all=are_all)
    ]


def _suspect_lines(text: str) -> Iterator[Region]:
    """Yield start and end of each line that may hold text of an older encoding, until there is enough to tell."""
    end = looked_at = 0
    while looked_at < LOOKED_AT and (suspect := _SUSPECT.search(text, end)):
        start, end = _line(text, suspect.start())
        end = min(end, suspect.end() + LOOKED_AT)
        looked_at += end - start
        yield start, end


def _line(text: str, place: int) -> Region:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)
