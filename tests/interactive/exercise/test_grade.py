"""The verdict on an answer says where it fails, and not what is right.

Python and the page agree on what `vectors` lists; here is what a reader should read.
"""

import re

from lessons_pkg.interactive.exercise import store
from tests.interactive.samples import FORMULA, NUMERIC


def test_a_number_that_is_near_is_told_so_without_the_answer():
    assert "close" in NUMERIC.check(0.34).message
    far = NUMERIC.check(17).message
    assert far == "17 is not within 0.001 of the answer."


def test_a_formula_fails_at_a_place_that_is_shown():
    found = FORMULA.check("pi*R*R - r")
    assert found.verdict == "not yet"
    assert re.fullmatch(
        r"At `r = [\d.]+, R = [\d.]+` your formula gives [\d.]+; the answer gives "
        r"[\d.]+\.",
        found.message,
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
