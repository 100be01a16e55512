"""How every stage speaks of what is wrong: one type, for the command line and the editor alike."""

import errno
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ctct import windows
from ctct.language import N_, _

if TYPE_CHECKING:
    from ctct.report.located import Located

Path = tuple[str | int, ...]
"""A place in a draft: the keys and indexes that lead to a value."""


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Citation(NamedTuple):
    """The regulation and the clause that a finding rests on, e.g. ``36-HD/VPTW``, ``II.1.3``; as a string, in the language
    that is spoken. Regulations keep their numbers; only our own conventions have names that are translated.
    """

    document: str
    clause: str

    def __str__(self) -> str:
        clause = _A_UNIT.sub(lambda unit: _(_UNITS[unit["unit"]], label=unit["label"]), _(self.clause))
        return f"{_(self.document)}, {clause}"


_UNITS = {
    "Phụ lục": N_("Phụ lục {label}"),
    "Phần": N_("Phần {label}"),
    "Mục": N_("Mục {label}"),
    "mục": N_("mục {label}"),
    "Điều": N_("Điều {label}"),
    "khoản": N_("khoản {label}"),
    "điểm": N_("điểm {label}"),
    "dòng": N_("dòng {label}"),
    "Mẫu": N_("Mẫu {label}"),
}
"""The parts of a regulation, as its clauses are cited."""
_A_UNIT = re.compile(rf"\b(?P<unit>{'|'.join(_UNITS)}) (?P<label>[IVX]+\b|\d[\d.]*|[a-zđ]\b)")


class Diagnostic(NamedTuple):
    """One finding: what is wrong, where, what to write instead and which clause says so.

    ``at`` is a path into the file named by ``file`` (the draft itself when ``None``). ``part`` narrows it to the
    characters ``start:end`` of the text that stands there; ``region`` gives character offsets of the whole file for
    faults found before there are paths. ``on_key`` points at the key rather than at its value. ``fix`` is text that may
    safely stand there instead. ``file_missing`` says that a file is not there, cannot be read or lies where none may: nothing
    that was read tells that, and only who looks again knows whether it still is so. What findings with one ``decision`` ask is
    one thing: reports tell the first and count the others.
    """

    code: str
    severity: Severity
    at: Path
    message: str
    hint: str | None = None
    cites: Citation | None = None
    part: tuple[int, int] | None = None
    region: tuple[int, int] | None = None
    on_key: bool = False
    file: str | None = None
    fix: str | None = None
    file_missing: bool = False
    decision: str | None = None


class Rejected(Exception):
    """The stage that raises this cannot go on; ``diagnostics`` holds all that it found, and ``findings`` the same with lines
    and columns, where the library raises it.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], findings: "tuple[Located, ...]" = ()) -> None:
        self.diagnostics = tuple(diagnostics)
        self.findings = findings
        super().__init__("; ".join(f"{d.code}: {d.message}" for d in self.diagnostics))


def error(code: str, at: Path, message: str, hint: str | None = None, **more: object) -> Diagnostic:
    """Return an error; ``more`` are further fields of :class:`Diagnostic`."""
    return Diagnostic(code, Severity.ERROR, at, message, hint, **more)  # type: ignore[arg-type]


def warning(code: str, at: Path, message: str, hint: str | None = None, **more: object) -> Diagnostic:
    """Return a warning; ``more`` are further fields of :class:`Diagnostic`."""
    return Diagnostic(code, Severity.WARNING, at, message, hint, **more)  # type: ignore[arg-type]


def nearest(word: str, known: Iterable[str], at_least: float = 0.6) -> str | None:
    """Return the hint that names the words most like ``word`` among ``known``, ``at_least`` so of 1, or ``None``."""
    from difflib import get_close_matches  # 8 ms to import, wanted only when something is wrong

    choices = list(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.85) or get_close_matches(word, choices, n=3, cutoff=at_least)
    return _("có phải {names}?", names=_(" hay ").join(f"«{name}»" for name in near)) if near else None


MOST_GUESSES = 50
"""For how many words of one kind a draft is told what may have been meant."""


class Guesses:
    """Hints at which of the words ``known`` were meant by others; ``known`` is asked once somebody asks.

    A draft whose ids have all been changed has thousands of words to guess at and thousands to compare each with: once
    :data:`MOST_GUESSES` have been looked up, the drafter knows what is wrong, and no more is guessed.
    """

    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        self._known = known
        self._hints: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """Return the hint for ``word``, as :func:`nearest` does."""
        if word not in self._hints and len(self._hints) < MOST_GUESSES:
            self._hints[word] = nearest(word, self._known())
        return self._hints.get(word)


def excerpt(text: str, longest: int = 60) -> str:
    """Return the beginning of ``text`` for a message: at most about ``longest`` characters, cut at a word."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def reason(fault: OSError) -> str:
    """Say why the system refused."""
    if isinstance(fault, FileNotFoundError):
        return _("không có tệp hoặc thư mục này")
    if isinstance(fault, PermissionError):  # Windows tells of what another program holds as of what nobody may touch
        return _("không có quyền, hoặc chương trình khác (như Word) đang mở tệp") if windows.ON_WINDOWS else _("không có quyền")
    if isinstance(fault, IsADirectoryError):
        return _("đây là thư mục")
    if isinstance(fault, NotADirectoryError):
        return _("đây không phải thư mục")
    known = _REASONS.get(fault.errno or 0)
    return _(known) if known else fault.strerror or str(fault)


_REASONS = {
    errno.ENAMETOOLONG: N_("tên quá dài"),
    errno.ELOOP: N_("các liên kết dẫn vòng quanh"),
    errno.EEXIST: N_("đã có"),
    errno.ENOSPC: N_("ổ đĩa đã đầy"),
    errno.EDQUOT: N_("đã hết phần ổ đĩa được dùng"),
    errno.EROFS: N_("ổ đĩa chỉ cho đọc"),
}


class Misuse(Exception):
    """The command was given arguments that cannot be followed."""
