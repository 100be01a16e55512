"""What came of a programme in words, with every figure from its progress: to be read over and edited by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctct.model.figures import Standing, shares
from ctct.model.types import STATES
from ctct.source.inline import escaped_text
from ctct.tracking.follow_up import FollowUp, Tracked, Unplanned
from ctct.tracking.wording import day

_SAID = {
    "xong": "đã hoàn thành {} nhiệm vụ ({}%)",
    "dang_lam": "đang thực hiện {} nhiệm vụ ({}%)",
    "chua_lam": "chưa thực hiện {} nhiệm vụ ({}%)",
    "chuyen_ky_sau": "chuyển sang {{}} {} nhiệm vụ ({}%)",
    "thoi": "không thực hiện {} nhiệm vụ ({}%)",
}
"""How the works in a state are told of, in the order of telling; the rule TDO07 reads the same words."""


def results_of(followed: FollowUp, following: str) -> list[str]:
    """Return the paragraphs of part A: figures, what goes on in the period ``following`` and why, what came up besides."""
    carried = followed.standing([Standing.CARRIED_OVER])
    told = [figures_told(followed, following), *timeliness_told(followed)]
    if carried:
        told.append(f"Nhiệm vụ chuyển sang {following} gồm: {_listed(map(named_work, carried))}.")
    if followed.unplanned:
        told.append(f"{unplanned_told(followed)}: {_listed(map(named_unplanned, followed.unplanned))}.")
    return told


def programme_name(followed: FollowUp) -> str:
    """Return what a programme calls itself in a sentence; by its type and period where its title is all in capitals."""
    draft = followed.programme.draft
    if any(line.isupper() for line in draft.trich_yeu):
        return " ".join(filter(None, (draft.full_type_name, "công tác", draft.thoi_gian)))
    subject = " ".join(draft.trich_yeu)
    return f"{draft.full_type_name} {subject[:1].lower()}{subject[1:]}"


def figures_told(followed: FollowUp, following: str) -> str:
    """Return the sentence that says how many works the programme set and in which state they are."""
    counts = followed.figures.by_state
    parts = zip(_SAID, shares([counts[state] for state in _SAID]), strict=True)
    said = [_SAID[state].format(two_digits(counts[state]), share).format(following) for state, share in parts if counts[state]]
    head = f"{programme_name(followed)} đề ra {two_digits(followed.figures.total)} nhiệm vụ"
    return f"{head}; đến ngày {day(followed.cut_off.day)}, {', '.join(said)}."


def timeliness_told(followed: FollowUp) -> Iterator[str]:
    """Yield the sentence that says how many of the works that are done were done in time, where days tell it."""
    figures = followed.figures
    in_time, late = figures.by_standing[Standing.DONE_IN_TIME], figures.by_standing[Standing.DONE_LATE]
    if not in_time + late:
        return
    counted = {"đúng hạn": in_time, "chậm hạn": late}
    shared = zip(counted.items(), shares([in_time, late]), strict=True)
    said = ", ".join(f"{two_digits(count)} nhiệm vụ {name} ({share}%)" for (name, count), share in shared if count)
    extended = figures.in_time_extended
    more = f", trong đó {two_digits(extended)} nhiệm vụ đúng hạn sau khi được gia hạn" if extended else ""
    yield f"Trong số nhiệm vụ đã hoàn thành có ngày hoàn thành và thời hạn, {said}{more}."


def unplanned_told(followed: FollowUp) -> str:
    """Return how many works came up besides."""
    figures = followed.figures_unplanned
    done = figures.by_state["xong"]
    return f"Ngoài chương trình, đã chỉ đạo {two_digits(figures.total)} việc phát sinh, đã xong {two_digits(done)}"


def named_work(one: Tracked) -> str:
    """Return a work in one line, one that recurs with its time, and the reason that is told of it."""
    which = one.work.time if one.work.recurring else ""
    told = "; ".join(filter(None, (which, _without_stop(one.told.ly_do or ""))))
    return escaped_text(_without_stop(one.work.words[0]) + (f" ({told})" if told else ""))


def named_unplanned(one: Unplanned) -> str:
    """Return a work that came up in one line, with what came of it."""
    result = f" ({_without_stop(one.told.ket_qua)})" if one.told.ket_qua else ""
    return _without_stop(one.told.noi_dung[0]) + result


def two_digits(number: int) -> str:
    """Return a number as documents write it, ``03``: a digit alone could be added to."""
    return f"{number:02}"


def state_told(one: Tracked) -> str:
    """Return how far a work has come: its state, how much of it, why it is no further."""
    percent = f", đạt {one.told.tien_do}%" if one.told.tien_do else ""
    late = ", quá hạn" if one.standing is Standing.OVERDUE else ""
    return STATES[one.course.state].lower() + percent + late


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)


def _without_stop(text: str) -> str:
    return text.rstrip(" .;")
