"""A draft keeps its content from YAML to Markdown and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given, settings

from ctct.drafting.convert import to_markdown, to_yaml
from ctct.drafting.forms.meaning import meaning_of_draft
from ctct.drafting.forms.tree import Collection, tree_of
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.project.reading import read_draft
from drafts import HEAD, TAIL, drafts
from test_commands import ctct

HEAD_LINES = """\
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
"""


def as_yaml(value: dict[str, Any]) -> str:
    tree = tree_of(value)
    assert isinstance(tree, Collection)
    return write_yaml(tree)


def meant(name: str, text: str) -> VanBan:
    return validate(VanBan, read_draft(name, text)[0])


def survives_markdown(value: dict[str, Any]) -> None:
    written = as_yaml(value)
    assert read_draft("x.yaml", written)[0] == value
    made = to_markdown(written)
    assert made.lost == ()
    markdown = made.text
    assert meaning_of_draft(meant("x.md", markdown)) == meaning_of_draft(meant("x.yaml", written))
    assert getattr(read_draft("x.md", markdown)[1], "warnings", None) == ()
    back = to_yaml(markdown).text
    assert meaning_of_draft(meant("x.yaml", back)) == meaning_of_draft(meant("x.yaml", written))
    again = to_markdown(back).text
    assert to_markdown(to_yaml(again).text).text == again


@given(drafts())
@settings(max_examples=50, deadline=None)
def test_any_draft_survives_markdown(value: dict[str, Any]) -> None:
    survives_markdown(value)


def test_aliases_and_odd_comments_are_accounted_for(in_tmp: Path) -> None:
    Path("a.yaml").write_text(
        as_yaml(HEAD | {"muc": ["Việc."]} | TAIL) + "ket: &k Hết.  # --> hết\nchu_thich: {a: *k}\n", "utf-8"
    )
    done = ctct("convert", "a.yaml")
    assert done.returncode == 0
    assert done.stderr.decode().count("không giữ được") == 2
    text = Path("a.md").read_text("utf-8")
    assert "<!-- -- > hết -->" in text
    assert "[^a]: Hết." in text


def test_a_file_is_not_written_over(in_tmp: Path) -> None:
    Path("a.yaml").write_text(as_yaml(HEAD | {"muc": ["Việc."]} | TAIL), "utf-8")
    Path("a.md").write_text("của tôi", "utf-8")
    assert ctct("convert", "a.yaml").returncode == 1
    assert Path("a.md").read_text("utf-8") == "của tôi"
    assert ctct("convert", "a.yaml", "--force").returncode == 0
    assert ctct("convert", "-", stdin=Path("a.md").read_bytes()).stdout.decode().startswith("loai: chuong_trinh\n")


def test_the_other_form_takes_the_place_of_the_draft(in_tmp: Path) -> None:
    Path("ctct.toml").touch()
    draft = HEAD_LINES + "muc: [Lời văn.]\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"
    Path("a.yaml").write_text(draft, "utf-8")
    Path("b.yaml").write_text(draft + "ke_thua: {tu: a.yaml}\n", "utf-8")
    Path("ba.yaml").write_text(draft, "utf-8")
    done = ctct("convert", "--replace", "a.yaml")
    assert done.stdout.decode().splitlines() == ["đã ghi a.md", "đã xóa a.yaml"]
    assert done.stderr.decode() == "còn nêu tên cũ «a.yaml»: b.yaml; sửa thành «a.md»\n"
    assert (Path("a.yaml").exists(), Path("a.md").exists()) == (False, True)


def test_nothing_is_removed_that_is_not_written_elsewhere(in_tmp: Path) -> None:
    Path("a.yaml").write_text(HEAD_LINES + "muc: [Lời văn.]\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n", "utf-8")
    Path("a.md").write_text("đã có", "utf-8")
    assert ctct("convert", "--replace", "a.yaml").returncode == 1
    assert ctct("convert", "--replace", "a.yaml", "-o", "-").returncode == 2
    assert ctct("convert", "--replace", "a.yaml", "-o", "a.yaml", "--force").returncode == 2
    assert Path("a.yaml").is_file()


def test_paths_move_with_the_draft(in_tmp: Path) -> None:
    Path("b").mkdir()
    Path("a.yaml").write_text(as_yaml(HEAD | {"danh_ba": ["db.yaml"], "the_thuc": "./x", "muc": ["Việc."]} | TAIL), "utf-8")
    assert ctct("convert", "a.yaml", "-o", "b/a.md").returncode == 0
    text = Path("b/a.md").read_text("utf-8")
    assert "- ../db.yaml" in text
    assert "the_thuc: ../x" in text


def test_a_draft_that_is_not_valid_is_not_converted(in_tmp: Path) -> None:
    Path("a.yaml").write_text(as_yaml(HEAD | {"muc": [{"phan": ["Việc."], "ten": "x"}]} | TAIL), "utf-8")
    done = ctct("convert", "a.yaml")
    assert done.returncode == 1
    assert "MH02" in done.stderr.decode()
    Path("b.yaml").write_text(as_yaml(HEAD | {"muc": ["Việc."], "khoan": ["Việc."]} | TAIL), "utf-8")
    done = ctct("convert", "b.yaml")
    assert done.returncode == 1
    assert "KC03" in done.stderr.decode()
    assert not Path("b.md").exists()


def test_notes_of_the_front_matter_and_of_the_body_come_together() -> None:
    text = as_yaml(HEAD | TAIL | {"chu_thich": {"a": "Một."}})
    made = to_yaml(f"---\n{text}---\n\nLời văn[^a] và[^b].\n\n[^b]: Hai.\n").text
    assert meant("x.yaml", made).chu_thich == {"a": "Một.", "b": "Hai."}


def test_faults_are_told_where_they_stand(in_tmp: Path) -> None:
    Path("a.yaml").write_text(HEAD_LINES + "khoan:\n  - {noi_dung: A, thoi_gian: 31/6/2021}\n  - {noi_dungg: B}\n", "utf-8")
    told = ctct("convert", "a.yaml", "-o", "-")
    assert told.returncode == 1
    assert "a.yaml:7:30: lỗi MH07: không có ngày 31/6/2021" in told.stderr.decode()
    assert "a.yaml:8:6: lỗi MH02: không có khóa «noi_dungg»" in told.stderr.decode()
    Path("a.md").write_text(f"---\n{HEAD_LINES.replace('06/4', '31/4')}---\n1. Họp.\n", "utf-8")
    assert "a.md:5:7: lỗi MH07: không có ngày 31/4/2021" in ctct("convert", "a.md", "-o", "-").stderr.decode()
