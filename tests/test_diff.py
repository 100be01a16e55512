"""What became of a document, told item by item: drafts, Word files and revisions of git's beside each other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ctct.changes.kinds import Differences, differences
from ctct.changes.passages import passages
from ctct.changes.text import as_text
from ctct.project.files import Source
from ctct.word.read import read_word
from ctct.word.views import accepted
from drafts import built
from judges import structural_faults
from test_commands import ROOT, ctct

DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: {so: null, ky_hieu: CTr/TU}
ngay: 2021
trich_yeu: công tác quý II
muc:
  - ten: Chuẩn bị Hội nghị Tỉnh ủy lần thứ tư
    id: hoi-nghi
    khoan:
      - noi_dung: Tổng kết Kết luận về phát triển các huyện miền núi[^a].
        phan_cong_chi_dao: Ban cán sự đảng tỉnh
      - Khắc phục sự chồng chéo trong quản lý đất đai trước ngày 15/4/2021.
      - Rà soát quy chế làm việc của Ban Thường vụ khóa XX.
      - Nghe báo cáo tình hình quốc phòng và an ninh.
  - ten: Các việc khác
    khoan:
      - Cho ý kiến các nội dung thuộc @hoi-nghi của Chương trình này.
chu_thich: {a: Theo Chương trình hành động của Tỉnh ủy.}
noi_nhan: [Ban Bí thư (b/c), Lưu Văn phòng Tỉnh ủy]
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""
MORE = "  - ten: Việc đầu tiên của cả năm\n"
ITEM = "      - Rà soát quy chế làm việc của Ban Thường vụ khóa XX.\n"
NEXT = "      - Cho ý kiến các nội dung thuộc @hoi-nghi của Chương trình này.\n"


def between(old: str, new: str, folder: Path = ROOT) -> Differences:
    sides = (built(Source("d.yaml", text.encode(), folder)) for text in (old, new))
    return differences(*(passages(accepted(read_word(data))) for data in sides))


def kinds(found: Differences) -> list[str]:
    return [change.kind for change in found.changes]


EDITS = {
    "nothing": (lambda text: text, [], "",),
    "words": (
        lambda text: text.replace("sự chồng chéo", "chồng chéo, trùng lặp"), ["doi_loi"],
        "1 đổi lời\n  đổi lời       I.2 «Khắc phục [sự →] chồng chéo[→ , trùng lặp] trong quản lý đất đai trước ngày 15/4/2021.»\n",
    ),
    "who is charged": (
        lambda text: text.replace("Ban cán sự đảng tỉnh", "Thường trực Tỉnh ủy"), ["doi_phan_cong"],
        "1 đổi phân công\n  đổi phân công I.1 «- Phân công chỉ đạo: [Ban cán sự đảng tỉnh → Thường trực Tỉnh ủy].»\n",
    ),
    "until when": (
        lambda text: text.replace("15/4/2021", "30/4/2021"), ["doi_han"],
        "1 đổi hạn\n  đổi hạn       I.2 «Khắc phục sự chồng chéo trong quản lý đất đai trước ngày [15 → 30]/4/2021.»\n",
    ),
    "a note": (
        lambda text: text.replace("Theo Chương", "Tại Chương"), ["doi_chu_thich"],
        "1 đổi chú thích\n  đổi chú thích «[Theo → Tại] Chương trình hành động của Tỉnh ủy.»\n",
    ),
    "who receives it": (
        lambda text: text.replace("Ban Bí thư (b/c), ", ""), ["doi_dau_cuoi"],
        "1 đổi đầu, cuối văn bản\n  đổi đầu, cuối văn bản «[- Ban Bí thư (b/c), →]»\n",
    ),
    "an item more: the others are renumbered, and what refers to them reads otherwise": (
        lambda text: text.replace("muc:\n", f"muc:\n{MORE}"), ["them", "doi_vien_dan"],
        "1 thêm, 1 đổi viện dẫn\n  thêm          I «Việc đầu tiên của cả năm»\n"
        "  đổi viện dẫn  II.1 → III.1 «Cho ý kiến các nội dung thuộc mục [I → II] của Chương trình này.»\n"
        "  đổi số        I → II, II → III\n",
    ),
    "an item less": (
        lambda text: text.replace(ITEM, ""), ["bo"],
        "1 bỏ\n  bỏ            I.3 «Rà soát quy chế làm việc của Ban Thường vụ khóa XX.»\n  đổi số        I.4 → I.3\n",
    ),
    "an item elsewhere": (
        lambda text: text.replace(ITEM, "").replace(NEXT, ITEM + NEXT), ["chuyen"],
        "1 chuyển\n  chuyển        I.3 → II.1 «Rà soát quy chế làm việc của Ban Thường vụ khóa XX.»\n"
        "  đổi số        I.4 → I.3, II.1 → II.2\n",
    ),
    "an item split": (
        lambda text: text.replace("chồng chéo trong quản lý đất đai", "chồng chéo.\n      - Trong quản lý đất đai"), ["tach"], None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "expected", "told"), EDITS.values(), ids=EDITS)
def test_differences(edit: Any, expected: list[str], told: str | None) -> None:
    found = between(DRAFT, edit(DRAFT))
    assert kinds(found) == expected
    if told is not None:
        assert as_text(found) == told
    turned = {"them": "bo", "bo": "them", "tach": "gop", "gop": "tach"}
    assert sorted(kinds(between(edit(DRAFT), DRAFT))) == sorted(turned.get(kind, kind) for kind in expected)


def test_a_copy_that_was_typed_anew_differs_in_nothing() -> None:
    retyped = ROOT.parent / "shared/cases/word/retyped/quy-II-2021.1.docx"
    if not retyped.is_file():
        pytest.skip(f"no retyped copies at {retyped}")
    old = passages(accepted(read_word(built(Source.from_file(ROOT / "examples/quy-II-2021.yaml")))))
    assert not differences(old, passages(accepted(read_word(retyped.read_bytes()))))


@pytest.fixture
def pair(in_tmp: Path) -> Path:
    Path("cu.yaml").write_text(DRAFT)
    Path("moi.yaml").write_text(DRAFT.replace(ITEM, "").replace("sự chồng chéo", "chồng chéo & <trùng> lặp"))
    return in_tmp


def test_exit_codes(pair: Path) -> None:
    assert (ctct("diff", "cu.yaml", "cu.yaml").returncode, ctct("diff", "cu.yaml", "moi.yaml").returncode) == (0, 1)
    for missing in ("khong-co.yaml", "HEAD:cu.yaml"):
        done = ctct("diff", missing, "moi.yaml")
        assert (done.returncode, done.stdout) == (2, b"")
        assert "không đọc được" in done.stderr.decode()
    Path("hong.yaml").write_text("loai: chuong_trinh\nmuc: [{}]\n")
    done = ctct("diff", "cu.yaml", "hong.yaml")
    assert done.returncode == 2
    assert "hong.yaml:1:1: lỗi" in done.stderr.decode()


@pytest.mark.parametrize("form", ["text", "json", "html", "docx", "redline"])
def test_no_draft_is_written_over(pair: Path, form: str) -> None:
    Path("khac.yaml").write_text("# của người khác\n")
    before = {path: path.read_bytes() for path in pair.glob("*.yaml")}
    for target, asked in (("cu.yaml", []), ("./moi.yaml", ["--force"]), ("khac.yaml", [])):
        done = ctct("diff", "cu.yaml", "moi.yaml", "--to", form, "-o", target, *asked)
        assert done.returncode not in (0, 1) or b"l\xe1\xbb\x97i" in done.stderr
        assert Path(target).name in done.stderr.decode()
    assert {path: path.read_bytes() for path in pair.glob("*.yaml")} == before


def test_an_author_that_no_document_can_hold_is_told(pair: Path) -> None:
    done = ctct("diff", "cu.yaml", "moi.yaml", "--to", "redline", "-o", "r.docx", "--tac-gia", "An\x01")
    assert "tên có ký tự điều khiển" in done.stderr.decode()
    assert not Path("r.docx").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.docx", b"khong phai", "không phải tệp Word"),
        ("~$x.docx", b"x", "tệp khóa"),
        ("x.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ"),
    ],
)
def test_what_is_no_document_is_told(pair: Path, name: str, data: bytes, told: str) -> None:
    Path(name).write_bytes(data)
    for sides in ((name, "cu.yaml"), ("cu.yaml", name)):
        done = ctct("diff", *sides)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"{name}: lỗi ")
        assert told in done.stderr.decode()


def test_json_and_html(pair: Path) -> None:
    data = json.loads(ctct("diff", "cu.yaml", "moi.yaml", "--to", "json").stdout)
    assert [(one["kind"], [passage["way"] for passage in one["old"]]) for one in data["changes"]] == [
        ("doi_loi", ["I.2"]),
        ("bo", ["I.3"]),
    ]
    assert data["changes"][0]["edits"] == [{"old": "sự ", "new": ""}, {"old": "", "new": "& <trùng> lặp "}]
    assert data["numbers"] == [{"old": "I.4", "new": "I.3"}]
    page = ctct("diff", "cu.yaml", "moi.yaml", "--to", "html").stdout.decode()
    assert "Khắc phục <del>sự </del>chồng chéo trong" in page
    assert "chồng chéo <ins>&amp; &lt;trùng&gt; lặp </ins>trong" in page


def test_what_recurs_each_month_is_no_change_beside_what_moved() -> None:
    work = "          - {{noi_dung: {}, phan_cong_chi_dao: {}}}\n"
    same = [work.format("Cho ý kiến về công tác cán bộ.", "Thường trực Tỉnh ủy"), work.format("Cho ý kiến việc khác.", "An")]
    words = (
        "Thông qua đề án sắp xếp trụ sở.",
        "Chuẩn bị kỳ họp giữa năm.",
        "Sơ kết công tác dân vận.",
        "Kiểm tra thu ngân sách.",
    )
    own = [work.format(one, f"Ban {one.split()[-2]}") for one in words]

    def draft(quarter: int, months: list[list[str]]) -> str:
        said = [f"      - ten: Hội nghị tháng {quarter + at}/2021\n        diem:\n" + "".join(m) for at, m in enumerate(months)]
        return DRAFT.replace("  - ten: Các việc khác\n    khoan:\n", "  - ten: Các việc khác\n    khoan:\n" + "".join(said))

    before = draft(4, [[same[0], own[0], same[1]], [same[0], own[1], own[2], same[1]], [same[0], own[3], same[1]]])
    after = draft(7, [[same[0], own[0], own[2], same[1]], [same[0], own[1], same[1]], [same[0], own[3], same[1]]])
    assert sorted(kinds(between(before, after))) == ["chuyen", "doi_han", "doi_han", "doi_han"]


def test_table_of_comparison(pair: Path) -> None:
    assert ctct("diff", "cu.yaml", "moi.yaml", "--to", "docx", "-o", "bang.docx").returncode == 1
    data = Path("bang.docx").read_bytes()
    assert not structural_faults(data)
    cells = [one.text for one in read_word(data).paragraphs if one.place.kind == "cell"]
    assert cells[:4] == ["TT", "Nội dung cũ", "Nội dung mới", "Giải trình"]
    assert cells[8:11] == ["2", "I.3 Rà soát quy chế làm việc của Ban Thường vụ khóa XX.", "(không có)"]
    assert ctct("diff", "cu.yaml", "moi.yaml", "--to", "docx", "-o", "khac.docx").returncode == 1
    assert Path("khac.docx").read_bytes() == data


def test_a_table_that_tells_of_what_is_secret_says_so(pair: Path) -> None:
    Path("moi.yaml").write_text(Path("moi.yaml").read_text() + "do_mat: mat\n")
    ctct("diff", "cu.yaml", "moi.yaml", "--to", "docx", "-o", "bang.docx")
    assert read_word(Path("bang.docx").read_bytes()).paragraphs[0].text == "MẬT"
    assert sorted(path.name for path in pair.iterdir()) == ["bang.docx", "cu.yaml", "moi.yaml"]


def git(*arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@b.vn"]
    return subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(in_tmp: Path) -> Path:
    Path("danh-ba.yaml").write_text("nguoi:\n  an: {ho_ten: Nguyễn An, chuc_vu: Bí thư}\n")
    Path("d.yaml").write_text(DRAFT.replace("Ban cán sự đảng tỉnh", "[an]") + "danh_ba: danh-ba.yaml\n")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "x")
    Path("d.yaml").write_text(Path("d.yaml").read_text().replace(ITEM, ""))
    Path("danh-ba.yaml").write_text("nguoi:\n  an: {ho_ten: Trần An, chuc_vu: Bí thư}\n")
    return in_tmp


def test_a_revision_is_read_with_the_danh_ba_of_its_day(repository: Path) -> None:
    for old in ("HEAD:d.yaml", "HEAD"):
        told = ctct("diff", old, "d.yaml").stdout.decode()
        assert "1 bỏ, 1 đổi phân công" in told
        assert "[Nguyễn → Trần] An" in told
    assert ctct("diff", "HEAD:khong.yaml", "d.yaml").returncode == 2
    for old in ("HEAD~99", "HEAD~99:d.yaml"):
        done = ctct("diff", old, "d.yaml")
        assert done.returncode == 2
        assert "git ở đây không có phiên bản «HEAD~99»" in done.stderr.decode()


def test_git_diff_shows_it(repository: Path) -> None:
    Path(".gitattributes").write_text("*.yaml diff=ctct\n")
    program = f"PYTHONPATH={ROOT / 'src'} {sys.executable} -m ctct diff"
    git("config", "diff.ctct.command", f'f() {{ {program} --folder "$(dirname "$1")" "$2" "$5" || true; }}; f')
    assert (
        "  bỏ            I.3 «Rà soát quy chế làm việc của Ban Thường vụ khóa XX.»"
        in git("diff", "HEAD", "--", "d.yaml").splitlines()
    )
    Path("moi.yaml").write_text(Path("d.yaml").read_text())
    git("add", "moi.yaml")
    assert "1 thêm" not in git("diff", "--cached", "HEAD", "--", "d.yaml")
    assert "đổi đầu, cuối văn bản" in git("diff", "--cached", "HEAD", "--", "moi.yaml"), "a file that is new is all new"
