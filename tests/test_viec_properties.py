"""What holds of the works of any draft: a key for each, by edits that change nothing else, and a view in every form."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctct.drafting.convert import to_markdown
from ctct.drafting.ids import missing_ids, with_ids
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.model.works import works_of
from ctct.outcome import Outcome
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.project.reading import read_draft
from ctct.source.text import decode
from ctct.tracking.charges import Counting
from ctct.tracking.groups import GROUPINGS
from ctct.tracking.listing import listing_of
from ctct.tracking.query import Query, selected
from ctct.tracking.views import data, matrix, page, text
from ctct.tracking.views.view import CalendarOptions, View
from ctct.tracking.works import programme_of
from drafts import drafts


def typed(draft: dict[str, Any]) -> str:
    return yaml.safe_dump(draft, allow_unicode=True, sort_keys=False, width=80)


def without_ids(value: Any, given_ids: set[str]) -> Any:
    """Return what a draft says without the ids that it was given; mere words stand for a node of nothing but words."""
    if isinstance(value, list):
        return [without_ids(one, given_ids) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {key: without_ids(one, given_ids) for key, one in value.items() if key != "id" or one not in given_ids}
    return kept["noi_dung"] if list(kept) == ["noi_dung"] else kept


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_every_work_gets_a_key_and_nothing_else_changes(draft: dict[str, Any]) -> None:
    for name, written in (("d.yaml", typed(draft)), ("d.md", to_markdown(typed(draft)).text)):
        before = read_draft(name, decode(written.encode()))[0]
        model = validate(VanBan, deepcopy(before))
        ids = missing_ids(model)
        made = with_ids(name, decode(written.encode()), ids)
        assert made is not None
        after = read_draft(name, made)[0]
        assert without_ids(after, {one.id for one in ids}) == without_ids(before, {one.id for one in ids})
        again = validate(VanBan, after)
        keys = [work.key for work in works_of(again)]
        assert None not in keys
        assert len({*keys}) == len(keys)
        assert missing_ids(again) == []


def shown(draft: dict[str, Any]) -> Outcome:
    outcome = check(Source("d.yaml", typed(draft).encode(), Path(), alone=True))
    return outcome._replace(findings=())  # names that no danh bạ has are faults of these drafts, and no matter here


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_every_draft_has_every_view(draft: dict[str, Any]) -> None:
    outcome = shown(draft)
    if outcome.resolved is None:
        return
    listing = listing_of("d.yaml", programme_of(outcome))
    for counting in Counting:
        query = Query(counting)
        rows = selected([listing], query)
        for by in (None, *GROUPINGS):
            view = View([listing], rows, query, by)
            assert text.as_text(view, 80).startswith(("Chương trình", listing.title[:10]))
            made = page.page_of(view)
            for picture in re.findall(r"<svg.*?</svg>", made, re.DOTALL):
                ElementTree.fromstring(picture)
        assert len(json.loads(data.as_json(view))) == len(rows)
        data.as_csv(view)
        if rows:
            matrix.as_text(view, 80)


@settings(max_examples=15, deadline=None)
@given(drafts())
def test_every_draft_has_a_workbook_and_a_calendar(draft: dict[str, Any]) -> None:
    openpyxl, icalendar = pytest.importorskip("openpyxl"), pytest.importorskip("icalendar")
    pytest.importorskip("xlsxwriter")
    from io import BytesIO

    from ctct.tracking.views.calendar import as_calendar
    from ctct.tracking.views.workbook import as_workbook

    outcome = shown(draft)
    if outcome.resolved is None:
        return
    listing = listing_of("d.yaml", programme_of(outcome))
    view = View([listing], selected([listing], Query()), Query())
    sheet = openpyxl.load_workbook(BytesIO(as_workbook(view)))["Theo dõi"]
    assert [sheet.cell(5 + index, 3).value for index in range(len(view.rows))] == [row.work.text for row in view.rows]
    for as_tasks in (False, True):
        made = as_calendar(view, CalendarOptions(3, as_tasks))
        assert max(map(len, made.split(b"\r\n"))) <= 75
        read = icalendar.Calendar.from_ical(made)
        uids = [str(one["uid"]) for one in (*read.walk("VEVENT"), *read.walk("VTODO"))]
        assert len({*uids}) == len(uids)
    assert len(read.walk("VTODO")) + sum(1 for row in view.rows if row.work.meeting) >= len(view.rows)  # no work is left out


@given(st.text(st.characters(exclude_characters="\n", codec="utf-8") | st.sampled_from("\\^ế"), max_size=400))
def test_lines_of_a_calendar_are_folded_as_icalendar_does(line: str) -> None:
    parser = pytest.importorskip("icalendar.parser")
    from ctct.tracking.views.ics_lines import folded

    assert folded(line.encode()) == parser.Contentline(line).to_ical() + b"\r\n"
