"""The JSON Schema beside the compiler: an editor that validates with it must not find fault with what compiles."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from ctct.diagnostics import Rejected
from ctct.model.document import VanBan
from ctct.model.jsonschema import SCHEMAS
from ctct.model.structure import structure_faults
from ctct.model.validation import validate
from ctct.source.yaml import load
from test_examples import DRAFTS

ROOT = Path(__file__).parents[1]


def written(name: str) -> Any:
    return json.loads((ROOT / "schema" / name).read_text("utf-8"))


SCHEMA = Draft202012Validator(written("ctct.schema.json"))
ODD: list[Any] = [
    True, 3, -1, 2.5, "", "abc", "Mã sai", [], {}, ["x"], ["x", ["y", "z"]], {"ten": "x"}, {"khoan": ["a"]}, "06/4/2021",
    "quý II/2021", [[1, None, "x"]], "bang", 14, {"cot": "x", "dong": [["y"]]}, {"noi_dung": ["a", "b"], "id": "a"},
]  # fmt: skip
KEYS = [
    "ten", "noi_dung", "khoan", "muc", "phan", "bang", "id", "kho_ngang", "phan_cong_chi_dao", "trinh_bay", "danh_so", "nguoi_ky",
    "chu_thich", "thuong_ky", "bo_qua", "ke_thua", "kem_theo", "phu_luc", "du_thao", "rong", "nhom", "co_quan", "thoi_gian", "nhu",
]  # fmt: skip


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for step, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*at, step)
        yield from paths(item, (*at, step))


def changed(value: Any, chance: random.Random) -> Any:
    """Return a draft with one thing replaced, left out or put in."""
    value = deepcopy(value)
    *way, last = chance.choice(list(paths(value)))
    holder = value
    for step in way:
        holder = holder[step]
    odd = deepcopy(chance.choice(ODD))
    what = chance.random()
    if what < 0.5:
        holder[last] = odd
    elif what < 0.6:
        del holder[last]
    elif isinstance(holder, dict):
        holder[chance.choice(KEYS)] = odd
    else:
        holder.insert(last, odd)
    return value


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_schema_accepts_what_the_compiler_accepts(path: Path) -> None:
    chance, accepted = random.Random(path.stem), 0
    value = load(path.read_text("utf-8"))[0]
    for _ in range(150):
        odd = changed(value, chance)
        try:
            sound = not structure_faults(validate(VanBan, odd))
        except Rejected:
            continue
        if sound:
            accepted += 1
            assert not list(SCHEMA.iter_errors(odd)), odd
    assert accepted > 5


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("trinh_bay", "gọn"),
        ("du_thao", 0),
        ("loai", "chuong trinh"),
        ("muc", [{"phan": ["Lời văn."]}]),
        ("kem_theo", "Lời văn."),
        ("phu_luc", [{"ten": "Tên", "trang_thai": "xong"}]),
        ("chu_thich", {"Mã Sai": "Lời."}),
        ("bang", {"cot": [{"ten": "a", "rong": 0}], "dong": [["x"]]}),
    ],
)
def test_schema_finds_the_fault_too(key: str, value: Any) -> None:
    draft: Any = load((ROOT / "examples" / "nha-nuoc" / "cong-van.yaml").read_text("utf-8"))[0]
    assert SCHEMA.is_valid(draft)
    assert not SCHEMA.is_valid({**draft, key: value})


@pytest.mark.parametrize(
    ("name", "path"),
    [("danh-ba.schema.json", path) for path in sorted((ROOT / "examples" / "danh-ba").glob("*.yaml"))]
    + [(f"{name}.schema.json", ROOT / "examples" / "theo-doi" / f"{name}.yaml") for name in ("danh-ba", "van-ban")]
    + [("lich-nghi.schema.json", ROOT / "templates" / "lich-nghi.yaml")]
    + [("the-thuc.schema.json", ROOT / "templates" / layout / "the-thuc.yaml") for layout in ("dang", "nha-nuoc")],
)
def test_schemas_of_the_other_files(name: str, path: Path) -> None:
    """What ships is accepted, a key that nobody knows is not."""
    schema, value = Draft202012Validator(written(name)), load(path.read_text("utf-8"))[0]
    assert isinstance(value, dict)
    assert not list(schema.iter_errors(value))
    assert not schema.is_valid({**value, "khong_co": 1})


def test_schema_of_settings() -> None:
    schema = Draft202012Validator(written("ctct-toml.schema.json"))
    assert schema.is_valid({"co_quan": "Tỉnh ủy Quảng Ngãi", "muc_do": {"SKH02": "tat"}, "danh_ba": ["danh-ba.yaml"]})
    assert not schema.is_valid({"muc_do": {"SKH02": "tắt"}})


@pytest.mark.parametrize("name", SCHEMAS)
def test_examples_are_told_in_words(name: str) -> None:
    """An editor offers a schema's examples as values to insert."""
    said = json.dumps(written(name), ensure_ascii=False)
    assert '"examples"' not in said
    assert "Ví dụ: " in said


def test_texts_by_id_are_described_as_values() -> None:
    """Editors complete nothing below ``patternProperties``."""
    for name in SCHEMAS:
        assert "patternProperties" not in json.dumps(written(name))
