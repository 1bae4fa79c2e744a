"""A number is rounded as it is, away from zero at a tie, and alike everywhere."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.interactive.numbers import fixed, shown

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("number", "four"),
    [
        (0.10499358, "0.105"),
        (1 / 64, "0.01563"),  # 0.015625 is a tie
        (-1 / 64, "-0.01563"),
        (12345.0, "12350"),
        (-0.0, "0"),
        (9.9996e-5, "0.0001"),
        (999951.0, "1e6"),
        (1.7976e308, "1.798e308"),
        (5e-324, "4.941e-324"),
        (-3.2e18, "-3.2e18"),
    ],
)
def test_four_digits(number, four):
    assert shown(number) == four


@pytest.mark.parametrize(
    ("number", "decimals", "text"),
    [
        (1 / 64, 5, "0.01563"),
        (0.5, 0, "1"),
        (-2.5, 0, "−3"),
        (2.675, 2, "2.67"),  # below the tie, as a float
        (-0.004, 2, "0.00"),
        (-0.0, 1, "0.0"),
        (math.inf, 2, "∞"),
        (-math.inf, 2, "−∞"),
        (math.nan, 2, "–"),
        (999999999999999.9, 1, "999999999999999.9"),
        (1e15, 2, "1e15"),
        (-1.7976931348623157e308, 3, "−1.798e308"),
        (5e-324, 3, "0.000"),
    ],
)
def test_fixed_decimals(number, decimals, text):
    assert fixed(number, decimals) == text


@given(finite.filter(lambda x: abs(x) < 1e308))
def test_four_digits_are_near_the_number(number):
    assert float(shown(number)) == pytest.approx(number, rel=5.001e-4, abs=1e-323)


@given(finite.filter(lambda x: abs(x) < 1e14), st.integers(0, 8))
def test_fixed_decimals_are_near_the_number(number, decimals):
    text = fixed(number, decimals)
    value = float(text.replace("−", "-"))
    assert abs(value - number) <= 0.5000001 * 10.0**-decimals + 1e-9 * abs(number)
    assert len(text.partition(".")[2]) == decimals
    assert not text.startswith("−0") or value
