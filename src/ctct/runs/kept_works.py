"""Works of programmes kept from one run to the next: a long programme takes far longer to read than what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctct.runs.cache import Cache, Checked, Purpose, quick_state_of_ctct

if TYPE_CHECKING:
    from ctct.tracking.listing import Listing

_VIEWING = Purpose(".viec.json", quick_state_of_ctct)


class KeptWorks:
    """The works kept for drafts named from the current folder, each beside the verdict that says whether they still hold."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    @classmethod
    def of_this_user(cls) -> KeptWorks | None:
        """Return the works that this user's earlier runs have kept; ``None`` where nothing can be kept out of others' reach."""
        cache = Cache.of_this_user("", "", _VIEWING)
        return cls(cache) if cache else None

    def find(self, draft: str) -> tuple[Checked, Listing] | None:
        """Return what is kept of a draft, if it still holds."""
        from ctct.tracking.kept_listings import restored

        checked = self._cache.find(draft)
        body = self._cache.attached(checked) if checked else None
        return (checked, restored(body)) if checked and body is not None else None

    def keep(self, checked: Checked, body: bytes) -> None:
        """Keep the works of a draft, as :func:`ctct.tracking.kept_listings.kept` has them, if what is known of it can last."""
        self._cache.keep(checked)
        if checked.is_lasting:
            self._cache.attach(checked, body)

    def save(self) -> None:
        """Write what is new."""
        self._cache.save()
