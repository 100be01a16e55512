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
from ctct.model.fields import validate
from ctct.model.structure import structure_faults
from ctct.source.yaml import load
from test_examples import DRAFTS

ROOT = Path(__file__).parents[1]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schema" / "ctct.schema.json").read_text("utf-8")))
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
