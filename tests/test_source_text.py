"""Bytes become text: what is refused, where, and what must never be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.diagnostics import Diagnostic, Rejected
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.source.legacy import guess_encoding
from ctct.source.spans import Spans
from ctct.source.text import LIMIT_BYTES, LIMIT_FAULTS, decode, legible
from ctct.source.yaml_findings import MOST_FAULTS

VIETNAMESE = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"


def refused(data: bytes | str) -> list[Diagnostic]:
    with pytest.raises(Rejected) as caught:
        decode(data if isinstance(data, bytes) else data.encode())
    return list(caught.value.diagnostics)


def place(fault: Diagnostic, data: bytes | str) -> tuple[str, int, int]:
    assert fault.region is not None
    assert fault.at == ()
    text = legible(data if isinstance(data, bytes) else data.encode())
    return fault.code, *Spans.for_text(text).line_column(fault.region[0])


def marked(fault: Diagnostic, text: str) -> str:
    assert fault.region is not None
    return text[slice(*fault.region)]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_utf8_with_and_without_bom(bom: bytes) -> None:
    assert decode(bom + VIETNAMESE.encode()) == VIETNAMESE


def test_text_becomes_nfc_and_keeps_its_line_ends() -> None:
    decomposed = unicodedata.normalize("NFD", "Điều một\r\nĐiều hai\rĐiều ba\n")
    assert decode(decomposed.encode()) == "Điều một\r\nĐiều hai\rĐiều ba\n"


def test_name_goes_to_every_fault() -> None:
    with pytest.raises(Rejected) as caught:
        decode(b"a\x01b\xff", "danh-ba/a.yaml")
    assert {(fault.code, fault.file) for fault in caught.value.diagnostics} == {
        ("NG03", "danh-ba/a.yaml"),
        ("NG04", "danh-ba/a.yaml"),
    }


def test_too_large() -> None:
    (fault,) = refused(b" " * (LIMIT_BYTES + 1))
    assert (fault.code, fault.region) == ("NG01", (0, 0))
    assert "16 MB" in fault.message
    assert legible(b" " * (LIMIT_BYTES + 1)) == ""


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_utf16_and_utf32(codec: str) -> None:
    data = ("ten: " + VIETNAMESE).encode(codec)
    (fault,) = refused(data)
    assert place(fault, data) == ("NG02", 1, 1)
    assert codec[:6].upper() in fault.message
    assert legible(data).endswith(VIETNAMESE)


@pytest.mark.parametrize("data", [b"PK\x03\x04\x14\0\6\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n"])
def test_word_and_pdf_files(data: bytes) -> None:
    assert [fault.code for fault in refused(data)] == ["NG08"]


@pytest.mark.parametrize(
    "data",
    [bytes(100_000), Random(1).randbytes(100_000), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + Random(2).randbytes(5000)],
    ids=["zeros", "random", "a picture"],
)
def test_what_is_no_text_is_one_fault(data: bytes) -> None:
    (fault,) = refused(data)
    assert (fault.code, fault.region) == ("NG08", (0, 0))
    assert "nhị phân" in fault.message
    assert legible(data) == ""


def test_one_control_character_is_no_binary_file() -> None:
    assert [fault.code for fault in refused("ten: a\0b\n" + VIETNAMESE * 200)] == ["NG04"]


TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam"
NONSENSE = {
    "zeros": bytes,
    "random bytes": lambda size: Random(1).randbytes(size),
    "bytes that are no UTF-8": lambda size: b"\xff" * size,
    "an endless line": lambda size: b"a" * size,
    "TCVN3": lambda size: f"- {TCVN3}\n".encode() * (size // 50),
    "TCVN3 in one line": lambda size: TCVN3.encode() * (size // 48),
    "a log": lambda size: b"2021-01-01 12:00:00 ERROR: gone\n" * (size // 32),
    "brackets": lambda size: b"[" * size,
}


@pytest.mark.parametrize("make", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused_at_once(make: Callable[[int], bytes]) -> None:
    """With few findings, however much there is of it: a stranger names the wrong file, and waits."""
    data = make(3_000_000)
    before = process_time()
    found = check(Source("d.yaml", data, Path("/nonexistent"))).findings
    assert 1 <= len(found) <= MOST_FAULTS + 1
    assert process_time() - before < 1.5


def test_a_huge_key_is_told_in_a_few_words() -> None:
    for text in ("ten: a\n" + "k" * 200_000 + "\nghi: b\n", "ten: a\n? " + "k " * 100_000 + "\n: b\n"):
        (fault,) = check(Source("d.yaml", text.encode(), Path("/nonexistent"))).findings
        assert fault.code in ("NG12", "NG22")
        assert len(fault.message + str(fault.hint)) < 500


def test_what_is_not_looked_at_is_counted_as_more() -> None:
    assert "còn hơn" in refused(f"- {TCVN3}\n" * 5000)[-1].message
    assert "còn hơn «1000»" in refused("ten: nội dung công việc của cơ quan \x01\n" * 5000)[-1].message


def test_bytes_that_are_not_utf8() -> None:
    data = b"\xef\xbb\xbften: a\r\nghi: caf\xe9 cr\xe8me\r\nso: \xff\r\n"
    faults = refused(data)
    assert [place(fault, data) for fault in faults] == [("NG03", 2, 9), ("NG03", 3, 5)]
    assert "0xE9" in faults[0].message
    assert legible(data) == "ten: a\r\nghi: café crème\r\nso: ÿ\r\n"


def test_whole_file_in_an_older_encoding_is_one_fault() -> None:
    line = "- Hô\u0323i nghi\u0323 Ti\u0309nh u\u0309y, nghi\u0303a vu\u0323 cu\u0309a Đa\u0309ng bô\u0323\n".encode("cp1258")
    data = b"loai: chuong_trinh\n" + 40 * line
    (fault,) = refused(data)
    assert place(fault, data) == ("NG03", 2, 4)
    assert "Windows-1258" in fault.message
    assert [one.code for one in refused("- Hội nghị Tỉnh ủy, Ban Thường vụ, Đảng bộ\n".encode() * 9 + 2 * line)] == ["NG03"] * 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1"), "TCVN3 (ABC)"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam".encode("latin-1"), "VNI"),
        ("Cô\u0323ng ho\u0300a xa\u0303 hô\u0323i chu\u0309 nghi\u0303a".encode("cp1258"), "Windows-1258"),
        ("Voilà le château".encode("latin-1"), None),
    ],
)
def test_one_byte_encodings_are_named(line: bytes, name: str | None) -> None:
    assert guess_encoding(line) == name
    (fault,) = refused(b"ten: " + line)
    assert fault.code == "NG03"
    assert (name or "có vẻ") in fault.message or name is None


@pytest.mark.parametrize(
    "character", ["\0", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x9f", "\u2028", "\ufffe", "\uffff"]
)
def test_characters_that_no_document_can_hold(character: str) -> None:
    text = f"ten: a\r\nghi: Đ{character}b\r\n"
    (fault,) = refused(text)
    assert place(fault, text) == ("NG04", 2, 7)
    assert f"U+{ord(character):04X}" in fault.message


def test_many_faults_of_one_kind_are_counted() -> None:
    faults = refused("\x07\n" * 30)
    assert len(faults) == LIMIT_FAULTS + 1
    assert place(faults[-1], "\x07\n" * 30) == ("NG04", LIMIT_FAULTS + 1, 1)
    assert "«20»" in faults[-1].message


@pytest.mark.parametrize(
    ("line", "code", "read"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "NG05", "Cộng hòa xã hội chủ nghĩa Việt"),
        ("§éc lËp - Tù do - H¹nh phóc", "NG05", "Độc lập - Tự do - Hạnh"),
        ("®­êng lèi", "NG05", "đường lối"),
        ("KÝnh göi:", "NG05", "Kính gửi"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "NG06", "Cộng hòa xã hội chủ nghĩa Việt"),
        ("COÄNG HOØA XAÕ HOÄI", "NG06", "CỘNG HÒA XÃ HỘI"),
        ("Leâ Vaên Taùm", "NG06", "Lê Văn Tám"),
        ("Cá»™ng hÃ²a xÃ£ há»™i", "NG07", "Cộng hòa xã hội"),
        ("Ä‘Æ°á»ng Dá»±ng sẵn", "NG07", "Dựng"),
    ],
)
def test_text_of_older_encodings(line: str, code: str, read: str) -> None:
    text = f"ten: Số 5\nghi: {line}\nso: 1\n"
    faults = [fault for fault in refused(text) if fault.code != "NG04"]
    assert [place(fault, text) for fault in faults] == [(code, 2, 6)]
    assert faults[0].hint is not None
    assert read in faults[0].hint


def test_all_kinds_of_faults_in_one_run() -> None:
    data = "a: Céng hßa\nb: Coäng hoøa\nc: Cá»™ng\nd: \x01\ne: ".encode() + b"\xff"
    assert [place(fault, data) for fault in refused(data)] == [
        ("NG03", 5, 4),
        ("NG04", 4, 4),
        ("NG05", 1, 4),
        ("NG06", 2, 4),
        ("NG07", 3, 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        VIETNAMESE.upper() + "Điều 5. Ủy ban nhân dân thị xã Ba Đồn, đường số 3, quận Thủ Đức – “Người dân”",
        "Hélène à l'hôtel, château, crème brûlée, goût, Noël, Thaï, naïf, façade, Besançon, Citroën, cœur",
        "François, Müller, Köln, São Paulo, El Niño, Malmö, Ångström, Straße, Curaçao",
        "3 × 4 = 12; 100 °C; 5 µm; N·m; 20 m²; ±5; § 5; §5; Microsoft®; © 2021; 5 ½; 1ª; «trích» – “dẫn” ‘nhỏ’…",
        "“THỊ XÃ”, XÃ\u00a0TÂN MỸ, “XÃ…, «khá»… «quá»– «CHÁ»”, «á», «c) nội dung»; «m), «n), «t)",
        "- «ông» • mục · điểm ¶ ¡ ¿ ª º ¹ ² ³ ¼ ¢ £ ¥ ¤ ¦ ¨ ¯ ´ ¸ ¬",
        "Mục\u00adtiêu, chính\u00adsách, a\ufeffb, 😀, 日本",
    ],
)
def test_no_false_alarm(text: str) -> None:
    assert decode(text.encode()) == text


SYLLABLES = [
    "Tỉnh",
    "ủy",
    "Quảng",
    "Ngãi",
    "về",
    "việc",
    "chuẩn",
    "bị",
    "nội",
    "dung",
    "hội",
    "nghị",
    "lần",
    "thứ",
    "tư",
    "theo",
    "Kết",
    "luận",
    "số",
    "của",
    "Ban",
    "Thường",
    "vụ",
    "đường",
    "lối",
]
FRENCH = [
    "Hélène",
    "château",
    "hôtel",
    "crème",
    "Noël",
    "façade",
    "goût",
    "français",
    "naïve",
    "à",
    "où",
    "Müller",
    "señor",
    "São",
]
SIGNS = ["×", "°", "§", "®", "©", "–", "“trích”", "«dẫn»", "‘a’", "…", "±", "µm", "m²", "N·m", "5%", "(a)", "[b]"]


@given(st.lists(st.sampled_from(SYLLABLES + FRENCH + SIGNS), max_size=30), st.sampled_from([" ", "\n", "\u00a0", ", "]))
def test_no_false_alarm_on_mixtures(words: list[str], between: str) -> None:
    text = between.join(words)
    assert decode(text.encode()) == text


@given(st.binary(max_size=60))
def test_any_bytes_give_text_or_faults_at_places(data: bytes) -> None:
    try:
        text = decode(data)
    except Rejected as rejected:
        regions = [fault.region or (-1, -1) for fault in rejected.diagnostics]
    else:
        regions = []
        assert text == unicodedata.normalize("NFC", data.decode("utf-8-sig"))
        assert legible(data) == text
    length = len(legible(data))
    assert all(0 <= start <= end <= length for start, end in regions)
