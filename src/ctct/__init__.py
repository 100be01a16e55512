"""Official Vietnamese documents as code: drafts in text, documents in Word.

``check`` finds what is wrong with a draft, ``compile`` makes its Word document; both take a :class:`Source`.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ctct.diagnostics import Citation, Diagnostic, Rejected, Severity
    from ctct.outcome import Outcome
    from ctct.pipeline import check
    from ctct.project.files import Source

__all__ = ["Citation", "Diagnostic", "Outcome", "Rejected", "Severity", "Source", "__version__", "check"]

_HOMES = {"Outcome": "ctct.pipeline", "check": "ctct.pipeline", "compile": "ctct.pipeline", "Source": "ctct.project.files"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: ``ctct --version`` needs none of them."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "ctct.diagnostics")), name)
