"""Files are opened by one function and written by one; whoever opens or writes beside them must have a reason that stands here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "ctct"

OPENS = {"open", "fdopen", "read_bytes", "read_text"}
WRITES = {"write_bytes", "write_text", "mkstemp", "NamedTemporaryFile", "TemporaryDirectory", "touch", "mkdir", "makedirs"}
CHANGES = {("os", name) for name in ("replace", "rename", "unlink", "remove", "rmdir", "symlink", "link", "chmod")}
ASKS = {"exists", "is_file", "is_dir", "resolve", "is_symlink"}
"""Methods of ``pathlib.Path`` that raise for a name that is too long, a loop of links, a folder that is closed."""

READERS = {
    "project/files.py": "the one function that reads",
    "project/writing.py": "the one function that writes, and looks at what killed runs have left",
    "source/shipped.py": "finds what ships with ctct",
    "cli.py:_open_what_is_closed": "gives a process the streams that it was started without",
    "lsp/input.py": "standard input",
    "runs/installed.py:code_digest": "ctct's own code",
    "commands/docs.py": "the guide that ships with ctct",
    "drafting/repository.py:repository_files": "what a new repository begins with, which ships with ctct",
    "windows.py:move_over": "puts what was written whole in its place",
    "watch/server.py:answer": "the page, which ships with ctct",
    "watch/session.py:_temporary_files": "a folder for what other programs make, removed with all in it",
    "watch/words.py": "the page, which ships with ctct",
    "watch/edit_page.py:answer": "the editor, which ships with ctct",
    "runs/cache.py:_is_private": "makes the folder of verdicts",
    "runs/cache.py:_forget_old": "throws old verdicts away",
}
ABOUT_PACKAGES = ("emit/", "word/", "layout/")
"""Rooms that open members of packages, fonts of the system, and folders of their own for other programs."""


@cache
def calls() -> tuple[tuple[str, ast.Call], ...]:
    """Every call in the sources, and the function that it stands in."""
    trees = {path.relative_to(SRC).as_posix(): ast.parse(path.read_text("utf-8")) for path in sorted(SRC.rglob("*.py"))}
    return tuple((f"{name}:{function}", call) for name, tree in trees.items() for call, function in in_functions(tree, ""))


def in_functions(node: ast.AST, function: str) -> Iterator[tuple[ast.Call, str]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        function = node.name
    if isinstance(node, ast.Call):
        yield node, function
    for child in ast.iter_child_nodes(node):
        yield from in_functions(child, function)


def name_of(call: ast.Call) -> tuple[str, str]:
    """What is called, and of what: ``("os", "open")``."""
    if isinstance(call.func, ast.Attribute):
        return (call.func.value.id if isinstance(call.func.value, ast.Name) else "…"), call.func.attr
    return "", call.func.id if isinstance(call.func, ast.Name) else ""


def is_allowed(place: str) -> bool:
    return place in READERS or place.partition(":")[0] in READERS or place.startswith(ABOUT_PACKAGES)


OURS = ("shipped(", "__file__", "_ASSETS")
NOT_FILES = {"webbrowser", "package"}


def touches_files(place: str, call: ast.Call) -> bool:
    owner, name = name_of(call)
    if owner == "":  # functions of ours bear some of these names too
        return name == "open"
    if owner in NOT_FILES or (
        place.startswith(("lsp/server.py", "lsp/copy_session.py")) and name == "open"
    ):  # what an editor opens
        return False
    return (name in OPENS | WRITES or (owner, name) in CHANGES) and not any(ours in ast.unparse(call) for ours in OURS)


def test_one_function_opens_and_one_writes() -> None:
    astray = [
        f"{place}: {ast.unparse(call)}" for place, call in calls() if touches_files(place, call) and not is_allowed(place)
    ]
    assert astray == []


def test_questions_about_files_never_raise() -> None:
    astray = [f"{place}: {ast.unparse(call)}" for place, call in calls() if is_question(call) and not is_allowed(place)]
    assert astray == []


def is_question(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in ASKS or call.args:
        return False
    return ast.unparse(call.func.value) not in ("os.path", "inside")


@pytest.mark.parametrize("place", [place for place in READERS if ":" in place])
def test_every_exception_is_one(place: str) -> None:
    """An exception that nothing needs any more would let in what should not be."""
    assert any(found == place for found, _ in calls())
