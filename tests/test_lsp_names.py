"""Names in the language server: where they are given and used, and renaming them everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctct.lsp.definition import definition, references
from ctct.lsp.hover import hover
from ctct.lsp.rename import rename
from lsp_analysis import BODY, HEAD, REGISTER, apply, at, desk_in, view_of


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
    documents, analysis, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    (found,) = definition(analysis, documents, position)
    assert found.uri == (tmp_path / file).as_uri()
    text = REGISTER if file == "danh-ba.yaml" else analysis.text.whole
    assert text.split("\n")[found.range.start.line] == line


def test_references_are_found_in_other_drafts_that_rest_on_the_danh_ba(tmp_path: Path) -> None:
    (tmp_path / "ctct.toml").write_text("", "utf-8")
    (tmp_path / "khac").mkdir()
    (tmp_path / "khac" / "e.yaml").write_text(HEAD.replace("danh-ba.yaml", "../danh-ba.yaml") + BODY, "utf-8")
    (tmp_path / "khac" / "f.yaml").write_text(HEAD.replace("danh_ba: danh-ba.yaml\n", "") + BODY, "utf-8")
    documents, analysis, position = at(
        HEAD + BODY.replace("phan_cong_chi_dao: minh\n", "phan_cong_chi_dao: mi¦nh\n", 1), tmp_path
    )
    found = references(analysis, documents, position, True)
    counted = {Path(uri).name: sum(one.uri == uri for one in found) for uri in {one.uri for one in found}}
    assert counted == {"d.yaml": 2, "danh-ba.yaml": 1, "e.yaml": 2}
    assert len(references(analysis, documents, position, False)) == 4


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
    documents, analysis, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    edits = rename(analysis, documents, position, new)
    assert edits is not None
    renamed = apply(HEAD + BODY, edits.pop(analysis.uri))
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
    documents = desk_in(tmp_path, co_quan__yaml=parts["co-quan.yaml"])
    analysis = view_of(documents)
    edits = rename(analysis, documents, types.Position(1, 3), "van-phong")
    assert edits is not None
    made = {Path(uri).name: apply(parts[Path(uri).name], listed) for uri, listed in edits.items()}
    assert made == {name: parts[name].replace("vp", "van-phong") for name in ("co-quan.yaml", "nguoi.yaml", "d.yaml")}
    shown = hover(analysis, types.Position(1, 3))
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
    documents, analysis, position = at((HEAD + BODY).replace(plain, marked, 1), tmp_path)
    with pytest.raises(JsonRpcInvalidParams, match=why):
        rename(analysis, documents, position, new)
