"""``ctct new``: every scaffold is ready to build and clean; the next period's programme follows from this one's."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.drafting.convert import to_markdown
from ctct.drafting.format import formatted
from ctct.drafting.period_names import moved_name, moved_period, name_of, parts_of, period_before, period_named_in
from ctct.drafting.periods import NoPeriod, moved_text, step_from, whole_months
from ctct.drafting.scaffold import Wanted, body_sign, family_of, scaffold
from ctct.drafting.work_times import moved_time
from ctct.emit.formats import Form
from ctct.lint.engine import Selection
from ctct.model.types import TYPES_OF
from ctct.pipeline import check, compile_to, lint
from ctct.project.files import Source
from ctct.source.shipped import layouts
from terminal import typed
from test_commands import ROOT, ctct
from test_times import phrases

TODAY = date(2026, 8, 3)
PROGRAMME = (
    "loai: chuong_trinh\nco_quan: Tỉnh ủy\nso_ky_hieu: 5-CTr/TU\nngay: 2026\ntrich_yeu: công tác quý I/2026\n"
    "thoi_gian: quý I/2026\nmuc:\n  - {ten: Việc một, phan_cong_chi_dao: Văn phòng}\n"
    "  - {ten: Việc hai, phan_cong_chi_dao: Văn phòng}\n  - {ten: Việc ba, phan_cong_chi_dao: Văn phòng}\n"
    "nguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"
)
ENDED = "            trang_thai: thoi\n            ly_do: Không có.\n"
BODIES = {"dang": ("Đảng ủy xã Tân Lập", "Văn phòng Tỉnh ủy")}
WANTED = [
    Wanted(layout, family_of(layout), loai, body, "Tân Lập", TODAY)
    for layout in layouts()
    for loai in TYPES_OF[family_of(layout)].types
    for body in BODIES.get(family_of(layout), ("Ủy ban nhân dân xã Tân Lập", "Sở Tư pháp"))
]
PERIODS = ("tháng 1/2026", "năm 2026", "6 tháng cuối năm 2026", "nhiệm kỳ 2025 - 2030")
WANTED += [
    Wanted(layout, layout, "chuong_trinh", body, "Tân Lập", TODAY, ky=period)
    for layout, body in (("dang", "Đảng ủy xã Tân Lập"), ("nha-nuoc", "Ủy ban nhân dân xã Tân Lập"))
    for period in PERIODS
]


@pytest.mark.parametrize("wanted", WANTED, ids=lambda one: f"{one.the_thuc}-{one.loai}-{body_sign(one.co_quan)}-{one.ky}")
def test_every_scaffold_builds_and_is_clean(wanted: Wanted, tmp_path: Path) -> None:
    text = scaffold(wanted, "ctct.schema.json")
    assert formatted("x.yaml", text) == text
    built = []
    for name, draft in (("x.yaml", text), ("x.md", to_markdown(text).text)):
        outcome = check(Source(name, draft.encode(), tmp_path))
        outcome = lint(outcome, Selection(), TODAY)
        assert outcome.findings == ()
        built.append(compile_to(outcome, Form(copy="final"))[0])
    assert built[0] == built[1]


@pytest.mark.parametrize(
    ("body", "sign"),
    [
        ("Tỉnh ủy Quảng Ngãi", "TU"),
        ("Văn phòng Tỉnh ủy", "VPTU"),
        ("Ban Tổ chức Tỉnh ủy", "BTCTU"),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "BTGDVTU"),
        ("Thị ủy Sơn Tây", "ThU"),
        ("Quận ủy Ba Đình", "QU"),
        ("Đảng ủy xã Suối Thông", "ĐU"),
        ("Ủy ban nhân dân xã Suối Thông", "UBND"),
        ("Sở Khoa học và Công nghệ", "SKHCN"),
    ],
)
def test_sign_of_a_body(body: str, sign: str) -> None:
    assert body_sign(body) == sign


def test_new_takes_names_and_writes_the_schema(in_tmp: Path) -> None:
    done = ctct("new", "--loai", "Chương trình", "--co-quan", "Tỉnh ủy Quảng Ngãi")
    assert done.returncode == 0, done.stderr.decode()
    assert Path("ctct.schema.json").is_file()
    text = Path("chuong-trinh.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=ctct.schema.json\n")
    assert "dia_danh: Quảng Ngãi\n" in text
    assert ctct("check", "--strict", "--no-cache", "chuong-trinh.yaml").returncode == 0
    again = ctct("new", "--loai", "chuong_trinh", "--co-quan", "Tỉnh ủy Quảng Ngãi")
    assert (again.returncode, Path("chuong-trinh.yaml").read_text("utf-8")) == (1, text)


def test_new_leaves_out_what_the_settings_say(in_tmp: Path) -> None:
    Path("ctct.toml").write_text(
        'the_thuc = "nha-nuoc"\ndia_danh = "Tân Lập"\n[co_quan]\nten = "Ủy ban nhân dân xã Tân Lập"\n', "utf-8"
    )
    assert ctct("new", "--loai", "bao_cao", "--md").returncode == 0
    text = Path("bao-cao.md").read_text("utf-8")
    assert "co_quan:" not in text
    assert "so_ky_hieu: BC-UBND" in text
    assert ctct("check", "--strict", "--no-cache", "bao-cao.md").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--loai", "chuong_trih", "--co-quan", "X"], "có phải «chuong_trinh»?"),
        (["--loai", "chuong_trinh"], "thiếu --co-quan"),
        (["--co-quan", "X"], "thiếu --loai"),
        (["--loai", "bao_cao", "--co-quan", "X", "--the-thuc", "la"], "không có thể thức «la»"),
        (["--loai", "bao_cao", "--co-quan", "X", "--ky", "quý III/2021"], "--ky chỉ dùng cho chương trình"),
        (["--loai", "chuong_trinh", "--co-quan", "X", "--ky", "tháng 13/2026"], "không có tháng 13"),
        (["--loai", "chuong_trinh", "--co-quan", "X", "--ky", "6/4/2021"], "không tròn tháng"),
        (["--from", "khong-co.yaml"], "không đọc được «khong-co.yaml»"),
        (["--from", "khong-co.yaml", "--loai", "bao_cao"], "--from lấy tên loại"),
    ],
)
def test_new_says_what_is_missing(in_tmp: Path, arguments: list[str], told: str) -> None:
    done = ctct("new", *arguments)
    assert done.returncode != 0
    assert told in done.stderr.decode()
    assert not list(Path().iterdir())


# --- the next period --------------------------------------------------------------------------------------------------


@pytest.fixture
def old(in_tmp: Path) -> Path:
    """The sample programme with what became of some of its works."""
    shutil.copytree(ROOT / "examples" / "danh-ba", "danh-ba")
    text = (ROOT / "examples" / "quy-II-2021.yaml").read_text("utf-8")
    marks = {
        "        thoi_gian: 6/4/2021\n": "        trang_thai: xong\n",
        "        thoi_gian: tháng 6/2021\n        danh_so: (1)  # các khoản của riêng mục này đánh số (1), (2)…\n": "        han: trước ngày 15/6\n",
        "thuong_ky:\n  cong-tac-can-bo:\n": "    han: 20/5/2021\n",
        "          - noi_dung: Chất vấn và trả lời chất vấn (nếu có).\n": ENDED,
    }
    for line, more in marks.items():
        assert text.count(line) == 1
        text = text.replace(line, line + more)
    Path("quy-II-2021.yaml").write_text(text, "utf-8")
    return Path("quy-II-2021.yaml")


def test_the_next_programme_is_moved_on_and_builds(old: Path) -> None:
    done = ctct("new", "--from", str(old))
    assert done.returncode == 0, done.stderr.decode()
    assert "9 việc thường kỳ giữ nguyên, 26 việc chuyển sang, 1 việc đã xong, 1 việc thôi" in done.stderr.decode()
    text = Path("quy-III-2021.yaml").read_text("utf-8")
    for moved in (
        "- quý III/2021",
        "thoi_gian: quý III/2021",
        "trọng tâm quý II/2021",
        "tháng 7/2021",
        "  tu: quy-II-2021.yaml",
        "        han: trước ngày 15/9\n",
        "    han: 20/8/2021\n",
    ):
        assert moved in text
    assert "ngày 27/4/2016" in text
    assert "trang_thai" not in text
    assert ctct("build", "quy-III-2021.yaml").returncode == 0
    assert formatted("x.yaml", text) == text


def test_a_forgotten_work_is_refused(old: Path) -> None:
    ctct("new", "--from", str(old))
    path = Path("quy-III-2021.yaml")
    text = path.read_text("utf-8")
    start = text.index("          - noi_dung: Thông qua Kế hoạch thực hiện quy hoạch")
    path.write_text(text[:start] + text[text.index("          - noi_dung", start + 20) :], "utf-8")
    done = ctct("check", "--no-cache", str(path))
    assert done.returncode == 1
    assert "KS04: việc của kỳ trước chưa rõ đi đâu: «Thông qua Kế hoạch thực hiện quy hoạch" in done.stdout.decode()


def test_the_next_programme_in_markdown_and_in_another_folder(old: Path) -> None:
    assert ctct("convert", str(old)).returncode == 0
    Path("moi").mkdir()
    Path("ctct.toml").touch()
    assert ctct("new", "--from", "quy-II-2021.md", "--ky", "quý IV/2021", "-o", "moi/quy-IV-2021.md").returncode == 0
    text = Path("moi/quy-IV-2021.md").read_text("utf-8")
    assert "danh_ba: ../danh-ba/quang-ngai-khoa-xx.yaml" in text
    assert "### Hội nghị triệu tập trong tháng 10/2021" in text
    assert ctct("build", "moi/quy-IV-2021.md").returncode == 0


def test_a_person_is_asked_about_each_work(in_tmp: Path) -> None:
    Path("quy-I-2026.yaml").write_text(PROGRAMME, "utf-8")
    output = typed("c\nx\nt\nChờ hướng dẫn\n", "new", "--from", "quy-I-2026.yaml")
    assert "Việc hai" in output
    text = Path("quy-II-2026.yaml").read_text("utf-8")
    assert "Việc một" in text
    assert "- {viec: Việc hai, trang_thai: xong}" in text
    assert "- {viec: Việc ba, trang_thai: thoi, ly_do: Chờ hướng dẫn}" in text
    assert "so_ky_hieu: CTr/TU" in text


def test_a_person_is_asked_what_to_begin(in_tmp: Path) -> None:
    output = typed("báo cáo\nĐảng ủy xã Tân Lập\n\ny\n", "new")
    assert "Tên loại:" in output
    assert "dia_danh: Tân Lập" in Path("bao-cao.md").read_text("utf-8")


def test_a_wrong_answer_is_asked_again(in_tmp: Path) -> None:
    output = typed("99\nbiên bản hợp\n16\nĐảng ủy xã Tân Lập\n\nhả\nk\n", "new")
    for told in (
        "  1  cương lĩnh chính trị",
        "chỉ có từ 1 đến",
        "không có «biên bản hợp»",
        "trả lời «c» (có) hoặc «k» (không)",
    ):
        assert told in output
    assert Path("bao-cao.yaml").is_file()


def test_a_name_that_is_taken_is_asked_for_again(in_tmp: Path) -> None:
    Path("bao-cao.yaml").write_text("đã có", "utf-8")
    typed("bao-cao.yaml\nkhac.yaml\n", "new", "--loai", "bao_cao", "--co-quan", "Sở X", "--dia-danh", "Y", "--yaml")
    assert Path("bao-cao.yaml").read_text("utf-8") == "đã có"
    assert Path("khac.yaml").is_file()


def test_one_answer_for_all_works_that_are_left(in_tmp: Path) -> None:
    Path("quy-I-2026.yaml").write_text(PROGRAMME.replace("thoi_gian: quý I/2026\n", ""), "utf-8")
    output = typed("q\nxong\nt*\nChờ hướng dẫn\n", "new", "--from", "quy-I-2026.yaml")
    for told in ("Việc 1/3: Việc một", "không có «q»", "Việc 2/3", "1 việc còn lại cũng vậy"):
        assert told in output
    assert "Việc 3/3" not in output
    text = Path("quy-II-2026.yaml").read_text("utf-8")  # the period stood in the title alone
    assert "- {viec: Việc một, trang_thai: xong}" in text
    for name in ("hai", "ba"):
        assert f"- {{viec: Việc {name}, trang_thai: thoi, ly_do: Chờ hướng dẫn}}" in text


def test_ctrl_c_ends_it_before_anything_is_written(in_tmp: Path) -> None:
    Path("quy-I-2026.yaml").write_text(PROGRAMME, "utf-8")
    for arguments in (["new"], ["new", "--from", "quy-I-2026.yaml"]):
        output = typed("\x03", *arguments, code=1)
        assert "đã dừng; chưa ghi gì" in output
        assert "Traceback" not in output
    assert [path.name for path in Path().iterdir()] == ["quy-I-2026.yaml"]


@pytest.mark.parametrize(
    ("period", "text", "moved"),
    [
        ("quý II/2021", "quý I/2021, Quý II năm 2021, quý III/2021", "quý II/2021, Quý III năm 2021, quý IV/2021"),
        ("quý II/2021", "tháng 04/2021 (06/4/2021), 31/5/2021", "tháng 07/2021 (06/7/2021), 31/8/2021"),
        (
            "quý II/2021",
            "số 31-KL/TU ngày 27/4/2016, năm 2021, quý II/2019",
            "số 31-KL/TU ngày 27/4/2016, năm 2021, quý II/2019",
        ),
        ("quý IV/2021", "quý IV/2021; quý IV, xác định quý I/2022", "quý I/2022; quý I, xác định quý II/2022"),
        ("năm 2025", "năm 2025, quý II/2025, nhiệm kỳ 2025 - 2030", "năm 2026, quý II/2026, nhiệm kỳ 2025 - 2030"),
        ("tháng 12/2025", "tháng 12/2025, quý IV/2025", "tháng 1/2026, quý IV/2025"),
        ("6 tháng đầu năm 2026", "6 tháng đầu năm 2026, 6 tháng cuối năm 2026", "6 tháng cuối năm 2026, 6 tháng đầu năm 2027"),
        (
            "nhiệm kỳ 2025 - 2030",
            "Nhiệm kỳ 2020 - 2025, nhiệm kỳ 2025-2030, năm 2026, giai đoạn 2026 - 2030",
            "Nhiệm kỳ 2025 - 2030, nhiệm kỳ 2030-2035, năm 2031, giai đoạn 2026 - 2030",
        ),
        (
            "giai đoạn 2026 - 2030",
            "giai đoạn 2021 - 2025, giai đoạn 2026 - 2030",
            "giai đoạn 2026 - 2030, giai đoạn 2031 - 2035",
        ),
    ],
)
def test_times_in_texts_move_on(period: str, text: str, moved: str) -> None:
    assert moved_text(text, step_from(period, None)) == moved


@pytest.mark.parametrize(
    ("period", "written", "moved"),
    [
        ("quý II/2021", "trước ngày 15/6", "trước ngày 15/9"),
        ("quý II/2021", "cuối tháng 5", "cuối tháng 8"),
        ("quý II/2021", "từ ngày 6/4 đến ngày 9/4/2021", "từ ngày 6/7 đến ngày 9/7/2021"),
        ("quý II/2021", "ngày 06-07/4/2021", "ngày 06-07/7/2021"),
        ("quý II/2021", "tháng 4, 5, 6/2021", "tháng 7, 8, 9/2021"),
        ("quý IV/2021", "Tháng 10 - 12/2021", "Tháng 1 - 3/2022"),
        ("quý I/2026", "quý I, II/2026", "quý II, III/2026"),
        ("quý II/2021", "31/5/2021", "31/8/2021"),
        ("quý II/2021", "thường xuyên", "thường xuyên"),
        ("quý II/2021", "cuối quý", "cuối quý"),
        ("quý II/2021", "theo chỉ đạo của tỉnh", "theo chỉ đạo của tỉnh"),
        ("quý II/2021", "trước Tết", "trước Tết"),
        ("quý II/2021", "năm 2021", "năm 2021"),
        ("quý II/2021", "định kỳ, tháng IV", "định kỳ, tháng IV"),
        ("quý II/2021", "thường xuyên, tháng iv - tháng 5", "thường xuyên, tháng iv - tháng 5"),
        ("quý II/2021", "sớm nhất có thể, xong quý II/2021", "sớm nhất có thể, xong quý III/2021"),
        ("năm 2026", "tháng 5", "tháng 5"),
        ("năm 2026", "trước ngày 15/6/2026", "trước ngày 15/6/2027"),
        ("nhiệm kỳ 2025 - 2030", "năm 2027", "năm 2032"),
    ],
)
def test_the_time_of_a_work_moves_on_where_it_means_the_same(period: str, written: str, moved: str) -> None:
    assert moved_time(written, step_from(period, None)) == moved


@given(phrases, st.sampled_from(["tháng 2/2026", "quý IV/2025", "năm 2026", "nhiệm kỳ 2025 - 2030"]))
def test_whatever_is_written_of_a_work_can_be_moved_on(written: str, period: str) -> None:
    assert isinstance(moved_time(written, step_from(period, None)), str)


@pytest.mark.parametrize(
    ("period", "moved"),
    [
        ("quý II/2021", "quý III/2021"),
        ("Quý 4 năm 2021", "quý I/2022"),
        ("2026", "năm 2027"),
        ("tháng 05/2026", "tháng 06/2026"),
        ("nhiệm kỳ 2025-2030", "nhiệm kỳ 2030-2035"),
        ("từ 01/01/2026 đến 31/3/2026", "từ 01/04/2026 đến 30/6/2026"),
        ("quý I, II/2026", "6 tháng cuối năm 2026"),
    ],
)
def test_a_period_moves_on(period: str, moved: str) -> None:
    assert moved_period(period, step_from(period, None)) == moved


@pytest.mark.parametrize(
    ("period", "before", "parts"),
    [
        ("tháng 1/2026", "tháng 12/2025", "tháng 1/2026"),
        ("quý I/2026", "quý IV/2025", "tháng 1/2026; tháng 2/2026; tháng 3/2026"),
        ("năm 2026", "năm 2025", "quý I/2026; quý II/2026; quý III/2026; quý IV/2026"),
        ("giai đoạn 2026 - 2027", "giai đoạn 2024 - 2025", "năm 2026; năm 2027"),
        ("nhiệm kỳ 2025 - 2027", "nhiệm kỳ 2023 - 2025", "năm 2025; năm 2026; năm 2027"),
        ("tháng 2 - tháng 3/2026", "tháng 12/2025 - tháng 1/2026", "tháng 2/2026; tháng 3/2026"),
    ],
)
def test_a_period_follows_another_and_has_parts(period: str, before: str, parts: str) -> None:
    assert period_before(period) == before
    assert "; ".join(map(name_of, parts_of(whole_months(period)))) == parts


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("công tác quý II/2021 của Ban Thường vụ Tỉnh ủy", "quý II/2021"),
        ("Công tác tháng 5 năm 2026", "tháng 5 năm 2026"),
        ("công tác năm 2026 của Ban Thường vụ, nhiệm kỳ 2025 - 2030", "năm 2026"),
        ("toàn khóa nhiệm kỳ 2025 - 2030", "nhiệm kỳ 2025 - 2030"),
        ("kết quả quý I/2026 và nhiệm vụ quý II/2026", None),
        ("thực hiện Kết luận ngày 5 tháng 4 năm 2021", None),
        ("công tác tháng 13/2026", None),
    ],
)
def test_a_title_names_the_period(title: str, named: str | None) -> None:
    assert period_named_in([title]) == named


def test_the_period_is_read_from_the_title(in_tmp: Path) -> None:
    Path("ctr-nam-2026.yaml").write_text(
        "loai: chuong_trinh\nco_quan: Đảng ủy xã\nso_ky_hieu: 5-CTr/ĐU\nngay: 2026\ntrich_yeu: công tác năm 2026\n"
        "khoan:\n  - {noi_dung: Đại hội, co_quan_chu_tri: Văn phòng, thoi_gian: dự kiến tháng 8/2026}\n"
        "nguoi_ky: {ho_ten: Đặng Ngọc Huy}\n",
        "utf-8",
    )
    done = ctct("new", "--from", "ctr-nam-2026.yaml")
    assert done.returncode == 0, done.stderr.decode()
    text = Path("ctr-nam-2027.yaml").read_text("utf-8")
    assert "công tác năm 2027" in text
    assert "dự kiến tháng 8/2027" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, None),
        ("6/4/2021", None),
        ("quý II/2021", "tháng 7/2021"),
        ("quý II/2021", "quý I/2021"),
        ("quý II/2021", "qúy 3"),
    ],
)
def test_no_step_without_periods(old: str | None, new: str | None) -> None:
    with pytest.raises(NoPeriod):
        step_from(old, new)


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("a/quy-II-2021", "a/quy-III-2021"),
        ("ctr-quy-iv-2021", "ctr-quy-i-2022"),
        ("thang-12-2021", "thang-3-2022"),
        ("ctr", "ctr-ky-sau"),
        ("ctr-nam-2026", "ctr-nam-2027"),
        ("ctr-nhiem-ky-2025-2030", "ctr-nhiem-ky-2030-2035"),
    ],
)
def test_names_of_files_move_on(name: str, moved: str) -> None:
    period = {"2026": "năm 2026", "2030": "nhiệm kỳ 2025 - 2030"}.get(name[-4:], "quý II/2021")
    assert moved_name(name, step_from("quý IV/2021" if "iv" in name or "12" in name else period, None)) == moved
