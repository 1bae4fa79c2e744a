"""The identities among the equations, computed from the pages' own LaTeX."""

import pytest

from .algebra import MEANT, claims, holds, identities, spoiled, underbraced, written_out
from .test_equations import EQUATIONS

FOUND = {
    label: pairs
    for label, latex, _ in EQUATIONS
    if (pairs := list(identities(label, latex)))
}
# A line of it says what ℓ means, and a slip there is for its check to see.
DEFINING = {"eq-newton-exponential"}
LATEX = {label: latex for label, latex, _ in EQUATIONS}


@pytest.mark.parametrize("label", FOUND)
def test_an_identity_holds_as_the_page_has_it(label):
    for left, right in FOUND[label]:
        assert holds(left, right), f"{left} = {right}"


@pytest.mark.parametrize("label", sorted(FOUND.keys() - DEFINING))
def test_a_slip_on_the_page_would_be_seen(label):
    """Each sign, each numerator or exponent that is a digit: one of them changed."""
    for latex in spoiled(LATEX[label]):
        pairs = list(identities(label, latex))
        # What cannot be read any more is noticed, too.
        seen = len(pairs) < len(FOUND[label]) or not all(holds(*pair) for pair in pairs)
        assert seen, latex


def test_many_equations_are_read():
    assert len(FOUND) >= 24
    assert set(MEANT) <= set(FOUND)


def test_how_an_equation_is_cut():
    lines = r"\begin{aligned} a &= b \\[1ex] &= c, \qquad d = e \end{aligned}"
    assert list(claims(lines)) == [["a", "b", "c"], ["d", "e"]]
    rows = list(claims(r"L &= -y\,\bigl[z\bigr] \\ &\qquad + (1 - y) \\[1ex] &= z"))
    assert rows == [["L", "-y [z]  + (1 - y)", "z"]]
    braces = r"\underbrace{\frac{1}{2}}_{a} + \underbrace{b}_{1 - a}"
    assert list(underbraced(braces)) == [[r"\frac{1}{2}", "a"], ["b", "1 - a"]]
    assert written_out(r"2\sigma(2z) - 1", {}) == (
        r"2 \cdot (\frac{1}{1 + e^{-(2z)}}) - 1"
    )
    first, *_, last = spoiled(r"\tfrac14 - a^2")
    assert (first, last) == (r"\tfrac14 + a^2", r"\tfrac14 - a^3")
