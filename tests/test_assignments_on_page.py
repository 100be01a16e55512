"""Who is charged with a work stands by it: on lines that are kept with it, or in one line behind its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ctct.drafting.convert import to_markdown, to_yaml
from ctct.emit.formats import Form
from ctct.layout.blocks import Paragraph
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from drafts import built
from judges import parts_of
from test_cases import HEAD

CHARGED = {"co_quan_chu_tri": "Ban A, Ban B", "co_quan_phoi_hop": ["Tổ C[^a]"]}
IN_LINE = {"trinh_bay": {"phan_cong": "lien_dong"}}


def draft(nodes: list[Any], **more: Any) -> Source:
    head = HEAD | {"nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"}}
    text = yaml.safe_dump(head | {"muc": nodes, "ket": ["Hết.", "Hết."]} | more, allow_unicode=True, sort_keys=False)
    return Source("du-thao.yaml", text.encode(), Path())


def bound(source: Source) -> list[tuple[str, bool]]:
    """The paragraphs of the body by their first words, with whether each is kept with the next."""
    blocks = [block for block in sheet_of(check(source)).blocks if isinstance(block, Paragraph)]
    texts = ["".join(getattr(piece, "text", "") for piece in block.content) for block in blocks]
    return [(text[:8], block.keep_next) for text, block in zip(texts, blocks, strict=True)][3:-2]


def test_a_work_is_kept_with_its_assignments() -> None:
    nodes = [{"noi_dung": ["Một.", "Hai."]} | CHARGED, "Ba."]
    expected = [("Một.", False), ("Hai.", True), ("- Cơ qua", True), ("- Cơ qua", False), ("Ba.", False)]
    assert bound(draft(nodes, chu_thich={"a": "Lời."})) == expected


def test_what_is_in_one_line_below_is_kept_with_what_stands_above() -> None:
    nodes = [{"ten": "Một", "khoan": ["Hai.", "Ba."]} | CHARGED, {"ten": "Bốn"} | CHARGED]
    expected = [("Một", False), ("Hai.", False), ("Ba.", True), ("- Cơ qua", False), ("Bốn", True), ("- Cơ qua", False)]
    assert bound(draft(nodes, chu_thich={"a": "Lời."}, **IN_LINE)) == expected


def test_no_page_long_chain_is_made() -> None:
    roles = dict.fromkeys(("phan_cong_chi_dao", "co_quan_chu_tri", "co_quan_phoi_hop", "co_quan_tham_muu"), "Ban")
    node: dict[str, Any] = {"noi_dung": "Việc."} | roles
    for level in ("diem", "khoan"):
        node = {"ten": level, level: [node]} | roles
    kept = "".join("x" if keep else "." for _, keep in bound(draft([node])))
    assert "x" * 10 in kept
    assert "x" * 11 not in kept


@pytest.mark.parametrize("layout", ["dang", "nha-nuoc"])
def test_references_notes_and_italics_stay_in_the_line(layout: str) -> None:
    state = {"co_quan": {"cap_tren": "UBND tỉnh A", "ten": "UBND xã B"}, "so_ky_hieu": "05/CTr-UBND"}
    own = (state if layout == "nha-nuoc" else {}) | {"the_thuc": layout}
    nodes = [{"id": "mot", "noi_dung": "Một"} | CHARGED, {"noi_dung": "Hai;", "nhu": "mot"}]
    source = draft(nodes, chu_thich={"a": "Lời."}, **IN_LINE, **own)
    said = compile_to(check(source), Form("text"))[0].decode()
    assert "Một. Cơ quan chủ trì: Ban A, Ban B. Cơ quan phối hợp: Tổ C¹." in said
    assert "Hai. Phân công chỉ đạo và cơ quan tham mưu, thực hiện: Như mục I của Chương trình này." in said.replace(
        "Như Mục", "Như mục"
    )
    page = compile_to(check(source), Form("html"))[0].decode()
    assert re.search(r"Một\. </?\w.*Cơ quan chủ trì</", page)
    document = parts_of(built(source))["word/document.xml"].decode()
    assert document.count("footnoteReference ") == 1
    assert len(re.findall(r" REF \S+ ", document)) == 1


def test_it_goes_to_markdown_and_back() -> None:
    source = draft([{"noi_dung": "Một."} | CHARGED], chu_thich={"a": "Lời."}, **IN_LINE)
    there = to_markdown(source.data.decode()).text
    assert "phan_cong: lien_dong" in there
    assert yaml.safe_load(to_yaml(there).text)["trinh_bay"] == IN_LINE["trinh_bay"]
