"""The styles that writers know by name, and ids for any name, for languages whose ids are plain letters."""

from __future__ import annotations

import re
import unicodedata

TITLE = "Tên loại"
"""The style that bears the name of a document."""
BODY = "Nội dung"
NOTE = "Chú thích"
PAGE_NUMBER = "Số trang"
CONTENTS = ("Mục lục 1", "Mục lục 2", "Mục lục 3")
BOLD = "Chữ đậm"
ITALIC = "Chữ nghiêng"


def new_id(name: str, taken: set[str]) -> str:
    """Return an id in ASCII for a style ``name``: unaccented, its words run together, followed by a number where it is one of
    ``taken`` (ids with their case folded), to which it is added.
    """
    wanted = found = _ascii(name)
    count = 1
    while found.casefold() in taken:
        count += 1
        found = f"{wanted}{count}"
    taken.add(found.casefold())
    return found


def _ascii(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return "".join(word[0].upper() + word[1:] for word in re.findall("[A-Za-z0-9]+", bare)) or "Kieu"
