"""Official Vietnamese documents as code: drafts in text, documents in Word.

``check`` finds what is wrong with a draft, ``compile`` makes its document, ``document`` hands that over to
python-docx. All three take a ``VanBan``, a mapping of plain values, a text, bytes or a path. None keeps anything of a
draft between two calls: any number of threads may call them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

__version__ = "0.2.0"

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Mapping

    from docx.document import Document

    from ctct.diagnostics import Citation, Diagnostic, Rejected, Severity
    from ctct.model.directory import DanhBa
    from ctct.model.document import VanBan
    from ctct.report.located import Located as Finding

    Draft: TypeAlias = VanBan | Mapping[str, Any] | str | bytes | os.PathLike[str]

__all__ = [
    "Citation", "DanhBa", "Diagnostic", "Finding", "Rejected", "Severity", "VanBan",
    "__version__", "check", "compile", "document",
]  # fmt: skip

_HOMES = {
    "DanhBa": ("ctct.model.directory", "DanhBa"),
    "VanBan": ("ctct.model.document", "VanBan"),
    "Finding": ("ctct.report.located", "Located"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``ctct --version`` needs none of them."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    home, own = _HOMES.get(name, ("ctct.diagnostics", name))
    return getattr(import_module(home), own)


def check(
    draft: Draft,
    *,
    rules: bool = True,
    danh_ba: DanhBa | None = None,
    folder: str | os.PathLike[str] | None = None,
    today: datetime.date | None = None,
) -> tuple[Finding, ...]:
    """Return everything that is wrong with ``draft``, with ``rules`` also what the rules of the regulations find; never raises
    for what a draft may say.

    ``draft`` is a model, a mapping, a text (YAML, or Markdown with front matter), its bytes, or the path of a file: a
    ``pathlib.Path``, or a ``str`` of one line that ends in ``.yaml``, ``.yml`` or ``.md``. ``folder`` is where the paths that
    it names start from; without one, and unless the draft is a file, no file is read. ``danh_ba`` stands in for the files of
    the danh bạ. ``today`` decides which waivers have run out. Raises ``TypeError`` for anything else.
    """
    from ctct import library

    return library.check(library.gathered(draft, danh_ba, folder), rules=rules, today=today)


def compile(
    draft: Draft,
    *,
    to: Literal["docx", "pdf", "html", "text"] = "docx",
    danh_ba: DanhBa | None = None,
    folder: str | os.PathLike[str] | None = None,
) -> bytes:
    """Return the document of ``draft`` in the form ``to``, the same bytes each time. The arguments are those of ``check``.

    Raises ``Rejected``, whose ``findings`` say everything that is wrong, for a draft with an error.
    """
    from ctct import library

    return library.compiled(library.gathered(draft, danh_ba, folder), to)


def document(draft: Draft, *, danh_ba: DanhBa | None = None, folder: str | os.PathLike[str] | None = None) -> Document:
    """Return the Word document of ``draft`` as python-docx has it, to go on with and to save.

    The arguments and what is raised are those of ``compile``.
    """
    from ctct import library

    return library.document(library.gathered(draft, danh_ba, folder))
