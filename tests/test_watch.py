"""What ``ctct watch`` rests on: which line a paragraph comes from, what stands where on a page, which files have changed."""

from __future__ import annotations

import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("typst")

from bounds import ended_if_hung
from ctct.emit.appearance import words
from ctct.emit.pages.engine import Pages
from ctct.layout.blocks import Note, Paragraph
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source
from ctct.watch.file_watcher import FileWatcher, files_of, rests_on_absent
from ctct.watch.picture import GlyphOutlines, LineShift, line_boxes, size_of, without_links
from ctct.watch.preview import Preview
from ctct.watch.source_map import SCHEME, SourceMap
from test_examples import DRAFTS

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"


# --- from a paragraph to its line -------------------------------------------------------------------------------------


def lines_by_text(draft: Path) -> dict[str, str]:
    """Each paragraph of a document with the line of its draft that it leads to, ``""`` for none."""
    outcome = check(Source.from_file(draft))
    assert outcome.layout is not None
    source = draft.read_text("utf-8").splitlines()
    marks: dict[str, str] = {}
    source_map = SourceMap(outcome)

    def mark(what: Paragraph | Note) -> str:
        said = marks[words(what.content).strip()] = source_map(what)
        return said

    Pages().draw(sheet_of(outcome), outcome.layout.stylesheet, mark)
    lines = source_map.lines
    return {text: source[lines[int(said.removeprefix(SCHEME))] - 1] if said else "" for text, said in marks.items()}


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def test_the_sample_line_by_line() -> None:
    told = lines_by_text(SAMPLE)
    assert told["TỈNH ỦY QUẢNG NGÃI"].startswith("co_quan:")
    assert told["Số      -CTr/TU"].startswith("so_ky_hieu:")
    assert told["Quảng Ngãi, ngày      tháng      năm 2021"].startswith("dia_danh:")
    assert told["Tổ chức thực hiện"].strip() == "- ten: Tổ chức thực hiện"
    assert (
        told["- Cơ quan tham mưu, thực hiện: Ủy ban Kiểm tra Tỉnh ủy."].strip() == "co_quan_tham_muu: uy-ban-kiem-tra-tinh-uy"
    )
    assert told["Đặng Ngọc Huy"].strip() == "ho_ten: Đặng Ngọc Huy"
    assert told["ĐẢNG CỘNG SẢN VIỆT NAM"] == "", "the layout says this, not the draft"
    note = next(text for text in told if text.startswith("Tại Điểm 3.5"))
    assert told[note].strip() == note


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.stem)
def test_long_paragraphs_lead_to_where_their_words_stand(draft: Path) -> None:
    told = lines_by_text(draft)
    whole = letters(draft.read_text("utf-8"))
    typed = {text: line for text, line in told.items() if len(text) > 30 and letters(text)[:40] in whole}
    for text, line in typed.items():
        called_for = any(key in line for key in ("thuong_ky:", "nhu:"))  # what the draft says by another place's name
        assert letters(text)[:12] in letters(line) or called_for or letters(line)[-12:] in letters(text), (text, line)


def test_a_text_of_several_paragraphs_leads_to_each(tmp_path: Path) -> None:
    draft = tmp_path / "nhieu-doan.yaml"
    draft.write_text(
        "loai: chuong_trinh\nco_quan: Tỉnh ủy\nso_ky_hieu: 05-CTr/TU\ndia_danh: Quảng Ngãi\nngay: 06/4/2021\ntrich_yeu: x\n"
        "noi_dung: |\n  Đoạn thứ nhất.\n  Đoạn thứ hai.\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n",
        "utf-8",
    )
    told = lines_by_text(draft)
    assert [told[text].strip() for text in ("Đoạn thứ nhất.", "Đoạn thứ hai.")] == ["Đoạn thứ nhất.", "Đoạn thứ hai."]


# --- from a page to a picture -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def drawn() -> tuple[str, SourceMap]:
    outcome = check(Source.from_file(SAMPLE))
    assert outcome.layout is not None
    source_map = SourceMap(outcome)
    pages, _ = Pages().draw(sheet_of(outcome), outcome.layout.stylesheet, source_map)
    return pages[0].decode(), source_map


@pytest.fixture(scope="module")
def page(drawn: tuple[str, SourceMap]) -> str:
    return drawn[0]


