"""Documents of the register: cited from drafts in either form, taken through convert, fmt and merge, known to an editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import Office, merged
from copies import built as copy_of
from ctct.drafting.convert import convert
from ctct.drafting.format import formatted
from ctct.model.document_faults import Registered, document_faults
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.report.stages import show_stage
from ctct.source.inline import CitationMark, Words, escaped_text, read_inline

REGISTER = """nq-02-tu: {so_ky_hieu: 02-NQ/TU, ngay: 01/7/2016, co_quan: Tỉnh ủy, khoa: XIX, trich_yeu: về kết cấu hạ tầng}
kl-31-tu: {so_ky_hieu: 31-KL/TU, ngay: 27/4/2016, co_quan: Tỉnh ủy, khoa: XIX}
"""
DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
van_ban: van-ban.yaml
muc:
  - ten: Sơ kết @vb:nq-02-tu
    khoan:
      - Tiếp tục thực hiện @vb:nq-02-tu, @vb:kl-31-tu~[^a] ở cơ sở.
      - Chuẩn bị hội nghị.
chu_thich:
  a: Tại Mục I của @vb:kl-31-tu.
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "van-ban.yaml").write_text(REGISTER, "utf-8")
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


def printed(name: str, text: str, folder: Path) -> str:
    return show_stage(check(Source(name, text.encode(), folder)), "text")


def test_mark_is_read_with_its_place() -> None:
    text = r"Theo @vb:nq-02-tu~, *@vb:a*; \@vb:a, x@vb:a, @vb: a, @vb:-a."
    marks = [piece for piece in read_inline(text) if isinstance(piece, CitationMark)]
    assert [(mark.id, mark.short, mark.italic, text[slice(*mark.part)]) for mark in marks] == [
        ("nq-02-tu", True, False, "@vb:nq-02-tu~"),
        ("a", False, True, "@vb:a"),
    ]
    assert read_inline(r"\@vb:a") == (Words("@vb:a", part=(0, 6)),)


def test_settings_name_the_register_when_the_draft_does_not(folder: Path) -> None:
    (folder / "ctct.toml").write_text('van_ban = ["danh-muc/van-ban.yaml"]\n', "utf-8")
    (folder / "danh-muc").mkdir()
    (folder / "van-ban.yaml").rename(folder / "danh-muc" / "van-ban.yaml")
    own = DRAFT.replace("van_ban: van-ban.yaml\n", "")
    assert "Sơ kết Nghị quyết số 02-NQ/TU ngày 01/7/2016" in printed("d.yaml", own, folder)
    (folder / "danh-muc" / "van-ban.yaml").unlink()
    (fault,) = check(Source("d.yaml", own.encode(), folder)).findings
    assert (fault.code, Path(fault.file or "").name, fault.at) == ("DM01", "ctct.toml", ("van_ban", 0))


def test_forms_and_formats_leave_citations_alone(folder: Path) -> None:
    markdown = convert("d.yaml", DRAFT).text
    assert "Sơ kết @vb:nq-02-tu" in markdown
    assert "@vb:kl-31-tu~[^a]" in markdown
    assert printed("d.md", markdown, folder) == printed("d.yaml", DRAFT, folder)
    back = convert("d.md", markdown).text
    assert printed("d.yaml", back, folder) == printed("d.yaml", DRAFT, folder)
    assert printed("d.yaml", formatted("d.yaml", DRAFT), folder) == printed("d.yaml", DRAFT, folder)


def test_draft_that_moves_takes_the_name_of_its_register_along(tmp_path: Path) -> None:
    moved = convert("d.yaml", DRAFT, (str(tmp_path), str(tmp_path / "con")))
    assert "van_ban: ../van-ban.yaml" in moved.text


@pytest.mark.parametrize("recorded", [False, True])
def test_merge_takes_words_beside_a_citation_and_tells_of_those_in_it(folder: Path, recorded: bool) -> None:
    source = Source("d.yaml", DRAFT.encode(), folder)
    office = Office(copy_of(source), recorded=recorded)
    office.replace(" ở cơ sở", " ở cấp xã")
    office.replace("hội nghị", "đại hội")
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}
    expected = DRAFT.replace("ở cơ sở", "ở cấp xã").replace("bị hội nghị", "bị đại hội")
    assert done.data.decode() == expected
    office = Office(copy_of(source), recorded=recorded)
    office.replace("số 02-NQ/TU ngày 01/7/2016", "số 03-NQ/TU ngày 01/7/2016")
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [(edit.fate, edit.why) for edit in done.edits] == [("unmapped", "viện dẫn, tên in từ mã: đổi mã «@…» trong dự thảo")]


def test_words_of_a_word_file_are_never_taken_for_a_citation() -> None:
    assert escaped_text("Gửi @vb:nq-02-tu~ nhé") == r"Gửi \@vb:nq-02-tu~ nhé"


def test_chain_of_replacements_is_walked_once() -> None:
    from ctct.model.cited_documents import VanBanVienDan

    def entry(number: int) -> Registered:
        said = {"so_ky_hieu": f"{number}/NQ-HĐND", "thay_the": [f"a{number + 1}"] if number < 5000 else []}
        return Registered(f"a{number}", VanBanVienDan.model_validate(said), None)

    assert not list(document_faults([entry(number) for number in range(1, 5001)]))


def test_register_is_put_into_its_one_form_with_its_comments() -> None:
    text = "# sổ\nnq-02-tu:   {so_ky_hieu: '02-NQ/TU', 'Ngày': 01/7/2016}  # đã tra\n"
    assert formatted("van-ban.yaml", text) == "# sổ\nnq-02-tu: {so_ky_hieu: 02-NQ/TU, ngay: 01/7/2016}  # đã tra\n"


def test_register_too_large_to_be_one_is_told(folder: Path) -> None:
    with open(folder / "van-ban.yaml", "ab") as file:
        file.truncate(65 << 20)
    (fault,) = check(Source("d.yaml", DRAFT.encode(), folder)).findings
    assert (fault.code, fault.message) == ("TP01", "không đọc được danh mục văn bản: tệp lớn hơn 64 MB")
