"""Pictures: what a file must be, what is made of it in each form, what it rests on. What cannot be shown is told at its name."""

from __future__ import annotations

import base64
import io
import re
import struct
import sys
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.drafting.convert import convert
from ctct.drafting.format import formatted
from ctct.emit.formats import Form
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project import pictures
from ctct.project.files import Source
from ctct.report.stages import show_stage
from ctct.runs.changed import Changed
from ctct.runs.check import Check
from ctct.source.pictures import Kind, read_picture
from drafts import texts
from judges import audit_errors, libreoffice_pdf, pdf_pages, sdk_errors, structural_faults

HEAD = {
    "loai": "bao_cao",
    "co_quan": "Đảng ủy xã Suối Thông",
    "so_ky_hieu": "05-BC/ĐU",
    "dia_danh": "Suối Thông",
    "ngay": "06/4/2026",
    "trich_yeu": "kết quả công tác",
    "nguoi_ky": {"ho_ten": "Trần Văn An"},
}
SVG = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20" width="10cm">%s</svg>'
)
DRAWN = SVG % b'<defs><rect id="o" width="4" height="4"/></defs><use xlink:href="#o" x="3"/><use href="#o" fill="url(#m)"/>'
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEAAgACAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/"
    "2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAYABEDASIAAhEBAxEB/8QAHwAA"
    "AQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRol"
    "JicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW"
    "19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdh"
    "cRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJma"
    "oqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD1rXvGvh7w/qaWOqXgguWjEqjyJH+UkgH5"
    "VI7HvWFp+v6Pf61C1v421WRpblTHaCyiWM5biPJt923tndnHfPNHi/wlJ4i8TfaII0kMNukb/OoKnLHkZz0NP0XwRJYahbTSQBfKkWTIYEcHNTUqwiklFt/15FYW"
    "rRnOUKqkrden5Hf0UUVRIUmOc8/nRRQAtFFFAH//2Q=="
)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 30, height: int = 20, *, rows: bytes | None = None, interlaced: int = 0, colour: int = 0) -> bytes:
    rows = (b"\0" + bytes(width)) * height if rows is None else rows
    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, interlaced)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (png(), "png", (30, 20)),
        # Eight columns and rows in seven passes: 1, 1, 2, 4, 8, 16 and 32 points in 1, 1, 1, 2, 2, 4 and 4 rows.
        (png(8, 8, rows=bytes(64 + 15), interlaced=1), "png", (8, 8)),
        (JPEG, "jpeg", (17, 24)),
        (DRAWN, "svg", (10 * 96 / 2.54, 5 * 96 / 2.54)),
    ],
)
def test_pictures_are_known_with_their_sizes(data: bytes, kind: Kind, size: tuple[float, float]) -> None:
    read = read_picture(data, kind)
    assert (read.width, read.height) == pytest.approx(size)


