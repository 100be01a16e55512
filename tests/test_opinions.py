"""Opinions on a draft go out and come back: each stands once, at its own place, with the figures that follow."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import permutations
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, assume, given, settings

from bounds import ended_if_hung
from copies import Office, built
from ctct.cli import main
from ctct.diagnostics import Rejected
from ctct.drafting.merge.current import Draft
from ctct.drafting.opinions.agreement import agrees
from ctct.drafting.opinions.copies import Foreign, read_copy
from ctct.drafting.opinions.ground import Ground
from ctct.drafting.opinions.returned import Returned
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.resolve.places import NamedPlaces
from judges import libreoffice
from test_properties import drafts
from test_word_hostile import OLD_AND_NEW, document, packed

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples/quy-II-2021.yaml"

DRAFT = """\
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: {so: null, ky_hieu: CTr/TU}
dia_danh: Quảng Ngãi
ngay: 2021
trich_yeu: công tác quý II/2021 của Ban Thường vụ Tỉnh ủy
danh_ba: danh-ba.yaml
muc:
  - id: can-bo
    ten: Công tác cán bộ
    khoan:
      - noi_dung: Cho ý kiến về quy hoạch cán bộ nhiệm kỳ 2025 - 2030[^quy-hoach].
        co_quan_tham_muu: ban-to-chuc
      - id: luan-chuyen
        noi_dung: Luân chuyển cán bộ giữa các huyện miền núi và đồng bằng.
  - ten: Kinh tế - xã hội
    noi_dung: Đánh giá tình hình thực hiện nhiệm vụ sáu tháng đầu năm của các địa phương.
    bang:
      cot: [Công trình, Thời hạn]
      dong:
        - [Đường ven biển Dung Quất, tháng 5]
        - [Cầu Cổ Lũy trên sông Trà Khúc, tháng 6]
chu_thich: {quy-hoach: Theo Kết luận số 31-KL/TU của Tỉnh ủy.}
lay_y_kien: {gui: [ban-to-chuc, van-phong, ban-noi-chinh], han: 15/6/2021}
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
"""
DIRECTORY = """\
nguoi:
  nguyen-thi-hoa:
    ho_ten: Nguyễn Thị Hoa
    chuc_vu: [{ten: Chánh Văn phòng Tỉnh ủy, co_quan: van-phong, tu: 1/1/2020}]
