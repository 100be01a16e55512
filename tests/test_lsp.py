"""What the language server tells of a text: hover, outline, folds, actions, form."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from ctct.lsp.actions import actions
from ctct.lsp.definition import definition
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.folding import folds
from ctct.lsp.formatting import formatting
from ctct.lsp.hover import hover
from ctct.lsp.rename import rename
from ctct.lsp.symbols import symbols
from lsp_analysis import BODY, HEAD, REGISTER, apply, at, desk_in, proposed, view_of


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
    _, analysis, position = at(text.replace(plain, marked, 1), tmp_path)
    found = hover(analysis, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert told in found.contents.value


def test_a_text_with_references_is_told_as_it_is_printed(tmp_path: Path) -> None:
    _, analysis, position = at(HEAD + BODY.replace(" của Chương", " củ¦a Chương", 1), tmp_path)
    found = hover(analysis, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "In ra: " in found.contents.value
    assert "mục I, phần A của Chương" in found.contents.value


def test_short_reference_is_told_as_it_is_printed_there(tmp_path: Path) -> None:
    _, analysis, position = at(HEAD + BODY.replace("@hoi-nghi của", "@~hoi¦-nghi của"), tmp_path)
    found = hover(analysis, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert found.contents.value.startswith("**mục I**")


def test_hover_on_a_finding_tells_its_clause(tmp_path: Path) -> None:
    _, analysis, position = at(HEAD.replace("05-CTr", "5¦-CTr") + BODY, tmp_path)
    found = hover(analysis, position)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    assert "**SKH02**" in found.contents.value
    assert "Căn cứ: 36-HD/VPTW" in found.contents.value
    assert "so_ky_hieu: 05-CTr/TU" in found.contents.value


def test_finding_on_a_node_underlines_its_first_line(tmp_path: Path) -> None:
    documents, analysis, _ = at(HEAD + "muc:\n  - id: a\n    khoan: [Một]\n  - ten: B\n    khoan: [Hai]\n", tmp_path)
    found = [one for one in diagnostics_of(analysis, documents)[analysis.uri] if one.code == "KC07"]
    assert [(one.range.start.line, one.range.end.line) for one in found] == [(9, 9)]


def outline(found: list[types.DocumentSymbol], depth: int = 0) -> list[str]:
    return [line for one in found for line in (f"{'  ' * depth}{one.name}", *outline([*(one.children or ())], depth + 1))]


def test_symbols_have_the_printed_numbers(tmp_path: Path) -> None:
    _, analysis, _ = at(HEAD + BODY, tmp_path)
    assert outline(symbols(analysis)) == [
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
    _, analysis, _ = at(HEAD + BODY, tmp_path)

    def check(one: types.DocumentSymbol) -> None:
        start, end = one.range.start, one.range.end
        for inner in (one.selection_range, *(child.range for child in one.children or ())):
            assert (start.line, start.character) <= (inner.start.line, inner.start.character)
            assert (inner.end.line, inner.end.character) <= (end.line, end.character)
        for child in one.children or ():
            check(child)

    for one in symbols(analysis):
        check(one)


def test_symbols_of_a_register(tmp_path: Path) -> None:
    _, analysis, _ = at(REGISTER, tmp_path)
    assert outline(symbols(analysis)) == [
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
    _, analysis, position = at(text, folder)
    found = actions(analysis, types.CodeActionContext([], only), types.Range(position, position))
    assert all(one.edit and one.edit.changes for one in found)
    return {
        one.title: apply(analysis.text.whole, [*one.edit.changes[analysis.uri]])
        for one in found
        if one.edit and one.edit.changes
    }


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


def test_a_reading_of_an_older_encoding_is_put_in_its_place_alone(tmp_path: Path) -> None:
    lines = HEAD + "noi_dung: Hội đồng nhân dân ¦b»ng c«ng v¨n «khÈn» cña nhân dân\n"
    wrong, right = lines, lines.replace("b»ng c«ng v¨n «khÈn» cña", "bằng công văn «khẩn» của")
    assert right.replace("¦", "") in offered(wrong, tmp_path).values()


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


def test_sentences_and_keys_that_were_misread_are_mended(tmp_path: Path) -> None:
    text = HEAD + BODY
    old = "noi_dung: Cho ý kiến các nội dung thuộc @hoi-nghi của Chương trình này.\n            nhu: hoi-nghi"
    assert old in text
    offers = offered(text.replace(old, "Sơ kết: công tác¦"), tmp_path)
    assert offers["Sửa thành «Sơ kết: công tác»"] == text.replace(old, '"Sơ kết: công tác"')
    offers = offered(text.replace("trich_yeu:", "Trích¦ yếu:", 1), tmp_path)
    assert offers["Sửa thành «trich_yeu»"] == text


def test_formatting(tmp_path: Path) -> None:
    _, analysis, _ = at(HEAD.replace("ngay: 06", "ngay:    06") + BODY, tmp_path)
    made = apply(analysis.text.whole, formatting(analysis))
    assert "\nngay: 06/4/2021\n" in made
    _, analysis, _ = at(HEAD + "muc: [", tmp_path)
    assert formatting(analysis) == []


def test_markdown_draft(tmp_path: Path) -> None:
    (tmp_path / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    front = HEAD + "chu_thich:\n  mien-nui: Tại Điểm 3.5.\n"
    body = "# Nhiệm vụ\n\n## Chuẩn bị Hội nghị {#hoi-nghi}\n\n1. Thông qua[^mien-nui].\n\n   - *Phân công chỉ đạo*: @minh\n"
    text = f"---\n{front}---\n\n{body}\n## Các hội nghị\n\n1. Thuộc @hoi-nghi của Chương trình này.\n"
    documents = desk_in(tmp_path, d__md=text)
    analysis = view_of(documents)
    assert not analysis.outcome.failed
    assert outline(symbols(analysis))[-5:-2] == ["A. Nhiệm vụ", "  I. Chuẩn bị Hội nghị", "    1. Thông qua."]

    def position(mark: str, after: int = 3) -> types.Position:
        index = text.index(mark) + after
        return analysis.text.span(index, index).start

    shown = hover(analysis, position("@hoi-nghi"))
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.value.startswith("**mục I, phần A**")
    assert [one.range.start for one in definition(analysis, documents, position("@hoi-nghi"))] == [position("#hoi-nghi", 1)]
    assert [one.uri for one in definition(analysis, documents, position("@minh"))] == [(tmp_path / "danh-ba.yaml").as_uri()]
    edits = rename(analysis, documents, position("@hoi-nghi"), "hn")
    assert edits is not None
    assert apply(text, edits[analysis.uri]) == text.replace("hoi-nghi", "hn")
    assert [item.label for item in proposed(documents, analysis, position("@minh", 1))][:2] == ["hoi-nghi", "minh"]
    assert "do_khan" in [item.label for item in proposed(documents, analysis, position("dia_danh", 0))]
