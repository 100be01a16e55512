"""Drafts of any size, each full of one thing, and what is done with a draft: for the tests and the benchmark of growth."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from ctct.diagnostics import Rejected
from ctct.drafting.convert import convert
from ctct.drafting.fix import apply_fixes
from ctct.drafting.format import formatted
from ctct.lint.engine import Selection
from ctct.outcome import Outcome
from ctct.pipeline import check, lint
from ctct.project.files import Source
from ctct.report.located import locate
from ctct.resolve.marks import roman

HEAD: dict[str, Any] = {
    "loai": "chuong_trinh",
    "co_quan": "Tỉnh ủy Quảng Ngãi",
    "so_ky_hieu": "05-CTr/TU",
    "dia_danh": "Quảng Ngãi",
    "ngay": "06/4/2021",
    "trich_yeu": "công tác",
    "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
}
FAULTY = "Đã hòan thành Kết luận 5-KL/TU , theo Khoản 3, Mục II của Chương trình này ; TP.Hồ Chí Minh và thứ hai hằng tuần. "
NOWHERE = Path("/nonexistent")


def written(**said: Any) -> str:
    return json.dumps({**HEAD, **said}, ensure_ascii=False)


def lines_of(said: dict[str, Any]) -> str:
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())


def in_a_block(line: str, times: int) -> str:
    return f"{lines_of(HEAD)}\nnoi_dung: |\n" + f"  {line}\n" * times


def in_markdown(body: str, **said: Any) -> str:
    return f"---\n{lines_of({**HEAD, **said})}\n---\n\n{body}\n"


def spelt(number: int) -> str:
    """Return letters for a number, none of them a vowel."""
    return "".join("bcdfghklmn"[int(digit)] for digit in str(number))


DRAFTS: dict[str, Callable[[int], str]] = {
    "many findings in one value": lambda n: written(noi_dung=FAULTY * n),
    "many findings in the lines of one block": lambda n: in_a_block(FAULTY, n),
    "many findings in many values": lambda n: written(muc=[FAULTY] * n),
    "words that are all misspelt otherwise": lambda n: written(noi_dung=" ".join(f"nghành{spelt(i)}" for i in range(n))),
    "emphasis that is never closed": lambda n: written(noi_dung="**a " * n),
    "stars": lambda n: written(noi_dung="**" * n),
    "emphasis": lambda n: written(noi_dung="*a* **b** " * n),
    "one long capital word": lambda n: written(noi_dung="A" * n + "Uỷ"),
    "one long word of capitals and tones": lambda n: written(noi_dung="Hoà" * n + " Hòa uỷ ủy"),
    "spaces": lambda n: written(noi_dung="a" + " " * n + "\u00a0b"),
    "references to one that is not": lambda n: written(noi_dung="@a " * n),
    "references to many that are not": lambda n: written(noi_dung=" ".join(f"@x{i}" for i in range(n))),
    "references to ids that are nearly so": lambda n: written(
        muc=[{"id": f"muc-{i:06}", "noi_dung": f"Theo @mucc-{i:06}[^n{i}]."} for i in range(n)]
    ),
    "assignees that are nearly in the draft": lambda n: written(
        muc=[
            {"id": f"muc-{i:06}", "noi_dung": "Việc.", "nhu": f"mucc-{i:06}", "phan_cong_chi_dao": f"nguoi-{i}"}
            for i in range(n)
        ]
    ),
    "references": lambda n: written(muc=[{"id": "a", "noi_dung": "@a, @~a; " * n}]),
    "references to several": lambda n: written(
        muc=[{"id": f"m{i}", "noi_dung": "Việc."} for i in range(n)], noi_dung="+".join(["@m0", *(f"m{i}" for i in range(n))])
    ),
    "one note many times": lambda n: written(noi_dung="a[^a] " * n, chu_thich={"a": "Lời."}),
    "many notes": lambda n: written(
        noi_dung=" ".join(f"a[^n{i}]" for i in range(n)), chu_thich={f"n{i}": f"Lời {i}." for i in range(n)}
    ),
    "notes that nothing refers to": lambda n: written(chu_thich={f"n{i}": "Lời." for i in range(n)}),
    "references typed by hand": lambda n: written(
        muc=[{"ten": "Hội nghị Tỉnh ủy lần thứ tư", "noi_dung": "Theo mục I của Chương trình này về công tác cán bộ. " * n}]
    ),
    "references typed by hand in many works": lambda n: written(
        muc=[
            {
                "ten": f"Hội nghị số {i}",
                "noi_dung": f"Theo mục {roman(i % 99 + 1)} của Chương trình này về hội nghị số {i % 50}.",
            }
            for i in range(n)
        ]
    ),
    "documents that are cited": lambda n: written(
        noi_dung=" ".join(f"Nghị quyết số {i}-NQ/TU ngày 01/{i % 15}/2016 của Tỉnh ủy khóa XIX;" for i in range(n))
    ),
    "people": lambda n: written(
        muc=[{"noi_dung": "Việc.", "phan_cong_chi_dao": [f"Đồng chí Lê Văn {spelt(i).title()}o, Phó Bí thư"]} for i in range(n)]
    ),
    "abbreviations": lambda n: written(noi_dung="UBND tỉnh và Ủy ban nhân dân tỉnh; " * n),
    "straight quotes": lambda n: written(noi_dung='"Lời" và "lời; ' * n),
    "quotations": lambda n: written(noi_dung="“Điều 1. Khoản 2 Điều này” " * n),
    "quotation marks that are never closed": lambda n: written(noi_dung="“Điều 1 " * n),
    "brackets": lambda n: written(noi_dung="(" * n),
    "tables": lambda n: written(bang=[{"cot": ["A", "B"], "dong": [["Lời @a", "x[^a]"]]}] * n),
    "one long table": lambda n: written(bang={"cot": ["A", "B"], "dong": [["Lời @a", "x[^a]"]] * n}),
    "figures of one broad table": lambda n: written(bang={"cot": [{"ten": "A", "can": "so"}] * n, "dong": [["1,5"] * n]}),
    "merged cells": lambda n: written(bang={"cot": ["A", "B"], "dong": [["x", "y"], *[["^", "<"]] * n]}),
    "one broad table": lambda n: written(bang={"cot": ["A"] * n, "dong": [["Lời"] * n]}),
    "deep flow lists": lambda n: written()[:-1] + ', "noi_dung": ' + "[" * n + "]" * n + "}",
    "flow lists that are never closed": lambda n: written()[:-1] + ', "noi_dung": ' + "[" * n,
    "wide flow lists": lambda n: written(noi_dung=["Lời văn."] * n),
    "assignees in one work": lambda n: written(muc=[{"noi_dung": "Việc.", "phan_cong_chi_dao": ["Tổ *A* và @b"] * n}]),
    "recipients": lambda n: written(noi_nhan=[f"Sở {spelt(i)} (b/c)" for i in range(n)]),
    "appendices": lambda n: written(
        the_thuc="nha-nuoc",
        loai="quyet_dinh",
        noi_dung=[f"Xem Phụ lục {roman(i + 1)} và @p{i}." for i in range(n)],
        phu_luc=[{"id": f"p{i}", "ten": f"Danh sách {i}", "khoan": ["Ông Ma Văn Tiệp"]} for i in range(n)],
    ),
    "waivers": lambda n: written(noi_dung=FAULTY, bo_qua=[{"ma": "CH01", "ly_do": "Thử."}] * n),
    "grounds": lambda n: written(can_cu=[f"Căn cứ Nghị quyết số {i}-NQ/TU," for i in range(n)]),
    "unknown keys": lambda n: written(**{f"noi_dungg{i}": "Lời." for i in range(n)}),
    "works that recur and are not": lambda n: written(
        thuong_ky={f"viec-{i:06}": "Việc." for i in range(n)}, muc=[{"thuong_ky": f"viecc-{i:06}"} for i in range(n)]
    ),
    "meetings on one day": lambda n: written(
        muc=[
            {"ten": f"Họp {i}", "thoi_gian": "10/4/2021", "gio": f"{i % 20:02}:00", "thanh_phan": [f"t{j}" for j in range(9)]}
            for i in range(n)
        ]
    ),
    "works that one meeting needs": lambda n: written(
        muc=[
            {"id": "hop", "ten": "Họp", "thoi_gian": "10/4/2021"},
            *[{"ten": "Việc (tháng 5)", "phuc_vu": "hop", "han": "1/5/2021"}] * n,
        ]
    ),
    "meetings inside of each other": lambda n: written(
        muc=[{"ten": "Hội nghị", "khoan": [{"ten": "Hội nghị", "thoi_gian": "10/4/2021", "diem": ["Họp."] * 9}] * (n // 9)}]
    ),
    "a work of many sources": lambda n: written(muc=[{"ten": "Việc", "nguon": [f"vb-{i}: Mục {i}" for i in range(n)]}]),
    "markdown: a meeting of many": lambda n: in_markdown('## Họp {thanh_phan="' + "@a, @b và @c; " * n + '@d"}\n'),
    "markdown: items": lambda n: in_markdown("1. Lời văn @a và *nghiêng*.\n" * n),
    "markdown: headings": lambda n: in_markdown("".join(f"## Mục {i} {{#m{i}}}\n\nLời văn.\n\n" for i in range(n))),
    "markdown: one paragraph of many lines": lambda n: in_markdown(FAULTY.strip() + ("\n" + FAULTY.strip()) * n),
    "markdown: paragraphs": lambda n: in_markdown("Lời văn [^a].\n\n" * n),
    "markdown: emphasis that is never closed": lambda n: in_markdown("**a *b " * n),
    "markdown: tags in many lines of one paragraph": lambda n: in_markdown("Lời <b> văn\n" * n),
    "markdown: stars": lambda n: in_markdown("a" + "*" * n + "b"),
    "markdown: brackets": lambda n: in_markdown("[" * n),
    "markdown: links": lambda n: in_markdown("[a](b) " * n),
    "markdown: backslashes": lambda n: in_markdown("\\" * n + "\\* " * n),
    "markdown: backticks": lambda n: in_markdown("a `b ``c " * n),
    "markdown: quotes": lambda n: in_markdown("> " * n + "a"),
    "markdown: deep lists": lambda n: in_markdown("".join(f"{'   ' * i}1. Lời\n" for i in range(10)) * (n // 10)),
    "markdown: notes": lambda n: in_markdown(
        " ".join(f"a[^n{i}]" for i in range(n)) + "\n\n" + "".join(f"[^n{i}]: Lời {i}.\n\n" for i in range(n))
    ),
    "markdown: one long table": lambda n: in_markdown("Bảng.\n\n| A | B |\n|---|---|\n" + "| Lời @a | x |\n" * n),
    "markdown: tables": lambda n: in_markdown("| A | B |\n|---|---|\n| Lời | x |\n\nLời.\n\n" * n),
    "markdown: tables in YAML": lambda n: in_markdown("```bang\ncot: [A]\ndong:\n- [Lời]\n```\n\nLời.\n\n" * n),
    "markdown: assignments": lambda n: in_markdown("## Mục\n\n1. Việc.\n\n   - *Phân công chỉ đạo*: @a; Tổ B\n\n" * n),
    "markdown: attributes": lambda n: in_markdown("## Mục {" + "#a " * n + "}\n\nLời."),
    "markdown: comments": lambda n: in_markdown("Lời.\n\n<!-- lời -->\n\n" * n),
    "markdown: comments that are never closed": lambda n: in_markdown("Lời.\n\n<!-- a " * n),
    "markdown: references typed by hand": lambda n: in_markdown("Theo mục I của Chương trình này. " * n),
}


def name_of(kind: str) -> str:
    return "a.md" if kind.startswith("markdown") else "a.yaml"


def judged(source: Source) -> Outcome:
    return lint(check(source), Selection(), date(2026, 1, 1))


def as_source(name: str, draft: str) -> Source:
    return Source(name, draft.encode(), NOWHERE)


def checked(name: str, draft: str) -> None:
    outcome = judged(as_source(name, draft))
    locate(outcome.findings, outcome.gathered.files, outcome.gathered.name)


def fixed(name: str, draft: str) -> None:
    apply_fixes(as_source(name, draft), judged)


def reformed(name: str, draft: str) -> None:
    with suppress(Rejected):
        formatted(name, draft)


def converted(name: str, draft: str) -> None:
    with suppress(Rejected):
        convert(name, draft)


RUNS: dict[str, Callable[[str, str], None]] = {"check": checked, "fmt": reformed, "convert": converted, "fix": fixed}