co_quan:
  ban-to-chuc: Ban Tổ chức Tỉnh ủy
  van-phong: Văn phòng Tỉnh ủy
  ban-noi-chinh: Ban Nội chính Tỉnh ủy
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a draft and its danh bạ, which is the current one."""
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    (tmp_path / "ve").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["y-kien", *arguments])


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def sent(draft: str = "d.yaml") -> bytes:
    """Return the copy that goes out."""
    done("gui", draft, "--force")
    return Path(draft).with_suffix(".lay-y-kien.docx").read_bytes()


def kept(draft: str = "d.yaml") -> Any:
    return yaml.safe_load(Path(draft).with_suffix(".y-kien.yaml").read_text("utf-8"))


def paragraphs_of(document: Any) -> list[Any]:
    """Return all paragraphs in their order, those of cells among them."""
    return [Paragraph(one, document) for one in document.element.body.iter(qn("w:p"))]


def commented(data: bytes, *said: tuple[str | int, str], author: str = "Admin") -> bytes:
    """Comment on paragraphs, by how they begin or by their number, as python-docx does it."""
    document = docx.Document(io.BytesIO(data))
    paragraphs = paragraphs_of(document)
    for where, text in said:
        paragraph = paragraphs[where] if isinstance(where, int) else beginning(paragraphs, where)
        document.add_comment(paragraph.runs, text=text, author=author)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def beginning(paragraphs: list[Any], words: str) -> Any:
    return next(one for one in paragraphs if one.text.startswith(words))


def returned(name: str, *said: tuple[str | int, str], author: str = "Admin", data: bytes | None = None) -> str:
    """Put a copy with comments among those that came back; return its name."""
    Path("ve", name).write_bytes(commented(sent() if data is None else data, *said, author=author))
    return str(Path("ve", name))


def read(data: bytes, draft: str | Path = "d.yaml") -> Returned:
    return read_copy(data, Ground.of(Draft.of(Source.from_file(draft))))


def printed_nodes(data: bytes, draft: Path) -> dict[str, int]:
    """Return the paragraph that prints the beginning of each node, found by its words and its order alone."""
    now = Draft.of(Source.from_file(draft)).outcome
    assert now.draft is not None
    assert now.layout is not None
    places = NamedPlaces(now.draft, now.layout.stylesheet.conventions)
    paragraphs = [" ".join(one.text.split()) for one in paragraphs_of(docx.Document(io.BytesIO(data)))]
    found, at = {}, 0
    for place in places.entries:
        words = places.says(place)[:40]
        at = next(number for number in range(at, len(paragraphs)) if words.casefold() in paragraphs[number].casefold()) + 1
        found[places.name(place)] = at - 1
    return found


# --- thirty copies ----------------------------------------------------------------------------------------------------


@pytest.fixture
def thirty(office: Path) -> tuple[dict[str, int], bytes]:
    """The sample with thirty bodies more; the paragraphs that print its nodes, and the copy that goes out."""
    shutil.copytree(ROOT / "examples/danh-ba", office / "danh-ba")
    (office / "so.yaml").write_text("co_quan:\n" + "".join(f"  so-{number}: Sở {number}\n" for number in range(30)), "utf-8")
    asked = f"lay_y_kien: {{gui: [{', '.join(f'so-{number}' for number in range(31))}]}}\n".replace(
        "so-30", "van-phong-tinh-uy"
    )
    text = SAMPLE.read_text("utf-8").replace(
        "danh_ba: danh-ba/quang-ngai-khoa-xx.yaml", "danh_ba: [danh-ba/quang-ngai-khoa-xx.yaml, so.yaml]"
    )
    (office / "d.yaml").write_text(f"{text}\n{asked}", "utf-8")
    data = sent()
    return printed_nodes(data, office / "d.yaml"), data


def thirty_copies(nodes: dict[str, int], data: bytes) -> None:
    names = list(nodes)
    for number in range(30):
        chosen = [names[(number * 7 + step * 5) % len(names)] for step in range(5)]
        returned(f"so-{number}.docx", *((nodes[node], f"{node} của {number}") for node in chosen), data=data)


def test_150_opinions_in_30_copies_stand_at_their_places(thirty: tuple[dict[str, int], bytes]) -> None:
    thirty_copies(*thirty)
    told = done("nhan", "d.yaml", "ve")
    assert told.splitlines()[-2] == "30 tệp: 30 bản trả lời mới, 150 ý kiến mới"
    opinions = kept()["y_kien"]
    assert len(opinions) == 150
    assert [one["noi_dung"] for one in opinions] == [
        f"{one['tai']} của {one['co_quan'].removeprefix('so-')}" for one in opinions
    ]
    found = json.loads(done("bang", "d.yaml", "--dang", "json"))
    assert len(found["so_lieu"]["da_gui"]) == 31
    assert len(found["so_lieu"]["co_y_kien"]) == 30
    assert found["so_lieu"]["chua_tra_loi"] == ["van-phong-tinh-uy"]
    assert [one["tai"] for one in found["y_kien"]] == sorted((one["tai"] for one in opinions), key=list(thirty[0]).index)


def test_copies_of_another_build_are_told_and_read_all_the_same(thirty: tuple[dict[str, int], bytes], office: Path) -> None:
    thirty_copies(*thirty)
    draft = office / "d.yaml"
    first = "      - ten: Chuẩn bị nội dung và triệu tập Hội nghị Tỉnh ủy về công tác cán bộ (ngày 6/4/2021)\n"
    draft.write_text(draft.read_text("utf-8").replace(first, f"      - Rà soát quy chế làm việc.\n{first}"), "utf-8")
    told = done("nhan", "d.yaml", "ve").splitlines()
    assert sum("bản của lần dựng khác với dự thảo hiện nay" in line for line in told) == 30
    moved = [
        re.sub(r"^phan/1/muc/(\d)", lambda at: f"phan/1/muc/{int(at[1]) + 1}", one["noi_dung"].split()[0])
        for one in kept()["y_kien"]
    ]
    assert [one["tai"] for one in kept()["y_kien"]] == moved
    assert {one["ban_gui"] for one in kept()["tra_loi"]} == {"khac"}


def test_without_marks_words_tell_the_places(thirty: tuple[dict[str, int], bytes]) -> None:
    nodes, data = thirty
    found = read(without_marks(commented(data, *((place, name) for name, place in nodes.items()))))
    assert found.build == "khong_ro"
    assert [one.tai for one in found.remarks] == [one.noi_dung for one in found.remarks]
    assert not found.edits


def without_marks(data: bytes) -> bytes:
    """Return a copy as a program saves it that keeps neither the map nor any bookmark."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part.startswith("customXml/"):
                content = b"<nothing/>"
            if part.startswith("word/"):
                content = re.sub(rb"<w:bookmark(?:Start|End)[^>]*/>", b"", content)
            new.writestr(part, content)
    return made.getvalue()


# --- what a copy says -------------------------------------------------------------------------------------------------


def test_a_comment_over_several_nodes_says_where_it_ends(office: Path) -> None:
    document = docx.Document(io.BytesIO(sent()))
    paragraphs = paragraphs_of(document)
    runs = [*beginning(paragraphs, "Cho ý kiến").runs, *beginning(paragraphs, "Luân chuyển").runs]
    document.add_comment(runs, text="Gộp hai khoản này.", author="Hoa")
    (one,) = read(saved(document)).remarks
    assert (one.tai, one.den) == ("muc/0/khoan/0", "luan-chuyen")
    assert one.doan.startswith("Cho ý kiến về quy hoạch cán bộ")
    assert one.doan.endswith("đồng bằng.")


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a copy with a part of it changed as a text."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            said = old.read(part)
            new.writestr(part, change(said.decode()).encode() if part == name else said)
    return made.getvalue()


