"""Which texts are ctct's: an editor hands over every YAML and Markdown file, most of them somebody else's."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from ctct.project.beside import OPINIONS, PROGRESS
from ctct.project.files import MARKDOWN, YAML


class Kind(Enum):
    """What a text is."""

    DRAFT = "dự thảo"
    REGISTER = "danh bạ"
    DOCUMENTS = "danh mục văn bản"
    PROGRESS = "tiến độ"
    OPINIONS = "ý kiến"
    OTHER = "khác"
    EMPTY = "trống"


_HEAD = 2000
"""How many characters of a text may stand before the line that names its schema."""

_SCHEMA = re.compile(r"^#.*\$schema=\S*?(ctct|danh-ba|van-ban|tien-do|y-kien)\.schema\.json", re.MULTILINE)
_DRAFT = re.compile(r"^\ufeff?(?:loai|the_thuc|so_ky_hieu|trich_yeu|nguoi_ky|noi_nhan|danh_ba)[ \t]*:", re.MULTILINE)
_REGISTER = re.compile(r"^\ufeff?(?:(?:nguoi|nhom|bao_gom)[ \t]*:|co_quan[ \t]*:[ \t]*(?:#.*)?$)", re.MULTILINE)
_DOCUMENTS = re.compile(
    r"^[a-z][a-z0-9-]*[ \t]*:(?:[ \t]*\{[^\n]*?|[ \t]*\n[ \t]+(?:[^\n]+\n[ \t]+){0,9}?)so_ky_hieu[ \t]*:", re.MULTILINE
)
_SCHEMAS = {
    "ctct": Kind.DRAFT,
    "danh-ba": Kind.REGISTER,
    "van-ban": Kind.DOCUMENTS,
    "tien-do": Kind.PROGRESS,
    "y-kien": Kind.OPINIONS,
}
_ENDINGS = {PROGRESS.ending: Kind.PROGRESS, OPINIONS.ending: Kind.OPINIONS}
_SAYS_SOMETHING = re.compile(r"^\ufeff?[^#\n]*:", re.MULTILINE)


def kind_of(path: Path, language: str, text: str) -> Kind:
    """Return what ``text`` is, told by its name or its keys at the margin; ``language`` is the editor's name for its form."""
    if is_markdown(path, language):
        front = text.partition("\n---")[0]
        return Kind.DRAFT if front.lstrip("\ufeff").startswith("---") and _DRAFT.search(front) else Kind.OTHER
    if path.suffix not in YAML and language != "yaml":
        return Kind.OTHER
    if kept := next((kind for ending, kind in _ENDINGS.items() if path.name.endswith(ending)), None):
        return kept
    if schema := _SCHEMA.search(text, 0, _HEAD):
        return _SCHEMAS[schema[1]]
    for kind, pattern in ((Kind.DRAFT, _DRAFT), (Kind.REGISTER, _REGISTER), (Kind.DOCUMENTS, _DOCUMENTS)):
        if pattern.search(text):
            return kind
    return Kind.OTHER if _SAYS_SOMETHING.search(text) else Kind.EMPTY


def is_markdown(path: Path, language: str) -> bool:
    """Return whether a text is in Markdown."""
    return path.suffix in MARKDOWN or language == "markdown"
