"""The first paragraph of an item that has others below it: removed, reworded, moved; what is split and joined across items."""

from __future__ import annotations

from pathlib import Path

import pytest

from copies import Office, built, merged, printed, text_of
from ctct.drafting.merge.current import Draft
from ctct.project.files import Source
from test_merge import MARKDOWN, YAML, alike, checked, lines_of

BOTH = pytest.mark.parametrize("file", [YAML, MARKDOWN], ids=["yaml", "markdown"])
RECORDED = pytest.mark.parametrize("recorded", [False, True], ids=["plain", "recorded"])
ROOT = Path(__file__).parents[1]
REPORT = ROOT / "examples/nha-nuoc/bao-cao.yaml"
FIRST, SECOND = "Tổng kết việc thực hiện Kết luận số 31-KL/TU", "Thông qua Nghị quyết của Tỉnh ủy khóa XX về đẩy mạnh"
DRAFT = """the_thuc: dang
loai: bao_cao
co_quan: Tỉnh ủy Lâm Đồng
so_ky_hieu: {so: null, ky_hieu: BC/TU}
ngay: 2026
trich_yeu: kết quả công tác
muc:
  - ten: Tình hình chung
    khoan:
      - noi_dung: Kinh tế ổn định.
      - noi_dung:
          # vì sao có câu này
          - Văn hóa phát triển nhanh.
          - Thể thao quần chúng sôi nổi.
      - noi_dung: Giáo dục có tiến bộ.
  - ten: Tồn tại
    khoan:
      - noi_dung: Giải ngân còn chậm.
      - noi_dung: Cán bộ còn thiếu.
  - ten: Nhiệm vụ
    khoan: [Đẩy nhanh giải ngân., Bổ sung cán bộ.]
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Trần Văn An}
"""


def numbered(source: Source) -> list[tuple[str, str]]:
    return [(line.number.strip(), line.text) for line in Draft.of(source).lines if line.home]


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    return Source.from_file(tmp_path / "d.yaml")


@BOTH
@RECORDED
def test_a_first_paragraph_that_is_gone(file: Path, recorded: bool) -> None:
    office = Office(built(Source.from_file(file)), recorded=recorded)
    office.delete(office.find(FIRST))
    gone, _ = checked(Source.from_file(file), office.saved())
    assert any(FIRST in line for line in gone)


def test_what_follows_it_stands_in_the_item_above_as_in_the_copy(source: Source) -> None:
    office = Office(built(source))
    office.delete(office.find("Văn hóa phát triển"))
    gone, _ = checked(source, office.saved())
    assert "- Văn hóa phát triển nhanh." in gone
    done = merged(source, office.saved())
    assert "# vì sao có câu này" in done.data.decode()
    lines = numbered(source._replace(data=done.data))
    assert [one for one in lines if one[1].endswith(("định.", "nổi.", "bộ."))][:3] == [
        ("1.", "Kinh tế ổn định."),
        ("", "Thể thao quần chúng sôi nổi."),
        ("2.", "Giáo dục có tiến bộ."),
    ]


def test_a_title_that_is_gone_leaves_its_items_to_the_one_above(source: Source) -> None:
    office = Office(built(source))
    office.delete(office.find("Tồn tại"))
    checked(source, office.saved())
    lines = numbered(source._replace(data=merged(source, office.saved()).data))
    assert ("4.", "Giải ngân còn chậm.") in lines
    assert ("II.", "Nhiệm vụ") in lines


def test_what_has_nothing_above_it_begins_the_item(source: Source) -> None:
    data = source.data.replace("      - noi_dung: Kinh tế ổn định.\n".encode(), b"")
    source = source._replace(data=data)
    office = Office(built(source))
    office.delete(office.find("Văn hóa phát triển"))
    checked(source, office.saved())
    done = merged(source, office.saved())
    assert done.edits[0].why == "đoạn sau thành đoạn đầu của mục, mang số của mục"
    assert ("1.", "Thể thao quần chúng sôi nổi.") in numbered(source._replace(data=done.data))


def test_who_is_charged_cannot_do_without_it() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.delete(office.find("Chất vấn và trả lời chất vấn"))
    done = merged(source, office.saved())
    assert done.data == source.data
    assert "còn dòng phân công" in done.edits[0].why
    assert "mà mục trên đã có phần ấy của mình" in done.edits[0].why


@BOTH
def test_a_first_paragraph_that_was_reworded(file: Path) -> None:
    office = Office(built(Source.from_file(file)))
    office.replace("Tổng kết", "Sơ kết", within=office.find(FIRST))
    _, new = checked(Source.from_file(file), office.saved())
    assert len(new) == 1