def test_a_comment_without_a_range_is_on_its_paragraph(office: Path) -> None:
    data = commented(sent(), ("Luân chuyển", "Nêu rõ số lượng."))
    bare = with_part(data, "word/document.xml", lambda text: re.sub(r"<w:commentRange(?:Start|End)[^>]*/>", "", text))
    (one,) = read(bare).remarks
    assert one.tai == "luan-chuyen"
    assert one.doan == "Luân chuyển cán bộ giữa các huyện miền núi và đồng bằng."


def test_a_comment_without_an_end_and_one_inside_another(office: Path) -> None:
    data = commented(sent(), ("Luân chuyển", "Ngoài."), ("Luân chuyển", "Trong."))
    cut = with_part(data, "word/document.xml", lambda text: re.sub(r'<w:commentRangeEnd w:id="0"/>', "", text))
    assert [(one.tai, one.noi_dung) for one in read(cut).remarks] == [("luan-chuyen", "Ngoài."), ("luan-chuyen", "Trong.")]


def test_a_comment_on_a_row_of_a_table_says_which(office: Path) -> None:
    done("nhan", "d.yaml", returned("van-phong.docx", ("Cầu Cổ Lũy", "Tháng 6 không kịp.")))
    assert kept()["y_kien"][0]["tai"] == "muc/1/bang/0/dong/1"
    assert json.loads(done("bang", "d.yaml", "--dang", "json"))["y_kien"][0]["cho"] == "Mục II, bảng, dòng 2"


def test_a_comment_in_a_note_is_on_the_note(office: Path) -> None:
    data = commented(sent(), ("Luân chuyển", "Xem lại số."))
    mark = r'<w:commentRange(?:Start|End) w:id="0"/>|<w:r>(?:(?!</w:r>).)*<w:commentReference w:id="0"/></w:r>'
    bare = with_part(data, "word/document.xml", lambda text: re.sub(mark, "", text))
    start = '<w:commentRangeStart w:id="0"/>'
    noted = with_part(bare, "word/footnotes.xml", lambda text: re.sub(r"(<w:r>(?:(?!<w:r>).)*Theo Kết)", rf"{start}\1", text))
    (one,) = read(noted).remarks
    assert one.tai == "chu_thich/quy-hoach"


def test_replies_are_part_of_what_they_answer(office: Path) -> None:
    copy = threaded(commented(sent(), ("Luân chuyển", "Nêu rõ số lượng."), ("Luân chuyển", "Đồng ý."), ("Đánh giá", "Xong.")))
    first, second = read(copy).remarks
    assert (first.noi_dung, first.trao_doi, first.da_giai_quyet) == ("Nêu rõ số lượng.", ("Admin: Đồng ý.",), False)
    assert (second.noi_dung, second.da_giai_quyet) == ("Xong.", True)


def threaded(data: bytes) -> bytes:
    """Make the second comment of a copy a reply to the first, and the third resolved, as Word writes that."""
    word = "http://schemas.microsoft.com/office/word"
    numbers = iter(range(1, 9))

    def named(text: str) -> str:
        return re.sub(r"<w:p>", lambda _: f'<w:p w14:paraId="0000000{next(numbers)}" xmlns:w14="{word}/2010/wordml">', text)

    made = with_part(data, "word/comments.xml", named)
    extended = (
        f'<w15:commentsEx xmlns:w15="{word}/2012/wordml"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000003" w15:done="1"/></w15:commentsEx>'
    )
    buffer = io.BytesIO(made)
    with ZipFile(buffer, "a", ZIP_DEFLATED) as package:
        package.writestr("word/commentsExtended.xml", extended)
    return buffer.getvalue()


def test_one_who_agrees_has_no_opinion(office: Path) -> None:
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nhất trí với dự thảo.")))
    assert "y_kien" not in kept()
    assert kept()["tra_loi"][0]["thong_nhat"] is True
    data = json.loads(done("bang", "d.yaml", "--dang", "json"))["so_lieu"]
    assert (data["thong_nhat"], data["chua_tra_loi"]) == (["ban-to-chuc"], ["van-phong", "ban-noi-chinh"])


def test_one_who_agrees_and_has_opinions_keeps_both(office: Path) -> None:
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nhất trí."), ("Đánh giá", "Đề nghị bỏ.")))
    assert [one["noi_dung"] for one in kept()["y_kien"]] == ["Nhất trí.", "Đề nghị bỏ."]
    assert "thong_nhat" not in kept()["tra_loi"][0]


def test_agreement_may_be_typed_into_the_copy(office: Path) -> None:
    document = docx.Document(io.BytesIO(sent()))
    document.add_paragraph("Văn phòng Tỉnh ủy nhất trí với dự thảo.")
    assert read(saved(document)).agrees


