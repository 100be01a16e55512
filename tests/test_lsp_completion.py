"""What the language server proposes while one types: keys, values, names."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from ctct.lsp.diagnostics import diagnostics_of
from lsp_analysis import BODY, HEAD, at, proposed, proposed_list


def labels(text: str, folder: Path) -> list[str]:
    return [item.label for item in proposed(*at(text, folder))]


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        ("¦", ["loai", "so_ky_hieu", "ngay", "trich_yeu", "nguoi_ky", "the_thuc"], "ten"),
        ("lo¦", ["loai"], "ten"),
        (HEAD + "loa¦", ["the_thuc"], "loai"),
        (HEAD + "muc:\n  - ¦", ["ten", "noi_dung"], "muc"),
        (HEAD + "muc:\n  - ten: A\n    kh¦\n", ["noi_dung"], "ten"),
        (HEAD + "muc:\n  - ten: A\n    khoan:\n      - noi_dung: B\n        ¦", ["ten"], "khoan"),
        (HEAD.replace("ho_ten: Đặng Ngọc Huy}", "¦"), ["ho_ten"], "quyen_han"),
        ("loai: ¦", ["cuong_linh_chinh_tri"], "nghi_dinh"),
        ("the_thuc: nha-nuoc\nloai: ¦", ["nghi_quyet"], "chien_luoc"),
        (HEAD.replace("chuong_trinh", "ch¦") + BODY, ["cuong_linh_chinh_tri"], "nghi_dinh"),
        ("the_thuc: ¦", ["dang", "nha-nuoc"], "loai"),
        (HEAD + "do_khan: ¦", ["khan", "thuong_khan", "hoa_toc"], "mat"),
        (HEAD.replace("danh-ba.yaml", "¦"), ["danh-ba.yaml"], "d.yaml"),
        (HEAD + BODY + "trinh_bay: {hai_mat: ¦", ["true", "false"], "hai_mat"),
    ],
)
def test_completion_of_keys_and_values(tmp_path: Path, text: str, first: list[str], never: str) -> None:
    found = labels(text, tmp_path)
    assert found[: len(first)] == first
    assert never not in found


@pytest.mark.parametrize(
    ("before", "typed", "expected"),
    [
        ("@hoi-nghi của", "@¦", [("hoi-nghi", "mục I, phần A"), ("minh", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy")]),
        ("@hoi-nghi của", "@~ho¦", [("hoi-nghi", "mục I, phần A"), ("minh", "đồng chí Đặng Văn Minh")]),
        ("@hoi-nghi của", "@hoi-nghi+¦", [("hoi-nghi", "mục I, phần A")]),
        ("[^mien-nui]", "[^¦", [("mien-nui", "chú thích")]),
        ("nhu: hoi-nghi", "nhu: ¦", [("hoi-nghi", "mục I, phần A")]),
        ("thuong_ky: can-bo", "thuong_ky: ¦", [("can-bo", "Cho ý kiến về công tác cán bộ.")]),
        ("phan_cong_chi_dao: minh\n   ", "phan_cong_chi_dao: ¦\n   ", [("minh", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy")]),
        ("[~vp, [vp, lien", "[~¦, [vp, lien", [("minh", "đồng chí Đặng Văn Minh"), ("vp", "Văn phòng")]),
        ("[vp, lien-quan]", "[vp, ¦]", [("minh", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy"), ("vp", "Văn phòng Tỉnh ủy")]),
    ],
)
def test_completion_of_names(tmp_path: Path, before: str, typed: str, expected: list[tuple[str, str]]) -> None:
    text = HEAD + BODY
    assert before in text
    items = proposed(*at(text.replace(before, typed, 1), tmp_path))
    assert [(item.label, item.detail) for item in items][: len(expected)] == expected
    alone = typed.startswith(("nhu", "thuong_ky", "[^", "@hoi-nghi+"))
    assert len(items) == (1 if alone else 5 if typed.startswith("@") else 4), "people, bodies and groups only where they may be"


def test_who_is_out_of_post_comes_last_and_it_says_so(tmp_path: Path) -> None:
    items = proposed(*at(HEAD + BODY.replace("phan_cong_chi_dao: minh\n", "phan_cong_chi_dao: ¦\n", 1), tmp_path))
    assert [item.label for item in items] == ["minh", "vp", "lien-quan", "cu"]
    assert isinstance(items[-1].documentation, types.MarkupContent)
    assert "không giữ chức vụ nào vào 6/4/2021" in items[-1].documentation.value


def test_note_that_is_used_and_not_written_is_proposed(tmp_path: Path) -> None:
    text = HEAD + BODY.replace("[^mien-nui]", "[^mien-nui][^ha-tang]") + "  ¦"
    assert labels(text, tmp_path) == ["ha-tang"]


def test_completion_keeps_what_follows(tmp_path: Path) -> None:
    documents, analysis, position = at(HEAD + BODY.replace("[^mien-nui]", "[^mi¦]"), tmp_path)
    (item,) = proposed(documents, analysis, position)
    assert isinstance(item.text_edit, types.TextEdit)
    assert item.text_edit.new_text == "mien-nui"
    assert item.text_edit.range.start.character == position.character - 2


def test_completion_in_a_register(tmp_path: Path) -> None:
    assert labels("nguoi:\n  minh:\n    ¦", tmp_path)[:2] == ["ho_ten", "danh_xung"]
    posts = "co_quan:\n  vp: Văn phòng\nnguoi:\n  a:\n    ho_ten: A\n    chuc_vu: [{ten: B, co_quan: ¦"
    assert labels(posts, tmp_path) == ["vp"]


def test_nothing_is_proposed_in_remarks_and_in_files_of_others(tmp_path: Path) -> None:
    assert labels(HEAD + "# @¦", tmp_path) == []
    assert labels(HEAD + "# lo¦", tmp_path) == []
    documents, analysis, _ = at("version: 3\nservices: ¦", tmp_path)
    assert diagnostics_of(analysis, documents) == {analysis.uri: []}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "nội¦", ["noi_dung", "noi_nhan"]),
        (HEAD + "nơi_nhậ¦", ["noi_nhan"]),
        (HEAD + "khẩn¦", ["do_khan"]),
        (HEAD + BODY.replace("phan_cong_chi_dao: minh", "phan_cong_chi_dao: Đặng¦"), ["minh"]),
        (HEAD + BODY.replace("@hoi-nghi của", "@hộ¦"), ["hoi-nghi"]),
        (HEAD + BODY.replace("@hoi-nghi của", "@~văn¦"), ["minh", "vp"]),
        (HEAD.replace("loai: chuong_trinh", "loai: nghị¦"), ["nghi_quyet", "giay_nghi_phep"]),
    ],
)
def test_what_is_typed_with_accents_finds_names_without(tmp_path: Path, text: str, expected: list[str]) -> None:
    items = proposed(*at(text, tmp_path))
    assert [item.label for item in items] == expected
    typed = text.partition("¦")[0].split()[-1].lstrip("@~")
    assert [item.filter_text for item in items] == [typed] * len(expected), "what an editor compares with what is typed"


@pytest.mark.parametrize(("typed", "expected"), [("thể th", ["the_thuc"]), ("nơi nhận ", ["noi_nhan"]), ("the th", [])])
def test_a_key_is_found_by_its_name_in_several_words(tmp_path: Path, typed: str, expected: list[str]) -> None:
    text = HEAD.replace("the_thuc: dang\n", "")
    items = proposed(*at(f"{text}{typed}¦", tmp_path))
    assert [item.label for item in items] == expected
    assert not proposed(*at(f"{text}khoan:\n  - {typed}¦", tmp_path)), "what begins an item may be a sentence"


def test_editors_ask_again_after_a_letter_with_an_accent(tmp_path: Path) -> None:
    assert not proposed_list(*at(HEAD + "noi¦", tmp_path)).is_incomplete
    assert proposed_list(*at(HEAD + "nội¦", tmp_path)).is_incomplete
