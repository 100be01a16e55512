"""The edits of copies in ``ctct watch``, over HTTP: handed over, taken into the draft's file, left; and what is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("typst")

from copies import Office, built
from ctct.cli import main
from ctct.drafting.merge.merge import Copy, merge
from ctct.project.files import Source
from ctct.watch.copies import LIMIT_COPIES, LIMIT_COPY, CopyDesk
from ctct.watch.saving import CHANGED
from test_watch_server import ROOT, Asker, serving

DRAFT = "quy-II-2021.yaml"
OVERVIEW = "Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo"


class Desk(Asker):
    """The page of a draft, its copies and what was last told of them."""

    def order(self, what: str, said: Any, *, origin: str = "") -> int:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        here = {"Origin": origin or f"http://127.0.0.1:{self.server.server_port}"}
        return self(f"/{self.token}/{what}", method="POST", body=body, **here).status

    def copies(self) -> Any:
        assert self.get("copies").status == 200
        return json.loads(self.body)

    def hand_over(self, name: str, data: bytes) -> Any:
        assert self.order(f"copy/{quote(name)}", data) == 200
        return json.loads(self.body)

    def take(self, key: str | None, told: Any) -> Any:
        assert self.order("take", {"copy": told["copies"][0]["number"], "key": key, "draft": told["draft"]}) == 200
        return json.loads(self.body)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with serving(tmp_path, DRAFT) as server:
        yield Desk(server)


def sent_back() -> bytes:
    office = Office(built(Source.from_file(DRAFT)), recorded=True)
    office.replace("trả lời chất vấn", "giải trình")
    office.replace("giảm nghèo bền vững ở 06", "giảm nghèo nhanh ở 06")
    office.add_after(office.find(OVERVIEW), "Các cấp ủy đã chủ động rà soát nhiệm vụ.")
    return office.saved()


def edits(told: Any) -> list[tuple[str, str]]:
    return [(one["old"], one["new"]) for copy in told["copies"] for one in copy["edits"]]


def test_edits_with_their_places(desk: Desk) -> None:
    assert (desk.state()["copies"], desk.copies()["copies"]) == (0, [])
    told = desk.hand_over("góp ý Đ/c Huy.docx", sent_back())
    (copy,) = told["copies"]
    assert copy["name"] == "c Huy.docx", "no path comes in with a name"
    assert edits(told) == [
        ("", "Các cấp ủy đã chủ động rà soát nhiệm vụ."),
        ("bền vững", "nhanh"),
        ("trả lời chất vấn", "giải trình"),
    ]
    last = copy["edits"][-1]
    assert (last["who"], last["takeable"], last["label"]) == ("Đ/c Huy, 12/5/2021", True, "(7)")
    assert "trả lời chất vấn" in Path(DRAFT).read_text("utf-8").splitlines()[last["line"] - 1]
    assert desk.state()["copies"] == 1


def test_one_is_taken_one_left_and_the_rest_taken(desk: Desk) -> None:
    data = sent_back()
    source = Source.from_file(DRAFT)
    told = desk.hand_over("gop-y.docx", data)
    added, reworded, _ = told["copies"][0]["edits"]
    told = desk.take(reworded["key"], told)
    assert Path(DRAFT).read_bytes() == source.data.replace("nghèo bền vững ở 06".encode(), "nghèo nhanh ở 06".encode())
    assert len(edits(told)) == 2
    assert desk.order("leave", {"copy": 0, "key": added["key"]}) == 200
    assert edits(desk.copies()) == [("trả lời chất vấn", "giải trình")]
    told = desk.take(None, desk.copies())
    assert (edits(told), told["told"]) == ([], "")
    whole = merge(source, [Copy("gop-y.docx", data)], lambda edit: edit.key != added["key"])
    assert Path(DRAFT).read_bytes() == whole.data
    assert desk.order("close", {"copy": 0}) == 200
    assert desk.copies()["copies"] == []


def test_a_draft_that_was_changed_meanwhile_is_left_alone_and_the_list_made_anew(desk: Desk) -> None:
    told = desk.hand_over("gop-y.docx", sent_back())
    key = told["copies"][0]["edits"][-1]["key"]
    now = Path(DRAFT).read_text("utf-8").replace("Chất vấn và", "Hỏi và")
    Path(DRAFT).write_text(now, "utf-8")
    again = desk.take(key, told)
    assert again["told"] == CHANGED
    assert Path(DRAFT).read_text("utf-8") == now
    assert again["draft"] != told["draft"]
    assert desk.take(key, again)["told"] == ""
    assert "Hỏi và giải trình (nếu có)." in Path(DRAFT).read_text("utf-8")


def test_a_draft_changed_between_reading_and_writing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = desk.hand_over("gop-y.docx", sent_back())
    monkeypatch.setattr("ctct.drafting.merge.saving.read_or_none", lambda path: b"# another")
    before = Path(DRAFT).read_bytes()
    assert "vừa được sửa ở nơi khác; chưa ghi gì" in desk.take(None, told)["told"]
    assert Path(DRAFT).read_bytes() == before


def test_conflicts_and_a_draft_with_faults(desk: Desk) -> None:
    desk.hand_over("gop-y.docx", sent_back())
    text = Path(DRAFT).read_text("utf-8")
    Path(DRAFT).write_text(text.replace("trả lời chất vấn", "hỏi và đáp"), "utf-8")
    told = desk.copies()
    conflict = next(one for one in told["copies"][0]["edits"] if one["conflict"])
    assert not conflict["takeable"]
    assert "dự thảo đã đổi thành" in conflict["why"]
    before = Path(DRAFT).read_bytes()
    assert desk.take(conflict["key"], told)["told"] == conflict["why"]
    assert Path(DRAFT).read_bytes() == before
    Path(DRAFT).write_text("a: [", "utf-8")
    assert desk.copies()["copies"][0]["told"][0].startswith("dự thảo đang có lỗi")
    Path(DRAFT).unlink()
    assert desk.copies()["draft"] == ""
    Path(DRAFT).write_text(text, "utf-8")
    assert len(edits(desk.copies())) == 3


def test_remarks(desk: Desk) -> None:
    office = Office(built(Source.from_file(DRAFT)))
    paragraph = next(one for one in office.document.paragraphs if "Chất vấn" in one.text)
    office.document.add_comment(paragraph.runs, "Đề nghị bổ sung thời hạn.", "Đ/c Huy", "H")
    (remark,) = desk.hand_over("gop-y.docx", office.saved())["copies"][0]["remarks"]
    assert remark["text"] == "Đề nghị bổ sung thời hạn."
    assert remark["who"].startswith("Đ/c Huy, ")
    assert "Chất vấn" in Path(DRAFT).read_text("utf-8").splitlines()[remark["line"] - 1]


def test_what_is_no_copy_of_the_draft(desk: Desk) -> None:
    assert "không phải tệp Word" in desk.hand_over("hong.docx", b"PK\x03\x04 h")["told"]
    assert "không phải tệp Word" in desk.hand_over("a.docx", b"x")["told"]
    other = built(Source.from_file(ROOT / "examples/nha-nuoc/cong-van.yaml"))
    told = desk.hand_over("khac.docx", other)
    assert told["copies"][0]["told"] == ["«khac.docx» không phải bản in từ dự thảo này"]
    untouched = desk.hand_over("vua-dung.docx", built(Source.from_file(DRAFT)))["copies"][1]
    assert (untouched["edits"], untouched["told"]) == ([], [])


def test_one_sent_again_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.hand_over("gop-y.docx", sent_back())
    told = desk.hand_over("gop-y.docx", built(Source.from_file(DRAFT)))
    assert [(copy["name"], copy["edits"]) for copy in told["copies"]] == [("gop-y.docx", [])]
    same = built(Source.from_file(DRAFT))
    for number in range(LIMIT_COPIES - 1):
        assert desk.hand_over(f"{number}.docx", same)["told"] == ""
    assert "đóng bớt" in desk.hand_over("them.docx", same)["told"]


@pytest.mark.parametrize("what", ["copy/a.docx", "take", "leave", "close"])
def test_nobody_else_orders_anything(desk: Desk, what: str) -> None:
    before = Path(DRAFT).read_bytes()
    told = desk.hand_over("gop-y.docx", sent_back())
    said = {"copy": told["copies"][0]["number"], "key": None, "draft": told["draft"]}
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1"):
        assert desk.order(what, said, origin=origin) == 403
    assert desk(f"/{desk.token}/{what}", method="POST", body=json.dumps(said).encode()).status == 403
    assert desk(f"/x/{what}", method="POST", body=json.dumps(said).encode()).status == 404
    assert desk.get(what).status == 404
    assert Path(DRAFT).read_bytes() == before
    assert len(desk.copies()["copies"]) == 1


@pytest.mark.parametrize("what", ["take", "leave", "close"])
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"x",
        b"[]",
        b"{}",
        b'{"copy": "0"}',
        b'{"copy": true, "draft": ""}',
        b'{"copy": 0, "key": 7, "draft": ""}',
        b"9" * 70_000,
    ],
    ids=lambda one: repr(one)[:24],
)
def test_odd_orders(desk: Desk, what: str, said: bytes) -> None:
    assert desk.order(what, said) == 403
    assert desk.get("state").status == 200


def test_a_copy_that_is_too_large_is_not_read(desk: Desk) -> None:
    here = {"Origin": f"http://127.0.0.1:{desk.server.server_port}", "Content_Length": str(LIMIT_COPY + 1)}
    assert desk(f"/{desk.token}/copy/a.docx", method="POST", body=b"", **here).status == 413
    assert desk.order("copy/", b"x") == 403


def test_copies_named_on_the_command_line(desk: Desk) -> None:
    Path("gop-y.docx").write_bytes(sent_back())
    copies = CopyDesk(DRAFT, ["gop-y.docx"])
    assert len(edits(copies.state())) == 3
    copies.leave(0, None)
    assert edits(copies.state()) == []
    office = Office(built(Source.from_file(DRAFT)))
    office.replace("trả lời chất vấn", "báo cáo")
    Path("gop-y.docx").write_bytes(office.saved())
    assert edits(copies.state()) == [("trả lời chất vấn", "báo cáo")]
    Path("gop-y.docx").unlink()
    assert "không đọc được" in copies.state()["copies"][0]["told"][0]


def test_a_change_of_a_copy_is_news(desk: Desk) -> None:
    preview = desk.server.context.preview
    preview.beside = (Path("gop-y.docx"),)
    preview.rebuild()
    before = preview.edition.number
    Path("gop-y.docx").write_bytes(b"x")
    preview.rebuild()
    assert preview.edition.number == before + 1


def test_a_copy_that_is_not_there(desk: Desk) -> None:
    from click.testing import CliRunner

    done = CliRunner().invoke(main, ["watch", DRAFT, "--gop-y", "khong-co.docx", "--no-open"])
    assert done.exit_code == 2
    assert "không có bản sửa «khong-co.docx»" in done.output
