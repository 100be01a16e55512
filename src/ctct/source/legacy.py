"""Vietnamese text that is Unicode letter by letter and yet unreadable: typed in TCVN3 or VNI, or converted wrongly.

«Cộng hòa» then reads «Céng hßa», «Coäng hoøa» or «Cá»™ng hÃ²a». Such text is told from French names, guillemets and
units by reading each word back: a word counts only if it is no Vietnamese syllable as it stands and is one in the
older encoding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from ctct.source.spans import Region
from ctct.source.syllable import is_syllable

_WORD = re.compile("[A-Za-z¡-ɏ\u0300-\u036fẠ-ỹ]+")
_NO_EVIDENCE = re.compile("..?|.·.|.*ï|.*[îïû]t")  # µm, «c), N·m, Thaï, goût
_TCVN3 = str.maketrans(
    bytes.fromhex(
        "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9"
        "aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe a1a2a3a4a5a6a7"
    ).decode("latin-1"),
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_CONVERT = "chuyển sang Unicode (chẳng hạn bằng UniKey) rồi dán lại"
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[íìæóòîñôö]", re.IGNORECASE)
_VNI_LETTERS = dict(zip("íìæóòîñôö", "íìỉĩịỵđơư", strict=True))
_VNI_MARKS = {"â": "\u0302", "ê": "\u0306"} | {
    mark: hat + tone
    for hat, marks in (("", "ùøûõï"), ("\u0302", "áàåãä"), ("\u0306", "éèúüë"))
    for mark, tone in zip(marks, "\u0301\u0300\u0309\u0303\u0323", strict=True)
}


def _last_in_cp1252(letters: str) -> str:
    """Return, for a character class, how the last UTF-8 byte of each letter looks in cp1252 and in Latin-1."""
    last = bytes(letter.encode()[-1] for letter in letters)
    return re.escape(last.decode("cp1252", "ignore") + last.decode("latin-1"))


_MISREAD = re.compile(
    "[A-Za-z]{0,7}(?:"
    f"(?<=[a-z])Ã[{_last_in_cp1252('àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ')}]"
    f"|Ã[{_last_in_cp1252('áâãèéêìíòóôõùúýÁÂÉÊÍÔÚÝ')}](?=[a-z])"
    f"|Ä[{_last_in_cp1252('ĂăĐđĨĩ')}]|Æ[{_last_in_cp1252('ơƯư')}]"
    # after «á»» a quotation mark or a dash is mere punctuation unless a letter follows
    "|á[º»](?:[¡-¿ŠŒŽšœžŸƒˆ˜™†‡€‰‹›]|[\x80-\x9f‘-”‚„–—…•](?=[a-z])))[A-Za-z]{0,7}"
)

_TWO_OR_THREE_BYTES = re.compile("[ÂÃÄÅÆ].|[áâ]..")


@dataclass(slots=True)
class Legacy:
    """What was found of one kind: the stretch from the first to the last strange word of each line, and all the words."""

    code: str
    text: str
    regions: list[Region] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    @property
    def convincing(self) -> bool:
        """Whether this is more than a foreign name; a wrong conversion leaves traces that nothing else does."""
        return self.code == "NG07" or len(self.words) > 1 or any(len(word) > 4 for word in self.words)

    def describe(self, region: Region) -> tuple[str, str]:
        """Return the message and the hint for one of the regions."""
        shown = self.text[slice(*region)][:60]
        kind, read, cure = _READERS[self.code]
        return f"«{shown}» {kind}", f"có phải «{read(shown)}»? Nếu phải, {cure}"


def find_legacy(text: str, lines: Iterable[Region]) -> list[Legacy]:
    """Return what in the given lines of ``text`` was typed in TCVN3 (NG05) or VNI (NG06), or converted wrongly (NG07)."""
    kinds = {code: Legacy(code, text) for code in _READERS}
    for start, end in lines:
        code, found = _look(text[start:end])
        if found:
            kinds[code].regions.append((start + found[0].start(), start + found[-1].end()))
            kinds[code].words.update(word.group() for word in found)
    return [kind for kind in kinds.values() if kind.convincing]


def read_legacy(code: str, text: str) -> str:
    """Return a text in which :func:`find_legacy` found ``code``, in the letters that are meant."""
    return _READERS[code][1](text)


def guess_encoding(line: bytes) -> str | None:
    """Return the name of the Vietnamese one-byte encoding in which most words of the line are syllables."""
    readings = {
        "TCVN3 (ABC)": line.decode("latin-1").translate(_TCVN3),
        "VNI": _from_vni(line.decode("latin-1")),
        "Windows-1258": unicodedata.normalize("NFC", line.decode("cp1258", "replace")),
    }
    shares = {}
    for name, reading in readings.items():
        words = [word for word in _WORD.findall(reading) if not word.isascii()]
        shares[name] = sum(map(is_syllable, words)) / max(len(words), 1)
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.6 else None


def _look(line: str) -> tuple[str, list[re.Match[str]]]:
    """Return the code of the encoding that most words of the line tell of, and those words."""
    misread = list(_MISREAD.finditer(line))
    if misread:
        return "NG07", misread
    foreign = [word for word in _WORD.finditer(line) if not word.group().isascii()]
    found = {code: [word for word in foreign if code in _evidence(word.group())] for code in ("NG05", "NG06")}
    code = max(found, key=lambda code: len(found[code]))
    return code, found[code]


@lru_cache(maxsize=20_000)
def _evidence(word: str) -> frozenset[str]:
    """Return the codes of the encodings in which the word is a syllable, none if it is one as it stands."""
    if max(word) > "\xff" or _NO_EVIDENCE.fullmatch(word) or is_syllable(word):
        return frozenset()
    return frozenset(code for code in ("NG05", "NG06") if is_syllable(_READERS[code][1](word)))


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        base, mark = match.groups()
        if base is None:
            read = _VNI_LETTERS[match.group().lower()]
            return read if match.group().islower() else read.upper()
        base = {"ô": "ơ", "ö": "ư", "Ô": "Ơ", "Ö": "Ư"}.get(base, base)
        return unicodedata.normalize("NFC", base + _VNI_MARKS[mark.lower()])

    return _VNI.sub(letter, text)


def _from_misread(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        try:
            raw = b"".join(sign.encode("latin-1" if sign < "\u0100" else "cp1252") for sign in match.group())
            return raw.decode()
        except UnicodeError:
            return match.group()

    return _TWO_OR_THREE_BYTES.sub(letter, text)


_READERS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "NG05": ("là chữ bảng mã TCVN3 (ABC), không phải Unicode", _from_tcvn3, _CONVERT),
    "NG06": ("là chữ bảng mã VNI, không phải Unicode", _from_vni, _CONVERT),
    "NG07": ("là chữ UTF-8 đã bị đọc nhầm bảng mã", _from_misread, "mở lại tệp gốc với bảng mã UTF-8 rồi chép lại"),
}
