"""An office's own ``the-thuc.yaml``: what is wrong with it is told at its place, all in one run."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ctct.diagnostics import Rejected
from ctct.layout.choices import choice_faults
from ctct.layout.data import read_editions, read_layout
from ctct.layout.editions import Choices, build_stylesheet, kept, pick_edition, restored
from ctct.project.layouts import layout_data, shipped_editions
from ctct.source import shipped as shipped_module
from ctct.source.shipped import kept_layout, layouts

Change = Callable[[Any], object]


def faults(change: Change) -> list[str]:
    data = deepcopy(dict(layout_data("dang")))
    change(data)
    with pytest.raises(Rejected) as refused:
        read_layout(data)
    return [f"{one.code} {'/'.join(map(str, one.at))}: {one.message}" for one in refused.value.diagnostics]


@pytest.mark.parametrize("name", layouts())
def test_layouts_that_ship_can_be_read(name: str) -> None:
    assert read_layout(layout_data(name))


def test_a_layout_must_be_whole() -> None:
    assert faults(lambda data: [data.pop("trang"), data.pop("kieu")]) == [
        "TT01 trang: thiếu «trang» (trang giấy)",
        "TT01 kieu: thiếu «kieu» (kiểu chữ)",
    ]
    assert faults(lambda data: data.update(loivan={})) == ["TT01 loivan: không có khóa «loivan» ở đây"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda data: data["trang"]["rong"].pop("can_cu"), "TT02 trang/rong/can_cu: thiếu «can_cu» (căn cứ)"),
        (lambda data: data["trang"].update(rong=210), "TT02 trang/rong: «210» là số, mà «rong» cần các dòng «khóa: giá trị»"),
        (lambda data: data["trang"]["rong"].update(gia_tri="210"), "TT02 trang/rong/gia_tri: «210» là chữ, mà «gia_tri» cần một số"),
        (lambda data: data["gioi_han"]["co_chu"].update(gia_tri=[14]), "TT02 gioi_han/co_chu/gia_tri: ghi hai số: [thấp nhất, cao nhất]"),
        (lambda data: data["loi_van"].pop("so"), "TT02 loi_van: thiếu lời văn «so»"),
        (lambda data: data["danh_so"]["muc"].update(kieu="Muc"), "TT02 danh_so/muc/kieu: không có kiểu «Muc»"),
        (lambda data: data["danh_so"].pop("muc"), "TT02 danh_so/muc: thiếu «muc» (mục)"),
        (lambda data: data["trang"]["phong_chu"].update(gia_tri='A"} body {'), "TT02 trang/phong_chu/gia_tri: tên phông chữ chỉ có chữ, số, dấu cách, «-» và «.»"),
        (lambda data: data["trang"]["ngon_ngu"].update(gia_tri='vi"/>'), "TT02 trang/ngon_ngu/gia_tri: ghi mã ngôn ngữ, ví dụ «vi-VN»"),
        (lambda data: data["an_ban"][0].update(tu="3/4/2018"), "TT02 an_ban/0/tu: không hiểu ngày «3/4/2018»; ghi như «2026-01-01»"),
    ],
)  # fmt: skip
def test_a_value_has_its_kind_and_its_clause(change: Change, expected: str) -> None:
    assert faults(change) == [expected]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda styles: styles.pop("Nội dung"), "TT03 kieu: thiếu kiểu «Nội dung»"),
        (lambda styles: styles.update({"Một, hai": {"co": 14}}), "TT03 kieu/Một, hai: tên kiểu «Một, hai» có dấu phẩy; Word không nhận"),
        (lambda styles: styles["Mục"].update(dâm=True), "TT03 kieu/Mục/dâm: không có khóa «dâm» ở đây"),
        (lambda styles: styles["Mục"].update(dam="có"), "TT03 kieu/Mục/dam: «có» là chữ, mà «dam» cần true hoặc false"),
        (lambda styles: styles["Mục"].update(can="giữa"), "TT03 kieu/Mục/can: «giữa» không phải một giá trị của «can»"),
        (lambda styles: styles["Mục"].update(co="to"), "TT03 kieu/Mục/co: ghi một số, danh sách số cho từng bộ cỡ chữ, hoặc «noi_dung»"),
        (lambda styles: styles["Mục"].update(theo="Muc"), "TT03 kieu/Mục/theo: không có kiểu «Muc»"),
        (lambda styles: styles["Nội dung"].update(theo="Nội dung"), "TT03 kieu/Nội dung/theo: kiểu «Nội dung» theo chính nó"),
    ],
)  # fmt: skip
def test_a_style_is_told_under_its_own_code(change: Change, expected: str) -> None:
    assert expected in faults(lambda data: change(data["kieu"]))


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("loi_van.so", {"gia_tri": "Số"}, "TT02 an_ban/0/khac/loi_van.so/can_cu: thiếu «can_cu» (căn cứ)"),
        ("kieu.Mục", {"theo": "Muc", "can_cu": "x"}, "TT03 an_ban/0/khac/kieu.Mục/theo: không có kiểu «Muc»"),
        ("loivan.so", {}, "TT02 an_ban/0/khac/loivan.so: «loivan.so» không phải chỗ nào của thể thức"),
    ],
)
def test_what_an_edition_changes_is_told_at_its_place_there(path: str, value: Any, expected: str) -> None:
    assert faults(lambda data: data["an_ban"][0]["khac"].update({path: value})) == [expected]


def test_the_date_of_a_document_picks_the_edition() -> None:
    editions = read_layout(layout_data("dang"))
    assert [pick_edition(editions, Choices(day)).name for day in ("2010-01-01", "2026-05-26", "2026-05-27")] == [
        "36-HD/VPTW",
        "36-HD/VPTW",
        "05-HD/VPTW",
    ]
    assert pick_edition(editions, Choices("2026-06-01", edition="36-HD/VPTW")).name == "36-HD/VPTW"
    old, new = (build_stylesheet(editions, Choices(day)) for day in ("2026-05-26", "2026-05-27"))
    assert (old.words["to_trinh_kinh_gui"], new.words["to_trinh_kinh_gui"]) == ("Kính gửi:", "Kính trình:")
    assert [len(choice_faults(editions, Choices(day, line=30))) for day in ("2026-05-26", "2026-05-27")] == [0, 1]


@pytest.mark.parametrize("name", layouts())
def test_what_is_kept_of_a_layout_is_all_of_it(name: str) -> None:
    editions = shipped_editions(name)
    assert restored(kept(editions)) == editions


def test_layouts_kept_in_a_checkout_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped_module, "kept_below", lambda package: tmp_path)
    (tmp_path / "dang.json").write_text("[]")
    assert kept_layout("dang") is None
    monkeypatch.setattr(shipped_module, "shipped", lambda name: Path(shipped_module.__file__).parents[1] / name)
    assert kept_layout("dang") == b"[]"
    assert kept_layout("nha-nuoc") is None


def test_long_chains_of_styles_are_refused() -> None:
    chain = {f"k{number}": {"theo": f"k{number + 1}" if number < 2999 else "Nội dung"} for number in range(3000)}
    found = faults(lambda data: data["kieu"].update(chain))
    assert len(found) == 3000 - 50
    assert found[0] == "TT03 kieu/k0/theo: kiểu «k0» theo hơn 50 kiểu nối nhau"


def test_what_an_edition_leaves_unsaid_is_as_in_the_others() -> None:
    old, new = (layout for _edition, layout in read_editions(layout_data("dang")))
    assert (old.trang.le_trai.gia_tri, new.trang.le_trai.gia_tri) == (30, 30)
    assert (old.trang.le_trai.can_cu, new.trang.le_trai.can_cu) == ("36-HD/VPTW, II.4", "05-HD/VPTW, II.IV.4.1.3")


LATER = ("sao_", "_sao", "bản sao", "cuối trang")
"""What the values are called of parts that 05-HD/VPTW alone has: copies on paper, the foot of the last page."""


def test_each_edition_of_the_party_cites_itself() -> None:
    old, new = (
        {key for section in layout.model_dump(exclude={"an_ban"}).values() for key in citing(section, other)}
        for (_edition, layout), other in zip(read_editions(layout_data("dang")), ("05-HD", "36-HD"), strict=True)
    )
    assert {key for key in old if not any(part in key for part in LATER)} == set()
    assert new == set()


def citing(section: Any, document: str) -> list[str]:
    values = section.items() if isinstance(section, dict) else ()
    return [key for key, value in values if value and value["can_cu"].startswith(document)]
