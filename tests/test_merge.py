"""Edited copies come back into the draft: taken, or told."""

from __future__ import annotations

import random
from collections import Counter
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copies import Office, built, merged, printed, scrambled, text_of
from ctct.cli import main
from ctct.compare.normal import folded, normal, words_of
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.lines import MARK, their_lines
from ctct.drafting.merge.merge import Copy, Foreign, merge
from ctct.project.files import Source
from ctct.word.read import read_word
from ctct.word.views import accepted
from judges import libreoffice

ROOT = Path(__file__).parents[1]
YAML, MARKDOWN = ROOT / "examples/quy-II-2021.yaml", ROOT / "examples/quy-II-2021.md"
BOTH = pytest.mark.parametrize("file", [YAML, MARKDOWN], ids=["yaml", "markdown"])
RECORDED = pytest.mark.parametrize("recorded", [False, True], ids=["plain", "recorded"])
QUESTIONS = "Chất vấn và trả lời chất vấn (nếu có)."


def lines_of(data: bytes, source: Source) -> list[str]:
    """Return what a copy says, as a merge reads it."""
    styles = frozenset(line.style for line in Draft.of(source).lines if line.number and "bang" not in line.at)
    return [line.text for line in their_lines(accepted(read_word(data)), styles)]


def alike(ours: list[str], theirs: list[str]) -> bool:
    return [normal(one) for one in ours] == [normal(one) for one in theirs]


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    old, new = before.decode().splitlines(), after.decode().splitlines()
    gone, made = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return [line.strip() for line in gone.elements()], [line.strip() for line in made.elements()]


def checked(source: Source, data: bytes) -> tuple[list[str], list[str]]:
    """Merge a copy all of which is to be taken; return the lines of the draft that are gone and those that are new."""
    done = merged(source, data)
    assert {edit.fate for edit in done.edits} == {"taken"}, done.edits
    after = source._replace(data=done.data)
    assert alike(printed(after), lines_of(data, source))
    again = merged(after, data)
    assert again.data == done.data
    assert {edit.fate for edit in again.edits} <= {"known"}
    return changed_lines(source.data, done.data)


# --- words ------------------------------------------------------------------------------------------------------------


@BOTH
@RECORDED
def test_words_come_back_where_they_stand(file: Path, recorded: bool) -> None:
    office = Office(built(Source.from_file(file)), recorded=recorded)
    office.replace("trả lời chất vấn", "giải trình")
    office.replace("giảm nghèo bền vững ở 06", "giảm nghèo nhanh ở 06")
    office.replace("Các hội nghị Ban Thường vụ", "Các cuộc họp Ban Thường vụ")
    gone, new = checked(Source.from_file(file), office.saved())
    assert len(gone) == len(new) == 3
    assert any("Chất vấn và giải trình (nếu có)." in line for line in new)


@BOTH
def test_signs_that_would_be_markup_are_words(file: Path) -> None:
    office = Office(built(Source.from_file(file)))
    office.replace("trả lời chất vấn", "*nghiêng*, @ai, [^b], a: b # c")
    checked(Source.from_file(file), office.saved())


def test_letterhead_recipients_and_signature() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("QUẢNG NGÃI", "GIA LAI")
    office.replace("Ban Bí thư (b/c)", "Ban Bí thư Trung ương (b/c)")
    office.replace("PHÓ BÍ THƯ", "BÍ THƯ")
    _, new = checked(source, office.saved())
    assert set(new) == {"co_quan: Tỉnh ủy Gia Lai", "- Ban Bí thư Trung ương (b/c)", "chuc_vu: Bí thư"}


def test_another_name_under_the_document_is_known_the_second_time() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    signature = [one for one in office.paragraphs if text_of(one) == "Đặng Ngọc Huy"][-1]
    office.replace("Đặng Ngọc Huy", "Bùi Thị Sáu", within=signature)
    assert checked(source, office.saved())[1][-1].endswith("Bùi Thị Sáu")