def test_a_first_paragraph_that_was_moved_alone(source: Source) -> None:
    office = Office(built(source))
    office.move([office.find("Văn hóa phát triển")], before=office.find("Cán bộ còn thiếu"))
    checked(source, office.saved())
    lines = numbered(source._replace(data=merged(source, office.saved()).data))
    assert ("2.", "Văn hóa phát triển nhanh.") in lines[lines.index(("II.", "Tồn tại")) :]


def test_the_end_of_an_item_joined_with_a_title_that_has_items(source: Source) -> None:
    office = Office(built(source))
    above, title = office.find("Giáo dục có tiến bộ"), office.find("Tồn tại")
    for run in [one for one in title if one.tag.endswith("}r")]:
        above.append(run)
    office.delete(title)
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits if edit.sort != "look"} == {"taken"}
    after = source._replace(data=done.data)
    assert alike(printed(after), lines_of(office.saved(), source))
    assert merged(after, office.saved()).data == done.data


def test_a_short_title_joined_with_what_follows_does_not_stand_twice() -> None:
    source = Source.from_file(REPORT)
    office = Office(built(source))
    title = office.find("Giải ngân")
    below = title.getnext()
    for run in [one for one in below if one.tag.endswith("}r")]:
        title.append(run)
    office.delete(below)
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits if edit.sort != "look"} == {"taken"}
    assert alike(printed(source._replace(data=done.data)), lines_of(office.saved(), source))


def test_lines_of_a_list_that_the_layout_ends_with_a_sign() -> None:
    source = Source.from_file(ROOT / "examples/nghi-quyet-dang-uy-xa-2026.yaml")
    office = Office(built(source))
    first = office.find("Căn cứ Điều lệ Đảng")
    second = first.getnext()
    for run in [one for one in second if one.tag.endswith("}r")]:
        first.append(run)
    office.delete(second)
    checked(source, office.saved())
    office = Office(built(source))
    whole = office.find("Căn cứ Điều lệ Đảng")
    run = next(one for one in whole.iter() if one.tag.endswith("}r") and "Đảng Cộng sản" in text_of_run(one))
    office.replace(" Đảng Cộng sản Việt Nam;", "", within=whole) if " Đảng Cộng sản Việt Nam;" in text_of_run(run) else None
    office.add_after(whole, "Đảng Cộng sản Việt Nam;")
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}, done.edits
    after = source._replace(data=done.data)
    assert merged(after, office.saved()).data == done.data
    assert {edit.fate for edit in merged(after, office.saved()).edits} == {"known"}


def text_of_run(run: object) -> str:
    return "".join(one.text or "" for one in run.iter() if one.tag.endswith("}t"))  # type: ignore[attr-defined]


def test_who_is_charged_cannot_be_split() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    line = office.find("Chất vấn và trả lời chất vấn").getnext()
    said = text_of(line)
    run = [one for one in line.iter() if one.tag.endswith("}r")][-1]
    last = text_of_run(run)
    office.replace(last, last.rpartition(" ")[0], within=line)
    office.add_after(line, last.rpartition(" ")[2])
    assert said
    done = merged(source, office.saved())
    assert done.data == source.data
    assert all(edit.why for edit in done.edits)


@BOTH
def test_a_first_paragraph_typed_anew_without_its_bookmark_is_reworded(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    first = office.find("Chất vấn và trả lời chất vấn")
    office.add_after(first, "Rà soát quy chế làm việc của cấp ủy.")
    office.delete(first)
    gone, new = checked(source, office.saved())
    assert len(gone) == len(new) == 1
    assert "Rà soát quy chế làm việc của cấp ủy." in new[0]


# --- works that recur -------------------------------------------------------------------------------------------------


@BOTH
def test_an_item_that_holds_recurring_works_moves_whole(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    body = office.paragraphs
    start, end = (body.index(office.find(f"Hội nghị triệu tập trong tháng {month}/2021")) for month in (4, 5))
    office.move(body[start:end], before=office.find("Hội nghị triệu tập trong tháng 6/2021"))
    gone, new = checked(source, office.saved())
    assert (gone, new) == ([], [])


@BOTH
def test_one_recurring_work_is_gone_or_moved(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    first = office.find("Cho ý kiến về công tác cán bộ")
    office.delete(first, first.getnext(), first.getnext().getnext())
    gone, _ = checked(source, office.saved())
    assert sum("cong-tac-can-bo" in line for line in gone) == 1
    office = Office(built(source))
    first = office.find("Cho ý kiến về công tác cán bộ")
    moved = [first, first.getnext(), first.getnext().getnext()]
    office.move(moved, before=office.find("Hội nghị triệu tập trong tháng 5/2021"))
    checked(source, office.saved())


def test_who_is_charged_with_a_recurring_work_changes_everywhere_or_nowhere() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.delete(office.find("Cho ý kiến về công tác cán bộ").getnext())
    done = merged(source, office.saved())
    assert done.data == source.data
    assert "in ở 3 chỗ, bản sửa mới đổi 1 chỗ" in done.edits[0].why
