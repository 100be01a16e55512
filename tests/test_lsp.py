"""What the language server answers, feature by feature, without an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctct.lsp.actions import actions
from ctct.lsp.definition import definition, references
from ctct.lsp.desk import Desk
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.folding import folds
from ctct.lsp.formatting import formatting
from ctct.lsp.hover import hover
from ctct.lsp.rename import rename
from ctct.lsp.symbols import symbols
from ctct.lsp.views import View
from lsp_views import cursor_in, desk_in, proposed, view_of

HEAD = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
danh_ba: danh-ba.yaml
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
"""
REGISTER = """nguoi:
  minh:
    ho_ten: Đặng Văn Minh
    chuc_vu: [{ten: Phó Bí thư Tỉnh ủy, tu: 15/10/2020}, {ten: Bí thư Tỉnh ủy, tu: 1/1/2022}]
  cu:
    ho_ten: Trần Cũ
    chuc_vu: [{ten: Giám đốc Sở, den: 1/1/2020}]
co_quan:
  vp: {ten: Văn phòng Tỉnh ủy, ten_gon: Văn phòng}
nhom:
  lien-quan: {ten: các cơ quan liên quan, thanh_vien: [vp]}
"""
BODY = """phan:
  - ten: Nhiệm vụ
    muc:
      - id: hoi-nghi
        ten: Chuẩn bị Hội nghị
        khoan:
          - noi_dung: Thông qua Nghị quyết[^mien-nui].
            phan_cong_chi_dao: minh
            co_quan_tham_muu: [~vp, [vp, lien-quan]]
      - ten: Các hội nghị
        khoan:
          - noi_dung: Cho ý kiến các nội dung thuộc @hoi-nghi của Chương trình này.
            nhu: hoi-nghi
          - thuong_ky: can-bo
thuong_ky:
  can-bo: {noi_dung: Cho ý kiến về công tác cán bộ., phan_cong_chi_dao: minh}
chu_thich:
  mien-nui: Tại Điểm 3.5.
"""


