"""References whose words somebody has typed over: they lead elsewhere, where that is printed in just those words."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn

from copies import Office, built, merged, text_of
from ctct.project.files import Source
from test_merge import checked

DRAFT = """the_thuc: dang
loai: bao_cao
co_quan: Tỉnh ủy Lâm Đồng
so_ky_hieu: {so: null, ky_hieu: BC/TU}
ngay: 2026
trich_yeu: kết quả công tác
muc:
  - ten: Tình hình
    id: tinh-hinh
    khoan: [Kinh tế ổn định., Văn hóa phát triển.]
  - ten: Tồn tại
    id: ton-tai
    khoan: [Giải ngân còn chậm., Cán bộ còn thiếu.]
  - ten: Kinh phí
    khoan: [Bố trí kinh phí., Quyết toán kinh phí.]
  - ten: Nhiệm vụ
    khoan:
      - noi_dung: Khắc phục những điểm nêu tại @tinh-hinh của Báo cáo này.
      - noi_dung: Bổ sung cán bộ.
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Trần Văn An}
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    return Source.from_file(tmp_path / "d.yaml")


def typed_over(source: Source, number: str) -> bytes:
    """Return a copy in which «mục I» says another number, in letters that Word does not count."""
    office = Office(built(source))
    line = office.find("Khắc phục những điểm")
    for run in [one for one in line.iter(qn("w:r")) if one.find(qn("w:fldChar")) is not None]:
        run.getparent().remove(run)
    for run in [one for one in line.iter(qn("w:r")) if one.find(qn("w:instrText")) is not None]:
        run.getparent().remove(run)
    counted = next(one for one in line.iter(qn("w:t")) if one.text == "I")
    counted.text = number
    assert f"tại mục {number} của" in text_of(line)
    return office.saved()


def test_a_number_typed_over_leads_elsewhere(source: Source) -> None:
    gone, new = checked(source, typed_over(source, "II"))
    assert (len(gone), new) == (1, ["- noi_dung: Khắc phục những điểm nêu tại @ton-tai của Báo cáo này."])


@pytest.mark.parametrize(
    ("number", "why"),
    [("III", "«mục III» chưa có mã: thêm «id»"), ("VII", "không có mục nào in ra đúng là «mục VII»")],
)
def test_what_leads_nowhere_is_told(source: Source, number: str, why: str) -> None:
    done = merged(source, typed_over(source, number))
    assert done.data == source.data
    assert [edit.fate for edit in done.edits] == ["unmapped"]
    assert done.edits[0].why.startswith(why)


def test_new_words_refer(source: Source) -> None:
    office = Office(built(source))
    line = office.find("Bổ sung cán bộ.")
    office.add_after(line, "Kiểm điểm theo mục II của Báo cáo này, mục I Nghị quyết số 05-NQ/TU và mục III.")
    office.replace("Văn hóa phát triển.", "Văn hóa phát triển (xem mục II).")
    _, new = checked(source, office.saved())
    assert new == [
        "khoan: [Kinh tế ổn định., Văn hóa phát triển (xem @ton-tai).]",
        "- noi_dung: >-",
        "Kiểm điểm theo @ton-tai của Báo cáo này, mục I Nghị quyết số 05-NQ/TU và mục III.",
    ]
    told = [edit.why for edit in merged(source, office.saved()).edits]
    assert sorted(told) == ["viện dẫn «mục II» ghi thành «@ton-tai»"] * 2


def test_numbers_that_have_changed_since_are_not_guessed_at(source: Source) -> None:
    copy = typed_over(source, "II")
    now = source._replace(
        data=source.data.replace(
            "  - ten: Tồn tại\n".encode(), "  - {ten: Xen, khoan: [Một., Hai.]}\n  - ten: Tồn tại\n".encode()
        )
    )
    done = merged(now, copy)
    assert done.data == now.data
    assert [edit.why[:10] for edit in done.edits if edit.fate == "unmapped"] == ["số mục đã "]
