"""A folder with a draft and its danh bạ, and an editor in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor import Editor
from lsp_analysis import DRAFT, REGISTER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "danh-ba.yaml").write_text(REGISTER, "utf-8")
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


@pytest.fixture
def editor(folder: Path) -> Iterator[Editor]:
    with Editor(folder) as one:
        yield one
        assert b"Traceback" not in one.errors, one.errors.decode()
