"""``ctct build --to``: each form, beside the draft or where asked, never over somebody's work; and what may be missing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from ctct.cli import main
from ctct.emit.pages.faces import find_face
from ctct.emit.seal import sealed_state
from systems import on_posix

ROOT = Path(__file__).parents[1]


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("typst")
    shutil.copytree(ROOT / "examples", tmp_path / "du-thao")
    monkeypatch.chdir(tmp_path)
    return Path("du-thao/to-trinh-bo-sung-chuong-trinh-2026.yaml")


def build(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["build", *map(str, arguments)])


STARTS = {"docx": b"PK", "pdf": b"%PDF-1.7", "html": b"<!DOCTYPE html>", "text": b""}
SUFFIXES = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "text": ".txt"}


@pytest.mark.parametrize("form", list(STARTS))
def test_each_form_beside_the_draft(draft: Path, form: str) -> None:
    made = build(draft, "--to", form)
    target = draft.with_suffix(SUFFIXES[form])
    assert made.exit_code == 0, made.output
    assert f"đã ghi {target}" in made.output
    assert target.read_bytes().startswith(STARTS[form])
    assert build(draft, "--to", form).exit_code == 0, "again over its own"


def test_the_name_says_the_form(draft: Path) -> None:
    assert build(draft, "-o", "ra.html").exit_code == 0
    assert Path("ra.html").read_bytes().startswith(STARTS["html"])
    assert build(draft, "-o", "ra.bin", "--to", "pdf").exit_code == 0
    assert Path("ra.bin").read_bytes().startswith(STARTS["pdf"])


def test_text_reads_as_the_document_does(draft: Path) -> None:
    said = build(draft, "--to", "text", "-o", "-").stdout
    assert "TỜ TRÌNH" in said
    assert said == CliRunner().invoke(main, ["show", str(draft)]).stdout


@pytest.mark.parametrize("form", ["pdf", "html", "text"])
def test_a_touched_file_stays(draft: Path, form: str) -> None:
    target = draft.with_suffix(SUFFIXES[form])
    build(draft, "--to", form)
    touched = target.read_bytes() + b"\nghi them"
    target.write_bytes(touched)
    refused = build(draft, "--to", form)
    assert refused.exit_code == 1
    assert "GH02" in refused.stderr
    assert target.read_bytes() == touched
    assert build(draft, "--to", form, "--force").exit_code == 0
    assert target.read_bytes() != touched


def test_a_foreign_file_stays(draft: Path) -> None:
    target = draft.with_suffix(".pdf")
    target.write_bytes(b"%PDF-1.4 of somebody")
    refused = build(draft, "--to", "pdf")
    assert refused.exit_code == 1
    assert "không phải do ctct ghi" in refused.stderr
    assert target.read_bytes() == b"%PDF-1.4 of somebody"


def test_a_faulty_draft_makes_nothing(draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace("loai: to_trinh", "loai: to_trinhh"), "utf-8")
    for form in STARTS:
        made = build(draft, "--to", form)
        assert made.exit_code == 1
        assert not draft.with_suffix(SUFFIXES[form]).exists()


def test_the_face_is_told_once_for_all_drafts(draft: Path) -> None:
    Path("ra").mkdir()
    made = build(draft, "du-thao/bien-ban-hop-chi-bo-2026.yaml", "--to", "pdf", "-o", "ra")
    assert made.exit_code == 0, made.output
    assert made.stderr.count("IN02") == bool(find_face("Times New Roman").notice)


def test_letters_without_a_font_are_told(draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace("trich_yeu: ", "trich_yeu: \u0378 ", 1), "utf-8")
    made = build(draft, "--to", "pdf")
    assert made.exit_code == 0, made.output
    assert "IN03: không phông nào trên máy có chữ" in made.stderr


def test_an_undated_document_says_why_it_is_not_for_archives(draft: Path) -> None:
    assert "ngay: 10/2026" in draft.read_text("utf-8")
    made = build(draft, "--to", "pdf")
    assert made.exit_code == 0, made.output
    assert "IN08: văn bản chưa ghi đủ ngày, tháng, năm" in made.stderr
    draft.write_text(draft.read_text("utf-8").replace("ngay: 10/2026", "ngay: 05/10/2026"), "utf-8")
    assert "IN08" not in build(draft, "--to", "pdf").stderr


def test_without_the_engine(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.delitem(sys.modules, "ctct.emit.pages.engine", raising=False)
    made = build(draft, "--to", "pdf")
    assert made.exit_code == 1
    assert "IN01: chưa cài bộ dựng trang" in made.stderr
    assert "pip install" in made.stderr


# --- LibreOffice ------------------------------------------------------------------------------------------------------


def test_an_engine_is_for_pdf_only(draft: Path) -> None:
    made = build(draft, "--engine", "libreoffice")
    assert made.exit_code == 2
    assert "--engine chỉ dùng với --to pdf" in made.stderr


def test_libreoffice(draft: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    made = build(draft, "--to", "pdf", "--engine", "libreoffice", "-o", "-")
    assert made.exit_code == 0, made.stderr
    pdf = pikepdf.open(io.BytesIO(made.stdout_bytes))
    assert sealed_state(made.stdout_bytes) == "ours"
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "vi-VN"
    with pdf.open_outline() as outline:
        assert outline.root


def test_without_libreoffice(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    made = build(draft, "--to", "pdf", "--engine", "libreoffice")
    assert made.exit_code == 1
    assert "IN04: không thấy LibreOffice trên máy" in made.stderr


@on_posix
@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("echo hỏng rồi >&2; exit 1", "IN05: LibreOffice không dựng được PDF: hỏng rồi"),
        ("exec sleep 30", "không trả lời trong"),
    ],
)
def test_libreoffice_that_fails(draft: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str) -> None:
    program = Path("bin/soffice").absolute()
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("ctct.emit.pages.office.PATIENCE", 0.5)
    made = build(draft, "--to", "pdf", "--engine", "libreoffice")
    assert made.exit_code == 1
    assert told in made.stderr
    assert not draft.with_suffix(".pdf").exists()


@on_posix
def test_a_binary_file_is_not_poured_on_a_terminal(draft: Path) -> None:
    script = f"{sys.executable} -m ctct build {draft} --to pdf -o -"
    order = ["script", "-qec", script, "/dev/null"]
    if shutil.which("script") is None:
        pytest.skip("script is not installed")
    run = subprocess.run(order, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
    assert "tệp .pdf không in ra màn hình được" in run.stdout.decode()
