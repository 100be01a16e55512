"""What holds of every comparison: a document differs in nothing from itself, turned round the kinds are turned, and the changes
tell of every word that differs.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ctct.changes.kinds import Differences, differences
from ctct.changes.passages import Passage, passages
from ctct.diagnostics import Rejected
from ctct.project.files import Source
from ctct.word.read import read_word
from ctct.word.views import accepted
from drafts import built, drafts
from edited_drafts import edited
from test_commands import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml")) + sorted((ROOT / "examples/nha-nuoc").glob("*.yaml"))
TURNED = {"them": "bo", "bo": "them", "tach": "gop", "gop": "tach"}


def read(source: Source) -> list[Passage]:
    return passages(accepted(read_word(built(source))))


def after_edits(path: Path, seed: int) -> list[Passage]:
    chance = random.Random(seed)
    changed = edited(yaml.safe_load(path.read_text()), chance, chance.randrange(1, 12))
    text = yaml.safe_dump(changed, allow_unicode=True, sort_keys=False)
    try:
        return read(Source("d.yaml", text.encode(), path.parent))
    except Rejected:
        return []


def words(said: list[Passage]) -> Counter[str]:
    return Counter(word for passage in said for word in passage.text.split())


def told(found: Differences) -> tuple[Counter[str], Counter[str]]:
    """Return the words of all changes, in the old document and in the new one."""
    sides = ([one for change in found.changes for one in getattr(change, side)] for side in ("old", "new"))
    old, new = (words(side) for side in sides)
    return old, new


@given(st.sampled_from(EXAMPLES), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_every_word_that_differs_is_told(path: Path, seed: int) -> None:
    old, new = read(Source.from_file(path)), after_edits(path, seed)
    assume(new)
    found = differences(old, new)
    said_old, said_new = told(found)
    assert words(old) - said_old == words(new) - said_new, "what no change tells of is the same on both sides"
    assert bool(found) == ([one.text for one in old] != [one.text for one in new]) or not found.changes
    back = differences(new, old)
    turned = Counter({TURNED.get(kind, kind): count for kind, count in kinds(found).items()})
    assert turned == kinds(back)
    assert Counter((new.way, old.way) for old, new in found.numbers) == Counter((old.way, new.way) for old, new in back.numbers)


def kinds(found: Differences) -> Counter[str]:
    """Return how many passages there are changes of each kind of: which of them are told in one line depends on their order."""
    counted: Counter[str] = Counter()
    for change in found.changes:
        counted[change.kind] += len(change.old) + len(change.new)
    return counted


@given(drafts())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_draft_differs_in_nothing_from_itself(draft: dict[str, object]) -> None:
    source = Source("d.yaml", json.dumps(draft, ensure_ascii=False).encode(), Path("/nonexistent"))
    try:
        said = read(source)
    except Rejected:
        return
    assert differences(said, said) == Differences((), ())


@given(st.sampled_from(EXAMPLES[:4]), st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_renumbering_alone_is_no_change(path: Path, seed: int) -> None:
    said = read(Source.from_file(path))
    chance = random.Random(seed)
    renumbered = [one._replace(number=f"{one.number}{chance.randrange(9)}.", way="x") if one.number else one for one in said]
    found = differences(said, renumbered)
    assert found.changes == ()
    assert len(found.numbers) == sum(bool(one.number) for one in said)
