"""Checks of the labelled equations of chapter 1, the sigmoid and its derivative.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import math

import numpy as np
import sympy as sp

from lessons_pkg import data, logistic, logit, sigmoid, sigmoid_derivative, step

from . import equation

Z = np.linspace(-6, 6, 241)
z, h, a, x = sp.symbols("z h a x", real=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


@equation("eq-beans", r"0.7x + 0.5 + \text{noise} > 0.8")
def _():
    limit = sp.solve(sp.Rational(7, 10) * x + sp.Rational(3, 10) * -1, x)
    assert limit == [sp.Rational(3, 7)]
    X, y = data.beans(noise=0)
    assert ((X[:, 0] > 3 / 7) == (y == 1)).all()
    # With the noise, the share of toxic beans follows the bell curve's Φ(7x - 3).
    X, y = data.beans(n=200_000, noise=0.1, seed=1)
    share = np.array([(1 + math.erf((7 * v - 3) / math.sqrt(2))) / 2 for v in X[:, 0]])
    for low in np.arange(0, 1, 0.1):
        group = (low <= X[:, 0]) & (X[:, 0] < low + 0.1)
        allowed = 4 * np.sqrt((share * (1 - share))[group].sum())
        assert abs((y - share)[group].sum()) < allowed


@equation(
    "eq-step",
    r"\operatorname{step}(z) = \begin{cases} 1 & \text{if } z \ge 0 \\"
    r" 0 & \text{if } z < 0 \end{cases}",
)
def _():
    for value in (-1e308, -1.0, -5e-324, -0.0, 0.0, 5e-324, 2.0):
        assert step(value) == (1 if value >= 0 else 0)


@equation("eq-odds-at-two", r"\frac{7.3891}{1 + 7.3891} = 0.8808")
def _():
    odds = round(float(np.exp(2)), 4)
    assert f"{odds:.4f}" == "7.3891"
    assert f"{odds / (1 + odds):.4f}" == f"{sigmoid(2.0):.4f}" == "0.8808"


@equation("eq-sigmoid", r"\sigma(z) = \frac{e^{z}}{1 + e^{z}} = \frac{1}{1 + e^{-z}}")
def _():
    same(sp.exp(z) / (1 + sp.exp(z)), SIGMA)
    close(sigmoid(Z), np.exp(Z) / (1 + np.exp(Z)), rtol=1e-14)
    close(sigmoid(Z), 1 / (1 + np.exp(-Z)), rtol=1e-14)


@equation(
    "eq-symmetry",
    r"\begin{aligned} \sigma(-z) &= \frac{1}{1 + e^{z}} \\[1ex]"
    r" &= \frac{(1 + e^{z}) - e^{z}}{1 + e^{z}} \\[1ex]"
    r" &= 1 - \sigma(z) \end{aligned}",
)
def _():
    same(SIGMA.subs(z, -z), 1 / (1 + sp.exp(z)))
    same(((1 + sp.exp(z)) - sp.exp(z)) / (1 + sp.exp(z)), 1 - SIGMA)
    close(sigmoid(-Z), 1 - sigmoid(Z), rtol=1e-12)


@equation("eq-neuron", r"z = wx + b, \qquad a = \sigma(z)")
def _():
    # A definition: what can be checked is that the code says the same.
    w, b, x = 14.0, -6.0, np.linspace(0, 1, 11)
    close(logistic(x, L=1, k=w, x0=-b / w), sigmoid(w * x + b), rtol=1e-12)


@equation(
    "eq-odds",
    r"\frac{a}{1 - a} = e^{z}",
)
def _():
    same(1 - SIGMA, 1 / (1 + sp.exp(z)))
    same(SIGMA / (1 - SIGMA), sp.exp(z))
    close(sigmoid(Z) / (1 - sigmoid(Z)), np.exp(Z), rtol=1e-12)


@equation("eq-logit", r"z = \ln\frac{a}{1 - a}")
def _():
    A = np.linspace(0.01, 0.99, 99)
    close(logit(A), np.log(A / (1 - A)), atol=1e-14)
    close(logit(sigmoid(Z)), Z, atol=1e-12)


@equation("eq-linear-log-odds", r"\ln\frac{p}{1 - p} = wx + b")
def _():
    w, b = sp.symbols("w b", real=True)
    p = SIGMA.subs(z, w * x + b)
    same(p / (1 - p), sp.exp(w * x + b))
    sizes = np.linspace(0, 1, 11)
    close(logit(sigmoid(14 * sizes - 6)), 14 * sizes - 6, atol=1e-12)


@equation(
    "eq-quotient",
    r"\begin{aligned} \sigma'(z) &= \frac{u'v - uv'}{v^2} \\[1ex]"
    r" &= \frac{e^{-z}}{(1 + e^{-z})^2} \end{aligned}",
)
def _():
    u, v = sp.Function("u")(z), sp.Function("v")(z)
    rule = (sp.diff(u, z) * v - u * sp.diff(v, z)) / v**2
    same(rule, sp.diff(u / v, z))  # u′ would be 0 in what follows
    here = rule.subs({u: sp.Integer(1), v: 1 + sp.exp(-z)}).doit()
    same(here, sp.exp(-z) / (1 + sp.exp(-z)) ** 2)
    same(here, sp.diff(SIGMA, z))
    close(sigmoid_derivative(Z), np.exp(-Z) / (1 + np.exp(-Z)) ** 2, rtol=1e-13)


@equation(
    "eq-two-fractions",
    r"\sigma'(z) = \underbrace{\frac{1}{1 + e^{-z}}}_{\sigma(z)} \cdot"
    r" \underbrace{\frac{e^{-z}}{1 + e^{-z}}}_{1 - \sigma(z)}",
)
def _():
    second = sp.exp(-z) / (1 + sp.exp(-z))
    same(second, 1 - SIGMA)
    same(SIGMA * second, sp.diff(SIGMA, z))
    close(sigmoid_derivative(Z), sigmoid(Z) * np.exp(-Z) / (1 + np.exp(-Z)), rtol=1e-13)


@equation("eq-sigmoid-derivative", r"\sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr)")
def _():
    same(sp.diff(SIGMA, z), SIGMA * (1 - SIGMA))
    close(sigmoid_derivative(Z), sigmoid(Z) * (1 - sigmoid(Z)), rtol=1e-12)


@equation(
    "eq-central-difference",
    r"\sigma'(z) \approx \frac{\sigma(z{+}h) - \sigma(z{-}h)}{2h},",
)
def _():
    difference = (SIGMA.subs(z, z + h) - SIGMA.subs(z, z - h)) / (2 * h)
    same(sp.limit(difference.subs(z, 2), h, 0), sp.diff(SIGMA, z).subs(z, 2))
    small = 1e-5
    difference = (sigmoid(Z + small) - sigmoid(Z - small)) / (2 * small)
    close(difference, sigmoid_derivative(Z), atol=1e-10)


@equation("eq-peak", r"a(1 - a) = \tfrac14 - \bigl(a - \tfrac12\bigr)^2")
def _():
    same(a * (1 - a), sp.Rational(1, 4) - (a - sp.Rational(1, 2)) ** 2)
    assert sigmoid_derivative(Z).max() == sigmoid_derivative(0) == 0.25
