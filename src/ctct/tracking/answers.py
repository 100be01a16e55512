"""What bodies answer in the sheets that were sent to them, told by cell where it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Guesses, error, excerpt, nearest
from ctct.language import _
from ctct.model.progress import recent_day
from ctct.model.types import STATES
from ctct.source.answer_sheet import CODE, AnswerCell, AnswerRow, AnswerSheet
from ctct.source.cell_days import day_in_cell
from ctct.source.unaccented import unaccented
from ctct.tracking.follow_up import FollowUp
from ctct.tracking.wording import day

KEY = "Mã"
ANSWERED = {
    "Trạng thái": "trang_thai",
    "Ngày xong": "ngay_xong",
    "Tiến độ (%)": "tien_do",
    "Kết quả": "ket_qua",
    "Lý do": "ly_do",
}
"""The columns that are answered, each with the key of the progress file that it goes to."""

COLUMNS = (KEY, *ANSWERED)
SENT = "Đã gửi"
"""The hidden sheet that holds what the answered columns said when the sheet was sent out."""
FIGURES = "Số liệu"
"""The sheet of figures, which nobody fills in."""

NUMBER, WORDS = "Số", "Nội dung"
"""The columns that tell a reader which work a row is about."""
BODY, DUE, STANDING, NOTE = "Cơ quan", "Hạn", "Tình trạng", "Ghi chú"
SHOWN = (NUMBER, WORDS, BODY, DUE, STANDING, NOTE)
"""The columns that are not answered."""

_EXCERPT = 80
"""How many characters of an answer are told."""

Said = str | int


class Returned(NamedTuple):
    """A sheet that came back: the name of its file, what it says, and what it said when it was sent out; ``None`` where it was
    copied out of its workbook.
    """

    file: str
    sheet: AnswerSheet
    sent: AnswerSheet | None


class Answer(NamedTuple):
    """What a cell says of a work."""

    file: str
    address: str
    said: Said


Answers = dict[str, dict[str, Answer]]
"""Answers by work and by key of the progress file."""


def answers_in(returned: Sequence[Returned], followed: FollowUp) -> tuple[Answers, list[Diagnostic]]:
    """Return what the sheets say anew, and everything that keeps them from being taken, told by cell."""
    reader = _Reader(followed)
    for sheet in returned:
        reader.read(sheet)
    return {key: said for key, said in reader.answers.items() if said}, reader.faults


def known_answers(followed: FollowUp) -> dict[str, dict[str, Said]]:
    """Return what is known of each work, by its key, as the answered columns show it."""
    return {one.work.key: _known(one.work.state, one.entry) for one in followed.tracked if one.work.key}


def _known(state: str, entry: object) -> dict[str, Said]:
    told = {key: getattr(entry, key) for key in ANSWERED.values()}
    return {key: said for key, said in {**told, "trang_thai": state}.items() if said is not None}


def words_of(row: AnswerRow) -> tuple[str, ...]:
    """Return what tells a reader which work a row is about: its number and its words."""
    return tuple(cell.text for name in (NUMBER, WORDS) if (cell := row.beside.get(name)))


def by_words(returned: Returned) -> dict[tuple[str, ...], str]:
    """Return the work of each row as it was sent out, by what tells a reader which work that is."""
    sent = returned.sent.rows if returned.sent else ()
    return {words_of(row): row.asked[KEY].text for row in sent if KEY in row.asked and len(words_of(row)) > 1}


class _Reader:
    """Reads sheets one after the other; what two of them say of one thing must be the same."""

    def __init__(self, followed: FollowUp) -> None:
        self.known = known_answers(followed)
        self.guesses = Guesses(lambda: self.known)
        self.answers: Answers = {}
        self.faults: list[Diagnostic] = []

    def read(self, returned: Returned) -> None:
        """Read one sheet."""
        self.faults += [fault._replace(file=returned.file) for fault in returned.sheet.faults]
        sent, whose = self._sent(returned), by_words(returned)
        rows: dict[str, str] = {}
        for row in returned.sheet.rows:
            key = row.asked.get(KEY)
            if key is None:
                cell = next(iter(row.asked.values()), None)
                if cell is None:  # words below the table
                    continue
                self._tell(returned.file, cell, _("dòng này có trả lời mà không có mã"), _("chép lại mã từ bảng đã gửi"))
            elif key.text not in self.known:
                hint = self.guesses.nearest(key.text) or _("chép lại mã từ bảng đã gửi")
                self._tell(returned.file, key, _("chương trình không có việc nào mang mã «{key}»", key=key.text), hint)
            elif key.text in rows:
                message = _("mã «{key}» đã có ở ô {address}", key=key.text, address=rows[key.text])
                self._tell(returned.file, key, message, _("mỗi việc một dòng"))
            elif (other := whose.get(words_of(row), key.text)) != key.text:
                message = _("mã «{key}» đứng ở dòng của việc «{other}»", key=key.text, other=other)
                self._tell(returned.file, key, message, _("có lẽ chỉ xếp lại một cột; xếp lại cả bảng"))
            else:
                rows[key.text] = key.address
                self._take(returned.file, key.text, row.asked, sent.get(key.text, {}))

    def _sent(self, returned: Returned) -> Mapping[str, Mapping[str, str]]:
        """Return what each work's cells said when the sheet went out; where it does not tell, what is known now."""
        if returned.sent is None:
            return {key: shown(said) for key, said in self.known.items()}
        return {
            row.asked[KEY].text: {name: cell.text for name, cell in row.asked.items()}
            for row in returned.sent.rows
            if KEY in row.asked
        }

    def _take(self, file: str, key: str, row: Mapping[str, AnswerCell], sent: Mapping[str, str]) -> None:
        held = self.answers.setdefault(key, {})
        for name, of in ANSWERED.items():
            cell = row.get(name)
            if cell is None or cell.text == sent.get(name):
                continue
            try:
                said = _READ[of](cell.text)
            except ValueError as fault:
                message, _rest, hint = str(fault).partition("; ")
                self._tell(file, cell, message, hint or None)
                continue
            other = held.get(of)
            if other and other.said != said:
                message = _(
                    "«{cell}» mà ô {address} của «{file}» ghi «{said}»",
                    cell=cell.text,
                    address=other.address,
                    file=other.file,
                    said=other.said,
                )
                self._tell(file, cell, message, _("hỏi lại hai cơ quan, rồi sửa một trong hai bảng"))
            elif said != self.known[key].get(of):
                held[of] = Answer(file, cell.address, said)

    def _tell(self, file: str, cell: AnswerCell, message: str, hint: str | None) -> None:
        self.faults.append(error(CODE, (), _("ô {address}: {message}", address=cell.address, message=message), hint, file=file))


