"""Words of older encodings amid right Unicode: what is right never changes, what is not is right afterwards."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.source.shipped import word_list
from ctct.source.syllable import is_syllable
from ctct.source.text import decode

SURE = ["đồng", "Hội", "tỉnh", "thường", "vụ"]
"""Right, and unlike anything in an older encoding."""

COMMON = sorted(
    {
        word
        for line in (*word_list("ngat-dong.txt", "tu_ghep"), *word_list("chinh-ta.txt", "tieng_thuong_gap"))
        for word in line.replace(",", " ").split()
        if is_syllable(word)
    }
)
RIGHT = [*COMMON, "dùng", "cô", "vòng", "tù", "cò", "mét", "Ủy", "ỦY", "Bình", "100%", "«ông»", "5/2026;", "ha", "UBND"]

_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_BYTES = bytes.fromhex(
    "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb ae cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9"
    "aceaebecedee eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe"
).decode("latin-1")
TO_TCVN3 = str.maketrans(dict(zip(_LETTERS, _BYTES, strict=True)))

_VNI_TONES = {"\u0301": "ùáé", "\u0300": "øàè", "\u0309": "ûåú", "\u0303": "õãü", "\u0323": "ïäë"}
_VNI_WHOLE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def to_vni(word: str) -> str:
    return "".join(map(_vni_letter, word))


def _vni_letter(letter: str) -> str:
    if letter in _VNI_WHOLE:
        return _VNI_WHOLE[letter]
    base, *marks = list(unicodedata.normalize("NFD", letter))
    hat = next((mark for mark in marks if mark in "\u0302\u0306\u031b"), "")
    tone = next((mark for mark in marks if mark in _VNI_TONES), "")
    base = {"o\u031b": "ô", "u\u031b": "ö"}.get(base + hat, base)
    if hat == "\u031b" or not hat:
        return base + (_VNI_TONES[tone][0] if tone else "")
    if not tone:
        return base + ("â" if hat == "\u0302" else "ê")
    return base + _VNI_TONES[tone][1 if hat == "\u0302" else 2]


def proven(words: list[str]) -> list[tuple[str, str]]:
    """Words in an older encoding that are no syllables as they stand, with what they say."""
    encoded = [(word.translate(TO_TCVN3), word) for word in words] + [(to_vni(word), word) for word in words]
    return [(old, word) for old, word in encoded if len(old) > 2 and old != word and not is_syllable(old)]


def mended(text: str) -> str:
    """The text as the hints have it, as often as there is one."""
    for _ in range(20):
        try:
            return decode(text.encode())
        except Rejected as rejected:
            for fault in sorted(rejected.diagnostics, key=lambda one: one.region or (0, 0), reverse=True):
                assert fault.region
                assert fault.hint
                start, end = fault.region
                assert fault.message.startswith(f"«{text[start:end]}» ")
                text = text[:start] + fault.hint.removeprefix("có phải «").partition("»? Nếu phải, ")[0] + text[end:]
    return text


OLD = proven(COMMON)
PROOF = ([("Vieät", "Việt"), ("thuû", "thủ")], [("nh©n", "nhân"), ("ViÖt", "Việt")])
"""In VNI and in TCVN3: what tells that «töï», «b·i» are no foreign names, as they might be alone."""


def test_nearly_all_words_prove_their_encoding() -> None:
    assert len(OLD) > 700


@pytest.mark.parametrize("which", [0, 1])
@given(
    st.lists(st.sampled_from(RIGHT), max_size=8),
    st.lists(st.integers(0, 10_000), min_size=2, max_size=6, unique=True),
    st.randoms(use_true_random=False),
    st.sampled_from(SURE),
)
def test_right_words_never_change_beside_old_ones(
    which: int, right: list[str], picks: list[int], chance: object, sure: str
) -> None:
    kind = [pair for pair in OLD if (pair[0] == pair[1].translate(TO_TCVN3)) is bool(which)]
    words = [(word, word) for word in (*right, sure)] + PROOF[which] + [kind[pick % len(kind)] for pick in picks]
    chance.shuffle(words)  # type: ignore[attr-defined]
    assert mended(" ".join(old for old, _ in words)) == " ".join(word for _, word in words)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Hội đồng nhân dân, Uû ban nh©n d©n tØnh", "Hội đồng nhân dân, Uỷ ban nhân dân tỉnh"),
        ("nh©n d©n và Hội đồng nhân dân tØnh", "nhân dân và Hội đồng nhân dân tỉnh"),
        ("Mét ch÷ cò: thñ tôc.", "Một chữ cũ: thủ tục."),
        ("§¶NG Bé TØNH", "ĐẢNG Bộ TỈNH"),
        ("Kinh tÕ, x· héi; chÝnh trÞ", "Kinh tế, xã hội; chính trị"),
        ("Ban hành «thñ tôc» cho ph«i, b»ng", "Ban hành «thủ tục» cho phôi, bằng"),
        ("Việc thñ tục được làm", "Việc thủ tục được làm"),
        ("Về lµm việc", "Về làm việc"),
        ("Thác th¸c", "Thác thác"),
        ("Uû ban", "Uỷ ban"),
        ("Hội đồng; Coäng hoøa, công hoà", "Hội đồng; Cộng hòa, công hoà"),
    ],
)
def test_the_repair_is_as_wide_as_its_evidence(line: str, expected: str) -> None:
    assert mended(line) == expected


def test_a_long_line_is_told_in_pieces_that_end_with_a_word() -> None:
    line = "Céng hßa x· héi chñ nghÜa ViÖt Nam " * 12
    assert mended(line) == "Cộng hòa xã hội chủ nghĩa Việt Nam " * 12
