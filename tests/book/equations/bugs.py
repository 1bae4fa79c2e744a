"""Checks of the labelled equations of chapter 10, bugs in the wild.

A step is taken by the chapter's own mended program; derivatives are held against
finite differences and sympy.
"""

import numpy as np
import sympy as sp

from lessons_pkg import cross_entropy, numerical_gradient, sigmoid, tanh
from lessons_pkg.exercises import bugs

from . import equation

close = np.testing.assert_allclose
RNG = np.random.default_rng(10)


@equation(
    "eq-one-step-matrix",
    r"W_{\text{new}} = W - \eta\, \frac{\partial L}{\partial W},",
)
def _():
    X, Y = RNG.normal(size=(5, 2)), RNG.integers(0, 2, size=(5, 1))
    W1, W2 = RNG.normal(size=(2, 3)), RNG.normal(size=(3, 1))
    for program, f in ((bugs.sudden_end, tanh), (bugs.kept_weights, sigmoid)):

        def loss(W, V, f=f):
            return cross_entropy(Y, sigmoid(f(X @ W) @ V))

        for rate in (0.3, 0.7):
            new1, new2 = program.fixed(X, Y, W1, W2, rate, 1)
            by_first = numerical_gradient(lambda W: loss(W, W2), W1)
            by_second = numerical_gradient(lambda W: loss(W1, W), W2)
            close(new1, W1 - rate * by_first, atol=6e-4)  # rounded to 3 decimals
            close(new2, W2 - rate * by_second, atol=6e-4)


@equation(
    "eq-entropy-in-p",
    r"\frac{\partial \ell}{\partial p} = \frac{p - y}{p\,(1 - p)},",
)
def _():
    for y in (0.0, 1.0, 0.3):
        for p in (0.2, 0.55, 0.9):
            measured = numerical_gradient(
                lambda p, y=y: cross_entropy(np.array([y]), np.array([float(p)])), p
            )
            close(measured, (p - y) / (p * (1 - p)), rtol=1e-6)


@equation(
    "eq-second-bias",
    r"\frac{\partial^2 L}{\partial b^2} = \sum_{i=1}^{n} 1 = n,",
)
def _():
    w, b = sp.symbols("w b")
    for n in (2, 5):
        x, y = sp.symbols(f"x:{n}"), sp.symbols(f"y:{n}")
        L = sum((w * u + b - v) ** 2 for u, v in zip(x, y, strict=True)) / 2
        assert sp.simplify(sp.diff(L, b, 2)) == n
