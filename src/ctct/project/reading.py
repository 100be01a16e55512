"""A draft's text → its value and places, in whichever form it is written."""

from __future__ import annotations

import os

from ctct.project.files import MARKDOWN, YAML
from ctct.source.places import Places
from ctct.source.yaml import load as load_yaml


def is_markdown(name: str, text: str) -> bool:
    """Return whether a draft is in Markdown: by its name, or where that says nothing by how it begins."""
    suffix = os.path.splitext(name)[1].lower()
    if suffix in MARKDOWN + YAML or not text.startswith("---"):
        return suffix in MARKDOWN
    from ctct.source.markdown.document import has_front_matter

    return has_front_matter(text)


def read_draft(name: str, text: str) -> tuple[object, Places]:
    """Return the value of a draft and the places in it. Raises :class:`Rejected`."""
    if not is_markdown(name, text):
        return load_yaml(text)
    from ctct.model.vocabulary import WORDS
    from ctct.source.markdown.document import load

    return load(text, WORDS)
