"""The words of a Word document, read back: the draft's for our own, what Word shows for others', none of hostile ones."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from ctct.diagnostics import Rejected
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.report.stages import show_stage
from ctct.word.counting import write_count
from ctct.word.limits import LIMIT_PARTS, LIMIT_XML
from ctct.word.read import read_docx
from drafts import built
from judges import libreoffice_text
from test_commands import ROOT, ctct

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 06/4/2021
trich_yeu: công tác
phan:
  - ten: Phần một[^a]
    muc:
      - ten: Mục một
        khoan:
          - noi_dung: Khoản[^b].
            diem: [điểm, điểm]
          - Khoản hai theo @cuoi.
      - {ten: Mục hai, danh_so: (1), khoan: [x, y, z]}
      - {ten: Mục ba, danh_so: (1), khoan: [x, y]}
  - ten: Phần hai
    muc:
      - id: cuoi
        ten: Lại từ một
        khoan: ["Việc[^a]."]
chu_thich:
  a: Chú thích một[^c].
  b: Chú thích hai.
  c: Trong chú thích.
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


INSERTED = """loai: quy_che
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-QC/TU
ngay: 06/4/2021
trich_yeu: công tác
dieu:
  - {so: 8, ten: Tám, khoan: [một, {so: 4, noi_dung: bốn, diem: [x, y]}, năm]}
  - {ten: Chín, khoan: [một, hai]}
  - {so: 9a, ten: Chín a, khoan: [một, {so: 1a, noi_dung: chen, diem: [x, {so: a1, noi_dung: y}, z]}, hai]}
  - {so: 9b, ten: Chín b, khoan: [một]}
  - {ten: Mười, khoan: [một, {so: 7, noi_dung: bảy}]}
  - {so: 20, ten: Hai mươi, khoan: [một, hai]}
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""


def words_of(data: bytes, folder: Path) -> list[str]:
    (folder / "v.docx").write_bytes(data)
    return read_docx((folder / "v.docx").read_bytes()).splitlines()


def said(source: Source) -> list[str]:
    return [line for line in show_stage(check(source), "text").splitlines() if line]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_own_documents_say_what_their_drafts_say(path: Path, tmp_path: Path) -> None:
    source = Source.from_file(path)
    assert words_of(built(source), tmp_path) == said(source)


@pytest.mark.parametrize("literal", [False, True])
def test_numbers_counted_by_word_and_typed_ones_read_alike(literal: bool, tmp_path: Path) -> None:
    source = Source("d.yaml", DRAFT.encode(), tmp_path)
    words = words_of(built(source, literal_numbers=literal), tmp_path)
    notes = words.index("---")
    assert words[:notes] == said(source)[:notes]
    assert set(words[notes:]) == set(said(source)[notes:]), "a note of a note stands below it, in Word"
    assert {"A. Phần một¹", "1.2. điểm", "(3) z", "(2) y", "B. Phần hai", "I. Lại từ một", "1. Việc¹."} <= set(words)


def test_word_counts_on_from_numbers_that_a_draft_gives(tmp_path: Path) -> None:
    source = Source("d.yaml", INSERTED.encode(), tmp_path)
    assert words_of(built(source), tmp_path) == said(source)


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    words = words_of(built(Source("d.yaml", DRAFT.encode(), tmp_path)), tmp_path)
    read = [line.split(" ")[0] for line in libreoffice_text(tmp_path / "v.docx").splitlines()]
    counted = ["A.", "I.", "1.", "1.1.", "1.2.", "2.", "II.", "(1)", "(2)", "(3)", "III.", "(1)", "(2)", "B.", "I.", "1."]
    assert [number for number in read if number in counted] == counted
    assert [line.split(" ")[0] for line in words if line.split(" ")[0] in counted] == counted


def of_python_docx(tmp_path: Path) -> Path:
    document = docx.Document()
    for style, text in (("List Number", "một"), ("List Number", "hai"), ("Normal", "thường"), ("List Number", "ba")):
        document.add_paragraph(text, style)
    run = document.add_paragraph("m").add_run("2")
    run.font.superscript = True
    document.add_table(1, 2).cell(0, 1).text = "ô"
    path = tmp_path / "p.docx"
    document.save(str(path))
    return path


def test_documents_of_others(tmp_path: Path) -> None:
    assert read_docx(of_python_docx(tmp_path).read_bytes()).splitlines() == ["1. một", "2. hai", "thường", "3. ba", "m²", "ô"]


