"""What libyaml cannot read, said in Vietnamese at the place where the drafter can mend it.

libyaml speaks of tokens; here each of its complaints becomes the mistake that usually causes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from ctct.diagnostics import Diagnostic, error, excerpt
from ctct.language import _
from ctct.source.bullets import BULLETS
from ctct.source.quoting import QUOTE, quoted
from ctct.source.yaml_findings import too_deep

_rest_of_line = re.compile("[^\r\n]*").match
_lead_at = re.compile(r" *(?:- +)*(?:[^\s:#\"']+:[ ]+)?").match
_glued_at = re.compile(r" *(?:- +)*(?P<key>[^\W\d][^\s:：#\"'\[{]*)(?P<colon>:(?!//)(?=[^ \r\n])|：)\s*(?P<value>.*)").match
_plain_item_at = re.compile(r" *- +(?![\"'\[{|>&*!#%@`-])(?P<words>[^\s:](?:[^:\r\n]|:(?! ))*)$", re.MULTILINE).match
_glued_dash_at = re.compile(r" *-(?P<value>[^\s-].*)").match
_odd_space_at = re.compile("[ \t]*(?P<odd>[\xa0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+)").match


def explain(text: str, problem: yaml.MarkedYAMLError) -> Diagnostic:
    """Return the error that says what is wrong with ``text`` where libyaml stopped; its region is in ``text``."""
    at = problem.problem_mark.index if problem.problem_mark else 0
    opened = problem.context_mark.index if problem.context_mark else at
    if text.startswith("\t", at):
        hint = _("thay mọi phím Tab ở đầu dòng bằng dấu cách")
        return _fault("NG20", at, at + 1, _("dùng phím Tab để thụt dòng; hãy dùng dấu cách"), hint)
    what, scene = problem.problem or "", problem.context or ""
    by_scene = (found for part, found in _BY_SCENE.items() if part in scene)
    if explanation := _BY_PROBLEM.get(what) or next(by_scene, None):
        return explanation(text, at, opened)
    return _fault(
        "NG30",
        at,
        _line(text, at)[1],
        _("không đọc được từ chỗ này ({what})", what=what),
        _("xem lại dòng này; {quote}", quote=_(QUOTE)),
    )


def _fault(code: str, start: int, end: int, message: str, hint: str) -> Diagnostic:
    return error(code, (), message, hint, region=(start, max(start, end)))


def _stray_colon(text: str, at: int, opened: int) -> Diagnostic:
    """Explain a colon in a sentence, or a key below a line that cannot have one below it."""
    start, end = _line(text, at)
    value, above = _value(text, start), _line_above(text, start)
    if value <= at:
        message = _("dấu hai chấm sau «{text}» làm phần trước nó bị hiểu là một khóa", text=excerpt(text[value:at]))
        hint = _as_block(text, start, value, end) or _how_to_quote(text, value, end)
        return _fault("NG21", at, at + 1, message, hint)
    if odd := _odd_space(text, start) or _odd_space(text, above):
        return odd
    if unfinished := _unfinished(text, above, start):
        return unfinished
    if plain := _plain_item_at(text, above):
        message = _("dòng trên là lời văn, không nhận thêm khóa «{text}»", text=text[start:at].strip())
        hint = _("ghi dòng trên thành «- noi_dung: {plain}»", plain=excerpt(plain["words"]))
        return _fault("NG27", start + _indent(text, start), end, message, hint)
    message = _("dòng này thụt vào sâu hơn dòng trên, mà dòng trên đã có nội dung")
    return _fault("NG27", start + _indent(text, start), end, message, _("căn đầu dòng này thẳng với dòng trên"))


def _as_block(text: str, start: int, value: int, end: int) -> str | None:
    """Return the hint how to write a sentence that ends in a colon and the lines below it, which are its items."""
    below = text[slice(*_line(text, end + 1))] if end < len(text) else ""
    key, deeper = text[start:value].strip(), len(below) - len(below.lstrip()) > _indent(text, start)
    if not (deeper and key.endswith(":") and below.lstrip()[:1] in tuple(f"{BULLETS}-+")):
        return None
    return _(
        "ghi «{key} |» rồi xuống dòng, thụt vào ghi «{text}» và các dòng dưới thẳng hàng với nhau",
        key=key,
        text=excerpt(text[value:end]),
    )


def _how_to_quote(text: str, value: int, end: int) -> str:
    """Return the hint how to put the sentence at ``value:end``, the last line of it or all, in quotes."""
    sentence, above = text[value:end], _line_above(text, _line(text, value)[0])
    if sentence[0] == "“" and sentence[-1] == "”":
        return _("thay dấu “ ” ở hai đầu bằng dấu nháy thẳng: {sentence}", sentence=quoted(sentence[1:-1]))
    begins = text[_value(text, above) : _line(text, above)[1]]
    if text[:value].endswith(" ") and not text[_line(text, value)[0] : value].strip() and begins:
        return _(
            "câu này bắt đầu từ dòng trên: đặt dấu nháy kép trước «{begins}» và sau «{sentence}»",
            begins=excerpt(begins),
            sentence=excerpt(sentence),
        )
    return _("đặt cả câu trong dấu nháy: {sentence}", sentence=quoted(sentence))


def _no_colon(text: str, at: int, opened: int) -> Diagnostic:
    """Explain a line that should be a key with its value but has no colon, or no space after it."""
    start, _rest = _line(text, opened)
    return _odd_space(text, start) or _glued(text, start) or _without_colon(text, start)


def _unfinished(text: str, above: int, start: int) -> Diagnostic | None:
    """Return what the line ``above`` lacks to be a key beside the one at ``start``."""
    line = text[slice(*_line(text, above))]
    same = _indent(text, above) == _indent(text, start) and above < start
    plain = line.strip() and ":" not in line and not line.lstrip().startswith("- ")
    return _glued(text, above) or (_without_colon(text, above) if same and plain else None)


def _without_colon(text: str, start: int) -> Diagnostic:
    first, end = start + _indent(text, start), _line(text, start)[1]
    if text[first] in BULLETS:
        hint = _(
            "ghi «- {text}»; dấu «{sign}» cần in thì để cả câu trong dấu nháy",
            text=excerpt(text[first + 1 : end].strip()),
            sign=text[first],
        )
        return _fault(
            "NG22", first, first + 1, _("«{text}» không mở được một mục; mục mở đầu bằng «- »", text=text[first]), hint
        )
    words = text[first:end].split(maxsplit=1)
    example = f"«{excerpt(words[0])}: {excerpt(words[1])}»" if len(words) > 1 else f"«{excerpt(text[first:end])}: …»"
    hint = _("ghi {example}; nếu dòng này nối câu ở dòng trên thì thụt nó vào sâu hơn khóa của câu ấy", example=example)
    if not words[0].isascii():  # no key of ours: the sentence above goes on
        hint = _(
            "nếu dòng này nối câu ở dòng trên thì thụt nó vào sâu hơn khóa của câu ấy; nếu là khóa thì ghi «khóa: nội dung»"
        )
    return _fault("NG22", first, end, _("dòng «{text}» thiếu dấu hai chấm sau khóa", text=excerpt(text[first:end])), hint)


def _glued(text: str, start: int) -> Diagnostic | None:
    if found := _glued_dash_at(text, start):
        place = found.start("value") - 1
        return _fault(
            "NG22", place, place + 1, _("thiếu dấu cách sau dấu gạch «-»"), _("ghi «- {found}»", found=excerpt(found["value"]))
        )
    if found := _glued_at(text, start):
        hint = _("ghi «{key}: {value}», với dấu hai chấm và dấu cách thường", key=found["key"], value=excerpt(found["value"]))
        return _fault("NG22", *found.span("colon"), _("thiếu dấu cách sau «{found}:»", found=found["key"]), hint)
    return None


def _odd_space(text: str, start: int) -> Diagnostic | None:
    if found := _odd_space_at(text, start):
        message = _("đầu dòng có dấu cách lạ (không phải phím cách), thường do chép từ Word hay trang mạng")
        return _fault("NG20", *found.span("odd"), message, _("xóa khoảng trống đầu dòng rồi thụt dòng bằng phím cách"))
    return None


def _bad_start(text: str, at: int, opened: int) -> Diagnostic:
    """Explain a value that starts with a character that has a meaning of its own in YAML."""
    if at >= len(text.rstrip()):
        return _open_bracket(text, at, max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0))
    start, end = _line(text, at)
    if text[at] == text[end - 1] == "|" and at < end - 1:
        hint = _("bảng ghi bằng khóa «bang» (cot, dong); bảng kẻ bằng «|» chỉ dùng trong dự thảo Markdown (.md)")
        return _fault("NG23", at, end, _("đây là bảng của Markdown, mà dự thảo này viết bằng YAML"), hint)
    hint = _("đặt cả câu trong dấu nháy: {text}", text=quoted(text[at:end])) if _value(text, start) == at else _(QUOTE)
    return _fault("NG23", at, at + 1, _("ký tự «{text}» không được đứng đầu nội dung", text=text[at]), hint)


def _bad_start_where_opened(text: str, at: int, opened: int) -> Diagnostic:
    return _bad_start(text, opened, opened)


def _open_bracket(text: str, at: int, opened: int) -> Diagnostic:
    bracket = text[opened]
    closing = {"[": "]", "{": "}"}.get(bracket, "]")
    message = _("dấu ngoặc «{bracket}» mở ở đây chưa đóng, hoặc thiếu dấu phẩy giữa các phần trong ngoặc", bracket=bracket)
    return _fault(
        "NG24", opened, opened + 1, message, _("thêm «{closing}» hoặc dấu phẩy; {quote}", closing=closing, quote=_(QUOTE))
    )


def _open_quote(text: str, at: int, opened: int) -> Diagnostic:
    quote = text[opened]
    hint = _("thêm «{quote}» ở cuối câu; trong câu thì dùng dấu “ ” hoặc ‘ ’", quote=quote)
    return _fault("NG25", opened, opened + 1, _("dấu nháy «{quote}» mở ở đây chưa đóng", quote=quote), hint)


def _misplaced_dash(text: str, at: int, opened: int) -> Diagnostic:
    hint = _("xuống dòng, thụt vào rồi ghi «- …»; {quote}", quote=_(QUOTE))
    return _fault("NG26", at, at + 1, _("dấu gạch «-» mở một mục ngay trên dòng của khóa"), hint)


def _misplaced(text: str, at: int, opened: int) -> Diagnostic:
    """Explain what stands where a key or a dash should be: text after a closing quote, else a wrong indentation."""
    start, end = _line(text, at)
    before = text[start:at].rstrip()
    value = _value(text, start)
    if not before:
        return _wrong_indent(text, at, opened)
    if before[-1] in "\"']}":
        whole = text[value] in "\"'[{" and len(before) > value - start + 1
        hint = (
            _("đặt cả câu trong dấu nháy: {text}", text=quoted(text[value:end]))
            if whole
            else _("xem lại dấu mở ở các dòng trên")
        )
        return _fault(
            "NG29", at, end, _("còn chữ «{text}» sau dấu đóng «{before}»", text=excerpt(text[at:end]), before=before[-1]), hint
        )
    return _bad_start(text, value, value)


def _wrong_indent(text: str, at: int, opened: int) -> Diagnostic:
    start, end = _line(text, at)
    if opened == at and (unfinished := _unfinished(text, _line_above(text, start), start)):
        return unfinished
    if text.startswith(":", at):
        return _fault("NG12", at, at + 1, _("khóa trống trước dấu hai chấm"), _("ghi tên khóa, ví dụ «ten: …»"))
    listed, dashed = text.startswith("-", opened), text.startswith("-", at)
    if listed and not dashed:
        message = _("dòng này không mở đầu bằng «- » như các mục cùng cấp ở trên")
        return _fault("NG27", at, end, message, _("thêm «- » ở đầu dòng, hoặc căn lại thụt dòng cho đúng cấp"))
    message = _("dòng này thụt vào không khớp với dòng nào cùng cấp ở trên")
    return _fault("NG27", at, end, message, _("căn đầu dòng thẳng với các dòng cùng cấp, chỉ dùng dấu cách"))


def _bad_escape(text: str, at: int, opened: int) -> Diagnostic:
    slash = max(text.rfind("\\", opened, at + 1), opened)
    hint = _("ghi «\\\\» thay cho «\\», hoặc đặt câu trong dấu nháy đơn '…'")
    return _fault(
        "NG28",
        slash,
        min(slash + 2, len(text)),
        _("«{text}» trong dấu nháy kép không có nghĩa", text=text[slash : slash + 2]),
        hint,
    )


def _bad_tag(text: str, at: int, opened: int) -> Diagnostic:
    start = max(text.rfind("!", 0, at + 1), 0)
    return _fault(
        "NG14", start, start + 1, _("nhãn kiểu «!» không được dùng trong dự thảo"), _("bỏ nhãn này; {quote}", quote=_(QUOTE))
    )


def _line(text: str, at: int) -> tuple[int, int]:
    """Return the start of the line that ``at`` is in and the end of its last visible character."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    rest = _rest_of_line(text, start)
    return start, start + len(rest.group().rstrip() if rest else "")


