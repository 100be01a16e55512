"""The same PDF whatever the day and the seed, the fingerprint in it, and the face that it is set in."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from ctct.emit.pages.faces import Face, find_face
from ctct.emit.seal import sealed_state
from test_emit_sheets import para, party, programme

pytest.importorskip("typst")

from ctct.emit.pages.engine import write_pdf
from ctct.emit.pages.markup import write_typst
from test_emit_typst import pdf_of

ROOT = Path(__file__).parents[1]


# --- bytes ------------------------------------------------------------------------------------------------------------


def test_the_same_bytes_whatever_the_seed_and_the_day() -> None:
    here = write_pdf(programme(), party()).data
    order = (
        "import sys; sys.path[:0] = ['src', 'tests']; from test_emit_sheets import programme, party;"
        "from ctct.emit.pages.engine import write_pdf; sys.stdout.buffer.write(write_pdf(programme(), party()).data)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Ho_Chi_Minh", "SOURCE_DATE_EPOCH": "0"}
    there = subprocess.run([sys.executable, "-c", order], cwd=ROOT, env=environment, capture_output=True, check=True).stdout
    assert here == there


def test_the_fingerprint_tells_a_touched_file() -> None:
    made = pdf_of(para("Nội dung", "một"))
    assert sealed_state(made) == "ours"
    assert sealed_state(made + b"1 0 obj<<>>endobj") == "changed", "signed, stamped, filled in"
    assert sealed_state(made.replace(b"ctct-fingerprint", b"gtct-fingerprint")) == "foreign"
    assert pikepdf.open(io.BytesIO(made)).check_pdf_syntax() == []


# --- faces ------------------------------------------------------------------------------------------------------------


def test_faces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = find_face("Times New Roman")
    if not real.folder:
        pytest.skip("no face as wide as Times New Roman on this machine")
    regular = next(
        path
        for path in Path(real.folder).iterdir()
        if path.name.lower() in ("tinos-regular.ttf", "liberationserif-regular.ttf", "times.ttf")
    )
    monkeypatch.setattr("ctct.emit.pages.faces._folders", lambda: iter([tmp_path]))
    look = find_face.__wrapped__

    (tmp_path / "LiberationSerif-Regular.ttf").write_bytes(regular.read_bytes())
    found = look("Times New Roman")
    assert (found.family, found.folder) == ("Liberation Serif", str(tmp_path))
    assert found.ascent + found.descent == pytest.approx(1.1499, abs=1e-3)
    assert "«Times New Roman»: dùng «Liberation Serif», chữ rộng như nhau" in found.notice

    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "Times.TTF").write_bytes(regular.read_bytes())
    assert look("Times New Roman") == Face(
        "Times New Roman", "Times New Roman", str(tmp_path / "sub"), found.ascent, found.descent
    )
    assert look("Times New Roman").notice == ""


def test_a_face_without_vietnamese_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctct.emit.pages.faces._folders", lambda: iter([tmp_path]))
    monkeypatch.setattr("ctct.emit.pages.faces._Font.knows_vietnamese", lambda font: False)
    real = find_face("Times New Roman")
    if not real.folder:
        pytest.skip("no face as wide as Times New Roman on this machine")
    regular = next(Path(real.folder).glob("*egular.ttf"))
    (tmp_path / "LiberationSerif-Regular.ttf").write_bytes(regular.read_bytes())
    assert find_face.__wrapped__("Times New Roman").family != "Liberation Serif"


def test_without_any_such_face_the_notice_says_what_to_install() -> None:
    found = find_face("Không Có Phông Này")
    assert not found.as_wide
    assert "cài phông «Không Có Phông Này» để in đúng" in found.notice


def test_the_markup_says_nothing_of_the_machine() -> None:
    markup = write_typst(programme(), party(), Face("Tinos", "Times New Roman", "/some/where"))
    assert "/some/where" not in markup