@BOTH
@pytest.mark.parametrize("times", [1, 3])
def test_a_recurring_work_changes_wherever_it_is_printed_or_nowhere(file: Path, times: int) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    for one in [one for one in office.paragraphs if "Cho ý kiến về công tác cán bộ" in text_of(one)][:times]:
        office.replace("cán bộ", "nhân sự", within=one)
    if times == 3:
        assert len(checked(source, office.saved())[1]) == 1
        return
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [edit.fate for edit in done.edits] == ["unmapped"]
    assert "in ở 3 chỗ, bản sửa mới đổi 1 chỗ" in done.edits[0].why


def test_a_table_put_in_is_told_cell_by_cell() -> None:
    source = Source.from_file(YAML)
    document = Document(BytesIO(built(source)))
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Chỉ tiêu", "12"
    next(one for one in document.paragraphs if one.text.endswith(QUESTIONS))._p.addnext(table._tbl)
    copy = BytesIO()
    document.save(copy)
    done = merged(source, copy.getvalue())
    assert done.data == source.data
    assert [(edit.fate, edit.new) for edit in done.edits] == [("unmapped", "Chỉ tiêu"), ("unmapped", "12")]


def test_what_the_layout_says_is_told() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN")
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [(edit.fate, edit.old.strip()) for edit in done.edits] == [("unmapped", "VIỆT NAM")]


def test_what_word_does_by_itself_is_no_edit() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace(" - 2030", " – 2030")
    assert merged(source, office.saved()).edits == []


def test_cells_of_tables() -> None:
    source = Source.from_file(ROOT / "examples/nha-nuoc/bao-cao.yaml")
    office = Office(built(source))
    cell = next(one for one in office.paragraphs if one.getparent().tag.endswith("}tc") and len(text_of(one).split()) > 4)
    word = text_of(cell).split()[2]
    office.replace(word, "rà soát", within=cell)
    done = merged(source, office.saved())
    assert [edit.fate for edit in done.edits] == ["taken"]
    assert b"r\xc3\xa0 so\xc3\xa1t" in done.data


# --- notes and paragraphs ---------------------------------------------------------------------------------------------


def test_a_note_that_is_gone_is_gone_from_the_draft() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    paragraph = office.find("Thông qua Nghị quyết của Tỉnh ủy khóa XX về đẩy mạnh")
    mark = next(one for one in paragraph.iter() if one.tag.endswith("}footnoteReference")).getparent()
    mark.getparent().remove(mark)
    gone, _ = checked(source, office.saved())
    assert "mien-nui: >-" in gone


@BOTH
@RECORDED
def test_a_new_item(file: Path, recorded: bool) -> None:
    source = Source.from_file(file)
    office = Office(built(source), recorded=recorded)
    last = office.find(QUESTIONS).getnext().getnext()
    made = office.add_after(office.find(QUESTIONS), "Rà soát quy chế làm việc.")
    last.addnext(made)
    _, new = checked(source, office.saved())
    assert any(line in new for line in ("- noi_dung: Rà soát quy chế làm việc.", "8. Rà soát quy chế làm việc."))


