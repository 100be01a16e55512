"""The rows of files that tables name, as the model is given them to take the place of the names."""

from __future__ import annotations

from collections.abc import Mapping

from ctct.source.csv_rows import SheetRow

ROWS, FILE = "dong", "tep"
"""The key of a table's rows, which a file's name may stand under, and that of one such name among rows."""

Sheets = Mapping[str, tuple[SheetRow, ...]]
"""The rows of files by their names in the draft."""

CONTEXT = "sheets"
"""What Pydantic's context calls them."""
