"""Redlines: to accept all changes gives the new document, to reject them the old one, numbers and notes included."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from docx.oxml import parse_xml
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ctct.compare.normal import normal
from ctct.diagnostics import Rejected
from ctct.project.files import Source
from ctct.word.read import read_docx, read_word
from ctct.word.redline import build, steps
from ctct.word.redline.build import Redline, redline
from ctct.word.tree import WordDocument
from ctct.word.views import accepted, rejected
from drafts import built
from edited_drafts import edited
from judges import libreoffice_resolved, parts_of, sdk_errors, structural_faults
from test_commands import ROOT, ctct
from test_diff import DRAFT, ITEM, NEXT
from test_word_revisions import DEL, gone, p, package, run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml")) + sorted((ROOT / "examples/nha-nuoc").glob("*.yaml"))
LAST = "      - Nghe báo cáo tình hình quốc phòng và an ninh.\n"
TABLE = """bang:
  cot: [Việc, Ai]
  dong: [[Một việc phải làm ngay, An], [Việc khác nữa, Bình], [Việc cuối cùng ở đây, Chi]]
"""


def between(old: str, new: str, folder: Path = ROOT) -> Redline:
    made = [built(Source("d.yaml", text.encode(), folder)) for text in (old, new)]
    return proved(made[0], made[1])


def proved(old: bytes, new: bytes) -> Redline:
    """Return a redline of which this test has made sure for itself what it gives."""
    made = redline(old, new, "An", "2026-01-02T03:04:05Z")
    read = read_word(made.data)
    assert said(accepted(read)) == said(accepted(read_word(new)))
    assert said(rejected(read)) == said(accepted(read_word(old)))
    return made


def said(document: WordDocument) -> list[str]:
    marked = [mark.id for one in document.paragraphs for mark in one.marks("note")]
    stories = (document.paragraphs, *(document.notes[note] for note in marked))
    lines = [(one.number or "") + one.text + "^" * len(list(one.marks("note"))) for story in stories for one in story]
    return [" ".join(line.split()) for line in lines if line.strip()]


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def body(made: Redline) -> Any:
    return etree.fromstring(parts_of(made.data)["word/document.xml"])


def words(root: Any, tag: str) -> list[str]:
    return ["".join(one.itertext(W + "t", W + "delText")).replace("\u00a0", " ") for one in root.iter(W + tag) if len(one)]


def faults(data: bytes) -> list[str]:
    return list(structural_faults(data))


EDITS = {
    "nothing": (lambda text: text, [], []),
    "words": (lambda text: text.replace("sự chồng chéo", "chồng chéo, trùng lặp"), ["sự "], [", trùng lặp"]),
    "an item more": (lambda text: text.replace(ITEM, ITEM + "      - Việc mới.\n"), [], ["Việc mới."]),
    "the last item of all": (lambda text: text.replace(NEXT, NEXT + "      - Việc cuối.\n"), [], ["Việc cuối."]),
    "the last two items of all": (
        lambda text: text.replace(NEXT, NEXT + "      - Việc áp chót.\n      - Việc cuối.\n"), [], ["Việc áp chót.", "Việc cuối."],
    ),
    "an item less": (lambda text: text.replace(ITEM, ""), ["Rà soát quy chế làm việc của Ban Thường vụ khóa XX."], []),
    "a note's words": (lambda text: text.replace("Theo Chương", "Tại Chương"), [], []),
    "a reference": (
        lambda text: text.replace("muc:\n", "muc:\n  - ten: Việc đầu tiên của cả năm\n"), ["I"], ["Việc đầu tiên của cả năm", "II"],
    ),
    "a recipient less": (lambda text: text.replace("Ban Bí thư (b/c), ", ""), ["- Ban Bí thư (b/c),"], []),
    "the last recipient": (lambda text: text.replace("Lưu Văn phòng Tỉnh ủy", "Lưu"), [" Văn phòng Tỉnh ủy"], []),
    "an item split": (
        lambda text: text.replace("chồng chéo trong quản lý đất đai", "chồng chéo trong quản lý.\n      - Đất đai"), [" đất"], [".", "Đất"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("edit", "struck", "inserted"), EDITS.values(), ids=EDITS)
def test_redline(edit: Any, struck: list[str], inserted: list[str]) -> None:
    made = between(DRAFT, edit(DRAFT))
    assert not made.whole
    assert not faults(made.data)
    assert words(body(made), "del") == struck
    assert words(body(made), "ins") == inserted
    between(edit(DRAFT), DRAFT)


def test_what_was_split_is_not_struck() -> None:
    old = p(run("Một việc phải làm ngay hôm nay. Và một việc khác làm sau.")) + p(run("x"))
    new = p(run("Một việc phải làm ngay hôm nay.")) + p(run("Và một việc khác làm sau.")) + p(run("x"))
    made = proved(package(old), package(new))
    assert words(body(made), "del") == [" "]
    assert words(body(made), "ins") == []
    assert words(body(proved(package(new), package(old))), "ins") == [" "]


def test_changed_last_words_are_one_change_with_what_stands_behind_them() -> None:
    old = p(run("Một việc phải làm")) + p(run("x"))
    new = p(run("Một việc phải làm ngay")) + p(run("Rà soát quy chế")) + p(run("x"))
    for sides, tag in (((old, new), "ins"), ((new, old), "del")):
        made = body(proved(*map(package, sides)))
        marked = [one.find(f"{W}pPr/{W}rPr/{W}{tag}") is not None for one in made.iter(W + "p")]
        assert marked == [True, False, False], "LibreOffice would take the words, the mark and the paragraph for one change"


def test_moves_are_moves() -> None:
    made = between(DRAFT, DRAFT.replace(ITEM, "").replace(NEXT, ITEM + NEXT))
    root = body(made)
    moved = ["Rà soát quy chế làm việc của Ban Thường vụ khóa XX."]
    assert (words(root, "moveFrom"), words(root, "moveTo"), words(root, "ins"), words(root, "del")) == (moved, moved, [], [])
    names = [one.get(W + "name") for one in root.iter(W + "moveFromRangeStart", W + "moveToRangeStart")]
    assert names == ["move1", "move1"]


def test_notes_come_and_go() -> None:
    without = DRAFT.replace("[^a]", "").replace("chu_thich: {a: Theo Chương trình hành động của Tỉnh ủy.}\n", "")
    assert "word/footnotes.xml" in parts_of(between(DRAFT, without).data)
    between(without, DRAFT)
    elsewhere = DRAFT.replace("[^a]", "").replace("an ninh.", "an ninh[^a].")
    made = between(DRAFT, elsewhere)
    marks = [one.get(W + "id") for one in body(made).iter(W + "footnoteReference")]
    assert len(marks) == len(set(marks)) == 2, "a note is marked once"


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    noted = [f"      - Việc có chú thích{number}[^n{number}].\n" for number in range(3)]
    notes = [f"n{number}: Lời chú thích {number}." for number in range(3)]

    def draft(*which: int) -> str:
        said = DRAFT.replace("[^a]", "").replace(LAST, "".join(noted[one] for one in which))
        return said.replace("chu_thich: {a: ", f"chu_thich: {{{', '.join(notes[one] for one in which)}, a: ").replace(
            ", a: Theo Chương trình hành động của Tỉnh ủy.", ""
        )

    made = between(draft(0, 1), draft(1, 2))
    marks = [mark.get(W + "id") for mark in body(made).iter(W + "footnoteReference")]
    written = [one.get(W + "id") for one in etree.fromstring(parts_of(made.data)["word/footnotes.xml"])]
    assert marks == [one for one in written if int(one) > 0] == ["1", "2", "3"]  # LibreOffice takes them by their order


def test_rows_come_and_go() -> None:
    old, new = DRAFT + TABLE, DRAFT + TABLE.replace("[Việc khác nữa, Bình], ", "").replace("An]", "Dung]")
    made = between(old, new)
    assert [one.tag for row in body(made).iter(W + "trPr") for one in row if one.tag in (W + "ins", W + "del")] == [W + "del"]
    assert words(body(made), "ins") == ["Dung"]
    between(new, old)
    between(old, old.replace("[Việc, Ai]", "[Việc, Ai, Khi nào]"))
    between(old, DRAFT)


def test_references_are_frozen_in_the_body() -> None:
    root = body(between(DRAFT, DRAFT.replace(ITEM, "")))
    assert list(root.iter(W + "fldChar", W + "instrText")) == []


def test_the_same_bytes_twice_and_an_author() -> None:
    first, second = (between(DRAFT, DRAFT.replace(ITEM, "")) for _ in range(2))
    assert first == second
    authors = {one.get(W + "author") for one in body(first).iter() if one.get(W + "author")}
    assert authors == {"An"}


@cache
def example(path: Path) -> bytes:
    return built(Source.from_file(path))


def rebuilt(path: Path, seed: int) -> Iterator[bytes]:
    """Yield an example and what random edits made of it; nothing where they made no document of it."""
    chance = random.Random(seed)
    changed = edited(yaml.safe_load(path.read_text()), chance, chance.randrange(1, 9))
    text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)
    try:
        new = built(Source("d.yaml", text.encode(), path.parent))
    except Rejected:
        return
    yield example(path)
    yield new


@given(st.sampled_from(EXAMPLES), st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_random_edits_of_examples(path: Path, seed: int) -> None:
    sides = list(rebuilt(path, seed))
    if sides:
        made = proved(*sides)
        assert not made.whole
        assert not faults(made.data)
        proved(*sides[::-1])


PARAGRAPHS = st.lists(
    st.tuples(st.sampled_from(["", "a b c", "a b c d e", "c b a", "x y z w", "một hai ba bốn năm"]), st.booleans()).map(
        lambda one: p(run(one[0]), "", '<w:jc w:val="center"/>' if one[1] else "")
    ),
    max_size=5,
).map("".join)
TABLES = st.lists(st.lists(PARAGRAPHS, min_size=2, max_size=2), min_size=1, max_size=3).map(
    lambda rows: (
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
        + "".join("<w:tr>" + "".join(f"<w:tc>{cell}{p('')}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )
)
BODIES = st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=4).map("".join)


@given(BODIES, BODIES)
@settings(max_examples=80, deadline=None)
def test_any_two_documents(old: str, new: str) -> None:
    proved(package(old + "<w:sectPr/>"), package(new + "<w:sectPr/>"))


@pytest.mark.parametrize(("seed", "path"), list(enumerate(EXAMPLES[::2])), ids=lambda one: getattr(one, "stem", ""))
def test_the_sdk_finds_nothing_wrong(seed: int, path: Path, tmp_path: Path) -> None:
    if sides := list(rebuilt(path, seed)):
        target = tmp_path / "r.docx"
        target.write_bytes(redline(sides[0], sides[1], "An", "").data)
        assert sdk_errors(target) == []


def plain_words(data: bytes) -> list[str]:
    """Return the words of body and notes: LibreOffice loses the lists of some paragraphs when it joins them."""
    read = accepted(read_word(data))
    lines = [normal(one.text) for story in (read.paragraphs, *read.notes.values()) for one in story]
    return [line for line in lines if line]


def test_libreoffice_accepts_and_rejects_alike(tmp_path: Path) -> None:
    pairs = {path.stem: list(rebuilt(path, seed)) for seed, path in enumerate(EXAMPLES[::2])}
    redlines = {name: redline(sides[0], sides[1], "An", "").data for name, sides in pairs.items() if sides}
    for name, resolved in libreoffice_resolved(redlines, tmp_path).items():
        assert [plain_words(one) for one in resolved] == [plain_words(one) for one in reversed(pairs[name])], name


def test_an_empty_paragraph_that_ends_a_section_has_no_former_setting() -> None:
    centred = '<w:jc w:val="center"/>'
    old, new = (p(run("a")) + p("", properties=one) + p(run("b")) for one in (centred, "<w:sectPr/>"))
    made = body(proved(package(old), package(new)))
    assert [one.tag for one in made.iter(W + "sectPr", W + "pPrChange")] == [W + "sectPr"]


def test_a_table_that_is_struck_out_stands_before_the_end_of_a_section() -> None:
    """LibreOffice falls over one behind it when it rejects all changes."""
    row = "<w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr>"
    old = p(run("a")) + p("") + f"<w:tbl>{row.format(p(run('x y z')))}</w:tbl>" + p(run("b"))
    new = p(run("a")) + p("", properties="<w:sectPr/>") + p(run("b"))
    made = body(proved(package(old), package(new)))
    kinds = ["section" if one.find(f"{W}pPr/{W}sectPr") is not None else one.tag.removeprefix(W) for one in made[0]]
    assert kinds == ["p", "tbl", "section", "p"]


def test_what_no_change_records_is_told() -> None:
    old = built(Source("d.yaml", (DRAFT + TABLE).encode(), ROOT))
    made = docx.Document(io.BytesIO(old))
    made.sections[0].left_margin = Mm(31)
    made.tables[1].columns[0].width = Mm(30)
    made.sections[0].footer.paragraphs[0].add_run("Chân trang khác")
    assert redline(old, saved(made), "An", "").untold == (
        "chữ ở đầu trang, chân trang",
        "cỡ giấy, lề trang",
        "độ rộng cột, đường kẻ, định dạng ô của bảng",
    )
    assert redline(old, old, "An", "").untold == ()


def test_links_that_change_are_told() -> None:
    def linked(words: str, anchor: str) -> bytes:
        made = docx.Document(io.BytesIO(built(Source("d.yaml", DRAFT.encode(), ROOT))))
        link = f'<w:hyperlink xmlns:w="{W[1:-1]}" w:anchor="{anchor}">{run("Xem chỗ này")}</w:hyperlink>'
        made.add_paragraph(words)._p.append(parse_xml(link))
        return saved(made)

    assert redline(linked(" nhé", "a"), linked(" nhé", "b"), "An", "").untold == ("địa chỉ của liên kết",)
    assert redline(linked(" nhé", "a"), linked(" ngay", "a"), "An", "").untold == (
        "liên kết trong đoạn có sửa (còn chữ, mất địa chỉ)",
    )


def test_documents_that_have_changes_already_are_refused() -> None:
    with pytest.raises(Rejected, match="chưa chấp nhận"):
        redline(package(p(run("a") + gone("b"))), package(p(run("a"))), "An", "")


def test_nothing_unproved_is_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "_say_the_same", lambda one, other: False)
    with pytest.raises(Rejected, match="không dựng được bản theo dõi"):
        between(DRAFT, DRAFT.replace(ITEM, ""))


def test_without_the_rule_of_last_marks_the_proof_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_save_last_marks", lambda found: None)
    with pytest.raises(Rejected):
        between(DRAFT, DRAFT.replace(NEXT, NEXT + "      - Việc cuối.\n"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nha-nuoc/bao-cao", "nha-nuoc/ban-sao-giay"),  # numbered paragraphs alone between two tables
        ("nha-nuoc/bao-cao", "nha-nuoc/quy-pham-quyet-dinh"),  # the same styles count otherwise
        ("nghi-quyet-dang-uy-xa-2026", "nha-nuoc/bien-ban"),  # styles that the new document lacks count
        ("quy-II-2021", "nha-nuoc/bao-cao"),
    ],
)
def test_documents_of_two_types(old: str, new: str) -> None:
    for one, other in ((old, new), (new, old)):
        before, after = (built(Source.from_file(ROOT / f"examples/{name}.yaml")) for name in (one, other))
        made = redline(before, after, "An", "")
        views = (accepted, after), (rejected, before)
        for view, whole in views:
            said_now, said_then = (said(view(read_word(data))) for data in (made.data, whole))
            assert [*map(normal, said_now)] == [*map(normal, said_then)]
        assert not made.whole
        assert not faults(made.data)


def test_command(in_tmp: Path) -> None:
    Path("cu.yaml").write_text(DRAFT)
    Path("moi.yaml").write_text(DRAFT.replace(ITEM, ""))
    done = ctct("diff", "cu.yaml", "moi.yaml", "--to", "redline", "-o", "r.docx", "--tac-gia", "Nguyễn An")
    assert done.returncode == 1
    assert done.stderr.decode() == "theo dõi 2 thay đổi; đã kiểm: chấp nhận hết ra bản mới, từ chối hết ra bản cũ\n"
    data = Path("r.docx").read_bytes()
    assert 'w:author="Nguyễn An"' in parts_of(data)["word/document.xml"].decode()
    assert read_docx(data) == ctct("show", "moi.yaml").stdout.decode() or "Rà soát" not in read_docx(data)
    assert ctct("diff", "cu.yaml", "moi.yaml", "--to", "redline", "-o", "r.docx").returncode == 1, "its own file it writes anew"
    assert DEL[:6] in parts_of(data)["word/document.xml"].decode()


def without(data: bytes, part: str, pattern: str) -> bytes:
    """Return a file of which a part has lost what a pattern finds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(buffer, "w") as made:
        for name in package.namelist():
            said = package.read(name)
            made.writestr(name, re.sub(pattern.encode(), b"", said, flags=re.DOTALL) if name == part else said)
    return buffer.getvalue()


def test_lists_that_count_by_nothing_and_a_document_without_a_body() -> None:
    made = docx.Document()
    made.add_paragraph("Một.", "List Number")
    old = saved(made)
    made.paragraphs[0].text = "Hai."
    new = saved(made)
    proved(*(without(one, "word/numbering.xml", "<w:abstractNumId [^>]*>") for one in (old, new)))
    with pytest.raises(Rejected) as refused:
        redline(old, without(new, "word/document.xml", "<w:body>.*</w:body>"), "a", "")
    assert refused.value.diagnostics[0].message == "tệp Word không có phần thân"
