"""Checks of the labelled equations of page 4b, how sure is the neuron."""

import math

import numpy as np
from scipy.stats import norm

from lessons_pkg import (
    LogisticRegression,
    cross_entropy_from_logits,
    data,
    numerical_gradient,
)
from lessons_pkg.logistic_regression import Problem

from . import equation

close = np.testing.assert_allclose
X, y = data.challenger()
t = X[:, 0]
d = t - 70


def log_likelihood(w, c):
    """Return the sum of the logarithms of the probabilities of what was seen."""
    return -len(y) * cross_entropy_from_logits(y, w * d + c)


def hessian(x, w, b):
    """Return the derivatives of the package's gradient for w and b."""
    problem = Problem(np.column_stack([x, np.ones(len(x))]), y * 1.0, np.zeros(2))
    v = np.array([w, b])
    return np.array(
        [
            numerical_gradient(lambda u, j=j: problem.at(u).gradient[j], v)
            for j in (0, 1)
        ]
    )


@equation("eq-slant", r"r = \frac{H_{wb}}{\sqrt{H_{ww}\, H_{bb}}}")
def _():
    for x, w, b in ((d, -0.2, -1.1), (d + 70, -0.2, 12.9)):
        (ww, wb), (_, bb) = hessian(x, w, b)
        r = wb / math.sqrt(ww * bb)
        # Along the best exchange of b for w, 1 - r² of the curvature is left.
        exchange = np.array([1.0, -wb / bb])
        left = exchange @ hessian(x, w, b) @ exchange
        close(left / ww, 1 - r**2, rtol=1e-4)


@equation(
    "eq-flights-likelihood",
    r"\begin{aligned} \ell(w, c) &= w \sum_i y_i\,(t_i - 70) + c \sum_i y_i \\"
    r" &\qquad - \sum_i \ln\bigl(1 + e^{w(t_i - 70) + c}\bigr) \end{aligned}",
)
def _():
    for w, c in ((-0.31, -0.8), (0.12, 1.7)):
        found = w * sum(y * (t - 70)) + c * sum(y)
        found -= sum(math.log(1 + math.exp(w * (v - 70) + c)) for v in t)
        close(found, log_likelihood(w, c), rtol=1e-12)


@equation("eq-cut", r"e^{-1.96^2 / 2} \approx e^{-1.92} \approx 0.147")
def _():
    assert round(norm.cdf(1.96) - norm.cdf(-1.96), 3) == 0.95
    share = norm.pdf(1.96) / norm.pdf(0)
    close(share, math.exp(-1.92), rtol=1e-3)
    assert round(math.exp(-1.92), 3) == 0.147


@equation("eq-profile", r"\ell_{\text{profile}}(w) = \max_{c}\, \ell(w, c)")
def _():
    grid = np.linspace(-6, 5, 4401)
    profile = {w: max(log_likelihood(w, c) for c in grid) for w in (-0.4, -0.1)}
    best = LogisticRegression(solver="newton").fit(d[:, np.newaxis], y)
    w, c = best.coef_[0, 0], best.intercept_[0]
    assert max(profile.values()) < log_likelihood(w, c)
    for slope, highest in profile.items():
        # At the top of a column the derivative for c is 0.
        top = grid[np.argmax([log_likelihood(slope, c) for c in grid])]
        steep = numerical_gradient(lambda c, w=slope: log_likelihood(w, c), top)
        assert abs(steep) < 0.02
        close(highest, log_likelihood(slope, top))