def _state(text: str) -> Said:
    plain = unaccented(text)
    by_name = {unaccented(name): state for state, name in STATES.items()}
    if found := by_name.get(plain) or (plain if plain in STATES else None):
        return found
    hint = nearest(text, STATES.values()) or _("các trạng thái: {states}", states=", ".join(STATES.values()))
    raise ValueError(_("«{text}» không phải một trạng thái; {hint}", text=text, hint=hint))


def _done_on(text: str) -> Said:
    return day(recent_day(day_in_cell(text)))


def _percent(text: str) -> Said:
    written = text.removesuffix("%").strip()
    if not written.isdecimal() or int(written) > 100:
        raise ValueError(_("«{text}» không phải số phần trăm; ghi số nguyên từ 0 đến 100", text=text))
    return int(written)


_READ: Mapping[str, Callable[[str], Said]] = {
    "trang_thai": _state,
    "ngay_xong": _done_on,
    "tien_do": _percent,
    "ket_qua": str,
    "ly_do": str,
}


def shown(said: Mapping[str, Said]) -> dict[str, str]:
    """Return what the answered columns show of a work, by their names, for what the progress file says of it."""
    told = {name: str(said[of]) for name, of in ANSWERED.items() if of in said}
    return told | {name: STATES[told[name]] for name, of in ANSWERED.items() if of == "trang_thai"}


def sent_twice(files: Iterable[tuple[str, bytes]]) -> Iterator[Diagnostic]:
    """Find files that are the same as one before."""
    first: dict[bytes, str] = {}
    for file, data in files:
        if data in first:
            message, hint = (
                _("chính là tệp «{first}»", first=first[data]),
                _("bỏ một trong hai; có thể thiếu bảng của một cơ quan"),
            )
            yield error(CODE, (), message, hint, file=file)
        first.setdefault(data, file)


def changes_told(answers: Answers, followed: FollowUp) -> Iterator[str]:
    """Yield a line for each thing that ``answers`` change, and from where."""
    known = known_answers(followed)
    for key, said in answers.items():
        for of, answer in said.items():
            before = known[key].get(of)
            was = "" if before is None else f"{excerpt(str(before), _EXCERPT)} → "
            source = _("({file}, ô {address})", file=answer.file, address=answer.address)
            yield f"{key}: {of} {was}{excerpt(str(answer.said), _EXCERPT)} {source}"
