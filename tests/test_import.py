"""Word documents become drafts that say the same: our own, retyped ones, odd ones; nothing in them vanishes."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctct.compare.normal import folded
from ctct.drafting.importing.conversion import Imported, Target, import_word
from ctct.drafting.importing.labels import read_labels
from ctct.drafting.importing.proof import printed_lines
from ctct.drafting.scaffold import Wanted, scaffold
from ctct.emit.formats import Form
from ctct.emit.pages import office
from ctct.emit.plain import write_plain
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from ctct.project.writing import write_whole
from ctct.runs.importing import NOT_READ, PROVED, Importer, targets_of
from ctct.word.package import OLE
from test_commands import ROOT, ctct
from test_new import WANTED

EXAMPLES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "examples" / "nha-nuoc").glob("*.yaml")])
RETYPED = ROOT.parent / "shared" / "cases" / "word" / "retyped"
ONE_BODY = list({(wanted.the_thuc, wanted.loai): wanted for wanted in WANTED}.values())
sys.path.insert(0, str(ROOT / "benchmarks"))


def imported(data: bytes, name: str = "du-thao.yaml", danh_ba: str | None = None, folder: Path = ROOT / "examples") -> Imported:
    return import_word(data, "văn bản.docx", Target(name, folder, danh_ba))


def document(*lines: str, head: bool = True) -> bytes:
    """A State document of these lines, as an office types it."""
    made = docx.Document()
    if head:
        table = made.add_table(1, 2)
        table.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ SUỐI THÔNG\nSố: 05/BC-UBND"
        table.cell(
            0, 1
        ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Thông, ngày 05 tháng 3 năm 2026"
        for text in ("BÁO CÁO", "Công tác quý I"):
            made.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in lines:
        made.add_paragraph(line)
    return saved(made)


def saved(made: Document) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def assert_same_words(path: Path, text: str, folder: Path) -> None:
    outcome = check(Source(path.name, text.encode(), folder))
    value = outcome.gathered.value
    made = imported(compile_to(outcome, Form("docx"))[0], path.name, value.get("danh_ba"), folder)
    assert write_plain(sheet_of(made.outcome)) == write_plain(sheet_of(outcome))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_built_example_comes_back(path: Path) -> None:
    assert_same_words(path, path.read_text("utf-8"), path.parent)


@pytest.mark.parametrize("wanted", ONE_BODY, ids=lambda wanted: f"{wanted.the_thuc}-{wanted.loai}")
def test_every_type_comes_back(wanted: Wanted) -> None:
    assert_same_words(Path("du-thao.yaml"), scaffold(wanted, None), ROOT / "examples")


def test_markdown_says_the_same() -> None:
    path = ROOT / "examples" / "quy-II-2021.yaml"
    outcome = check(Source.from_file(path))
    made = imported(compile_to(outcome, Form("docx"))[0], "quy-II-2021-lai.md", "danh-ba/quang-ngai-khoa-xx.yaml")
    assert made.text.startswith("---\n")
    assert write_plain(sheet_of(made.outcome)) == write_plain(sheet_of(outcome))


@pytest.mark.skipif(not RETYPED.is_dir(), reason="the retyped documents are not at hand")
@pytest.mark.parametrize("path", sorted(RETYPED.glob("*.docx")), ids=lambda path: path.stem)
def test_retyped_documents_come_back(path: Path) -> None:
    from retyped import measure

    shares = measure(path)
    assert shares.lines[0] == shares.lines[1]
    assert shares.numbers[0] >= 0.98 * shares.numbers[1]
    assert shares.notes[0] == shares.notes[1]
    assert shares.assignees[0] >= 0.9 * shares.assignees[1]


@pytest.mark.parametrize(
    ("text", "kind", "number", "mark"),
    [
        ("1. Việc", "arabic", 1, "1."),
        ("12/ Việc", "arabic", 12, "1."),
        ("1)Việc", "arabic", 1, "1)"),
        ("a) việc", "letter", 1, "a)"),
        ("đ. việc", "letter", 5, "a."),
        ("(3) việc", "paren", 3, "(1)"),
        ("IV- Việc", "roman", 4, "I-"),
        ("I - Việc", "roman", 1, "I-"),
        ("B. Việc", "capital", 2, "A."),
        ("2.3. Việc", "many", 3, "1.1."),
        ("2.3 Việc", "many", 3, "1.1."),
        ("Điều 5. Tên", "dieu", 5, "Điều 1."),
        ("Điều 5\nTên", "dieu", 5, "Điều 1."),
        ("Chương II\nTÊN", "chuong", 2, "Chương I"),
        ("PHẦN THỨ HAI", "phan", 2, "Phần thứ nhất"),
        ("Mục 1: Tên", "muc", 1, "Mục 1"),
    ],
)
def test_numbers_as_people_type_them(text: str, kind: str, number: int, mark: str) -> None:
    found = {(label.kind, label.ordinal, label.mark) for label in read_labels(text)}
    assert (kind, number, mark) in found


@pytest.mark.parametrize(
    "text", ["1.5 tỷ đồng", "30/4 là ngày lễ", "20/01/2026", "Mục tiêu chung", "điều 5 của Luật", "2026. Năm", "1"]
)
def test_what_is_no_number(text: str) -> None:
    assert [label for label in read_labels(text) if label.kind != "many"] == []


def test_numbers_out_of_order_are_told_and_kept() -> None:
    made = imported(document("1. Một.", "2. Hai.", "2. Hai nữa.", "5. Năm.", "1. Lại một."))
    assert [(one.written, one.what) for one in made.assembled.odd] == [("2.", "recounted"), ("5.", "skipped"), ("1.", "kept")]
    assert made.assembled.value["khoan"][3]["so"] == "5"
    assert made.assembled.value["khoan"][3]["noi_dung"] == ["Năm.", "1. Lại một."]
    assert made.proof is not None
    assert made.proof.missing == []


def test_text_that_would_be_markup_stays_text() -> None:
    lines = (
        "Gửi về a@b.vn, @hoi-nghi và *sao* hoặc [^1].",
        "key: value # not a comment",
        "- gạch",
        r"\*x\* {{truong}} & <b>",
        "1\\. x",
    )
    for name in ("du-thao.yaml", "du-thao.md"):
        made = imported(document(*lines), name)
        assert made.proof is not None
        assert [one.whole for one in made.proof.missing] == []


def test_decomposed_letters_odd_blanks_and_old_encodings() -> None:
    made = imported(document(unicodedata.normalize("NFD", "Thực hiện kế\u00a0hoạch năm 2026.")))
    assert made.assembled.value["noi_dung"] == ["Thực hiện kế hoạch năm 2026."]
    made = imported(document("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc, ñy ban nh©n d©n x·."))
    assert "xã hội chủ nghĩa Việt Nam" in made.assembled.value["noi_dung"][0]
    assert any("TCVN3" in remark.message for remark in made.remarks)


def test_typed_notes_become_notes() -> None:
    made = docx.Document(io.BytesIO(document()))
    for text, raised in (("Theo quy chế", "1"), ("Theo quy định", "2"), ("", "1"), ("", "2"), ("Diện tích 5 m", "2")):
        paragraph = made.add_paragraph(text)
        paragraph.add_run(raised).font.superscript = True
        paragraph.add_run(" Lời chú thích." if not text else ".")
    value = imported(saved(made)).assembled.value
    assert value["noi_dung"] == ["Theo quy chế[^ct1].", "Theo quy định[^ct2].", "Diện tích 5 m²."]
    assert value["chu_thich"] == {"ct1": "Lời chú thích.", "ct2": "Lời chú thích."}


def test_a_unit_beside_a_typed_note_keeps_its_figure() -> None:
    made = docx.Document(io.BytesIO(document()))
    for *texts, last in (("Theo quy chế", "1", " có diện tích 5 m", "2", " và 7 km", "2", "."), ("", "1", " Lời chú thích.")):
        paragraph = made.add_paragraph()
        for at, text in enumerate(texts):
            paragraph.add_run(text).font.superscript = at % 2 == 1
        paragraph.add_run(last)
    value = imported(saved(made)).assembled.value
    assert value["noi_dung"] == ["Theo quy chế[^ct1] có diện tích 5 m² và 7 km²."]
    assert value["chu_thich"] == {"ct1": "Lời chú thích."}


def test_what_is_hidden_lost_or_not_there_is_told() -> None:
    made = docx.Document(io.BytesIO(document("Kính đề nghị xem http://a.vn/?b=1 và cho ý kiến?", "Ph?n I Kết quả")))
    paragraph = made.add_paragraph("Dòng này có ")
    paragraph.add_run("chữ không in ra").font.hidden = True
    told = {remark.message: remark.confidence for remark in imported(saved(made)).remarks}
    assert told["chữ ẩn của Word không đưa vào dự thảo: «chữ không in ra»"] < 0.5
    assert [message for message in told if "«?»" in message] == ["«?» nằm giữa chữ, có lẽ là chữ đã mất trong tệp: «Ph?n»"]
    empty = [remark.message for remark in imported(saved(docx.Document())).remarks if remark.confidence < 0.5]
    assert {"không thấy trích yếu; tạm ghi «…»", "không thấy ngày tháng; năm tạm ghi 2000"} <= {*empty}


SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def drawn(element: str) -> Any:
    """Return an element of a Word document, with the names of its kinds."""
    spaces = " ".join(f'xmlns:{key}="{uri}"' for key, uri in SPACES.items())
    return parse_xml(f"<w:p {spaces}>{element}</w:p>")[0]


def test_what_is_no_text_is_told_where_it_stands() -> None:
    made = docx.Document(io.BytesIO(document("Nội dung.")))
    wordart = '<w:r><w:pict><v:shape><v:textpath string="Chào  mừng Đại hội"/></v:shape></w:pict></w:r>'
    made.add_paragraph("Có chữ ")._p.append(drawn(wordart))
    made.add_paragraph("Có sơ đồ ")._p.append(drawn("<w:r><w:drawing><dgm:relIds/></w:drawing></w:r>"))
    made.element.body.insert(-1, drawn("<w:altChunk/>"))
    made.add_paragraph("Sau văn bản lồng.")
    found = imported(saved(made))
    assert [one.partition(": ")[2] for one in found.document.objects] == [
        "chữ nghệ thuật «Chào mừng Đại hội»",
        "sơ đồ (SmartArt)",
        "văn bản khác lồng vào",
    ]
    made.sections[0].header.paragraphs[0]._p.append(drawn(wordart))
    assert "chữ chìm sau lời văn không đưa vào dự thảo: «Chào mừng Đại hội»" in [
        one.message for one in imported(saved(made)).remarks
    ]


DIAGRAM = """<d:dataModel xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="{main}"><d:ptLst>
<d:pt><d:t><a:p><a:r><a:t>Ban </a:t></a:r><a:r><a:t>Chỉ đạo</a:t></a:r></a:p><a:p><a:r><a:t>Tổ 1</a:t></a:r></a:p></d:t></d:pt>
<d:pt><d:t><a:p><a:r><a:t>Tổ 2</a:t></a:r><a:br/><a:r><a:t>(kiêm nhiệm)</a:t></a:r></a:p></d:t></d:pt></d:ptLst></d:dataModel>"""
CHART = """<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="{main}"><c:f>Sheet1!A1</c:f>
<a:p><a:r><a:t>Thu ngân sách</a:t></a:r></a:p><c:cat><c:v>Quý I</c:v><c:v>Quý II</c:v></c:cat><c:val><c:v>12.5</c:v></c:val>
</c:chartSpace>"""


def with_parts(made: Document, **parts: tuple[str, str]) -> None:
    """Give a document parts that its relations lead to, by the ids of these: their kind and what they say."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    for name, (kind, said) in parts.items():
        part = Part(PackURI(f"/word/drawn/{name}.xml"), "application/xml", said.format(main=main).encode(), made.part.package)
        made.part.rels.add_relationship(f"{SPACES['r']}/{kind}", part, name)