TURNED = b"\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
AGAIN = b"".join(b'<g id="g%d">%s</g>' % (at, b'<use href="#g%d"/>' % (at - 1) * 20 if at else b"<path/>") for at in range(9))


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (JPEG, "a.png", "tên là ảnh PNG mà nội dung là ảnh JPEG"),
        (b"GIF89a", "a.jpg", "tên là ảnh JPEG mà nội dung không phải ảnh loại ấy"),
        (b"GIF89a", "a.gif", "không phải tệp .png, .jpg hay .svg"),
        (b"", "a.png", "nội dung không phải ảnh loại ấy"),
        (png()[:-20], "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (png().replace(b"IDAT", b"IDAX"), "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (png(rows=bytes(100)), "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (png(rows=bytes(10_000_000)), "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (png(colour=3), "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (png(60_000, 50_000, rows=b""), "a.png", "ảnh 60000 × 50000 điểm ảnh, quá lớn"),
        (png(0, 5, rows=b""), "a.png", "ảnh hỏng hoặc bị cắt ngắn"),
        (JPEG[:-2], "a.jpg", "ảnh hỏng hoặc bị cắt ngắn"),
        (JPEG[:100], "a.jpg", "ảnh hỏng hoặc bị cắt ngắn"),
        (JPEG.replace(b"\xff\xc0\0\x11", b"\xff\xc3\0\x11"), "a.jpg", "ít chương trình đọc được"),
        (
            JPEG.replace(b"\xff\xc0\0\x11\x08\0\x18\0\x11\x03", b"\xff\xc0\0\x11\x08\0\x18\0\x11\x04"),
            "a.jpg",
            "không ở hệ màu RGB",
        ),
        (JPEG[:2] + TURNED + JPEG[2:], "a.jpg", "ảnh chụp xoay"),
        (b"<html/>", "a.svg", "không phải SVG"),
        (b"<svg", "a.svg", "không phải SVG đọc được (dòng 1)"),
        (SVG % b"<script>alert(1)</script>", "a.svg", "có «script»"),
        (SVG % b'<g onclick="x()"/>', "a.svg", "thuộc tính «onclick» chạy mã"),
        (SVG % b'<image href="data:image/png;base64,AA"/>', "a.svg", "chứa ảnh khác"),
        (SVG % b'<use href="b.svg#x"/>', "a.svg", "dẫn tới tệp hoặc trang khác"),
        (SVG % b'<a xlink:href="http://a.vn"/>', "a.svg", "dẫn tới tệp hoặc trang khác"),
        (SVG % b'<g fill="url(http://a.vn#b)"/>', "a.svg", "dẫn tới tệp hoặc trang khác"),
        (SVG % b"<style>@import 'a.css';</style>", "a.svg", "dẫn tới tệp hoặc trang khác"),
        (SVG % b'<g style="fill: u\\72l(b.svg)"/>', "a.svg", "có dấu «\\»"),
        (SVG % b'<g id="a"><use href="#a"/></g>', "a.svg", "vẽ lại chính nó"),
        (SVG % AGAIN, "a.svg", "có hơn 200000 nét"),
        (SVG % (b"<g>" * 99 + b"</g>" * 99), "a.svg", "có hơn 200000 nét"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "a.svg", "khai báo thực thể"),
        (b'<?xml-stylesheet href="a.css"?>' + DRAWN.partition(b"?>")[2], "a.svg", "có lệnh «<?xml-stylesheet»"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "a.svg", "không ghi kích thước"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="9999999"/>', "a.svg", "không ghi kích thước"),
    ],
)
@pytest.mark.usefixtures("in_tmp")
def test_what_cannot_be_shown_is_told_at_its_name(data: bytes, name: str, said: str) -> None:
    Path(name).write_bytes(data)
    [found] = [one for one in checked({"tep": name}).findings if one.code == "HA01"]
    assert said in found.message
    assert found.at == ("phu_luc", 0, "hinh", "tep")


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([(png(), "png"), (JPEG, "jpeg"), (DRAWN, "svg")]), st.data())
def test_a_damaged_picture_is_refused_or_read_and_nothing_else(picture: tuple[bytes, Kind], data: st.DataObject) -> None:
    whole, kind = picture
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=4))
    with suppress(Rejected):
        read_picture(whole[:at] + damage + whole[at + data.draw(st.integers(0, 8)) :], kind)


def draft(*shown: dict[str, Any], **more: Any) -> dict[str, Any]:
    described = [{"mo_ta": "Sơ đồ", **one} for one in shown]
    return {
        **HEAD,
        "noi_dung": "Xem phụ lục.",
        "phu_luc": [{"ten": "Hình", "hinh": described[0] if len(described) == 1 else described, **more}],
    }


def checked(*shown: dict[str, Any], **more: Any) -> Outcome:
    text = yaml.safe_dump(draft(*shown, **more), allow_unicode=True, sort_keys=False)
    return check(Source("x.yaml", text.encode(), Path.cwd()))


def made(to: str, *shown: dict[str, Any], **more: Any) -> bytes:
    return compile_to(checked(*shown, **more), Form(to))[0]


def codes(*shown: dict[str, Any], **more: Any) -> list[str]:
    return [one.code for one in checked(*shown, **more).findings]


@pytest.fixture
def files(in_tmp: Path) -> Path:
    (in_tmp / "ctct.toml").write_text("")
    (in_tmp / "a.png").write_bytes(png(600, 300))
    (in_tmp / "b.jpg").write_bytes(JPEG)
    (in_tmp / "c.svg").write_bytes(DRAWN)
    return in_tmp


@pytest.mark.usefixtures("files")
def test_a_picture_is_named_counted_and_referred_to() -> None:
    shown = ({"tep": "b.jpg"}, {"tep": "a.png", "ten": "Trụ sở", "id": "tru-so"}, {"tep": "c.svg", "ten": "Sơ đồ"})
    said = made("text", *shown, muc=[{"ten": "Xem @tru-so"}]).decode()
    assert "[Hình: Sơ đồ]\n[Hình: Sơ đồ]\nHình 1. Trụ sở\n[Hình: Sơ đồ]\nHình 2. Sơ đồ\nI. Xem Hình 1\n" in said


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ({"tep": "a.png", "id": "a"}, "HA02"),
        ({"tep": "a.png", "mo_ta": "Xem @a"}, "HA02"),
        ({"tep": "a.png", "mo_ta": "  "}, "MH06"),
        ({"tep": "a.png", "rong": 200}, "HA03"),
        ({"tep": "a.png", "rong": 150}, "HA04"),
        ({"tep": "d.png"}, "HA01"),
        ({"tep": "../d.png"}, "HA01"),
        ({"tep": "."}, "HA01"),
    ],
)
@pytest.mark.usefixtures("files")
def test_what_is_wrong_with_a_picture_is_told(shown: dict[str, Any], code: str) -> None:
    assert codes(shown) == [code]


