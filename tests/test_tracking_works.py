"""The works of a programme as they are followed: number, words, time, and who is charged by each of the three countings."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from ctct.model.times.endings import names_a_meeting
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.tracking.charges import Counting, Route
from ctct.tracking.works import AssignedWork, Programme, programme_of

ROOT = Path(__file__).resolve().parent.parent

HEAD = """\
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 2021
trich_yeu: công tác quý II/2021
thoi_gian: quý II/2021
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
danh_ba: danh-ba.yaml
"""

DIRECTORY = """\
nguoi:
  an: {ho_ten: Nguyễn Văn An}
  binh: {ho_ten: Trần Văn Bình}
  chi: {ho_ten: Lê Thị Chi}
co_quan:
  van-phong: Văn phòng
nhom:
  thuong-truc: {ten: Thường trực, thanh_vien: [an, binh]}
  tat-ca: {ten: tất cả, thanh_vien: [thuong-truc, chi, tat-ca]}
  cac-ban: các ban
"""


@cache
def sample() -> Programme:
    return programme_of(check(Source.from_file(str(ROOT / "examples" / "quy-II-2021.yaml"))))


def followed(folder: Path, body: str) -> Programme:
    (folder / "danh-ba.yaml").write_text(DIRECTORY, encoding="utf-8")
    draft = folder / "du-thao.yaml"
    draft.write_text(HEAD + body, encoding="utf-8")
    outcome = check(Source.from_file(str(draft)))
    assert not outcome.failed, outcome.findings
    return programme_of(outcome)


def leaders(work: AssignedWork, counting: Counting = Counting.LIKE) -> tuple[str, ...]:
    return work.assigned("phan_cong_chi_dao", counting)


WORKLOAD = {
    "phan_cong_chi_dao": {
        "dang-van-minh": (9, 11, 29),
        "dang-ngoc-huy": (5, 7, 25),
        "bui-thi-quynh-van": (1, 1, 21),
        "lu-ngoc-binh": (5, 7, 10),
        "phan-cong-binh": (7, 7, 7),
        "vo-van-ba": (7, 7, 7),
        "tran-hoang-tuan": (4, 4, 7),
        "vo-van-quynh": (3, 3, 6),
        "vo-thanh-an": (2, 2, 5),
        "dang-ngoc-dung": (1, 1, 4),
        "thuong-truc-tinh-uy": (15, 17, 0),
    },
    "co_quan_tham_muu": {
        "ban-to-chuc-tinh-uy": (5, 7, 12),
        "van-phong-tinh-uy": (5, 7, 12),
        "bcsd-ubnd-tinh": (9, 11, 11),
        "ban-noi-chinh-tinh-uy": (4, 4, 9),
        "uy-ban-kiem-tra-tinh-uy": (3, 3, 7),
        "btv-dang-uy-cong-an": (7, 7, 7),
        "btv-dang-uy-quan-su": (7, 7, 7),
        "ban-dan-van-tinh-uy": (2, 2, 7),
        "ban-tuyen-giao-tinh-uy": (1, 1, 6),
        "ubnd-tinh": (5, 5, 5),
    },
}
"""Of the sample: named, with «nhu», with groups opened."""


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in WORKLOAD.items() for name in names])
def test_workload_of_the_sample(role: str, name: str) -> None:
    works = sample().works
    found = tuple(sum(name in work.assigned(role, counting) for work in works) for counting in Counting)
    assert found == WORKLOAD[role][name]


def test_works_of_the_sample() -> None:
    works = sample().works
    assert len(works) == 37
    assert len({work.recurring or work.at for work in works}) == 31
    times = Counter(work.time for work in works)
    assert times == {"6/4/2021": 1, "tháng 4/2021": 4, "tháng 5/2021": 6, "tháng 6/2021": 14, "": 12}
    numbers = [work.number for work in works]
    assert (numbers[0], numbers[1], numbers[8], numbers[-1]) == ("B.I", "B.II.(1)", "B.III.1.1", "B.IV.4.3")
    assert len(set(numbers)) == 37
    assert "mục II, phần B" in works[13].text
    assert "@" not in "".join(work.text for work in works)


def test_who_cannot_be_counted_is_told_once() -> None:
    found = sample().findings
    assert {one.code for one in found} == {"VIE01"}
    assert sum("lời văn" in one.message for one in found) == 5
    assert sum("nhóm" in one.message for one in found) == 2


def test_what_a_work_says_goes_before_what_it_stands_in(tmp_path: Path) -> None:
    programme = followed(
        tmp_path,
        """\
muc:
  - ten: Một
    phan_cong_chi_dao: an
    co_quan_tham_muu: van-phong
    khoan:
      - {noi_dung: Việc một., phan_cong_chi_dao: ~chi}
      - Việc hai.
""",
    )
    one, two = programme.works
    assert leaders(one) == ("chi",)
    assert one.roles["phan_cong_chi_dao"][0].route is Route.DIRECT
    assert one.assigned("co_quan_tham_muu", Counting.NAMED) == ("van-phong",)
    assert two.roles["phan_cong_chi_dao"][0].route is Route.ABOVE
    assert two.chapter == ("Một",)


def test_nhu_takes_over_from_all_works_below_and_comes_to_an_end(tmp_path: Path) -> None:
    programme = followed(
        tmp_path,
        """\
