"""Typed figures: read where there is one reading, asked where there are two."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.indicators.figures import is_of_another_unit, read_figure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5", "12.5"), ("6.01", "6.01"), (" 3,05 % ", "3.05"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"),
        ("68.956,99", "68956.99"), ("1.234.567", "1234567"), ("1 234 567,8", "1234567.8"), ("1234567", "1234567"),
        ("1234,567", "1234.567"), ("0,123", "0.123"), ("-0,3", "-0.3"), ("−12,95", "-12.95"), ("+7", "7"),
        ("1.234,567", "1234.567"), ("403.058,4", "403058.4"),
    ],
)  # fmt: skip
def test_one_reading(text: str, value: str) -> None:
    assert read_figure(text).readings == (Decimal(value),)


@pytest.mark.parametrize(
    ("text", "readings"),
    [("1.234", ("1.234", "1234")), ("403,058", ("403.058", "403058")), ("-12.950", ("-12.950", "-12950"))],
)
def test_two_readings_are_asked(text: str, readings: tuple[str, str]) -> None:
    typed = read_figure(text)
    assert typed.is_ambiguous
    assert typed.value is None
    assert typed.readings == tuple(Decimal(one) for one in readings)


@pytest.mark.parametrize(
    "text", ["", "   ", "–", "n/a", "12a", "1.2.3", "1,2,3", "1..2", "12,", ",5", "1.23.456", "01.234.567", "=A1", "1e5", "9" * 40]
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert read_figure(text).readings == ()


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_what_an_office_writes_is_read_again(value: Decimal) -> None:
    written = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert read_figure(written).value == value


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(text: str) -> None:
    typed = read_figure(text)
    assert len(typed.readings) <= 2
    assert typed.is_ambiguous == (len(typed.readings) == 2)


def test_a_thousand_times_last_year_is_another_unit() -> None:
    assert is_of_another_unit(Decimal(68956990), Decimal("68956.99"))
    assert is_of_another_unit(Decimal("68.95699"), Decimal("68956.99"))
    assert not is_of_another_unit(Decimal(31752), Decimal("68956.99"))
    assert not is_of_another_unit(Decimal(5), None)
    assert not is_of_another_unit(Decimal(5), Decimal(0))