@pytest.mark.usefixtures("files")
def test_limits_hold_for_one_file_and_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LIMIT", len(JPEG))
    assert codes({"tep": "b.jpg"}, {"tep": "c.svg"}) == []
    Path("b.jpg").write_bytes(JPEG + b"x")
    assert codes({"tep": "b.jpg"}) == ["HA01"]
    monkeypatch.setattr(pictures, "LIMIT_TOGETHER", 3 * len(DRAWN) - 1)
    assert codes({"tep": "c.svg"}, {"tep": "c.svg"}) == []
    assert codes({"tep": "c.svg"}, {"tep": "c.svg"}, {"tep": "c.svg"}) == ["HA01"]


@pytest.mark.usefixtures("files")
def test_word_is_given_pictures_with_their_descriptions_and_its_judges_agree(files: Path) -> None:
    shown = (
        {"tep": "a.png", "mo_ta": 'Trụ sở <b> "mới" & cũ', "ten": "Trụ sở"},
        {"tep": "b.jpg"},
        {"tep": "a.png"},
        {"tep": "c.svg"},
    )
    document = made("docx", *shown)
    assert document == made("docx", *shown)
    with ZipFile(io.BytesIO(document)) as package:
        media = {name: package.read(name) for name in package.namelist() if "/media/" in name}
        body = package.read("word/document.xml").decode()
    assert {JPEG, DRAWN, png(600, 300)} < set(media.values())
    assert len(media) == 4, "each file once, and the drawing in pixels"
    assert body.count('descr="Trụ sở &lt;b&gt; &quot;mới&quot; &amp; cũ"') == 2
    assert re.findall(r'<wp:extent cx="(\d+)"', body)[0] == str(round(600 / 150 * 914400))
    assert not audit_errors(document)
    assert not structural_faults(document)
    (files / "x.docx").write_bytes(document)
    assert not sdk_errors(files / "x.docx")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.usefixtures("files")
def test_a_picture_and_its_name_fit_one_page(files: Path, wide: bool) -> None:
    (files / "a.png").write_bytes(png(1800, 1800) if wide else png(1200, 3600))
    name = "Một tên rất dài của hình, " * 12 + "hết"
    more = {"kho_ngang": wide}
    document = made("docx", {"tep": "a.png", "ten": name}, **more)
    (files / "x.docx").write_bytes(document)
    for pages in (
        pdf_pages(libreoffice_pdf(files / "x.docx")),
        pages_of_pdf(files, made("pdf", {"tep": "a.png", "ten": name}, **more)),
    ):
        assert len(pages) == 3, "the picture has a page of its own, and its name is on it"
        assert any(line.startswith("Hình 1.") for line in pages[2])
        assert any(line.endswith("hết") for line in pages[2])


def pages_of_pdf(folder: Path, data: bytes) -> list[list[str]]:
    (folder / "y.pdf").write_bytes(data)
    return pdf_pages(folder / "y.pdf")


@pytest.mark.usefixtures("files")
def test_a_pdf_reads_pictures_aloud_and_pages_hold_them_escaped() -> None:
    pikepdf = pytest.importorskip("pikepdf")
    shown = {"tep": "c.svg", "mo_ta": 'Sơ đồ "mới" \\ #x'}, {"tep": "b.jpg", "mo_ta": "<img onerror=x>"}
    data = made("pdf", *shown)
    assert data == made("pdf", *shown)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        spoken = [str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert "/PDFA" in str(pdf.open_metadata()) or "pdfuaid" in str(pdf.open_metadata())
    assert sorted(spoken) == ["<img onerror=x>", 'Sơ đồ "mới" \\ #x']
    page = made("html", *shown).decode()
    assert 'alt="Sơ đồ &quot;mới&quot; \\ #x"' in page
    assert 'alt="&lt;img onerror=x&gt;"' in page
    assert f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}" in page


