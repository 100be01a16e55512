"""Entries of the register for documents of which some things are known."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ctct.model.signs import is_party_sign, kind_of_sign
from ctct.model.types import CITED_TYPES
from ctct.resolve.marks import day_in_figures
from ctct.source.unaccented import as_id
from ctct.tracking.citing import CitedDocument, Said


def proposed_entries(documents: Iterable[CitedDocument], known: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return entries, as a register has them, for the documents that no register has; ``known`` are the ids that are taken."""
    taken, entries = set(known), {}
    for document in documents:
        if document.said:
            name = free_id(document.said, taken)
            taken.add(name)
            entries[name] = entry_of(document.said)
    return entries


def free_id(said: Said, taken: Collection[str]) -> str:
    """Return an id of type, number and body, or of the State's documents year: «nq-02-tu», «nd-30-2020»."""
    number, _, rest = said.sign.partition("-" if is_party_sign(said.sign) else "/")
    kind, _, body = rest.rpartition("/") if is_party_sign(said.sign) else rest.partition("-")
    year, _, of_year = kind.partition("/")
    parts = (of_year, number, year) if of_year else (kind, number, body)
    name = base = as_id("-".join(filter(None, parts)))
    if name in taken and said.term:
        name = base = f"{base}-{said.term.lower()}"
    again = 1
    while name in taken:
        again += 1
        name = f"{base}-{again}"
    return name


def entry_of(said: Said) -> dict[str, str]:
    """Return what is said of a document as its entry has it."""
    kind = kind_of_sign(said.sign)
    plain = CITED_TYPES.get(kind or "")
    by_name = next((key for key, name in CITED_TYPES.items() if name == said.type_name), None)
    entry = {
        "loai": (by_name or "") if kind is None else "",
        "ten_loai": said.type_name if said.type_name != plain and (kind is not None or not by_name) else "",
        "so_ky_hieu": said.sign,
        "ngay": day_in_figures(said.day) if said.day else "",
        "co_quan": said.body,
        "khoa": said.term,
        "trich_yeu": said.subject,
    }
    return {key: value for key, value in entry.items() if value}