muc:
  - id: mot
    ten: Một
    khoan:
      - {noi_dung: Việc một., phan_cong_chi_dao: an}
      - {noi_dung: Việc hai., phan_cong_chi_dao: thuong-truc}
      - {noi_dung: Việc ba., nhu: hai}
  - id: hai
    ten: Hai
    khoan:
      - {noi_dung: Việc bốn., nhu: mot}
      - {noi_dung: Việc năm., phan_cong_chi_dao: [chi, Cán bộ chuyên trách]}
  - {ten: Ba, nhu: hai, phan_cong_chi_dao: chi}
""",
    )
    three, four, six = programme.works[2], programme.works[3], programme.works[5]
    assert {*leaders(three)} == {*leaders(four)} == {"an", "thuong-truc", "chi"}
    assert leaders(four, Counting.NAMED) == ()
    assert leaders(six, Counting.NAMED) == ("chi",)
    assert {*leaders(six)} == {"an", "thuong-truc", "chi"}
    assert {*leaders(six, Counting.OPENED)} == {"an", "binh", "chi"}


def test_groups_in_groups_are_opened_and_one_without_members_stays(tmp_path: Path) -> None:
    programme = followed(tmp_path, "khoan: [{noi_dung: Việc., phan_cong_chi_dao: [tat-ca, an], co_quan_tham_muu: cac-ban}]\n")
    (work,) = programme.works
    assert leaders(work) == ("tat-ca", "an")
    assert leaders(work, Counting.OPENED) == ("an", "binh", "chi")
    assert {one.name: one.group for one in work.roles["phan_cong_chi_dao"] if one.group} == {"binh": "tat-ca", "chi": "tat-ca"}
    assert work.assigned("co_quan_tham_muu", Counting.OPENED) == ("cac-ban",)
    assert [one.message for one in programme.findings] == ["nhóm «cac-ban» chưa có thành viên, không mở ra được"]


def test_keys_and_times(tmp_path: Path) -> None:
    programme = followed(
        tmp_path,
        """\
muc:
  - id: thang-4
    ten: Hội nghị tháng 4
    thoi_gian: tháng 4
    khoan:
      - thuong_ky: can-bo
      - {thuong_ky: can-bo, id: can-bo-dau-ky, thoi_gian: trước ngày 10}
      - {noi_dung: Khác., phan_cong_chi_dao: an, thoi_gian: sớm nhất có thể, trang_thai: xong}
  - ten: Hội nghị tháng 5
    khoan: [{thuong_ky: can-bo}]
thuong_ky:
  can-bo: {noi_dung: Công tác cán bộ., phan_cong_chi_dao: an}
""",
    )
    assert [work.key for work in programme.works] == ["can-bo@thang-4", "can-bo-dau-ky", "", ""]
    assert [work.state for work in programme.works] == ["chua_lam", "chua_lam", "xong", "chua_lam"]
    april, early, unread, _ = (work.when for work in programme.works)
    assert april is not None
    assert april.last is not None
    assert april.last.isoformat() == "2021-04-30"
    assert early is not None
    assert early.last is not None
    assert early.last.isoformat() == "2021-04-09"
    assert unread is None


def test_works_that_are_printed_as_a_table_are_followed_alike(tmp_path: Path) -> None:
    body = """\
muc:
  - ten: Một
    khoan:
      - {noi_dung: Việc một., phan_cong_chi_dao: an}
      - {noi_dung: Như @a., phan_cong_chi_dao: an}
      - {id: a, noi_dung: Việc ba., phan_cong_chi_dao: an}
"""
    plain = followed(tmp_path, body).works
    table = followed(tmp_path, body + "trinh_bay: {chuong_trinh: bang}\n").works
    assert plain == table


def test_a_draft_with_errors_is_no_programme() -> None:
    with pytest.raises(ValueError, match="errors"):
        programme_of(check(Source("hong.yaml", b"loai: chuong_trinh\n", ROOT)))


def test_a_recurring_work_tells_how_people_meet(tmp_path: Path) -> None:
    """What it says once holds wherever it stands; what a place says itself goes before."""
    programme = followed(
        tmp_path,
        """\
muc:
  - {ten: Đầu tháng, thoi_gian: 3/5/2021, khoan: [{thuong_ky: giao-ban}]}
  - {ten: Giữa tháng, thoi_gian: 17/5/2021, khoan: [{thuong_ky: giao-ban, gio: "14:00"}]}
thuong_ky:
  giao-ban: {noi_dung: Giao ban công tác., gio: "07:30", dia_diem: Phòng họp 1, chu_tri_hop: an, phan_cong_chi_dao: an}
""",
    )
    told = [(one.time, one.hours and one.hours.begin, one.place, one.chair) for one in programme.meetings]
    assert told == [("3/5/2021", 450, "Phòng họp 1", ("an",)), ("17/5/2021", 840, "Phòng họp 1", ("an",))]
    assert [work.meeting for work in programme.works] == [one.at for one in programme.meetings]


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Đại hội đại biểu Đảng bộ tỉnh", True),
        ("Chỉ đạo tổ chức Đại hội", True),
        ("Giao ban quý", True),
        ("Triển khai Nghị quyết Đại hội XIII", False),
        ("Tổ hợp tác", False),
    ],
)
def test_what_is_called_a_meeting(words: str, is_one: bool) -> None:
    assert names_a_meeting(words) is is_one
