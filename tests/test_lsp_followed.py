"""What a work says for those who follow it up, in the language server: times, meetings, who is there, what they need."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctct.lsp.definition import definition
from ctct.lsp.hover import hover
from ctct.lsp.rename import rename
from lsp_analysis import HEAD, REGISTER, apply, at, cursor_in, desk_in, proposed, view_of

BODY = """thoi_gian: quý II/2021
lay_y_kien: {gui: [vp, lien-quan], han: 15/6/2021}
muc:
  - id: hoi-nghi
    ten: Hội nghị Tỉnh ủy (ngày 21/4/2021)
    chu_tri_hop: minh
    thanh_phan: [vp, [minh, ~vp]]
  - noi_dung: Đề án về cán bộ.
    thoi_gian: tháng 4/2021
    han: trước ngày 3/5
    phuc_vu: hoi-nghi
"""
DRAFT = HEAD + BODY


def shown(text: str, folder: Path) -> str:
    _, analysis, position = at(text, folder)
    found = hover(analysis, position)
    assert found is None or isinstance(found.contents, types.MarkupContent)
    return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else ""


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("thoi_gian: thá¦ng 4/2021", "từ thứ năm 1/4/2021 đến thứ sáu 30/4/2021 (nghỉ Ngày Chiến thắng 30/4); ngày làm việc cuối: thứ năm 29/4/2021"),
        ("han: trước ng¦ày 3/5", "chậm nhất chủ nhật 2/5/2021; ngày làm việc cuối: thứ năm 29/4/2021"),
        ("ngày 21/¦4/2021", "thứ tư 21/4/2021 (nghỉ Giỗ Tổ Hùng Vương)"),
        ("thoi_gian: quý¦ II/2021", "từ thứ năm 1/4/2021 đến thứ tư 30/6/2021"),
        ("han: 15/6¦/2021", "thứ ba 15/6/2021"),
    ],
)  # fmt: skip
def test_a_time_is_told_in_days(tmp_path: Path, marked: str, told: str) -> None:
    assert f"Thời gian: {told}" in shown(DRAFT.replace(marked.replace("¦", ""), marked, 1), tmp_path)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("hằng tháng", "lặp lại, từ thứ năm 1/4/2021 đến thứ tư 30/6/2021"),
        ("cuối tháng 5", "từ thứ sáu 21/5/2021 đến thứ hai 31/5/2021; hai đầu theo quy ước"),
        ("khi có yêu cầu", "gắn với một việc khác, chưa rõ ngày nào"),
        ("từ ngày 15/5", "từ thứ bảy 15/5/2021 đến thứ tư 30/6/2021"),
    ],
)
def test_times_in_other_words(tmp_path: Path, written: str, told: str) -> None:
    text = DRAFT.replace("thoi_gian: tháng 4/2021", f"thoi_gian: {written[:2]}¦{written[2:]}")
    assert f"Thời gian: {told}" in shown(text, tmp_path)


def test_what_is_no_time_is_not_told_as_one(tmp_path: Path) -> None:
    for marked in ("thoi_gian: sớm¦ nhất có thể", "thoi_¦gian: tháng 4/2021"):
        assert "Thời gian: " not in shown(DRAFT.replace("thoi_gian: tháng 4/2021", marked), tmp_path)
    assert "Thời gian: " not in shown(DRAFT.replace("Hội nghị Tỉnh", "Hội ng¦hị Tỉnh"), tmp_path)


@pytest.mark.parametrize(
    ("marked", "file"),
    [
        ("chu_tri_hop: mi¦nh", "danh-ba.yaml"),
        ("[minh, ~v¦p]", "danh-ba.yaml"),
        ("gui: [v¦p", "danh-ba.yaml"),
        ("phuc_vu: hoi-¦nghi", "d.yaml"),
    ],
)
def test_names_lead_to_where_they_are_given(tmp_path: Path, marked: str, file: str) -> None:
    documents, analysis, position = at(DRAFT.replace(marked.replace("¦", ""), marked, 1), tmp_path)
    (found,) = definition(analysis, documents, position)
    assert found.uri == (tmp_path / file).as_uri()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("chu_tri_hop: ¦minh", {"minh", "vp", "lien-quan"}),
        ("thanh_phan: [¦vp", {"minh", "vp", "lien-quan"}),
        ("gui: [vp, ¦lien-quan", {"minh", "vp", "lien-quan"}),
        ("phuc_vu: ¦hoi-nghi", {"hoi-nghi"}),
    ],
)
def test_names_are_proposed(tmp_path: Path, marked: str, expected: set[str]) -> None:
    documents, analysis, position = at(DRAFT.replace(marked.replace("¦", ""), marked, 1), tmp_path)
    assert expected <= {item.label for item in proposed(documents, analysis, position)}


@pytest.mark.parametrize("form", ["yaml", "md"])
def test_a_rename_reaches_them_all(tmp_path: Path, form: str) -> None:
    markdown = (
        f"---\n{HEAD}lay_y_kien: {{gui: vp}}\n---\n\n"
        '# Hội nghị {#hoi-nghi chu_tri_hop="@vp" thanh_phan="@vp-1; @vp và @minh; \\"Văn phòng vp\\""}\n\n'
        '1. Đề án. {phuc_vu="hoi-nghi, hoi-nghi-2"}\n2. Họp. {#hoi-nghi-2}\n'
    )
    register = REGISTER + "  vp-1: nhóm một\n"
    text = markdown if form == "md" else DRAFT
    (tmp_path / "danh-ba.yaml").write_text(register, "utf-8")
    documents = desk_in(tmp_path, **{f"d__{form}": text})
    analysis = view_of(documents)
    before = text[: text.index("vp")]
    edits = rename(analysis, documents, types.Position(before.count("\n"), len(before) - before.rfind("\n") - 1), "van-phong")
    assert edits
    renamed = apply(text, edits[(tmp_path / f"d.{form}").as_uri()])
    assert renamed == text.replace("[vp", "[van-phong").replace("~vp", "~van-phong").replace('"@vp"', '"@van-phong"').replace(
        "gui: vp", "gui: van-phong"
    ).replace("@vp và", "@van-phong và")


def test_the_head_of_a_body_is_a_name(tmp_path: Path) -> None:
    marked = REGISTER.replace("ten_gon: Văn phòng}", "ten_gon: Văn phòng, thu_truong: mi¦nh}")
    text, position = cursor_in(marked)
    documents = desk_in(tmp_path, danh_ba__yaml=text)
    edits = rename(view_of(documents), documents, position, "dang-van-minh")
    assert edits
    (changed,) = edits.values()
    assert apply(text, changed).count("dang-van-minh") == 2
    assert "minh" in {item.label for item in proposed(documents, view_of(documents), position)}


KEPT = (
    BODY
    + "  - id: thang-5\n    ten: Tháng 5\n    khoan: [{thuong_ky: can-bo}]\nthuong_ky:\n  can-bo: {noi_dung: Công tác cán bộ., phan_cong_chi_dao: minh}\n"
)
PROGRESS = """chuong_trinh: d.yaml
viec:
  hoi-nghi: {trang_thai: xong} # hoi-nghi
  "can-bo@thang-5": {trang_thai: xong, ket_qua: hoi-nghi}