@BOTH
def test_a_new_item_with_who_is_charged(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    charged = office.find(QUESTIONS).getnext()
    item = office.add_after(office.find(QUESTIONS), "Rà soát quy chế làm việc.")
    line = office.add_after(charged, text_of(charged))
    charged.getnext().getnext().addnext(item)
    item.addnext(line)
    _, new = checked(source, office.saved())
    assert any("dang-ngoc-huy" in line for line in new)


@BOTH
@RECORDED
def test_a_new_paragraph(file: Path, recorded: bool) -> None:
    source = Source.from_file(file)
    office = Office(built(source), recorded=recorded)
    office.add_after(office.find("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo"), "Các cấp ủy đã chủ động rà soát nhiệm vụ.")
    checked(source, office.saved())


@BOTH
@RECORDED
def test_an_item_that_is_gone(file: Path, recorded: bool) -> None:
    source = Source.from_file(file)
    office = Office(built(source), recorded=recorded)
    first = office.find(QUESTIONS)
    office.delete(first, first.getnext(), first.getnext().getnext())
    gone, new = checked(source, office.saved())
    assert any(QUESTIONS in line for line in gone)
    assert new == []


@BOTH
def test_an_item_that_was_moved_keeps_what_is_in_it(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    first = office.find(QUESTIONS)
    moved = [first, first.getnext(), first.getnext().getnext()]
    office.move(moved, before=office.find("Đánh giá tình hình thực hiện nhiệm vụ 6 tháng"))
    checked(source, office.saved())


def test_paragraphs_that_were_joined_and_split() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    first = office.find("Tổng kết việc thực hiện Kết luận số 31")
    second = first.getnext()
    for run in [one for one in second if one.tag.endswith("}r")]:
        first.append(run)
    office.delete(second)
    gone, _ = checked(source, office.saved())
    assert "# [^mã] là chú thích ở chân trang; lời chú thích ghi ở «chu_thich» cuối tệp." not in gone
    office = Office(built(source))
    whole = office.find("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo")
    tail = text_of(whole).partition("; ")[2]
    office.replace(f"; {tail}", ".", within=whole)
    office.add_after(whole, tail)
    checked(source, office.saved())


def test_what_can_be_taken_but_in_part_is_left() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    title = office.find("Hội nghị triệu tập trong tháng 5/2021")
    for run in [one for one in title.getnext() if one.tag.endswith("}r")]:  # joined with the first of its items
        title.append(run)
    office.delete(title.getnext())
    done = merged(source, office.saved())
    assert done.data == source.data
    assert {(edit.fate, edit.why[:28]) for edit in done.edits} == {("unmapped", "đoạn này được gộp mà một phầ")}
    assert "in ở 3 chỗ, bản sửa mới đổi 1 chỗ" in done.edits[-1].why


def test_a_title_that_was_moved_without_its_items_is_told() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    title = office.find("Hội nghị triệu tập trong tháng 4/2021")
    office.move([title], before=office.find("Triển khai Chương trình kiểm tra, giám sát năm 2021"))
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [edit.why[:34] for edit in done.edits] == ["bản sửa chỉ chuyển đoạn đầu của mục"[:34]]


def test_references_that_a_program_broke_are_no_edits() -> None:
    source = Source.from_file(ROOT / "examples/nghi-quyet-dang-uy-xa-2026.yaml")
    office = Office(built(source))
    shown = False
    for part in office.document.element.body.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        if part.tag == qn("w:fldChar"):
            shown = part.get(qn("w:fldCharType")) == "separate"
        elif part.tag == qn("w:t") and shown:
            part.text, shown = "Error: Reference source not found", False
    office.replace("nguồn lực hoàn thành", "mọi nguồn lực hoàn thành")
    done = merged(source, office.saved())
    assert [(edit.old.strip(), edit.new.strip(), edit.fate) for edit in done.edits] == [("", "mọi", "taken")]


def test_a_title_that_was_split_leaves_no_blank_and_tells_where_its_items_stay() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    title = office.find("Hội nghị triệu tập trong tháng 5/2021")
    office.replace("trong tháng 5/2021", "", within=title)
    office.add_after(title, "trong tháng 5/2021")
    done = merged(source, office.saved())
    assert [edit.fate for edit in done.edits] == ["taken", "taken"]
    assert "- ten: Hội nghị triệu tập\n" in done.data.decode()
    assert "dự thảo đặt sau phần còn lại của mục ấy" in done.edits[1].why


def test_an_item_that_is_referred_to_stays() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    start = office.find("Chuẩn bị nội dung và triệu tập Hội nghị Tỉnh ủy lần thứ tư")
    end = office.find("Các hội nghị Ban Thường vụ Tỉnh ủy")
    gone = []
    while start is not end:
        gone.append(start)
        start = start.getnext()
    office.delete(*gone)
    done = merged(source, office.saved())
    assert b"id: hoi-nghi-lan-4" in done.data
    assert any(edit.fate == "unmapped" for edit in done.edits)


# --- who is charged ---------------------------------------------------------------------------------------------------


@BOTH
@RECORDED
def test_who_is_charged(file: Path, recorded: bool) -> None:
    source = Source.from_file(file)
    office = Office(built(source), recorded=recorded)
    line = office.find(QUESTIONS).getnext()
    run = [one for one in line.iter() if one.tag.endswith("}r")][-1]
    said = "".join(text.text or "" for text in run.iter() if text.tag.endswith("}t"))
    office.replace(said, f"{said.rstrip('.')}; Thường trực Tỉnh ủy.", within=line)
    done = merged(source, office.saved())
    assert b"dang-ngoc-huy" in done.data
    assert all(edit.fate == "taken" for edit in done.edits), done.edits
    assert (
        b"thuong-truc-tinh-uy"
        in done.data.split("Chất vấn".encode())[1].split(b"co_quan_tham_muu" if file == YAML else b"tham")[0]
    )


def test_somebody_unknown_stays_a_free_text() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("Võ Văn Quỳnh", "Nguyễn Văn Mới", within=office.find("đồng chí Võ Văn Quỳnh"))
    done = merged(source, office.saved())
    assert [edit.fate for edit in done.edits] == ["taken"]
    assert "không có trong danh bạ" in done.edits[0].why
    assert alike(printed(source._replace(data=done.data)), lines_of(office.saved(), source))


# --- three ways -------------------------------------------------------------------------------------------------------


@BOTH
def test_the_draft_was_edited_meanwhile(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    office.replace("trả lời chất vấn", "giải trình")
    office.replace("Nghe báo cáo về những công việc", "Nghe báo cáo nhanh về những công việc")
    now = source._replace(
        data=source.data.replace("Chất vấn và".encode(), "Hỏi và".encode()).replace(
            "về những công việc".encode(), "về các công việc".encode()
        )
    )
    done = merged(now, office.saved())
    assert "Hỏi và giải trình (nếu có).".encode() in done.data
    assert "Nghe báo cáo nhanh về các công việc".encode() in done.data
    assert {edit.fate for edit in done.edits} == {"taken"}


def test_both_changed_one_place() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("trả lời chất vấn", "giải trình")
    now = source._replace(data=source.data.replace("trả lời chất vấn".encode(), "trả lời câu hỏi".encode()))
    done = merged(now, office.saved())
    assert done.data == now.data
    (edit,) = done.edits
    assert edit.fate == "conflict"
    assert "giải trình" in edit.why
    assert "câu hỏi" in edit.why


def test_what_was_taken_is_known_beside_a_change_of_the_draft_next_to_it() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("trả lời chất vấn", "giải trình")
    now = source._replace(data=source.data.replace("Chất vấn và trả lời chất vấn".encode(), "Hỏi và giải trình".encode()))
    done = merged(now, office.saved())
    assert done.data == now.data
    assert {edit.fate for edit in done.edits} == {"known"}


def test_several_copies() -> None:
    source = Source.from_file(YAML)
    one, other = Office(built(source)), Office(built(source))
    one.replace("trả lời chất vấn", "giải trình")
    other.replace("Nghe báo cáo về những công việc", "Nghe báo cáo nhanh về những công việc")
    both = merged(source, one.saved(), other.saved())
    assert both.data == merged(source, other.saved(), one.saved()).data
    assert {edit.fate for edit in both.edits} == {"taken"}
    other.replace("trả lời chất vấn", "trả lời câu hỏi")
    torn = merged(source, one.saved(), other.saved())
    assert [edit.fate for edit in torn.edits].count("conflict") == 1


def test_a_copy_of_something_else() -> None:
    source = Source.from_file(YAML)
    other = Source.from_file(ROOT / "examples/nha-nuoc/cong-van.yaml")
    with pytest.raises(Foreign):
        merged(source, built(other))


# --- nothing vanishes -------------------------------------------------------------------------------------------------


def bag(lines: list[str]) -> Counter[str]:
    return Counter(word for line in lines for word in words_of(folded(line.replace(MARK, " "))))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), recorded=st.booleans(), file=st.sampled_from([YAML, MARKDOWN]))
def test_every_edited_word_is_in_the_draft_or_in_the_list(seed: int, recorded: bool, file: Path) -> None:
    chance, source = random.Random(seed), Source.from_file(file)
    office = Office(built(source), recorded=recorded)
    scrambled(office, chance, chance.randrange(1, 6))
    data = office.saved()
    done = merged(source, data)
    after = source._replace(data=done.data)
    theirs, before, now = bag(lines_of(data, source)), bag(printed(source)), bag(printed(after))
    left = [edit for edit in done.edits if edit.fate in ("conflict", "unmapped")]
    assert not (theirs - before) - (now - before) - bag([edit.new for edit in left])
    assert not (before - theirs) - (before - now) - bag([edit.old for edit in left])
    assert merged(after, data).data == done.data, "a second run changes nothing"


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids="-".join)
@BOTH
def test_through_libreoffice(file: Path, kinds: tuple[str, ...], tmp_path: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))

    office.replace("trả lời chất vấn", "giải trình")
    office.add_after(office.find("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo"), "Các cấp ủy đã chủ động rà soát nhiệm vụ.")
    paths = [tmp_path / "a.docx", tmp_path / "b.docx"]
    for path, data in zip(paths, (built(source), office.saved()), strict=True):
        path.write_bytes(data)
    for number, kind in enumerate(kinds):
        paths = libreoffice(paths, kind, tmp_path / str(number))
    untouched, done = (merged(source, path.read_bytes()) for path in paths)
    assert (untouched.data, untouched.edits) == (source.data, [])
    assert [edit.fate for edit in done.edits] == ["taken", "taken"]
    assert done.told == ([] if kinds == ("docx",) else done.told)


