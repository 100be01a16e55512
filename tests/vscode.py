"""A real VS Code, served to Chromium: the web server of code-server, with the packed extension and a folder of drafts."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from browser import Browser
from guide import put_command, settings_for

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "editors" / "vscode"
VSCODE = ROOT / ".vscode-server" / "node_modules" / "code-server" / "lib" / "vscode"
SERVER = VSCODE / "out" / "server-main.js"
PATIENCE = 90.0
_SETTINGS = {
    "security.workspace.trust.enabled": False,
    "workbench.startupEditor": "none",
    "workbench.welcomePage.walkthroughs.openOnInstall": False,
    "workbench.tips.enabled": False,
    "editor.accessibilitySupport": "off",
    "window.autoDetectColorScheme": False,
    "workbench.colorTheme": "Default Light Modern",
    "files.autoSave": "off",
    "editor.minimap.enabled": False,
    "editor.wordWrap": "on",
    "extensions.ignoreRecommendations": True,
    "git.openRepositoryInParentFolders": "never",
    "ctct.language": "vi",
}


def require_vscode() -> None:
    """Skip the test where VS Code, Node or the extension's own tools are not installed."""
    if shutil.which("node") is None or not (SERVER.is_file() and (VSCODE / "node_modules").is_dir()):
        pytest.skip("VS Code is not installed (scripts/setup-editors)")
    if not (EXTENSION / "node_modules").is_dir():
        pytest.skip("the extension's tools are not installed (scripts/setup-editors)")


def packed(folder: Path) -> Path:
    """Return the extension packed as users get it."""
    vsix = folder / "ctct.vsix"
    for step in (["node", "esbuild.mjs"], ["node", "scripts/package.mjs", str(vsix)]):
        done = subprocess.run(step, cwd=EXTENSION, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return vsix


@contextmanager
def vscode(folder: Path, workspace: Path) -> Iterator[str]:
    """Serve VS Code with the extension and a workspace whose ``.venv`` has the command. Yields the address."""
    put_command(workspace / ".venv" / "bin")
    settings = folder / "data" / "User" / "settings.json"
    settings.parent.mkdir(parents=True)
    (printed,) = settings_for("VS Code", "json")
    settings.write_text(json.dumps(_SETTINGS | json.loads(printed)))
    places = [
        f"--user-data-dir={folder / 'data'}",
        f"--extensions-dir={folder / 'ext'}",
        f"--server-data-dir={folder / 'server'}",
    ]
    node = ["node", str(SERVER), "--accept-server-license-terms", *places]
    subprocess.run([*node, "--install-extension", str(packed(folder))], check=True, capture_output=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served = [*node, "--host=127.0.0.1", f"--port={port}", "--without-connection-token", "--telemetry-level=off"]
    with (folder / "server.log").open("wb") as log:
        running = subprocess.Popen(served, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(f"http://127.0.0.1:{port}/version")
        yield f"http://127.0.0.1:{port}/?folder={quote(str(workspace))}"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGTERM)
        running.wait()


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(address).close()
        except OSError:
            assert time.monotonic() < end, "VS Code does not answer"
            time.sleep(0.1)
        else:
            return


KEYS = {"Backspace": 8, "Enter": 13, "Escape": 27, "End": 35, "Home": 36, "ArrowDown": 40, "F1": 112}
CONTROL = 2


def press(browser: Browser, key: str, modifiers: int = 0) -> None:
    """Press and release a key."""
    code = KEYS.get(key) or ord(key.upper())
    text = {"text": "\r"} if key == "Enter" else {}
    name = f"Key{key.upper()}" if len(key) == 1 else key
    for kind in ("keyDown", "keyUp"):
        more = text if kind == "keyDown" else {}
        browser.send(
            "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers, code=name, **more
        )


def write(browser: Browser, text: str) -> None:
    """Type letters, as an input method does."""
    for letter in text:
        browser.send("Input.insertText", text=letter)


def open_file(browser: Browser, name: str) -> None:
    """Open a file of the folder from the list at the side."""
    row = f".explorer-folders-view .monaco-list-row[aria-label^='{name}']"
    browser.click(row)
    press(browser, "Enter")
    browser.wait(f"!!document.querySelector('.editor-instance[aria-label^=\"{name}\"] .view-line span')")


def choose(browser: Browser, title: str) -> None:
    """Run a command of the palette."""
    shown = title.rstrip("…")  # the name in English follows
    press(browser, "F1")
    browser.wait("!!document.activeElement.closest('.quick-input-box')")
    write(browser, title)
    browser.wait(
        f"document.querySelector('.quick-input-list .monaco-list-row.focused')?.textContent.includes({json.dumps(shown)})"
    )
    press(browser, "Enter")


TITLE = "document.querySelector('.quick-input-widget:not([style*=\"display: none\"]) .quick-input-title')?.textContent"
_LOOKED_UP = 2.0
"""Seconds in which VS Code looks for a path that is typed; an answer before that is taken for another, or not heard."""
_BOX = "document.querySelector('.quick-input-box input')"


def answer(browser: Browser, title: str, text: str | None = None) -> None:
    """Answer a question asked at the top of the window, with what is proposed if ``text`` is ``None``."""
    browser.wait(f"{TITLE}?.includes({json.dumps(title)})")
    browser.wait(f"document.activeElement === {_BOX}")
    while browser.ask(f"{TITLE}?.includes({json.dumps(title)})"):
        if text is not None:
            browser.ask(f"{_BOX}.select()")
            browser.send("Input.insertText", text=text)
            time.sleep(_LOOKED_UP)
        press(browser, "Enter")
        time.sleep(_LOOKED_UP / 2)


def active_tab(browser: Browser, name: str) -> None:
    """Wait until the editor shows the file of this name."""
    browser.wait(f"document.querySelector('.tab.active')?.ariaLabel.startsWith({json.dumps(name)})")
