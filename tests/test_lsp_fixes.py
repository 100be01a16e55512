"""The quick fixes that the guide promises: each row of its table."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from ctct.language import speak
from ctct.lsp.actions import actions
from guide import EDITORS, rows_of
from lsp_analysis import DRAFT, apply, at


@pytest.fixture
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("vi")


def with_line(line: str) -> str:
    """Return the draft with ``line`` in the place of the one that is most like it."""
    (replaced,) = get_close_matches(line, [one.strip() for one in DRAFT.splitlines()], 1)
    return DRAFT.replace(replaced, line, 1)


@pytest.mark.parametrize(("written", "offered"), rows_of(EDITORS, "Sửa nhanh"))
def test_what_the_guide_promises_is_offered_and_mends(tmp_path: Path, written: str, offered: str) -> None:
    line, title = written.strip("`"), offered.removeprefix("«").removesuffix("»")
    _, analysis, position = at(with_line(line).replace(line, f"{line}¦", 1), tmp_path)
    found = actions(analysis, types.CodeActionContext([]), types.Range(position, position))
    (one,) = [one for one in found if one.title == title]
    assert one.edit is not None
    assert one.edit.changes is not None
    mended = apply(analysis.text.whole, [*one.edit.changes[analysis.uri]])
    _, again, _ = at(f"{mended}¦", tmp_path)
    assert len(again.outcome.findings) < len(analysis.outcome.findings)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("written", [written for written, _ in rows_of(EDITORS, "Sửa nhanh")])
def test_it_is_offered_to_who_reads_english_too(tmp_path: Path, written: str) -> None:
    line = written.strip("`")
    _, analysis, position = at(with_line(line).replace(line, f"{line}¦", 1), tmp_path)
    assert actions(analysis, types.CodeActionContext([], ["quickfix"]), types.Range(position, position))


@pytest.mark.parametrize(("only", "offers"), [(["source.fixAll"], True), ([], False)])
def test_all_is_mended_on_saving_and_not_at_every_move_of_the_cursor(tmp_path: Path, only: list[str], offers: bool) -> None:
    _, analysis, position = at(with_line("so_ky_hieu: 5-CTr/TU") + "¦", tmp_path)
    asked = types.CodeActionContext([], only, types.CodeActionTriggerKind.Automatic)
    assert bool(actions(analysis, asked, types.Range(position, position))) is offers