def test_without_bookmarks_and_without_a_map() -> None:
    from ctct.emit.formats import Form
    from ctct.pipeline import compile_to, examine
    from ctct.project.gather import gather

    source = Source.from_file(YAML)
    bare = compile_to(examine(gather(source)), Form("docx", copy="final"))[0]
    untouched = merged(source, bare)
    assert untouched.edits == []
    assert "độ tin thấp hơn" in untouched.told[0]
    office = Office(bare)
    office.replace("trả lời chất vấn", "giải trình")
    assert [edit.fate for edit in merged(source, office.saved()).edits] == ["taken"]


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "danh-ba").mkdir()
    for file in (ROOT / "examples/danh-ba").iterdir():
        (tmp_path / "danh-ba" / file.name).write_bytes(file.read_bytes())
    (tmp_path / YAML.name).write_bytes(YAML.read_bytes())
    return tmp_path


def test_the_command(folder: Path) -> None:
    office = Office(built(Source.from_file(YAML.name)), recorded=True)
    office.replace("trả lời chất vấn", "giải trình")
    (folder / "gop-y.docx").write_bytes(office.saved())
    shown = CliRunner().invoke(main, ["merge", "gop-y.docx", "--show"])
    assert (shown.exit_code, (folder / YAML.name).read_bytes()) == (0, YAML.read_bytes())
    assert "+          - noi_dung: Chất vấn và giải trình (nếu có)." in shown.output
    done = CliRunner().invoke(main, ["merge", "gop-y.docx"])
    assert done.exit_code == 0
    assert "«trả lời chất vấn» → «giải trình» [Đ/c Huy; gop-y.docx]" in done.output
    again = CliRunner().invoke(main, ["merge", "gop-y.docx"])
    assert "đã có trong dự thảo" in again.output
    assert "đã ghi" not in again.output


