"""Which notes are marked by words that stay, are struck out or put in."""

from __future__ import annotations

from ctct.word.redline.markup import Fate


class NoteUse:
    """Gives each mark of a note the id of a note of its own: one note is marked once.

    ``kept`` has for notes of the new document whose mark stays that note of the old one; ``inserted`` those whose mark is put
    in; ``struck`` has for the ids of new notes the note of the old document that they are copies of.
    """

    def __init__(self, old_of: dict[str, str], new_of: dict[str, str], first_id: int) -> None:
        self._old_of = old_of
        self._new_of = new_of
        self._next = first_id
        self.kept: dict[str, str] = {}
        self.inserted: set[str] = set()
        self.struck: dict[str, str] = {}

    def use(self, sign: str, fate: Fate | None) -> str:
        """Return the id that the mark of a note has."""
        if fate in ("del", "moveFrom"):
            note = str(self._next)
            self._next += 1
            self.struck[note] = self._old_of[sign]
            return note
        note = self._new_of[sign]
        if fate is None and sign in self._old_of:
            self.kept[note] = self._old_of[sign]
        else:
            self.inserted.add(note)
        return note
