"""A short run of what ``scripts/fuzz`` does at length."""

from __future__ import annotations

import pytest

from bounds import HANG
from fuzzing import KINDS, fuzz


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_is_damaged_ctct_stands(kind: str) -> None:
    ended, wrong = fuzz(kind, 25, seed=0, patience=HANG)
    assert wrong == []
    assert sum(ended.values()) == 25
