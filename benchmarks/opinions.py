"""Opinions of many copies: processor time to read the copies, to gather what they say, to lay out the table.

Usage: python benchmarks/opinions.py [--copies 30] [--comments 5]

The copies are the sample programme with comments by python-docx, spread over its paragraphs.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from copies import built
from ctct.drafting.merge.current import Draft
from ctct.drafting.opinions.gathering import Gathered
from ctct.drafting.opinions.ground import Ground
from ctct.drafting.opinions.receiving import File, receive
from ctct.drafting.opinions.writing import with_opinions
from ctct.model.opinions import SoYKien
from ctct.model.validation import validate
from ctct.project.files import Source
from ctct.resolve.bodies import Bodies
from ctct.source.yaml import load
from ctct.tracking.opinions.document import compiled, report_on
from ctct.tracking.opinions.sheet import as_workbook
from ctct.tracking.opinions.table import table_of, with_table

SAMPLE = Path(__file__).parents[1] / "examples/quy-II-2021.yaml"


def commented(data: bytes, number: int, count: int) -> bytes:
    document = docx.Document(io.BytesIO(data))
    paragraphs = [one for one in document.paragraphs if len(one.text) > 40]
    for step in range(count):
        paragraph = paragraphs[(number * 7 + step * 5) % len(paragraphs)]
        document.add_comment(paragraph.runs, text=f"Đề nghị xem lại, lần {step}.", author="Admin")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def timed(name: str, work: Callable[[], object]) -> None:
    started = time.process_time()
    work()
    print(f"{name}: {time.process_time() - started:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--copies", type=int, default=30)
    parser.add_argument("--comments", type=int, default=5)
    asked = parser.parse_args()
    source = Source.from_file(SAMPLE)
    sent = built(source)
    files = [File(f"so-{number}.docx", commented(sent, number, asked.comments)) for number in range(asked.copies)]
    ground = Ground.of(Draft.of(source))
    outcome = ground.draft.outcome
    assert outcome.draft is not None
    bodies = Bodies(outcome.gathered.directory, outcome.draft.ngay.span)
    gathered, texts = Gathered(), [""]

    def read() -> None:
        for file in files:
            gathered.take(receive(file, ground, bodies, (), None)[0])

    def write() -> None:
        texts[0] = with_opinions("q.y-kien.yaml", None, os.path.basename(SAMPLE), gathered) or ""

    timed(f"{asked.copies} copies read, {asked.comments} comments each", read)
    timed("written into the file of opinions", write)
    table = table_of(outcome, validate(SoYKien, load(texts[0])[0]))
    assert len(table.rows) == asked.copies * asked.comments
    timed("table in Word", lambda: compiled(with_table(report_on(outcome), table), outcome, "docx"))
    timed("table in Excel", lambda: as_workbook(table, date(2021, 1, 1), None))


if __name__ == "__main__":
    main()