def at(text: str, folder: Path) -> tuple[Desk, View, types.Position]:
    """Open ``text``, with the danh bạ beside it on disk; return its view and where its cursor is."""
    (folder / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    text, position = cursor_in(text)
    desk = desk_in(folder, d__yaml=text)
    return desk, view_of(desk), position


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
    desk, view, position = at(HEAD + BODY.replace("[^mien-nui]", "[^mi¦]"), tmp_path)
    (item,) = proposed(desk, view, position)
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
    desk, view, _ = at("version: 3\nservices: ¦", tmp_path)
    assert diagnostics_of(view, desk) == {view.uri: []}


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("@hoi-ng¦hi của", "**mục I, phần A**\n\nChuẩn bị Hội nghị"),
        ("nhu: hoi-¦nghi", "**mục I, phần A**"),
        ("id: hoi-¦nghi", "**mục I, phần A**"),
        ("[^mien¦-nui]", "**Chú thích 1**\n\nTại Điểm 3.5."),
        ("thuong_ky: can¦-bo", "Cho ý kiến về công tác cán bộ."),
        ("phan_cong_chi_dao: mi¦nh\n   ", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy"),
        ("[~v¦p", "Văn phòng"),
        ("co_quan_th¦am_muu", "Cơ quan tham mưu, thực hiện: Văn phòng; Văn phòng Tỉnh ủy và các cơ quan liên quan."),
        ("tri¦ch_yeu", "**Trích yếu** *(bắt buộc)*\n\nTóm tắt nội dung"),
        ("loai: chuong¦", "Chương trình"),
    ],
)
def test_hover(tmp_path: Path, marked: str, told: str) -> None:
    plain = marked.replace("¦", "")
    text = HEAD + BODY
    assert plain in text
    _, view, position = at(text.replace(plain, marked, 1), tmp_path)
    found = hover(view, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert told in found.contents.value


def test_short_reference_is_told_as_it_is_printed_there(tmp_path: Path) -> None:
    _, view, position = at(HEAD + BODY.replace("@hoi-nghi của", "@~hoi¦-nghi của"), tmp_path)
    found = hover(view, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("**mục I**")


def test_hover_on_a_finding_tells_its_clause(tmp_path: Path) -> None:
    _, view, position = at(HEAD.replace("05-CTr", "5¦-CTr") + BODY, tmp_path)
    found = hover(view, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "**SKH02**" in found.contents.value
    assert "Căn cứ: 36-HD/VPTW" in found.contents.value
    assert "so_ky_hieu: 05-CTr/TU" in found.contents.value


def test_finding_on_a_node_underlines_its_first_line(tmp_path: Path) -> None:
    desk, view, _ = at(HEAD + "muc:\n  - id: a\n    khoan: [Một]\n  - ten: B\n    khoan: [Hai]\n", tmp_path)
    found = [one for one in diagnostics_of(view, desk)[view.uri] if one.code == "KC07"]
    assert [(one.range.start.line, one.range.end.line) for one in found] == [(9, 9)]


@pytest.mark.parametrize(
    ("marked", "file", "line"),
    [
        ("@hoi-ng¦hi của", "d.yaml", "      - id: hoi-nghi"),
        ("nhu: hoi-¦nghi", "d.yaml", "      - id: hoi-nghi"),
        ("[^mien¦-nui]", "d.yaml", "  mien-nui: Tại Điểm 3.5."),
        ("thuong_ky: can¦-bo", "d.yaml", "  can-bo: {noi_dung: Cho ý kiến về công tác cán bộ., phan_cong_chi_dao: minh}"),
        ("phan_cong_chi_dao: mi¦nh\n   ", "danh-ba.yaml", "  minh:"),
        ("danh_ba: danh-¦ba.yaml", "danh-ba.yaml", "nguoi:"),
    ],
)
def test_definition(tmp_path: Path, marked: str, file: str, line: str) -> None:
    plain = marked.replace("¦", "")
    desk, view, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    (found,) = definition(view, desk, position)
    assert found.uri == (tmp_path / file).as_uri()
    text = REGISTER if file == "danh-ba.yaml" else view.text.whole
    assert text.split("\n")[found.range.start.line] == line


def test_references_are_found_in_other_drafts_that_rest_on_the_danh_ba(tmp_path: Path) -> None:
    (tmp_path / "ctct.toml").write_text("", "utf-8")
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "e.yaml").write_text(HEAD.replace("danh-ba.yaml", "../danh-ba.yaml") + BODY, "utf-8")
    (tmp_path / "khac" / "f.yaml").write_text(HEAD.replace("danh_ba: danh-ba.yaml\n", "") + BODY, "utf-8")
    desk, view, position = at(HEAD + BODY.replace("phan_cong_chi_dao: minh\n", "phan_cong_chi_dao: mi¦nh\n", 1), tmp_path)
    found = references(view, desk, position, True)
    counted = {Path(uri).name: sum(one.uri == uri for one in found) for uri in {one.uri for one in found}}
    assert counted == {"d.yaml": 2, "danh-ba.yaml": 1, "e.yaml": 2}
    assert len(references(view, desk, position, False)) == 4


def apply(text: str, edits: list[types.TextEdit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = edit.range.start, edit.range.end
        head, tail = lines[start.line][: start.character], lines[end.line][end.character :]
        lines[start.line : end.line + 1] = (head + edit.new_text + tail).split("\n")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("marked", "old", "new"),
    [
        ("@hoi-ng¦hi của", "hoi-nghi", "hn-4"),
        ("[^mien¦-nui]", "mien-nui", "nui"),
        ("thuong_ky: can¦-bo", "can-bo", "cb"),
        ("[~v¦p", "vp", "van-phong"),
    ],
)
def test_rename(tmp_path: Path, marked: str, old: str, new: str) -> None:
    plain = marked.replace("¦", "")
    desk, view, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    edits = rename(view, desk, position, new)
    assert edits is not None
    renamed = apply(HEAD + BODY, edits.pop(view.uri))
    assert renamed == (HEAD + BODY).replace(old, new)
    if old == "vp":
        assert apply(REGISTER, edits.pop((tmp_path / "danh-ba.yaml").as_uri())) == REGISTER.replace("vp", new)
    assert edits == {}


def test_rename_from_the_danh_ba_reaches_what_includes_it_and_every_draft(tmp_path: Path) -> None:
    parts = {
        "ctct.toml": "",
        "co-quan.yaml": "co_quan:\n  vp: Văn phòng Tỉnh ủy\n",
        "nguoi.yaml": "bao_gom: co-quan.yaml\nnguoi:\n  a: {ho_ten: A, chuc_vu: [{ten: B, co_quan: vp}]}\n",
        "d.yaml": HEAD.replace("danh-ba.yaml", "nguoi.yaml") + "muc: [{ten: A, co_quan_tham_muu: [~vp, vp]}]\n",
        "khac.yaml": HEAD.replace("danh_ba: danh-ba.yaml\n", "") + "muc: [{ten: vp}]\n",
    }
    for name, text in parts.items():
        (tmp_path / name).write_text(text, "utf-8")
    desk = desk_in(tmp_path, co_quan__yaml=parts["co-quan.yaml"])
    view = view_of(desk)
    edits = rename(view, desk, types.Position(1, 3), "van-phong")
    assert edits is not None
    made = {Path(uri).name: apply(parts[Path(uri).name], listed) for uri, listed in edits.items()}
    assert made == {name: parts[name].replace("vp", "van-phong") for name in ("co-quan.yaml", "nguoi.yaml", "d.yaml")}
    shown = hover(view, types.Position(1, 3))
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.value == "Văn phòng Tỉnh ủy"


@pytest.mark.parametrize(
    ("marked", "new", "why"),
    [
        ("@hoi-ng¦hi của", "Hội nghị", "chữ thường không dấu"),
        ("@hoi-ng¦hi của", "minh", "đã có trong danh bạ"),
        ("[~v¦p", "minh", "đã có trong danh bạ"),
        ("[~v¦p", "hoi-nghi", "đã dùng cho một mục"),
    ],
)
def test_rename_is_refused_with_the_reason(tmp_path: Path, marked: str, new: str, why: str) -> None:
    plain = marked.replace("¦", "")
    desk, view, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    with pytest.raises(JsonRpcInvalidParams, match=why):
        rename(view, desk, position, new)


def outline(found: list[types.DocumentSymbol], depth: int = 0) -> list[str]:
    return [line for one in found for line in (f"{'  ' * depth}{one.name}", *outline([*(one.children or ())], depth + 1))]


def test_symbols_have_the_printed_numbers(tmp_path: Path) -> None:
    _, view, _ = at(HEAD + BODY, tmp_path)
    assert outline(symbols(view)) == [
        "Người ký",
        "A. Nhiệm vụ",
        "  I. Chuẩn bị Hội nghị",
        "    1. Thông qua Nghị quyết.",
        "  II. Các hội nghị",
        "    1. Cho ý kiến các nội dung thuộc  của Chương trình này.",
        "    2. Cho ý kiến về công tác cán bộ.",
        "Việc thường kỳ",
        "  Cho ý kiến về công tác cán bộ.",
        "Chú thích",
        "  1 Tại Điểm 3.5.",
    ]


def test_symbols_lie_inside_each_other(tmp_path: Path) -> None:
    _, view, _ = at(HEAD + BODY, tmp_path)

    def check(one: types.DocumentSymbol) -> None:
        start, end = one.range.start, one.range.end
        for inner in (one.selection_range, *(child.range for child in one.children or ())):
            assert (start.line, start.character) <= (inner.start.line, inner.start.character)
            assert (inner.end.line, inner.end.character) <= (end.line, end.character)
        for child in one.children or ():
            check(child)

    for one in symbols(view):
        check(one)


def test_symbols_of_a_register(tmp_path: Path) -> None:
    _, view, _ = at(REGISTER, tmp_path)
    assert outline(symbols(view)) == [
        "Người",
        "  Đặng Văn Minh",
        "  Trần Cũ",
        "Cơ quan",
        "  Văn phòng Tỉnh ủy",
        "Nhóm",
        "  các cơ quan liên quan",
    ]


def test_folds_follow_indents_and_dashes() -> None:
    lines = "# một\n# hai\nmuc:\n- ten: A\n  khoan:\n  - B\n\n  - C\nket: D\n".splitlines(keepends=True)
    assert [(fold.start_line, fold.end_line) for fold in folds(lines, markdown=False)] == [(2, 7), (3, 7), (4, 7), (0, 1)]
    lines = "# A\nlời\n## B\n\nlời\n# C\nlời\n".splitlines(keepends=True)
    assert [(fold.start_line, fold.end_line) for fold in folds(lines, markdown=True)] == [(0, 4), (2, 4), (5, 6)]


def offered(text: str, folder: Path, only: list[str] | None = None) -> dict[str, str]:
    """Return what is offered at the cursor, with what the text becomes."""
    _, view, position = at(text, folder)
    found = actions(view, types.CodeActionContext([], only), types.Range(position, position))
    assert all(one.edit and one.edit.changes for one in found)
    return {one.title: apply(view.text.whole, [*one.edit.changes[view.uri]]) for one in found if one.edit and one.edit.changes}


def test_actions_from_safe_fixes_and_from_hints(tmp_path: Path) -> None:
    wrong = HEAD.replace("05-CTr/TU", '"5¦-CTr/TU"') + BODY
    right = HEAD.replace("05-CTr/TU", '"05-CTr/TU"') + BODY
    assert offered(wrong, tmp_path)["Sửa thành «05-CTr/TU»"] == right
    assert offered(wrong, tmp_path, ["quickfix"]) == {"Sửa thành «05-CTr/TU»": right}
    assert offered(wrong, tmp_path, ["source.fixAll"]) == {"Sửa 1 chỗ sửa được an toàn": right}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dia_danh", "dia_da¦n"),
        ("chuong_trinh", "chuong_tri¦n"),
        ("@hoi-nghi của", "@hoi-ngh¦ của"),
        ("[^mien-nui]", "[^mien-nu¦]"),
        ("nhu: hoi-nghi", "nhu: hoi-ngh¦"),
        ("lien-quan]]", "lien-qua¦]]"),
        ("danh_ba: danh-ba.yaml", "danh_ba: danh-b¦.yaml"),
        ("thuong_ky: can-bo", "thuong_ky: can-b¦"),
    ],
)
def test_what_was_meant_is_offered(tmp_path: Path, right: str, wrong: str) -> None:
    text = HEAD + BODY
    assert right in text
    assert text in offered(text.replace(right, wrong, 1), tmp_path).values()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Cho ý kiến các nội dung: thuộc @hoi-nghi¦", '"Cho ý kiến các nội dung: thuộc @hoi-nghi"'),
        ('Cho "ý kiến" của anh: chị¦', "'Cho \"ý kiến\" của anh: chị'"),
        (f"Một câu dài{' rất dài' * 20}: hết¦", f'"Một câu dài{" rất dài" * 20}: hết"'),
    ],
)
def test_sentence_with_a_colon_is_put_in_quotes(tmp_path: Path, wrong: str, right: str) -> None:
    old = "Cho ý kiến các nội dung thuộc @hoi-nghi của Chương trình này."
    text = HEAD + BODY
    assert offered(text.replace(old, wrong), tmp_path)["Đặt cả câu trong dấu nháy"] == text.replace(old, right)


