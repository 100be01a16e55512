"""The drafts of a folder that is watched: which there are, what is wrong with each, and whose pages are asked for."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import Any

import pytest

pytest.importorskip("typst")

from bounds import calls
from copies import built
from ctct.diagnostics import Misuse
from ctct.project.files import Source
from ctct.report.located import Verdict
from ctct.runs.cache import Checked, digest_of
from ctct.watch import draft_search
from ctct.watch import folder as folder_module
from ctct.watch.folder import DraftFolder
from ctct.watch.guarded import LOOPBACK
from ctct.watch.opening import folder_watched
from ctct.watch.server import PageContext, PageServer
from test_watch_server import Asker

DRAFT = """loai: cong_van
co_quan: {cap_tren: Tỉnh ủy, ten: Văn phòng}
so_ky_hieu: 05-CV/VPTU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: đăng ký nội dung làm việc
kinh_gui: Các huyện ủy
noi_dung:
  - Văn phòng đề nghị các huyện ủy gửi báo cáo trước ngày 20/4/2021.
noi_nhan: [Như trên, Lưu Văn phòng Tỉnh ủy]
nguoi_ky: {chuc_vu: Chánh Văn phòng, ho_ten: Nguyễn Văn A}
"""
WRONG = DRAFT.replace("gửi báo cáo", "gửi  báo cáo")
BROKEN = DRAFT.replace("cong_van", "cong_vann")


@contextmanager
def serving_folder(at: Path, **texts: str) -> Iterator[tuple[DraftFolder, PageServer]]:
    """Serve the folder ``van-ban`` with drafts: a name like ``b__a`` is the file b/a.yaml."""
    for name, text in texts.items():
        path = at / "van-ban" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(at)
        patch.setenv("XDG_CACHE_HOME", str(at.with_name(f"{at.name}-cache")))
        patch.setattr(folder_module, "ANEW", 0.0)
        patch.setattr(folder_module, "PAUSE_TELLING", 0.0)
        context, folder = folder_watched("van-ban", [])
        assert folder is not None
        server = PageServer(context, 0, folder)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield folder, server
        server.shutdown()
        server.server_close()
        thread.join()


def listed(folder: DraftFolder, looks: int = 4) -> dict[str, Any]:
    """Return what the list says of each draft once all has been looked at."""
    for _ in range(looks):
        folder.look()
    return {one["name"]: one for one in folder.state()["drafts"]}


def test_each_draft_has_its_findings_counted(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b__c=WRONG, d=BROKEN) as (folder, _):
        assert [one["checked"] for one in folder.state()["drafts"]] == [False] * 3, "names are there at once"
        Path("van-ban/danh-ba.yaml").write_text("nguoi: {}\n", "utf-8")
        found = listed(folder)
    assert [*found] == ["a.yaml", "b/c.yaml", "d.yaml"], "what is no draft is not there"
    assert [(one["error"], one["warning"]) for one in found.values()] == [(0, 0), (0, 1), (1, 0)]
    assert all(one["checked"] for one in found.values())


def test_drafts_come_change_and_go(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b=WRONG) as (folder, _):
        numbers = {name: one["number"] for name, one in listed(folder).items()}
        told = folder.edition
        assert listed(folder)
        assert folder.edition == told, "nothing new, nothing told"
        Path("van-ban/b.yaml").unlink()
        Path("van-ban/c.yaml").write_text(BROKEN, "utf-8")
        Path("van-ban/a.yaml").write_text(WRONG, "utf-8")
        found = listed(folder)
        assert {name: (one["error"], one["warning"]) for name, one in found.items()} == {"a.yaml": (0, 1), "c.yaml": (1, 0)}
        assert found["a.yaml"]["number"] == numbers["a.yaml"]
        assert found["c.yaml"]["number"] not in numbers.values(), "an address never comes to mean another draft"


def test_a_shared_file_changes_what_is_told_of_all(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT + "danh_ba: danh-ba.yaml\n", b=DRAFT) as (folder, _):
        assert listed(folder)["a.yaml"]["error"] == 1
        Path("van-ban/danh-ba.yaml").write_text("nguoi: {}\n", "utf-8")
        assert {name: one["error"] for name, one in listed(folder).items()} == {"a.yaml": 0, "b.yaml": 0}


def test_each_draft_has_a_page_of_its_own(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b=WRONG) as (folder, server):
        ask = Asker(server)
        folder.look()
        answer = ask.get("")
        assert (answer.status, answer.headers["Location"]) == (303, "du-thao/1/")
        assert ask.get("du-thao/2/state").status == 200
        assert json.loads(ask.body)["number"] == 0, "it is drawn once it was asked for"
        folder.look()
        assert ask.get("du-thao/2/state").status == 200
        state = json.loads(ask.body)
        assert (state["name"], len(state["pages"]), state["folder"]) == ("van-ban/b.yaml", 1, True)
        assert ask.get(f"du-thao/2/page/{state['pages'][0]['mark']}.svg").status == 200
        assert ask.get("du-thao/2/viec/nguoi/nhu").status == 200
        listed(folder)
        assert ask.get("du-thao/1/drafts").status == 200
        assert [one["name"] for one in json.loads(ask.body)["drafts"]] == ["a.yaml", "b.yaml"]
        for odd in (
            "state",
            "du-thao",
            "du-thao/1",
            "du-thao/9/state",
            "du-thao/x/state",
            "du-thao/../1/state",
            "du-thao//state",
        ):
            assert ask.get(odd).status == 404
        assert ask("/du-thao/1/state").status == 404
        assert ask.get("du-thao/1/state", Host="xau.example").status == 403


def test_news_of_the_list_and_of_the_draft(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b=DRAFT) as (folder, server):
        listed(folder)
        connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=10)
        connection.request("GET", f"/{server.token}/du-thao/1/news")
        stream = connection.getresponse()
        assert [stream.readline() for _ in range(5)][::2] == [b"data: 1\n", b"event: drafts\n", b"\n"]
        Path("van-ban/b.yaml").write_text(WRONG, "utf-8")
        listed(folder)
        assert [stream.readline() for _ in range(2)] == [b"event: drafts\n", f"data: {folder.edition}\n".encode()]
        connection.close()


def test_of_a_list_only_what_is_new_is_told(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b=DRAFT) as (folder, server):
        listed(folder)
        known = folder.edition
        assert folder.state(known) == {"edition": known, "folder": "van-ban", "whole": False, "drafts": []}
        Path("van-ban/b.yaml").write_text(WRONG, "utf-8")
        listed(folder)
        ask = Asker(server)
        assert ask.get(f"du-thao/1/drafts/{known}").status == 200
        told = json.loads(ask.body)
        assert [(one["name"], one["warning"]) for one in told["drafts"]] == [("b.yaml", 1)]
        Path("van-ban/c.yaml").write_text(DRAFT, "utf-8")
        listed(folder)
        assert (folder.state(told["edition"])["whole"], len(folder.state(told["edition"])["drafts"])) == (True, 3)
        assert folder.state(folder.edition + 1)["whole"], "a list that never was"


def test_a_look_costs_the_same_however_many_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "ANEW", 0.0)
    monkeypatch.setattr(draft_search, "AT_ONCE", 10)

    def cost(count: int) -> int:
        at = tmp_path / str(count)
        at.mkdir()
        for number in range(count):
            (at / f"{number}.yaml").write_text("loai: cong_van\n", "utf-8")
        folder = DraftFolder(
            str(at), lambda name: Checked(Verdict(name), "", {name: digest_of(name)}, "", True), fail, Condition()
        )
        for _ in range(2 * count):
            folder.look()
        assert all(one["checked"] for one in folder.state()["drafts"])
        return sorted(calls(folder.look) for _ in range(7))[3]

    assert cost(160) < 1.2 * cost(80)


def sound(name: str) -> Checked:
    return Checked(Verdict(name), "", {name: digest_of(name)}, is_lasting=True)


def fail(name: str) -> PageContext:
    raise AssertionError(name)


def test_what_is_judged_is_known_to_the_next_run(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b=WRONG) as (folder, _):
        known = [*listed(folder).values()]
        folder.close()
        again = folder_watched("van-ban", []).folder
        assert again is not None
        assert again.state()["drafts"] == known


def test_copies_go_to_the_drafts_that_they_were_built_from(tmp_path: Path) -> None:
    with serving_folder(tmp_path, a=DRAFT, b__a=WRONG, c=DRAFT):
        Path("gop-y.docx").write_bytes(built(Source.from_file("van-ban/b/a.yaml")))
        context, folder = folder_watched("van-ban", [], ["gop-y.docx"])
        assert folder is not None
        assert (context.preview.name, context.preview.beside, len(context.copies)) == (
            "van-ban/b/a.yaml",
            (Path("gop-y.docx"),),
            1,
        )
        assert [one["copies"] for one in folder.state()["drafts"]] == [0, 1, 0]
        Path("van-ban/b/a.yaml").write_text(BROKEN, "utf-8")
        with pytest.raises(Misuse, match=r"có thể là của «van-ban/a[.]yaml», «van-ban/b/a[.]yaml»"):
            folder_watched("van-ban", [], ["gop-y.docx"])
        Path("van-ban/b/a.yaml").rename("van-ban/b/d.yaml")
        Path("van-ban/a.yaml").unlink()
        with pytest.raises(Misuse, match=r"«gop-y[.]docx» không phải bản in từ dự thảo nào trong thư mục «van-ban»"):
            folder_watched("van-ban", [], ["gop-y.docx"])


def test_pages_that_nobody_looks_at_are_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_module, "KEPT", 1)
    with serving_folder(tmp_path, a=DRAFT, b=DRAFT) as (folder, server):
        ask = Asker(server)
        for number in (1, 2):
            ask.get(f"du-thao/{number}/state")
            folder.look()
        monkeypatch.setattr(folder_module, "LATELY", -1.0)
        folder.look()
        monkeypatch.setattr(folder_module, "LATELY", 30.0)
        assert ask.get("du-thao/1/state/1").status == 200
        state = json.loads(ask.body)
        assert (state["number"], state["pages"]) == (1, [])
        folder.look()
        assert ask.get("du-thao/1/state/1").status == 200
        state = json.loads(ask.body)
        assert state["number"] > 1, "an edition's number never comes back for another"
        assert state["pages"][0]["mark"]
