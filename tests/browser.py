"""A browser without a window, driven over its debugging pipe: https://chromedevtools.github.io/devtools-protocol/."""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 20.0
_SWITCHES = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--remote-debugging-pipe",
)  # fmt: skip


class Browser:
    """One page of Chromium. ``errors`` holds what its scripts threw and its policies forbade, ``asked`` what it fetched."""

    def __init__(self, out: int, into: int) -> None:
        self._out, self._into = out, os.fdopen(into, "rb", buffering=0)
        self._count = 0
        self._unread = b""
        self._session: str | None = None
        self.errors: list[str] = []
        self.asked: list[str] = []

    def start(self, width: int, height: int) -> None:
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def send(self, method: str, **params: Any) -> Any:
        self._count += 1
        order: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._out, json.dumps(order).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self._count:
                assert "error" not in heard, heard["error"]
                return heard["result"]
            self._note(heard)

    def _hear(self) -> Any:
        while b"\0" not in self._unread:
            piece = self._into.read(1 << 16)
            assert piece, "the browser has gone"
            self._unread += piece
        said, self._unread = self._unread.split(b"\0", 1)
        return json.loads(said)

    def _note(self, event: dict[str, Any]) -> None:
        params = event.get("params", {})
        if event.get("method") == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(params["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.errors.append(params["entry"]["text"])
        elif event.get("method") == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])

    def close(self) -> None:
        os.close(self._out)
        self._into.close()

    def open(self, url: str) -> None:
        self.send("Page.navigate", url=url)

    def ask(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, a promise's when it is kept."""
        told = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, condition: str, patience: float | None = None) -> Any:
        """Return the value of a JavaScript expression once it is something."""
        end = time.monotonic() + (PATIENCE if patience is None else patience)
        while time.monotonic() < end:
            if value := self.ask(condition):
                return value
            time.sleep(0.02)
        raise AssertionError(f"never came true: {condition}")

    def click(self, selector: str) -> None:
        """Click in the middle of what ``selector`` finds first."""
        place = self.place(selector)
        self.mouse("mousePressed", place)
        self.mouse("mouseReleased", place)

    def mouse(self, kind: str, place: list[float]) -> None:
        self.send("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def place(self, selector: str) -> list[float]:
        """Return the middle of what ``selector`` finds first, in pixels, once it is there and in sight."""
        found: list[float] = self.wait(f"""(() => {{
          const found = document.querySelector({json.dumps(selector)});
          if (!found) return null;
          found.scrollIntoView({{block: "center"}});
          const box = found.getBoundingClientRect();
          return box.width ? [box.x + box.width / 2, box.y + box.height / 2] : null;
        }})()""")
        return found

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot")["data"]))

    def pdf(self, path: Path) -> None:
        """Print the page to a file."""
        path.write_bytes(base64.b64decode(self.send("Page.printToPDF", preferCSSPageSize=True)["data"]))


@contextmanager
def chromium(profile: Path, width: int = 1300, height: int = 900) -> Iterator[Browser]:
    """Run Chromium with a profile of its own; the test is skipped where it is not installed."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not installed")
    their_in, our_out = os.pipe()
    our_in, their_out = os.pipe()

    order = [program, *_SWITCHES, f"--user-data-dir={profile}", "about:blank"]
    files = [(os.POSIX_SPAWN_OPEN, file, os.devnull, os.O_WRONLY, 0) for file in (1, 2)]
    pipes = [(os.POSIX_SPAWN_DUP2, theirs, file) for theirs, file in ((their_in, 3), (their_out, 4))]
    process = os.posix_spawn(program, order, os.environ, file_actions=[*files, *pipes])
    for theirs in (their_in, their_out):
        os.close(theirs)
    browser = Browser(our_out, our_in)
    try:
        browser.start(width, height)
        yield browser
    finally:
        os.kill(process, signal.SIGTERM)
        os.waitpid(process, 0)
        browser.close()
