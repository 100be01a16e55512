"""Words printed in capitals → as they are written in a sentence: as the document itself writes them elsewhere, else by the
names that are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ctct.compare.normal import folded
from ctct.source.syllable import is_syllable

_WORDS = re.compile(r"[^\W_]+|[\W_]+")
_ALWAYS_CAPITAL = re.compile(r"(?:[IVXLC]+|[A-ZĐ]{1,6}\d*)")
_AHEAD_OF_NAMES = frozenset(
    ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "thôn", "bản", "đặc khu", "tp", "tổ dân phố"]
)
_LONGEST, _MOST_PHRASES = 12, 400
_STOPS = re.compile(r"[.:!?“”\"(\[–-]")
_PROPER = (
    "Việt Nam", "Cộng sản", "Đảng", "Trung ương", "Nhà nước", "Chính phủ", "Quốc hội", "Ủy ban nhân dân", "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc", "Mặt trận Tổ quốc", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy", "Đảng bộ", "Đoàn Thanh niên",
    "Cộng sản Hồ Chí Minh", "Hồ Chí Minh", "Bộ", "Ban Chấp hành", "Ban Thường vụ", "Chủ tịch", "Phó Chủ tịch", "Bí thư",
    "Phó Bí thư", "Giám đốc", "Phó Giám đốc", "Chánh Văn phòng", "Phó Chánh Văn phòng", "Hà Nội",
)  # fmt: skip


def is_capitals(text: str) -> bool:
    """Return whether all letters of a text, and more than one, are capitals."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and not any(sign.islower() for sign in letters)


class Writing:
    """How one document writes its words where it does not print capitals; ``lowered`` keeps what was, and what it became."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self.lowered: list[tuple[str, str]] = []
        for proper in (*_PROPER, *_places()):
            self._learn(proper)
        for text in texts:
            if not is_capitals(text):
                self._learn(text, sentence=True)

    def _learn(self, text: str, *, sentence: bool = False) -> None:
        """Keep the words that begin with a capital, unless a ``sentence`` begins with them, with those that follow."""
        begins = sentence
        words: list[tuple[str, bool]] = []
        for token in _WORDS.findall(text):
            if token[0].isalnum():
                words.append((token, begins))
                begins = sentence and not words[-1][0].isalpha()  # «1.» and «a)» begin none
            elif sentence and not token.isspace():
                begins = begins or bool(_STOPS.search(token))
        for place, (word, first) in enumerate(words):
            if word[0].isupper() and not is_capitals(word) and not first:
                phrase = " ".join(one for one, _ in words[place : place + (_LONGEST if sentence else len(words))])
                phrases = self._known.setdefault(folded(word), {})
                if len(phrases) < _MOST_PHRASES:
                    phrases.setdefault(folded(phrase), phrase)

    def in_a_sentence(self, text: str) -> str:
        """Return a text in capitals in small letters, with the capitals that names have."""
        if not is_capitals(text):
            return text
        words = _WORDS.findall(text)
        made: list[str] = []
        place = 0
        while place < len(words):
            phrase = self._longest(words, place) or [self._alone(words, place, made)]
            made += phrase
            place += len(phrase)
        written = "".join(made)
        self.lowered.append((text, written[:1].upper() + written[1:]))
        return self.lowered[-1][1]

    def _longest(self, words: list[str], place: int) -> list[str] | None:
        """Return the words from one on as the document writes the most of them elsewhere."""
        known = self._known.get(folded(words[place]))
        if not known:
            return None
        asked = [word for word in words[place:] if word[0].isalnum()][:_LONGEST]
        # One word alone proves nothing: «Tỉnh» of «Tỉnh ủy» is no capital for every tỉnh.
        best = [written for written in known.values() if " " not in written][:1]
        for written in known.values():
            alike = _alike(asked, written.split())
            if len(alike) > max(1, len(best)):
                best = alike
        return _spread(words[place:], best) if best else None

    def _alone(self, words: list[str], place: int, made: list[str]) -> str:
        word = words[place]
        if not word[0].isalpha():
            return word
        before = "".join(made).casefold().rstrip()
        if any(before.endswith((" " + kind, kind) if before == kind else " " + kind) for kind in _AHEAD_OF_NAMES):
            return word.capitalize()
        if place > 1 and made and made[-1] == " " and made[-2][:1].isupper() and made[-2][1:].islower() and _is_in_name(made):
            return word.capitalize()
        if (_ALWAYS_CAPITAL.fullmatch(word) and not is_syllable(word.lower())) or re.fullmatch("[IVXLC]+", word):
            return word
        return word.lower()


def _is_in_name(made: list[str]) -> bool:
    """Return whether the last word goes on a name of a place: «tỉnh Lâm …»."""
    words = [word for word in made if word[0].isalpha()]
    return len(words) > 1 and words[-2].casefold() in _AHEAD_OF_NAMES


def _alike(asked: list[str], written: list[str]) -> list[str]:
    found = []
    for one, other in zip(asked, written, strict=False):
        if folded(one) != folded(other):
            break
        found.append(other)
    return found


def _spread(words: list[str], phrase: list[str]) -> list[str]:
    """Put the words of a phrase where those of a text stand, with what stands between them."""
    made: list[str] = []
    left = iter(phrase)
    taken = 0
    for word in words:
        if taken == len(phrase):
            break
        if word[0].isalnum():
            made.append(next(left))
            taken += 1
        else:
            made.append(word)
    return made


@cache
def _places() -> tuple[str, ...]:
    from ctct.source.shipped import shipped

    text = (shipped("templates") / "quy-tac" / "dia-danh.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
