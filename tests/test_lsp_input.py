"""What an editor says of the length of a message is not believed beyond measure."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

pytest.importorskip("pygls")

from ctct.lsp.input import LIMIT_MESSAGE, Messages
from test_commands import ROOT

resource = pytest.importorskip("resource", reason="Windows limits no process so")

HELLO = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None, "rootUri": None}}


def message(said: object, header: str = "Content-Length: {}\r\n\r\n") -> bytes:
    body = json.dumps(said).encode()
    return header.format(len(body)).encode() + body


def serve(sent: bytes) -> subprocess.CompletedProcess[bytes]:
    """Send bytes to a server that may have a gigabyte and no more."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-m", "ctct", "lsp"],
        input=sent,
        env=environment,
        capture_output=True,
        check=False,
        timeout=30,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)),
    )


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: 1000000000000\r\n\r\n",
        b"Content-Length: 99999999999999999999999999\r\n\r\n",
        b"Content-Length: " + b"9" * 500 + b"\r\n\r\n",
        b"Content-Length: -5\r\n\r\n",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: \xd9\xa3\r\n\r\n",
        b"Content-Length: 1e3\r\n\r\n",
        b"Content-Length:\r\n\r\n",
        b"Content-Type: x\r\n\r\n",
        b"\r\n",
        b"x" * 5_000_000,
        b"{}" * 2000 + b"\n",
    ],
)
def test_absurd_lengths_are_refused(header: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    messages = Messages(io.BytesIO(header + b'{"x": 1}' * 10))
    lines = list(iter(messages.readline, b""))
    assert b"\r\n" not in lines, "no message begins"
    assert "không đọc được lời gửi đến" in capsys.readouterr().err
    assert messages.readline() == b""


@pytest.mark.parametrize("header", [b"Content-Length: 1000000000000\r\n\r\n", b"Content-Length: -5\r\n\r\n"])
def test_server_ends_in_good_order(header: bytes) -> None:
    done = serve(message(HELLO) + header + b'{"x": 1}' * 10)
    assert b'"id": 1' in done.stdout or b'"id":1' in done.stdout, "what came before is answered"
    assert "không đọc được lời gửi đến" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_length_in_any_case() -> None:
    headers = ("content-length: {}\r\n\r\n", "Content-Length:{}\n\n", "Content-Type: a\r\nCONTENT-LENGTH:  {} \r\n\r\n")
    done = serve(b"".join(message(HELLO, header) for header in headers))
    assert done.stdout.count(b'"capabilities"') == 3
    assert done.stderr == b""


def test_message_that_is_cut_off_is_none() -> None:
    done = serve(message(HELLO) + message(HELLO)[:-3])
    assert done.stdout.count(b'"capabilities"') == 1
    assert b"Traceback" not in done.stderr


def test_longest_message_is_read_piece_by_piece() -> None:
    size = 3 * 1024 * 1024 + 5
    messages = Messages(io.BytesIO(b"Content-Length: %d\r\n\r\n" % size + b"x" * size))
    assert messages.readline() == b"Content-Length: %d\r\n" % size
    assert messages.readline() == b"\r\n"
    assert messages.read(size) == b"x" * size
    assert messages.readline() == b""
    assert size < LIMIT_MESSAGE