@pytest.mark.parametrize(
    "text",
    ["Nhất trí", "Thống nhất.", "Đồng ý với nội dung dự thảo.", "Không có ý kiến gì thêm", "Cơ bản nhất trí.", "NHẤT TRÍ"],
)
def test_words_that_agree(text: str) -> None:
    assert agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chưa nhất trí.",
        "Không thống nhất",
        "Nhất trí nhưng cần sửa.",
        "Cơ bản nhất trí, đề nghị bổ sung.",
        "",
        "Nhất trí " * 40,
    ],
)
def test_words_that_do_not(text: str) -> None:
    assert not agrees(text)


def test_an_untouched_copy_says_nothing_sure(office: Path) -> None:
    Path("ve/van-phong.docx").write_bytes(sent())
    assert "cũng không ghi nhất trí" in done("nhan", "d.yaml", "ve")
    assert json.loads(done("bang", "d.yaml", "--dang", "json"))["so_lieu"]["chua_ro"] == ["van-phong"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_an_untouched_copy_of_any_draft_has_no_edits(draft: dict[str, Any]) -> None:
    source = Source("d.yaml", json.dumps(draft).encode(), ROOT)
    assume(not check(source).failed)
    found = read_copy(built(source), Ground.of(Draft.of(source)))
    assert (found.remarks, found.edits, found.build, found.to_type) == ([], {}, "", False)


# --- edits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recorded", [True, False], ids=["recorded", "plain"])
def test_edits_are_counted_where_they_stand(office: Path, recorded: bool) -> None:
    copy = Office(sent(), recorded=recorded)
    copy.replace("miền núi", "vùng cao")
    copy.add_after(copy.find("Đánh giá tình hình"), "Rà soát chỉ tiêu.")
    found = read(copy.saved())
    assert found.edits == {"luan-chuyen": 1, "muc/1": 1}
    assert not found.remarks


def test_a_comment_on_what_was_struck_out_keeps_its_place(office: Path) -> None:
    copy = Office(commented(sent(), ("Luân chuyển", "Bỏ khoản này.")), recorded=True)
    copy.delete(copy.find("Luân chuyển"))
    assert [one.tai for one in read(copy.saved()).remarks] == ["luan-chuyen"]


# --- the file of opinions ---------------------------------------------------------------------------------------------


def test_a_file_that_comes_twice_changes_nothing(office: Path) -> None:
    name = returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ số lượng."))
    done("nhan", "d.yaml", name)
    file = Path("d.y-kien.yaml")
    handled = file.read_text("utf-8").replace(": chua_xu_ly", ": tiep_thu  # theo đ/c Huy\n    giai_trinh: Đã nêu.")
    file.write_text(handled, "utf-8")
    shutil.copy(name, "ve/ban-to-chuc-2.docx")
    assert "đã nhận rồi" in done("nhan", "d.yaml", "ve")
    assert file.read_text("utf-8") == handled


def test_a_new_version_replaces_the_old_and_keeps_what_was_dealt_with(office: Path) -> None:
    said = [("Luân chuyển", "Nêu rõ số lượng."), ("Đánh giá", "Bỏ câu này."), ("Cho ý kiến", "Thêm thời hạn.")]
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", *said))
    file = Path("d.y-kien.yaml")
    file.write_text(file.read_text("utf-8").replace("xu_ly: chua_xu_ly", "xu_ly: tiep_thu", 2), "utf-8")
    told = done("nhan", "d.yaml", returned("ban-to-chuc.docx", said[0], ("Công tác cán bộ", "Đổi tên mục.")))
    assert "vẫn giữ: «Bỏ câu này.»" in told
    assert [(one["noi_dung"], one["xu_ly"]) for one in kept()["y_kien"]] == [
        ("Nêu rõ số lượng.", "tiep_thu"),
        ("Bỏ câu này.", "tiep_thu"),
        ("Đổi tên mục.", "chua_xu_ly"),
    ]
    assert len(kept()["tra_loi"]) == 1


def test_the_same_opinion_in_a_second_file_of_one_body_counts_once(office: Path) -> None:
    first = returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ số lượng."))
    second = returned("ban-to-chuc (bản 2).docx", ("Luân chuyển", "Nêu rõ số lượng."), ("Đánh giá", "Bỏ."))
    assert "không ghi lần nữa" in done("nhan", "d.yaml", first, second)
    assert [one["noi_dung"] for one in kept()["y_kien"]] == ["Nêu rõ số lượng.", "Bỏ."]


def test_what_was_typed_by_hand_stays_letter_by_letter(office: Path) -> None:
    typed = (
        "# sổ của phòng Tổng hợp\ndu_thao: d.yaml\n\ny_kien:\n"
        "  - {co_quan: ban-noi-chinh, tai: 'khoản 2, mục I', noi_dung: \"Qua điện thoại: bỏ.\", xu_ly: giai_trinh}   # gọi 8/6\n"
    )
    Path("d.y-kien.yaml").write_text(typed, "utf-8")
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ số lượng.")))
    assert [line for line in typed.splitlines() if line not in Path("d.y-kien.yaml").read_text("utf-8").splitlines()] == []
    assert [one["tai"] for one in json.loads(done("bang", "d.yaml", "--dang", "json"))["y_kien"]] == ["luan-chuyen"] * 2


def test_a_file_of_windows_stays_one(office: Path) -> None:
    typed = "\ufeff# sổ\r\ndu_thao: d.yaml\r\ny_kien:\r\n  - {co_quan: ban-noi-chinh, noi_dung: Bỏ.}   # gọi 8/6\r\n".encode()
    Path("d.y-kien.yaml").write_bytes(typed)
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ số lượng.")))
    data = Path("d.y-kien.yaml").read_bytes()
    assert data.startswith(typed.partition(b"y_kien")[0])
    assert data.count(b"\n") == data.count(b"\r\n") > 10
    assert [one["noi_dung"] for one in kept()["y_kien"]] == ["Bỏ.", "Nêu rõ số lượng."]


def test_a_fault_in_the_file_is_told_at_its_line_and_stays(office: Path) -> None:
    wrong = "du_thao: d.yaml\ny_kien:\n  - {co_quan: van-phong, noi_dung: Bỏ., xu_ly: bo_qua}\n"
    Path("d.y-kien.yaml").write_text(wrong, "utf-8")
    result = run("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ.")))
    assert result.exit_code == 1
    assert "d.y-kien.yaml:3:48: lỗi" in result.output
    assert Path("d.y-kien.yaml").read_text("utf-8") == wrong


