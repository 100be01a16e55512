r"""The marks of Markdown inside a line: what a draft may not hold, numbers typed by hand, ``{#id key="value"}``.

The marks that a draft does hold (``@id``, ``[^id]``, ``*italic*``) are :mod:`ctct.source.inline`'s and pass through as
they are, so that a text means the same in Markdown and in YAML. Whatever else CommonMark would make of a text is refused;
``\`` before the sign makes it plain.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass

from ctct.language import N_, _
from ctct.source.bullets import BULLETS

# The first alternative has no name: an escaped sign is passed over, so that none of the others can begin at it.
_STRANGE = re.compile(
    r"""\\[!-/:-@\[-`{-~]
# A lone backtick, bracket or «<» means nothing to CommonMark either: only what would be taken for a mark is refused.
    |(?P<code>`(?=[^`]+`))
    |(?P<image>!\[[^\[\]]*\]\()
    |(?P<link>\](?=\())
    |(?P<comment><(?=!--))
    |(?P<html><(?=[A-Za-z/!?][^<>]*>))
    |(?P<entity>&(?=\#[0-9]{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};))
    |(?P<underscore>(?<!\w)_(?=[^\s_](?:[^_]*[^\s_])?_(?!\w)|_[^\s_](?:[^_]*[^\s_])?__(?!\w)))
    |(?P<strike>~(?=~[^\s~][^~]*~~))
    |(?P<note>\^(?=\[))
    |(?P<box>(?:^|(?<=^[-+]\ ))\[(?=[ xX]\]\s))
    |(?P<braces>\{(?=(?:[#.]|[^\W\d]\w{0,40}=)[^{}]*\}))""",
    re.VERBOSE,
)
_WHAT = {
    "code": N_("dấu «`» mở một đoạn mã, mà văn bản không có đoạn mã"),
    "image": N_("hình không đặt được giữa lời văn"),
    "link": N_("dự thảo không chứa được liên kết"),
    "comment": N_("ghi chú «<!-- … -->» phải đứng riêng một dòng"),
    "html": N_("dự thảo không chứa được thẻ HTML và liên kết «<…>»"),
    "entity": N_("mã ký tự «&…;» không dùng được: gõ thẳng ký tự cần in"),
    "underscore": N_("dấu «_» không làm chữ nghiêng"),
    "strike": N_("văn bản không có chữ gạch ngang"),
    "note": N_("chú thích không viết ngay trong câu"),
    "box": N_("văn bản không có ô đánh dấu «[ ]», «[x]»"),
    "braces": N_("«{…}» chỉ đặt ở cuối tiêu đề, hoặc ở cuối dòng đầu hay cuối đoạn đầu của một mục"),
}
_INSTEAD = {
    "image": N_('hình viết thành một đoạn riêng, trên dưới để trống một dòng: ![mô tả](tệp.png "Tên hình")'),
    "link": N_("chỉ giữ lời văn; nếu là chữ thường thì viết «\\](»"),
    "comment": N_("chuyển ghi chú xuống dòng riêng, trước và sau để trống một dòng"),
    "box": N_("bỏ «[ ]», chỉ giữ lời văn; nếu là chữ thường thì viết «\\[»"),
    "underscore": N_("chữ nghiêng viết «*chữ*»; nếu là dấu gạch dưới thì viết «\\_»"),
    "note": N_("đặt «[^mã]» ở đây và viết «[^mã]: lời chú thích» ở cuối tệp; nếu là chữ thường thì viết «\\^»"),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What may not stand at the characters ``start:end`` of a raw text."""

    start: int
    end: int
    message: str
    hint: str


def refusals(raw: str) -> Iterator[Refusal]:
    """Yield what a draft may not hold in the raw text."""
    for found in _STRANGE.finditer(raw):
        if kind := found.lastgroup:
            otherwise = _("nếu là chữ thường thì viết «\\{sign}»", sign=found.group())
            yield Refusal(*found.span(), _(_WHAT[kind]), _(_INSTEAD[kind]) if kind in _INSTEAD else otherwise)


def without_refusals(raw: str) -> str:
    """Return ``raw`` with a backslash before each sign that would be refused."""
    # One pass may show the next: of two marks that share a sign the second is whole only once the first is not.
    while any(found.lastgroup for found in _STRANGE.finditer(raw)):
        raw = _STRANGE.sub(lambda found: ("\\" if found.lastgroup else "") + found.group(), raw)
    return raw


# A backslash before one of the four signs that inline marks know is theirs; before another sign it would vanish in reading.
_PLAIN_BACKSLASH = re.compile(r"\\[\\@*\[]|(\\)(?=[!-/:-@\[-`{-~])")


def written(value: str) -> str:
    """Return a text of a draft as Markdown writes it: signs that would be refused or taken for an escape made plain."""
    return without_refusals(plain_backslashes(value))


def plain_backslashes(value: str) -> str:
    """Return a text of a draft with a backslash before each of those that would be taken for an escape."""
    return _PLAIN_BACKSLASH.sub(lambda found: "\\\\" if found[1] else found[0], value)


_COUNT = r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]+|[A-ZĐ]|[a-zđ])"
_WORDED = rf"(?:{_COUNT}|thứ [^\W\d]+)"
_LEVEL = r"(?:Phần|Chương|Tiểu mục|Mục|Điều|Khoản|Điểm)[ \u00a0]+"
_typed_at = re.compile(
    rf"(?:\(?{_COUNT}(?P<a>[.)])|{_COUNT}[.)]?(?P<b>[-–/])|{_LEVEL}{_WORDED}(?P<c>[.:)-]))(?=[ \u00a0]|$)"
).match
# «1.1» begins a sentence as an amount may («1.1 tỷ»), and «Điều 5» as a citation: only as a name are they surely numbers.
_typed_in_name_at = re.compile(rf"\d{{1,2}}(?P<a>\.)\d{{1,2}}(?=[ \u00a0])|{_LEVEL}(?P<b>thứ [^\W\d]+|[IVXLC]+|\d+)$").match
# CommonMark takes «#Tên» and «1.Tên» for words; whoever typed them meant a heading and an item.
_glued_at = re.compile(r"(?P<mark>(?:#{1,6}|\d{1,3}[.)]|[-+]))(?=[^\W\d_])").match
_definition_at = re.compile(r"\[[^\[\]^@\\]+(?P<sign>\]):(?=\s|$)").match
# Each group is the sign that a backslash can make plain: «\1.» is no escape, «1\.» is.
_block_at = re.compile(
    r"(?P<a>#)#{0,5}(?=\s|$)|(?P<b>>)|(?P<c>[-+*])(?=\s|$)|\d{1,9}(?P<d>[.)])(?=\s|$)|(?P<e>`)``|(?P<f>~)~~"
    r"|(?P<g><)[A-Za-z/!?]|\[\^[^\s\]]+\](?P<h>:)|(?P<i>[-*_])[ \t]*+(?:(?P=i)[ \t]*+){2,}+$"
).match


def typed_number(raw: str, *, name: bool) -> re.Match[str] | None:
    """Return the number that a drafter typed at the start of a text, if any; ``name`` says that the text is a name or the
    first words of an item, where more can only be meant as a number.
    """
    return _typed_at(raw) or (_typed_in_name_at(raw) if name else None)


def glued_mark(raw: str) -> re.Match[str] | None:
    """Return ``#``, ``1.`` or ``-`` at the start of a text that lacks the space to be a mark of Markdown."""
    return _glued_at(raw)


def plain_start(raw: str, *, name: bool) -> str:
    """Return ``raw`` with a backslash in what would begin a block of Markdown, or be taken for a typed number."""
    for found in (typed_number(raw, name=name), _glued_at(raw), _definition_at(raw), _block_at(raw)):
        if found:
            sign = sign_of(found)
            return f"{raw[:sign]}\\{raw[sign:]}" if raw[sign] in SIGNS else raw
    return raw


SIGNS = frozenset(string.punctuation)
"""What a backslash can make plain; before a letter it is a backslash."""


def is_bare_number(raw: str) -> bool:
    """Return whether a name would be taken for a typed number and no backslash can help: «Chương I»."""
    found = typed_number(raw, name=True)
    return found is not None and raw[sign_of(found)] not in SIGNS


def sign_of(found: re.Match[str]) -> int:
    """Return where the sign stands that gives a mark at the start of a text its force."""
    return next(found.end(group) - 1 for group in range(1, found.re.groups + 1) if found.start(group) >= 0)


_NEVER_FIRST = set("-+*>#=|~`<_:[" + BULLETS)


def may_begin_line(raw: str) -> bool:
    """Return whether a line inside of a paragraph may begin with ``raw``: not if it could be taken for a block."""
    return raw[0] not in _NEVER_FIRST and not typed_number(raw, name=True) and not glued_mark(raw)


def definition(raw: str) -> re.Match[str] | None:
    """Return ``[text]:`` at the start of a text: where Markdown defines a link."""
    return _definition_at(raw)


# At the end of a line alone, after one blank, and not empty: «{…}» in a sentence stays a pair of braces.
_ATTRIBUTES = re.compile(
    r'(?:^|(?<![ \t])[ \t]+)(?<!\\)\{(?P<body>(?:[#.]|[^\W\d]\w{0,40}=)(?:"(?:[^"\\]|\\.)*"|[^{}"])*)\}[ \t]*$'
)
_ESCAPED = re.compile(r"\\(.)")
_needs_no_quotes = re.compile(r"[\w-]+").fullmatch
_ATTRIBUTE = re.compile(
    r'#(?P<id>[^\s#.={}"]*)|\.(?P<word>[^\s#.={}"]*)|(?<!\w)(?P<key>\w++)=(?P<value>"(?:[^"\\]|\\.)*"|[^\s"{}]*)'
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One of ``{#id .word key="value"}``: ``key`` is ``id``, ``word`` or the key; the regions are in the raw text."""

    key: str
    value: str
    at: tuple[int, int]
    value_at: tuple[int, int]


def attributes(raw: str) -> tuple[int, list[Attribute], list[tuple[int, int]]] | None:
    """Return where the attributes at the end of ``raw`` begin, what they are and what in them cannot be read."""
    found = _ATTRIBUTES.search(raw)
    if found is None:
        return None
    read, unread, at = [], [], found.start("body")
    for one in _ATTRIBUTE.finditer(raw, *found.span("body")):
        if raw[at : one.start()].strip():
            unread.append((at, one.start()))
        at = one.end()
        read.append(_attribute(one))
    if raw[at : found.end("body")].strip():
        unread.append((at, found.end("body")))
    return found.start(), read, unread


def _attribute(found: re.Match[str]) -> Attribute:
    if found["key"] is None:
        kind = "id" if found["id"] is not None else "word"
        return Attribute(kind, found[kind], found.span(), found.span(kind))
    value, (start, end) = found["value"], found.span("value")
    if value.startswith('"'):
        value, start, end = _ESCAPED.sub(r"\1", value[1:-1]), start + 1, end - 1
    return Attribute(found["key"], value, found.span(), (start, end))


def letters_of(text: str, one: Attribute) -> list[int]:
    """Return where in ``text`` each character of an attribute's value stands, and at the end where the value does."""
    places, at = [], one.value_at[0]
    quoted = text[at - 1 : at] == '"'
    while at < one.value_at[1]:
        at += quoted and text[at] == "\\"
        places.append(at)
        at += 1
    return [*places, one.value_at[1]]


def written_attribute(key: str, value: str) -> str:
    """Return ``key=value`` as :func:`attributes` reads it."""
    if _needs_no_quotes(value):
        return f"{key}={value}"
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}="{quoted}"'