@pytest.mark.usefixtures("files")
def test_stages_tell_how_many_bytes_a_picture_has() -> None:
    assert f'"data": "{len(JPEG)} byte"' in show_stage(checked({"tep": "b.jpg"}), "resolved")
    assert f'"data": "{len(JPEG)} byte"' in show_stage(checked({"tep": "b.jpg"}), "blocks")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    texts(),
    st.none() | texts(),
    st.sampled_from(["a.png", "hình 1/sơ đồ (2).png", "a\\b.svg"]),
    st.none() | st.sampled_from([120, 62.5]),
)
def test_markdown_says_the_same_and_is_found_in_one_step(mo_ta: str, ten: str | None, tep: str, rong: float | None) -> None:
    shown = {"tep": tep, "mo_ta": mo_ta, "ten": ten, "rong": rong, "id": "a" if ten else None}
    said = draft({key: value for key, value in shown.items() if value is not None})
    said["muc"] = [{"ten": "Có hình", "khoan": [{"noi_dung": "Việc.", "hinh": [{"tep": tep, "mo_ta": mo_ta}] * 2}]}]
    del said["noi_dung"]
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)
    markdown = convert("x.yaml", text).text  # refuses what would not mean the same
    assert formatted("x.md", markdown) == markdown
    convert("x.md", markdown)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("# M\n\nXem ![a](a.png) ở đây.\n", "hình không đặt được giữa lời văn"),
        ("# M\n\n![a](a.png)\n\nĐoạn sau.\n", "đoạn này đứng sau hình"),
        ("# M\n\n![a](a.png)\n\n| A |\n|---|\n| 1 |\n", "bảng đứng sau hình"),
        ("![a](a.png)\n", "hình đứng ngoài các mục, phụ lục"),
        ("# M\n\n![a](a.png){mau=do}\n", "không có khóa «mau» ở đây"),
        ("# M\n\n![](a.png)\n", "mo_ta"),
        ("# M\n\n![a <b>x</b>](a.png)\n", "thẻ HTML"),
    ],
)
@pytest.mark.usefixtures("files")
def test_a_picture_that_stands_amiss_in_markdown_is_told(body: str, said: str) -> None:
    front = yaml.safe_dump(HEAD, allow_unicode=True)
    outcome = check(Source("x.md", f"---\n{front}---\n\n{body}".encode(), Path.cwd()))
    assert any(said in one.message for one in outcome.findings), outcome.findings


def test_a_verdict_rests_on_the_bytes_of_pictures(files: Path) -> None:
    (files / "x.yaml").write_text(yaml.safe_dump(draft({"tep": "a.png"}), allow_unicode=True))
    looked = Check(today="2026-01-01")("x.yaml")
    assert looked.is_lasting
    assert "a.png" in looked.reads
    for picture, touched in (("a.png", True), ("b.jpg", False)):
        changed = Changed.of([picture])
        assert changed.first_look(["x.yaml"]) == ["x.yaml"], "which drafts show a picture is known when they are read"
        assert changed.touches(looked) is touched


@pytest.mark.usefixtures("files")
def test_a_layout_older_than_pictures_does_not_leave_them_out_in_silence() -> None:
    outcome = checked({"tep": "a.png"})
    assert outcome.layout
    shipped = Path(__file__).parents[1] / "templates"
    templates = {file.name: file.read_text("utf-8") for name in ("chung", "dang") for file in (shipped / name).glob("*.j2")}
    old = outcome.layout._replace(templates={**templates, "hinh.xml.j2": "{% macro hinh(h) %}{% endmacro %}"})
    with pytest.raises(Rejected, match=r"mẫu trình bày không in hình «a\.png»"):
        sheet_of(Outcome(outcome.gathered, (), outcome.draft, old, outcome.resolved))


@pytest.mark.usefixtures("files")
def test_a_picture_whose_points_are_broken_is_named_where_pages_are_set() -> None:
    Path("b.jpg").write_bytes(JPEG.replace(b"\xff\xc4\0\x1f\0\0\x01\x05", b"\xff\xc4\0\x1f\0\xff\xff\xff"))
    assert codes({"tep": "b.jpg"}) == []
    with pytest.raises(Rejected, match="không đọc được hình «Trụ sở»"):
        made("pdf", {"tep": "a.png"}, {"tep": "b.jpg", "mo_ta": "Trụ sở"})


@pytest.mark.usefixtures("files")
def test_without_the_engine_a_drawing_is_all_that_word_gets_and_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctct.emit.pages.engine", None)
    document, outcome = compile_to(checked({"tep": "c.svg"}), Form())
    assert [one.code for one in outcome.findings] == ["IN10"]
    assert not audit_errors(document)
    with ZipFile(io.BytesIO(document)) as package:
        assert [name for name in package.namelist() if "/media/" in name] == ["word/media/image1.svg"]