def test_in_whatever_order_files_come_the_opinions_are_the_same(office: Path) -> None:
    names = [
        returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ."), ("Đánh giá", "Bỏ.")),
        returned("van-phong.docx", ("Luân chuyển", "Nhất trí.")),
        returned("ban-noi-chinh.docx", ("Cầu Cổ Lũy", "Thêm đường dẫn.")),
    ]
    said = []
    for order in permutations(names):
        Path("d.y-kien.yaml").unlink(missing_ok=True)
        for name in order:
            done("nhan", "d.yaml", name)
        text = Path("d.y-kien.yaml").read_text("utf-8")
        done("nhan", "d.yaml", *names)
        assert Path("d.y-kien.yaml").read_text("utf-8") == text
        said.append(sorted(one["noi_dung"] for one in kept()["y_kien"]))
    assert said == [["Bỏ.", "Nêu rõ.", "Thêm đường dẫn."]] * 6


# --- whose they are ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "author", "options", "body"),
    [
        ("ban-to-chuc.docx", "Admin", [], "ban-to-chuc"),
        ("Góp ý của Ban Tổ chức Tỉnh ủy (cuối).docx", "Admin", [], "ban-to-chuc"),
        ("d.van-phong.docx", "Admin", [], "van-phong"),
        ("gop y.docx", "Nguyễn Thị Hoa", [], "van-phong"),
        ("gop y.docx", "Văn phòng Tỉnh ủy", [], "van-phong"),
        ("gop y.docx", "Admin", ["--co-quan", "ban-noi-chinh"], "ban-noi-chinh"),
        ("ban-to-chuc.docx", "Admin", ["--co-quan", "Sở Y tế"], "Sở Y tế"),
        ("gop y.docx", "Admin", [], "gop y"),
    ],
)
def test_whose_opinions_a_file_holds(office: Path, name: str, author: str, options: list[str], body: str) -> None:
    told = done("nhan", "d.yaml", returned(name, ("Luân chuyển", "Nêu rõ."), author=author), *options)
    assert {one["co_quan"] for one in (*kept()["tra_loi"], *kept()["y_kien"])} == {body}
    assert ("không rõ cơ quan" in told) == (body == "gop y")


def test_a_body_may_be_told_later(office: Path) -> None:
    name = returned("gop y.docx", ("Luân chuyển", "Nêu rõ."))
    done("nhan", "d.yaml", name)
    done("nhan", "d.yaml", name, "--co-quan", "van-phong")
    assert {one["co_quan"] for one in (*kept()["tra_loi"], *kept()["y_kien"])} == {"van-phong"}


def test_a_body_that_nobody_knows_is_refused(office: Path) -> None:
    result = run("nhan", "d.yaml", returned("a.docx", ("Luân chuyển", "Nêu rõ.")), "--co-quan", "van-phong-x")
    assert result.exit_code == 2
    assert "không có «van-phong-x» trong danh bạ" in result.output


# --- tables and paper -------------------------------------------------------------------------------------------------