def test_remarks_are_kept(folder: Path) -> None:
    import docx

    office = Office(built(Source.from_file(YAML.name)))
    paragraph = next(one for one in office.document.paragraphs if QUESTIONS[:9] in one.text)
    office.document.add_comment(paragraph.runs, "Đề nghị bổ sung thời hạn.\nGhi rõ tháng.", "Đ/c Huy", "H")
    assert docx
    (folder / "gop-y.docx").write_bytes(office.saved())
    done = CliRunner().invoke(main, ["merge", "gop-y.docx"])
    assert done.exit_code == 0, done.output
    kept = (folder / "quy-II-2021.nhan-xet.md").read_text("utf-8")
    assert "Đ/c Huy" in kept
    assert "> Đề nghị bổ sung thời hạn.\n> Ghi rõ tháng." in kept
    assert f"{YAML.name}:" in kept
    CliRunner().invoke(main, ["merge", "gop-y.docx"])
    assert (folder / "quy-II-2021.nhan-xet.md").read_text("utf-8") == kept
    assert (folder / YAML.name).read_bytes() == YAML.read_bytes()


def test_bad_copies(folder: Path) -> None:
    (folder / "khac.docx").write_bytes(built(Source.from_file(ROOT / "examples/nha-nuoc/cong-van.yaml")))
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 h\xe1\xbb\x8fng")
    (folder / "~$a.docx").write_bytes(b"\x05User")
    assert CliRunner().invoke(main, ["merge", "khac.docx", "--into", YAML.name]).exit_code == 2
    assert CliRunner().invoke(main, ["merge", "khac.docx"]).exit_code == 2
    for name in ("hong.docx", "~$a.docx", "khong-co.docx"):
        told = CliRunner().invoke(main, ["merge", name, "--into", YAML.name])
        assert told.exit_code in (1, 2)
        assert name in told.output
        assert not told.exception or isinstance(told.exception, SystemExit)
    assert (folder / YAML.name).read_bytes() == YAML.read_bytes()


