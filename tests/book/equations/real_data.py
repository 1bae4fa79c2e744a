"""Checks of the labelled equations of page 5a, a network on real data.

Variances are measured on a great many random numbers; the limit of the first weights is
held against those that the package draws.
"""

import numpy as np
import sympy as sp

from lessons_pkg.mlp import initial_weights

from . import equation

close = np.testing.assert_allclose


@equation("eq-start-variance", r"\operatorname{Var}(z) = m \operatorname{Var}(w)")
def _():
    rng = np.random.default_rng(0)
    for m, deviation in ((3, 0.7), (30, 1.0)):
        x = rng.normal(size=(40_000, m))
        z = (x * rng.normal(0, deviation, size=(40_000, m))).sum(axis=1)
        close(z.var(), m * deviation**2, rtol=0.04)


@equation("eq-start-compromise", r"\operatorname{Var}(w) = \frac{2}{m + h}")
def _():
    (W, _), _ = initial_weights((30, 800, 1))
    close(W.var(), 2 / (30 + 800), rtol=0.02)
    # It lies between the two that it is a compromise of.
    m, h = sp.symbols("m h", positive=True)
    between = (1 / m - 2 / (m + h)) * (2 / (m + h) - 1 / h)
    assert sp.simplify(between - (h - m) ** 2 / (m * h * (m + h) ** 2)) == 0


@equation("eq-start-limit", r"r = \sqrt{\frac{6}{m + h}}.")
def _():
    m, h, w = sp.symbols("m h w", positive=True)
    r = sp.sqrt(6 / (m + h))
    variance = sp.integrate(w**2 / (2 * r), (w, -r, r))
    assert sp.simplify(variance - 2 / (m + h)) == 0
    (W, _), _ = initial_weights((30, 800, 1))
    assert 0.999 * np.sqrt(6 / 830) < np.abs(W).max() <= np.sqrt(6 / 830)