def test_a_table_of_contents_without_headings_is_taken_back() -> None:
    made = docx.Document(io.BytesIO(document("Nội dung thứ nhất.")))
    style = made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    for line in ("Tình hình chung\t1", "Kết quả đạt được\t2"):
        made.paragraphs[-1].insert_paragraph_before(line, style)
    found = imported(saved(made))
    assert found.proof is not None
    assert not found.assembled.value.get("trinh_bay")


def test_the_words_of_diagrams_and_charts_are_told() -> None:
    made = docx.Document(io.BytesIO(document("Nội dung.")))
    with_parts(made, rIdD=("diagramData", DIAGRAM), rIdC=("chart", CHART))
    for element in ('<dgm:relIds r:dm="rIdD" r:lo="rId1"/>', '<c:chart r:id="rIdC"/>'):
        made.add_paragraph("Xem ")._p.append(drawn(f"<w:r><w:drawing>{element}</w:drawing></w:r>"))
    found = imported(saved(made)).document.objects
    assert [one.partition(": ")[2] for one in found] == [
        "sơ đồ (SmartArt) «Ban Chỉ đạo; Tổ 1; Tổ 2 (kiêm nhiệm)»",
        "biểu đồ «Thu ngân sách; Quý I; Quý II; 12.5»",
    ]


