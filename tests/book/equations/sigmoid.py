"""Checks of the labelled equations of chapter 1, the sigmoid and its derivative.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import (
    data,
    logistic,
    logistic_derivative,
    logit,
    numerical_gradient,
    sigmoid,
    sigmoid_derivative,
    step,
    tanh,
)

from . import equation

Z = np.linspace(-6, 6, 241)
z, h, t = sp.symbols("z h t", real=True)
a, r, K, P, P0 = sp.symbols("a r K P P_0", positive=True)
SIGMA = 1 / (1 + sp.exp(-z))
close = np.testing.assert_allclose


def same(left, right):
    """Assert that two formulas are one."""
    assert sp.simplify(left - right) == 0


@equation(
    "eq-bean-score",
    r"z = 0.7x - 0.3",
)
def _():
    x = sp.symbols("x")
    score = sp.Rational(7, 10) * x + sp.Rational(5, 10) - sp.Rational(8, 10)
    same(score, sp.Rational(7, 10) * x - sp.Rational(3, 10))
    assert sp.solve(score, x) == [sp.Rational(3, 7)]
    X, y = data.beans(noise=0)
    assert ((0.7 * X[:, 0] - 0.3 > 0) == (y == 1)).all()


@equation(
    "eq-step",
    r"\operatorname{step}(z) = \begin{cases} 1 & \text{if } z \ge 0 \\"
    r" 0 & \text{if } z < 0 \end{cases}",
)
def _():
    for value in (-1e308, -1.0, -5e-324, -0.0, 0.0, 5e-324, 2.0):
        assert step(value) == (1 if value >= 0 else 0)


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


@equation("eq-logit", r"z = \ln\frac{a}{1 - a} = \operatorname{logit}(a)")
def _():
    A = np.linspace(0.01, 0.99, 99)
    close(logit(A), np.log(A / (1 - A)), atol=1e-14)
    close(logit(sigmoid(Z)), Z, atol=1e-12)


@equation(
    "eq-logistic",
    r"f(x) = \frac{L}{1 + e^{-k(x - x_0)}}",
)
def _():
    for L, k, x0 in [(1, 1, 0), (2, 3, -1), (-4, -0.5, 2)]:
        close(logistic(Z, L, k, x0), L / (1 + np.exp(-k * (Z - x0))), rtol=1e-13)
        close(logistic(Z, L, k, x0), L * sigmoid(k * (Z - x0)), rtol=1e-13)


@equation("eq-growth", r"\frac{dP}{dt} = rP\Bigl(1 - \frac{P}{K}\Bigr)")
def _():
    solution = logistic(Z, L=1000.0, k=0.8, x0=2.0)
    slope = logistic_derivative(Z, L=1000.0, k=0.8, x0=2.0)
    close(slope, 0.8 * solution * (1 - solution / 1000.0), rtol=1e-12)


@equation("eq-euler", r"P_{i+1} = P_i + h\,rP_i\Bigl(1 - \frac{P_i}{K}\Bigr)")
def _():
    # The step is the tangent of the solution: what is left over shrinks like h².
    def left_over(step):
        here, there = logistic(np.array([1.0, 1.0 + step]), L=1000.0, k=0.8, x0=2.0)
        return there - (here + step * 0.8 * here * (1 - here / 1000.0))

    close(left_over(1e-3) / left_over(5e-4), 4, rtol=1e-3)


@equation(
    "eq-partial-fractions",
    r"\frac{K}{P(K - P)} = \frac{1}{P} + \frac{1}{K - P}",
)
def _():
    same(K / (P * (K - P)), 1 / P + 1 / (K - P))
    same(K / (P * (K - P)), 1 / (P * (1 - P / K)))


@equation(
    "eq-growth-log-odds",
    r"\begin{aligned} \ln\frac{P}{K - P} &= rt + C \\[1ex]"
    r" C &= \ln\frac{P_0}{K - P_0} \end{aligned}",
)
def _():
    left, C = sp.log(P / (K - P)), sp.log(P0 / (K - P0))
    same(r / sp.diff(left, P), r * P * (1 - P / K))
    same(left.subs(P, P0), (r * t + C).subs(t, 0))
    population = logistic(Z, L=1000.0, k=0.8, x0=2.0)
    start = logistic(0.0, L=1000.0, k=0.8, x0=2.0)
    close(logit(population / 1000), 0.8 * Z + logit(start / 1000), atol=1e-12)


@equation(
    "eq-growth-solution",
    r"\begin{aligned} P(t) &= K\,\sigma(rt + C) \\[1ex]"
    r" &= \frac{K}{1 + \frac{K - P_0}{P_0}\,e^{-rt}} \end{aligned}",
)
def _():
    solution = K / (1 + (K - P0) / P0 * sp.exp(-r * t))
    C = sp.log(P0 / (K - P0))
    same(K * SIGMA.subs(z, r * t + C), solution)
    same(solution.subs(t, 0), P0)
    same(sp.diff(solution, t), r * solution * (1 - solution / K))
    midpoint = np.log(900 / 100)
    close(logistic(Z, 1000, 1, midpoint), 1000 / (1 + 9 * np.exp(-Z)), rtol=1e-13)


@equation(
    "eq-quotient",
    r"\begin{aligned} \sigma'(z) &= \frac{u'v - uv'}{v^2} \\[1ex]"
    r" &= \frac{e^{-z}}{(1 + e^{-z})^2} \end{aligned}",
)
def _():
    u, v = sp.Integer(1), 1 + sp.exp(-z)
    rule = (sp.diff(u, z) * v - u * sp.diff(v, z)) / v**2
    same(rule, sp.exp(-z) / (1 + sp.exp(-z)) ** 2)
    same(rule, sp.diff(SIGMA, z))
    close(sigmoid_derivative(Z), np.exp(-Z) / (1 + np.exp(-Z)) ** 2, rtol=1e-13)


@equation("eq-sigmoid-derivative", r"\sigma'(z) = \sigma(z)\,\bigl(1 - \sigma(z)\bigr)")
def _():
    same(sp.diff(SIGMA, z), SIGMA * (1 - SIGMA))
    close(sigmoid_derivative(Z), sigmoid(Z) * (1 - sigmoid(Z)), rtol=1e-12)


@equation(
    "eq-logit-derivative",
    r"\begin{aligned} \frac{dz}{da} &= \frac{1}{a} + \frac{1}{1 - a} \\[1ex]"
    r" &= \frac{(1 - a) + a}{a(1 - a)} \\[1ex]"
    r" &= \frac{1}{a(1 - a)} \end{aligned}",
)
def _():
    slope = sp.diff(sp.log(a) - sp.log(1 - a), a)
    same(slope, 1 / a + 1 / (1 - a))
    same(slope, ((1 - a) + a) / (a * (1 - a)))
    same(slope, 1 / (a * (1 - a)))
    for share in (0.1, 0.5, 0.8):
        close(numerical_gradient(logit, share), 1 / (share * (1 - share)), rtol=1e-8)


@equation("eq-slope-in-a", r"\frac{da}{dz} = a(1 - a)")
def _():
    A = sigmoid(Z)
    close(sigmoid_derivative(Z), A * (1 - A), rtol=1e-12)


@equation(
    "eq-central-difference",
    r"\sigma'(z) \approx \frac{\sigma(z{+}h) - \sigma(z{-}h)}{2h}",
)
def _():
    difference = (SIGMA.subs(z, z + h) - SIGMA.subs(z, z - h)) / (2 * h)
    same(sp.limit(difference.subs(z, 2), h, 0), sp.diff(SIGMA, z).subs(z, 2))
    nudge = 1e-5
    difference = (sigmoid(Z + nudge) - sigmoid(Z - nudge)) / (2 * nudge)
    close(difference, sigmoid_derivative(Z), atol=1e-10)


@equation("eq-peak", r"a(1 - a) = \tfrac14 - \bigl(a - \tfrac12\bigr)^2")
def _():
    same(a * (1 - a), sp.Rational(1, 4) - (a - sp.Rational(1, 2)) ** 2)
    assert sigmoid_derivative(Z).max() == sigmoid_derivative(0) == 0.25


@equation("eq-tanh", r"\tanh z = 2\,\sigma(2z) - 1")
def _():
    same(sp.tanh(z).rewrite(sp.exp), 2 * SIGMA.subs(z, 2 * z) - 1)
    close(tanh(Z), 2 * sigmoid(2 * Z) - 1, atol=1e-15)


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