def body(xml: str) -> bytes:
    return package({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>'})


def package(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def paragraph(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def test_what_was_struck_out_and_the_codes_of_fields_are_not_read(tmp_path: Path) -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mục I</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    struck = (
        "<w:p><w:del><w:r><w:delText>cũ</w:delText><w:t>cũ</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>chuyển</w:t></w:r></w:moveFrom></w:p>"
    )
    box = paragraph("<w:t>ngoài </w:t><w:pict><w:txbxContent><w:p><w:r><w:t>hộp</w:t></w:r></w:p></w:txbxContent></w:pict>")
    assert words_of(body(field + struck + box), tmp_path) == ["mục I", "mới", "hộp", "ngoài"]


def test_strict_documents(tmp_path: Path) -> None:
    strict = (
        f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{paragraph("<w:t>lời</w:t>")}</w:document>'
    )
    assert words_of(package({"word/document.xml": strict}), tmp_path) == ["lời"]


LAUGHS = '<!DOCTYPE x [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 khong phai",
        b"\xd0\xcf\x11\xe0 Word cu",
        package({"a.txt": "x"}),
        package({"word/document.xml": "<w:document"}),
        package({"word/document.xml": LAUGHS}),
        package({"word/document.xml": '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'}),
        package({"word/document.xml": b"<x>" + b" " * (LIMIT_XML + 1) + b"</x>"}),
        package({f"{number}": "" for number in range(LIMIT_PARTS + 1)}),
        body("x")[:-30],
    ],
)
def test_what_is_no_document_or_too_much_is_refused(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Rejected) as caught:
        words_of(data, tmp_path)
    assert [one.code for one in caught.value.diagnostics] == ["TP04"]


def test_deep_nesting_is_no_matter(tmp_path: Path) -> None:
    deep = 50_000
    data = body("<w:sdt>" * deep + paragraph("<w:t>đáy</w:t>") + "</w:sdt>" * deep)
    assert words_of(data, tmp_path) == ["đáy"]


def test_odd_numbering_is_read_somehow(tmp_path: Path) -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="x"><w:start w:val="-5"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1)%9"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    text = f'<w:document xmlns:w="{W}">' + "".join(listed.format(*at) for at in (("0", "1"), ("7", "1"), ("0", "2"), ("", "")))
    data = package({"word/document.xml": f"{text}</w:document>", "word/numbering.xml": numbering})
    assert words_of(data, tmp_path) == ["i) x", "x", "x", "x"]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [(4, "upperRoman", "IV"), (1999, "lowerRoman", "mcmxcix"), (28, "lowerLetter", "bb"), (3, "decimalZero", "03"),
     (0, "upperLetter", "0"), (5, "none", ""), (7, "hebrew1", "7"), (4000, "upperRoman", "4000")],
)  # fmt: skip
def test_counts(count: int, form: str, written: str) -> None:
    assert write_count(count, form) == written


def test_git_compares_word_documents(in_tmp: Path) -> None:
    def git(*arguments: str) -> str:
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.vn"]
        return subprocess.run(["git", *identity, *arguments], check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    Path(".gitattributes").write_text("*.docx diff=ctct\n")
    git("config", "diff.ctct.textconv", f"PYTHONPATH={ROOT / 'src'} {sys.executable} -m ctct show")
    for text in (DRAFT, DRAFT.replace("Khoản hai", "Khoản mới")):
        Path("v.docx").write_bytes(built(Source("d.yaml", text.encode(), in_tmp)))
        git("add", "-A")
        git("commit", "-qm", "x")
    changed = [line for line in git("diff", "HEAD~1").splitlines() if line[0] in "+-" and line[1] not in "+-"]
    assert changed == ["-2. Khoản hai theo mục I, phần B.", "+2. Khoản mới theo mục I, phần B."]


def test_show_refuses_what_it_cannot_read(in_tmp: Path) -> None:
    Path("x.docx").write_bytes(b"khong phai Word")
    done = ctct("show", "x.docx")
    assert done.returncode == 1
    assert "x.docx: lỗi TP04: đây không phải tệp Word" in done.stderr.decode()
    assert "lỗi TP01: không đọc được «khong-co.docx»" in ctct("show", "khong-co.docx").stderr.decode()


def test_words_of_others_steer_no_terminal(in_tmp: Path) -> None:
    Path("x.docx").write_bytes(body(paragraph("<w:r><w:t>a\u009b31m\u202eb\u009d0;x</w:t><w:tab/><w:t>c</w:t></w:r>")))
    assert ctct("show", "x.docx").stdout.decode() == "a□31m□b□0;x\tc\n"