def _line_above(text: str, start: int) -> int:
    """Return the start of the nearest line above that says something, or of the first line."""
    while start > 0:
        start, end = _line(text, start - 1)
        if text[start:end].strip() and not text[start:end].lstrip().startswith("#"):
            break
    return start


def _indent(text: str, start: int) -> int:
    line = text[slice(*_line(text, start))]
    return len(line) - len(line.lstrip(" "))


def _value(text: str, start: int) -> int:
    """Return where the value of a line starts, after its dashes and its key."""
    found = _lead_at(text, start)
    return found.end() if found else start


def _too_deep(_text: str, at: int, _opened: int) -> Diagnostic:
    return too_deep((at, at + 1))


_BY_PROBLEM: dict[str, Callable[[str, int, int], Diagnostic]] = {
    "mapping values are not allowed in this context": _stray_colon,
    "could not find expected ':'": _no_colon,
    "found character that cannot start any token": _bad_start,
    "did not find expected node content": _bad_start,
    "mapping keys are not allowed in this context": _bad_start,
    "did not find expected ',' or ']'": _open_bracket,
    "did not find expected ',' or '}'": _open_bracket,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "block sequence entries are not allowed in this context": _misplaced_dash,
    "did not find expected key": _misplaced,
    "did not find expected '-' indicator": _misplaced,
    "did not find expected <document start>": _misplaced,
    "found unknown escape character": _bad_escape,
    "did not find expected hexdecimal number": _bad_escape,
    "found invalid Unicode character escape code": _bad_escape,
    "found undefined tag handle": _bad_tag,
    "exceeded maximum nesting depth": _too_deep,
}
_BY_SCENE: dict[str, Callable[[str, int, int], Diagnostic]] = {
    "directive": _bad_start_where_opened,
    "anchor": _bad_start_where_opened,
    "alias": _bad_start_where_opened,
    "block scalar": _bad_start_where_opened,
    " tag": _bad_tag,
}
