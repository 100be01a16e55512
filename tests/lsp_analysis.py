"""Views of texts for the tests: what the server would know of them, without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types

from ctct.lsp.analysis import Analysis
from ctct.lsp.completion import Asked, complete
from ctct.lsp.documents import OpenDocuments
from ctct.lsp.kinds import Kind, is_markdown

CURSOR = "¦"

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
DRAFT = HEAD + BODY


def desk_in(folder: Path, **texts: str) -> OpenDocuments:
    """Return a desk with ``texts`` open; a name like ``du_thao__yaml`` is the file du-thao.yaml."""
    documents = OpenDocuments(folder)
    for name, text in texts.items():
        uri = (folder / name.replace("__", ".").replace("_", "-")).as_uri()
        language = "markdown" if uri.endswith(".md") else "yaml"
        documents.open(types.TextDocumentItem(uri, language, 1, text))
    return documents


def view_of(documents: OpenDocuments, uri: str | None = None, earlier: Analysis | None = None) -> Analysis:
    """Return the finished view of an open text, the first if ``uri`` is ``None``."""
    document = documents.by_uri[uri] if uri else next(iter(documents.by_uri.values()))
    analysis = Analysis.of(document, documents.source(document))
    analysis.judge()
    analysis.complete(earlier)
    return analysis


def cursor_in(text: str) -> tuple[str, types.Position]:
    """Return ``text`` without the mark of the cursor, and where that was, in UTF-16."""
    before, _, after = text.partition(CURSOR)
    line = before.count("\n")
    return before + after, types.Position(line, len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


def proposed(documents: OpenDocuments, analysis: Analysis, position: types.Position) -> list[types.CompletionItem]:
    """Return what may be typed at ``position``."""
    return [*proposed_list(documents, analysis, position).items]


def proposed_list(documents: OpenDocuments, analysis: Analysis, position: types.Position) -> types.CompletionList:
    """Return what may be typed at ``position``, and whether the editor must ask again."""
    document = documents.by_uri[analysis.uri]
    kind = Kind.DRAFT if document.kind is Kind.EMPTY else document.kind
    return complete(Asked(analysis, kind, document.text, position, is_markdown(document.path, document.language)))


def at(text: str, folder: Path, name: str = "d.yaml") -> tuple[OpenDocuments, Analysis, types.Position]:
    """Open ``text``, with the danh bạ beside it on disk; return its view and where its cursor is."""
    (folder / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    text, position = cursor_in(text)
    documents = desk_in(folder, **{name.replace(".", "__").replace("-", "_"): text})
    return documents, view_of(documents), position


def apply(text: str, edits: list[types.TextEdit]) -> str:
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = edit.range.start, edit.range.end
        head, tail = lines[start.line][: start.character], lines[end.line][end.character :]
        lines[start.line : end.line + 1] = (head + edit.new_text + tail).split("\n")
    return "\n".join(lines)


def codes(found: list[Any]) -> list[str]:
    return [one["code"] for one in found]


def line_of(text: str, part: str) -> tuple[int, int]:
    before = text[: text.index(part)]
    return before.count("\n"), len(before.rpartition("\n")[2])
