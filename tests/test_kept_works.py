"""Works that are kept from one run to the next are exactly those that were read, and are read anew once anything has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ctct.project.folders import cache_folder
from ctct.runs.viewing import Read, Reader
from ctct.tracking.listing import Listing

ROOT = Path(__file__).parents[1]
DRAFTS = ["quy-II-2021.yaml", "quy-III-2021.yaml", "ban.yaml"]
BODY = """
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 06-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
thoi_gian: quý II/2021
danh_ba: danh-ba.yaml
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
thuong_ky:
  giao-ban: {noi_dung: Họp giao ban., gio: 08:00, dia_diem: Phòng họp, phan_cong_chi_dao: dang-ngoc-huy, san_pham: thong_bao}
muc:
  - id: hop
    ten: Hội nghị tháng 5
    thoi_gian: 6/5/2021
    khoan:
      - thuong_ky: giao-ban
      - {id: mot, noi_dung: Việc một., han: trước ngày 15/5, phan_cong_chi_dao: [thuong-truc-tinh-uy, Tổ giúp việc]}
      - {noi_dung: Việc hai., nhu: mot}
"""


@pytest.fixture
def folder(in_tmp: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example, with one more programme and a holiday of the office."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("dem")))
    shutil.copytree(ROOT / "examples" / "theo-doi", "theo-doi")
    monkeypatch.chdir("theo-doi")
    Path("ban.yaml").write_text(BODY, "utf-8")
    Path("ban.tien-do.yaml").write_text(
        "chuong_trinh: ban.yaml\nviec: {mot: {trang_thai: dang_lam, gia_han: [{den: 20/5/2021, theo: 88-KL/TU}]}}\n", "utf-8"
    )
    Path("lich.yaml").write_text("ngay: [{nghi: 14/5/2021, ten: nghỉ riêng}]\n", "utf-8")
    settings = Path("ctct.toml")
    settings.write_text(f'lich = ["lich.yaml"]\n{settings.read_text("utf-8")}', "utf-8")
    return Path()


def read(drafts: list[str] = DRAFTS, *, secret: bool = False) -> tuple[list[Read], list[str]]:
    """Return what is known of programmes, and which had to be looked at."""
    looked: list[str] = []

    def watch(results: Iterator[Read], length: int) -> Iterator[Read]:
        for one in results:
            looked.append(one.verdict.draft)
            yield one

    return Reader(secret).read_all(drafts, watch), looked


def without_places(listing: Listing) -> Listing:
    """The programme without where each charge is written."""
    works = []
    for work in listing.works:
        roles = {role: tuple(one._replace(at=()) for one in charges) for role, charges in work.roles.items()}
        works.append(work._replace(roles=roles))
    return listing._replace(works=tuple(works))


def test_what_was_kept_is_what_was_read(folder: Path) -> None:
    first, looked = read()
    again, nothing = read()
    assert (looked, nothing) == (DRAFTS, [])
    assert again == [one._replace(listing=one.listing and without_places(one.listing)) for one in first]
    listing = again[2].listing
    assert listing is not None
    assert [one.holds_until is not None for one in listing.works] == [True, True, True]
    assert [one.hours is not None for one in listing.meetings.values()].count(True) == 1
    assert listing.calendar.own


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("ban.yaml", lambda text: text.replace("Việc hai.", "Việc thứ hai.")),
        ("ban.tien-do.yaml", lambda text: text.replace("20/5", "21/5")),
        ("lich.yaml", lambda text: text.replace("14/5", "13/5")),
        ("danh-ba.yaml", lambda text: f"{text}# thêm\n"),
        ("ctct.toml", lambda text: f"# thêm\n{text}"),
    ],
)
def test_any_change_is_seen(folder: Path, file: str, change: Callable[[str], str]) -> None:
    before, _ = read(["ban.yaml"])
    assert read(["ban.yaml"])[1] == []
    text = Path(file).read_text("utf-8")
    Path(file).write_text(change(text), "utf-8")
    after, looked = read(["ban.yaml"])
    assert change(text) != text
    assert looked == ["ban.yaml"]
    assert (after == before) == ("thêm" in change(text))


def test_a_progress_that_goes_is_seen(folder: Path) -> None:
    read(["ban.yaml"])
    Path("ban.tien-do.yaml").unlink()
    assert read(["ban.yaml"])[1] == ["ban.yaml"]


def test_damage_is_a_miss(folder: Path) -> None:
    first, _ = read(["ban.yaml"])
    kept = [file for file in cache_folder().iterdir() if "Việc hai" in file.read_text("utf-8")]
    for damaged in (b"", kept[0].read_bytes()[:-9], kept[0].read_bytes().replace("Việc hai".encode(), "Việc hại".encode())):
        kept[0].write_bytes(damaged)
        assert read(["ban.yaml"]) == (first, ["ban.yaml"])  # as it was read, not as it was kept
    assert len(kept) == 1
    assert read(["ban.yaml"])[1] == []


def test_nothing_secret_is_kept(folder: Path) -> None:
    text = Path("ban.yaml").read_text("utf-8")
    Path("ban.yaml").write_text(f"{text}do_mat: mat\n", "utf-8")
    for _ in range(2):
        (told,), looked = read(["ban.yaml"], secret=True)
        assert (looked, told.listing is not None) == (["ban.yaml"], True)
    assert not any("Việc" in file.read_text("utf-8") for file in cache_folder().glob("*"))