def test_a_table_comes_back_in_word(office: Path) -> None:
    done("gui", "d.yaml", "--bang", "docx")
    document = docx.Document("d.bang-gop-y.docx")
    rows = document.tables[-1].rows
    next(row for row in rows if "Luân chuyển" in row.cells[2].text).cells[3].text = "Nêu rõ số lượng."
    rows[-1].cells[3].text = "Rà soát lỗi chính tả."
    document.save("ve/van-phong.docx")
    done("nhan", "d.yaml", "ve")
    assert [(one.get("tai"), one["noi_dung"]) for one in kept()["y_kien"]] == [
        ("luan-chuyen", "Nêu rõ số lượng."),
        (None, "Rà soát lỗi chính tả."),
    ]


def test_a_sheet_comes_back(office: Path) -> None:
    done("gui", "d.yaml", "--bang", "xlsx")
    book = openpyxl.load_workbook("d.bang-gop-y.xlsx")
    rows = {row[0].value: row for row in book.active.iter_rows()}
    rows["luan-chuyen"][3].value = "Nêu rõ số lượng."
    book.save("ve/van-phong.xlsx")
    done("nhan", "d.yaml", "ve")
    assert [(one["tai"], one["noi_dung"]) for one in kept()["y_kien"]] == [("luan-chuyen", "Nêu rõ số lượng.")]


def test_only_answers_of_the_sheet_are_filled_in(office: Path) -> None:
    """The last column, and all of the rows at the end; what a person has filled in is not written over."""
    done("gui", "d.yaml", "--bang", "xlsx")
    book = openpyxl.load_workbook("d.bang-gop-y.xlsx")
    rows = [[cell.protection.locked for cell in row] for row in book.active.iter_rows()]
    assert book.active.protection.sheet
    assert rows[1:-3] == [[True, True, True, False]] * (len(rows) - 4)
    assert rows[-3:] == [[False] * 4] * 3
    book.active["D2"] = "Đã ghi."
    book.save("d.bang-gop-y.xlsx")
    refused = run("gui", "d.yaml", "--bang", "xlsx")
    assert (refused.exit_code, "d.bang-gop-y.xlsx" in refused.output) == (1, True)
    assert openpyxl.load_workbook("d.bang-gop-y.xlsx").active["D2"].value == "Đã ghi."


def test_a_sheet_of_words_alone_finds_its_places(office: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Sở", "Văn phòng", "", ""],
        ["TT", "Điều, khoản", "Nội dung dự thảo", "Ý kiến góp ý"],
        [1, "Khoản 2 Mục I", "", "Nêu rõ."],
        [2, "", "Luân chuyển cán bộ giữa các huyện miền núi và đồng bằng", "Bỏ."],
        [3, "", "Luân chuyển cán bộ các huyện miền núi với đồng bằng", "Sửa."],
        [4, "Khoản 9 mục VII", "", "Thêm."],
    ):
        book.active.append(row)
    book.save("ve/van-phong.xlsx")
    told = done("nhan", "d.yaml", "ve")
    assert [one.get("tai") for one in kept()["y_kien"]] == ["luan-chuyen"] * 3 + [None]
    assert kept()["y_kien"][3]["doan"] == "Khoản 9 mục VII", "where it was said to be, for a person to find"
    assert "van-phong.xlsx: Văn phòng Tỉnh ủy; 4 ý kiến" in told


def test_every_sheet_of_opinions_is_read_and_the_others_are_told(office: Path) -> None:
    """Sums on a sheet of their own are no fault of the file."""
    book = openpyxl.Workbook()
    for number, opinion in enumerate(("Nêu rõ.", "Bỏ.")):
        sheet = book.active if not number else book.create_sheet("Phòng Tổng hợp")
        sheet.append(["TT", "Điều, khoản", "Ý kiến góp ý"])
        sheet.append([1, "Khoản 2 Mục I", opinion])
    book.create_sheet("Thống kê")["A1"] = "=1+1"
    book.create_sheet("Trống")
    book.save("ve/van-phong.xlsx")
    told = done("nhan", "d.yaml", "ve")
    assert [(one["tai"], one["noi_dung"]) for one in kept()["y_kien"]] == [("luan-chuyen", "Nêu rõ."), ("luan-chuyen", "Bỏ.")]
    assert "2 ý kiến\n  không đọc trang «Thống kê»: trang ẩn, hoặc không phải bảng góp ý\n" in told
    assert "Trống" not in told


def test_paper_is_a_row_to_be_typed(office: Path) -> None:
    Path("ve/van-phong.pdf").write_bytes(b"%PDF-1.7")
    done("nhan", "d.yaml", "ve")
    assert kept()["y_kien"] == [{"co_quan": "van-phong", "tep": "van-phong.pdf", "xu_ly": "chua_xu_ly"}]
    result = CliRunner().invoke(main, ["check", "d.yaml", "--strict", "--no-cache"])
    assert "cảnh báo YK01: ý kiến của «van-phong» ở «van-phong.pdf» chưa được gõ vào" in result.output


def test_a_letter_is_for_a_person_to_read_unless_it_merely_agrees(office: Path) -> None:
    letter = docx.Document()
    letter.add_paragraph("Văn phòng Tỉnh ủy nhất trí với dự thảo.")
    assert read(saved(letter)).agrees
    letter.add_paragraph(
        "Tuy nhiên, đề nghị xem lại thời hạn của các việc ở mục II, vì trùng với kỳ họp Hội đồng nhân dân tỉnh."
    )
    assert read(saved(letter)).to_type