def test_line_boxes_cover_the_lines_of_the_page(drawn: tuple[str, SourceMap]) -> None:
    page, source_map = drawn
    boxes = line_boxes(page)
    assert size_of(page) == pytest.approx((595.28, 841.89), abs=0.01)
    lines = SAMPLE.read_text("utf-8").split("\n")
    said = {box: lines[source_map.lines[box.mark] - 1].strip() for box in boxes}
    starts = {line[:20]: box for box, line in said.items()}
    assert starts.keys() >= {"co_quan: Tỉnh ủy Quả", "so_ky_hieu: {so: nul", "- ten: Kết quả thực "}
    for box in boxes:
        assert 30 / 25.4 * 72 - 1 <= box.left <= box.left + box.width <= (210 - 15) / 25.4 * 72 + 1
        assert 20 / 25.4 * 72 - 1 <= box.top <= box.top + box.height <= (297 - 20) / 25.4 * 72 + 1
    assert starts["Tại Điểm 3.5, Khoản "].top > 750, "a note stands at the foot of the page"
    body = [box for box in boxes if said[box].startswith("Ban Thường vụ Tỉnh ủy đã tập trung")]
    assert [round(after.top - before.top) for before, after in pairwise(body)] == [18, 18]


def test_the_picture_has_no_links_and_no_references(page: str) -> None:
    bare = without_links(page)
    assert SCHEME not in bare
    merged = GlyphOutlines().merged(bare)
    assert "<use" not in merged
    assert "<symbol" not in merged
    assert merged.count("<path") < bare.count("<use") / 3
    assert re.search(r'd="M0 0m', merged)


def test_a_page_with_pictures_for_letters_stays_as_it_is() -> None:
    drawn = '<svg viewBox="0 0 1 1"><use xlink:href="#a"/><defs><symbol id="a"><image/></symbol></defs></svg>'
    assert GlyphOutlines().merged(drawn) == drawn


TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=8).map("\n".join)


@given(TEXTS, TEXTS, st.integers(1, 8))
def test_lines_are_led_to_where_they_stand_now(before: str, after: str, line: int) -> None:
    assert 1 <= LineShift(before, after)(line) <= after.count("\n") + 2
    there = min(line, before.count("\n") + 1)
    assert LineShift(before, before)(there) == there


def test_lines_below_a_new_line_move_down() -> None:
    shift = LineShift("một\nhai\nba\nbốn", "một\nthêm\nhai\nba sửa\nbốn")
    assert [shift(line) for line in (1, 2, 4)] == [1, 3, 5]


# --- files ------------------------------------------------------------------------------------------------------------


