"""When works take place and when they are due: said by themselves, by what they repeat, by what they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.model.work_times import NodeTime, times_of_nodes
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.source.yaml import load

ROOT = Path(__file__).parents[1]
HEAD = "loai: chuong_trinh\nso_ky_hieu: CTr/TU\nngay: 2021\ntrich_yeu: x\nthoi_gian: quý II/2021\nnguoi_ky: {ho_ten: A}\n"


def told(time: NodeTime | None) -> str:
    """What is known of a time, in one line."""
    if time is None:
        return "-"
    when = time.when
    days = f"{when.kind} {when.first} {when.last}{'' if when.sure else ' ?'}" if when else "không hiểu"
    return f"{time.words.said}: {days}"


@pytest.mark.parametrize(
    ("body", "taking_place", "due"),
    [
        ("{ten: A, thoi_gian: 6/4/2021, han: trước ngày 2/4}", "6/4/2021: ngày 2021-04-06 2021-04-06", "trước ngày 2/4: trước 2021-04-01 2021-04-01"),
        ("{ten: A, han: 30/6}", "-", "30/6: ngày 2021-06-30 2021-06-30"),
        ("{ten: Họp về cán bộ (ngày 6/4/2021)}", "ngày 6/4/2021: ngày 2021-04-06 2021-04-06", "ngày 6/4/2021: ngày 2021-04-06 2021-04-06"),
        ("{ten: Họp (trước ngày 15/6/2021)}", "trước ngày 15/6/2021: trước 2021-04-01 2021-06-14", "trước ngày 15/6/2021: trước 2021-04-01 2021-06-14"),
        ("{ten: Hội nghị triệu tập trong tháng 4/2021}", "tháng 4/2021: khoảng 2021-04-01 2021-04-30", "tháng 4/2021: khoảng 2021-04-01 2021-04-30"),
        ("Sơ kết công tác dân vận (cuối tháng 5).", "cuối tháng 5: khoảng 2021-05-21 2021-05-31 ?", "cuối tháng 5: khoảng 2021-05-21 2021-05-31 ?"),
        ("Thực hiện Kết luận số 31-KL/TU (ngày 27/4/2016).", "-", "-"),
        ("{ten: Hội nghị quán triệt Nghị quyết số 05-NQ/TU (ngày 27/4/2021)}", "-", "-"),
        ("{ten: A, thoi_gian: sớm nhất có thể}", "sớm nhất có thể: không hiểu", "sớm nhất có thể: không hiểu"),
        ("{thuong_ky: viec}", "tháng 5: khoảng 2021-05-01 2021-05-31", "20/5: ngày 2021-05-20 2021-05-20"),
        ("{thuong_ky: viec, thoi_gian: tháng 6, han: 25/6}", "tháng 6: khoảng 2021-06-01 2021-06-30", "25/6: ngày 2021-06-25 2021-06-25"),
        ("Việc không nói khi nào.", "-", "-"),
    ],
)  # fmt: skip
def test_a_node_says_when(body: str, taking_place: str, due: str) -> None:
    draft = validate(
        VanBan, load(f"{HEAD}thuong_ky: {{viec: {{noi_dung: Việc (tháng 5)., han: 20/5}}}}\nmuc:\n  - {body}\n")[0]
    )
    times = times_of_nodes(draft)["muc", 0]
    assert (told(times.taking_place), told(times.due)) == (taking_place, due)


def test_what_is_said_nearer_holds() -> None:
    text = f"""{HEAD}muc:
  - ten: Các hội nghị
    han: 30/6
    khoan:
      - Việc một.
      - ten: Hội nghị triệu tập trong tháng 4/2021
        diem:
          - Việc hai.
          - {{noi_dung: Việc ba., han: 10/4}}
          - {{noi_dung: Việc tư., thoi_gian: ngày 15}}
phu_luc:
  - {{ten: Phụ lục, muc: [{{ten: A, thoi_gian: 1/5/2021}}]}}
"""
    times = times_of_nodes(validate(VanBan, load(text)[0]))
    due = {at: told(one.due) for at, one in times.items()}
    meeting = ("muc", 0, "khoan", 1)
    assert due["muc", 0, "khoan", 0] == "30/6: ngày 2021-06-30 2021-06-30"
    assert due[meeting] == due[*meeting, "diem", 0] == "tháng 4/2021: khoảng 2021-04-01 2021-04-30"
    assert times[*meeting, "diem", 0].due == times[meeting].due
    assert due[*meeting, "diem", 1] == "10/4: ngày 2021-04-10 2021-04-10"
    assert due[*meeting, "diem", 2] == "ngày 15: ngày 2021-04-15 2021-04-15"
    assert due["phu_luc", 0, "muc", 0] == "1/5/2021: ngày 2021-05-01 2021-05-01"
    assert next(iter(times)) == ("muc", 0)


def test_the_works_of_the_sample_by_time() -> None:
    """Each of the 37 works is due when its meeting takes place, or where nothing says so when the quarter ends."""
    draft = check(Source.from_file(ROOT / "examples" / "quy-II-2021.yaml")).draft
    assert draft is not None
    times = times_of_nodes(draft)
    leaves = [at for at in times if not any(other[: len(at)] == at and other != at for other in times)]
    said = [told(times[at].due).partition(":")[0] for at in leaves]
    assert {one: said.count(one) for one in said if one != "-"} == {
        "6/4/2021": 1,
        "tháng 4/2021": 4,
        "tháng 5/2021": 6,
        "tháng 6/2021": 14,
    }
