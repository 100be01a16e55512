"""The drafts of a folder that is watched: which there are, what is wrong with each, and which of them browsers show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Condition, Lock
from time import monotonic
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Severity
from ctct.runs.cache import Cache, Checked
from ctct.watch.draft_search import DraftSearch
from ctct.watch.file_watcher import ReadFiles
from ctct.watch.following import PAUSE, Follower

if TYPE_CHECKING:
    from ctct.watch.server import PageContext

ANEW = 1.0
"""Seconds between two searches for drafts, and after which one is checked again that may lack a file."""
PAUSE_TELLING = 0.3
"""Seconds between two lists that browsers are told of: while many drafts are checked it changes all the time."""
AT_ONCE = 3
"""Of how many drafts the files are looked at in one go: the draft that is shown must not wait."""
LATELY = 30.0
"""Seconds for which a draft counts as shown after a browser has asked for it: one that shows it asks far more often."""
KEPT = 8
"""How many drafts are kept drawn."""


@dataclass(eq=False)
class _Listed:
    """A draft of the list, which calls it ``title``, and the verdict on it, if it has been checked. ``told`` is what the list
    says of it, ``edition`` the first list that said so, ``copies`` how many copies of it were sent back.
    """

    number: int
    name: str
    title: str
    checked: Checked | None = None
    reads: ReadFiles | None = None
    judged: float = 0.0
    told: dict[str, Any] = field(default_factory=dict)
    edition: int = 0
    copies: int = 0

    def __post_init__(self) -> None:
        self.tell_anew()

    def judge(self, checked: Checked) -> bool:
        """Take a verdict; return whether the list is to say something else."""
        self.checked, self.reads, self.judged = checked, ReadFiles(checked.reads), monotonic()
        before = self.told
        self.tell_anew()
        return self.told != before

    def tell_anew(self) -> None:
        """Make what the list says of it."""
        counted = Counter(found.severity for found in self.checked.verdict.findings) if self.checked else Counter()
        counts = {severity.value: counted[severity] for severity in Severity}
        known = {"checked": self.checked is not None, "copies": self.copies}
        self.told = {"number": self.number, "name": self.title, **known, **counts}

    def is_due(self, patience: float) -> bool:
        """Return whether it is to be checked; one that may rest on a file that is missing is checked again after ``patience``
        seconds: only that will tell whether the file has come.
        """
        if self.reads is None or self.reads.has_changed():
            return True
        return self.may_lack and monotonic() - self.judged > patience

    @property
    def may_lack(self) -> bool:
        """Whether it may rest on a file that is missing."""
        return self.checked is not None and not self.checked.is_lasting and self.checked.verdict.fails()


@dataclass(eq=False)
class _Shown:
    """A draft that a browser has asked for, and when it last did."""

    context: PageContext
    follower: Follower
    asked: float = field(default_factory=monotonic)


class DraftFolder:
    """The drafts in the folder ``name``: ``check`` finds what is wrong with one, ``begin`` makes the page of one. Servers'
    threads ask, one thread alone looks after them; ``changed`` wakes whoever waits for news of the list or of a draft.

    ``cache`` has the verdicts of earlier runs, and is given those of this one.
    """

    def __init__(
        self,
        name: str,
        check: Callable[[str], Checked],
        begin: Callable[[str], PageContext],
        changed: Condition,
        cache: Cache | None = None,
    ) -> None:
        self.name, self.changed = name, changed
        self.edition = 0
        """The number of the list as it is; another whenever it says something else."""
        self._check, self._begin, self._cache = check, begin, cache
        self._lock = Lock()
        self._search = DraftSearch(name)
        self._listed: dict[str, _Listed] = {}
        self._names: list[str] = []
        self._shown: dict[int, _Shown] = {}
        self._first = ""
        self._turn = 0
        self._lacking: set[str] = set()
        self._untold: list[_Listed] = []
        self._grouped = 0
        self._is_regrouped = True
        self._searched = self._told_last = -ANEW
        self._take(self._search.whole())
        self._recall()
        self._tell(monotonic())  # the names, before anything is drawn or checked

    # --- what browsers ask

    def names(self) -> list[str]:
        """Return the names of the drafts, in order."""
        return list(self._listed)

    def first(self) -> PageContext:
        """Return the page of the draft to show before one was chosen; of one that is gone where none is left."""
        found = self.context(self.first_number())
        assert found is not None, "a folder is watched for the drafts in it"
        return found

    def first_number(self) -> int:
        """Return the number of that draft."""
        listed = self._listed
        return next((one.number for one in (listed.get(self._first), *listed.values()) if one), 1)

    def context(self, number: int) -> PageContext | None:
        """Return what the page of a draft is about, ``None`` if there never was such a draft."""
        with self._lock:
            if not 0 < number <= len(self._names):
                return None
            if number not in self._shown:
                context = self._begin(self._names[number - 1])
                self._shown[number] = _Shown(context, Follower(context.preview))
            self._shown[number].asked = monotonic()
            return self._shown[number].context

    def bring(self, copies: Mapping[str, int]) -> None:
        """Take note of how many copies were sent back of which drafts: the first of these is shown before one was chosen."""
        self._first = next(iter(copies), "")
        for draft, count in copies.items():
            self._listed[draft].copies = count
            self._listed[draft].tell_anew()

    def state(self, since: int = -1) -> dict[str, Any]:
        """Return the list, as JSON has it; of one that has the same drafts as the list ``since`` had, what is new of them."""
        with self.changed:
            is_whole = not self._grouped <= since <= self.edition
            told = [one.told for one in self._listed.values() if is_whole or one.edition > since]
            return {"edition": self.edition, "folder": self.name, "whole": is_whole, "drafts": told}

    # --- what is done between

    def look(self) -> float:
        """Keep pages and verdicts those of the files; takes no longer than one draft does. Returns the seconds until the next
        look is due.
        """
        now = monotonic()
        with self._lock:
            shown = [one for one in self._shown.values() if one.asked > now - LATELY]
        for one in shown:
            one.follower.look()
        if now - self._searched > ANEW and (found := self._search.step()) is not None:
            self._take(found)
            self._let_go(now - LATELY)
        has_judged = self._judge_one()
        if now - self._told_last > PAUSE_TELLING:
            self._tell(now)
        return 0.0 if has_judged else PAUSE

    def close(self) -> None:
        """Keep the verdicts for the next run."""
        if self._cache:
            self._cache.save()

    def _recall(self) -> None:
        for one in self._listed.values():
            if self._cache and (checked := self._cache.find(one.name)):
                self._judge(one, checked)

    def _take(self, found: list[str]) -> None:
        """List the drafts that were found."""
        self._searched = monotonic()
        before = self._listed
        if [*before] == found:
            return
        with self._lock:
            numbers = {name: number for number, name in enumerate(self._names, 1)}
            for name in found:
                if name not in numbers:
                    self._names.append(name)
                    numbers[name] = len(self._names)
        with self.changed:
            self._listed = {name: before.get(name) or _Listed(numbers[name], name, self._title(name)) for name in found}
            self._is_regrouped = True
        self._lacking &= self._listed.keys()

    def _title(self, name: str) -> str:
        return os.path.relpath(name, self.name).replace(os.sep, "/")

    def _let_go(self, lately: float) -> None:
        """Forget the pages that nobody looks at, beyond a few."""
        with self._lock:
            idle = sorted((one for one in self._shown.values() if one.asked <= lately), key=lambda one: one.asked)
            for one in idle[: max(0, len(self._shown) - KEPT)]:
                one.context.preview.forget()
                one.follower = Follower(one.context.preview)

    def _judge_one(self) -> bool:
        """Check a draft that is new, or rests on something that has changed; return whether there was one."""
        # However many may lack a file, one of them is checked again in that time.
        patience = ANEW * len(self._lacking)
        one = next((one for one in self._next_ones() if one.is_due(patience)), None)
        if one is None:
            return False
        checked = self._check(one.name)
        self._judge(one, checked)
        if self._cache:
            self._cache.keep(checked)
        return True

    def _next_ones(self) -> Iterator[_Listed]:
        """Yield the drafts that were seen to change, and those whose turn it is."""
        while self._search.touched:
            if one := self._listed.get(self._search.touched.pop()):
                yield one
        listed = list(self._listed.values())
        for at in range(self._turn, self._turn + min(AT_ONCE, len(listed))):
            self._turn = (at + 1) % len(listed)
            yield listed[at % len(listed)]

    def _judge(self, one: _Listed, checked: Checked) -> None:
        if one.judge(checked):
            self._untold.append(one)
        (self._lacking.add if one.may_lack else self._lacking.discard)(one.name)

    def _tell(self, now: float) -> None:
        self._told_last = now
        if not self._untold and not self._is_regrouped:
            return
        with self.changed:
            self.edition += 1
            for one in self._untold:
                one.edition = self.edition
            if self._is_regrouped:
                self._grouped = self.edition
            self._untold, self._is_regrouped = [], False
            self.changed.notify_all()
