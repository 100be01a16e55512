"""What of a superior document is carried out, as a document that the ordinary pipeline compiles."""

from __future__ import annotations

import re
from typing import Any

from ctct import library
from ctct.diagnostics import Rejected
from ctct.language import in_a_document
from ctct.model.document import VanBan
from ctct.project.files import folder_of
from ctct.runs.verdicts import checked_draft
from ctct.source.inline import escaped_text
from ctct.tracking.coverage import Coverage
from ctct.tracking.views.coverage import summary, table_of

_WIDTHS = (34, 36, 20, None, 20)
"""Millimetres of the columns; one takes what is left."""

_KIND_AT = re.compile(r"[^\W\d_]+(?=[/-])").match


def as_document(coverage: Coverage, draft: str, secrecy: str) -> bytes:
    """Return the report as a Word document under the letterhead of ``draft``, not yet numbered, with the degree of ``secrecy``
    of the most secret of what it was made from (``""``: none). Raises :class:`Rejected`.
    """
    outcome = checked_draft(draft)
    if outcome.draft is None:
        raise Rejected(outcome.findings)
    said = _said(coverage, outcome.draft) | ({"do_mat": secrecy} if secrecy else {})
    made = library.gathered(said, None, folder_of(draft))
    return library.compiled(made, "docx")


def _said(coverage: Coverage, draft: VanBan) -> dict[str, Any]:
    """Return a report in the words of a draft, as it is written."""
    head = draft.model_dump(mode="json", exclude_none=True, include={"the_thuc", "co_quan", "dia_danh", "nguoi_ky"})
    with in_a_document():
        table, counted = table_of(coverage), summary(coverage)
    sign = draft.so_ky_hieu.ky_hieu
    kind = _KIND_AT(sign)
    return {
        **head,
        "loai": "bao_cao",
        "so_ky_hieu": {"so": None, "ky_hieu": f"BC{sign[kind.end() :]}" if kind else sign},
        "ngay": {"nam": draft.ngay.nam},
        "trich_yeu": escaped_text(f"đối chiếu việc thực hiện {coverage.name}"),
        "noi_dung": escaped_text(f"{counted} Cụ thể như sau:"),
        "bang": {
            "tt": True,
            "cot": [
                {"ten": column.name, **({"rong": width} if width else {})}
                for column, width in zip(table.columns, _WIDTHS, strict=True)
            ],
            "dong": [[escaped_text(str(cell)) for cell in row] for row in table.rows],
        },
        **({"noi_nhan": list(draft.noi_nhan)} if draft.noi_nhan else {}),
    }
