"""The drafts of a folder that is watched: which there are, what is wrong with each, and which of them browsers show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Severity
from ctct.project.drafts import is_draft, walk_files
from ctct.project.files import MARKDOWN, YAML
from ctct.runs.cache import Cache, Checked
from ctct.watch.file_watcher import ReadFiles, Stamp, stamp_of
from ctct.watch.following import Follower

if TYPE_CHECKING:
    from ctct.watch.server import PageContext

ANEW = 1.0
"""Seconds between two searches for drafts, and after which one is checked again that may lack a file."""
PAUSE_TELLING = 0.3
"""Seconds between two lists that browsers are told of: while many drafts are checked it changes all the time."""
AT_ONCE = 20
"""Of how many drafts the files are looked at in one go: the draft that is shown must not wait."""
LATELY = 30.0
"""Seconds for which a draft counts as shown after a browser has asked for it: one that shows it asks far more often."""
KEPT = 8
"""How many drafts are kept drawn."""


@dataclass(eq=False)
class _Listed:
    """A draft of the list, and the verdict on it, if it has been checked."""

    number: int
    name: str
    checked: Checked | None = None
    reads: ReadFiles | None = None
    judged: float = 0.0

    def judge(self, checked: Checked) -> None:
        self.checked, self.reads, self.judged = checked, ReadFiles(checked.reads), monotonic()

    def is_due(self) -> bool:
        if self.checked is None or self.reads is None or self.reads.has_changed():
            return True
        # It may rest on a file that is missing: only checking again will tell whether that has come.
        return not self.checked.is_lasting and self.checked.verdict.fails() and monotonic() - self.judged > ANEW


@dataclass(eq=False)
class _Shown:
    """A draft that a browser has asked for, and when it last did."""

    context: PageContext
    follower: Follower
    asked: float = field(default_factory=monotonic)


class DraftFolder:
    """The drafts in the folder ``name``: ``check`` finds what is wrong with one, ``begin`` makes the page of one. Servers'
    threads ask, one thread alone looks after them; ``changed`` wakes whoever waits for news of the list or of a draft.
    """

    def __init__(
        self, name: str, check: Callable[[str], Checked], begin: Callable[[str], PageContext], changed: Condition
    ) -> None:
        self.name, self.changed = name, changed
        self.edition = 0
        """The number of the list as it is; another whenever it says something else."""
        self._check, self._begin = check, begin
        self._lock = Lock()
        self._search = _DraftSearch(name)
        self._listed: dict[str, _Listed] = {}
        self._numbers: dict[str, int] = {}
        self._shown: dict[int, _Shown] = {}
        self._turn = 0
        self._searched = self._told_last = -ANEW
        self._told: list[dict[str, Any]] = []
        self._find()
        self._tell(monotonic())  # the names, before anything is drawn or checked

    # --- what browsers ask

    def first(self) -> PageContext:
        """Return the page of the draft to show before one was chosen; of one that is gone where none is left."""
        found = self.context(self.first_number())
        assert found is not None, "a folder is watched for the drafts in it"
        return found

    def first_number(self) -> int:
        """Return the number of that draft."""
        return next((one.number for one in self._listed.values()), 1)

    def context(self, number: int) -> PageContext | None:
        """Return what the page of a draft is about, ``None`` if there never was such a draft."""
        with self._lock:
            name = next((name for name, one in self._numbers.items() if one == number), None)
            if name is None:
                return None
            if number not in self._shown:
                context = self._begin(name)
                self._shown[number] = _Shown(context, Follower(context.preview))
            self._shown[number].asked = monotonic()
            return self._shown[number].context

    def state(self) -> dict[str, Any]:
        """Return the list, as JSON has it."""
        return {"edition": self.edition, "folder": self.name, "drafts": self._told}

    # --- what is done between

    def recall(self, cache: Cache) -> None:
        """Take the verdicts that earlier runs have kept, as far as they hold."""
        for one in self._listed.values():
            if checked := cache.find(one.name):
                one.judge(checked)

    def look(self) -> None:
        """Keep pages and verdicts those of the files; takes no longer than one draft does."""
        now = monotonic()
        with self._lock:
            shown = [one for one in self._shown.values() if one.asked > now - LATELY]
        for one in shown:
            one.follower.look()
        if now - self._searched > ANEW:
            self._find()
            self._let_go(now - LATELY)
        self._judge_one()
        if now - self._told_last > PAUSE_TELLING:
            self._tell(now)

    def _find(self) -> None:
        self._searched = monotonic()
        found = self._search()
        with self._lock:
            for name in found:
                self._numbers.setdefault(name, len(self._numbers) + 1)
        self._listed = {name: self._listed.get(name) or _Listed(self._numbers[name], name) for name in found}

    def _let_go(self, lately: float) -> None:
        """Forget the pages that nobody looks at, beyond a few."""
        with self._lock:
            idle = sorted((one for one in self._shown.values() if one.asked <= lately), key=lambda one: one.asked)
            for one in idle[: max(0, len(self._shown) - KEPT)]:
                one.context.preview.forget()
                one.follower = Follower(one.context.preview)

    def _judge_one(self) -> None:
        """Check a draft that is new, or rests on something that has changed."""
        listed = list(self._listed.values())
        for at in range(self._turn, self._turn + min(AT_ONCE, len(listed))):
            self._turn = (at + 1) % len(listed)
            one = listed[at % len(listed)]
            if one.is_due():
                one.judge(self._check(one.name))
                return

    def _tell(self, now: float) -> None:
        told = [self._entry(one) for one in self._listed.values()]
        self._told_last = now
        if told != self._told:
            with self.changed:
                self._told, self.edition = told, self.edition + 1
                self.changed.notify_all()

    def _entry(self, one: _Listed) -> dict[str, Any]:
        name = os.path.relpath(one.name, self.name).replace(os.sep, "/")
        counted = Counter(found.severity for found in one.checked.verdict.findings) if one.checked else Counter()
        return {
            "number": one.number,
            "name": name,
            "checked": one.checked is not None,
            **{severity.value: counted[severity] for severity in Severity},
        }


class _DraftSearch:
    """Finds the drafts of a folder again and again; reads only what has changed since it was last looked at."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._known: dict[str, tuple[Stamp, bool]] = {}

    def __call__(self) -> list[str]:
        """Return the drafts as :func:`ctct.project.drafts.drafts_in` does."""
        closed: list[str] = []
        stamps = {path: stamp_of(Path(path)) for path in walk_files(self._folder, YAML + MARKDOWN, closed)}
        known = self._known
        self._known = {
            path: known[path] if path in known and known[path][0] == stamp else (stamp, is_draft(path))
            for path, stamp in stamps.items()
        }
        return sorted([*(path for path, (_, said) in self._known.items() if said), *closed])
