"""What every test may use."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected blocks of tests/cases/*.md")


@pytest.fixture
def in_tmp(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> object:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)  # type: ignore[arg-type]
    return tmp_path
