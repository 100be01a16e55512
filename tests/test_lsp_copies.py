"""Edited copies beside a draft in an editor: offered, shown, taken, left; through the protocol."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from copies import Office, built
from ctct.project.files import Source
from editor import ROOT, Editor
from lsp_analysis import line_of

DRAFT = "quy-II-2021.yaml"
QUESTIONS = "Chất vấn và trả lời chất vấn (nếu có)."
OVERVIEW = "Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo"
SEE = {"title": "Xem chỗ sửa"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/danh-ba", tmp_path / "danh-ba")
    shutil.copy(ROOT / "examples" / DRAFT, tmp_path)
    os.utime(tmp_path / DRAFT, (1, 1))
    return tmp_path


@pytest.fixture
def editor(folder: Path) -> Iterator[Editor]:
    with Editor(folder) as one:
        yield one
        assert b"Traceback" not in one.errors, one.errors.decode()


def office_of(folder: Path) -> Office:
    return Office(built(Source.from_file(folder / DRAFT)._replace(name=DRAFT)), recorded=True)


def sent_back(folder: Path, name: str = "gop-y.docx") -> None:
    """Put a copy beside the draft in which words were typed over at two places and a paragraph was added."""
    office = office_of(folder)
    office.replace("trả lời chất vấn", "giải trình")
    office.replace("giảm nghèo bền vững ở 06", "giảm nghèo nhanh ở 06")
    office.add_after(office.find(OVERVIEW), "Các cấp ủy đã chủ động rà soát nhiệm vụ.")
    (folder / name).write_bytes(office.saved())


def beside(editor: Editor, *, count: int) -> list[Any]:
    """Wait until so many edits of copies are shown."""
    while len(found := _beside(editor)) != count:
        editor.findings(DRAFT)
    return found


def _beside(editor: Editor) -> list[Any]:
    told = editor.told.get(editor.uri(DRAFT), {"diagnostics": []})["diagnostics"]
    return [one for one in told if one["source"] == "ctct góp ý"]


def command(editor: Editor, name: str, *given: str) -> Any:
    return editor.ask("workspace/executeCommand", command=name, arguments=[editor.uri(DRAFT), *given])


def actions_at(editor: Editor, line: int, **context: Any) -> list[Any]:
    place = {"line": line, "character": 0}
    region = {"start": place, "end": place}
    found = editor.about("codeAction", DRAFT, range=region, context={"diagnostics": [], **context})
    return found or []


def opened(editor: Editor, folder: Path) -> None:
    sent_back(folder)
    editor.open(DRAFT)
    command(editor, "ctct.nhanGopY", "gop-y.docx")


def apply(editor: Editor, action: Any) -> int:
    (edit,) = action["edit"]["changes"][editor.uri(DRAFT)]
    start, end = edit["range"]["start"], edit["range"]["end"]
    return editor.change(DRAFT, ((start["line"], start["character"]), (end["line"], end["character"]), edit["newText"]))


def messages(editor: Editor) -> list[str]:
    return [one["params"]["message"] for one in editor.notices if one["method"] == "window/showMessage"]


def test_edits_are_shown_at_their_places(editor: Editor, folder: Path) -> None:
    opened(editor, folder)
    shown = {one["range"]["start"]["line"]: one for one in beside(editor, count=3)}
    line, column = line_of((folder / DRAFT).read_text("utf-8"), "trả lời chất vấn (nếu có)")
    one = shown[line]
    assert one["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + len("trả lời chất vấn")},
    }
    assert one["message"] == "«trả lời chất vấn» → «giải trình»\nĐ/c Huy, 12/5/2021, gop-y.docx"
    assert (one["severity"], one["code"]) == (3, "gop-y")
    assert any("thêm «Các cấp ủy đã chủ động rà soát nhiệm vụ.»" in one["message"] for one in shown.values())


def test_one_is_taken_one_is_left_and_the_third_stays_right(editor: Editor, folder: Path) -> None:
    opened(editor, folder)
    beside(editor, count=3)
    text = (folder / DRAFT).read_text("utf-8")
    added = next(one for one in _beside(editor) if "thêm" in one["message"])["range"]["start"]["line"]
    take = next(one for one in actions_at(editor, added) if one["title"].startswith("Nhận sửa"))
    assert take["diagnostics"][0]["code"] == "gop-y"
    apply(editor, take)
    found = {one["range"]["start"]["line"] for one in beside(editor, count=2)}
    line = line_of(text, "trả lời chất vấn (nếu có)")[0]
    assert line not in found
    now = next(at for at in found if at > line)
    (leave,) = [one for one in actions_at(editor, now) if one["title"] == "Bỏ qua: «trả lời chất vấn» → «giải trình»"]
    command(editor, leave["command"]["command"], *leave["command"]["arguments"][1:])
    (last,) = beside(editor, count=1)
    assert "«bền vững» → «nhanh»" in last["message"]
    (take,) = [one for one in actions_at(editor, last["range"]["start"]["line"]) if one["title"].startswith("Nhận sửa")]
    apply(editor, take)
    assert beside(editor, count=0) == []


def test_all_are_taken_at_once_as_the_merge_does(editor: Editor, folder: Path) -> None:
    from ctct.drafting.merge.merge import Copy, merge

    opened(editor, folder)
    (all_of_them,) = [one for one in actions_at(editor, 0, only=["source"]) if one["title"].startswith("Nhận tất cả 3")]
    (edit,) = all_of_them["edit"]["changes"][editor.uri(DRAFT)]
    lines = (folder / DRAFT).read_text("utf-8").splitlines(keepends=True)
    start, end = (edit["range"][side] for side in ("start", "end"))
    before = "".join(lines[: start["line"]]) + lines[start["line"]][: start["character"]]
    after = lines[end["line"]][end["character"] :] + "".join(lines[end["line"] + 1 :])
    merged = merge(Source.from_file(folder / DRAFT), [Copy("gop-y.docx", (folder / "gop-y.docx").read_bytes())])
    assert before + edit["newText"] + after == merged.data.decode()
    apply(editor, all_of_them)
    assert beside(editor, count=0) == []


def test_what_is_typed_meanwhile(editor: Editor, folder: Path) -> None:
    opened(editor, folder)
    line, column = line_of((folder / DRAFT).read_text("utf-8"), "trả lời chất vấn (nếu có)")
    editor.change(DRAFT, ((0, 0), (0, 0), "# thêm\n"))
    while line + 1 not in {one["range"]["start"]["line"] for one in _beside(editor)}:
        editor.findings(DRAFT)
    editor.change(DRAFT, ((line + 1, column), (line + 1, column + len("trả lời")), "hỏi và đáp"))
    while "xung-dot" not in {one["code"] for one in _beside(editor)}:
        editor.findings(DRAFT)
    conflict = next(one for one in _beside(editor) if one["code"] == "xung-dot")
    assert "dự thảo đã đổi thành" in conflict["message"]
    titles = [one["title"] for one in actions_at(editor, conflict["range"]["start"]["line"])]
    assert not any(one.startswith("Nhận sửa") for one in titles)
    assert any(one.startswith("Bỏ qua: ") for one in titles)


def test_a_draft_that_cannot_be_read_for_the_moment(editor: Editor, folder: Path) -> None:
    opened(editor, folder)
    beside(editor, count=3)
    editor.change(DRAFT, ((0, 0), (0, 0), "a: [\n"))
    found = beside(editor, count=4)
    assert any("dự thảo đang có lỗi" in one["message"] for one in found)
    assert not any("Nhận" in one["title"] for line in range(100) for one in actions_at(editor, line))
    editor.change(DRAFT, ((0, 0), (1, 0), ""))
    beside(editor, count=3)


def test_remarks_are_hints(editor: Editor, folder: Path) -> None:
    office = office_of(folder)
    paragraph = next(one for one in office.document.paragraphs if QUESTIONS[:9] in one.text)
    office.document.add_comment(paragraph.runs, "Đề nghị bổ sung thời hạn.", "Đ/c Huy", "H")
    (folder / "gop-y.docx").write_bytes(office.saved())
    editor.open(DRAFT)
    command(editor, "ctct.nhanGopY", "gop-y.docx")
    (one,) = beside(editor, count=1)
    assert one["severity"] == 4
    assert one["message"].startswith("nhận xét: Đề nghị bổ sung thời hạn.\nĐ/c Huy, ")
    assert one["range"]["start"]["line"] == line_of((folder / DRAFT).read_text("utf-8"), QUESTIONS)[0]


def test_a_copy_beside_the_draft_is_offered_when_that_is_opened(folder: Path) -> None:
    sent_back(folder)
    (folder / "vua-dung.docx").write_bytes(built(Source.from_file(folder / DRAFT)._replace(name=DRAFT)))
    (folder / "cua-du-thao-khac.docx").write_bytes((folder / "gop-y.docx").read_bytes()[:-9])
    (folder / "~$gop-y.docx").write_bytes(b"\x05User")
    with Editor(folder, answers={"window/showMessageRequest": SEE}) as editor:
        editor.open(DRAFT)
        assert len(beside(editor, count=3)) == 3
        (asked,) = [one for one in editor.notices if one["method"] == "window/showMessageRequest"]
        assert asked["params"]["message"] == "«gop-y.docx»: bản Word đã sửa của dự thảo này"
        editor.change(DRAFT, ((0, 0), (0, 0), "# thêm\n"))
        beside(editor, count=3)
        assert [one["method"] for one in editor.notices].count("window/showMessageRequest") == 1


def test_a_copy_older_than_the_draft_is_not_offered_but_can_be_asked_for(editor: Editor, folder: Path) -> None:
    sent_back(folder)
    os.utime(folder / "gop-y.docx", (0, 0))
    editor.open(DRAFT)
    assert [one["title"] for one in actions_at(editor, 0, only=["source"])] == []
    command(editor, "ctct.nhanGopY")
    assert messages(editor) == ["không có bản Word nào đã sửa của dự thảo này nằm cạnh dự thảo"]
    assert not [one for one in editor.notices if one["method"] == "window/showMessageRequest"]
    command(editor, "ctct.nhanGopY", (folder / "gop-y.docx").as_uri())
    beside(editor, count=3)


def test_a_copy_that_comes_while_the_draft_is_open(editor: Editor, folder: Path) -> None:
    editor.open(DRAFT)
    editor.findings(DRAFT, 1)
    sent_back(folder)
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("gop-y.docx"), "type": 1}])
    (see,) = actions_at(editor, 0, only=["source"])
    assert see["title"] == "Xem chỗ sửa trong «gop-y.docx»"
    command(editor, see["command"]["command"], *see["command"]["arguments"][1:])
    beside(editor, count=3)
    close = next(one for one in actions_at(editor, 0, only=["source"]) if one["title"] == "Đóng bản sửa «gop-y.docx»")
    command(editor, close["command"]["command"], *close["command"]["arguments"][1:])
    assert beside(editor, count=0) == []


def test_a_copy_that_is_saved_again_and_one_that_is_gone(editor: Editor, folder: Path) -> None:
    opened(editor, folder)
    beside(editor, count=3)
    office = office_of(folder)
    office.replace("trả lời chất vấn", "báo cáo giải trình")
    (folder / "gop-y.docx").write_bytes(office.saved())
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("gop-y.docx"), "type": 2}])
    (one,) = beside(editor, count=1)
    assert "«báo cáo giải trình»" in one["message"]
    (folder / "gop-y.docx").unlink()
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("gop-y.docx"), "type": 3}])
    while "không đọc được" not in _beside(editor)[0]["message"]:
        editor.findings(DRAFT)
    assert _beside(editor)[0]["severity"] == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("khong-co.docx", "không đọc được"),
        ("hong.docx", "đây không phải tệp Word (.docx), hoặc tệp đã hỏng"),
        ("khac.docx", "«khac.docx» không phải bản in từ dự thảo này"),
        ("vua-dung.docx", "không có chỗ sửa nào mà dự thảo chưa có"),
        (".", "không đọc được"),
    ],
)
def test_what_is_no_copy_of_the_draft_is_told(editor: Editor, folder: Path, name: str, told: str) -> None:
    (folder / "hong.docx").write_bytes(b"PK\x03\x04 h\xe1\xbb\x8fng")
    (folder / "khac.docx").write_bytes(built(Source.from_file(ROOT / "examples/nha-nuoc/cong-van.yaml")))
    (folder / "vua-dung.docx").write_bytes(built(Source.from_file(folder / DRAFT)._replace(name=DRAFT)))
    editor.open(DRAFT)
    command(editor, "ctct.nhanGopY", name)
    assert told in messages(editor)[-1]
    assert _beside(editor) == []
    assert editor.works(DRAFT)


def test_commands_that_are_about_nothing(editor: Editor, folder: Path) -> None:
    editor.ask("workspace/executeCommand", command="ctct.nhanGopY", arguments=[editor.uri("khong-mo.yaml"), "a.docx"])
    assert messages(editor) == ["mở dự thảo trước, rồi mới mở bản sửa của dự thảo ấy"]
    editor.open(DRAFT)
    command(editor, "ctct.boQuaGopY", "a.docx", "x")
    command(editor, "ctct.dongGopY", "a.docx")
    assert "error" in editor.answer("workspace/executeCommand", command="ctct.nhanGopY", arguments=[])
    assert editor.works(DRAFT)
