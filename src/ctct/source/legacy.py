"""Vietnamese text that is Unicode letter by letter and yet unreadable: typed in TCVN3 or VNI, or converted wrongly.

«Cộng hòa» then reads «Céng hßa», «Coäng hoøa» or «Cá»™ng hÃ²a». Such text is told from French names, guillemets and
units by reading each word back: a word counts only if it is no Vietnamese syllable as it stands and is one in the
older encoding. Only such words are read anew, and those between them that could be either where nothing speaks for Unicode:
what is right stays as it is beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ctct.language import N_, _
from ctct.source.shipped import word_list
from ctct.source.spans import Region
from ctct.source.syllable import is_syllable

_WORD = re.compile("[A-Za-z¡-ɏ\u0300-\u036fẠ-ỹ]+")
_NO_EVIDENCE = re.compile("..?|.·.|.*ï|.*[îïû]t")  # µm, «c), N·m, Thaï, goût
_IN_NO_NAME = re.compile("[¡-©¬®-±´¶¸¼-¿×÷ßÞþñÑ]")
"""What no foreign name has that looks like a Vietnamese syllable in an older encoding."""
_SHORT = re.compile("[A-Za-z®]{0,1}[ñû®µÛÑ][A-Za-zñ]?")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_LONGEST = 100
"""So many characters at most are told, and put right, as one."""
_TCVN3 = str.maketrans(
    bytes.fromhex(
        "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9"
        "aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe a1a2a3a4a5a6a7"
    ).decode("latin-1"),
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_CONVERT = N_("chuyển sang Unicode (chẳng hạn bằng UniKey) rồi dán lại")
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
    """What was found of one kind: the stretches that it fills, what each of them reads, and all the words."""

    code: str
    text: str
    readings: dict[Region, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    @property
    def convincing(self) -> bool:
        """Whether this is more than a foreign name; a wrong conversion leaves traces that nothing else does."""
        if self.code == "NG07" or len(self.words) > 1:
            return True
        return any(
            len(word) > 4 or _IN_NO_NAME.search(word) or _is_frequent(_reading(word, self.code) or "") for word in self.words
        )

    def describe(self, region: Region) -> tuple[str, str]:
        """Return the message and the hint for one of the regions."""
        message, cure = _KINDS[self.code]
        return _(message, words=self.text[slice(*region)]), _(
            "có phải «{readings}»? Nếu phải, {cure}", readings=self.readings[region], cure=_(cure)
        )

    def put_right(self, text: str) -> str:
        """Return a part of the text with the words that were found in it in the letters that are meant."""
        if self.code == "NG07":
            return _from_misread(text)
        pieces, at = [], 0
        for start, end in _words(text, 0, len(text)):
            if text[start:end] in self.words:
                pieces += [text[at:start], _reading(text[start:end], self.code) or ""]
                at = end
        return "".join([*pieces, text[at:]])


class _Stretch(NamedTuple):
    """Words with no right word between them: where each stands in the text. ``alone`` says that in the whole line none is right
    as it stands.
    """

    words: list[Region]
    alone: bool


def find_legacy(text: str, lines: Iterable[Region]) -> list[Legacy]:
    """Return what in the given lines of ``text`` was typed in TCVN3 (NG05) or VNI (NG06), or converted wrongly (NG07)."""
    kinds = {code: Legacy(code, text) for code in _KINDS}
    stretches: list[_Stretch] = []
    for start, end in lines:
        misread = list(_MISREAD.finditer(text, start, end))
        if misread:
            region = misread[0].start(), misread[-1].end()
            kinds["NG07"].readings[region] = _from_misread(text[slice(*region)])
        else:
            stretches += _stretches(text, start, end)
    proof = {code: sum(_proof(text, one, code) for one in stretches) for code in _READERS}
    for stretch in stretches:
        code, found = _read_anew(text, stretch, proof)
        if found:
            kinds[code].words.update(text[slice(*region)] for region in found)
            kinds[code].readings.update(_pieces(text, found, code))
    return [kind for kind in kinds.values() if kind.readings and kind.convincing]


def _stretches(text: str, start: int, end: int) -> Iterator[_Stretch]:
    """Yield what may be of an older encoding in a line; a word that is right as it stands ends a stretch."""
    words = [region for region in _words(text, start, end) if not text[slice(*region)].isascii()]
    right = [_stays(text[slice(*region)]) for region in words]
    for stays, group in groupby(zip(right, words, strict=True), key=itemgetter(0)):
        if not stays:
            yield _Stretch([region for _rest, region in group], not any(right))


def _proof(text: str, stretch: _Stretch, code: str) -> int:
    """Return how much the words of a stretch tell of an encoding; frequent syllables tell more."""
    words = (text[slice(*region)] for region in stretch.words)
    return sum(1 + _is_frequent(_reading(word, code) or "") for word in words if _proves(word, code))


def _read_anew(text: str, stretch: _Stretch, proof: Mapping[str, int]) -> tuple[str, list[Region]]:
    """Return the encoding of a stretch, and which of its words are to be read in it: those that could be either only where
    more words prove it, and none in the line is right as it stands. ``proof`` is that of all stretches.
    """
    code = max(_READERS, key=lambda code: (_proof(text, stretch, code), proof[code]))
    words = [(region, text[slice(*region)]) for region in stretch.words]
    proving = sum(_proves(word, code) for _rest, word in words)
    either = stretch.alone and proving > sum(_is_sound(word) for _rest, word in words)
    read = (one for one in words if either or not _is_sound(one[1]))
    return code, [region for region, word in read if _fits(word, code, proof[code] > 0)]


def _words(text: str, start: int, end: int) -> Iterator[Region]:
    """Yield where words stand; a guillemet that no syllable has is none of their letters (in TCVN3 «ô» looks like one)."""
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        if text[first] in "«»" and not _reading(match[0], "NG05"):
            first += 1
        if last - first > 1 and text[last - 1] in "«»" and not _reading(text[first:last], "NG05"):
            last -= 1
        if last > first:
            yield first, last


def _pieces(text: str, words: list[Region], code: str) -> Iterator[tuple[Region, str]]:
    """Yield parts of a stretch, from word to word and of a bearable length, with what each reads."""
    begun = 0
    for at in range(1, len(words) + 1):
        if at == len(words) or words[at][1] - words[begun][0] > _LONGEST:
            start, end = words[begun][0], words[at - 1][1]
            pieces = []
            for first, last in words[begun:at]:
                pieces += [text[start:first], _reading(text[first:last], code) or ""]
                start = last
            yield (words[begun][0], end), "".join(pieces)
            begun = at


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


@lru_cache(maxsize=20_000)
def _reading(word: str, code: str) -> str | None:
    """Return what a word says in an older encoding, ``None`` if it is no syllable there; in capitals where its plain letters
    are, for the fonts of TCVN3 have no other letters with tones.
    """
    if max(word) > "\xff":
        return None
    read = _READERS[code](word)
    if read == word or not is_syllable(read):
        return None
    plain = [letter for letter in word if "A" <= letter.upper() <= "Z"]
    return read.upper() if len(plain) > 1 and all(map(str.isupper, plain)) else read


@lru_cache(maxsize=20_000)
def _is_sound(word: str) -> bool:
    """Return whether the word is a Vietnamese syllable as it stands, in capitals and small letters as one writes them."""
    return is_syllable(word) and (word.islower() or word.isupper() or word.istitle())


def _stays(word: str) -> bool:
    """Return whether the word is right as it stands, and no older encoding would make a better one of it."""
    if not _is_sound(word):
        return False
    return _is_frequent(word) or not any(_reading(word, code) for code in _READERS)


def _proves(word: str, code: str) -> bool:
    return not (_NO_EVIDENCE.fullmatch(word) or _is_sound(word)) and _reading(word, code) is not None


def _is_short_proof(word: str) -> bool:
    """Return whether a word of two letters, one of which Vietnamese lacks, is a frequent syllable in TCVN3: «Uû», «®ñ»."""
    return _SHORT.fullmatch(word) is not None and not _is_sound(word) and _is_frequent(_reading(word, "NG05") or "")


def _fits(word: str, code: str, proven: bool) -> bool:
    """Return whether a word is to be read anew: what proves nothing by itself, only as a frequent syllable beside proof."""
    if _proves(word, code) or (code == "NG05" and _is_short_proof(word)):
        return True
    read = _reading(word, code)
    return proven and read is not None and (_is_sound(word) or word[0] in "®§" or _is_frequent(read))


def _is_frequent(word: str) -> bool:
    return _spelling(word) in _frequent()


@cache
def _frequent() -> frozenset[str]:
    """Return the syllables of the word lists that ship with ctct."""
    lists = (*word_list("chinh-ta.txt", "tieng_thuong_gap"), *word_list("ngat-dong.txt", "tu_ghep"))
    return frozenset(_spelling(word) for line in lists for word in line.replace(",", " ").split())


def _spelling(word: str) -> str:
    """Return the letters of a word with its tone behind them: «uỷ» and «ủy» are one."""
    letters = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", _TONES.sub("", letters)) + "".join(_TONES.findall(letters))


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


_READERS: dict[str, Callable[[str], str]] = {"NG05": _from_tcvn3, "NG06": _from_vni}
_KINDS = {
    "NG05": (N_("«{words}» là chữ bảng mã TCVN3 (ABC), không phải Unicode"), _CONVERT),
    "NG06": (N_("«{words}» là chữ bảng mã VNI, không phải Unicode"), _CONVERT),
    "NG07": (N_("«{words}» là chữ UTF-8 đã bị đọc nhầm bảng mã"), N_("mở lại tệp gốc với bảng mã UTF-8 rồi chép lại")),
}
