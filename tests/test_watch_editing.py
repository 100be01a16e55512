"""What the page's server does for the editor in the page: it reads, saves and keeps a draft, and overwrites nobody's work."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("typst")

from ctct.watch.copies import CopyDesk
from ctct.watch.edit_page import EditPage
from ctct.watch.editing import EditedDraft
from ctct.watch.guarded import LOOPBACK
from ctct.watch.language import ABOUT_DRAFT, LanguageServerProcess
from ctct.watch.preview import Preview
from ctct.watch.saving import mark_of
from ctct.watch.server import PageContext, PageServer
from test_watch_server import Asker


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditedDraft:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "d.yaml"
    path.write_bytes(b"loai: thong_bao\n")
    return EditedDraft("d.yaml", path)


def test_what_is_on_the_disk(draft: EditedDraft) -> None:
    assert draft.state() == {"mark": mark_of(b"loai: thong_bao\n"), "text": "loai: thong_bao\n", "kept": None}
    draft.path.unlink()
    assert draft.state() == {"mark": "", "text": "", "kept": None}


def test_a_text_is_saved(draft: EditedDraft) -> None:
    told = draft.save(draft.state()["mark"], "loai: to_trinh\n")
    assert draft.path.read_bytes() == b"loai: to_trinh\n"
    assert told == {"mark": mark_of(b"loai: to_trinh\n")}


@pytest.mark.parametrize("before", [b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", b"a: 1\r\nb: 2\r\n", b"a: 1\nb: 2\n", b"a: 1\nb: 2"])
def test_a_file_keeps_its_form(draft: EditedDraft, before: bytes) -> None:
    draft.path.write_bytes(before)
    state = draft.state()
    assert state["text"] == "a: 1\nb: 2" + "\n" * before.endswith(b"\n")
    draft.save(state["mark"], state["text"].replace("1", "3"))
    assert draft.path.read_bytes() == before.replace(b"1", b"3")


def test_what_another_program_has_written_is_not_written_over(draft: EditedDraft) -> None:
    mark = draft.state()["mark"]
    draft.path.write_bytes(b"khac\n")
    assert draft.save(mark, "loai: to_trinh\n") == {"conflict": {"mark": mark_of(b"khac\n"), "text": "khac\n"}}
    assert draft.path.read_bytes() == b"khac\n"
    draft.path.unlink()
    assert draft.save(mark, "loai: to_trinh\n") == {"conflict": {"mark": "", "text": ""}}
    assert not draft.path.exists()


def test_a_file_that_came_meanwhile_is_not_written_over(draft: EditedDraft) -> None:
    assert "conflict" in draft.save("", "loai: to_trinh\n")


def test_what_is_not_saved_is_kept_beside_the_draft(draft: EditedDraft) -> None:
    mark = draft.state()["mark"]
    assert draft.keep(mark, "loai: to\n") == {}
    assert draft.kept_at.name == ".d.yaml.chua-luu"
    assert draft.kept_at.stat().st_mode & 0o077 == 0
    assert EditedDraft("d.yaml", draft.path).state()["kept"] == {"mark": mark, "text": "loai: to\n"}
    draft.save(mark, "loai: to_trinh\n")
    assert not draft.kept_at.exists()
    draft.keep(mark, "x")
    draft.keep(mark, None)
    assert draft.state()["kept"] is None
    assert sorted(path.name for path in draft.path.parent.iterdir()) == ["d.yaml"]


def test_a_text_is_written_to_a_file_of_its_own(draft: EditedDraft) -> None:
    assert draft.save_apart("một\n") == {"name": "d.cua-toi.yaml"}
    assert draft.save_apart("hai\n") == {"name": "d.cua-toi1.yaml"}
    assert (draft.path.parent / "d.cua-toi.yaml").read_text("utf-8") == "một\n"


def test_a_file_that_is_no_text_is_not_edited(draft: EditedDraft) -> None:
    draft.path.write_bytes(b"\xff\xfe\x00")
    assert "không phải văn bản UTF-8" in draft.state()["wrong"]


def test_what_cannot_be_written_is_told(draft: EditedDraft) -> None:
    assert draft.save(draft.state()["mark"], "\ud800") == {"wrong": "có ký tự không ghi ra tệp được"}
    assert draft.path.read_bytes() == b"loai: thong_bao\n"


# --- what the server answers ------------------------------------------------------------------------------------------


@pytest.fixture
def ask(draft: EditedDraft) -> Iterator[Asker]:
    """A server with the editor, whose draft was not drawn."""
    preview = Preview(draft.name, draft.path)
    server = PageServer(PageContext(preview, [], CopyDesk(draft.name), editing=EditPage(preview)), 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Asker(server)
    server.shutdown()
    server.server_close()
    thread.join()


def order(ask: Asker, what: str, said: object, **headers: str) -> int:
    origin = {"Origin": ask.server.address.partition(f"/{ask.token}")[0], **headers}
    return ask(f"/{ask.token}/{what}", method="POST", body=json.dumps(said).encode(), **origin).status


def test_the_editor_is_there_only_where_it_was_asked_for(ask: Asker) -> None:
    assert ask.get("editing.css").status == 200
    assert ask.get("draft").status == 200
    page = ask.get("")
    policy, html = page.headers["Content-Security-Policy"], ask.body.decode()
    nonce = html.partition('<meta name="style-nonce" content="')[2].partition('"')[0]
    assert f"style-src 'self' 'nonce-{nonce}'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    ask.get("")
    assert nonce not in ask.body.decode(), "each page has a secret of its own"
    assert ask.get("copies").status == 200, "what there is without an editor is there with it"


def test_orders_keep_the_rules_of_the_page(ask: Asker) -> None:
    said = {"mark": mark_of(b"loai: thong_bao\n"), "text": "sai\n"}
    assert order(ask, "save", said, Origin="http://example.com") == 403
    assert order(ask, "save", said, Origin="") == 403
    assert order(ask, "save", {"mark": 1, "text": "sai"}) == 403
    assert order(ask, "save", None) == 403
    assert ask("/wrong/save", method="POST", body=b"{}").status in (403, 404)
    assert Path("d.yaml").read_bytes() == b"loai: thong_bao\n"
    assert order(ask, "save", said) == 200
    assert Path("d.yaml").read_bytes() == b"sai\n"


def test_a_file_that_may_not_be_written_is_told_before_the_draft_is_read(ask: Asker) -> None:
    Path("d.yaml").chmod(0o444)
    assert ask.get("draft").status == 200
    assert json.loads(ask.body)["readOnly"] == "tệp dự thảo chỉ đọc"
    Path("d.yaml").unlink()
    assert ask.get("draft").status == 200
    assert json.loads(ask.body)["readOnly"] == "", "saving makes it"


def test_the_port_of_a_server_that_was_stopped_serves_again_at_once(draft: EditedDraft) -> None:
    context = PageContext(Preview(draft.name, draft.path), [], CopyDesk(draft.name))
    first = PageServer(context, 0)
    with socket.create_connection((LOOPBACK, first.server_port)):
        first.get_request()[0].close()  # whoever closes first keeps the address for a while
    first.server_close()
    PageServer(context, first.server_port).server_close()


def test_the_page_talks_of_its_draft_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sent: list[str] = []
    monkeypatch.setattr(LanguageServerProcess, "__init__", lambda self: setattr(self, "_uri", "file:///d.yaml"))
    monkeypatch.setattr(LanguageServerProcess, "_send", lambda self, message: sent.append(message["method"]))
    language = LanguageServerProcess()  # type: ignore[call-arg]
    own, other = ({"textDocument": {"uri": f"file:///{name}"}} for name in ("d.yaml", "e.yaml"))
    language.tell([{"method": method, "params": other} for method in ABOUT_DRAFT])
    language.tell([{"method": "workspace/executeCommand", "params": own}, {"method": "exit"}, "exit", None])
    language.tell({"method": "textDocument/hover", "params": own})
    assert sent == []
    language.tell([{"method": method, "params": own} for method in sorted(ABOUT_DRAFT)])
    assert sent == sorted(ABOUT_DRAFT)
