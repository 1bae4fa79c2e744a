"""The verdict on an answer says where it fails, and not what is right.

Python and the page agree on what `vectors` lists; here is what a reader should read.
"""

import re

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
    assert FORMULA.check("π").message.startswith("`π` is not known here")
