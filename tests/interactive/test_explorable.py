"""What explorables share: settings keep their range, numbers are written one way."""

import math
from decimal import Decimal
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons_pkg.interactive.explorable import (
    Explorable,
    Option,
    Record,
    Setting,
    fixed,
)

numbers = st.floats(-1e6, 1e6)


class Square(Explorable):
    """An explorable made for these tests."""

    module = "slope"
    side = Setting(2.0, -3, 10)
    sentence = "A square of side {side} has the area {area}."
    columns: ClassVar = {"side < 3": 0, "area": 1}
    decimals: ClassVar = {"area": 3}

    def numbers(self):
        return {"area": self.side**2}

    def table(self):
        return [(side, side**2) for side in (1, -2)]


@given(numbers, st.integers(0, 6))
def test_a_written_number_is_the_nearest_with_its_decimals(value, decimals):
    text = fixed(value, decimals)
    written = Decimal(text.replace("−", "-"))
    assert abs(written - Decimal(value)) <= Decimal(5).scaleb(-decimals - 1)
    assert len(text.partition(".")[2]) == decimals


@given(numbers, st.integers(0, 6))
def test_a_negative_number_is_its_mirror_and_zero_has_no_sign(value, decimals):
    text = fixed(abs(value), decimals)
    negative = fixed(-abs(value), decimals)
    assert negative == (text if float(text) == 0 else f"−{text}")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0.5, 0, "1"), (2.5, 0, "3"), (-0.125, 2, "−0.13"), (0.03125, 4, "0.0313")],
)
def test_a_tie_is_rounded_away_from_zero(value, decimals, text):
    assert fixed(value, decimals) == text


def test_no_number_is_written_with_an_exponent():
    assert [fixed(0.0, 8), fixed(-4e-8, 8)] == ["0.00000000", "−0.00000004"]


def test_infinity_is_written_with_its_sign():
    assert [fixed(x, 2) for x in (math.inf, -math.inf)] == ["∞", "−∞"]


@pytest.mark.parametrize("value", [1, np.float32(1.0), np.int64(1), True])
def test_a_setting_becomes_a_python_float(value):
    side = Square(side=value).side
    assert type(side) is float
    assert side == 1.0


def test_a_setting_has_no_negative_zero():
    assert math.copysign(1, Square(side=-0.0).side) == 1


@pytest.mark.parametrize("value", [-3, 10])
def test_the_ends_of_the_range_belong_to_it(value):
    assert Square(side=value).side == value


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (10.1, ValueError, r"side must lie between -3 and 10, but it is 10\.1\."),
        (-4, ValueError, r"side must lie between -3 and 10, but it is -4\."),
        (math.nan, ValueError, "side must be one finite number, but it is nan"),
        ([1, 2], ValueError, r"side must be one finite number, but it is \[1, 2\]"),
        ("two", TypeError, "side must hold real numbers, but it holds text"),
        (None, TypeError, "side must hold real numbers"),
    ],
)
def test_a_bad_setting_is_named_and_changes_nothing(value, error, message):
    square = Square()
    with pytest.raises(error, match=message):
        square.side = value
    assert square.side == 2.0
    with pytest.raises(error, match=message):
        Square(side=value)


def test_settings_and_numbers_are_written_by_name():
    assert Square(side=1.5).shown() == {"side": "1.50", "area": "2.250"}


def test_the_description_is_the_sentence_and_the_table():
    square = Square()
    assert square.page_text() == "A square of side 2.00 has the area 4.000."
    html = square.page_html()
    assert html.startswith(f"<p>{square.page_text()}</p><table>")
    assert '<th scope="col">side &lt; 3</th><th scope="col">area</th>' in html
    assert "<tr><td>1</td><td>1.0</td></tr><tr><td>−2</td><td>4.0</td></tr>" in html


def test_the_description_follows_a_change():
    square = Square()
    square.side = 3
    assert square.page_text() == "A square of side 3.00 has the area 9.000."


class Walk(Explorable):
    """An explorable with a count, a choice and a record, made for these tests."""

    module = "slope"
    step = Setting(0, 0, 9, whole=True)
    way = Option("down", "up")
    path = Record()
    sentence = "Step {step} of the way {way} is at {place}."
    columns: ClassVar = {"way <": 0, "place": 1}
    decimals: ClassVar = {"step": 0}

    def numbers(self):
        return {"place": self.path[self.step]}

    def table(self):
        return [("<up>", 0.25)]


def test_a_count_a_choice_and_a_record_have_their_place():
    walk = Walk(step=2.0, way="up", path=[0, 0.5, 1])
    assert type(walk.step) is int
    assert walk.shown() == {"step": "2", "place": "1.00"}
    assert walk.page_text() == "Step 2 of the way up is at 1.00."
    assert "<td>&lt;up&gt;</td><td>0.3</td>" in walk.page_html()
    assert walk.page_state() == {"step": 2, "way": "up", "path": [0, 0.5, 1]}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"step": 1.5}, r"step must be whole, but it is 1\.5\."),
        ({"step": 10}, "step must lie between 0 and 9, but it is 10"),
        ({"way": "left"}, "way must be one of 'down', 'up', but it is 'left'"),
    ],
)
def test_a_bad_count_or_choice_is_named(words, message):
    with pytest.raises(ValueError, match=message):
        Walk(**words)