def test_the_words_behind_a_draft_come_back() -> None:
    path = ROOT / "examples" / "nha-nuoc" / "cong-van.yaml"
    text = path.read_text("utf-8") + "du_thao: 2\ntrinh_bay: {chu_chim: true}\n"
    said = imported(compile_to(check(Source("a.yaml", text.encode(), path.parent)), Form())[0])
    assert said.assembled.value["trinh_bay"] == {"chu_chim": True}
    assert said.document.behind == []


def test_cells_of_no_table_are_read_as_those_of_one() -> None:
    made = docx.Document(io.BytesIO(document("Nội dung.")))
    table = made.add_table(1, 1)
    table.cell(0, 0).text = "Ô lạc"
    made.element.body.replace(table._tbl, table._tbl.tr_lst[0].tc_lst[0])
    assert "Ô lạc" in str(imported(saved(made)).assembled.value) + str(imported(saved(made)).remarks)


def test_two_documents_and_a_table_in_a_table_are_told() -> None:
    made = docx.Document(io.BytesIO(document("Một.", "Nơi nhận:", "- Như trên.")))
    second = docx.Document(io.BytesIO(document("Hai.")))
    for block in list(second.element.body)[:-1]:
        made.element.body.insert(-1, block)
    cell = made.add_table(1, 2).cell(0, 0)
    cell.add_table(1, 1).cell(0, 0).text = "Bảng trong"
    told = [one.message for one in imported(saved(made)).remarks]
    assert any(one.startswith("tệp có lẽ chứa hơn một văn bản (ở bảng 2, dòng 1, cột 1 lại có đầu trang)") for one in told), (
        told
    )
    assert any(one.startswith("bảng lồng trong ô") for one in told)


