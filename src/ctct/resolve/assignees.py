"""Writes out who is charged with what, from the danh bạ, as on the document's date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Protocol

from ctct.diagnostics import Diagnostic, Guesses, Path, error
from ctct.language import _
from ctct.model.directory import DanhBa, Nguoi
from ctct.model.values import Span, read_day
from ctct.resolve.inlines import Origin, Origins, shifted
from ctct.resolve.references import capitalised
from ctct.resolve.tree import Inline, Inlines, Run
from ctct.source.inline import is_id
from ctct.source.unaccented import as_id

_JOINED = re.compile(r"[^\W_][-_][^\W_]")
_ID_IN_WORDS = re.compile(r"(?<![\w.@/\\~-])~?[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?![\w-])")
_BETWEEN_IDS = re.compile(r"[\s,;+]+")
_addressed = re.compile(r"(?:đ/c|đồng chí|ông|bà)\s+(?P<id>\S+)", re.IGNORECASE).fullmatch


class ReadText(Protocol):
    """How a free text is resolved, as :meth:`ctct.resolve.texts.TextReader.read` does it."""

    def __call__(self, text: str, at: Path, *, goes_on: bool) -> Inlines:
        """Return the pieces of a text; ``goes_on`` says that it is printed behind other words of a sentence."""


class Register:
    """The danh bạ as it stands on the days ``on``; collects what is wrong with the names asked of it."""

    def __init__(self, directory: DanhBa, on: Span) -> None:
        self.directory, self.on = directory, on
        self.faults: list[Diagnostic] = []
        self._written: dict[tuple[str, bool], tuple[str, str | None]] = {}
        self._names = Guesses(lambda: self)

    def __contains__(self, name: str) -> bool:
        listed = self.directory
        return name in listed.nguoi or name in listed.co_quan or name in listed.nhom

    def __iter__(self) -> Iterator[str]:
        return chain(self.directory.nguoi, self.directory.co_quan, self.directory.nhom)

    def name(self, name: str, short: bool) -> tuple[str, str | None]:
        """Return the words for an id that is in the register, and what is wrong with it, if anything."""
        found = self._written.get((name, short))
        if found is None:
            found = self._written[name, short] = self._write(name, short)
        return found

    def _write(self, name: str, short: bool) -> tuple[str, str | None]:
        if person := self.directory.nguoi.get(name):
            posts = posts_on(person, self.on)
            wrong = None if posts or not person.chuc_vu else _out_of_post(person, self.on)
            return ", ".join([f"{person.danh_xung} {person.ho_ten}", *(() if short else posts)]), wrong
        body = self.directory.co_quan.get(name) or self.directory.nhom[name]
        return (body.ten_gon if short and body.ten_gon else body.ten), None

    def assignee(self, word: str, at: Path) -> str:
        """Return the words for the assignee that ``word`` names at ``at``: an id, or ``~id`` for the short name."""
        short, name = word.startswith("~"), word.removeprefix("~")
        if name not in self:
            listed = _("thêm vào danh bạ") if any(True for _rest in self) else _("nêu danh bạ có mã ấy: «danh_ba: tệp.yaml»")
            otherwise = _("nếu là lời văn thì viết hoa chữ đầu hoặc viết cả cụm; nếu là mã thì {listed}", listed=listed)
            hint = self._names.nearest(name) or otherwise
            self.faults.append(error("DB01", at, _("không có «{name}» trong danh bạ", name=name), hint))
            return f"[?{name}]"
        text, wrong = self.name(name, short)
        if wrong:
            self.faults.append(error("DB02", at, wrong, _("chọn người đang giữ chức vụ, hoặc sửa thời gian trong danh bạ")))
        return text

    def check_all(self, groups: tuple[tuple[str, ...], ...], at: Path) -> None:
        """Tell of what is wrong with names at ``at`` that are not printed."""
        for index, group in enumerate(groups):
            for place, word in enumerate(group):
                self.check(word, (*at, index) if len(group) == 1 else (*at, index, place))

    def check(self, word: str, at: Path) -> None:
        """Tell of what is wrong with one name at ``at`` that is not printed: an id or free text."""
        if is_id(word):
            self.assignee(word, at)
        elif is_id(word.removeprefix("@")):
            name = word.removeprefix("@")
            self.faults.append(
                error("DB04", at, _("«{word}» ở đây là mã, không có «@»", word=word), _("ghi «{right}»", right=name), fix=name)
            )
        else:
            self.refuse_id_with_accents(word, at)
            self.refuse_ids_in_words(word, at)

    def refuse_id_with_accents(self, word: str, at: Path) -> None:
        """Tell of a free text at ``at`` that was meant as an id: «bi-thư», «Bi_thu»."""
        name = as_id(word)
        if " " in word or word.isupper() or not _JOINED.search(word) or (name not in self and not word.islower()):
            return
        hint = _("có phải «{meant}»?", meant=name) if name in self else self._names.nearest(name)
        message = _("«{word}» trông như một mã, mà mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-»", word=word)
        otherwise = _("nếu là lời văn thì viết cả cụm, có dấu cách")
        self.faults.append(error("DB04", at, message, hint or otherwise, fix=name if name in self else None))

    def refuse_ids_in_words(self, text: str, at: Path) -> None:
        """Tell of ids in a free text at ``at``, which would be printed as they are: «bi-thu, van-phong», «Đ/c bi-thu»."""
        said = [word for word in _BETWEEN_IDS.split(text) if word not in ("", "và")]
        only_ids = len(said) > 1 and all(word.removeprefix("~") in self for word in said)
        if only_ids:
            listed = f"[{', '.join(said)}]"
            hint = _("ghi mỗi mã một phần của danh sách: {listed}", listed=f"[{listed}]" if "và" in text.split() else listed)
            self.faults.append(
                error("DB04", at, _("«{text}» là {count} mã viết trong một đoạn chữ", text=text, count=len(said)), hint)
            )
        elif " " in text and text.isascii() and (name := as_id(text)) in self:
            self.faults.append(
                error(
                    "DB04",
                    at,
                    _("«{text}» trông như mã «{name}»", text=text, name=name),
                    _("ghi «{right}»", right=name),
                    fix=name,
                )
            )
        else:
            self._refuse_ids_among_words(text, at)

    def _refuse_ids_among_words(self, text: str, at: Path) -> None:
        for found in _ID_IN_WORDS.finditer(text):
            name = found[0].removeprefix("~")
            if "-" not in name or name not in self:
                continue
            message = _("«{found}» là một mã đứng giữa lời văn, sẽ in ra nguyên như thế", found=found[0])
            titled = _addressed(text)
            part, better = (None, found[0]) if titled and titled["id"] == found[0] else (found.span(), f"@{found[0]}")
            self.faults.append(error("DB04", at, message, _("ghi «{right}»", right=better), part=part, fix=better))


def posts_on(person: Nguoi, on: Span) -> list[str]:
    """Return the posts that ``person`` holds on some day of ``on``, in the order of the danh bạ."""
    return [
        post.ten
        for post in person.chuc_vu
        if (post.tu is None or read_day(post.tu).first <= on.last)
        and (post.den is None or read_day(post.den).first >= on.first)
    ]


def _out_of_post(person: Nguoi, on: Span) -> str:
    day = f"{on.last.day}/{on.last.month}/{on.last.year}" if on.first == on.last else _("năm {year}", year=on.first.year)
    posts = "; ".join(f"{p.ten} ({p.tu or '…'} - {p.den or '…'})" for p in person.chuc_vu)
    return _(
        "{danh_xung} «{ho_ten}» không giữ chức vụ nào vào {day}: {posts}",
        danh_xung=person.danh_xung,
        ho_ten=person.ho_ten,
        day=day,
        posts=posts,
    )


def assignee_phrase(groups: tuple[tuple[str, ...], ...], at: Path, register: Register, read_text: ReadText) -> Inlines:
    r"""Return ``A; B, C và D.``: groups apart by «;», a capital at the start, a full stop at the end.

    Free text is read by ``read_text``. What the danh bạ says is never read for marks: a star, an «@» or a «\» in a name is a
    letter like others.
    """
    phrase = _Phrase()
    for index, group in enumerate(groups):
        for place, word in enumerate(group):
            goes_on = index + place > 0
            if goes_on:
                phrase.add(_joint(place, len(group)))
            where = (*at, index) if len(group) == 1 else (*at, index, place)
            if is_id(word):
                name = register.assignee(word, where)
                phrase.add(name, (Origin(0, len(name), where),) if name else ())
                continue
            register.refuse_id_with_accents(word, where)
            register.refuse_ids_in_words(word, where)
            for piece in read_text(_without_end(word), where, goes_on=goes_on):
                phrase.append(piece)
    if not phrase.ending.endswith((".", "…")):
        phrase.add(".")
    return capitalised(phrase.finished())


class _Phrase:
    """Pieces of a text that are put together; plain words side by side are one piece."""

    def __init__(self) -> None:
        self._pieces: list[Inline] = []
        self._words: list[str] = []  # the plain ones behind the last of the pieces
        self._origins: list[Origin] = []
        self._size = 0
        self.ending = ""
        """The words that came last: none of a reference or of the mark of a note, which end no sentence."""

    def add(self, words: str, origins: Origins = ()) -> None:
        """Add plain ``words`` that come from ``origins``."""
        self._origins += shifted(origins, self._size)
        self._words.append(words)
        self._size += len(words)
        self.ending = words

    def append(self, piece: Inline) -> None:
        """Add a piece of any look."""
        if isinstance(piece, Run) and not (piece.italic or piece.bold or piece.style):
            self.add(piece.text, piece.at)
            return
        self._close_words()
        self._pieces.append(piece)
        self.ending = piece.text if isinstance(piece, Run) else ""

    def finished(self) -> Inlines:
        """Return the pieces."""
        self._close_words()
        return tuple(self._pieces)

    def _close_words(self) -> None:
        if self._words:
            self._pieces.append(Run("".join(self._words), at=tuple(self._origins)))
            self._words, self._origins, self._size = [], [], 0


def like_phrase(references: Inlines) -> Inlines:
    """Return ``Như mục II, phần B``: whoever is charged with what ``references`` lead to is charged here too."""
    return (Run("Như "), *references)


def _joint(place: int, size: int) -> str:
    """Return what stands before the name at ``place`` in a group of ``size``."""
    if place == 0:
        return "; "
    return " và " if place == size - 1 else ", "


def _without_end(text: str) -> str:
    """Return a free text without the punctuation at its end, which the phrase brings along; an ellipsis is said and stays."""
    return text if text.endswith(("...", "…")) else text.rstrip(" ,;.")
