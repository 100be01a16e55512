"""Numbers in words and in figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ctct.lint.amounts import number_in_figures, number_in_words


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("ba trăm năm mươi sáu triệu bảy trăm tám mươi nghìn đồng", 356_780_000),
        ("Một tỷ hai trăm linh năm triệu đồng chẵn", 1_205_000_000),
        ("một nghìn hai trăm tỷ", 1_200_000_000_000),
        ("mười lăm nghìn không trăm lẻ bốn", 15_004),
        ("hai mươi mốt triệu đồng", 21_000_000),
        ("đất công", None),
        ("ba xã miền núi", None),
        ("đồng", None),
    ],
)
def test_words(words: str, number: int | None) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("text", "number"), [("1.200,5", Decimal("1200.5")), ("12", Decimal(12)), ("12.5", None), ("-3,25", Decimal("-3.25"))]
)
def test_figures(text: str, number: Decimal | None) -> None:
    assert number_in_figures(text) == number