# --- what is none of it -----------------------------------------------------------------------------------------------


def test_a_copy_of_another_draft_is_refused_and_nothing_is_written(office: Path) -> None:
    good = returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ."))
    other = CliRunner().invoke(
        main, ["build", str(ROOT / "examples/to-trinh-bo-sung-chuong-trinh-2026.yaml"), "--review", "-o", "ve/x.docx"]
    )
    assert other.exit_code == 0, other.output
    result = run("nhan", "d.yaml", good, "ve/x.docx")
    assert result.exit_code == 2
    assert "«x.docx» không phải bản in từ «d.yaml»" in result.output
    assert not Path("d.y-kien.yaml").exists()
    with pytest.raises(Foreign):
        read(without_marks(commented(Path("ve/x.docx").read_bytes(), (20, "Sai."))))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK\x03\x04", "không phải tệp Word"),
        ("a.docx", b"", "không phải tệp Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word kiểu cũ"),
        ("a.xlsx", b"PK", "không phải là tệp Excel"),
        ("a.eml", b"Subject: x", "không đọc được ý kiến từ tệp"),
    ],
)
def test_broken_files_are_told(office: Path, name: str, data: bytes, words: str) -> None:
    Path("ve", name).write_bytes(data)
    result = run("nhan", "d.yaml", f"ve/{name}")
    assert result.exit_code == 1
    assert words in result.output
    assert not Path("d.y-kien.yaml").exists()


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground.of(Draft.of(Source.from_file(SAMPLE)))


@pytest.mark.parametrize("body", [pytest.param(body, id=name) for name, body in OLD_AND_NEW])
def test_whatever_a_file_holds_it_is_read_or_refused(body: str, ground: Ground) -> None:
    with ended_if_hung(), suppress(Foreign, Rejected):
        assert not read_copy(packed(document(body)), ground).agrees


