"""What the rules of typing, spelling and capitals stand on: texts without marks, tones, struck keys, safe fixes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ctct.drafting.fix import apply_fixes
from ctct.lint.engine import Selection
from ctct.lint.keys import read_telex, read_vni
from ctct.lint.letters import new_style, old_style, with_tone, without_tone
from ctct.lint.prose import SOLID, THIN, Prose
from ctct.lint.registry import RULES, Rule
from ctct.lint.texts import SEPARATOR, Texts
from ctct.model.document import VanBan
from ctct.outcome import Outcome
from ctct.pipeline import check, lint
from ctct.project.files import Source
from ctct.source.shipped import word_list
from ctct.source.syllable import is_syllable
from test_rules import BASES, DIRECTORY, retold

OURS = ("VH", "GM", "CH", "DC")
SYLLABLES = sorted(set(" ".join(word_list("chinh-ta.txt", "tieng_thuong_gap")).split()))


@cache
def base() -> VanBan:
    draft = check(Source("d.yaml", (BASES["nha-nuoc"] + "ket: a\n").encode(), Path())).draft
    assert draft is not None
    return draft


def prose_of(*lines: str) -> Prose:
    return Prose(Texts(base().model_copy(update={"ket": lines})))


def shown(text: str) -> str:
    """Return how ``text`` looks to the rules: ``·`` for a stretch that is as nothing, ``#`` for one that is unknown."""
    marked = next(part for part in prose_of(f"|{text}").joined.split(SEPARATOR) if part.startswith("|"))
    return re.sub("#+", "#", re.sub("·+", "·", marked[1:].replace(THIN, "·").replace(SOLID, "#")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tại @can-bo, @~a+b và núi[^mien-nui].", "Tại #, # và núi·."),
        ("Theo *mẫu* và **biểu**; 3 \\* 4.", "Theo ·mẫu· và ·biểu·; 3 · 4."),
        ("Gửi vptu@quangngai.gov.vn, xem (https://a.vn/b?c=d).", "Gửi #, xem (#)."),
        ("Số 01-NQ/TU, ngày 6/4/2021, lúc 8h30, v.v.", "Số 01-NQ/TU, ngày 6/4/2021, lúc 8h30, v.v."),
        ("P. TH; TP. Đà Lạt; mục 1.1.", "P. TH; TP. Đà Lạt; mục 1.1."),
    ],
)
def test_marks_and_addresses_are_blotted_out(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(st.lists(st.text("aĐẠoàỦyǅİẞ @[^]*\\.:/wvn-1“", min_size=1), min_size=1, max_size=4))
def test_every_string_of_the_prose_has_the_places_of_the_texts(lines: list[str]) -> None:
    prose = prose_of(*(unicodedata.normalize("NFC", line) for line in lines))
    whole = SEPARATOR.join(text.text for text in Texts(base().model_copy(update={"ket": tuple(lines)})))
    strings = (prose.joined, prose.lowered, prose.in_old_style, prose.folded)
    assert {len(string) for string in strings} == {len(unicodedata.normalize("NFC", whole))}


@given(st.sampled_from(SYLLABLES))
def test_a_tone_comes_back_to_its_letter(syllable: str) -> None:
    assert with_tone(*without_tone(syllable)) == old_style(syllable)
    assert old_style(new_style(syllable)) == old_style(syllable)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("hòan", "hoàn"),
        ("qúy", "quý"),
        ("đựơc", "được"),
        ("cuả", "của"),
        ("thủơ", "thuở"),
        ("khủyu", "khuỷu"),
    ],
)
def test_a_tone_is_moved_to_its_letter(wrong: str, right: str) -> None:
    assert with_tone(*without_tone(wrong)) == right


def struck(syllable: str, hats: dict[str, str], tones: str) -> str:
    """Return the keys that give ``syllable``, the tone's key last."""
    bare, tone = without_tone(syllable)
    keys = "".join(hats.get(letter, letter) for letter in bare)
    return keys + (tones["\u0301\u0300\u0309\u0303\u0323".index(tone)] if tone else "")


@given(st.sampled_from([word for word in SYLLABLES if not word.isascii()]))
def test_keys_left_as_struck_are_read_back(syllable: str) -> None:
    telex = struck(syllable, {"đ": "dd", "â": "aa", "ê": "ee", "ô": "oo", "ă": "aw", "ơ": "ow", "ư": "uw"}, "sfrxj")
    vni = struck(syllable, {"đ": "d9", "â": "a6", "ê": "e6", "ô": "o6", "ă": "a8", "ơ": "o7", "ư": "u7"}, "12345")
    if len(telex) > 2 and not is_syllable(telex) and telex not in " ".join(word_list("chinh-ta.txt", "tu_nuoc_ngoai")).split():
        reading = read_telex(telex)
        assert reading is not None
        assert reading.word == old_style(syllable)
    reading = read_vni(vni)
    assert reading is None or reading.word == old_style(syllable)
    assert reading is not None or len(syllable) == 1


def judge_for(code: str) -> Callable[[Source], Outcome]:
    def judge(source: Source) -> Outcome:
        outcome = check(source)
        return lint(outcome, Selection(select=(code,)), date(2026, 11, 1))

    return judge


def test_a_draft_in_the_new_style_throughout_is_silent(tmp_path: Path) -> None:
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    draft = BASES["nha-nuoc"].replace("ủy", "uỷ").replace("Ủy", "Uỷ") + "ket: Tỉnh uỷ khoá XX, toà án, hoà giải, Thuý.\n"
    assert judge_for("CH01")(Source("d.yaml", draft.encode(), tmp_path)).findings == ()


def wrong_fragments() -> list[object]:
    wrong = [
        (rule, layout, number, fragment)
        for rule in RULES.values()
        if rule.code.startswith(OURS)
        for layout in rule.layouts
        for number, fragment in enumerate(rule.wrong, 1)
    ]
    return [pytest.param(rule, layout, text, id=f"{rule.code}-{layout}-{number}") for rule, layout, number, text in wrong]


@pytest.mark.parametrize(("rule", "layout", "fragment"), wrong_fragments())
def test_a_fix_cures(rule: Rule, layout: str, fragment: str, tmp_path: Path) -> None:
    fragment = retold(fragment, layout)
    keys = yaml.load(fragment, yaml.BaseLoader)
    kept = {key: value for key, value in yaml.load(BASES[layout], yaml.BaseLoader).items() if key not in keys}
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    draft = f"{yaml.safe_dump(kept, allow_unicode=True)}{fragment}\n"
    result = apply_fixes(Source("d.yaml", draft.encode(), tmp_path), judge_for(rule.code))
    assert result.left == ()
    assert [one for one in result.outcome.findings if one.fix is not None] == []
