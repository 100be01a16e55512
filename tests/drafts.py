"""Drafts for the tests that hold for any draft: every key of a body, texts full of what YAML and Markdown would stumble on."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from ctct.emit.formats import Form
from ctct.model.types import LEVELS, ROLES
from ctct.pipeline import check, compile_to
from ctct.project.files import Source


def built(source: Source, *, literal_numbers: bool = False) -> bytes:
    """Return the Word document of a draft in which nothing is wrong."""
    return compile_to(check(source), Form(literal_numbers=literal_numbers))[0]


SNARES = re.findall(
    r"\S+",
    r"""và Ban Bí thư ; , - – + * ** *** _ __ # ## > | = === --- ~~~ ~~ ` ``` \ \\ \* \@ \[ \_ \. : :: & &amp; &#160; < <b> </b>
    <!-- --> <a@b.c> [ ] [x] [x](y) [x]: ![x](y) ![ ^[ [^a] [^a]: @a-1 @~a-1 @a-1+b @b @vb:a-1 @vb:a~ @vb: @x.y ( (1) 1. 1.1. 1.1 2. 12) a) đ) I.
    IV- A. A- Điều 5. Chương I thứ nhất {#a} {.b} {a=b} { } {ban} "x" " ' “x” «x» 5*3*2 *x* **x** _x_ __x__ snake_case x_ 'x'
    null true no ~ 12 1e3 0x1F % @ ! ? ?x -x #x 1.x &x *x , [ { } ]: Phân công chỉ đạo: - *Phân công chỉ đạo*: @a Như @a của
    Chương trình này. ... … x. x; 100% tháng 4/2021 quý II/2021 kinh tế - xã hội""",
)
"""What YAML or Markdown would take for something of theirs."""

words = st.one_of(st.sampled_from(SNARES), st.text("aăâbđeêgươuy ỷ", min_size=1, max_size=6), st.just("lời văn thường gặp"))
ids = st.sampled_from(["a", "b", "a-1", "hoi-nghi", "x2"])


@st.composite
def texts(draw: st.DrawFn, most: int = 12) -> str:
    """A text that is not empty."""
    parts = draw(st.lists(words, min_size=1, max_size=most))
    text = "".join(part + draw(st.sampled_from([" ", " ", " ", "", "  "])) for part in parts).strip()
    return text or "x"


names = st.one_of(ids, ids.map("~{}".format), texts(5))
assignees = st.one_of(names, st.lists(st.one_of(names, st.lists(names, min_size=1, max_size=4)), min_size=1, max_size=4))
paragraphs = st.one_of(
    texts(), st.lists(texts(), min_size=1, max_size=3), st.lists(texts(4), min_size=2, max_size=2).map("\n".join)
)


sources = st.one_of(ids, st.tuples(ids, texts(5)).map(lambda pair: {"van_ban": pair[0], "tai": pair[1]}))
followed_up = st.fixed_dictionaries(
    {},
    optional={
        "han": st.sampled_from(["30/6/2021", "trước ngày 15/6"]),
        "gio": st.sampled_from(["08:00", "08:00-11:30"]),
        "dia_diem": texts(4),
        "chu_tri_hop": assignees,
        "thanh_phan": assignees,
        "phuc_vu": st.one_of(ids, st.lists(ids, min_size=2, max_size=3, unique=True)),
        "san_pham": st.one_of(st.just("nghi_quyet"), texts(4)),
        "nguon": st.one_of(sources, st.lists(sources, min_size=1, max_size=3)),
    },
)


@st.composite
def works(draw: st.DrawFn) -> dict[str, Any]:
    """What a work says: a name, words, who is charged."""
    work: dict[str, Any] = {}
    if draw(st.booleans()):
        work["ten"] = draw(texts(6))
    if "ten" not in work or draw(st.booleans()):
        work["noi_dung"] = draw(paragraphs)
    for role in ROLES:
        if draw(st.integers(0, 3)) == 0:
            work[role] = draw(assignees)
    if draw(st.integers(0, 5)) == 0:
        work["nhu"] = draw(st.one_of(ids, st.lists(ids, min_size=2, max_size=3, unique=True)))
    return work | (draw(followed_up) if draw(st.integers(0, 2)) == 0 else {})


cells = st.one_of(texts(4), st.integers(0, 2000), st.none(), st.lists(texts(3), min_size=1, max_size=2))
columns = st.one_of(
    texts(3),
    st.fixed_dictionaries(
        {"ten": texts(3)}, optional={"rong": st.just(35), "can": st.sampled_from(["trai", "giua", "phai", "deu", "so"])}
    ),
)


@st.composite
def heads(draw: st.DrawFn, width: int, deep: int = 2) -> list[Any]:
    """Columns, some under a common head, that have ``width`` cells together."""
    made: list[Any] = []
    while width:
        taken = draw(st.integers(1, width))
        if deep and draw(st.integers(0, 3)) == 0:
            made.append({"ten": draw(texts(3)), "cot": draw(heads(taken, deep - 1))})
        else:
            made += [draw(columns) for _ in range(taken)]
        width -= taken
    return made


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A table; no row ends in cells that say nothing, for those are not kept."""
    width = draw(st.integers(1, 4))
    rows = [
        draw(
            st.one_of(
                texts(3).map(lambda name: {"nhom": name}),
                st.lists(cells, min_size=1, max_size=width),
                st.lists(cells, min_size=1, max_size=width).map(lambda row: {"tong": row}),
            )
        )
        for _ in range(2)
    ]
    rows = [_filled(row) for row in rows]
    more = st.fixed_dictionaries(
        {}, optional={"ten": texts(3), "don_vi": texts(3), "tt": st.booleans(), "kho_ngang": st.booleans()}
    )
    return draw(more) | {"cot": draw(heads(width)), "dong": rows}


def _filled(row: Any) -> Any:
    """A row whose last cell says something."""
    if isinstance(row, dict):
        return {key: said if key == "nhom" else _filled(said) for key, said in row.items()}
    return [*row[:-1], row[-1] if row[-1] is not None else "x"]


attributes = st.fixed_dictionaries(
    {},
    optional={
        "thoi_gian": st.sampled_from(["tháng 6/2021", "6/4/2021 - 9/4/2021", 2021, "hằng quý", "sớm nhất có thể; (nếu được)"]),
        "so": st.sampled_from(["9a", 9, "IIa", "thứ ba"]),
        "danh_so": st.sampled_from(["(1)", "a)", "I-"]),
        "trang_thai": st.sampled_from(["xong", "dang_lam"]),
        "ly_do": texts(4),
        "thuong_ky": st.sampled_from(["viec-1", "viec-2"]),
        "bang": st.one_of(tables(), st.lists(tables(), min_size=2, max_size=2)),
    },
)


@st.composite
def nodes(draw: st.DrawFn, rank: int, seen: set[str]) -> Any:
    """A node of the level ``rank``, with all below it; ``seen`` keeps ids from being given twice."""
    if draw(st.integers(0, 3)) == 0:
        return draw(paragraphs)
    node = draw(works()) | (draw(attributes) if draw(st.booleans()) else {})
    name = draw(ids)
    if draw(st.integers(0, 2)) == 0 and name not in seen:
        seen.add(name)
        node["id"] = name
    if "thuong_ky" in node and draw(st.booleans()):
        node.pop("noi_dung", None)
    return node | draw(bodies(rank + 1, seen))


@st.composite
def bodies(draw: st.DrawFn, rank: int, seen: set[str]) -> dict[str, Any]:
    """Nothing, or the nodes of one level from ``rank`` down."""
    if rank >= len(LEVELS) or draw(st.integers(0, rank)) > 1:
        return {}
    level = draw(st.integers(rank, len(LEVELS) - 1))
    return {LEVELS[level]: [draw(nodes(level, seen)) for _ in range(draw(st.integers(1, 3)))]}


HEAD: dict[str, Any] = {
    "loai": "chuong_trinh",
    "co_quan": "Tỉnh ủy Quảng Ngãi",
    "so_ky_hieu": {"so": None, "ky_hieu": "CTr/TU"},
    "ngay": 2021,
    "trich_yeu": ["công tác", "quý II/2021"],
}
TAIL: dict[str, Any] = {"noi_nhan": ["Như trên", "Lưu Văn phòng"], "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"}}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """A draft that the model accepts."""
    seen: set[str] = set()
    body: dict[str, Any] = {"noi_dung": draw(paragraphs)} if draw(st.booleans()) else {}
    body |= draw(bodies(0, seen))
    if draw(st.booleans()) or not body:
        body["ket"] = draw(paragraphs)
    if draw(st.integers(0, 4)) == 0:
        body["phu_luc"] = [
            {"ten": draw(texts(5)), "noi_dung": draw(paragraphs), "kho_ngang": draw(st.booleans())} | draw(bodies(0, seen))
        ]
    if draw(st.integers(0, 4)) == 0:
        body["kem_theo"] = {"loai": "quy_che", "trich_yeu": draw(texts(5)), "noi_dung": draw(paragraphs)} | draw(
            bodies(0, seen)
        )
    if draw(st.booleans()):
        body["trinh_bay"] = {"thoi_gian": "trong_ngoac"}
    work = {name: draw(works()) for name in ("viec-1", "viec-2")}
    notes = {name: draw(texts()) for name in draw(st.sets(ids, max_size=3))}
    return HEAD | body | {"thuong_ky": work} | ({"chu_thich": notes} if notes else {}) | TAIL
