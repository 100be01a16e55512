"""The library as a program uses it: the page's examples, whatever a draft may be, and from many threads."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document

import ctct

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "thu-vien.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<said>.*?)^```)?", re.MULTILINE | re.DOTALL)
DRAFT: dict[str, Any] = {
    "loai": "thong_bao",
    "co_quan": "Tỉnh ủy Quảng Ngãi",
    "so_ky_hieu": "05-TB/TU",
    "dia_danh": "Quảng Ngãi",
    "ngay": "06/4/2021",
    "trich_yeu": "kết quả Hội nghị",
    "noi_dung": ["Tỉnh ủy thông báo như sau."],
    "nguoi_ky": {"chuc_vu": "Phó Bí thư", "ho_ten": "Đặng Ngọc Huy"},
}


def test_the_examples_of_the_page_do_what_it_says(in_tmp: Path) -> None:
    known: dict[str, Any] = {}
    for number, example in enumerate(EXAMPLE.finditer(PAGE), 1):
        said = io.StringIO()
        with redirect_stdout(said):
            exec(compile(example["code"], f"thu-vien.md, example {number}", "exec"), known)
        assert said.getvalue() == (example["said"] or ""), f"example {number}"
    assert number == 7
    service_answers(known["ung_dung"])


def service_answers(service: Any) -> None:
    from fastapi.testclient import TestClient

    client = TestClient(service)
    made = client.post("/van-ban.docx", json=DRAFT)
    assert (made.status_code, made.content) == (200, ctct.compile(DRAFT))
    refused = client.post("/van-ban.docx", json={**DRAFT, "ngay": "31/6/2021"})
    assert (refused.status_code, refused.json()["detail"][0]["code"]) == (422, "MH07")
    assert client.post("/kiem-tra", json={**DRAFT, "so_ky_hieu": "5-TB/TU"}).json()[0]["code"] == "SKH02"


def test_a_draft_is_a_model_a_mapping_a_text_bytes_or_a_path(in_tmp: Path) -> None:
    import yaml

    text = yaml.safe_dump(DRAFT, allow_unicode=True)
    Path("d.yaml").write_text(text, "utf-8")
    forms: list[Any] = [ctct.VanBan.model_validate(DRAFT), DRAFT, text, text.encode(), Path("d.yaml"), "d.yaml"]
    assert len({ctct.compile(form) for form in forms}) == 1
    assert {tuple(one.code for one in ctct.check(form)) for form in forms} == {()}


def test_what_python_writes_otherwise_than_yaml() -> None:
    same = {**DRAFT, "ngay": date(2021, 4, 6), "noi_dung": ("Tỉnh ủy thông báo như sau.",)}
    assert ctct.compile(same) == ctct.compile(DRAFT)


@pytest.mark.parametrize("draft", [None, 12, ["loai"], object()])
def test_what_can_be_no_draft_is_the_callers_fault(draft: Any) -> None:
    with pytest.raises(TypeError):
        ctct.check(draft)


def test_a_value_that_holds_itself_ends() -> None:
    draft = dict(DRAFT)
    draft["noi_dung"] = draft
    with pytest.raises(ValueError, match="levels deep"):
        ctct.check(draft)


def test_what_no_file_may_hold_no_value_may_hold() -> None:
    (found,) = ctct.check({**DRAFT, "noi_dung": ["Lời\x00văn."]})
    assert (found.code, found.at) == ("NG04", ("noi_dung", 0))
    given = ctct.DanhBa.model_validate({"nguoi": {"a": {"ho_ten": "Lê\x07"}}})
    assert [(one.code, one.file) for one in ctct.check(DRAFT, danh_ba=given)] == [("NG04", "danh-ba")]
    with pytest.raises(ctct.Rejected):
        ctct.compile(DRAFT, danh_ba=given)
    apart = {**DRAFT, "trich_yeu": "kết quả".encode().decode() + " Ho\u0323\u0302i"}
    assert "Hội" in ctct.compile(apart, to="text").decode()


def test_faults_have_places(in_tmp: Path) -> None:
    (found,) = ctct.check(
        "loai: thong_bao\nco_quan: A\nso_ky_hieu: 05-TB/TU\nngay: 31/6/2021\ntrich_yeu: x\nnguoi_ky: {ho_ten: A}\n"
    )
    assert (found.line, found.column, found.at, found.code) == (4, 7, ("ngay",), "MH07")
    (found,) = ctct.check(Path("khong-co.yaml"))
    assert (found.file, found.line, found.code) == ("khong-co.yaml", 0, "TP01")


def test_rules_are_asked_or_not() -> None:
    draft = {**DRAFT, "so_ky_hieu": "5-TB/TU"}
    assert [one.code for one in ctct.check(draft)] == ["SKH02"]
    assert ctct.check(draft, rules=False) == ()


def test_no_file_is_read_for_a_draft_that_is_none(in_tmp: Path) -> None:
    Path("danh-ba.yaml").write_text("nguoi: {a: {ho_ten: Trần Thị Lan}}\n", "utf-8")
    Path("ctct.toml").write_text("co_quan = 'Tỉnh ủy Khác'\n", "utf-8")
    draft = {key: value for key, value in DRAFT.items() if key != "co_quan"} | {"danh_ba": "danh-ba.yaml"}
    assert [one.code for one in ctct.check(draft)] == ["MH01", "TP02"]
    assert ctct.check(draft, folder=in_tmp, rules=False) == ()
    given = ctct.DanhBa.model_validate({"nguoi": {"a": {"ho_ten": "Lê Văn Bình"}}})
    said = ctct.compile({**DRAFT, "noi_dung": "Giao @a."}, danh_ba=given, to="text").decode()
    assert "Giao đồng chí Lê Văn Bình." in said


def test_a_document_goes_on(in_tmp: Path) -> None:
    made = ctct.document(DRAFT)
    assert isinstance(made, Document)
    made.add_paragraph("Thêm vào.", style="Nội dung")
    made.save("d.docx")
    with pytest.raises(ctct.Rejected) as refused:
        ctct.document({**DRAFT, "loai": "khong_co"})
    assert [one.code for one in refused.value.findings] == ["MH04"]


def test_threads_that_are_first_to_ask_get_the_same(in_tmp: Path) -> None:
    """In a process of its own: what is built late is built while others ask for it too."""
    program = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import ctct
sys.setswitchinterval(1e-5)
start = Barrier(8)
def work(_):
    start.wait()
    return ctct.compile({DRAFT!r}), ctct.check({DRAFT!r})
with ThreadPoolExecutor(8) as threads:
    assert len(set(threads.map(work, range(8)))) == 1
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_types_hold_for_who_uses_it(in_tmp: Path) -> None:
    Path("user.py").write_text(
        """\
from pathlib import Path

import ctct

draft = ctct.VanBan.model_validate({"loai": "thong_bao"})
found: tuple[ctct.Finding, ...] = ctct.check(draft, rules=True)
lines: list[int] = [one.line for one in found if one.severity is ctct.Severity.ERROR]
made: bytes = ctct.compile(Path("d.yaml"), to="pdf")
word = ctct.document({"loai": "thong_bao"}, danh_ba=ctct.DanhBa())
word.save("d.docx")
"""
    )
    Path("wrong.py").write_text("import ctct\nctct.compile({}, to='doc')\n")
    files = ["user.py", "wrong.py"]
    done = subprocess.run([sys.executable, "-m", "mypy", "--strict", *files], capture_output=True, text=True, check=False)
    (fault, _) = done.stdout.splitlines()
    assert fault.startswith("wrong.py:2: ")
    assert "arg-type" in fault
