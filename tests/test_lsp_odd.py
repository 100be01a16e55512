"""Odd texts, odd letters and odd messages: the language server answers, and counts as the editor does."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from editor import Editor
from lsp_analysis import DRAFT, codes, line_of

pytest_plugins = ("lsp_fixtures",)


def test_fifty_megabytes_are_refused_and_small_again_is_well(editor: Editor) -> None:
    long = DRAFT + "# " + "x" * (50 << 20) + "\n"
    editor.open("d.yaml", long)
    (found,) = editor.findings("d.yaml", 1)
    assert found["code"] == "NG01"
    assert "để kiểm tra trong khi gõ" in found["message"]
    assert "ctct check" in found["message"]
    assert editor.at("hover", "d.yaml", 0, 1) is None
    assert editor.about("documentSymbol", "d.yaml") == []
    assert editor.at("completion", "d.yaml", 0, 0)["items"]
    version = editor.change("d.yaml", ((0, 0), (0, 0), "\n"))
    assert codes(editor.findings("d.yaml", version)) == ["NG01"]
    version = editor.change("d.yaml", DRAFT)
    assert "NG01" not in codes(editor.findings("d.yaml", version))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff" + DRAFT,
        DRAFT.replace("\n", "\r\n"),
        DRAFT.replace("\n", "\r"),
        DRAFT.replace("Chuẩn bị", "Chuẩn\u2028bị"),
        DRAFT.replace("Chuẩn bị", "Chuẩn\x00bị"),
        DRAFT.replace("Chuẩn bị", "Chuẩn\ud83dbị"),
        DRAFT.replace("Chuẩn bị", "Chuẩn 😀 bị"),
        "[" * 20_000,
        "a: " * 10_000,
        "- " * 10_000,
        "muc:\n" + "  - ten: A\n" * 3,
        "loai: chuong_trinh\n&a [*a, *a]",
        "loai: chuong_trinh\nphan: 5\nmuc: {a: b}\nthuong_ky: [x]\nchu_thich: x\nnguoi_ky: []\n",
        "---\nloai: x\n---\n---\n",
        "nguoi: {a: {ho_ten: [1]}}\nnhom: 3\nco_quan:\n",
    ],
)
def test_odd_texts_are_answered(editor: Editor, text: str) -> None:
    editor.open("d.yaml", text)
    editor.findings("d.yaml", 1)
    for line, column in ((0, 0), (0, 5), (3, 200), (10_000, 10_000)):
        for method in ("hover", "definition", "completion", "prepareRename"):
            assert "error" not in editor.answer(
                f"textDocument/{method}",
                textDocument={"uri": editor.uri("d.yaml")},
                position={"line": line, "character": column},
            )
    for method in ("documentSymbol", "foldingRange"):
        assert "error" not in editor.answer(f"textDocument/{method}", textDocument={"uri": editor.uri("d.yaml")})


def test_what_the_protocol_forbids_does_no_harm(editor: Editor) -> None:
    editor.open("d.yaml")
    editor.findings("d.yaml", 1)
    document = {"uri": editor.uri("khong-mo.yaml"), "version": 7}
    editor.notify("textDocument/didChange", textDocument=document, contentChanges=[{"text": "x"}])
    editor.notify("textDocument/didClose", textDocument=document)
    assert editor.at("hover", "khong-mo.yaml", 0, 0) is None
    version = editor.change("d.yaml", ((900, 5), (901, 7), "\n# x"))
    editor.findings("d.yaml", version)
    assert "error" in editor.answer("textDocument/khongCo", gi=1)
    assert editor.works()


def test_files_of_others_are_left_alone(editor: Editor) -> None:
    editor.open("compose.yaml", "services:\n  web: {image: nginx}\n")
    assert editor.findings("compose.yaml", 1) == []
    editor.open("README.md", "# Read me\n\n@someone [^1]\n", language="markdown")
    assert editor.findings("README.md", 1) == []
    assert editor.at("completion", "compose.yaml", 0, 0) is None


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 15), ("utf-16", 13), ("utf-32", 12), (None, 13)])
def test_columns_are_counted_as_the_editor_does(folder: Path, encoding: str | None, column: int) -> None:
    general = {"general": {"positionEncodings": [encoding]}} if encoding else {}
    with Editor(folder, **general) as editor:
        assert editor.begun["capabilities"]["positionEncoding"] == (encoding or "utf-16")
        text = DRAFT.replace("noi_dung: Cho", "noi_dung: 😀 @khong Cho", 1)
        editor.open("d.yaml", text)
        (found,) = [one for one in editor.findings("d.yaml", 1) if one["code"] == "VD01"]
        start = found["range"]["start"]
        indent = line_of(text, "noi_dung: 😀")[1]
        assert start["character"] - indent == column


def test_letters_and_accents_apart_are_found_where_the_editor_has_them(editor: Editor) -> None:
    import unicodedata

    text = DRAFT.replace("noi_dung: Cho ý kiến", "noi_dung: Cho ý kiến @khong", 1)
    apart = unicodedata.normalize("NFD", text)
    editor.open("d.yaml", apart)
    (found,) = [one for one in editor.findings("d.yaml", 1) if one["code"] == "VD01"]
    line, column = line_of(apart, "@khong")
    assert found["range"]["start"] == {"line": line, "character": column}
