"""Puts the text of a draft, a danh bạ or a register into its one form: comments, order and what it says stay as they are."""

from __future__ import annotations

from collections import Counter

from ctct.diagnostics import Rejected, error
from ctct.drafting.differences import place_of_difference, place_of_fault
from ctct.drafting.forms.markdown_form import read_markdown, write_markdown
from ctct.drafting.forms.tree import comments_in
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.mend_keys import with_mended_keys
from ctct.language import _
from ctct.project.reading import is_markdown, read_draft
from ctct.project.registers import is_document_register
from ctct.source.spans import Region

DIRECTORY_KEYS = frozenset({"bao_gom", "nguoi", "co_quan", "nhom"})


def formatted(name: str, text: str) -> str:
    """Return ``text`` in its one form, its keys mended, its lines ended as most of them were. Raises :class:`Rejected` for
    what cannot be read, or is no draft, no danh bạ and no register of documents.
    """
    from_windows = 2 * text.count("\r\n") > text.count("\n")
    text = with_mended_keys(name, text)
    value, places = read_draft(name, text)
    known = isinstance(value, dict) and ("loai" in value or DIRECTORY_KEYS.issuperset(value) or is_document_register(value))
    if not known:
        message = _(
            "đây không phải dự thảo (có khóa «loai»), danh bạ (có «nguoi», «co_quan», «nhom»), "
            "danh mục văn bản (có «so_ky_hieu»)"
        )
        raise Rejected([error("DG01", (), message, region=(0, 0))])
    written, comments = _written(name, text)
    try:
        again, kept = _written(name, written)
        said = read_draft(name, written)[0]
    except Rejected as rejected:
        raise _refusal(place_of_fault(rejected, written, text)) from None
    if said != value:
        raise _refusal(place_of_difference(value, said, places))
    if again != written or kept != comments:
        raise _refusal((0, 0))
    return written.replace("\n", "\r\n") if from_windows else written


def _refusal(region: Region) -> Rejected:
    message = _("không định dạng được chỗ này mà vẫn giữ nguyên nội dung; tệp được để yên")
    return Rejected([error("DG02", (), message, _("viết lại chỗ này cho đơn giản hơn rồi định dạng lại"), region=region)])


def _written(name: str, text: str) -> tuple[str, Counter[str]]:
    """Return the one form of a text, and its comments."""
    if is_markdown(name, text):
        front, body = read_markdown(text)
        comments = Counter([*comments_in(front), *comments_in(body)])
        return write_markdown(front, body), comments
    tree = read_yaml(text)
    return write_yaml(tree), Counter(comments_in(tree))
