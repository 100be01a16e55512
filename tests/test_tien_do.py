"""A programme followed to its end: states beside the signed text, figures, the report, the next programme."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from ctct.drafting.next_period import Decision, Old, decide
from ctct.model.document import VanBan
from ctct.model.progress import TienDo
from ctct.model.validation import validate
from ctct.model.works import Work
from ctct.source.yaml import load
from test_commands import ctct

ROOT = Path(__file__).parents[1]
DRAFT = "quy-II-2021.yaml"
PROGRESS = "quy-II-2021.tien-do.yaml"


@pytest.fixture
def quarter(in_tmp: Path) -> Path:
    """The worked example, copied alone."""
    shutil.copytree(ROOT / "examples" / "theo-doi", "theo-doi")
    return Path("theo-doi")


def out(*arguments: str, code: int = 0) -> str:
    done = ctct(*arguments)
    assert done.returncode == code, done.stderr.decode()
    return done.stdout.decode()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def test_figures_of_the_quarter(quarter: Path) -> None:
    told = out("tien-do", str(quarter / DRAFT))
    assert "Tổng số: 37 việc\n  Đang làm: 4 (10,8%)\n  Đã xong: 30 (81,1%)\n  Chuyển kỳ sau: 3 (8,1%)\n" in told
    assert "Số liệu đến ngày 30/6/2021\n" in told
    assert "Chưa xong, quá hạn: 1 việc\n  B.III.2.5 31/5/2021  kinh-te-xa-hoi@thang-5" in told


def test_figures_as_data_and_on_another_day(quarter: Path) -> None:
    told = json.loads(out("tien-do", str(quarter / DRAFT), "--dang", "json", "--ngay", "01/7/2021"))
    assert (told["tong"], told["phat_sinh"], told["den_ngay"]) == (37, 2, "2021-07-01")
    assert told["trang_thai"] == {"chua_lam": 0, "dang_lam": 4, "xong": 30, "chuyen_ky_sau": 3, "thoi": 0}
    stands = told["tinh_trang"]
    assert (stands["chua_xong_qua_han"], stands["xong_qua_han"], stands["xong_trong_han"]) == (4, 1, 29)
    late = next(work for work in told["viec"] if work["id"] == "ct-dan-van")
    assert (late["han"], late["ngay_xong"], late["tinh_trang"]) == ("2021-05-31", "2021-06-10", "xong_qua_han")
    works = json.loads(out("viec", str(quarter / DRAFT), "--dang", "json", "-q"))
    alike = works[0].keys() & late.keys()
    assert {"id", "so", "noi_dung", "thuoc", "thoi_gian", "tu", "den", "han", "trang_thai", "thuong_ky"} <= alike
    assert all(one[key] == other[key] for one, other in zip(works, told["viec"], strict=True) for key in alike)


def test_states_change_no_byte_of_the_document(quarter: Path) -> None:
    out("build", str(quarter / DRAFT), "-o", "mot.docx")
    (quarter / PROGRESS).unlink()
    out("build", str(quarter / DRAFT), "-o", "hai.docx")
    assert Path("mot.docx").read_bytes() == Path("hai.docx").read_bytes()


def test_the_report_is_clean_and_its_figures_are_compared_with_the_states(quarter: Path) -> None:
    out("tien-do", str(quarter / DRAFT), "--bao-cao", "-o", str(quarter / "moi.yaml"))
    assert (quarter / "moi.yaml").read_text("utf-8") == (quarter / "bao-cao-quy-II-2021.yaml").read_text("utf-8")
    out("check", "--strict", str(quarter / "moi.yaml"))
    change(quarter / PROGRESS, "truc-bao-noi-chinh: {trang_thai: xong, ngay_xong: 25/6/2021}", "truc-bao-noi-chinh: {}")
    told = out("check", "--strict", str(quarter / "moi.yaml"), code=1)
    assert "TDO07: «hoàn thành 30 nhiệm vụ (81,1%)» mà theo tệp tiến độ là 29" in " ".join(told.split())


def test_the_next_programme_takes_states_from_the_progress_file(quarter: Path) -> None:
    done = ctct("new", "--from", str(quarter / DRAFT), "-o", str(quarter / "moi.yaml"))
    assert "9 việc thường kỳ giữ nguyên, 3 việc chuyển sang, 25 việc đã xong, 0 việc thôi" in done.stderr.decode()
    out("check", "--fix", "--strict", str(quarter / "moi.yaml"))
    text = (quarter / "moi.yaml").read_text("utf-8")
    assert text.count("# Chuyển tiếp: ") == 3
    assert "đã hoàn thành 30\n        nhiệm vụ (81,1%), đang thực hiện 04 nhiệm vụ (10,8%)" in text
    (quarter / PROGRESS).unlink()
    assert "KS04" in out("check", str(quarter / "moi.yaml"), code=1)


def test_what_goes_on_is_told_apart_from_what_is_new(quarter: Path) -> None:
    told = out("tien-do", str(quarter / "quy-III-2021.yaml"))
    assert "Tổng số: 13 việc (mới: 10, chuyển tiếp: 3)\n" in told
    works = json.loads(out("tien-do", str(quarter / "quy-III-2021.yaml"), "--dang", "json"))["viec"]
    assert [work["id"] for work in works if work["chuyen_tiep"]] == ["nq-ha-tang", "so-ket-bo-may", "quy-hoach-can-bo"]


def test_only_what_the_progress_file_leaves_open_is_asked(quarter: Path) -> None:
    """A work that is carried over there is not asked about again; one that is being done is."""
    change(quarter / PROGRESS, "chat-van: {trang_thai: xong, ngay_xong: 28/6/2021}", "chat-van: {trang_thai: dang_lam}")
    text = (quarter / DRAFT).read_text("utf-8")
    draft = validate(VanBan, load(text)[0])
    progress = validate(TienDo, load((quarter / PROGRESS).read_text("utf-8"))[0])
    asked: list[str | None] = []

    def ask(work: Work) -> Decision:
        asked.append(work.key)
        return Decision("thoi", "Không có ý kiến.")

    decisions = decide(Old(DRAFT, text, draft, progress), ask)
    assert asked == ["chat-van"]
    assert sorted(one.trang_thai for one in decisions.values()) == ["chuyen_ky_sau"] * 3 + ["thoi"]


def test_part_a_alone(quarter: Path) -> None:
    told = out("tien-do", str(quarter / DRAFT), "--phan-a")
    text = (quarter / "quy-III-2021.yaml").read_text("utf-8")
    assert "".join(told.split()) in "".join(text.replace("- >-", "").split())


def test_a_programme_is_not_told_by_a_faulty_file(quarter: Path) -> None:
    change(quarter / PROGRESS, "hoi-nghi-can-bo: {trang_thai: xong", "hoi-nghi-can-bo: {trang_thai: song")
    done = ctct("tien-do", str(quarter / DRAFT))
    assert done.returncode == 1
    assert f"theo-doi/{PROGRESS}:11:33: lỗi MH04: «song» không phải một giá trị của «trang_thai»" in done.stderr.decode()
    assert ctct("new", "--from", str(quarter / DRAFT), "-o", "moi.yaml").returncode == 1
    assert not Path("moi.yaml").exists()
    out("build", str(quarter / DRAFT), "-o", "mot.docx")
    assert "KS01" in out("check", str(quarter / "quy-III-2021.yaml"), code=1)


FAULTS = [
    ("viec-giua-hai-ky: {trang_thai: xong, ngay_xong: 28/6/2021}", "viec-giua-hai-ky: {trang_thai: xong}", "TDO01"),
    ("cong-tac-can-bo@thang-6: {trang_thai: dang_lam, tien_do: 50}", "cong-tac-can-bo@thang-6: {tien_do: 100}", "TDO02"),
    ("trang_thai: chuyen_ky_sau, ly_do: chờ kết quả rà soát quy hoạch của cơ sở", "trang_thai: chuyen_ky_sau", "TDO03"),
    ("ngay_xong: 23/5/2021", "ngay_xong: 23/5/2020", "TDO04"),
    ("ngay_xong: 23/5/2021", "ngay_xong: 23/7/2021", "TDO04"),
    ("chat-van:", "chat-vam:", "TDO05"),
    ("den: quý III/2021, theo: Kết luận số 88-KL/TU", "den: tháng 5/2021, theo: Kết luận số 88-KL/TU", "TDO06"),
    ("den_ngay: 30/6/2021", "den_ngay: 31/6/2021", "MH07"),
    ("ngay_xong: 23/5/2021", "ngay_xong: 23/5/1900", "MH07"),
    ("chuong_trinh: quy-II-2021.yaml", "chuong_trinh: quy-II-2012.yaml", "TD01"),
    ("chuong_trinh: quy-II-2021.yaml", "chuong_trinh: quy-III-2021.yaml", "TD01"),
    ("  chat-van:", "  quy-hoach-can-bo:", "NG11"),
]


@pytest.mark.parametrize(("old", "new", "code"), FAULTS, ids=[f"{code} {new}" for _, new, code in FAULTS])
def test_each_seeded_fault_is_found_from_the_draft_and_from_the_file_alone(
    quarter: Path, old: str, new: str, code: str
) -> None:
    change(quarter / PROGRESS, old, new)
    for name in (DRAFT, PROGRESS):
        told = ctct("check", "--strict", "--format", "concise", str(quarter / name)).stdout.decode()
        found = [line for line in told.splitlines() if f" {code}" in line]
        assert found, told
        assert all(line.startswith(f"theo-doi/{PROGRESS}:") for line in found)


def test_a_progress_file_is_no_draft(quarter: Path) -> None:
    assert "TP06" in ctct("build", str(quarter / PROGRESS)).stderr.decode()
    assert "3 dự thảo" in out("check", str(quarter))
    assert out("fmt", "--check", str(quarter)) == ""


def test_a_verdict_is_given_anew_when_a_progress_file_comes_changes_and_goes(quarter: Path) -> None:
    kept = (quarter / PROGRESS).read_text("utf-8")
    (quarter / PROGRESS).unlink()
    out("check", "--strict", str(quarter / DRAFT))
    (quarter / PROGRESS).write_text(kept.replace("chat-van:", "chat-vam:"), "utf-8")
    assert "TDO05" in out("check", str(quarter / DRAFT), code=1)
    (quarter / PROGRESS).write_text(kept, "utf-8")
    out("check", "--strict", str(quarter / DRAFT))


def test_a_draft_of_the_same_name_in_the_other_form_leaves_the_file_to_the_one_it_names(quarter: Path) -> None:
    out("convert", str(quarter / DRAFT), "-o", str(quarter / "quy-II-2021.md"))
    change(quarter / PROGRESS, "chat-van:", "chat-vam:")
    assert "TDO05" in out("check", str(quarter / DRAFT), code=1)
    assert "TDO05" not in out("check", str(quarter / "quy-II-2021.md"))


def test_secret_programmes_are_followed_only_when_asked(quarter: Path) -> None:
    change(quarter / DRAFT, "loai: chuong_trinh", "loai: chuong_trinh\ndo_mat: mat")
    refused = ctct("tien-do", str(quarter / DRAFT))
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "--ca-mat" in refused.stderr.decode()
    assert out("tien-do", str(quarter / DRAFT), "--ca-mat").startswith("MẬT\n")


def test_what_is_made_of_a_secret_programme_is_as_secret(quarter: Path) -> None:
    change(quarter / DRAFT, "loai: chuong_trinh", "loai: chuong_trinh\ndo_mat: mat")
    out("tien-do", str(quarter / DRAFT), "--ca-mat", "--bao-cao", "-o", "bao-cao.yaml")
    assert "\ndo_mat: mat\n" in Path("bao-cao.yaml").read_text("utf-8")
    out("tien-do", str(quarter / DRAFT), "--ca-mat", "-o", "bao-cao.html")
    assert "MẬT" in Path("bao-cao.html").read_text("utf-8")
    refused = ctct("viec", "bao-cao.yaml")
    assert (refused.returncode, refused.stdout) == (1, b"")


def test_works_without_ids_are_told(in_tmp: Path) -> None:
    shutil.copytree(ROOT / "examples", "vi-du")
    done = ctct("tien-do", "vi-du/quy-II-2021.yaml")
    assert "37 việc chưa có mã" in done.stderr.decode()


def test_nothing_is_written_beside_standard_input(quarter: Path) -> None:
    data = (quarter / DRAFT).read_bytes()
    assert ctct("tien-do", "-", "--tu", "a.xlsx", stdin=data).returncode == 2
    assert ctct("tien-do", "-", "--bao-cao", stdin=data).returncode == 2


@pytest.mark.parametrize("kind", ["folder", "pipe", "broken link"])
def test_a_progress_that_cannot_be_read_is_told_and_not_taken_for_none(quarter: Path, kind: str) -> None:
    progress = quarter / PROGRESS
    progress.unlink()
    if kind == "folder":
        progress.mkdir()
    elif kind == "pipe":
        os.mkfifo(progress)
    else:
        progress.symlink_to("khong-co.yaml")
    for command in ("tien-do", "check"):
        done = ctct(command, str(quarter / DRAFT))
        assert done.returncode == 1, kind
        assert "không đọc được" in (done.stdout + done.stderr).decode()


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(("spell_draft", "spell_progress"), [(decomposed, composed), (composed, decomposed)])
def test_the_progress_is_found_however_accents_are_put_together(
    quarter: Path, spell_draft: Callable[[str], str], spell_progress: Callable[[str], str]
) -> None:
    name = spell_draft("quý-II.yaml")
    (quarter / DRAFT).rename(quarter / name)
    kept = (quarter / PROGRESS).read_text("utf-8").replace(DRAFT, "quý-II.yaml")
    (quarter / spell_progress("quý-II.tien-do.yaml")).write_text(kept, "utf-8")
    (quarter / PROGRESS).unlink()
    assert "Đã xong: 30 (81,1%)" in out("tien-do", str(quarter / name))


@pytest.mark.parametrize(
    "command",
    [["tien-do"], ["tien-do", "--phan-a"], ["viec"], ["new", "-o", "theo-doi/moi.yaml", "--from"]],
    ids=["tien-do", "phan-a", "viec", "new"],
)
def test_progress_that_is_told_of_no_work_is_not_counted_as_if_it_were_not_there(quarter: Path, command: list[str]) -> None:
    """An id that has been changed in the programme: what had been done under it would be «chưa làm» again."""
    change(quarter / DRAFT, "id: truc-bao-noi-chinh", "id: truc-bao-khoi-noi-chinh")
    done = ctct(*command, str(quarter / DRAFT))
    assert (done.returncode, done.stdout) == (1, b"")
    told = done.stderr.decode()
    assert "lỗi TDO05: chương trình không có việc nào mang mã «truc-bao-noi-chinh»" in told
    assert "có phải «truc-bao-khoi-noi-chinh»?" in told


def test_what_was_done_after_the_day_of_the_figures_was_not_yet_done_then(quarter: Path) -> None:
    """Nor has the report on that day what came of it; the rule on its figures counts as the report does."""
    done = ctct("tien-do", str(quarter / DRAFT), "--ngay", "15/6/2021")
    assert "19 việc xong sau ngày chốt số liệu 15/6/2021 nên ở đây kể là đang làm" in done.stderr.decode()
    assert "  Đang làm: 22 (59,5%)\n  Đã xong: 12 (32,4%)\n" in done.stdout.decode()
    assert ctct("tien-do", str(quarter / DRAFT)).stderr == b""
    out("tien-do", str(quarter / DRAFT), "--bao-cao", "--ngay", "15/6/2021", "-o", str(quarter / "moi.yaml"))
    assert "28/6/2021" not in (quarter / "moi.yaml").read_text("utf-8")
    out("check", "--strict", str(quarter / "moi.yaml"))
