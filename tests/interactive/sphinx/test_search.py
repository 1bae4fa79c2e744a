"""A formula in the index reads like a line of text."""

import pytest

from lessons_pkg.interactive.sphinx import formulas, search
from tests.book.conftest import ROOT


@pytest.mark.parametrize(
    ("latex", "line"),
    [
        (r"x^2", "x²"),
        (r"w_1 + w_2", "w₁ + w₂"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{1}{1 + e^{-z}}", "1/(1 + e^(−z))"),
        (r"\sigma'(z) = \sigma(z)(1 - \sigma(z))", "σ′(z) = σ(z)(1−σ(z))"),
        (r"\sqrt{x}", "√(x)"),
    ],
)
def test_a_formula_becomes_a_line(latex, line, tmp_path):
    mathml = formulas.Formulas(ROOT, tmp_path).mathml(latex, False)
    assert search.plain(mathml) == line
