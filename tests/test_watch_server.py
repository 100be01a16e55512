"""The server of ``ctct watch``: who may ask, what is answered, and what it outlives."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("typst")

from bounds import HANG
from ctct.watch.copies import CopyDesk
from ctct.watch.guarded import LOOPBACK
from ctct.watch.preview import Preview
from ctct.watch.server import PageContext, PageServer

ROOT = Path(__file__).parents[1]
DRAFT = "to-trinh-bo-sung-chuong-trinh-2026.yaml"


def wait_until(condition: Callable[[], object], patience: float = 15) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "never came true"
        time.sleep(0.02)


class Asker:
    """Asks a server, as a browser on its own page does unless told otherwise."""

    def __init__(self, server: PageServer) -> None:
        self.server = server
        self.token = server.context.token

    def __call__(
        self, what: str, *, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(LOOPBACK, self.server.server_port, timeout=10)
        connection.request(method, what, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        self.body = answer.read()
        connection.close()
        return answer

    def get(self, what: str, **headers: str) -> http.client.HTTPResponse:
        return self(f"/{self.token}/{what}", method="GET", body=None, **headers)

    def state(self) -> Any:
        assert self.get("state").status == 200
        return json.loads(self.body)


@contextmanager
def serving(folder: Path, draft: str) -> Iterator[PageServer]:
    """Serve the page of one of the examples, copied to ``folder``, from there."""
    shutil.copytree(ROOT / "examples", folder, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        preview = Preview(draft, folder / draft)
        preview.rebuild()
        server = PageServer(PageContext(preview, [], CopyDesk(draft)), 0)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Asker]:
    with serving(tmp_path, DRAFT) as server:
        yield Asker(server)


# --- who may ask ------------------------------------------------------------------------------------------------------


def test_only_this_machine(ask: Asker) -> None:
    assert ask.server.socket.getsockname()[0] == "127.0.0.1"
    assert ask.server.address == f"http://127.0.0.1:{ask.server.server_port}/{ask.token}/"
    assert len(ask.token) >= 32


@pytest.mark.parametrize("path", ["/", "/state", "/wrong/state", "//state", "/%2e%2e/state", "/../../etc/passwd"])
def test_without_the_secret_there_is_nothing(ask: Asker, path: str) -> None:
    assert ask(path).status == 404
    assert ask.body == b""


@pytest.mark.parametrize(
    "path",
    [
        "../server.py",
        "page.py",
        "page/../../server.py",
        "page/x.svg",
        "document/exe",
        "text/9/1",
        "text/0/x",
        "text/-1/1",
        "index.html",
    ],
)
def test_there_is_only_what_there_is(ask: Asker, path: str) -> None:
    assert ask.get(path).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)
def test_other_sites_get_nothing(ask: Asker, headers: dict[str, str]) -> None:
    filled = {name: value.format(port=ask.server.server_port) for name, value in headers.items()}
    assert ask.get("state", **filled).status == 403
    assert ask.body == b""


def test_its_own_page_may_ask(ask: Asker) -> None:
    here = f"127.0.0.1:{ask.server.server_port}"
    assert ask.get("state", Host=here, Origin=f"http://{here}", Sec_Fetch_Site="same-origin").status == 200
    assert ask.get("", Host=here.replace("127.0.0.1", "localhost"), Sec_Fetch_Site="none").status == 200


def test_nothing_comes_from_elsewhere(ask: Asker) -> None:
    for what in ("", "page.js", "page.css", "icon.svg", "state", "none"):
        answer = ask.get(what)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert not re.search(r"\*|unsafe|https?:|data:", policy)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in answer.headers
        if what.startswith(("", "page")):
            assert not re.search(rb'(?:src|href)="(?:https?:)?//|url\(|@import', ask.body)


# --- what is answered -------------------------------------------------------------------------------------------------


def test_state_pages_and_texts(ask: Asker) -> None:
    state = ask.state()
    assert (state["name"], state["fresh"], state["missing"], state["editor"]) == (DRAFT, True, False, False)
    assert state["files"][0] == DRAFT
    assert len(state["pages"]) == 2
    page = state["pages"][0]
    answer = ask.get(f"page/{page['mark']}.svg")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert ask.body.startswith(b"<svg ")
    assert ask.get("lines").status == 200
    line = json.loads(ask.body)[str(page["boxes"][0][4])]
    assert ask.get(f"text/0/{line}").status == 200
    told = json.loads(ask.body)
    assert told["lines"][line - told["first"]] == Path(DRAFT).read_text("utf-8").splitlines()[line - 1]


def test_documents_to_download(ask: Asker) -> None:
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = ask.get(f"document/{kind}")
        assert answer.status == 200
        assert answer.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{Path(DRAFT).stem}.{kind}"
        assert ask.body.startswith(start)


def test_news_of_each_edition(ask: Asker) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, ask.server.server_port, timeout=10)
    connection.request("GET", f"/{ask.token}/news")
    stream = connection.getresponse()
    assert stream.headers["Content-Type"] == "text/event-stream"
    assert stream.readline() == b"data: 1\n"
    Path(DRAFT).write_text(Path(DRAFT).read_text("utf-8").replace("trich_yeu: ", "trich_yeu: thêm "), "utf-8")
    ask.server.context.preview.rebuild()
    assert stream.readline() == b"\n"
    assert stream.readline() == b"data: 2\n"
    connection.close()


def test_what_is_new_comes_with_the_news(ask: Asker) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, ask.server.server_port, timeout=10)
    connection.request("GET", f"/{ask.token}/news/state")
    stream = connection.getresponse()
    assert [stream.readline() for _ in range(2)] == [b"data: 1\n", b"\n"], "who begins asks for all"
    Path(DRAFT).write_text(Path(DRAFT).read_text("utf-8").replace("trich_yeu: ", "trich_yeu: thêm "), "utf-8")
    ask.server.context.preview.rebuild()
    assert stream.readline() == b"event: state\n"
    told = json.loads(stream.readline().removeprefix(b"data: "))
    assert ask.get("state/1").status == 200
    assert told == json.loads(ask.body)
    assert (told["number"], told["since"], None in told["pages"]) == (2, 1, True)
    assert [stream.readline() for _ in range(2)] == [b"\n", b"data: 2\n"]
    connection.close()


def test_a_browser_that_goes_away_leaves_nothing_behind(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctct.watch.server.HEARTBEAT", 0.05)
    before = threading.active_count()
    for _ in range(5):
        gone = socket.create_connection((LOOPBACK, ask.server.server_port))
        gone.sendall(f"GET /{ask.token}/news HTTP/1.1\r\nHost: 127.0.0.1:{ask.server.server_port}\r\n\r\n".encode())
        gone.recv(100)
        gone.close()
    wait_until(lambda: threading.active_count() <= before)
    assert ask.get("state").status == 200


def test_half_a_request_and_nonsense(ask: Asker) -> None:
    for sent in (
        b"",
        b"GET",
        b"\x16\x03\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /x HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
    ):
        with socket.create_connection((LOOPBACK, ask.server.server_port)) as odd:
            odd.sendall(sent)
    assert ask.get("state").status == 200


# --- the editor -------------------------------------------------------------------------------------------------------


def order(ask: Asker, body: bytes, **headers: str) -> int:
    return ask(f"/{ask.token}/open", method="POST", body=body, **headers).status


def test_the_editor_opens_only_what_the_document_rests_on(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[list[str], Path, int]] = []

    def open_at(words: list[str], file: Path, line: int) -> str:
        opened.append((words, file, line))
        return ""

    monkeypatch.setattr("ctct.watch.server.open_at", open_at)
    here = {"Origin": f"http://127.0.0.1:{ask.server.server_port}"}
    assert order(ask, b'{"file": 0, "line": 7}', **here) == 404, "there is no editor"
    ask.server.context.editor.append("soan")
    assert ask.state()["editor"]
    assert order(ask, b'{"file": 0, "line": 7}', **here) == 200
    assert json.loads(ask.body) == {"wrong": ""}
    assert opened == [(["soan"], Path(DRAFT).absolute(), 7)]
    assert order(ask, b'{"file": 0, "line": 7}') == 403, "no page of ours asks without an origin"
    assert order(ask, b'{"file": 99, "line": 7}', **here) == 404
    for odd in (b"", b"x", b"{}", b'{"file": "../x", "line": 1}', b'{"file": 0}', b"9" * 4096):
        assert order(ask, odd, **here) == 403
    assert len(opened) == 1


# --- strangers ----------------------------------------------------------------------------------------------------------


def raw(server: PageServer, sent: bytes, patience: float = 10) -> bytes:
    """Send bytes as they are; return all that comes until the server hangs up."""
    with socket.create_connection((LOOPBACK, server.server_port), timeout=patience) as connection:
        connection.sendall(sent)
        with suppress(OSError):  # it has hung up already
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    return answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: xau.example\r\n\r\n", 403),
        (b"GET /\xff\xfe\xc3\x28/state HTTP/1.1\r\nHost: {host}\r\n\r\n", 404),
        (b"GET /{token}/\xff\xfe%ff%00 HTTP/1.1\r\nHost: {host}\r\n\r\n", 404),
        (b"GET /{token}/text/99999999999999999999/1 HTTP/1.1\r\nHost: {host}\r\n\r\n", 404),
        (b"GET /{token}/text/0/" + b"9" * 6000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n", 404),
        ("GET /{token}/text/٠/١ HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), 400),
        (b"GET /{token}/page/" + b"../" * 50 + b"etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n", 404),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: {host}\r\nX: " + b"a" * 100_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n", 431),
        (b"BREW /{token}/ HTTP/1.1\r\nHost: {host}\r\n\r\n", 501),
        (b"PUT /{token}/open HTTP/1.1\r\nHost: {host}\r\nContent-Length: 5\r\n\r\nabcde", 501),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"\xff\xfe\x00\x01\r\n\r\n", 400),
        (b"POST /{token}/open HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: -1\r\n\r\n", 403),
        (b"POST /{token}/open HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 9e9\r\n\r\n", 403),
        (
            b"POST /{token}/open HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 900\r\n\r\n" + b"[" * 900,
            403,
        ),
        (
            b"POST /{token}/open HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 26\r\n\r\n"
            b'{"file": 0, "line": 1e999}',
            403,
        ),
    ],
    ids=lambda one: repr(one)[:40] if isinstance(one, bytes) else "",
)
def test_odd_requests_are_answered(ask: Asker, sent: bytes, status: int) -> None:
    host = f"{LOOPBACK}:{ask.server.server_port}".encode()
    answer = raw(ask.server, sent.replace(b"{token}", ask.token.encode()).replace(b"{host}", host))
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer[:200]
    assert b"default-src 'none'" in answer
    assert ask.get("state").status == 200


def seconds_until_hung_up(connection: socket.socket, letters: bytes) -> float:
    """Send letters one by one; return how long the server listens."""
    began = time.monotonic()
    connection.settimeout(0.05)
    with suppress(OSError):
        for letter in letters:
            connection.sendall(bytes([letter]))
            with suppress(TimeoutError):
                if not connection.recv(1):
                    break
    return time.monotonic() - began


def test_letter_by_letter_is_not_waited_for(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctct.watch.connections.PATIENCE", 1.0)
    with socket.create_connection((LOOPBACK, ask.server.server_port), timeout=10) as connection:
        assert 0.5 < seconds_until_hung_up(connection, b"GET / HTTP/1.1\r\n" + b"X: yyyyyyyyyyyyyyyyyyyyyyyy\r\n" * 50) < HANG


def test_crowd_of_strangers_does_not_keep_the_drafter_out(ask: Asker) -> None:
    before = threading.active_count()
    crowd = [socket.create_connection((LOOPBACK, ask.server.server_port), timeout=10) for _ in range(200)]
    try:
        for one in crowd:
            one.sendall(b"GET /")
        assert ask.get("state").status == 200
        wait_until(lambda: threading.active_count() - before <= 20, 10)
    finally:
        for one in crowd:
            one.close()
    assert ask.get("state").status == 200


def test_whoever_knows_the_secret_is_not_crowded_out(ask: Asker) -> None:
    host = f"{LOOPBACK}:{ask.server.server_port}"
    with socket.create_connection((LOOPBACK, ask.server.server_port), timeout=10) as news:
        news.sendall(f"GET /{ask.token}/news HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        assert b"200 OK" in news.recv(65536)
        crowd = [socket.create_connection((LOOPBACK, ask.server.server_port), timeout=10) for _ in range(60)]
        news.settimeout(0.5)
        rest = b""
        with suppress(TimeoutError):  # it goes on, and there is no news
            while rest := news.recv(65536):
                pass
            assert rest, "the server has hung up"
        for one in crowd:
            one.close()
