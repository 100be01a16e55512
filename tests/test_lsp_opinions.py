"""A file of opinions in an editor: its findings, what may be typed, what a place says."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types

from ctct.lsp.analysis import Analysis
from ctct.lsp.completion import Asked, complete
from ctct.lsp.diagnostics import diagnostics_of
from ctct.lsp.hover import hover
from ctct.lsp.kinds import Kind
from ctct.lsp.symbols import symbols
from lsp_analysis import CURSOR, DRAFT, desk_in, view_of

pytest_plugins = ("lsp_fixtures",)

HEAD = "du_thao: d.yaml\ny_kien:\n"
SOUND = HEAD + "  - {co_quan: vp, tai: hoi-nghi, noi_dung: Bỏ., xu_ly: tiep_thu}\n"


def opened(folder: Path, text: str, draft: str = DRAFT) -> tuple[Analysis, types.Position]:
    """Open a file of opinions beside its draft; return what is known of it and where the cursor is."""
    before, _, after = text.partition(CURSOR)
    line = before.count("\n")
    (folder / "d.yaml").write_text(draft, "utf-8")
    known = view_of(desk_in(folder, d__y_kien__yaml=SOUND))
    view = view_of(desk_in(folder, d__y_kien__yaml=before + after), earlier=known)
    return view, types.Position(line, len(before.rpartition("\n")[2]))


def labels(folder: Path, text: str) -> list[str]:
    view, position = opened(folder, text)
    return [item.label for item in complete(Asked(view, Kind.OPINIONS, view.text, position, False)).items]


def told(folder: Path, text: str, draft: str = DRAFT) -> list[tuple[str, int]]:
    view, _ = opened(folder, text, draft)
    found = diagnostics_of(view, desk_in(folder, d__y_kien__yaml=text))[view.uri]
    return [(str(one.code), one.range.start.line) for one in found]


def test_findings_stand_at_their_lines(folder: Path) -> None:
    assert told(folder, SOUND) == []
    assert told(folder, SOUND.replace("tiep_thu", "giai_trinh")) == [("YK02", 2)]
    assert told(folder, SOUND.replace("hoi-nghi", "hoi-nghi-2")) == [("YK03", 2)]
    assert told(folder, SOUND.replace("tiep_thu", "tiep-thu")) == [("MH04", 2)]
    assert told(folder, SOUND.replace("d.yaml", "e.yaml")) == [("TP07", 0)]
    assert told(folder, SOUND, DRAFT.replace("loai: chuong_trinh", "loai: chuong")) == [("TP07", 0)]


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [
        ("¦", ["du_thao", "tra_loi", "y_kien"], "loai"),
        (HEAD + "  - ¦", ["co_quan", "tep", "tai", "den"], "y_kien"),
        (HEAD + "  - {co_quan: ¦", ["vp", "lien-quan"], "minh"),
        (HEAD + "  - tai: ¦", ["hoi-nghi", "phan/0", "phan/0/muc/0/khoan/0"], "vp"),
        (HEAD + "  - {noi_dung: A, xu_ly: ¦", ["tiep_thu", "tiep_thu_mot_phan", "giai_trinh", "chua_xu_ly"], "xong"),
        (HEAD + "  - thong_nhat: ¦", [], "true"),
    ],
)
def test_what_may_be_typed(folder: Path, text: str, first: list[str], never: str) -> None:
    proposed = labels(folder, text)
    assert proposed[: len(first)] == first
    assert never not in proposed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SOUND.replace("hoi-nghi", "hoi¦-nghi"), "**mục I, phần A**\n\nChuẩn bị Hội nghị"),
        (SOUND.replace("hoi-nghi", "phan/0/mu¦c/1"), "**mục II, phần A**\n\nCác hội nghị"),
        (SOUND.replace("vp", "v¦p"), "Văn phòng Tỉnh ủy"),
        (SOUND.replace("xu_ly", "xu_¦ly"), "**Xử lý**"),
    ],
)
def test_what_is_told_at_the_cursor(folder: Path, text: str, words: str) -> None:
    shown = hover(*opened(folder, text))
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert words in shown.contents.value


def test_the_outline_is_that_of_the_file(folder: Path) -> None:
    view, _ = opened(folder, SOUND)
    assert [one.name for one in symbols(view)] == ["Dự thảo", "Ý kiến"]


def test_the_draft_tells_of_its_opinions_in_their_file(folder: Path) -> None:
    (folder / "d.y-kien.yaml").write_text(SOUND.replace("tiep_thu", "chua_xu_ly"), "utf-8")
    documents = desk_in(folder, d__yaml=DRAFT)
    found = diagnostics_of(view_of(documents), documents)
    assert [(uri.rpartition("/")[2], [one.code for one in listed]) for uri, listed in found.items() if listed] == [
        ("d.y-kien.yaml", ["YK01"])
    ]
