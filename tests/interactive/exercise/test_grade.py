"""The verdict on an answer says where it fails, and not what is right.

Python and the page agree on what `vectors` lists; here is what a reader should read.
"""

import re
from math import log

import pytest

from lessons_pkg.interactive.exercise import Numeric, store
from tests.interactive.samples import FORMULA, NUMERIC

CLOSE = "is close. Keep all digits on the way, and round at the end."
CUT = "is right as far as it goes. Keep more digits."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ("0.33", f"0.33 {CUT}"),
        ("x = 0,33", f"0.33 {CUT}"),
        (".33", f"0.33 {CUT}"),
        ("33%", f"0.33 {CUT}"),
        # More digits would not help these.
        ("0", "0 is more than 0.001 away from the answer."),
        ("0.0", "0 is more than 0.001 away from the answer."),
        ("0.34", f"0.34 {CLOSE}"),
        ("0.33 + 0", f"0.33 {CLOSE}"),
        ("0.325", f"0.325 {CLOSE}"),
        ("0.35", "0.35 is more than 0.001 away from the answer."),
        ("3/8", "0.375 is more than 0.001 away from the answer."),
        ("17", "17 is more than 0.001 away from the answer."),
        ("-1/3", "The size is right, but not the sign."),
        ("33.33", "That is right in per cent: type a `%` behind it."),
    ],
)
def test_a_number_that_is_nearly_right_is_told_why_without_the_answer(answer, message):
    found = NUMERIC.check(answer)
    assert (found.verdict, found.message) == ("not yet", message)


def test_digits_are_missing_only_where_they_were_left_out():
    log_4 = Numeric("test.log", prompt="?", answer=lambda: log(4), tolerance=0.005)
    assert CUT in log_4.check("1.3").message  # 1.386, cut
    assert CUT in log_4.check("1.4").message  # and rounded
    assert CUT in log_4.check("1").message
    assert "Round the last digit" in log_4.check("1.38").message
    for near in ("4/3", "1.333", "1.5", "2", "1.35"):
        assert CUT not in log_4.check(near).message
    below_0 = Numeric("test.below", prompt="?", answer=-2.7, tolerance=0.001)
    assert CUT in below_0.check("-3").message
    # A first digit that is cut off says as little as any other.
    assert CUT not in below_0.check("-2").message
    small = Numeric("test.small", prompt="?", answer=0.4037, tolerance=0.0006)
    for text in ("0.4", "40%", "40.3 %", "0.403"):
        assert re.search("as far as it goes|cut off", small.check(text).message), text
    for text in ("0", "0.0", "0%", "0.5"):
        assert "more than" in small.check(text).message, text
    exact = Numeric("test.exact", prompt="?", answer=-2.8, tolerance=0.001)
    assert CUT not in exact.check("-2.7").message  # 0.1 away, and less in floats


def test_who_rounds_too_early_is_told_so():
    sum_of_paths = Numeric("test.paths", prompt="?", answer=6.1218, tolerance=0.0007)
    assert CLOSE in sum_of_paths.check("6*0.953+9*0.045").message
    assert CLOSE not in sum_of_paths.check("6.13").message
    # Near 0 ten tolerances are far.
    tiny = Numeric("test.tiny", prompt="?", answer=0.0032, tolerance=0.0005)
    assert CLOSE not in tiny.check("0.0045").message


def test_a_formula_that_differs_by_a_factor_is_told_which():
    assert FORMULA.check("2*pi*(R^2 - r^2)").message == (
        "Your formula gives 2 times the answer everywhere."
    )
    assert FORMULA.check("-pi*(R^2 - r^2)").message == (
        "The size is right, but not the sign."
    )


def test_what_is_right_is_followed_by_its_reason():
    assert NUMERIC.check("1/3").message == "It is so."
    assert repr(FORMULA.check("pi(R²-r²)")) == "✓ Correct. It is so."


def test_a_formula_fails_at_a_place_that_is_shown():
    found = FORMULA.check("pi*R*R - r")
    assert found.verdict == "not yet"
    assert re.fullmatch(
        r"At `r = [\d.]+, R = [\d.]+` your formula gives [\d.]+; the answer gives "
        r"[\d.]+\.",
        found.message,
    )


def test_the_place_that_is_shown_is_one_where_the_two_differ():
    """Where `r` is small, `R² - r²` and `R²` differ little."""
    found = FORMULA.check("pi*R^2 - r^9/1000")
    yours, right = re.findall(r"gives ([\d.]+)", found.message)
    assert yours != right
    for nearly in ("3.14159*(R^2 - r^2)", "pi*(R^2 - r^2) + 0.0001*r"):
        assert FORMULA.check(nearly).message == (
            "Your formula agrees with the answer to four digits, but not exactly. Is a "
            "number in it rounded?"
        )


def test_what_cannot_be_read_is_no_attempt_and_is_named():
    found = FORMULA.check("q(R - r)")
    assert found.verdict == "not attempted"
    assert found.message.startswith("`q` is not known here")
    found = NUMERIC.check("0.3333 apples")
    assert found.verdict == "not attempted"
    assert found.message.startswith("`apples` is not known here")
    assert NUMERIC.check("1/0").verdict == "not yet"
    assert store.read() == {NUMERIC.id: "tried"}


def test_a_formula_is_read_as_a_book_writes_it():
    for text in ("π(R²−r²)", "A = pi (R+r)(R-r)", "π·R^2 – πr²"):
        assert FORMULA.check(text).verdict == "correct", text
    for text in ("⅓", "33.33 %", "x = 1/3", "0,3333", "1÷3", "1⁄3"):
        assert NUMERIC.check(text).verdict == "correct", text