@BOTH
def test_number_and_date_filled_in(file: Path) -> None:
    source = Source.from_file(file)
    office = Office(built(source))
    office.replace("Số      -CTr/TU", "Số 12-CTr/TU")
    office.replace("ngày      tháng      năm 2021", "ngày 06 tháng 4 năm 2021")
    _, new = checked(source, office.saved())
    assert len(new) == 2
    assert any("12" in line and "CTr/TU" in line for line in new)


CELLS = """bang:
  tt: true
  cot: [Việc, Ai, Ghi chú]
  dong:
    - [Rà soát quy chế làm việc, An]
    - [[Kiểm tra các chi bộ, Báo cáo kết quả], Bình, gấp]
"""


def test_cells_filled_and_parted(tmp_path: Path) -> None:
    text = (ROOT / "examples/nha-nuoc/cong-van.yaml").read_text("utf-8") + CELLS
    source = Source("d.yaml", text.encode(), tmp_path)
    office = Office(built(source))
    table = next(one for one in office.document.tables if one.cell(0, 0).text == "TT")
    table.cell(1, 3).text = "mới điền"
    for row, words in ((1, "Xin ý kiến"), (2, "Tổng hợp")):
        office.add_after(table.cell(row, 1).paragraphs[0]._p, words)
    gone, new = checked(source, office.saved())
    assert new == [
        "- [[Rà soát quy chế làm việc, Xin ý kiến], An, mới điền]",
        "- [[Kiểm tra các chi bộ, Tổng hợp, Báo cáo kết quả], Bình, gấp]",
    ]
    assert len(gone) == 2


def in_table(tmp_path: Path) -> tuple[Source, Office, Any]:
    """A draft with a table, what it prints, opened, and the table in that."""
    text = (ROOT / "examples/nha-nuoc/cong-van.yaml").read_text("utf-8") + CELLS
    source = Source("d.yaml", text.encode(), tmp_path)
    office = Office(built(source))
    return source, office, next(one for one in office.document.tables if one.cell(0, 0).text == "TT")


def column_added(table: Any, behind: int, said: list[str]) -> None:
    """Put a column into a table, as Word does: a cell in each row."""
    for row, words in zip(table.rows, said, strict=True):
        cell = deepcopy(row._tr.tc_lst[behind])
        for one in [one for one in cell.iter() if "bookmark" in one.tag]:
            one.getparent().remove(one)
        paragraphs = cell.findall(qn("w:p"))
        for more in paragraphs[1:]:
            cell.remove(more)
        row._tr.tc_lst[behind].addnext(cell)
        docx.table._Cell(cell, table).paragraphs[0].text = words


