"""Deadlines and meetings of the sample: nothing is found in it as it is, each seeded fault is found and named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctct.diagnostics import Diagnostic, Severity
from ctct.lint.engine import Selection
from ctct.pipeline import check, lint
from ctct.project.drafts import find_drafts
from ctct.project.files import Source

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"
OURS = Selection(select=("HAN", "PC04", "CTR04"))
APRIL = "            thoi_gian: tháng 4/2021\n"


def findings(source: Source) -> list[Diagnostic]:
    return [
        one
        for one in lint(check(source), OURS, date(2026, 11, 24)).findings
        if one.code in ("PC04", "CTR04") or one.code.startswith("HAN")
    ]


def told(*changes: tuple[str, str]) -> list[tuple[str, Severity, str]]:
    """What is found in the sample with some words in place of others."""
    text = SAMPLE.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return [(one.code, one.severity, one.message) for one in findings(Source("quy-II-2021.yaml", text.encode(), SAMPLE.parent))]


@pytest.mark.parametrize(
    "path", find_drafts([str(ROOT / "examples"), str(ROOT / "tests" / "data")]), ids=lambda path: Path(path).stem
)
def test_nothing_is_found_in_real_drafts(path: str) -> None:
    assert findings(Source.from_file(Path(path))) == []


@pytest.mark.parametrize(
    ("day", "code", "message"),
    [
        ("21/4/2021", "HAN02", "ngày 21/4/2021 nghỉ Giỗ Tổ Hùng Vương"),
        ("3/5/2021", "HAN02", "ngày 3/5/2021 nghỉ bù Ngày Quốc tế Lao động 1/5"),
        ("10/4/2021", "HAN01", "ngày 10/4/2021 là thứ bảy"),
        ("30/4/2021", "HAN02", "ngày 30/4/2021 nghỉ Ngày Chiến thắng 30/4"),
    ],
)
def test_a_meeting_on_a_day_off(day: str, code: str, message: str) -> None:
    assert told(("        thoi_gian: 6/4/2021\n", f"        thoi_gian: {day}\n")) == [(code, Severity.WARNING, message)]


NAMES = "«Bùi Thị Quỳnh Vân», «Đặng Ngọc Huy», «Đặng Văn Minh», «Võ Văn Quỳnh»"


@pytest.mark.parametrize(
    ("first", "second", "severity", "how"),
    [
        ("", "", Severity.ADVICE, ""),
        ("gio: 08:00-11:30", "gio: 10:00", Severity.ERROR, " trùng giờ"),
        ("gio: 08:00", "gio: 10:00", Severity.ADVICE, ""),
    ],
)
def test_who_is_in_two_meetings(first: str, second: str, severity: Severity, how: str) -> None:
    conference = "        thoi_gian: 6/4/2021\n"
    one, other = f"{conference}        {first}\n", f"            thoi_gian: 6/4/2021\n            {second}\n"
    ((code, weight, message),) = told((conference, one), (APRIL, other))
    assert (code, weight) == ("HAN04", severity)
    assert message.startswith(f"ngày 6/4/2021 hai cuộc họp{how} cùng cần {NAMES}: cuộc này và «Chuẩn bị nội dung")


def test_meetings_at_other_hours_do_not_clash() -> None:
    morning, afternoon = (
        "        thoi_gian: 6/4/2021\n        gio: 08:00-11:30\n",
        "            thoi_gian: 6/4/2021\n            gio: 14:00\n",
    )
    assert told(("        thoi_gian: 6/4/2021\n", morning), (APRIL, afternoon)) == []


def test_a_work_comes_after_the_meeting_that_needs_it() -> None:
    conference = ("        thoi_gian: tháng 6/2021\n        danh_so", "        thoi_gian: 20/5/2021\n        danh_so")
    codes = [(code, message.partition(":")[0]) for code, _, message in told(conference)]
    assert ("HAN05", "hạn «tháng 6/2021» không trước cuộc họp cần việc này") in codes


def test_a_meeting_whose_time_is_not_said() -> None:
    title = "Hội nghị triệu tập trong tháng 4/2021"
    assert told((title, "Hội nghị bàn về công tác cán bộ"), (APRIL, "")) == [
        (
            "HAN06",
            Severity.ADVICE,
            "«Hội nghị bàn về công tác cán bộ» chưa ghi thời gian, mà các cuộc họp khác trong mục đã ghi",
        )
    ]


def test_a_deadline_beyond_the_period() -> None:
    work = "      - noi_dung: Cho ý kiến Chỉ thị về tăng cường xây dựng Đảng về đạo đức[^dao-duc].\n"
    code, weight, message = told((work, f"{work}                han: 2/7/2021\n"))[0]
    assert (code, weight, message) == ("HAN03", Severity.WARNING, "hạn «2/7/2021» nằm ngoài kỳ của văn bản (quý II/2021)")


@pytest.mark.parametrize("day", ["5/2/2027", "24/11/2026"])
def test_a_day_off_that_is_only_expected(day: str) -> None:
    year = day[-4:]
    text = f"loai: chuong_trinh\nco_quan: Tỉnh ủy Quảng Ngãi\nso_ky_hieu: 05-CTr/TU\nngay: {year}\ntrich_yeu: công tác năm {year}\nmuc:\n  - {{ten: Hội nghị Tỉnh ủy, thoi_gian: {day}}}\nnguoi_ky: {{ho_ten: A}}\n"
    first, *others = findings(Source("a.yaml", text.encode(), ROOT))
    assert not others
    assert (first.code, first.severity) == ("HAN02", Severity.ADVICE)
    assert first.message.endswith("(dự kiến)")


def test_an_office_that_works_on_a_saturday(in_tmp: Path) -> None:
    text = "loai: chuong_trinh\nco_quan: Tỉnh ủy Quảng Ngãi\nso_ky_hieu: 05-CTr/TU\nngay: 2021\ntrich_yeu: công tác năm 2021\nmuc:\n  - {id: hop, ten: Hội nghị, thoi_gian: 10/4/2021}\n  - {noi_dung: Báo cáo., phuc_vu: hop, han: 31/3/2021}\nnguoi_ky: {ho_ten: A}\n"
    source = Source("a.yaml", text.encode(), in_tmp)
    assert [one.code for one in findings(source)] == ["HAN01"]
    Path("ctct.toml").write_text('lich = "lich.yaml"\n[han]\nchuan_bi = 9\n', "utf-8")
    Path("lich.yaml").write_text("ngay: [{lam_bu: 10/4/2021}]\n", "utf-8")
    assert [(one.code, one.message) for one in findings(source)] == [
        ("HAN05", "hạn «31/3/2021» chỉ trước «Hội nghị» 8 ngày làm việc, ít hơn 9")
    ]