def test_only_what_a_file_says_counts(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("một", "utf-8")
    watched = FileWatcher()
    watched.watch({file: b"m\xe1\xbb\x99t", tmp_path / "b.toml": None})
    assert not watched.changed(), "it was read so"
    os.utime(file, (1, 1))
    assert not watched.changed(), "only touched"
    file.write_text("hai")
    assert watched.changed()
    assert not watched.changed()
    (tmp_path / "b.toml").write_text("")
    assert watched.changed(), "it was not there"
    file.unlink()
    assert watched.changed()
    file.write_text("hai")
    assert watched.changed()


def test_a_draft_rests_on_its_directory_settings_and_own_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates" / "dang", tmp_path / "rieng")
    monkeypatch.chdir(tmp_path)
    Path("ctct.toml").write_text("")
    draft = Path("quy-II-2021.yaml")
    draft.write_text(draft.read_text("utf-8").replace("the_thuc: dang", "the_thuc: ./rieng"), "utf-8")
    outcome = check(Source.from_file(draft))
    found = {os.path.relpath(path) for path in files_of(outcome, draft.absolute(), Path.cwd())}
    assert {"quy-II-2021.yaml", "ctct.toml", "danh-ba/quang-ngai-khoa-xx.yaml", "rieng/the-thuc.yaml"} <= found
    assert any(name.endswith(".j2") for name in found)
    assert not rests_on_absent(outcome)
    Path("danh-ba/quang-ngai-khoa-xx.yaml").unlink()
    assert rests_on_absent(check(Source.from_file(draft)))


# --- editions ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Preview:
    shutil.copytree(ROOT / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    made = Preview("quy-II-2021.yaml", tmp_path / "quy-II-2021.yaml")
    made.rebuild()
    return made


def edit(preview: Preview, old: str, new: str) -> None:
    text = preview.path.read_text("utf-8")
    assert old in text
    preview.path.write_text(text.replace(old, new, 1), "utf-8")
    preview.rebuild()


def test_an_edit_changes_only_the_pages_that_it_touches(preview: Preview) -> None:
    before = preview.edition
    edit(preview, "Chất vấn và", "Chất vấn, và")
    after = preview.edition
    assert after.number == before.number + 1
    changed = [at for at, (one, other) in enumerate(zip(before.pages, after.pages, strict=True)) if one.mark != other.mark]
    assert changed == [1]
    assert after.pages[2] is before.pages[2], "and no more is told of it"
    assert preview.picture(before.pages[1].mark), "a browser may still ask for it"
    preview.rebuild()
    assert preview.edition.number == after.number, "nothing new"


def test_lines_added_above_leave_pages_as_they_are(preview: Preview) -> None:
    pages, lines = preview.edition.pages, preview.lines()
    edit(preview, "loai: chuong_trinh", "# thêm\n# thêm\nloai: chuong_trinh")
    assert all(one is other for one, other in zip(pages, preview.edition.pages, strict=True))
    assert {now - lines[mark] for mark, now in preview.lines().items()} == {2}


def test_what_is_wrong_is_told_after_the_pages(preview: Preview) -> None:
    number = preview.edition.number
    edit(preview, "Chất vấn và", "Chất vấn  và")
    assert preview.edition.number == number + 2
    assert [one.code for one in preview.edition.findings if one.line] == ["DC01"]


def test_a_fault_keeps_the_last_pages_and_their_lines(preview: Preview) -> None:
    pages, lines = preview.edition.pages, preview.lines()
    edit(preview, "loai: chuong_trinh", "# thêm\nla_la: 1\nloai: chuong_trinh")
    assert not preview.edition.fresh
    assert [page.mark for page in preview.edition.pages] == [page.mark for page in pages]
    assert [one.code for one in preview.edition.findings] == ["MH02"]
    assert preview.edition.pages[0] == pages[0]
    assert {now - lines[mark] for mark, now in preview.lines().items() if lines[mark] > 7} == {2}
    document = preview.document("pdf")
    assert document is not None
    assert document.startswith(b"%PDF")
    edit(preview, "la_la: 1\n", "")
    assert preview.edition.fresh


def test_a_broken_directory_is_told_and_mended(preview: Preview) -> None:
    directory = Path("danh-ba/quang-ngai-khoa-xx.yaml")
    whole = directory.read_text("utf-8")
    directory.write_text("nguoi: [", "utf-8")
    preview.rebuild()
    assert not preview.edition.fresh
    assert preview.edition.pages
    assert {one.file for one in preview.edition.findings} == {str(directory)}
    directory.write_text(whole, "utf-8")
    preview.rebuild()
    assert preview.edition.fresh


def test_a_draft_that_goes_and_comes_back(preview: Preview) -> None:
    preview.path.rename("khac.yaml")
    preview.rebuild()
    assert (preview.edition.missing, preview.edition.fresh) == (True, False)
    assert preview.edition.pages
    assert [one.code for one in preview.edition.findings] == ["TP01"]
    Path("khac.yaml").rename(preview.path)
    preview.rebuild()
    assert (preview.edition.missing, preview.edition.fresh) == (False, True)


def test_a_draft_of_fifty_megabytes(preview: Preview) -> None:
    with preview.path.open("ab") as file:
        file.write(b"# " + b"x" * (50 << 20))
    with ended_if_hung():
        preview.rebuild()
    assert [one.code for one in preview.edition.findings] == ["NG01"]
    assert not preview.edition.fresh


def test_a_fault_of_the_engine_does_not_end_the_watch(
    preview: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("không ngờ")

    monkeypatch.setattr(preview._engine, "draw", fail)
    edit(preview, "Chất vấn", "Hỏi")
    assert [one.code for one in preview.edition.findings] == ["IN06"]
    assert preview.edition.pages
    assert "không ngờ" in capsys.readouterr().err
