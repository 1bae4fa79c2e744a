"""Checks of the labelled equations of chapter 1a, where the S comes from.

Algebra is checked by sympy, which knows nothing of our code; then the same statement is
held against lessons_pkg on numbers.
"""

import numpy as np
import sympy as sp

from lessons_pkg import (
    logistic,
    logistic_derivative,
    logit,
    numerical_gradient,
    sigmoid,
    sigmoid_derivative,
    tanh,
)

from . import equation
from .sigmoid import SIGMA, Z, close, same, z

t = sp.symbols("t", real=True)
a, r, K, P, P0 = sp.symbols("a r K P P_0", positive=True)


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


@equation("eq-constant-rate", r"dz = \frac{r\,a(1 - a)\,dt}{a(1 - a)} = r\,dt")
def _():
    share = SIGMA.subs(z, r * t + sp.symbols("C"))
    same(sp.diff(share, t), r * share * (1 - share))
    same(sp.diff(share, t) / (share * (1 - share)), r)
    for start in (0.1, 0.5, 0.9):  # one short step of the share, and its log-odds
        rise = logit(start + 0.6 * start * (1 - start) * 1e-6) - logit(start)
        close(rise, 0.6e-6, rtol=1e-5)


@equation("eq-growth-log-odds", r"\ln\frac{P}{K - P} = rt + C")
def _():
    left, C = sp.log(P / (K - P)), sp.log(P0 / (K - P0))
    same(r / sp.diff(left, P), r * P * (1 - P / K))
    same(left.subs(P, P0), (r * t + C).subs(t, 0))
    population = logistic(Z, L=1000.0, k=0.8, x0=2.0)
    start = logistic(0.0, L=1000.0, k=0.8, x0=2.0)
    close(logit(population / 1000), 0.8 * Z + logit(start / 1000), atol=1e-12)


@equation(
    "eq-partial-fractions",
    r"\frac{K}{P(K - P)} = \frac{1}{P} + \frac{1}{K - P}",
)
def _():
    same(K / (P * (K - P)), 1 / P + 1 / (K - P))
    same(K / (P * (K - P)), 1 / (P * (1 - P / K)))


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


@equation("eq-slope-in-a", r"\frac{da}{dz} = a(1 - a)")
def _():
    A = sigmoid(Z)
    close(sigmoid_derivative(Z), A * (1 - A), rtol=1e-12)


@equation(
    "eq-logistic",
    r"\begin{aligned} f(x) &= \frac{L}{1 + e^{-k(x - x_0)}} \\[1ex]"
    r" &= L\,\sigma\bigl(k(x - x_0)\bigr) \end{aligned}",
)
def _():
    for L, k, x0 in [(1, 1, 0), (2, 3, -1), (-4, -0.5, 2)]:
        close(logistic(Z, L, k, x0), L / (1 + np.exp(-k * (Z - x0))), rtol=1e-13)
        close(logistic(Z, L, k, x0), L * sigmoid(k * (Z - x0)), rtol=1e-13)


@equation(
    "eq-tanh-definition",
    r"\tanh z = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
)
def _():
    up, down = np.exp(Z), np.exp(-Z)
    close(tanh(Z), (up - down) / (up + down), rtol=1e-14)


@equation(
    "eq-tanh",
    r"\begin{aligned} \tanh z &= \frac{1 - e^{-2z}}{1 + e^{-2z}} \\[1ex]"
    r" &= \frac{2 - (1 + e^{-2z})}{1 + e^{-2z}} \\[1ex]"
    r" &= 2\,\sigma(2z) - 1 \end{aligned}",
)
def _():
    small = sp.exp(-2 * z)
    same(sp.tanh(z).rewrite(sp.exp), (1 - small) / (1 + small))
    same((2 - (1 + small)) / (1 + small), 2 * SIGMA.subs(z, 2 * z) - 1)
    close(tanh(Z), 2 * sigmoid(2 * Z) - 1, atol=1e-15)