def test_a_statute_below_a_decision_is_attached_to_it() -> None:
    made = docx.Document(io.BytesIO(document("Phê duyệt Điều lệ Hội.", "Nơi nhận:", "- Như trên.")))
    second = docx.Document(io.BytesIO(document()))
    made.element.body.insert(-1, second.element.body[0])
    made.add_paragraph("\t\tĐIỀU LỆ HỘI")
    made.add_paragraph("(Kèm theo Báo cáo số 05/BC-UBND)").alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("Tôn chỉ của Hội.")
    found = imported(saved(made))
    assert found.assembled.value["phu_luc"] == [{"ten": "Điều lệ Hội", "noi_dung": ["Tôn chỉ của Hội."]}]
    assert not any("hơn một văn bản" in one.message for one in found.remarks)


def test_soft_breaks_in_cells_part_paragraphs() -> None:
    made = docx.Document(io.BytesIO(document("Số liệu:")))
    table = made.add_table(2, 2)
    for place, text in enumerate(["Việc", "Ai", "Rà soát\nBổ sung", "An"]):
        table.cell(place // 2, place % 2).paragraphs[0].add_run(text)
    found = imported(saved(made))
    assert found.assembled.value["bang"][0]["dong"] == [[["Rà soát", "Bổ sung"], "An"]]
    assert found.proof is not None
    assert found.proof.missing == []


def test_a_letterhead_in_text_boxes() -> None:
    texts = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ỦY BAN NHÂN DÂN XÃ SUỐI THÔNG", "Số: 05/BC-UBND")
    box = "<w:r {0}><w:pict {0} {1}><v:shape><v:textbox><w:txbxContent>{2}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"', 'xmlns:v="urn:schemas-microsoft-com:vml"'
    made = docx.Document()
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    made.add_paragraph()._p.append(parse_xml(box.format(*spaces, paragraphs)))
    made.add_paragraph("BÁO CÁO").alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("Nội dung.")
    value = imported(saved(made)).assembled.value
    assert (value["the_thuc"], value["loai"]) == ("nha-nuoc", "bao_cao")
    assert (value["co_quan"], value["so_ky_hieu"]) == ("Ủy ban nhân dân xã Suối Thông", "05/BC-UBND")


def test_a_date_that_a_soft_break_parts() -> None:
    draft = (ROOT / "examples" / "cong-van-dang-ky-noi-dung-2026.yaml").read_text("utf-8")
    place = "dia_danh: Phường Xuân Hương - Đà Lạt"
    draft = "\n".join(place if line.startswith("dia_danh:") else line for line in draft.splitlines()) + "\n"
    outcome = check(Source("du-thao.yaml", draft.encode(), ROOT / "examples"))
    made = imported(compile_to(outcome, Form("docx"))[0])
    assert made.assembled.value["dia_danh"] == "Phường Xuân Hương - Đà Lạt"


def test_letterhead_parted_by_blanks_and_tabs() -> None:
    made = imported(
        document(
            "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "XÃ SUỐI THÔNG\tĐộc lập - Tự do - Hạnh phúc",
            "Số: 05/BC-UBND          Suối Thông, ngày     tháng     năm 2026",
            "BÁO CÁO",
            "Nội dung báo cáo.",
            head=False,
        )
    )
    value = made.assembled.value
    assert value["co_quan"] == "Ủy ban nhân dân xã Suối Thông"
    assert value["so_ky_hieu"] == "05/BC-UBND"
    assert value["ngay"] == {"nam": 2026}
    assert value["dia_danh"] == "Suối Thông"


def test_a_name_that_nothing_aligns_signs() -> None:
    made = imported(
        document("Một.", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")
    )
    assert made.assembled.value["nguoi_ky"] == {
        "quyen_han": ["TM. Ủy ban nhân dân"],
        "chuc_vu": ["Chủ tịch"],
        "ho_ten": "Nguyễn Văn An",
    }
    assert made.assembled.value["noi_nhan"] == ["Như trên", "Lưu: VT"]


def test_recipients_and_signature_in_one_table() -> None:
    made = docx.Document(io.BytesIO(document("Nội dung.")))
    table = made.add_table(1, 2)
    table.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    table.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nMa Văn Tiệp"
    value = imported(saved(made)).assembled.value
    assert value["noi_nhan"] == ["Như trên", "Lưu: VT"]
    assert value["nguoi_ky"] == {
        "quyen_han": ["TM. Ủy ban nhân dân", "KT. Chủ tịch"],
        "chuc_vu": ["Phó Chủ tịch"],
        "ho_ten": "Ma Văn Tiệp",
    }


def test_a_table_on_a_page_that_lies_on_its_side() -> None:
    text = (ROOT / "examples" / "nha-nuoc" / "bao-cao.yaml").read_text("utf-8")
    text = text.replace('          don_vi: "Đơn', '          kho_ngang: true\n          don_vi: "Đơn')
    folder = ROOT / "examples" / "nha-nuoc"
    made = imported(compile_to(check(Source("a.yaml", text.encode(), folder)), Form("docx"))[0], folder=folder)
    assert made.assembled.value["muc"][0]["khoan"][1]["bang"][0]["kho_ngang"] is True
    assert [one.get("kho_ngang") for one in made.assembled.value["phu_luc"]] == [None, True]


def test_merged_cells() -> None:
    made = docx.Document(io.BytesIO(document("Số liệu:")))
    table = made.add_table(4, 3)
    for place, text in enumerate(["Đơn vị", "Kế hoạch", "", "", "Quý I", "Quý II", "Xã A", "1", "2", "Xã B", "3", ""]):
        table.cell(place // 3, place % 3).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(3, 1).merge(table.cell(3, 2))
    found = imported(saved(made))
    (bang,) = found.assembled.value["bang"]
    assert bang["cot"] == ["Đơn vị", {"ten": "Kế hoạch", "cot": ["Quý I", "Quý II"]}]
    assert bang["dong"] == [["Xã A", "1", "2"], ["Xã B", "3", "<"]]
    assert found.proof is not None
    assert found.proof.missing == []


PARAGRAPHS = st.lists(
    st.builds(
        "{}{}".format,
        st.sampled_from(
            ["", "", "1. ", "2. ", "a) ", "b) ", "I. ", "II- ", "Điều 1. ", "- ", "(1) ", "1.1. ", "Căn cứ ", "Nơi nhận: "]
        ),
        st.lists(
            st.sampled_from(
                ["họp", "tỉnh", "ủy", "kế", "hoạch", "số", "5", "«a»", "@x", "*y*", "[^z]", ";", "KT.", "CHỦ", "TỊCH"]
            ),
            min_size=1,
            max_size=8,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(PARAGRAPHS)
def test_no_word_vanishes(paragraphs: list[str]) -> None:
    made = imported(document(*paragraphs))
    assert made.proof is not None
    printed = Counter(word for line in printed_lines(sheet_of(made.outcome)) for word in words(line.whole))
    told_numbers = {id(one) for one in made.proof.renumbered}
    found = Counter(
        word
        for one in made.proof.lines
        if one.verdict in ("equal", "near")
        for word in words(one.text.removeprefix(one.label) if id(one) in told_numbers else one.whole)
    )
    told = [one for one in made.proof.lines if one.verdict not in ("equal", "near")]
    assert found <= printed
    assert all(one in made.proof.missing or not any(map(str.isalnum, one.whole)) for one in told)


def test_no_word_vanishes_that_stands_in_a_text_box() -> None:
    """What the draft does not print is told with its place."""
    made = docx.Document(io.BytesIO(document("Nội dung.")))
    inner = "<w:txbxContent><w:p><w:r><w:t>Bản lấy ý kiến lần hai</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    made.paragraphs[-1]._p.append(drawn(shape))
    proof = imported(saved(made)).proof
    assert proof is not None
    assert [(one.kind, one.whole) for one in proof.missing] == [("box", "Bản lấy ý kiến lần hai")]


def words(text: str) -> list[str]:
    return [word for word in "".join(sign if sign.isalnum() else " " for sign in folded(text)).split() if not word.isdigit()]


# --- the command ---


def run(folder: Path, *arguments: str, code: int) -> str:
    done = ctct("import", *arguments)
    assert done.returncode == code, (done.stdout + done.stderr).decode()
    return (done.stdout + done.stderr).decode()


def test_the_command_writes_a_draft_and_what_it_proposes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = check(Source.from_file(ROOT / "examples" / "to-trinh-bo-sung-chuong-trinh-2026.yaml"))
    Path("to trinh.docx").write_bytes(compile_to(outcome, Form("docx"))[0])
    said = run(tmp_path, "to trinh.docx", code=0)
    assert said.startswith("đã ghi to trinh.yaml, to trinh.danh-ba.yaml\n")
    assert "khớp" in said
    assert "Nguyễn Gia Hoài Ân" in Path("to trinh.danh-ba.yaml").read_text("utf-8")
    assert ctct("check", "to trinh.yaml", "to trinh.danh-ba.yaml").returncode == 0
    assert "đã có" in run(tmp_path, "to trinh.docx", code=2)
    before = Path("to trinh.yaml").read_bytes()
    run(tmp_path, "to trinh.docx", "--force", code=0)
    assert Path("to trinh.yaml").read_bytes() == before
    _is_taken_up_again_where_it_was_killed("to trinh.docx", before, monkeypatch)


def _is_taken_up_again_where_it_was_killed(name: str, draft: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """No draft without its proposals; what somebody has written into those stays."""
    importer, beside = Importer(targets_of([name], None, many=False)), Path("to trinh.danh-ba.yaml")
    target = importer.targets[name]
    for one in (target, beside):
        one.unlink()

    def killed(path: Path, data: bytes, *, force: bool) -> None:
        if path == target:
            raise KeyboardInterrupt
        write_whole(path, data, force=force)

    with monkeypatch.context() as patched:
        patched.setattr("ctct.runs.importing.write_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            list(importer.all())
    assert (target.exists(), beside.exists()) == (False, True)
    assert [one.status for one in importer.all()] == [PROVED]
    assert target.read_bytes() == draft
    target.unlink()
    beside.write_text("nguoi: {}\n", "utf-8")
    assert [one.status for one in importer.all()] == [NOT_READ]
    assert (target.exists(), beside.read_text("utf-8")) == (False, "nguoi: {}\n")


def test_a_folder_at_once_and_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cu").mkdir()
    Path("cu/a.docx").write_bytes(document("1. Một.", "2. Hai.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"))
    Path("cu/hong.docx").write_bytes(b"not a document")
    Path("cu/~$a.docx").write_bytes(b"lock")
    found = json.loads(run(tmp_path, "cu", "-o", "moi", "--json", code=2))
    assert [(one["source"], one["status"]) for one in found] == [("cu/a.docx", 0), ("cu/hong.docx", 2)]
    assert Path("moi/a.yaml").is_file()
    assert not Path("moi/hong.yaml").exists()
    assert found[0]["not_found"] == []


def test_two_documents_of_one_name_are_two_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("2025", "2026"):
        Path(folder).mkdir()
        Path(folder, "a.docx").write_bytes(document(f"Năm {folder}.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"))
    run(tmp_path, ".", "-o", "ra", "--force", code=0)
    assert "Năm 2025." in Path("ra/a.yaml").read_text("utf-8")
    assert "Năm 2026." in Path("ra/a-2.yaml").read_text("utf-8")
    assert "thư mục" in run(tmp_path, ".", "-o", "ra.yaml", code=2)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"", "tệp trống"),
        ("a.docx", b"loai: bao_cao\n", "không phải tệp Word"),
        ("~$a.docx", b"x", "tệp khóa"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("khong-co.docx", None, "không có tệp"),
    ],
)
def test_what_is_no_document_is_told(
    name: str, data: bytes | None, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if data is not None:
        Path(name).write_bytes(data)
    assert told in run(tmp_path, name, code=2)
    assert not list(tmp_path.glob("*.yaml"))


def test_a_bomb_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (80 << 20))
    assert "nhiều hơn" in run(tmp_path, "a.docx", code=2)


def test_a_faulty_danh_ba_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(document("Nội dung."))
    Path("danh-ba.yaml").write_text("nguoi: {a: {hoten: x}}\n", "utf-8")
    assert "hoten" in run(tmp_path, "a.docx", "--danh-ba", "danh-ba.yaml", code=2)
    assert not Path("a.yaml").exists()


def test_old_formats_go_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not at hand")
    monkeypatch.chdir(tmp_path)
    said = r"B\'c1O C\'c1O\par 1. M\'f3t.\par 2. Hai.\par"
    for name in ("a", "b"):
        Path(f"{name}.rtf").write_text(r"{\rtf1\ansi\ansicpg1252\qc " + said + "}", "ascii")
    Path("hong.doc").write_bytes(OLE + bytes(600) + "WordDocument".encode("utf-16-le"))
    calls: list[list[str]] = []
    started = office._run

    def counted(order: list[str]) -> str:
        calls.append(order)
        return started(order)

    monkeypatch.setattr(office, "_run", counted)
    importer = Importer(targets_of(["a.rtf", "b.rtf", "hong.doc"], None, many=True))
    assert [one.status for one in importer.all()] == [1, 1, 2]
    assert "Hai." in Path("b.yaml").read_text("utf-8")
    assert [sum(".rtf" in one for one in order) for order in calls] == [2, 0], "one start for all, one to learn what is wrong"


def test_without_libreoffice_the_way_out_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.rtf").write_text(r"{\rtf1 x}", "ascii")
    done = ctct("import", "a.rtf", PATH="")
    assert done.returncode == 2
    assert "lưu thành .docx" in done.stderr.decode()
