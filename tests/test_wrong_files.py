"""Files that hold no Word document: merge, import and diff say the same of each, end with 2 and write nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ctct.cli import main
from test_merge import YAML, folder

__all__ = ["folder"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WRONG = [
    ("a.docx", b"loai: bao_cao\n", "đây không phải tệp Word (.docx), hoặc tệp đã hỏng"),
    ("a.docx", b"PK\x03\x04 h\xe1\xbb\x8fng", "đây không phải tệp Word (.docx), hoặc tệp đã hỏng"),
    ("a.docx", b"", "tệp trống, không có văn bản nào"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "tệp đặt mật khẩu"),
    ("~$a.docx", b"\x05User", "đây là tệp khóa mà Word hoặc LibreOffice để lại khi đang mở văn bản, không phải văn bản"),
    (".~lock.a.docx#", b",huy", "đây là tệp khóa mà Word hoặc LibreOffice để lại khi đang mở văn bản, không phải văn bản"),
    ("khong-co.docx", None, "không đọc được «khong-co.docx»: không có tệp hoặc thư mục này"),
]


@pytest.mark.parametrize(
    ("name", "data", "told"), WRONG, ids=["text", "broken", "empty", "locked-up", "word", "office", "none"]
)
def test_all_commands_say_the_same(folder: Path, name: str, data: bytes | None, told: str) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    said = []
    for arguments in (["merge", name, "--into", YAML.name], ["import", name], ["diff", name, YAML.name]):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 2, (arguments, done.output)
        said.append(done.stderr)
    assert said[0].split("\n")[0].endswith(f": {told}")
    assert said[0].startswith(f"{name}: lỗi TP0")
    assert len({*said}) == 1, said
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
