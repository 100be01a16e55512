"""What a draft leaves to the settings of its project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.model.document import VanBan

if TYPE_CHECKING:
    from ctct.model.config import Config


def completed(draft: VanBan, config: Config | None) -> VanBan:
    """Return a draft with what it leaves out as ``ctct.toml`` says it. Raises :class:`Rejected` if no body issues it."""
    if config is not None:
        given = {key: getattr(config, key) for key in ("co_quan", "dia_danh") if getattr(draft, key) is None}
        if config.the_thuc and "the_thuc" not in draft.model_fields_set:
            given["the_thuc"] = config.the_thuc
        draft = draft.model_copy(update=given)
    if draft.co_quan is None:
        raise Rejected(
            [error("MH01", ("co_quan",), _("thiếu «co_quan» (cơ quan ban hành)"), _("thêm vào dự thảo hoặc ctct.toml"))]
        )
    return draft
