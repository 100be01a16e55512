"""The quick fixes on the page of ``ctct watch``: those of the language server, written only into the draft that was shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typst")

from ctct.watch.mending import BY_HAND
from ctct.watch.saving import CHANGED
from test_watch_folder import DRAFT, WRONG, serving_folder
from test_watch_server import Asker

TWO = WRONG.replace("05-CV", "5-CV")
FILE = Path("van-ban/a.yaml")


class Mender(Asker):
    """Asks for the page of the folder's only draft."""

    def known(self) -> Any:
        assert self.server.folder
        self.server.folder.look()
        assert self.get("du-thao/1/state").status == 200
        return json.loads(self.body)

    def mend(self, origin: bool = True, **said: object) -> Any:
        headers = {"Origin": f"http://127.0.0.1:{self.server.server_port}"} if origin else {}
        answer = self(f"/{self.token}/du-thao/1/mend", method="POST", body=json.dumps(said).encode(), **headers)
        return json.loads(self.body)["wrong"] if answer.status == 200 else answer.status


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Mender]:
    with serving_folder(tmp_path, a=TWO) as (_, server):
        yield Mender(server)


def fixes(state: Any) -> dict[str, list[str]]:
    return {one["code"]: one["fixes"] for one in state["findings"] if one["fixes"]}


def test_a_finding_has_the_fixes_of_an_editor(ask: Mender) -> None:
    state = ask.known()
    assert fixes(state)["SKH02"] == ["Sửa thành «05-CV/VPTU»"]
    finding = next(one for one in state["findings"] if one["code"] == "SKH02")
    assert ask.mend(draft=state["draft"], finding=finding["key"], remedy=0) == ""
    assert FILE.read_text("utf-8") == WRONG, "and nothing else"
    assert "SKH02" not in fixes(ask.known())


def test_all_that_is_safe_at_once(ask: Mender) -> None:
    assert ask.mend(draft=ask.known()["draft"], finding=None, remedy=None) == ""
    assert FILE.read_text("utf-8") == DRAFT
    assert ask.mend(draft=ask.known()["draft"], finding=None, remedy=None) == BY_HAND


def test_what_a_hint_says_was_meant(ask: Mender) -> None:
    FILE.write_text(DRAFT.replace("trich_yeu", "trich_yeuu"), "utf-8")
    state = ask.known()
    finding = next(one for one in state["findings"] if "Đổi thành «trich_yeu»" in one["fixes"])
    assert ask.mend(draft=state["draft"], finding=finding["key"], remedy=0) == ""
    assert FILE.read_text("utf-8") == DRAFT


def test_a_draft_saved_meanwhile_is_not_written_over(ask: Mender) -> None:
    state = ask.known()
    key = next(one["key"] for one in state["findings"] if one["fixes"])
    FILE.write_text(TWO + "# thêm\n", "utf-8")
    assert ask.mend(draft=state["draft"], finding=key, remedy=0) == CHANGED
    assert ask.mend(draft=state["draft"], finding=None, remedy=None) == CHANGED
    assert FILE.read_text("utf-8") == TWO + "# thêm\n"
    FILE.unlink()
    assert ask.mend(draft=state["draft"], finding=key, remedy=0) == CHANGED
    assert not FILE.exists()


def test_what_must_not_be_written_is_not(ask: Mender, tmp_path: Path) -> None:
    FILE.chmod(0o444)
    state = ask.known()
    assert state["readOnly"] == "tệp dự thảo chỉ đọc"
    assert ask.mend(draft=state["draft"], finding=None, remedy=None) == "tệp dự thảo chỉ đọc"
    FILE.chmod(0o644)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-ngoai.yaml"
    elsewhere.write_text(TWO, "utf-8")
    Path("ctct.toml").write_text("", "utf-8")
    FILE.unlink()
    FILE.symlink_to(elsewhere)
    state = ask.known()
    assert ask.mend(draft=state["draft"], finding=None, remedy=None) != ""
    assert elsewhere.read_text("utf-8") == TWO


def test_odd_orders_are_refused(ask: Mender) -> None:
    state = ask.known()
    key = next(one["key"] for one in state["findings"] if one["fixes"])
    assert ask.mend(origin=False, draft=state["draft"], finding=key, remedy=0) == 403
    for said in ({}, {"draft": 1}, {"draft": state["draft"], "finding": 5}, {"draft": state["draft"], "finding": key}):
        assert ask.mend(**said) == 403
    for remedy in (-1, True, "0", 1.5):
        assert ask.mend(draft=state["draft"], finding=key, remedy=remedy) == 403
    assert ask.mend(draft=state["draft"], finding=key, remedy=99) == CHANGED
    assert ask.mend(draft=state["draft"], finding="không có", remedy=0) == CHANGED
    assert FILE.read_text("utf-8") == TWO