phat_sinh: [{noi_dung: Việc hoi-nghi., co_quan_chu_tri: vp}]
"""
OPINIONS = """du_thao: d.yaml
tra_loi: [{co_quan: vp, tep: a.docx, sua_doi: {hoi-nghi: 2, muc/0: 1}}]
y_kien:
  - {co_quan: vp, tai: hoi-nghi, den: thang-5, noi_dung: hoi-nghi}
  - {co_quan: Sở, tai: "khoản 2, mục I", noi_dung: Bỏ.}
"""


def renamed_from(folder: Path, marked: str, new: str) -> dict[str, str]:
    """Return the files of a programme, its progress and the opinions on it after a rename, by their names."""
    files = {"d.yaml": HEAD + KEPT, "d.tien-do.yaml": PROGRESS, "d.y-kien.yaml": OPINIONS}
    name = next(name for name, text in files.items() if marked.replace("¦", "") in text)
    for other, text in files.items():
        (folder / other).write_text(text, "utf-8")
    (folder / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    text, position = cursor_in(files[name].replace(marked.replace("¦", ""), marked, 1))
    documents = desk_in(folder, **{name.replace(".", "__").replace("-", "_"): text})
    edits = rename(view_of(documents), documents, position, new)
    assert edits
    return {other: apply(text, edits.get((folder / other).as_uri(), [])) for other, text in files.items()}


@pytest.mark.parametrize(
    "marked", ["id: hoi¦-nghi", "  hoi¦-nghi: {trang_thai", "tai: hoi¦-nghi", "{hoi¦-nghi: 2", "phuc_vu: hoi¦-nghi"]
)
def test_an_id_is_renamed_in_what_is_kept_beside_its_draft(tmp_path: Path, marked: str) -> None:
    """From any of the files; words that look like it stay."""
    files = renamed_from(tmp_path, marked, "hop")
    assert files["d.yaml"] == (HEAD + KEPT).replace("id: hoi-nghi", "id: hop").replace("phuc_vu: hoi-nghi", "phuc_vu: hop")
    assert files["d.tien-do.yaml"] == PROGRESS.replace("hoi-nghi: {trang_thai: xong}", "hop: {trang_thai: xong}", 1)
    assert files["d.y-kien.yaml"] == OPINIONS.replace("{hoi-nghi: 2", "{hop: 2").replace("tai: hoi-nghi", "tai: hop")


@pytest.mark.parametrize(
    ("marked", "new", "old"),
    [
        ("thuong_ky: can-¦bo}", "nhan-su", "can-bo"),
        ('"can-b¦o@', "nhan-su", "can-bo"),
        ("@thang¦-5", "thang-nam", "thang-5"),
        ("co_quan: v¦p, tai", "van-phong", "vp"),
    ],
)
def test_recurring_works_and_bodies_are_renamed_there_too(tmp_path: Path, marked: str, new: str, old: str) -> None:
    files = renamed_from(tmp_path, marked, new)
    changed = HEAD + KEPT if old != "vp" else (HEAD + KEPT).replace("[vp", "[van-phong").replace("~vp", "~van-phong")
    assert files["d.yaml"] == changed.replace(old, new)
    assert files["d.tien-do.yaml"] == PROGRESS.replace(old, new)
    assert files["d.y-kien.yaml"] == OPINIONS.replace(old, new)


def test_an_id_that_the_draft_has_is_refused_from_beside_it(tmp_path: Path) -> None:
    with pytest.raises(JsonRpcInvalidParams, match="đã dùng cho một mục khác"):
        renamed_from(tmp_path, "tai: hoi¦-nghi", "thang-5")


def test_what_is_kept_beside_another_draft_of_the_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d.md").write_text("---\n" + HEAD + "---\n", "utf-8")
    files = {"d.tien-do.yaml": PROGRESS.replace("d.yaml", "d.md"), "d.y-kien.yaml": "du_thao: d.yaml\ny_kien: [\n"}
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    text, position = cursor_in((HEAD + KEPT).replace("id: hoi-nghi", "id: hoi¦-nghi"))
    documents = desk_in(tmp_path, d__yaml=text)
    assert set(rename(view_of(documents), documents, position, "hop") or {}) == {(tmp_path / "d.yaml").as_uri()}
