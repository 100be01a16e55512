"""The edits of a copy one by one: each is written as the merge of the whole copy writes it, in whatever order they are taken."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copies import Element, Office, built, moved_about, scrambled, text_of
from ctct.drafting.merge.merge import Copy
from ctct.drafting.merge.offers import Offer, looked_at, offers, take
from ctct.project.files import Source

ROOT = Path(__file__).parents[1]
YAML, MARKDOWN, TABLES = (ROOT / "examples" / name for name in ("quy-II-2021.yaml", "quy-II-2021.md", "nha-nuoc/bao-cao.yaml"))
QUESTIONS = "Chất vấn và trả lời chất vấn (nếu có)."


def open_offers(source: Source, copy: Copy, left: frozenset[str] = frozenset()) -> list[Offer]:
    return [one for one in offers(looked_at(source, copy, left)) if one.takeable]


def taken(source: Source, copy: Copy, key: str) -> Source:
    done = take(source, copy, key)
    assert [edit.fate for edit in done.edits if edit.key == key] == ["taken"]
    assert done.data != source.data
    return source._replace(data=done.data)


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6), recorded=st.booleans(), file=st.sampled_from([YAML, MARKDOWN, TABLES]))
def test_taken_one_by_one_in_any_order_they_are_the_merge(seed: int, recorded: bool, file: Path) -> None:
    chance, now = random.Random(seed), Source.from_file(file)
    office = Office(built(now), recorded=recorded)
    for _ in range(chance.randrange(3)):
        moved_about(office, chance)
    scrambled(office, chance, chance.randrange(1, 5))
    copy = Copy("gop-y.docx", office.saved())
    whole = looked_at(now, copy).data
    while found := open_offers(now, copy):
        now = taken(now, copy, chance.choice(found).edit.key)
    assert now.data == whole


def two_new(source: Source) -> tuple[Copy, list[Offer]]:
    office = Office(built(source))
    above = office.find("Ban Thường vụ Tỉnh ủy đã tập trung chỉ đạo")
    office.add_after(office.add_after(above, "Đoạn mới thứ nhất."), "Đoạn mới thứ hai.")
    copy = Copy("gop-y.docx", office.saved())
    found = open_offers(source, copy)
    assert [one.new for one in found] == ["Đoạn mới thứ nhất.", "Đoạn mới thứ hai."]
    return copy, found


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=str)
def test_what_stands_behind_something_new_stands_there_without_it_too(order: tuple[int, int]) -> None:
    source = Source.from_file(YAML)
    copy, found = two_new(source)
    first = taken(source, copy, found[order[0]].edit.key)
    assert "Đoạn mới thứ" in first.data.decode()
    both = taken(first, copy, found[order[1]].edit.key).data.decode()
    assert both.index("tập trung chỉ đạo") < both.index("Đoạn mới thứ nhất.") < both.index("Đoạn mới thứ hai.")


def test_what_is_left_is_not_offered_again_when_others_are_taken() -> None:
    source = Source.from_file(YAML)
    copy, (one, other) = two_new(source)
    left = frozenset([one.edit.key])
    assert [offer.edit.key for offer in open_offers(source, copy, left)] == [other.edit.key]
    now = taken(source, copy, other.edit.key)
    assert open_offers(now, copy, left) == []
    assert [offer.edit.key for offer in open_offers(now, copy)] == [one.edit.key]


def test_a_new_item_comes_with_who_is_charged() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    charged = office.find(QUESTIONS).getnext()
    item = office.add_after(office.find(QUESTIONS), "Rà soát quy chế làm việc.")
    line = office.add_after(charged, text_of(charged))
    charged.getnext().getnext().addnext(item)
    item.addnext(line)
    (offer,) = open_offers(source, Copy("gop-y.docx", office.saved()))
    assert offer.new.startswith("Rà soát quy chế làm việc.\n- Phân công chỉ đạo:")


def test_a_note_goes_with_what_marks_it() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.delete(office.find("Thông qua Nghị quyết của Tỉnh ủy khóa XX về đẩy mạnh"))
    copy = Copy("gop-y.docx", office.saved())
    (offer,) = open_offers(source, copy)
    assert "Tại Điểm 3.5" in offer.old
    assert b"mien-nui" not in taken(source, copy, offer.edit.key).data


def items(office: Office, words: str) -> list[Element]:
    first = office.find(words)
    return [first, first.getnext(), first.getnext().getnext()]


def test_a_moved_item_without_the_one_that_was_moved_before_it() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    one, other = items(office, QUESTIONS), items(office, "Nghe báo cáo về những công việc")
    target = office.find("Đánh giá tình hình thực hiện nhiệm vụ 6 tháng")
    office.move(one, before=target)
    office.move(other, before=target)
    copy = Copy("gop-y.docx", office.saved())
    found = {one.old: one.edit.key for one in open_offers(source, copy) if one.edit.sort == "moved"}
    whole = looked_at(source, copy).data
    for order in (list(found.values()), list(found.values())[::-1]):
        now = source
        for key in order:
            now = taken(now, copy, key)
        assert now.data == whole


def test_what_cannot_be_taken_says_why() -> None:
    source = Source.from_file(YAML)
    office = Office(built(source))
    office.replace("ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG CỘNG SẢN")
    (offer,) = offers(looked_at(source, Copy("gop-y.docx", office.saved())))
    assert not offer.takeable
    assert offer.edit.why
    assert take(source, Copy("gop-y.docx", office.saved()), offer.edit.key).data == source.data


def test_an_item_moved_behind_new_paragraphs() -> None:
    source = Source.from_file(TABLES)
    office = Office(built(source))
    above = office.find("Thực hiện chế độ báo cáo định kỳ")
    office.move([office.find("KHÓ KHĂN, VƯỚNG MẮC"), office.find("Công tác giải phóng mặt bằng")], before=above.getnext())
    office.add_after(above, "Đoạn mới.")
    copy = Copy("gop-y.docx", office.saved())
    whole = looked_at(source, copy).data
    assert looked_at(source._replace(data=whole), copy).data == whole, "a second look finds nothing more"