def test_new_columns_with_figures_in_them(tmp_path: Path) -> None:
    """At the end and between two others; a row that is new as well, with a cell of two paragraphs and an empty one filled."""
    source, office, table = in_table(tmp_path)
    column_added(table, 1, ["Số lượng", "12", "7"])
    column_added(table, 4, ["Hạn", "", "tháng 7"])
    table.rows[1].cells[4].text = "250"
    row = deepcopy(table.rows[2]._tr)
    for one in [one for one in row.iter() if "bookmark" in one.tag]:
        one.getparent().remove(one)
    table.rows[2]._tr.addnext(row)
    for cell, words in zip(table.rows[3].cells, ("3", "Sơ kết\nTổng kết", "5", "Chi", "", "tháng 9"), strict=True):
        for more in cell.paragraphs[1:]:
            more._p.getparent().remove(more._p)
        cell.paragraphs[0].text = words.split("\n")[0]
        for line in words.split("\n")[1:]:
            cell.add_paragraph(line)
    _, new = checked(source, office.saved())
    assert new == [
        "cot: [Việc, Số lượng, Ai, Ghi chú, Hạn]",
        '- [Rà soát quy chế làm việc, "12", An, "250"]',
        '- [[Kiểm tra các chi bộ, Báo cáo kết quả], "7", Bình, gấp, tháng 7]',
        '- [[Sơ kết, Tổng kết], "5", Chi, "", tháng 9]',
    ]


def test_a_column_without_a_name_is_told(tmp_path: Path) -> None:
    source, office, table = in_table(tmp_path)
    column_added(table, 1, ["", "12", "bảy"])
    done = merged(source, office.saved())
    assert done.data == source.data
    assert {edit.new: edit.why[:16] for edit in done.edits} == dict.fromkeys(("12", "bảy"), "cột mới không tê")


def test_a_paragraph_parted_in_the_row_of_an_item_stays_in_it() -> None:
    source = Source.from_file(ROOT / "examples/nha-nuoc/chuong-trinh-bang.yaml")
    office = Office(built(source))
    cell = office.find("vụ đông xuân")
    office.replace(" vụ đông xuân", "", within=cell)
    office.add_after(cell, "Vụ đông xuân")
    _, new = checked(source, office.saved())
    assert any("Vụ đông xuân" in line for line in new), new


def test_a_copy_of_another_form_goes_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(built(Source.from_file(YAML)))
    office.replace("bền vững", "nhanh")
    (tmp_path / "ban.rtf").write_bytes(b"{\\rtf1 }")
    monkeypatch.setattr("ctct.emit.pages.office.docx_by_libreoffice", lambda given: [office.saved()])
    done = merge(Source.from_file(YAML), [Copy.from_file(str(tmp_path / "ban.rtf"))])
    assert {edit.fate for edit in done.edits} == {"taken"}


def test_rows_of_tables() -> None:
    source = Source.from_file(ROOT / "examples/nha-nuoc/bao-cao.yaml")
    office = Office(built(source))
    table = [one for one in office.document.tables if len(one.rows) > 4][-1]
    row = table.rows[-2]._tr
    made = deepcopy(row)
    for mark in [one for one in made.iter() if "bookmark" in one.tag]:
        mark.getparent().remove(mark)
    for number, text in enumerate(one for one in made.iter() if one.tag.endswith("}t")):
        text.text = f"{number}" if not number else f"ô mới {number}"
    row.addnext(made)
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}, done.edits
    assert "ô mới 2" in done.data.decode()
    assert merged(source._replace(data=done.data), office.saved()).data == done.data
    office = Office(built(source))
    table = [one for one in office.document.tables if len(one.rows) > 4][-1]
    table.rows[-2]._tr.getparent().remove(table.rows[-2]._tr)
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}, done.edits
    assert len(done.data) < len(source.data)