@pytest.mark.parametrize("entity", ["<!DOCTYPE a [<!ENTITY b 'c'>]>", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>"])
def test_entities_are_refused(office: Path, entity: str) -> None:
    data = commented(sent(), ("Luân chuyển", "Nêu rõ."))
    head = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    Path("ve/a.docx").write_bytes(with_part(data, "word/comments.xml", lambda text: head + entity + text.partition("?>")[2]))
    assert run("nhan", "d.yaml", "ve/a.docx").exit_code == 1


# --- what goes out ----------------------------------------------------------------------------------------------------


def test_a_copy_for_each_body(office: Path) -> None:
    told = done("gui", "d.yaml", "-o", "gui", "--moi-co-quan")
    assert sorted(path.name for path in Path("gui").iterdir()) == [
        "d.ban-noi-chinh.docx",
        "d.ban-to-chuc.docx",
        "d.van-phong.docx",
    ]
    assert "gửi 3 nơi, hạn trả lời 15/6/2021:" in told
    assert "  - Ban Nội chính Tỉnh ủy (ban-noi-chinh)" in told


def test_copies_go_into_a_folder_and_no_file_is_made_one(office: Path) -> None:
    refused = run("gui", "d.yaml", "-o", "gui.docx")
    assert refused.exit_code == 2
    assert "-o là thư mục, mà «gui.docx» có đuôi của một tệp" in refused.output
    assert not Path("gui.docx").exists()


def test_what_was_gathered_changes_no_byte_of_the_document(office: Path) -> None:
    before = sent()
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", ("Luân chuyển", "Nêu rõ.")))
    assert sent() == before


@pytest.mark.parametrize("command", [["gui"], ["bang"], ["bang", "--dang", "json"], ["bang", "--dang", "docx", "-o", "b.docx"]])
def test_a_secret_draft_leaves_only_where_that_is_asked_for(office: Path, command: list[str]) -> None:
    Path("d.yaml").write_text(f"{DRAFT}do_mat: mat\n", "utf-8")
    result = run(command[0], "d.yaml", *command[1:])
    assert result.exit_code == 1
    assert "--ca-mat" in result.output
    assert sorted(path.name for path in office.iterdir()) == ["d.yaml", "danh-ba.yaml", "ve"]
    assert run(command[0], "d.yaml", *command[1:], "--ca-mat").exit_code == 0


def test_a_draft_with_errors_is_told_of(office: Path) -> None:
    Path("d.yaml").write_text(DRAFT.replace("ban-to-chuc\n", "ban-to-chux\n", 1), "utf-8")
    for command in (["gui", "d.yaml"], ["nhan", "d.yaml", "ve"], ["bang", "d.yaml"]):
        result = run(*command)
        assert result.exit_code in (1, 2)
        assert "d.yaml:13:27: lỗi DB01" in result.output


# --- the table --------------------------------------------------------------------------------------------------------


@pytest.fixture
def gathered(office: Path) -> Path:
    """Opinions of two bodies, one dealt with; a third has not answered."""
    said = [
        ("Luân chuyển", "Nêu rõ @ai, *số lượng*, [^bao-nhieu] và \\\\ thời hạn."),
        ("Công tác cán bộ", "^"),
        ("Đánh giá", "=1+1"),
    ]
    done("nhan", "d.yaml", returned("ban-to-chuc.docx", *said), returned("van-phong.docx", ("Luân chuyển", "Nhất trí.")))
    file = Path("d.y-kien.yaml")
    file.write_text(
        file.read_text("utf-8").replace("xu_ly: chua_xu_ly", "xu_ly: tiep_thu_mot_phan\n    giai_trinh: Đã nêu số lượng.", 1),
        "utf-8",
    )
    return office


def test_the_table_is_a_document_of_the_office(gathered: Path) -> None:
    done("bang", "d.yaml", "-o", "b.docx")
    document = docx.Document("b.docx")
    assert [section.orientation for section in document.sections][-1] == 1
    cells = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert cells[0] == ["TT", "Nội dung dự thảo (mục, khoản)", "Cơ quan góp ý", "Nội dung góp ý", "Tiếp thu, giải trình"]
    assert [row[3] for row in cells[1:]] == ["«^»", "Nêu rõ @ai, *số lượng*, [^bao-nhieu] và \\\\ thời hạn.", "=1+1"]
    assert cells[2][1:] == [
        "Khoản 2, mục I\n«Luân chuyển cán bộ giữa các huyện miền núi và đồng bằng.»",
        "Ban Tổ chức Tỉnh ủy",
        cells[2][3],
        "Tiếp thu một phần: Đã nêu số lượng.",
    ]
    said = [one.text.replace("\xa0", " ") for one in document.paragraphs]
    assert (
        "Đã gửi lấy ý kiến 03 cơ quan, hạn trả lời 15/6/2021; đã trả lời 02 (01 thống nhất, 01 có ý kiến); chưa trả lời 01."
        in said
    )
    assert "Tổng số 03 ý kiến: tiếp thu một phần 01, chưa xử lý 02." in said
    assert "Chưa trả lời: Ban Nội chính Tỉnh ủy." in said


def test_the_table_is_a_sheet_without_formulas(gathered: Path) -> None:
    done("bang", "d.yaml", "-o", "b.xlsx")
    first = Path("b.xlsx").read_bytes()
    book = openpyxl.load_workbook("b.xlsx")
    cells = [[cell.value for cell in row] for row in book["Tổng hợp"].iter_rows()]
    assert cells[3][3:] == ["=1+1", "Chưa xử lý", None]
    assert {cell.data_type for row in book["Tổng hợp"].iter_rows() for cell in row} <= {"s", "n"}
    assert "Chưa trả lời: Ban Nội chính Tỉnh ủy." in [row[0].value for row in book["Số liệu"].iter_rows()]
    done("bang", "d.yaml", "-o", "b.xlsx")
    assert Path("b.xlsx").read_bytes() == first
    Path("d.yaml").write_text("do_mat: mat\n" + Path("d.yaml").read_text("utf-8"), "utf-8")
    done("bang", "d.yaml", "-o", "m.xlsx", "--ca-mat")
    assert [sheet["A1"].value for sheet in openpyxl.load_workbook("m.xlsx")] == ["MẬT", "MẬT"]


def test_the_table_on_the_screen_and_as_a_page(gathered: Path) -> None:
    told = done("bang", "d.yaml")
    assert "Khoản 2, mục I\n" in told
    assert "→ Tiếp thu một phần: Đã nêu số lượng." in told
    assert "Tiếp thu một phần: Đã nêu số lượng." in done("bang", "d.yaml", "--dang", "html")


def test_nothing_gathered_is_a_table_too(office: Path) -> None:
    assert "đã trả lời 00; chưa trả lời 03." in " ".join(done("bang", "d.yaml").split())
    done("bang", "d.yaml", "-o", "b.docx")
    done("bang", "d.yaml", "-o", "b.xlsx")


# --- LibreOffice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["docx", "odt"])
def test_a_copy_that_went_through_libreoffice(office: Path, way: str) -> None:
    said = [("Luân chuyển", "Nêu rõ số lượng."), ("Cầu Cổ Lũy", "Tháng 6 không kịp."), ("Đánh giá", "Bỏ câu này.")]
    name = Path(returned("ban-to-chuc.docx", *said))
    for kind in dict.fromkeys((way, "docx")):
        name = libreoffice([name], kind, office)[0]
    found = read(name.read_bytes())
    assert sorted((one.tai, one.noi_dung) for one in found.remarks) == [
        ("luan-chuyen", "Nêu rõ số lượng."),
        ("muc/1", "Bỏ câu này."),
        ("muc/1/bang/0/dong/1", "Tháng 6 không kịp."),
    ]
    assert not found.edits