def test_formatting(tmp_path: Path) -> None:
    _, view, _ = at(HEAD.replace("ngay: 06", "ngay:    06") + BODY, tmp_path)
    made = apply(view.text.whole, formatting(view))
    assert "\nngay: 06/4/2021\n" in made
    _, view, _ = at(HEAD + "muc: [", tmp_path)
    assert formatting(view) == []


def test_markdown_draft(tmp_path: Path) -> None:
    (tmp_path / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    front = HEAD + "chu_thich:\n  mien-nui: Tại Điểm 3.5.\n"
    body = "# Nhiệm vụ\n\n## Chuẩn bị Hội nghị {#hoi-nghi}\n\n1. Thông qua[^mien-nui].\n\n   - *Phân công chỉ đạo*: @minh\n"
    text = f"---\n{front}---\n\n{body}\n## Các hội nghị\n\n1. Thuộc @hoi-nghi của Chương trình này.\n"
    desk = desk_in(tmp_path, d__md=text)
    view = view_of(desk)
    assert not view.outcome.failed
    assert outline(symbols(view))[-5:-2] == ["A. Nhiệm vụ", "  I. Chuẩn bị Hội nghị", "    1. Thông qua."]

    def position(mark: str, after: int = 3) -> types.Position:
        index = text.index(mark) + after
        return view.text.span(index, index).start

    shown = hover(view, position("@hoi-nghi"))
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.value.startswith("**mục I, phần A**")
    assert [one.range.start for one in definition(view, desk, position("@hoi-nghi"))] == [position("#hoi-nghi", 1)]
    assert [one.uri for one in definition(view, desk, position("@minh"))] == [(tmp_path / "danh-ba.yaml").as_uri()]
    edits = rename(view, desk, position("@hoi-nghi"), "hn")
    assert edits is not None
    assert apply(text, edits[view.uri]) == text.replace("hoi-nghi", "hn")
    assert [item.label for item in proposed(desk, view, position("@minh", 1))][:2] == ["hoi-nghi", "minh"]
    assert "do_khan" in [item.label for item in proposed(desk, view, position("dia_danh", 0))]
