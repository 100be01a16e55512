"""A document of python-docx that a script may go on with; and where python-docx is needed at all."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm

import judges
from ctct.emit.word.document import build_document, write_docx
from ctct.layout.blocks import Properties, Sheet
from ctct.word.fingerprint import fingerprint_state
from editor import Editor
from test_commands import DRAFT, ctct
from test_emit_sheets import party, programme, regulation, sheet


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# --- one document, as bytes and as objects ----------------------------------------------------------------------------


@pytest.mark.parametrize("literal", [False, True])
@pytest.mark.parametrize("drawn", [programme(), regulation(), sheet()])
def test_the_file_is_the_document_and_its_fingerprint(drawn: Sheet, literal: bool) -> None:
    written = judges.parts_of(write_docx(drawn, party(), literal_numbers=literal))
    kept = judges.parts_of(saved(build_document(drawn, party(), literal_numbers=literal)))
    assert b"ctct-fingerprint" in written.pop("docProps/custom.xml")
    sealed = {"[Content_Types].xml", "_rels/.rels"}
    assert {name: part for name, part in written.items() if name not in sealed} == {
        name: part for name, part in kept.items() if name not in sealed
    }
    assert written.keys() == kept.keys()


def test_saved_again_it_has_the_same_bytes() -> None:
    document = build_document(programme(), party())
    assert saved(document) == saved(document) == saved(build_document(programme(), party()))


def test_a_saved_document_is_the_scripts_and_not_ours() -> None:
    assert fingerprint_state(saved(build_document(programme(), party()))) == "foreign"
    opened = docx.Document(io.BytesIO(write_docx(programme(), party())))
    opened.add_paragraph("Thêm.")
    assert fingerprint_state(saved(opened)) == "changed"


# --- going on with it -------------------------------------------------------------------------------------------------


def extended(document: Document) -> bytes:
    """The document after what an office's script may do to it."""
    document.add_paragraph("Việc thêm", style="Mục")
    document.add_paragraph("Lời thêm của văn phòng.", style="Nội dung").add_run(" Chữ nghiêng.", style="Chữ nghiêng")
    document.add_heading("Đề mục của Word", 1)
    document.add_table(2, 2).cell(1, 1).text = "ô thêm"
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "Đầu trang thêm"
    document.sections[0].first_page_header.paragraphs[0].text = "Đầu trang một"
    document.core_properties.keywords = "thêm"
    document.settings.odd_and_even_pages_header_footer = False
    return saved(document)


@pytest.mark.parametrize("reopened", [False, True])
def test_a_script_goes_on_with_it(reopened: bool, tmp_path: Path) -> None:
    document = build_document(programme(), party())
    made = extended(docx.Document(io.BytesIO(saved(document))) if reopened else document)
    path = tmp_path / "them.docx"
    path.write_bytes(made)
    assert judges.audit_errors(made) == []
    assert judges.structural_faults(made) == []
    assert judges.sdk_errors(path) == []


def test_what_a_script_adds_is_counted_on(tmp_path: Path) -> None:
    path = tmp_path / "them.docx"
    path.write_bytes(extended(build_document(programme(), party())))
    text = judges.libreoffice_text(path)
    assert "\nI. Việc thêm\nLời thêm của văn phòng. Chữ nghiêng.\n" in text, "the first after «C. Tổ chức thực hiện»"
    assert "ô thêm" in text


def test_python_docx_reads_what_it_has_of_its_own() -> None:
    document = build_document(programme(), party())
    told = document.core_properties
    assert (told.title, told.subject, told.author) == ("Chương trình công tác", "CTr/TU", "Tỉnh ủy Quảng Ngãi")
    assert told.created is not None
    assert told.created.date().isoformat() == "2021-04-03"
    assert told.last_modified_by == ""
    section = document.sections[0]
    assert section.page_width is not None
    assert round(section.page_width / Mm(1)) == 210
    assert section.different_first_page_header_footer
    assert section.first_page_footer.paragraphs[0].text == "Điện thoại: 0255 382 2222"
    assert document.tables[0].cell(0, 0).paragraphs[0].text == "Tỉnh ủy Quảng Ngãi"
    assert [one.style and one.style.name for one in document.paragraphs][:3] == ["Dòng đệm", "Tên loại", "Trích yếu"]


def test_long_titles_are_no_matter() -> None:
    """python-docx refuses properties of more than 255 letters."""
    title = "Chương trình " + "rất dài " * 60
    drawn = sheet()._replace(properties=Properties(title, title, title, None))
    core = judges.parts_of(write_docx(drawn, party()))["docProps/core.xml"].decode()
    assert core.count(title) == 3


# --- where it is needed -----------------------------------------------------------------------------------------------

IMPORTED = re.compile(r"^import time:.*\| +([\w.]+)$", re.MULTILINE)


def imported(errors: bytes) -> set[str]:
    return {name.partition(".")[0] for name in IMPORTED.findall(errors.decode())}


@pytest.fixture
def draft(in_tmp: Path) -> str:
    Path("d.yaml").write_text(DRAFT, "utf-8")
    return "d.yaml"


@pytest.mark.parametrize("arguments", [("check", "d.yaml"), ("fmt", "d.yaml")], ids=" ".join)
def test_what_lays_nothing_out_needs_no_library_for_xml(draft: str, arguments: tuple[str, ...]) -> None:
    done = ctct(*arguments, PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0, done.stderr.decode()
    assert not imported(done.stderr) & {"docx", "lxml", "jinja2"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "d.yaml"),
        ("show", "--stage", "blocks", "d.yaml"),
        ("build", "--to", "text", "d.yaml"),
        ("build", "--to", "html", "d.yaml"),
        ("build", "--to", "pdf", "d.yaml"),
    ],
    ids=" ".join,
)
def test_what_makes_no_word_document_needs_no_library_for_it(draft: str, arguments: tuple[str, ...]) -> None:
    if "pdf" in arguments:
        pytest.importorskip("typst")
    done = ctct(*arguments, PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0, done.stderr.decode()
    names = imported(done.stderr)
    assert "ctct" in names
    assert "docx" not in names


def test_a_word_document_does_need_it(draft: str) -> None:
    assert imported(ctct("build", draft, PYTHONPROFILEIMPORTTIME="1").stderr) >= {"docx", "lxml"}


def test_looking_at_a_word_document_and_building_over_it_need_none(draft: str) -> None:
    assert ctct("build", draft).returncode == 0
    done = ctct("show", "d.docx", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert not imported(done.stderr) & {"docx", "lxml"}


def test_the_language_server_needs_none(draft: str, in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pygls")
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
    with Editor(in_tmp) as editor:
        editor.open(draft)
        editor.findings(draft)
        editor.at("hover", draft, 0, 2)
        editor.at("completion", draft, 0, 0)
    names = imported(editor.errors)
    assert {"ctct", "pygls"} <= names
    assert not names & {"docx", "lxml"}
