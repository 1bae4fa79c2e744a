"""Checks of the labelled equations of chapter 1b, numbers in a computer.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import sigmoid, sigmoid_derivative

from . import equation
from .sigmoid import SIGMA, close, same, z


@equation(
    "eq-stable-derivative",
    r"\sigma'(z) = \frac{e^{-|z|}}{\bigl(1 + e^{-|z|}\bigr)^2}",
)
def _():
    for sign in (1, -1):
        s = sp.symbols("s", positive=True)
        same(sp.diff(SIGMA, z).subs(z, sign * s), sp.exp(-s) / (1 + sp.exp(-s)) ** 2)
    wide = np.linspace(-700, 700, 1401)
    e = np.exp(-np.abs(wide))
    close(sigmoid_derivative(wide), e / (1 + e) ** 2, rtol=1e-14)


@equation(
    "eq-stable-sigmoid",
    r"\begin{aligned} s &= \min(z, 40) \\[1ex]"
    r" \sigma(z) &\approx \frac{e^s}{1 + e^s} \end{aligned}",
)
def _():
    # Below 40 it is the sigmoid itself; above, both round to 1 in double precision.
    same(SIGMA, sp.exp(z) / (1 + sp.exp(z)))
    assert 1 - sp.N(SIGMA.subs(z, 40), 40) < sp.Float(np.finfo(float).epsneg) / 2
    wide = np.linspace(-700, 700, 1401)
    e = np.exp(np.minimum(wide, 40))
    close(sigmoid(wide), e / (1 + e), rtol=1e-15)
