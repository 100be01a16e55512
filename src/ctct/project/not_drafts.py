"""Files that lie among drafts and are none: what each is, and the one fault that is told to whoever takes it for a draft."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.language import N_, _
from ctct.project.beside import kind_beside
from ctct.project.registers import is_document_register, is_register

_DIRECTORY = (
    N_("danh bạ"),
    N_("chọn tệp dự thảo (.yaml hoặc .md); danh bạ được nêu ở khóa «danh_ba» của dự thảo, sửa nó rồi soát bằng «ctct check»"),
)
_DOCUMENTS = (
    N_("danh mục văn bản"),
    N_("chọn tệp dự thảo (.yaml hoặc .md); danh mục được nêu ở khóa «van_ban» của dự thảo, sửa nó rồi soát bằng «ctct check»"),
)
_BESIDE = N_("chọn tệp dự thảo mà tệp này đi kèm")


def fault_of(name: str, value: Any) -> Diagnostic | None:
    """Return the error that tells what the file ``name``, which says ``value``, is; ``None`` for what may be a draft."""
    if kind := kind_beside(name):
        return _fault(kind.title, _BESIDE)
    if is_document_register(value):
        return _fault(*_DOCUMENTS)
    return _fault(*_DIRECTORY) if is_register(value) else None


def refuse_others(name: str, value: Any) -> None:
    """Raise :class:`Rejected` for a file that is no draft."""
    if fault := fault_of(name, value):
        raise Rejected([fault])


def _fault(what: str, hint: str) -> Diagnostic:
    return error("TP06", (), _("đây là {what}, không phải dự thảo", what=_(what)), _(hint))
