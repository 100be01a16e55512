"""Which files of a project name another of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ctct.project.drafts import walk_files
from ctct.project.files import MARKDOWN, YAML, read_or_none
from ctct.project.folders import shown


def files_naming(name: str, root: Path) -> Iterator[str]:
    """Yield the files below ``root`` in whose words the file ``name`` is named, as messages show them."""
    named = re.compile(rb"(?<![\w.-])" + re.escape(name.encode()) + rb"(?![\w-])")
    for path in walk_files(str(root), (*YAML, *MARKDOWN, ".toml"), []):
        if named.search(read_or_none(path) or b""):
            yield shown(Path(path))
