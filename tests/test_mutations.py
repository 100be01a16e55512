"""What the mutations change and run is there: a promise whose mutation is not made is not kept by anybody."""

from __future__ import annotations

from mutations import MUTATIONS, ROOT


def test_each_mutation_changes_one_place_and_has_tests() -> None:
    for one in MUTATIONS:
        source = (ROOT / "src/ctct" / one.file).read_text("utf-8")
        assert source.count(one.old) == 1, one.promise
        file, words = one.test
        tests = (ROOT / "tests" / file).read_text("utf-8")
        assert all(word in tests for word in words.split(" or ")), one.promise
