"""Show the works of a programme of 2,000 works in every form, and query fifty such programmes.

Usage: python benchmarks/views.py [--works 2000] [--programmes 50]

«start» is what any command pays before it has a view to show: Python, the imports, reading and checking the draft. The forms
are what comes on top, each the least of several runs; CPU is user and system time of this process. Many programmes are asked
twice: the second time what was kept of them is used.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ctct.pipeline import check
from ctct.project.files import Source
from ctct.runs.view_forms import FORMS
from ctct.tracking.listing import listing_of
from ctct.tracking.query import Query, selected
from ctct.tracking.views.view import CalendarOptions, View
from ctct.tracking.works import programme_of

PEOPLE, BODIES, OF_A_MEETING = 20, 40, 20
HEAD = """\
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác năm 2021
thoi_gian: năm 2021
danh_ba: danh-ba.yaml
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
muc:
"""


def programme(works: int, seed: int) -> str:
    chosen = random.Random(seed)
    lines = [HEAD.rstrip()]
    for meeting in range(works // OF_A_MEETING):
        lines += [f"  - id: hn-{meeting}", f"    ten: Hội nghị thứ {meeting}", f"    thoi_gian: tháng {meeting % 12 + 1}/2021"]
        lines.append("    khoan:")
        for work in range(OF_A_MEETING):
            second = "nhom" if work % 5 == 0 else f"co-quan-{chosen.randrange(BODIES)}"
            lines += [
                f"      - id: viec-{meeting}-{work}",
                f"        noi_dung: Cho ý kiến về việc thứ {work} của hội nghị {meeting} và các nội dung do cơ quan trình.",
                f"        phan_cong_chi_dao: [nguoi-{chosen.randrange(PEOPLE)}, {second}]",
                f"        co_quan_tham_muu: co-quan-{chosen.randrange(BODIES)}",
            ]
    return "\n".join(lines) + "\n"


def register() -> str:
    people = [f"  nguoi-{number}: {{ho_ten: Nguyễn Văn {number}, chuc_vu: Ủy viên}}" for number in range(PEOPLE)]
    bodies = [f"  co-quan-{number}: Ban số {number}" for number in range(BODIES)]
    group = ["nhom:", "  nhom: {ten: nhóm một, thanh_vien: [nguoi-1, nguoi-2, nguoi-3]}"]
    return "\n".join(["nguoi:", *people, "co_quan:", *bodies, *group]) + "\n"


def least(job: Callable[[], object], runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        begun = time.process_time()
        job()
        taken.append(time.process_time() - begun)
    return min(taken)


def forms(draft: Path) -> None:
    gc.set_threshold(500_000, 50, 50)  # as the command has it
    source = Source.from_file(draft)
    outcome = check(source)
    print(f"{'start: the draft read and checked':<44} {least(lambda: check(source), 3):8.3f} s")
    made = programme_of(outcome)
    listing = listing_of(str(draft), made)
    rows = selected([listing], Query())
    shared = least(lambda: selected([listing_of(str(draft), programme_of(outcome))], Query()))
    print(f"{f'the {len(rows)} works, who is charged with each':<44} {shared:8.3f} s")
    for name, form in FORMS.items():
        for by in (None, "nguoi") if name == "bang" else (None,):
            view = View([listing], rows, Query(), by)
            taken = least(lambda form=form, view=view: form.make(view, CalendarOptions(3)), 3)  # type: ignore[misc]
            print(f"{'  above that: --dang ' + name + (f' --theo {by}' if by else ''):<44} {taken:8.3f} s")


def query(drafts: list[Path], cache: Path) -> None:
    command = [sys.executable, "-m", "ctct", "viec", *map(str, drafts), "--theo", "nguoi", "-q"]
    for told in ("read", "asked again"):
        begun, before = time.monotonic(), os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "XDG_CACHE_HOME": str(cache)})
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        print(f"{f'{len(drafts)} programmes, --theo nguoi, {told}':<44} {time.monotonic() - begun:8.3f} s {cpu:8.3f} s CPU")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--works", type=int, default=2_000)
    asked.add_argument("--programmes", type=int, default=50)
    given = asked.parse_args()
    # What is kept must not lie in the folder of the drafts: a commit could then bring it.
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as cache:
        folder = Path(name)
        (folder / "danh-ba.yaml").write_text(register(), "utf-8")
        drafts = [folder / f"d{number:02}.yaml" for number in range(given.programmes)]
        for number, draft in enumerate(drafts):
            draft.write_text(programme(given.works, number), "utf-8")
        forms(drafts[0])
        query(drafts, Path(cache))


if __name__ == "__main__":
    main()
