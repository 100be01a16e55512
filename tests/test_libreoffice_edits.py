"""Edits made in LibreOffice by its own commands come back, with whatever the file still carries of where it came from."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from copies import built, merged, printed
from ctct.project.files import Source
from judges import program
from stripped import stripped
from test_merge import YAML, alike

PYTHON = os.environ.get("CTCT_UNO_PYTHON", "/usr/bin/python3")
HANDS = Path(__file__).with_name("libreoffice_hands.py")
CATTLE = "Chỉ đạo phòng, chống dịch bệnh ở gia súc"
EDITS = {
    "insert": ("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo", "Các cấp ủy đã chủ động rà soát nhiệm vụ."),
    "delete": ("Thông qua Nghị quyết của Tỉnh ủy khóa XX về đẩy mạnh",),
    "reword": ("giảm nghèo bền vững ở 06", "nghèo bền vững", "nghèo nhanh"),
    "move": (CATTLE, "Tập trung tháo gỡ khó khăn"),
    "split": ("Tiếp tục đẩy mạnh tái cơ cấu", "Sớm triển khai thực hiện"),
    "join": ("Chỉ đạo triển khai các biện pháp phòng, chống dịch bệnh",),
    "comment": ("Chất vấn và trả lời chất vấn", "Đề nghị bổ sung thời hạn."),
}
NEW = {
    "insert": ["Các cấp ủy đã chủ động rà soát nhiệm vụ."],
    "delete": [],
    "reword": ["giảm nghèo nhanh ở 06"],
    "move": [CATTLE],
    "split": ["Sớm triển khai thực hiện Chương trình mục tiêu quốc gia"],
    "join": [f"dịch bệnh Covid-19.{CATTLE}"],
    "comment": [],
}
"""Words of lines that the draft then prints and did not before, one after another."""
CASES = [(name, recorded) for name in EDITS for recorded in (False, True)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the sample, each with one edit, as ``insert-plain.docx``; by way of ODT as ``insert-plain.odt.docx``."""
    program("soffice")
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip(f"{PYTHON} has no bridge to LibreOffice (apt-get install python3-uno, or CTCT_UNO_PYTHON)")
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "ban.docx").write_bytes(built(Source.from_file(YAML)))
    orders = []
    for name, recorded in [*CASES, ("", False)]:
        stem = folder / copy_of(name, recorded)
        saved = [f"{stem}.docx"] if recorded else [f"{stem}.docx", f"{stem}.odt"]
        edits = [[name, *EDITS[name]]] if name else []
        orders.append({"open": str(folder / "ban.docx"), "recorded": recorded, "edits": edits, "save": saved})
        if not recorded:
            orders.append({"open": f"{stem}.odt", "recorded": False, "edits": [], "save": [f"{stem}.odt.docx"]})
    (folder / "orders.json").write_text(json.dumps(orders), "utf-8")
    subprocess.run([PYTHON, HANDS, folder / "orders.json"], check=True, timeout=400)
    return folder


def copy_of(name: str, recorded: bool) -> str:
    return f"{name}-{'recorded' if recorded else 'plain'}"


def copies(folder: Path, stem: str) -> list[bytes]:
    """Return a copy with all that it carries, without its bookmarks and its map; where it was saved so, by way of ODT."""
    data, by_odt = (folder / f"{stem}.docx").read_bytes(), folder / f"{stem}.odt.docx"
    return [data, stripped(data), *([by_odt.read_bytes()] if by_odt.exists() else [])]


@pytest.mark.parametrize(("name", "recorded"), CASES, ids=[copy_of(*case) for case in CASES])
def test_each_edit_is_taken(folder: Path, name: str, recorded: bool) -> None:
    source = Source.from_file(YAML)
    results = []
    for data in copies(folder, copy_of(name, recorded)):
        done = merged(source, data)
        assert {edit.fate for edit in done.edits} <= {"taken"}, done.edits
        assert [one.comment.text for one in done.remarks] == ([EDITS[name][1]] if name == "comment" else [])
        results.append(printed(source._replace(data=done.data)))
    assert all(alike(results[0], other) for other in results), "whatever a copy carries, the draft becomes the same"
    lines = results[0]
    assert all(any(words in line for line in lines) for words in NEW[name])
    assert name == "comment" or not alike(lines, printed(source))


def test_untouched_copies_change_nothing(folder: Path) -> None:
    source, data = Source.from_file(YAML), (folder / f"{copy_of('', False)}.docx").read_bytes()
    partly = [stripped(data, keys=False), stripped(data, block_map=False)]
    for one in (*copies(folder, copy_of("", False)), *partly):
        done = merged(source, one)
        assert (done.data, done.edits) == (source.data, [])
