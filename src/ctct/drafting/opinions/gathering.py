"""What came back joins what had been gathered before: a file that came twice counts once, what the office typed stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ctct.compare.normal import folded
from ctct.drafting.opinions.returned import Returned
from ctct.language import _
from ctct.model.opinions import SoYKien


class Received(NamedTuple):
    """A file that came back: its name, its digest, whose it is (``asked`` for by a person, not told by the file), what it
    says.
    """

    name: str
    digest: str
    body: str
    asked: bool
    returned: Returned


@dataclass
class Kept:
    """An entry of the file: what it says, what it said ``before`` and where it stands in the list that is there (``None`` for
    a new one).
    """

    said: dict[str, Any]
    before: Mapping[str, Any] = field(default_factory=dict)
    index: int | None = None


@dataclass
class Gathered:
    """Answers and opinions as they are to be, and what there is to tell of how they came, by the name of each file."""

    answers: list[Kept] = field(default_factory=list)
    opinions: list[Kept] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    new: int = 0

    @classmethod
    def of(cls, before: SoYKien | None) -> Gathered:
        """Begin with what had been gathered."""
        if before is None:
            return cls()
        answers, opinions = (_dumped(listed) for listed in (before.tra_loi, before.y_kien))
        return cls(answers, opinions)

    def take(self, received: Received) -> None:
        """Take a file in."""
        known = next((one for one in self.answers if one.said.get("ma_tep") == received.digest), None)
        if known is not None:
            self._take_again(received, known)
            return
        earlier = next((one for one in self.answers if one.said.get("tep") == received.name), None)
        fresh = list(_opinions_of(received))
        if earlier is not None:
            earlier.said, fresh = _answer_of(received), self._kept(received, fresh)
            self._tell(received, _("bản mới của một tệp đã nhận: thay bản trước"))
        else:
            self.answers.append(Kept(_answer_of(received)))
        self._add(received, fresh)

    def _take_again(self, received: Received, known: Kept) -> None:
        """Take a file in that came before: only whose it is may be told anew."""
        self._tell(received, _("đã nhận rồi, không đổi gì"))
        if not received.asked or known.said["co_quan"] == received.body:
            return
        for one in (known, *self._from(known.said.get("tep"))):
            one.said["co_quan"] = received.body
        self._tell(received, _("ghi lại cơ quan"))

    def _from(self, file: str | None) -> list[Kept]:
        return [one for one in self.opinions if file and one.said.get("tep") == file]

    def _kept(self, received: Received, fresh: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep of an earlier version what its new one still says and what the office has dealt with. Returns what is new."""
        left = {_compared(said): said for said in fresh}
        gone = []
        for one in self._from(received.name):
            if left.pop(_compared(one.said), None) is not None:
                one.said["co_quan"] = received.body
            elif _is_dealt_with(one.said):
                words = one.said.get("noi_dung", "")
                self._tell(received, _("ý kiến đã xử lý không còn trong bản mới, vẫn giữ: «{words}»", words=words))
            else:
                gone.append(id(one))
        self.opinions = [one for one in self.opinions if id(one) not in gone]
        return list(left.values())

    def _add(self, received: Received, fresh: Iterable[dict[str, Any]]) -> None:
        known = {(one.said["co_quan"], _compared(one.said)) for one in self.opinions}
        twice = 0
        for said in fresh:
            if said.get("noi_dung") and (received.body, _compared(said)) in known:
                twice += 1
                continue
            self.opinions.append(Kept(said))
            self.new += 1
        if twice:
            self._tell(received, _("{count} ý kiến đã có ở bản khác của cùng cơ quan, không ghi lần nữa", count=twice))

    def _tell(self, received: Received, words: str) -> None:
        self.told.append((received.name, words))


def _dumped(listed: Iterable[Any]) -> list[Kept]:
    said = [one.model_dump(mode="json", exclude_unset=True) for one in listed]
    return [Kept(one, dict(one), index) for index, one in enumerate(said)]


def _compared(said: dict[str, Any]) -> tuple[str, str, str]:
    return said.get("tai") or "", folded(said.get("doan") or ""), folded(said.get("noi_dung") or "")


def _is_dealt_with(said: dict[str, Any]) -> bool:
    return said.get("xu_ly", "chua_xu_ly") != "chua_xu_ly" or bool(said.get("giai_trinh"))


def _answer_of(received: Received) -> dict[str, Any]:
    returned = received.returned
    said: dict[str, Any] = {"co_quan": received.body, "tep": received.name, "ma_tep": received.digest}
    if returned.agrees:
        said["thong_nhat"] = True
    if returned.build:
        said["ban_gui"] = returned.build
    if returned.edits:
        said["sua_doi"] = {name or "khong-ro": count for name, count in returned.edits.items()}
    return said


def _opinions_of(received: Received) -> Iterator[dict[str, Any]]:
    if received.returned.to_type:
        yield {"co_quan": received.body, "tep": received.name, "xu_ly": "chua_xu_ly"}
    for remark in received.returned.remarks:
        said: dict[str, Any] = {"co_quan": received.body, "tep": received.name}
        said |= {key: value for key, value in remark._asdict().items() if value}
        if "trao_doi" in said:
            said["trao_doi"] = list(remark.trao_doi)
        yield {**said, "xu_ly": "chua_xu_ly"}
