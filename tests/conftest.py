"""What every test may use."""

from __future__ import annotations

import os

import hypothesis
import pytest

os.environ["CTCT_LANG"] = "vi"  # whatever the locale of the machine is: what is expected is Vietnamese
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # what tests start is an installed program, and has its bytecode

# Where a change is judged, the same examples are tried each time; where people work, new ones are.
hypothesis.settings.register_profile("judged", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("judged")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogue of messages where it has changed since it was; once, before the workers begin."""
    from catalogue import CATALOGUE, compile_to

    messages = CATALOGUE.with_suffix(".mo")
    is_new = not messages.exists() or messages.stat().st_mtime < CATALOGUE.stat().st_mtime
    if is_new and not hasattr(config, "workerinput"):
        compile_to(messages)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected blocks of tests/cases/*.md")


@pytest.fixture
def in_tmp(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> object:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)  # type: ignore[arg-type]
    return tmp_path


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep verdicts away from those of the person who runs the tests."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
