"""Drafts edited at random: items added, removed, moved, reworded; notes and assignments changed; rows and recipients too."""

from __future__ import annotations

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

LEVELS = ("phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem")
LISTS = (*LEVELS, "noi_dung", "dong", "can_cu", "noi_nhan", "kinh_gui")
NEW_WORDS = ("kịp thời", "theo quy định", "trước ngày 15/4", "nghiêm túc", "cấp ủy các cấp", "và các cơ quan liên quan")


def edited(draft: dict[str, Any], chance: random.Random, times: int) -> dict[str, Any]:
    """Return a draft with ``times`` edits; every id that was referred to is still there."""
    made = deepcopy(draft)
    for _ in range(times):
        lists = list(_lists(made))
        if lists:
            items, key = chance.choice(lists)
            _edit(items, key, chance)
    return made


def _lists(value: Any, key: str = "") -> Iterator[tuple[list[Any], str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in LISTS or name in ("phu_luc", "kem_theo", "bang"):
                yield from _lists(inner, name)
    elif isinstance(value, list):
        if key in LISTS and value:
            yield value, key
        for inner in value:
            yield from _lists(inner, "" if key == "dong" else key)


def _edit(items: list[Any], key: str, chance: random.Random) -> None:
    at = chance.randrange(len(items))
    kind = chance.choice(("add", "remove", "move", "reword", "reword", "reword"))
    if kind == "add" and key not in ("dong",):
        items.insert(chance.randrange(len(items) + 1), " ".join(chance.sample(NEW_WORDS, 3)).capitalize() + ".")
    elif kind == "add":
        items.insert(at, deepcopy(items[at]))
    elif kind == "remove" and len(items) > 1 and not _is_referred_to(items[at]):
        del items[at]
    elif kind == "move":
        items.insert(chance.randrange(len(items)), items.pop(at))
    else:
        items[at] = reworded(items[at], chance)


def _is_referred_to(item: Any) -> bool:
    if isinstance(item, dict):
        return "id" in item or any(_is_referred_to(inner) for inner in item.values())
    if isinstance(item, list):
        return any(_is_referred_to(inner) for inner in item)
    return isinstance(item, str) and "[^" in item  # a note that nothing marks is an error


def reworded(value: Any, chance: random.Random) -> Any:
    if isinstance(value, str) and " " in value:
        words = value.split(" ")
        at = chance.randrange(len(words))
        if not any(sign in words[at] for sign in "@[]{}*") and words[at][:1].islower():
            words[at] = chance.choice((*NEW_WORDS, ""))
        return " ".join(filter(None, words)) or value
    if isinstance(value, dict):
        for key in ("noi_dung", "ten"):
            if key in value:
                return {**value, key: reworded(value[key], chance)}
    if isinstance(value, list) and value:
        at = chance.randrange(len(value))
        return [*value[:at], reworded(value[at], chance), *value[at + 1 :]]
    return value
